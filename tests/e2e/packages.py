# SPDX-License-Identifier: MIT
"""Debian packages, fetched into a folder of our own and never installed.

apt-get does the work, with lists and cache in that folder: the system's own
are neither changed nor needed, root is not needed, and another architecture
than the host's is but another word.
"""

import contextlib
import fcntl
import os
import shutil
import subprocess
import tarfile
import time

from errors import Missing

# Without a network every try takes a while: after one that failed, the next
# tests of the same run do not try for so many seconds.
FORGET_AFTER = 120


@contextlib.contextmanager
def locked(folder):
    """Let one process at a time work in @folder."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "lock"), "w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def need(*programs):
    """Say which programs are not there."""
    for program in programs:
        if shutil.which(program) is None:
            raise Missing(f"no {program} here")


class Packages:
    """The packages of one architecture, kept in @folder.

    @release, where given, is Debian's that they come from, from the mirrors
    that the system's own come from.
    """

    def __init__(self, folder, architecture, release=None):
        self.folder = folder
        self.release = release
        self.lists = os.path.join(folder, "lists")
        self.failed = os.path.join(folder, "failed")
        self.fresh = False
        self.options = []
        for option in (f"Dir::State::Lists={self.lists}",
                       f"Dir::Cache={folder}/archives",
                       f"APT::Architecture={architecture}",
                       f"APT::Architectures={architecture}",
                       "APT::Sandbox::User=root",
                       "Acquire::Languages=none",
                       "Acquire::http::Timeout=20",
                       "Acquire::Retries=1"):
            self.options += ["-o", option]

    def _run(self, program, *words, options=None):
        """Run one of apt's programs; it has to succeed.

        With no @options it looks at the system's own lists.
        """
        options = self.options if options is None else options
        try:
            run = subprocess.run([program, "-q", *options, *words],
                                 text=True, cwd=self.folder, check=False,
                                 capture_output=True, timeout=120,
                                 stdin=subprocess.DEVNULL,
                                 env={**os.environ, "LC_ALL": "C"})
        except subprocess.TimeoutExpired:
            self._fail(program, words, "it takes too long")
        if run.returncode != 0:
            self._fail(program, words, run.stderr)
        return run

    def _fail(self, program, words, said):
        """Remember that there are no packages for now, and why."""
        why = " ".join([program, *words]) + ": " + \
            (said.strip().splitlines() or ["no reason given"])[0]
        with open(self.failed, "w", encoding="utf-8") as file:
            file.write(why)
        raise Missing(why)

    def _use_release(self):
        """Have apt look at no sources but those of our release."""
        sources = os.path.join(self.folder, "sources.list")
        run = self._run("apt-get", "indextargets", "--format",
                        "$(REPO_URI) $(RELEASE)", "Origin: Debian",
                        "Component: main", options=())
        # Those with a dash are updates of a release.
        targets = [line.split() for line in run.stdout.splitlines()]
        mirrors = {uri for uri, release in targets if "-" not in release}
        if not mirrors:
            self._fail("apt-get", ["indextargets"],
                       "no lists of Debian's; is this Debian?")
        with open(sources, "w", encoding="ascii") as file:
            for mirror in sorted(mirrors):
                file.write(f"deb {mirror} {self.release} main\n")
        self.options += ["-o", f"Dir::Etc::SourceList={sources}",
                         "-o", "Dir::Etc::SourceParts=/dev/null"]

    def _update(self):
        """Fetch the lists, once."""
        if self.fresh:
            return
        need("apt-get", "apt-cache", "dpkg-deb")
        os.makedirs(os.path.join(self.lists, "partial"), exist_ok=True)
        os.makedirs(os.path.join(self.folder, "archives"), exist_ok=True)
        if os.path.exists(self.failed) and \
                time.time() - os.path.getmtime(self.failed) < FORGET_AFTER:
            with open(self.failed, encoding="utf-8") as file:
                raise Missing(f"{file.read()} (a minute ago)")
        if self.release:
            self._use_release()
        run = self._run("apt-get", "update")
        # Without a network it warns, and all is well.
        if not any("_Packages" in file for file in os.listdir(self.lists)):
            self._fail("apt-get", ["update"], run.stderr)
        self.fresh = True

    def fetch(self, name):
        """Fetch the package @name; give the path of its file."""
        self._update()
        self._run("apt-get", "download", name)
        files = [file for file in os.listdir(self.folder)
                 if file.startswith(name + "_") and file.endswith(".deb")]
        paths = [os.path.join(self.folder, file) for file in files]
        return max(paths, key=os.path.getmtime)

    def meant_by(self, name):
        """Give the package that the metapackage @name stands for."""
        self._update()
        for line in self._run("apt-cache", "depends", name).stdout.splitlines():
            if line.strip().startswith("Depends: "):
                return line.split()[1]
        raise Missing(f"{name} stands for no package")


def extract(package, prefixes, path):
    """Copy the first file whose name begins so out of @package."""
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package],
                          stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as run:
        with tarfile.open(fileobj=run.stdout, mode="r|") as files:
            for file in files:
                if file.isfile() and file.name.startswith(prefixes):
                    with open(path, "wb") as copy:
                        shutil.copyfileobj(files.extractfile(file), copy)
                    break
            else:
                raise Missing(f"{package} has no {prefixes}")
        run.stdout.close()
