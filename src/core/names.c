/* SPDX-License-Identifier: MIT */
#include <gpamap/layout.h>

/* The words for kinds and lists, the same in every message and format. */

/*@ assigns \nothing;
    ensures \valid_read(\result);
 */
const char *gpamap_kind_name(enum gpamap_kind kind)
{
	static const char names[GPAMAP_KIND_COUNT][16] = {
		[GPAMAP_KIND_HOLE] = "hole",
		[GPAMAP_KIND_RAM] = "ram",
		[GPAMAP_KIND_MMIO] = "mmio",
		[GPAMAP_KIND_PCI_ECAM] = "pci_ecam",
		[GPAMAP_KIND_PCI_MMIO] = "pci_mmio",
		[GPAMAP_KIND_VTL2] = "vtl2",
		[GPAMAP_KIND_RESERVED] = "reserved",
		[GPAMAP_KIND_DEVICE] = "device",
		[GPAMAP_KIND_HOTPLUG] = "hotplug",
		[GPAMAP_KIND_PMEM] = "pmem",
		[GPAMAP_KIND_FIRMWARE_TABLES] = "firmware_tables",
		[GPAMAP_KIND_FIRMWARE_NVS] = "firmware_nvs",
		[GPAMAP_KIND_UNUSABLE] = "unusable",
	};

	if ((unsigned int)kind >= GPAMAP_KIND_COUNT)
		return "unknown";
	return names[kind];
}

/*@ assigns \nothing;
    ensures \valid_read(\result);
 */
const char *gpamap_list_name(enum gpamap_list list)
{
	static const char names[GPAMAP_LIST_NONE + 1][16] = {
		[GPAMAP_LIST_RAM] = "ram",
		[GPAMAP_LIST_MMIO] = "mmio",
		[GPAMAP_LIST_PCI_ECAM] = "pci_ecam",
		[GPAMAP_LIST_PCI_MMIO] = "pci_mmio",
		[GPAMAP_LIST_VTL2] = "vtl2",
		[GPAMAP_LIST_OTHER] = "other",
		[GPAMAP_LIST_NODES] = "node",
		[GPAMAP_LIST_NONE] = "none",
	};

	if ((unsigned int)list > GPAMAP_LIST_NONE)
		return "unknown";
	return names[list];
}
