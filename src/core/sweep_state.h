/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SWEEP_STATE_H
#define GPAMAP_CORE_SWEEP_STATE_H

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

#endif /* GPAMAP_CORE_SWEEP_STATE_H */
