# SPDX-License-Identifier: MIT
"""Guests that are told wrong: gpamap says so before the boot, Linux after."""

import dataclasses
import re
import struct
import typing

import checks
import maps
import x86

# Offsets in tables. Source: ACPI 6.5, 5.2.6, 5.2.16, 5.2.16.2, 5.2.17.
CHECKSUM = 9
SRAT_STRUCTURES = 48
SRAT_MEMORY = 1
MEMORY_LENGTH = 16
SLIT_MATRIX = 44


def seal(table):
    """Make the checksum right again."""
    table[CHECKSUM] = 0
    table[CHECKSUM] = -sum(table) % 256


def memory(srat):
    """Give the offset of each memory structure."""
    at, found = SRAT_STRUCTURES, []
    while at < len(srat):
        if srat[at] == SRAT_MEMORY:
            found.append(at)
        at += srat[at + 1]
    return found


def resize(srat, number, change):
    """Change the length of one range of memory in a SRAT."""
    at = memory(srat)[number] + MEMORY_LENGTH
    length, = struct.unpack_from("<Q", srat, at)
    struct.pack_into("<Q", srat, at, change(length))
    seal(srat)


def cover_half(srat):
    resize(srat, 0, lambda length: length // 2)


def overlap(srat):
    resize(srat, 0, lambda length: length + (16 << 20))


def break_checksum(srat):
    srat[CHECKSUM] = (srat[CHECKSUM] + 1) % 256


def end_nowhere(srat):
    srat[memory(srat)[-1] + 1] = 0
    seal(srat)


def far_from_itself(slit):
    slit[SLIT_MATRIX] = 20
    seal(slit)


@dataclasses.dataclass(frozen=True)
class Fault:
    """A map, what is changed in one of its tables, and who says what."""

    name: str
    map: str
    foreseen: str       # of gpamap agree
    complaint: str      # of Linux
    table: str = ""
    change: typing.Callable = None
    files: tuple = ()   # or a wrong option of guest_files
    nodes: tuple = (0,)     # that Linux has in the end

    def run(self, suite):
        """Give the problems: those that nobody noticed."""
        linux = x86.fetch(suite)
        chosen = maps.named(self.map)
        chosen = dataclasses.replace(chosen, files=chosen.files + self.files)
        artefacts = x86.Artefacts(suite, chosen)
        if self.change:
            table = bytearray(artefacts.bytes(self.table))
            self.change(table)
            artefacts.change(self.table, table)
        said = "\n".join(checks.before_boot(suite.command, artefacts))
        problems = [] if re.search(self.foreseen, said) else \
            [f"gpamap agree did not foresee {self.foreseen}: {said}"]
        report = x86.boot(suite, linux, artefacts, chosen)
        if not re.search(self.complaint, report.log):
            problems.append(f"Linux did not complain: {self.complaint}")
        if report.nodes() != set(self.nodes):
            problems.append(f"Linux has nodes {report.nodes()}")
        return problems


CASES = [
    Fault("fault-half", "one-node", r"error\[nodes-cover\]",
          r"NUMA: nodes only cover 255MB of your 510MB e820 RAM\. Not used",
          "SRAT", cover_half),
    Fault("fault-overlap", "three-nodes", r"error\[nodes-overlap\]",
          r"node 0 \[.*\] overlaps with node 1 (?s:.*)No NUMA configuration",
          "SRAT", overlap),
    Fault("fault-checksum", "three-nodes", r"error\[unreadable\].*checksum",
          r"Incorrect checksum in table \[SRAT\]",
          "SRAT", break_checksum, nodes=(0, 1, 2)),
    Fault("fault-length", "three-nodes", r"error\[unreadable\]",
          r"\[SRAT:0x01\] Invalid zero length", "SRAT", end_nowhere),
    Fault("fault-distance", "three-nodes", r"error\[unreadable\]",
          r"SLIT table looks invalid\. Not used",
          "SLIT", far_from_itself, nodes=(0, 1, 2)),
    Fault("fault-ecam", "ecam-low", r"error\[ecam-reserved\]",
          r"PCI: not using MMCONFIG", files=("--hide-ecam",)),
]
