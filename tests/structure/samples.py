# SPDX-License-Identifier: MIT
"""samples.py ROOT GPAMAP: the docs show what the command prints.

A block of docs/*.md that begins with "    $ cat FILE" or "    $ gpamap ..." is
run in tests/samples, line by line of those with a "$", and what comes is held
against the lines below. Blanks and line ends count as one blank, since docs
wrap what a terminal does not; "..." stands for anything. Besides, each YAML
and JSON example of docs/spec.md is a map or a plan.
"""

import os
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^    \$ (?:gpamap|cat) .*\n(?:(?:    .*)?\n)*", re.M)
FENCED = re.compile(r"^```(?:yaml|json)\n(.*?)^```$", re.M | re.S)


def run(root, gpamap, command, folder="tests/samples"):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "dumb",
                   "PATH": os.path.dirname(gpamap) + ":" + os.environ["PATH"]}
    return subprocess.run(["sh", "-c", command],
                          cwd=os.path.join(root, folder), env=environment,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding="utf-8", timeout=60)


def steps(block):
    """(command, what comes) of a block."""
    lines = [line[4:] for line in block.splitlines()]
    at = [i for i, line in enumerate(lines) if line.startswith("$ ")]
    for i, start in enumerate(at):
        end = at[i + 1] if i + 1 < len(at) else len(lines)
        yield lines[start][2:], "\n".join(lines[start + 1:end])


def pattern(sample):
    words = [".*?".join(re.escape(part) for part in word.split("..."))
             for word in sample.split()]
    return re.compile(r"\s*" + r"\s+".join(words) + r"\s*\Z", re.S)


def check_block(root, gpamap, where, block):
    problems = 0
    for command, sample in steps(block):
        said = run(root, gpamap, command).stdout
        if not pattern(sample).match(said):
            print(f"{where}: \"{command}\" prints now:\n{said}")
            problems += 1
    return problems


def check_examples(root, gpamap, path, text):
    problems = 0
    for found in FENCED.finditer(text):
        with tempfile.TemporaryDirectory() as folder:
            with open(f"{folder}/map", "w", encoding="utf-8") as file:
                file.write(found[1])
            done = run(root, gpamap, "gpamap show map", folder)
        if done.returncode != 0:
            print(f"{path}: an example is refused:\n{found[1]}{done.stdout}")
            problems += 1
    return problems


def main():
    root, gpamap = sys.argv[1], os.path.abspath(sys.argv[2])
    samples = problems = 0
    for name in sorted(os.listdir(os.path.join(root, "docs"))):
        if not name.endswith(".md"):
            continue
        with open(os.path.join(root, "docs", name), encoding="utf-8") as file:
            text = file.read()
        for found in BLOCK.finditer(text):
            samples += 1
            line = text.count("\n", 0, found.start()) + 1
            problems += check_block(root, gpamap, f"docs/{name}:{line}",
                                    found[0])
        if name == "spec.md":
            problems += check_examples(root, gpamap, f"docs/{name}", text)
    print(f"samples: {samples} blocks, {problems} problems")
    return 0 if samples > 0 and problems == 0 else 1


sys.exit(main())
