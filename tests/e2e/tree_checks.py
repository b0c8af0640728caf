# SPDX-License-Identifier: MIT
"""What is held against what: the map, its device tree, the guest's report.

Each function gives a list of problems, which is empty where all is well.
"""

import os
import re
import struct

import checks
import tree_expect as expect
from command import Row, spec_of, write

TREE = "/proc/device-tree/"

# What Linux complains of in a tree, besides what it does on x86, too.
COMPLAINTS = re.compile(
    r"OF: (?:NUMA|fdt|reserved mem): .*(?:[Ii]nvalid|[Ee]rror|bad |exceeds|"
    r"not enough|[Ff]ail|No distance)|NUMA: .*(?:[Ff]ail|invalid|off)")

NO_NODES = re.compile(r"NUMA: (?:No NUMA configuration found|Faking a node)")


def before_boot(command, given):
    """The tree tells one story with the spec, and the very map."""
    rows = command.rows(given.spec)
    return command.agree(given.spec, given.tree) + \
        command.differences("tree", expect.tree(rows), given.tree, "dtb")


def after_boot(command, chosen, machine, given, report, folder):
    """What the guest tells is the map, too."""
    rows = command.rows(given.spec)
    fdt = os.path.join(folder, "fdt")
    iomem = os.path.join(folder, "iomem")
    problems = []
    if machine.SAME_TREE and report.tree() != given.bytes():
        problems.append("/sys/firmware/fdt has other bytes than the tree")
    problems += agreement(command, rows, given, fdt, iomem)
    told = expect.firmware(expect.tree(rows), machine.FIRMWARE)
    problems += command.differences("fdt", told, fdt, "dtb")
    problems += command.differences("iomem", expect.iomem(rows), iomem,
                                    "iomem", expect.without_devices(rows))
    return problems + complaints(chosen, report) + \
        live_tree(rows, report, machine.FIRMWARE) + \
        checks.nodes(chosen, rows, report, machine.CPUS_IN_ORDER) + \
        linux_nodes(command, rows, report, folder)


def agreement(command, rows, given, fdt, iomem):
    """All agree, but for what /proc/iomem does not tell without ACPI."""
    problems = command.agree(given.spec, given.tree, fdt)
    problems += command.agree(given.tree, fdt, "iomem:" + iomem)
    found = command.findings(given.spec, "iomem:" + iomem)
    wanted = expect.disagreements(rows)
    if found != wanted:
        problems.append(f"spec and iomem disagree in {found}, not {wanted}")
    return problems


def complaints(chosen, report):
    """Complaints; but that there are no nodes is true of a tree of one."""
    found = checks.complaints(report) + \
        [f"complaint: {line}" for line in report.log.splitlines()
         if COMPLAINTS.search(line)]
    if len(chosen.cpus) == 1 and "numa" not in chosen.files:
        found = [line for line in found if not NO_NODES.search(line)]
    return found


def live_tree(rows, report, firmware=()):
    """The tree that Linux unpacked, read without gpamap."""
    ram = sorted((row.start, row.end - row.start) for row in rows
                 if row.kind == "ram")
    reserved = sorted(
        [(row.start, row.end - row.start) for row in rows
         if row.kind in expect.RESERVED] +
        [(start, end - start) for start, end in firmware])
    problems = []
    for name, wanted in (("memory@", ram), ("reserved-memory/", reserved)):
        seen = sorted(struct.unpack(">QQ", data)
                      for path, data in report.files.items()
                      if path.startswith(TREE + name) and
                      path.endswith("/reg"))
        if seen != wanted:
            problems.append(f"/proc/device-tree/{name}... is {seen}, "
                            f"not {wanted}")
    return problems


def linux_nodes(command, rows, report, folder):
    """The memory that Linux gave to nodes."""
    given = [Row(start, end, "ram", node)
             for start, end, node in report.node_ranges()]
    path = os.path.join(folder, "linux-nodes")
    write(path, spec_of(given))
    return command.differences("linux-nodes", expect.usable(rows), path,
                               "spec")
