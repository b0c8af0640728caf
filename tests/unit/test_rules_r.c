/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/* Rules R1 to R6 of the design, which say what a map is; each in functions
 * named after it. */

/*
 *   0      1G     2G          3G     4G    5G
 *   | ram0 | mmio | ram0 ram1 | ecam | ram1 |
 *
 * Asked is placed is reported, for each node to the byte.
 */
static void r1_nothing_lost_around_gaps(void **state)
{
	struct map_made made;

	(void)state;
	map_make(&made, "node 1G+512M | node 1G+512M | mmio 1G..2G | "
			"pci_ecam 3G..4G");
	map_check(made.layout,
		  "ram:0 0..1G | mmio 1G..2G | ram:0 2G..2G+512M | "
		  "ram:1 2G+512M..3G | pci_ecam 3G..4G | ram:1 4G..5G");
	assert_int_equal(gpamap_layout_ram_size(made.layout), GB(3));
	assert_int_equal(gpamap_layout_node_ram_size(made.layout, 0),
			 GB(1) + MB(512));
	assert_int_equal(gpamap_layout_node_ram_size(made.layout, 1),
			 GB(1) + MB(512));
}

/*
 *   0    4K                                 end
 *   | ?? |               mmio                |
 *
 * RAM that finds no room is an error with the shortfall and the vnode.
 */
static void r1_nothing_lost_tells_the_shortfall(void **state)
{
	(void)state;
	map_refuse("node 1G | mmio 4K..end",
		   "NO_FIT node[0] 1073741824=4096+1073737728 "
		   "0xfffffffffffff000");
	map_refuse("node 4K | node 8K | mmio 8K..end",
		   "NO_FIT node[1] 8192=4096+4096 0xfffffffffffff000");
	map_refuse("node 4K | node 8K | node 4K | mmio 4K..end",
		   "NO_FIT node[1] 8192=0+8192 0xfffffffffffff000");
	map_refuse("node 4K | mmio 0..end",
		   "NO_FIT node[0] 4096=0+4096 0xfffffffffffff000");
	map_refuse("node 12K | mmio 4K..1T | reserved 1T+4K..end",
		   "NO_FIT node[0] 12288=8192+4096 0xfffffffffffff000");
}

/*
 *   0                                       end
 *   |                 ram0                   |
 *
 * All of the address space can be RAM, and not a page more; sums that pass
 * 64 bits are told for the node that does not fit.
 */
static void r1_nothing_lost_at_the_top(void **state)
{
	struct map_made made;

	(void)state;
	map_make(&made, "node end");
	map_check(made.layout, "ram:0 0..end");
	map_make(&made,
		 "node 0x8000000000000000 | node end-0x8000000000000000");
	map_check(made.layout, "ram:0 0..0x8000000000000000 | "
			       "ram:1 0x8000000000000000..end");
	map_refuse("node end | node 4K",
		   "NO_FIT node[1] 4096=0+4096 0xfffffffffffff000");
	map_refuse("node 0x8000000000000000 | node 0x8000000000000000",
		   "NO_FIT node[1] 9223372036854775808="
		   "9223372036854771712+4096 0xfffffffffffff000");
	map_refuse("node end | node end | node end",
		   "NO_FIT node[1] 18446744073709547520="
		   "0+18446744073709547520 0xfffffffffffff000");
}

/*
 *   0      1G      2G         3G
 *   | ram0 | mmio1 |
 *            mmio0 |   <- behind: refused, not sorted
 *
 * Unsorted input is an error in each list, not a request to sort.
 */
static void r2_order_unsorted_is_refused(void **state)
{
	(void)state;
	map_refuse("ram 1G..2G | ram 0..1G", "UNSORTED ram[1] ram[0]");
	map_refuse("node 1G | mmio 3G..4G | mmio 1G..2G",
		   "UNSORTED mmio[1] mmio[0]");
	map_refuse("node 1G | pci_ecam 3G..4G | pci_ecam 1G..2G",
		   "UNSORTED pci_ecam[1] pci_ecam[0]");
	map_refuse("node 1G | pci_mmio 1G..2G | pci_mmio 3G..4G | "
		   "pci_mmio 2G..3G",
		   "UNSORTED pci_mmio[2] pci_mmio[1]");
	map_refuse("node 1G | reserved 3G..4G | device 1G..2G",
		   "UNSORTED other[1] other[0]");
	/* Unsorted around a placeholder, which itself has no place, not even
	 * where the range before it ends. */
	map_refuse("mmio 3G..4G | mmio 0..0 | mmio 1G..2G",
		   "UNSORTED mmio[2] mmio[0]");
	map_refuse("mmio 3G..4G | mmio 4G..4G | mmio 1G..2G",
		   "UNSORTED mmio[2] mmio[0]");
}

/*
 *   0        1G       2G       3G
 *   | a a a a a a a a |
 *            | b b b b b b b b |
 *
 * Ranges of one list are disjoint.
 */
static void r2_order_overlap_in_a_list(void **state)
{
	(void)state;
	map_refuse("ram 0..2G | ram:1 1G..3G", "OVERLAP ram[1] ram[0]");
	map_refuse("mmio 0..2G | mmio 2G-4K..3G", "OVERLAP mmio[1] mmio[0]");
	map_refuse("mmio 0..2G | mmio 0..2G", "OVERLAP mmio[1] mmio[0]");
	map_refuse("mmio 0..2G | mmio 0..4K", "OVERLAP mmio[1] mmio[0]");
	map_refuse("pci_ecam 0..2G | pci_ecam 1G..1G+4K",
		   "OVERLAP pci_ecam[1] pci_ecam[0]");
	map_refuse("pci_mmio 0..2G | pci_mmio 1G..3G",
		   "OVERLAP pci_mmio[1] pci_mmio[0]");
	map_refuse("reserved 0..2G | pmem 1G..3G", "OVERLAP other[1] other[0]");
}

/*
 *   0        1G       2G       3G
 *   | one list        |
 *            | another list    |
 *
 * All lists together are disjoint, the VTL2 range included, whichever two
 * meet; the one that begins later is the accused, of equals the later list.
 */
static void r2_order_overlap_between_lists(void **state)
{
	static const char *const lists[] = { "ram",	 "mmio", "pci_ecam",
					     "pci_mmio", "vtl2", "reserved" };
	static const char *const names[] = { "ram",	 "mmio", "pci_ecam",
					     "pci_mmio", "vtl2", "other" };
	char text[128];
	char problem[128];
	size_t a, b;

	(void)state;
	for (a = 0; a < 6; a++)
		for (b = 0; b < 6; b++) {
			if (a == b || (a == 0 && b == 4) || (a == 4 && b == 0))
				continue;
			snprintf(text, sizeof(text), "%s 0..2G | %s 1G..3G",
				 lists[a], lists[b]);
			snprintf(problem, sizeof(problem),
				 "OVERLAP %s[0] %s[0]", names[b], names[a]);
			map_refuse(text, problem);
			if (a > b)
				continue;
			snprintf(text, sizeof(text), "%s 1G..2G | %s 1G..3G",
				 lists[b], lists[a]);
			map_refuse(text, problem);
		}
}

/*
 *   0     1G     2G     3G     4G     5G     6G
 *   | ram | mmio | ecam | pci  | res  | vtl2 |
 *
 * Ranges that touch do not overlap, and stay what they are.
 */
static void r2_order_touching_is_fine(void **state)
{
	struct map_made made;

	(void)state;
	map_make(&made, "ram 0..512M | ram 512M..1G | mmio 1G..2G | "
			"pci_ecam 2G..3G | pci_mmio 3G..4G | reserved 4G..5G | "
			"vtl2 5G..6G");
	map_check(made.layout,
		  "ram 0..512M | ram 512M..1G | mmio 1G..2G | "
		  "pci_ecam 2G..3G | pci_mmio 3G..4G | reserved 4G..5G | "
		  "vtl2 5G..6G");
}

/* An empty range is refused in every list that takes no placeholders. */
static void r2_order_empty_is_refused(void **state)
{
	(void)state;
	map_refuse("ram 0..0", "EMPTY ram[0]");
	map_refuse("ram 0..1G | ram 2G..2G", "EMPTY ram[1]");
	map_refuse("node 4K | mmio 1G..1G", "EMPTY mmio[0]");
	map_refuse("pci_ecam 1G..1G", "EMPTY pci_ecam[0]");
	map_refuse("pci_mmio 1G..1G", "EMPTY pci_mmio[0]");
	map_refuse("vtl2 1G..1G", "EMPTY vtl2[0]");
	map_refuse("reserved 1G..1G", "EMPTY other[0]");
	map_refuse("node 0", "EMPTY node[0]");
	map_refuse("node 4K | node 0", "EMPTY node[1]");
}

/*
 *   0    4K       12K      20K      28K        1M
 *   | r0 |  mmio  | r0  r1 |  mmio  | r1 r2 ...
 *
 * RAM fills the lowest free addresses, node 0 first, and a node that ends in
 * mid-chunk hands over at that very address.
 */
static void r3_placement_hands_over_in_mid_chunk(void **state)
{
	struct map_made made;

	(void)state;
	map_make(&made, "node 8K | node 8K | node 12K | mmio 4K..12K | "
			"mmio 20K..28K");
	map_check(made.layout,
		  "ram:0 0..4K | mmio 4K..12K | ram:0 12K..16K | "
		  "ram:1 16K..20K | mmio 20K..28K | ram:1 28K..32K | "
		  "ram:2 32K..44K");
}

/*
 *   0      1G     2G    3G     4G     5G
 *   | ram0 | mmio | pci | ecam | res  | ram0 |
 *
 * Gaps of all kinds and other ranges are filled around, touching ones without
 * a piece between them; a node that ends at a gap leaves it to the next.
 */
static void r3_placement_goes_around_everything(void **state)
{
	struct map_made made;

	(void)state;
	map_make(&made, "node 2G | mmio 1G..2G | pci_mmio 2G..3G | "
			"pci_ecam 3G..4G | reserved 4G..5G");
	map_check(made.layout,
		  "ram 0..1G | mmio 1G..2G | pci_mmio 2G..3G | "
		  "pci_ecam 3G..4G | reserved 4G..5G | ram 5G..6G");
	map_make(&made, "node 1G | node 1G | mmio 1G..2G");
	map_check(made.layout, "ram:0 0..1G | mmio 1G..2G | ram:1 2G..3G");
	map_make(&made, "node 1G | mmio 0..1G | device 2G-4K..2G | "
			"pci_mmio 8G..9G");
	map_check(made.layout, "mmio 0..1G | ram 1G..2G-4K | "
			       "device 2G-4K..2G | ram 2G..2G+4K | "
			       "pci_mmio 8G..9G");
}

/*
 *   0             4G            8G
 *   |           ram0            |
 *
 * Pieces of one node with nothing between are one range, over 4 GiB too.
 */
static void r3_placement_makes_no_needless_pieces(void **state)
{
	struct map_made made;

	(void)state;
	map_make(&made, "node 8G");
	map_check(made.layout, "ram 0..8G");
	map_make(&made, "node 8G | mmio 8G..9G");
	map_check(made.layout, "ram 0..8G | mmio 8G..9G");
}

/*
 *   0      3G          4G     5G
 *   |      |    ram0          |      straddles: counted on both sides
 */
static void r4_4gib_a_range_across_it(void **state)
{
	struct map_made made;
	uint64_t max = 0;

	(void)state;
	map_make(&made, "ram 3G..5G");
	map_check(made.layout, "ram 3G..5G");
	assert_int_equal(gpamap_layout_ram_below_4gb(made.layout), GB(1));
	assert_int_equal(gpamap_layout_ram_above_4gb(made.layout), GB(1));
	assert_true(gpamap_layout_max_ram_below_4gb(made.layout, &max));
	assert_int_equal(max, GPAMAP_4GB);
	map_make(&made, "ram 1G..2G | ram 4G-4K..4G+8K | ram 5G..6G");
	map_check(made.layout, "ram 1G..2G | ram 4G-4K..4G+8K | ram 5G..6G");
	assert_int_equal(gpamap_layout_ram_below_4gb(made.layout),
			 GB(1) + KB(4));
	assert_int_equal(gpamap_layout_ram_above_4gb(made.layout),
			 GB(1) + KB(8));
}

/*
 *   0      3G     4G          a range that ends at 4 GiB is below,
 *   |      | ram  |
 *                 | ram |     one that begins there is above
 */
static void r4_4gib_ranges_at_the_line(void **state)
{
	struct map_made made;
	uint64_t max = 0;

	(void)state;
	map_make(&made, "ram 3G..4G");
	map_check(made.layout, "ram 3G..4G");
	assert_int_equal(gpamap_layout_ram_above_4gb(made.layout), 0);
	assert_true(gpamap_layout_max_ram_below_4gb(made.layout, &max));
	assert_int_equal(max, GPAMAP_4GB);
	map_make(&made, "ram 4G..5G");
	map_check(made.layout, "ram 4G..5G");
	assert_int_equal(gpamap_layout_ram_below_4gb(made.layout), 0);
	assert_false(gpamap_layout_max_ram_below_4gb(made.layout, &max));
	map_make(&made, "ram 0..3G | ram 4G..5G");
	map_check(made.layout, "ram 0..3G | ram 4G..5G");
	assert_true(gpamap_layout_max_ram_below_4gb(made.layout, &max));
	assert_int_equal(max, GB(3));
}

/*
 *   0     3G     4G     5G         mmio[0] low, mmio[1] high:
 *   | ram | mmio | ram |           one of them may be a placeholder
 *
 * Placeholders keep positions and mean nothing else, wherever they are.
 */
static void r5_placeholders_keep_positions(void **state)
{
	struct map_made made;
	uint64_t bytes = 7;

	(void)state;
	map_make(&made, "ram 0..3G | mmio 3G..4G | mmio 0..0 | ram 4G..5G");
	map_check(made.layout,
		  "ram 0..3G | mmio 3G..4G | mmio 0..0 | ram 4G..5G");
	assert_false(gpamap_layout_ram_above_high_mmio(made.layout, &bytes));
	map_make(&made, "ram 0..3G | mmio 1G..1G | mmio 3G..4G | ram 4G..5G");
	map_check(made.layout,
		  "ram 0..3G | mmio 1G..1G | mmio 3G..4G | ram 4G..5G");
	assert_true(gpamap_layout_ram_above_high_mmio(made.layout, &bytes));
	assert_int_equal(bytes, GB(1));
	/* Out of order, over RAM, and at the very end: still nothing. */
	map_make(&made,
		 "mmio 8G..8G | mmio end..end | mmio 4K..4K | ram 0..3G");
	map_check(made.layout,
		  "mmio 8G..8G | mmio end..end | mmio 4K..4K | ram 0..3G");
	map_make(&made, "mmio 0..0 | mmio 0..0");
	map_check(made.layout, "mmio 0..0 | mmio 0..0");
}

/* Only the constructor from resolved ranges takes them, and only in mmio. */
static void r5_placeholders_only_where_resolved(void **state)
{
	static const struct gpamap_ram_range ram = { { 0, 4096 }, 0 };
	static const struct gpamap_range empty = { 0, 0 };
	struct map_made made;
	struct gpamap_error error;

	(void)state;
	map_refuse("node 4K | mmio 0..0", "EMPTY mmio[0]");
	map_refuse("node 4K | mmio 1G..2G | mmio 2G..2G", "EMPTY mmio[1]");
	map_refuse("ram 0..4K | pci_mmio 0..0", "EMPTY pci_mmio[0]");
	map_refuse("ram 0..4K | mmio 1..1", "MISALIGNED mmio[0]");
	made.storage = GPAMAP_STORAGE(made.words);
	assert_int_equal(gpamap_layout_new_from_ranges(&ram, 1, &empty, 1,
						       &made.storage,
						       &made.layout, &error),
			 GPAMAP_ERR_EMPTY);
	assert_int_equal(error.subject.list, GPAMAP_LIST_MMIO);
	assert_int_equal(error.subject.index, 0);
}

/* The bytes above high MMIO: only two entries with a high one have them. */
static void r5_placeholders_and_high_mmio(void **state)
{
	struct map_made made;
	uint64_t bytes = 7;

	(void)state;
	map_make(&made, "ram 0..3G | mmio 3G..4G | ram 4G..5G");
	map_check(made.layout, "ram 0..3G | mmio 3G..4G | ram 4G..5G");
	assert_false(gpamap_layout_ram_above_high_mmio(made.layout, &bytes));
	map_make(&made, "ram 0..3G | mmio 3G..4G | ram 4G..5G | mmio 5G..6G | "
			"ram 6G..8G | ram:1 8G..9G");
	map_check(made.layout,
		  "ram 0..3G | mmio 3G..4G | ram 4G..5G | mmio 5G..6G | "
		  "ram 6G..8G | ram:1 8G..9G");
	assert_true(gpamap_layout_ram_above_high_mmio(made.layout, &bytes));
	assert_int_equal(bytes, GB(3));
	map_make(&made, "mmio 3G..4G | mmio 5G..6G | mmio 0..0 | ram 6G..7G");
	map_check(made.layout,
		  "mmio 3G..4G | mmio 5G..6G | mmio 0..0 | ram 6G..7G");
}

/*
 *   0     2G    3G    4G           16M above: private to the paravisor
 *   | ram |     | mmio | vtl2 |
 *
 * At or above the end of RAM, counted nowhere, and found as its own kind.
 */
static void r6_vtl2_is_its_own_kind(void **state)
{
	struct map_made made;
	struct gpamap_found found;

	(void)state;
	map_make(&made, "node 2G | mmio 3G..4G | vtl2 4G..4G+16M");
	map_check(made.layout, "ram 0..2G | mmio 3G..4G | vtl2 4G..4G+16M");
	assert_int_equal(gpamap_layout_ram_size(made.layout), GB(2));
	assert_int_equal(gpamap_layout_end_of_layout(made.layout), GB(4));
	assert_int_equal(gpamap_layout_probe_address(made.layout, GB(4)),
			 GPAMAP_KIND_HOLE);
	assert_int_equal(gpamap_layout_find(made.layout, GB(4), &found),
			 GPAMAP_KIND_VTL2);
	assert_int_equal(found.entry.list, GPAMAP_LIST_VTL2);
	/* Right at the end of RAM, and below a gap: both are accepted. */
	map_make(&made, "node 2G | mmio 3G..4G | vtl2 2G..2G+16M");
	map_check(made.layout, "ram 0..2G | vtl2 2G..2G+16M | mmio 3G..4G");
	/* Without RAM its end is 0, and VTL2 may stand anywhere. */
	map_make(&made, "vtl2 0..4K");
	map_check(made.layout, "vtl2 0..4K");
}

/*
 *   0            2G             8G
 *   |    ram     |   ram ...     |
 *          | vtl2 |  <- below the end of RAM: VTL2_LOW, with that end
 */
static void r6_vtl2_below_the_end_of_ram(void **state)
{
	(void)state;
	map_refuse("node 8G | vtl2 6G..7G", "VTL2_LOW vtl2[0] 0x200000000");
	map_refuse("node 8G | vtl2 8G-4K..9G", "VTL2_LOW vtl2[0] 0x200000000");
	map_refuse("ram 0..8G | vtl2 6G..7G", "VTL2_LOW vtl2[0] 0x200000000");
	map_refuse("ram 2G..3G | vtl2 0..1G", "VTL2_LOW vtl2[0] 0xc0000000");
	map_refuse("ram 0..1G | ram 2G..3G | vtl2 1G..2G",
		   "VTL2_LOW vtl2[0] 0xc0000000");
}

/* VTL2 over a gap is an overlap, and that is told before VTL2_LOW. */
static void r6_vtl2_overlaps_nothing(void **state)
{
	(void)state;
	map_refuse("node 2G | mmio 3G..4G | vtl2 4G-4K..5G",
		   "OVERLAP vtl2[0] mmio[0]");
	map_refuse("node 2G | mmio 3G..4G | vtl2 2G..3G+4K",
		   "OVERLAP mmio[0] vtl2[0]");
	map_refuse("node 2G | pci_ecam 0..4K | vtl2 0..4K",
		   "OVERLAP vtl2[0] pci_ecam[0]");
	map_refuse("node 2G | reserved 4G..5G | vtl2 4G..5G",
		   "OVERLAP other[0] vtl2[0]");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(r1_nothing_lost_around_gaps),
		cmocka_unit_test(r1_nothing_lost_tells_the_shortfall),
		cmocka_unit_test(r1_nothing_lost_at_the_top),
		cmocka_unit_test(r2_order_unsorted_is_refused),
		cmocka_unit_test(r2_order_overlap_in_a_list),
		cmocka_unit_test(r2_order_overlap_between_lists),
		cmocka_unit_test(r2_order_touching_is_fine),
		cmocka_unit_test(r2_order_empty_is_refused),
		cmocka_unit_test(r3_placement_hands_over_in_mid_chunk),
		cmocka_unit_test(r3_placement_goes_around_everything),
		cmocka_unit_test(r3_placement_makes_no_needless_pieces),
		cmocka_unit_test(r4_4gib_a_range_across_it),
		cmocka_unit_test(r4_4gib_ranges_at_the_line),
		cmocka_unit_test(r5_placeholders_keep_positions),
		cmocka_unit_test(r5_placeholders_only_where_resolved),
		cmocka_unit_test(r5_placeholders_and_high_mmio),
		cmocka_unit_test(r6_vtl2_is_its_own_kind),
		cmocka_unit_test(r6_vtl2_below_the_end_of_ram),
		cmocka_unit_test(r6_vtl2_overlaps_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
