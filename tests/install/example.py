# SPDX-License-Identifier: MIT
"""example.py README: print its first fenced C block, which tests compile."""

import re
import sys

with open(sys.argv[1], encoding="utf-8") as readme:
    found = re.search(r"^```c\n(.*?)^```$", readme.read(), re.S | re.M)
if not found:
    sys.exit(f"{sys.argv[1]}: no ```c block")
sys.stdout.write(found.group(1))
