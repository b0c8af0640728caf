/* SPDX-License-Identifier: MIT */
#include "table_check.h"

/*
 * SMBIOS structures:
 *
 *   0     3G     4G      6G
 *   | ram:0 | mmio | ram:0 | ram:2 |
 */

static enum gpamap_status write_all(const struct gpamap_layout *layout,
				    const void *options, void *buffer,
				    size_t size, size_t *need,
				    struct gpamap_error *error)
{
	return gpamap_smbios_write(layout, options, buffer, size, need, error);
}

/* Type 17 from its Size on, with form factor, locators, type and detail. */
#define DEVICE(handle, size, extended, bytes, names)                           \
	"115c" handle "0010 feff ffff ffff" size "09 00 01 02 07 0200"         \
	"0000 00000000 00" extended "0000 0000 0000 0000 02 0800"              \
	"00 0000 0000 0000 0000 0000000000000000" bytes                        \
	"0000000000000000 0000000000000000 00000000 00000000" names "0000"

#define DIMM "44494d4d20" /* "DIMM " */
#define NODE "004e4f444520" /* NUL, "NODE " */

/* One array; 5 GiB on node 0 and 1 GiB on node 2; two stretches of RAM. */
static void two_nodes(void **state)
{
	struct gpamap_smbios_options options = { .device_size = GB(4),
						 .end = true };

	(void)state;
	table_check(
		write_all,
		"ram:0 0..3G | mmio 3G..4G | ram:0 4G..6G | ram:2 6G..7G",
		&options,
		"1017 0010 03 03 03 00006000 feff 0300 0000000000000000 0000" DEVICE(
			"0110", "0010", "00000000", "0000000001000000",
			DIMM "30" NODE "30") DEVICE("0210", "0004", "00000000",
						    "0000004000000000",
						    DIMM "31" NODE "30")
			DEVICE("0310", "0004", "00000000", "0000004000000000",
			       DIMM
			       "32" NODE
			       "32") "131f 0410 00000000 ffff2f00 0010 01 0000000000000000"
				     "0000000000000000 0000"
				     "131f 0510 00004000 ffff6f00 0010 01 0000000000000000"
				     "0000000000000000 0000"
				     "7f04 0610 0000");
}

/* Sizes past a field's width go to the extended one. */
static void large_sizes(void **state)
{
	struct gpamap_smbios_options options = { .device_size = TB(4),
						 .first_handle = 0x20,
						 .error_correction = 6 };
	static struct table table;

	(void)state;
	table_make(&table, write_all, "ram 0..2T", &options);
	/* Capacity: 2 TiB is the first that is told in bytes. */
	assert_memory_equal(table.bytes,
			    "\x10\x17\x20\0\3\3\6\0\0\0\x80\xfe\xff\1\0"
			    "\0\0\0\0\0\2\0\0",
			    0x17);
	assert_memory_equal(table.bytes + 0x19 + 0x0c, "\xff\x7f", 2);
	assert_memory_equal(table.bytes + 0x19 + 0x1c, "\0\0\x20\0", 4);
	table_make(&table, write_all, "ram 4T-4K..4T", &options);
	assert_memory_equal(table.bytes + 0x19 + 0x0c, "\4\x80", 2);
	assert_memory_equal(table.bytes + 0x19 + 0x5c + 15,
			    "\x13\x1f\x22\0\xff\xff\xff\xff\xff\xff\xff\xff"
			    "\x20\0\1\0\xf0\xff\xff\xff\3\0\0"
			    "\xff\xff\xff\xff\xff\3\0\0\0\0",
			    33);
}

/* Nothing is lost: what is no multiple of the units has devices of its own. */
static void odd_sizes(void **state)
{
	struct gpamap_smbios_options options = { .device_size = MB(1) };
	static struct table table;

	(void)state;
	table_make(&table, write_all, "ram 0..2M+12K", NULL);
	assert_int_equal(table.size, 0x19 + 2 * (0x5c + 15) + 0x1f + 2);
	assert_memory_equal(table.bytes + 0x19 + 0x0c, "\2\0", 2);
	assert_memory_equal(table.bytes + 0x19 + 0x5c + 15 + 0x0c, "\x0c\x80",
			    2);
	table_make(&table, write_all, "ram 0..2M+12K", &options);
	assert_int_equal(table.size, 0x19 + 3 * (0x5c + 15) + 0x1f + 2);
}

static void no_ram(void **state)
{
	(void)state;
	table_check(write_all, "mmio 0..1G", NULL,
		    "1017 0010 03 03 03 00000000 feff 0000 0000000000000000"
		    "0000");
}

static void limits(void **state)
{
	struct gpamap_smbios_options options = { .first_handle = 0xfefd };

	(void)state;
	table_refuse(write_all, "ram:0 0..4K | ram:1 4K..8K", &options,
		     "TOO_MANY 4/3");
	options = (struct gpamap_smbios_options){ .device_size = MB(1) };
	table_refuse(write_all, "ram 0..1T", &options, "TOO_MANY 65282/61184");
	options.device_size = KB(512);
	table_refuse(write_all, "ram 0..4K", &options, "ARGUMENT 0/0");
	options.device_size = UINT64_C(1) << 51;
	table_refuse(write_all, "ram 0..4K", &options, "ARGUMENT 0/0");
	options = (struct gpamap_smbios_options){ .error_correction = 8 };
	table_refuse(write_all, "ram 0..4K", &options, "ARGUMENT 0/0");
	options = (struct gpamap_smbios_options){ .first_handle = 0xff00 };
	table_refuse(write_all, "ram 0..4K", &options, "ARGUMENT 0/0");
	assert_int_equal(gpamap_smbios_write(NULL, NULL, NULL, 0, NULL, NULL),
			 GPAMAP_ERR_ARGUMENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_nodes), cmocka_unit_test(large_sizes),
		cmocka_unit_test(odd_sizes), cmocka_unit_test(no_ram),
		cmocka_unit_test(limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
