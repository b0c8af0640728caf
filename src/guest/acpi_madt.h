/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_ACPI_MADT_H
#define GPAMAP_GUEST_ACPI_MADT_H

/*
 * The shapes of MADT: 36 address of the local APICs, 40 flags, 44 structures.
 * Source: ACPI 6.5, Multiple APIC Description Table (MADT) and the structures
 * named below in it.
 */
enum {
	MADT_HEAD = 44,
	MADT_LOCAL_APIC_AT = 36,
	MADT_FLAGS_AT = 40,
	/* The revision of ACPI 6.3; later ones add types and fields only. */
	MADT_REVISION = 5,
	MADT_PCAT_COMPAT = 1,

	MADT_TYPE_APIC = 0,
	MADT_TYPE_IO_APIC = 1,
	MADT_TYPE_APIC_OVERRIDE = 5, /* 64-bit address of the local APICs */
	MADT_TYPE_X2APIC = 9,
	MADT_TYPE_GICC = 11,
	MADT_TYPE_GICD = 12,
	MADT_TYPE_GIC_MSI = 13,
	MADT_TYPE_GICR = 14,
	MADT_TYPE_GIC_ITS = 15,

	MADT_SIZE_APIC = 8,
	MADT_SIZE_IO_APIC = 12,
	MADT_SIZE_APIC_OVERRIDE = 12,
	MADT_SIZE_X2APIC = 16,
	/* Grew with ACPI 6.0, 6.3 and 6.5; this much was there before. */
	MADT_SIZE_GICC = 76,
	MADT_SIZE_GICD = 24,
	MADT_SIZE_GIC_MSI = 24,
	MADT_SIZE_GICR = 16,
	MADT_SIZE_GIC_ITS = 20,

	MADT_CPU_ENABLED = 1,
	/* Local APIC ids end here; 255 is the broadcast. */
	MADT_APIC_IDS = 255,
};

#endif /* GPAMAP_GUEST_ACPI_MADT_H */
