# SPDX-License-Identifier: MIT
"""Guests whose tree is wrong: gpamap says so, and Linux shows it."""

import dataclasses
import re
import struct
import typing

import arm64
import riscv64
import tree_checks
import tree_maps

# Source: Devicetree Specification v0.4, 5.4.1.
PROPERTY, NOTHING = 3, 4
WORD = 4


def cells(*values):
    """Addresses and sizes as two cells each."""
    return struct.pack(f">{len(values)}Q", *values)


def words(*values):
    return struct.pack(f">{len(values)}I", *values)


def exchange(tree, old, new):
    """Put @new where @old stands, which is one place."""
    assert tree.count(old) == 1 and len(old) == len(new)
    return tree.replace(old, new)


# The second node of arm64-three-nodes.
RAM = 0x52345000, 0xdcbb000


def overlap(tree):
    """The second node begins 16 MiB earlier, in the first."""
    more = 16 << 20
    return exchange(tree, cells(*RAM), cells(RAM[0] - more, RAM[1] + more))


def cut_off(tree):
    """The second node has half of its memory."""
    return exchange(tree, cells(*RAM), cells(RAM[0], 0x6000000))


def lose_node(tree):
    """The second node's memory does not say its node."""
    begin = tree.index(cells(*RAM)) + len(cells(*RAM))
    end = begin + 4 * WORD
    assert tree[begin:begin + 2 * WORD] == words(PROPERTY, WORD)
    return tree[:begin] + words(*[NOTHING] * 4) + tree[end:]


def far_from_itself(tree):
    """Node 1 is 20 away from itself."""
    return exchange(tree, words(1, 1, 10), words(1, 1, 20))


@dataclasses.dataclass(frozen=True)
class Fault:
    """A map, what is changed in its tree, and who says what."""

    name: str
    machine: typing.Any
    map: str
    change: typing.Callable
    foreseen: str       # of gpamap agree
    seen: str           # in Linux's log
    nodes: tuple        # that Linux has in the end

    def run(self, suite):
        """Give the problems: those that nobody noticed."""
        machine = self.machine
        fetched = machine.fetch(suite)
        chosen = tree_maps.named(self.map)
        given = machine.artefacts(suite, fetched, chosen)
        problems = tree_checks.before_boot(suite.command, given)
        given.change(self.change(given.bytes()))
        said = "\n".join(suite.command.agree(given.spec, given.tree))
        if not re.search(self.foreseen, said):
            problems.append(f"gpamap agree did not foresee {self.foreseen}: "
                            f"{said}")
        report = machine.boot(suite, fetched, given, chosen)
        if not re.search(self.seen, report.log):
            problems.append(f"Linux does not show {self.seen}")
        if report.nodes() != set(self.nodes):
            problems.append(f"Linux has nodes {report.nodes()}")
        return problems


CASES = [
    Fault("arm64-fault-overlap", arm64, "arm64-three-nodes", overlap,
          r"error\[nodes-overlap\]",
          r"node   1: \[mem 0x0*51345000-0x0*5fffffff\]", (0, 1, 2)),
    Fault("arm64-fault-missing", arm64, "arm64-three-nodes", cut_off,
          r"error\[ram-differs\]",
          r"node   1: \[mem 0x0*52345000-0x0*58344fff\]", (0, 1, 2)),
    Fault("arm64-fault-node", arm64, "arm64-three-nodes", lose_node,
          r"error\[node-missing\]", r"NUMA: Faking a node at", (0,)),
    Fault("arm64-fault-distance", arm64, "arm64-three-nodes",
          far_from_itself, r"error\[distance-local\]",
          r"NUMA: Faking a node at", (0,)),
    Fault("riscv64-fault-distance", riscv64, "riscv64-two-nodes",
          far_from_itself, r"error\[distance-local\]",
          r"NUMA: Faking a node at", (0,)),
]
