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

/* Count the keys at or below @limit: one addition a key, no branch that
 * depends on one. */
static size_t count_up_to(const uint64_t *keys, size_t count, uint64_t limit)
{
	size_t below = 0;

	for (size_t i = 0; i < count; i++)
		below += keys[i] <= limit;
	return below;
}

static size_t min_size(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Search from the top level down; level 0 is the keys themselves. */
static size_t search_levels(const uint64_t *keys, size_t count, uint64_t limit)
{
	size_t start[GPAMAP_INDEX_LEVELS + 1]; /* where each level begins */
	size_t length[GPAMAP_INDEX_LEVELS + 1];
	size_t level = 0;
	size_t found;

	start[0] = 0;
	length[0] = count;
	while (length[level] > GPAMAP_INDEX_FANOUT) {
		start[level + 1] = start[level] + length[level];
		length[level + 1] = level_above(length[level]);
		level++;
	}
	found = count_up_to(keys + start[level], length[level], limit);
	while (level > 0 && found > 0) {
		/* The last key found above heads the group to look at. */
		size_t group = (found - 1) * GPAMAP_INDEX_FANOUT;

		level--;
		found = group + count_up_to(keys + start[level] + group,
					    min_size(GPAMAP_INDEX_FANOUT,
						     length[level] - group),
					    limit);
	}
	return found;
}

size_t gpamap_index_search(const uint64_t *keys, size_t count, uint64_t limit)
{
	if (count <= GPAMAP_INDEX_FANOUT)
		return count_up_to(keys, count, limit);
	return search_levels(keys, count, limit);
}
