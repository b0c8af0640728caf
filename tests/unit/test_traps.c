/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/* The known traps of the field, as the design lists them: what the best
 * systems of this kind have lost, and what must happen here. */

/*
 *   0    4K                                              end
 *   | ?? |                     mmio                       |
 *
 * Elsewhere: a layout with 4 KiB of RAM, and no error. Here: the shortfall.
 */
static void trap_ram_cut_short_without_an_error(void **state)
{
	(void)state;
	map_refuse("node 1G | mmio 4K..end",
		   "NO_FIT node[0] 1073741824=4096+1073737728 "
		   "0xfffffffffffff000");
}

/*
 *   0           4G          8G
 *   |   ram0    |   ram0    |
 *
 * Elsewhere: RAM below 4 GiB reported as 0, its end as none.
 */
static void trap_ram_reaches_4gib_without_gaps(void **state)
{
	struct map_made made;
	uint64_t end = 0;

	(void)state;
	map_make(&made, "node 4G");
	map_check(made.layout, "ram 0..4G");
	assert_int_equal(gpamap_layout_ram_below_4gb(made.layout), GB(4));
	assert_true(gpamap_layout_max_ram_below_4gb(made.layout, &end));
	assert_int_equal(end, GB(4));
	map_make(&made, "node 8G");
	map_check(made.layout, "ram 0..8G");
	assert_int_equal(gpamap_layout_ram_below_4gb(made.layout), GB(4));
	assert_int_equal(gpamap_layout_ram_above_4gb(made.layout), GB(4));
	assert_true(gpamap_layout_max_ram_below_4gb(made.layout, &end));
	assert_int_equal(end, GB(4));
}

/*
 *   0     3G     4G    6G
 *   | ram | mmio | ram |       mmio[1]: a placeholder
 *
 * Elsewhere: all RAM counted as above a gap that is not there.
 */
static void trap_ram_above_a_gap_that_is_not_there(void **state)
{
	struct map_made made;
	uint64_t bytes = 7;

	(void)state;
	map_make(&made, "ram 0..3G | mmio 3G..4G | mmio 0..0 | ram 4G..6G");
	map_check(made.layout,
		  "ram 0..3G | mmio 3G..4G | mmio 0..0 | ram 4G..6G");
	assert_false(gpamap_layout_ram_above_high_mmio(made.layout, &bytes));
	assert_int_equal(bytes, 7);
}

/*
 *   0                     6G      7G     8G
 *   |        ram0         | vtl2? | ram0 |
 *
 * Elsewhere: "invalid ranges", the VTL2 error unreachable.
 */
static void trap_vtl2_error_out_of_reach(void **state)
{
	char sentence[GPAMAP_ERROR_TEXT_MAX];

	(void)state;
	map_refuse("node 8G | vtl2 6G..7G", "VTL2_LOW vtl2[0] 0x200000000");
	map_refuse("ram 0..8G | vtl2 6G..7G", "VTL2_LOW vtl2[0] 0x200000000");
	map_sentence("node 8G | vtl2 6G..7G", sentence, sizeof(sentence));
	assert_non_null(strstr(sentence, "0x200000000"));
}

/* Note every finding's rule in a line of words. */
static bool note_rule(void *context, const struct gpamap_finding *finding)
{
	char *text = context;

	strncat(text, finding->rule->id, MAP_TEXT_MAX - strlen(text) - 1);
	strncat(text, " ", MAP_TEXT_MAX - strlen(text) - 1);
	return true;
}

/*
 *   0    4K                     2G+4K
 *   | r0 |          ram1          |
 *
 * Node 1 starts at 0x1000: huge pages destroyed. The map is what was asked
 * for, and the advice warns.
 */
static void trap_node_that_breaks_huge_pages(void **state)
{
	struct map_made made;
	char rules[MAP_TEXT_MAX] = "";

	(void)state;
	map_make(&made, "node 4K | node 2G");
	map_check(made.layout, "ram:0 0..4K | ram:1 4K..2G+4K");
	assert_int_not_equal(gpamap_advise(made.layout, NULL, note_rule, rules),
			     0);
	assert_string_not_equal(rules, "");
}

/*
 *   0       512M   1G                                    end
 *   |  ram  | mmio |                mmio                  |
 *
 * Elsewhere: the total that remains is shown, not what was placed. Here: what
 * found room, what did not, and under which limit.
 */
static void trap_shortfall_that_names_the_wrong_number(void **state)
{
	char sentence[GPAMAP_ERROR_TEXT_MAX];

	(void)state;
	map_refuse("node 0x60000000 | mmio 512M..1G | mmio 1G+256M..end",
		   "NO_FIT node[0] 1610612736=805306368+805306368 "
		   "0xfffffffffffff000");
	map_sentence("node 0x60000000 | mmio 512M..1G | mmio 1G+256M..end",
		     sentence, sizeof(sentence));
	assert_string_equal(sentence,
			    "node 0: 1610612736 bytes of RAM do not fit: "
			    "805306368 placed, 805306368 missing below "
			    "0xfffffffffffff000");
}

/*
 *   0     2G     4G     4G+16M
 *   | ram |      | vtl2 |
 *
 * Elsewhere: probe says "nothing here" of a private range.
 */
static void trap_private_range_that_is_not_in_the_map(void **state)
{
	struct map_made made;
	struct gpamap_found found;

	(void)state;
	map_make(&made, "node 2G | reserved 3G..4G bios | vtl2 4G..4G+16M");
	map_check(made.layout,
		  "ram 0..2G | reserved 3G..4G bios | vtl2 4G..4G+16M");
	assert_int_equal(gpamap_layout_find(made.layout, GB(4) + 5, &found),
			 GPAMAP_KIND_VTL2);
	assert_int_equal(found.offset, 5);
	assert_int_equal(gpamap_layout_find(made.layout, GB(3), &found),
			 GPAMAP_KIND_RESERVED);
	assert_string_equal(found.entry.name, "bios");
}

/*
 *   end-2M-4K                    end
 *   |             ram             |
 *
 * Elsewhere: aligned sub-ranges wrap to garbage at the last page.
 */
static void trap_range_that_ends_at_the_last_page(void **state)
{
	static const struct gpamap_range top = { GPAMAP_ADDRESS_END - MB(2),
						 GPAMAP_ADDRESS_END };
	struct gpamap_range part = { 1, 2 };
	struct gpamap_range_aligned iter;
	struct map_made made;

	(void)state;
	assert_int_equal(gpamap_range_aligned_subrange(top, MB(2), &part),
			 GPAMAP_OK);
	assert_int_equal(part.start, part.end);
	assert_int_equal(gpamap_range_aligned_init(&iter, top, 0, 0),
			 GPAMAP_OK);
	assert_true(gpamap_range_aligned_next(&iter, &part));
	assert_int_equal(part.start, top.start);
	assert_int_equal(part.end, top.end);
	assert_false(gpamap_range_aligned_next(&iter, &part));
	map_make(&made, "mmio 0..end-2M-4K | ram end-2M-4K..end");
	map_check(made.layout, "mmio 0..end-2M-4K | ram end-2M-4K..end");
}

/* A word of the saved form, the lowest byte first. */
static uint64_t get_word(const unsigned char *bytes, size_t word)
{
	uint64_t value = 0;
	size_t i;

	for (i = 8; i > 0; i--)
		value = value << 8 | bytes[word * 8 + i - 1];
	return value;
}

static void put_word(unsigned char *bytes, size_t word, uint64_t value)
{
	size_t i;

	for (i = 0; i < 8; i++)
		bytes[word * 8 + i] = (unsigned char)(value >> (8 * i));
}

/*
 *   0      1G     2G
 *   | ram  | mmio |          the saved bytes, with mmio moved over the RAM by
 *   | ram |?| mmio |         hand: start and key a page lower, as they belong
 *
 * Elsewhere: a saved map is trusted on load, and broken from outside.
 */
static void trap_saved_map_that_is_trusted(void **state)
{
	static unsigned char saved[MAP_WORDS * 8];
	struct map_made made;
	uint64_t words[MAP_WORDS];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	struct gpamap_error error;
	const struct gpamap_layout *layout = NULL;
	size_t size, mmio;

	(void)state;
	map_make(&made, "ram 0..1G | mmio 1G..2G");
	assert_int_equal(gpamap_layout_save(made.layout, saved, sizeof(saved),
					    &size),
			 GPAMAP_OK);
	/* docs/format.md: key 1 is in word 17; behind one RAM range comes
	 * MMIO, and word 12 tells where. */
	mmio = (size_t)get_word(saved, 12) + 3;
	assert_int_equal(get_word(saved, 17), GB(1) + GPAMAP_KIND_MMIO);
	assert_int_equal(get_word(saved, mmio), GB(1));
	put_word(saved, 17, GB(1) - 4096 + GPAMAP_KIND_MMIO);
	assert_int_equal(gpamap_layout_load(saved, size, &storage, &layout,
					    &error),
			 GPAMAP_ERR_CORRUPT);
	put_word(saved, mmio, GB(1) - 4096);
	assert_int_equal(gpamap_layout_load(saved, size, &storage, &layout,
					    &error),
			 GPAMAP_ERR_CORRUPT);
	put_word(saved, 17, GB(1) + GPAMAP_KIND_MMIO);
	assert_int_equal(gpamap_layout_load(saved, size, &storage, &layout,
					    &error),
			 GPAMAP_ERR_CORRUPT);
	assert_null(layout);
	/* With the RAM a page shorter too it is a map again. */
	put_word(saved, 17, GB(1) - 4096 + GPAMAP_KIND_MMIO);
	put_word(saved, mmio - 2, GB(1) - 4096);
	assert_int_equal(gpamap_layout_load(saved, size, &storage, &layout,
					    &error),
			 GPAMAP_OK);
	map_check(layout, "ram 0..1G-4K | mmio 1G-4K..2G");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(trap_ram_cut_short_without_an_error),
		cmocka_unit_test(trap_ram_reaches_4gib_without_gaps),
		cmocka_unit_test(trap_ram_above_a_gap_that_is_not_there),
		cmocka_unit_test(trap_vtl2_error_out_of_reach),
		cmocka_unit_test(trap_node_that_breaks_huge_pages),
		cmocka_unit_test(trap_shortfall_that_names_the_wrong_number),
		cmocka_unit_test(trap_private_range_that_is_not_in_the_map),
		cmocka_unit_test(trap_range_that_ends_at_the_last_page),
		cmocka_unit_test(trap_saved_map_that_is_trusted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
