# SPDX-License-Identifier: MIT
"""golden.py GPAMAP ROOT: golden specs are what their machine's row predicts.

Every range of tests/golden/*.yaml must come out of --machine with its kind and
node; names may differ. Specs called plan-* ask for a plan and are no machine.
"""

import glob
import json
import os
import subprocess
import sys

MACHINES = {
    "qemu-q35-4g": ("q35", "4G"),
    "qemu-q35-2g": ("q35", "2G"),
    "qemu-pc-8g-2nodes": ("pc", "4G,4G"),
    "qemu-microvm": ("microvm", "1G"),
    "qemu-virt-arm64": ("virt", "4G"),
    "qemu-virt-riscv64": ("virt-riscv64", "2G"),
    "openvmm-x86-64": ("openvmm", "2G,2G"),
    "openvmm-x86-64-minimal": ("openvmm,low-mmio=32M,high-mmio=0", "4G"),
    "openvmm-aarch64": ("openvmm-aarch64", "4G"),
    "openvmm-fixed-gaps-128g": ("hyperv-gen2", "128G"),
    "paravisor-vtl2": ("openvmm,pcie=1,vtl2=512M,vtl2-mmio=1G", "4G,4G"),
    "hyperv-gen2": ("hyperv-gen2", "4G"),
    "firecracker-x86-64": ("firecracker", "4G"),
    "firecracker-aarch64": ("firecracker-aarch64,cpus=2,hotplug=4G", "4G"),
    "cloud-hypervisor-x86-64": ("cloud-hypervisor", "4G"),
    "cloud-hypervisor-aarch64": ("cloud-hypervisor-aarch64,cpus=4", "4G"),
    "kvmtool-riscv64": ("kvmtool-riscv64", "1G"),
}


def ranges(gpamap, *words):
    run = subprocess.run([gpamap, "show", "-o", "json", *words], check=True,
                         capture_output=True, text=True)
    return {(r["start"], r["end"], r["kind"], r["vnode"])
            for r in json.loads(run.stdout)["ranges"]}


def main():
    gpamap, root = sys.argv[1:]
    paths = glob.glob(os.path.join(root, "tests/golden/*.yaml"))
    problems = []
    for path in sorted(paths):
        name = os.path.basename(path)[:-len(".yaml")]
        if name.startswith("plan-"):
            continue
        if name not in MACHINES:
            problems.append(f"{name}: not in MACHINES")
            continue
        machine, ram = MACHINES[name]
        spec = ranges(gpamap, path)
        row = ranges(gpamap, "--machine", machine, "--ram", ram)
        problems += [f"{name}: {machine} lacks {' '.join(map(str, r))}"
                     for r in sorted(spec - row)]
        problems += [f"{name}: {machine} has {' '.join(map(str, r))}"
                     for r in sorted(row - spec)]
    for problem in problems:
        print(problem)
    print(f"{len(MACHINES)} golden machines")
    return 1 if problems or not paths else 0


sys.exit(main())
