# SPDX-License-Identifier: MIT
"""count-tests.py JUNIT STATUS: close a run of meson test.

Prints the name of each test that was skipped, with the reason that it gave, and
"N passed, N failed[, N skipped]", and exits with 1 where any test failed, where
STATUS, meson's own, is not 0, or where no test ran at all. A program of several
cmocka cases counts as many tests, any other as one.
"""

import re
import sys
import xml.etree.ElementTree as tree

CMOCKA = re.compile(r"^\[  (PASSED|FAILED|SKIPPED) +\] (\d+) test", re.M)


def count_case(case):
    """Give (passed, failed, skipped) of one test program."""
    counts = {"PASSED": 0, "FAILED": 0, "SKIPPED": 0}
    for part in ("system-out", "system-err"):
        for verdict, number in CMOCKA.findall(case.findtext(part) or ""):
            counts[verdict] += int(number)
    bad = case.find("failure") is not None or case.find("error") is not None
    if bad and counts["FAILED"] == 0:
        counts["FAILED"] = 1
    elif case.find("skipped") is not None:
        counts["SKIPPED"] += 1
    elif not any(counts.values()):
        counts["PASSED"] = 1
    return counts["PASSED"], counts["FAILED"], counts["SKIPPED"]


def reason(case):
    """Give what a test said last before it was skipped, in one line."""
    said = "\n".join(case.findtext(part) or ""
                     for part in ("system-out", "system-err"))
    lines = re.findall(r"^.*skip.*$", said, re.I | re.M) or said.strip().split("\n")
    return lines[-1].strip() or "it does not say why"


def main():
    passed = failed = skipped = 0
    try:
        for case in tree.parse(sys.argv[1]).iter("testcase"):
            p, f, s = count_case(case)
            passed, failed, skipped = passed + p, failed + f, skipped + s
            if case.find("skipped") is not None:
                print(f"skipped: {case.get('name')}: {reason(case)}")
    except (OSError, tree.ParseError) as error:
        print(f"no test results: {error}", file=sys.stderr)
    if failed == 0 and (sys.argv[2] != "0" or passed == 0):
        failed = 1
    line = f"{passed} passed, {failed} failed"
    if skipped:
        line += f", {skipped} skipped"
    print(line)
    return 1 if failed else 0


sys.exit(main())
