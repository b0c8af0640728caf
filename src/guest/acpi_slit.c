/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_slit.h>

#include "acpi_table.h"
#include "bytes.h"

/*
 * SLIT. Source: ACPI 6.5, 5.2.17:
 *   36 number of localities n (8 bytes), 44 the matrix, n rows of n bytes.
 */

enum {
	SLIT_COUNT_AT = 36,
	SLIT_HEAD = 44,
	SLIT_REVISION = 1,
};

static const struct gpamap_slit_options defaults;

/* Say whether the distance of two nodes may be @distance. */
static bool is_valid(uint64_t from, uint64_t to, uint8_t distance)
{
	if (from == to)
		return distance == GPAMAP_SLIT_LOCAL;
	return distance > GPAMAP_SLIT_LOCAL;
}

static uint8_t distance_of(const struct gpamap_slit_options *options,
			   uint64_t count, uint64_t from, uint64_t to)
{
	if (options->distances != NULL)
		return options->distances[from * count + to];
	return from == to ? GPAMAP_SLIT_LOCAL : GPAMAP_SLIT_REMOTE;
}

static enum gpamap_status count_nodes(const struct gpamap_layout *layout,
				      const struct gpamap_slit_options *options,
				      uint64_t *count,
				      struct gpamap_error *error)
{
	uint64_t used = gpamap_layout_node_count(layout);

	*count = options->node_count != 0 ? options->node_count : used;
	if (options->distances != NULL && options->node_count == 0)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_ARGUMENT, 0, used);
	if (*count == 0)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_EMPTY, 0, 0);
	if (used > *count)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_TOO_MANY, used,
					  *count);
	if (*count > GPAMAP_SLIT_NODES_MAX)
		return gpamap_acpi_refuse(error, GPAMAP_ERR_TOO_MANY, *count,
					  GPAMAP_SLIT_NODES_MAX);
	return GPAMAP_OK;
}

static enum gpamap_status refuse(uint64_t from, uint64_t to, uint8_t distance,
				 struct gpamap_error *error)
{
	struct gpamap_subject node = { .list = GPAMAP_LIST_NODES,
				       .index = (size_t)from };

	gpamap_acpi_refuse_range(error, GPAMAP_ERR_ARGUMENT, node, distance,
				 GPAMAP_SLIT_LOCAL);
	if (error != NULL) {
		node.index = (size_t)to;
		error->other = node;
	}
	return GPAMAP_ERR_ARGUMENT;
}

static enum gpamap_status check(const struct gpamap_slit_options *options,
				uint64_t count, struct gpamap_error *error)
{
	uint64_t i, j;

	for (i = 0; options->distances != NULL && i < count; i++)
		for (j = 0; j < count; j++) {
			uint8_t distance = distance_of(options, count, i, j);

			if (!is_valid(i, j, distance))
				return refuse(i, j, distance, error);
		}
	return GPAMAP_OK;
}

enum gpamap_status gpamap_slit_write(const struct gpamap_layout *layout,
				     const struct gpamap_slit_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	struct gpamap_acpi_room room =
		gpamap_acpi_room(buffer, size, need, error);
	enum gpamap_status status;
	uint64_t count, i;
	uint8_t *table;

	if (options == NULL)
		options = &defaults;
	status = gpamap_acpi_check_call(layout, &options->oem, &room);
	if (status == GPAMAP_OK)
		status = count_nodes(layout, options, &count, error);
	if (status == GPAMAP_OK)
		status = check(options, count, error);
	if (status == GPAMAP_OK)
		status = gpamap_acpi_open(&room, SLIT_HEAD + count * count,
					  &table);
	if (status != GPAMAP_OK || table == NULL)
		return status;
	gpamap_put_le64(table + SLIT_COUNT_AT, count);
	for (i = 0; i < count * count; i++)
		table[SLIT_HEAD + i] =
			distance_of(options, count, i / count, i % count);
	gpamap_acpi_close(table, SLIT_HEAD + count * count, "SLIT",
			  SLIT_REVISION, &options->oem);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_acpi_walk_slit(struct gpamap_acpi_reading *reading)
{
	struct gpamap_fact fact = { .type = GPAMAP_FACT_DISTANCE };
	enum gpamap_status status;
	uint64_t count;
	size_t i;

	status = gpamap_acpi_expect(reading, SLIT_REVISION, SLIT_HEAD);
	if (status != GPAMAP_OK)
		return status;
	count = gpamap_get_le64(reading->bytes + SLIT_COUNT_AT);
	if (count == 0 || count > GPAMAP_SLIT_NODES_MAX ||
	    count * count != reading->length - SLIT_HEAD)
		return gpamap_acpi_corrupt(reading, SLIT_COUNT_AT);
	for (i = 0; i < reading->length - SLIT_HEAD; i++) {
		fact.from = i / count;
		fact.to = i % count;
		fact.distance = reading->bytes[SLIT_HEAD + i];
		if (!is_valid(fact.from, fact.to, (uint8_t)fact.distance))
			return gpamap_acpi_corrupt(reading, SLIT_HEAD + i);
		gpamap_acpi_tell(reading, fact, SLIT_HEAD + i);
	}
	return GPAMAP_OK;
}

enum gpamap_status gpamap_slit_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error)
{
	return gpamap_acpi_read_one(bytes, size, "SLIT", gpamap_acpi_walk_slit,
				    report, context, error);
}
