# SPDX-License-Identifier: MIT
"""A Debian kernel and its initramfs, ready for a guest of any architecture."""

import os

import initramfs
from packages import Packages, extract, locked

BUSYBOX = "busybox-static"
PROGRAM = "./bin/busybox", "./usr/bin/busybox"
IMAGE = "./boot/vmlinuz-", "./boot/vmlinux-"
HERE = os.path.dirname(os.path.abspath(__file__))


class Linux:
    """Where the parts are in @folder; the same for every guest."""

    def __init__(self, folder):
        self.folder = folder
        self.vmlinuz = os.path.join(folder, "vmlinuz")
        self.vmlinux = os.path.join(folder, "vmlinux")
        self.initramfs = os.path.join(folder, "initramfs")
        self.busybox = os.path.join(folder, "busybox")
        self.release = os.path.join(folder, "release")


def fetch(suite, architecture, kernel, unpack=None, release=None):
    """Give the Linux of the metapackage @kernel, fetched by the first to come.

    @unpack(vmlinuz, vmlinux), where given, makes the one file of the other.
    @release is Debian's, where it shall not be the system's own.
    """
    linux = Linux(os.path.join(suite.packages, architecture))
    with locked(linux.folder):
        if not os.path.exists(linux.release):
            packages = Packages(linux.folder, architecture, release)
            extract(packages.fetch(BUSYBOX), PROGRAM, linux.busybox)
            package = packages.fetch(packages.meant_by(kernel))
            extract(package, IMAGE, linux.vmlinuz)
            if unpack is not None:
                unpack(linux.vmlinuz, linux.vmlinux)
            with open(linux.release, "w", encoding="utf-8") as file:
                file.write(os.path.basename(package))
        initramfs.write(linux.initramfs, linux.busybox,
                        os.path.join(HERE, "init.sh"))
    with open(linux.release, encoding="utf-8") as file:
        print(f"kernel: {file.read()}")
    return linux
