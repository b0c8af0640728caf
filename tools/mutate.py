#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""mutate.py [--sample N] [--seed S] [--work DIR] [--again REPORT]
          [--sanitize] [FILE...]

Can the tests fail?

Changes the library in one small place at a time, and runs the tests that ought
to see it, until one does. A change that none sees survives: either a test is
missing, or the change is equal to the original. Those that are known to be equal
are in tools/mutants.equal, each with its reason.

Places are found in clang's syntax tree: relational, arithmetic, logical and bit
operators, numbers, conditions, and statements that can be left out. Only the
changed file is compiled again, or what includes it, and one shared library
linked. Changes that come to the same code are tried once, and only with tests
that call the function. With --sanitize, what survives and is not listed is tried
again with the address and the undefined behaviour sanitizer, without the
oracles.

FILEs are sources and headers in src/core and src/guest; without any, all of
them, where a header that defines no function has no changes. Files in
src/host are tried where they are named, with the C tests that link them.
--sample takes so many changes by chance, as the seed says; it is printed.
--again takes those that survived in an earlier run, whose output it reads.
"""

import argparse
import functools
import glob
import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EQUAL = os.path.join(SOURCE, "tools", "mutants.equal")
CFLAGS = ["-std=c11", "-O1", "-w", "-fPIC", "-Iinclude", "-DGPAMAP_HAVE_FDT"]
SANITIZE = ["-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
OPERATORS = {
    "<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"),
    "==": ("!=",), "!=": ("==",), "&&": ("||",), "||": ("&&",),
    "+": ("-",), "-": ("+",), "*": ("+",), "/": ("*",), "%": ("/",),
    "&": ("|",), "|": ("&",), "^": ("|",), "<<": (">>",), ">>": ("<<",),
    "+=": ("-=",), "-=": ("+=",), "|=": ("&=",), "&=": ("|=",),
    "*=": ("/=",), "/=": ("*=",), "^=": ("|=",), "<<=": (">>=",),
    ">>=": ("<<=",),
}
# Statements that can be left out.
LOOSE = {"CallExpr", "CompoundAssignOperator", "BreakStmt", "ContinueStmt"}
# A test that takes longer than this many times its usual time never ends. It is
# the processor's time, so that a busy machine kills nothing.
PATIENCE = 10
# No test needs as much memory, in bytes.
MEMORY = 8 << 30


@functools.cache
def files_of(source):
    """A source and the headers that the compiler reads for it."""
    told = subprocess.run(["gcc", *CFLAGS, "-MM", source], check=True,
                          capture_output=True, text=True, cwd=SOURCE).stdout
    return {os.path.normpath(name)
            for name in told.split(":", 1)[1].replace("\\\n", " ").split()}


def units_of(path, sources):
    """The sources that are other code where a file is: itself, or those that
    include a header, the ones beside it first."""
    if not path.endswith(".h"):
        return [path]
    folder = os.path.dirname(path)
    return sorted((source for source in sources if path in files_of(source)),
                  key=lambda source: (os.path.dirname(source) != folder,
                                      source))


def tell_files(node, last):
    """Clang tells a file only where it is another than the last: tell all."""
    for part in node.values() if isinstance(node, dict) else node:
        if isinstance(part, (dict, list)):
            last = tell_files(part, last)
    if isinstance(node, dict) and "offset" in node:
        last = node.setdefault("file", last)
        node["file"] = os.path.normpath(last)
    return last


class Mutant:
    """One change: the bytes from begin to end become another text."""

    def __init__(self, path, function, begin, end, text, source):
        line_begin = source.rfind("\n", 0, begin) + 1
        line_end = source.find("\n", begin)
        self.path = path
        self.function = function
        self.begin, self.end, self.text = begin, end, text
        self.number = source.count("\n", 0, begin) + 1
        self.line = " ".join(source[line_begin:line_end].split())
        old = " ".join(source[begin:end].split())
        nth = source.count(source[begin:end], line_begin, begin) + 1
        self.change = f"{old} -> {text or 'nothing'} #{nth}"

    def key(self):
        """What names it for good: no numbers of lines."""
        return self.path, self.function, self.line, self.change


class Finder:
    """Finds the places of one file, in a source that has it."""

    def __init__(self, path, unit):
        self.path = path
        with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
            self.source = file.read()
        if not self.source.isascii():
            sys.exit(f"mutate.py: {path}: offsets count bytes: ASCII only")
        done = subprocess.run(
            ["clang-14", "-fsyntax-only", *CFLAGS,
             "-Xclang", "-ast-dump=json", unit], check=True,
            capture_output=True, cwd=SOURCE)
        self.tree = json.loads(done.stdout)
        tell_files(self.tree, "")
        self.function = ""
        self.found = []

    def span(self, node):
        """Offsets of a node where it is written; None: not in this file."""
        ends = []
        for side in ("begin", "end"):
            place = node.get("range", {}).get(side, {})
            macro = "expansionLoc" in place
            place = place.get("expansionLoc", place)
            if place.get("file") != self.path:
                return None
            offset = place["offset"]
            if side == "end":
                offset += place["tokLen"]
                if macro:
                    offset = self.behind_call(offset)
            ends.append(offset)
        return tuple(ends) if ends[0] < ends[1] <= len(self.source) else None

    def behind_call(self, offset):
        """Behind the arguments of a macro, if it has any."""
        if self.source[offset:offset + 1] != "(":
            return offset
        depth = 0
        for at in range(offset, len(self.source)):
            depth += {"(": 1, ")": -1}.get(self.source[at], 0)
            if depth == 0:
                return at + 1
        return offset

    def add(self, begin, end, text):
        self.found.append(Mutant(self.path, self.function, begin, end, text,
                                 self.source))

    def operator(self, node):
        """Exchange the operator between the two sides."""
        sides = [self.span(part) for part in node["inner"]]
        if None in sides or node["opcode"] not in OPERATORS:
            return
        between = self.source[sides[0][1]:sides[1][0]]
        at = between.find(node["opcode"])
        if at < 0 or between.replace(node["opcode"], "", 1).strip(" \t\n()"):
            return
        begin = sides[0][1] + at
        for text in OPERATORS[node["opcode"]]:
            self.add(begin, begin + len(node["opcode"]), text)

    def number(self, node):
        """A number becomes its neighbours."""
        span = self.span(node)
        if span is None or "expansionLoc" in node["range"]["begin"]:
            return
        value = int(node["value"])
        suffix = self.source[span[0]:span[1]].lstrip("0123456789xXabcdefABCDEF")
        for other in {value + 1, max(value - 1, 0)} - {value}:
            self.add(*span, f"{other}{suffix}")

    def condition(self, node, values):
        span = self.span(node)
        if span is not None:
            for value in values:
                self.add(*span, value)

    def statements(self, node):
        """Leave out each statement that can be."""
        for part in node.get("inner", []):
            loose = part["kind"] in LOOSE or (
                part["kind"] == "BinaryOperator" and part["opcode"] == "=") or (
                part["kind"] == "UnaryOperator" and
                part["opcode"] in ("++", "--"))
            span = self.span(part) if loose else None
            if span is not None:
                self.add(*span, "")

    def visit(self, node):
        kind = node.get("kind")
        inner = [part for part in node.get("inner", []) if part.get("kind")]
        if kind in ("BinaryOperator", "CompoundAssignOperator"):
            self.operator(node)
        elif kind == "IntegerLiteral":
            self.number(node)
        elif kind in ("IfStmt", "ConditionalOperator"):
            self.condition(inner[0], ("0", "1"))
        elif kind == "WhileStmt":
            self.condition(inner[0], ("0",))
        elif kind == "UnaryOperator" and node["opcode"] in ("!", "-", "~"):
            span = self.span(node)
            if span and self.source[span[0]] == node["opcode"]:
                self.add(span[0], span[0] + 1, "")
        elif kind == "CompoundStmt":
            self.statements(node)
        if kind in ("IfStmt", "ForStmt", "WhileStmt"):
            self.statements({"inner": inner[1:]})
        for part in inner:
            self.visit(part)

    def find(self):
        """All changes of this file, in its order."""
        for node in self.tree["inner"]:
            place = node.get("loc", {})
            place = place.get("expansionLoc", place)
            here = place.get("file") == self.path
            if here and node["kind"] == "FunctionDecl" and any(
                    part["kind"] == "CompoundStmt"
                    for part in node.get("inner", [])):
                self.function = node["name"]
                self.visit(node)
        seen = set()
        unique = []
        for mutant in sorted(self.found, key=lambda m: (m.begin, m.end,
                                                        m.text)):
            place = (mutant.begin, mutant.end, mutant.text)
            if place not in seen:
                seen.add(place)
                unique.append(mutant)
        return unique


def own_sources(folder, suffix="c"):
    """Sources in a folder of the library, from the root of the tree."""
    return {os.path.relpath(path, SOURCE)
            for path in glob.glob(f"{SOURCE}/src/{folder}/*.{suffix}")}


def changes_of(path):
    """All changes of a file; none of a header that nobody includes."""
    units = units_of(path, own_sources("core") | own_sources("guest") |
                     own_sources("host"))
    return Finder(path, units[0]).find() if units else []


class Tests:
    """The tests as programs on a shared library, and how long they take."""

    def __init__(self, work, hosted, extra=()):
        self.work = work
        self.extra = list(extra)
        self.flags = CFLAGS + self.extra
        os.makedirs(work)
        self.library = os.path.join(work, "libgpamap.so")
        self.hosted = hosted
        self.libraries = ["-lfdt", "-lyaml"] if hosted else ["-lfdt"]
        self.sources = sorted(
            own_sources("core") | own_sources("guest")
            | (own_sources("host") if hosted else {"src/host/alloc.c"}))
        self.objects = {path: os.path.join(work, path.replace("/", "-")[:-2]
                                           + ".o") for path in self.sources}
        self.programs = {}
        self.limits = {}
        self.kills = {}
        self.tried = {}
        self.rests = {}
        self.calls = {}
        self.lock = threading.Lock()

    def each(self, words):
        with ThreadPoolExecutor(2) as pool:
            for fault in pool.map(lambda row: subprocess.run(
                    row, check=False, cwd=SOURCE,
                    capture_output=True).stderr, words):
                if fault:
                    sys.exit(fault.decode())

    def build(self):
        self.each([["gcc", *self.flags, "-c", path, "-o", target]
                   for path, target in self.objects.items()])
        self.link(self.library, self.objects.values())
        if self.hosted:
            self.build_suites({
                "host": glob.glob(SOURCE + "/tests/host/support.c"),
                "agree": [],
            })
            return
        helpers = {
            "unit": glob.glob(SOURCE + "/tests/unit/map_*.c"),
            "plan": glob.glob(SOURCE + "/tests/plan/plan_*.c"),
            "guest": [SOURCE + f"/tests/guest/{name}.c" for name in
                      ("acpi_support", "table_check", "fdt_support",
                       "fdt_words")],
        }
        helpers["plan"] += helpers["unit"]
        helpers["guest"] += helpers["unit"]
        self.build_suites(helpers)
        self.build_oracles()

    def build_suites(self, helpers):
        """Build the tests of some folders, with what they share."""
        # Archives, so that each test takes what it uses.
        for suite, paths in helpers.items():
            objects = [os.path.join(self.work, f"{suite}-"
                                    + os.path.basename(path)[:-1] + "o")
                       for path in paths]
            self.each([["gcc", *self.flags, "-Itests/unit", "-c", path, "-o",
                        target]
                       for path, target in zip(paths, objects)])
            subprocess.run(["ar", "rcs", self.archive(suite), *objects],
                           check=True)
            for path in sorted(glob.glob(SOURCE +
                                         f"/tests/{suite}/test_*.c")):
                name = suite + "/" + os.path.basename(path)[5:-2]
                self.programs[name] = [self.program(name, [path], suite)]

    def build_oracles(self):
        oracle = glob.glob(SOURCE + "/tests/oracle/*.c")
        for name, words, parts in (
                ("exhaustive", ["--emulated"], ("exhaustive", "trial", "model")),
                ("random", ["--seed", "1", "--count", "60"],
                 ("random", "world")),
                ("ranges", [], ("ranges",))):
            paths = [path for path in oracle
                     if os.path.basename(path).startswith(parts)]
            name = "oracle/" + name
            self.programs[name] = [self.program(name, paths, None), *words]
        models = [path for path in glob.glob(SOURCE + "/tests/plan/oracle/*.c")
                  if not path.endswith(("exhaustive.c", "random.c"))]
        for name, words in (("exhaustive", ["--emulated"]),
                            ("random", ["--seed", "1", "--plans", "100"])):
            path = SOURCE + f"/tests/plan/oracle/{name}.c"
            name = "plan-oracle/" + name
            self.programs[name] = [self.program(name, [path, *models], None),
                                   *words]

    def archive(self, suite):
        return os.path.join(self.work, f"lib{suite}.a")

    def program(self, name, paths, suite):
        target = os.path.join(self.work, name.replace("/", "-"))
        libraries = [self.archive(suite), "-lcmocka"] if suite else []
        subprocess.run(["gcc", *self.flags, "-Itests/unit", *paths, "-o",
                        target, *libraries, "-L" + self.work, "-lgpamap",
                        *self.libraries], check=True, cwd=SOURCE)
        return target

    def link(self, target, objects):
        subprocess.run(["gcc", *self.extra, "-shared", "-o", target, *objects,
                        *self.libraries], check=True)

    def rest(self, path, units):
        """All objects but those that are other code where a file is, as one."""
        with self.lock:
            if path not in self.rests:
                target = os.path.join(self.work, "rest-"
                                      + path.replace("/", "-") + ".o")
                subprocess.run(["ld", "-r", "-o", target,
                                *(made for other, made in self.objects.items()
                                  if other not in units)], check=True)
                self.rests[path] = target
            return self.rests[path]

    def run(self, name, folder, limit):
        """Say whether a test passes with the library in a folder."""
        environment = dict(os.environ, LD_LIBRARY_PATH=folder,
                           ASAN_OPTIONS="detect_leaks=0")
        with subprocess.Popen(self.programs[name], stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, cwd=folder,
                              stderr=subprocess.DEVNULL,
                              env=environment) as child:
            try:
                resource.prlimit(child.pid, resource.RLIMIT_CPU,
                                 (limit, limit))
                if not self.extra:
                    resource.prlimit(child.pid, resource.RLIMIT_AS,
                                     (MEMORY, MEMORY))
            except ProcessLookupError:
                pass
            try:
                return child.wait(60 * limit) == 0
            except subprocess.TimeoutExpired:
                child.kill()
                return False

    def measure(self):
        """Run all tests unchanged; they must pass."""
        for name in self.programs:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            if not self.run(name, self.work, 600):
                sys.exit(f"mutate.py: {name} fails without a change")
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            self.limits[name] = (after.ru_utime - before.ru_utime +
                                 after.ru_stime - before.ru_stime)

    def order(self, mutant):
        """The likeliest and fastest first."""
        path = mutant.path
        base = os.path.basename(path)[:-2]
        near = self.kills.setdefault((path, mutant.function), {})
        kills = self.kills.setdefault(path, {})

        def rank(name):
            alike = os.path.commonprefix([name.split("/")[1], base])
            return (-near.get(name, 0), -kills.get(name, 0), -len(alike),
                    self.limits[name])
        return sorted((name for name in self.programs
                       if self.reaches(name, mutant)), key=rank)

    def note_calls(self):
        """Learn which functions each test calls, by gcov."""
        for name in self.programs:
            self.run(name, self.work, 600)
            told = subprocess.run(
                ["gcov", "-t", "-j", *glob.glob(self.work + "/src-*.gcda")],
                check=True, capture_output=True, cwd=SOURCE).stdout
            for line in told.splitlines():
                for file in json.loads(line)["files"]:
                    for function in file["functions"]:
                        if function["execution_count"]:
                            self.calls.setdefault(name, set()).add(
                                (file["file"], function["name"]))
            for path in glob.glob(self.work + "/*.gcda"):
                os.remove(path)
        return self.calls

    def reaches(self, name, mutant):
        """Say whether a test calls the function; sanitized, no oracles."""
        if self.extra and "oracle" in name:
            return False
        return (mutant.path, mutant.function) in self.calls.get(name, ())

    def compile(self, mutant, units, folder):
        """Compile a change's sources in a folder; None: it is no program."""
        with open(os.path.join(SOURCE, mutant.path), encoding="utf-8") as file:
            source = file.read()
        for part in ("core", "guest", "host"):
            shutil.copytree(os.path.join(SOURCE, "src", part),
                            os.path.join(folder, "src", part))
        with open(os.path.join(folder, mutant.path), "w",
                  encoding="utf-8") as file:
            file.write(source[:mutant.begin] + mutant.text +
                       source[mutant.end:])
        made = []
        for unit in units:
            made.append(os.path.join(folder, unit.replace("/", "-") + ".o"))
            if subprocess.run(["gcc", *self.flags, "-c",
                               os.path.join(folder, unit), "-o", made[-1]],
                              check=False, cwd=SOURCE,
                              stderr=subprocess.DEVNULL).returncode != 0:
                return None
        return made

    def try_one(self, mutant):
        """Give the test that sees a change; "" for none, None: no program."""
        units = units_of(mutant.path, self.sources)
        with tempfile.TemporaryDirectory(dir=self.work) as folder:
            made = self.compile(mutant, units, folder)
            if made is None:
                return None
            code = tuple(self.code(path, folder) for path in made)
            # The compiler made the same of it: nobody can tell.
            if not self.extra and code == tuple(
                    self.code(self.objects[unit], folder) for unit in units):
                return None
            if code not in self.tried:
                self.link(os.path.join(folder, "libgpamap.so"),
                          [*made, self.rest(mutant.path, units)])
                self.tried[code] = self.try_tests(mutant, folder)
        return self.tried[code]

    def try_tests(self, mutant, folder):
        """Give the first test that fails with the library in a folder."""
        for name in self.order(mutant):
            limit = 2 + int(PATIENCE * self.limits[name])
            if not self.run(name, folder, limit):
                for place in (mutant.path, (mutant.path, mutant.function)):
                    kills = self.kills[place]
                    kills[name] = kills.get(name, 0) + 1
                return name
        return ""

    def code(self, path, folder):
        """What tells objects with other code or data apart: the names of what
        is called count too."""
        handle, bare = tempfile.mkstemp(dir=folder)
        os.close(handle)
        subprocess.run(["objcopy", "-R", ".comment", path, bare], check=True)
        with open(bare, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()


class Judges:
    """The tests as they are, and those with sanitizers."""

    def __init__(self, work, hosted, sanitize):
        self.equal = read_equal()
        # Of a function that is inlined early, gcov has no calls to tell.
        reach = Tests(os.path.join(work, "reach"), hosted,
                      ["--coverage", "-fno-inline"])
        reach.build()
        calls = reach.note_calls()
        self.plain = Tests(os.path.join(work, "plain"), hosted)
        self.all = [self.plain]
        if sanitize:
            self.all.append(Tests(os.path.join(work, "strict"), hosted,
                                  SANITIZE))
        for tests in self.all:
            tests.calls = calls
            tests.build()
            tests.measure()

    def try_one(self, mutant):
        for tests in self.all:
            name = tests.try_one(mutant)
            if name != "" or mutant.key() in self.equal:
                break
        return name


def read_equal():
    """Keys of the changes that are known to be equal, with their reasons."""
    rows = {}
    with open(EQUAL, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                fields = line.rstrip("\n").split("\t")
                rows[tuple(fields[:4])] = fields[4]
    return rows


def check_equal(files, mutants):
    """Each change that is known to be equal must be one that is made."""
    made = {mutant.key() for mutant in mutants}
    stale = [key for key in read_equal() if key[0] in files
             and key not in made]
    for key in stale:
        print("no such change: " + "\t".join(key))
    if stale:
        sys.exit(f"mutate.py: {EQUAL}: {len(stale)} rows are stale")


def read_survivors(path):
    """Keys of what survived, of the output of an earlier run."""
    with open(path, encoding="utf-8") as file:
        return {tuple(line.rstrip("\n").split(": ", 2)[2].split("\t"))
                for line in file if line.startswith("    survived: ")}


def report(path, results, equal):
    """One row of the table; give the survivors."""
    killed = [row for row in results if row[1]]
    alive = [mutant for mutant, name in results if name == ""]
    known = [mutant for mutant in alive if mutant.key() in equal]
    rest = [mutant for mutant in alive if mutant.key() not in equal]
    tried = len(killed) + len(rest)
    share = 100.0 * len(killed) / tried if tried else 100.0
    print(f"| {path} | {len(killed) + len(alive)} | {len(killed)} | "
          f"{len(known)} | {len(rest)} | {share:.1f} % |", flush=True)
    for mutant in rest:
        print(f"    survived: {mutant.path}:{mutant.number}: "
              + "\t".join(mutant.key()), flush=True)
    return len(killed), tried


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=time.time_ns())
    parser.add_argument("--floor", type=float, default=95.0)
    parser.add_argument("--sanitize", action="store_true")
    parser.add_argument("--again", metavar="REPORT")
    parser.add_argument("--work", default="build-mutants")
    parser.add_argument("files", nargs="*", metavar="FILE")
    options = parser.parse_args()
    work = os.path.abspath(options.work)
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    os.chdir(SOURCE)
    hosted = [path for path in options.files if path.startswith("src/host/")]
    if hosted and hosted != options.files:
        sys.exit("mutate.py: name files in src/host by themselves")
    tests = Judges(work, bool(hosted), options.sanitize)
    files = options.files or sorted(
        path for folder in ("core", "guest") for suffix in ("c", "h")
        for path in own_sources(folder, suffix))
    mutants = [mutant for path in files for mutant in changes_of(path)]
    check_equal(files, mutants)
    if options.again:
        again = read_survivors(options.again)
        mutants = [mutant for mutant in mutants if mutant.key() in again]
    print(f"{len(mutants)} changes in {len(files)} files")
    if 0 < options.sample < len(mutants):
        print(f"a sample of {options.sample}, seed {options.seed}")
        mutants = random.Random(options.seed).sample(mutants, options.sample)
    print("| file | changes | seen | equal | survived | seen of unequal |")
    print("| --- | --- | --- | --- | --- | --- |", flush=True)
    sums = [0, 0]
    with ThreadPoolExecutor(2) as pool:
        for path in files:
            own = [mutant for mutant in mutants if mutant.path == path]
            results = list(zip(own, pool.map(tests.try_one, own)))
            if own:
                for at, number in enumerate(report(path, results,
                                                    tests.equal)):
                    sums[at] += number
    share = 100.0 * sums[0] / sums[1] if sums[1] else 0.0
    print(f"{sums[0]} of {sums[1]} unequal changes seen: {share:.1f} %")
    sys.exit(0 if share >= options.floor else 1)


if __name__ == "__main__":
    main()
