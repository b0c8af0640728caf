/* SPDX-License-Identifier: MIT */
#include <libfdt.h>

#include "../unit/map_check.h"

#include "fdt_words.h"

/* The writer and the merge at their edges: what a tree can just tell, and what
 * it cannot. Told is what the reader finds. */

static void accept(const char *picture,
		   const struct gpamap_fdt_options *options, const char *facts)
{
	static struct map_made made;
	struct tree tree;

	map_make(&made, picture);
	tree = tree_write(made.layout, options);
	assert_string_equal(tree_tell(&tree), facts);
	tree_free(&tree);
}

static void check_error(const struct gpamap_error *error, const char *sentence)
{
	char text[GPAMAP_ERROR_TEXT_MAX];

	gpamap_error_format(error, text, sizeof(text), NULL);
	assert_string_equal(text, sentence);
	assert_int_equal(error->asked, 0);
}

static struct gpamap_error refuse(const char *picture,
				  const struct gpamap_fdt_options *options,
				  const char *sentence)
{
	static struct map_made made;
	struct gpamap_error error;

	map_make(&made, picture);
	assert_int_not_equal(gpamap_fdt_write(made.layout, options, NULL, 0,
					      NULL, &error),
			     GPAMAP_OK);
	check_error(&error, sentence);
	return error;
}

/* Whatever of the map is told must end at 4 GiB. */
static void one_address_cell(void **state)
{
	static const struct gpamap_fdt_options one = { .address_cells = 1 };
	static const char other[] = "other[0] 0x100000000-0x100001000 ends "
				    "above 0x100000000";
	struct gpamap_error error;

	(void)state;
	accept("ram 0..4G", &one, "ram 0x0-0x100000000");
	refuse("reserved 4G..4G+4K", &one, other);
	refuse("reserved 4G..4G+4K | unusable 8G..8G+4K", &one, other);
	refuse("pmem 4G..4G+4K", &one, other);
	refuse("reserved 4G..4G+4K | vtl2 8G..9G", &one, other);
	refuse("reserved 0..4K | unusable 4G..4G+4K", &one,
	       "other[1] 0x100000000-0x100001000 ends above 0x100000000");
	error = refuse("vtl2 4G..4G+4K", &one,
		       "vtl2 0x100000000-0x100001000 ends above 0x100000000");
	assert_int_equal(error.subject.index, 0);
	refuse("pci_ecam 4G..4G+1M", &one,
	       "pci_ecam[0] 0x100000000-0x100100000 ends above 0x100000000");
	refuse("pci_ecam 0..1M | pci_mmio 4G..4G+1M", &one,
	       "pci_mmio[0] 0x100000000-0x100100000 ends above 0x100000000");
	refuse("ram 4G..4G+4K | reserved 8G..9G", &one,
	       "ram[0] 0x100000000-0x100001000 ends above 0x100000000");
	/* What is not told may be anywhere. */
	accept("device 4G..5G | hotplug 5G..6G | pci_mmio 6G..7G | mmio 7G..8G",
	       &one, "");
}

static void one_size_cell(void **state)
{
	static const struct gpamap_fdt_options one = { .size_cells = 1 };

	(void)state;
	accept("ram end-4K..end", &one,
	       "ram 0xffffffffffffe000-0xfffffffffffff000");
	accept("ram 0..4G-4K", &one, "ram 0x0-0xfffff000");
	refuse("ram 4K..4G+4K", &one,
	       "ram[0] 0x1000-0x100001000 ends above 0x100000000");
}

static void check_merge(const char *picture, const char *wanted)
{
	struct tree base = tree_of("#address-cells=1 #size-cells=1");
	struct gpamap_error error;
	struct tree tree;
	struct map_made made;

	map_make(&made, picture);
	if (gpamap_fdt_merge(made.layout, NULL, base.bytes, base.size, NULL, 0,
			     NULL, &error) != GPAMAP_OK) {
		assert_int_equal(error.status, GPAMAP_ERR_TOO_HIGH);
		check_error(&error, wanted);
	} else {
		tree = tree_merge(made.layout, NULL, &base);
		assert_string_equal(tree_tell(&tree), wanted);
		tree_free(&tree);
	}
	tree_free(&base);
}

/* A merge leaves bridges alone, but it tells persistent memory. */
static void merged_cells(void **state)
{
	(void)state;
	check_merge("pci_ecam 4G..4G+1M | pci_mmio 5G..6G", "");
	check_merge("pci_ecam 0..4K", "");
	check_merge("pmem 0..4K", "pmem 0x0-0x1000 persistent");
	check_merge("pmem 4G..4G+4K", "other[0] 0x100000000-0x100001000 ends "
				      "above 0x100000000");
}

static void check_reserved(const char *picture, const char *name)
{
	static struct map_made made;
	struct tree tree;
	char path[64];
	int node;

	map_make(&made, picture);
	tree = tree_write(made.layout, NULL);
	node = fdt_path_offset(tree.bytes, "/reserved-memory");
	assert_int_equal(node > 0, name != NULL);
	if (name != NULL) {
		snprintf(path, sizeof(path), "/reserved-memory/%s", name);
		node = fdt_path_offset(tree.bytes, path);
		assert_true(node > 0);
		assert_non_null(fdt_getprop(tree.bytes, node, "no-map", NULL));
	}
	tree_free(&tree);
}

/* /reserved-memory is there for one range, and for none it is not. */
static void reserved_or_not(void **state)
{
	(void)state;
	check_reserved("", NULL);
	check_reserved("device 0..4K | pmem 4K..8K | hotplug 8K..12K", NULL);
	check_reserved("pci_ecam 0..1M | pci_mmio 1M..2M", NULL);
	check_reserved("reserved 4K..8K", "reserved@1000");
	check_reserved("device 0..4K | unusable 4K..8K", "unusable@1000");
	check_reserved("vtl2 4K..8K", "vtl2@1000");
	check_reserved("pci_ecam 4K..8K", "pci-ecam@1000");
	accept("pmem 0..4K", NULL, "pmem 0x0-0x1000 persistent");
	accept("pci_ecam 0..4K", NULL, "reserved 0x0-0x1000");
}

/* Check property @name of the bridge node, which @picture has, in hexadecimal
 * cells; NULL: there is none. */
static void check_bridge(const char *picture, const char *name,
			 const char *wanted)
{
	static struct map_made made;
	char text[512] = "";
	struct tree tree;
	const fdt32_t *at;
	int node, size = 0;

	map_make(&made, picture);
	tree = tree_write(made.layout, NULL);
	node = fdt_node_offset_by_compatible(tree.bytes, -1,
					     "pci-host-ecam-generic");
	assert_true(node > 0);
	assert_string_equal(fdt_getprop(tree.bytes, node, "device_type", NULL),
			    "pci");
	at = fdt_getprop(tree.bytes, node, name, &size);
	assert_int_equal(at != NULL, wanted != NULL);
	for (int i = 0; i < size / 4; i++)
		sprintf(text + strlen(text), "%s%x", i > 0 ? " " : "",
			fdt32_to_cpu(at[i]));
	assert_string_equal(text, wanted != NULL ? wanted : "");
	tree_free(&tree);
}

/* Space, PCI address, address and size of each piece; below 4 GiB it is of 32
 * bits. */
static void windows_in_pieces(void **state)
{
	(void)state;
	check_bridge("pci_ecam 0..1M | pci_mmio 3G..4G", "ranges",
		     "2000000 0 c0000000 0 c0000000 0 40000000");
	check_bridge("pci_ecam 0..1M | pci_mmio 4G..5G", "ranges",
		     "3000000 1 0 1 0 0 40000000");
	check_bridge("pci_ecam 0..1M | pci_mmio 3G..5G", "ranges",
		     "2000000 0 c0000000 0 c0000000 0 40000000 "
		     "3000000 1 0 1 0 0 40000000");
}

/* With one bridge, its number says nothing. */
static void numbers_of_bridges(void **state)
{
	static const size_t bridge = 1;
	static const struct gpamap_fdt_options second = { .window_bridges =
								  &bridge };

	(void)state;
	check_bridge("pci_ecam 0..1M | pci_mmio 3G..4G", "linux,pci-domain",
		     NULL);
	check_bridge("pci_ecam 0..1M | pci_ecam 1M..2M | pci_mmio 3G..4G",
		     "linux,pci-domain", "0");
	/* One whose window is given to another is none. */
	accept("pci_ecam 0..1M | pci_ecam 1M..2M | pci_mmio 3G..4G", &second,
	       "reserved 0x0-0x100000; ecam 0x100000-0x200000 segment 0 bus "
	       "1-1; pci_mmio 0xc0000000-0x100000000");
}

static void check_faults(const char *picture,
			 const struct gpamap_fdt_options *options,
			 uint64_t asked, uint64_t limit)
{
	static struct map_made made;
	struct gpamap_error error;

	map_make(&made, picture);
	assert_int_equal(gpamap_fdt_write(made.layout, options, NULL, 0, NULL,
					  &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(error.asked, asked);
	assert_int_equal(error.limit, limit);
}

/* Only as many rows as the map has nodes are looked at, and all of them must
 * be there. */
static void distances(void **state)
{
	static const uint8_t far[] = { 11 };
	static const uint8_t two[] = { 10, 20, 21, 10 };
	static const uint8_t zigzag[] = { 10, 20, 10 };
	struct gpamap_fdt_options options = { .distances = far,
					      .distance_nodes = 1 };
	static struct map_made made;

	(void)state;
	accept("ram:0 0..4K", &options, "ram 0x0-0x1000");
	options.numa = true;
	check_faults("ram:0 0..4K", &options, 11, 10);
	options.distances = two;
	options.distance_nodes = 2;
	accept("ram:0 0..4K | ram:1 4K..8K", &options,
	       "ram 0x0-0x1000@0; ram 0x1000-0x2000@1; distance 0-0 10; "
	       "distance 0-1 20; distance 1-0 21; distance 1-1 10");
	options.distances = zigzag;
	options.distance_nodes = 1;
	check_faults("ram:0 0..4K | ram:1 4K..8K", &options, 1, 2);
	map_make(&made, "ram:1023 0..4K");
	assert_int_equal(gpamap_fdt_write(made.layout, NULL, NULL, 0, NULL,
					  NULL),
			 GPAMAP_OK);
}

static void defaults(void **state)
{
	static const struct gpamap_fdt_options numa = { .numa = true };
	static const struct gpamap_fdt_options three = { .size_cells = 3 };
	static struct map_made made;
	struct tree tree;

	(void)state;
	map_make(&made, "");
	tree = tree_write(made.layout, &numa);
	assert_int_equal(fdt_address_cells(tree.bytes, 0), 2);
	assert_int_equal(fdt_size_cells(tree.bytes, 0), 2);
	assert_true(fdt_path_offset(tree.bytes, "/distance-map") < 0);
	tree_free(&tree);
	check_faults("", &three, 0, 0);
	refuse("pci_ecam 0..4K | pci_mmio 1M..2M", NULL,
	       "pci_ecam[0] 0x0-0x1000 is shorter than 1048576 bytes");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_address_cell),
		cmocka_unit_test(one_size_cell),
		cmocka_unit_test(merged_cells),
		cmocka_unit_test(reserved_or_not),
		cmocka_unit_test(windows_in_pieces),
		cmocka_unit_test(numbers_of_bridges),
		cmocka_unit_test(distances),
		cmocka_unit_test(defaults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
