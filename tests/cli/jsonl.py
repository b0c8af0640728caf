# SPDX-License-Identifier: MIT
"""jsonl.py GPAMAP: --jsonl takes no more memory for many lines than for few.

The peaks of 1,000 and of 100,000 lines, some of them wrong, may differ by what
a heap's fragments come to, and by no more.
"""

import array
import fcntl
import json
import random
import subprocess
import sys
import tempfile
import termios
import time

SLACK = 256  # KiB


def line(dice, number):
    sizes = [f"{512 * dice.randint(1, 64)}M" for _ in range(dice.randint(1, 9))]
    spec = {"name": f"vm-{number}", "ram": sizes,
            "mmio": ["0xf8000000-0x100000000"], "pci_ecam": "0xe0000000+256M"}
    if number % 7 == 0:
        spec["mmio"].append("2G-1G")
    text = json.dumps(spec)
    return text[:-3] if number % 11 == 0 else text


def high_water(pid):
    """Most memory that the program had; its parent's does not count."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        for text in file:
            if text.startswith("VmHWM:"):
                return int(text.split()[1])
    return 0


def drained(pipe):
    waiting = array.array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, waiting)
    return waiting[0] == 0


def peak(gpamap, command, count):
    """Run on @count lines; give the peak in KiB, and the lines written."""
    dice = random.Random(1)
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([gpamap, command, "--jsonl"],
                                   stdin=subprocess.PIPE, stdout=out,
                                   stderr=subprocess.DEVNULL)
        for number in range(count):
            process.stdin.write((line(dice, number) + "\n").encode())
        process.stdin.flush()
        while not drained(process.stdin):
            time.sleep(0.01)
        time.sleep(0.1)
        most = high_water(process.pid)
        process.stdin.close()
        process.wait()
        out.seek(0)
        return most, sum(1 for _ in out)


def main():
    wrong = 0
    for command in "check", "show":
        few, _ = peak(sys.argv[1], command, 1000)
        many, lines = peak(sys.argv[1], command, 100000)
        print(f"{command}: {few} KiB for 1,000 lines, {many} for 100,000")
        wrong += many > few + SLACK or lines != 100000
    return 1 if wrong else 0


sys.exit(main())
