/* SPDX-License-Identifier: MIT */
#include "machine_row.h"

/* QEMU's virt machines on arm64 and riscv64; swept as those on x86. */

#define ITEM MACHINE_ITEM
#define G MACHINE_G
#define M MACHINE_M

#define PROOF "swept against the program (tests/machines/qemu_sweep.py)"

/* Source: hw/arm/virt.c, base_memmap, extended_memmap, virt_set_memmap() and
 * virt_set_high_memmap(). The GIC's second region for redistributors takes
 * its room whether it is used or not. QEMU's own emulation has an ITS from
 * machine version 6.2 on. */
static const struct machine_setting virt_settings[] = {
	{ KEY_VERSION, MACHINE_VERSION(7, 2), MACHINE_VERSION(3, 0),
	  MACHINE_VERSION(7, 2) },
	{ KEY_PHYS_BITS, 48, 32, 52 },
	{ KEY_HIGHMEM, 1, 0, 1 },
	{ KEY_GIC, 2, 2, 3 },
	{ KEY_CPUS, 1, 1, 512 },
	{ KEY_MAXMEM, 0, 0, UINT64_MAX },
	{ KEY_SLOTS, 0, 0, 256 },
};

#define GIC(version) .when = KEY_GIC, .from = (version), .to = (version)

static const struct machine_item virt_items[] = {
	{ ITEM(DEVICE, "flash0", 0x0, 0x4000000) },
	{ ITEM(DEVICE, "flash1", 0x4000000, 0x4000000) },
	{ ITEM(MMIO, "gic_dist", 0x8000000, 0x1000), GIC(2) },
	{ ITEM(MMIO, "gic_cpu", 0x8010000, 0x2000), GIC(2) },
	{ ITEM(MMIO, "gicv2m", 0x8020000, 0x1000), GIC(2) },
	{ ITEM(MMIO, "gicv3_dist", 0x8000000, 0x10000), GIC(3) },
	{ ITEM(MMIO, "gicv3_its", 0x8080000, 0), .by = KEY_GIC, .each = 0x20000,
	  .by_from = 2, .when = KEY_VERSION, .from = MACHINE_VERSION(6, 2),
	  .to = UINT64_MAX },
	{ ITEM(MMIO, "gicv3_redist", 0x80a0000, 0), .by = KEY_CPUS,
	  .each = 0x20000, .by_most = 123, GIC(3) },
	{ ITEM(MMIO, "pl011", 0x9000000, 0x1000) },
	{ ITEM(MMIO, "pl031", 0x9010000, 0x1000) },
	{ ITEM(MMIO, "fw_cfg", 0x9020000, 0x1000) },
	{ ITEM(MMIO, "pl061", 0x9030000, 0x1000) },
	{ ITEM(MMIO, "virtio-mmio", 0xa000000, 0x4000) },
	{ ITEM(PCI_MMIO, "pcie-mmio", 0x10000000, 0x2eff0000) },
	{ ITEM(MMIO, "pcie-pio", 0x3eff0000, 0x10000) },
	{ ITEM(HOTPLUG, "device-memory", 0, 0), .by = KEY_DEVICE_MEMORY,
	  .alignment = G, .where = WHERE_PLACED,
	  .phase = GPAMAP_PHASE_HOTPLUG },
	{ ITEM(MMIO, "gicv3_redist high", 256 * G, 0), .by = KEY_CPUS,
	  .each = 0x20000, .by_from = 123, .slot = 64 * M,
	  .where = WHERE_STACKED },
	{ ITEM(PCI_ECAM, "pcie-ecam", 0, 0), .slot = 256 * M,
	  .or_address = 0x3f000000, .or_size = 16 * M, .where = WHERE_STACKED },
	{ ITEM(PCI_MMIO, "pcie-mmio high", 0, 0), .slot = 512 * G,
	  .where = WHERE_STACKED },
};

/* Source: hw/riscv/virt.c, virt_memmap and virt_machine_init(). Each node is
 * a socket with interrupt controllers of its own; QEMU 7.2 does not start with
 * more than two. */
static const struct machine_setting riscv_settings[] = {
	{ KEY_PHYS_BITS, 56, 36, 56 },
};

static const struct machine_item riscv_items[] = {
	{ ITEM(RESERVED, "mrom", 0x1000, 0xf000) },
	{ ITEM(MMIO, "test", 0x100000, 0x1000) },
	{ ITEM(MMIO, "rtc", 0x101000, 0x1000) },
	{ ITEM(MMIO, "aclint#", 0x2000000, 0xc000), .repeat = KEY_NODES,
	  .stride = 0x10000 },
	{ ITEM(MMIO, "pcie-pio", 0x3000000, 0x10000) },
	{ ITEM(MMIO, "plic#", 0xc000000, 0x600000), .repeat = KEY_NODES,
	  .stride = 0x600000 },
	{ ITEM(MMIO, "uart", 0x10000000, 0x1000) },
	{ ITEM(MMIO, "virtio-mmio", 0x10001000, 0x8000) },
	{ ITEM(MMIO, "fw_cfg", 0x10100000, 0x1000) },
	{ ITEM(DEVICE, "flash0", 0x20000000, 0x2000000) },
	{ ITEM(DEVICE, "flash1", 0x22000000, 0x2000000) },
	{ ITEM(PCI_ECAM, "pcie-ecam", 0x30000000, 0x10000000) },
	{ ITEM(PCI_MMIO, "pcie-mmio", 0x40000000, 0x40000000) },
	{ ITEM(PCI_MMIO, "pcie-mmio high", 0, 16 * G), .alignment = 16 * G,
	  .where = WHERE_PLACED, .phase = GPAMAP_PHASE_MMIO64 },
};

const struct machine_row gpamap_machines_arm[] = {
	{
		.name = "virt",
		.title = "QEMU virt arm64",
		.version = "QEMU 7.2.22; machine versions 3.0 to 7.2",
		.source = "hw/arm/virt.c",
		.proof = PROOF,
		.settings = virt_settings,
		.setting_count = MACHINE_COUNT(virt_settings),
		.items = virt_items,
		.item_count = MACHINE_COUNT(virt_items),
		.node_max = 128,
		.ram_base = G,
		.compact_since = MACHINE_VERSION(7, 2),
	},
	{
		.name = "virt-riscv64",
		.title = "QEMU virt riscv64",
		.version = "QEMU 7.2.22",
		.source = "hw/riscv/virt.c",
		.proof = PROOF,
		.settings = riscv_settings,
		.setting_count = MACHINE_COUNT(riscv_settings),
		.items = riscv_items,
		.item_count = MACHINE_COUNT(riscv_items),
		.node_max = 2,
		.ram_base = 2 * G,
	},
};

const size_t gpamap_machines_arm_count = MACHINE_COUNT(gpamap_machines_arm);
