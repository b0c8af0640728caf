# SPDX-License-Identifier: MIT
# Completion for gpamap in bash. A test holds the options against --help.

# Complete the word after a given option; false where it takes none.
_gpamap_value() {
	local words
	case $1 in
	--from) words='spec iomem e820 saved' ;;
	-o | --format) words='table json spec saved debug' ;;
	--color) words='auto always never' ;;
	--output)
		mapfile -t COMPREPLY < <(compgen -f -- "$2")
		return 0
		;;
	--machine)
		words='list q35 pc microvm virt virt-riscv64 openvmm'
		words="$words openvmm-aarch64 hyperv-gen2 firecracker"
		words="$words firecracker-aarch64 cloud-hypervisor"
		words="$words cloud-hypervisor-aarch64 kvmtool-riscv64"
		;;
	--ram | --mmio | --pci-ecam | --pci-mmio | --vtl2 | --name | \
		--phys-bits) words= ;;
	--other)
		words='reserved= device= hotplug= pmem= firmware_tables='
		words="$words firmware_nvs= unusable="
		compopt -o nospace
		;;
	*) return 1 ;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$2")
}

_gpamap() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local command=${COMP_WORDS[1]} options
	COMPREPLY=()

	if [ "$COMP_CWORD" -eq 1 ]; then
		mapfile -t COMPREPLY < <(compgen -W \
			'show probe check --help --version' -- "$cur")
		return
	fi
	# bash cuts "--from=spec" into three words.
	if [ "$prev" = = ]; then
		prev=${COMP_WORDS[COMP_CWORD - 2]}
	elif [ "$cur" = = ]; then
		cur=
	fi
	_gpamap_value "$prev" "$cur" && return

	options='--ram --mmio --pci-ecam --pci-mmio --vtl2 --other --name'
	options="$options --machine"
	options="$options --from --format --help --version"
	case $command in
	show) options="$options --output --color --ascii" ;;
	probe) ;;
	check) options="$options --phys-bits --strict --color --ascii" ;;
	*) return ;;
	esac
	case $cur in
	-*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur") ;;
	*) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
	esac
}

complete -o filenames -F _gpamap gpamap
