# SPDX-License-Identifier: MIT
"""Maps that Linux has to report as they are, from a device tree of ours."""

import arm64
import riscv64
import tree_checks
import tree_maps


class Boot:
    """One map: written, booted on, read back, compared."""

    def __init__(self, chosen, machine):
        self.name = chosen.name
        self.chosen = chosen
        self.machine = machine

    def run(self, suite):
        """Give the problems."""
        chosen, machine = self.chosen, self.machine
        fetched = machine.fetch(suite)
        given = machine.artefacts(suite, fetched, chosen)
        problems = tree_checks.before_boot(suite.command, given)
        report = machine.boot(suite, fetched, given, chosen)
        folder = suite.inside("seen")
        report.save(folder)
        return problems + tree_checks.after_boot(
            suite.command, chosen, machine, given, report, folder)


CASES = [Boot(chosen, arm64) for chosen in tree_maps.ARM64] + \
    [Boot(chosen, riscv64) for chosen in tree_maps.RISCV64]
