# SPDX-License-Identifier: MIT
"""What a guest has to tell of a map: the map, normalised.

Each function is one rule of those that README.md lists; where Linux makes the
rule, its source is named. Nothing here asks gpamap: its writers, Linux and its
readers together have to come to the same.
"""

from command import PAGE, Row

# What E820 calls each kind; what is not here is not told.
TOLD = {
    "ram": "ram", "pmem": "pmem", "firmware_tables": "firmware_tables",
    "firmware_nvs": "firmware_nvs", "unusable": "unusable",
    "reserved": "reserved", "device": "reserved", "vtl2": "reserved",
    "pci_ecam": "reserved",
}

ISA_HOLE = 0xa0000, 0x100000
EBDA_HOLE = 0x9fc00, 0x100000
IO_APIC = Row(0xfec00000, 0xfec01000, "device", None)
LOCAL_APIC = Row(0xfee00000, 0xfee01000, "device", None)
MIB = 1 << 20


def carve(rows, start, end):
    """Take [start, end) out of @rows."""
    left = []
    for row in rows:
        if row.end <= start or row.start >= end:
            left.append(row)
            continue
        if row.start < start:
            left.append(row._replace(end=start))
        if row.end > end:
            left.append(row._replace(start=end))
    return left


def put(rows, new):
    """Put @new over whatever stood there."""
    return sorted(carve(rows, new.start, new.end) + [new])


def put_below(rows, new):
    """Put @new where nothing stands."""
    free = [new]
    for row in rows:
        free = carve(free, row.start, row.end)
    return sorted(rows + free)


def merge(rows):
    """Touching rows of one kind and node are one."""
    merged = []
    for row in sorted(rows):
        last = merged[-1] if merged else None
        if last and last.end == row.start and last[2:] == row[2:]:
            merged[-1] = last._replace(end=row.end)
        else:
            merged.append(row)
    return merged


def to_pages(rows):
    """RAM shrinks to whole pages, all else grows to them."""
    pages = []
    for row in rows:
        down, up = row.start // PAGE * PAGE, -(-row.end // PAGE) * PAGE
        if row.kind != "ram":
            pages.append(row._replace(start=down, end=up))
            continue
        inner = -(-row.start // PAGE) * PAGE, row.end // PAGE * PAGE
        if inner[0] < inner[1]:
            pages.append(row._replace(start=inner[0], end=inner[1]))
    return pages


def e820(rows, pc_holes=False, hide_ecam=False):
    """The E820 map that gpamap writes: no nodes, and no gaps."""
    told = [Row(r.start, r.end, TOLD[r.kind], None) for r in rows
            if r.kind in TOLD and not (hide_ecam and r.kind == "pci_ecam")]
    told = [r._replace(node=0) if r.kind == "ram" else r for r in told]
    if pc_holes:
        hidden = [r for r in told if r.kind == "ram"
                  and r.start < EBDA_HOLE[1] and r.end > EBDA_HOLE[0]]
        for row in hidden:
            told = put(told, Row(max(row.start, EBDA_HOLE[0]),
                                 min(row.end, EBDA_HOLE[1]), "reserved", None))
    return merge(to_pages(told))


def pvh(told):
    """Linux entered by PVH reserves video memory and ROMs.

    Source: init_pvh_bootparams(), arch/x86/platform/pvh/enlighten.c, and
    e820__update_table(), which lets the higher type win, Linux 6.1.
    """
    low = carve(carve(told, 0, ISA_HOLE[0]), ISA_HOLE[1], 1 << 64)
    kept = [r for r in low if r.kind in ("firmware_tables", "firmware_nvs",
                                         "unusable", "pmem")]
    told = put(told, Row(*ISA_HOLE, "reserved", None))
    for row in kept:
        told = put(told, row)
    return merge(told)


def first_page(told):
    """Linux keeps page 0 for firmware.

    Source: trim_bios_range(), arch/x86/kernel/setup.c, Linux 6.1.
    """
    return put(told, Row(0, PAGE, "reserved", None)) if told and \
        told[0].start == 0 else told


def alignment(address):
    """Source: ram_alignment(), arch/x86/kernel/e820.c, Linux 6.1."""
    if address < MIB:
        return 64 << 10
    return MIB if address < 16 * MIB else 64 * MIB


def ram_buffers(told):
    """Linux keeps devices away from the rest of a stretch that RAM ends in.

    Source: e820__reserve_resources_late(), arch/x86/kernel/e820.c, Linux 6.1.
    """
    for row in [r for r in told if r.kind == "ram"]:
        unit = alignment(row.end)
        end = -(-row.end // unit) * unit
        if end > row.end:
            told = put_below(told, Row(row.end, end, "reserved", None))
    return told


def iomem(rows, told):
    """/proc/iomem: ECAM as such where Linux uses it, and the APICs."""
    told = ram_buffers(merge(first_page(told)))
    for row in (IO_APIC, LOCAL_APIC):
        told = put_below(told, row)
    for row in rows:
        if row.kind == "pci_ecam":
            told = put(told, row._replace(node=None))
    return merge(told)


def without_devices(rows):
    """Make a filter of what is read: devices in a window count as the window.

    Linux tells the BARs of QEMU's own devices, once it has ECAM to look for.
    """
    windows = [r for r in rows if r.kind in ("pci_mmio", "mmio")]

    def keep(row):
        return row.kind != "device" or row in (IO_APIC, LOCAL_APIC) or \
            not any(w.start <= row.start and row.end <= w.end
                    for w in windows)
    return lambda seen: merge([row for row in seen if keep(row)])


def srat(rows):
    """What the SRAT tells: memory that is or may come, with its node."""
    return [r for r in rows if r.kind in ("ram", "hotplug", "pmem")
            and r.node is not None]


def mcfg(rows):
    return [r for r in rows if r.kind == "pci_ecam"]


def node_ranges(rows, told):
    """The memory that Linux gives to nodes: what is usable, cut by node."""
    usable = [r for r in first_page(told) if r.kind == "ram"]
    cut = []
    for row in rows:
        if row.kind != "ram":
            continue
        for piece in usable:
            start, end = max(row.start, piece.start), min(row.end, piece.end)
            if start < end:
                cut.append(Row(start, end, "ram", row.node))
    return merge(cut)
