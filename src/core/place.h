/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLACE_H
#define GPAMAP_CORE_PLACE_H

#include "lists.h"

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

/*
 * Place the nodes' RAM at the lowest free addresses around everything in
 * @lists but VTL2, node 0 first.
 *
 * @pieces: out, NULL to measure: the RAM ranges, sorted.
 * @count: out: how many they are, at most nodes + ranges in @lists.
 * @end: out: one past the last byte placed.
 * The lists have passed gpamap_check_lists().
 */
enum gpamap_status gpamap_place(const struct gpamap_lists *lists,
				const struct gpamap_nodes *nodes,
				struct gpamap_ram_range *pieces, size_t *count,
				uint64_t *end, struct gpamap_error *error);

/* Tell that @missing bytes of the node's RAM find no room. */
enum gpamap_status gpamap_place_no_fit(const struct gpamap_nodes *nodes,
				       size_t vnode, uint64_t missing,
				       struct gpamap_error *error);

#endif /* GPAMAP_CORE_PLACE_H */
