/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_MERGE_H
#define GPAMAP_CORE_MERGE_H

#include "lists.h"
#include "run.h"

/* All ranges of sorted lists in address order, empty ones left out; at equal
 * starts the list that comes first in gpamap_list comes first. */
struct gpamap_merge {
	/* What is left of each list that has ranges left; the one whose turn
	 * it is comes first. */
	struct gpamap_run rest[GPAMAP_LIST_COUNT];
	size_t active;
};

/* Begin to merge all of @lists. */
void gpamap_merge_init(struct gpamap_merge *merge,
		       const struct gpamap_lists *lists);

/* Give the next entries that are of one list, or false at the end. */
bool gpamap_merge_next(struct gpamap_merge *merge, struct gpamap_run *run);

#endif /* GPAMAP_CORE_MERGE_H */
