# SPDX-License-Identifier: MIT
"""example.py PAGE [NUMBER]: print one of its fenced C blocks, which tests compile:
the first, or that with the NUMBER, counted from 1."""

import re
import sys

with open(sys.argv[1], encoding="utf-8") as readme:
    blocks = re.findall(r"^```c\n(.*?)^```$", readme.read(), re.S | re.M)
number = int(sys.argv[2]) if len(sys.argv) > 2 else 1
if number > len(blocks):
    sys.exit(f"{sys.argv[1]}: no ```c block number {number}")
sys.stdout.write(blocks[number - 1])
