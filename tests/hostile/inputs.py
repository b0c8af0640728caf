# SPDX-License-Identifier: MIT
"""Hostile inputs: each kind is a generator of pieces, about so many bytes."""

import itertools
import struct

from trees import TREES

PIECE = 1 << 20
PAGE = 4096


class Kind:
    def __init__(self, form, what, make, jsonl=False):
        self.form = form
        self.name = f"{form}-{what}"
        self.make = make
        self.jsonl = jsonl


def fill(bytes_):
    """The same bytes again and again."""
    def make(size):
        piece = bytes_ * (PIECE // len(bytes_))
        for _ in range(size // len(piece)):
            yield piece
        yield bytes_ * (size % len(piece) // len(bytes_))
    return make


def around(head, middle, tail=b""):
    """@middle, of all the size, between @head and @tail."""
    def make(size):
        yield head
        yield from middle(size)
        yield tail
    return make


def entries(one):
    """What @one gives for 0, 1, 2 and so on, until it is enough."""
    def make(size):
        done = 0
        pieces = []
        for index in itertools.count():
            if done >= size:
                break
            pieces.append(one(index))
            done += len(pieces[-1])
            if len(pieces) == 10000:
                yield b"".join(pieces)
                pieces = []
        yield b"".join(pieces)
    return make


def text(form):
    """@form takes start, end and the number of an entry, two pages apart."""
    return entries(lambda i: form.format(
        s=i * 2 * PAGE, e=i * 2 * PAGE + PAGE, l=i * 2 * PAGE + PAGE - 1,
        i=i).encode())


def same(form):
    return entries(lambda i: form.encode())


def packed(layout, *numbers):
    """A binary entry: numbers may be functions of the index."""
    pack = struct.Struct(layout).pack
    return entries(lambda i: pack(*(n(i) if callable(n) else n
                                    for n in numbers)))


def start(i):
    return i * 2 * PAGE


def number(i):
    return i


# Every reader gets these.
PLAIN = {
    "zeroes": fill(b"\0"),
    "ones": fill(b"\xff"),
    "letters": fill(b"a"),
    "lines": fill(b"\n"),
    "blanks": fill(b" "),
    "brackets": fill(b"["),
}
FORMS = ["json", "saved", "srat", "slit", "mcfg", "hmat", "cedt", "madt",
         "acpi", "dtb", "mtree", "iomem", "e820", "e820-bin", "pvh", "efi",
         "efi-log", "hob", "kvm-slots", "lock", "spec"]

SPEC = b"gpamap: 1\n"
SPECS = {
    "ranges": around(SPEC + b"ram:\n", text("- 0x{s:x}-0x{e:x}\n")),
    "named": around(SPEC + b"mmio:\n", text(
        "- {{range: 0x{s:x}-0x{e:x}, name: n{i}}}\n")),
    "nodes": around(SPEC + b"ram: [", same("4K,"), b"4K]\n"),
    "overlaps": around(SPEC + b"mmio:\n", same("- 0x1000-0x3000\n")),
    "wrong": around(SPEC + b"ram:\n", same("- x\n")),
    "keys": entries(lambda i: f"k{i}: 1\n".encode()),
    "flow": around(SPEC + b"ram: [", fill(b"["), b""),
    "mappings": around(SPEC + b"ram: ", fill(b"{a: ")),
    "name": around(SPEC + b"name: ", fill(b"n"), b"\nram: 4K\n"),
    "quoted": around(SPEC + b'name: "', fill(b"\\x41"), b'"\nram: 4K\n'),
    "open-quote": around(SPEC + b'name: "', fill(b"ab ")),
    "comments": around(SPEC + b"ram: 4K\n", fill(b"# nothing\n")),
    "number": around(SPEC + b"ram: ", fill(b"9"), b"\n"),
    "anchors": around(SPEC + b"ram: [", entries(
        lambda i: f"&a{i} x, *a{i}, ".encode()), b"4K]\n"),
    "bomb": around(b"a0: &a0 [x]\n", entries(
        lambda i: f"a{i + 1}: &a{i + 1} [*a{i},*a{i},*a{i}]\n".encode())),
    "requests": around(SPEC + b"plan:\n  requests:\n", entries(
        lambda i: f"  - {{ram: 4K, tag: t{i}}}\n".encode())),
    "no-room": around(SPEC + b"plan:\n  requests:\n", same(
        "  - {mmio32: 1G}\n")),
    "bars": around(SPEC + b"plan: {requests: [{mmio32: {bars: [", same(
        "4K,"), b"4K]}}]}\n"),
    "avoid": around(SPEC + b"plan: {requests: [{ram: 4K}], host: {avoid: [",
                    text("0x{s:x}-0x{e:x},"), b"]}}\n"),
    "documents": fill(b"--- 1\n"),
    "byte-marks": fill(b"\xef\xbb\xbf"),
    "folded": around(SPEC + b"name: >\n", fill(b"  a\n\n"), b"\nram: 4K\n"),
}

JSON_ENTRY = ('{{"start":"0x{s:x}","end":"0x{e:x}","size":"0x1000",'
              '"kind":"ram","list":"ram","index":{i},"vnode":0,'
              '"name":null}},')
JSON_LAST = (b'{"start":"0xffffff0000000000","end":"0xffffff0000001000",'
             b'"size":"0x1000","kind":"mmio","list":"mmio","index":0,'
             b'"vnode":null,"name":null}')
JSONS = {
    "ranges": around(b'{"gpamap":1,"name":null,"ranges":[',
                     text(JSON_ENTRY), JSON_LAST + b"]}"),
    "deep": around(b'{"gpamap":1,"ranges":', fill(b"[")),
    "objects": fill(b'{"a":'),
    "string": around(b'{"gpamap":1,"name":"', fill(b"\\u0041"), b'"}'),
    "members": around(b"{", entries(lambda i: f'"k{i}":1,'.encode()), b"}"),
    "numbers": around(b'{"gpamap":1,"ranges":[', fill(b"1e9,"), b"]}"),
}

LINES = {
    "e820": "BIOS-e820: [mem 0x{s:016x}-0x{l:016x}] ",
    "efi-log": "efi: mem{i:02}: [Conventional|UC] "
               "range=[0x{s:016x}-0x{l:016x}] (0MB)\n",
    "mtree": "  {s:016x}-{l:016x} (prio 0, ram): pc.ram\n",
    "iomem": "{s:08x}-{l:08x} : System RAM\n",
}
VIEW = b'FlatView #0\n AS "memory", root: system\n'


def in_lock(lines):
    return around(b"# gpamap lock 1\ndigest 0x0\n", lines)


TEXTS = [
    ("e820", "ranges", text(LINES["e820"] + "usable\n")),
    ("e820", "same", same("BIOS-e820: [mem 0x0-0xfff] usable\n")),
    ("e820", "unusual", text(LINES["e820"] + "type 77\n")),
    ("e820", "sub-page", entries(
        lambda i: f"BIOS-e820: [mem 0x{i * 16:x}-0x{i * 16 + 7:x}] usable\n"
        .encode())),
    ("efi-log", "ranges", text(LINES["efi-log"])),
    ("efi-log", "same", same("efi: mem00: [MMIO|UC] range=[0x0-0xfff]\n")),
    ("mtree", "ranges", around(VIEW, text(LINES["mtree"]))),
    ("mtree", "names", around(VIEW, text(
        LINES["mtree"].replace("pc.ram", "r{i}")))),
    ("mtree", "views", fill(VIEW)),
    ("iomem", "ranges", text(LINES["iomem"])),
    ("iomem", "names", text(LINES["iomem"].replace("System RAM", "d{i}"))),
    ("iomem", "nested", around(b"00000000-ffffffffff : System RAM\n", text(
        "  " + LINES["iomem"].replace("System RAM", "Kernel")))),
    ("iomem", "deep", entries(
        lambda i: b" " * min(2 * i, 5000) + b"0-ffffffff : PCI Bus\n")),
    ("iomem", "sub-page", entries(
        lambda i: f"{i * 16:x}-{i * 16 + 7:x} : System RAM\n".encode())),
    ("lock", "ranges", in_lock(text("ram 0x{s:x}-0x{e:x} node 0\n"))),
    ("lock", "names", in_lock(text('mmio 0x{s:x}-0x{e:x} "n{i}"\n'))),
    ("lock", "name", in_lock(around(b'name "', fill(b"\\u0041"), b'"\n'))),
    ("lock", "wrong", in_lock(same("ram x\n"))),
    ("lock", "empty", in_lock(same("mmio empty\n"))),
    ("lock", "digests", in_lock(same("digest 0x1\n"))),
]

BINARY = [
    ("e820-bin", "ranges", packed("<QQI", start, PAGE, 1)),
    ("e820-bin", "same", packed("<QQI", 0, PAGE, 1)),
    ("e820-bin", "nested", packed("<QQI", number, (1 << 62), 2)),
    ("e820-bin", "steps", packed(
        "<QQI", lambda i: i * PAGE, 1 << 50, lambda i: 2 + i % 5)),
    ("pvh", "ranges", packed("<QQII", start, PAGE, 1, 0)),
    ("pvh", "same", packed("<QQII", 0, PAGE, 1, 0)),
    ("efi", "ranges", packed("<IIQQQQQ", 7, 0, start, 0, 1, 0, 0)),
    ("efi", "same", packed("<IIQQQQQ", 7, 0, 0, 0, 1, 0, 0)),
    ("efi", "types", packed("<IIQQQQQ", lambda i: i % 16, 0,
                            lambda i: i * PAGE, 0, 1, 0, 0)),
    ("hob", "ranges", packed("<HHIQQIIQQ", 3, 48, 0, 0, 0, 0, 7, start,
                             PAGE)),
    ("hob", "tiny", packed("<HHI", 0xfffe, 8, 0)),
    ("hob", "short", packed("<HHI", 3, 1, 0)),
    ("kvm-slots", "ranges", packed("<IIQQQ", number, 0, start, PAGE, start)),
    ("kvm-slots", "same", packed("<IIQQQ", 0, 0, 0, PAGE, 0)),
]


def table(signature, revision, body, length=None):
    """An ACPI table whose length and checksum are right."""
    def make(size):
        pieces = [p for p in body(size)]
        told = length or 36 + sum(len(p) for p in pieces)
        head = bytearray(struct.pack("<4sIBB6s8sI4sI", signature, told,
                                     revision, 0, b"GPAMAP", b"GPAMAP  ", 1,
                                     b"GPAM", 1))
        head[9] = -(sum(head) + sum(sum(p) for p in pieces)) % 256
        yield bytes(head)
        yield from pieces
    return make


def matrix(size):
    count = int(size ** 0.5)
    yield struct.pack("<Q", count)
    for row in range(count):
        yield b"\x14" * row + b"\n" + b"\x14" * (count - row - 1)


def srat_memory(step, length=PAGE):
    return around(b"\1\0\0\0" + bytes(8), packed(
        "<BBIHQQIIQ", 1, 40, lambda i: i % 1024, 0,
        lambda i: i * step, length, 0, 1, 0))


def many_tables(size):
    one = b"".join(table(b"XSDT", 1, lambda _: [])(0))
    return fill(one)(size)


TABLES = [
    ("srat", "ranges", table(b"SRAT", 3, srat_memory(2 * PAGE))),
    ("srat", "same", table(b"SRAT", 3, srat_memory(0))),
    ("srat", "overlaps", table(b"SRAT", 3, srat_memory(PAGE, 1 << 40))),
    ("srat", "processors", table(b"SRAT", 3, around(
        b"\1\0\0\0" + bytes(8), fill(b"\0\x10" + bytes(14))))),
    ("srat", "no-length", table(b"SRAT", 3, around(
        b"\1\0\0\0" + bytes(8), fill(b"\1\0")))),
    ("slit", "nodes", table(b"SLIT", 1, matrix)),
    ("slit", "absurd", table(b"SLIT", 1, around(
        struct.pack("<Q", 1 << 32), fill(b"\n")))),
    ("mcfg", "windows", table(b"MCFG", 1, around(bytes(8), packed(
        "<QHBBI", lambda i: i << 28, lambda i: i % 65536, 0, 255, 0)))),
    ("mcfg", "same", table(b"MCFG", 1, around(bytes(8), packed(
        "<QHBBI", 1 << 28, 0, 0, 0, 0)))),
    ("hmat", "domains", table(b"HMAT", 2, around(bytes(4), packed(
        "<HHIHHIIIQQ", 0, 0, 40, 1, 0, 0, number, 0, 0, 0)))),
    ("hmat", "absurd", table(b"HMAT", 2, around(bytes(4), packed(
        "<HHIBBHIIIQ", 1, 0, 32, 0, 0, 0, 0xffffffff, 0xffffffff, 0, 1)))),
    ("cedt", "windows", table(b"CEDT", 1, packed(
        "<BBHIQQBBHIHHI", 1, 0, 40, 0, lambda i: i << 28, 1 << 28, 0, 0, 0,
        0, 2, 0, 0))),
    ("cedt", "bridges", table(b"CEDT", 1, packed(
        "<BBHIIIQQ", 0, 0, 32, number, 0, 0, 0, 0x2000))),
    ("madt", "processors", table(b"APIC", 5, around(
        bytes(8), fill(b"\0\x08" + bytes(6))))),
    ("madt", "no-length", table(b"APIC", 5, around(
        bytes(8), fill(b"\0\0")))),
    ("acpi", "tables", many_tables),
    ("acpi", "srat", table(b"SRAT", 3, srat_memory(2 * PAGE))),
    ("acpi", "absurd", table(b"SRAT", 3, fill(b"\1"), 0xffffffff)),
]


def saved(*counts):
    """The header of a saved layout, and zeroes."""
    def make(size):
        yield b"GPAMAP\r\n" + struct.pack("<15Q", 1, size // 8, *counts,
                                          *[0] * (13 - len(counts)))
        yield from fill(b"\0")(size - 128)
    return make


SAVED = [
    ("saved", "counts", saved(*[1 << 24] * 6, 1 << 25, 1 << 26, 1 << 20)),
    ("saved", "absurd", saved(*[(1 << 64) - 1] * 9)),
    ("saved", "ram", lambda size: saved(size // 64)(size)),
]

INPUTS = [Kind(form, what, make) for form in FORMS
          for what, make in PLAIN.items()]
INPUTS += [Kind("spec", what, make) for what, make in SPECS.items()]
INPUTS += [Kind("json", what, make) for what, make in JSONS.items()]
INPUTS += [Kind(*row) for row in TEXTS + BINARY + TABLES + SAVED]
INPUTS += [Kind("dtb", what, make) for what, make in TREES.items()]
INPUTS += [
    Kind("jsonl", "line", fill(b"a"), True),
    Kind("jsonl", "lines", fill(b"\n"), True),
    Kind("jsonl", "maps", fill(b'{"gpamap":1,"ram":["2G"],"name":"x"}\n'),
         True),
    Kind("jsonl", "wrong", fill(b'{"ram":[\n'), True),
]
