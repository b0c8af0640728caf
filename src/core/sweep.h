/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SWEEP_H
#define GPAMAP_CORE_SWEEP_H

#include "lists.h"
#include "merge.h"
#include "place.h"

/* Everything that a constructor was given. */
struct gpamap_request {
	struct gpamap_lists lists;
	struct gpamap_nodes nodes; /* count 0: RAM is in the lists */
	const struct gpamap_names *names; /* NULL: none */
};

/*
 * All entries of a map in address order: those of the lists, and between them
 * the RAM that finds room there. Each list is sound in itself; where two of
 * them overlap, so do the entries.
 */
struct gpamap_sweep {
	struct gpamap_merge merge;
	struct gpamap_run run; /* the entries that come next */
	struct gpamap_placing placing;
};

struct gpamap_item {
	uint64_t start;
	uint64_t end;
	enum gpamap_list list;
	const uint64_t *entry; /* NULL: RAM that is placed, on @vnode */
	size_t vnode;
};

static inline void gpamap_sweep_init(struct gpamap_sweep *sweep,
				     const struct gpamap_request *request)
{
	gpamap_merge_init(&sweep->merge, &request->lists);
	gpamap_placing_init(&sweep->placing, &request->nodes);
	sweep->run.next = sweep->run.end = NULL;
}

/* Give the next entry, or false at the end; placing.left tells then whether
 * all RAM is placed. */
static inline bool gpamap_sweep_next(struct gpamap_sweep *sweep,
				     struct gpamap_item *item)
{
	struct gpamap_run *run = &sweep->run;
	struct gpamap_placing *placing = &sweep->placing;
	bool listed = run->next != run->end ||
		      gpamap_merge_next(&sweep->merge, run);
	uint64_t limit = listed ? run->next[0] : GPAMAP_ADDRESS_END;

	if (placing->left != 0 && placing->free < limit) {
		item->list = GPAMAP_LIST_RAM;
		item->entry = NULL;
		item->vnode = placing->vnode;
		item->start = placing->free;
		item->end = gpamap_placing_take(placing, limit);
		return true;
	}
	if (!listed)
		return false;
	item->start = limit;
	item->end = run->next[1];
	item->list = run->list;
	item->entry = run->next;
	/* RAM goes below VTL2 or is refused; it never goes around. */
	if (run->list != GPAMAP_LIST_VTL2)
		placing->free = item->end;
	run->next += run->stride;
	return true;
}

#endif /* GPAMAP_CORE_SWEEP_H */
