/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "merge.h"

/* The lists of a constructor: each in itself, then all together. Stops at the
 * first problem; audit.c finds them all. */

/* Check one list: each entry, and its place behind the one before. */
static enum gpamap_status check_list(const struct gpamap_lists *lists,
				     enum gpamap_list list,
				     struct gpamap_error *error)
{
	size_t before = SIZE_MAX; /* the last entry that is no placeholder */
	enum gpamap_status status;

	for (size_t i = 0; i < lists->count[list]; i++) {
		struct gpamap_range range = gpamap_lists_range(lists, list, i);

		status = gpamap_lists_check_entry(lists, list, i, error);
		if (status != GPAMAP_OK)
			return status;
		if (range.start == range.end)
			continue;
		if (before != SIZE_MAX)
			status = gpamap_lists_check_order(lists, list, i,
							  before, error);
		if (status != GPAMAP_OK)
			return status;
		before = i;
	}
	return GPAMAP_OK;
}

static enum gpamap_status check_disjoint(const struct gpamap_lists *lists,
					 struct gpamap_error *error)
{
	struct gpamap_merge merge;
	struct gpamap_merged before, now;

	gpamap_merge_init(&merge, lists, GPAMAP_LIST_NONE);
	if (!gpamap_merge_next(&merge, &before))
		return GPAMAP_OK;
	while (gpamap_merge_next(&merge, &now)) {
		if (now.range.start < before.range.end)
			return gpamap_lists_collide(
				lists,
				gpamap_lists_subject(lists, now.list,
						     now.index),
				gpamap_lists_subject(lists, before.list,
						     before.index),
				error);
		before = now;
	}
	return GPAMAP_OK;
}

enum gpamap_status gpamap_check_lists(const struct gpamap_lists *lists,
				      struct gpamap_error *error)
{
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		enum gpamap_status status =
			check_list(lists, (enum gpamap_list)i, error);

		if (status != GPAMAP_OK)
			return status;
	}
	return check_disjoint(lists, error);
}
