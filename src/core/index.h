/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_INDEX_H
#define GPAMAP_CORE_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "terms_index.h"

/*
 * The index: sorted keys, and above them ever shorter levels that hold every
 * 16th key of the level below, until one level has 16 keys or fewer. A search
 * goes down from there and looks at one group of 16 keys a level, which is two
 * cache lines.
 *
 * Comparisons are added up, or multiplied with a distance; no branch depends
 * on one. That is so on purpose: an address is as good as random to a branch
 * predictor, and compilers turn a choice into a branch whenever they like.
 */
#define GPAMAP_INDEX_FANOUT 16u

/* Levels above the keys: 16^7 is above twice GPAMAP_RANGES_MAX. */
#define GPAMAP_INDEX_LEVELS 7u

/* Up to so many keys, one level above another, single searches are as fast as
 * many at once. */
#define GPAMAP_INDEX_NEAR (GPAMAP_INDEX_FANOUT * GPAMAP_INDEX_FANOUT)

/* Words that @count keys and the levels above them take. */
/*@ requires count <= GPAMAP_INDEX_KEYS_MAX;
    assigns \nothing;
    ensures \exists integer top;
      is_top(count, top) && \result == level_at(count, top + 1);
    ensures count <= \result <= 2 * count;
 */
size_t gpamap_index_words(size_t count);

/* Fill in the levels above keys[0 .. count-1], behind them. */
/*@ requires count <= GPAMAP_INDEX_KEYS_MAX;
    requires index_writable(keys, count);
    assigns keys[count .. 2 * count - 1];
    ensures indexed(keys, count);
 */
void gpamap_index_build(uint64_t *keys, size_t count);

/* Count the keys that are at or below @limit, of more than 16. */
/*@ requires 16 < count <= GPAMAP_INDEX_KEYS_MAX;
    requires index_readable(keys, count);
    requires sorted(keys, 0, count) && indexed(keys, count);
    assigns \nothing;
    ensures counted(keys, count, limit, \result);
 */
size_t gpamap_index_search_levels(const uint64_t *keys, size_t count,
				  uint64_t limit);

/* Count the keys, of 1 or more, that are at or below each of @n limits: all go
 * down one level before any goes on. */
/*@ requires 1 <= count <= GPAMAP_INDEX_KEYS_MAX;
    requires index_readable(keys, count);
    requires sorted(keys, 0, count) && indexed(keys, count);
    requires \valid_read(limits + (0 .. n - 1));
    requires \valid(found + (0 .. n - 1));
    assigns found[0 .. n - 1];
    ensures \forall integer i; 0 <= i < n ==>
      counted(keys, count, limits[i], found[i]);
 */
void gpamap_index_search_many(const uint64_t *keys, size_t count,
			      const uint64_t *limits, size_t n,
			      uint32_t *found);

/* Count those of four keys that are at or below @limit. */
/*@ requires \valid_read(keys + (0 .. 3));
    requires keys[0] <= keys[1] <= keys[2] <= keys[3];
    assigns \nothing;
    ensures cut(keys, 0, 4, limit, \result);
 */
static inline size_t gpamap_index_count4(const uint64_t *keys, uint64_t limit)
{
	size_t low = (size_t)(keys[0] <= limit) + (size_t)(keys[1] <= limit);
	size_t high = (size_t)(keys[2] <= limit) + (size_t)(keys[3] <= limit);

	return low + high;
}

/* Count those of the @count keys from keys[@at] on that are at or below @limit.
 * Four at a time, since compilers do not agree on when to unroll a loop. */
/*@ requires at <= 2 * GPAMAP_INDEX_KEYS_MAX;
    requires count <= GPAMAP_INDEX_KEYS_MAX;
    requires \valid_read(keys + (at .. at + count - 1));
    requires sorted(keys, at, at + count);
    assigns \nothing;
    ensures cut(keys, at, count, limit, \result);
 */
static inline size_t gpamap_index_count(const uint64_t *keys, size_t at,
					size_t count, uint64_t limit)
{
	const uint64_t *group = keys + at;
	size_t fours = count - count % 4;
	size_t below = 0;

	/*@ loop invariant 0 <= i <= fours && i % 4 == 0;
	    loop invariant cut(keys, at, i, limit, below);
	    loop assigns i, below;
	    loop variant fours - i; */
	for (size_t i = 0; i < fours; i += 4)
		below += gpamap_index_count4(group + i, limit);
	/*@ loop invariant fours <= i <= count;
	    loop invariant cut(keys, at, i, limit, below);
	    loop assigns i, below;
	    loop variant count - i; */
	for (size_t i = fours; i < count; i++)
		below += group[i] <= limit;
	return below;
}

/* Count the keys that are at or below @limit. */
/*@ requires count <= GPAMAP_INDEX_KEYS_MAX;
    requires index_readable(keys, count);
    requires sorted(keys, 0, count) && indexed(keys, count);
    assigns \nothing;
    ensures counted(keys, count, limit, \result);
 */
static inline size_t gpamap_index_search(const uint64_t *keys, size_t count,
					 uint64_t limit)
{
	if (count <= GPAMAP_INDEX_FANOUT)
		return gpamap_index_count(keys, 0, count, limit);
	return gpamap_index_search_levels(keys, count, limit);
}

#endif /* GPAMAP_CORE_INDEX_H */
