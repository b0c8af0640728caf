# SPDX-License-Identifier: MIT
"""The maps that x86 guests boot on; each with a spec in maps/.

A map's RAM has to lie inside the RAM that QEMU has: q35 has it from 0 up to
2 GiB and the rest from 4 GiB on, or from 1 TiB on where @machine says so.
RAM from 1 MiB to 96 MiB and a range of firmware_tables have to be there.
"""

import dataclasses
import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))


@dataclasses.dataclass(frozen=True)
class Map:
    """A map, and what else its guest is told."""

    name: str
    memory: str             # of QEMU, as its option -m has it
    cpus: tuple = (1,)      # processors of each node
    distances: tuple = ()   # between nodes, row by row; else 10 and 20
    files: tuple = ()       # more options of guest_files, keys of dtb
    machine: tuple = ()     # more options of QEMU
    text: str = ""          # the spec, where it is in no file

    def spec(self):
        """The text of the spec."""
        if self.text:
            return self.text
        path = os.path.join(HERE, "maps", self.name + ".yaml")
        with open(path, encoding="utf-8") as file:
            return file.read()


def many_ranges():
    """RAM in 60 pieces, between them 59 ranges of five kinds in turn."""
    kinds = ["reserved", "firmware_nvs", "unusable", "pmem", "device"]
    start, piece, between = 0x10000000, 0x180000, 0x80000
    ram, other = [f"0-{start + piece:#x}"], []
    for number in range(59):
        hole = start + piece + number * (piece + between)
        end = hole + between + piece
        other.append({"kind": kinds[number % len(kinds)],
                      "range": f"{hole:#x}+{between:#x}"})
        ram.append(f"{hole + between:#x}-{end:#x}")
    other.append({"kind": "firmware_tables", "range": f"{end:#x}+1M"})
    return json.dumps({"name": "More than a hundred ranges", "ram": ram,
                       "other": other})


ABOVE_1T = ("-cpu", "EPYC,phys-bits=48")

MAPS = (
    Map("one-node", "512M"),
    Map("three-nodes", "1G", (1, 1, 1), (10, 15, 40, 16, 10, 21, 41, 22, 10)),
    Map("gaps", "512M"),
    Map("above-4g", "4G", (1, 1)),
    Map("above-1t", "4G,slots=1,maxmem=16T", (1, 1), machine=ABOVE_1T),
    Map("reserved", "512M"),
    Map("persistent", "4G", (1, 1)),
    Map("ecam-low", "512M"),
    Map("ecam-high", "4G", (1, 1)),
    Map("hotplug", "1G", (1, 1)),
    Map("many-ranges", "512M", text=many_ranges()),
    Map("interleaved", "512M", (1, 1, 1), (10, 20, 30, 20, 10, 12, 30, 12, 10),
        files=("--keep-apart",)),
    Map("paravisor", "2G", (2,)),
    Map("planned", "4G", (1, 1)),
    Map("pc-holes", "512M", files=("--pc-holes",)),
)


def named(name):
    return next(m for m in MAPS if m.name == name)
