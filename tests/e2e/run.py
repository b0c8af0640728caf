#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""run.py --build BUILD NAME: boot one guest of the end-to-end suite.

BUILD is a build directory of gpamap; what the guest told, and what it was
compared with, is left in BUILD/tests/e2e/NAME. Exit status: 0 all as
expected, 1 not so, 77 something is missing here, which is named.
"""

import argparse
import sys

sys.dont_write_bytecode = True

# pylint: disable=wrong-import-position
import boots
import faults
import firmware
import tree_boots
import tree_faults
import tree_firmware
from errors import Missing, Wrong
from suite import Suite

CASES = {case.name: case
         for cases in (boots.CASES, firmware.CASES, faults.CASES,
                       tree_boots.CASES, tree_firmware.CASES,
                       tree_faults.CASES)
         for case in cases}


def compare_lists(listed):
    """The build file and the cases here name the same."""
    other = sorted(set(listed) ^ set(CASES))
    for name in other:
        where = "meson.build" if name in listed else "run.py"
        print(f"FAIL: {name} is in {where} only")
    return 1 if other else 0


def run_case(build, name):
    """Run the case @name, and give the exit status."""
    try:
        suite = Suite(build, name)
        print(f"files: {suite.folder}")
        problems = CASES[name].run(suite)
    except Missing as missing:
        print(f"SKIP: {name}: {missing}")
        return 77
    except Wrong as wrong:
        problems = [str(wrong)]
    for problem in problems:
        print(f"FAIL: {name}: {problem}")
    print(f"{name}: {len(problems)} problems")
    return 1 if problems else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--build", default="build")
    parser.add_argument("--listed", nargs="+", metavar="NAME",
                        help="say whether these are all cases")
    parser.add_argument("name", nargs="?", choices=CASES, metavar="NAME")
    options = parser.parse_args()
    if options.listed:
        return compare_lists(options.listed)
    if options.name is None:
        parser.error("which case?")
    return run_case(options.build, options.name)


if __name__ == "__main__":
    sys.exit(main())
