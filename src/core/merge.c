/* SPDX-License-Identifier: MIT */
#include "merge.h"

/* Move the first list, all others being in order, to its place. */
static void settle(struct gpamap_merge *merge)
{
	struct gpamap_run first = merge->rest[0];
	size_t at = 0;

	while (at + 1 < merge->active &&
	       gpamap_run_is_before(&merge->rest[at + 1], &first)) {
		merge->rest[at] = merge->rest[at + 1];
		at++;
	}
	merge->rest[at] = first;
}

/* Take out the first list. */
static void drop(struct gpamap_merge *merge)
{
	merge->active--;
	for (size_t i = 0; i < merge->active; i++)
		merge->rest[i] = merge->rest[i + 1];
}

/* Put a list in front. */
static void insert(struct gpamap_merge *merge, const struct gpamap_run *rest)
{
	for (size_t i = merge->active; i > 0; i--)
		merge->rest[i] = merge->rest[i - 1];
	merge->rest[0] = *rest;
	merge->active++;
}

void gpamap_merge_init(struct gpamap_merge *merge,
		       const struct gpamap_lists *lists)
{
	merge->active = 0;
	for (size_t i = GPAMAP_LIST_COUNT; i > 0; i--) {
		enum gpamap_list list = (enum gpamap_list)(i - 1);
		size_t count = lists->count[list];
		struct gpamap_run rest = {
			.next = lists->words[list],
			.stride = (unsigned int)gpamap_block_stride(list),
			.list = list,
		};

		if (count == 0)
			continue;
		rest.end = gpamap_lists_entry(lists, list, count);
		if (gpamap_run_seek(&rest)) {
			insert(merge, &rest);
			settle(merge);
		}
	}
}

bool gpamap_merge_next(struct gpamap_merge *merge, struct gpamap_run *run)
{
	struct gpamap_run *first = &merge->rest[0];
	uint64_t bound = merge->active > 1 ? merge->rest[1].next[0]
					   : GPAMAP_ADDRESS_END;

	if (merge->active == 0)
		return false;
	*run = *first;
	run->end = first->next = gpamap_run_below(first, bound);
	if (gpamap_run_seek(first))
		settle(merge);
	else
		drop(merge);
	return true;
}
