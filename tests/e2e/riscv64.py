# SPDX-License-Identifier: MIT
"""A riscv64 guest: the tree that it is booted with, and the boot.

QEMU keeps what a tree says of memory, and adds what it has to say of the
kernel; OpenSBI, its firmware, adds where it is itself. Debian 12 has no kernel
for riscv64: it comes from the release after it.
"""

import guest
import linux
import trees
from packages import need

QEMU = "qemu-system-riscv64"
KERNEL = "linux-image-riscv64"
RELEASE = "trixie"
COMMAND_LINE = "console=ttyS0 panic=-1"
MACHINE = "virt"

# Not the very bytes, then, but the same memory. Source: OpenSBI 1.1, whose
# domain keeps the 512 KiB that it is loaded to from supervisors.
SAME_TREE = False
FIRMWARE = ((0x80000000, 0x80080000),)

# Linux's first processor is the one that OpenSBI has drawn to boot on.
CPUS_IN_ORDER = False


def fetch(suite):
    """Give the Linux, fetched by whoever comes first."""
    need(QEMU)
    return linux.fetch(suite, "riscv64", KERNEL, release=RELEASE)


def hardware(chosen):
    """The options of QEMU that make the machine of a map.

    Its nodes have the same share of RAM each, which has to be gone in our
    tree. Each is a socket with an interrupt controller of its own.
    """
    count = len(chosen.cpus)
    share = f"{int(chosen.memory.rstrip('G')) * 1024 // count}M"
    options = ["-m", chosen.memory, "-smp", str(count)]
    for node in range(count):
        options += ["-object", f"memory-backend-ram,id=m{node},size={share},"
                    "reserve=off", "-numa",
                    f"node,nodeid={node},cpus={node},memdev=m{node}"]
    return options


def artefacts(suite, fetched, chosen):
    """Have gpamap write all files of a map."""
    return trees.Artefacts(suite, chosen, lambda path: trees.dump(
        QEMU, MACHINE, path, [*hardware(chosen),
                              *trees.linux(fetched, COMMAND_LINE)]))


def boot(suite, fetched, given, chosen):
    """Boot Linux on the artefacts @given; give its report."""
    options = ["-M", MACHINE, *hardware(chosen), "-dtb", given.tree,
               *trees.linux(fetched, COMMAND_LINE)]
    return guest.boot(QEMU, options, suite.folder)
