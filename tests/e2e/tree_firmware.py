# SPDX-License-Identifier: MIT
"""QEMU's own tree for arm64, as it hands it to Linux, against our map."""

import os

import arm64
import checks
import guest
import tree_checks
import tree_expect as expect
import trees
from maps import Map
from suite import fresh

SIZES = 512, 1024, 2560     # MiB of each node
TOLD = Map("qemu-virt", "4G", (1, 1, 1), (10, 17, 40, 17, 10, 23, 40, 23, 10))


class Own:
    """QEMU's virt with three nodes, booted as QEMU boots a kernel."""

    name = TOLD.name

    def options(self):
        """The options of QEMU that make it."""
        side = len(SIZES)
        options = ["-M", arm64.MACHINE, "-cpu", "cortex-a57",
                   "-m", TOLD.memory, "-smp", str(side)]
        for node, size in enumerate(SIZES):
            options += ["-object", f"memory-backend-ram,id=m{node},"
                        f"size={size}M,reserve=off",
                        "-numa", f"node,nodeid={node},memdev=m{node},"
                        f"cpus={node}"]
        for at, distance in enumerate(TOLD.distances):
            options += ["-numa", f"dist,src={at // side},dst={at % side},"
                        f"val={distance}"]
        return options

    def run(self, suite):
        """Give the problems."""
        fetched = arm64.fetch(suite)
        command = suite.command
        spec = os.path.join(fresh(suite.inside("given")), "spec")
        command.convert("", spec, "spec", "--machine", "virt", "--ram",
                        ",".join(f"{size}M" for size in SIZES))
        report = guest.boot(
            arm64.QEMU, [*self.options(),
                         *trees.linux(fetched, arm64.COMMAND_LINE)],
            suite.folder)
        seen = suite.inside("seen")
        report.save(seen)
        fdt, iomem = (os.path.join(seen, name) for name in ("fdt", "iomem"))
        rows = command.rows(spec)
        return command.agree(spec, fdt, "iomem:" + iomem) + \
            command.differences("fdt", expect.tree(rows), fdt, "dtb") + \
            command.differences("iomem", expect.iomem(rows), iomem, "iomem",
                                expect.without_devices(rows)) + \
            tree_checks.live_tree(rows, report) + \
            checks.nodes(TOLD, rows, report) + \
            tree_checks.linux_nodes(command, rows, report, seen)


CASES = [Own()]
