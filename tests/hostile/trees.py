# SPDX-License-Identifier: MIT
"""Hostile device trees, in the flattened format.

Source: Devicetree Specification v0.4, 5.
"""

import struct

BEGIN, END, PROP, NOP, LAST = (struct.pack(">I", n) for n in (1, 2, 3, 4, 9))
STRINGS = ["reg", "device_type", "#address-cells", "#size-cells", "ranges",
           "compatible", "distance-matrix", "status"]
OFFSETS = {}
for _name in STRINGS:
    OFFSETS[_name] = sum(len(s) + 1 for s in STRINGS[:STRINGS.index(_name)])
STRING_BLOCK = b"".join(name.encode() + b"\0" for name in STRINGS)


def padded(content):
    return content + b"\0" * (-len(content) % 4)


def prop(name, value):
    return PROP + struct.pack(">II", len(value), OFFSETS[name]) + \
        padded(value)


def begin(name):
    return BEGIN + padded(name.encode() + b"\0")


CELLS = prop("#address-cells", b"\0\0\0\2") + prop("#size-cells", b"\0\0\0\2")


def tree(structure, reservations=b""):
    """The whole tree around the inside of its root."""
    inside = begin("") + CELLS + structure + END + LAST
    reservations += bytes(16)
    at = 40 + len(reservations)
    total = at + len(inside) + len(STRING_BLOCK)
    header = struct.pack(">10I", 0xd00dfeed, total, at, at + len(inside), 40,
                         17, 16, 0, len(STRING_BLOCK), len(inside))
    return [header, reservations, inside, STRING_BLOCK]


def memory(index):
    return begin(f"memory@{index:x}") + prop("device_type", b"memory\0") + \
        prop("reg", struct.pack(">QQ", index * 8192, 4096)) + END


def repeated(one):
    def make(size):
        count = size // len(one(0))
        return tree(b"".join(one(i) for i in range(count)))
    return make


def deep(size):
    one = begin("b")
    count = size // (len(one) + 4)
    return tree(one * count + END * count)


def deep_buses(size):
    """As deep as is read, again and again, each level with ranges."""
    one = begin("b") + CELLS + prop("ranges", b"")
    many = one * 60 + END * 60
    return tree(many * (size // len(many)))


def long_reg(size):
    regs = b"".join(struct.pack(">QQ", i * 8192, 4096)
                    for i in range(size // 16))
    return tree(begin("memory@0") + prop("device_type", b"memory\0") +
                prop("reg", regs) + END)


def reserved(size):
    return tree(b"", b"".join(struct.pack(">QQ", i * 8192, 4096)
                              for i in range(1, size // 16)))


def distances(size):
    cells = b"".join(struct.pack(">III", i // 1024 % 1024, i % 1024, 20)
                     for i in range(size // 12))
    return tree(begin("distance-map") +
                prop("compatible", b"numa-distance-map-v1\0") +
                prop("distance-matrix", cells) + END)


def names(size):
    """Node names without an end."""
    return tree(BEGIN + padded(b"n" * size + b"\0") + END)


TREES = {
    "memory": repeated(memory),
    "empty-nodes": repeated(lambda i: begin(f"n{i:07}") + END),
    "same-nodes": repeated(lambda i: begin("n") + END),
    "properties": repeated(lambda i: prop("status", b"")),
    "nops": repeated(lambda i: NOP),
    "compatible": lambda size: tree(
        begin("x") + prop("compatible", b"a\0" * (size // 2)) + END),
    "deep": deep,
    "deep-buses": deep_buses,
    "long-reg": long_reg,
    "reserved": reserved,
    "distances": distances,
    "names": names,
}
