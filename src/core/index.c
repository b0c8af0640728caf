/* SPDX-License-Identifier: MIT */
#include "index.h"

/* Keys in the level above one of @count keys. */
static size_t level_above(size_t count)
{
	return (count + GPAMAP_INDEX_FANOUT - 1) / GPAMAP_INDEX_FANOUT;
}

size_t gpamap_index_words(size_t count)
{
	size_t words = count;

	while (count > GPAMAP_INDEX_FANOUT) {
		count = level_above(count);
		words += count;
	}
	return words;
}

void gpamap_index_build(uint64_t *keys, size_t count)
{
	while (count > GPAMAP_INDEX_FANOUT) {
		size_t above = level_above(count);

		for (size_t i = 0; i < above; i++)
			keys[count + i] = keys[i * GPAMAP_INDEX_FANOUT];
		keys += count;
		count = above;
	}
}

/* The levels of an index: level[0] has all keys, level[top] the fewest. */
struct levels {
	const uint64_t *keys[GPAMAP_INDEX_LEVELS + 1];
	size_t count[GPAMAP_INDEX_LEVELS + 1];
	size_t top;
};

static void find_levels(const uint64_t *keys, size_t count,
			struct levels *levels)
{
	size_t top = 0;

	levels->keys[0] = keys;
	levels->count[0] = count;
	while (count > GPAMAP_INDEX_FANOUT) {
		keys += count;
		count = level_above(count);
		top++;
		levels->keys[top] = keys;
		levels->count[top] = count;
	}
	levels->top = top;
}

/*
 * A *place* of a limit is the last key that is at or below it, and 0 where
 * there is none. What stands at the place in one level heads the group of the
 * level below in which the search goes on. Whether there is one, keys[0] tells
 * by itself, so that nothing has to wait for it.
 */

/* Count those of three keys, @step apart, that are at or below @limit. */
static size_t count3(const uint64_t *keys, size_t step, uint64_t limit)
{
	return (size_t)(keys[step] <= limit) +
	       (size_t)(keys[2 * step] <= limit) +
	       (size_t)(keys[3 * step] <= limit);
}

/* The place in a group of 16 keys: first which four, then which one. */
static size_t place_in_group(const uint64_t *keys, uint64_t limit)
{
	size_t four = 4 * count3(keys, 4, limit);

	return four + count3(keys + four, 1, limit);
}

/* The place in the top level, which has 1 to 16 keys. */
static size_t place_in_top(const struct levels *levels, uint64_t limit)
{
	return gpamap_index_count(levels->keys[levels->top] + 1,
				  levels->count[levels->top] - 1, limit);
}

/* The place in @level, given that in the level above. */
static size_t place_below(const struct levels *levels, size_t level,
			  size_t above, uint64_t limit)
{
	size_t group = above * GPAMAP_INDEX_FANOUT;
	size_t last = levels->count[level] - GPAMAP_INDEX_FANOUT;

	/* The last group may be short. Then the last 16 keys are searched,
	 * which begin in the group before. */
	if (group > last)
		group = last;
	return group + place_in_group(levels->keys[level] + group, limit);
}

/* The place among 17 to 32 keys: in the first 16 or in the last 16, which may
 * overlap. Half the work of two levels, and these are the maps of most
 * machines. */
static size_t place_in_two(const uint64_t *keys, size_t count, uint64_t limit)
{
	size_t group = (count - GPAMAP_INDEX_FANOUT) *
		       (size_t)(keys[GPAMAP_INDEX_FANOUT] <= limit);

	return group + place_in_group(keys + group, limit);
}

size_t gpamap_index_search_levels(const uint64_t *keys, size_t count,
				  uint64_t limit)
{
	struct levels levels;
	size_t any = keys[0] <= limit;
	size_t place;

	if (count <= 2 * GPAMAP_INDEX_FANOUT)
		return place_in_two(keys, count, limit) + any;
	find_levels(keys, count, &levels);
	place = place_in_top(&levels, limit);
	for (size_t level = levels.top; level > 0; level--)
		place = place_below(&levels, level - 1, place, limit);
	return place + any;
}

void gpamap_index_search_many(const uint64_t *keys, size_t count,
			      const uint64_t *limits, size_t n, size_t *found)
{
	struct levels levels;

	find_levels(keys, count, &levels);
	for (size_t i = 0; i < n; i++)
		found[i] = place_in_top(&levels, limits[i]);
	for (size_t level = levels.top; level > 0; level--) {
		for (size_t i = 0; i < n; i++)
			found[i] = place_below(&levels, level - 1, found[i],
					       limits[i]);
	}
	for (size_t i = 0; i < n; i++)
		found[i] += (size_t)(keys[0] <= limits[i]);
}
