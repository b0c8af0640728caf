# SPDX-License-Identifier: MIT
"""The commands that the tests of failure try, and the files that they read."""

import os
import subprocess

GOLDEN = "tests/golden/"
COMPARE = "tests/cli/compare/"
MAP = "tests/failure/map.yaml"
PLAN = GOLDEN + "plan-openvmm-like.yaml"
FAILS = GOLDEN + "plan-fails.yaml"

# Each command with what it reads from standard input, if it does. OUTPUT is a
# file to be written, TABLES a folder of ACPI tables.
COMMANDS = [
    ["show", MAP],
    ["show", "tests/bad/overlap.yaml"],
    ["show", "--ram", "2G,2G", "--mmio", "3G-4G", "--name", "two nodes"],
    ["show", "--ram", "0-2G@0,4G+2G@1", "--other", "pmem=8G+1G@1"],
    ["show", "--machine", "q35", "--ram", "4G,4G"],
    ["show", "--machine", "openvmm", "--ram", "8G", "-o", "spec"],
    ["show", "--output", "OUTPUT", MAP, MAP],
    ["show", "--request", "ram=4G,tag=a", "--request", "mmio32=128M,tag=b",
     "--avoid", "1G-2G", "--output", "OUTPUT"],
    ["probe", MAP, "0x1000", "0xf8000000", "1T"],
    ["probe", "-o", "json", "--ram", "4G", "0x1000", "8G"],
    ["probe", "--at", "0x1000,1T", MAP, MAP],
    ["check", MAP],
    ["check", "tests/warned/node-interleaved.yaml"],
    ["check", "tests/bad/unsorted.yaml"],
    ["check", "-o", "json", "tests/bad/plan-overlap.yaml"],
    ["check", "--phys-bits", "36", PLAN],
    ["check", FAILS],
    ["check", "--lock", COMPARE + "before.lock", COMPARE + "after.yaml"],
    ["plan", PLAN],
    ["plan", FAILS],
    ["plan", "-o", "spec", "--output", "OUTPUT", PLAN],
    ["explain", PLAN],
    ["explain", FAILS],
    ["explain", "-o", "json", FAILS],
    ["explain", "--tag", "node0", "--tag", "node1", PLAN, FAILS],
    ["sweep", "--ram", "1G..3G", "--step", "512M", PLAN],
    ["sweep", "--ram", "1G..3G", "--step", "512M", "-o", "json", PLAN],
    ["sweep", "--ram", "1G..3G", "--step", "512M", "-o", "svg", "--output",
     "OUTPUT", PLAN],
    ["sweep", "--ram", "32G..33G", "--step", "1G", "--output", "OUTPUT",
     PLAN, FAILS],
    ["sweep", "--machine", "q35", "--ram", "1G..4G", "--step", "1G"],
    ["diff", COMPARE + "before.yaml", COMPARE + "after.yaml"],
    ["diff", "--abi", "-o", "json", COMPARE + "before.yaml",
     COMPARE + "grown.yaml"],
    ["agree", MAP, "TABLES"],
    ["agree", "-o", "json", COMPARE + "before.yaml", COMPARE + "after.yaml"],
    ["lock", "--output", "OUTPUT", MAP],
    ["formats"],
    ["--help"],
    ["sweep", "--help"],
]

LINES = (b'{"ram": "4G", "name": "one"}\n'
         b'{"ram": "nothing"}\n'
         b'{"ram": ["1G", "1G"], "mmio": "3G-4G"}\n')

PIPED = [
    (["show", "-"], b"ram: [1G, 2G]\nmmio: [3G-4G]\n"),
    (["show", "--jsonl"], LINES),
    (["check", "--jsonl"], LINES),
    (["probe", MAP], b"0x1000\n4G\nnowhere\n"),
]


# Formats that are read and never written.
READ_ONLY = {
    "mtree": """FlatView #1
 AS "memory", root: system
 Root memory region: system
  0000000000000000-00000000bfffffff (prio 0, ram): pc.ram
  00000000c0000000-00000000dfffffff (prio 0, i/o): window
  0000000100000000-000000013fffffff (prio 0, ram): pc.ram @c0000000
""",
    "efi-log": """efi: mem00: [Conventional|WB] range=[0x0000-0x9ffff] (0MB)
efi: mem01: [MMIO|UC] range=[0xffc00000-0xffffffff] (4MB)
""",
}


def formats(gpamap):
    """Each format with whether it is written and whether it is read."""
    lines = subprocess.run([gpamap, "formats"], check=True,
                           capture_output=True, text=True).stdout
    for line in lines.splitlines()[1:]:
        name, read, written = line.split()[:3]
        yield name, written == "yes", read == "yes"


def written_as(gpamap, name, tables):
    """The bytes of an input in a format."""
    if name in READ_ONLY:
        return READ_ONLY[name].encode()
    if name == "acpi":
        return b"".join(tables)
    run = subprocess.run([gpamap, "show", "-o", name, MAP], check=True,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if name in ("srat", "slit", "mcfg"):
        tables.append(run.stdout)
    return run.stdout


def make_inputs(gpamap, folder):
    """Write a map in each format that is read; give what reads and writes."""
    commands = []
    tables = []
    for name, written, read in formats(gpamap):
        if written:
            commands.append(["show", "-o", name, MAP])
        if read:
            path = os.path.join(folder, "map." + name)
            with open(path, "wb") as file:
                file.write(written_as(gpamap, name, tables))
            commands.append(["show", "--from", name, path])
    os.mkdir(os.path.join(folder, "tables"))
    for number, table in enumerate(tables):
        with open(os.path.join(folder, "tables", str(number)), "wb") as file:
            file.write(table)
    return commands


def all_commands(gpamap, folder):
    """Pairs of a command's words and its standard input."""
    made = make_inputs(gpamap, folder)
    tables = os.path.join(folder, "tables")
    for words, given in [(words, b"") for words in COMMANDS + made] + PIPED:
        yield [tables if word == "TABLES" else word for word in words], given
