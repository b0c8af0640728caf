/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_boot.h>

#include "acpi_table.h"
#include "bytes.h"

/*
 * The readers of what leads to the tables: where these are, which is memory
 * that a guest must not use for anything else.
 *
 * Source: ACPI 6.5, Root System Description Pointer (RSDP), Root System
 * Description Table (RSDT), Extended System Description Table (XSDT), Fixed
 * ACPI Description Table (FADT).
 */

enum {
	RSDP_OLD_SIZE = 20,
	RSDP_REVISION_AT = 15,
	RSDP_RSDT_AT = 16,
	RSDP_LENGTH_AT = 20,
	RSDP_XSDT_AT = 24,

	RSDT_ENTRY = 4,
	XSDT_ENTRY = 8,

	FADT_FACS_AT = 36,
	FADT_DSDT_AT = 40,
	FADT_X_FACS_AT = 132,
	FADT_X_DSDT_AT = 140,
	/* The size of ACPI 1.0, and where the 64-bit addresses end. */
	FADT_LEAST = 116,
	FADT_X_END = 148,

	FACS_LEAST = 64,
};

/* Tell of a table at @start of @size bytes or more; 0: there is none. */
static enum gpamap_status tell_table(struct gpamap_acpi_reading *reading,
				     size_t offset, uint64_t start,
				     uint64_t size)
{
	struct gpamap_fact fact = { .type = GPAMAP_FACT_TABLE };

	return gpamap_acpi_tell_at(reading, fact, offset, start, size);
}

static enum gpamap_status walk_entries(struct gpamap_acpi_reading *reading,
				       size_t entry)
{
	enum gpamap_status status;
	size_t offset = GPAMAP_ACPI_HEADER_SIZE;

	status =
		gpamap_acpi_expect(reading, UINT8_MAX, GPAMAP_ACPI_HEADER_SIZE);
	if (status == GPAMAP_OK && (reading->length - offset) % entry != 0)
		return gpamap_acpi_corrupt(reading, 4);
	for (; status == GPAMAP_OK && offset < reading->length;
	     offset += entry) {
		const uint8_t *at = reading->bytes + offset;

		status = tell_table(reading, offset,
				    entry == XSDT_ENTRY ? gpamap_get_le64(at)
							: gpamap_get_le32(at),
				    GPAMAP_ACPI_HEADER_SIZE);
	}
	return status;
}

enum gpamap_status gpamap_acpi_walk_rsdt(struct gpamap_acpi_reading *reading)
{
	return walk_entries(reading, RSDT_ENTRY);
}

enum gpamap_status gpamap_acpi_walk_xsdt(struct gpamap_acpi_reading *reading)
{
	return walk_entries(reading, XSDT_ENTRY);
}

/* Tell of the table that the FADT gives in 64 bits, or else in 32. */
static enum gpamap_status walk_address(struct gpamap_acpi_reading *reading,
				       size_t narrow_at, size_t wide_at,
				       uint64_t size)
{
	uint64_t wide = 0;

	if (reading->length >= FADT_X_END)
		wide = gpamap_get_le64(reading->bytes + wide_at);
	if (wide != 0)
		return tell_table(reading, wide_at, wide, size);
	return tell_table(reading, narrow_at,
			  gpamap_get_le32(reading->bytes + narrow_at), size);
}

enum gpamap_status gpamap_acpi_walk_fadt(struct gpamap_acpi_reading *reading)
{
	enum gpamap_status status;

	status = gpamap_acpi_expect(reading, UINT8_MAX, FADT_LEAST);
	if (status == GPAMAP_OK)
		status = walk_address(reading, FADT_FACS_AT, FADT_X_FACS_AT,
				      FACS_LEAST);
	if (status == GPAMAP_OK)
		status = walk_address(reading, FADT_DSDT_AT, FADT_X_DSDT_AT,
				      GPAMAP_ACPI_HEADER_SIZE);
	return status;
}

bool gpamap_acpi_is_rsdp(const uint8_t *bytes, size_t size)
{
	static const char signature[8] = { 'R', 'S', 'D', ' ',
					   'P', 'T', 'R', ' ' };

	if (size < sizeof(signature))
		return false;
	for (size_t i = 0; i < sizeof(signature); i++)
		if (bytes[i] != (uint8_t)signature[i])
			return false;
	return true;
}

/* Give the length that the RSDP at @base says, of which all is there. */
static enum gpamap_status measure_rsdp(const uint8_t *bytes, size_t size,
				       size_t base, size_t *length,
				       struct gpamap_error *error)
{
	const uint8_t *at = bytes + base;
	size_t left = size - base;

	*length = 0;
	if (left < RSDP_OLD_SIZE)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_TRUNCATED, size,
					  (uint64_t)base + RSDP_OLD_SIZE);
	*length = RSDP_OLD_SIZE;
	if (at[RSDP_REVISION_AT] < 2)
		return GPAMAP_OK;
	if (left < GPAMAP_RSDP_SIZE)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_TRUNCATED, size,
					  (uint64_t)base + GPAMAP_RSDP_SIZE);
	*length = gpamap_get_le32(at + RSDP_LENGTH_AT);
	if (*length < GPAMAP_RSDP_SIZE)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_CORRUPT,
					  (uint64_t)base + RSDP_LENGTH_AT, 0);
	if (*length > left)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_TRUNCATED, size,
					  (uint64_t)base + *length);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_acpi_walk_rsdp(struct gpamap_acpi_reading *reading,
					 const uint8_t *bytes, size_t size,
					 size_t base, size_t *length)
{
	const uint8_t *at = bytes + base;
	enum gpamap_status status;
	uint64_t xsdt = 0;

	status = measure_rsdp(bytes, size, base, length, reading->error);
	if (status != GPAMAP_OK)
		return status;
	reading->base = base;
	if (gpamap_acpi_checksum(at, RSDP_OLD_SIZE) != 0)
		return gpamap_acpi_corrupt(reading, 8);
	if (*length > RSDP_OLD_SIZE) {
		if (gpamap_acpi_checksum(at, *length) != 0)
			return gpamap_acpi_corrupt(reading, 32);
		xsdt = gpamap_get_le64(at + RSDP_XSDT_AT);
	}
	if (xsdt != 0)
		return tell_table(reading, RSDP_XSDT_AT, xsdt,
				  GPAMAP_ACPI_HEADER_SIZE);
	return tell_table(reading, RSDP_RSDT_AT,
			  gpamap_get_le32(at + RSDP_RSDT_AT),
			  GPAMAP_ACPI_HEADER_SIZE);
}

enum gpamap_status gpamap_rsdp_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error)
{
	struct gpamap_acpi_reading reading = { .error = error };
	enum gpamap_status status;
	size_t length = 0;

	if (bytes == NULL || report == NULL)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_ARGUMENT, 0, 0);
	if (!gpamap_acpi_is_rsdp(bytes, size))
		return gpamap_acpi_refuse(error, GPAMAP_ERR_BAD_MAGIC, 0, 0);
	status = gpamap_acpi_walk_rsdp(&reading, bytes, size, 0, &length);
	if (status == GPAMAP_OK && length != size)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_TRUNCATED, size,
					  length);
	reading.report = report;
	reading.context = context;
	return status == GPAMAP_OK ? gpamap_acpi_walk_rsdp(&reading, bytes,
							   size, 0, &length)
				   : status;
}

enum gpamap_status gpamap_xsdt_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error)
{
	return gpamap_acpi_read_one(bytes, size, "XSDT", gpamap_acpi_walk_xsdt,
				    report, context, error);
}

enum gpamap_status gpamap_fadt_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error)
{
	return gpamap_acpi_read_one(bytes, size, "FACP", gpamap_acpi_walk_fadt,
				    report, context, error);
}
