# SPDX-License-Identifier: MIT
"""The table of docs/proofs.md that says which runs of prove.py were seen."""

import collections
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/proofs.md"
SECTION = re.compile(r"(<!-- runs: begin -->\n).*?(<!-- runs: end -->)", re.S)
HEAD = ("file", "goals", "proven by", "longest", "whole",
        "64 bits, smoke tests", "32 bits, smoke tests")
GOALS = re.compile(r"Proved goals:\s+(\d+)")
PROVER = re.compile(r"^  (Qed|CVC4|Z3)[ .\d]*: +(\d+) *(.*)$", re.M)


def milliseconds(time):
    """A time as Frama-C writes it: 1'05s, 2.1s, 30ms."""
    minutes, _, rest = time.rpartition("'")
    number = float(re.match(r"[\d.]+", rest)[0])
    return 60000 * int(minutes or 0) + \
        number * (1 if rest.endswith("ms") else 1000)


def cells(log, seconds):
    """What a run without smoke tests comes to: four cells."""
    counts, longest = collections.Counter(), 0
    for name, count, times in PROVER.findall(log):
        counts[name] += int(count)
        if name != "Qed":
            longest = max([longest, *map(milliseconds, re.findall(
                r"([\d.']+m?s)\)", times))])
    return [str(sum(map(int, GOALS.findall(log)))),
            ", ".join(f"{name} {count}" for name, count in counts.items()
                      if count),
            f"{longest / 1000:.1f} s", f"{seconds:.0f} s"]


def commit():
    """The commit of the tree, to tell what was seen."""
    return subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT,
                          check=True, capture_output=True,
                          text=True).stdout.strip()


def known():
    """The rows that stand on the page: their cells, by file."""
    lines = SECTION.search(PAGE.read_text())[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")]
            for line in lines if line.startswith("| `")]
    return {row[0].strip("`"): row[1:] for row in rows}


def write(runs, tried, order):
    """Put runs that were good, (file, machine, smoke, log, seconds), on the
    page; files that were tried without one, and those that are not in order,
    leave it."""
    good = {name for name, *_ in runs}
    rows = {name: row for name, row in known().items()
            if name in good or name not in tried}
    at = commit()
    for name, machine, smoke, log, seconds in runs:
        row = rows.setdefault(name, [""] * (len(HEAD) - 1))
        if smoke:
            goals = cells(log, seconds)[0]
            row[5 if machine.endswith("32") else 4] = f"{goals} at {at}"
        else:
            row[:4] = cells(log, seconds)
    table = ["| " + " | ".join(HEAD) + " |",
             "| --- | ---: | --- | ---: | ---: | ---: | ---: |"]
    table += ["| `%s` | %s |" % (name, " | ".join(rows[name]))
              for name in order if name in rows]
    text = "\n".join(table) + "\n"
    PAGE.write_text(SECTION.sub(lambda m: m[1] + text + m[2],
                                PAGE.read_text()))
