/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

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

/* Neighbours among vnodes, and devices of the default size. */
static void nodes_in_a_row(void **state)
{
	(void)state;
	table_check(
		write_all,
		"ram:1 0..1M | ram:0 1M..17G+1M | ram:2 17G+1M..17G+2M", NULL,
		"1017 0010 03 03 03 00081001 feff 0400 0000000000000000 0000" DEVICE(
			"0110", "0040", "00000000", "0000000004000000",
			DIMM "30" NODE
			     "30") DEVICE("0210", "0004", "00000000",
					  "0000004000000000",
					  DIMM "31" NODE
					       "30") DEVICE("0310", "0100",
							    "00000000",
							    "0000100000000000",
							    DIMM "32" NODE "31")
			DEVICE("0410", "0100", "00000000", "0000100000000000",
			       DIMM
			       "33" NODE
			       "32") "131f 0510 00000000 ff071001 0010 01 0000000000000000"
				     "0000000000000000 0000");
}

static void no_ram(void **state)
{
	(void)state;
	table_check(write_all, "mmio 0..1G", NULL,
		    "1017 0010 03 03 03 00000000 feff 0000 0000000000000000"
		    "0000");
}

/* Little-endian, of @size bytes. */
static uint64_t number_at(const unsigned char *at, size_t size)
{
	uint64_t number = 0;

	while (size-- > 0)
		number = number << 8 | at[size];
	return number;
}

/* Behind the strings of the structure at @at. */
static const unsigned char *behind(const unsigned char *at)
{
	at += at[1];
	while (at[0] != 0 || at[1] != 0)
		at++;
	return at + 2;
}

/* The size of a memory device, in the fields that have it, which must agree
 * with its volatile size. */
static uint64_t device_size_at(const unsigned char *at)
{
	uint64_t size = number_at(at + 0x0c, 2);
	uint64_t extended = number_at(at + 0x1c, 4);

	assert_true((size == 0x7fff) == (extended != 0));
	if (size == 0x7fff)
		size = MB(extended);
	else if (size > 0x7fff)
		size = KB(size - 0x8000);
	else
		size = MB(size);
	assert_true(size == number_at(at + 0x3c, 8));
	return size;
}

/* Check a whole table, of one stretch of RAM from 0 to @ram on node 0, with
 * devices of @device bytes, as the specification has it read. */
static void check_stretch(uint64_t ram, uint64_t device)
{
	const struct gpamap_smbios_options options = { .device_size = device };
	const uint64_t rest[] = { ram % device / MB(1) * MB(1), ram % MB(1) };
	uint64_t count = ram / device + (rest[0] > 0) + (rest[1] > 0);
	const unsigned char *at;
	unsigned char *bytes;
	struct map_made map;
	char picture[64];
	size_t need;

	snprintf(picture, sizeof(picture), "ram 0..0x%" PRIx64, ram);
	map_make(&map, picture);
	assert_int_equal(gpamap_smbios_write(map.layout, &options, NULL, 0,
					     &need, NULL),
			 GPAMAP_OK);
	at = bytes = test_malloc(need);
	assert_int_equal(gpamap_smbios_write(map.layout, &options, bytes, need,
					     NULL, NULL),
			 GPAMAP_OK);
	assert_int_equal(at[0], 16);
	if (ram < TB(2)) {
		assert_true(number_at(at + 7, 4) == ram / 1024);
		assert_true(number_at(at + 0x0f, 8) == 0);
	} else {
		assert_true(number_at(at + 7, 4) == 0x80000000);
		assert_true(number_at(at + 0x0f, 8) == ram);
	}
	assert_true(number_at(at + 0x0d, 2) == count);
	at = behind(at);
	for (uint64_t i = 0; i < count; i++, at = behind(at)) {
		assert_int_equal(at[0], 17);
		assert_true(number_at(at + 2, 2) == 0x1001 + i);
		if (i < ram / device)
			assert_true(device_size_at(at) == device);
		else if (i < count - 1 || rest[1] == 0)
			assert_true(device_size_at(at) == rest[0]);
		else
			assert_true(device_size_at(at) == rest[1]);
	}
	assert_int_equal(at[0], 19);
	assert_true(number_at(at + 2, 2) == 0x1001 + count);
	if (ram / 1024 - 1 < UINT32_MAX) {
		assert_true(number_at(at + 4, 4) == 0);
		assert_true(number_at(at + 8, 4) == ram / 1024 - 1);
		assert_true(number_at(at + 0x17, 8) == 0);
	} else {
		assert_true(number_at(at + 4, 4) == UINT32_MAX);
		assert_true(number_at(at + 8, 4) == UINT32_MAX);
		assert_true(number_at(at + 0x17, 8) == ram - 1);
	}
	assert_true(number_at(at + 0x0f, 8) == 0);
	assert_ptr_equal(behind(at), bytes + need);
	test_free(bytes);
}

/* Around each size at which something is told in another way. */
static void sizes_around_each_edge(void **state)
{
	static const uint64_t edges[] = { MB(1),  MB(2),	  MB(64),
					  GB(16), GB(32) - MB(1), GB(32),
					  TB(1),  TB(2),	  TB(4),
					  TB(64), TB(2048) };
	static const uint64_t devices[] = { MB(1),	     MB(3),
					    GB(16),	     GB(32) - MB(1),
					    GB(32),	     TB(1) + MB(1),
					    TB(2048) - MB(1) };

	(void)state;
	for (size_t i = 0; i < sizeof(edges) / sizeof(edges[0]); i++)
		for (size_t j = 0; j < sizeof(devices) / sizeof(devices[0]);
		     j++) {
			if (edges[i] / devices[j] > 64)
				continue;
			check_stretch(edges[i] - MB(1) > 0 ? edges[i] - MB(1)
							   : KB(4),
				      devices[j]);
			check_stretch(edges[i] - KB(4), devices[j]);
			check_stretch(edges[i], devices[j]);
			check_stretch(edges[i] + KB(4), devices[j]);
			check_stretch(edges[i] + MB(1), devices[j]);
		}
}

/* The last free handle may be used, and each option has its limits. */
static void what_is_just_allowed(void **state)
{
	struct gpamap_smbios_options options = { .first_handle = 0xfefd };
	static struct table table;

	(void)state;
	table_make(&table, write_all, "ram:0 0..4K", &options);
	assert_int_equal(table.bytes[0x19 + 0x5c + 15], 19);
	assert_memory_equal(table.bytes + 0x19 + 0x5c + 15 + 2, "\xff\xfe", 2);
	options.end = true;
	table_refuse(write_all, "ram:0 0..4K", &options, "TOO_MANY 4/3");
	options = (struct gpamap_smbios_options){ .first_handle = 0xfeff,
						  .error_correction = 7 };
	table_check(write_all, "", &options,
		    "1017 fffe 03 03 07 00000000 feff 0000 0000000000000000"
		    "0000");
	options = (struct gpamap_smbios_options){ .first_handle = 1,
						  .error_correction = 1 };
	table_check(write_all, "", &options,
		    "1017 0100 03 03 01 00000000 feff 0000 0000000000000000"
		    "0000");
}

static void limits(void **state)
{
	struct gpamap_smbios_options options = { .first_handle = 0xfefd };

	(void)state;
	table_refuse(write_all, "ram:0 0..4K | ram:1 4K..8K", &options,
		     "TOO_MANY 4/3");
	options = (struct gpamap_smbios_options){ .device_size = MB(1) };
	table_refuse(write_all, "ram 0..1T", &options,
		     "TOO_MANY 1048578/61184");
	table_refuse(write_all, "ram:0 0..65279M | ram:1 65279M..65280M",
		     &options, "TOO_MANY 65282/61184");
	/* Node 1 is not looked at any more. */
	table_refuse(write_all, "ram:0 0..1T+4K | ram:1 1T+4K..2T", &options,
		     "TOO_MANY 1048579/61184");
	table_refuse(write_all, "ram 0..end", &options,
		     "TOO_MANY 17592186044418/61184");
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
		cmocka_unit_test(two_nodes),
		cmocka_unit_test(large_sizes),
		cmocka_unit_test(odd_sizes),
		cmocka_unit_test(sizes_around_each_edge),
		cmocka_unit_test(nodes_in_a_row),
		cmocka_unit_test(no_ram),
		cmocka_unit_test(what_is_just_allowed),
		cmocka_unit_test(limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
