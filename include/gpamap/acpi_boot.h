/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_ACPI_BOOT_H
#define GPAMAP_ACPI_BOOT_H

#include <gpamap/acpi.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * The tables that lead a guest to those of the map, for a monitor that boots
 * it without firmware: RSDP, XSDT, FADT of hardware-reduced ACPI, an empty
 * DSDT, and MADT. Nothing of the map is written in them, so they take no
 * layout; the rest is as for every writer (acpi.h).
 *
 * Read they are for what they say of addresses: where tables are, which is
 * memory that must be kept for them, and where interrupt controllers are. As
 * for every reader (acpi.h).
 */

/** Bytes of the RSDP. Source: ACPI 6.5, 5.2.5.3. */
#define GPAMAP_RSDP_SIZE 36u

/**
 * Write the RSDP, of revision 2 and without an RSDT.
 *
 * @xsdt: guest physical address of the XSDT.
 * @oem: NULL for the defaults; the RSDP has only its id.
 * Errors: ARGUMENT, NO_SPACE.
 */
enum gpamap_status gpamap_rsdp_write(uint64_t xsdt,
				     const struct gpamap_acpi_oem *oem,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error);

/**
 * Read an RSDP of any revision.
 *
 * Facts: TABLE for the XSDT, or the RSDT where there is none.
 */
enum gpamap_status gpamap_rsdp_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error);

/**
 * Write the XSDT.
 *
 * @tables, @count: guest physical addresses, the FADT's first. DSDT and FACS
 *   are not in it.
 * Source: ACPI 6.5, 5.2.8.
 */
enum gpamap_status gpamap_xsdt_write(const uint64_t *tables, size_t count,
				     const struct gpamap_acpi_oem *oem,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error);

/**
 * Read an XSDT. gpamap_acpi_read() reads an RSDT likewise.
 *
 * Facts: TABLE for each entry that is not 0.
 */
enum gpamap_status gpamap_xsdt_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error);

/** How FADT is written. All zero but the DSDT: hardware-reduced ACPI without
 * any register. */
struct gpamap_fadt_options {
	struct gpamap_acpi_oem oem;
	uint64_t dsdt; /**< guest physical address; not 0 */
	uint32_t flags; /**< more flags; HW_REDUCED_ACPI is always there */
	uint16_t iapc_boot_arch; /**< IAPC_BOOT_ARCH, for x86 */
	uint16_t arm_boot_arch; /**< ARM_BOOT_ARCH: 1 PSCI, 2 by HVC */
	uint64_t hypervisor; /**< vendor identity, e.g. "QEMU" in bytes */
};

/**
 * Write a FADT of revision 6.5.
 *
 * @options: must not be NULL: there is no default for the DSDT.
 * Source: ACPI 6.5, 5.2.9.
 */
enum gpamap_status gpamap_fadt_write(const struct gpamap_fadt_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error);

/**
 * Read a FADT of any revision.
 *
 * Facts: TABLE for the FACS and the DSDT, by their 64-bit addresses where
 * these are not 0.
 */
enum gpamap_status gpamap_fadt_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error);

/** Write a DSDT without any device in it. Source: ACPI 6.5, 5.2.11.1. */
enum gpamap_status gpamap_dsdt_write(const struct gpamap_acpi_oem *oem,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error);

/** Where a PC's local APICs and its first I/O APIC are. Source: Intel SDM
 * volume 3 (December 2023), 11.4.1 The Local APIC Block Diagram; Intel 82093AA
 * I/O APIC, register description. */
#define GPAMAP_MADT_LOCAL_APIC UINT32_C(0xfee00000)
#define GPAMAP_MADT_IO_APIC UINT32_C(0xfec00000)

/** How MADT is written. All zero but cpu_count: a PC. */
struct gpamap_madt_options {
	struct gpamap_acpi_oem oem;
	uint32_t cpu_count; /**< at least 1 */
	/** APIC ids, cpu_count of them; NULL: 0, 1, 2 ... Their ACPI
	 * processor UIDs are the same. From 255 on they are x2APICs. */
	const uint32_t *apic_ids;
	uint8_t io_apic_id;
	uint32_t io_apic; /**< address; 0: GPAMAP_MADT_IO_APIC */
	bool has_8259; /**< a PC's old interrupt controllers, too */
};

/**
 * Write a MADT for x86: processors, and one I/O APIC for interrupts from 0.
 *
 * @options: must not be NULL: there is no default for the processors.
 * Errors: EMPTY: no processor.
 * Source: ACPI 6.3, 5.2.12 (revision 5).
 */
enum gpamap_status gpamap_madt_write(const struct gpamap_madt_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error);

/**
 * Read a MADT of any revision.
 *
 * Facts: RANGE of kind DEVICE for the registers of local APICs, where there
 * are processors with one, of I/O APICs, and of each part of an Arm GIC; where
 * the table gives no length, the least that such a part has. CPU, without a
 * vnode, for enabled processors: APIC ids, or on Arm ACPI processor UIDs.
 * Structures of other types are passed over.
 */
enum gpamap_status gpamap_madt_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_ACPI_BOOT_H */
