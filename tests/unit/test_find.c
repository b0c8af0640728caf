/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/*
 * The look-ups beyond the contract, on one map:
 *
 *   0      1G     2G         3G         4G     5G        6G     7G
 *   | ram0 | mmio |   hole   | ram0 ram1 | ecam |   hole  | vtl2 |
 *                              3G+512M
 */
static const char text[] = "ram:0 0..1G | mmio 1G..2G | ram:0 3G..3G+512M | "
			   "ram:1 3G+512M..4G | pci_ecam 4G..5G | vtl2 6G..7G";

/* Everything at once, by scans over the picture. */
static void find_whole_map(void **state)
{
	struct map_made made;

	(void)state;
	map_make(&made, text);
	map_check(made.layout, text);
}

/* A byte in a range: its entry, its place in it, and what is left. */
static void find_in_a_range(void **state)
{
	struct map_made made;
	struct gpamap_found found;

	(void)state;
	map_make(&made, text);
	assert_int_equal(gpamap_layout_find(made.layout, GB(4) - 1, &found),
			 GPAMAP_KIND_RAM);
	assert_int_equal(found.entry.vnode, 1);
	assert_int_equal(found.entry.index, 2);
	assert_int_equal(found.position, 3);
	assert_int_equal(found.offset, MB(512) - 1);
	assert_int_equal(found.left, 1);
	assert_int_equal(found.ram_offset, GB(2) - 1);
	assert_int_equal(gpamap_layout_find(made.layout, GB(1), &found),
			 GPAMAP_KIND_MMIO);
	assert_int_equal(found.left, GB(1));
	assert_int_equal(found.ram_offset, 0);
	assert_int_equal(found.entry.vnode, GPAMAP_NO_VNODE);
}

/* A byte in a hole: the hole's bounds, and its neighbours. */
static void find_in_a_hole(void **state)
{
	struct map_made made;
	struct gpamap_found found;

	(void)state;
	map_make(&made, text);
	assert_int_equal(gpamap_layout_find(made.layout, GB(2), &found),
			 GPAMAP_KIND_HOLE);
	assert_int_equal(found.entry.kind, GPAMAP_KIND_HOLE);
	assert_int_equal(found.entry.range.start, GB(2));
	assert_int_equal(found.entry.range.end, GB(3));
	assert_int_equal(found.position, 2);
	assert_int_equal(found.offset, 0);
	assert_int_equal(found.left, GB(1));
	assert_int_equal(found.below.kind, GPAMAP_KIND_MMIO);
	assert_int_equal(found.above.range.start, GB(3));
}

/* Past the last range, and in the last page, which is in no range at all. */
static void find_at_the_top(void **state)
{
	struct map_made made;
	struct gpamap_found found;

	(void)state;
	map_make(&made, text);
	assert_int_equal(gpamap_layout_find(made.layout, GB(7), &found),
			 GPAMAP_KIND_HOLE);
	assert_int_equal(found.entry.range.end, GPAMAP_ADDRESS_END);
	assert_int_equal(found.position, gpamap_layout_count(made.layout));
	assert_int_equal(found.below.kind, GPAMAP_KIND_VTL2);
	assert_int_equal(found.above.kind, GPAMAP_KIND_HOLE);
	assert_int_equal(gpamap_layout_find(made.layout, UINT64_MAX, &found),
			 GPAMAP_KIND_HOLE);
	assert_int_equal(found.entry.range.start, GPAMAP_ADDRESS_END);
	assert_int_equal(found.entry.range.end, GPAMAP_ADDRESS_END);
	assert_int_equal(found.offset, 0);
	assert_int_equal(found.left, 0);
}

/* Next starts above the address, previous ends at or below it. */
static void find_neighbours(void **state)
{
	struct map_made made;
	struct gpamap_entry entry;

	(void)state;
	map_make(&made, text);
	assert_true(gpamap_layout_next(made.layout, 0, &entry));
	assert_int_equal(entry.kind, GPAMAP_KIND_MMIO);
	assert_true(gpamap_layout_next(made.layout, GB(1) - 1, &entry));
	assert_int_equal(entry.kind, GPAMAP_KIND_MMIO);
	assert_true(gpamap_layout_next(made.layout, GB(1), &entry));
	assert_int_equal(entry.range.start, GB(3));
	assert_false(gpamap_layout_next(made.layout, GB(6), &entry));
	assert_false(gpamap_layout_previous(made.layout, GB(1) - 1, &entry));
	assert_true(gpamap_layout_previous(made.layout, GB(1), &entry));
	assert_int_equal(entry.range.end, GB(1));
	assert_true(gpamap_layout_previous(made.layout, UINT64_MAX, &entry));
	assert_int_equal(entry.kind, GPAMAP_KIND_VTL2);
	map_make(&made, "ram 4K..8K");
	assert_true(gpamap_layout_next(made.layout, 4095, &entry));
	assert_false(gpamap_layout_previous(made.layout, 8191, &entry));
}

/* The bytes of each kind in a range sum to its length. */
static void find_tally(void **state)
{
	struct map_made made;
	struct gpamap_range all = { 0, GPAMAP_ADDRESS_END };
	struct gpamap_range part = { MB(512), GB(3) + MB(768) };
	uint64_t bytes[GPAMAP_KIND_COUNT + 1];

	(void)state;
	map_make(&made, text);
	bytes[GPAMAP_KIND_COUNT] = 77;
	assert_int_equal(gpamap_layout_tally(made.layout, part, bytes),
			 GPAMAP_OK);
	assert_int_equal(bytes[GPAMAP_KIND_RAM], MB(512) + MB(768));
	assert_int_equal(bytes[GPAMAP_KIND_MMIO], GB(1));
	assert_int_equal(bytes[GPAMAP_KIND_HOLE], GB(1));
	assert_int_equal(bytes[GPAMAP_KIND_PCI_ECAM], 0);
	assert_int_equal(bytes[GPAMAP_KIND_COUNT], 77);
	assert_int_equal(gpamap_layout_tally(made.layout, all, bytes),
			 GPAMAP_OK);
	assert_int_equal(bytes[GPAMAP_KIND_VTL2], GB(1));
	assert_int_equal(bytes[GPAMAP_KIND_HOLE], GPAMAP_ADDRESS_END - GB(5));
	memset(bytes, 0xa5, sizeof(bytes));
	all.end = UINT64_MAX;
	assert_int_equal(gpamap_layout_tally(made.layout, all, bytes),
			 GPAMAP_ERR_TOO_HIGH);
	assert_int_equal(bytes[0], UINT64_C(0xa5a5a5a5a5a5a5a5));
}

/* RAM over two ranges that touch is all RAM; over a hole it is not. */
static void find_is_ram(void **state)
{
	struct map_made made;

	(void)state;
	map_make(&made, text);
	assert_true(gpamap_layout_is_ram(
		made.layout, (struct gpamap_range){ GB(3), GB(4) }));
	assert_true(gpamap_layout_is_ram(
		made.layout, (struct gpamap_range){ GB(2), GB(2) }));
	assert_false(gpamap_layout_is_ram(
		made.layout, (struct gpamap_range){ GB(3), GB(4) + 4096 }));
	assert_false(gpamap_layout_is_ram(
		made.layout, (struct gpamap_range){ GB(3) - 4096, GB(4) }));
	assert_false(gpamap_layout_is_ram(
		made.layout, (struct gpamap_range){ GB(6), GB(7) }));
	assert_false(gpamap_layout_is_ram(made.layout,
					  (struct gpamap_range){ 0, 4095 }));
	assert_false(gpamap_layout_is_ram(made.layout,
					  (struct gpamap_range){ 4096, 0 }));
}

/* The backing file: RAM in address order without its holes. */
static void find_ram_offsets(void **state)
{
	struct map_made made;
	uint64_t value = 7;

	(void)state;
	map_make(&made, text);
	assert_true(gpamap_layout_ram_offset(made.layout, GB(3) + 5, &value));
	assert_int_equal(value, GB(1) + 5);
	assert_true(gpamap_layout_ram_address(made.layout, GB(1) + 5, &value));
	assert_int_equal(value, GB(3) + 5);
	assert_true(gpamap_layout_ram_address(made.layout, GB(2) - 1, &value));
	assert_int_equal(value, GB(4) - 1);
	assert_false(gpamap_layout_ram_address(made.layout, GB(2), &value));
	assert_false(gpamap_layout_ram_offset(made.layout, GB(6), &value));
	assert_int_equal(value, GB(4) - 1);
}

/* Nine ranges, so that there are two sums to choose from, and so large that an
 * offset is above any number in the block that is no address. */
static void find_ram_offsets_of_a_large_map(void **state)
{
	struct map_made made;
	uint64_t offset, address, back;

	(void)state;
	map_make(&made,
		 "node 64T | node 64T | node 64T | node 64T | node 64T | "
		 "node 64T | node 64T | node 64T | node 64T | "
		 "mmio 64T..65T");
	for (offset = 0; offset < TB(576); offset += TB(16)) {
		assert_true(gpamap_layout_ram_address(made.layout, offset,
						      &address));
		assert_int_equal(address,
				 offset + (offset < TB(64) ? 0 : TB(1)));
		assert_true(
			gpamap_layout_ram_offset(made.layout, address, &back));
		assert_int_equal(back, offset);
	}
}

/* Sums for each node, of maps that have none and that leave some out. */
static void find_nodes(void **state)
{
	struct map_made made;

	(void)state;
	map_make(&made, text);
	assert_int_equal(gpamap_layout_node_ram_size(made.layout, 0),
			 GB(1) + MB(512));
	assert_int_equal(gpamap_layout_node_ram_size(made.layout, 1), MB(512));
	assert_int_equal(gpamap_layout_node_ram_size(made.layout, 2), 0);
	assert_int_equal(gpamap_layout_node_count(made.layout), 2);
	map_make(&made, "ram:1 0..1G | hotplug:4 4G..8G");
	assert_int_equal(gpamap_layout_node_count(made.layout), 5);
	assert_int_equal(gpamap_layout_node_ram_size(made.layout, 4), 0);
}

/* The words for kinds and lists are part of every format. */
static void find_words(void **state)
{
	static const char *const kinds[] = {
		"hole",
		"ram",
		"mmio",
		"pci_ecam",
		"pci_mmio",
		"vtl2",
		"reserved",
		"device",
		"hotplug",
		"pmem",
		"firmware_tables",
		"firmware_nvs",
		"unusable",
	};
	static const char *const lists[] = { "ram",	 "mmio", "pci_ecam",
					     "pci_mmio", "vtl2", "other",
					     "node" };
	int i;

	(void)state;
	for (i = 0; i < GPAMAP_KIND_COUNT; i++)
		assert_string_equal(gpamap_kind_name((enum gpamap_kind)i),
				    kinds[i]);
	for (i = 0; i <= GPAMAP_LIST_NODES; i++)
		assert_string_equal(gpamap_list_name((enum gpamap_list)i),
				    lists[i]);
	assert_non_null(gpamap_kind_name((enum gpamap_kind)1000));
	assert_non_null(gpamap_list_name((enum gpamap_list)1000));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(find_whole_map),
		cmocka_unit_test(find_in_a_range),
		cmocka_unit_test(find_in_a_hole),
		cmocka_unit_test(find_at_the_top),
		cmocka_unit_test(find_neighbours),
		cmocka_unit_test(find_tally),
		cmocka_unit_test(find_is_ram),
		cmocka_unit_test(find_ram_offsets),
		cmocka_unit_test(find_ram_offsets_of_a_large_map),
		cmocka_unit_test(find_nodes),
		cmocka_unit_test(find_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
