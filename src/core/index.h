/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_INDEX_H
#define GPAMAP_CORE_INDEX_H

#include <stddef.h>
#include <stdint.h>

/*
 * The index: sorted keys, and above them ever shorter levels that hold every
 * 16th key of the level below, until one level has 16 keys or fewer. A search
 * goes down from there and looks at 16 keys a level, which are two cache
 * lines. Up to 16 keys there is no level above, and a search is one short loop
 * without branches on the data.
 */
#define GPAMAP_INDEX_FANOUT 16u

/* Levels above the keys: 16^7 is above twice GPAMAP_RANGES_MAX. */
#define GPAMAP_INDEX_LEVELS 7u

/* Words that @count keys and the levels above them take. */
size_t gpamap_index_words(size_t count);

/* Fill in the levels above keys[0 .. count-1], behind them. */
void gpamap_index_build(uint64_t *keys, size_t count);

/* Count the keys that are at or below @limit, of more than 16. */
size_t gpamap_index_search_levels(const uint64_t *keys, size_t count,
				  uint64_t limit);

/* Count those of a group that are at or below @limit: one addition a key, no
 * branch that depends on one. Four at a time, since compilers do not agree on
 * when to unroll a loop. */
static inline size_t gpamap_index_count(const uint64_t *keys, size_t count,
					uint64_t limit)
{
	size_t fours = count - count % 4;
	size_t below = 0;

	for (size_t i = 0; i < fours; i += 4) {
		size_t low = (size_t)(keys[i] <= limit) +
			     (size_t)(keys[i + 1] <= limit);
		size_t high = (size_t)(keys[i + 2] <= limit) +
			      (size_t)(keys[i + 3] <= limit);

		below += low + high;
	}
	for (size_t i = fours; i < count; i++)
		below += keys[i] <= limit;
	return below;
}

/* Count the keys that are at or below @limit. */
static inline size_t gpamap_index_search(const uint64_t *keys, size_t count,
					 uint64_t limit)
{
	if (count <= GPAMAP_INDEX_FANOUT)
		return gpamap_index_count(keys, count, limit);
	return gpamap_index_search_levels(keys, count, limit);
}

#endif /* GPAMAP_CORE_INDEX_H */
