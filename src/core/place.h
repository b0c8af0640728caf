/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLACE_H
#define GPAMAP_CORE_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>

#include "minmax.h"

/* RAM to be placed: bytes a vnode. */
struct gpamap_nodes {
	const uint64_t *sizes;
	size_t count;
};

/* Check that there are nodes, and that each size is whole pages, not zero. */
enum gpamap_status gpamap_nodes_check(const struct gpamap_nodes *nodes,
				      struct gpamap_error *error);

/* Check one node's size. */
enum gpamap_status gpamap_nodes_check_size(const struct gpamap_nodes *nodes,
					   size_t vnode,
					   struct gpamap_error *error);

/* Tell that @missing bytes of the node's RAM find no room. */
enum gpamap_status gpamap_nodes_no_fit(const struct gpamap_nodes *nodes,
				       size_t vnode, uint64_t missing,
				       struct gpamap_error *error);

/* RAM being placed from below, node 0 first. */
struct gpamap_placing {
	struct gpamap_nodes nodes;
	size_t vnode; /* whose turn it is; nodes.count: all are placed */
	uint64_t left; /* what this one still needs, not 0 but at the end */
	uint64_t free; /* the lowest address that may be free */
};

void gpamap_placing_init(struct gpamap_placing *placing,
			 const struct gpamap_nodes *nodes);

/* Take the free addresses up to @limit, which is above them, or as many as
 * the node needs. Gives the end of what was taken. */
static inline uint64_t gpamap_placing_take(struct gpamap_placing *placing,
					   uint64_t limit)
{
	uint64_t bytes = gpamap_min(placing->left, limit - placing->free);

	placing->free += bytes;
	placing->left -= bytes;
	if (placing->left == 0 && ++placing->vnode < placing->nodes.count)
		placing->left = placing->nodes.sizes[placing->vnode];
	return placing->free;
}

#endif /* GPAMAP_CORE_PLACE_H */
