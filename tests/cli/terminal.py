# SPDX-License-Identifier: MIT
"""terminal.py GPAMAP SOURCE: what people read fits into their terminal.

In a terminal of 80 columns no line of a table, a list or a help text is longer,
and all that a pipe gets is there; only names are cut, with an ellipsis, and
columns left out which the rest of a line tells as well.
Diagnostics are a line each, as those of compilers are, and not looked at here.
"""

import fcntl
import os
import re
import struct
import subprocess
import sys
import termios
import threading
import unicodedata

COMMANDS = ("show", "probe", "check", "plan", "explain", "sweep", "diff",
            "agree", "lock", "formats")
MAPS = ("openvmm-x86-64", "paravisor-vtl2", "qemu-q35-4g",
        "qemu-pc-8g-2nodes", "plan-openvmm-like")
ESCAPE = re.compile(r"\033\[[0-9;]*[mK]")
END = b"\x04END\x04"


def environment():
    return {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm"}


def in_pipe(gpamap, words):
    return subprocess.run([gpamap] + words, env=environment(),
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          encoding="utf-8", timeout=60).stdout


def in_terminal(gpamap, words, columns=80):
    """What is written last is the end: a terminal that its last writer closed
    may lose what it had not handed on yet."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ,
                struct.pack("4H", 24, columns, 0, 0))
    child = subprocess.Popen([gpamap] + words, env=environment(),
                             stdin=subprocess.DEVNULL, stdout=slave)

    def end():
        try:
            child.wait(timeout=60)
        finally:
            os.write(slave, END)

    ending = threading.Thread(target=end)
    ending.start()
    said = b""
    while not said.endswith(END):
        said += os.read(master, 65536)
    ending.join()
    os.close(slave)
    os.close(master)
    text = said[:-len(END)].decode()
    return ESCAPE.sub("", text).replace("\r\n", "\n")


def width(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in line)


class Run:
    def __init__(self, gpamap):
        self.gpamap = gpamap
        self.passed = self.failed = 0

    def judge(self, fine, what):
        self.passed += fine
        self.failed += not fine
        if not fine:
            print(f"FAILED: {what}")

    def fits(self, words, text, columns=80):
        long = [line for line in text.split("\n") if width(line) > columns]
        self.judge(not long, f"gpamap {' '.join(words)}: more than {columns} "
                   f"columns:\n    {long[0] if long else ''}")

    def whole(self, words):
        """Wrapped, nothing is lost."""
        said = in_terminal(self.gpamap, words)
        self.fits(words, said)
        self.judge(said.split() == in_pipe(self.gpamap, words).split(),
                   f"gpamap {' '.join(words)}: not the words of a pipe")
        return said


def try_help(run):
    for words in [["--help"]] + [[name, "--help"] for name in COMMANDS]:
        text = in_pipe(run.gpamap, words)
        run.judge(text != "", f"no help of {words}")
        run.fits(words, text)


def try_lists(run, plan):
    run.whole(["formats"])
    run.whole(["formats", "srat", "hmat", "cedt", "kvm-slots"])
    run.whole(["show", "--machine", "list"])
    run.whole(["explain", plan])
    run.whole(["explain", "--machine", "q35,phys-bits=48", "--ram", "1000G"])


def try_sweep(run):
    """A table that is too wide tells each move below its sizes."""
    for words in (["sweep", "--machine", "q35", "--ram", "1G..64G"],
                  ["sweep", "--ram", "1G..3T", "--step", "64M",
                   "--address-bits", "40", "tests/samples/plan.yaml"]):
        pipe = in_pipe(run.gpamap, words)
        for columns in (80, 70, 300):
            said = in_terminal(run.gpamap, words, columns)
            run.fits(words, said, columns)
            numbers = re.findall(r"0x[0-9a-f]+|[0-9]+", pipe)
            run.judge(numbers == re.findall(r"0x[0-9a-f]+|[0-9]+", said),
                      f"{words}: not the numbers of a pipe")
            if columns == 300:
                run.judge(said == pipe, f"{words}: not the table of a pipe")


def try_tables(run):
    for name in MAPS:
        path = f"tests/golden/{name}.yaml"
        for columns in (80, 100):
            words = ["show", path]
            run.fits(words, in_terminal(run.gpamap, words, columns), columns)


def try_bars(run):
    """A bar that is a little shorter is missed less than a name's end."""
    words = ["show", "tests/golden/paravisor-vtl2.yaml"]
    said = in_terminal(run.gpamap, words)
    run.judge("  pcie-rc0-high-mmio\n" in said and "LOG2 SIZE" in said,
              "a name is cut where a bar could give way")
    # Where that would take all of the bars, the name is cut.
    words = ["show", "--request", "ram=0x1000,tag=" + "n" * 60]
    said = in_terminal(run.gpamap, words)
    run.fits(words, said)
    run.judge("n\u2026\n" in said and "LOG2 SIZE" in said,
              "a long name takes the bars")


def try_diff(run):
    """Names and amounts give way, then sizes; no line ends in blanks."""
    before = "tests/golden/qemu-q35-4g.yaml"
    for name in MAPS + ("cloud-hypervisor-x86-64", "firecracker-x86-64"):
        words = ["diff", before, f"tests/golden/{name}.yaml"]
        said = in_terminal(run.gpamap, words)
        run.fits(words, said)
        run.judge(not re.search("[ \t]$", said, re.M),
                  f"{words}: a line ends in blanks")
    run.judge("  SIZE  " in in_pipe(run.gpamap, words),
              "a pipe has no sizes")


def try_slots(run):
    """What a slot loses stands below it, and where slots end gives way."""
    for name in MAPS + ("openvmm-fixed-gaps-128g", "firecracker-x86-64"):
        words = ["show", "-o", "kvm-table", f"tests/golden/{name}.yaml"]
        said = in_terminal(run.gpamap, words)
        run.fits(words, said)
        pipe = in_pipe(run.gpamap, words)
        run.judge(pipe.count("no pages of") == said.count("no pages of"),
                  f"{words}: a note is missing")
        run.judge(in_terminal(run.gpamap, words, 300) == pipe,
                  f"{words}: not the table of a pipe")


def main():
    gpamap, source = os.path.abspath(sys.argv[1]), sys.argv[2]
    os.chdir(source)
    run = Run(gpamap)
    try_help(run)
    try_lists(run, "tests/samples/plan.yaml")
    try_sweep(run)
    try_tables(run)
    try_bars(run)
    try_diff(run)
    try_slots(run)
    print(f"terminal: {run.passed} passed, {run.failed} failed")
    return 0 if run.failed == 0 else 1


sys.exit(main())
