# SPDX-License-Identifier: MIT
"""What gpamap writes for a guest with a device tree, as files in a folder."""

import os
import subprocess

import guest
from command import write
from errors import Wrong
from suite import fresh


def keys(chosen):
    """What is said to gpamap behind "dtb" of a map."""
    side = int(len(chosen.distances) ** 0.5)
    between = "+".join(f"{at // side}:{at % side}:{distance}"
                       for at, distance in enumerate(chosen.distances)
                       if at // side != at % side)
    words = [*chosen.files] + ([f"distances={between}"] if between else [])
    return "".join("," + word for word in words)


class Artefacts:
    """The map's own tree, written into the one that @dump(path) gives."""

    def __init__(self, suite, chosen, dump):
        self.folder = fresh(suite.inside("given"))
        self.spec = self.path("spec")
        self.tree = self.path("tree")
        base = self.path("base")
        write(self.spec, chosen.spec())
        dump(base)
        suite.command.convert(self.spec, self.tree, "dtb,into=" +
                              base.replace(",", ",,") + keys(chosen))

    def path(self, name):
        return os.path.join(self.folder, name)

    def bytes(self):
        """The tree."""
        with open(self.tree, "rb") as file:
            return file.read()

    def change(self, data):
        """Make another tree of it."""
        with open(self.tree, "wb") as file:
            file.write(data)


def dump(qemu, machine, path, options):
    """Have QEMU write the tree of its machine, with all that Linux needs."""
    run = subprocess.run([qemu, *guest.COMMON, "-M",
                          f"{machine},dumpdtb={path}", *options],
                         text=True, check=False, capture_output=True,
                         stdin=subprocess.DEVNULL, timeout=60)
    if run.returncode != 0:
        raise Wrong(run.stderr.strip())


def linux(fetched, command_line):
    """The options that give QEMU a Linux."""
    return ["-kernel", fetched.vmlinuz, "-initrd", fetched.initramfs,
            "-append", command_line]
