# SPDX-License-Identifier: MIT
"""QEMU's own tables, as its firmware hands them to Linux, against ours."""

import dataclasses
import os

import checks
import guest
import x86
from suite import fresh

MIB = 1 << 20


@dataclasses.dataclass(frozen=True)
class Own:
    """A machine of QEMU's, and how gpamap calls it."""

    name: str
    machine: str
    nodes: tuple            # MiB of each
    keys: str = ""          # more of gpamap's --machine
    memory: str = ""        # more of QEMU's -m
    distances: tuple = ()   # row by row

    def options(self):
        """The options of QEMU that make it."""
        options = ["-M", self.machine,
                   "-m", f"{sum(self.nodes)}M{self.memory}",
                   *x86.processors(len(self.nodes))]
        for node, size in enumerate(self.nodes):
            options += ["-object", f"memory-backend-ram,id=m{node},"
                        f"size={size}M,reserve=off",
                        "-numa", f"node,nodeid={node},memdev=m{node},"
                        f"cpus={node}"]
        side = len(self.nodes)
        for at, distance in enumerate(self.distances):
            options += ["-numa", f"dist,src={at // side},dst={at % side},"
                        f"val={distance}"]
        return options

    def boot(self, suite):
        """Boot Linux as QEMU's firmware does it; give its report."""
        linux = x86.fetch(suite)
        options = [*self.options(), "-kernel", linux.vmlinuz,
                   "-initrd", linux.initramfs, "-append", x86.COMMAND_LINE]
        return guest.boot(x86.QEMU, options, suite.folder)

    def write(self, suite):
        """Write the machine's map and our tables for it."""
        folder = fresh(suite.inside("given"))
        sizes = ",".join(f"{size}M" for size in self.nodes)
        for form, name in (("spec", "spec"), ("saved", "saved")):
            suite.command.convert("", os.path.join(folder, name), form,
                                  "--machine", self.machine + self.keys,
                                  "--ram", sizes)
        x86.guest_files(suite, os.path.join(folder, "saved"), folder,
                        [1] * len(self.nodes), self.distances,
                        ["--at=0x100000"])
        return folder

    def run(self, suite):
        """Give the problems."""
        ours = self.write(suite)
        report = self.boot(suite)
        seen = suite.inside("seen")
        report.save(seen)
        tables = [name for name in ("SRAT", "SLIT", "MCFG")
                  if name in report.tables()]
        problems = []
        if set(tables) != self.expected():
            problems.append(f"QEMU has {tables}, not {self.expected()}")
        problems += suite.command.agree(
            os.path.join(ours, "spec"),
            *[os.path.join(ours, name) for name in tables],
            *[os.path.join(seen, "tables", name) for name in tables],
            "iomem:" + os.path.join(seen, "iomem"),
            "iomem:" + os.path.join(seen, "memmap"),
            "e820:" + os.path.join(seen, "log"))
        return problems + self.compare(suite, ours, seen, report)

    def expected(self):
        """The tables that this machine has."""
        tables = {"SRAT"} | ({"SLIT"} if self.distances else set())
        return tables | ({"MCFG"} if self.machine == "q35" else set())

    def compare(self, suite, ours, seen, report):
        """Hold what gpamap reads in QEMU's tables against what it wrote."""
        command = suite.command
        problems = checks.complaints(report)
        for name in ("SRAT", "MCFG"):
            path = os.path.join(seen, "tables", name)
            if os.path.exists(path):
                wanted = command.rows(os.path.join(ours, name))
                problems += command.differences(name.lower(), wanted, path,
                                                name.lower())
        rows = command.rows(os.path.join(ours, "spec"))
        log = os.path.join(suite.folder, "e820.spec")
        command.convert(os.path.join(seen, "log"), log, "spec", "--from",
                        "e820")
        return problems + checks.linux_nodes(command, rows, command.rows(log),
                                             report, seen)


CASES = [
    Own("qemu-q35", "q35", (1024, 2048), distances=(10, 17, 17, 10)),
    Own("qemu-q35-hotplug", "q35", (512, 512), ",maxmem=8G,slots=2",
        ",maxmem=8G,slots=2"),
    Own("qemu-pc", "pc", (2048, 1536, 1024)),
]
