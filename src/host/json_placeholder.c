/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "array.h"
#include "json_read.h"
#include "memory.h"

/*
 * Empty entries of mmio: they have a position in the list, and the digest sees
 * where they are, but among the ranges of a map they have no place.
 */

static void add(struct gpamap_json_reading *reading,
		const struct gpamap_json_placeholder *added)
{
	size_t count = reading->placeholder_count;

	if (!gpamap_array_reserve((void **)&reading->placeholders,
				  &reading->placeholder_capacity, count,
				  sizeof(*reading->placeholders)))
		gpamap_scan_no_memory(&reading->scan);
	else
		reading->placeholders[reading->placeholder_count++] = *added;
}

static bool are_in_order(const struct gpamap_json_reading *reading,
			 const struct gpamap_json_placeholder *added)
{
	size_t count = reading->placeholder_count;

	return count == 0 ||
	       reading->placeholders[count - 1].index < added->index;
}

static void read_one(struct gpamap_json_reading *reading)
{
	static const char *const names[] = { "index", "start", NULL };
	struct gpamap_json_placeholder added = { 0, 0, { 0, 0 } };
	struct gpamap_scan *scan = &reading->scan;
	struct gpamap_scan_members object;
	unsigned int wrong = scan->wrong;
	size_t member;

	if (!gpamap_scan_object(scan, &object, names, "a placeholder", 3))
		return;
	while (gpamap_scan_next(scan, &object, &member))
		if (member == 0)
			gpamap_scan_count(scan, "an index", GPAMAP_RANGES_MAX,
					  &added.index);
		else
			gpamap_scan_hex(scan, "an address", 0, &added.start);
	if (scan->over || scan->wrong != wrong)
		return;
	added.place = object.place;
	if (!are_in_order(reading, &added))
		gpamap_scan_wrong(scan, object.place,
				  "\"placeholders\" are in order of their "
				  "\"index\"");
	else
		add(reading, &added);
}

void gpamap_json_read_placeholders(struct gpamap_json_reading *reading)
{
	bool first = true;

	if (!gpamap_scan_list(&reading->scan, "a list of placeholders"))
		return;
	while (gpamap_scan_item(&reading->scan, &first))
		read_one(reading);
}

/* Behind the ranges of mmio, for now. */
static bool append_all(struct gpamap_json_reading *reading)
{
	const struct gpamap_json_placeholder *placeholder;
	struct gpamap_draft_entry entry = { .kind = GPAMAP_KIND_MMIO,
					    .vnode = GPAMAP_NO_VNODE };
	struct gpamap_span none = { NULL, 0 };
	size_t i;

	for (i = 0; i < reading->placeholder_count; i++) {
		placeholder = &reading->placeholders[i];
		entry.range = (struct gpamap_range){ placeholder->start,
						     placeholder->start };
		entry.place = placeholder->place;
		if (!gpamap_draft_add(reading->draft, GPAMAP_LIST_MMIO, &entry,
				      none, reading->scan.diags))
			return false;
	}
	return true;
}

/* Give where mmio[@index] stands now; neither ranges nor placeholders may
 * leave one out. */
static bool find_next(struct gpamap_json_reading *reading, size_t ranges,
		      size_t index, size_t *from)
{
	const struct gpamap_draft_entry *entries =
		reading->draft->lists[GPAMAP_LIST_MMIO].entries;
	size_t placeholder = reading->placeholders_placed;
	size_t range = index - placeholder;

	if (placeholder < reading->placeholder_count &&
	    reading->placeholders[placeholder].index == index) {
		reading->placeholders_placed++;
		*from = ranges + placeholder;
		return true;
	}
	*from = range;
	if (range < ranges && reading->mmio_indexes[range] == index)
		return true;
	gpamap_scan_wrong(
		&reading->scan,
		entries[range < ranges ? range : ranges + placeholder].place,
		"mmio[%zu] is neither among \"ranges\" nor among "
		"\"placeholders\"",
		index);
	return false;
}

void gpamap_json_place_placeholders(struct gpamap_json_reading *reading)
{
	struct gpamap_draft_list *list =
		&reading->draft->lists[GPAMAP_LIST_MMIO];
	struct gpamap_draft_entry *placed;
	size_t ranges = list->count;
	size_t from, i;

	if (!append_all(reading) || list->count == 0)
		return;
	placed = gpamap_memory_take(list->count, sizeof(*placed));
	if (placed == NULL) {
		gpamap_scan_no_memory(&reading->scan);
		return;
	}
	for (i = 0; i < list->count; i++) {
		if (!find_next(reading, ranges, i, &from)) {
			free(placed);
			return;
		}
		placed[i] = list->entries[from];
	}
	free(list->entries);
	list->entries = placed;
	list->capacity = list->count;
}
