# SPDX-License-Identifier: MIT
"""exports.py ROOT LIBRARY [HEADER]: the library exports what headers declare:
HEADER alone, or all but those that have a library of their own.

Nothing less, so every promise is kept; nothing more, so nothing becomes part
of the interface by chance. And gpamap.3 speaks of functions that are there, and of some of every
header, or of the header itself. Where there is a
C++ compiler, a program in C++ asks for all of them by these very names, and
takes the macros that are values without a warning.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

COMMENT = re.compile(r"/\*.*?\*/|^\s*#(?:[^\n]*\\\n)*[^\n]*", re.S | re.M)
NAME = re.compile(r"\b(gpamap_\w+)\s*\(")


APART = {"fdt.h"}


def headers(root):
    paths = glob.glob(os.path.join(root, "include/gpamap/*.h"))
    return {os.path.basename(path) for path in paths}


def declared(root, chosen):
    names = set()
    for header in chosen:
        path = os.path.join(root, "include/gpamap", header)
        with open(path, encoding="utf-8") as file:
            text = COMMENT.sub(" ", file.read())
        for statement in re.split(r"[;{}]", text):
            if "typedef" not in statement:
                names.update(NAME.findall(statement)[:1])
    return names


def exported(library):
    out = subprocess.run(["nm", "-D", "--defined-only", library], check=True,
                         capture_output=True, text=True).stdout
    names = (line.split()[-1].split("@")[0] for line in out.splitlines())
    return {n for n in names if not n.startswith("GPAMAP_")}


def in_manual(root):
    """The functions that gpamap.3 tells of, and the headers."""
    with open(os.path.join(root, "docs/man/gpamap.3.scd"),
              encoding="utf-8") as file:
        text = file.read()
    return (set(re.findall(r"\*(gpamap_\w+)\*\(", text)),
            set(re.findall(r"<gpamap/(\w+\.h)>", text)))


def untold(root):
    """The headers whose functions gpamap.3 passes over."""
    functions, told = in_manual(root)
    return {header for header in headers(root) - told
            if declared(root, [header]) and
            not declared(root, [header]) & functions}


VALUES = """
#include <gpamap/gpamap.h>
uint64_t words[GPAMAP_LAYOUT_WORDS(1, 2)];
gpamap_storage storage = GPAMAP_STORAGE(words);
gpamap_range range = GPAMAP_RANGE_EMPTY;
"""


def warned_in_cplusplus(root):
    """What the compiler has to say of values in C++."""
    return subprocess.run(["c++", "-std=c++11", "-Wall", "-Wextra",
                           "-Wpedantic", "-fsyntax-only", "-x", "c++",
                           "-I", os.path.join(root, "include"), "-"],
                          input=VALUES, text=True,
                          capture_output=True).stderr


def asked_in_cplusplus(root, chosen, names):
    """What the linker is asked for by a C++ program that uses all @names."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "all.o")
        source = [f"#include <gpamap/{header}>" for header in sorted(chosen)]
        source += ["extern void *all[];", "void *all[] = {"]
        source += [f"(void *){name}," for name in sorted(names)] + ["};"]
        subprocess.run(["c++", "-std=c++17", "-x", "c++", "-c", "-o", path,
                        "-I", os.path.join(root, "include"), "-"],
                       input="\n".join(source), text=True, check=True)
        out = subprocess.run(["nm", "--undefined-only", path], check=True,
                             capture_output=True, text=True).stdout
    return {line.split()[-1] for line in out.splitlines()}


def main():
    root, library, *chosen = sys.argv[1:]
    promised = declared(root, chosen or headers(root) - APART)
    given = exported(library)
    for name in sorted(promised - given):
        print(f"{name}: declared, not in the library")
    for name in sorted(given - promised):
        print(f"{name}: in the library, not declared")
    unknown = in_manual(root)[0] - declared(root, headers(root))
    for name in sorted(unknown):
        print(f"{name}: in gpamap.3, not declared")
    for header in sorted(untold(root)):
        print(f"{header}: gpamap.3 tells of none of its functions")
    mangled, warned = set(), ""
    if shutil.which("c++"):
        warned = warned_in_cplusplus(root)
        print(warned, end="")
        mangled = promised - asked_in_cplusplus(
            root, chosen or headers(root) - APART, promised)
    for name in sorted(mangled):
        print(f"{name}: another name in C++, as extern \"C\" is missing")
    print(f"{len(promised & given)} functions")
    return 1 if promised != given or unknown or mangled or \
        warned or untold(root) else 0


sys.exit(main())
