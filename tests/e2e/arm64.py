# SPDX-License-Identifier: MIT
"""An arm64 guest: the tree that it is booted with, and the boot.

With -kernel, QEMU would write its own memory into any tree. So it starts with
a stub, and all is put into place by its loader device.
"""

import os
import struct

import guest
import linux
import trees
from errors import Missing
from packages import need

QEMU = "qemu-system-aarch64"
KERNEL = "linux-image-cloud-arm64"
COMMAND_LINE = "console=ttyAMA0 panic=-1"

# The tree reaches Linux as it is, and what firmware reserves is nothing.
SAME_TREE = True
CPUS_IN_ORDER = True
FIRMWARE = ()

# No seeds, which Linux wipes: it shall show the very tree that it was given.
# From QEMU 7.1 on.
MACHINE = "virt,dtb-randomness=off"

# Where things are. Every map has RAM from BASE to END. QEMU has a tree of its
# own in the first MiB, and tells in it that INITRD is where it puts one.
BASE = 0x40000000
STUB = 0x40100000
TREE = 0x40110000
IMAGE = 0x40200000
INITRD = 0x48000000
END = 0x49000000

# Source: Documentation/arm64/booting.rst, Linux 6.1, 3 and 4: image_size is at
# 16 of the header; x0 is the tree, x1 to x3 are 0.
IMAGE_SIZE = 16
CODE = (
    0x580000c0,     # ldr x0, TREE's word
    0x580000e4,     # ldr x4, IMAGE's word
    0xaa1f03e1,     # mov x1, xzr
    0xaa1f03e2,     # mov x2, xzr
    0xaa1f03e3,     # mov x3, xzr
    0xd61f0080,     # br x4
)


def fetch(suite):
    """Give the Linux, fetched by whoever comes first."""
    need(QEMU)
    return linux.fetch(suite, "arm64", KERNEL)


def hardware(chosen):
    """The options of QEMU that make the machine of a map."""
    return ["-cpu", "cortex-a57", "-m", chosen.memory,
            "-smp", str(sum(chosen.cpus)), "-object",
            f"memory-backend-ram,id=ram,size={chosen.memory},reserve=off"]


def other_nodes(cpus):
    """Options that put processors on their nodes, and all RAM on the last.

    What this says of memory and distances has to be gone in our tree.
    """
    if len(cpus) == 1:
        return []
    options, first = [], 0
    for node, count in enumerate(cpus):
        words = f"node,nodeid={node}"
        if count:
            words += f",cpus={first}-{first + count - 1}"
        if node == len(cpus) - 1:
            words += ",memdev=ram"
        first += count
        options += ["-numa", words]
        for nearer in range(node):
            options += ["-numa", f"dist,src={nearer},dst={node},val=99"]
    return options


def artefacts(suite, fetched, chosen):
    """Have gpamap write all files of a map."""
    nodes = other_nodes(chosen.cpus)
    machine = MACHINE if nodes else MACHINE + ",memory-backend=ram"
    return trees.Artefacts(suite, chosen, lambda path: trees.dump(
        QEMU, machine, path, [*hardware(chosen), *nodes,
                              *trees.linux(fetched, COMMAND_LINE)]))


def check_room(fetched, tree):
    """Nothing that is put into place reaches the next."""
    with open(fetched.vmlinuz, "rb") as file:
        size, = struct.unpack_from("<Q", file.read(64), IMAGE_SIZE)
    for what, end, limit in (
            ("tree", TREE + os.path.getsize(tree), IMAGE),
            ("kernel", IMAGE + size, INITRD),
            ("initramfs", INITRD + os.path.getsize(fetched.initramfs), END)):
        if end > limit:
            raise Missing(f"the {what} ends at {end:#x}, too far up for us")


def boot(suite, fetched, given, chosen):
    """Boot Linux on the artefacts @given; give its report."""
    check_room(fetched, given.tree)
    stub = given.path("stub")
    with open(stub, "wb") as file:
        file.write(struct.pack("<6I2Q", *CODE, TREE, IMAGE))
    options = ["-M", MACHINE + ",memory-backend=ram", *hardware(chosen),
               *guest.loader(stub, STUB),
               *guest.loader(given.tree, TREE),
               *guest.loader(fetched.vmlinuz, IMAGE),
               *guest.loader(fetched.initramfs, INITRD),
               "-device", f"loader,addr={STUB:#x},cpu-num=0"]
    return guest.boot(QEMU, options, suite.folder)
