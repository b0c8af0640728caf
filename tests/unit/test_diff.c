/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/*
 * Where two layouts differ, as text: each stretch with what is there left and
 * right, and the bounds of both entries.
 */

#define FOUND_MAX 1024

static size_t write_entry(char *text, size_t size,
			  const struct gpamap_entry *entry)
{
	char node[32] = "";

	if (entry->vnode != GPAMAP_NO_VNODE)
		snprintf(node, sizeof(node), ":%u", (unsigned)entry->vnode);
	return (size_t)snprintf(text, size, " %s%s[%llx-%llx]",
				gpamap_kind_name(entry->kind), node,
				(unsigned long long)entry->range.start >> 12,
				(unsigned long long)entry->range.end >> 12);
}

/* All differences between two layouts; addresses are pages, in hexadecimal. */
static void tell(const struct gpamap_layout *left,
		 const struct gpamap_layout *right, char found[FOUND_MAX])
{
	struct gpamap_difference difference;
	struct gpamap_diff diff;
	size_t used = 0;

	found[0] = '\0';
	memset(&diff, 0xa5, sizeof(diff));
	gpamap_diff_init(&diff, left, right);
	memset(&difference, 0x5a, sizeof(difference));
	while (gpamap_diff_next(&diff, &difference)) {
		assert_true(gpamap_range_is_valid(difference.range));
		used += (size_t)snprintf(
			found + used, FOUND_MAX - used, "%s%llx-%llx",
			used == 0 ? "" : "; ",
			(unsigned long long)difference.range.start >> 12,
			(unsigned long long)difference.range.end >> 12);
		used += write_entry(found + used, FOUND_MAX - used,
				    &difference.left);
		used += write_entry(found + used, FOUND_MAX - used,
				    &difference.right);
		assert_in_range(used, 1, FOUND_MAX - 1);
		memset(&difference, 0x5a, sizeof(difference));
	}
	assert_false(gpamap_diff_next(&diff, &difference));
}

static void check(const char *left, const char *right, const char *expected)
{
	static struct map_made one, other;
	char found[FOUND_MAX];

	map_make(&one, left);
	map_make(&other, right);
	tell(one.layout, other.layout, found);
	assert_string_equal(found, expected);
	tell(one.layout, one.layout, found);
	assert_string_equal(found, "");
}

static void diff_of_equals(void **state)
{
	(void)state;
	check("", "", "");
	check("ram 0..16K | mmio 32K..64K", "ram 0..16K | mmio 32K..64K", "");
	/* Neither names nor cuts can be told by a guest. */
	check("ram 0..16K low | mmio 32K..64K",
	      "ram 0..8K | ram 8K..16K | mmio 32K..48K | mmio 48K..64K rest",
	      "");
	check("ram 0..4K | ram:1 4K..end", "ram 0..4K | ram:1 4K..end", "");
}

static void diff_of_a_kind(void **state)
{
	(void)state;
	check("ram 0..16K", "mmio 0..16K", "0-4 ram:0[0-4] mmio[0-4]");
	check("mmio 8K..16K", "reserved 8K..16K",
	      "2-4 mmio[2-4] reserved[2-4]");
	check("ram 0..16K", "", "0-4 ram:0[0-4] hole[0-fffffffffffff]");
	check("", "ram 4K..8K", "1-2 hole[0-fffffffffffff] ram:0[1-2]");
}

static void diff_of_a_node(void **state)
{
	(void)state;
	check("ram:0 0..8K | ram:1 8K..16K", "ram:0 0..4K | ram:1 4K..16K",
	      "1-2 ram:0[0-2] ram:1[1-4]");
	check("hotplug:0 0..8K", "hotplug:1 0..8K",
	      "0-2 hotplug:0[0-2] hotplug:1[0-2]");
}

/*
 *   |  ram   |  mmio  |        | ram |
 *   | ram |    mmio   | ram |
 *
 * A stretch is as large as an entry of both, and what is equal lies between.
 */
static void diff_of_many(void **state)
{
	(void)state;
	check("ram 0..12K | mmio 12K..24K | ram 32K..40K",
	      "ram 0..8K | mmio 8K..24K | ram 24K..36K",
	      "2-3 ram:0[0-3] mmio[2-6]; 6-8 hole[6-8] ram:0[6-9]; "
	      "9-a ram:0[8-a] hole[9-fffffffffffff]");
}

/* Up to the end of all addresses, and what is behind the last entry. */
static void diff_at_the_end(void **state)
{
	(void)state;
	check("ram 0..4K | mmio end-4K..end", "ram 0..4K | mmio end-8K..end",
	      "ffffffffffffd-ffffffffffffe hole[1-ffffffffffffe] "
	      "mmio[ffffffffffffd-fffffffffffff]");
}

/* What is no kind and no list has no name, and is not looked up. */
static void names_of_nothing(void **state)
{
	(void)state;
	assert_string_equal(gpamap_kind_name(GPAMAP_KIND_UNUSABLE), "unusable");
	assert_string_equal(gpamap_kind_name(GPAMAP_KIND_COUNT), "unknown");
	assert_string_equal(gpamap_kind_name((enum gpamap_kind) - 1),
			    "unknown");
	assert_string_equal(gpamap_list_name(GPAMAP_LIST_NONE), "none");
	assert_string_equal(
		gpamap_list_name((enum gpamap_list)(GPAMAP_LIST_NONE + 1)),
		"unknown");
	assert_string_equal(gpamap_list_name((enum gpamap_list) - 1),
			    "unknown");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(diff_of_equals),
		cmocka_unit_test(diff_of_a_kind),
		cmocka_unit_test(diff_of_a_node),
		cmocka_unit_test(diff_of_many),
		cmocka_unit_test(diff_at_the_end),
		cmocka_unit_test(names_of_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
