# SPDX-License-Identifier: MIT
"""The gpamap command: the readers and comparisons of what guests tell."""

import collections
import csv
import io
import json
import os
import subprocess

from errors import Wrong

PAGE = 4096

# What a map has at one place; node is None for none.
Row = collections.namedtuple("Row", "start end kind node")

# The lists of a spec that have no kind of their own.
LISTS = ("mmio", "pci_ecam", "pci_mmio")


def spec_of(rows):
    """Give the text of a spec that has exactly @rows."""
    spec = {"ram": [], "other": []}
    for row in rows:
        where = {"range": f"{row.start:#x}-{row.end:#x}"}
        if row.node is not None:
            where["vnode"] = row.node
        if row.kind == "ram":
            spec["ram"].append(where)
        elif row.kind in LISTS:
            spec.setdefault(row.kind, []).append(where)
        elif row.kind == "vtl2":
            spec["vtl2"] = where
        else:
            spec["other"].append({"kind": row.kind, **where})
    return json.dumps(spec, indent=1) + "\n"


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


class Command:
    """@path is the command's, @folder where intermediate files go."""

    def __init__(self, path, folder):
        self.path = path
        self.folder = folder

    def run(self, *words):
        """Run it; give its exit status and all that it said."""
        run = subprocess.run([self.path, *words], text=True, check=False,
                             capture_output=True, stdin=subprocess.DEVNULL,
                             timeout=120, env={**os.environ,
                                               "LC_ALL": "C.UTF-8"})
        return run.returncode, run.stdout + run.stderr

    def convert(self, source, target, form, *options):
        """Write @source as @form into the file @target."""
        status, said = self.run("show", *options, "-o", form, "--output",
                                target, *([source] if source else []))
        if status != 0:
            raise Wrong(said.strip())

    def rows(self, source):
        """Give all that the map in the file @source has."""
        target = os.path.join(self.folder, "rows.csv")
        self.convert(source, target, "csv")
        with open(target, encoding="utf-8", newline="") as file:
            found = list(csv.DictReader(io.StringIO(file.read())))
        return [Row(int(r["start"], 16), int(r["end"], 16), r["kind"],
                    int(r["vnode"]) if r["vnode"] else None) for r in found]

    def differences(self, name, expected, source, form, unite=None):
        """Read the file @source as @form, and give how it is not @expected.

        @unite, where given, is applied to the ranges that are read. Left in
        the folder: NAME.expected and NAME.seen, two specs.
        """
        wanted = os.path.join(self.folder, name + ".expected")
        seen = os.path.join(self.folder, name + ".seen")
        self.convert(source, seen, "spec", "--from", form)
        if unite is not None:
            write(seen, spec_of(unite(self.rows(seen))))
        write(wanted, spec_of(expected))
        status, said = self.run("diff", "--from", "spec", wanted, seen)
        return [] if status == 0 else [f"{name} differs:\n{said}"]

    def agree(self, *sources):
        """Give what sources, FORMAT:FILE or FILE, do not agree in."""
        status, said = self.run("agree", *sources)
        return [] if status == 0 else [f"no agreement:\n{said}"]

    def findings(self, *sources):
        """Give what sources do not agree in: (rule, start, end) of each.

        Of a rule these are 20 places at most, the first ones.
        """
        _, said = self.run("agree", "-o", "json", *sources)
        try:
            found = json.loads(said)["findings"]
        except (ValueError, KeyError) as error:
            raise Wrong(said.strip()) from error
        return {(each["rule"], int(each["start"], 16), int(each["end"], 16))
                for each in found if each["start"] is not None}
