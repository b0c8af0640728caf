/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SPACE_STATE_H
#define GPAMAP_CORE_SPACE_STATE_H

#include <stdint.h>

#include <gpamap/types.h>

/*
 * The address space while a plan is made: segments that are free or owned,
 * side by side from 0 to GPAMAP_ADDRESS_END without a gap. They stand in a
 * balanced tree (AVL) by address. Each subtree knows its free bytes, and for
 * each alignment that the plan uses the largest size that fits into one of its
 * free segments; so the lowest and the highest fit are found without looking
 * at what is too small. Space is only ever taken, so segments are never
 * joined.
 */
struct gpamap_segment {
	uint64_t start;
	uint64_t end;
	uint64_t free; /* free bytes, in this subtree */
	uint32_t left; /* children and parent; 0 for none */
	uint32_t right;
	uint32_t parent;
	uint32_t height;
	uint64_t owner; /* GPAMAP_SPACE_FREE, or a request */
};

#define GPAMAP_SPACE_FREE UINT64_MAX

/* Segments [1 .. used] are in use; segment 0 is the leaf of all leaves. */
struct gpamap_space {
	struct gpamap_segment *segments;
	/* Largest fits: a row a segment, a column an alignment. */
	uint64_t *best;
	uint64_t alignments; /* powers of two from a page up: their sum */
	uint64_t alignment; /* the one in force */
	uint32_t column; /* and its column */
	uint32_t columns;
	uint32_t used;
	uint32_t root;
};

/* Where a request may stand: addresses from min up to, not including, max. */
struct gpamap_bounds {
	uint64_t min;
	uint64_t max;
};

#endif /* GPAMAP_CORE_SPACE_STATE_H */
