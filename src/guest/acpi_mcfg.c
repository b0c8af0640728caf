/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_mcfg.h>

#include "../core/mem.h"
#include "acpi_mcfg.h"
#include "acpi_table.h"
#include "bytes.h"

/* The writer of MCFG. Its shapes and their source are in acpi_mcfg.h. */

/* Segments whose buses are counted at once: there are 65536, and no memory
 * but the stack. */
#define BATCH 256u

struct mcfg {
	const struct gpamap_range *ranges;
	size_t count;
	const struct gpamap_mcfg_options *options;
	struct gpamap_error *error;
	uint8_t *table; /* NULL: check only */
	unsigned int next_bus[BATCH]; /* of each segment of the batch */
};

static const struct gpamap_mcfg_options defaults;

static unsigned int segment_of(const struct mcfg *mcfg, size_t index)
{
	return mcfg->options->segments != NULL ? mcfg->options->segments[index]
					       : 0;
}

static enum gpamap_status refuse(const struct mcfg *mcfg,
				 enum gpamap_status status, size_t index,
				 uint64_t asked, uint64_t limit)
{
	struct gpamap_subject subject = { GPAMAP_LIST_PCI_ECAM, index,
					  mcfg->ranges[index] };

	return gpamap_acpi_refuse_range(mcfg->error, status, subject, asked,
					limit);
}

/* The buses of @index are told already: find out by which range. */
static enum gpamap_status refuse_order(const struct mcfg *mcfg, size_t index,
				       unsigned int first)
{
	unsigned int segment = segment_of(mcfg, index);
	size_t before = index;

	refuse(mcfg, GPAMAP_ERR_UNSORTED, index, first,
	       mcfg->next_bus[segment % BATCH]);
	do
		before--;
	while (segment_of(mcfg, before) != segment);
	if (mcfg->error != NULL)
		mcfg->error->other =
			(struct gpamap_subject){ GPAMAP_LIST_PCI_ECAM, before,
						 mcfg->ranges[before] };
	return GPAMAP_ERR_UNSORTED;
}

static enum gpamap_status check_range(const struct mcfg *mcfg, size_t index,
				      unsigned int first, unsigned int next)
{
	uint64_t start = mcfg->ranges[index].start;
	uint64_t buses =
		(mcfg->ranges[index].end - start) / GPAMAP_MCFG_BUS_SIZE;

	if (start % GPAMAP_MCFG_BUS_SIZE != 0 ||
	    mcfg->ranges[index].end % GPAMAP_MCFG_BUS_SIZE != 0)
		return refuse(mcfg, GPAMAP_ERR_MISALIGNED, index, start,
			      GPAMAP_MCFG_BUS_SIZE);
	if (first < next)
		return refuse_order(mcfg, index, first);
	if (buses > GPAMAP_MCFG_BUSES - first)
		return refuse(mcfg, GPAMAP_ERR_TOO_MANY, index, first + buses,
			      GPAMAP_MCFG_BUSES);
	if (start < first * GPAMAP_MCFG_BUS_SIZE)
		return refuse(mcfg, GPAMAP_ERR_TOO_LOW, index, start,
			      first * GPAMAP_MCFG_BUS_SIZE);
	return GPAMAP_OK;
}

static void put(const struct mcfg *mcfg, size_t index, unsigned int first,
		unsigned int next)
{
	uint8_t *at = mcfg->table + MCFG_HEAD + MCFG_ALLOCATION * index;

	gpamap_put_le64(at, mcfg->ranges[index].start -
				    first * GPAMAP_MCFG_BUS_SIZE);
	gpamap_put_le16(at + 8, (uint16_t)segment_of(mcfg, index));
	at[10] = (uint8_t)first;
	at[11] = (uint8_t)(next - 1);
}

/* Check a range of the batch, and put it where there is a table. */
static enum gpamap_status take(struct mcfg *mcfg, size_t index)
{
	unsigned int *next = &mcfg->next_bus[segment_of(mcfg, index) % BATCH];
	const struct gpamap_range *range = &mcfg->ranges[index];
	enum gpamap_status status;
	unsigned int first = *next;

	if (mcfg->options->first_buses != NULL)
		first = mcfg->options->first_buses[index];
	status = check_range(mcfg, index, first, *next);
	if (status != GPAMAP_OK)
		return status;
	*next = first + (unsigned int)((range->end - range->start) /
				       GPAMAP_MCFG_BUS_SIZE);
	if (mcfg->table != NULL)
		put(mcfg, index, first, *next);
	return GPAMAP_OK;
}

static enum gpamap_status take_batch(struct mcfg *mcfg, unsigned int batch)
{
	enum gpamap_status status = GPAMAP_OK;

	memset(mcfg->next_bus, 0, sizeof(mcfg->next_bus));
	for (size_t i = 0; status == GPAMAP_OK && i < mcfg->count; i++)
		if (segment_of(mcfg, i) / BATCH == batch)
			status = take(mcfg, i);
	return status;
}

static enum gpamap_status take_all(struct mcfg *mcfg)
{
	enum gpamap_status status = GPAMAP_OK;
	bool used[BATCH] = { false };

	for (size_t i = 0; i < mcfg->count; i++)
		used[segment_of(mcfg, i) / BATCH] = true;
	for (unsigned int i = 0; status == GPAMAP_OK && i < BATCH; i++)
		if (used[i])
			status = take_batch(mcfg, i);
	return status;
}

/* Say whether an array has the length that it needs. */
static bool is_fit(const void *array, size_t given, size_t count)
{
	return array == NULL ? given == 0 : given == count;
}

static enum gpamap_status check(struct mcfg *mcfg)
{
	const struct gpamap_mcfg_options *options = mcfg->options;

	if (!is_fit(options->segments, options->segment_count, mcfg->count))
		return gpamap_acpi_refuse(mcfg->error, GPAMAP_ERR_ARGUMENT,
					  options->segment_count, mcfg->count);
	if (!is_fit(options->first_buses, options->first_bus_count,
		    mcfg->count))
		return gpamap_acpi_refuse(mcfg->error, GPAMAP_ERR_ARGUMENT,
					  options->first_bus_count,
					  mcfg->count);
	if (mcfg->count == 0)
		return gpamap_acpi_refuse(mcfg->error, GPAMAP_ERR_EMPTY, 0, 0);
	return take_all(mcfg);
}

enum gpamap_status gpamap_mcfg_write(const struct gpamap_layout *layout,
				     const struct gpamap_mcfg_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	struct gpamap_acpi_room room =
		gpamap_acpi_room(buffer, size, need, error);
	struct mcfg mcfg = { .error = error };
	enum gpamap_status status;
	uint64_t length;

	mcfg.options = options != NULL ? options : &defaults;
	status = gpamap_acpi_check_call(layout, &mcfg.options->oem, &room);
	if (status != GPAMAP_OK)
		return status;
	mcfg.ranges = gpamap_layout_pci_ecam(layout, &mcfg.count);
	length = MCFG_HEAD + (uint64_t)MCFG_ALLOCATION * mcfg.count;
	status = check(&mcfg);
	if (status == GPAMAP_OK)
		status = gpamap_acpi_open(&room, length, &mcfg.table);
	if (status != GPAMAP_OK || mcfg.table == NULL)
		return status;
	take_all(&mcfg);
	gpamap_acpi_close(mcfg.table, length, "MCFG", MCFG_REVISION,
			  &mcfg.options->oem);
	return GPAMAP_OK;
}
