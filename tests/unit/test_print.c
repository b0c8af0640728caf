/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/* What is printed of a layout: the Debug of the reference implementation, and
 * the tree that inspection shows. */

/* The whole of a small map, at addresses that are easy to read in decimal. */
static const char text[] = "ram:0 0..4K | ram:1 4K..8K | mmio 8K..12K | "
			   "pci_ecam 12K..16K | pci_mmio 16K..20K | "
			   "vtl2 20K..24K";

static void check_debug(const char *picture, enum gpamap_debug_style style,
			const char *expected)
{
	struct map_made made;
	char said[4096];
	char before[4096];
	size_t need = 0;
	size_t size;

	map_make(&made, picture);
	assert_int_equal(gpamap_layout_debug(made.layout, style, NULL, 0,
					     &need),
			 GPAMAP_OK);
	assert_int_equal(need, strlen(expected) + 1);
	memset(said, 0x5a, sizeof(said));
	memcpy(before, said, sizeof(said));
	for (size = 1; size < need; size++) {
		assert_int_equal(gpamap_layout_debug(made.layout, style, said,
						     size, NULL),
				 GPAMAP_ERR_NO_SPACE);
		assert_memory_equal(said, before, sizeof(said));
	}
	assert_int_equal(gpamap_layout_debug(made.layout, style, said, need,
					     NULL),
			 GPAMAP_OK);
	assert_string_equal(said, expected);
	assert_int_equal(said[need], 0x5a);
}

static void print_debug_on_one_line(void **state)
{
	(void)state;
	check_debug(text, GPAMAP_DEBUG_LINE,
		    "MemoryLayout { ram: [MemoryRangeWithNode { range: "
		    "MemoryRange { start: 0, end: 4096 }, vnode: 0 }, "
		    "MemoryRangeWithNode { range: MemoryRange { start: 4096, "
		    "end: 8192 }, vnode: 1 }], mmio: [MemoryRange { start: "
		    "8192, end: 12288 }], pci_ecam: [MemoryRange { start: "
		    "12288, end: 16384 }], pci_mmio: [MemoryRange { start: "
		    "16384, end: 20480 }], vtl2_range: Some(MemoryRange { "
		    "start: 20480, end: 24576 }) }");
}

static void print_debug_with_empty_lists(void **state)
{
	(void)state;
	check_debug("", GPAMAP_DEBUG_LINE,
		    "MemoryLayout { ram: [], mmio: [], pci_ecam: [], "
		    "pci_mmio: [], vtl2_range: None }");
	check_debug("mmio 0..0 | mmio end-4K..end", GPAMAP_DEBUG_LINE,
		    "MemoryLayout { ram: [], mmio: [MemoryRange { start: 0, "
		    "end: 0 }, MemoryRange { start: 18446744073709543424, "
		    "end: 18446744073709547520 }], pci_ecam: [], pci_mmio: "
		    "[], vtl2_range: None }");
}

static void print_debug_one_value_a_line(void **state)
{
	(void)state;
	check_debug("ram:0 0..4K | ram:1 4K..8K | mmio 8K..12K | "
		    "vtl2 20K..24K",
		    GPAMAP_DEBUG_PRETTY,
		    "MemoryLayout {\n"
		    "    ram: [\n"
		    "        MemoryRangeWithNode {\n"
		    "            range: MemoryRange {\n"
		    "                start: 0,\n"
		    "                end: 4096,\n"
		    "            },\n"
		    "            vnode: 0,\n"
		    "        },\n"
		    "        MemoryRangeWithNode {\n"
		    "            range: MemoryRange {\n"
		    "                start: 4096,\n"
		    "                end: 8192,\n"
		    "            },\n"
		    "            vnode: 1,\n"
		    "        },\n"
		    "    ],\n"
		    "    mmio: [\n"
		    "        MemoryRange {\n"
		    "            start: 8192,\n"
		    "            end: 12288,\n"
		    "        },\n"
		    "    ],\n"
		    "    pci_ecam: [],\n"
		    "    pci_mmio: [],\n"
		    "    vtl2_range: Some(\n"
		    "        MemoryRange {\n"
		    "            start: 20480,\n"
		    "            end: 24576,\n"
		    "        },\n"
		    "    ),\n"
		    "}");
	check_debug("", GPAMAP_DEBUG_PRETTY,
		    "MemoryLayout {\n"
		    "    ram: [],\n"
		    "    mmio: [],\n"
		    "    pci_ecam: [],\n"
		    "    pci_mmio: [],\n"
		    "    vtl2_range: None,\n"
		    "}");
}

/* Other ranges, which the reference has not, come as one member more. */
static void print_debug_of_other_ranges(void **state)
{
	(void)state;
	check_debug("reserved 0..4K name | hotplug:2 4K..8K", GPAMAP_DEBUG_LINE,
		    "MemoryLayout { ram: [], mmio: [], pci_ecam: [], "
		    "pci_mmio: [], vtl2_range: None, other: [OtherRange { "
		    "range: MemoryRange { start: 0, end: 4096 }, kind: "
		    "reserved }, OtherRange { range: MemoryRange { start: "
		    "4096, end: 8192 }, kind: hotplug, vnode: 2 }] }");
	check_debug("reserved 0..4K", GPAMAP_DEBUG_PRETTY,
		    "MemoryLayout {\n"
		    "    ram: [],\n"
		    "    mmio: [],\n"
		    "    pci_ecam: [],\n"
		    "    pci_mmio: [],\n"
		    "    vtl2_range: None,\n"
		    "    other: [\n"
		    "        OtherRange {\n"
		    "            range: MemoryRange {\n"
		    "                start: 0,\n"
		    "                end: 4096,\n"
		    "            },\n"
		    "            kind: reserved,\n"
		    "        },\n"
		    "    ],\n"
		    "}");
}

static void print_debug_arguments(void **state)
{
	struct map_made made;
	char said[16];

	(void)state;
	map_make(&made, "");
	assert_int_equal(gpamap_layout_debug(NULL, GPAMAP_DEBUG_LINE, said, 16,
					     NULL),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_layout_debug(made.layout, GPAMAP_DEBUG_LINE,
					     NULL, 16, NULL),
			 GPAMAP_ERR_ARGUMENT);
}

/* What inspection showed, and how many events are wanted. */
struct seen {
	char text[2048];
	int left;
};

static bool see(struct seen *seen, const char *what, const char *value)
{
	size_t used = strlen(seen->text);

	snprintf(seen->text + used, sizeof(seen->text) - used, "%s%s ", what,
		 value);
	return --seen->left > 0;
}

static bool see_enter(void *context, const char *name)
{
	see(context, name, "");
	return see(context, "{", "");
}

static bool see_leave(void *context)
{
	return see(context, "}", "");
}

static bool see_hex(void *context, const char *name, uint64_t value)
{
	char number[24];

	snprintf(number, sizeof(number), "=0x%llx", (unsigned long long)value);
	return see(context, name, number);
}

static bool see_text(void *context, const char *name, const char *value)
{
	see(context, name, ":");
	return see(context, value, "");
}

static bool see_none(void *context, const char *name)
{
	return see(context, name, ":none");
}

static bool inspect(const char *picture, struct seen *seen)
{
	struct gpamap_inspector inspector = { seen,    see_enter, see_leave,
					      see_hex, see_text,  see_none };
	struct map_made made;

	seen->text[0] = '\0';
	map_make(&made, picture);
	return gpamap_layout_inspect(made.layout, &inspector);
}

static void print_inspect_tree(void **state)
{
	struct seen seen = { .left = 1000 };

	(void)state;
	assert_true(inspect(text, &seen));
	assert_string_equal(seen.text,
			    "ram { 0x0-0x1000 { length=0x1000 vnode=0x0 } "
			    "0x1000-0x2000 { length=0x1000 vnode=0x1 } } "
			    "mmio { 0x2000-0x3000 { length=0x1000 } } "
			    "pci_ecam { 0x3000-0x4000 { length=0x1000 } } "
			    "pci_mmio { 0x4000-0x5000 { length=0x1000 } } "
			    "vtl2_range: 0x5000-0x6000 ");
	assert_true(inspect("", &seen));
	assert_string_equal(seen.text, "ram { } mmio { } pci_ecam { } "
				       "pci_mmio { } vtl2_range:none ");
}

/* Placeholders keep their place, names and other ranges are shown. */
static void print_inspect_what_is_ours(void **state)
{
	struct seen seen = { .left = 1000 };

	(void)state;
	assert_true(inspect("ram 0..4K low | mmio 0..0 | mmio 4K..8K | "
			    "device 8K..12K | hotplug:1 12K..16K more",
			    &seen));
	assert_string_equal(
		seen.text,
		"ram { 0x0-0x1000 { length=0x1000 vnode=0x0 name: low } } "
		"mmio { 0x0-0x0 { length=0x0 } "
		"0x1000-0x2000 { length=0x1000 } } pci_ecam { } pci_mmio { } "
		"vtl2_range:none "
		"other { 0x2000-0x3000 { length=0x1000 kind: device } "
		"0x3000-0x4000 { length=0x1000 kind: hotplug vnode=0x1 "
		"name: more } } ");
}

/* A callback that says false is the last one called, wherever it is. */
static void stop_everywhere(const char *picture)
{
	struct seen whole = { .left = 1000 };
	struct seen seen;
	int events, count;

	assert_true(inspect(picture, &whole));
	count = 1000 - whole.left;
	for (events = 1; events < count; events++) {
		seen.left = events;
		assert_false(inspect(picture, &seen));
		assert_in_range(-seen.left, 0, 1);
		assert_memory_equal(seen.text, whole.text, strlen(seen.text));
	}
	seen.left = count + 1;
	assert_true(inspect(picture, &seen));
}

static void print_inspect_stops(void **state)
{
	(void)state;
	stop_everywhere("ram 0..4K low | mmio 0..0 | vtl2 4K..8K | "
			"device 8K..12K");
	stop_everywhere("ram 0..4K | device 8K..12K");
}

/* Kinds of event without a callback are passed over. */
static void print_inspect_without_callbacks(void **state)
{
	struct gpamap_inspector nothing = { .context = NULL };
	struct gpamap_inspector hex = { .hex = see_hex };
	struct seen seen = { .left = 1000 };
	struct map_made made;

	(void)state;
	map_make(&made, "ram 0..4K");
	assert_true(gpamap_layout_inspect(made.layout, &nothing));
	map_make(&made, text);
	assert_true(gpamap_layout_inspect(made.layout, &nothing));
	hex.context = &seen;
	assert_true(gpamap_layout_inspect(made.layout, &hex));
	assert_string_equal(seen.text,
			    "length=0x1000 vnode=0x0 length=0x1000 vnode=0x1 "
			    "length=0x1000 length=0x1000 length=0x1000 ");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(print_debug_on_one_line),
		cmocka_unit_test(print_debug_with_empty_lists),
		cmocka_unit_test(print_debug_one_value_a_line),
		cmocka_unit_test(print_debug_of_other_ranges),
		cmocka_unit_test(print_debug_arguments),
		cmocka_unit_test(print_inspect_tree),
		cmocka_unit_test(print_inspect_what_is_ours),
		cmocka_unit_test(print_inspect_stops),
		cmocka_unit_test(print_inspect_without_callbacks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
