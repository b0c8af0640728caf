# SPDX-License-Identifier: MIT
"""files.py GPAMAP SOURCE: files that cannot be read, and output that fails.

Each case says which exit status it wants and what the message must hold. Whatever
happens, the file of --output is as it was or complete, and nothing is left
beside it.

With strace, every system call of some commands is made to fail, one a run; cases
that want another tool or root are skipped by name where there is none.
"""

import fcntl
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import threading
import time
import tty

import commands

OLD = b"what stood there before\n"
LIMIT = 60
# What each call is made to say. To unlink the file beside is the cure itself.
CALLS = {
    "openat": ("EIO", "EMFILE"),
    "newfstatat": ("EIO",),
    "read": ("EIO", "EINTR"),
    "write": ("EIO", "EINTR", "ENOSPC"),
    "fchmod": ("EIO",),
    "fsync": ("EIO", "ENOSPC"),
    "close": ("EIO", "EINTR"),
    "rename": ("EIO", "ENOSPC"),
    "getdents64": ("EIO",),
}
# The first call of main(): what is before it is the loader's.
BEGIN = "fcntl(0, F_GETFD)"


class Cases:
    """Runs gpamap, and counts what was right and what was not."""

    def __init__(self, gpamap, folder):
        self.gpamap = gpamap
        self.folder = os.path.join(folder, "output")
        self.file = os.path.join(self.folder, "file")
        self.passed = 0
        self.failed = 0
        self.environment = dict(os.environ, LC_ALL="C.UTF-8", TERM="dumb")
        os.mkdir(self.folder)

    def run(self, words, before=(), **options):
        """Give status, output, messages, what --output left, and beside."""
        with open(self.file, "wb") as old:
            old.write(OLD)
        words = [self.file if word == "OUTPUT" else word for word in words]
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        options.setdefault("env", self.environment)
        if before:
            # The leak detector is a tracer itself, and two do not go.
            told = options["env"].get("ASAN_OPTIONS", "")
            options["env"] = dict(options["env"],
                                  ASAN_OPTIONS=f"{told}:detect_leaks=0")
        run = subprocess.run([*before, self.gpamap, *words], check=False,
                             timeout=LIMIT, **options)
        with open(self.file, "rb") as file:
            left = file.read()
        return ([run.returncode, run.stdout, run.stderr, left],
                os.listdir(self.folder))

    def judge(self, name, fault):
        if fault is None:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {name}: {fault}")

    def expect(self, name, words, status, said=b"", left=OLD, **options):
        """One run that must end so and say that."""
        seen, beside = self.run(words, **options)
        fault = None
        if seen[0] != status:
            fault = f"exit status {seen[0]}, not {status}: {seen[2]}"
        elif said not in (seen[2] or b""):
            fault = f"does not say {said}: {seen[2]}"
        elif left is not None and seen[3] != left:
            fault = f"left {seen[3][:200]}"
        elif beside != ["file"]:
            fault = f"left {beside}"
        self.judge(name, fault)


def try_inputs(cases, folder):
    """Inputs that are no files that can be read."""
    show = ["show", "--output", "OUTPUT"]
    loop = os.path.join(folder, "loop")
    os.symlink(loop, loop)
    empty = os.path.join(folder, "empty")
    os.mkdir(empty)
    for path, said in (
            (os.path.join(folder, "nothing"), b"No such file"),
            (commands.MAP + "/below", b"Not a directory"),
            (loop, b"Too many levels"),
            ("x" * 4000, b"File name too long"),
            (empty, b"directory"),
            ("/proc/self/mem", b"Input/output error")):
        cases.expect(f"read {path[:40]}", show + [path], 2, said)
        cases.expect(f"check {path[:40]}", ["check", path], 2, said)
        cases.expect(f"agree {path[:40]}", ["agree", path], 2)
        cases.expect(f"lock {path[:40]}",
                     ["check", "--lock", path, commands.MAP], 2)
    if os.geteuid() != 0:
        hidden = os.path.join(folder, "hidden")
        shutil.copy(commands.MAP, hidden)
        os.chmod(hidden, 0)
        cases.expect("read a file without leave", show + [hidden], 2,
                     b"Permission denied")
    else:
        print("skipped: a file without leave: root reads all")
    cases.expect("no standard input", show + ["-"], 2, b"Bad file descriptor",
                 preexec_fn=lambda: os.close(0))
    cases.expect("no lines", ["check", "--jsonl"], 2, b"Bad file descriptor",
                 preexec_fn=lambda: os.close(0))
    cases.expect("no addresses", ["probe", commands.MAP], 2,
                 b"Bad file descriptor", preexec_fn=lambda: os.close(0))


def feed(path, data, size):
    with open(path, "wb", buffering=0) as pipe:
        for at in range(0, len(data), size):
            pipe.write(data[at:at + size])


def waiting(terminal):
    """The bytes that nobody has read of a terminal yet."""
    count = fcntl.ioctl(terminal, termios.FIONREAD, bytes(4))
    return int.from_bytes(count, sys.byteorder)


def until(true):
    while not true():
        time.sleep(0.01)


def try_half_line(cases):
    """An address of which half was read is none."""
    master, slave = os.openpty()
    tty.setraw(slave)
    half = b"0x1000\n0x20"
    os.write(master, half)
    until(lambda: waiting(slave) == len(half))

    def hang_up():
        until(lambda: waiting(slave) == 0)
        os.close(master)

    hanging = threading.Thread(target=hang_up)
    hanging.start()
    seen, _ = cases.run(["probe", commands.MAP], stdin=slave)
    hanging.join()
    os.close(slave)
    cases.judge("half an address",
                None if seen[0] == 2 and seen[1].count(b"\n") == 1 and
                b"Input/output error" in seen[2] else f"{seen}")


def try_pieces(cases, folder):
    """A pipe gives its bytes piece by piece: the map is the same."""
    with open(commands.MAP, "rb") as file:
        data = file.read()
    words = ["show", "-o", "json", "--name", "same"]
    wanted = cases.run(words + ["-"], stdin=open(commands.MAP, "rb"))[0]
    fifo = os.path.join(folder, "fifo")
    os.mkfifo(fifo)
    for size in (1, 7, 4096):
        feeder = threading.Thread(target=feed, args=(fifo, data, size))
        feeder.start()
        with open(fifo, "rb") as pipe:
            seen = cases.run(words + ["-"], stdin=pipe)[0]
        feeder.join()
        cases.judge(f"pieces of {size}",
                    None if wanted[0] == 0 and seen == wanted else f"{seen}")
        feeder = threading.Thread(target=feed, args=(fifo, data, size))
        feeder.start()
        seen = cases.run(words + [fifo])[0]
        feeder.join()
        cases.judge(f"a fifo, pieces of {size}",
                    None if seen[1] == wanted[1].replace(
                        b"standard input", fifo.encode())
                    else f"{seen}")


def try_output(cases, folder):
    """Output that has no place, or finds it full."""
    show = ["show", commands.MAP]
    for path, said in ((os.path.join(folder, "no", "file"), b"No such file"),
                       (folder, b"directory"),
                       (commands.MAP + "/below", b"Not a directory"),
                       ("/dev/full", b"No space left"),
                       ("", b"No such file")):
        cases.expect(f"write {path!r}", show + ["--output", path], 2, said)
        cases.expect(f"sweep to {path!r}",
                     ["sweep", "--ram", "8G..9G", "--output", path,
                      commands.PLAN], 2, said)
    full = b"cannot write standard output: No space left"
    bad = b"cannot write standard output: Bad file descriptor"
    for words, given in commands.PIPED + [(row, b"") for row
                                          in commands.COMMANDS]:
        name = " ".join(words)
        if "TABLES" in words or not cases.run(words, stdin=None, input=given)[
                0][1]:
            continue
        with open("/dev/full", "wb") as stream:
            cases.expect(f"{name} >/dev/full", words, 2, full, left=None,
                         stdout=stream, stdin=None, input=given)
        cases.expect(f"{name} >&-", words, 2, bad, left=None, stdin=None,
                     input=given, preexec_fn=lambda: os.close(1))


def try_closed(cases, folder):
    """Streams that are closed get no file's number."""
    cut = os.path.join(folder, "cut.iomem")
    with open(cut, "wb") as file:
        file.write(b"0-fff : System RAM\n1800-3fff : System RAM\n")
    words = ["show", "-o", "csv", "--output", "OUTPUT", cut]
    wanted = cases.run(words)[0]
    cases.judge("a note", None if b"note" in wanted[2] else f"{wanted}")
    cases.expect("a note, and no standard error", words, 0, left=wanted[3],
                 preexec_fn=lambda: os.close(2))
    cases.expect("no stream at all", words, 0, left=wanted[3],
                 preexec_fn=lambda: os.closerange(0, 3))


def try_pipe(cases):
    """Nobody reads any more."""
    for words in (["show", commands.MAP], ["formats"],
                  ["explain", commands.PLAN]):
        for ignored in (False, True):
            reader, writer = os.pipe()
            os.close(reader)

            def prepare(ignored=ignored):
                signal.signal(signal.SIGPIPE, signal.SIG_IGN if ignored
                              else signal.SIG_DFL)
            cases.expect(f"{words[0]} to a closed pipe", words,
                         2 if ignored else -signal.SIGPIPE,
                         b"Broken pipe" if ignored else b"",
                         stdout=writer, preexec_fn=prepare,
                         restore_signals=False)
            os.close(writer)


def try_limits(cases):
    """The disk takes some of it: what was there stays."""
    words = ["plan", "-o", "debug", "--output", "OUTPUT", commands.PLAN]
    whole = len(cases.run(words)[0][3])
    for size in (0, 1, whole // 2, whole - 1):
        def limit(size=size):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        cases.expect(f"a file of {size} bytes at most", words, 2,
                     b"File too large", preexec_fn=limit)


def try_full_disk(cases, folder):
    """A file system that is full, or read only: root can make one."""
    disk = os.path.join(folder, "disk")
    os.mkdir(disk)
    options = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk]
    if os.geteuid() != 0 or subprocess.run(options, check=False,
                                           stderr=subprocess.PIPE).returncode:
        print("skipped: a full disk: no leave to mount one")
        return
    folder, file = cases.folder, cases.file
    try:
        cases.folder = os.path.join(disk, "output")
        cases.file = os.path.join(cases.folder, "file")
        os.mkdir(cases.folder)
        words = ["sweep", "--ram", "8G..900G", "-o", "svg", "--output",
                 "OUTPUT", commands.PLAN]
        with open(os.path.join(disk, "ballast"), "wb") as ballast:
            ballast.write(bytes(4096))
        cases.expect("a full disk", words, 2, b"No space left")
    finally:
        cases.folder, cases.file = folder, file
        subprocess.run(["umount", disk], check=True)


def count_calls(strace, cases, words, log):
    """How often each call comes before main() begins, and in all."""
    cases.run(words, [strace, "-o", log])
    before, every = {}, {}
    begun = False
    with open(log, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            begun = begun or line.startswith(BEGIN)
            name = line.split("(", 1)[0]
            every[name] = every.get(name, 0) + 1
            if not begun:
                before[name] = before.get(name, 0) + 1
    return (before, every) if begun else None


def judge_call(wanted, plain, seen, beside):
    """What is wrong with a run in which a call failed; None if nothing."""
    if beside != ["file"]:
        return f"left {beside}"
    if seen[3] not in (OLD, wanted[3]):
        return "left a file that is not complete"
    # A message that could not be written is all that may be missing.
    if [seen[0], seen[1], seen[3]] in ([wanted[0], wanted[1], wanted[3]],
                                       [plain[0], plain[1], plain[3]]):
        return None
    if seen[0] != 2:
        return f"exit status {seen[0]}"
    return None if seen[2] else "says nothing"


def try_calls(cases, folder):
    """Let each system call of a command fail."""
    strace = shutil.which("strace")
    log = os.path.join(folder, "strace.log")
    probe = [strace or "false", "-o", log, "true"]
    if subprocess.run(probe, check=False, stderr=subprocess.PIPE).returncode:
        print("skipped: failing system calls: no strace, or no leave to trace")
        return
    tables = os.path.join(folder, "tables")
    tried = 0
    for words in (["show", "-o", "spec", "--output", "OUTPUT", commands.MAP],
                  ["show", commands.MAP],
                  ["agree", commands.MAP, tables],
                  ["check", commands.MAP, "tests/bad/overlap.yaml"]):
        counts = count_calls(strace, cases, words, log)
        if counts is None:
            cases.judge("strace", f"no {BEGIN} in {words}")
            continue
        wanted = cases.run(words)[0]
        plain = cases.run(words, env=dict(cases.environment, LC_ALL="C"))[0]
        for call, errors in CALLS.items():
            first = counts[0].get(call, 0) + 1
            last = counts[1].get(call, 0)
            for number in range(first, last + 1):
                for error in errors:
                    inject = f"inject={call}:error={error}:when={number}"
                    tried += 1
                    seen, beside = cases.run(
                        words, [strace, "-o", log, "-e", inject])
                    cases.judge(f"{words[0]}: {inject}",
                                judge_call(wanted, plain, seen, beside))
    with open(log, encoding="utf-8", errors="replace") as lines:
        cases.judge("strace", None if "(INJECTED)" in lines.read()
                    else "nothing was injected")
    print(f"{tried} failing system calls tried")


def main():
    gpamap, source = (os.path.abspath(path) for path in sys.argv[1:3])
    os.chdir(source)
    with tempfile.TemporaryDirectory() as folder:
        commands.make_inputs(gpamap, folder)
        cases = Cases(gpamap, folder)
        try_inputs(cases, folder)
        try_half_line(cases)
        try_pieces(cases, folder)
        try_output(cases, folder)
        try_closed(cases, folder)
        try_pipe(cases)
        try_limits(cases)
        try_full_disk(cases, folder)
        try_calls(cases, folder)
        print(f"{cases.passed} as they must be, {cases.failed} wrong")
        sys.exit(0 if cases.failed == 0 and cases.passed > 0 else 1)


if __name__ == "__main__":
    main()
