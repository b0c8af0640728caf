# SPDX-License-Identifier: MIT
"""bare_metal.py KERNEL GPAMAP [WORD...]: boot examples/bare-metal in QEMU.

On each of MACHINES, or those whose line contains all the WORDs, under software
emulation. What the kernel prints on the serial port is held against the RAM
that QEMU says it has:

 - what the kernel takes for RAM is RAM;
 - all RAM is RAM to the kernel, or told to be something else, but for the
   384 KiB below 1 MiB that a PC hides;
 - firmware keeps no more than KEPT of it, of which EBDA is cut off by the byte
   and not by the page, and RAM above 4 GiB is there whole;
 - the sums and the digest are those of the same ranges on this machine, by
   the command.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "machines"))

# pylint: disable=wrong-import-position
import qemu

SKIP = 77
GOOD = 2 * 0x10 + 1
MIB = 1 << 20
FOUR_GIB = 1 << 32
LEGACY = (640 << 10, MIB)
KEPT = 4 * MIB
EBDA = (0x9fc00, 640 << 10)  # SeaBIOS has it there
BINARY = "qemu-system-x86_64"
LIMIT = "60"  # seconds; one takes half a second

# Machine, bytes of RAM in MiB, and more.
MACHINES = [
    ("q35", 128, ""),
    ("q35", 2048, ""),
    ("q35", 2817, ""),
    ("q35", 65536, ""),
    ("q35,max-ram-below-4g=1G", 3072, ""),
    ("q35", 4096, "-cpu EPYC,phys-bits=48 -m 4096M,slots=1,maxmem=16T"),
    ("pc", 64, ""),
    ("pc", 3584, ""),
    ("pc-i440fx-5.0", 8192, ""),
    ("microvm", 512, ""),
    ("microvm", 4096, ""),
]


def command(kernel, serial, machine, size, more):
    return [BINARY, "-accel", "tcg", "-S", "-nodefaults", "-no-user-config",
            "-display", "none", "-no-reboot", "-qmp", "stdio",
            "-object", f"memory-backend-ram,id=ram,size={size}M,reserve=off",
            "-M", f"{machine},memory-backend=ram", "-m", f"{size}M",
            "-serial", f"file:{serial}", "-device", "isa-debug-exit",
            "-kernel", kernel] + more.split()


def boot(kernel, *machine):
    """Give QEMU's RAM, the lines that the kernel printed, the exit status."""
    words = [("qmp_capabilities", {}),
             ("human-monitor-command", {"command-line": "info mtree -f"}),
             ("cont", {})]
    asked = "".join(json.dumps({"execute": name, "arguments": with_}) + "\n"
                    for name, with_ in words)
    with tempfile.TemporaryDirectory() as folder:
        serial = os.path.join(folder, "serial")
        run = subprocess.run(["timeout", LIMIT] +
                             command(kernel, serial, *machine), input=asked,
                             capture_output=True, text=True, check=False)
        with open(serial, encoding="ascii", errors="replace") as file:
            lines = file.read().splitlines()
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    said = [a["return"] for a in answers if isinstance(a.get("return"), str)]
    if not said:
        sys.exit(f"{machine}: QEMU: {run.stderr}")
    flat = qemu.read_flat(said[0].replace("\r", ""))
    ram = joined((start, end) for start, end, kind, name in flat
                 if kind == "ram" and name == "ram")
    return ram, lines, run.returncode


def joined(ranges):
    """Ranges in order, with those that touch as one."""
    out = []
    for start, end in sorted(ranges):
        if out and out[-1][1] >= start:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def without(ranges, holes):
    """What is left of ranges where the holes are taken out."""
    for low, high in holes:
        ranges = [(s, e) for start, end in ranges
                  for s, e in ((start, min(end, low)), (max(start, high), end))
                  if s < e]
    return ranges


def size_of(ranges):
    return sum(end - start for start, end in ranges)


def shown(ranges):
    return " ".join(f"{start:#x}-{end:#x}" for start, end in ranges)


def read(lines):
    """Give the kernel's ranges by kind, and its numbers by name."""
    ranges, numbers = {}, {}
    for line in lines:
        first, _, last = line.partition(" ")
        start, dash, end = first.partition("-")
        if dash and start.startswith("0x"):
            ranges.setdefault(last, []).append((int(start, 0), int(end, 0)))
        else:
            numbers[first] = int(last, 0)
    return ranges, numbers


def compare_ram(ranges, truth):
    """What the kernel has against what QEMU has."""
    ram = ranges.get("ram", [])
    told = joined(r for kind in ranges if kind != "kernel"
                  for r in ranges[kind])
    high = [(max(s, FOUR_GIB), e) for s, e in truth if e > FOUR_GIB]
    kept = without(without(truth, ram), [LEGACY])
    if without(ram, truth):
        yield f"not RAM: {shown(without(ram, truth))}"
    if without(kept, told):
        yield f"RAM that is not told of: {shown(without(kept, told))}"
    if without(ram, [EBDA]) != ram:
        yield f"RAM in what firmware keeps: {shown(ram)}"
    if size_of(kept) > KEPT:
        yield f"too much kept by firmware: {shown(kept)}"
    if without(high, ram):
        yield f"no RAM above 4 GiB: {shown(without(high, ram))}"
    if "kernel" not in ranges:
        yield "the kernel does not find itself in RAM"


def compare_numbers(gpamap, ranges, numbers):
    """What the kernel computed against what the command does here."""
    spec = {"ram": [f"{s:#x}-{e:#x}" for s, e in ranges.get("ram", [])],
            "other": [{"kind": kind, "range": f"{s:#x}-{e:#x}"}
                      for kind in sorted(ranges)
                      if kind not in ("ram", "kernel")
                      for s, e in ranges[kind]]}
    spec["other"].sort(key=lambda o: int(o["range"].partition("-")[0], 0))
    run = subprocess.run([gpamap, "show", "-o", "json", "--from", "spec", "-"],
                         input=json.dumps(spec), capture_output=True,
                         text=True, check=False)
    if run.returncode != 0:
        yield f"not a map: {run.stderr}"
        return
    ours = json.loads(run.stdout)
    wanted = {"digest": ours["digest"]}
    wanted.update({name.replace("_", "-"): ours[name] for name in
                   ("ram_size", "ram_below_4gb", "ram_above_4gb",
                    "end_of_ram")})
    for name, value in wanted.items():
        if numbers.get(name) != int(value, 0):
            yield f"{name} is {numbers.get(name, 0):#x}, not {value}"


def main():
    kernel, gpamap, words = sys.argv[1], sys.argv[2], sys.argv[3:]
    if not shutil.which(BINARY):
        print(f"skipped: {BINARY} is not installed")
        return SKIP
    failed = count = 0
    for machine in MACHINES:
        name = " ".join(map(str, machine)).strip()
        if not all(word in name for word in words):
            continue
        truth, lines, status = boot(kernel, *machine)
        problems = []
        if status != GOOD:
            problems.append(f"exit status {status}, not {GOOD}: {lines}")
        else:
            ranges, numbers = read(lines)
            problems += compare_ram(ranges, truth)
            problems += compare_numbers(gpamap, ranges, numbers)
        for problem in problems:
            print(f"{name}: {problem}")
        count += 1
        failed += bool(problems)
    print(f"{count} machines booted, {failed} of them wrong")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main())
