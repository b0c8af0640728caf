/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_NODES_H
#define GPAMAP_HOST_NODES_H

#include <gpamap/layout.h>

/** RAM of one vnode. */
struct gpamap_node_sum {
	uint64_t vnode;
	uint64_t ram_size; /**< bytes */
	uint64_t ranges;
};

/**
 * Sum the RAM of each vnode in use, in order of vnode. Vnodes may be few and
 * far between, so this never counts through them.
 *
 * @sums: out; free() it. NULL where there is no RAM.
 * Returns false for lack of memory.
 */
bool gpamap_nodes_sum(const struct gpamap_layout *layout,
		      struct gpamap_node_sum **sums, size_t *count);

#endif /* GPAMAP_HOST_NODES_H */
