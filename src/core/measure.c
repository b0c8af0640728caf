/* SPDX-License-Identifier: MIT */
#include "measure.h"

#include "fault.h"
#include "mem.h"
#include "strings.h"

/* What the entries of a map come to. */
struct sums {
	size_t entries;
	size_t holes; /* between entries */
	size_t pieces; /* of RAM that is placed */
	uint64_t end_of_ram;
	uint64_t missing; /* of RAM, which found no room */
	size_t vnode; /* whose it is */
};

static struct gpamap_subject subject_of(const struct gpamap_lists *lists,
					enum gpamap_list list,
					const uint64_t *entry)
{
	return gpamap_lists_subject(lists, list,
				    gpamap_lists_index(lists, list, entry));
}

/* Sum up all entries; two that overlap are an error. Not inlined: the sweep
 * need not be on the stack while an error is told. */
__attribute__((noinline)) static enum gpamap_status
sum_up(const struct gpamap_request *request, struct sums *sums,
       struct gpamap_error *error)
{
	const struct gpamap_lists *lists = &request->lists;
	enum gpamap_list list = GPAMAP_LIST_NONE; /* of the last listed */
	const uint64_t *entry = NULL;
	uint64_t listed_end = 0, end = 0;
	uint64_t end_of_ram = gpamap_lists_end_of_ram(lists);
	size_t entries = 0, holes = 0, pieces = 0;
	struct gpamap_sweep sweep;
	struct gpamap_item now;

	gpamap_sweep_init(&sweep, request);
	while (gpamap_sweep_next(&sweep, &now)) {
		/* What is below the first entry lies between none. */
		if (entries++ == 0)
			end = now.start;
		if (now.entry == NULL) {
			end_of_ram = now.end;
			pieces++;
		} else {
			if (now.start < listed_end)
				return gpamap_lists_collide(
					lists,
					subject_of(lists, now.list, now.entry),
					subject_of(lists, list, entry), error);
			list = now.list;
			entry = now.entry;
			listed_end = now.end;
		}
		holes += now.start != end;
		end = now.end;
	}
	*sums = (struct sums){
		.entries = entries,
		.holes = holes,
		.pieces = pieces,
		.end_of_ram = end_of_ram,
		.missing = sweep.placing.left,
		.vnode = sweep.placing.vnode,
	};
	return GPAMAP_OK;
}

/* Measure the names of a list. Those of RAM stand in the order of its addresses,
 * listed or placed, and of others the order does not matter here. */
static void measure_list(const struct gpamap_request *request,
			 enum gpamap_list list, struct gpamap_strings *strings)
{
	bool placed = list == GPAMAP_LIST_RAM && request->nodes.count != 0;
	size_t count = placed ? request->nodes.count
			      : request->lists.count[list];

	for (size_t i = 0; i < count; i++) {
		const uint64_t *entry = NULL;

		if (!placed)
			entry = gpamap_lists_entry(&request->lists, list, i);
		/* A placeholder is no entry, and bears no name. */
		if (placed || entry[0] != entry[1])
			gpamap_strings_add(strings, list, i);
	}
}

/* Measure all names, and "no name" at offset 0; 0 where there are none. */
static enum gpamap_status measure_names(const struct gpamap_request *request,
					size_t *name_bytes,
					struct gpamap_error *error)
{
	struct gpamap_strings strings;

	*name_bytes = 0;
	if (request->names == NULL)
		return GPAMAP_OK;
	gpamap_strings_init(&strings, request->names, NULL);
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++)
		measure_list(request, (enum gpamap_list)i, &strings);
	if (strings.used > GPAMAP_NAME_BYTES_MAX)
		return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY,
					   strings.used - 1,
					   GPAMAP_NAME_BYTES_MAX);
	if (strings.used != 1)
		*name_bytes = (size_t)strings.used;
	return GPAMAP_OK;
}

enum gpamap_status gpamap_measure(const struct gpamap_request *request,
				  struct gpamap_shape *shape,
				  struct gpamap_error *error)
{
	struct sums sums = { 0 };
	enum gpamap_status status;

	status = sum_up(request, &sums, error);
	if (status == GPAMAP_OK && sums.missing != 0)
		status = gpamap_nodes_no_fit(&request->nodes, sums.vnode,
					     sums.missing, error);
	if (status == GPAMAP_OK)
		status = gpamap_lists_check_vtl2(&request->lists,
						 sums.end_of_ram, error);
	/* The nodes may have cut RAM into more ranges than a layout holds. */
	if (status == GPAMAP_OK && sums.entries > GPAMAP_RANGES_MAX)
		status = gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY,
					     sums.entries, GPAMAP_RANGES_MAX);
	if (status != GPAMAP_OK)
		return status;
	memcpy(shape->count, request->lists.count, sizeof(shape->count));
	shape->count[GPAMAP_LIST_RAM] += sums.pieces;
	shape->entries = sums.entries;
	/* What follows the last entry has a key too. */
	shape->keys = sums.entries + sums.holes + (sums.entries != 0);
	return measure_names(request, &shape->name_bytes, error);
}
