# SPDX-License-Identifier: MIT
"""The guest's file system: busybox, and the script that is its init.

Source of the format: Documentation/driver-api/early-userspace/
buffer-format.rst, Linux 6.1.
"""

import os

FOLDER = 0o040755
PROGRAM = 0o100755
DEVICE = 0o020600


def entry(number, name, mode, data=b"", device=(0, 0)):
    """Give one file of a cpio archive of the form "newc"."""
    name = name.encode() + b"\0"
    numbers = (number, mode, 0, 0, 1, 0, len(data), 0, 0, *device, len(name),
               0)
    head = b"070701" + b"".join(b"%08x" % n for n in numbers) + name
    return pad(head) + pad(data)


def pad(data):
    return data + b"\0" * (-len(data) % 4)


def write(path, busybox, script):
    """Write the archive to @path, of the files @busybox and @script.

    A guest that is just being started keeps the file that it has.
    """
    with open(busybox, "rb") as file:
        program = file.read()
    with open(script, "rb") as file:
        init = file.read()
    files = [("dev", FOLDER), ("bin", FOLDER),
             ("dev/console", DEVICE, b"", (5, 1)),
             ("dev/kmsg", DEVICE, b"", (1, 11)),
             ("bin/busybox", PROGRAM, program),
             ("init", PROGRAM, init),
             ("TRAILER!!!", 0)]
    with open(path + ".new", "wb") as file:
        for number, words in enumerate(files):
            file.write(entry(number, *words))
    os.replace(path + ".new", path)
