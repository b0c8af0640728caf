/* SPDX-License-Identifier: MIT */
#include "measure.h"

#include "apart.h"
#include "fault.h"
#include "mem.h"
#include "strings.h"

/* A range that is listed; the entry is NULL for none. */
struct listed {
	const uint64_t *entry;
	enum gpamap_list list;
};

/* What the entries of a map come to. */
struct sums {
	size_t entries;
	size_t holes; /* between entries */
	size_t pieces; /* of RAM that is placed */
	uint64_t end_of_ram;
	uint64_t missing; /* of RAM, which found no room */
	size_t vnode; /* whose it is */
	/* The first that begins within one before it, and that one. */
	struct listed late;
	struct listed early;
};

/* Sum up all entries, until two overlap. */
GPAMAP_APART static void sum_up(const struct gpamap_request *request,
				struct sums *sums)
{
	struct listed last = { NULL, GPAMAP_LIST_NONE };
	uint64_t listed_end = 0, end = 0;
	uint64_t end_of_ram = gpamap_lists_end_of_ram(&request->lists);
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
			struct listed listed = { now.entry, now.list };

			if (now.start < listed_end) {
				sums->late = listed;
				sums->early = last;
				return;
			}
			last = listed;
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
}

static struct gpamap_subject subject_of(const struct gpamap_lists *lists,
					const struct listed *listed)
{
	return gpamap_lists_subject(lists, listed->list,
				    gpamap_lists_index(lists, listed->list,
						       listed->entry));
}

/* Say what is wrong with a map that comes to @sums, if anything is. */
GPAMAP_APART static enum gpamap_status
judge(const struct gpamap_request *request, const struct sums *sums,
      struct gpamap_error *error)
{
	const struct gpamap_lists *lists = &request->lists;
	enum gpamap_status status;

	if (sums->late.entry != NULL)
		return gpamap_lists_collide(lists,
					    subject_of(lists, &sums->late),
					    subject_of(lists, &sums->early),
					    error);
	if (sums->missing != 0)
		return gpamap_nodes_no_fit(&request->nodes, sums->vnode,
					   sums->missing, error);
	status = gpamap_lists_check_vtl2(lists, sums->end_of_ram, error);
	/* The nodes may have cut RAM into more ranges than a layout holds. */
	if (status == GPAMAP_OK && sums->entries > GPAMAP_RANGES_MAX)
		return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY,
					   sums->entries, GPAMAP_RANGES_MAX);
	return status;
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
GPAMAP_APART static enum gpamap_status
measure_names(const struct gpamap_request *request, size_t *name_bytes,
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

	sum_up(request, &sums);
	status = judge(request, &sums, error);
	if (status != GPAMAP_OK)
		return status;
	memcpy(shape->count, request->lists.count, sizeof(shape->count));
	shape->count[GPAMAP_LIST_RAM] += sums.pieces;
	shape->entries = sums.entries;
	/* What follows the last entry has a key too. */
	shape->keys = sums.entries + sums.holes + (sums.entries != 0);
	return measure_names(request, &shape->name_bytes, error);
}
