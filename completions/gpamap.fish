# SPDX-License-Identifier: MIT
# Completion for gpamap in fish. A test holds the options against --help.

set -l commands show probe check
set -l none "not __fish_seen_subcommand_from $commands"
set -l any "__fish_seen_subcommand_from $commands"
set -l show '__fish_seen_subcommand_from show'
set -l check '__fish_seen_subcommand_from check'
set -l machines 'list q35 pc microvm virt virt-riscv64 openvmm openvmm-aarch64 hyperv-gen2 firecracker firecracker-aarch64 cloud-hypervisor cloud-hypervisor-aarch64 kvmtool-riscv64'
set -l kinds 'reserved= device= hotplug= pmem= firmware_tables= firmware_nvs= unusable='

complete -c gpamap -n $none -f -a show -d 'Show a map'
complete -c gpamap -n $none -f -a probe -d 'Tell what is at an address'
complete -c gpamap -n $none -f -a check -d 'Tell every problem and warning'
complete -c gpamap -s h -l help -d 'Show help'
complete -c gpamap -s V -l version -d 'Show the version'

complete -c gpamap -n $any -x -l ram -d 'RAM by size or range'
complete -c gpamap -n $any -x -l mmio -d 'MMIO gaps'
complete -c gpamap -n $any -x -l pci-ecam -d 'PCI ECAM windows'
complete -c gpamap -n $any -x -l pci-mmio -d 'PCI MMIO apertures'
complete -c gpamap -n $any -x -l vtl2 -d 'RAM private to the paravisor'
complete -c gpamap -n $any -x -l other -a $kinds -d 'Other ranges'
complete -c gpamap -n $any -x -l machine -a $machines -d 'Machine that the RAM is for'
complete -c gpamap -n $any -x -l name -d 'Name of the map'
complete -c gpamap -n $any -x -l from -a 'spec iomem e820 saved' -d 'Format of the input'

complete -c gpamap -n $show -x -s o -l format -a 'table json spec saved debug' -d 'Format to write'
complete -c gpamap -n "$any; and not $show" -x -s o -l format -a 'table json' -d 'Format to write'
complete -c gpamap -n $show -r -l output -d 'File to write'
complete -c gpamap -n "$show; or $check" -x -l color -a 'auto always never' -d 'When to colour'
complete -c gpamap -n "$show; or $check" -l ascii -d 'Nothing but ASCII'
complete -c gpamap -n $check -x -l phys-bits -d 'Physical address bits of the guest'
complete -c gpamap -n $check -l strict -d 'Notes are findings, too'
