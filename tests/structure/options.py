# SPDX-License-Identifier: MIT
"""options.py ROOT GPAMAP: help, man pages and completions tell the same.

Every option that "gpamap COMMAND --help" shows is in the command's man page
and in each completion file, and these have no option that help does not show.
Where there is a bash, it is asked what it offers for each command. The table in
docs/cli.md has every format that is read, and says of each whether its content
tells it.
"""

import json
import os
import re
import shutil
import subprocess
import sys

COMMANDS = ["show", "probe", "check", "plan", "explain", "sweep", "diff",
            "lock", "agree", "formats"]
SHELLS = ["bash", "zsh", "fish"]
LONG = re.compile(r"(?<![\w-])--([a-z][a-z0-9-]+)")
FISH = re.compile(r"(?:^|\s)-l ([a-z][a-z0-9-]+)")


def helped(gpamap, command):
    """The options at the head of a line of help."""
    out = subprocess.run([gpamap, command, "--help"], check=True,
                         capture_output=True, text=True).stdout
    options = set()
    for line in out.splitlines():
        if line.lstrip().startswith("-"):
            head = re.split(r"\s{2,}", line.strip())[0]
            options.update(LONG.findall(head))
    return options


def in_page(root, command):
    """The options that a man page gives a heading line of their own."""
    path = os.path.join(root, "docs/man", f"gpamap-{command}.1.scd")
    with open(path, encoding="utf-8") as file:
        lines = [l.replace("\\", "") for l in file if l.startswith("*-")]
    return {option for line in lines for option in LONG.findall(line)}


def in_completion(root, shell):
    path = os.path.join(root, "completions", f"gpamap.{shell}")
    with open(path, encoding="utf-8") as file:
        lines = [l for l in file if not l.lstrip().startswith("#")]
    if shell == "fish":
        lines = [l for l in lines if l.startswith("complete ")]
    code = "".join(lines)
    return set((FISH if shell == "fish" else LONG).findall(code))


def offered(root, command):
    """The options that bash offers behind "gpamap COMMAND --"."""
    script = ('. "$1"; COMP_WORDS=(gpamap "$2" --); COMP_CWORD=2; _gpamap; '
              'printf "%s\\n" "${COMPREPLY[@]}"')
    path = os.path.join(root, "completions/gpamap.bash")
    out = subprocess.run(["bash", "-c", script, "bash", path, command],
                         check=True, capture_output=True, text=True).stdout
    return set(LONG.findall(out))


def differ(where, given, wanted):
    problems = [f"{where}: lacks --{o}" for o in sorted(wanted - given)]
    return problems + [f"{where}: --{o} is not in --help"
                       for o in sorted(given - wanted)]


def read_formats(gpamap):
    """Whether content tells it, of each format that is read."""
    out = subprocess.run([gpamap, "formats", "-o", "json"], check=True,
                         capture_output=True, text=True).stdout
    return {row["name"]: row["recognised"] for row in json.loads(out)
            if row["reads"]}


def told_formats(root):
    """The same, as the table below "What is read" in docs/cli.md has it."""
    with open(os.path.join(root, "docs/cli.md"), encoding="utf-8") as file:
        section = file.read().split("\n## What is read\n")[1]
    told = {}
    for row in re.findall(r"^\| (`.*`) \| .* \| (.*) \|$",
                          section.split("\nInputs of more")[0], re.M):
        for name in re.findall(r"`(\S+)`", row[0]):
            told[name] = not row[1].startswith("not:")
    return told


def main():
    root, gpamap = sys.argv[1:]
    everything, problems = set(), []
    if told_formats(root) != read_formats(gpamap):
        problems.append("docs/cli.md: its table of what is read should say "
                        f"{read_formats(gpamap)}")
    for command in COMMANDS:
        options = helped(gpamap, command)
        if not options:
            problems.append(f"gpamap {command} --help: shows no option")
        problems += differ(f"gpamap-{command}.1", in_page(root, command),
                           options)
        if shutil.which("bash"):
            problems += differ(f"bash, gpamap {command} --",
                               offered(root, command), options)
        everything |= options
    for shell in SHELLS:
        problems += differ(f"completions/gpamap.{shell}",
                           in_completion(root, shell), everything)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


sys.exit(main())
