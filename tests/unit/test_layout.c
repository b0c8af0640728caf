/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/* Layouts as monitors make them: constructors, accessors and numbers. */

/*
 *   0      128M
 *   | ram0 |
 */
static void layout_of_a_small_machine(void **state)
{
	struct map_made made;

	(void)state;
	map_make(&made, "node 128M | mmio 0xf8000000..4G");
	map_check(made.layout, "ram 0..128M | mmio 0xf8000000..4G");
	assert_int_equal(gpamap_layout_ram_size(made.layout), MB(128));
	assert_int_equal(gpamap_layout_end_of_ram(made.layout), MB(128));
	assert_int_equal(gpamap_layout_end_of_layout(made.layout), GB(4));
}

/*
 *   0         0xf8000000   4G                 64G-ish   0xfe0000000   ...
 *   |  ram0   |  mmio low  |  ram0   |                  |  mmio high  |
 *
 * The two gaps of a monitor that has a low and a high MMIO window.
 */
static void layout_with_low_and_high_mmio(void **state)
{
	struct map_made made;
	uint64_t number = 0;

	(void)state;
	map_make(&made, "node 8G | mmio 0xf8000000..4G | "
			"mmio 0xfe0000000..0x1000000000");
	map_check(made.layout,
		  "ram 0..0xf8000000 | mmio 0xf8000000..4G | "
		  "ram 4G..8G+128M | mmio 0xfe0000000..0x1000000000");
	assert_int_equal(gpamap_layout_ram_below_4gb(made.layout), 0xf8000000);
	assert_int_equal(gpamap_layout_ram_above_4gb(made.layout),
			 GB(4) + MB(128));
	assert_true(gpamap_layout_max_ram_below_4gb(made.layout, &number));
	assert_int_equal(number, 0xf8000000);
	assert_true(gpamap_layout_ram_above_high_mmio(made.layout, &number));
	assert_int_equal(number, 0);
	assert_int_equal(gpamap_layout_end_of_layout(made.layout),
			 UINT64_C(0x1000000000));
}

/*
 *   0         0xf8000000   4G    0xfe0000000   0x1000000000
 *   |  ram0   |  mmio low  | ram0 | mmio high  | ram0 ...
 *
 * RAM that goes on behind the high window is counted as above it.
 */
static void layout_with_ram_above_high_mmio(void **state)
{
	struct map_made made;
	uint64_t number = 0;

	(void)state;
	map_make(&made, "node 128G | mmio 0xf8000000..4G | "
			"mmio 0xfe0000000..0x1000000000");
	map_check(made.layout,
		  "ram 0..0xf8000000 | mmio 0xf8000000..4G | "
		  "ram 4G..0xfe0000000 | mmio 0xfe0000000..0x1000000000 | "
		  "ram 0x1000000000..128G+128M+512M");
	assert_true(gpamap_layout_ram_above_high_mmio(made.layout, &number));
	assert_int_equal(number, GB(64) + MB(128) + MB(512));
	assert_int_equal(gpamap_layout_end_of_ram(made.layout),
			 GB(128) + MB(640));
}

/*
 *   0        2G    3G     0xe0000000  +256M      4G      ...   1T    2T
 *   |  ram0  | ram1 | ... | pci_ecam  | pci_mmio | ram1 |      | pci_mmio |
 *
 * Two nodes and four gaps: the typical layout, in storage of its static size.
 */
static void layout_of_two_nodes_and_four_gaps(void **state)
{
	static uint64_t words[GPAMAP_LAYOUT_WORDS(2, 4)];
	struct map_made made;
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout = NULL;
	const char *picture =
		"ram:0 0..2G | ram:1 2G..3G | mmio 3G..0xe0000000 | "
		"pci_ecam 0xe0000000..0xf0000000 | "
		"pci_mmio 0xf0000000..4G | ram:1 4G..5G | "
		"vtl2 8G..8G+16M | pci_mmio 1T..2T";

	(void)state;
	map_make(&made, "node 2G | node 2G | mmio 3G..0xe0000000 | "
			"pci_ecam 0xe0000000..0xf0000000 | "
			"pci_mmio 0xf0000000..4G | pci_mmio 1T..2T | "
			"vtl2 8G..8G+16M");
	map_check(made.layout, picture);
	assert_int_equal(gpamap_layout_new_with_numa(made.input.nodes, 2,
						     &made.input.fixed,
						     &storage, &layout, NULL),
			 GPAMAP_OK);
	map_check(layout, picture);
	assert_int_equal(gpamap_layout_end_of_layout(layout), TB(2));
	assert_int_equal(gpamap_layout_node_count(layout), 2);
}

/*
 *   0      2M    3M         4M    5M
 *   | ram  | dev | (or ram) | dev | ...
 *
 * In the static size one of the other ranges counts as a gap, where it splits
 * RAM and where there are holes on both sides of it, and a range of RAM that is
 * already decided as a node.
 */
static void layout_static_size_with_other_ranges(void **state)
{
	static uint64_t words[GPAMAP_LAYOUT_WORDS(2, 100)];
	static struct gpamap_other_range other[100];
	const struct gpamap_ram_range ram[] = { { { 0, MB(1) }, 0 },
						{ { MB(1), MB(2) }, 1 } };
	const uint64_t sizes[] = { MB(60), MB(60) };
	struct gpamap_fixed fixed = { .other = other };
	size_t count;

	(void)state;
	for (count = 0; count <= 100; count++) {
		const size_t room = GPAMAP_LAYOUT_WORDS(2, count);
		struct gpamap_storage storage = { words, room, 0 };
		const struct gpamap_layout *layout = NULL;

		fixed.other_count = count;
		assert_int_equal(gpamap_layout_new_with_numa(sizes, 2, &fixed,
							     &storage, &layout,
							     NULL),
				 GPAMAP_OK);
		assert_int_equal(gpamap_layout_ram_size(layout), MB(120));
		assert_int_equal(gpamap_layout_new_from_resolved_ranges(
					 ram, 2, &fixed, &storage, &layout,
					 NULL),
				 GPAMAP_OK);
		assert_int_equal(gpamap_layout_words(layout), storage.need);
		if (count < 100)
			other[count] = (struct gpamap_other_range){
				{ MB(2 * count + 2), MB(2 * count + 3) },
				GPAMAP_KIND_DEVICE,
				GPAMAP_NO_VNODE,
			};
	}
}

/* The greatest vnode is one, of RAM and of what else there is. */
static void layout_takes_the_greatest_vnode(void **state)
{
	struct map_made made;
	size_t count;

	(void)state;
	map_make(&made, "ram:0xffffffff 0..4K | reserved:0xffffffff 8K..12K");
	assert_int_equal(gpamap_layout_ram(made.layout, &count)->vnode,
			 GPAMAP_VNODE_MAX);
	assert_int_equal(gpamap_layout_other(made.layout, &count)->vnode,
			 GPAMAP_VNODE_MAX);
}

/* The static size is enough for the worst cut: each gap splits a node. */
static void layout_static_size_is_enough(void **state)
{
	static uint64_t words[GPAMAP_LAYOUT_WORDS(40, 200)];
	static struct gpamap_range gaps[200];
	static uint64_t sizes[40];
	struct gpamap_fixed fixed = { .mmio = gaps };
	struct gpamap_range vtl2 = { TB(1), TB(2) };
	size_t nodes, count, i;

	(void)state;
	for (i = 0; i < 200; i++)
		gaps[i] = (struct gpamap_range){ MB(2 * i + 1), MB(2 * i + 2) };
	for (nodes = 1; nodes <= 40; nodes += 13)
		for (count = 0; count <= 200; count++) {
			struct gpamap_storage storage = { words, 0, 0 };
			const struct gpamap_layout *layout = NULL;

			/* Pages enough that RAM goes past the last gap. */
			for (i = 0; i < nodes; i++)
				sizes[i] = MB(210);
			storage.count = GPAMAP_LAYOUT_WORDS(nodes, count);
			fixed.mmio_count = count;
			fixed.vtl2 = &vtl2;
			assert_int_equal(gpamap_layout_new_with_numa(
						 sizes, nodes, &fixed, &storage,
						 &layout, NULL),
					 GPAMAP_OK);
			assert_int_equal(gpamap_layout_ram_size(layout),
					 MB(210) * nodes);
		}
}

/*
 *   1G       2G       3G      4G         RAM that does not begin at 0, in
 *   | ram0   | ram3   |       | ram1 |   ranges as they were given
 */
static void layout_from_ranges_keeps_them(void **state)
{
	struct map_made made;

	(void)state;
	map_make(&made, "ram:0 1G..2G | ram:3 2G..3G | mmio 3G..4G | "
			"ram:1 4G..5G");
	map_check(made.layout, "ram:0 1G..2G | ram:3 2G..3G | mmio 3G..4G | "
			       "ram:1 4G..5G");
	assert_int_equal(gpamap_layout_node_count(made.layout), 4);
	assert_int_equal(gpamap_layout_node_ram_size(made.layout, 2), 0);
	map_make(&made, "ram:0xffffffff 0..4K");
	assert_int_equal(gpamap_layout_node_count(made.layout),
			 UINT64_C(0x100000000));
}

/* A map without RAM, and one without anything, are maps; ends are 0. */
static void layout_without_ram(void **state)
{
	struct map_made made;

	(void)state;
	map_make(&made, "mmio 3G..4G | pci_ecam 5G..6G");
	map_check(made.layout, "mmio 3G..4G | pci_ecam 5G..6G");
	assert_int_equal(gpamap_layout_end_of_ram(made.layout), 0);
	assert_int_equal(gpamap_layout_node_count(made.layout), 0);
	map_make(&made, "");
	map_check(made.layout, "");
	assert_int_equal(gpamap_layout_end_of_layout(made.layout), 0);
}

/* The end of the layout is that of RAM, MMIO, ECAM or PCI MMIO alone. */
static void layout_ends_at_each_of_its_lists(void **state)
{
	static const struct {
		const char *text;
		uint64_t end;
	} maps[] = {
		{ "ram 0..9G | mmio 3G-4K..3G | reserved 10G..11G", 0 },
		{ "ram 0..1G | mmio 3G..9G | mmio 20G..20G | vtl2 10G..11G",
		  GB(9) },
		{ "ram 0..1G | pci_ecam 3G..9G | hotplug 10G..11G", GB(9) },
		{ "ram 0..1G | pci_mmio 3G..9G | pmem 10G..11G", GB(9) },
		{ "ram 0..9G | vtl2 10G..11G | unusable 12G..13G", GB(9) },
		{ "firmware_tables 0..1G | firmware_nvs 1G..2G", 0 },
	};
	struct map_made made;
	size_t i;

	(void)state;
	map_refuse(maps[0].text, "OVERLAP mmio[0] ram[0]");
	for (i = 1; i < sizeof(maps) / sizeof(maps[0]); i++) {
		map_make(&made, maps[i].text);
		assert_int_equal(gpamap_layout_end_of_layout(made.layout),
				 maps[i].end);
		map_check_numbers(made.layout, &made.input);
	}
}

/*
 *   0             16M     | 1G                   3G     4G
 *   | ram (low)   | reserved (fw) | ram (low)    | mmio (bars)
 *
 * Names: one a vnode where RAM is placed, one a range elsewhere.
 */
static void layout_with_names(void **state)
{
	struct map_made made;
	struct gpamap_entry entry;

	(void)state;
	map_make(&made, "node 1G low half | node 1G | mmio 3G..4G bars | "
			"reserved 16M..32M fw | device 32M..48M | "
			"pci_ecam 4G..5G Zw\xc3\xb6lf");
	map_check(made.layout, "ram:0 0..16M low half | reserved 16M..32M fw | "
			       "device 32M..48M | ram:0 48M..1G+32M low half | "
			       "ram:1 1G+32M..2G+32M | mmio 3G..4G bars | "
			       "pci_ecam 4G..5G Zw\xc3\xb6lf");
	map_make(&made, "ram 0..1G same | ram 1G..2G same | mmio 0..0 gone | "
			"mmio 2G..3G | vtl2 3G..4G paravisor");
	map_check(made.layout, "ram 0..1G same | ram 1G..2G same | "
			       "mmio 0..0 gone | mmio 2G..3G | "
			       "vtl2 3G..4G paravisor");
	assert_true(gpamap_layout_at(made.layout, 3, &entry));
	assert_string_equal(entry.name, "paravisor");
	map_make(&made, "ram 0..1G | mmio 0..0 gone");
	map_check(made.layout, "ram 0..1G | mmio 0..0");
	map_make(&made, "ram 0..1G slow | ram 1G..2G same | ram 2G..3G sames");
	map_check(made.layout,
		  "ram 0..1G slow | ram 1G..2G same | ram 2G..3G sames");
}

/* An empty name is none: the block is that of a map without names. */
static void layout_with_empty_names(void **state)
{
	static const char *const empty[] = { "" };
	static const struct gpamap_names names = { { empty } };
	struct gpamap_fixed fixed = { .names = &names };
	uint64_t words[64], plain[64];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	struct gpamap_storage plain_storage = GPAMAP_STORAGE(plain);
	const struct gpamap_layout *layout;

	(void)state;
	assert_int_equal(gpamap_layout_new(4096, &fixed, &storage, &layout,
					   NULL),
			 GPAMAP_OK);
	assert_int_equal(gpamap_layout_new(4096, NULL, &plain_storage, &layout,
					   NULL),
			 GPAMAP_OK);
	assert_int_equal(storage.need, plain_storage.need);
	assert_memory_equal(words, plain, storage.need * 8);
}

/* More ranges than one level of the index holds: 100 gaps, 101 of RAM. */
static void layout_with_many_gaps(void **state)
{
	static struct gpamap_range gaps[100];
	static uint64_t words[GPAMAP_LAYOUT_WORDS(1, 100)];
	struct gpamap_fixed fixed = { .pci_mmio = gaps, .pci_mmio_count = 100 };
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout = NULL;
	struct gpamap_found found;
	size_t i, count;

	(void)state;
	for (i = 0; i < 100; i++)
		gaps[i] = (struct gpamap_range){ KB(8 * i + 4), KB(8 * i + 8) };
	assert_int_equal(gpamap_layout_new(KB(4 * 101), &fixed, &storage,
					   &layout, NULL),
			 GPAMAP_OK);
	gpamap_layout_ram(layout, &count);
	assert_int_equal(count, 101);
	for (i = 0; i < 201; i++) {
		assert_int_equal(
			gpamap_layout_find(layout, KB(4 * i) + 9, &found),
			i % 2 == 0 ? GPAMAP_KIND_RAM : GPAMAP_KIND_PCI_MMIO);
		assert_int_equal(found.position, i);
		assert_int_equal(found.entry.index, i / 2);
		assert_int_equal(found.entry.range.start, KB(4 * i));
	}
	assert_int_equal(gpamap_layout_find(layout, KB(4 * 201), &found),
			 GPAMAP_KIND_HOLE);
}

/* A clone is the same block elsewhere, and lives without the original. */
static void layout_clone_lives_alone(void **state)
{
	struct map_made made;
	uint64_t words[MAP_WORDS];
	struct gpamap_storage storage = { NULL, 0, 0 };
	const struct gpamap_layout *clone = NULL;

	(void)state;
	map_make(&made, "node 1G | node 1G | mmio 512M..1G name");
	assert_int_equal(gpamap_layout_clone(made.layout, &storage, NULL),
			 GPAMAP_OK);
	assert_int_equal(storage.need, made.storage.need);
	storage = GPAMAP_STORAGE(words);
	assert_int_equal(gpamap_layout_clone(made.layout, &storage, &clone),
			 GPAMAP_OK);
	memset(made.words, 0, sizeof(made.words));
	map_check(clone, "ram:0 0..512M | mmio 512M..1G name | "
			 "ram:0 1G..1G+512M | ram:1 1G+512M..2G+512M");
	assert_int_equal(gpamap_layout_clone(NULL, &storage, &clone),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_layout_clone(clone, NULL, &clone),
			 GPAMAP_ERR_ARGUMENT);
}

/* Each kind of the list of others is kept, and no kind beside them. */
static void layout_other_kinds(void **state)
{
	struct gpamap_other_range other = { { 0, 4096 }, 0, GPAMAP_NO_VNODE };
	struct gpamap_fixed fixed = { .other = &other, .other_count = 1 };
	uint64_t words[64];
	uint64_t kind;

	(void)state;
	for (kind = 0; kind < 20; kind++) {
		struct gpamap_storage storage = GPAMAP_STORAGE(words);
		const struct gpamap_layout *layout = NULL;
		struct gpamap_error error = { .status = GPAMAP_OK };
		bool good = kind >= GPAMAP_KIND_RESERVED &&
			    kind <= GPAMAP_KIND_UNUSABLE;

		other.kind = kind;
		gpamap_layout_new_from_resolved_ranges(
			NULL, 0, &fixed, &storage, &layout, &error);
		assert_int_equal(error.status,
				 good ? GPAMAP_OK : GPAMAP_ERR_BAD_KIND);
		if (!good) {
			assert_int_equal(error.subject.list, GPAMAP_LIST_OTHER);
			assert_int_equal(error.asked, kind);
			continue;
		}
		assert_int_equal(gpamap_layout_find(layout, 0,
						    &(struct gpamap_found){
							    .position = 1 }),
				 kind);
		assert_int_equal(gpamap_layout_probe_address(layout, 0),
				 GPAMAP_KIND_HOLE);
	}
}

/* Storage that is too small: how large it is, should be, and what is missing. */
static void layout_tells_how_many_words_are_missing(void **state)
{
	struct gpamap_storage storage = { NULL, 0, 0 };
	const struct gpamap_layout *layout = NULL;
	struct gpamap_error error = { .status = GPAMAP_OK };
	uint64_t words[MAP_WORDS];
	size_t need;

	(void)state;
	assert_int_equal(gpamap_layout_new(GB(1), NULL, &storage, &layout,
					   &error),
			 GPAMAP_OK);
	need = storage.need;
	storage = (struct gpamap_storage){ words, need - 3, 0 };
	assert_int_equal(gpamap_layout_new(GB(1), NULL, &storage, &layout,
					   &error),
			 GPAMAP_ERR_NO_SPACE);
	assert_int_equal(error.asked, need);
	assert_int_equal(error.limit, need - 3);
	assert_int_equal(error.missing, 3);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(layout_of_a_small_machine),
		cmocka_unit_test(layout_with_low_and_high_mmio),
		cmocka_unit_test(layout_with_ram_above_high_mmio),
		cmocka_unit_test(layout_of_two_nodes_and_four_gaps),
		cmocka_unit_test(layout_static_size_with_other_ranges),
		cmocka_unit_test(layout_takes_the_greatest_vnode),
		cmocka_unit_test(layout_static_size_is_enough),
		cmocka_unit_test(layout_from_ranges_keeps_them),
		cmocka_unit_test(layout_without_ram),
		cmocka_unit_test(layout_ends_at_each_of_its_lists),
		cmocka_unit_test(layout_with_names),
		cmocka_unit_test(layout_with_empty_names),
		cmocka_unit_test(layout_with_many_gaps),
		cmocka_unit_test(layout_clone_lives_alone),
		cmocka_unit_test(layout_other_kinds),
		cmocka_unit_test(layout_tells_how_many_words_are_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
