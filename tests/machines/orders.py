# SPDX-License-Identifier: MIT
"""The configurations that QEMU and gpamap are both asked for."""

M = 1 << 20
G = 1 << 30
T = 1 << 40
STEP = 8192  # QEMU rounds the size of RAM up to this


class Order:
    def __init__(self, name, binary, machine, nodes):
        self.name = name          # gpamap's machine
        self.binary = binary
        self.machine = machine    # QEMU's -M
        self.nodes = nodes        # bytes of each
        self.keys = []            # gpamap's keys
        self.extra = []           # QEMU's other arguments
        self.maxmem = None
        self.slots = 0
        self.sockets = False      # one for each node
        self.properties = []      # (path, property) to ask for
        self.boots = False        # run the firmware, too

    def line(self):
        """What gpamap is asked, in words."""
        sizes = ",".join(size_text(n) for n in self.nodes)
        return ["--machine", ",".join([self.name] + self.keys), "--ram", sizes]

    def __str__(self):
        return " ".join(self.line())

    def hotplug(self, maxmem, slots):
        self.maxmem, self.slots = maxmem, slots
        self.keys += [f"maxmem={size_text(maxmem)}", f"slots={slots}"]
        return self

    def option(self, text):
        """A property of the machine that gpamap has under the same name."""
        self.machine += f",{text}"
        self.keys.append(text)
        return self


def size_text(size):
    for unit, letter in ((G, "G"), (M, "M"), (1024, "K")):
        if size % unit == 0:
            return f"{size // unit}{letter}"
    return hex(size)


def around(*sizes):
    return sorted({s + d for s in sizes for d in (-STEP, 0, STEP)})


def pc(name, nodes, version=None, cpu=None):
    """An order for q35 or pc; @cpu is "amd" or "intel", with 48 bits."""
    host = "q35" if name == "q35" else "i440fx"
    machine = f"pc-{host}-{version}" if version else name
    order = Order(name, "qemu-system-x86_64", machine,
                  nodes if isinstance(nodes, list) else [nodes])
    order.properties = [(f"/machine/{host}", f"pci-hole{what}") for what in
                        ("-start", "-end", "64-start", "64-end")]
    if version:
        order.keys.append(f"version={version}")
    if cpu:
        model = "EPYC" if cpu == "amd" else "Haswell"
        order.extra += ["-cpu", f"{model},phys-bits=48"]
        order.keys += [f"cpu={cpu}", "phys-bits=48"]
    return order


VERSIONS = ["2.11", "2.12", "3.0", "3.1", "4.0", "4.1", "4.2", "5.0", "5.2",
            "6.0", "6.2", "7.0", "7.1", "7.2"]
NODES = [[G, G], [2 * G, 2 * G], [3 * G, G], [128 * M, 4 * G], [M, 2047 * M],
         [4 * G, 4 * G], [5 * G] * 4, [512 * M] * 8, [64 * G] * 4,
         [2 * G, 6 * G], [3 * G, 3 * G, 3 * G]]


def pc_sizes(name):
    sizes = [2 * M, 128 * M, 512 * M, G, 2815 * M, 3840 * M, 6 * G, 8 * G,
             16 * G, 63 * G, 255 * G, 512 * G, 900 * G]
    sizes += around(2 * G, 2816 * M, 3 * G, 3584 * M, 4 * G)
    yield from (pc(name, size) for size in sizes)
    yield from (pc(name, nodes) for nodes in NODES)
    if name == "q35":
        for size in (128 * M, 3 * G, 8 * G):
            order = pc(name, size)
            order.boots = True
            yield order


def pc_high(name):
    """Past AMD's HyperTransport addresses, or short of them."""
    edge = 978 * G if name == "q35" else 1009 * G
    for size in around(edge) + [980 * G, 1010 * G, 1012 * G, 1022 * G, T]:
        yield pc(name, size, cpu="amd")
    for size in (edge, edge + G, T, 4 * T):
        yield pc(name, size, cpu="intel")
        yield pc(name, size, version="7.0", cpu="amd")
        yield pc(name, size)  # 40 bits
    yield pc(name, 4 * T, cpu="amd")
    yield pc(name, [400 * G, 400 * G, 400 * G], cpu="amd")
    yield pc(name, [2 * G, T], cpu="amd")


def pc_low(name):
    for most in (512 * M, G, 1536 * M, 2 * G, 2560 * M, 3 * G, 3584 * M):
        for size in (256 * M, G, 2700 * M, 3200 * M, 3600 * M, 8 * G):
            yield pc(name, size).option(f"max-ram-below-4g={size_text(most)}")
    yield pc(name, [G, G, G]).option("max-ram-below-4g=1536M")


def pc_windows(name):
    for size, most, slots in (
            (G, 2 * G, 0), (G, 2 * G, 1), (4 * G, 16 * G, 4), (G, G, 0),
            (4097 * M, 16 * G, 3), (3 * G, 100 * G, 256), (2 * G, 2 * G, 1),
            (8 * G, 4 * G, 1), (2 * G, 2 * G + 4096, 0)):
        yield pc(name, size).hotplug(most, slots)
    for size, most, slots in ((G, 900 * G, 0), (G, 1000 * G, 0),
                              (2 * G, 1000 * G, 20), (G, 16 * T, 4),
                              (900 * G, 1100 * G, 1)):
        yield pc(name, size, cpu="amd").hotplug(most, slots)
        yield pc(name, size, cpu="intel").hotplug(most, slots)
    yield pc(name, [2 * G, 2 * G]).hotplug(8 * G, 2)
    device = "q35-pcihost" if name == "q35" else "i440FX-pcihost"
    for hole in (G, 1536 * M, 64 * G, T, 0):
        for size, cpu in ((G, None), (8 * G, "amd"), (8 * G, "intel")):
            order = pc(name, size, cpu=cpu)
            order.keys.append(f"pci-hole64-size={size_text(hole)}")
            order.extra += ["-global", f"{device}.pci-hole64-size={hole}"]
            yield order


def pc_versions(name):
    for version in VERSIONS:
        for size in (2 * G, 3600 * M, 8 * G):
            yield pc(name, size, version=version)
        yield pc(name, 1011 * G, version=version, cpu="amd")
        yield pc(name, 4 * G, version=version).hotplug(8 * G, 2)


def microvm(size, *options, bits=None):
    order = Order("microvm", "qemu-system-x86_64", "microvm", [size])
    for option in options:
        order.option(option)
    if bits:
        order.extra += ["-cpu", f"EPYC,phys-bits={bits}"]
        order.keys.append(f"phys-bits={bits}")
    return order


def microvms():
    for size in [2 * M, 128 * M, G, 2 * G, 4 * G, 8 * G, 64 * G] + \
            around(3 * G):
        yield microvm(size)
        yield microvm(size, "acpi=off")
        yield microvm(size, "pcie=on")
    for bits in (36, 39, 46, 48):
        yield microvm(4 * G, "pcie=on", bits=bits)


def virt(nodes, version=None, cpu="max", gic=None, cpus=None):
    order = Order("virt", "qemu-system-aarch64",
                  f"virt-{version}" if version else "virt",
                  nodes if isinstance(nodes, list) else [nodes])
    order.extra += ["-cpu", cpu]
    bits = {"cortex-a53": 40, "cortex-a57": 44}.get(cpu)
    if version:
        order.keys.append(f"version={version}")
    if bits:
        order.keys.append(f"phys-bits={bits}")
    if gic:
        order.machine += f",gic-version={gic}"
        order.keys.append(f"gic={gic}")
    if cpus:
        order.extra += ["-smp", str(cpus)]
        order.keys.append(f"cpus={cpus}")
    return order


def virts():
    for size in [128 * M, G, 2 * G, 4 * G, 8 * G, 64 * G, 200 * G, 256 * G,
                 300 * G + 8 * M, 511 * G, 600 * G, T] + \
            around(3 * G, 255 * G):
        yield virt(size)
    for size in (G, 256 * G, 510 * G, 511 * G, 512 * G, 600 * G, 1023 * G):
        yield virt(size, cpu="cortex-a53")
        yield virt(size, cpu="cortex-a57")
        yield virt(size, version="7.1", cpu="cortex-a53")
    for size in [G, 2 * G] + around(3 * G):
        yield virt(size).option("highmem=off")
        yield virt(size, version="7.1").option("highmem=off")
    for cpus in (1, 4, 123, 124, 200):
        yield virt(2 * G, gic=3, cpus=cpus)
    for version in ["3.0", "3.1", "4.0", "4.1", "4.2", "5.0", "5.1", "5.2",
                    "6.0", "6.1", "6.2", "7.0", "7.1", "7.2"]:
        yield virt(4 * G, version=version)
        yield virt(300 * G, version=version, gic=3)
    for size, most, slots in ((G, 2 * G, 1), (1025 * M, 4 * G, 2),
                              (4 * G, 300 * G, 2), (4 * G, 1000 * G, 8),
                              (4 * G, 250 * G, 2), (4 * G, 254 * G, 8),
                              (2 * G, 2 * G, 1), (256 * G, 257 * G, 0)):
        yield virt(size).hotplug(most, slots)
        yield virt(size, cpu="cortex-a53").hotplug(most, slots)
    yield virt(G).hotplug(2 * G, 1).option("highmem=off")
    for nodes in NODES[:3] + [[5 * G] * 4, [64 * G] * 4]:
        yield virt(nodes)


def riscv():
    sizes = [128 * M, 512 * M, G, 2 * G, 3 * G, 8 * G, 126 * G] + \
        around(14 * G, 30 * G)
    for nodes in [[s] for s in sizes] + NODES[:3] + [[5 * G] * 4]:
        order = Order("virt-riscv64", "qemu-system-riscv64", "virt", nodes)
        order.sockets = len(nodes) > 1
        yield order


def orders():
    for name in ("q35", "pc"):
        for family in (pc_sizes, pc_high, pc_low, pc_windows, pc_versions):
            yield from family(name)
    yield from microvms()
    yield from virts()
    yield from riscv()
