/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_mcfg.h>

#include "../core/mem.h"
#include "acpi_mcfg.h"
#include "acpi_table.h"
#include "bytes.h"

/* The reader of MCFG. Its shapes and their source are in acpi_mcfg.h. */

/* Segments whose buses are marked at once: there are 65536, and no memory but
 * the stack. */
#define BATCH 64u
#define BATCHES (0x10000u / BATCH)

/* Buses that are told already, of one batch of segments. */
struct marks {
	uint8_t buses[BATCH][GPAMAP_MCFG_BUSES / 8];
};

static uint16_t segment_at(const uint8_t *at)
{
	return gpamap_get_le16(at + 8);
}

static enum gpamap_status walk_one(struct gpamap_acpi_reading *reading,
				   size_t offset)
{
	const uint8_t *at = reading->bytes + offset;
	uint64_t base = gpamap_get_le64(at);
	struct gpamap_fact fact = {
		.type = GPAMAP_FACT_ECAM,
		.segment = segment_at(at),
		.first_bus = at[10],
		.last_bus = at[11],
	};

	if (fact.last_bus < fact.first_bus)
		return gpamap_acpi_corrupt(reading, offset + 11);
	if (base % GPAMAP_MCFG_BUS_SIZE != 0 ||
	    !gpamap_acpi_end(base, (fact.last_bus + 1) * GPAMAP_MCFG_BUS_SIZE,
			     &fact.end))
		return gpamap_acpi_corrupt(reading, offset);
	fact.start = base + fact.first_bus * GPAMAP_MCFG_BUS_SIZE;
	gpamap_acpi_tell(reading, fact, offset);
	return GPAMAP_OK;
}

/* Mark the buses of the allocation at @at; false where one is told already. */
static bool mark(struct marks *marks, const uint8_t *at)
{
	uint8_t *buses = marks->buses[segment_at(at) % BATCH];

	for (unsigned int bus = at[10]; bus <= at[11]; bus++) {
		uint8_t bit = (uint8_t)(1u << bus % 8);

		if ((buses[bus / 8] & bit) != 0)
			return false;
		buses[bus / 8] = (uint8_t)(buses[bus / 8] | bit);
	}
	return true;
}

static enum gpamap_status check_batch(const struct gpamap_acpi_reading *reading,
				      unsigned int batch)
{
	struct marks marks;

	memset(&marks, 0, sizeof(marks));
	for (size_t offset = MCFG_HEAD; offset < reading->length;
	     offset += MCFG_ALLOCATION) {
		const uint8_t *at = reading->bytes + offset;

		if (segment_at(at) / BATCH == batch && !mark(&marks, at))
			return gpamap_acpi_corrupt(reading, offset + 10);
	}
	return GPAMAP_OK;
}

/* A bus has one place. Of most tables all segments are in one batch. */
static enum gpamap_status check_buses(const struct gpamap_acpi_reading *reading)
{
	enum gpamap_status status = GPAMAP_OK;
	bool used[BATCHES];

	memset(used, 0, sizeof(used));
	for (size_t offset = MCFG_HEAD; offset < reading->length;
	     offset += MCFG_ALLOCATION)
		used[segment_at(reading->bytes + offset) / BATCH] = true;
	for (unsigned int i = 0; status == GPAMAP_OK && i < BATCHES; i++)
		if (used[i])
			status = check_batch(reading, i);
	return status;
}

enum gpamap_status gpamap_acpi_walk_mcfg(struct gpamap_acpi_reading *reading)
{
	enum gpamap_status status;
	size_t offset;

	status = gpamap_acpi_expect(reading, MCFG_REVISION, MCFG_HEAD);
	if (status == GPAMAP_OK &&
	    (reading->length - MCFG_HEAD) % MCFG_ALLOCATION != 0)
		status = gpamap_acpi_corrupt(reading, 4);
	for (offset = MCFG_HEAD;
	     status == GPAMAP_OK && offset < reading->length;
	     offset += MCFG_ALLOCATION)
		status = walk_one(reading, offset);
	if (status == GPAMAP_OK && reading->report == NULL)
		status = check_buses(reading);
	return status;
}

enum gpamap_status gpamap_mcfg_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error)
{
	return gpamap_acpi_read_one(bytes, size, "MCFG", gpamap_acpi_walk_mcfg,
				    report, context, error);
}
