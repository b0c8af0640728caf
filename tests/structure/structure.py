# SPDX-License-Identifier: MIT
"""structure.py ROOT VERSION: the house rules that a program can check.

 - Dependencies run one way: cli -> host -> guest -> core.
 - core and guest include no hosted header.
 - Every source file is built, and says its licence in its first two lines.
 - No function is longer than 60 lines, no C file longer than 500.
 - No line of include and src is wider than 80 columns but in the core, which
   has contracts, and where there is a string.
 - The headers' version is the project's; every header is in gpamap.h.
 - What the README and docs link to is there.
 - docs/proofs.md says once of each proven file what is proven.
"""

import os
import re
import sys

LAYERS = ["core", "guest", "host", "cli"]
FREESTANDING = {
    "float.h", "iso646.h", "limits.h", "stdalign.h", "stdarg.h", "stdbool.h",
    "stddef.h", "stdint.h", "stdnoreturn.h",
}
# What single files may include besides: libgpamap-fdt is built on libfdt.
BESIDES = {"libfdt.h": "src/guest/fdt_"}
# Headers of libraries of their own, which gpamap.h leaves out.
APART = {"gpamap/fdt.h"}
LICENSED = (".c", ".h", ".md", ".py", ".sh", ".map", ".scd", ".bash", ".zsh", ".fish")
LICENSED_NAMES = {
    "meson.build", "meson_options.txt", "run", "try", "test", ".gitignore",
    ".editorconfig", ".clang-tidy",
}
LINE_MAX = 80
FUNCTION_MAX = 60
FILE_MAX = 500
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
PROVEN = re.compile(r"`(\w+\.[ch])`")
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def walk(root, *folders):
    for folder in folders:
        for path, names, files in os.walk(os.path.join(root, folder)):
            names.sort()
            for name in sorted(files):
                yield os.path.relpath(os.path.join(path, name), root)


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def c_files(root, *folders):
    return [p for p in walk(root, *folders) if p.endswith((".c", ".h"))]


def layer_of(path):
    parts = path.split(os.sep)
    return LAYERS.index(parts[1]) if parts[0] == "src" else -1


def check_include(root, path, quote, name):
    """Give what is wrong with one #include, or None."""
    layer = layer_of(path)
    if quote == "<":
        if name.startswith("gpamap/"):
            if not os.path.exists(os.path.join(root, "include", name)):
                return f"includes <{name}>, which is not in include/"
        elif layer <= LAYERS.index("guest") and \
                name not in FREESTANDING and \
                not path.startswith(BESIDES.get(name, "\0")):
            return f"includes <{name}>, which is not freestanding"
        return None
    for base in (os.path.dirname(path), "src"):
        target = os.path.normpath(os.path.join(base, name))
        if os.path.exists(os.path.join(root, target)):
            if layer_of(target) > layer:
                return f'includes "{name}": {LAYERS[layer]} may not ' \
                    f"depend on {LAYERS[layer_of(target)]}"
            return None
    return f'includes "{name}", which is nowhere'


def check_dependencies(root):
    for path in c_files(root, "src", "include"):
        for quote, name in INCLUDE.findall(read(root, path)):
            problem = check_include(root, path, quote, name)
            if problem:
                yield f"{path}: {problem}"


def check_built(root):
    for layer in LAYERS:
        folder = os.path.join("src", layer)
        build = os.path.join(folder, "meson.build")
        if not os.path.exists(os.path.join(root, build)):
            yield f"{build}: missing"
            continue
        listed = read(root, build)
        for path in c_files(root, folder):
            name = os.path.relpath(path, folder)
            if path.endswith(".c") and path != "src/host/alloc.c" and \
                    f"'{name}'" not in listed:
                yield f"{path}: not in {build}"


def check_licence(root):
    paths = list(walk(root, "src", "include", "tests", "tools", "fuzz", "bench",
                      "examples", "completions", "docs", ".ci"))
    paths += [n for n in os.listdir(root)
              if os.path.isfile(os.path.join(root, n))]
    for path in paths:
        name = os.path.basename(path)
        if name.endswith(LICENSED) or name in LICENSED_NAMES:
            head = read(root, path).split("\n", 2)[:2]
            if not any("SPDX-License-Identifier: MIT" in h for h in head):
                yield f"{path}: no SPDX line at its head"


def functions(text):
    """Give (line, length) of each function: '{' to '}' in column 0."""
    begin = None
    for number, line in enumerate(text.split("\n"), 1):
        if line == "{":
            begin = number
        elif line == "}" and begin is not None:
            yield begin, number - begin - 1
            begin = None


def check_sizes(root):
    for path in c_files(root, "src", "tests", "fuzz", "bench",
                        "examples"):
        text = read(root, path)
        for line, length in functions(text):
            if length > FUNCTION_MAX:
                yield f"{path}:{line}: function of {length} lines"
        # Contracts are not what makes a file long.
        lines = re.sub(r"/\*@.*?\*/", "", text, flags=re.S).count("\n")
        if path.startswith("src") and lines > FILE_MAX:
            yield f"{path}: {lines} lines"


def check_widths(root):
    for path in c_files(root, "include", "src"):
        if layer_of(path) == LAYERS.index("core"):
            continue
        for number, line in enumerate(read(root, path).splitlines(), 1):
            if len(line.expandtabs(8)) > LINE_MAX and '"' not in line:
                yield f"{path}:{number}: wider than {LINE_MAX} columns"


def check_headers(root, version):
    major, minor, patch = map(int, version.split("."))
    number = major * 1000000 + minor * 1000 + patch
    for words in f'"{version}"\n', f"GPAMAP_VERSION_NUMBER {number}\n":
        if words not in read(root, "include/gpamap/version.h"):
            yield f"include/gpamap/version.h: not {version}"
    everything = read(root, "include/gpamap/gpamap.h")
    for path in walk(root, "include/gpamap"):
        name = os.path.relpath(path, "include")
        if name != "gpamap/gpamap.h" and name not in APART and \
                f"<{name}>" not in everything:
            yield f"{path}: not in gpamap.h"
    if f"## {version}" not in read(root, "CHANGELOG.md"):
        yield f"CHANGELOG.md: nothing on {version}"


def check_links(root):
    pages = [p for p in walk(root, "docs") if p.endswith(".md")]
    for path in pages + ["README.md", "CONTRIBUTING.md"]:
        for link in LINK.findall(read(root, path)):
            target = os.path.join(root, os.path.dirname(path), link)
            if "://" not in link and not os.path.exists(target):
                yield f"{path}: links to {link}, which is nowhere"


def check_proofs(root):
    page = read(root, "docs/proofs.md")
    table = page.split("\n## Function by function\n")[1].split("\n## ")[0]
    told = [name for row in table.splitlines() if row.startswith("| `")
            for name in PROVEN.findall(row.split("|")[1])]
    for row in read(root, "proofs/goals.txt").splitlines():
        name = row.split("\t")[0]
        if not row.startswith("#") and told.count(name) != 1:
            yield f"docs/proofs.md: {told.count(name)} rows say what is " \
                  f"proven of {name}"
    for row in sorted({row for row in page.splitlines()
                       if row.startswith("| `") and page.count(row) > 1}):
        yield f"docs/proofs.md: twice {row}"


def main():
    root, version = sys.argv[1:]
    problems = []
    for check in (check_dependencies, check_built, check_licence,
                  check_sizes, check_widths, check_links, check_proofs):
        problems += check(root)
    problems += check_headers(root, version)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


sys.exit(main())
