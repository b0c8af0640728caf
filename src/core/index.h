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

/* Count the keys that are at or below @limit. */
size_t gpamap_index_search(const uint64_t *keys, size_t count, uint64_t limit);

#endif /* GPAMAP_CORE_INDEX_H */
