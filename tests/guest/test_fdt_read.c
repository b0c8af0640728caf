/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libfdt.h>

#include "fdt_support.h"

/* The reader and the merge, on trees that libfdt itself writes. */

#define ROOM 65536

static void *room;

static void begin(unsigned int address_cells, unsigned int size_cells)
{
	room = malloc(ROOM);
	assert_non_null(room);
	assert_int_equal(fdt_create(room, ROOM), 0);
	assert_int_equal(fdt_add_reservemap_entry(room, 0x7000, 0x123), 0);
	assert_int_equal(fdt_finish_reservemap(room), 0);
	assert_int_equal(fdt_begin_node(room, ""), 0);
	fdt_property_u32(room, "#address-cells", address_cells);
	fdt_property_u32(room, "#size-cells", size_cells);
}

/* A node with numbers for reg, @cells each a cell. */
static void node(const char *name, const uint32_t *cells, int count)
{
	uint32_t reg[16];
	int i;

	assert_int_equal(fdt_begin_node(room, name), 0);
	for (i = 0; i < count; i++)
		reg[i] = cpu_to_fdt32(cells[i]);
	if (count > 0)
		fdt_property(room, "reg", reg, count * 4);
}

static void cells(const char *name, const uint32_t *numbers, int count)
{
	uint32_t turned[16];
	int i;

	for (i = 0; i < count; i++)
		turned[i] = cpu_to_fdt32(numbers[i]);
	assert_int_equal(fdt_property(room, name, turned, count * 4), 0);
}

static void text(const char *name, const char *value)
{
	int size = (int)strlen(value) + 1;

	assert_int_equal(fdt_property(room, name, value, size), 0);
}

static void end(void)
{
	assert_int_equal(fdt_end_node(room), 0);
}

static void memory(const char *name, const uint32_t *reg, int count)
{
	node(name, reg, count);
	text("device_type", "memory");
}

static void expect_facts(struct tree tree, const char *wanted)
{
	assert_string_equal(tree_tell(&tree), wanted);
	tree_free(&tree);
}

#define RESERVATION "reserved 0x7000-0x7123"

/* Cells of each count, many entries of one reg, empty ones passed over. */
static void cells_of_reg(void **state)
{
	static const uint32_t one[] = {
		0x1000, 0x2000, 0x8000, 0, 0x9000, 0x10
	};
	static const uint32_t two[] = { 1, 0, 2, 0 };
	static const uint32_t top[] = { 0xffffffff, 0xfffff000, 0, 0x1000 };

	(void)state;
	begin(1, 1);
	memory("memory@1000", one, 6);
	end();
	expect_facts(tree_finish(room), RESERVATION "; ram 0x1000-0x3000; "
						    "ram 0x9000-0x9010");
	begin(2, 2);
	memory("memory@100000000", two, 4);
	end();
	memory("memory@fffffffffffff000", top, 4);
	end();
	expect_facts(tree_finish(room),
		     RESERVATION "; ram 0x100000000-0x300000000; "
				 "ram 0xfffffffffffff000-0xffffffffffffffff");
	begin(2, 1);
	memory("memory@100000000", two, 3);
	end();
	expect_facts(tree_finish(room),
		     RESERVATION "; ram 0x100000000-0x100000002");
}

/* Of properties with one name the first counts, as to libfdt; one behind a
 * child, where none may stand, does not; one that is gone leaves a gap. */
static void properties_of_a_node(void **state)
{
	static const uint32_t first[] = { 0x1000, 0x2000 };
	static const uint32_t second[] = { 0x8000, 0x1000 };

	struct tree tree;
	int gap;

	(void)state;
	begin(1, 1);
	node("memory@1000", NULL, 0);
	text("gap", "");
	cells("reg", first, 2);
	text("device_type", "memory");
	cells("reg", second, 2);
	text("device_type", "none");
	end();
	node("memory@8000", NULL, 0);
	text("device_type", "memory");
	node("child", NULL, 0);
	end();
	cells("reg", second, 2);
	end();
	tree = tree_finish(room);
	gap = fdt_path_offset(tree.bytes, "/memory@1000");
	assert_int_equal(fdt_nop_property(tree.bytes, gap, "gap"), 0);
	expect_facts(tree, RESERVATION "; ram 0x1000-0x3000");
}

/* A bus that does not say its cells has two for addresses and one for sizes;
 * one that says more than libfdt's four has none that serve. */
static void cells_of_buses(void **state)
{
	static const uint32_t reg[] = { 0, 0x1000, 0x2000 };

	(void)state;
	begin(1, 1);
	node("bus", NULL, 0);
	cells("ranges", NULL, 0);
	node("pmem@1000", reg, 3);
	text("compatible", "pmem-region");
	end();
	end();
	expect_facts(tree_finish(room),
		     RESERVATION "; pmem 0x1000-0x3000 persistent");
	begin(1, 1);
	node("bus", NULL, 0);
	cells("#address-cells", (const uint32_t[]){ 5 }, 1);
	cells("ranges", NULL, 0);
	node("pmem@1000", reg, 3);
	text("compatible", "pmem-region");
	end();
	end();
	expect_facts(tree_finish(room), "CORRUPT at 0xb8");
}

static void reg_that_cannot_be(void **state)
{
	static const uint32_t half[] = { 1, 0, 2 };
	static const uint32_t wraps[] = { 0xffffffff, 0xfffff000, 0, 0x1001 };
	struct tree tree;

	(void)state;
	begin(2, 2);
	memory("memory@100000000", half, 3);
	end();
	tree = tree_finish(room);
	assert_non_null(strstr(tree_tell(&tree), "CORRUPT at 0x"));
	tree_free(&tree);
	begin(2, 2);
	memory("memory@fffffffffffff000", wraps, 4);
	end();
	tree = tree_finish(room);
	assert_non_null(strstr(tree_tell(&tree), "CORRUPT at 0x"));
	tree_free(&tree);
}

/* A value that says it is longer than the tree: counted in 32 bits its end
 * wraps to a token, which to libfdt 1.6.1 is the next: one that ends where it
 * began was read without end. */
static void value_beyond_the_tree(void **state)
{
	struct tree tree;
	unsigned char *value;
	uint32_t size;

	(void)state;
	for (size = UINT32_MAX; size > UINT32_MAX - 16; size--) {
		begin(2, 1);
		node("memory@1000", NULL, 0);
		cells("reg", NULL, 0);
		end();
		tree = tree_finish(room);
		value = fdt_getprop_w(
			tree.bytes, fdt_path_offset(tree.bytes, "/memory@1000"),
			"reg", NULL);
		assert_non_null(value);
		fdt32_st(value - 8, size);
		assert_string_equal(tree_tell(&tree), "CORRUPT at 0x88");
		tree_free(&tree);
	}
}

static void nodes_and_flags(void **state)
{
	static const uint32_t low[] = { 0, 0x1000 };
	static const uint32_t high[] = { 0x1000, 0x1000 };
	static const uint32_t off[] = { 0x2000, 0x1000 };
	static const uint32_t matrix[] = { 0, 1, 40, 1, 0, 41 };
	static const uint32_t cpu[] = { 0x80, 0x81 };

	(void)state;
	begin(1, 1);
	memory("memory@0", low, 2);
	fdt_property_u32(room, "numa-node-id", 3);
	end();
	memory("memory@1000", high, 2);
	fdt_property(room, "hotpluggable", NULL, 0);
	text("status", "okay");
	end();
	memory("memory@2000", off, 2);
	text("status", "disabled");
	end();
	node("distance-map", NULL, 0);
	text("compatible", "numa-distance-map-v1");
	cells("distance-matrix", matrix, 6);
	end();
	node("cpus", NULL, 0);
	fdt_property_u32(room, "#address-cells", 1);
	fdt_property_u32(room, "#size-cells", 0);
	node("cpu@80", cpu, 2);
	text("device_type", "cpu");
	fdt_property_u32(room, "numa-node-id", 1);
	end();
	end();
	expect_facts(tree_finish(room), RESERVATION
		     "; ram 0x0-0x1000@3; ram 0x1000-0x2000 hotplug; "
		     "distance 0-1 40; distance 1-0 41; "
		     "cpu 0x80@1; cpu 0x81@1");
}

/* Addresses below a bus are the bus's own. */
static void buses(void **state)
{
	static const uint32_t ranges[] = { 0,	   0x10000000, 0x8000,
					   0x8000, 0x20000000, 0x1000 };
	static const uint32_t inside[] = { 0x8800, 0x800 };
	static const uint32_t across[] = { 0x8800, 0x801 };
	static const uint32_t plain[] = { 0x5000, 0x1000 };

	(void)state;
	begin(1, 1);
	node("soc", NULL, 0);
	fdt_property_u32(room, "#address-cells", 1);
	fdt_property_u32(room, "#size-cells", 1);
	cells("ranges", ranges, 6);
	node("same", NULL, 0);
	fdt_property_u32(room, "#address-cells", 1);
	fdt_property_u32(room, "#size-cells", 1);
	fdt_property(room, "ranges", NULL, 0);
	node("pmem@8800", inside, 2);
	text("compatible", "pmem-region");
	end();
	node("other@8800", across, 2);
	text("compatible", "pmem-region");
	end();
	end();
	node("closed", NULL, 0);
	fdt_property_u32(room, "#address-cells", 1);
	fdt_property_u32(room, "#size-cells", 1);
	node("pmem@5000", plain, 2);
	text("compatible", "pmem-region");
	end();
	end();
	end();
	expect_facts(tree_finish(room),
		     RESERVATION "; pmem 0x20000800-0x20001000 persistent");
}

/* I/O space, 32-bit and 64-bit memory space; what is behind is not looked at. */
static void host_bridge(void **state)
{
	static const uint32_t reg[] = { 0x40, 0x10000000, 0, 0x10000000 };
	static const uint32_t ranges[] = { 0x01000000, 0, 0,	   0,
					   0x3eff0000, 0, 0x10000, 0x43000000,
					   1,	       0, 2,	   0,
					   3,	       0 };
	static const uint32_t bus_range[] = { 16, 31 };

	(void)state;
	begin(2, 2);
	node("pcie@4010000000", reg, 4);
	text("compatible", "pci-host-ecam-generic");
	text("device_type", "pci");
	fdt_property_u32(room, "#address-cells", 3);
	fdt_property_u32(room, "#size-cells", 2);
	fdt_property_u32(room, "linux,pci-domain", 5);
	fdt_property_u32(room, "numa-node-id", 1);
	cells("ranges", ranges, 14);
	cells("bus-range", bus_range, 2);
	node("pci@1,0", NULL, 0);
	text("device_type", "pci");
	cells("ranges", ranges, 14);
	end();
	end();
	expect_facts(tree_finish(room), RESERVATION
		     "; ecam 0x4010000000-0x4020000000 segment 5 bus 16-31; "
		     "mmio 0x3eff0000-0x3f000000@1; "
		     "pci_mmio 0x200000000-0x500000000@1");
}

/* A vendor's bridge: its windows are known, its registers are no ECAM. */
static void other_bridge(void **state)
{
	static const uint32_t reg[] = { 0x1000, 0x1000 };
	static const uint32_t ranges[] = { 0x02000000, 0, 0x80000000,
					   0x80000000, 0, 0x10000000 };
	static const uint32_t buses_of[] = { 3, 2 };
	struct tree tree;

	(void)state;
	begin(1, 1);
	node("pcie@1000", reg, 2);
	text("device_type", "pci");
	fdt_property_u32(room, "#address-cells", 3);
	fdt_property_u32(room, "#size-cells", 2);
	cells("ranges", ranges, 6);
	end();
	expect_facts(tree_finish(room),
		     RESERVATION "; pci_mmio 0x80000000-0x90000000");
	begin(1, 1);
	node("pcie@1000", reg, 2);
	text("compatible", "pci-host-ecam-generic");
	cells("bus-range", buses_of, 2);
	end();
	tree = tree_finish(room);
	assert_non_null(strstr(tree_tell(&tree), "CORRUPT at 0x"));
	tree_free(&tree);
}

static void depth(void **state)
{
	unsigned int i;

	(void)state;
	begin(1, 1);
	for (i = 1; i < GPAMAP_FDT_DEPTH_MAX; i++)
		node("n", NULL, 0);
	for (i = 1; i < GPAMAP_FDT_DEPTH_MAX; i++)
		end();
	expect_facts(tree_finish(room), RESERVATION);
	begin(1, 1);
	for (i = 0; i < GPAMAP_FDT_DEPTH_MAX; i++)
		node("n", NULL, 0);
	for (i = 0; i < GPAMAP_FDT_DEPTH_MAX; i++)
		end();
	expect_facts(tree_finish(room), "TOO_MANY at 0x41/64");
}

static bool stop(void *context, const struct gpamap_fact *fact)
{
	int *calls = context;

	(void)fact;
	(*calls)++;
	return false;
}

static void stops_when_told(void **state)
{
	struct gpamap_layout *layout = map_of_everything();
	struct tree tree = tree_write(layout, NULL);
	int calls = 0;

	(void)state;
	assert_int_equal(gpamap_fdt_read(tree.bytes, tree.size, stop, &calls,
					 NULL),
			 GPAMAP_OK);
	assert_int_equal(calls, 1);
	assert_int_equal(gpamap_fdt_read(tree.bytes, tree.size, NULL, NULL,
					 NULL),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_fdt_read(tree.bytes + 4, tree.size - 4, stop,
					 &calls, NULL),
			 GPAMAP_ERR_ARGUMENT);
	tree_free(&tree);
	gpamap_layout_free(layout);
}

static void expect_truncated(const struct tree *whole, size_t size)
{
	struct tree part = { malloc(size > 0 ? size : 1), size };

	assert_non_null(part.bytes);
	memcpy(part.bytes, whole->bytes, size);
	assert_non_null(strstr(tree_tell(&part), "TRUNCATED at 0x"));
	/* A tree that says itself that it ends here. */
	if (size >= 40) {
		fdt_set_totalsize(part.bytes, (uint32_t)size);
		assert_non_null(strstr(tree_tell(&part), " at 0x"));
	}
	tree_free(&part);
}

/* Cut anywhere: an error, and not a byte behind the end is looked at. */
static void truncated(void **state)
{
	struct gpamap_layout *layout = map_of_everything();
	struct tree whole = tree_write(layout, NULL);
	size_t size;

	(void)state;
	for (size = 0; size < whole.size; size++)
		expect_truncated(&whole, size);
	tree_free(&whole);
	gpamap_layout_free(layout);
}

/* Flip each bit of @size bytes at @at: an error, or other facts. */
static void expect_all_to_count(const struct tree *tree, unsigned char *at,
				size_t size, const char *facts)
{
	size_t bit;

	for (bit = 0; bit < size * 8; bit++) {
		at[bit / 8] ^= (unsigned char)(1u << bit % 8);
		assert_string_not_equal(tree_tell(tree), facts);
		at[bit / 8] ^= (unsigned char)(1u << bit % 8);
	}
}

/* The numbers of one property that tell the map. */
static void change_property(const struct tree *tree, int offset,
			    const char *facts)
{
	static const char *const telling[] = { "reg", "numa-node-id",
					       "distance-matrix", "bus-range" };
	const char *name;
	int size;
	const unsigned char *value =
		fdt_getprop_by_offset(tree->bytes, offset, &name, &size);
	unsigned char *at = tree->bytes + (value - tree->bytes);
	size_t i;

	for (i = 0; i < sizeof(telling) / sizeof(telling[0]); i++)
		if (strcmp(name, telling[i]) == 0)
			expect_all_to_count(tree, at, (size_t)size, facts);
	/* A window's address on the PCI side is no part of the map. */
	if (strcmp(name, "ranges") == 0)
		for (i = 0; i < (size_t)size; i += 28)
			expect_all_to_count(tree, at + i + 12, 16, facts);
}

/* Every bit of every number in the map counts. */
static void changed_numbers(void **state)
{
	struct gpamap_layout *layout = map_of_everything();
	struct tree tree = tree_write(layout, NULL);
	char *facts = tree_told(&tree);
	int offset = 0, next = 0;
	uint32_t tag;

	(void)state;
	do {
		offset = next;
		tag = fdt_next_tag(tree.bytes, offset, &next);
		if (tag == FDT_PROP)
			change_property(&tree, offset, facts);
	} while (tag != FDT_END);
	free(facts);
	tree_free(&tree);
	gpamap_layout_free(layout);
}

/* Each bit of each byte flipped: whatever comes, no crash. */
static void changed_bytes(void **state)
{
	struct gpamap_layout *layout = map_of_everything();
	struct tree tree = tree_write(layout, NULL);
	size_t faults = 0, offset;
	unsigned int change;

	(void)state;
	for (offset = 0; offset < tree.size; offset++) {
		for (change = 1; change < 256; change *= 2) {
			tree.bytes[offset] ^= (unsigned char)change;
			faults += strstr(tree_tell(&tree), " at 0x") != NULL;
			tree.bytes[offset] ^= (unsigned char)change;
		}
	}
	assert_true(faults > 0);
	tree_free(&tree);
	gpamap_layout_free(layout);
}

/* Names so long that to look for their ends would take for ever. */
static void endless_names(void **state)
{
	struct gpamap_layout *layout = map_of_everything();
	struct tree tree = tree_write(layout, NULL);
	const void *fdt = tree.bytes;
	uint32_t strings = fdt_off_dt_strings(fdt);
	size_t size = tree.size + 1000;

	(void)state;
	tree.bytes = realloc(tree.bytes, size);
	assert_non_null(tree.bytes);
	memset(tree.bytes + tree.size, 'a', 1000);
	tree.bytes[size - 1] = 0;
	tree.size = size;
	fdt_set_totalsize(tree.bytes, (uint32_t)size);
	fdt_set_size_dt_strings(tree.bytes, (uint32_t)size - strings);
	assert_non_null(strstr(tree_tell(&tree), "CORRUPT at 0x"));
	tree_free(&tree);
	gpamap_layout_free(layout);
}

static void not_a_tree(void **state)
{
	struct gpamap_layout *layout = map_of_everything();
	struct tree tree = tree_write(layout, NULL);

	(void)state;
	fdt_set_version(tree.bytes, 3);
	assert_string_equal(tree_tell(&tree), "BAD_VERSION at 0x3/16");
	fdt_set_version(tree.bytes, 99);
	fdt_set_last_comp_version(tree.bytes, 99);
	assert_string_equal(tree_tell(&tree), "BAD_VERSION at 0x63");
	fdt_set_magic(tree.bytes, 0x12345678);
	assert_string_equal(tree_tell(&tree), "BAD_MAGIC at 0x0");
	tree_free(&tree);
	gpamap_layout_free(layout);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_of_reg),
		cmocka_unit_test(properties_of_a_node),
		cmocka_unit_test(cells_of_buses),
		cmocka_unit_test(reg_that_cannot_be),
		cmocka_unit_test(value_beyond_the_tree),
		cmocka_unit_test(nodes_and_flags),
		cmocka_unit_test(buses),
		cmocka_unit_test(host_bridge),
		cmocka_unit_test(other_bridge),
		cmocka_unit_test(depth),
		cmocka_unit_test(stops_when_told),
		cmocka_unit_test(truncated),
		cmocka_unit_test(changed_bytes),
		cmocka_unit_test(changed_numbers),
		cmocka_unit_test(endless_names),
		cmocka_unit_test(not_a_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
