# SPDX-License-Identifier: MIT
"""linux_boot.py LINUX-KVM GAPMAP ROOT BUILD: boot Linux in examples/linux-kvm.

Debian's kernel, unchanged, from the bzImage to user space, on the example's
own map. What the guest then tells of its memory map is held against the spec
by gpamap itself, its nodes against those of the spec, and its console must
have worked by interrupts.

Where the processor has virtualization, the monitor runs right here. Elsewhere
it runs in a Linux that QEMU emulates, on a processor of AMD's with SVM: that
takes most of a minute, and needs no more than QEMU. Packages and the guest's
report are those of the end-to-end suite, which this belongs to.
"""

import json
import os
import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "e2e"))

# pylint: disable=wrong-import-position
import checks
import initramfs
import x86
from errors import Missing
from packages import extract
from report import Report
from suite import Suite

SKIP = 77
LIMIT = 400  # seconds, on a machine that has other things to do
LINE = "console=ttyS0 panic=-1 reboot=t acpi_force_table_verification"
HELLO = "user space is on the console"
ENDED = "monitor ended with"
# With XSAVE, Linux in a guest of QEMU 7.2's SVM complains of sizes that do not
# fit each other.
HOST = "max,-xsave"
MODULES = ["virt/lib/irqbypass", "arch/x86/kvm/kvm", "arch/x86/kvm/kvm-amd"]

# The guest's init: a line by way of the console, then the suite's report.
GUEST_INIT = f"""#!/bin/busybox sh
echo {HELLO}
exec /bin/busybox sh /report
"""

# The init of the Linux between, whose /dev/kvm the monitor opens.
HOST_INIT = f"""#!/bin/busybox sh
b=/bin/busybox
$b mount -t devtmpfs dev /dev
for module in irqbypass kvm kvm-amd; do
	$b insmod /$module.ko
done
/linux-kvm /map /vmlinuz "{LINE}" /initrd
echo {ENDED} $?
$b reboot -f
"""


def read(path):
    with open(path, "rb") as file:
        return file.read()


def archive(path, files):
    """Write an initramfs of files and of the folders that they are in."""
    folders = {name[:at] for name, _ in files
               for at, letter in enumerate(name) if letter == "/"}
    rows = [(name, initramfs.FOLDER) for name in sorted(folders | {"dev"})]
    rows += [("dev/console", initramfs.DEVICE, b"", (5, 1)),
             ("dev/kmsg", initramfs.DEVICE, b"", (1, 11))]
    rows += [(name, initramfs.PROGRAM, data) for name, data in files]
    rows += [("TRAILER!!!", 0)]
    with open(path, "wb") as file:
        for number, row in enumerate(rows):
            file.write(initramfs.entry(number, *row))


def libraries(program):
    """The shared libraries that a program needs, its loader included."""
    said = subprocess.run(["ldd", program], capture_output=True, text=True,
                          check=True).stdout
    return re.findall(r"(/\S+) \(0x", said)


def run(line):
    """Run a monitor; give what came on its console, and how it ended."""
    done = subprocess.run(["timeout", str(LIMIT), *line], check=False,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    text = done.stdout.decode(errors="replace").replace("\r", "")
    return text, done.returncode


class Guest:
    """The parts of the guest, in a folder of the suite."""

    def __init__(self, program, gpamap, root, build):
        suite = Suite(build, "linux-kvm")
        self.program, self.gpamap = program, gpamap
        self.inside = suite.inside
        self.spec = os.path.join(root, "examples", "linux-kvm", "guest.yaml")
        self.linux = x86.fetch(suite)
        packages = os.path.dirname(self.linux.vmlinuz)
        self.busybox = read(os.path.join(packages, "busybox"))
        self.package = next(pathlib.Path(suite.packages).rglob(
            read(self.linux.release).decode()))
        self.map, self.initrd = self.inside("map"), self.inside("initrd")
        self.ask("plan", "-o", "saved", "--output", self.map, self.spec)
        script = os.path.join(root, "tests", "e2e", "init.sh")
        archive(self.initrd, [("bin/busybox", self.busybox),
                              ("report", read(script)),
                              ("init", GUEST_INIT.encode())])

    def ask(self, *words):
        done = subprocess.run([self.gpamap, *words], capture_output=True,
                              text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"gpamap {words[0]}: {done.stdout}{done.stderr}")
        return done.stdout

    def boot_here(self):
        text, status = run([self.program, self.map, self.linux.vmlinuz, LINE,
                            self.initrd])
        return text + f"{ENDED} {status}\n"

    def module(self, name):
        """Give the bytes of a module of the guest's kernel."""
        release = self.package.name.partition("_")[0]
        release = release.removeprefix("linux-image-")
        path = self.inside(os.path.basename(name) + ".ko")
        extract(self.package, f"./lib/modules/{release}/kernel/{name}.ko",
                path)
        return read(path)

    def boot_nested(self):
        files = [("bin/busybox", self.busybox), ("init", HOST_INIT.encode()),
                 ("linux-kvm", read(self.program)), ("map", read(self.map)),
                 ("vmlinuz", read(self.linux.vmlinuz)),
                 ("initrd", read(self.initrd))]
        files += [(path[1:], read(path)) for path in libraries(self.program)]
        files += [(os.path.basename(name) + ".ko", self.module(name))
                  for name in MODULES]
        archive(self.inside("host"), files)
        text, _ = run([x86.QEMU, "-accel", "tcg", "-cpu", HOST, "-m", "2G",
                       "-M", "q35", "-nodefaults", "-no-user-config",
                       "-display", "none", "-no-reboot", "-serial", "stdio",
                       "-kernel", self.linux.vmlinuz,
                       "-initrd", self.inside("host"),
                       "-append", "console=ttyS0 panic=-1 quiet"])
        return text

    def compare(self, text):
        """Hold what the guest told against its map; give the problems."""
        report, folder = Report(text), self.inside("seen")
        if "/proc/iomem" not in report.files:
            return ["the guest told nothing: " + " / ".join(
                text.splitlines()[-5:])]
        report.save(folder)
        problems = checks.complaints(report)
        if f"{ENDED} 0" not in text:
            problems.append("the monitor did not end well")
        if HELLO not in text:
            problems.append("nothing came by way of the console's interrupt")
        told = subprocess.run(
            [self.gpamap, "agree", self.spec,
             "e820:" + os.path.join(folder, "log"),
             "iomem:" + os.path.join(folder, "memmap"),
             "iomem:" + os.path.join(folder, "iomem"),
             "acpi:" + os.path.join(folder, "tables")],
            capture_output=True, text=True, check=False)
        if told.returncode != 0:
            problems.append(told.stdout + told.stderr)
        return problems + list(self.compare_nodes(report))

    def compare_nodes(self, report):
        ours = json.loads(self.ask("show", "-o", "json", self.spec))
        wanted = [(int(r["start"], 0), int(r["end"], 0), r["vnode"])
                  for r in ours["ranges"] if r["kind"] == "ram"]
        seen = [row[:3] for row in report.srat_ranges()]
        if seen != wanted:
            yield f"SRAT: Linux read {seen}, not {wanted}"
        if report.nodes("has_memory") != {row[2] for row in wanted}:
            yield f"nodes with memory: {report.nodes('has_memory')}"


def has_virtualization():
    """The processor has it, and not only an emulation of KVM."""
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        flags = set(file.read().split())
    return flags & {"vmx", "svm"} and os.access("/dev/kvm", os.R_OK | os.W_OK)


def main():
    try:
        guest = Guest(*sys.argv[1:])
        here = has_virtualization()
        text = guest.boot_here() if here else guest.boot_nested()
    except Missing as missing:
        print(f"SKIP: linux-kvm-boot: {missing}")
        return SKIP
    with open(guest.inside("console"), "w", encoding="utf-8") as file:
        file.write(text)
    problems = guest.compare(text)
    for problem in problems:
        print(f"FAIL: linux-kvm-boot: {problem}")
    print(f"booted {'here' if here else 'in an emulated host'}, "
          f"{len(problems)} problems; see {guest.inside('')}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
