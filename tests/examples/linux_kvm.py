# SPDX-License-Identifier: MIT
"""linux_kvm.py LINUX-KVM GAPMAP ROOT: examples/linux-kvm without Linux.

What it says of wrong use; its DSDT, where iasl is there, which must be that of
dsdt.asl; and, where /dev/kvm opens, its probe. On its own map and on those of
real machines every edge of every range and hole is touched, and is what the
map says. What it prints must be just these edges, as the command knows them.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

SKIP = 77
HEADER = 36  # bytes of an ACPI table's
MAPS = [
    "examples/linux-kvm/guest.yaml",
    "tests/golden/cloud-hypervisor-x86-64.yaml",
    "tests/golden/firecracker-x86-64.yaml",
    "tests/golden/hyperv-gen2.yaml",
    "tests/golden/openvmm-fixed-gaps-128g.yaml",
    "tests/golden/openvmm-x86-64.yaml",
    "tests/golden/paravisor-vtl2.yaml",
    "tests/golden/qemu-microvm.yaml",
    "tests/golden/qemu-pc-8g-2nodes.yaml",
    "tests/golden/qemu-q35-4g.yaml",
]


def run(*line):
    return subprocess.run(line, capture_output=True, text=True, check=False,
                          timeout=60)


def says(line, status, words):
    """Check that a call fails as it should; give the problems."""
    done = run(*line)
    if done.returncode != status or words not in done.stderr:
        yield f"{line}: status {done.returncode}, not {status} with " \
            f"{words!r}: {done.stderr}"


def wrong_use(program, folder):
    """Calls that fail before there is any need of KVM."""
    damaged = os.path.join(folder, "damaged.gpamap")
    with open(damaged, "wb") as file:
        file.write(b"\0" * 512)
    yield from says([program], 2, "usage: ")
    yield from says([program, "map", "kernel"], 2, "usage: ")
    yield from says([program, "--probe", "/no/such"], 1, "/no/such: No such")
    yield from says([program, "--probe", damaged], 1, "another format")


def dsdt(program, root, folder):
    """The table in the program is what iasl makes of the source beside it, but
    for iasl's version in the header."""
    source = os.path.join(root, "examples", "linux-kvm", "dsdt.asl")
    if not shutil.which("iasl"):
        print("skipped: the DSDT: iasl is not installed")
        return
    made = run("iasl", "-p", os.path.join(folder, "dsdt"), source)
    if made.returncode != 0:
        yield f"{source}: {made.stdout}{made.stderr}"
        return
    with open(os.path.join(folder, "dsdt.aml"), "rb") as file:
        wanted = file.read()
    with open(program, "rb") as file:
        inside = file.read()
    start = inside.find(wanted[HEADER:]) - HEADER
    table = inside[max(start, 0):start + len(wanted)]
    if start < 0 or table[:9] != wanted[:9] or sum(table) % 256 != 0:
        yield "the DSDT is not that of dsdt.asl"


def wrong_guests(program, gpamap, folder, good):
    """Maps and kernels that KVM is opened for, and that are no good."""
    low = os.path.join(folder, "low.gpamap")
    run(gpamap, "show", "--ram", "16K", "-o", "saved", "--output", low)
    yield from says([program, "--probe", low], 1, "bytes of memory at 0x5000")
    yield from says([program, good, gpamap, "quiet"], 1, "no 64-bit bzImage")
    yield from says([program, good, "/no/such", "quiet"], 1, "No such file")


def edges(gpamap, path, reach):
    """The first and last address of ranges and holes, as lines."""
    ranges = json.loads(run(gpamap, "show", "-o", "json", path).stdout)
    at = 0
    end = {"start": hex(reach), "end": hex(reach), "kind": "hole"}
    for entry in ranges["ranges"] + [end]:
        start, stop = (min(int(entry[name], 0), reach)
                       for name in ("start", "end"))
        for first, last, kind in ((at, start, "hole"),
                                  (start, stop, entry["kind"])):
            if first < last:
                yield f"{first:#x} {kind}"
                yield f"{last - 1:#x} {kind}"
        at = max(at, stop)


def probe(program, gpamap, path, saved):
    """Probe one map; give the problems."""
    done = run(program, "--probe", saved)
    if done.returncode != 0:
        return [done.stderr.strip()]
    lines = done.stdout.splitlines()
    reach = int(lines[-1].split()[0], 0) + 1
    if reach & (reach - 1) or not 1 << 32 <= reach <= 1 << 52:
        return [f"the last address is {lines[-1]}"]
    wanted = list(edges(gpamap, path, reach))
    return [f"not as wanted: {line}"
            for line in sorted(set(lines) ^ set(wanted))]


def save(gpamap, path, folder):
    """Write the map that a spec makes."""
    saved = os.path.join(folder, os.path.basename(path) + ".gpamap")
    done = run(gpamap, "show", "-o", "saved", "--output", saved, path)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return saved


def why_not():
    """Say why KVM cannot be used; None where it can."""
    try:
        os.close(os.open("/dev/kvm", os.O_RDWR))
    except OSError as error:
        return error.strerror
    return None


def main():
    program, gpamap, root = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        problems = list(wrong_use(program, folder))
        problems += dsdt(program, root, folder)
        saved = {path: save(gpamap, os.path.join(root, path), folder)
                 for path in MAPS}
        missing = why_not()
        if missing:
            problems += says([program, "--probe", saved[MAPS[0]]], 1,
                             f"/dev/kvm: {missing}")
        else:
            problems += wrong_guests(program, gpamap, folder, saved[MAPS[0]])
            for path in MAPS:
                problems += (f"{path}: {problem}" for problem in
                             probe(program, gpamap, os.path.join(root, path),
                                   saved[path]))
    for problem in problems:
        print(problem)
    if problems:
        return 1
    if missing:
        print(f"skipped: the probe: /dev/kvm: {missing}")
        return SKIP
    print(f"{len(MAPS)} maps probed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
