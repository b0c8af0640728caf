/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_ACPI_H
#define GPAMAP_ACPI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>
#include <gpamap/fact.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * What all ACPI tables share: the header, the check of a table that somebody
 * else wrote, and a reader for several tables in a row. Each table has a
 * header file of its own: acpi_srat.h, acpi_slit.h, acpi_mcfg.h, acpi_hmat.h,
 * acpi_cedt.h, acpi_boot.h.
 *
 * Every gpamap_<table>_write() works like this:
 *   @layout: the map.
 *   @options: NULL for the defaults, which an all-zero struct means too.
 *   @buffer, @size: where the table goes; NULL and 0 to measure.
 *   @need: out, may be NULL: bytes that the table takes.
 *   @error: out, may be NULL: written on failure only.
 * A call that fails leaves @buffer as it is. All of these fail with ARGUMENT
 * (NULL, an OEM text too long or not ASCII, an unknown revision), NO_SPACE
 * (@size is below *@need) and TOO_MANY (the table would pass 4 GiB; asked: its
 * bytes, limit).
 * Cost: linear. Context: freestanding.
 *
 * Every gpamap_<table>_read() works like this:
 *   @bytes, @size: one table, all of it and nothing behind it.
 *   @report, @context: called for each fact, in the table's order.
 *   @error: as above; error->asked is the offset of what is wrong, but for
 *     TRUNCATED the bytes given (limit: those wanted), for BAD_VERSION the
 *     revision found (limit: the newest known).
 * The whole table is checked before the first fact is reported.
 * Errors: TRUNCATED, BAD_MAGIC, BAD_VERSION, CORRUPT, ARGUMENT.
 * Cost: linear, constant memory. Context: freestanding.
 */

/** Bytes in the header of a table. Source: ACPI 6.5, 5.2.6. */
#define GPAMAP_ACPI_HEADER_SIZE 36u

/** Who made a table. All zero: the defaults. */
struct gpamap_acpi_oem {
	const char *id; /**< up to 6 ASCII characters; NULL: "GPAMAP" */
	const char *table_id; /**< up to 8; NULL: "GPAMAP" */
	uint32_t revision; /**< of the table's contents; 0: 1 */
	const char *creator_id; /**< up to 4; NULL: "GPAM" */
	uint32_t creator_revision; /**< 0: 1 */
};

/** The header of a table that was checked. */
struct gpamap_acpi_table {
	char signature[5]; /**< four characters and a NUL */
	uint8_t revision;
	uint32_t length; /**< bytes, the header included */
};

/**
 * Check the header of the table at @bytes: signature, length, checksum.
 *
 * @bytes, @size: the table; bytes may follow it.
 * @table: out, may be NULL; untouched on error.
 * Errors: TRUNCATED (less than the table says), BAD_MAGIC (no signature: a
 *   capital or digit and three more of ASCII), CORRUPT (length below the
 *   header's, or checksum wrong), ARGUMENT.
 * Cost: linear. Context: freestanding. Source: ACPI 6.5, 5.2.6.
 */
enum gpamap_status gpamap_acpi_check(const void *bytes, size_t size,
				     struct gpamap_acpi_table *table,
				     struct gpamap_error *error);

/**
 * Read the tables that stand one behind the other at @bytes, such as the
 * files of /sys/firmware/acpi/tables in a row.
 *
 * SRAT, SLIT, MCFG, HMAT, CEDT and what acpi_boot.h reads are read as their
 * own readers do. Any other table is checked and passed over; so is FACS, which
 * has no checksum. All is checked before the first fact is reported.
 * The rest as for every reader; offsets count from @bytes.
 */
enum gpamap_status gpamap_acpi_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_ACPI_H */
