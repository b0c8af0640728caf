# SPDX-License-Identifier: MIT
"""What a guest told on its console: the kernel's log, and init.sh's report.

A report is lines of the kernel's log that go on with "@@ ": "text PATH",
"bytes PATH" or "packed PATH", the file's lines or its bytes or its gzip in
base64, "end"; at last "done".
"""

import base64
import gzip
import os
import re

DONE = "@@ done"
LINE = re.compile(r"^(?:\[ *\d+\.\d+\] )?@@ (.*)\n", re.M)
SECTION = re.compile(r"^(text|bytes|packed) (/\S+)\n(.*?)^end\n", re.M | re.S)
TABLES = "/sys/firmware/acpi/tables/"
FDT = "/sys/firmware/fdt"
NODES = "/sys/devices/system/node/"

NODE_RANGE = re.compile(r"  node +(\d+): \[mem 0x([0-9a-f]+)-0x([0-9a-f]+)\]")
SRAT_RANGE = re.compile(r"ACPI: SRAT: Node (\d+) PXM \d+ "
                        r"\[mem 0x([0-9a-f]+)-0x([0-9a-f]+)\](.*)")


def numbers(text):
    """Read a list of the kernel's, such as "0-2,4"."""
    found = set()
    for part in text.strip().split(","):
        if part:
            first, _, last = part.partition("-")
            found |= set(range(int(first), int(last or first) + 1))
    return found


class Report:
    """@log is the kernel's; @files are the guest's, path to bytes."""

    def __init__(self, console):
        self.log = LINE.sub("", console)
        self.files = {}
        told = "".join(line + "\n" for line in LINE.findall(console))
        for form, path, body in SECTION.findall(told):
            data = body.encode()
            if form != "text":
                data = base64.b64decode(data, validate=False)
            self.files[path] = gzip.decompress(data) if form == "packed" \
                else data

    def text(self, path):
        """What is in a file; nothing, where the guest has none."""
        return self.files.get(path, b"").decode()

    def tables(self):
        """The ACPI tables: name to bytes."""
        return {path[len(TABLES):]: data for path, data in self.files.items()
                if path.startswith(TABLES)}

    def tree(self):
        """The flattened device tree."""
        return self.files.get(FDT, b"")

    def nodes(self, what="online"):
        return numbers(self.text(NODES + what))

    def distances(self, node):
        words = self.text(f"{NODES}node{node}/distance").split()
        return [int(word) for word in words]

    def cpus(self, node):
        return numbers(self.text(f"{NODES}node{node}/cpulist"))

    def node_ranges(self):
        """(start, end, node) of the memory that the kernel gave to nodes."""
        return [(int(start, 16), int(last, 16) + 1, int(node))
                for node, start, last in NODE_RANGE.findall(self.log)]

    def srat_ranges(self):
        """(start, end, node, flags) of what the kernel read in the SRAT."""
        return [(int(start, 16), int(last, 16) + 1, int(node),
                 set(flags.replace("non-volatile", "pmem").split()))
                for node, start, last, flags in SRAT_RANGE.findall(self.log)]

    def save(self, folder):
        """Write all of it to files, tables in a folder of their own."""
        tables = os.path.join(folder, "tables")
        os.makedirs(tables, exist_ok=True)
        for name, data in self.tables().items():
            with open(os.path.join(tables, name), "wb") as file:
                file.write(data)
        for name, path in (("iomem", "/proc/iomem"),
                           ("memmap", "/sys/firmware/memmap"),
                           ("fdt", FDT)):
            if path in self.files:
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(self.files[path])
        with open(os.path.join(folder, "log"), "w", encoding="utf-8") as file:
            file.write(self.log)
