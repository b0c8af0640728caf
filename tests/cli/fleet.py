# SPDX-License-Identifier: MIT
"""fleet.py GPAMAP: --jsonl in pieces says what it says in one run.

What cluster engines and split rely on, kept here by a small engine with the
same contract: an input is cut into partitions of whole lines, some of them
empty; each goes to a process of its own on standard input, all at once and
ended by a newline, while its standard output is read; a status other than 0
fails the job. Put together, the partitions must say what one process says,
but for the lines, which count from 1 in each.

The commands of docs/fleet.md for one machine are run as they stand there.
"""

import concurrent.futures
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

LINES = 2000
# As in docs/fleet.md: findings give 1, and are no failure of the task.
TOLERANT = "gpamap check --jsonl || [ $? -eq 1 ]"
SPLIT = """split -l 300 fleet.jsonl part.
ls part.* | xargs -P "$(nproc)" -I {} sh -c 'gpamap check --jsonl <{} >{}.out'
cat part.*.out >findings.jsonl"""
PARALLEL = "parallel --pipe --block 8K -k gpamap check --jsonl " \
           "<fleet.jsonl >findings.jsonl"


class TaskFailed(Exception):
    """A task ended with a status other than 0."""


def make_line(dice, number):
    """A guest; some of them are wrong, and some have names that bite."""
    sizes = [f"{512 * dice.randint(1, 64)}M" for _ in range(dice.randint(1, 9))]
    spec = {"name": f"vm\t{number}\r\n\u00e4", "ram": sizes,
            "mmio": ["0xf8000000-0x100000000"], "pci_ecam": "0xe0000000+256M"}
    if number % 7 == 0:
        spec["mmio"].append("2G-1G")
    text = json.dumps(spec, ensure_ascii=number % 2 == 0)
    return text[:-3] if number % 11 == 0 else text


def cut(dice, lines):
    """Whole lines in partitions of every size: empty, one, many."""
    parts = []
    while lines:
        size = dice.choice([0, 1, 2, 50, 700])
        parts.append(lines[:size])
        lines = lines[size:]
    return parts + [[]]


def run_task(command, part):
    """One task: lines in, lines out, and the status."""
    done = subprocess.run(command, input="".join(f"{one}\n" for one in part),
                          encoding="utf-8", capture_output=True, check=False,
                          timeout=60)
    if done.returncode != 0:
        raise TaskFailed(done.returncode)
    return done.stdout.split("\n")[:-1] if done.stdout else []


def pipe(parts, command):
    """Run a job: its partitions' lines, in order."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda part: run_task(command, part), parts))


def move(told, by):
    """Count a result's lines on from those of earlier partitions."""
    told["line"] += by
    for finding in told.get("findings", []):
        for place in [finding] + finding["related"]:
            if place["line"] is not None:
                place["line"] += by
    return told


def put_together(parts, results):
    whole, before = [], 0
    for part, lines in zip(parts, results):
        whole += [move(json.loads(one), before) for one in lines]
        before += len(part)
    return whole


def whole_lines(results):
    """A tab would be taken for the end of a key, others for that of a line."""
    return all(character not in one for lines in results for one in lines
               for character in "\t\r\v\f\x85\u2028")


class Checks:
    def __init__(self):
        self.count, self.wrong = 0, []

    def expect(self, what, right):
        self.count += 1
        if not right:
            self.wrong.append(what)


def in_partitions(checks, dice, lines):
    for command, once in [(TOLERANT, "gpamap check --jsonl"),
                          ("gpamap show --jsonl || [ $? -eq 2 ]",
                           "gpamap show --jsonl")]:
        one = subprocess.run(["sh", "-c", once], encoding="utf-8", check=False,
                             input="".join(f"{line}\n" for line in lines),
                             capture_output=True)
        wanted = [json.loads(line) for line in one.stdout.split("\n")[:-1]]
        checks.expect(f"{once}: a result a line", len(wanted) == len(lines))
        checks.expect(f"{once}: some are wrong", one.returncode != 0)
        for _ in range(3):
            parts = cut(dice, lines)
            results = pipe(parts, ["sh", "-c", command])
            checks.expect(f"{once}: the same in {len(parts)} partitions",
                          put_together(parts, results) == wanted)
            checks.expect(f"{once}: each result is one line and no key",
                          whole_lines(results))


def status(checks, lines):
    """What fails a task, and what does not."""
    for command, part, fails in [
            (TOLERANT, [], False),
            (TOLERANT, ['{"ram": "2G"}'], False),
            (TOLERANT, ["{"], False),
            ("gpamap check --jsonl", [lines[1]], False),
            ("gpamap check --jsonl", ["{"], True),
            (TOLERANT.replace("--jsonl", "--jsonl --nonsense"), lines, True),
            (TOLERANT.replace("gpamap", "gpamap-is-not-here"), lines, True),
            (TOLERANT.replace("--jsonl", "--jsonl >/dev/full"), lines, True)]:
        try:
            run_task(["sh", "-c", command], part)
            failed = False
        except TaskFailed:
            failed = True
        checks.expect(f"{command}, {len(part)} lines: fails {fails}",
                      failed == fails)


def on_one_machine(checks, folder, lines):
    """As docs/fleet.md has it, but for the size of the pieces."""
    with open(os.path.join(folder, "fleet.jsonl"), "w",
              encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    wanted = run_task(["sh", "-c", TOLERANT], lines)
    wanted = [json.loads(one)["name"] for one in wanted]
    for script in [SPLIT] + [PARALLEL] * bool(shutil.which("parallel")):
        subprocess.run(["sh", "-c", script], cwd=folder, check=False,
                       stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(os.path.join(folder, "findings.jsonl"),
                  encoding="utf-8") as file:
            names = [json.loads(one)["name"] for one in file]
        checks.expect(script.splitlines()[0], names == wanted)


def main():
    dice = random.Random(1)
    lines = [make_line(dice, number) for number in range(LINES)]
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.abspath(sys.argv[1]),
                   os.path.join(folder, "gpamap"))
        os.environ["PATH"] = folder + os.pathsep + os.environ["PATH"]
        in_partitions(checks, dice, lines)
        status(checks, lines)
        on_one_machine(checks, folder, lines)
    for what in checks.wrong:
        print(f"FAILED: {what}")
    print(f"{checks.count} checks, {len(checks.wrong)} failed")
    return 1 if checks.wrong else 0


sys.exit(main())
