# SPDX-License-Identifier: MIT
# Completion for gpamap in fish. A test holds the options against --help.

# Formats with "yes" in a column of the table, 0 for all; or, behind a comma, their keys.
function __gpamap_formats
	set -l word (string replace -r '^(-o|--format=|--from=)' '' -- (commandline -ct))
	set -l name (string split -m 1 , -- $word)
	if test (count $name) -lt 2
		gpamap formats 2>/dev/null | awk -v column=$argv[1] 'NR > 1 && (column == 0 || $column == "yes") { print $1 }'
		return
	end
	set -l before (string replace -r '[^,]*$' '' -- $word)
	for key in (gpamap formats $name[1] 2>/dev/null | awk '/^  [0-9a-z]/ { sub(/=.*/, "=", $1); print $1 }')
		echo $before$key
	end
end

set -l commands show probe check plan explain sweep diff lock agree formats
set -l none "not __fish_seen_subcommand_from $commands"
set -l map '__fish_seen_subcommand_from show probe check plan explain sweep lock'
set -l lines '__fish_seen_subcommand_from show check'
set -l diff '__fish_seen_subcommand_from diff'
set -l read '__fish_seen_subcommand_from show probe check plan explain sweep lock diff'
set -l plain '__fish_seen_subcommand_from probe check explain diff agree formats'
set -l drawn '__fish_seen_subcommand_from show check plan explain sweep lock diff agree'
set -l probe '__fish_seen_subcommand_from probe'
set -l explain '__fish_seen_subcommand_from explain'
set -l check '__fish_seen_subcommand_from check'
set -l sweep '__fish_seen_subcommand_from sweep'
set -l shown '__fish_seen_subcommand_from show plan'
set -l written '__fish_seen_subcommand_from show plan sweep lock'
set -l phases 'ram= mmio32= mmio64= fixed= reserve= hotplug= post='
set -l machines 'list q35 pc microvm virt virt-riscv64 openvmm openvmm-aarch64 hyperv-gen2 firecracker firecracker-aarch64 cloud-hypervisor cloud-hypervisor-aarch64 kvmtool-riscv64'
set -l kinds 'reserved= device= hotplug= pmem= firmware_tables= firmware_nvs= unusable='

complete -c gpamap -n $none -f -a show -d 'Show a map'
complete -c gpamap -n $none -f -a probe -d 'Tell what is at an address'
complete -c gpamap -n $none -f -a check -d 'Tell every problem and warning'
complete -c gpamap -n $none -f -a plan -d 'Plan what a spec asks for'
complete -c gpamap -n $none -f -a explain -d 'Tell why a plan is as it is'
complete -c gpamap -n $none -f -a sweep -d 'Tell what moves as RAM grows'
complete -c gpamap -n $none -f -a diff -d 'Tell what became of each range'
complete -c gpamap -n $none -f -a lock -d 'Write a map to hold others against'
complete -c gpamap -n $none -f -a agree -d 'Tell whether sources tell of one machine'
complete -c gpamap -n $none -f -a formats -d 'List what is read and written'
complete -c gpamap -s h -l help -d 'Show help'
complete -c gpamap -s V -l version -d 'Show the version'

complete -c gpamap -n $map -x -l ram -d 'RAM by size or range'
complete -c gpamap -n $map -x -l mmio -d 'MMIO gaps'
complete -c gpamap -n $map -x -l pci-ecam -d 'PCI ECAM windows'
complete -c gpamap -n $map -x -l pci-mmio -d 'PCI MMIO apertures'
complete -c gpamap -n $map -x -l vtl2 -d 'RAM private to the paravisor'
complete -c gpamap -n $map -x -l other -a $kinds -d 'Other ranges'
complete -c gpamap -n $map -x -l machine -a $machines -d 'Machine that the RAM is for'
complete -c gpamap -n $map -x -l name -d 'Name of the map'
complete -c gpamap -n $map -x -l request -a $phases -d 'Request to be planned'
complete -c gpamap -n $map -x -l address-bits -d 'Address bits that the host gives'
complete -c gpamap -n $map -x -l guest-reach -d 'Where the reach of the guest ends'
complete -c gpamap -n $map -x -l hypertransport -a 'ignore skip relocate' -d 'What to do about AMD addresses'
complete -c gpamap -n $map -x -l avoid -d 'Ranges that the host cannot give'
complete -c gpamap -n $probe -x -s a -l at -d 'Addresses to tell of'
complete -c gpamap -n $explain -x -l tag -d 'Request to tell of'
complete -c gpamap -n $explain -l inputs -d 'All operands are inputs'
complete -c gpamap -n $sweep -x -l tag -d 'Request that grows'
complete -c gpamap -n $sweep -x -l step -d 'By how much it grows'
complete -c gpamap -n $read -x -l from -a '(__gpamap_formats 2)' -d 'Format of the input'

complete -c gpamap -n $shown -x -s o -l format -a '(__gpamap_formats 3)' -d 'Format to write'
complete -c gpamap -n $sweep -x -s o -l format -a 'table json svg' -d 'Format to write'
complete -c gpamap -n $plain -x -s o -l format -a 'table json' -d 'Format to write'
complete -c gpamap -n '__fish_seen_subcommand_from formats' -f -a '(__gpamap_formats 0)' -d 'Format'
complete -c gpamap -n $written -r -l output -d 'File to write'
complete -c gpamap -n $drawn -x -l color -a 'auto always never' -d 'When to colour'
complete -c gpamap -n $drawn -l ascii -d 'Nothing but ASCII'
complete -c gpamap -n $check -x -l phys-bits -d 'Physical address bits of the guest'
complete -c gpamap -n $check -r -l lock -d 'Lock to hold the map against'
complete -c gpamap -n $lines -l jsonl -d 'One spec a line, one result a line'
complete -c gpamap -n $diff -l abi -d 'Only what breaks a guest counts'
complete -c gpamap -n $check -l strict -d 'Notes are findings, too'
