/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "map_check.h"

#include "../../src/core/index.h"

/* The index by itself: against keys that are counted one by one. */

/* Make an index of @count keys, @step apart from @first on, between guards. */
static uint64_t *make_index(size_t count, uint64_t first, uint64_t step)
{
	size_t words = gpamap_index_words(count);
	uint64_t *keys = malloc((words + 1) * sizeof(*keys));

	assert_non_null(keys);
	for (size_t i = 0; i < count; i++)
		keys[i] = first + i * step;
	keys[words] = 0x6775617264;
	gpamap_index_build(keys, count);
	assert_int_equal(keys[words], 0x6775617264);
	return keys;
}

/* Search for each key and both its neighbours, alone and in batches. */
static void check_index(size_t count)
{
	enum {
		STEP = 3,
		FIRST = 5,
		BATCH = 16
	};
	uint64_t *keys = make_index(count, FIRST, STEP);
	uint64_t end = FIRST + count * STEP;

	for (uint64_t from = 0; from < end + 2; from += BATCH) {
		uint64_t limits[BATCH];
		uint32_t found[BATCH];

		for (size_t i = 0; i < BATCH; i++)
			limits[i] = from + i;
		memset(found, 0, sizeof(found));
		if (count > 0)
			gpamap_index_search_many(keys, count, limits, BATCH,
						 found);
		for (size_t i = 0; i < BATCH; i++) {
			/* Counted by arithmetic: key j is 5 + 3 j. */
			size_t want =
				(size_t)(limits[i] < FIRST
						 ? 0
						 : (limits[i] - FIRST) / STEP +
							   1);

			if (want > count)
				want = count;
			assert_int_equal(found[i], want);
			assert_int_equal(gpamap_index_search(keys, count,
							     limits[i]),
					 want);
		}
	}
	assert_int_equal(gpamap_index_search(keys, count, UINT64_MAX), count);
	free(keys);
}

/* Every count of keys up to beyond two levels, and around each new level. */
static void index_of_every_size(void **state)
{
	static const size_t large[] = { 4095,  4096,  4097,  4112, 4113,
					65535, 65536, 65537, 70001 };

	(void)state;
	for (size_t count = 0; count <= 800; count++)
		check_index(count);
	for (size_t i = 0; i < sizeof(large) / sizeof(large[0]); i++)
		check_index(large[i]);
}

/* What docs/format.md says: each level has items 0, 16, 32 of that below. */
static void index_has_every_sixteenth(void **state)
{
	enum {
		KEYS = 300,
		LEVEL1 = 19,
		LEVEL2 = 2
	};
	uint64_t *keys = make_index(KEYS, 0, 7);

	(void)state;
	assert_int_equal(gpamap_index_words(KEYS), KEYS + LEVEL1 + LEVEL2);
	for (size_t i = 0; i < LEVEL1; i++)
		assert_int_equal(keys[KEYS + i], keys[16 * i]);
	for (size_t i = 0; i < LEVEL2; i++)
		assert_int_equal(keys[KEYS + LEVEL1 + i], keys[256 * i]);
	free(keys);
	assert_int_equal(gpamap_index_words(0), 0);
	assert_int_equal(gpamap_index_words(16), 16);
	assert_int_equal(gpamap_index_words(17), 19);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(index_of_every_size),
		cmocka_unit_test(index_has_every_sixteenth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
