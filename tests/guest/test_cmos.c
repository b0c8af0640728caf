/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "table_check.h"

/*
 * The memory sizes of a PC's CMOS:
 *
 *   0      640K    1M      16M     4G      1T+4G-64K
 *   | base | shadow | extended ... | high ... |
 */

/* Check the bytes of @picture, as "15:80 16:02 ...". */
static void check_bytes(const char *picture, const char *wanted)
{
	struct gpamap_cmos_byte bytes[GPAMAP_CMOS_BYTES];
	static struct map_made made;
	char text[128] = "";
	size_t used = 0, i;

	map_make(&made, picture);
	memset(bytes, 0xc3, sizeof(bytes));
	assert_int_equal(gpamap_cmos_fill(made.layout, bytes, NULL), GPAMAP_OK);
	for (i = 0; i < GPAMAP_CMOS_BYTES; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used,
					 "%s%02x:%02x", i > 0 ? " " : "",
					 bytes[i].index, bytes[i].value);
	assert_string_equal(text, wanted);
}

/* Check that @picture cannot be told: "ram[0] PLACED+MISSING LIMIT". */
static void check_no_fit(const char *picture, const char *wanted)
{
	struct gpamap_cmos_byte bytes[GPAMAP_CMOS_BYTES];
	static struct map_made made;
	struct gpamap_error error;
	char text[128];

	map_make(&made, picture);
	memset(bytes, 0xc3, sizeof(bytes));
	assert_int_equal(gpamap_cmos_fill(made.layout, bytes, &error),
			 GPAMAP_ERR_NO_FIT);
	assert_int_equal(gpamap_cmos_fill(made.layout, bytes, NULL),
			 GPAMAP_ERR_NO_FIT);
	assert_int_equal(bytes[0].index, 0xc3);
	assert_true(error.asked == error.placed + error.missing);
	snprintf(text, sizeof(text),
		 "%s[%zu] 0x%" PRIx64 "+0x%" PRIx64 " 0x%" PRIx64,
		 gpamap_list_name(error.subject.list), error.subject.index,
		 error.placed, error.missing, error.limit);
	assert_string_equal(text, wanted);
}

static void machines(void **state)
{
	(void)state;
	/* 3 GiB: 640 KiB; 65535 KiB; (3G - 16M) / 64K = 0xbf00. */
	check_bytes("ram 0..3G | mmio 3G..4G",
		    "15:80 16:02 17:ff 18:ff 30:ff 31:ff 34:00 35:bf "
		    "5b:00 5c:00 5d:00");
	check_bytes("ram 0..640K | mmio 640K..1M | ram:0 1M..2G | ram:1 2G..3G "
		    "| ram 4G..5G",
		    "15:80 16:02 17:ff 18:ff 30:ff 31:ff 34:00 35:bf "
		    "5b:00 5c:40 5d:00");
	/* Less than 16 MiB, and than 640 KiB. */
	check_bytes("ram 0..512K | ram 1M..8M+4K",
		    "15:00 16:02 17:04 18:1c 30:04 31:1c 34:00 35:00 "
		    "5b:00 5c:00 5d:00");
	/* Less than 16 MiB, and more, by half a MiB. */
	check_bytes("ram 0..640K | ram 1M..15M+512K",
		    "15:80 16:02 17:00 18:3a 30:00 31:3a 34:00 35:00 "
		    "5b:00 5c:00 5d:00");
	check_bytes("ram 0..640K | ram 1M..16M+512K",
		    "15:80 16:02 17:00 18:3e 30:00 31:3e 34:08 35:00 "
		    "5b:00 5c:00 5d:00");
	check_bytes("", "15:00 16:00 17:00 18:00 30:00 31:00 34:00 35:00 "
			"5b:00 5c:00 5d:00");
}

/* The KiB sizes stop at 65535 by their own rule; the last that does not is
 * told whole. */
static void saturation(void **state)
{
	(void)state;
	check_bytes("ram 0..64M",
		    "15:80 16:02 17:00 18:fc 30:00 31:fc 34:00 35:03 "
		    "5b:00 5c:00 5d:00");
	check_bytes("ram 0..65M",
		    "15:80 16:02 17:ff 18:ff 30:ff 31:ff 34:10 35:03 "
		    "5b:00 5c:00 5d:00");
	check_bytes("ram 0..4G",
		    "15:80 16:02 17:ff 18:ff 30:ff 31:ff 34:00 35:ff "
		    "5b:00 5c:00 5d:00");
}

/* 24 bits of 64 KiB: the trap where others cut silently. */
static void high_memory(void **state)
{
	(void)state;
	check_bytes("ram 0..1T+4G-64K",
		    "15:80 16:02 17:ff 18:ff 30:ff 31:ff 34:00 35:ff "
		    "5b:ff 5c:ff 5d:ff");
	check_no_fit("ram 0..1T+4G",
		     "ram[0] 0xffffff0000+0x10000 0x100ffff0000");
	check_no_fit("ram 0..3G | ram 4G..2T",
		     "ram[1] 0xffffff0000+0xff00010000 0x100ffff0000");
	check_no_fit("ram 4G..4G+68K", "ram[0] 0x10000+0x1000 0x100010000");
}

/* A run from its start is all that a size can tell. */
static void holes(void **state)
{
	(void)state;
	check_no_fit("ram 4K..640K", "ram[0] 0x0+0x9f000 0x1000");
	check_no_fit("ram 0..512K | ram 516K..520K",
		     "ram[1] 0x0+0x1000 0x81000");
	check_no_fit("ram 0..640K | ram 2M..3M",
		     "ram[1] 0x0+0x100000 0x200000");
	check_no_fit("ram 0..2G | mmio 2G..3G | ram 3G..4G",
		     "ram[1] 0x0+0x40000000 0xc0000000");
	check_no_fit("ram 0..3G | ram 5G..6G",
		     "ram[1] 0x0+0x40000000 0x140000000");
	check_no_fit("ram 0..17M+4K", "ram[0] 0x100000+0x1000 0x1100000");
}

static void wrong_calls(void **state)
{
	struct gpamap_cmos_byte bytes[GPAMAP_CMOS_BYTES];
	static struct map_made made;

	(void)state;
	map_make(&made, "ram 0..4K");
	assert_int_equal(gpamap_cmos_fill(made.layout, NULL, NULL),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_cmos_fill(NULL, bytes, NULL),
			 GPAMAP_ERR_ARGUMENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(machines),    cmocka_unit_test(saturation),
		cmocka_unit_test(high_memory), cmocka_unit_test(holes),
		cmocka_unit_test(wrong_calls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
