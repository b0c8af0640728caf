#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prove what the contracts in src/core say, with Frama-C's WP.

usage: proofs/prove.py [--quick | --mutants] [--write] [FILE...]

The axioms about masks are proven by masks.smt2 alone. Each file of
proofs/goals.txt (or each FILE of it) is proven, for 64 and for 32 bits: the
contracts, that no operation is undefined, that nothing wraps. Functions of a
header that has a row of its own are proven there alone. A file
passes if every goal is proven, no goal that must not be provable is proven
(smoke tests), and there are at least as many goals as goals.txt says.

--quick: for 64 bits only, without smoke tests, and without the files that are
marked as slow unless they are named.
--write: put what was proven into the table of docs/proofs.md.
--mutants: apply each change of proofs/mutants.txt by itself; each must make
the proof fail. It is the test of this gate. Where the change is in the body of
a function, that function alone is proven again, as nobody else sees its body; it
must hold without the change in the same time.

Exit status: 0 all is proven, 1 it is not, 77 without Frama-C.
"""

import argparse
import concurrent.futures
import functools
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import runs

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
MACHINES = ("gcc_x86_64", "gcc_x86_32")

# frama-c ends with 0 where goals are left open; -report-classify does not. A
# constant that wraps is only a warning, and all behind it would be proven of
# nothing: such warnings abort, and smoke tests look for more of the kind.
OPTIONS = (
    "-wp", "-wp-rte", "-warn-unsigned-overflow", "-warn-unsigned-downcast",
    "-warn-signed-downcast", "-rte-warn-key", "*=abort",
    # A function that is called and has neither body nor contract.
    "-kernel-warn-key", "annot:missing-spec=abort",
    "-wp-cache", "none",
)
MASKS = 72  # queries of masks.smt2
SMOKE = ("-wp-smoke-tests", "-wp-smoke-timeout", "2")
# What a file of src/core includes, and the functions that a header defines, the
# ghosts among them.
INCLUDED = re.compile(r'^#include "([a-z_]+\.h)"$', re.M)
DEFINED = re.compile(r"^\s*static (?:inline )?[\w\s*]*?\b(\w+)\([^;{]*\)\s*\{",
                     re.M)
# report.json lets pass what a function requires, as a call of it may stand in one
# that is proven elsewhere; calls in this file are goals, which are counted.
REPORT = ("-then", "-report-classify", "-report-unclassified-unknown", "ERROR",
          "-report-rules", str(HERE / "report.json"))


def rows(name):
    """The lines of a table beside this file, split at tabs."""
    for line in (HERE / name).read_text().splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def provers_of(name):
    """CVC4, and beside it whom the file needs: they race for each goal."""
    for row in rows("goals.txt"):
        if row[0] == name and len(row) > 2:
            return ["cvc4", *filter(None, row[2].split(","))]
    return ["cvc4"]


def headers_of(core, name, seen):
    """Add the headers of src/core that a file includes, directly or not."""
    for header in INCLUDED.findall((core / name).read_text()):
        if header not in seen and (core / header).exists():
            seen.add(header)
            headers_of(core, header, seen)
    return seen


def proven_elsewhere(core, name):
    """The functions that come in by headers which are rows themselves."""
    homes = {row[0] for row in rows("goals.txt")} - {name}
    return sorted({function
                   for header in headers_of(core, name, set()) & homes
                   for function in DEFINED.findall(
                       (core / header).read_text())})


def frama_c(root, name, machine, timeout, smoke=True, function=None):
    """Run the provers over one file, or a function of it; give status, log and
    seconds. The status is worth nothing for a function: the rest is unknown."""
    began = time.monotonic()
    provers = provers_of(name)
    core = root / "src/core"
    # A name that is no function ends in an error, one that is missed is
    # proven twice.
    others = proven_elsewhere(core, name)
    lemmas = ("-wp-prop", "@lemma")
    if function:
        part = ("-wp-fct", function)
    elif name.startswith("terms_"):
        part = lemmas
    else:
        part = ("-wp-skip-fct", ",".join(others)) if others else ()
        # Where functions are left out, so are lemmas.
        if others and "lemma " in (core / name).read_text():
            part += ("-then", "-wp-skip-fct=-@all", *lemmas)
    command = ["frama-c", "-c11", "-machdep", machine,
               "-cpp-extra-args=-I%s" % (root / "include"), *OPTIONS,
               "-wp-prover", ",".join(provers), "-wp-par", str(len(provers)),
               "-wp-timeout", str(timeout), *(SMOKE if smoke else ()),
               str(core / name), *part, *REPORT]
    # Relative names would be those of $PWD, whatever the directory is.
    run = subprocess.run(command, text=True, check=False,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return run.returncode, run.stdout, time.monotonic() - began


def goals_of(log):
    """How many goals are proven, of how many."""
    found = re.findall(r"Proved goals:\s+(\d+)\s*/\s*(\d+)", log)
    return (sum(int(proven) for proven, _ in found),
            sum(int(goals) for _, goals in found))


def holds(status, log, least):
    """Say whether a run proves all that it must: smoke tests are goals, and
    make up for none of the others."""
    proven, goals = goals_of(log)
    return (status == 0 and proven == goals and
            goals - log.count("] Smoke-test ") >= least and
            "Failed] Smoke-test" not in log)


def prove(name, least, quick):
    """Prove one file for all machines; give the runs that were good, and
    whether all were."""
    good_runs = []
    all_good = True
    for machine in MACHINES[:1] if quick else MACHINES:
        status, log, seconds = frama_c(ROOT, name, machine, 60, not quick)
        # With a size_t of 32 bits a conversion less may need a proof.
        good = holds(status, log, least - (machine != MACHINES[0]))
        all_good = all_good and good
        if good:
            good_runs.append((name, machine, not quick, log, seconds))
        told = ["%-16s %-10s %-6s %d of %d goals, %.0f s" %
                (name, machine, "ok" if good else "FAILED", *goals_of(log),
                 seconds)]
        if not good:
            told += [line for line in log.splitlines() if re.search(
                r"Failed|Timeout|Unknown|rror|guaranteed", line)]
        print("\n".join(told), flush=True)
    return good_runs, all_good


def prove_masks():
    """Prove the axioms about masks; give whether they all hold."""
    run = subprocess.run(["z3", "-T:60", str(HERE / "masks.smt2")], text=True,
                         check=False, stdout=subprocess.PIPE)
    answers = run.stdout.split()
    good = run.returncode == 0 and answers == ["unsat"] * MASKS
    print("masks.smt2 %s %d of %d" % ("ok" if good else "FAILED",
                                      answers.count("unsat"), MASKS))
    return good


def function_at(text, at):
    """The function whose body has the place, None for one outside of all."""
    begin = text.rfind("\n{\n", 0, at + 1)
    if begin < 0 or "\n}\n" in text[begin:at + 1]:
        return None
    head = re.split(r"\*/|\n\n|[;}]\n", text[:begin])[-1]
    found = re.search(r"(\w+)\(", head)
    return found[1] if found else None


@functools.cache
def time_needed(name, function):
    """The least timeout in seconds with which a function as it stands holds,
    None where none is enough."""
    for timeout in (5, 20, 60):
        _, log, _ = frama_c(ROOT, name, MACHINES[0], timeout, False, function)
        proven, goals = goals_of(log)
        if proven == goals > 0:
            return timeout
    return None


def fails(root, name, function, timeout, smoke):
    """Say whether goals are tried, and one of them fails."""
    status, log, _ = frama_c(root, name, MACHINES[0], timeout, smoke, function)
    return goals_of(log)[1] > 0 and not holds(0 if function else status, log, 1)


@functools.cache
def has_smoke(name, function, timeout):
    """Say whether a smoke test fails in what stands."""
    return fails(ROOT, name, function, timeout, True)


def is_noticed(root, name, function):
    """Say whether a proof fails that does not in what stands."""
    timeout = time_needed(name, function) if function else 5
    if timeout is None:
        return False
    if fails(root, name, function, timeout, False):
        return True
    return (fails(root, name, function, timeout, True) and
            not has_smoke(name, function, timeout))


def mutate(name, old, new):
    """Change one place, alone; give whether the proof notices."""
    old, new = (words.replace(r"\n", "\n").replace(r"\t", "\t")
                for words in (old, new))
    text = (ROOT / "src/core" / name).read_text()
    if text.count(old) != 1:
        print("%s: %r is there %d times" % (name, old, text.count(old)))
        return False
    function = function_at(text, text.index(old))
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        shutil.copytree(ROOT / "include", root / "include")
        shutil.copytree(ROOT / "src/core", root / "src/core")
        (root / "src/core" / name).write_text(text.replace(old, new))
        noticed = is_noticed(root, name, function)
    print("%-16s %-8s %s: %s -> %s" %
          (name, "noticed" if noticed else "MISSED", function or "all of it",
           old.strip(), new.strip()), flush=True)
    return noticed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--mutants", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    unknown = set(arguments.files) - {row[0] for row in rows("goals.txt")}
    if unknown:
        parser.error("not in goals.txt: " + " ".join(sorted(unknown)))
    if shutil.which("frama-c") is None or shutil.which("why3") is None:
        print("skipped: frama-c or why3 is missing")
        return 77
    if not (pathlib.Path.home() / ".why3.conf").exists():
        subprocess.run(["why3", "config", "detect"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wanted = lambda name: not arguments.files or name in arguments.files
    hurried = arguments.quick and not arguments.files
    # Two files at once: Frama-C itself takes as long as its provers.
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        if arguments.mutants:
            results = list(pool.map(
                lambda row: mutate(*row),
                [row for row in rows("mutants.txt") if wanted(row[0])]))
        else:
            tried = [row for row in rows("goals.txt") if wanted(row[0]) and
                     not (hurried and "slow" in row[3:])]
            done = list(pool.map(
                lambda row: prove(row[0], int(row[1]), arguments.quick),
                tried))
            results = [good for _, good in done] + [prove_masks()]
            if arguments.write:
                runs.write([run for good, _ in done for run in good],
                           {row[0] for row in tried},
                           [row[0] for row in rows("goals.txt")])
    print("%d passed, %d failed" % (results.count(True), results.count(False)))
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
