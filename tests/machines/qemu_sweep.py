# SPDX-License-Identifier: MIT
"""qemu_sweep.py GPAMAP [WORD...]: holds --machine against the real QEMU.

Each configuration of orders.py, or those whose line contains all the WORDs,
is started in QEMU, stopped before the first instruction, and built by gpamap.
What must agree:

 - whether there is such a machine at all;
 - RAM: every range, with its node. On x86 the range from 640 KiB to 1 MiB is
   left out of both: it is no RAM to the guest;
 - every range that QEMU maps beside RAM, rounded out to pages, lies in a range
   of gpamap's that is no RAM, and each such range of gpamap's begins and ends
   with one of QEMU's - but for those in UNSEEN, which the firmware maps;
 - the hot-plug window, and on x86 the host bridge's PCI windows;
 - the ECAM of q35, which a few configurations boot far enough to map.

Prints each difference, and how many configurations were compared. A binary
that is not installed is named and left out; with none there the test skips.
"""

import collections
import concurrent.futures
import json
import shutil
import subprocess
import sys

import orders
import qemu

SKIP = 77
LEGACY = (0xa0000, 0x100000)

# Ranges that are not in QEMU's flat view before its firmware has run.
UNSEEN = {
    "q35": {"vga-lowmem", "rcba", "pcie-mmcfg", "pci-hole below ecam",
            "pci-hole above ecam", "pci-hole64", "hypertransport",
            "device-memory"},
    "pc": {"vga-lowmem", "pci-hole", "pci-hole64", "hypertransport",
           "device-memory"},
    "microvm": {"legacy hole", "acpi nvs"},
    "virt": {"device-memory"},
    "virt-riscv64": set(),
}


def build(gpamap, order):
    """What gpamap makes of an order: its ranges, or None and a reason."""
    line = [gpamap, "show", "-o", "json"] + order.line()
    run = subprocess.run(line, capture_output=True, text=True)
    if run.returncode != 0:
        return None, run.stderr.strip().splitlines()[0]
    ranges = [(int(r["start"], 16), int(r["end"], 16), r["kind"], r["vnode"],
               r["name"]) for r in json.loads(run.stdout)["ranges"]]
    return ranges, None


def joined(ranges):
    """Ranges (start, end, node) with those that touch as one."""
    out = []
    for start, end, node in sorted(ranges):
        if out and out[-1][1] == start and out[-1][2] == node:
            out[-1] = (out[-1][0], end, node)
        else:
            out.append((start, end, node))
    return out


def without(ranges, hole):
    for start, end, node in ranges:
        if start < min(end, hole[0]):
            yield start, min(end, hole[0]), node
        if max(start, hole[1]) < end:
            yield max(start, hole[1]), end, node


def qemu_ram(order, machine):
    ram = [(start, end, int(name[4:])) for start, end, kind, name in
           machine.flat if kind == "ram" and name.startswith("node")]
    if order.binary.endswith("x86_64"):
        ram = without(ram, LEGACY)
    return joined(ram)


def shown(ranges):
    return " ".join(f"{r[0]:#x}-{r[1]:#x}@{r[2]}" for r in ranges)


def compare_ram(order, machine, ranges):
    ours = joined([(s, e, n) for s, e, kind, n, _ in ranges if kind == "ram"])
    theirs = qemu_ram(order, machine)
    if ours != theirs:
        yield f"RAM is {shown(ours)}, in QEMU {shown(theirs)}"


def mapped(machine):
    """What QEMU maps beside RAM, in whole pages."""
    for start, end, kind, name in machine.flat:
        if not name.startswith("node"):
            yield (start - start % qemu.PAGE,
                   end + -end % qemu.PAGE, name)
    # Before 5.0 the windows let accesses through that no BAR takes.
    for name in ("pcie-mmio", "pcie-mmio-high", "gpex_ioport"):
        if name in machine.tree:
            yield machine.tree[name] + (name,)


def compare_devices(order, machine, ranges):
    others = [r for r in ranges if r[2] != "ram"]
    theirs = list(mapped(machine))
    for start, end, name in theirs:
        at = start
        while at < end:
            around = [r for r in others if r[0] <= at < r[1]]
            if not around:
                yield f"QEMU has {name} at {at:#x}-{end:#x}, we nothing"
                break
            at = around[0][1]
    for start, end, kind, _, name in others:
        if name in UNSEEN[order.name]:
            continue
        for page in (start, end - qemu.PAGE):
            if not any(s <= page < e for s, e, _ in theirs):
                yield f"we have {name} at {page:#x}, QEMU nothing"


def compare_window(machine, ranges):
    ours = [r[:2] for r in ranges if r[2] == "hotplug"]
    theirs = [machine.tree[n] for n in ["device-memory"] if n in machine.tree]
    if ours != theirs:
        yield f"hot-plug window {ours}, in QEMU {theirs}"


def compare_holes(order, machine, ranges):
    """The host bridge's windows, as it reports them itself."""
    value = machine.values
    low = [r for r in ranges if r[4].startswith("pci-hole") and
           r[4] != "pci-hole64"]
    high = [r[:2] for r in ranges if r[4] == "pci-hole64"]
    ours = (low[0][0], low[-1][1])
    theirs = (value["pci-hole-start"], value["pci-hole-end"])
    if ours != theirs:
        yield f"pci-hole {ours[0]:#x}-{ours[1]:#x}, in QEMU " \
            f"{theirs[0]:#x}-{theirs[1]:#x}"
    theirs = [(value["pci-hole64-start"], value["pci-hole64-end"])]
    if theirs[0][0] == theirs[0][1]:
        theirs = []
    if high != theirs:
        yield f"pci-hole64 {high}, in QEMU {theirs}"


def compare(gpamap, order):
    """Give (differences, whether there is such a machine)."""
    machine = qemu.ask(order)
    ranges, reason = build(gpamap, order)
    if machine.error or reason:
        if machine.error and reason:
            return [], False
        return [f"QEMU: {machine.error or 'fine'}; gpamap: "
                f"{reason or 'fine'}"], False
    found = list(compare_ram(order, machine, ranges))
    found += compare_devices(order, machine, ranges)
    found += compare_window(machine, ranges)
    if order.properties:
        found += compare_holes(order, machine, ranges)
    if order.boots:
        found += compare_ecam(gpamap, order)
    return found, True


def compare_ecam(gpamap, order):
    """The ECAM that SeaBIOS maps, before it looks for something to boot."""
    unset = 2 ** 64 - 1
    theirs = qemu.boot(order, "/machine/q35", "MCFG", unset)
    ours = [r[0] for r in build(gpamap, order)[0] if r[2] == "pci_ecam"]
    if ours != [theirs]:
        yield f"ECAM at {ours[0]:#x}, in QEMU {theirs:#x}"


def chosen(words):
    for order in orders.orders():
        if all(word in str(order) for word in words):
            yield order


def main():
    gpamap, wanted = sys.argv[1], list(chosen(sys.argv[2:]))
    binaries = sorted({order.binary for order in wanted})
    missing = [b for b in binaries if not shutil.which(b)]
    for binary in missing:
        print(f"skipped: {binary} is not installed")
    wanted = [order for order in wanted if order.binary not in missing]
    if not wanted:
        return SKIP
    count, refused, different = collections.Counter(), 0, 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        work = pool.map(lambda order: compare(gpamap, order), wanted)
        for order, (differences, exists) in zip(wanted, work):
            count[order.name] += 1
            refused += not exists and not differences
            different += bool(differences)
            for difference in differences:
                print(f"{order}: {difference}")
    kinds = ", ".join(f"{name} {n}" for name, n in count.items())
    print(f"{sum(count.values())} configurations compared ({kinds}); "
          f"{refused} of them refused by both; {different} differ")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
