# SPDX-License-Identifier: MIT
"""What a guest with a device tree has to tell of a map: the map, normalised.

As in expect.py, each function is one rule of those that README.md lists.
"""

from command import Row
from expect import merge, put

# What /reserved-memory has; the tree knows no difference between them.
RESERVED = ("reserved", "firmware_tables", "firmware_nvs", "unusable", "vtl2")

# The window for PCI I/O is no memory to Linux, but a window to the tree. Those
# of QEMU's virt on arm64 and on riscv64.
IO_WINDOWS = (Row(0x3eff0000, 0x3f000000, "mmio", None),
              Row(0x3000000, 0x3010000, "mmio", None))


def tree(rows):
    """The tree: RAM with nodes, PCI, and what is reserved; no other device."""
    told = []
    for row in rows:
        if row.kind in RESERVED:
            told.append(Row(row.start, row.end, "reserved", None))
        elif row.kind in ("ram", "pci_ecam", "pci_mmio") or row in IO_WINDOWS:
            told.append(row)
    return told


def firmware(told, ranges):
    """The tree as firmware hands it on: it keeps what it is in itself."""
    for start, end in ranges:
        told = put(told, Row(start, end, "reserved", None))
    return told


def iomem(rows):
    """/proc/iomem: RAM without nodes, PCI; what is reserved is no RAM.

    Source: request_standard_resources(), arch/arm64/kernel/setup.c, and
    init_resources(), arch/riscv/kernel/setup.c, Linux 6.1, which tell what
    memory nodes have, and reserved memory only there.
    """
    told = [r._replace(node=0) if r.kind == "ram" else r for r in rows
            if r.kind in ("ram", "pci_ecam", "pci_mmio")]
    return merge(told)


def without_devices(rows):
    """Make a filter of what is read: QEMU's devices are below PCI and RAM."""
    first = min(r.start for r in rows
                if r.kind in ("ram", "pci_ecam", "pci_mmio"))
    return lambda seen: merge([row for row in seen if row.kind != "device" or
                               row.end > first])


def disagreements(rows):
    """What the spec and /proc/iomem cannot agree in, for iomem's reason.

    gpamap agree tells the first 20 places.
    """
    left = merge([Row(r.start, r.end, "reserved", None) for r in rows
                  if r.kind in RESERVED and r.kind != "vtl2"])
    return {("reserved-missing", r.start, r.end) for r in left[:20]}


def usable(rows):
    """The memory that Linux gives to nodes: all RAM."""
    return merge([r for r in rows if r.kind == "ram"])
