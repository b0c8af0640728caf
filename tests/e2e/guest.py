# SPDX-License-Identifier: MIT
"""A guest under QEMU: start it, wait for its report, keep its console."""

import os
import shlex
import subprocess
import time

from errors import Wrong
from packages import need
from report import DONE, Report

# On an idle machine a guest takes two to five seconds. One that says nothing
# for long, or what STUCK finds, is started a second time, which is told: on a
# busy machine its clocks may have come out wrong (README.md).
LIMIT = 60
TRIES = 2
STUCK = "APIC frequency too slow, disabling apic timer"

COMMON = ["-accel", "tcg", "-nodefaults", "-no-user-config", "-display",
          "none", "-no-reboot"]


def read(path):
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return file.read().replace("\r", "")


def boot(qemu, options, folder):
    """Run @qemu with @options and give its report.

    Left in @folder: command, console.log and qemu.log; console.log.1 of a
    first try that came to nothing.
    """
    need(qemu)
    console = os.path.join(folder, "console.log")
    command = [qemu, *COMMON, "-serial", f"file:{console}", *options]
    with open(os.path.join(folder, "command"), "w", encoding="utf-8") as file:
        file.write(shlex.join(command) + "\n")
    for number in range(1, TRIES + 1):
        seconds, ended = start(command, folder, console)
        text = read(console)
        if DONE in text:
            return Report(text)
        last = (text.splitlines() or ["nothing"])[-1]
        print(f"try {number}: no report after {seconds:.0f} s, and at last: "
              f"{last}")
        # What QEMU itself ends would come to the same end again.
        if ended or number == TRIES:
            break
        os.replace(console, f"{console}.{number}")
        print("the guest is booted a second time")
    words = read(os.path.join(folder, "qemu.log")).strip()
    raise Wrong(f"no report after {seconds:.0f} s, see {console}" +
                (f"; QEMU: {words}" if words else ""))


def start(command, folder, console):
    """Run QEMU once; give the seconds, and whether it ended by itself."""
    with open(os.path.join(folder, "qemu.log"), "w",
              encoding="utf-8") as said:
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said,
                              stderr=said) as run:
            return wait(run, console)


def wait(run, console):
    """Wait until the guest is done; give what start() gives."""
    began = time.monotonic()
    while run.poll() is None and time.monotonic() - began < LIMIT:
        time.sleep(0.05)
        # Resetting takes a guest as long as it likes.
        text = read(console)
        if DONE in text or STUCK in text:
            break
    ended = run.poll() is not None
    run.kill()
    run.wait()
    return time.monotonic() - began, ended


def loader(path, address):
    """The option that puts a file's bytes at an address."""
    return ["-device",
            f"loader,file={path},addr={address:#x},force-raw=on"]

