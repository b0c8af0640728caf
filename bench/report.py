#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""report.py WORK: run all benches and write what they say into the docs.

Builds the tree with gcc and with clang in WORK, runs each bench, keeps its
output in WORK/COMPILER-BENCH.txt, and writes the tables of docs/performance.md
and docs/performance.svg. A bench whose output is there already does not run
again: delete the file of one that was disturbed.
"""

import os
import platform
import re
import subprocess
import sys

import plot
import targets

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(ROOT, "docs/performance.md")
PICTURE = os.path.join(ROOT, "docs/performance.svg")
COMPILERS = {"gcc": "g++", "clang": "clang++"}
BENCHES = ["probe", "construct", "plan", "saved", "threads", "formats",
           "command"]
SIZES = [6, 16, 128, 2048, 32768, 1048576]
SECTION = re.compile(r"(<!-- (\w+): begin -->\n).*?(<!-- \2: end -->)", re.S)


def build(work, compiler):
    folder = os.path.join(work, compiler)
    environment = {**os.environ, "CC": compiler, "CXX": COMPILERS[compiler]}
    if not os.path.exists(os.path.join(folder, "build.ninja")):
        subprocess.run(["meson", "setup", folder, ROOT], env=environment,
                       check=True, stdout=subprocess.DEVNULL)
    names = [f"bench/bench-{name}" for name in BENCHES]
    subprocess.run(["ninja", "--quiet", "-C", folder, "gpamap", *names],
                   check=True, stdout=subprocess.DEVNULL)
    return folder


def run(work, compiler):
    """Give each bench's lines, split into their columns."""
    rows = []
    for name in BENCHES:
        path = os.path.join(work, f"{compiler}-{name}.txt")
        if not os.path.exists(path):
            folder = build(work, compiler)
            print(f"{compiler}: {name}", flush=True)
            environment = {**os.environ, "GPAMAP_SOURCE": ROOT,
                           "GPAMAP": os.path.join(folder, "gpamap")}
            out = subprocess.run([os.path.join(folder, f"bench/bench-{name}")],
                                 env=environment, check=True,
                                 capture_output=True, text=True).stdout
            with open(path, "w", encoding="utf-8") as file:
                file.write(out)
        with open(path, encoding="utf-8") as file:
            rows += [(name, re.split(r"\s{2,}", line.strip()))
                     for line in file]
    return rows


class Results:
    """What was measured: by compiler, race and lane."""

    def __init__(self, work):
        self.rows = {}
        self.rates = {}
        self.bench = {}
        for compiler in COMPILERS:
            for bench, row in run(work, compiler):
                if len(row) < 3 or row[0] == "race":
                    continue
                self.bench.setdefault(row[0], bench)
                kept = self.rates if row[-1] == "MB/s" else self.rows
                kept[compiler, row[0], row[1]] = row[2:]

    def races(self, bench):
        return [race for race, name in self.bench.items() if name == bench]

    def lanes(self, race):
        return list(dict.fromkeys(lane for _, other, lane in self.rows
                                  if other == race))

    def number(self, compiler, race, lane, column=0):
        row = self.rows.get((compiler, race, lane), [])
        try:
            return float(row[column].rstrip("%"))
        except (IndexError, ValueError):
            return None

    def ratio(self, compiler, race, lane, base="gpamap"):
        """The median over the rounds, where the base is the first lane."""
        first = self.lanes(race)[:1] == [base]
        if first:
            return self.number(compiler, race, lane, 2)
        times = [self.number(compiler, race, name) for name in (lane, base)]
        return None if None in times else times[0] / times[1]


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |",
             "| --- |" + " ---: |" * (len(head) - 1)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def nanoseconds(value):
    if value is None:
        return ""
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def told(value, spread):
    """A time; or, where it has no spread, a number that is none."""
    if value is None or spread is not None or value >= 100:
        return nanoseconds(value)
    return f"{value:.2f}"


def probe_tables(results):
    """A table for each compiler and kind of race, random addresses."""
    out = []
    for kind in ("throughput", "latency"):
        for compiler in COMPILERS:
            lanes = results.lanes(f"{kind} 6 random")
            rows = []
            for lane in lanes:
                cells = [lane]
                for size in SIZES:
                    race = f"{kind} {size} random"
                    value = results.number(compiler, race, lane)
                    ratio = results.ratio(compiler, race, lane)
                    cells.append("" if value is None else
                                 f"{nanoseconds(value)} ({ratio:.2g}x)"
                                 if ratio < 10 else
                                 f"{nanoseconds(value)} ({ratio:.0f}x)")
                rows.append(cells)
            rows = [row for row in rows if any(row[1:])]
            out.append(f"{kind.capitalize()}, {compiler}, random addresses, "
                       "ns a probe:\n\n")
            out.append(table(["ranges"] + [f"{s:,}" for s in SIZES], rows))
            out.append("\n")
    return "".join(out)


def pattern_table(results):
    """gpamap alone, by the order of the addresses."""
    rows = []
    for compiler in COMPILERS:
        for kind in ("throughput", "latency"):
            for pattern in ("random", "sequential", "hot"):
                values = [results.number(compiler, f"{kind} {s} {pattern}",
                                         "gpamap") for s in SIZES]
                rows.append([f"{compiler}, {kind}, {pattern}"] +
                            [nanoseconds(v) for v in values])
    return table(["gpamap"] + [f"{s:,}" for s in SIZES], rows)


def plain_table(results, bench):
    """Every race of a bench, both compilers."""
    rows = []
    for race in results.races(bench):
        for lane in results.lanes(race):
            cells = [race, lane]
            for compiler in COMPILERS:
                number = [results.number(compiler, race, lane, column)
                          for column in range(3)]
                rate = results.rates.get((compiler, race, lane))
                cells.append(f"{rate[0]} MB/s" if rate else
                             told(*number[:2]))
                cells.append("" if number[2] is None else f"{number[2]:.2f}x")
                cells.append("" if number[1] is None else f"{number[1]:.0f} %")
            rows.append(cells)
    head = ["race", "lane"]
    for compiler in COMPILERS:
        head += [compiler, "ratio", "spread"]
    return table(head, rows)


def machine():
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = re.search(r"model name\s*: (.*)", file.read())[1]
    except (OSError, TypeError):
        pass
    versions = [subprocess.run([compiler, "-dumpfullversion", "-dumpversion"],
                               capture_output=True, text=True).stdout.strip()
                for compiler in COMPILERS]
    return (f"Machine: {model}, {os.cpu_count()} processors, "
            f"{platform.system()} {platform.machine()}; gcc {versions[0]}, "
            f"clang {versions[1]}, -O2.\n")


def picture(results):
    lines = {}
    for lane in results.lanes("throughput 6 random"):
        points = [(size, results.number("gcc", f"throughput {size} random",
                                        lane)) for size in SIZES]
        points = [(x, y) for x, y in points if y is not None]
        if points:
            lines[lane] = points
    return plot.draw("What is at an address? Independent probes, random, gcc",
                     "ns", lines)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    work = os.path.abspath(sys.argv[1])
    os.makedirs(work, exist_ok=True)
    results = Results(work)
    sections = {
        "machine": machine(),
        "probe": probe_tables(results),
        "pattern": pattern_table(results),
        "targets": table(["gpamap", "wanted", *COMPILERS],
                         targets.rows(results, SIZES)),
    }
    for bench in BENCHES[1:]:
        sections[bench] = plain_table(results, bench)
    with open(PAGE, encoding="utf-8") as file:
        text = file.read()
    text = SECTION.sub(lambda found: found[1] +
                       sections.get(found[2], found[0]) + found[3], text)
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(text)
    with open(PICTURE, "w", encoding="utf-8") as file:
        file.write(picture(results))


if __name__ == "__main__":
    main()
