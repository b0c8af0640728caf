# SPDX-License-Identifier: MIT
"""An x86 kernel out of its vmlinuz, and what its ELF header tells."""

import struct
import subprocess

from errors import Missing
from packages import need

LZ4 = bytes.fromhex("02214c18")
PT_LOAD, PT_NOTE = 1, 4
PHYS32_ENTRY = 18


def payload(vmlinuz):
    """Give the compressed kernel in the bytes of a vmlinuz.

    Source: Documentation/x86/boot.rst, Linux 6.1: setup_sects, header,
    payload_offset, payload_length.
    """
    if vmlinuz[0x202:0x206] != b"HdrS":
        raise Missing("the kernel is no bzImage")
    offset, length = struct.unpack_from("<II", vmlinuz, 0x248)
    begin = (vmlinuz[0x1f1] + 1) * 512 + offset
    # Its last word is the length of what it unpacks to.
    return vmlinuz[begin:begin + length - 4]


def unpack(vmlinuz, vmlinux):
    """Unpack the file @vmlinuz to the file @vmlinux."""
    with open(vmlinuz, "rb") as file:
        packed = payload(file.read())
    if not packed.startswith(LZ4):
        raise Missing(f"the kernel is packed by who knows: {packed[:4].hex()}")
    need("lz4")
    with open(vmlinux, "wb") as file:
        subprocess.run(["lz4", "-d", "-c"], input=packed, stdout=file,
                       stderr=subprocess.PIPE, check=True, timeout=120)


def segments(elf):
    """Give (type, offset, physical address, size in memory) of each."""
    start, = struct.unpack_from("<Q", elf, 32)
    size, count = struct.unpack_from("<HH", elf, 54)
    for at in range(start, start + size * count, size):
        kind, _, offset, _, address, _, memory, _ = \
            struct.unpack_from("<IIQQQQQQ", elf, at)
        yield kind, offset, address, memory


def notes(elf, offset, size):
    """Give (owner, type, bytes) of each note of a segment."""
    end = offset + size
    while offset < end:
        name, length, kind = struct.unpack_from("<III", elf, offset)
        offset += 12
        owner = elf[offset:offset + name].rstrip(b"\0")
        offset += name + -name % 4
        yield owner, kind, elf[offset:offset + length]
        offset += length + -length % 4


def pvh_entry(vmlinux):
    """Give the address of the PVH entry, and the end of the kernel.

    Source: public/elfnote.h, Xen 4.17.
    """
    with open(vmlinux, "rb") as file:
        elf = file.read()
    entry, end = None, 0
    for segment, offset, address, size in segments(elf):
        if segment == PT_LOAD:
            end = max(end, address + size)
        elif segment == PT_NOTE:
            for owner, kind, data in notes(elf, offset, size):
                if owner == b"Xen" and kind == PHYS32_ENTRY:
                    entry = int.from_bytes(data, "little")
    if entry is None:
        raise Missing("the kernel has no PVH entry")
    return entry, end
