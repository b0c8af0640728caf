/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_RANGE_H
#define GPAMAP_RANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>
#include <gpamap/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * Half-open ranges of guest physical addresses, and what can be done with
 * one, two, or two sorted lists of them.
 *
 * Everything here is freestanding, allocates nothing and keeps no state but
 * what the caller holds. A range is *valid* when both ends are multiples of
 * GPAMAP_PAGE_SIZE, start <= end and end <= GPAMAP_ADDRESS_END. The functions
 * below take valid ranges unless they say otherwise; gpamap_range_try_new()
 * and gpamap_range_is_valid() are the way in for numbers from outside.
 */

/** The empty range at address 0. */
#define GPAMAP_RANGE_EMPTY (GPAMAP_VALUE_OF(gpamap_range){ 0, 0 })

/**
 * Say whether @range is page-aligned, not reversed and not too high.
 *
 * @range: any two numbers.
 * Cost: constant. Context: freestanding.
 */
bool gpamap_range_is_valid(struct gpamap_range range);

/**
 * Make the range [@start, @end), or refuse.
 *
 * @start: first byte, a multiple of 4096.
 * @end: one past the last byte, a multiple of 4096, @start <= @end <=
 *       GPAMAP_ADDRESS_END. Equal to @start: an empty range.
 * @range: out; untouched on error.
 * Errors: GPAMAP_ERR_MISALIGNED, GPAMAP_ERR_REVERSED, GPAMAP_ERR_TOO_HIGH:
 *         correct the number that the name accuses.
 * Context: freestanding.
 * Source: MemoryRange::try_new, crate memory_range of OpenVMM.
 */
enum gpamap_status gpamap_range_try_new(uint64_t start, uint64_t end,
					struct gpamap_range *range);

/**
 * Make the smallest range with both ends multiples of @alignment that holds
 * every byte of [@start, @end).
 *
 * @start, @end: bytes, any values with @start <= @end; byte-granular.
 * @alignment: bytes, a power of two, at least 4096.
 * @range: out; untouched on error. Empty input gives an empty range at
 *         @start rounded down.
 * Errors: GPAMAP_ERR_ARGUMENT: @alignment is no power of two or below 4096.
 *         GPAMAP_ERR_REVERSED: @end before @start.
 *         GPAMAP_ERR_TOO_HIGH: the rounded end would pass
 *         GPAMAP_ADDRESS_END.
 * Context: freestanding.
 */
enum gpamap_status gpamap_range_bounding(uint64_t start, uint64_t end,
					 uint64_t alignment,
					 struct gpamap_range *range);

/**
 * Make a range from 4 KiB page numbers.
 *
 * @start_4k_gpn, @end_4k_gpn: page numbers, half-open, not reversed.
 * @range: out; untouched on error.
 * Errors: GPAMAP_ERR_REVERSED, GPAMAP_ERR_TOO_HIGH (a page number above
 *         GPAMAP_ADDRESS_END / 4096).
 * Context: freestanding.
 */
enum gpamap_status gpamap_range_from_4k_gpn(uint64_t start_4k_gpn,
					    uint64_t end_4k_gpn,
					    struct gpamap_range *range);

/** Give the bytes in @range. */
uint64_t gpamap_range_len(struct gpamap_range range);

/** Say whether @range holds no byte. */
bool gpamap_range_is_empty(struct gpamap_range range);

/** Give the first 4 KiB page number of @range. */
uint64_t gpamap_range_start_4k_gpn(struct gpamap_range range);

/** Give one past the last 4 KiB page number of @range. */
uint64_t gpamap_range_end_4k_gpn(struct gpamap_range range);

/** Count the 4 KiB pages in @range. */
uint64_t gpamap_range_page_count_4k(struct gpamap_range range);

/**
 * Count the 2 MiB pages that @range's length needs, rounded up. The position
 * of @range plays no part, as in the original.
 */
uint64_t gpamap_range_page_count_2m(struct gpamap_range range);

/**
 * Give the largest power of two that divides both ends of @range once both
 * are moved up by @base.
 *
 * @base: bytes, any value; sums are taken modulo 2^64, which changes no
 *        power of two that divides them.
 * Returns 0 when both moved ends are 0 (every power of two divides them):
 * the empty range at -@base.
 * Cost: constant (at most 64 steps). Context: freestanding.
 */
uint64_t gpamap_range_alignment(struct gpamap_range range, uint64_t base);

/**
 * Give the largest part of @range with both ends multiples of @alignment.
 *
 * @alignment: bytes, a power of two.
 * @part: out; GPAMAP_RANGE_EMPTY where no aligned address lies in @range;
 *        untouched on error.
 * Errors: GPAMAP_ERR_ARGUMENT: @alignment is no power of two.
 * Context: freestanding.
 */
enum gpamap_status gpamap_range_aligned_subrange(struct gpamap_range range,
						 uint64_t alignment,
						 struct gpamap_range *part);

/** Say whether @a and @b share a byte. Empty ranges overlap nothing. */
bool gpamap_range_overlaps(struct gpamap_range a, struct gpamap_range b);

/** Say whether every byte of @inner is in @outer. True for empty @inner. */
bool gpamap_range_contains(struct gpamap_range outer,
			   struct gpamap_range inner);

/** Say whether the byte at @address is in @range. */
bool gpamap_range_contains_addr(struct gpamap_range range, uint64_t address);

/**
 * Give the distance in bytes from the start of @range to @address.
 *
 * @offset: out; untouched when the answer is false.
 * Returns false when @address is not in @range.
 */
bool gpamap_range_offset_of(struct gpamap_range range, uint64_t address,
			    uint64_t *offset);

/** Give the bytes that @a and @b share; GPAMAP_RANGE_EMPTY for none. */
struct gpamap_range gpamap_range_intersection(struct gpamap_range a,
					      struct gpamap_range b);

/**
 * Cut @range in two at @offset bytes from its start.
 *
 * @offset: bytes, a multiple of 4096, 0 to the length of @range.
 * @low, @high: out; either may be empty; untouched on error.
 * Errors: GPAMAP_ERR_MISALIGNED, GPAMAP_ERR_TOO_HIGH (past the end).
 */
enum gpamap_status gpamap_range_split_at_offset(struct gpamap_range range,
						uint64_t offset,
						struct gpamap_range *low,
						struct gpamap_range *high);

/*
 * Iterators. Each is a struct on the caller's stack: an _init() fills it, a
 * _next() gives one piece at a time and false at the end. The lists are read
 * in place and must outlive the iterator. A list that is not sorted as asked
 * ends the iteration, and the iterator's status then says
 * GPAMAP_ERR_UNSORTED; it is GPAMAP_OK after a complete run.
 */

/** Which of two lists hold a piece of the address space. */
enum gpamap_side {
	GPAMAP_SIDE_NEITHER = 0,
	GPAMAP_SIDE_LEFT = 1,
	GPAMAP_SIDE_RIGHT = 2,
	GPAMAP_SIDE_BOTH = 3,
};

/** A sorted list being read; part of gpamap_range_walk. */
struct gpamap_range_cursor {
	const struct gpamap_range *ranges;
	size_t count;
	size_t next; /**< index of the first range not yet passed */
};

/** Walk over two sorted lists at once; see gpamap_range_walk_init(). */
struct gpamap_range_walk {
	struct gpamap_range_cursor left;
	struct gpamap_range_cursor right;
	uint64_t position;
	enum gpamap_status status;
};

/** One step of a walk. */
struct gpamap_range_step {
	struct gpamap_range range;
	enum gpamap_side side;
	size_t left; /**< index in the left list; meaningful for LEFT, BOTH */
	size_t right; /**< index in the right list; for RIGHT, BOTH */
};

/**
 * Begin a walk over @left and @right.
 *
 * @left, @right: sorted, disjoint lists; empty entries are passed over. NULL
 *                with a count of 0 is an empty list.
 * The steps cover [0, GPAMAP_ADDRESS_END) without a gap, in order; a step
 * ends wherever either list changes.
 * Cost of the whole walk: linear in both counts. Context: freestanding.
 * Source: walk_ranges, crate memory_range of OpenVMM.
 */
void gpamap_range_walk_init(struct gpamap_range_walk *walk,
			    const struct gpamap_range *left, size_t left_count,
			    const struct gpamap_range *right,
			    size_t right_count);

/** Give the next step of @walk, or false at the end. */
bool gpamap_range_walk_next(struct gpamap_range_walk *walk,
			    struct gpamap_range_step *step);

/**
 * Give the next piece that lies in both lists of @walk, or false.
 * Source: overlapping_ranges, crate memory_range of OpenVMM.
 */
bool gpamap_range_overlapping_next(struct gpamap_range_walk *walk,
				   struct gpamap_range *range);

/**
 * Give the next piece of @walk's left list that is not in its right list.
 * Source: subtract_ranges, crate memory_range of OpenVMM.
 */
bool gpamap_range_subtract_next(struct gpamap_range_walk *walk,
				struct gpamap_range *range);

/** Flattening or merging of one sorted list; see the _init functions. */
struct gpamap_range_merge {
	struct gpamap_range_cursor list;
	const uint32_t *tags;
	enum gpamap_status status;
};

/**
 * Begin to flatten @ranges: overlapping and touching ranges become one.
 *
 * @ranges: sorted by start; they may overlap and may be empty. An empty range
 *          that touches nothing comes out as it is, as in the original.
 * Source: flatten_ranges, crate memory_range of OpenVMM.
 */
void gpamap_range_flatten_init(struct gpamap_range_merge *merge,
			       const struct gpamap_range *ranges, size_t count);

/** Give the next flattened range, or false at the end. */
bool gpamap_range_flatten_next(struct gpamap_range_merge *merge,
			       struct gpamap_range *range);

/**
 * Begin to merge touching ranges of @ranges that bear the same tag.
 *
 * @ranges: sorted and disjoint.
 * @tags: one a range; NULL: all the same.
 * A list that overlaps ends the iteration with GPAMAP_ERR_OVERLAP.
 * Source: merge_adjacent_ranges, crate memory_range of OpenVMM.
 */
void gpamap_range_merge_adjacent_init(struct gpamap_range_merge *merge,
				      const struct gpamap_range *ranges,
				      const uint32_t *tags, size_t count);

/**
 * Give the next merged range, or false at the end.
 *
 * @first: out, may be NULL: index of the first range merged into @range,
 *         whose tag is the tag of them all.
 */
bool gpamap_range_merge_adjacent_next(struct gpamap_range_merge *merge,
				      struct gpamap_range *range,
				      size_t *first);

/** Cutting of one range into aligned pages' worth; see the _init function. */
struct gpamap_range_aligned {
	struct gpamap_range rest;
	uint64_t offset;
	uint64_t max_len;
};

/**
 * Begin to cut @range into pieces that hold as many 1 GiB, then 2 MiB pages
 * as possible.
 *
 * @offset: bytes added to an address before its alignment is judged, modulo
 *          2^64 (the distance to the host's mapping); multiple of 4096.
 * @max_len: bytes, the longest piece wanted; a multiple of 4096; 0: no limit.
 * Errors: GPAMAP_ERR_MISALIGNED: @offset or @max_len is not page-aligned.
 * Source: AlignedSubranges, crate memory_range of OpenVMM.
 */
enum gpamap_status gpamap_range_aligned_init(struct gpamap_range_aligned *iter,
					     struct gpamap_range range,
					     uint64_t offset, uint64_t max_len);

/** Give the next piece, or false when the range is used up. */
bool gpamap_range_aligned_next(struct gpamap_range_aligned *iter,
			       struct gpamap_range *range);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_RANGE_H */
