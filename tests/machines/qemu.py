# SPDX-License-Identifier: MIT
"""QEMU, started stopped, and what it says of its memory map."""

import json
import re
import subprocess
import time

PAGE = 4096
LINE = re.compile(r"^ +([0-9a-f]{16})-([0-9a-f]{16}) \(prio -?\d+, ([\w/-]+)\): "
                  r"(.*?)(?: @[0-9a-f]{16})?$")


class Machine:
    """What a QEMU said before its first instruction."""

    def __init__(self, error=None):
        self.error = error  # its last words, where it did not start
        self.flat = []      # (start, end, type, name), end not included
        self.tree = {}      # containers and aliases: name to (start, end)
        self.values = {}    # properties that were asked for


def arguments(order):
    """The command line for an order of orders.py."""
    line = [order.binary, "-accel", "tcg", "-S", "-nodefaults",
            "-no-user-config", "-display", "none", "-qmp", "stdio"]
    machine = order.machine
    for node, size in enumerate(order.nodes):
        line += ["-object", f"memory-backend-ram,id=node{node},"
                 f"size={size},reserve=off"]
        if len(order.nodes) > 1:
            cpus = f",cpus={node}" if order.sockets else ""
            line += ["-numa", f"node,nodeid={node},memdev=node{node}{cpus}"]
    if order.sockets:
        line += ["-smp", str(len(order.nodes))]
    if len(order.nodes) == 1:
        machine += ",memory-backend=node0"
    memory = f"{sum(order.nodes)}B"
    if order.maxmem is not None:
        memory += f",slots={order.slots},maxmem={order.maxmem}B"
    return line + ["-M", machine, "-m", memory] + order.extra


def questions(properties):
    asked = [("human-monitor-command", {"command-line": "info mtree -f"}),
             ("human-monitor-command", {"command-line": "info mtree"})]
    asked += [("qom-get", {"path": path, "property": name})
              for path, name in properties]
    return [("qmp_capabilities", {})] + asked + [("quit", {})]


def read_flat(text):
    """The flat view of the system's memory."""
    flat, inside = [], False
    for line in text.splitlines():
        if "Root memory region:" in line:
            inside = line.split()[-1] == "system"
        match = LINE.match(line.rstrip())
        if inside and match:
            start, last, kind, name = match.groups()
            flat.append((int(start, 16), int(last, 16) + 1, kind, name))
    return flat


def read_tree(text):
    """Containers, which the flat view leaves out: name to (start, end)."""
    tree = {}
    for line in text.splitlines():
        match = LINE.match(line.rstrip())
        if match:
            name = re.sub(r"^alias (\S+) @.*", r"\1", match[4])
            tree[name] = int(match[1], 16), int(match[2], 16) + 1
    return tree


def ask(order):
    """Start QEMU for @order, and give what it says."""
    asked = questions(order.properties)
    text = "".join(json.dumps({"execute": name, "arguments": arguments_}) +
                   "\n" for name, arguments_ in asked)
    run = subprocess.run(arguments(order), input=text, capture_output=True,
                         text=True, timeout=60)
    if run.returncode != 0:
        words = [line for line in run.stderr.splitlines()
                 if line.strip() and "warning" not in line]
        return Machine(words[-1] if words else f"status {run.returncode}")
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    answers = [a.get("return") for a in answers
               if "return" in a or "error" in a]
    machine = Machine()
    machine.flat = read_flat(answers[1].replace("\r", ""))
    machine.tree = read_tree(answers[2].replace("\r", ""))
    for (path, name), value in zip(order.properties, answers[3:]):
        machine.values[name] = value
    return machine


def boot(order, path, name, unset, limit=20):
    """Let the firmware run until a property is set; give its value."""
    line = [word for word in arguments(order) if word != "-S"]
    asked = {"execute": "qom-get",
             "arguments": {"path": path, "property": name}}
    value = unset
    with subprocess.Popen(line, stdin=subprocess.PIPE, text=True,
                          stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as run:
        run.stdout.readline()
        ends = time.monotonic() + limit
        words = {"execute": "qmp_capabilities"}
        while value == unset and time.monotonic() < ends:
            run.stdin.write(json.dumps(words) + "\n")
            run.stdin.flush()
            answer = json.loads(run.stdout.readline()).get("return")
            value = answer if isinstance(answer, int) else value
            words = asked
            time.sleep(0.02)
        run.terminate()
    return value
