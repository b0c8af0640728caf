/* SPDX-License-Identifier: MIT */
#include "machine_row.h"

/* Firecracker, Cloud Hypervisor, kvmtool. */

#define ITEM MACHINE_ITEM
#define G MACHINE_G
#define M MACHINE_M

#define PROOF "from documented constants; tests/golden"

/* Source: src/vmm/src/arch/x86_64/layout.rs and mod.rs. RAM that does not fit
 * below the 64-bit window goes on behind it. */
static const struct machine_setting firecracker_settings[] = {
	{ KEY_HOTPLUG, 0, 0, UINT64_MAX },
	{ KEY_PHYS_BITS, 46, 40, 52 },
};

static const struct machine_item firecracker_items[] = {
	{ ITEM(FIRMWARE_TABLES, "system data", 0x9f000, 0x41000),
	  .hides_ram = true },
	{ ITEM(FIRMWARE_TABLES, "rsdp", 0xe0000, 0x20000), .hides_ram = true },
	{ ITEM(MMIO, "boot device", 0xc0000000, 0x1000) },
	{ ITEM(PCI_MMIO, "mmio32", 0xc0001000, 0x2ebff000) },
	{ ITEM(PCI_ECAM, "mmconfig", 0xeec00000, 0x10000000) },
	{ ITEM(MMIO, "ioapic", 0xfec00000, 0x1000) },
	{ ITEM(MMIO, "local apic", 0xfee00000, 0x1000) },
	{ ITEM(RESERVED, "kvm tss", 0xfffbd000, 0x3000) },
	{ ITEM(PCI_MMIO, "mmio64", 0x4000000000, 0x4000000000) },
	{ ITEM(HOTPLUG, "virtio-mem", 0x8000000000, 0), .by = KEY_HOTPLUG,
	  .alignment = 2 * M, .where = WHERE_PLACED,
	  .phase = GPAMAP_PHASE_HOTPLUG },
};

/* Source: src/vmm/src/arch/aarch64/layout.rs, fdt.rs and gic/. The interrupt
 * controller ends at 1 GiB: 64 KiB of distributor, 128 KiB of ITS, and 128
 * KiB of redistributor for each vCPU. */
static const struct machine_setting firecracker_arm_settings[] = {
	{ KEY_CPUS, 1, 1, 32 },
	{ KEY_HOTPLUG, 0, 0, UINT64_MAX },
	{ KEY_PHYS_BITS, 44, 40, 52 },
};

static const struct machine_item firecracker_arm_items[] = {
	{ ITEM(MMIO, "gicv3", 0x40000000, 0x30000), .by = KEY_CPUS,
	  .each = 0x20000, .where = WHERE_ENDS },
	{ ITEM(MMIO, "boot device rtc serial", 0x40000000, 0x3000) },
	{ ITEM(PCI_MMIO, "mmio32", 0x40003000, 0x2fffd000) },
	{ ITEM(PCI_ECAM, "mmconfig", 0x70000000, 0x10000000) },
	{ ITEM(RESERVED, "system data", 0x80000000, 2 * M), .hides_ram = true },
	{ ITEM(PCI_MMIO, "mmio64", 0x4000000000, 0x4000000000) },
	{ ITEM(HOTPLUG, "virtio-mem", 0x8000000000, 0), .by = KEY_HOTPLUG,
	  .alignment = 2 * M, .where = WHERE_PLACED,
	  .phase = GPAMAP_PHASE_HOTPLUG },
};

/* Source: arch/src/x86_64/layout.rs (commit dea50dfc944f) and mod.rs;
 * vmm/src/memory_manager.rs: the space ends 64 KiB early, with 1 MiB for
 * platform devices there; vmm/src/device_manager.rs: the 64-bit window is a
 * whole number of 4 GiB. */
static const struct machine_setting cloud_settings[] = {
	{ KEY_PHYS_BITS, 46, 36, 52 },
};

static const struct machine_item cloud_items[] = {
	{ ITEM(FIRMWARE_TABLES, "acpi smbios", 0xa0000, 0x60000),
	  .hides_ram = true },
	{ ITEM(PCI_MMIO, "mmio32", 0xc0000000, 0x28000000) },
	{ ITEM(PCI_ECAM, "mmconfig", 0xe8000000, 0x10000000) },
	{ ITEM(RESERVED, "kvm tss", 0xf8000000, 0x3000) },
	{ ITEM(RESERVED, "kvm identity map", 0xf8003000, 0x1000) },
	{ ITEM(MMIO, "ioapic", 0xfec00000, 0x1000) },
	{ ITEM(MMIO, "tpm", 0xfed40000, 0x1000) },
	{ ITEM(MMIO, "local apic", 0xfee00000, 0x1000) },
	{ ITEM(MMIO, "platform devices", 0x10000, M), .where = WHERE_TOP },
	{ ITEM(PCI_MMIO, "mmio64", 0x110000, 0), .slot = 4 * G,
	  .where = WHERE_REST },
};

/* Source: arch/src/aarch64/layout.rs and mod.rs; the rest as above. The
 * interrupt controller ends at 0x9000000, as big as Firecracker's. */
static const struct machine_setting cloud_arm_settings[] = {
	{ KEY_CPUS, 1, 1, 254 },
	{ KEY_PHYS_BITS, 40, 36, 52 },
};

static const struct machine_item cloud_arm_items[] = {
	{ ITEM(DEVICE, "uefi flash", 0x0, 0x400000) },
	{ ITEM(MMIO, "gicv3", 0x9000000, 0x30000), .by = KEY_CPUS,
	  .each = 0x20000, .where = WHERE_ENDS },
	{ ITEM(MMIO, "legacy devices", 0x9000000, 0x50000) },
	{ ITEM(MMIO, "pci i/o", 0x9050000, 0x10000) },
	{ ITEM(PCI_MMIO, "mmio32", 0x10000000, 0x20000000) },
	{ ITEM(PCI_ECAM, "mmconfig", 0x30000000, 0x10000000) },
	{ ITEM(RESERVED, "32-bit hole", 0xfc000000, 0x4000000) },
	{ ITEM(MMIO, "platform devices", 0x10000, M), .where = WHERE_TOP },
	{ ITEM(PCI_MMIO, "mmio64", 0x110000, 0), .slot = 4 * G,
	  .where = WHERE_REST },
};

/* Source: riscv/include/kvm/kvm-arch.h, commit 0dff350174f8. */
static const struct machine_setting kvmtool_settings[] = {
	{ KEY_PHYS_BITS, 56, 32, 56 },
};

static const struct machine_item kvmtool_items[] = {
	{ ITEM(MMIO, "ioport", 0x0, 0x10000) },
	{ ITEM(MMIO, "irqchip", 0x8000000, 0x8000000) },
	{ ITEM(MMIO, "mmio", 0x10000000, 0x20000000) },
	{ ITEM(PCI_ECAM, "pci config", 0x30000000, 0x10000000) },
	{ ITEM(PCI_MMIO, "pci mmio", 0x40000000, 0x40000000) },
};

const struct machine_row gpamap_machines_micro[] = {
	{
		.name = "firecracker",
		.title = "Firecracker x86-64",
		.version = "with PCI (commit 00a6982fc569)",
		.source = "src/vmm/src/arch/x86_64/layout.rs and mod.rs",
		.proof = PROOF "/firecracker-x86-64.yaml; its windows were "
			       "seen in a guest",
		.settings = firecracker_settings,
		.setting_count = MACHINE_COUNT(firecracker_settings),
		.items = firecracker_items,
		.item_count = MACHINE_COUNT(firecracker_items),
		.node_max = 1,
		.split = { .most = 0xc0000000 },
	},
	{
		.name = "firecracker-aarch64",
		.title = "Firecracker aarch64",
		.version = "with PCI (commit 1b4067758eea)",
		.source = "src/vmm/src/arch/aarch64/layout.rs, fdt.rs, gic/",
		.proof = PROOF "/firecracker-aarch64.yaml",
		.settings = firecracker_arm_settings,
		.setting_count = MACHINE_COUNT(firecracker_arm_settings),
		.items = firecracker_arm_items,
		.item_count = MACHINE_COUNT(firecracker_arm_items),
		.node_max = 1,
		.ram_base = 2 * G,
	},
	{
		.name = "cloud-hypervisor",
		.title = "Cloud Hypervisor x86-64",
		.version = "commit dea50dfc944f",
		.source = "arch/src/x86_64/layout.rs and mod.rs, "
			  "vmm/src/memory_manager.rs and device_manager.rs",
		.proof = PROOF "/cloud-hypervisor-x86-64.yaml",
		.settings = cloud_settings,
		.setting_count = MACHINE_COUNT(cloud_settings),
		.items = cloud_items,
		.item_count = MACHINE_COUNT(cloud_items),
		.node_max = 128,
		.split = { .most = 0xc0000000 },
	},
	{
		.name = "cloud-hypervisor-aarch64",
		.title = "Cloud Hypervisor aarch64",
		.version = "RAM from 1 GiB, 32-bit hole below 4 GiB",
		.source = "arch/src/aarch64/layout.rs and mod.rs, "
			  "vmm/src/memory_manager.rs and device_manager.rs",
		.proof = PROOF "/cloud-hypervisor-aarch64.yaml",
		.settings = cloud_arm_settings,
		.setting_count = MACHINE_COUNT(cloud_arm_settings),
		.items = cloud_arm_items,
		.item_count = MACHINE_COUNT(cloud_arm_items),
		.node_max = 128,
		.ram_base = G,
		.split = { .most = 0xfc000000 },
	},
	{
		.name = "kvmtool-riscv64",
		.title = "kvmtool riscv64",
		.version = "commit 0dff350174f8",
		.source = "riscv/include/kvm/kvm-arch.h",
		.proof = PROOF "/kvmtool-riscv64.yaml",
		.settings = kvmtool_settings,
		.setting_count = MACHINE_COUNT(kvmtool_settings),
		.items = kvmtool_items,
		.item_count = MACHINE_COUNT(kvmtool_items),
		.node_max = 1,
		.ram_base = 2 * G,
	},
};

const size_t gpamap_machines_micro_count = MACHINE_COUNT(gpamap_machines_micro);
