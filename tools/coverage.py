#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""coverage.py [--write] [--mcdc-only | --lines-only] [--work DIR]

What the tests reach. gcc and gcovr count lines and branches of all sources,
clang 19 the conditions that alone decide an outcome (MC/DC) of src/core. Each
folder must reach its floor in tools/coverage.floors. --write renews the table in
docs/coverage.md; without it, what is not as the table says is only told.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FLOORS = os.path.join(SOURCE, "tools", "coverage.floors")
TABLE = os.path.join(SOURCE, "docs", "coverage.md")
FOLDERS = ("src/core", "src/guest", "src/host", "src/cli")
BEGIN = "<!-- tools/coverage.py writes from here -->"
SUITES = {"unit", "plan", "oracle", "guest", "host", "agree", "cli", "machines"}
# They measure time, or build again elsewhere.
LEFT_OUT = {"plan_growth", "c_source", "qemu-sweep", "jsonl"}
# Run with less to do: counting makes them slow, and they go everywhere soon.
THINNER = {
    "exhaustive": ["tests/oracle/exhaustive", "--emulated"],
    "random": ["tests/oracle/random", "--seed", "1", "--count", "200"],
    "plan_exhaustive": ["tests/plan/plan_exhaustive", "--emulated"],
    "plan_random": ["tests/plan/plan_random", "--seed", "1", "--plans", "200"],
}


def run(words, **options):
    """Run a command; show what it said if it fails."""
    done = subprocess.run(words, check=False, capture_output=True, text=True,
                          errors="replace", stdin=subprocess.DEVNULL, **options)
    if done.returncode != 0:
        print(done.stdout[-4000:], done.stderr[-4000:])
        sys.exit(f"coverage.py: failed: {' '.join(words)[:200]}")
    return done.stdout


def build_and_test(build, options, environment):
    """Build without optimization, and run the tests that cover anything."""
    shutil.rmtree(build, ignore_errors=True)
    run(["meson", "setup", "-Doptimization=0", "-Ddebug=true",
         "-Dtests=enabled", "-Dman=disabled", *options, build, SOURCE],
        env=environment)
    run(["ninja", "-C", build], env=environment)
    listed = json.loads(run(["meson", "introspect", "--tests", build]))
    names = [test["name"] for test in listed
             if test["name"] not in LEFT_OUT | THINNER.keys()
             and SUITES & {suite.split(":")[-1] for suite in test["suite"]}]
    run(["meson", "test", "-C", build, "--no-rebuild",
         "--timeout-multiplier", "10", *names], env=environment)
    for words in THINNER.values():
        run([os.path.join(build, words[0]), *words[1:]], env=environment)


def percent(part, whole):
    return 100.0 if whole == 0 else int(part * 1000 / whole) / 10


def count_lines(work):
    """Lines and branches of each file, by gcov."""
    build = os.path.join(work, "gcov")
    environment = dict(os.environ, CC="gcc")
    build_and_test(build, ["-Db_coverage=true"], environment)
    report = os.path.join(build, "gcovr.json")
    run(["gcovr", "-j", "2", "--root", SOURCE, "--filter", SOURCE + "/src/",
         "--json-summary", report, "--exclude-unreachable-branches", build],
        cwd=build)
    with open(report, encoding="utf-8") as file:
        files = json.load(file)["files"]
    return {row["filename"]: {
        "lines": (row["line_covered"], row["line_total"]),
        "branches": (row["branch_covered"], row["branch_total"]),
    } for row in files}


def count_conditions(work):
    """MC/DC of each file of the core, by clang 19."""
    build = os.path.join(work, "mcdc")
    flags = "-fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc"
    profiles = os.path.join(work, "profiles")
    shutil.rmtree(profiles, ignore_errors=True)
    environment = dict(os.environ, CC="clang-19",
                       LLVM_PROFILE_FILE=profiles + "/%8m.profraw")
    build_and_test(build, [f"-Dc_args={flags}", f"-Dc_link_args={flags}",
                           "-Dcommand=false", "-Dfdt=disabled"], environment)
    merged = os.path.join(work, "all.profdata")
    raw = [os.path.join(profiles, name) for name in os.listdir(profiles)]
    run(["llvm-profdata-19", "merge", "-o", merged, *raw])
    programs = []
    for folder, _, names in os.walk(os.path.join(build, "tests")):
        programs += [os.path.join(folder, name) for name in names
                     if "." not in name and
                     os.access(os.path.join(folder, name), os.X_OK)]
    objects = [word for program in sorted(programs)[1:]
               for word in ("-object", program)]
    told = run(["llvm-cov-19", "export", "-summary-only",
                "-instr-profile", merged, sorted(programs)[0], *objects,
                os.path.join(SOURCE, "src/core")])
    rows = {}
    for row in json.loads(told)["data"][0]["files"]:
        name = os.path.relpath(row["filename"], SOURCE)
        mcdc = row["summary"]["mcdc"]
        rows[name] = (mcdc["covered"], mcdc["count"])
    return rows


def sum_up(files, conditions):
    """(folder, measure) to (reached, all)."""
    sums = {}
    for folder in FOLDERS:
        for measure in ("lines", "branches"):
            pairs = [row[measure] for name, row in files.items()
                     if name.startswith(folder + "/")]
            if pairs:
                sums[folder, measure] = tuple(map(sum, zip(*pairs)))
    if conditions:
        sums["src/core", "mcdc"] = tuple(map(sum, zip(*conditions.values())))
    return sums


def check_floors(sums):
    """Hold the sums against the committed floors; say whether they reach."""
    fine = True
    with open(FLOORS, encoding="utf-8") as file:
        for line in file:
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            folder, measure, floor = words
            if (folder, measure) not in sums:
                continue
            reached = percent(*sums[folder, measure])
            verdict = "ok" if reached >= float(floor) else "FAILED"
            fine = fine and verdict == "ok"
            part, whole = sums[folder, measure]
            print(f"{verdict}: {folder} {measure}: {reached} % "
                  f"({part} of {whole}), at least {floor} %")
    return fine


def write_table(files, conditions, sums):
    """Renew the tables of docs/coverage.md."""
    with open(TABLE, encoding="utf-8") as file:
        text = file.read().split(BEGIN)[0] + BEGIN + "\n\n"
    text += "| | lines | branches | MC/DC |\n| --- | --- | --- | --- |\n"

    def cell(pair):
        return f"{percent(*pair)} % of {pair[1]}" if pair else ""
    for folder in FOLDERS:
        cells = [cell(sums.get((folder, measure)))
                 for measure in ("lines", "branches", "mcdc")]
        text += f"| {folder} | {' | '.join(cells)} |\n"
    text += "\nFiles of the core, and others below 90 % of lines:\n\n"
    text += "| file | lines | branches | MC/DC |\n| --- | --- | --- | --- |\n"
    for name, row in sorted(files.items()):
        core = name.startswith("src/core/")
        if core or percent(*row["lines"]) < 90:
            text += (f"| {name} | {cell(row['lines'])} | "
                     f"{cell(row['branches'])} | "
                     f"{cell(conditions.get(name))} |\n")
    with open(TABLE, "w", encoding="utf-8") as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--mcdc-only", action="store_true")
    parser.add_argument("--lines-only", action="store_true")
    parser.add_argument("--work", default="build-coverage")
    options = parser.parse_args()
    work = os.path.abspath(options.work)
    os.makedirs(work, exist_ok=True)
    files = {} if options.mcdc_only else count_lines(work)
    conditions = {} if options.lines_only else count_conditions(work)
    sums = sum_up(files, conditions)
    if options.write:
        write_table(files, conditions, sums)
    sys.exit(0 if check_floors(sums) else 1)


if __name__ == "__main__":
    main()
