/* SPDX-License-Identifier: MIT */
#include "acpi_table.h"
#include "bytes.h"

/* What every table's reader needs, and the reader of many tables in a row. */

/* FACS has a length where the others have it, but no checksum, and is at
 * least this long. Source: ACPI 6.5, 5.2.10. */
#define FACS_LEAST 64u

/* Makers of machines choose freely, but all begin like this. */
static bool is_signature(const uint8_t *at)
{
	size_t i;

	if (!(at[0] >= 'A' && at[0] <= 'Z') && !(at[0] >= '0' && at[0] <= '9'))
		return false;
	for (i = 1; i < 4; i++)
		if (at[i] < ' ' || at[i] > '~')
			return false;
	return true;
}

static bool is_called(const uint8_t *at, const char *signature)
{
	size_t i;

	for (i = 0; i < 4; i++)
		if (at[i] != (uint8_t)signature[i])
			return false;
	return true;
}

/* Check signature and length of the table at @base; give its length. */
static enum gpamap_status check_frame(const uint8_t *bytes, size_t size,
				      size_t base, size_t *length,
				      struct gpamap_error *error)
{
	const uint8_t *at = bytes + base;
	uint32_t told;

	*length = 0;
	if (size - base < GPAMAP_ACPI_HEADER_SIZE)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_TRUNCATED, size,
					  (uint64_t)base +
						  GPAMAP_ACPI_HEADER_SIZE);
	if (!is_signature(at))
		return gpamap_acpi_refuse(error, GPAMAP_ERR_BAD_MAGIC, base, 0);
	told = gpamap_get_le32(at + 4);
	if (told < GPAMAP_ACPI_HEADER_SIZE)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_CORRUPT,
					  (uint64_t)base + 4, 0);
	if (told > size - base)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_TRUNCATED, size,
					  (uint64_t)base + told);
	*length = told;
	return GPAMAP_OK;
}

static enum gpamap_status check_sum(const uint8_t *bytes, size_t base,
				    size_t length, struct gpamap_error *error)
{
	if (gpamap_acpi_checksum(bytes + base, length) != 0)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_CORRUPT,
					  (uint64_t)base + 9, 0);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_acpi_check(const void *bytes, size_t size,
				     struct gpamap_acpi_table *table,
				     struct gpamap_error *error)
{
	const uint8_t *at = bytes;
	enum gpamap_status status;
	size_t length, i;

	if (bytes == NULL)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_ARGUMENT, 0, 0);
	status = check_frame(at, size, 0, &length, error);
	if (status == GPAMAP_OK)
		status = check_sum(at, 0, length, error);
	if (status != GPAMAP_OK || table == NULL)
		return status;
	*table = (struct gpamap_acpi_table){ .revision = at[8],
					     .length = (uint32_t)length };
	for (i = 0; i < 4; i++)
		table->signature[i] = (char)at[i];
	return GPAMAP_OK;
}

/* The number that @size bytes at @at are. */
static size_t number_at(const uint8_t *at, size_t size)
{
	size_t number = 0;

	while (size-- > 0)
		number = number * 256 + at[size];
	return number;
}

enum gpamap_status
gpamap_acpi_walk_structures(struct gpamap_acpi_reading *reading, size_t head,
			    size_t half, gpamap_acpi_walk_one *walk_one)
{
	enum gpamap_status status = GPAMAP_OK;
	size_t offset, left, size;

	for (offset = head; status == GPAMAP_OK && offset < reading->length;
	     offset += size) {
		left = reading->length - offset;
		if (left < 2 * half)
			return gpamap_acpi_corrupt(reading, offset);
		size = number_at(reading->bytes + offset + half, half);
		if (size < 2 * half || size > left)
			return gpamap_acpi_corrupt(reading, offset + half);
		status = walk_one(reading, offset, size);
	}
	return status;
}

enum gpamap_status
gpamap_acpi_read_one(const void *bytes, size_t size, const char *signature,
		     gpamap_acpi_walk *walk, gpamap_fact_report *report,
		     void *context, struct gpamap_error *error)
{
	struct gpamap_acpi_reading reading = { .bytes = bytes, .error = error };
	struct gpamap_acpi_table table = { .length = 0 };
	enum gpamap_status status;

	if (report == NULL)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_ARGUMENT, 0, 0);
	status = gpamap_acpi_check(bytes, size, &table, error);
	if (status != GPAMAP_OK)
		return status;
	if (!is_called(reading.bytes, signature))
		return gpamap_acpi_refuse(error, GPAMAP_ERR_BAD_MAGIC, 0, 0);
	if (table.length != size)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_TRUNCATED, size,
					  table.length);
	reading.length = table.length;
	status = walk(&reading);
	if (status != GPAMAP_OK)
		return status;
	reading.report = report;
	reading.context = context;
	return walk(&reading);
}

/* What leads to the tables of the map. */
static gpamap_acpi_walk *walk_of_boot(const uint8_t *table)
{
	if (is_called(table, "APIC"))
		return gpamap_acpi_walk_madt;
	if (is_called(table, "RSDT"))
		return gpamap_acpi_walk_rsdt;
	if (is_called(table, "XSDT"))
		return gpamap_acpi_walk_xsdt;
	return is_called(table, "FACP") ? gpamap_acpi_walk_fadt : NULL;
}

static gpamap_acpi_walk *walk_of(const uint8_t *table)
{
	if (is_called(table, "SRAT"))
		return gpamap_acpi_walk_srat;
	if (is_called(table, "SLIT"))
		return gpamap_acpi_walk_slit;
	if (is_called(table, "MCFG"))
		return gpamap_acpi_walk_mcfg;
	if (is_called(table, "HMAT"))
		return gpamap_acpi_walk_hmat;
	if (is_called(table, "CEDT"))
		return gpamap_acpi_walk_cedt;
	return walk_of_boot(table);
}

/* Go over the table at @base, which has a header, and give its length. */
static enum gpamap_status walk_table(const uint8_t *bytes, size_t size,
				     size_t base, size_t *length,
				     struct gpamap_acpi_reading *reading)
{
	enum gpamap_status status;
	gpamap_acpi_walk *walk;

	status = check_frame(bytes, size, base, length, reading->error);
	if (status != GPAMAP_OK)
		return status;
	if (is_called(bytes + base, "FACS") && *length >= FACS_LEAST)
		return GPAMAP_OK;
	status = check_sum(bytes, base, *length, reading->error);
	if (status != GPAMAP_OK)
		return status;
	reading->bytes = bytes + base;
	reading->length = *length;
	reading->base = base;
	walk = walk_of(bytes + base);
	return walk != NULL ? walk(reading) : GPAMAP_OK;
}

/* Go over all tables at @reading's bytes, of @size in all. */
static enum gpamap_status walk_all(const uint8_t *bytes, size_t size,
				   struct gpamap_acpi_reading *reading)
{
	enum gpamap_status status = GPAMAP_OK;
	size_t base, length;

	for (base = 0; status == GPAMAP_OK && base < size && !reading->ended;
	     base += length) {
		if (gpamap_acpi_is_rsdp(bytes + base, size - base))
			status = gpamap_acpi_walk_rsdp(reading, bytes, size,
						       base, &length);
		else
			status =
				walk_table(bytes, size, base, &length, reading);
	}
	return status;
}

enum gpamap_status gpamap_acpi_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error)
{
	struct gpamap_acpi_reading reading = { .error = error };
	enum gpamap_status status;

	if (bytes == NULL || report == NULL)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_ARGUMENT, 0, 0);
	if (size == 0)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_TRUNCATED, 0,
					  GPAMAP_ACPI_HEADER_SIZE);
	status = walk_all(bytes, size, &reading);
	if (status != GPAMAP_OK)
		return status;
	reading.report = report;
	reading.context = context;
	return walk_all(bytes, size, &reading);
}

enum gpamap_status gpamap_acpi_expect(const struct gpamap_acpi_reading *reading,
				      uint8_t newest, size_t least)
{
	uint8_t revision = reading->bytes[8];

	if (revision == 0 || revision > newest)
		return gpamap_acpi_refuse(reading->error,
					  GPAMAP_ERR_BAD_VERSION, revision,
					  newest);
	if (reading->length < least)
		return gpamap_acpi_corrupt(reading, 4);
	return GPAMAP_OK;
}

enum gpamap_status
gpamap_acpi_corrupt(const struct gpamap_acpi_reading *reading, size_t offset)
{
	return gpamap_acpi_refuse(reading->error, GPAMAP_ERR_CORRUPT,
				  (uint64_t)reading->base + offset, 0);
}

void gpamap_acpi_tell(struct gpamap_acpi_reading *reading,
		      struct gpamap_fact fact, size_t offset)
{
	if (reading->report == NULL || reading->ended)
		return;
	fact.offset = reading->base + offset;
	reading->ended = !reading->report(reading->context, &fact);
}

bool gpamap_acpi_end(uint64_t start, uint64_t length, uint64_t *end)
{
	if (length - 1 > UINT64_MAX - start)
		return false;
	*end = length > UINT64_MAX - start ? UINT64_MAX : start + length;
	return true;
}

enum gpamap_status gpamap_acpi_tell_at(struct gpamap_acpi_reading *reading,
				       struct gpamap_fact fact, size_t offset,
				       uint64_t start, uint64_t size)
{
	if (start == 0 || size == 0)
		return GPAMAP_OK;
	fact.start = start;
	fact.vnode = GPAMAP_NO_VNODE;
	if (!gpamap_acpi_end(start, size, &fact.end))
		return gpamap_acpi_corrupt(reading, offset);
	gpamap_acpi_tell(reading, fact, offset);
	return GPAMAP_OK;
}
