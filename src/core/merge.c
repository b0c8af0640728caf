/* SPDX-License-Identifier: MIT */
#include "merge.h"

/* Bring the head of the active list @at to its next non-empty range; false
 * where it has none. */
static bool seek_head(struct gpamap_merge *merge, size_t at)
{
	const struct gpamap_lists *lists = merge->lists;
	enum gpamap_list list = merge->list[at];

	while (merge->next[at] < lists->count[list]) {
		struct gpamap_range range =
			gpamap_lists_range(lists, list, merge->next[at]);

		if (range.start < range.end) {
			merge->head[at] = range.start;
			return true;
		}
		merge->next[at]++;
	}
	return false;
}

void gpamap_merge_init(struct gpamap_merge *merge,
		       const struct gpamap_lists *lists,
		       enum gpamap_list without)
{
	merge->lists = lists;
	merge->active = 0;
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		if (lists->count[i] == 0 || i == (size_t)without)
			continue;
		merge->list[merge->active] = (enum gpamap_list)i;
		merge->next[merge->active] = 0;
		merge->active += seek_head(merge, merge->active);
	}
}

/* Take out the active list @at; the others keep their order. */
static void drop(struct gpamap_merge *merge, size_t at)
{
	merge->active--;
	for (size_t i = at; i < merge->active; i++) {
		merge->list[i] = merge->list[i + 1];
		merge->next[i] = merge->next[i + 1];
		merge->head[i] = merge->head[i + 1];
	}
}

bool gpamap_merge_next(struct gpamap_merge *merge, struct gpamap_merged *merged)
{
	size_t least = 0;

	if (merge->active == 0)
		return false;
	for (size_t i = 1; i < merge->active; i++)
		least = merge->head[i] < merge->head[least] ? i : least;
	merged->list = merge->list[least];
	merged->index = merge->next[least];
	merged->range =
		gpamap_lists_range(merge->lists, merged->list, merged->index);
	merge->next[least]++;
	if (!seek_head(merge, least))
		drop(merge, least);
	return true;
}
