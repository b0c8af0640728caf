# SPDX-License-Identifier: MIT
"""A guest under QEMU: start it, wait for its report, keep its console."""

import os
import shlex
import subprocess
import time

from errors import Wrong
from packages import need
from report import DONE, Report

# On an idle machine a guest takes two to five seconds.
LIMIT = 150

COMMON = ["-accel", "tcg", "-nodefaults", "-no-user-config", "-display",
          "none", "-no-reboot"]


def read(path):
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return file.read().replace("\r", "")


def boot(qemu, options, folder):
    """Run @qemu with @options and give its report.

    Left in @folder: command, console.log and qemu.log.
    """
    need(qemu)
    console = os.path.join(folder, "console.log")
    command = [qemu, *COMMON, "-serial", f"file:{console}", *options]
    with open(os.path.join(folder, "command"), "w", encoding="utf-8") as file:
        file.write(shlex.join(command) + "\n")
    with open(os.path.join(folder, "qemu.log"), "w",
              encoding="utf-8") as said:
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said,
                              stderr=said) as run:
            seconds = wait(run, console)
    text = read(console)
    if DONE not in text:
        words = read(os.path.join(folder, "qemu.log")).strip()
        raise Wrong(f"no report after {seconds:.0f} s, see {console}" +
                    (f"; QEMU: {words}" if words else ""))
    return Report(text)


def wait(run, console):
    """Wait until the guest is done; give the seconds that it took."""
    began = time.monotonic()
    while run.poll() is None and time.monotonic() - began < LIMIT:
        time.sleep(0.05)
        # Resetting takes a guest as long as it likes.
        if DONE in read(console):
            break
    run.kill()
    run.wait()
    return time.monotonic() - began


def loader(path, address):
    """The option that puts a file's bytes at an address."""
    return ["-device",
            f"loader,file={path},addr={address:#x},force-raw=on"]

