#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""targets.py [--long] [--work DIR] [TARGET...]: all tests on other machines.

Builds the library and its unit, plan, guest and oracle tests for each target,
with cmocka from Debian's sources, and runs them, foreign ones under QEMU's user
mode. What tests/oracle/digests prints must be the same everywhere.

Without --long: gcc -O2 (clang -O2 for x86-64). With it: gcc and clang, -O0 to
-O3. The last lines are the table of docs/portability.md. What is not installed
is skipped by name; --all makes that a failure.
"""

import argparse
import glob
import json
import os
import shutil
import subprocess
import sys

# name: triple, meson's cpu family, its byte order, emulator, options of gcc
TARGETS = {
    "x86-64": ("x86_64-linux-gnu", "x86_64", "little", "", []),
    "musl": ("x86_64-linux-musl", "x86_64", "little", "", []),
    "i386": ("i386-linux-gnu", "x86", "little", "", ["-m32"]),
    "armhf": ("arm-linux-gnueabihf", "arm", "little", "qemu-arm-static", []),
    "aarch64": ("aarch64-linux-gnu", "aarch64", "little",
                "qemu-aarch64-static", []),
    "riscv64": ("riscv64-linux-gnu", "riscv64", "little",
                "qemu-riscv64-static", []),
    "s390x": ("s390x-linux-gnu", "s390x", "big", "qemu-s390x-static", []),
    "ppc64": ("powerpc64-linux-gnu", "ppc64", "big", "qemu-ppc64-static", []),
}
SUITES = ("unit", "plan", "guest", "oracle")
# These measure time, or are scripts that run what was built as it is.
LEFT_OUT = {"plan_growth", "iasl", "dtc"}
SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Missing(Exception):
    """A tool or library of a target is not there."""


def run(words, log, **options):
    """Run a command; its output goes to a log, and to the user if it fails."""
    with open(log, "w", encoding="utf-8") as file:
        done = subprocess.run(words, check=False, stdout=file,
                              stderr=subprocess.STDOUT,
                              stdin=subprocess.DEVNULL, **options)
    if done.returncode != 0:
        with open(log, encoding="utf-8", errors="replace") as file:
            print("".join(file.readlines()[-40:]))
        raise subprocess.CalledProcessError(done.returncode, words)


def fetch_cmocka(work):
    """Unpack cmocka's sources: with apt, from where packages come, too."""
    folder = os.path.join(work, "cmocka")
    if os.path.isdir(folder):
        return folder
    parts = os.path.join(work, "sources")
    lists = os.path.join(work, "lists")
    os.makedirs(parts, exist_ok=True)
    os.makedirs(os.path.join(lists, "partial"), exist_ok=True)
    for path in (glob.glob("/etc/apt/sources.list") +
                 glob.glob("/etc/apt/sources.list.d/*.sources") +
                 glob.glob("/etc/apt/sources.list.d/*.list")):
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
        lines = ["deb-src " + line[4:] if line.startswith("deb ") else
                 "Types: deb-src" if line.startswith("Types:") else line
                 for line in lines]
        with open(os.path.join(parts, os.path.basename(path)), "w",
                  encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    options = ["-qq", "-o", "Dir::Etc::sourcelist=/dev/null",
               "-o", "Dir::Etc::sourceparts=" + parts,
               "-o", "Dir::State::lists=" + lists]
    log = os.path.join(work, "cmocka.log")
    run(["apt-get", *options, "update"], log)
    run(["apt-get", *options, "source", "--download-only", "cmocka"], log,
        cwd=work)
    run(["dpkg-source", "-x", *glob.glob(os.path.join(work, "cmocka_*.dsc")),
         folder], log)
    return folder


def compilers(target):
    """The command lines of gcc and clang for a target."""
    triple, _, _, _, options = TARGETS[target]
    if target == "musl":
        return {"gcc": ["musl-gcc"]}
    if target in ("x86-64", "i386"):
        return {"gcc": ["gcc", *options], "clang": ["clang", *options]}
    return {"gcc": [triple + "-gcc"],
            "clang": ["clang", "--target=" + triple,
                      f"-I/usr/{triple}/include"]}


def check_tools(target, compiler, work):
    """Say what is missing to build and run a program."""
    emulator = TARGETS[target][3]
    for tool in filter(None, (compiler[0], emulator)):
        if shutil.which(tool) is None:
            raise Missing(tool)
    program = os.path.join(work, "none")
    built = subprocess.run([*compiler, "-static", "-x", "c", "-o", program,
                            "-"], check=False, input=b"int main(void){}\n",
                           stderr=subprocess.PIPE)
    if built.returncode != 0:
        raise Missing(" ".join(compiler) + ", or its C library")


def build_cmocka(target, compiler, source, work):
    """Build cmocka for a target, with a file for pkg-config."""
    prefix = os.path.join(work, "cmocka-" + target)
    if os.path.isfile(os.path.join(prefix, "cmocka.pc")):
        return prefix
    os.makedirs(prefix, exist_ok=True)
    for header in glob.glob(os.path.join(source, "include", "*.h")):
        shutil.copy(header, prefix)
    defines = ["HAVE_" + name for name in (
        "ASSERT_H", "INTTYPES_H", "MALLOC_H", "SIGNAL_H", "SETJMP_H",
        "STRINGS_H", "STDINT_H", "UNISTD_H", "CLOCK_GETTIME_REALTIME",
        "STRUCT_TIMESPEC", "GCC_THREAD_LOCAL_STORAGE", "STRSIGNAL")]
    with open(os.path.join(prefix, "config.h"), "w", encoding="utf-8") as file:
        file.write("".join(f"#define {name} 1\n" for name in defines))
    objects = os.path.join(prefix, "cmocka.o")
    run([*compiler, "-O2", "-DHAVE_CONFIG_H", "-I" + prefix, "-c", "-o",
         objects, os.path.join(source, "src", "cmocka.c")],
        os.path.join(work, "cmocka.log"))
    run(["ar", "rcs", os.path.join(prefix, "libcmocka.a"), objects],
        os.path.join(work, "cmocka.log"))
    with open(os.path.join(prefix, "cmocka.pc"), "w",
              encoding="utf-8") as file:
        file.write("Name: cmocka\nDescription: tests\nVersion: 1.1.5\n"
                   f"Libs: -L{prefix} -lcmocka\nCflags: -isystem {prefix}\n")
    return prefix


def write_cross_file(target, compiler, path):
    """What meson must know of a target."""
    triple, family, order, emulator, _ = TARGETS[target]
    words = ", ".join(f"'{word}'" for word in compiler)
    wrapper = f"exe_wrapper = '{emulator}'\n" if emulator else ""
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"[binaries]\nc = [{words}]\nar = 'ar'\n"
                   f"strip = 'strip'\npkgconfig = 'pkg-config'\n{wrapper}"
                   "[built-in options]\nc_link_args = ['-static']\n"
                   "[properties]\nneeds_exe_wrapper = "
                   f"{'true' if emulator else 'false'}\n"
                   "[host_machine]\nsystem = 'linux'\n"
                   f"cpu_family = '{family}'\ncpu = '{triple}'\n"
                   f"endian = '{order}'\n")


def chosen_tests(build):
    """Names and programs of the tests to be run."""
    listed = subprocess.run(["meson", "introspect", "--tests", build],
                            check=True, capture_output=True, text=True)
    return {test["name"]: os.path.relpath(test["cmd"][0], build)
            for test in json.loads(listed.stdout)
            if any(suite.split(":")[-1] in SUITES for suite in test["suite"])
            and test["name"] not in LEFT_OUT}


def build_and_test(target, name, compiler, level, options):
    """Run all tests of one row; give how many passed, and the digests."""
    build = os.path.join(options.work, f"{target}-{name}-O{level}")
    log = build + ".log"
    prefix = build_cmocka(target, compilers(target)["gcc"],
                          options.cmocka, options.work)
    cross = build + ".ini"
    write_cross_file(target, compiler, cross)
    environment = dict(os.environ, PKG_CONFIG_LIBDIR=prefix)
    shutil.rmtree(build, ignore_errors=True)
    run(["meson", "setup", "--cross-file", cross, f"-Doptimization={level}",
         "-Ddebug=false", "-Dwerror=true", "-Dcommand=false",
         "-Dfdt=disabled", "-Dman=disabled", "-Dtests=enabled",
         "-Ddefault_library=static", build, SOURCE], log, env=environment)
    tests = chosen_tests(build)
    run(["ninja", "-C", build, *sorted(set(tests.values()))], log,
        env=environment)
    run(["meson", "test", "-C", build, "--no-rebuild",
         "--timeout-multiplier", "20", *tests], log)
    words = [os.path.join(build, "tests", "oracle", "digests")]
    if TARGETS[target][3]:
        words.insert(0, TARGETS[target][3])
    digests = subprocess.run(words, check=True, capture_output=True, text=True)
    shutil.rmtree(build)
    return len(tests), digests.stdout.strip()


def rows(options):
    """Each target with compilers and levels."""
    for target in options.targets or TARGETS:
        for name, compiler in compilers(target).items():
            quick = name == ("clang" if target == "x86-64" else "gcc")
            for level in "0123" if options.long else "2":
                if options.long or quick:
                    yield target, name, compiler, level


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--work", default="build-targets")
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    options = parser.parse_args()
    options.work = os.path.abspath(options.work)
    os.makedirs(options.work, exist_ok=True)
    options.cmocka = fetch_cmocka(options.work)
    table = []
    failed = skipped = 0
    for target, name, compiler, level in rows(options):
        title = f"{target} {name} -O{level}"
        try:
            check_tools(target, compiler, options.work)
            count, digests = build_and_test(target, name, compiler, level,
                                            options)
        except Missing as missing:
            print(f"skipped: {title}: missing: {missing}", flush=True)
            skipped += 1
            continue
        except subprocess.CalledProcessError as error:
            print(f"FAILED: {title}: {' '.join(error.cmd[:5])}", flush=True)
            failed += 1
            continue
        print(f"ok: {title}: {count} tests", flush=True)
        table.append((target, name, level, count, digests))
    if len({row[4] for row in table}) > 1:
        print("FAILED: digests differ")
        failed += 1
    print("\n| target | compiler | level | tests | digests and blocks |")
    print("| --- | --- | --- | --- | --- |")
    for target, name, level, count, digests in table:
        print(f"| {target} | {name} | -O{level} | {count} | {digests} |")
    print(f"\n{len(table)} passed, {failed} failed, {skipped} skipped")
    sys.exit(1 if failed or not table or (options.all and skipped) else 0)


if __name__ == "__main__":
    main()
