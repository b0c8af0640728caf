/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_ACPI_SRAT_H
#define GPAMAP_GUEST_ACPI_SRAT_H

/*
 * The shapes of SRAT.
 * Source: ACPI 6.5, 5.2.16 and 5.2.16.1 to 5.2.16.4. In revision 1 (ACPI 2.0)
 * proximity domains have 8 bits; Linux 6.1 reads them so in
 * drivers/acpi/numa/srat.c and arch/x86/mm/srat.c.
 */

enum {
	/* The header, a number that is always 1, 8 reserved bytes. */
	SRAT_ONE_AT = 36,
	SRAT_HEAD = 48,

	SRAT_TYPE_APIC = 0,
	SRAT_TYPE_MEMORY = 1,
	SRAT_TYPE_X2APIC = 2,
	SRAT_TYPE_GICC = 3,

	SRAT_SIZE_APIC = 16,
	SRAT_SIZE_MEMORY = 40,
	SRAT_SIZE_X2APIC = 24,
	SRAT_SIZE_GICC = 18,

	SRAT_MEMORY_ENABLED = 1,
	SRAT_MEMORY_HOTPLUG = 2,
	SRAT_MEMORY_PERSISTENT = 4,
	SRAT_CPU_ENABLED = 1,

	/* Local APIC ids end here; 255 is the broadcast. */
	SRAT_APIC_IDS = 255,
	SRAT_NODES_REVISION_1 = 256,
};

#endif /* GPAMAP_GUEST_ACPI_SRAT_H */
