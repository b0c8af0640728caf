/* SPDX-License-Identifier: MIT */
#include "table_check.h"

/*
 * PVH memory maps:
 *
 *   0    1M     2M      3M     4M      5M     6M      7M
 *   | ram | tables | nvs | bad | pmem | ecam | mmio |
 */
static const char map[] =
	"ram 0..1M | firmware_tables 1M..2M | firmware_nvs 2M..3M | "
	"unusable 3M..4M | pmem 4M..5M | pci_ecam 5M..6M | mmio 6M..7M";

static enum gpamap_status write_array(const struct gpamap_layout *layout,
				      const void *options, void *buffer,
				      size_t size, size_t *need,
				      struct gpamap_error *error)
{
	return gpamap_pvh_write(layout, options, buffer, size, need, error);
}

static void array_of_every_type(void **state)
{
	(void)state;
	table_check(write_array, map, NULL,
		    "0000000000000000 0000100000000000 01000000 00000000"
		    "0000100000000000 0000100000000000 03000000 00000000"
		    "0000200000000000 0000100000000000 04000000 00000000"
		    "0000300000000000 0000100000000000 05000000 00000000"
		    "0000400000000000 0000100000000000 07000000 00000000"
		    "0000500000000000 0000100000000000 02000000 00000000");
}

static void options_of_e820(void **state)
{
	struct gpamap_e820_options options = { .pc_holes = true,
					       .hide_ecam = true };

	(void)state;
	table_check(write_array, "ram 0..2M | pci_ecam 2M..3M", &options,
		    "0000000000000000 00fc090000000000 01000000 00000000"
		    "00fc090000000000 0004060000000000 02000000 00000000"
		    "0000100000000000 0000100000000000 01000000 00000000");
	assert_int_equal(gpamap_pvh_write(NULL, NULL, NULL, 0, NULL, NULL),
			 GPAMAP_ERR_ARGUMENT);
}

static void round_trip(void **state)
{
	static struct table table;

	(void)state;
	table_make(&table, write_array, map, NULL);
	facts_check(gpamap_pvh_read, table.bytes, table.size,
		    "ram 0x0-0x100000; firmware_tables 0x100000-0x200000; "
		    "firmware_nvs 0x200000-0x300000; "
		    "unusable 0x300000-0x400000; pmem 0x400000-0x500000; "
		    "reserved 0x500000-0x600000");
}

static void bad_arrays(void **state)
{
	(void)state;
	facts_check_hex(gpamap_pvh_read, "", "");
	facts_check_hex(gpamap_pvh_read,
			"0010000000000000 0000000000000000 01000000 00000000"
			"0010000000000000 0100000000000000 06000000 00000000",
			"reserved 0x1000-0x1001");
	facts_refuse(gpamap_pvh_read,
		     "0010000000000000 0100000000000000 01000000 01000000",
		     "CORRUPT 20");
	facts_refuse(gpamap_pvh_read,
		     "0010000000000000 00f0ffffffffffff 01000000 00000000"
		     "0110000000000000 00f0ffffffffffff 01000000 00000000",
		     "CORRUPT 32");
	facts_refuse(gpamap_pvh_read, "0010000000000000", "TRUNCATED 8");
}

/* One reserved type is as good as another, and there are two persistent ones.
 * Entry 4 of the map is persistent, 5 is reserved. */
static bool is_silent(size_t offset, unsigned char value)
{
	size_t entry = offset / 24;

	if (entry == 4)
		return offset % 24 == 16 && value == 12;
	return entry == 5 && offset % 24 >= 16 && offset % 24 < 20 &&
	       (offset % 24 != 16 || value == 0 || value == 6 ||
		(value > 7 && value != 12));
}

static void damaged_arrays(void **state)
{
	static struct table table;

	(void)state;
	table_make(&table, write_array, map, NULL);
	facts_damage(gpamap_pvh_read, &table, is_silent);
}

/* As many entries as a boot protocol has room for, and one too many. */
static void arrays_with_a_limit(void **state)
{
	struct gpamap_e820_options options = { .limit = 3 };
	static struct table table;

	(void)state;
	table_make(&table, write_array, "ram 0..1M | ram 2M..3M | ram 4M..5M",
		   &options);
	assert_int_equal(table.size, 3 * 24);
	options.limit = 2;
	table_refuse(write_array, "ram 0..1M | ram 2M..3M | ram 4M..5M",
		     &options, "TOO_MANY 3/2");
	/* 0 is no limit. */
	options.limit = 0;
	table_make(&table, write_array, "ram 0..1M | ram 2M..3M | ram 4M..5M",
		   &options);
	assert_int_equal(table.size, 3 * 24);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(array_of_every_type),
		cmocka_unit_test(options_of_e820),
		cmocka_unit_test(round_trip),
		cmocka_unit_test(bad_arrays),
		cmocka_unit_test(damaged_arrays),
		cmocka_unit_test(arrays_with_a_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
