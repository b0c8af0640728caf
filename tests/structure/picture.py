# SPDX-License-Identifier: MIT
"""picture.py ROOT GPAMAP [--update]: the README shows what the command prints.

Each fenced block of README.md that begins with "$ gpamap ..." is run from the
top of the tree, and its output held against the rest of the block. --update
puts what is printed now into README.md.
"""

import os
import re
import shlex
import subprocess
import sys

BLOCK = re.compile(r"^```text\n\$ (gpamap .*?)\n(.*?)^```$", re.S | re.M)


def run(root, gpamap, command):
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run([gpamap] + shlex.split(command)[1:], cwd=root,
                          env=environment, capture_output=True,
                          encoding="utf-8").stdout


def main():
    root, gpamap = sys.argv[1], os.path.abspath(sys.argv[2])
    path = os.path.join(root, "README.md")
    with open(path, encoding="utf-8") as file:
        text = file.read()

    def redraw(block):
        return f"```text\n$ {block[1]}\n{run(root, gpamap, block[1])}```"

    drawn, count = BLOCK.subn(redraw, text)
    if "--update" in sys.argv:
        with open(path, "w", encoding="utf-8") as file:
            file.write(drawn)
        return 0
    if count == 0:
        print("README.md: no picture")
    if drawn != text:
        print(f"README.md is not what the command prints now:\n{drawn}")
    return 0 if count > 0 and drawn == text else 1


sys.exit(main())
