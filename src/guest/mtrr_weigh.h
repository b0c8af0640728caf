/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_MTRR_WEIGH_H
#define GPAMAP_GUEST_MTRR_WEIGH_H

#include <stdbool.h>

#include <gpamap/layout.h>

/*
 * The address space as a binary tree. A *block* is what a variable MTRR can
 * cover: 4096 << level bytes at a multiple of that; it is made of two blocks of
 * the level below. MTRRs are blocks, and of two blocks one holds the other or
 * they are apart. So the fewest MTRRs for a block follow from those for its
 * halves.
 */

/** Levels of the largest space: 52 address bits. */
#define GPAMAP_MTRR_LEVELS 41u

struct gpamap_mtrr_map {
	const struct gpamap_layout *layout;
	bool fixed_1m; /**< the first MiB may be of any type */
	bool holes_uncached; /**< holes must be */
};

/** What a block needs. */
struct gpamap_mtrr_weight {
	unsigned int level;
	bool write_back; /**< some of it must be */
	bool uncached; /**< some of it must be */
	/** MTRRs needed in the block where all around is uncached. */
	uint64_t in_uncached;
	/** And where it is write-back, by default or by a larger MTRR. */
	uint64_t in_write_back;
};

/** Give the bytes of a block of @level. */
uint64_t gpamap_mtrr_block_size(unsigned int level);

/**
 * Weigh the block of @level at @start.
 * Cost: for each range that it touches, a look-up and its level.
 */
struct gpamap_mtrr_weight gpamap_mtrr_weigh(const struct gpamap_mtrr_map *map,
					    uint64_t start, unsigned int level);

#endif /* GPAMAP_GUEST_MTRR_WEIGH_H */
