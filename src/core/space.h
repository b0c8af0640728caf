/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SPACE_H
#define GPAMAP_CORE_SPACE_H

#include <stdbool.h>
#include <stddef.h>
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

/* How many alignments there are in a sum of them. */
uint32_t gpamap_alignments_count(uint64_t alignments);

/* Segments that taking @takes ranges can make, the leaf of leaves included. */
size_t gpamap_space_segments(size_t takes);

/* Begin with all space free, and the least of @alignments in force; these are
 * the sum of powers of two from a page up, at least one. @segments has room for
 * all that will be taken, @best for a number for each of them and each
 * alignment. */
void gpamap_space_init(struct gpamap_space *space,
		       struct gpamap_segment *segments, uint64_t *best,
		       uint64_t alignments);

/* Find fits at @alignment, which is one of the plan's, from now on. */
void gpamap_space_align(struct gpamap_space *space, uint64_t alignment);

/* The segment that holds @address, which is below GPAMAP_ADDRESS_END. */
uint32_t gpamap_space_find(const struct gpamap_space *space, uint64_t address);

/* The neighbours of a segment; 0 at the ends. */
uint32_t gpamap_space_next(const struct gpamap_space *space, uint32_t at);
uint32_t gpamap_space_previous(const struct gpamap_space *space, uint32_t at);

/* The lowest and the highest address in @bounds, a multiple of the alignment,
 * with @size free bytes; false where there is none. */
bool gpamap_space_lowest(const struct gpamap_space *space,
			 struct gpamap_bounds bounds, uint64_t size,
			 uint64_t *start);
bool gpamap_space_highest(const struct gpamap_space *space,
			  struct gpamap_bounds bounds, uint64_t size,
			  uint64_t *start);

/* The largest size of whole pages that fits within @bounds; 0 for none. */
uint64_t gpamap_space_largest(const struct gpamap_space *space,
			      struct gpamap_bounds bounds);

/* Free bytes within @bounds. */
uint64_t gpamap_space_free(const struct gpamap_space *space,
			   struct gpamap_bounds bounds);

/* Give [start, end), which lies in one free segment, to @owner. */
void gpamap_space_take(struct gpamap_space *space, struct gpamap_range range,
		       uint64_t owner);

#endif /* GPAMAP_CORE_SPACE_H */
