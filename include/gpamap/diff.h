/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_DIFF_H
#define GPAMAP_DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * Where two layouts differ, address by address. The iterator is a struct on
 * the caller's stack; both layouts must outlive it. Freestanding.
 */

/** A walk over two layouts; see gpamap_diff_init(). */
struct gpamap_diff {
	const struct gpamap_layout *left;
	const struct gpamap_layout *right;
	uint64_t position;
};

/** A stretch of addresses, as large as one entry of each layout allows. */
struct gpamap_difference {
	struct gpamap_range range;
	/** What is there in each; kind HOLE, with the hole's bounds. */
	struct gpamap_entry left;
	struct gpamap_entry right;
};

/** Begin to compare @left with @right. */
void gpamap_diff_init(struct gpamap_diff *diff,
		      const struct gpamap_layout *left,
		      const struct gpamap_layout *right);

/**
 * Give the next stretch, in address order, where the kind or the vnode is not
 * the same in both; false at the end.
 *
 * Names, and how one kind on one vnode is cut into ranges, make no difference:
 * a guest cannot tell.
 * Cost of the whole walk: O(n log n) in the ranges of both.
 */
bool gpamap_diff_next(struct gpamap_diff *diff,
		      struct gpamap_difference *difference);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_DIFF_H */
