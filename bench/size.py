#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""size.py [--update]: how large is src/core, and how deep its stack?

Compiles the core at -Os for each target whose compiler is there, and compares
code, constants, what a linker takes of it and the deepest chain of calls with
size.txt: whatever grew by more than 2 % fails, and so does recursion. --update
writes size.txt and the tables of docs/size.md.

A target without its compiler, or with another version of it, is skipped by
name; without any, the whole check is (status 77).
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUDGET = os.path.join(ROOT, "bench/size.txt")
PAGE = os.path.join(ROOT, "docs/size.md")
SECTION = re.compile(r"(<!-- (\w+): begin -->\n).*?(<!-- \2: end -->)", re.S)
GROWTH = 1.02
OPTIONS = ["-std=c11", "-Os", "-ffreestanding", "-fno-pic", "-Iinclude",
           "-fcallgraph-info=su", "-c"]
TARGETS = {
    "x86-64": "x86_64-linux-gnu-",
    "aarch64": "aarch64-linux-gnu-",
    "riscv64": "riscv64-linux-gnu-",
    "armhf": "arm-linux-gnueabihf-",
    "s390x": "s390x-linux-gnu-",
}
# What a user takes together. A file that is in no room fails the check.
ROOMS = {
    "layout": "block build clone construct fault find form layout lists "
              "measure merge nodes place ram storage strings tally bulk "
              "probe seek",
    "index": "index",
    "range": "adjacent range walk",
    "error": "error names text text_write version",
    "saved": "digest saved saved_block saved_body saved_check saved_index saved_levels "
             "saved_lists saved_names saved_numbers saved_word",
    "plan": "bars plan plan_check plan_layout plan_pieces plan_place "
            "plan_queue plan_ram plan_request plan_tell plan_text space "
            "space_columns space_find",
    "audit": "advise audit finding",
    "diff": "diff",
    "print": "debug inspect",
}
# The issue of the targets: docs/size.md.
BASE = ["layout", "range", "error", "index"]

# What a user calls, and so links.
USES = {
    "open a layout, probe it": "layout_open layout_probe_address",
    "load a saved one, probe it": "layout_load layout_probe_address",
    "make one from node sizes, probe it":
        "layout_new_with_numa layout_probe_address",
    "make one, find ranges, tell errors":
        "layout_new_with_numa layout_find error_format",
    "plan one, make it, probe it":
        "plan_make plan_layout layout_probe_address",
}


def room_of(name):
    for room, files in ROOMS.items():
        if name in files.split():
            return room
    sys.exit(f"bench/size.py: src/core/{name}.c is in no room")


def ask(*command):
    return subprocess.run(command, check=True, text=True,
                          capture_output=True).stdout


def sections(prefix, path):
    """Give (code, constants) of an object in bytes."""
    code = constants = 0
    for line in ask(prefix + "size", "-A", path).splitlines():
        words = line.split()
        if len(words) == 3 and words[0].startswith(".text"):
            code += int(words[1])
        elif len(words) == 3 and re.match(r"\.(s?rodata|data\.rel\.ro|srodata)",
                                          words[0]):
            constants += int(words[1])
    return code, constants


class Calls:
    """Who calls whom, and each function's own stack."""

    def __init__(self):
        self.own, self.calls = {}, {}

    def read(self, path):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        for title, label in re.findall(
                r'node: \{ title: "([^"]+)" label: "([^"]+)"', text):
            size = re.search(r"\\n(\d+) bytes \(([\w,]+)", label)
            if size:
                self.own[title] = int(size[1])
                # "Dynamic, bounded": what is pushed for a call.
                if size[2] not in ("static", "dynamic,bounded"):
                    sys.exit(f"{title}: its stack is {size[2]}")
        for source, target in re.findall(
                r'edge: \{ sourcename: "([^"]+)" targetname: "([^"]+)"', text):
            self.calls.setdefault(source, set()).add(target)

    def deepest(self, name, above=()):
        """The chain of calls from @name that takes most: (bytes, names)."""
        if name in above:
            sys.exit("recursion: " + " -> ".join([*above, name]))
        chain = (0, ())
        for called in sorted(self.calls.get(name, ())):
            if called in self.own:
                chain = max(chain, self.deepest(called, (*above, name)))
        return self.own[name] + chain[0], (name, *chain[1])


def plain(title):
    return title.split(":")[-1]


def linked(prefix, folder):
    """Give {use: bytes of code that a linker takes for it}."""
    sources = sorted(glob.glob(os.path.join(ROOT, "src/core/*.c")))
    subprocess.run([prefix + "gcc", *OPTIONS, "-ffunction-sections",
                    "-I" + os.path.join(ROOT, "include"), *sources],
                   cwd=folder, check=True)
    objects = sorted(glob.glob(os.path.join(folder, "*.o")))
    out = os.path.join(folder, "linked")
    found = {}
    for use, functions in USES.items():
        names = ["gpamap_" + name for name in functions.split()]
        ask(prefix + "ld", "-r", "--gc-sections", "-e", names[0], "-o", out,
            *[f"-u{name}" for name in names], *objects)
        found[use] = sections(prefix, out)[0]
    return found


def measure(prefix, folder):
    """Compile for one target; give {number's name: value} and the chain."""
    calls, files = Calls(), {}
    for source in sorted(glob.glob("src/core/*.c", root_dir=ROOT)):
        name = os.path.basename(source)[:-2]
        target = os.path.join(folder, name + ".o")
        subprocess.run([prefix + "gcc", *OPTIONS, source, "-o", target],
                       cwd=ROOT, check=True)
        files[name] = sections(prefix, target)
        calls.read(os.path.join(folder, name + ".ci"))
    chain = max(calls.deepest(name) for name in calls.own)
    frame = max(calls.own, key=calls.own.get)
    numbers = {"code": sum(code for code, _ in files.values()),
               "constants": sum(c for _, c in files.values()),
               "frame": calls.own[frame], "stack": chain[0]}
    for name, (code, _) in files.items():
        room = "code " + room_of(name)
        numbers[room] = numbers.get(room, 0) + code
    numbers["code base"] = sum(numbers["code " + room] for room in BASE)
    for use, code in linked(prefix, folder).items():
        numbers["link " + use] = code
    return {"files": files, "numbers": numbers, "frame": plain(frame),
            "chain": [plain(title) for title in chain[1]]}


def measure_all():
    """Give {target: what was measured}, and (owner of the numbers) in it."""
    found = {}
    for target, prefix in TARGETS.items():
        if shutil.which(prefix + "gcc") is None:
            print(f"skipped: {target}: no {prefix}gcc")
            continue
        with tempfile.TemporaryDirectory() as folder:
            found[target] = measure(prefix, folder)
        found[target]["version"] = ask(prefix + "gcc", "-dumpversion").strip()
    return found


def layout_bytes():
    """Give [(kind of map, bytes a range)]."""
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "bytes")
        sources = sorted(glob.glob("src/core/*.c", root_dir=ROOT))
        subprocess.run(["gcc", "-std=c11", "-O1", "-Iinclude", "-o", program,
                        "bench/bytes.c", *sources], cwd=ROOT, check=True)
        return [line.split("|") for line in ask(program).splitlines()]


def read_budget():
    budget = {}
    with open(BUDGET, encoding="utf-8") as file:
        for line in file:
            words = line.split("#")[0].split()
            if words:
                budget[words[0], " ".join(words[1:-1])] = words[-1]
    return budget


def write_budget(found):
    with open(BUDGET, "w", encoding="utf-8") as file:
        file.write("# SPDX-License-Identifier: MIT\n"
                   "# Bytes of src/core at -Os; written by "
                   "size.py --update.\n")
        for target, measured in found.items():
            file.write(f"{target} gcc {measured['version']}\n")
            for name, value in sorted(measured["numbers"].items()):
                file.write(f"{target} {name} {value}\n")


def check(found):
    """Hold what was measured against the budgets; give the counts."""
    budget, counts = read_budget(), {"passed": 0, "failed": 0, "skipped": 0}
    for target, measured in found.items():
        expected = budget.get((target, "gcc"))
        if expected != measured["version"]:
            print(f"skipped: {target}: gcc {measured['version']}, "
                  f"the budgets are of {expected}")
            counts["skipped"] += 1
            continue
        for name, value in sorted(measured["numbers"].items()):
            limit = int(budget.get((target, name), 0))
            good = value <= limit * GROWTH
            counts["passed" if good else "failed"] += 1
            if not good:
                print(f"FAILED: {target}: {name}: {value} bytes, not {limit}; "
                      "make it smaller, or --update and say why")
    return counts


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |",
             "| --- |" + " ---: |" * (len(head) - 1)]
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def rooms_table(found):
    def row(title, name):
        return [title] + [f"{m['numbers'][name]:,}" for m in found.values()]
    rows = [row(room, "code " + room) for room in ROOMS]
    rows.append(row("**layout, range, error, index**", "code base"))
    rows.append(row("**all code**", "code"))
    rows.append(row("constants", "constants"))
    rows.append(row("largest frame of a function", "frame"))
    rows.append(row("**deepest stack**", "stack"))
    return table(["bytes", *found], rows)


def uses_table(found):
    return table(["bytes of code", *found],
                 [[use] + [f"{m['numbers']['link ' + use]:,}"
                           for m in found.values()] for use in USES])


def files_table(found):
    names = sorted({name for m in found.values() for name in m["files"]})
    rows = []
    for name in names:
        rows.append([f"{name}.c"] + [
            f"{code:,} + {constants:,}" for code, constants in
            (m["files"][name] for m in found.values())])
    return table(["code + constants", *found], rows)


def chains(found):
    return "".join(f"- {target}, {m['numbers']['stack']:,} bytes: "
                   + " → ".join(f"`{name}`" for name in m["chain"]) + "\n"
                   for target, m in found.items())


def write_page(found):
    versions = ", ".join(f"{target} {m['version']}"
                         for target, m in found.items())
    parts = {
        "compilers": f"gcc: {versions}.\n",
        "rooms": rooms_table(found),
        "uses": uses_table(found),
        "files": files_table(found),
        "chains": chains(found),
        "layouts": table(["map", "bytes a range"], layout_bytes()),
    }
    with open(PAGE, encoding="utf-8") as file:
        text = file.read()
    text = SECTION.sub(lambda match: match[1] + parts[match[2]] + match[3],
                       text)
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(text)


def main():
    if sys.argv[1:] not in ([], ["--update"]):
        sys.exit(__doc__)
    found = measure_all()
    if not found:
        sys.exit(77)
    if sys.argv[1:]:
        write_budget(found)
        write_page(found)
        return
    counts = check(found)
    counts["skipped"] += len(TARGETS) - len(found)
    print("{passed} passed, {failed} failed, {skipped} skipped"
          .format(**counts))
    sys.exit(1 if counts["failed"] else 0)


if __name__ == "__main__":
    main()
