# SPDX-License-Identifier: MIT
"""Maps that Linux has to report as they are."""

import checks
import maps
import x86


class Boot:
    """One map: written, booted on, read back, compared."""

    def __init__(self, chosen):
        self.name = chosen.name
        self.chosen = chosen

    def run(self, suite):
        """Give the problems."""
        linux = x86.fetch(suite)
        artefacts = x86.Artefacts(suite, self.chosen)
        problems = checks.before_boot(suite.command, artefacts)
        report = x86.boot(suite, linux, artefacts, self.chosen)
        return problems + self.compare(suite, artefacts, report)

    def compare(self, suite, artefacts, report):
        """Hold the guest's report against the map."""
        command, chosen = suite.command, self.chosen
        folder = suite.inside("seen")
        report.save(folder)
        rows = command.rows(artefacts.spec)
        return checks.tables(artefacts, report) + \
            checks.complaints(report) + \
            checks.nodes(chosen, rows, report) + \
            checks.after_boot(command, artefacts, folder) + \
            checks.maps(command, chosen, artefacts, report, folder)


CASES = [Boot(chosen) for chosen in maps.MAPS]
