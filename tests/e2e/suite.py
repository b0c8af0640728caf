# SPDX-License-Identifier: MIT
"""Where the parts of the suite are in a build directory."""

import contextlib
import os
import shutil

from command import Command
from errors import Wrong


def fresh(folder):
    """Make an empty folder."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)
    os.makedirs(folder)
    return folder


class Suite:
    """What every case needs; @name is the case's."""

    def __init__(self, build, name):
        self.here = os.path.join(os.path.abspath(build), "tests", "e2e")
        gpamap = self.built(os.path.join("..", "..", "gpamap"))
        self.packages = os.path.join(self.here, "packages")
        self.folder = fresh(os.path.join(self.here, "guests", name))
        self.command = Command(gpamap, self.folder)

    def built(self, name):
        """The path of what the build makes."""
        path = os.path.normpath(os.path.join(self.here, name))
        if not os.path.exists(path):
            raise Wrong(f"{path} is not built")
        return path

    def has(self, name):
        """Whether the build makes it here."""
        return os.path.exists(os.path.join(self.here, name))

    def inside(self, name):
        """The path of a file in the case's folder."""
        return os.path.join(self.folder, name)
