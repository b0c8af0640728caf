# SPDX-License-Identifier: MIT
"""allocations.py [--every | --few] GPAMAP SHIM CALLS SOURCE: memory runs out anywhere.

Runs each command of commands.py, and CALLS, with its first allocation failing,
then with its second, and so on to the last. Each is tried twice: with the one
failing, and with all behind it failing, too. Each run must

 - say and write what it does with enough memory, with the same exit status, or
   else end with status 2 and say that memory ran out;
 - leave the file of --output as it was or complete, and nothing beside it;
 - under the address sanitizer, leak nothing.

Without --every long commands are sampled, as the seed says; it is printed. With
--few they are sampled more thinly, for sanitizers take their time, and have no
locale, for the C library loses some memory of its own when it cannot load one.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import commands

# What the shim writes to; see allocation.c.
TOLD = 77
WORDS = (b"out of memory", b"Cannot allocate memory")
OLD = b"what stood there before\n"
# Tried always: the first ones and the last ones. Of those between, a sample.
EDGE, SAMPLE = 8, 8
FEW = 6


class Trial:
    """One command, in a folder of its own."""

    def __init__(self, words, given, shim, scratch):
        self.words = [os.path.join(scratch, "output", "file")
                      if word == "OUTPUT" else word for word in words]
        self.given = os.path.join(scratch, "given")
        # gcc's sanitizers want to be loaded first, and need not be.
        sanitizer = [os.environ.get("ASAN_OPTIONS", "detect_leaks=1"),
                     "verify_asan_link_order=0", "exitcode=99"]
        self.environment = dict(os.environ, LD_PRELOAD=shim, TERM="dumb",
                                ASAN_OPTIONS=":".join(sanitizer))
        self.scratch = scratch
        self.output = os.path.join(scratch, "output")
        self.told = os.path.join(scratch, "told")
        os.mkdir(self.output)
        with open(self.given, "wb") as file:
            file.write(given)

    def run(self, at, on, locale):
        """Run it; give what was seen, and how many bytes the shim told."""
        file = os.path.join(self.output, "file")
        with open(file, "wb") as old:
            old.write(OLD)
        paths = [os.path.join(self.scratch, name) for name in ("out", "err")]
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, self.given, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, paths[0], flags, 0o600),
            (os.POSIX_SPAWN_OPEN, 2, paths[1], flags, 0o600),
            (os.POSIX_SPAWN_OPEN, TOLD, self.told, flags, 0o600),
        ]
        environment = dict(self.environment, FAIL_AT=str(at), LC_ALL=locale)
        if on:
            environment["FAIL_ON"] = "1"
        process = os.posix_spawn(self.words[0], self.words, environment,
                                 file_actions=actions)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        seen = [status] + [read(path) for path in paths] + [read(file)]
        beside = os.listdir(self.output)
        return seen, beside, os.path.getsize(self.told)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def judge(usual, plain, seen, beside):
    """What is wrong with a run with an allocation failed; None if nothing.

    A run that could not load its locale is as without one.
    """
    status, _, err, file = seen
    if beside != ["file"]:
        return f"left {beside}"
    if seen in (usual, plain):
        return None
    if status != 2:
        return f"exit status {status}, not {usual[0]} with the usual output"
    if not any(word in err for word in WORDS):
        return "does not say that memory ran out"
    if file not in (OLD, usual[3]):
        return "left a file that is not complete"
    return None


def positions(count, chance, few):
    """The allocations to try; all where there is no chance."""
    everything = range(1, count + 1)
    if few:
        return sorted(chance.sample(everything, min(FEW, count)))
    if chance is None or count <= 2 * EDGE + SAMPLE:
        return everything
    return [*everything[:EDGE],
            *sorted(chance.sample(everything[EDGE:-EDGE], SAMPLE)),
            *everything[-EDGE:]]


def try_command(words, given, shim, chance, few):
    """Try one command; give its faults, and how often it was run."""
    faults = []
    runs = 0
    locale = "C" if few else "C.UTF-8"
    with tempfile.TemporaryDirectory() as scratch:
        trial = Trial(words, given, shim, scratch)
        plain = trial.run(0, False, "C")[0]
        usual, beside, count = trial.run(0, False, locale)
        if count == 0:
            return ["asks for no memory: the shim is not in the way"], 0
        if usual[0] not in (0, 1, 2) or beside != ["file"]:
            return [f"exit status {usual[0]}, left {beside}"], 0
        for at in positions(count, chance, few):
            for on in (False, True):
                seen, beside, told = trial.run(at, on, locale)
                fault = judge(usual, plain, seen, beside)
                if told == 0:
                    fault = "no allocation failed"
                if fault is not None:
                    behind = " and all behind it" if on else ""
                    text = seen[2].decode(errors="replace").strip()
                    faults.append(f"allocation {at} of {count}{behind}: "
                                  f"{fault}: {text[:1500]}")
                runs += 1
    return faults, runs


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--few", action="store_true")
    parser.add_argument("--seed", type=int, default=time.time_ns())
    parser.add_argument("--only", help="commands with this in them")
    for name in ("gpamap", "shim", "calls", "source"):
        parser.add_argument(name, type=os.path.abspath)
    options = parser.parse_args()
    os.chdir(options.source)
    if not options.every:
        print(f"seed {options.seed}")

    with tempfile.TemporaryDirectory() as folder:
        tried = [([options.gpamap, *words], given) for words, given
                 in commands.all_commands(options.gpamap, folder)]
        tried.append(([options.calls], b""))
        if options.only:
            tried = [row for row in tried if options.only in " ".join(row[0])]
        sys.exit(0 if try_all(tried, options) else 1)


def try_all(tried, options):
    """Try all commands, two at a time; say whether all did as they must."""
    def try_row(number):
        chance = None
        if not options.every:
            chance = random.Random(f"{options.seed} {number}")
        return try_command(*tried[number], options.shim, chance,
                           options.few)

    total = failed = 0
    with ThreadPoolExecutor(2) as pool:
        for row, (faults, runs) in zip(tried, pool.map(try_row,
                                                       range(len(tried)))):
            total += runs
            for fault in faults:
                print("FAILED:", *row[0][1:], "|", fault)
            failed += len(faults)
    print(f"{len(tried)} commands, {total} runs without some memory, "
          f"{failed} wrong")
    return failed == 0 and total > 0


if __name__ == "__main__":
    main()
