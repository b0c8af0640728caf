# SPDX-License-Identifier: MIT
"""The maps that guests with device trees boot on; each with a spec in maps/.

A map's RAM has to lie inside the RAM that QEMU has: arm64's virt has it from
1 GiB up, riscv64's from 2 GiB up, in one piece. The first 144 MiB have to be
there, and the PCI host bridge of QEMU's, which is no part of what is told
anew.
"""

import json

from maps import Map

# Linux 6.1 has room for so many reserved ranges, and complains of the next.
RESERVED_MAX = 64

PCI = {"mmio": "0x3eff0000-0x3f000000", "pci_ecam": "0x4010000000+256M",
       "pci_mmio": ["0x10000000-0x3eff0000", "0x8000000000+512G"]}


def many_ranges():
    """RAM in pieces on four nodes in turn, and reserved ranges between."""
    start, piece, between = 0x4c000000, 0x180000, 0x80000
    ram, other = [{"range": f"1G-{start:#x}", "vnode": 0}], []
    for number in range(RESERVED_MAX):
        hole = start + number * (piece + between)
        other.append({"kind": "reserved", "range": f"{hole:#x}+{between:#x}"})
        ram.append({"range": f"{hole + between:#x}+{piece:#x}",
                    "vnode": number % 4})
    return json.dumps({"name": "More than a hundred ranges", "ram": ram,
                       "other": other, **PCI})


ARM64 = (
    Map("arm64-one-node", "512M"),
    Map("arm64-three-nodes", "1G", (1, 2, 0),
        (10, 15, 40, 16, 10, 21, 41, 22, 10)),
    Map("arm64-interleaved", "512M", (1, 1)),
    Map("arm64-gaps", "512M", files=("numa",)),
    Map("arm64-above-4g", "8G", (1, 1, 1),
        (10, 20, 30, 20, 10, 20, 30, 20, 10)),
    Map("arm64-reserved", "1G", (1, 1)),
    Map("arm64-planned", "2G", (1, 1)),
    Map("arm64-many-ranges", "512M", (1, 1, 1, 1), text=many_ranges()),
)

RISCV64 = (
    Map("riscv64-two-nodes", "1G", (1, 1), (10, 42, 42, 10)),
)


def named(name):
    return next(m for m in ARM64 + RISCV64 if m.name == name)
