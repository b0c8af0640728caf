#compdef gpamap
# SPDX-License-Identifier: MIT
# Completion for gpamap in zsh. A test holds the options against --help.

# Formats with "yes" in a column of the table, 0 for all; or, behind a comma, their keys.
_gpamap_formats() {
	local -a words
	local name=${PREFIX%%,*}
	if [[ $PREFIX == *,* ]]; then
		compset -P '*,'
		words=(${(f)"$(gpamap formats $name 2>/dev/null | awk '/^  [0-9a-z]/ { sub(/=.*/, "=", $1); print $1 }')"})
	else
		words=(${(f)"$(gpamap formats 2>/dev/null | awk -v column=$1 'NR > 1 && (column == 0 || $column == "yes") { print $1 }')"})
	fi
	compadd -S '' -a words
}

_gpamap() {
	local -a map host input output both commands
	map=(
		'*--ram=[RAM by size or range]:list: '
		'*--mmio=[MMIO gaps]:ranges: '
		'*--pci-ecam=[PCI ECAM windows]:ranges: '
		'*--pci-mmio=[PCI MMIO apertures]:ranges: '
		'--vtl2=[RAM private to the paravisor]:range: '
		'*--other=[other ranges]:kind=range:(reserved= device= hotplug= pmem= firmware_tables= firmware_nvs= unusable=)'
		'--machine=[machine that the RAM is for]:machine:(list q35 pc microvm virt virt-riscv64 openvmm openvmm-aarch64 hyperv-gen2 firecracker firecracker-aarch64 cloud-hypervisor cloud-hypervisor-aarch64 kvmtool-riscv64)'
		'--name=[name of the map]:name: '
		'*--request=[request to be planned]:request:(ram= mmio32= mmio64= fixed= reserve= hotplug= post=)'
	)
	host=(
		'--address-bits=[address bits that the host gives]:bits: '
		'--guest-reach=[where the reach of the guest ends]:size: '
		'--hypertransport=[what to do about AMD addresses]:what:(ignore skip relocate)'
		'*--avoid=[ranges that the host cannot give]:ranges: '
	)
	input=(
		'--from=[format of the input]:format:_gpamap_formats 2'
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
			'plan:plan what a spec asks for'
			'explain:tell why a plan is as it is'
			'sweep:tell what moves as RAM grows'
			'diff:tell what became of each range of a map'
			'lock:write a map to hold others against'
			'agree:tell whether sources tell of one machine'
			'formats:list what is read and written'
		)
		_describe command commands
		_arguments $both
		return
	fi

	local command=$words[2]
	shift words
	((CURRENT--))
	[[ $command == (show|check) ]] &&
		output+=('--jsonl[one spec a line, one result a line]')
	case $command in
	show | plan)
		_arguments -s $map $host $input $both $output \
			'(-o --format)'{-o,--format=}'[format to write]:format:_gpamap_formats 3' \
			'--output=[file to write]:file:_files' \
			'*:input:_files'
		;;
	probe)
		_arguments -s $map $host $input $both \
			'(-o --format)'{-o,--format=}'[format to write]:format:(table json)' \
			'*'{-a,--at=}'[addresses to tell of]:addresses: ' \
			'1:input:_files' '*:input or address:_files'
		;;
	explain)
		_arguments -s $map $host $input $both $output \
			'(-o --format)'{-o,--format=}'[format to write]:format:(table json)' \
			'*--tag=[request to tell of]:tag: ' \
			'--inputs[all operands are inputs]' \
			'1:input:_files' '*:input or tag:_files'
		;;
	sweep)
		_arguments -s $map $host $input $both $output \
			'(-o --format)'{-o,--format=}'[format to write]:format:(table json svg)' \
			'--output=[file to write]:file:_files' \
			'--tag=[request that grows]:tag: ' \
			'--step=[by how much it grows]:size: ' \
			'*:input:_files'
		;;
	check)
		_arguments -s $map $host $input $both $output \
			'(-o --format)'{-o,--format=}'[format to write]:format:(table json)' \
			'--phys-bits=[physical address bits of the guest]:bits: ' \
			'--strict[notes are findings, too]' \
			'--lock=[lock to hold the map against]:file:_files' \
			'*:input:_files'
		;;
	lock)
		_arguments -s $map $host $input $both $output \
			'--output=[file to write]:file:_files' \
			'1:input:_files'
		;;
	diff)
		_arguments -s $input $both $output \
			'(-o --format)'{-o,--format=}'[format to write]:format:(table json)' \
			'--abi[only what breaks a guest counts]' \
			'1:before:_files' '2:after:_files'
		;;
	agree)
		_arguments -s $both $output \
			'(-o --format)'{-o,--format=}'[format to write]:format:(table json)' \
			'*:file:_files'
		;;
	formats)
		_arguments -s $both \
			'(-o --format)'{-o,--format=}'[format to write]:format:(table json)' \
			'*:format:_gpamap_formats 0'
		;;
	esac
}

_gpamap "$@"
