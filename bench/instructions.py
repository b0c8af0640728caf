#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""instructions.py [--update]: hold the main paths to their instruction counts.

Builds paths.c with the core by gcc -O2, runs it under callgrind, and compares
what each path_*() took with instructions.txt. One that grew by more than 5 %
fails. --update writes what is counted now, to be committed with the reason.

Counts belong to one compiler: with another, and without valgrind, the check is
skipped (status 77).
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUDGET = os.path.join(ROOT, "bench/instructions.txt")
GROWTH = 1.05
OPTIONS = ["-std=c11", "-O2", "-ffreestanding", "-fno-pie", "-no-pie",
           "-fno-tree-loop-distribute-patterns", "-Iinclude"]


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


def compiler():
    """What the counts belong to: compiler, its version, machine."""
    if shutil.which("gcc") is None:
        skip("no gcc")
    if shutil.which("valgrind") is None:
        skip("no valgrind")
    def ask(option):
        return subprocess.run(["gcc", option], check=True, text=True,
                              capture_output=True).stdout.strip()
    return f"gcc {ask('-dumpversion')} {ask('-dumpmachine')}"


def count(folder):
    """Run the program; give {path: instructions, callees included}."""
    program = os.path.join(folder, "paths")
    profile = os.path.join(folder, "profile")
    sources = ["bench/paths.c", "bench/map.c", "bench/bench.c"]
    sources += sorted(glob.glob("src/core/*.c", root_dir=ROOT))
    subprocess.run(["gcc", *OPTIONS, "-o", program, *sources], cwd=ROOT,
                   check=True)
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}",
         "--compress-strings=no", "--compress-pos=no", program],
        text=True, capture_output=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    with open(profile, encoding="utf-8") as file:
        text = file.read()
    # A call is three lines: whom, how often from where, and what it took.
    calls = re.findall(r"^cfn=path_(\w+)\ncalls=1 .*\n\S+ (\d+)$", text, re.M)
    return {name: int(cost) for name, cost in calls}


def read_budget():
    with open(BUDGET, encoding="utf-8") as file:
        lines = [line.split("#")[0].strip() for line in file]
    owner, *rest = [line for line in lines if line]
    return owner, {name: int(cost) for name, cost in map(str.split, rest)}


def write_budget(owner, counts):
    with open(BUDGET, "w", encoding="utf-8") as file:
        file.write("# SPDX-License-Identifier: MIT\n"
                   "# Instructions of the main paths; written by "
                   "instructions.py --update.\n"
                   f"{owner}\n")
        for name, cost in sorted(counts.items()):
            file.write(f"{name} {cost}\n")


def compare(counts, budget):
    """Print a line for each path; give the number of those that fail."""
    failures = 0
    for name in sorted(set(counts) | set(budget)):
        now, then = counts.get(name), budget.get(name)
        if now is None or then is None:
            verdict = "FAILED: not in both; --update"
        elif now > then * GROWTH:
            verdict = "FAILED: grew; make it cheaper, or --update and say why"
        elif now < then / GROWTH:
            verdict = "cheaper; --update keeps it so"
        else:
            verdict = "ok"
        failures += verdict.startswith("FAILED")
        change = f"{100 * (now / then - 1):+.1f} %" if now and then else ""
        print(f"{name:22} {now or 0:>10} {then or 0:>10} {change:>9}  "
              f"{verdict}")
    return failures


def main():
    if sys.argv[1:] not in ([], ["--update"]):
        sys.exit(__doc__)
    owner = compiler()
    if not sys.argv[1:]:
        expected, budget = read_budget()
        if expected != owner:
            skip(f"the budgets are of {expected}, this is {owner}")
    with tempfile.TemporaryDirectory() as folder:
        counts = count(folder)
    if not counts:
        sys.exit("callgrind told of no path")
    if sys.argv[1:]:
        write_budget(owner, counts)
        return
    failures = compare(counts, budget)
    print(f"{len(counts) - failures} passed, {failures} failed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
