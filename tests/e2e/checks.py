# SPDX-License-Identifier: MIT
"""What is held against what: the map, its artefacts, the guest's report.

Each function gives a list of problems, which is empty where all is well.
"""

import os
import re

import expect
from command import Row, spec_of, write

# What Linux complains of. None of it may be on a console.
COMPLAINTS = re.compile(
    r"nodes only cover|overlaps with|No NUMA configuration|Faking a node|"
    r"Incorrect checksum|SRAT not used|SLIT table looks invalid|"
    r"not using MMCONFIG|above 4GB\) ignored|Firmware (Bug|Warn|Info)|"
    r"ACPI (Error|Warning|BIOS)|WARNING: CPU|Oops|Kernel panic|Call Trace")


def before_boot(command, artefacts):
    """All artefacts tell one story with the spec."""
    tables = [artefacts.path(name) for name in ("SRAT", "SLIT", "MCFG")
              if name in artefacts.addresses]
    return command.agree(artefacts.spec, "pvh:" + artefacts.path("memmap"),
                         *tables)


def after_boot(command, artefacts, folder):
    """What the guest tells agrees with the spec and what it was given."""
    return command.agree(
        artefacts.spec, "pvh:" + artefacts.path("memmap"),
        artefacts.path("SRAT"), artefacts.path("SLIT"),
        "iomem:" + os.path.join(folder, "memmap"),
        "iomem:" + os.path.join(folder, "iomem"),
        "e820:" + os.path.join(folder, "log"),
        "acpi:" + os.path.join(folder, "tables"))


def tables(artefacts, report):
    """The guest has the tables that it was given, to the byte."""
    ours, seen = artefacts.tables(), report.tables()
    problems = [f"table {name} is there for one only"
                for name in sorted(set(ours) ^ set(seen))]
    problems += [f"table {name} has other bytes"
                 for name in sorted(set(ours) & set(seen))
                 if ours[name] != seen[name]]
    for name, address in artefacts.addresses.items():
        if f"ACPI: {name} 0x{address:016X}" not in report.log:
            problems.append(f"Linux did not find {name} at {address:#x}")
    return problems


def complaints(report):
    return [f"complaint: {line}" for line in report.log.splitlines()
            if COMPLAINTS.search(line)]


def nodes(chosen, rows, report, in_order=True):
    """The nodes in sysfs: which there are, their processors and distances.

    in_order: Linux counts processors as the map does.
    """
    memory = {row.node for row in rows if row.kind == "ram"}
    with_cpus = {node for node, count in enumerate(chosen.cpus) if count}
    problems = []
    for what, wanted in (("online", memory | with_cpus),
                         ("has_memory", memory), ("has_cpu", with_cpus)):
        if report.nodes(what) != wanted:
            problems.append(f"{what} nodes are {report.nodes(what)}, "
                            f"not {wanted}")
    problems += (processors if in_order else shuffled)(chosen, report)
    return problems + distances(chosen, sorted(memory | with_cpus), report)


def processors(chosen, report):
    problems, first = [], 0
    for node, count in enumerate(chosen.cpus):
        wanted = set(range(first, first + count))
        first += count
        if count and report.cpus(node) != wanted:
            problems.append(f"node {node} has processors {report.cpus(node)}, "
                            f"not {wanted}")
    return problems


def shuffled(chosen, report):
    """As many processors on each node, whichever these are."""
    told = [report.cpus(node) for node in range(len(chosen.cpus))]
    problems = [f"node {node} has processors {cpus}, not "
                f"{chosen.cpus[node]} of them"
                for node, cpus in enumerate(told)
                if len(cpus) != chosen.cpus[node]]
    if set().union(*told) != set(range(sum(chosen.cpus))):
        problems.append(f"the processors on nodes are {told}")
    return problems


def distances(chosen, online, report):
    problems, side = [], int(len(chosen.distances) ** 0.5)
    for row in online:
        if chosen.distances:
            wanted = [chosen.distances[row * side + column]
                      for column in online]
        else:
            wanted = [10 if column == row else 20 for column in online]
        if report.distances(row) != wanted:
            problems.append(f"node {row} is {report.distances(row)} away, "
                            f"not {wanted}")
    return problems


def maps(command, chosen, artefacts, report, folder):
    """Each source, read by gpamap, is the map but for the rules of expect."""
    rows = command.rows(artefacts.spec)
    given = expect.e820(rows, "--pc-holes" in chosen.files,
                        "--hide-ecam" in chosen.files)
    told = expect.pvh(given)
    compare = command.differences
    problems = compare("pvh", given, artefacts.path("memmap"), "pvh",
                       expect.merge)
    problems += compare("memmap", told, os.path.join(folder, "memmap"),
                        "iomem", expect.merge)
    problems += compare("e820", told, os.path.join(folder, "log"), "e820",
                        expect.merge)
    problems += compare("iomem", expect.iomem(rows, told),
                        os.path.join(folder, "iomem"), "iomem",
                        expect.without_devices(rows))
    problems += compare("srat", expect.srat(rows),
                        os.path.join(folder, "tables", "SRAT"), "srat")
    if "MCFG" in artefacts.addresses:
        problems += compare("mcfg", expect.mcfg(rows),
                            os.path.join(folder, "tables", "MCFG"), "mcfg")
    return problems + linux_nodes(command, rows, told, report, folder)


def linux_nodes(command, rows, told, report, folder):
    """What Linux read in the SRAT, and the memory that it gave to nodes."""
    read = [Row(start, end, memory_kind(flags), node)
            for start, end, node, flags in report.srat_ranges()]
    given = [Row(start, end, "ram", node)
             for start, end, node in report.node_ranges()]
    problems = []
    for name, seen, wanted in (("linux-srat", read, expect.srat(rows)),
                               ("linux-nodes", given,
                                expect.node_ranges(rows, told))):
        path = os.path.join(folder, name)
        write(path, spec_of(seen))
        problems += command.differences(name, wanted, path, "spec")
    return problems


def memory_kind(flags):
    if "hotplug" in flags:
        return "hotplug"
    return "pmem" if "pmem" in flags else "ram"
