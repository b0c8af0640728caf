# SPDX-License-Identifier: MIT
"""An x86 guest: the files that it is booted with, and the boot."""

import os
import subprocess

import guest
import kernel
import linux
import pvh
from command import write
from errors import Missing, Wrong
from packages import need
from suite import fresh

QEMU = "qemu-system-x86_64"
KERNEL = "linux-image-cloud-amd64"

# Linux shall look at checksums, too. Hardware-reduced ACPI has no clock to
# measure the TSC by, so it is told; if wrongly, the guest's time is. Some four
# times too high: by the TSC Linux takes 100 ms to measure the APIC's timer, its
# only one, and if the host keeps QEMU waiting for that long at the wrong
# moment it comes to none, turns the timer off and hangs
# (calibrate_APIC_clock(), arch/x86/kernel/apic/apic.c, Linux 6.1).
COMMAND_LINE = "console=ttyS0 panic=-1 acpi_force_table_verification " \
    "tsc_early_khz=10400000 tsc=reliable"


def fetch(suite):
    """Give the Linux, fetched by whoever comes first."""
    need(QEMU, "lz4")
    if not suite.has("pvh_stub.elf"):
        raise Missing("only x86-64 hosts build pvh_stub.elf")
    return linux.fetch(suite, "amd64", KERNEL, kernel.unpack)


class Artefacts:
    """What gpamap writes for a guest, as files in a folder.

    addresses: name of an ACPI table to where it stands.
    """

    def __init__(self, suite, chosen):
        self.folder = fresh(suite.inside("given"))
        self.spec = self.path("spec")
        saved = self.path("saved")
        write(self.spec, chosen.spec())
        suite.command.convert(self.spec, saved, "saved")
        self.addresses = guest_files(suite, saved, self.folder, chosen.cpus,
                                     chosen.distances, chosen.files)

    def path(self, name):
        return os.path.join(self.folder, name)

    def bytes(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def change(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data)

    def tables(self):
        """The tables that a guest shows: name to bytes."""
        return {name: self.bytes(name) for name in self.addresses
                if name not in ("RSDP", "XSDT")}


def numbers(values):
    return ",".join(str(value) for value in values)


def guest_files(suite, saved, folder, cpus, distances, options):
    """Have gpamap write all files; give the address of each table."""
    words = [suite.built("guest_files"), "--cpus=" + numbers(cpus), *options]
    if distances:
        words += ["--distances=" + numbers(distances)]
    run = subprocess.run([*words, saved, folder], text=True, check=False,
                         capture_output=True, timeout=60)
    if run.returncode != 0:
        raise Wrong(run.stderr.strip())
    pairs = [line.split() for line in run.stdout.splitlines()]
    return {name: int(address, 16) for name, address in pairs}


def processors(count):
    """Each is a socket of its own, as Linux wants those of two nodes."""
    return ["-smp", f"{count},sockets={count}"]


def boot(suite, fetched, artefacts, chosen):
    """Boot Linux on @artefacts; give its report."""
    entry, end = kernel.pvh_entry(fetched.vmlinux)
    if end > pvh.INITRD:
        raise Missing(f"the kernel ends at {end:#x}, too far up for us")
    block = artefacts.path("block")
    with open(block, "wb") as file:
        file.write(pvh.block(entry, artefacts.bytes("memmap"),
                             artefacts.addresses["RSDP"],
                             os.path.getsize(fetched.initramfs), COMMAND_LINE))
    size = chosen.memory.split(",")[0]
    options = ["-M", "q35,memory-backend=ram", "-m", chosen.memory,
               "-object",
               f"memory-backend-ram,id=ram,size={size},reserve=off",
               *chosen.machine, *processors(sum(chosen.cpus)),
               "-kernel", suite.built("pvh_stub.elf"),
               "-device", f"loader,file={fetched.vmlinux}",
               *guest.loader(block, pvh.BLOCK),
               *guest.loader(fetched.initramfs, pvh.INITRD)]
    for name, address in artefacts.addresses.items():
        options += guest.loader(artefacts.path(name), address)
    return guest.boot(QEMU, options, suite.folder)

