# SPDX-License-Identifier: MIT
"""What a monitor puts into a guest's memory to boot Linux by PVH.

The memory map comes from gpamap; the rest of the start info is here, and is
read by the kernel. pvh_stub.S is the program that QEMU starts.

Source: public/arch-x86/hvm/start_info.h, Xen 4.17, version 1.
"""

import struct

MAGIC = 0x336ec578
ENTRY_SIZE = 24

# Where things are. Every map has RAM from 1 MiB to 96 MiB: the stub is at
# 1 MiB, a Debian kernel ends below 64 MiB.
BLOCK = 0x200000
START_INFO = BLOCK + 0x100
MODULES = BLOCK + 0x200
COMMAND_LINE = BLOCK + 0x1000
MEMMAP = BLOCK + 0x2000
INITRD = 0x4000000


def block(entry, memmap, rsdp, initrd_size, command_line):
    """Give the bytes for BLOCK: for the stub, then all that it leads to."""
    count = len(memmap) // ENTRY_SIZE
    parts = {
        BLOCK: struct.pack("<II", entry, START_INFO),
        START_INFO: struct.pack("<IIIIQQQQII", MAGIC, 1, 0, 1, MODULES,
                                COMMAND_LINE, rsdp, MEMMAP, count, 0),
        MODULES: struct.pack("<QQQQ", INITRD, initrd_size, 0, 0),
        COMMAND_LINE: command_line.encode() + b"\0",
        MEMMAP: memmap,
    }
    data = bytearray()
    for address, part in parts.items():
        assert len(data) <= address - BLOCK
        data += b"\0" * (address - BLOCK - len(data)) + part
    return bytes(data)
