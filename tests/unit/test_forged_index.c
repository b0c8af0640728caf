/* SPDX-License-Identifier: MIT */
#include "map_forge.h"

/*
 * Keys, refs, ranks and names of a saved form with one of them changed: that
 * one is blamed, wherever it stands.
 */

#define PAGES 145

/* Where the refs begin: without RAM there are no sums before. */
static size_t refs_of_pages(const struct map_forged *forged)
{
	return (size_t)forged->word[WORD_LISTS] + 2 * PAGES;
}

/* Change half @index at @at by @by, and want its word refused. */
static void refuse_half(struct map_forged *forged, size_t at, size_t index,
			uint64_t by)
{
	size_t word = at + index / 2;

	map_forge_refuse_with(
		forged, word,
		forged->word[word] + (index % 2 == 0 ? by : by << 32), word);
}

static void forged_each_key(void **state)
{
	struct map_forged forged;
	size_t i;

	(void)state;
	map_forge_pages(&forged, PAGES);
	for (i = WORD_KEYS; i < WORD_KEYS + 2 * PAGES; i++)
		map_forge_refuse_with(&forged, i, forged.word[i] + 1, i);
}

static void forged_each_rank(void **state)
{
	struct map_forged forged;
	size_t ranks, i;

	(void)state;
	map_forge_pages(&forged, PAGES);
	ranks = refs_of_pages(&forged) + (PAGES + 1) / 2;
	for (i = 0; i < (2 * PAGES + 15) / 16; i++)
		refuse_half(&forged, ranks, i, 1);
	/* Behind 19 of them, and behind as many refs as pages, is nothing. */
	refuse_half(&forged, ranks, 19, 1);
	refuse_half(&forged, refs_of_pages(&forged), PAGES, 1);
}

/* A ref to a word within a range, and to the range of the ref before. */
static void forged_each_ref(void **state)
{
	struct map_forged forged;
	size_t refs, i;

	(void)state;
	map_forge_pages(&forged, PAGES);
	refs = refs_of_pages(&forged);
	for (i = 0; i < PAGES; i++) {
		refuse_half(&forged, refs, i, 16);
		if (i > 0)
			refuse_half(&forged, refs, i, UINT64_MAX - 31);
	}
}

/*
 *   1G     2G     3G
 *   | mmio | ecam |       the first word behind a list is not its next entry
 */
static void forged_ref_behind_its_list(void **state)
{
	struct map_forged forged;
	size_t refs;

	(void)state;
	map_forge(&forged, "mmio 1G..2G | pci_ecam 2G..3G");
	refs = (size_t)forged.word[WORD_LISTS] + 4;
	refuse_half(&forged, refs, 1,
		    (uint64_t)GPAMAP_KIND_MMIO - GPAMAP_KIND_PCI_ECAM);
}

/* A ref to an empty placeholder, which is no entry. */
static void forged_ref_to_a_placeholder(void **state)
{
	struct map_forged forged;
	size_t refs;

	(void)state;
	map_forge(&forged, "mmio 1G..2G | mmio 8G..8G");
	refs = (size_t)forged.word[WORD_LISTS] + 4;
	refuse_half(&forged, refs, 0, 2 * 16);
}

/* Take out or put in a word before the lists, and move all behind it. */
static void move_lists(struct map_forged *forged, bool longer)
{
	size_t lists = (size_t)forged->word[WORD_LISTS];
	size_t behind = forged->count - lists;
	size_t to = longer ? lists + 1 : lists - 1;
	uint64_t by = longer ? 1 : UINT64_MAX;

	memmove(forged->word + to, forged->word + lists, behind * 8);
	forged->count += (size_t)by;
	forged->word[WORD_SIZE] += by;
	forged->word[WORD_LISTS] += by;
	forged->word[WORD_KEY_COUNT] += by;
	/* The one ref stands behind the one range. */
	forged->word[to + 2] += by * 16;
}

/* A key too few, and one too many. */
static void forged_number_of_keys(void **state)
{
	struct map_forged forged;

	(void)state;
	map_forge(&forged, "mmio 1G..2G");
	move_lists(&forged, false);
	map_forge_refuse(&forged, WORD_KEY_COUNT);
	map_forge(&forged, "mmio 1G..2G");
	move_lists(&forged, true);
	forged.word[WORD_KEYS + 2] = GB(2);
	map_forge_refuse(&forged, WORD_KEY_COUNT);
}

/* Five names, each gone astray: into the one before, and past the strings. */
static void forged_each_name(void **state)
{
	struct map_forged forged;
	size_t names, i;

	(void)state;
	map_forge(&forged, "mmio 1G..2G aa | mmio 2G..3G bb | mmio 3G..4G cc | "
			   "mmio 4G..5G dd | mmio 5G..6G ee");
	assert_int_equal(forged.word[WORD_NAME_BYTES], 16);
	names = forged.count - 2 - 3;
	for (i = 0; i < 5; i++) {
		refuse_half(&forged, names, i, UINT64_MAX);
		refuse_half(&forged, names, i, 16);
	}
}

/* A name that begins where the strings end, at the end of the block. */
static void forged_name_behind_the_strings(void **state)
{
	struct map_forged forged;
	size_t names;

	(void)state;
	map_forge(&forged, "mmio 1G..2G aaaaaa | mmio 2G..3G");
	assert_int_equal(forged.word[WORD_NAME_BYTES], 8);
	names = forged.count - 2;
	refuse_half(&forged, names, 1, 8);
}

/* The last byte of the strings, and each that pads them, is a NUL. */
static void forged_end_of_strings(void **state)
{
	struct map_forged forged;
	size_t last, bytes, i;

	(void)state;
	map_forge(&forged,
		  "mmio 1G..2G abcdefghijklmnopqrstuvwxyzabcdefghijkl");
	bytes = (size_t)forged.word[WORD_NAME_BYTES];
	assert_int_equal(bytes, 40);
	map_forge_refuse_with(&forged, forged.count - 1,
			      forged.word[forged.count - 1] | UINT64_C(1) << 56,
			      forged.count - 1);
	map_forge(&forged, "mmio 1G..2G abcdefghijklmnopqrstuvwxyzabcdefg");
	bytes = (size_t)forged.word[WORD_NAME_BYTES];
	assert_int_equal(bytes, 35);
	last = forged.count - 1;
	for (i = 2; i < 8; i++)
		map_forge_refuse_with(&forged, last,
				      forged.word[last] | UINT64_C(1) << 8 * i,
				      last);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(forged_each_key),
		cmocka_unit_test(forged_each_rank),
		cmocka_unit_test(forged_each_ref),
		cmocka_unit_test(forged_ref_behind_its_list),
		cmocka_unit_test(forged_ref_to_a_placeholder),
		cmocka_unit_test(forged_number_of_keys),
		cmocka_unit_test(forged_each_name),
		cmocka_unit_test(forged_name_behind_the_strings),
		cmocka_unit_test(forged_end_of_strings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
