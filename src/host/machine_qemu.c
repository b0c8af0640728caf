/* SPDX-License-Identifier: MIT */
#include "machine_row.h"

/*
 * QEMU on x86. tests/machines/qemu_sweep.py holds the rows against the
 * program.
 *
 * Below 1 MiB the map is what a guest gets to see: the legacy range from 640
 * KiB on is no RAM, whatever firmware copies there (docs/machines.md).
 */

#define ITEM MACHINE_ITEM
#define G MACHINE_G

#define VERSION "QEMU 7.2.22; machine versions 2.11 to 7.2"
#define PROOF "swept against the program (tests/machines/qemu_sweep.py)"

/* Sizes that have no limit of their own: the planner finds it. */
#define ANY UINT64_MAX
#define HOLE64_MOST (UINT64_C(1) << 52)

/* Source: hw/i386/pc.c, pc_memory_init() and pc_pci_hole64_start();
 * hw/i386/pc_q35.c, pc_q35_init(); include/hw/pci-host/q35.h (ECAM, which the
 * firmware maps, and 64-bit hole); the E820 map of SeaBIOS (RCBA). */
static const struct machine_setting q35_settings[] = {
	{ KEY_VERSION, MACHINE_VERSION(7, 2), MACHINE_VERSION(2, 11),
	  MACHINE_VERSION(7, 2) },
	{ KEY_CPU, CPU_AMD, CPU_AMD, CPU_INTEL },
	{ KEY_PHYS_BITS, 40, 36, 52 },
	{ KEY_MAX_RAM_BELOW_4G, 0, MACHINE_M, GPAMAP_4GB },
	{ KEY_MAXMEM, 0, 0, ANY },
	{ KEY_SLOTS, 0, 0, 256 },
	{ KEY_PCI_HOLE64_SIZE, 32 * G, 0, HOLE64_MOST },
};

static const struct machine_item q35_items[] = {
	{ ITEM(DEVICE, "vga-lowmem", 0xa0000, 0x20000), .hides_ram = true },
	{ ITEM(RESERVED, "pc.rom", 0xc0000, 0x20000), .hides_ram = true },
	{ ITEM(RESERVED, "pc.bios shadow", 0xe0000, 0x20000),
	  .hides_ram = true },
	{ ITEM(PCI_MMIO, "pci-hole below ecam", 0xb0000000, 0),
	  .where = WHERE_LOW_GAP },
	{ ITEM(PCI_ECAM, "pcie-mmcfg", 0xb0000000, 0x10000000) },
	{ ITEM(PCI_MMIO, "pci-hole above ecam", 0xc0000000, 0x3ec00000) },
	{ ITEM(MMIO, "ioapic", 0xfec00000, 0x1000) },
	{ ITEM(MMIO, "hpet", 0xfed00000, 0x1000) },
	{ ITEM(RESERVED, "rcba", 0xfed1c000, 0x4000) },
	{ ITEM(MMIO, "apic-msi", 0xfee00000, 0x100000) },
	{ ITEM(RESERVED, "pc.bios", 0xfffc0000, 0x40000) },
	{ ITEM(HOTPLUG, "device-memory", 0, 0), .by = KEY_DEVICE_MEMORY,
	  .alignment = G, .where = WHERE_PLACED,
	  .phase = GPAMAP_PHASE_HOTPLUG },
	{ ITEM(PCI_MMIO, "pci-hole64", 0, 0), .by = KEY_PCI_HOLE64_SIZE,
	  .slot = G, .alignment = G, .where = WHERE_PLACED,
	  .phase = GPAMAP_PHASE_MMIO64 },
};

/* Source: as for q35; hw/i386/pc_piix.c, pc_init1();
 * hw/pci-host/i440fx.c (64-bit hole). */
static const struct machine_setting pc_settings[] = {
	{ KEY_VERSION, MACHINE_VERSION(7, 2), MACHINE_VERSION(2, 11),
	  MACHINE_VERSION(7, 2) },
	{ KEY_CPU, CPU_AMD, CPU_AMD, CPU_INTEL },
	{ KEY_PHYS_BITS, 40, 36, 52 },
	{ KEY_MAX_RAM_BELOW_4G, 0, MACHINE_M, 0xfec00000 },
	{ KEY_MAXMEM, 0, 0, ANY },
	{ KEY_SLOTS, 0, 0, 256 },
	{ KEY_PCI_HOLE64_SIZE, 2 * G, 0, HOLE64_MOST },
};

static const struct machine_item pc_items[] = {
	{ ITEM(DEVICE, "vga-lowmem", 0xa0000, 0x20000), .hides_ram = true },
	{ ITEM(RESERVED, "pc.rom", 0xc0000, 0x20000), .hides_ram = true },
	{ ITEM(RESERVED, "pc.bios shadow", 0xe0000, 0x20000),
	  .hides_ram = true },
	{ ITEM(PCI_MMIO, "pci-hole", 0xfec00000, 0), .where = WHERE_LOW_GAP },
	{ ITEM(MMIO, "ioapic", 0xfec00000, 0x1000) },
	{ ITEM(MMIO, "hpet", 0xfed00000, 0x1000) },
	{ ITEM(MMIO, "apic-msi", 0xfee00000, 0x100000) },
	{ ITEM(RESERVED, "pc.bios", 0xfffc0000, 0x40000) },
	{ ITEM(HOTPLUG, "device-memory", 0, 0), .by = KEY_DEVICE_MEMORY,
	  .alignment = G, .where = WHERE_PLACED,
	  .phase = GPAMAP_PHASE_HOTPLUG },
	{ ITEM(PCI_MMIO, "pci-hole64", 0, 0), .by = KEY_PCI_HOLE64_SIZE,
	  .slot = G, .alignment = G, .where = WHERE_PLACED,
	  .phase = GPAMAP_PHASE_MMIO64 },
};

/* Source: hw/i386/microvm.c, microvm_devices_init() and
 * microvm_memory_init(); include/hw/i386/microvm.h. */
static const struct machine_setting microvm_settings[] = {
	{ KEY_PHYS_BITS, 40, 36, 52 },
	{ KEY_ACPI, 1, 0, 1 },
	{ KEY_PCIE, 0, 0, 1 },
};

static const struct machine_item microvm_items[] = {
	{ ITEM(RESERVED, "legacy hole", 0xa0000, 0x30000), .hides_ram = true },
	{ ITEM(FIRMWARE_NVS, "acpi nvs", 0xd0000, 0x20000), .hides_ram = true },
	{ ITEM(RESERVED, "pc.bios shadow", 0xf0000, 0x10000),
	  .hides_ram = true },
	{ ITEM(PCI_MMIO, "pcie-mmio32", 0xc0000000, 0x20000000),
	  .when = KEY_PCIE, .from = 1, .to = 1 },
	{ ITEM(PCI_ECAM, "pcie-ecam", 0xe0000000, 0x10000000), .when = KEY_PCIE,
	  .from = 1, .to = 1 },
	{ ITEM(MMIO, "acpi-ged", 0xfea00000, 0x1000), .when = KEY_ACPI,
	  .from = 1, .to = 1 },
	{ ITEM(MMIO, "virtio-mmio", 0xfeb00000, 0x1000), .by = KEY_ACPI,
	  .each = 0x2000 },
	{ ITEM(MMIO, "ioapic", 0xfec00000, 0x1000) },
	{ ITEM(MMIO, "ioapic2", 0xfec10000, 0x1000), .when = KEY_ACPI,
	  .from = 1, .to = 1 },
	{ ITEM(MMIO, "apic-msi", 0xfee00000, 0x100000) },
	{ ITEM(RESERVED, "pc.bios", 0xffff0000, 0x10000) },
	{ ITEM(PCI_MMIO, "pcie-mmio64", 0, 0), .where = WHERE_LAST_QUARTER,
	  .when = KEY_PCIE, .from = 1, .to = 1 },
};

const struct machine_row gpamap_machines_qemu[] = {
	{
		.name = "q35",
		.title = "QEMU q35",
		.version = VERSION,
		.source = "hw/i386/pc.c, hw/i386/pc_q35.c, "
			  "include/hw/pci-host/q35.h; SeaBIOS 1.16.2",
		.proof = PROOF,
		.settings = q35_settings,
		.setting_count = MACHINE_COUNT(q35_settings),
		.items = q35_items,
		.item_count = MACHINE_COUNT(q35_items),
		.node_max = 128,
		.split = { .most = 0xb0000000,
			   .at = 0xb0000000,
			   .then = 0x80000000 },
		.relocates_since = MACHINE_VERSION(7, 1),
	},
	{
		.name = "pc",
		.title = "QEMU pc",
		.version = VERSION,
		.source = "hw/i386/pc.c, hw/i386/pc_piix.c, "
			  "hw/pci-host/i440fx.c",
		.proof = PROOF,
		.settings = pc_settings,
		.setting_count = MACHINE_COUNT(pc_settings),
		.items = pc_items,
		.item_count = MACHINE_COUNT(pc_items),
		.node_max = 128,
		.split = { .most = 0xe0000000,
			   .then = 0xc0000000,
			   .raises = true },
		.relocates_since = MACHINE_VERSION(7, 1),
	},
	{
		.name = "microvm",
		.title = "QEMU microvm",
		.version = "QEMU 7.2.22",
		.source = "hw/i386/microvm.c, include/hw/i386/microvm.h; "
			  "qboot",
		.proof = PROOF,
		.settings = microvm_settings,
		.setting_count = MACHINE_COUNT(microvm_settings),
		.items = microvm_items,
		.item_count = MACHINE_COUNT(microvm_items),
		.node_max = 1,
		.split = { .most = 0xc0000000 },
	},
};

const size_t gpamap_machines_qemu_count = MACHINE_COUNT(gpamap_machines_qemu);
