#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""hostile.py GPAMAP [--mib N] [--list] [NAME...]: large hostile inputs.

For each kind of input, gpamap check and gpamap show read one of N MiB and one
of a tenth. They must end with a verdict, in time that grows with the input and
no faster, and within a small multiple of the input's memory. Prints what each
took.
"""

import argparse
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time

# Nothing is left in the tree.
sys.dont_write_bytecode = True
from inputs import INPUTS  # noqa: E402

MIB = 1 << 20
# Bytes of memory a byte of input, and what any run may take besides. The
# densest inputs have a range in 16 bytes, which takes 200 while it is a fact,
# an entry of a draft and a part of a layout; see also DENSE.
MEMORY_TIMES = 16
MEMORY_BASE = 64 * MIB
# What says more in fewer bytes: a node in 3, a request in 22, and for each that
# finds no room what is wrong with it.
DENSE = {"spec-nodes": 48, "spec-requests": 32, "spec-no-room": 40}
# Processor seconds a MiB, and what any run may take besides: the slowest
# input here takes a tenth of it on a machine of 2020.
SECONDS_A_MIB = 1.5
SECONDS_BASE = 5
# Ten times the input may take so many times as long. Below SECONDS_SURE no
# clock is to be trusted.
GROWTH = 25
SECONDS_SURE = 1.0
COMMANDS = (("check",), ("show", "-o", "json"))


class Run:
    """One run of the command, and what it took."""

    def __init__(self, gpamap, kind, path, words, seconds):
        command = [gpamap, *words]
        stdin = subprocess.DEVNULL
        if kind.jsonl:
            command.append("--jsonl")
            stdin = open(path, "rb")
        else:
            command += ["--from", kind.form, path]
        self.most = DENSE.get(kind.name, MEMORY_TIMES) * \
            os.path.getsize(path) + MEMORY_BASE
        limits = (resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
        began = time.monotonic()
        child = subprocess.Popen(
            command, stdin=stdin, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=lambda: resource.setrlimit(*limits))
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.status = child.returncode
        self.elapsed = time.monotonic() - began
        self.seconds = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss * 1024

    def problem(self, allowed):
        if self.status == -signal.SIGXCPU:
            return f"no end in {allowed:.0f} s"
        if self.status not in (0, 1, 2):
            return f"exit status {self.status}"
        if self.memory > self.most:
            return f"{self.memory / MIB:.0f} MiB of memory, " \
                f"at most {self.most / MIB:.0f}"
        return None


def write(kind, folder, size):
    """Write an input of about @size bytes."""
    path = os.path.join(folder, "input")
    with open(path, "wb") as file:
        for piece in kind.make(size):
            file.write(piece)
    return path


def try_one(gpamap, kind, path, words):
    """Give the run, and what is wrong with it by itself."""
    allowed = SECONDS_BASE + SECONDS_A_MIB * os.path.getsize(path) / MIB
    done = Run(gpamap, kind, path, words, allowed)
    return done, done.problem(allowed)


def growth(gpamap, kind, folder, size, words, large):
    """Hold what a large input took against a tenth of it."""
    path = write(kind, folder, size // 10)
    small, problem = try_one(gpamap, kind, path, words)
    if problem is None and \
            large.seconds > GROWTH * max(small.seconds, SECONDS_SURE / 10):
        problem = f"{small.seconds:.2f} s for a tenth of it"
    return problem


def judge(gpamap, kind, folder, size):
    """Try one kind; say whether all is well."""
    path = write(kind, folder, size)
    mib = os.path.getsize(path) / MIB
    fine = True
    runs = [(words, *try_one(gpamap, kind, path, words))
            for words in COMMANDS]
    for words, done, problem in runs:
        if problem is None and done.seconds > SECONDS_SURE:
            problem = growth(gpamap, kind, folder, size, words, done)
        print(f"{'ok' if problem is None else 'FAILED':6} "
              f"{words[0]:5} {kind.name:22} {mib:6.1f} MiB "
              f"{done.seconds:6.2f} s {done.memory / MIB:6.0f} MiB  "
              f"status {done.status}{': ' + problem if problem else ''}",
              flush=True)
        fine = fine and problem is None
    return fine


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("gpamap", type=pathlib.Path)
    parser.add_argument("--mib", type=int, default=5)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_intermixed_args()
    options.gpamap = options.gpamap.resolve()
    formats = subprocess.run([options.gpamap, "formats"], check=True,
                             stdout=subprocess.PIPE, text=True).stdout
    read = {line.split()[0] for line in formats.splitlines()[1:]
            if line.split()[1] == "yes"}
    missing = read - {kind.form for kind in INPUTS}
    fine = not missing
    if missing:
        print(f"FAILED no hostile input of {', '.join(sorted(missing))}")
    kinds = [kind for kind in INPUTS if kind.jsonl or kind.form in read]
    if options.names:
        kinds = [kind for kind in kinds if kind.name in options.names]
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            if options.list:
                print(kind.name)
            else:
                fine = judge(str(options.gpamap), kind, folder,
                             options.mib * MIB) and fine
    return 0 if fine and kinds else 1


if __name__ == "__main__":
    sys.exit(main())
