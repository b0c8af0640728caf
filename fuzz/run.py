#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""run.py BUILD SECONDS [--runs N] [--jobs N] [--max BYTES] [--seed N] [TARGET...]

Fuzz each target for so many seconds, and with --runs for so many inputs at most.

BUILD is a build directory with -Dfuzz=true whose "fuzzers" are built. What is
found new goes to BUILD/corpus/TARGET, and what fails to BUILD/found/TARGET-*;
the corpus in the tree is only read. Prints a row of a table a target, and an
input that failed in base64; ends with status 1 where one failed. With a --seed
a target takes the same way in each run, as far as it comes in that time: where
addresses may be fixed, for what libFuzzer keeps depends on them.
"""

import argparse
import base64
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

CORPUS = pathlib.Path(__file__).resolve().parent / "corpus"
# An input that takes longer, in seconds, or more memory, in MiB, has failed.
TIMEOUT = 25
MEMORY = 1024
STAT = re.compile(r"^stat::(\w+): +(\d+)$", re.M)
COVERED = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")
WRONG = re.compile(r"^(?:SUMMARY: .*|not so: .*|.*, not 0x.*|what was .*)$",
                   re.M)


def fixed():
    """Give the words before a command that fix its addresses, if any may."""
    words = ["setarch", "-R"]
    try:
        subprocess.run(words + ["true"], check=True, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return []
    return words


class Target:
    def __init__(self, program, options):
        self.program = program
        self.options = options
        self.name = program.name.removeprefix("fuzz-")

    def command(self, build):
        options = self.options
        found = build / "corpus" / self.name
        found.mkdir(parents=True, exist_ok=True)
        (build / "found").mkdir(exist_ok=True)
        command = fixed() if options.seed else []
        command += [self.program, f"-seed={options.seed}",
                   f"-runs={options.runs}",
                   f"-max_total_time={options.seconds}",
                   f"-timeout={TIMEOUT}", f"-rss_limit_mb={MEMORY}",
                   f"-artifact_prefix={build}/found/{self.name}-",
                   f"-max_len={options.max}", "-use_value_profile=1",
                   "-print_final_stats=1", "-verbosity=1", str(found)]
        seeds = sorted((CORPUS / self.name).glob("*"))
        if seeds:
            # By name: the order in a folder is the file system's.
            command.append("-seed_inputs=" + ",".join(map(str, seeds)))
        words = CORPUS.parent / "words" / f"{self.name}.dict"
        if words.exists():
            command.append(f"-dict={words}")
        return command

    def run(self, build):
        # libFuzzer ends by itself; what hangs beyond its own alarm does not.
        done = subprocess.run(
            self.command(build), check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, errors="replace",
            timeout=self.options.seconds + 20 * TIMEOUT)
        (build / "found" / f"{self.name}.log").write_text(done.stdout)
        return done.returncode, done.stdout

    def failed(self, build):
        """The inputs that failed, as lines to paste into base64 -d."""
        for path in sorted((build / "found").glob(f"{self.name}-*")):
            text = base64.b64encode(path.read_bytes()).decode()
            yield f"{path.name}: {text}"


def row(name, status, log):
    """Give the row of a table, and whether all went well."""
    stats = dict(STAT.findall(log))
    covered = COVERED.findall(log) or [("0", "0", "0")]
    executions = int(stats.get("number_of_executed_units", 0))
    edges, features, corpus = (int(number) for number in covered[-1])
    told = "none" if status == 0 else "; ".join(WRONG.findall(log)[:3])
    return (f"| {name} | {executions:,} | {edges:,} | {features:,} "
            f"| {corpus:,} | {told or 'failed'} |"), \
        status == 0 and executions > 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("seconds", type=int)
    parser.add_argument("--runs", type=int, default=-1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--max", type=int, default=4096)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("targets", nargs="*")
    options = parser.parse_intermixed_args()
    build = options.build.resolve()
    programs = [p for p in sorted((build / "fuzz").glob("fuzz-*"))
                if p.is_file() and os.access(p, os.X_OK)]
    targets = [Target(p, options) for p in programs
               if not options.targets or
               p.name.removeprefix("fuzz-") in options.targets]
    if not targets or (options.targets and
                       len(targets) != len(set(options.targets))):
        sys.exit(f"{build}: not all of these targets are built")
    print("| target | executions | edges | features | corpus | failures |\n"
          "| --- | ---: | ---: | ---: | ---: | --- |", flush=True)
    fine = True
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        runs = [(t, pool.submit(t.run, build))
                for t in targets]
        for target, running in runs:
            line, well = row(target.name, *running.result())
            print(line, flush=True)
            if not well:
                print("\n".join(target.failed(build)), flush=True)
            fine = fine and well
    sys.exit(0 if fine else 1)


main()
