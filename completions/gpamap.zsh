#compdef gpamap
# SPDX-License-Identifier: MIT
# Completion for gpamap in zsh. A test holds the options against --help.

_gpamap() {
	local -a map input output both commands
	map=(
		'*--ram=[RAM by size or range]:list: '
		'*--mmio=[MMIO gaps]:ranges: '
		'*--pci-ecam=[PCI ECAM windows]:ranges: '
		'*--pci-mmio=[PCI MMIO apertures]:ranges: '
		'--vtl2=[RAM private to the paravisor]:range: '
		'*--other=[other ranges]:kind=range:(reserved= device= hotplug= pmem= firmware_tables= firmware_nvs= unusable=)'
		'--machine=[machine that the RAM is for]:machine:(list q35 pc microvm virt virt-riscv64 openvmm openvmm-aarch64 hyperv-gen2 firecracker firecracker-aarch64 cloud-hypervisor cloud-hypervisor-aarch64 kvmtool-riscv64)'
		'--name=[name of the map]:name: '
	)
	input=(
		'--from=[format of the input]:format:(spec iomem e820 saved)'
	)
	both=(
		'(-h --help)'{-h,--help}'[show help]'
		'(-V --version)'{-V,--version}'[show the version]'
	)
	output=(
		'--color=[when to colour]:when:(auto always never)'
		'--ascii[nothing but ASCII]'
	)
	if ((CURRENT == 2)); then
		commands=(
			'show:show a map'
			'probe:tell what is at an address'
			'check:tell every problem and warning'
		)
		_describe command commands
		_arguments $both
		return
	fi

	local command=$words[2]
	shift words
	((CURRENT--))
	case $command in
	show)
		_arguments -s $map $input $both $output \
			'(-o --format)'{-o,--format=}'[format to write]:format:(table json spec saved debug)' \
			'--output=[file to write]:file:_files' \
			'*:input:_files'
		;;
	probe)
		_arguments -s $map $input $both \
			'(-o --format)'{-o,--format=}'[format to write]:format:(table json)' \
			'1:input:_files' '*:address: '
		;;
	check)
		_arguments -s $map $input $both $output \
			'(-o --format)'{-o,--format=}'[format to write]:format:(table json)' \
			'--phys-bits=[physical address bits of the guest]:bits: ' \
			'--strict[notes are findings, too]' \
			'*:input:_files'
		;;
	esac
}

_gpamap "$@"
