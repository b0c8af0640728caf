/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/host/number.h"

static void expect_size(const char *text, uint64_t wanted)
{
	const char *why = "";
	uint64_t bytes = 0;

	if (!gpamap_size_parse(gpamap_span_of(text), &bytes, &why))
		fail_msg("\"%s\" %s", text, why);
	assert_true(bytes == wanted);
}

static void expect_no_size(const char *text, const char *wanted)
{
	const char *why = "";
	uint64_t bytes = 7;

	assert_false(gpamap_size_parse(gpamap_span_of(text), &bytes, &why));
	assert_string_equal(why, wanted);
}

/* Every unit is a power of 1024, whatever letters stand behind it. */
static void sizes_with_units(void **state)
{
	(void)state;
	expect_size("0", 0);
	expect_size("4096", 4096);
	expect_size("4096B", 4096);
	expect_size("1K", 1024);
	expect_size("512MiB", 512 * UINT64_C(1048576));
	expect_size("512 MiB", 512 * UINT64_C(1048576));
	expect_size("2g", UINT64_C(0x80000000));
	expect_size("2GB", UINT64_C(0x80000000));
	expect_size("1T", UINT64_C(1) << 40);
	expect_size("16383P", UINT64_C(16383) << 50);
	expect_size("18446744073709551615", UINT64_MAX);
	expect_size(" 1M ", 1048576);
}

static void sizes_in_hexadecimal(void **state)
{
	(void)state;
	expect_size("0x1000", 0x1000);
	expect_size("0XfF", 0xff);
	expect_size("0xffffffffffffffff", UINT64_MAX);
	expect_no_size("0x", "is not a hexadecimal number");
	expect_no_size("0xg", "is not a hexadecimal number");
	expect_no_size("0x10000000000000000",
		       "is larger than 64 bits can hold");
	expect_no_size("f8000000", "needs 0x before a hexadecimal number");
}

/* A fraction that is no whole number of bytes is no size. */
static void fractions_are_exact(void **state)
{
	(void)state;
	expect_size("1.5G", UINT64_C(0x60000000));
	expect_size("0.5K", 512);
	expect_size("1.50000000000000000000000000000000000000K", 1536);
	expect_size("0.0009765625K", 1);
	expect_size("3.0", 3);
	expect_no_size("1.3G", "is not a whole number of bytes");
	expect_no_size("0.00048828125K", "is not a whole number of bytes");
	expect_no_size("1.5", "is not a whole number of bytes");
	expect_no_size("1.G", "is not a number");
}

static void sizes_that_are_none(void **state)
{
	static const char large[] = "is larger than 64 bits can hold";

	(void)state;
	expect_no_size("", "is empty where a number belongs");
	expect_no_size("-1", "is not a number");
	expect_no_size("G", "is not a number");
	expect_no_size("010", "begins with 0: write 0x for hexadecimal");
	expect_no_size("18446744073709551616", large);
	expect_no_size("16384P", large);
	expect_no_size("17179869184G", large);
	expect_no_size("2X", "has an unknown unit; K, M, G, T and P are known");
	expect_no_size("2Gi",
		       "has an unknown unit; K, M, G, T and P are known");
}

static void expect_range(const char *text, uint64_t start, uint64_t end)
{
	struct gpamap_range range = { 1, 1 };
	const char *why = "";

	if (!gpamap_range_parse(gpamap_span_of(text), &range, &why))
		fail_msg("\"%s\" %s", text, why);
	assert_true(range.start == start && range.end == end);
}

static void ranges_by_end_and_by_size(void **state)
{
	struct gpamap_range range;
	const char *why = "";

	(void)state;
	expect_range("0x1000-0x2000", 0x1000, 0x2000);
	expect_range("0x1000+0x2000", 0x1000, 0x3000);
	expect_range("1M - 2M", 0x100000, 0x200000);
	expect_range("4G+1.5G", UINT64_C(0x100000000), UINT64_C(0x160000000));
	expect_range("2-1", 2, 1);
	assert_false(gpamap_range_parse(gpamap_span_of("0xfffffffffffff000+8K"),
					&range, &why));
	assert_string_equal(why, "ends past the 64-bit address space");
	assert_false(gpamap_range_parse(gpamap_span_of("4G"), &range, &why));
	assert_false(gpamap_range_parse(gpamap_span_of("-"), &range, &why));
	assert_false(gpamap_range_parse(gpamap_span_of("1-"), &range, &why));
	assert_false(gpamap_range_parse(gpamap_span_of("1-2-3"), &range, &why));
}

static void expect_text(uint64_t bytes, const char *exact, const char *rounded)
{
	char text[GPAMAP_SIZE_TEXT_MAX];

	gpamap_size_format(bytes, text);
	assert_string_equal(text, exact);
	gpamap_size_format_short(bytes, text);
	assert_string_equal(text, rounded);
}

/* What is written is exact, or says with a ~ that it is not. */
static void sizes_for_people(void **state)
{
	(void)state;
	expect_text(0, "0 bytes", "0 bytes");
	expect_text(1, "1 byte", "1 byte");
	expect_text(1023, "1023 bytes", "1023 bytes");
	expect_text(1024, "1 KiB", "1 KiB");
	expect_text(640 * 1024, "640 KiB", "640 KiB");
	expect_text(UINT64_C(0xe0000000), "3.5 GiB", "3.5 GiB");
	expect_text(UINT64_C(2) << 30, "2 GiB", "2 GiB");
	expect_text(1048576 + 4096, "1 MiB + 4 KiB", "~1 MiB");
	expect_text(1048577, "1048577 bytes", "~1 MiB");
	expect_text((UINT64_C(1) << 30) - 4096, "1023 MiB + 1020 KiB",
		    "~1 GiB");
	expect_text(UINT64_C(0x2eb00000), "747 MiB", "747 MiB");
	expect_text(UINT64_C(0x2eb19000), "747 MiB + 100 KiB", "~747.1 MiB");
	expect_text(UINT64_MAX, "18446744073709551615 bytes", "~16 EiB");
	/* Pages are told in units, three of them at the most. */
	expect_text(UINT64_C(3220434944), "2 GiB + 1023 MiB + 252 KiB",
		    "~3 GiB");
	expect_text((UINT64_C(2047) << 30) + (UINT64_C(770) << 20),
		    "2047 GiB + 770 MiB", "~2 TiB");
	expect_text((UINT64_C(1) << 40) + (UINT64_C(16) << 20),
		    "1 TiB + 16 MiB", "~1 TiB");
	expect_text((UINT64_C(1) << 40) + 4096, "1 TiB + 4 KiB", "~1 TiB");
	expect_text(UINT64_C(0xfffffffffffff000),
		    "17179869183 GiB + 1023 MiB + 1020 KiB", "~16 EiB");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sizes_with_units),
		cmocka_unit_test(sizes_in_hexadecimal),
		cmocka_unit_test(fractions_are_exact),
		cmocka_unit_test(sizes_that_are_none),
		cmocka_unit_test(ranges_by_end_and_by_size),
		cmocka_unit_test(sizes_for_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
