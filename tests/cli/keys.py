# SPDX-License-Identifier: MIT
"""keys.py GPAMAP SOURCE: what is said behind a format's name is written.

Each case writes a map with some keys and compares all of it with what is
wanted, taken apart here field by field from the specifications, not by
gpamap's readers. Every key of every format must be in a case, and every key
must make a difference. What is wrong is refused in one sentence, with nothing
written.
"""

import json
import os
import re
import struct
import subprocess
import sys
import tempfile

G = 1 << 30
M = 1 << 20
MAP = """gpamap: 1
ram:
  - {start: 0, end: 3G, vnode: 0}
  - {start: 4G, size: 1G, vnode: 1}
pci_ecam:
  - {start: 0xe0000000, size: 2M}
  - {start: 0xe1000000, size: 1M}
mmio: [0xf0000000-4G]
pci_mmio: [0xc0000000-0xd0000000, 8G-9G]
other:
  - {kind: firmware_tables, start: 0xd0000000, size: 1M}
  - {kind: pmem, start: 16G, size: 2G, name: cxl-pmem}
  - {kind: hotplug, start: 32G, size: 4G, name: cxl-window}
  - {kind: pmem, start: 64G, size: 1G}
vtl2: 128G+1G
"""
# Ranges of one kind that touch.
TOUCHING = """gpamap: 1
ram: [{start: 0, end: 1G, vnode: 0}, {start: 1G, end: 2G, vnode: 1}]
"""
GUID = "00112233-4455-6677-8899-aabbccddeeff"


class Run:
    def __init__(self, gpamap, folder):
        self.gpamap, self.folder = gpamap, folder
        self.failures, self.checks, self.used = [], 0, set()

    def path(self, name, content):
        path = os.path.join(self.folder, name)
        if content is not None:
            with open(path, "wb") as file:
                file.write(content if isinstance(content, bytes)
                           else content.encode())
        return path

    def show(self, to, text=MAP):
        out = subprocess.run([self.gpamap, "show", "-o", to,
                              self.path("map.yaml", text)],
                             capture_output=True)
        return out.returncode, out.stdout, out.stderr.decode()

    def fail(self, what):
        self.failures.append(what)

    def same(self, what, got, wanted):
        self.checks += 1
        if got != wanted:
            self.fail(f"{what}\n  got    {got}\n  wanted {wanted}")

    def case(self, to, take_apart, wanted, text=MAP):
        """Write; and see that each key makes a difference."""
        name, *keys = split_keys(to)
        status, out, err = self.show(to, text)
        self.same(f"{to}: status and messages", (status, err), (0, ""))
        if status == 0:
            self.same(to, take_apart(out), wanted)
        for key in keys:
            self.used.add((name, key.split("=")[0]))
            others = [k for k in keys if k != key]
            without = self.show(",".join([name] + others), text)[1]
            self.checks += 1
            if without == out:
                self.fail(f"{to}: {key} makes no difference")

    def refused(self, to, sentence, text=MAP):
        status, out, err = self.show(to, text)
        source = os.path.join(self.folder, "map.yaml")
        self.same(to, (status, out, err.replace(source, "MAP")),
                  (2, b"", f"gpamap show: {sentence}\n"))


def split_keys(text):
    """At single commas."""
    return [part.replace("\0", ",,")
            for part in text.replace(",,", "\0").split(",")]


def records(form):
    size = struct.calcsize(form)
    return lambda out: [struct.unpack_from(form, out, at)
                        for at in range(0, len(out), size)]


def text(out):
    return out.decode().splitlines()


# ACPI. Offsets: ACPI 6.5, chapter 5; PCI Firmware 3.3; CXL 3.0.

HEADER = (b"GPAMAP", b"GPAMAP  ", 1, b"GPAM", 1)


def acpi(take_apart, header=False):
    def take(out):
        (size, revision) = struct.unpack_from("<IB", out, 4)
        if size != len(out) or sum(out) % 256 != 0:
            return "a damaged table"
        oem = struct.unpack_from("<6s8sI4sI", out, 10)
        body = take_apart(out)
        return (out[:4], revision, oem, body) if header else (revision, body)
    return take


def structures(out, at, wide=False):
    """(type, bytes behind type and length) of each."""
    found = []
    while at < len(out):
        size = struct.unpack_from("<H", out, at + 2)[0] if wide \
            else out[at + 1]
        found.append(out[at:at + size])
        at += size
    return found


def srat(out):
    told = []
    for item in structures(out, 48):
        if item[0] == 0:
            told.append(("apic", item[3], item[2]))
        elif item[0] == 1:
            (node,) = struct.unpack_from("<I", item, 2)
            (start, size) = struct.unpack_from("<QQ", item, 8)
            (flags,) = struct.unpack_from("<I", item, 28)
            told.append(("memory", node, start, size, flags))
        elif item[0] == 2:
            told.append(("x2apic",) + struct.unpack_from("<I", item, 8) +
                        struct.unpack_from("<I", item, 4))
        else:
            (node, uid) = struct.unpack_from("<II", item, 2)
            told.append(("gicc", uid, node))
    return told


SRAT = [("memory", 0, 0, 3 * G, 1), ("memory", 1, 4 * G, G, 1)]


def slit(out):
    (count,) = struct.unpack_from("<Q", out, 36)
    return [list(out[44 + i * count:44 + (i + 1) * count])
            for i in range(count)]


def mcfg(out):
    return [struct.unpack_from("<QHBB", out, at)
            for at in range(44, len(out), 16)]


def hmat(out):
    told, at = [], 40
    while at < len(out):
        (kind, _, size) = struct.unpack_from("<HHI", out, at)
        if kind == 0:
            told.append(struct.unpack_from("<III", out, at + 8)[1:])
        elif kind == 2:
            told.append(("cache",) + struct.unpack_from("<I", out, at + 8) +
                        struct.unpack_from("<QIHH", out, at + 16))
        else:
            (hierarchy, what) = struct.unpack_from("<BB", out, at + 8)
            (rows, columns, _, unit) = struct.unpack_from("<IIIQ", out, at + 12)
            numbers = struct.unpack_from(f"<{rows + columns}I", out, at + 32)
            entries = struct.unpack_from(
                f"<{rows * columns}H", out, at + 32 + 4 * (rows + columns))
            told.append((hierarchy, what, unit, numbers[:rows],
                         numbers[rows:], entries))
        at += size
    return told


def cedt(out):
    told = []
    for item in structures(out, 36, wide=True):
        if item[0] == 0:
            (uid, version) = struct.unpack_from("<II", item, 4)
            told.append(("bridge", uid, version) +
                        struct.unpack_from("<QQ", item, 16))
        else:
            (start, size, ways, xor) = struct.unpack_from("<QQBB", item, 8)
            told.append(("window", start, size, ways, xor) +
                        struct.unpack_from("<IHH", item, 28) +
                        (struct.unpack_from(f"<{(len(item) - 36) // 4}I",
                                            item, 36),))
    return told


def madt(out):
    told = [struct.unpack_from("<II", out, 36)]
    for item in structures(out, 44):
        if item[0] == 0:
            told.append(("apic", item[3]))
        elif item[0] == 1:
            told.append(("io-apic", item[2]) +
                        struct.unpack_from("<I", item, 4))
        else:
            told.append(("x2apic",) + struct.unpack_from("<I", item, 4))
    return told


def acpi_cases(run):
    full = acpi(srat, header=True)
    run.case("srat,oem-id=ME,oem-table-id=MINE,oem-revision=7,creator-id=AB,"
             "creator-revision=9", full,
             (b"SRAT", 3, (b"ME    ", b"MINE    ", 7, b"AB  ", 9), SRAT))
    for name in ["slit", "mcfg", "hmat", "cedt", "madt"]:
        run.case(f"{name},oem-id=A,,B,oem-table-id=X,oem-revision=2,"
                 "creator-id=C,creator-revision=3",
                 lambda out: struct.unpack_from("<6s8sI4sI", out, 10),
                 (b"A,B   ", b"X       ", 2, b"C   ", 3))
    run.case("srat,revision=1", acpi(srat), (1, SRAT))
    run.case("srat,cpus=1+2", acpi(srat),
             (3, [("apic", 0, 0), ("apic", 1, 1), ("apic", 2, 1)] + SRAT))
    run.case("srat,cpu-list=254:1+255:0", acpi(srat),
             (3, [("apic", 254, 1), ("x2apic", 255, 0)] + SRAT))
    run.case("srat,cpus=1,cpu-type=x2apic", acpi(srat),
             (3, [("x2apic", 0, 0)] + SRAT))
    run.case("srat,cpus=1,cpu-type=gicc", acpi(srat),
             (3, [("gicc", 0, 0)] + SRAT))
    run.case("srat,default-vnode=5", acpi(srat),
             (3, SRAT + [("memory", 5, 16 * G, 2 * G, 5),
                         ("memory", 5, 32 * G, 4 * G, 3),
                         ("memory", 5, 64 * G, G, 5)]))
    run.case("slit,nodes=3", acpi(slit),
             (1, [[10, 20, 20], [20, 10, 20], [20, 20, 10]]))
    run.case("slit,distances=0:1:21", acpi(slit), (1, [[10, 21], [21, 10]]))
    run.case("slit,nodes=3,distances=0:1:21+1:0:22+2:0:255", acpi(slit),
             (1, [[10, 21, 255], [22, 10, 20], [255, 20, 10]]))
    run.case("mcfg,segments=1+2", acpi(mcfg),
             (1, [(0xe0000000, 1, 0, 1), (0xe1000000, 2, 0, 0)]))
    run.case("mcfg,first-buses=16+32", acpi(mcfg),
             (1, [(0xe0000000 - 16 * M, 0, 16, 17),
                  (0xe1000000 - 32 * M, 0, 32, 32)]))
    run.case("hmat,memory=0:1+1:1", acpi(hmat), (2, [(1, 0), (1, 1)]))
    run.case("hmat,latency=0:0:100+0:1:250+1:1:100", acpi(hmat),
             (2, [(0, 0), (1, 1),
                  (0, 0, 50000, (0, 1), (0, 1), (2, 5, 0, 2))]))
    matrices = ["latency", "read-latency", "write-latency", "bandwidth",
                "read-bandwidth", "write-bandwidth"]
    run.case("hmat," + ",".join(f"{m}=1:0:{i + 1}" for i, m in
                                enumerate(matrices)), acpi(hmat),
             (2, [(0, 0), (1, 1)] +
              [(0, i, (i + 1) * (1000 if i < 3 else 1), (1,), (0,), (1,))
               for i in range(6)]))
    run.case("hmat,cache=1:1:1M+1:2:1G+0:1:64K", acpi(hmat),
             (2, [(0, 0), (1, 1), ("cache", 1, M, 0x400012, 0, 0),
                  ("cache", 1, G, 0x400022, 0, 0),
                  ("cache", 0, 65536, 0x400011, 0, 0)]))
    run.case("hmat,cache=0:1:1M,cache-line=4096,associativity=complex,"
             "write-policy=write-through", acpi(hmat),
             (2, [(0, 0), (1, 1), ("cache", 0, M, 0x10002211, 0, 0)]))
    pmem = ("window", 16 * G, 2 * G)
    hotplug = ("window", 32 * G, 4 * G)
    run.case("cedt,bridges=7:0x1000000000", acpi(cedt),
             (1, [("bridge", 7, 1, 0x1000000000, 0x10000),
                  pmem + (0, 0, 0, 2 | 8, 0, (7,)),
                  hotplug + (0, 0, 0, 2 | 4, 0, (7,))]))
    run.case("cedt,bridges=1:0x1000000000+2:0x1000010000,cxl11,targets=2+1,"
             "granularity=1024,xor,restrictions=type2+fixed,qtg-id=3",
             acpi(cedt),
             (1, [("bridge", 1, 0, 0x1000000000, 0x2000),
                  ("bridge", 2, 0, 0x1000010000, 0x2000),
                  pmem + (1, 1, 2, 1 | 16, 3, (2, 1)),
                  hotplug + (1, 1, 2, 1 | 16, 3, (2, 1))]))
    run.case("cedt,qtg-id=7,window-qtg-id=1:9,window-granularity=0:512,"
             "window-restrictions=1:18,bridges=3:0x1000000000+4:0x1000010000,"
             "window-targets=1:4+1:3", acpi(cedt),
             (1, [("bridge", 3, 1, 0x1000000000, 0x10000),
                  ("bridge", 4, 1, 0x1000010000, 0x10000),
                  pmem + (0, 0, 1, 2 | 8, 7, (3,)),
                  hotplug + (1, 0, 0, 16 | 2, 9, (4, 3))]))
    run.refused("cedt,window-qtg-id=2:1", "MAP: -o cedt: window-qtg-id: there "
                "is no window 2 among 2, which count from 0")
    run.refused("cedt,window-qtg-id=1:1+0:2+1:2", "MAP: -o cedt: "
                "window-qtg-id: window 1 is given twice")
    apics = (0xfee00000, 0)
    run.case("madt,cpus=1+1", acpi(madt),
             (5, [apics, ("apic", 0), ("apic", 1),
                  ("io-apic", 0, 0xfec00000)]))
    run.case("madt,apic-ids=4+300,io-apic=0xfed00000,io-apic-id=9,8259",
             acpi(madt),
             (5, [(0xfee00000, 1), ("apic", 4), ("x2apic", 300),
                  ("io-apic", 9, 0xfed00000)]))


def acpi_set(out):
    """RSDP and the tables of the XSDT, by the addresses in them."""
    (at, dsdt, told) = (struct.unpack_from("<Q", out, 24)[0] - 36, None, [])
    (size,) = struct.unpack_from("<I", out, 36 + 4)
    if sum(out[:20]) % 256 or sum(out[:36]) % 256:
        return "a damaged RSDP"
    for address in struct.unpack_from(f"<{(size - 36) // 8}Q", out, 72):
        table = out[address - at:]
        table = table[:struct.unpack_from("<I", table, 4)[0]]
        if sum(table) % 256:
            return "a damaged table"
        told.append(table[:4].decode())
        if told[-1] == "FACP":
            (place,) = struct.unpack_from("<Q", table, 140)
            dsdt = out[place - at:]
            dsdt = dsdt[:struct.unpack_from("<I", dsdt, 4)[0]]
            told.append(struct.unpack_from("<H", table, 129)[0])
        if told[-1] == "SRAT":
            told.append([item[0] for item in srat(table) if item[0] !=
                         "memory"])
        if told[-1] == "SLIT":
            told.append(slit(table))
    return hex(at), told, dsdt[:4], len(dsdt)


def acpi_set_cases(run):
    every = ["FACP", 0, "SRAT", [], "SLIT", [[10, 20], [20, 10]], "MCFG",
             "CEDT"]
    empty = (b"DSDT", 36)
    run.case("acpi,at=0xe0000", acpi_set, ("0xe0000", every) + empty)
    run.case("acpi,tables=mcfg+hmat", acpi_set,
             ("0xd0000000", ["FACP", 0, "MCFG", "HMAT"]) + empty)
    run.case("acpi,cpus=1+2", acpi_set,
             ("0xd0000000", ["FACP", 0, "SRAT", ["apic"] * 3] + every[4:] +
              ["APIC"]) + empty)
    run.case("acpi,cpus=2,psci=hvc", acpi_set,
             ("0xd0000000", ["FACP", 3, "SRAT", ["gicc"] * 2] + every[4:]) +
             empty)
    run.case("acpi,psci=smc,distances=0:1:31", acpi_set,
             ("0xd0000000", ["FACP", 1, "SRAT", [], "SLIT",
                             [[10, 31], [31, 10]]] + every[6:]) + empty)
    dsdt = bytearray(b"DSDT" + struct.pack("<IBB", 40, 2, 0) + bytes(30))
    dsdt[9] = -sum(dsdt) % 256
    path = run.path("dsdt.aml", bytes(dsdt))
    run.case(f"acpi,dsdt={path}", acpi_set,
             ("0xd0000000", every, b"DSDT", 40))
    run.case("acpi,oem-id=ME,oem-table-id=MINE,oem-revision=7,creator-id=AB,"
             "creator-revision=9",
             lambda out: (out[9:15],) + tuple(
                 struct.unpack_from("<6s8sI4sI", out, out.index(name) + 10)
                 for name in (b"XSDT", b"FACP", b"DSDT", b"SRAT")),
             (b"ME    ",) + 4 * ((b"ME    ", b"MINE    ", 7, b"AB  ", 9),))
    run.refused("acpi", "MAP: -o acpi: say where the tables go, at=ADDRESS: "
                "this map has no firmware_tables", TOUCHING)
    run.refused("acpi,at=3G", "MAP: -o acpi: there is no memory for tables at "
                "0xc0000000, but pci_mmio")
    run.refused("acpi,at=0xbffffff0", "MAP: -o acpi: the tables are "
                "0xbffffff0-0xc0000308, and ram[0] 0x0-0xc0000000 ends before")
    run.refused("acpi,at=1", '-o: acpi: at: "1" is not a multiple of 16')
    run.refused("acpi,cpus=0", "MAP: -o acpi: cpus: there cannot be 0 "
                "processors")
    run.refused("acpi,tables=madt", "MAP: -o acpi: madt has no processors: "
                "say cpus")
    run.refused("acpi,at=64K,tables=mcfg", "MAP: -o acpi: one of these tables "
                "has nothing to tell of this map", TOUCHING)
    run.refused("acpi,dsdt=nothing", "MAP: -o acpi: cannot read nothing: No "
                "such file or directory")
    run.refused(f"acpi,dsdt={run.path('short', b'DSDT')}",
                f"MAP: -o acpi: {run.path('short', None)}: "
                "4 bytes where 36 belong")
    dsdt[0:1] = b"S"
    dsdt[9] = (dsdt[9] + ord("D") - ord("S")) % 256
    path = run.path("ssdt.aml", bytes(dsdt))
    run.refused(f"acpi,dsdt={path}", f"MAP: -o acpi: {path}: it is not one "
                "DSDT and nothing else")
    run.refused("acpi,cpus=1", "MAP: -o acpi: the local APIC at 0xfee00000 "
                "would be in ram[0] 0x0-0x100000000",
                "gpamap: 1\nram: 0-4G\nother: [{kind: firmware_tables, "
                "range: 5G+1M}]\n")


def acpi_wrong(run):
    run.refused("srat,cpus=1,cpu-list=1:1",
                "MAP: -o srat: cpus and cpu-list tell the same: give one")
    run.refused("srat,cpus=1,cpu-type=gicc,revision=2",
                "MAP: -o srat: this revision cannot tell such a processor: "
                "revision 3 has APIC ids from 255 on, and those of Arm")
    run.refused("slit,distances=0:2:20",
                "MAP: -o slit: distances: there is no node 2, the last one "
                "is 1")
    run.refused("slit,distances=1:1:20",
                "MAP: -o slit: distances: node 1 is 10 from itself, always")
    run.refused("slit,distances=0:1:10",
                '-o: slit: distances: "10" is not within 11 to 255')
    run.refused("slit,distances=0:21",
                '-o: slit: distances: "0:21" is not of the form '
                "FROM:TO:DISTANCE+...")
    run.refused("slit,nodes=4097", '-o: slit: nodes: "4097" is not within 1 '
                'to 4096')
    far = MAP.replace("vnode: 1", "vnode: 5000")
    run.refused("slit", "MAP: -o slit: distances of 5001 nodes: at most 4096",
                far)
    run.refused("acpi,at=0x100000", "MAP: -o acpi: distances of 5001 nodes: "
                "at most 4096", far)
    run.refused("slit,nodes=1",
                "MAP: -o slit: takes 2 nodes, and there is room for 1")
    run.refused("mcfg,segments=1",
                "MAP: -o mcfg: segments has 1 number for 2 PCI ECAM ranges")
    run.refused("mcfg,first-buses=1+1",
                "MAP: -o mcfg: pci_ecam[1] 0xe1000000-0xe1100000 begins with "
                "a bus that has been told already, by pci_ecam[0] "
                "0xe0000000-0xe0200000")
    run.refused("hmat,latency=0:0:1+0:0:2",
                "MAP: -o hmat: latency: 0:0 is given twice")
    run.refused("hmat,latency=0:0:1+0:1:65535",
                "MAP: -o hmat: latency: 65535 is 65535 times 1, the largest "
                "unit that all numbers share; a table has 65534 at most")
    run.refused("hmat,cache=0:4:1M",
                "MAP: -o hmat: cache: a cache is of level 1 to 3, not 4")
    run.refused("hmat,cache=0:1:1M+1:1:1M+0:1:2M",
                "MAP: -o hmat: cache: 0:1 is given twice")
    run.refused("hmat,cache=0:1:0",
                '-o: hmat: cache: "0" is not within 1 to '
                '18446744073709551615')
    run.refused("hmat,cache=2:1:1M",
                "MAP: -o hmat: there is no node 2, the last one is 1")
    run.refused("hmat,memory=7:0",
                "MAP: -o hmat: there is no node 7, the last one is 1")
    run.refused("cedt,targets=1+2+3+4+5",
                "MAP: -o cedt: targets are 1, 2, 3, 4, 6, 8, 12 or 16 of the "
                "bridges, and granularity is a power of two")
    run.refused("cedt,restrictions=type4",
                '-o: cedt: restrictions: "type4" is not type2, type3, '
                "volatile, persistent or fixed")
    run.refused("madt,cpus=1,apic-ids=1",
                "MAP: -o madt: cpus and apic-ids tell the same: give one")
    run.refused("madt,cpus=0",
                "MAP: -o madt: there is no processor: cpus is 0")
    run.refused("madt,io-apic=1G",
                "MAP: -o madt: the I/O APIC at 0x40000000 would be in ram[0] "
                "0x0-0xc0000000")


# x86 firmware maps. ACPI 6.5, 15; UEFI 2.10, 7.2.3; PI 1.8 volume 3, 5.5.

E820 = [(0, 3 * G, 1), (0xd0000000, M, 3), (0xe0000000, 2 * M, 2),
        (0xe1000000, M, 2), (4 * G, G, 1), (16 * G, 2 * G, 7),
        (64 * G, G, 7), (128 * G, G, 2)]
HOLES = [(0, 0x9fc00, 1), (0x9fc00, 0x60400, 2), (M, 3 * G - M, 1)]


def without_ecam(entries):
    return [entry for entry in entries if entry[0] >> 24 not in (0xe0, 0xe1)]


def e820_text(out):
    kinds = {"usable": 1, "reserved": 2, "ACPI data": 3,
             "persistent (type 7)": 7}
    told = []
    for line in text(out):
        ends, kind = line[len("BIOS-e820: [mem "):].split("] ")
        start, last = (int(end, 16) for end in ends.split("-"))
        told.append((start, last + 1 - start, kinds[kind]))
    return told


def efi(size):
    def take(out):
        return [struct.unpack_from("<IIQQQQ", out, at)[0:1] +
                struct.unpack_from("<QQQ", out, at + 8)[0::2]
                for at in range(0, len(out), size)], len(out) % size
    return take


EFI = [(7, 0, 3 * G >> 12), (9, 0xd0000000, 256), (0, 0xe0000000, 512),
       (0, 0xe1000000, 256), (7, 4 * G, G >> 12), (14, 16 * G, 2 * G >> 12),
       (14, 64 * G, G >> 12), (0, 128 * G, G >> 12)]


def efi_log(out):
    return [line.replace("|  ", "").replace("|   ", "")
            for line in text(out)]


def hob(out):
    told, at = [], 0
    while at < len(out):
        (kind, size) = struct.unpack_from("<HH", out, at)
        if kind == 3:
            told.append(out[at + 8:at + 24].hex(" ") + " %d 0x%x 0x%x" %
                        (struct.unpack_from("<I", out, at + 24) +
                         struct.unpack_from("<QQ", out, at + 32)))
        else:
            told.append(kind)
        at += size
    return told


def firmware_cases(run):
    for name, take in [("e820", e820_text), ("e820-bin", records("<QQI")),
                       ("pvh", lambda out: [entry[:3] for entry in
                                            records("<QQII")(out)])]:
        run.case(f"{name},pc-holes", take, HOLES + E820[1:])
        run.case(f"{name},hide-ecam", take, without_ecam(E820))
        run.case(f"{name},keep-apart", take, [(0, G, 1), (G, G, 1)],
                 TOUCHING)
    for name, take, limit in [("e820-bin", records("<QQI"), 8),
                              ("pvh", records("<QQII"), 8)]:
        run.refused(f"{name},limit={limit - 1}", f"MAP: -o {name}: takes 8 "
                    "entries, and there is room for 7")
        status, out, _ = run.show(f"{name},limit={limit}")
        run.same(f"{name},limit={limit}", (status, len(take(out))), (0, 8))
        run.used.add((name, "limit"))
    run.refused("e820-bin,limit=129",
                '-o: e820-bin: limit: "129" is not within 1 to 128')
    run.case("efi,descriptor-size=40", efi(40), (EFI, 0))
    run.case("efi,descriptor-size=4096,hide-ecam", efi(4096),
             (EFI[:2] + EFI[4:], 0))
    run.case("efi,keep-apart", efi(48),
             ([(7, 0, G >> 12), (7, G, G >> 12)], 0), TOUCHING)
    attributes = "|   " + "|  " * 8 + "|   |WB|WT|WC|UC]"
    run.case("efi-log,style=arm", text,
             ["efi:   0x000000000000-0x00007fffffff [Conventional" +
              attributes], TOUCHING)
    run.case("efi-log,keep-apart", text,
             ["efi: mem00: [Conventional" + attributes +
              " range=[0x0000000000000000-0x000000003fffffff] (1024MB)",
              "efi: mem01: [Conventional" + attributes +
              " range=[0x0000000040000000-0x000000007fffffff] (1024MB)"],
             TOUCHING)
    run.case("efi-log,hide-ecam", lambda out: len(text(out)), len(EFI) - 2)
    owner = "33 22 11 00 55 44 77 66 88 99 aa bb cc dd ee ff"
    run.case(f"hob,owner={GUID},no-end", hob,
             [f"{owner} 0 0x0 0x80000000"], TOUCHING)
    run.case("hob,keep-apart", hob,
             ["00 " * 15 + "00 0 0x0 0x40000000",
              "00 " * 15 + "00 0 0x40000000 0x40000000", 0xffff], TOUCHING)
    run.case("memmap,pc-holes", text,
             ["memmap=exactmap memmap=639K@0 memmap=385K$639K "
              "memmap=2047M@1M"], TOUCHING)
    run.case("memmap,style=reserve", text,
             ["memmap=1M#3328M memmap=2M$3584M memmap=1M$3600M "
              "memmap=2G!16G memmap=1G!64G memmap=1G$128G"])
    run.case("memmap,style=mem", text, ["mem=5G"])
    many = "gpamap: 1\nother:\n" + "".join(
        f"  - {{kind: reserved, start: {i}M, size: 4K}}\n"
        for i in range(1, 150))
    status, out, err = run.show("memmap", many)
    run.same("memmap over its limit", (status, err.count("there is room for "
                                                         "2048")), (2, 1))
    run.case("memmap,limit=4096", lambda out: out.count(b"memmap="), 150,
             many)


# The hypervisor's.

kvm, kvm_big = records("<IIQQQ"), records(">IIQQQ")


def hypervisor_cases(run):
    slots = [(0, 0, 0, 3 * G, 0), (1, 0, 4 * G, G, 3 * G)]
    host = 0x7f0000000000
    run.case(f"kvm-slots,host={host:#x}", kvm,
             [entry[:4] + (entry[4] + host,) for entry in slots])
    run.case("kvm-slots,big-endian", kvm_big, slots)
    run.case("kvm-slots,first-slot=0x10005", kvm,
             [(0x10005 + entry[0],) + entry[1:] for entry in slots])
    run.case("kvm-slots,vtl2=1T,pmem=2T,firmware=3T,dirty-log=ram+pmem,"
             "read-only=firmware+vtl2", kvm,
             [(0, 1, 0, 3 * G, 0), (1, 2, 0xd0000000, M, 3 << 40),
              (2, 1, 4 * G, G, 3 * G), (3, 1, 16 * G, 2 * G, 2 << 40),
              (4, 1, 64 * G, G, (2 << 40) + 2 * G),
              (5, 2, 128 * G, G, 1 << 40)])
    run.refused("kvm-slots,slot-limit=1",
                "MAP: -o kvm-slots: takes 2 slots, and there is room for 1")
    status, out, _ = run.show("kvm-slots,slot-limit=2")
    run.same("kvm-slots,slot-limit=2", (status, kvm(out)), (0, slots))
    run.used.add(("kvm-slots", "slot-limit"))
    run.refused("kvm-slots,host=1",
                '-o: kvm-slots: host: "1" is not a multiple of 4096')
    run.refused("kvm-slots,dirty-log=pmem",
                "MAP: -o kvm-slots: pmem has flags, but no slots: say where "
                "it begins, pmem=ADDRESS")
    # The same keys lead to the table of slots.
    table = [line.split()[:9] for line in
             text(run.show("kvm-table,host=0x1000,firmware=2M,first-slot=4,"
                           "read-only=firmware")[1])]
    run.same("kvm-table", table, [
        "SLOT GUEST END SIZE HOST KIND FLAGS 1G 2M".split(),
        "4 0x0 0xc0000000 3 GiB 0x1000 ram - 0".split(),
        "5 0xd0000000 0xd0100000 1 MiB 0x200000 firmware_tables read-only "
        "0".split(),
        "6 0x100000000 0x140000000 1 GiB 0xc0001000 ram - 0".split()])
    for key in ["host", "vtl2", "pmem", "firmware", "dirty-log", "read-only",
                "first-slot", "slot-limit", "big-endian"]:
        run.used.add(("kvm-table", key))
    run.same("a slot that no huge page can back",
             text(run.show("kvm-table,host=0x1000", TOUCHING)[1])[1]
             .split("  ")[-1],
             "no pages of 2M: move the host address up by 0x1ff000")


# MTRRs: Intel SDM volume 3; SMBIOS 3.6.0.

def msrs(out):
    return [(index, data) for index, _, data in records("<IIQ")(out)]


def other_cases(run):
    one = "gpamap: 1\nram: [{start: 1M, end: 2G, vnode: 0}]\n"
    head = ["MTRR default type: uncachable"]
    ranges = ["MTRR variable ranges enabled:"]
    whole = "base 0000000000 mask FF80000000 write-back"
    gap = "gpamap: 1\nram: [{start: 0, end: 2G, vnode: 0}]\nmmio: 2G-3G\n"
    run.case("mtrr,phys-bits=36", text,
             head + ranges +
             ["  0 base 000000000 mask F80000000 write-back"], gap)
    run.case("mtrr,holes-uncached", text, head + ranges +
             [f"  0 {whole}", "  1 base 0000000000 mask FFFFF00000 "
              "uncachable"], one)
    run.case("mtrr,holes-uncached,fixed-1m", text,
             head + ["MTRR fixed ranges enabled:"] + ranges + [f"  0 {whole}"],
             one)
    run.refused("mtrr,holes-uncached,limit=1",
                "MAP: -o mtrr: takes 2 MTRRs, and there is room for 1", one)
    run.case("mtrr-bin,phys-bits=36", msrs,
             [(0x200, 6), (0x201, 0xf80000800), (0x2ff, 0x800)], gap)
    run.case("mtrr-bin,fixed-1m,holes-uncached", msrs,
             [(0x200, 6), (0x201, 0xff80000800), (0x2ff, 0xc00)], one)
    run.refused("mtrr-bin,holes-uncached,limit=1",
                "MAP: -o mtrr-bin: takes 2 MTRRs, and there is room for 1",
                one)
    for name in ["mtrr", "mtrr-bin"]:
        run.used.add((name, "limit"))

    def smbios(out):
        told, at = [], 0
        while at < len(out):
            kind, size, handle = struct.unpack_from("<BBH", out, at)
            item = out[at:at + size]
            told.append((kind, handle) +
                        ((item[6],) if kind == 16 else
                         struct.unpack_from("<H", item, 12)
                         if kind == 17 else ()))
            at = out.index(b"\0\0", at + size) + 2
        return told

    run.case("smbios,device-size=512M,first-handle=0x20,"
             "error-correction=multi-bit,end", smbios,
             [(16, 0x20, 6)] + [(17, 0x21 + i, 512) for i in range(4)] +
             [(19, 0x25), (127, 0x26)], TOUCHING)


# Device trees: Devicetree Specification v0.4, 5.

def tree(out):
    """{path: {property: bytes}} of a flattened tree."""
    (_, _, nodes, strings) = struct.unpack_from(">IIII", out)
    told, path, at = {}, [], nodes
    while True:
        (token,) = struct.unpack_from(">I", out, at)
        at += 4
        if token == 1:
            end = out.index(b"\0", at)
            path.append(out[at:end].decode())
            told["/".join(path) or "/"] = {}
            at = (end + 4) // 4 * 4
        elif token == 2:
            path.pop()
        elif token == 3:
            (size, name) = struct.unpack_from(">II", out, at)
            end = out.index(b"\0", strings + name)
            told["/".join(path) or "/"][
                out[strings + name:end].decode()] = out[at + 8:at + 8 + size]
            at = (at + 8 + size + 3) // 4 * 4
        elif token == 9:
            return told


def cells(*numbers):
    return struct.pack(f">{len(numbers)}I", *numbers)


def node(path, *names):
    def take(out):
        found = tree(out).get(path, {})
        return [found.get(name) for name in names]
    return take


def tree_cases(run, formats):
    if "dtb" not in formats:
        return
    small = "gpamap: 1\nram: 1G\n"
    run.case("dtb,address-cells=1,size-cells=1", node("/memory@0", "reg"),
             [cells(0, G)], small)
    run.case("dtb,numa", node("/memory@0", "numa-node-id"), [cells(0)], small)
    run.case("dtb,distances=0:1:40",
             node("/distance-map", "distance-matrix"),
             [cells(0, 0, 10, 0, 1, 40, 1, 0, 40, 1, 1, 10)])
    run.case("dtb,window-bridges=0+1,segments=3+4,first-buses=8+16",
             lambda out: [node(f"/pcie@{at}", "linux,pci-domain",
                               "bus-range")(out)
                          for at in ("e0000000", "e1000000")],
             [[cells(3), cells(8, 9)], [cells(4), cells(16, 16)]])
    run.case("dtb,window-bridges=0+1,segments=3+3",
             lambda out: [node(f"/pcie@{at}", "bus-range")(out)
                          for at in ("e0000000", "e1000000")],
             [[cells(0, 1)], [cells(2, 2)]])
    run.case("dtb,compatible=acme,,board,model=Board 1", node(
        "/", "compatible", "model"), [b"acme,board\0", b"Board 1\0"], small)
    run.refused("dtb,address-cells=1",
                "MAP: -o dtb: ram[1] 0x100000000-0x140000000 ends above "
                "0x100000000")
    run.refused("dtb,window-bridges=0",
                "MAP: -o dtb: window-bridges has 1 number for 2 PCI MMIO "
                "ranges")
    run.refused("dtb,window-bridges=0+2",
                "MAP: -o dtb: window-bridges: there is no ECAM range 2")
    run.refused("dtb,distances=0:9:11",
                "MAP: -o dtb: distances: there is no node 9, the last one is "
                "1")
    # Into a tree of another map.
    given = run.show("dtb,compatible=acme,,board,address-cells=1,"
                     "size-cells=1", small)[1]
    path = run.path("given.dtb", given)
    run.case(f"dtb,into={path}", lambda out: [
        tree(out)["/"]["compatible"], tree(out)["/memory@0"]["reg"]],
        [b"acme,board\0", cells(0, 2 * G)],
        "gpamap: 1\nram: [{start: 0, end: 2G, vnode: 0}]\n")
    run.refused(f"dtb,into={path},address-cells=2",
                "MAP: -o dtb: the cells of a tree that is written into are "
                "its own: leave address-cells and size-cells out", small)
    run.refused("dtb,into=nothing.dtb",
                "MAP: -o dtb: cannot read nothing.dtb: No such file or "
                "directory")
    run.refused(f"dtb,into={run.path('map.yaml', None)}",
                "MAP: -o dtb: MAP: this is of another format")
    # The source is of the same tree, and has its keys but into.
    keys = [k["name"] for k in formats["dtb"]["keys"] if k["name"] != "into"]
    run.same("dts has the keys of dtb, but into",
             [k["name"] for k in formats["dts"]["keys"]], keys)
    for key in keys:
        run.used.add(("dts", key))
    out = run.show('dts,model=a"b\\c,compatible=x,address-cells=1,'
                   "size-cells=1,numa", small)[1].decode()
    run.same("dts", [line.strip() for line in out.splitlines()
                     if line.split(" ")[0].strip() in
                     ("model", "numa-node-id", "reg")],
             ['model = "a\\"b\\\\c";', "reg = <0x0 0x40000000>;",
              "numa-node-id = <0x0>;"])


def wrong_cases(run):
    """What is wrong before any map is looked at."""
    run.refused("e820,pcholes",
                '-o: e820 has no key "pcholes": did you mean pc-holes? It has '
                "pc-holes, hide-ecam, keep-apart")
    run.refused("csv,x", '-o: csv has no key "x"; it has none')
    run.refused("e821", '-o: "e821" is not a format that is written: did you '
                "mean e820?")
    run.refused("nothing,x=1", '-o: "nothing" is not a format that is '
                "written; see gpamap formats")
    run.refused("e820,pc-holes=maybe",
                '-o: e820: pc-holes: "maybe" is not on or off')
    run.refused("srat,revision", "-o: srat: revision needs a value")
    run.refused("srat,revision=", '-o: srat: revision: "" is empty where a '
                "number belongs")
    run.refused("srat,revision=4", '-o: srat: revision: "4" is not within 1 '
                "to 3")
    run.refused("srat,revision=1,revision=1",
                "-o: srat: revision is given twice")
    run.refused("srat,cpus=4+", '-o: srat: cpus: "" is empty where a number '
                "belongs")
    run.refused("srat,cpus=4:4", '-o: srat: cpus: "4:4" is not of the form '
                "N+N+...")
    run.refused("srat,cpu-list=1:2:3", '-o: srat: cpu-list: "1:2:3" is not of '
                "the form ID:NODE+...")
    run.refused("srat,cpu-list=4294967296:1", '-o: srat: cpu-list: '
                '"4294967296" is not within 0 to 4294967295')
    run.refused("srat,oem-id=TOOLONG", '-o: srat: oem-id: "TOOLONG" is longer '
                "than 6 characters")
    run.refused("srat,oem-id=", '-o: srat: oem-id: "" is empty')
    run.refused("srat,oem-id=\u00e4", '-o: srat: oem-id: "\u00e4" is not '
                "printable ASCII")
    run.refused("hob,owner=1-2-3-4-5", '-o: hob: owner: "1-2-3-4-5" is not a '
                "GUID such as 7f5a4e60-0b6b-4c1b-9e47-3a1f2c1d0e5a")
    run.refused("smbios,device-size=1M+4K", '-o: smbios: device-size: '
                '"1M+4K" has an unknown unit; K, M, G, T and P are known')
    run.refused("memmap,style=all",
                '-o: memmap: style: "all" is not exact, reserve or mem')
    run.same("all that is wrong is told", run.show("srat,revision=9,x=1,cpus")
             [2].count("\n"), 3)


def reading_cases(run):
    """What is written with other numbers is read with the same words."""
    def digest(*arguments):
        out = subprocess.run([run.gpamap, "show", "-o", "json", *arguments],
                             capture_output=True, text=True)
        return [line for line in out.stdout.splitlines() if "digest" in line]

    simple = run.path("simple.yaml", "gpamap: 1\nram: [{start: 0, end: 2G, "
                                     "vnode: 0}]\n")
    for to in ["efi,descriptor-size=40", "efi,descriptor-size=4096",
               "kvm-slots,big-endian"]:
        subprocess.run([run.gpamap, "show", "-o", to, "--output",
                        run.path("written", None), simple], check=True)
        written = run.path("written", None)
        run.same(f"{to} comes back", digest("--from", to, written),
                 digest(simple))
        run.checks += 1
        if digest("--from", to.split(",")[0], written) == digest(simple):
            run.fail(f"{to} needs no word to be read")
        out = subprocess.run([run.gpamap, "agree", simple, f"{to}:{written}"],
                             capture_output=True, text=True)
        run.same(f"{to} agrees", out.stdout, "2 sources: they agree\n")
    for arguments, sentence in [
            (["show", "--from", "efi,hide-ecam", simple],
             "gpamap show: --from: efi: hide-ecam is for writing, and this "
             "is read\n"),
            (["show", "--from", "efi,descriptor-size=44", simple],
             'gpamap show: --from: efi: descriptor-size: "44" is not a '
             "multiple of 8\n"),
            (["agree", "efi,descriptor=48:x"],
             'gpamap agree: efi has no key "descriptor": did you mean '
             "descriptor-size? It has descriptor-size, hide-ecam, "
             "keep-apart\n"),
            (["check", "-o", "json,x", simple],
             'gpamap check: -o: json has no key "x"; it has none\n')]:
        out = subprocess.run([run.gpamap, *arguments], capture_output=True,
                             text=True)
        run.same(arguments, (out.returncode, out.stderr), (2, sentence))


def in_docs(source):
    """(format, key) of the table of keys in docs/formats.md."""
    found = set()
    with open(os.path.join(source, "docs/formats.md"),
              encoding="utf-8") as file:
        section = file.read().split("| format | keys |")[1].split("\n\n")[0]
    for line in section.splitlines()[2:]:
        names, keys = (re.findall("`([^`]+)`", cell)
                       for cell in line.strip("| ").split(" | ", 1))
        found.update((name, key) for name in names for key in keys)
    return found


def main():
    gpamap = os.path.abspath(sys.argv[1])
    listed = subprocess.run([gpamap, "formats", "-o", "json"], check=True,
                            capture_output=True, text=True).stdout
    formats = {f["name"]: f for f in json.loads(listed)}
    with tempfile.TemporaryDirectory() as folder:
        run = Run(gpamap, folder)
        acpi_cases(run)
        acpi_wrong(run)
        acpi_set_cases(run)
        firmware_cases(run)
        hypervisor_cases(run)
        other_cases(run)
        tree_cases(run, formats)
        wrong_cases(run)
        reading_cases(run)
    documented = in_docs(sys.argv[2])
    for name, described in formats.items():
        for key in described["keys"]:
            if (name, key["name"]) not in run.used:
                run.fail(f"{name}: no case has {key['name']}")
            if (name, key["name"]) not in documented:
                run.fail(f"docs/formats.md: {name} lacks {key['name']}")
            documented.discard((name, key["name"]))
            run.checks += 2
    for name, key in documented:
        if name in formats:
            run.fail(f"docs/formats.md: {name} has no key {key}")
    for failure in run.failures:
        print(f"FAILED: {failure}")
    print(f"keys: {run.checks - len(run.failures)} passed, "
          f"{len(run.failures)} failed")
    return 1 if run.failures else 0


sys.exit(main())
