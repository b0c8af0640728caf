/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libfdt.h>

#include "fdt_words.h"

/* The reader of trees at its edges: cells, ranges, names and headers that are
 * just right, and just wrong. The first node of a tree whose root has two
 * properties stands at 0x68; called pmem, the value of its first property stands
 * at 0x80. */

#define ONE "#address-cells=1 #size-cells=1 "
#define TWO "#address-cells=2 #size-cells=2 "
#define PMEM "compatible:pmem-region "

/* A number of cells that no bus has, and one that makes an entry of ranges
 * empty where it wraps. */
static void cells_that_do_not_serve(void **state)
{
	(void)state;
	tree_check("cpus{ #address-cells=1 #size-cells=4 "
		   "cpu{ device_type:cpu reg=80 } }",
		   "cpu 0x80@18446744073709551615");
	tree_check("cpus{ #address-cells=1 #size-cells=5 "
		   "cpu{ device_type:cpu reg=80 } }",
		   "CORRUPT at 0x98");
	tree_check("#address-cells=fffffffb #size-cells=1 "
		   "pcie{ #address-cells=3 #size-cells=2 ranges=1,2,3 "
		   "device_type:pci }",
		   "CORRUPT at 0xa0");
	/* What a bus before had is forgotten. */
	tree_check(ONE "a{ " ONE "ranges= } "
		       "b{ #address-cells=1 #size-cells=5 ranges= "
		       "pmem{ reg=1000,1000 " PMEM "} }",
		   "CORRUPT at 0xec");
}

/* reg needs addresses and sizes of one cell or two; none needs nothing. */
static void cells_of_one_reg(void **state)
{
	(void)state;
	tree_check("#address-cells=0 #size-cells=1 "
		   "pmem{ reg=1000 " PMEM "}",
		   "CORRUPT at 0x80");
	tree_check("#address-cells=1 #size-cells=0 "
		   "pmem{ reg=1000 " PMEM "}",
		   "CORRUPT at 0x80");
	tree_check("#address-cells=3 #size-cells=1 "
		   "pmem{ reg=0,0,0,1 " PMEM "}",
		   "CORRUPT at 0x80");
	tree_check("#address-cells=1 #size-cells=3 "
		   "pmem{ reg=0,0,0,1 " PMEM "}",
		   "CORRUPT at 0x80");
	tree_check(ONE "pmem{ reg: " PMEM "}", "CORRUPT at 0x80");
	tree_check("#address-cells=0 #size-cells=1 pmem{ " PMEM "}", "");
}

static void cells_of_cpus(void **state)
{
	(void)state;
	tree_check("cpus{ #address-cells=2 #size-cells=0 "
		   "cpu{ device_type:cpu reg=1,80,2,81 numa-node-id=0 } }",
		   "cpu 0x100000080@0; cpu 0x200000081@0");
	tree_check("cpus{ #address-cells=2 #size-cells=0 "
		   "cpu{ device_type:cpu reg=1,80,2 } }",
		   "CORRUPT at 0x98");
	tree_check("cpus{ #address-cells=0 #size-cells=0 "
		   "cpu{ device_type:cpu reg=1 } }",
		   "CORRUPT at 0x98");
	tree_check("cpus{ #address-cells=3 #size-cells=0 "
		   "cpu{ device_type:cpu reg=1,2,3 } }",
		   "CORRUPT at 0x98");
	tree_check("cpus{ #address-cells=1 #size-cells=0 "
		   "cpu{ device_type:cpu reg: } }",
		   "CORRUPT at 0x98");
	tree_check("cpus{ #address-cells=0 #size-cells=0 "
		   "cpu{ device_type:cpu } }",
		   "");
	/* A processor is a child of /cpus, and says that it is one. */
	tree_check("cpus{ #address-cells=1 #size-cells=0 map{ reg=1 } }", "");
	tree_check(ONE "cpu{ device_type:cpu reg=1,1 }", "");
	tree_check(ONE "soc{ ranges= cpus{ #address-cells=1 #size-cells=0 "
		       "cpu{ device_type:cpu reg=1 } } }",
		   "");
}

/* Where children have no addresses, or those of PCI, ranges say nothing: three
 * cells are no entry of any. */
static void ranges_not_looked_at(void **state)
{
	(void)state;
	tree_check(ONE "bus{ #address-cells=0 #size-cells=1 ranges=1,2,3 }",
		   "");
	tree_check(ONE "bus{ #address-cells=3 #size-cells=1 ranges=1,2,3 }",
		   "");
	tree_check(ONE "bus{ #address-cells=1 #size-cells=3 ranges=1,2,3 }",
		   "");
	tree_check(ONE "bus{ #address-cells=0 #size-cells=1 ranges= "
		       "bus{ " ONE "ranges=1,2,3 } }",
		   "");
	tree_check(ONE "bus{ " ONE "ranges=1,2 status:disabled }", "");
	tree_check(ONE "bus{ " ONE "ranges=1,2 }", "CORRUPT at 0x68");
}

static void ranges_of_a_bus(void **state)
{
	(void)state;
	/* Its own address has one cell, that of the bus above two. */
	tree_check(TWO "soc{ " ONE "ranges=1000,1,0,1000 "
		       "pmem{ #address-cells=1 reg=1000,1000 " PMEM "} }",
		   "pmem 0x100000000-0x100001000 persistent");
	/* What follows the ranges, here a node's token and name, is none. */
	tree_check(ONE "soc{ " ONE "ranges=10000,20000,1000 "
		       "pmem@1000{ reg=1000,1000 " PMEM "} }",
		   "");
	/* A range without a size has no byte, not even the first. */
	tree_check(ONE "soc{ #address-cells=1 #size-cells=0 ranges=0,10000000 "
		       "bus{ " ONE "ranges= pmem{ reg=0,1 " PMEM "} } }",
		   "");
}

/* Ranges that reach the end of the 64-bit space, and that pass it. */
static void ranges_at_the_end(void **state)
{
	(void)state;
	tree_check(TWO "soc{ " ONE "ranges=1000,ffffffff,fffff000,1000 "
		       "pmem{ reg=1000,1000 " PMEM "} }",
		   "pmem 0xfffffffffffff000-0xffffffffffffffff persistent");
	tree_check(TWO "soc{ " ONE "ranges=0,ffffffff,fffff000,2000 "
		       "pmem{ reg=1000,1000 " PMEM "} }",
		   "");
	/* The last byte of all. */
	tree_check(TWO "soc{ " ONE "ranges=0,ffffffff,fffff000,2000 "
		       "pmem{ reg=fff,1 " PMEM "} }",
		   "pmem 0xffffffffffffffff-0xffffffffffffffff persistent");
}

/* 64 ranges of a bus are searched. */
static void many_ranges(void **state)
{
	char words[2048];
	size_t used;

	(void)state;
	for (unsigned int count = 64; count <= 65; count++) {
		used = (size_t)sprintf(words, ONE "soc{ " ONE "ranges=");
		for (unsigned int i = 0; i < count; i++)
			used += (size_t)sprintf(words + used, "%s%x,%x,1000",
						i > 0 ? "," : "", i << 12,
						(i << 12) + 0x100000);
		sprintf(words + used, " pmem{ reg=3f000,1000 " PMEM "} }");
		tree_check(words, count == 64
					  ? "pmem 0x13f000-0x140000 persistent"
					  : "TOO_MANY at 0x41/64");
	}
}

/* /reserved-memory stands in the root, and what is behind a PCI bridge, however
 * deep, is on its bus. */
static void places_of_nodes(void **state)
{
	(void)state;
	tree_check(ONE "soc{ " ONE "ranges= reserved-memory{ " ONE "ranges= "
		       "x{ reg=1000,1000 } } }",
		   "");
	tree_check(ONE "reserved-memory{ " ONE "ranges= "
		       "x{ reg=1000,1000 } }",
		   "reserved 0x1000-0x2000");
	tree_check(ONE "xeserved-memory{ " ONE "ranges= "
		       "x{ reg=1000,1000 } }",
		   "");
	tree_check(ONE "reserved-memoryx{ " ONE "ranges= "
		       "x{ reg=1000,1000 } }",
		   "");
	tree_check(ONE "reserved{ " ONE "ranges= x{ reg=1000,1000 } }", "");
	tree_check(ONE "a{ #address-cells=3 #size-cells=2 device_type:pci "
		       "b{ #address-cells=3 #size-cells=2 device_type:pci "
		       "c{ ranges=2000000,0,0,1 device_type:pci } } }",
		   "");
}

/* The value of what is behind these properties stands at 0xb0. */
#define BRIDGE "pcie{ #address-cells=3 #size-cells=2 device_type:pci "

/* ranges of a bridge need addresses of three cells, sizes of two and whole
 * entries; none needs nothing. */
static void windows_of_a_bridge(void **state)
{
	(void)state;
	tree_check(ONE BRIDGE "ranges=2000000,0,0,1000,0,1000 }",
		   "pci_mmio 0x1000-0x2000");
	tree_check(ONE BRIDGE "ranges=0,0,0,1000,0,1000 }", "");
	tree_check(ONE "pcie{ " ONE "device_type:pci }", "");
	tree_check(ONE BRIDGE "ranges: }", "CORRUPT at 0xb0");
	tree_check(ONE BRIDGE "ranges=2000000,0,0,1000,0 }", "CORRUPT at 0xb0");
	tree_check(ONE "pcie{ #address-cells=4 #size-cells=2 device_type:pci "
		       "ranges=2000000,0,0,1000,0,1000 }",
		   "CORRUPT at 0xb0");
	tree_check(ONE "pcie{ #address-cells=3 #size-cells=1 device_type:pci "
		       "ranges=2000000,0,0,1000,0,1000 }",
		   "CORRUPT at 0xb0");
	tree_check("#address-cells=0 #size-cells=1 " BRIDGE
		   "ranges=2000000,0,0,0,1000 }",
		   "CORRUPT at 0xb0");
	tree_check("#address-cells=3 #size-cells=1 " BRIDGE
		   "ranges=2000000,0,0,0,0,1000,0,1000 }",
		   "CORRUPT at 0xb0");
}

#define ECAM "pcie{ compatible:pci-host-ecam-generic "

/* The value of the property behind "compatible" stands at 0xa4. */
static void ecam_of_a_bridge(void **state)
{
	(void)state;
	tree_check(ONE ECAM "reg=1000,1000 }",
		   "ecam 0x1000-0x2000 segment 0 bus 0-255");
	tree_check(ONE ECAM "reg=1000,1000 bus-range=5,5 }",
		   "ecam 0x1000-0x2000 segment 0 bus 5-5");
	tree_check(ONE ECAM "bus-range=5,ff reg=1000,1000 }",
		   "ecam 0x1000-0x2000 segment 0 bus 5-255");
	tree_check(ONE ECAM "bus-range=5,100 reg=1000,1000 }",
		   "CORRUPT at 0xa4");
	tree_check(ONE ECAM "bus-range=5 }", "CORRUPT at 0xa4");
	tree_check(ONE ECAM "bus-range=5,6,7 }", "CORRUPT at 0xa4");
	tree_check(ONE ECAM "reg~1234567 }", "CORRUPT at 0xa4");
	tree_check("#address-cells=0 #size-cells=1 " ECAM "reg=1000,1000 }",
		   "CORRUPT at 0xa4");
	tree_check("#address-cells=3 #size-cells=1 " ECAM "reg=0,0,1000,1000 }",
		   "CORRUPT at 0xa4");
	tree_check("#address-cells=1 #size-cells=0 " ECAM "reg=1000,1000 }",
		   "CORRUPT at 0xa4");
	tree_check("#address-cells=1 #size-cells=3 " ECAM "reg=1000,0,0,1000 }",
		   "CORRUPT at 0xa4");
}

/* What is said must be said to its end; and a property behind a child, where
 * none may stand, ends no node. */
static void texts_of_nodes(void **state)
{
	(void)state;
	tree_check(ONE "ram{ device_type:memory reg=0,1000 }",
		   "ram 0x0-0x1000");
	tree_check(ONE "ram{ device_type:magic reg=0,1000 }", "");
	tree_check(ONE "ram{ device_type:xemory reg=0,1000 }", "");
	tree_check(ONE "ram{ device_type:memoryx reg=0,1000 }", "");
	tree_check(ONE "ram{ device_type~memory reg=0,1000 }", "");
	tree_check(ONE "a{ c{ } x= } ram{ device_type:memory reg=0,1000 }",
		   "ram 0x0-0x1000");
}

static void distances(void **state)
{
	(void)state;
	tree_check(ONE "map{ distance-matrix=0,1 "
		       "compatible:numa-distance-map-v1 }",
		   "CORRUPT at 0x7c");
}

static void offsets_of_facts(void **state)
{
	(void)state;
	tree_check("reserve=7000,1000 reserve=9000,1000",
		   "reserved 0x7000-0x8000; reserved 0x9000-0xa000");
	tree_check_offsets("reserve=7000,1000 reserve=9000,1000", "0x30 0x40");
	tree_check_offsets(ONE "map{ distance-matrix=0,1,20,1,0,20 "
			       "compatible:numa-distance-map-v1 }",
			   "0x7c 0x88");
	tree_check_offsets("cpus{ #address-cells=1 #size-cells=0 "
			   "cpu{ device_type:cpu reg=80,81 } }",
			   "0x98 0x9c");
}

/* A name of 255 characters is the longest; the error says where it begins. */
static void long_names(void **state)
{
	char words[512], name[300];
	struct tree tree;
	char wanted[64];

	(void)state;
	for (size_t length = 255; length <= 256; length++) {
		memset(name, 'n', length);
		name[length] = '\0';
		sprintf(words, "a= %s= b=", name);
		tree = tree_of(words);
		sprintf(wanted, "CORRUPT at 0x%zx/255",
			(size_t)(tree_find(&tree, name, length + 1) -
				 tree.bytes));
		assert_string_equal(tree_tell(&tree),
				    length == 255 ? "" : wanted);
		tree_free(&tree);
	}
}

/* Check what is told where the header's word at @offset is @value. */
static void check_header(size_t offset, uint32_t value, const char *wanted)
{
	struct tree tree = tree_of(ONE "memory{ device_type:memory "
				       "reg=0,1000 }");

	fdt32_st(tree.bytes + offset, value);
	assert_string_equal(tree_tell(&tree), wanted);
	tree_free(&tree);
}

static void headers(void **state)
{
	const uint32_t size = 0xb4; /* of all */
	struct tree zeros = { calloc(1, 40), 40 };
	struct gpamap_error error = { .asked = 1, .limit = 1 };

	(void)state;
	assert_non_null(zeros.bytes);
	assert_string_equal(tree_tell(&zeros), "BAD_MAGIC at 0x0");
	zeros.size = 39;
	assert_string_equal(tree_tell(&zeros), "TRUNCATED at 0x27/40");
	assert_int_equal(gpamap_fdt_read(zeros.bytes, 39, NULL, NULL, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_true(error.asked == 0 && error.limit == 0);
	tree_free(&zeros);
	error.asked = error.limit = 1;
	assert_string_equal(tree_tell(&zeros), "ARGUMENT at 0x0");
	check_header(20, 16, "ram 0x0-0x1000");
	check_header(20, 15, "BAD_VERSION at 0xf/16");
	check_header(24, 18, "BAD_VERSION at 0x11");
	/* The structure, the reservations and the names beyond the end. */
	check_header(8, size + 4, "TRUNCATED at 0x0");
	check_header(12, size + 4, "TRUNCATED at 0x0");
	check_header(16, size - 8, "TRUNCATED at 0xac");
	check_header(8, 0x3a, "CORRUPT at 0x8");
}

/* A structure with nothing in it but its end. */
static void empty_structure(void **state)
{
	struct tree tree = tree_of("");
	const void *fdt = tree.bytes;

	(void)state;
	fdt_set_off_dt_struct(tree.bytes, fdt_off_dt_struct(fdt) + 12);
	fdt_set_size_dt_struct(tree.bytes, 4);
	assert_string_equal(tree_tell(&tree), "CORRUPT at 0x4c");
	tree_free(&tree);
}

/* The largest tree, for which there may be no room, and one byte more, with
 * which libfdt 1.6.1 looks for the root's name at NULL. */
static void largest_tree(void **state)
{
	struct tree small = tree_of(ONE "memory{ device_type:memory "
					"reg=0,1000 }");
	struct tree large = { malloc(0x7fffffff), 0x7fffffff };

	(void)state;
	if (large.bytes == NULL) {
		tree_free(&small);
		skip();
	}
	memcpy(large.bytes, small.bytes, small.size);
	fdt_set_totalsize(large.bytes, 0x7ffffffe);
	assert_string_equal(tree_tell(&large), "ram 0x0-0x1000");
	fdt_set_totalsize(large.bytes, 0x7fffffff);
	assert_string_equal(tree_tell(&large),
			    "TRUNCATED at 0x7fffffff/2147483647");
	tree_free(&large);
	tree_free(&small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_that_do_not_serve),
		cmocka_unit_test(cells_of_one_reg),
		cmocka_unit_test(cells_of_cpus),
		cmocka_unit_test(ranges_not_looked_at),
		cmocka_unit_test(ranges_of_a_bus),
		cmocka_unit_test(ranges_at_the_end),
		cmocka_unit_test(many_ranges),
		cmocka_unit_test(places_of_nodes),
		cmocka_unit_test(windows_of_a_bridge),
		cmocka_unit_test(ecam_of_a_bridge),
		cmocka_unit_test(texts_of_nodes),
		cmocka_unit_test(distances),
		cmocka_unit_test(offsets_of_facts),
		cmocka_unit_test(long_names),
		cmocka_unit_test(headers),
		cmocka_unit_test(empty_structure),
		cmocka_unit_test(largest_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
