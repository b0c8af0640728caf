/* SPDX-License-Identifier: MIT */
#include "merge.h"

/* No range begins here: it is in the last page of the space. */
#define NO_HEAD UINT64_MAX

/* Bring @list's head to its next non-empty range. */
static void seek_head(struct gpamap_merge *merge, enum gpamap_list list)
{
	const struct gpamap_lists *lists = merge->lists;

	while (merge->next[list] < lists->count[list]) {
		struct gpamap_range range =
			gpamap_lists_range(lists, list, merge->next[list]);

		if (range.start < range.end) {
			merge->head[list] = range.start;
			return;
		}
		merge->next[list]++;
	}
	merge->head[list] = NO_HEAD;
}

void gpamap_merge_init(struct gpamap_merge *merge,
		       const struct gpamap_lists *lists)
{
	merge->lists = lists;
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		merge->next[i] = 0;
		seek_head(merge, (enum gpamap_list)i);
	}
}

void gpamap_merge_leave_out(struct gpamap_merge *merge, enum gpamap_list list)
{
	merge->head[list] = NO_HEAD;
}

bool gpamap_merge_next(struct gpamap_merge *merge, struct gpamap_merged *merged)
{
	size_t least = 0;
	enum gpamap_list list;

	for (size_t i = 1; i < GPAMAP_LIST_COUNT; i++)
		least = merge->head[i] < merge->head[least] ? i : least;
	if (merge->head[least] == NO_HEAD)
		return false;
	list = (enum gpamap_list)least;
	merged->list = list;
	merged->index = merge->next[list];
	merged->range = gpamap_lists_range(merge->lists, list, merged->index);
	merge->next[list]++;
	seek_head(merge, list);
	return true;
}
