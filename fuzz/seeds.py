#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""seeds.py GPAMAP CORPUS: make the seeds of the corpora, one folder a target.

Seeds are what gpamap writes of a few maps, the specs and the bad inputs of
the tests, and some texts that gpamap only reads. Files that the fuzzer found
stand beside them, under the names that it gave them, and are left alone.
"""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
# Different enough: two nodes, VTL2, PCI, hot-plug, one page, no RAM at all.
MAPS = {
    "q35": ["tests/golden/qemu-q35-4g.yaml"],
    "vtl2": ["tests/golden/paravisor-vtl2.yaml"],
    "virt": ["tests/golden/qemu-virt-arm64.yaml"],
    "page": ["--ram", "4K"],
    "high": ["--ram", "1M,1M", "--mmio", "0x100000-0x200000",
             "--pci-ecam", "0xe0000000+1M",
             "--pci-mmio", "0xfffffffff0000000-0xfffffffffffff000",
             "--other", "unusable=4M+4K,pmem=16G+1G,hotplug=32G+1G"],
    "none": ["--mmio", "1G-2G"],
    "cxl": ["-"],
}
# What "-" reads.
CXL = b"""gpamap: 1
ram: [0-1G, {range: 4G+1G, vnode: 1}]
mmio: [empty, 1G-2G, 3G-3G]
other:
  - {range: 16G+1G, kind: hotplug, vnode: 2, name: cxl0}
  - {range: 32G+256M, kind: pmem, name: cxl1}
"""
# A HMAT with all that one can have.
HMAT = ("hmat,memory=0:0,latency=0:0:100+0:1:250,read-latency=0:0:90,"
        "write-bandwidth=0:0:1000+1:0:500,cache=0:1:1M+0:2:1G,"
        "associativity=direct,write-policy=write-back")
MTREE = """FlatView #0
 AS "memory", root: system
 AS "cpu-memory-0", root: system
 Root memory region: system
  0000000000000000-000000000009ffff (prio 0, ram): pc.ram KVM
  00000000000a0000-00000000000bffff (prio 1, i/o): vga-lowmem
  00000000000c0000-00000000000dffff (prio 1, rom): pc.rom
  0000000000100000-000000003fffffff (prio 0, ram): pc.ram @0000000000100000
  00000000b0000000-00000000bfffffff (prio 0, i/o): pcie-mmcfg-mmio
  0000000100000000-000000013fffffff (prio 0, nv-ram): nv0
"""
EFI_LOG = """[    0.0] efi: EFI v2.70 by EDK II
[    0.0] efi: mem00: [Conventional|   |  |  |WB|WT|WC|UC] \
range=[0x0000000000000000-0x000000000009ffff] (0MB)
[    0.0] efi: mem01: [ACPI Mem NVS|   |  |  |WB|WT|WC|UC] \
range=[0x0000000000807000-0x0000000000807fff] (0MB)
[    0.0] efi: mem02: [Runtime Code|RUN|  |  |WB|WT|WC|UC] \
range=[0x0000000000808000-0x0000000000808fff] (0MB)
[    0.0] efi: mem03: [type=2147483648|attr=0x10] \
range=[0x0000000100000000-0x000000017fffffff] (2048MB)
"""
EFI_LOG_OLD = """EFI: mem00: type=7, attr=0xf, \
range=[0x0000000000000000-0x000000000008b000) (0MB)
EFI: mem01: type=10, attr=0xf, \
range=[0x000000000008f000-0x0000000000090000) (0MB)
"""
E820_OLD = """ BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)
 BIOS-e820: 00000000000f0000 - 0000000000100000 (reserved)
 BIOS-e820: 0000000000100000 - 000000003fff0000 (usable)
"""
LINES = {
    "show": "show -\n",
    "options": "show\n--ram\n2G,2G\n--mmio\n0xf8000000-0x100000000,empty\n"
               "--vtl2\n1T+1G\n--other\nreserved=64K+4K\n--name\nguest\n",
    "json": "show\n-o\njson\na\n",
    "probe": "probe\n-o\njson\n--ram\n4G\n0\n0x1000\n5G\n",
    "probe-lines": "probe\na\n",
    "probe-at": "probe\n--at\n0x1000,4G\na\nb\n",
    "check": "check\n--strict\n--phys-bits\n39\na\n",
    "lock": "check\n--lock\nb\na\n",
    "jsonl": "show\n--jsonl\n",
    "jsonl-check": "check\n--jsonl\n-\n",
    "plan": "plan\n--request\nram=4G,tag=node0\n--request\nmmio32=128M,tag=low"
            "\n--address-bits\n40\n--avoid\nx=1G+4K\n",
    "explain": "explain\na\npci-low\n",
    "explain-inputs": "explain\n--inputs\n--tag\nnode0\na\nb\n",
    "explain-json": "explain\n-o\njson\na\n",
    "sweep": "sweep\n--ram\n1G..8G\n--step\n1G\n--request\nmmio32=1G\n"
             "--request\nram=1G,tag=x\n",
    "sweep-machine": "sweep\n--machine\nq35\n--ram\n1G..16G\n-o\njson\n",
    "diff": "diff\na\nb\n",
    "diff-abi": "diff\n--abi\n-o\njson\na\nb\n",
    "agree": "agree\na\ne820:b\n",
    "lock-write": "lock\na\n",
    "formats": "formats\n",
    "machine": "show\n--machine\nvirt-arm64,devices=2\n--ram\n2G,2G\n",
    "help": "sweep\n--help\n",
    "keys": "show\n-o\nsrat,cpus=2+2\n--ram\n1G,1G\n",
    "keys-efi": "show\n-o\nefi,size=64,apart\n--ram\n1G\n",
    "keys-help": "formats\nkvm-slots\n",
    "output": "show\n--output\nz\n-o\nspec\na\n",
}


def run(gpamap, *arguments):
    done = subprocess.run([gpamap, *arguments], cwd=ROOT, check=False,
                          input=CXL, capture_output=True)
    return done.stdout if done.returncode == 0 else None


def formats(gpamap):
    """Give the names of the formats that are written, and those read too."""
    rows = [line.split() for line in
            run(gpamap, "formats").decode().splitlines()[1:]]
    return ([row[0] for row in rows if row[1] == row[2] == "yes"],
            [row[0] for row in rows if row[1] == "yes"])


def save(corpus, target, name, content):
    folder = corpus / target
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        content = content.encode()
    (folder / name).write_bytes(content)


def written(gpamap, corpus, both):
    """What gpamap writes and reads."""
    detected = {}
    for name, arguments in MAPS.items():
        for form in both:
            content = run(gpamap, "show", "-o", form, *arguments)
            if content:
                save(corpus, form, f"seed-{name}", content)
                detected[form, name] = content
    for (form, name), content in detected.items():
        if name in ("q35", "cxl"):
            save(corpus, "detect", f"seed-{form}-{name}", content)
        if form == "saved":
            save(corpus, "saved-block", f"seed-{name}", content)
    tables = [detected[form, "vtl2"] for form in ("srat", "slit", "mcfg")]
    save(corpus, "acpi", "seed-three", b"".join(tables))
    for form in ("srat", "hmat", "cedt"):
        save(corpus, "acpi", f"seed-{form}", detected[form, "cxl"])
    save(corpus, "hmat", "seed-full",
         run(gpamap, "show", "-o", HMAT, *MAPS["cxl"]))
    return detected


def kept(corpus):
    """What the tests keep."""
    for path in sorted(TESTS.glob("golden/*.yaml")):
        save(corpus, "spec", f"seed-{path.stem}", path.read_bytes())
    for path in sorted(TESTS.glob("bad/*.yaml")):
        if path.stat().st_size < 2048:
            save(corpus, "spec", f"seed-bad-{path.stem}", path.read_bytes())
    for form in ("e820", "iomem"):
        for path in sorted(TESTS.glob(f"*/*.{form}")):
            if path.stat().st_size < 4096:
                save(corpus, form, f"seed-{path.stem}", path.read_bytes())


def texts(corpus):
    """What gpamap reads and does not write."""
    for target in "mtree", "detect":
        save(corpus, target, "seed-mtree", MTREE)
    for target in "efi-log", "detect":
        save(corpus, target, "seed-efi-log", EFI_LOG)
    save(corpus, "efi-log", "seed-old", EFI_LOG_OLD)
    save(corpus, "e820", "seed-old", E820_OLD)


def lines(corpus, detected):
    """Command lines: the words, then standard input, files "a" and "b"."""
    spec = (TESTS / "golden/plan-openvmm-like.yaml").read_bytes()
    one = detected["spec", "high"]
    other = detected["lock", "high"]
    for name, words in LINES.items():
        first = spec if "explain" in name else one
        stdin = b'{"gpamap":1,"ram":["2G"]}\n{"ram":3}\n\n' \
            if "jsonl" in name else one
        if "agree" in name:
            other = detected["e820-bin", "high"]
        content = b"\0\0".join([words.encode(), stdin, first, other])
        save(corpus, "cli", f"seed-{name}", content)


def sources(corpus, detected):
    """Several of one machine: a format, a length and the bytes of each."""
    for name in ("q35", "cxl", "high"):
        content = b""
        for form in ("spec", "e820", "srat", "dtb"):
            one = detected.get((form, name), b"")
            content += b"\0" + len(one).to_bytes(2, "big") + one
        save(corpus, "agree", f"seed-{name}", content)


def guest(corpus, detected):
    """What is no row of the table of formats."""
    for name in ("q35", "virt"):
        size = (48).to_bytes(2, "big")
        save(corpus, "efi-sizes", f"seed-{name}",
             size + detected["efi", name])
        save(corpus, "fdt-merge", f"seed-{name}", detected["dtb", name])


def models(corpus):
    """What is made of bytes one by one: the fuzzer finds its own way."""
    for target in ("layout", "layout-raw", "plan", "plan-raw"):
        save(corpus, target, "seed-zero", b"\0")


def main():
    gpamap = str(pathlib.Path(sys.argv[1]).resolve())
    corpus = pathlib.Path(sys.argv[2])
    both, _ = formats(gpamap)
    detected = written(gpamap, corpus, both)
    kept(corpus)
    texts(corpus)
    lines(corpus, detected)
    sources(corpus, detected)
    guest(corpus, detected)
    models(corpus)


main()
