/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_ACPI_SET_H
#define GPAMAP_ACPI_SET_H

#include <gpamap/acpi_boot.h>
#include <gpamap/acpi_cedt.h>
#include <gpamap/acpi_hmat.h>
#include <gpamap/acpi_mcfg.h>
#include <gpamap/acpi_slit.h>
#include <gpamap/acpi_srat.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * All tables of a map as one block of bytes, to be put at one address of the
 * guest: the RSDP, which is what the guest is told of, then XSDT, FADT and
 * DSDT, and what is in the XSDT.
 */

/** The tables of a set beside those that every set has, as bits. */
enum gpamap_acpi_part {
	GPAMAP_ACPI_SRAT = 1,
	GPAMAP_ACPI_SLIT = 2,
	GPAMAP_ACPI_MCFG = 4,
	GPAMAP_ACPI_HMAT = 8,
	GPAMAP_ACPI_CEDT = 16,
	GPAMAP_ACPI_MADT = 32,
};

/** The RSDP is on a multiple of this. Source: ACPI 6.5, 5.2.5.1. */
#define GPAMAP_ACPI_SET_ALIGN 16u

/** A set. All zero but the address: what the map has something for. */
struct gpamap_acpi_set {
	/** Guest physical address of the first byte; a multiple of
	 * GPAMAP_ACPI_SET_ALIGN, not 0. */
	uint64_t at;
	/** Who made those tables whose options are NULL. */
	struct gpamap_acpi_oem oem;
	/**
	 * GPAMAP_ACPI_...; 0: SRAT where there are nodes, SLIT where there are
	 * two or more, MCFG where there is PCI ECAM, CEDT where there is a CXL
	 * window; MADT and HMAT where their options are given.
	 */
	unsigned int parts;
	/** The DSDT, in AML, whole and caller's; NULL: one without devices. */
	const void *dsdt;
	size_t dsdt_size;
	/** Options of the tables; NULL: the defaults. The FADT's .dsdt is not
	 * looked at. MADT has no defaults: it needs processors. */
	const struct gpamap_fadt_options *fadt;
	const struct gpamap_srat_options *srat;
	const struct gpamap_slit_options *slit;
	const struct gpamap_mcfg_options *mcfg;
	const struct gpamap_hmat_options *hmat;
	const struct gpamap_cedt_options *cedt;
	const struct gpamap_madt_options *madt;
};

/**
 * Write the tables of @layout as @set says, one behind the other:
 * gpamap_acpi_read() reads them back.
 *
 * @set: must not be NULL: there is no default for the address.
 * The rest as for every writer (acpi.h); the limit of 4 GiB is that of the
 * set.
 * Cost: that of its tables, twice.
 * Errors: those of its tables; MISALIGNED: .at (asked; limit: of what it is to
 *   be a multiple); TOO_HIGH: the set would pass GPAMAP_ADDRESS_END (asked:
 *   .at);
 *   BAD_MAGIC, TRUNCATED, CORRUPT: the DSDT, by gpamap_acpi_check(), or
 *   because it is another table or bytes follow it; ARGUMENT: .at is 0, an
 *   unknown part, MADT without options.
 */
enum gpamap_status gpamap_acpi_write(const struct gpamap_layout *layout,
				     const struct gpamap_acpi_set *set,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_ACPI_SET_H */
