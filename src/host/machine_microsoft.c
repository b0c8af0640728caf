/* SPDX-License-Identifier: MIT */
#include "machine_row.h"

/* OpenVMM and Hyper-V. */

#define ITEM MACHINE_ITEM
#define G MACHINE_G
#define M MACHINE_M

/* The most root complexes and virtio-mmio devices that can be asked for. */
#define ROOT_COMPLEXES 16
#define VIRTIO_DEVICES 4096

#define OPENVMM_VERSION "memory layout resolver, commit 17332241b0bf"
#define OPENVMM_SOURCE                                                         \
	"openvmm/openvmm_core/src/worker/memory_layout.rs and "                \
	"vm/vmcore/vm_topology/src/layout.rs of microsoft/openvmm"
#define OPENVMM_PROOF "from documented constants; tests/golden/openvmm-*.yaml"

/*
 * Source: memory_layout.rs, resolve_memory_layout(): the low chipset window
 * ends at 4 GiB and is at least the architectural zone, from 0xfe000000 on
 * x86-64 and 0xef000000 on aarch64. Sizes where none are given: LayoutConfig
 * of the VM manifest builder; DEFAULT_PCIE_CRS_LOW_SIZE and _HIGH_SIZE in
 * openvmm/openvmm_entry/src/cli_args.rs.
 */
static const struct machine_setting openvmm_x86_settings[] = {
	{ KEY_LOW_MMIO, 128 * M, 32 * M, 3 * G },
	{ KEY_HIGH_MMIO, 512 * M, 0, UINT64_MAX },
	{ KEY_PCIE, 0, 0, ROOT_COMPLEXES },
	{ KEY_PCIE_LOW_MMIO, 64 * M, 0, 2 * G },
	{ KEY_PCIE_HIGH_MMIO, G, 0, UINT64_MAX },
	{ KEY_VIRTIO_MMIO, 0, 0, VIRTIO_DEVICES },
	{ KEY_RAM_START, 0, 0, UINT64_MAX },
	{ KEY_VTL2, 0, 0, UINT64_MAX },
	{ KEY_VTL2_MMIO, 0, 0, UINT64_MAX },
	{ KEY_PHYS_BITS, 46, 32, 52 },
};

static const struct machine_setting openvmm_arm_settings[] = {
	{ KEY_LOW_MMIO, 512 * M, 272 * M, 3 * G },
	{ KEY_HIGH_MMIO, 512 * M, 0, UINT64_MAX },
	{ KEY_PCIE, 0, 0, ROOT_COMPLEXES },
	{ KEY_PCIE_LOW_MMIO, 64 * M, 0, 2 * G },
	{ KEY_PCIE_HIGH_MMIO, G, 0, UINT64_MAX },
	{ KEY_VIRTIO_MMIO, 0, 0, VIRTIO_DEVICES },
	{ KEY_RAM_START, 0, 0, UINT64_MAX },
	{ KEY_VTL2, 0, 0, UINT64_MAX },
	{ KEY_VTL2_MMIO, 0, 0, UINT64_MAX },
	{ KEY_PHYS_BITS, 44, 32, 52 },
};

/* Each root complex has a segment of its own, with buses 0 to 255. VTL2's
 * size and alignment come from an IGVM file; here it is aligned to 2 MiB. */
static const struct machine_item openvmm_items[] = {
	{ ITEM(RESERVED, "low-ram-gap", 0, 0), .by = KEY_RAM_START },
	{ ITEM(MMIO, "chipset-low-mmio", GPAMAP_4GB, 0), .by = KEY_LOW_MMIO,
	  .where = WHERE_ENDS },
	{ ITEM(MMIO, "chipset-high-mmio", 0, 0), .by = KEY_HIGH_MMIO,
	  .alignment = 2 * M, .where = WHERE_PLACED,
	  .phase = GPAMAP_PHASE_MMIO64 },
	{ ITEM(PCI_ECAM, "pcie-seg#-ecam", 0, 256 * M), .alignment = M,
	  .repeat = KEY_PCIE, .where = WHERE_PLACED,
	  .phase = GPAMAP_PHASE_MMIO64 },
	{ ITEM(PCI_MMIO, "pcie-rc#-low-mmio", 0, 0), .by = KEY_PCIE_LOW_MMIO,
	  .alignment = 2 * M, .repeat = KEY_PCIE, .where = WHERE_PLACED,
	  .phase = GPAMAP_PHASE_MMIO32 },
	{ ITEM(PCI_MMIO, "pcie-rc#-high-mmio", 0, 0), .by = KEY_PCIE_HIGH_MMIO,
	  .alignment = G, .repeat = KEY_PCIE, .where = WHERE_PLACED,
	  .phase = GPAMAP_PHASE_MMIO64 },
	{ ITEM(MMIO, "virtio-mmio", 0, 0), .by = KEY_VIRTIO_MMIO,
	  .each = 0x1000, .where = WHERE_PLACED, .phase = GPAMAP_PHASE_MMIO32 },
	{ ITEM(MMIO, "vtl2-chipset-mmio", 0, 0), .by = KEY_VTL2_MMIO,
	  .alignment = 2 * M, .where = WHERE_PLACED,
	  .phase = GPAMAP_PHASE_POST },
	{ ITEM(VTL2, "vtl2", 0, 0), .by = KEY_VTL2, .alignment = 2 * M,
	  .where = WHERE_PLACED, .phase = GPAMAP_PHASE_POST },
};

/* Source: tests/golden/hyperv-gen2.yaml names the three that agree. Set-VM
 * -LowMemoryMappedIoSpace sets the low gap. */
static const struct machine_setting hyperv_settings[] = {
	{ KEY_LOW_MMIO, 128 * M, 128 * M, 3584 * M },
	{ KEY_PHYS_BITS, 46, 37, 52 },
};

static const struct machine_item hyperv_items[] = {
	{ ITEM(MMIO, "low mmio", GPAMAP_4GB, 0), .by = KEY_LOW_MMIO,
	  .where = WHERE_ENDS },
	{ ITEM(MMIO, "high mmio", 0xfe0000000, 0x20000000) },
};

const struct machine_row gpamap_machines_microsoft[] = {
	{
		.name = "openvmm",
		.title = "OpenVMM x86-64",
		.version = OPENVMM_VERSION,
		.source = OPENVMM_SOURCE,
		.proof = OPENVMM_PROOF,
		.settings = openvmm_x86_settings,
		.setting_count = MACHINE_COUNT(openvmm_x86_settings),
		.items = openvmm_items,
		.item_count = MACHINE_COUNT(openvmm_items),
		.node_max = 1024,
		.big_pages = true,
	},
	{
		.name = "openvmm-aarch64",
		.title = "OpenVMM aarch64",
		.version = OPENVMM_VERSION,
		.source = OPENVMM_SOURCE,
		.proof = OPENVMM_PROOF,
		.settings = openvmm_arm_settings,
		.setting_count = MACHINE_COUNT(openvmm_arm_settings),
		.items = openvmm_items,
		.item_count = MACHINE_COUNT(openvmm_items),
		.node_max = 1024,
		.big_pages = true,
	},
	{
		.name = "hyperv-gen2",
		.title = "Hyper-V generation 2",
		.version = "Windows Server 2016 and later, default gaps",
		.source = "a mail to the Linux kernel list, Linux commit "
			  "f0880e2cb7e1, DEFAULT_MMIO_GAPS_X86 of OpenVMM",
		.proof = "from documented constants that agree; "
			 "tests/golden/hyperv-gen2.yaml",
		.settings = hyperv_settings,
		.setting_count = MACHINE_COUNT(hyperv_settings),
		.items = hyperv_items,
		.item_count = MACHINE_COUNT(hyperv_items),
		.node_max = 64,
	},
};

const size_t gpamap_machines_microsoft_count =
	MACHINE_COUNT(gpamap_machines_microsoft);
