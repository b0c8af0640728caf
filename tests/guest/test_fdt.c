/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fdt_support.h"

/* The writer of whole trees. */

#define CELL(value)                                                            \
	(unsigned char)((value) >> 24 & 0xff),                                 \
		(unsigned char)((value) >> 16 & 0xff),                         \
		(unsigned char)((value) >> 8 & 0xff),                          \
		(unsigned char)((value)&0xff)
#define BEGIN CELL(1)
#define END CELL(2)
#define PROPERTY(size, name) CELL(3), CELL(size), CELL(name)

/*
 *  0      1G      1G+2M
 *         | ram@0 |
 *
 * By hand, from the Devicetree Specification v0.4, 5.
 */
static const unsigned char small_tree[] = {
	/* size; offsets of structure, strings, reservations; versions; ... */
	CELL(0xd00dfeed), CELL(264), CELL(56), CELL(204), CELL(40), CELL(17),
	CELL(16), CELL(0), CELL(60), CELL(148),
	/* no reservations */
	CELL(0), CELL(0), CELL(0), CELL(0),
	/* the root: cells, compatible, model */
	BEGIN, CELL(0), PROPERTY(4, 0), CELL(1), PROPERTY(4, 15), CELL(1),
	PROPERTY(5, 27), 'a', ',', 'b', 'c', 0, 0, 0, 0, PROPERTY(2, 38), 'm',
	0, 0, 0,
	/* memory: device_type, reg */
	BEGIN, 'm', 'e', 'm', 'o', 'r', 'y', '@', '4', '0', '0', '0', '0', '0',
	'0', '0', 0, PROPERTY(7, 44), 'm', 'e', 'm', 'o', 'r', 'y', 0, 0,
	PROPERTY(8, 56), CELL(0x40000000), CELL(0x200000), END,
	/* the end */
	END, CELL(9),
	/* strings, at 0, 15, 27, 38, 44 and 56 */
	'#', 'a', 'd', 'd', 'r', 'e', 's', 's', '-', 'c', 'e', 'l', 'l', 's', 0,
	'#', 's', 'i', 'z', 'e', '-', 'c', 'e', 'l', 'l', 's', 0, 'c', 'o', 'm',
	'p', 'a', 't', 'i', 'b', 'l', 'e', 0, 'm', 'o', 'd', 'e', 'l', 0, 'd',
	'e', 'v', 'i', 'c', 'e', '_', 't', 'y', 'p', 'e', 0, 'r', 'e', 'g', 0
};

static const struct gpamap_range small_ram = { 0x40000000, 0x40200000 };

static void bytes_of_a_small_tree(void **state)
{
	struct gpamap_layout *layout = map_of_ram(&small_ram, 1);
	struct gpamap_fdt_options options = { .address_cells = 1,
					      .size_cells = 1,
					      .compatible = "a,bc",
					      .model = "m" };
	struct tree tree = tree_write(layout, &options);

	(void)state;
	assert_int_equal(tree.size, sizeof(small_tree));
	assert_memory_equal(tree.bytes, small_tree, sizeof(small_tree));
	tree_free(&tree);
	gpamap_layout_free(layout);
}

/* Too little room, by however much: nothing is written. */
static void all_or_nothing(void **state)
{
	struct gpamap_layout *layout = map_of_everything();
	struct tree tree = tree_write(layout, NULL);
	unsigned char *buffer = malloc(tree.size);
	struct gpamap_error error;
	size_t size, need, i;

	(void)state;
	assert_non_null(buffer);
	memset(buffer, 0x5a, tree.size);
	for (size = 0; size < tree.size; size++) {
		need = 0;
		assert_int_equal(gpamap_fdt_write(layout, NULL, buffer, size,
						  &need, &error),
				 GPAMAP_ERR_NO_SPACE);
		assert_int_equal(need, tree.size);
		assert_int_equal(error.missing, tree.size - size);
		assert_int_equal(error.status, GPAMAP_ERR_NO_SPACE);
		assert_int_equal(error.asked, tree.size);
		assert_int_equal(error.limit, size);
	}
	for (i = 0; i < tree.size; i++)
		assert_int_equal(buffer[i], 0x5a);
	assert_int_equal(gpamap_fdt_write(layout, NULL, NULL, 1, NULL, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_true(error.asked == 0 && error.limit == 0);
	assert_int_equal(gpamap_fdt_write(NULL, NULL, NULL, 0, NULL, NULL),
			 GPAMAP_ERR_ARGUMENT);
	free(buffer);
	tree_free(&tree);
	gpamap_layout_free(layout);
}

/* Everything told comes back; what is not told does not. */
static void round_trip(void **state)
{
	struct gpamap_layout *layout = map_of_everything();
	struct tree tree = tree_write(layout, NULL);

	(void)state;
	assert_string_equal(
		tree_tell(&tree),
		"ram 0x0-0x80000000@0; ram 0x100000000-0x180000000@1; "
		"distance 0-0 10; distance 0-1 20; "
		"distance 1-0 20; distance 1-1 10; "
		"reserved 0xf0000000-0xf0010000; "
		"reserved 0xf0010000-0xf0011000; "
		"reserved 0xf0011000-0xf0012000; "
		"reserved 0xfffc0000-0x100000000; "
		"reserved 0x4000000000-0x4010000000; "
		"ecam 0xe0000000-0xf0000000 segment 0 bus 0-255; "
		"pci_mmio 0xc0000000-0xe0000000; "
		"pci_mmio 0x180000000-0x980000000; "
		"pmem 0x1000000000-0x1040000000@1 persistent");
	tree_free(&tree);
	gpamap_layout_free(layout);
}

/* A map with one node says nothing of nodes, unless it is told to. */
static void one_node(void **state)
{
	struct gpamap_layout *layout = map_of_ram(&small_ram, 1);
	struct gpamap_fdt_options options = { .numa = true };
	struct tree tree = tree_write(layout, NULL);

	(void)state;
	assert_string_equal(tree_tell(&tree), "ram 0x40000000-0x40200000");
	tree_free(&tree);
	tree = tree_write(layout, &options);
	assert_string_equal(tree_tell(&tree),
			    "ram 0x40000000-0x40200000@0; distance 0-0 10");
	tree_free(&tree);
	gpamap_layout_free(layout);
}

static void expect_fault(const struct gpamap_layout *layout,
			 const struct gpamap_fdt_options *options,
			 enum gpamap_status status, const char *sentence)
{
	char text[GPAMAP_ERROR_TEXT_MAX];
	struct gpamap_error error;
	size_t need = 7;

	assert_int_equal(gpamap_fdt_write(layout, options, NULL, 0, &need,
					  &error),
			 status);
	assert_int_equal(need, 7);
	assert_int_equal(gpamap_fdt_write(layout, options, NULL, 0, &need,
					  NULL),
			 status);
	gpamap_error_format(&error, text, sizeof(text), NULL);
	assert_string_equal(text, sentence);
}

/* What one cell cannot tell is an error that names the range. */
static void one_cell(void **state)
{
	static const struct gpamap_range straddling[] = {
		{ 0, 0x1000 }, { 0xffff0000, 0x100001000 }
	};
	static const struct gpamap_range large[] = { { 0x100000000,
						       0x200000000 } };
	static const struct gpamap_range largest[] = { { 0x100000000,
							 0x1fffff000 } };
	struct gpamap_fdt_options address = { .address_cells = 1 };
	struct gpamap_fdt_options size = { .size_cells = 1 };
	struct gpamap_layout *layout = map_of_ram(straddling, 2);
	struct tree tree;

	(void)state;
	expect_fault(layout, &address, GPAMAP_ERR_TOO_HIGH,
		     "ram[1] 0xffff0000-0x100001000 ends above 0x100000000");
	gpamap_layout_free(layout);
	layout = map_of_ram(large, 1);
	expect_fault(layout, &size, GPAMAP_ERR_TOO_HIGH,
		     "ram[0] 0x100000000-0x200000000 ends above 0x1fffff000");
	gpamap_layout_free(layout);
	layout = map_of_ram(largest, 1);
	tree = tree_write(layout, &size);
	assert_string_equal(tree_tell(&tree), "ram 0x100000000-0x1fffff000");
	tree_free(&tree);
	gpamap_layout_free(layout);
	layout = map_of_everything();
	expect_fault(layout, &address, GPAMAP_ERR_TOO_HIGH,
		     "ram[1] 0x100000000-0x180000000 ends above 0x100000000");
	/* 32 GiB of window are no matter of the root's size cells. */
	tree = tree_write(layout, &size);
	assert_non_null(
		strstr(tree_tell(&tree), "pci_mmio 0x180000000-0x980000000"));
	tree_free(&tree);
	gpamap_layout_free(layout);
}

static void cells_out_of_bounds(void **state)
{
	struct gpamap_layout *layout = map_of_ram(&small_ram, 1);
	struct gpamap_fdt_options options = { .address_cells = 3 };

	(void)state;
	expect_fault(layout, &options, GPAMAP_ERR_ARGUMENT,
		     "wrong argument in the call");
	options = (struct gpamap_fdt_options){ .size_cells = 3 };
	expect_fault(layout, &options, GPAMAP_ERR_ARGUMENT,
		     "wrong argument in the call");
	gpamap_layout_free(layout);
}

static void distances(void **state)
{
	static const struct gpamap_range ram[] = { { 0, 0x1000 },
						   { 0x1000, 0x2000 } };
	static const uint8_t good[] = { 10, 21, 0, 31, 10, 0, 0, 0, 0 };
	static const uint8_t far_self[] = { 10, 20, 20, 11 };
	static const uint8_t near_other[] = { 10, 10, 20, 10 };
	static const uint8_t nearer[] = { 9, 20, 20, 10 };
	struct gpamap_layout *layout = map_of_ram(ram, 2);
	struct gpamap_fdt_options options = { .distances = good,
					      .distance_nodes = 3 };
	struct tree tree = tree_write(layout, &options);
	const uint8_t *bad[] = { far_self, near_other, nearer };
	size_t i;

	(void)state;
	assert_string_equal(tree_tell(&tree),
			    "ram 0x0-0x1000@0; ram 0x1000-0x2000@1; "
			    "distance 0-0 10; distance 0-1 21; "
			    "distance 1-0 31; distance 1-1 10");
	tree_free(&tree);
	for (i = 0; i < 3; i++) {
		options.distances = bad[i];
		options.distance_nodes = 2;
		expect_fault(layout, &options, GPAMAP_ERR_ARGUMENT,
			     "wrong argument in the call");
	}
	options.distances = good;
	options.distance_nodes = 1;
	expect_fault(layout, &options, GPAMAP_ERR_ARGUMENT,
		     "wrong argument in the call");
	gpamap_layout_free(layout);
}

static void too_many_nodes(void **state)
{
	static const struct gpamap_ram_range ram[] = { { { 0, 0x1000 },
							 GPAMAP_VNODE_MAX } };
	struct gpamap_layout *layout =
		gpamap_layout_create_resolved(ram, 1, NULL, NULL);

	(void)state;
	assert_non_null(layout);
	expect_fault(layout, NULL, GPAMAP_ERR_TOO_MANY,
		     "too many: 4294967296, limit 1024");
	gpamap_layout_free(layout);
}

/* A map with ECAM and PCI windows only. */
static struct gpamap_layout *map_of_pci(const struct gpamap_range *ecam,
					size_t ecams,
					const struct gpamap_range *windows,
					size_t count)
{
	struct gpamap_fixed fixed = { .pci_ecam = ecam,
				      .pci_ecam_count = ecams,
				      .pci_mmio = windows,
				      .pci_mmio_count = count };
	struct gpamap_layout *layout =
		gpamap_layout_create_resolved(NULL, 0, &fixed, NULL);

	assert_non_null(layout);
	return layout;
}

/*
 *  2G   2G+4M    3G                4G   4G+1G    8G
 *  |ecam|ecam|   | ... window ...  .   ... |     | window |
 */
static void two_bridges(void **state)
{
	static const struct gpamap_range ecam[] = {
		{ 0x80000000, 0x80400000 }, { 0x80400000, 0x80600000 }
	};
	static const struct gpamap_range windows[] = {
		{ 0xc0000000, 0x140000000 }, { 0x200000000, 0x240000000 }
	};
	static const struct gpamap_fdt_bridge bridges[] = { { 7, 16 },
							    { 9, 254 } };
	static const size_t window_bridges[] = { 1, 0 };
	struct gpamap_layout *layout = map_of_pci(ecam, 2, windows, 2);
	struct gpamap_fdt_options options = {
		.bridges = bridges, .window_bridges = window_bridges
	};
	struct tree tree = tree_write(layout, NULL);

	(void)state;
	/* The second has no window: it is reserved. */
	assert_string_equal(tree_tell(&tree),
			    "reserved 0x80400000-0x80600000; "
			    "ecam 0x80000000-0x80400000 segment 0 bus 0-3; "
			    "pci_mmio 0xc0000000-0x100000000; "
			    "pci_mmio 0x100000000-0x140000000; "
			    "pci_mmio 0x200000000-0x240000000");
	tree_free(&tree);
	/* Without numbers of their own, their buses count on. */
	options.bridges = NULL;
	tree = tree_write(layout, &options);
	assert_non_null(
		strstr(tree_tell(&tree), "0x80600000 segment 0 bus 4-5; "));
	tree_free(&tree);
	options.bridges = bridges;
	tree = tree_write(layout, &options);
	assert_string_equal(tree_tell(&tree),
			    "ecam 0x80000000-0x80400000 segment 7 bus 16-19; "
			    "pci_mmio 0x200000000-0x240000000; "
			    "ecam 0x80400000-0x80600000 segment 9 bus 254-255; "
			    "pci_mmio 0xc0000000-0x100000000; "
			    "pci_mmio 0x100000000-0x140000000");
	tree_free(&tree);
	gpamap_layout_free(layout);
}

static void wrong_bridges(void **state)
{
	static const struct gpamap_range ecam[] = { { 0x80000000,
						      0x80400000 } };
	static const struct gpamap_range short_ecam[] = { { 0x80000000,
							    0x800ff000 } };
	static const struct gpamap_range windows[] = { { 0xc0000000,
							 0xd0000000 } };
	static const struct gpamap_fdt_bridge bridges[] = { { 0, 253 } };
	static const size_t window_bridges[] = { 1 };
	struct gpamap_layout *layout = map_of_pci(ecam, 1, windows, 1);
	struct gpamap_fdt_options options = { .bridges = bridges };

	(void)state;
	expect_fault(layout, &options, GPAMAP_ERR_TOO_MANY,
		     "pci_ecam[0] 0x80000000-0x80400000: too many: 257, limit "
		     "256");
	options =
		(struct gpamap_fdt_options){ .window_bridges = window_bridges };
	expect_fault(layout, &options, GPAMAP_ERR_ARGUMENT,
		     "wrong argument in the call");
	gpamap_layout_free(layout);
	layout = map_of_pci(short_ecam, 1, windows, 1);
	expect_fault(layout, NULL, GPAMAP_ERR_EMPTY,
		     "pci_ecam[0] 0x80000000-0x800ff000 is shorter than "
		     "1048576 bytes");
	gpamap_layout_free(layout);
}

/* Windows without ECAM are no bridge; the highest range has its place. */
static void ends_of_the_space(void **state)
{
	static const struct gpamap_range windows[] = { { 0xc0000000,
							 0xd0000000 } };
	static const struct gpamap_range top[] = {
		{ 0, 0x1000 },
		{ GPAMAP_ADDRESS_END - 0x1000, GPAMAP_ADDRESS_END }
	};
	struct gpamap_layout *layout = map_of_pci(NULL, 0, windows, 1);
	struct tree tree = tree_write(layout, NULL);

	(void)state;
	assert_string_equal(tree_tell(&tree), "");
	tree_free(&tree);
	gpamap_layout_free(layout);
	layout = map_of_ram(top, 2);
	tree = tree_write(layout, NULL);
	assert_non_null(strstr(tree_tell(&tree),
			       "ram 0xffffffffffffe000-0xfffffffffffff000@1"));
	tree_find(&tree, "memory@ffffffffffffe000", 24);
	tree_find(&tree, "memory@0", 9);
	tree_free(&tree);
	gpamap_layout_free(layout);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_of_a_small_tree),
		cmocka_unit_test(all_or_nothing),
		cmocka_unit_test(round_trip),
		cmocka_unit_test(one_node),
		cmocka_unit_test(one_cell),
		cmocka_unit_test(cells_out_of_bounds),
		cmocka_unit_test(distances),
		cmocka_unit_test(too_many_nodes),
		cmocka_unit_test(two_bridges),
		cmocka_unit_test(wrong_bridges),
		cmocka_unit_test(ends_of_the_space),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
