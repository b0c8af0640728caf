/* SPDX-License-Identifier: MIT */
#include "e820_type.h"

/*
 * MMIO and PCI apertures are where the guest's devices are found by other
 * means, and a hot-plug window is told by the SRAT: a kernel takes what is
 * not told as free for devices, which they are. A fixed device and the
 * paravisor's RAM must be kept clear, and nothing but this list says so.
 */
static const uint8_t types[GPAMAP_KIND_COUNT] = {
	[GPAMAP_KIND_HOLE] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_RAM] = GPAMAP_E820_USABLE,
	[GPAMAP_KIND_MMIO] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_PCI_ECAM] = GPAMAP_E820_RESERVED,
	[GPAMAP_KIND_PCI_MMIO] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_VTL2] = GPAMAP_E820_RESERVED,
	[GPAMAP_KIND_RESERVED] = GPAMAP_E820_RESERVED,
	[GPAMAP_KIND_DEVICE] = GPAMAP_E820_RESERVED,
	[GPAMAP_KIND_HOTPLUG] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_PMEM] = GPAMAP_E820_PERSISTENT,
	[GPAMAP_KIND_FIRMWARE_TABLES] = GPAMAP_E820_ACPI,
	[GPAMAP_KIND_FIRMWARE_NVS] = GPAMAP_E820_NVS,
	[GPAMAP_KIND_UNUSABLE] = GPAMAP_E820_UNUSABLE,
};

enum gpamap_kind gpamap_e820_kind(uint32_t type)
{
	switch (type) {
	case GPAMAP_E820_USABLE:
		return GPAMAP_KIND_RAM;
	case GPAMAP_E820_ACPI:
		return GPAMAP_KIND_FIRMWARE_TABLES;
	case GPAMAP_E820_NVS:
		return GPAMAP_KIND_FIRMWARE_NVS;
	case GPAMAP_E820_UNUSABLE:
		return GPAMAP_KIND_UNUSABLE;
	case GPAMAP_E820_PERSISTENT:
	case GPAMAP_E820_PERSISTENT_OEM:
		return GPAMAP_KIND_PMEM;
	default:
		return GPAMAP_KIND_RESERVED;
	}
}

struct gpamap_pieces_rule
gpamap_e820_rule(const struct gpamap_e820_options *options)
{
	struct gpamap_pieces_rule rule = { .types = types };

	if (options == NULL)
		return rule;
	rule.pc_holes = options->pc_holes;
	rule.apart = options->keep_apart;
	if (options->hide_ecam)
		rule.hidden = GPAMAP_KIND_PCI_ECAM;
	return rule;
}
