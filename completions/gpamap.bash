# SPDX-License-Identifier: MIT
# Completion for gpamap in bash. A test holds the options against --help.

# Formats with "yes" in a column of the table, 0 for all; or, behind a comma, their keys.
_gpamap_formats() {
	local name=${2%%,*} key
	if [ "$name" = "$2" ]; then
		gpamap formats 2>/dev/null |
			awk -v column="$1" 'NR > 1 &&
				(column == 0 || $column == "yes") { print $1 }'
		return
	fi
	gpamap formats "$name" 2>/dev/null |
		awk '/^  [0-9a-z]/ { sub(/=.*/, "=", $1); print $1 }' |
		while read -r key; do
			echo "${2%,*},$key"
		done
}

# Complete the word after a given option; false where it takes none.
_gpamap_value() {
	local words
	case $1 in
	--from)
		words=$(_gpamap_formats 2 "$2")
		compopt -o nospace
		;;
	-o | --format)
		words='table json'
		case ${COMP_WORDS[1]} in
		sweep) words='table json svg' ;;
		show | plan)
			words=$(_gpamap_formats 3 "$2")
			compopt -o nospace
			;;
		esac
		;;
	--hypertransport) words='ignore skip relocate' ;;
	--request)
		words='ram= mmio32= mmio64= fixed= reserve= hotplug= post='
		compopt -o nospace
		;;
	--color) words='auto always never' ;;
	--output | --lock)
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
		--phys-bits | --address-bits | --guest-reach | --avoid | --tag | \
		--at | -a | --step) words= ;;
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
			'show probe check plan explain sweep diff lock agree formats \
			--help --version' -- "$cur")
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
	options="$options --machine --request --address-bits --guest-reach"
	options="$options --hypertransport --avoid"
	options="$options --from --format --help --version"
	case $command in
	show) options="$options --jsonl --output --color --ascii" ;;
	plan) options="$options --output --color --ascii" ;;
	explain) options="$options --inputs --tag --color --ascii" ;;
	sweep) options="$options --tag --step --output --color --ascii" ;;
	probe) options="$options --at" ;;
	check)
		options="$options --phys-bits --strict --lock --jsonl --color"
		options="$options --ascii"
		;;
	lock) options="${options/ --format/} --output --color --ascii" ;;
	diff) options='--from --abi --format --color --ascii --help --version' ;;
	agree) options='--format --color --ascii --help --version' ;;
	formats) options='--format --help --version' ;;
	*) return ;;
	esac
	case $cur,$command in
	-*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur") ;;
	*,formats)
		mapfile -t COMPREPLY < <(compgen -W \
			"$(_gpamap_formats 0 "$cur")" -- "$cur")
		;;
	*) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
	esac
}

complete -o filenames -F _gpamap gpamap
