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

/* Count those of one whole group that are at or below @limit. */
static size_t count_group(const uint64_t *keys, uint64_t limit)
{
	return gpamap_index_count(keys, GPAMAP_INDEX_FANOUT, limit);
}

size_t gpamap_index_search_levels(const uint64_t *keys, size_t count,
				  uint64_t limit)
{
	const uint64_t *start[GPAMAP_INDEX_LEVELS + 1]; /* of each level */
	size_t length[GPAMAP_INDEX_LEVELS + 1];
	size_t level = 0;
	size_t found;

	start[0] = keys;
	length[0] = count;
	while (length[level] > GPAMAP_INDEX_FANOUT) {
		start[level + 1] = start[level] + length[level];
		length[level + 1] = level_above(length[level]);
		level++;
	}
	found = gpamap_index_count(start[level], length[level], limit);
	while (level > 0 && found > 0) {
		/* The last key found above heads the group to look at. */
		size_t group = (found - 1) * GPAMAP_INDEX_FANOUT;
		size_t left;

		level--;
		left = length[level] - group;
		found = group +
			(left >= GPAMAP_INDEX_FANOUT
				 ? count_group(start[level] + group, limit)
				 : gpamap_index_count(start[level] + group,
						      left, limit));
	}
	return found;
}
