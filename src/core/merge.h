/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_MERGE_H
#define GPAMAP_CORE_MERGE_H

#include "lists.h"

/* All ranges of sorted lists in address order, empty ones left out; at equal
 * starts the list that comes first in gpamap_list comes first. */
struct gpamap_merge {
	const struct gpamap_lists *lists;
	size_t next[GPAMAP_LIST_COUNT];
	uint64_t head[GPAMAP_LIST_COUNT]; /* start of the next, or no address */
};

/* One range out of a merge. */
struct gpamap_merged {
	enum gpamap_list list;
	size_t index;
	struct gpamap_range range;
};

void gpamap_merge_init(struct gpamap_merge *merge,
		       const struct gpamap_lists *lists);

/* Take @list out of the merge. */
void gpamap_merge_leave_out(struct gpamap_merge *merge, enum gpamap_list list);

/* Give the next range, or false at the end. */
bool gpamap_merge_next(struct gpamap_merge *merge,
		       struct gpamap_merged *merged);

#endif /* GPAMAP_CORE_MERGE_H */
