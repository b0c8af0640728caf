/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "hmat_matrix.h"
#include "memory.h"
#include "written.h"

#define PICOSECONDS 1000u

/* The matrix as it is made. */
struct making {
	const struct gpamap_value *said;
	uint32_t *from; /* nodes in order, each once */
	uint32_t *to;
	size_t from_count;
	size_t to_count;
	uint16_t *entries;
};

static int compare(const void *left, const void *right)
{
	const uint32_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* Give the nodes in a column of what was said, in order and each once. */
static uint32_t *list_nodes(const struct gpamap_value *said, size_t column,
			    size_t *count)
{
	uint32_t *nodes = gpamap_memory_take(said->count, sizeof(*nodes));
	size_t kept = 0, i;

	if (nodes == NULL)
		return NULL;
	for (i = 0; i < said->count; i++)
		nodes[i] = (uint32_t)said->items[3 * i + column];
	qsort(nodes, said->count, sizeof(*nodes), compare);
	for (i = 1; i < said->count; i++)
		if (nodes[i] != nodes[kept])
			nodes[++kept] = nodes[i];
	*count = kept + 1;
	return nodes;
}

static size_t place_of(const uint32_t *nodes, size_t count, uint64_t node)
{
	uint32_t wanted = (uint32_t)node;
	const uint32_t *found =
		bsearch(&wanted, nodes, count, sizeof(*nodes), compare);

	return (size_t)(found - nodes);
}

/* The greatest number that divides all that was said: what 1 means. */
static uint64_t unit_of(const struct gpamap_value *said)
{
	uint64_t unit = said->items[2], next, rest;
	size_t i;

	for (i = 1; i < said->count; i++) {
		next = said->items[3 * i + 2];
		while (next != 0) {
			rest = unit % next;
			unit = next;
			next = rest;
		}
	}
	return unit;
}

static bool fill(struct making *making, uint64_t unit, const char *key,
		 const struct gpamap_view *view)
{
	const struct gpamap_value *said = making->said;
	size_t i;

	for (i = 0; i < said->count; i++) {
		const uint64_t *item = &said->items[3 * i];
		uint64_t value = item[2] / unit;
		uint16_t *entry =
			&making->entries[place_of(making->from,
						  making->from_count, item[0]) *
						 making->to_count +
					 place_of(making->to, making->to_count,
						  item[1])];

		if (*entry != 0)
			return gpamap_written_refuse(view,
						     "%s: %" PRIu64 ":%" PRIu64
						     " is given twice",
						     key, item[0], item[1]);
		if (value >= GPAMAP_HMAT_UNREACHABLE)
			return gpamap_written_refuse(
				view,
				"%s: %" PRIu64 " is %" PRIu64 " times %" PRIu64
				", the largest unit that all numbers share; "
				"a table has 65534 at most",
				key, item[2], value, unit);
		*entry = (uint16_t)value;
	}
	return true;
}

static bool make(struct making *making, uint64_t unit, const char *key,
		 const struct gpamap_view *view)
{
	making->from = list_nodes(making->said, 0, &making->from_count);
	making->to = list_nodes(making->said, 1, &making->to_count);
	if (making->from == NULL || making->to == NULL)
		return false;
	making->entries =
		gpamap_memory_take(making->from_count * making->to_count,
				   sizeof(*making->entries));
	return making->entries != NULL && fill(making, unit, key, view);
}

bool gpamap_hmat_matrix_make(const struct gpamap_value *said,
			     enum gpamap_hmat_type type, const char *key,
			     const struct gpamap_view *view,
			     struct gpamap_hmat_matrix *matrix)
{
	struct making making = { .said = said };
	uint64_t unit = unit_of(said);
	bool made = make(&making, unit, key, view);

	*matrix = (struct gpamap_hmat_matrix){
		.type = type,
		.unit = type <= GPAMAP_HMAT_WRITE_LATENCY ? unit * PICOSECONDS
							  : unit,
		.initiators = making.from,
		.initiator_count = making.from_count,
		.targets = making.to,
		.target_count = making.to_count,
		.entries = making.entries,
	};
	if (!made)
		gpamap_hmat_matrix_clear(matrix);
	return made;
}

void gpamap_hmat_matrix_clear(struct gpamap_hmat_matrix *matrix)
{
	free((void *)(uintptr_t)matrix->initiators);
	free((void *)(uintptr_t)matrix->targets);
	free((void *)(uintptr_t)matrix->entries);
	*matrix = (struct gpamap_hmat_matrix){ .unit = 0 };
}
