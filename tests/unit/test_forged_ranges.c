/* SPDX-License-Identifier: MIT */
#include "map_forge.h"

/*
 * The header, the lists and the levels of a saved form: whatever contradicts
 * itself is refused at the first word that does, not by what it leads to.
 */

/* Load the header of @forged with the numbers of two words changed. */
static enum gpamap_status load_with(const struct map_forged *forged, size_t one,
				    uint64_t first, size_t two, uint64_t second,
				    uint64_t *asked)
{
	struct map_forged changed = *forged;

	changed.word[one] = first;
	changed.word[two] = second;
	return map_forge_load(&changed, asked);
}

/* All ranges together are limited, not those of each list alone; so is VTL2,
 * which is one, or none where the others leave no room. */
static void forged_too_many_ranges(void **state)
{
	const uint64_t all = GPAMAP_RANGES_MAX;
	struct map_forged forged;
	uint64_t asked;

	(void)state;
	map_forge(&forged, "");
	assert_int_equal(load_with(&forged, WORD_RAM, all, WORD_MMIO, 1,
				   &asked),
			 GPAMAP_ERR_CORRUPT);
	assert_int_equal(asked, WORD_MMIO * 8);
	assert_int_equal(load_with(&forged, WORD_RAM, all, WORD_VTL2, 1,
				   &asked),
			 GPAMAP_ERR_CORRUPT);
	assert_int_equal(asked, WORD_VTL2 * 8);
	assert_int_equal(load_with(&forged, WORD_RAM, all - 2, WORD_VTL2, 2,
				   &asked),
			 GPAMAP_ERR_CORRUPT);
	assert_int_equal(asked, WORD_VTL2 * 8);
	/* As many as may be, but they are not there. */
	assert_int_equal(load_with(&forged, WORD_RAM, all - 1, WORD_VTL2, 1,
				   &asked),
			 GPAMAP_ERR_TRUNCATED);
	/* The entries are not ranges of a list. */
	assert_int_equal(load_with(&forged, WORD_RAM, all, WORD_ENTRIES, 1,
				   &asked),
			 GPAMAP_ERR_TRUNCATED);
}

/* A range begins two keys at most: its own, and that of a hole behind it. */
static void forged_too_many_keys(void **state)
{
	const uint64_t all = 2 * GPAMAP_RANGES_MAX;
	struct map_forged forged;
	uint64_t asked;

	(void)state;
	map_forge(&forged, "");
	assert_int_equal(load_with(&forged, WORD_RAM, 0, WORD_KEY_COUNT, all,
				   &asked),
			 GPAMAP_ERR_TRUNCATED);
	assert_int_equal(load_with(&forged, WORD_RAM, 0, WORD_KEY_COUNT,
				   all + 1, &asked),
			 GPAMAP_ERR_CORRUPT);
	assert_int_equal(asked, WORD_KEY_COUNT * 8);
}

/*
 *   4K    1G     2G     3G     4G
 *   | ram | mmio |      | mmio |        and a placeholder at 8K
 */
static void forged_ends(void **state)
{
	struct map_forged forged;
	size_t ram, mmio;

	(void)state;
	map_forge(&forged, "ram 4K..1G | mmio 1G..2G | mmio 3G..4G | "
			   "mmio 8K..8K");
	ram = (size_t)forged.word[WORD_LISTS];
	mmio = ram + 3;
	/* Not whole pages, either end; nor is a placeholder. */
	map_forge_refuse_with(&forged, mmio, GB(1) + 1, mmio);
	map_forge_refuse_with(&forged, mmio + 1, GB(2) - 1, mmio);
	map_forge_refuse_with(&forged, mmio + 1, GB(1) + 1, mmio);
	forged.word[mmio + 4] = forged.word[mmio + 5] = 8191;
	map_forge_refuse(&forged, mmio + 4);
	forged.word[mmio + 4] = forged.word[mmio + 5] = KB(4);
	map_forge_accept(&forged);
	/* Reversed, and nothing where only MMIO may be nothing. */
	map_forge_refuse_with(&forged, mmio + 1, GB(1) - KB(4), mmio);
	map_forge_refuse_with(&forged, ram + 1, KB(4), ram);
	/* One page into the one before, and all before it. */
	map_forge_refuse_with(&forged, mmio + 2, GB(2) - KB(4), mmio + 2);
	map_forge_refuse_with(&forged, mmio + 2, KB(4), mmio + 2);
}

/* The greatest vnode is one, of RAM and of a device. */
static void forged_greatest_vnode(void **state)
{
	struct map_forged forged;
	size_t lists;

	(void)state;
	map_forge(&forged, "ram 0..1G | device:1 1G..2G");
	lists = (size_t)forged.word[WORD_LISTS];
	forged.word[lists + 2] = GPAMAP_VNODE_MAX;
	map_forge_accept(&forged);
	forged.word[lists + 3 + 3] = GPAMAP_VNODE_MAX;
	map_forge_accept(&forged);
}

/* Another number of entries that takes the same space. */
static void forged_entries(void **state)
{
	struct map_forged forged;

	(void)state;
	map_forge(&forged, "ram 0..1G | mmio 8K..8K");
	map_forge_refuse_with(&forged, WORD_ENTRIES, 2, WORD_ENTRIES);
}

/* VTL2 that begins below the end of RAM. */
static void forged_vtl2_below_ram(void **state)
{
	struct map_forged forged;
	size_t vtl2;

	(void)state;
	map_forge(&forged, "ram 1G..2G | vtl2 2G..3G");
	vtl2 = (size_t)forged.word[WORD_LISTS] + 3;
	map_forge_refuse_with(&forged, vtl2, 0, vtl2);
	map_forge_refuse_with(&forged, vtl2, GB(2) - KB(4), vtl2);
}

/* Levels above the keys that do not repeat what they stand above. */
static void forged_levels(void **state)
{
	/* Levels of 2 items; of 17 and 2; of 18 and 2. */
	static const size_t counts[] = { 16, 136, 144 };
	struct map_forged forged;
	size_t i, at, levels;

	(void)state;
	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		map_forge_pages(&forged, counts[i]);
		map_forge_accept(&forged);
		levels = WORD_KEYS + 2 * counts[i];
		assert_true(levels < forged.word[WORD_LISTS]);
		for (at = levels; at < forged.word[WORD_LISTS]; at++)
			map_forge_refuse_with(&forged, at, forged.word[at] + 1,
					      at);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(forged_too_many_ranges),
		cmocka_unit_test(forged_too_many_keys),
		cmocka_unit_test(forged_ends),
		cmocka_unit_test(forged_greatest_vnode),
		cmocka_unit_test(forged_entries),
		cmocka_unit_test(forged_vtl2_below_ram),
		cmocka_unit_test(forged_levels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
