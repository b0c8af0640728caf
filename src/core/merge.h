/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_MERGE_H
#define GPAMAP_CORE_MERGE_H

#include "lists.h"

/* All ranges of sorted lists in address order, empty ones left out; at equal
 * starts the list that comes first in gpamap_list comes first. */
struct gpamap_merge {
	const struct gpamap_lists *lists;
	/* The lists that have ranges left, and the start of the next. */
	size_t active;
	enum gpamap_list list[GPAMAP_LIST_COUNT];
	size_t next[GPAMAP_LIST_COUNT];
	uint64_t head[GPAMAP_LIST_COUNT];
};

/* One range out of a merge. */
struct gpamap_merged {
	enum gpamap_list list;
	size_t index;
	struct gpamap_range range;
};

/* Begin to merge all of @lists but @without, GPAMAP_LIST_NONE for none. */
void gpamap_merge_init(struct gpamap_merge *merge,
		       const struct gpamap_lists *lists,
		       enum gpamap_list without);

/* Give the next range, or false at the end. */
bool gpamap_merge_next(struct gpamap_merge *merge,
		       struct gpamap_merged *merged);

#endif /* GPAMAP_CORE_MERGE_H */
