/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libfdt.h>

#include "fdt_words.h"

/* The merge into a given tree. */

static const struct gpamap_range ram[] = { { 0x40000000, 0x80000000 },
					   { 0x80000000, 0xc0000000 } };

static void put_text(void *fdt, int node, const char *name, const char *value)
{
	int size = (int)strlen(value) + 1;

	assert_int_equal(fdt_setprop(fdt, node, name, value, size), 0);
}

static int put_node(void *fdt, int parent, const char *name)
{
	int node = fdt_add_subnode(fdt, parent, name);

	assert_true(node >= 0);
	return node;
}

static int put_reg(void *fdt, int parent, const char *name, uint32_t start,
		   uint32_t size)
{
	int node = put_node(fdt, parent, name);

	assert_int_equal(fdt_setprop_u32(fdt, node, "reg", start), 0);
	assert_int_equal(fdt_appendprop_u32(fdt, node, "reg", size), 0);
	return node;
}

static void put_reserved(void *fdt)
{
	int reserved = put_node(fdt, 0, "reserved-memory");
	int node;

	fdt_setprop_u32(fdt, reserved, "#address-cells", 1);
	fdt_setprop_u32(fdt, reserved, "#size-cells", 1);
	fdt_setprop(fdt, reserved, "ranges", NULL, 0);
	put_reg(fdt, reserved, "old@1000", 0x1000, 0x1000);
	node = put_reg(fdt, reserved, "used@5000", 0x5000, 0x1000);
	fdt_setprop_u32(fdt, node, "phandle", 1);
	node = put_node(fdt, reserved, "pool");
	fdt_setprop_u32(fdt, node, "size", 0x100000);
	put_text(fdt, put_node(fdt, node, "deep"), "within", "pool");
}

/* A tree as a loader may find it, with one cell each; NOPs in it, too. */
static struct tree base_tree(void)
{
	struct tree tree = { calloc(1, 8192), 8192 };
	void *fdt = tree.bytes;
	int node;

	assert_non_null(fdt);
	assert_int_equal(fdt_create_empty_tree(fdt, 8192), 0);
	fdt_add_mem_rsv(fdt, 0x7000, 0x100);
	fdt_set_boot_cpuid_phys(fdt, 3);
	/* New nodes come first: written backwards. */
	put_text(fdt, put_node(fdt, 0, "chosen"), "bootargs", "quiet");
	put_reserved(fdt);
	node = put_node(fdt, 0, "distance-map");
	put_text(fdt, node, "compatible", "numa-distance-map-v1");
	node = put_reg(fdt, 0, "memory@0", 0, 0x1000);
	put_text(fdt, node, "device_type", "memory");
	put_text(fdt, put_node(fdt, node, "odd"), "inside", "memory");
	node = put_reg(fdt, 0, "pmem@90000000", 0x90000000, 0x1000);
	put_text(fdt, node, "compatible", "pmem-region");
	node = put_reg(fdt, 0, "pmem@a0000000", 0xa0000000, 0x1000);
	put_text(fdt, node, "compatible", "pmem-region");
	fdt_setprop_u32(fdt, node, "phandle", 2);
	fdt_nop_node(fdt, put_node(fdt, 0, "nothing"));
	put_text(fdt, 0, "model", "kept");
	fdt_setprop_u32(fdt, 0, "#size-cells", 1);
	fdt_setprop_u32(fdt, 0, "#address-cells", 1);
	return tree;
}

static uint32_t structure_size(const struct tree *tree)
{
	const void *fdt = tree->bytes;

	return fdt_size_dt_struct(fdt);
}

static const char merged[] =
	"reserved 0x7000-0x7100; pmem 0xa0000000-0xa0001000 persistent; "
	"ram 0x40000000-0x80000000@0; ram 0x80000000-0xc0000000@1; "
	"distance 0-0 10; distance 0-1 20; distance 1-0 20; distance 1-1 10; "
	"reserved 0x5000-0x6000";

static void memory_is_replaced(void **state)
{
	struct gpamap_layout *layout = map_of_ram(ram, 2);
	struct tree base = base_tree();
	struct tree tree = tree_merge(layout, NULL, &base);
	const void *fdt = tree.bytes;
	int node;

	(void)state;
	assert_int_equal(fdt_check_full(fdt, tree.size), 0);
	assert_string_equal(tree_tell(&tree), merged);
	/* All else is there. */
	assert_string_equal(fdt_getprop(fdt, 0, "model", NULL), "kept");
	assert_int_equal(fdt_boot_cpuid_phys(fdt), 3);
	node = fdt_path_offset(fdt, "/chosen");
	assert_string_equal(fdt_getprop(fdt, node, "bootargs", NULL), "quiet");
	node = fdt_path_offset(fdt, "/reserved-memory/pool/deep");
	assert_string_equal(fdt_getprop(fdt, node, "within", NULL), "pool");
	node = fdt_node_offset_by_phandle(fdt, 1);
	assert_string_equal(fdt_get_name(fdt, node, NULL), "used@5000");
	/* What told of the memory before is not. */
	assert_true(fdt_path_offset(fdt, "/memory@0") < 0);
	assert_true(fdt_path_offset(fdt, "/reserved-memory/old@1000") < 0);
	tree_free(&tree);
	tree_free(&base);
	gpamap_layout_free(layout);
}

/* Memory is what says so, or is called so; what only begins like it stays. */
static void what_is_memory(void **state)
{
	static const char *const gone[] = { "/ram", "/memory@5000" };
	static const char *const kept[] = { "/memoryx", "/mem", "/xemory", "/a",
					    "/b",	"/c",	"/d" };
	struct gpamap_layout *layout = map_of_ram(NULL, 0);
	struct tree base = tree_of("#address-cells=1 #size-cells=1 "
				   "ram{ device_type:memory } memory@5000{ } "
				   "memoryx{ } mem{ } xemory{ } "
				   "a{ device_type~memory } "
				   "b{ device_type:xemory } "
				   "c{ device_type:memoryx } "
				   "d{ device_type:mem }");
	struct tree tree = tree_merge(layout, NULL, &base);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(gone) / sizeof(gone[0]); i++)
		assert_true(fdt_path_offset(tree.bytes, gone[i]) < 0);
	for (i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		assert_true(fdt_path_offset(tree.bytes, kept[i]) > 0);
	/* Where nothing is reserved, nothing comes. */
	assert_true(fdt_path_offset(tree.bytes, "/reserved-memory") < 0);
	tree_free(&tree);
	tree_free(&base);
	gpamap_layout_free(layout);
}

/* Merged once more, nothing changes but the names that are there twice. */
static void merging_settles(void **state)
{
	struct gpamap_layout *layout = map_of_ram(ram, 2);
	struct tree base = base_tree();
	struct tree once = tree_merge(layout, NULL, &base);
	struct tree twice = tree_merge(layout, NULL, &once);

	(void)state;
	assert_string_equal(tree_tell(&twice), merged);
	assert_int_equal(structure_size(&once), structure_size(&twice));
	tree_free(&twice);
	tree_free(&once);
	tree_free(&base);
	gpamap_layout_free(layout);
}

/* The node goes with the last that is reserved; it comes with the first. So
 * does persistent memory. */
static void reserved_comes_and_goes(void **state)
{
	struct gpamap_layout *everything = map_of_everything();
	struct gpamap_layout *plain = map_of_ram(ram, 2);
	struct tree full = tree_write(everything, NULL);
	struct tree bare = tree_merge(plain, NULL, &full);
	struct tree again = tree_merge(everything, NULL, &bare);

	(void)state;
	assert_true(fdt_path_offset(full.bytes, "/reserved-memory") > 0);
	assert_true(fdt_path_offset(bare.bytes, "/reserved-memory") < 0);
	assert_true(fdt_path_offset(again.bytes,
				    "/reserved-memory/vtl2@4000000000") > 0);
	assert_true(fdt_path_offset(full.bytes, "/pmem@1000000000") > 0);
	assert_true(fdt_path_offset(bare.bytes, "/pmem@1000000000") < 0);
	assert_true(fdt_path_offset(again.bytes, "/pmem@1000000000") > 0);
	/* Nothing is told twice. */
	assert_int_equal(structure_size(&full), structure_size(&again));
	tree_free(&again);
	tree_free(&bare);
	tree_free(&full);
	gpamap_layout_free(plain);
	gpamap_layout_free(everything);
}

static struct gpamap_error
expect_status(const struct gpamap_layout *layout,
	      const struct gpamap_fdt_options *options, const struct tree *base,
	      enum gpamap_status status)
{
	struct gpamap_error error = { 0 };
	size_t need = 7;

	assert_int_equal(gpamap_fdt_merge(layout, options, base->bytes,
					  base->size, NULL, 0, &need, &error),
			 status);
	assert_int_equal(error.status, status);
	assert_int_equal(need, 7);
	return error;
}

/* The root's cells are one or two each, and those that were asked for. */
static void cells_of_the_base(void **state)
{
	static const char uneven[] = "#address-cells=1 #size-cells=1 "
				     "reserved-memory{ #address-cells=1 "
				     "#size-cells=2 pool{ } }";
	static const char *const bad[] = {
		"#address-cells=0 #size-cells=1",
		"#address-cells=3 #size-cells=1",
		"#address-cells=1 #size-cells=0",
		"#address-cells=1 #size-cells=3",
		uneven,
	};
	struct gpamap_layout *layout = map_of_ram(NULL, 0);
	struct gpamap_fdt_options options = { .address_cells = 1,
					      .size_cells = 1 };
	struct gpamap_error error;
	struct tree base;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		base = tree_of(bad[i]);
		error = expect_status(layout, NULL, &base, GPAMAP_ERR_CORRUPT);
		/* The root, or the node behind its two properties. */
		assert_int_equal(error.asked, i < 4 ? 0x40 : 0x68);
		assert_int_equal(error.limit, 0);
		tree_free(&base);
	}
	base = tree_of("#address-cells=1 #size-cells=1");
	assert_int_equal(gpamap_fdt_merge(layout, &options, base.bytes,
					  base.size, NULL, 0, NULL, NULL),
			 GPAMAP_OK);
	options.size_cells = 2;
	error = expect_status(layout, &options, &base, GPAMAP_ERR_ARGUMENT);
	assert_true(error.asked == 0 && error.limit == 0);
	tree_free(&base);
	gpamap_layout_free(layout);
}

static void faults(void **state)
{
	static const struct gpamap_range high[] = { { 0x100000000,
						      0x100001000 } };
	struct gpamap_layout *layout = map_of_ram(ram, 2);
	struct gpamap_layout *above = map_of_ram(high, 1);
	struct gpamap_fdt_options options = { .address_cells = 2 };
	struct tree base = base_tree();
	struct tree none = { NULL, 0 };
	unsigned char byte = 0;
	int node;

	(void)state;
	/* The base has one cell. */
	expect_status(layout, &options, &base, GPAMAP_ERR_ARGUMENT);
	expect_status(above, NULL, &base, GPAMAP_ERR_TOO_HIGH);
	expect_status(layout, NULL, &none, GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_fdt_merge(layout, NULL, base.bytes, base.size,
					  &byte, 1, NULL, NULL),
			 GPAMAP_ERR_NO_SPACE);
	assert_int_equal(byte, 0);
	node = fdt_path_offset(base.bytes, "/reserved-memory");
	fdt_setprop_u32(base.bytes, node, "#size-cells", 2);
	expect_status(layout, NULL, &base, GPAMAP_ERR_CORRUPT);
	fdt_setprop_u32(base.bytes, 0, "#address-cells", 3);
	expect_status(layout, NULL, &base, GPAMAP_ERR_CORRUPT);
	fdt_set_magic(base.bytes, 0);
	expect_status(layout, NULL, &base, GPAMAP_ERR_BAD_MAGIC);
	tree_free(&base);
	gpamap_layout_free(above);
	gpamap_layout_free(layout);
}

/* Each byte of the base changed: an error, or a tree that is sound. */
static void hostile_bases(void **state)
{
	struct gpamap_layout *layout = map_of_ram(ram, 2);
	struct tree base = base_tree();
	const void *fdt = base.bytes;
	unsigned char *buffer = calloc(1, 16384);
	size_t offset, need;

	(void)state;
	assert_non_null(buffer);
	fdt_pack(base.bytes);
	base.size = fdt_totalsize(fdt);
	for (offset = 0; offset < base.size; offset++) {
		base.bytes[offset] ^= 0x11;
		if (gpamap_fdt_merge(layout, NULL, base.bytes, base.size,
				     buffer, 16384, &need, NULL) == GPAMAP_OK)
			assert_int_equal(fdt_check_full(buffer, need), 0);
		base.bytes[offset] ^= 0x11;
	}
	free(buffer);
	tree_free(&base);
	gpamap_layout_free(layout);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_replaced),
		cmocka_unit_test(what_is_memory),
		cmocka_unit_test(merging_settles),
		cmocka_unit_test(reserved_comes_and_goes),
		cmocka_unit_test(cells_of_the_base),
		cmocka_unit_test(faults),
		cmocka_unit_test(hostile_bases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
