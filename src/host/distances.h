/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_DISTANCES_H
#define GPAMAP_HOST_DISTANCES_H

#include "formats.h"

/* Distances between nodes as they are said: "0:1:21+1:2:31". */

/** The members of a key for them, but for its name. */
#define DISTANCES_KEY                                                          \
	.form = GPAMAP_KEY_TRIPLES, .min = 11, .max = 255,                     \
	.shape = "FROM:TO:DISTANCE+...", .standard = "20",                     \
	.help = "between nodes; one way is both, unless both are said"

/** Nodes that the command writes distances of: 16 MiB of them. A vnode of a
 * hostile map would have it write 4 GiB; Linux has at most 1024 nodes. */
#define GPAMAP_DISTANCES_NODES_MAX 4096u

/** Say whether @nodes are so few; where not, view->why has a sentence. */
bool gpamap_distances_fit(uint64_t nodes, const struct gpamap_view *view);

/**
 * Give the matrix of @said for @nodes nodes, row by row: 10 from a node to
 * itself, 20 where nothing is said.
 *
 * @said: NULL: nothing is.
 * @matrix: out; free() it. NULL where nothing is said.
 * Returns false for lack of memory, and for what cannot be: view->why has a
 * sentence then.
 */
bool gpamap_distances_make(const struct gpamap_value *said, uint64_t nodes,
			   const struct gpamap_view *view, uint8_t **matrix);

#endif /* GPAMAP_HOST_DISTANCES_H */
