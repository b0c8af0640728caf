/* SPDX-License-Identifier: MIT */
#include "map_forge.h"

/*
 * Saved forms made by hand that contradict themselves in one place only, word
 * by word as docs/format.md describes them.
 */

/*
 *   1G        2G    3G        4G
 *   | vtl2[0] |     | vtl2[1] |     two of what there is only one
 */
static void forged_second_vtl2(void **state)
{
	struct map_forged forged;
	uint64_t asked;
	size_t refs;

	(void)state;
	map_forge(&forged, "pci_mmio 1G..2G | pci_mmio 3G..4G");
	refs = (size_t)forged.word[WORD_LISTS] + 4;
	/* The two lists are neighbours and look alike: one becomes the other
	 * by its count, the keys and the refs. */
	forged.word[WORD_PCI_MMIO] = 0;
	forged.word[WORD_VTL2] = 2;
	forged.word[WORD_KEYS] = GB(1) + GPAMAP_KIND_VTL2;
	forged.word[WORD_KEYS + 2] = GB(3) + GPAMAP_KIND_VTL2;
	forged.word[refs] += UINT64_C(0x100000001);
	map_forge_refuse(&forged, WORD_VTL2);
	/* With one of each it is a map: the forgery is right but for that. */
	forged.word[WORD_PCI_MMIO] = 1;
	forged.word[WORD_VTL2] = 1;
	forged.word[WORD_KEYS] = GB(1) + GPAMAP_KIND_PCI_MMIO;
	forged.word[refs] -= 1;
	assert_int_equal(map_forge_load(&forged, &asked), GPAMAP_OK);
}

/* Strings without a single name: the form is canonical, so it has none. */
static void forged_strings_without_names(void **state)
{
	struct map_forged forged;

	(void)state;
	map_forge(&forged, "ram 0..1G | mmio 1G..2G");
	forged.count += 2; /* a word of names, a word of strings */
	forged.word[WORD_SIZE] += 2;
	forged.word[WORD_NAME_BYTES] = 1;
	map_forge_refuse(&forged, WORD_NAME_BYTES);
}

/*
 *   0     1G     2G     3G
 *   | ram | mmio | ecam |       three entries: a half is left over
 */
static void forged_halves(void **state)
{
	struct map_forged forged;
	uint64_t asked;
	size_t refs;

	(void)state;
	map_forge(&forged, "ram 0..1G aa | mmio 1G..2G | pci_ecam 2G..3G bb");
	/* RAM's three words, two of each gap, the RAM sum. */
	refs = (size_t)forged.word[WORD_LISTS] + 3 + 2 + 2 + 1;
	forged.word[refs + 1] |= UINT64_C(1) << 32;
	map_forge_refuse(&forged, refs + 1);
	forged.word[refs + 1] ^= UINT64_C(1) << 32;
	/* Another kind, and two refs exchanged: the key may be blamed too. */
	forged.word[refs] ^= UINT64_C(1) << 32;
	assert_int_equal(map_forge_load(&forged, &asked), GPAMAP_ERR_CORRUPT);
	forged.word[refs] ^= UINT64_C(1) << 32;
	forged.word[refs] = forged.word[refs] << 32 | forged.word[refs] >> 32;
	assert_int_equal(map_forge_load(&forged, &asked), GPAMAP_ERR_CORRUPT);
	forged.word[refs] = forged.word[refs] << 32 | forged.word[refs] >> 32;
	assert_int_equal(map_forge_load(&forged, &asked), GPAMAP_OK);
}

/* Name offsets that point past the strings, behind, and into a name. */
static void forged_names(void **state)
{
	static const uint64_t offsets[] = { 2, 4, 5, 6, 7, 0xffffffff };
	struct map_forged forged;
	uint64_t asked;
	size_t names, i;

	(void)state;
	map_forge(&forged, "ram 0..1G aa | mmio 1G..2G bb");
	assert_int_equal(forged.word[WORD_NAME_BYTES], 7);
	names = forged.count - 2;
	assert_int_equal(forged.word[names], UINT64_C(0x400000001));
	for (i = 0; i < sizeof(offsets) / sizeof(offsets[0]); i++) {
		forged.word[names] = offsets[i] | UINT64_C(0x400000000);
		map_forge_refuse(&forged, names);
		if (offsets[i] == 4)
			continue;
		forged.word[names] = offsets[i] << 32 | 1;
		map_forge_refuse(&forged, names);
	}
	forged.word[names] = UINT64_C(0x400000001);
	assert_int_equal(map_forge_load(&forged, &asked), GPAMAP_OK);
}

/* Bytes that stand where the strings' padding should be. */
static void forged_padding(void **state)
{
	struct map_forged forged;

	(void)state;
	map_forge(&forged, "ram 0..1G aa | mmio 1G..2G");
	assert_int_equal(forged.word[WORD_NAME_BYTES], 4);
	forged.word[forged.count - 1] |= UINT64_C(1) << 63;
	map_forge_refuse(&forged, forged.count - 1);
	forged.word[forged.count - 1] ^= UINT64_C(1) << 63;
	forged.word[forged.count - 1] |= 'x';
	map_forge_refuse(&forged, forged.count - 1);
}

/* The kind and the vnode of an other range, and RAM's vnode. */
static void forged_vnodes_and_kinds(void **state)
{
	struct map_forged forged;
	size_t lists;

	(void)state;
	map_forge(&forged, "ram 0..1G | device:1 1G..2G");
	lists = (size_t)forged.word[WORD_LISTS];
	forged.word[lists + 2] = GPAMAP_VNODE_MAX + 1;
	map_forge_refuse(&forged, lists + 2);
	forged.word[lists + 2] = 0;
	forged.word[lists + 3 + 3] = GPAMAP_VNODE_MAX + 1;
	map_forge_refuse(&forged, lists + 3 + 3);
	forged.word[lists + 3 + 3] = GPAMAP_NO_VNODE;
	forged.word[lists + 3 + 2] = GPAMAP_KIND_COUNT;
	map_forge_refuse(&forged, lists + 3 + 2);
	forged.word[lists + 3 + 2] = GPAMAP_KIND_VTL2;
	map_forge_refuse(&forged, lists + 3 + 2);
}

/* Each word of the body with numbers that it cannot have: the error tells a
 * word of the block, and nothing is taken for a map that is none. */
static void forged_words(void **state)
{
	static const uint64_t numbers[] = { 1, 4095, UINT64_MAX,
					    GPAMAP_ADDRESS_END };
	struct map_forged forged;
	uint64_t asked, kept;
	size_t word, i;

	(void)state;
	map_forge(&forged, "ram 4K..1G | mmio 1G..2G | ram:1 2G..3G");
	for (word = WORD_KEYS; word < forged.count; word++)
		for (i = 0; i < 4; i++) {
			kept = forged.word[word];
			forged.word[word] = numbers[i];
			if (map_forge_load(&forged, &asked) != GPAMAP_OK) {
				assert_in_range(asked, 24,
						forged.count * 8 - 8);
			} else {
				/* A vnode may be any number of 32 bits. */
				assert_true(numbers[i] <= 4095 && kept <= 1);
			}
			forged.word[word] = kept;
		}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(forged_second_vtl2),
		cmocka_unit_test(forged_strings_without_names),
		cmocka_unit_test(forged_halves),
		cmocka_unit_test(forged_names),
		cmocka_unit_test(forged_padding),
		cmocka_unit_test(forged_vnodes_and_kinds),
		cmocka_unit_test(forged_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
