/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "../../src/guest/out.h"
#include "../unit/map_check.h"

/*
 * Numbers in text, as the writers of text put them: of any size, though what
 * is told today is smaller. printf() has the last word.
 */

typedef void putter(struct gpamap_out *out, uint64_t value);

/* Measured first, then put: the same bytes, and no more. */
static void check_put(putter *put, uint64_t value, const char *wanted)
{
	size_t length = strlen(wanted);
	unsigned char bytes[32];
	struct gpamap_out measured = { NULL, 3 };
	struct gpamap_out out = { bytes, 3 };

	memset(bytes, '?', sizeof(bytes));
	put(&measured, value);
	put(&out, value);
	assert_int_equal(measured.used, 3 + length);
	assert_int_equal(out.used, 3 + length);
	assert_memory_equal(bytes, "???", 3);
	assert_memory_equal(bytes + 3, wanted, length);
	assert_int_equal(bytes[3 + length], '?');
}

static void check_number(uint64_t value)
{
	char text[32];

	snprintf(text, sizeof(text), "%" PRIu64, value);
	check_put(gpamap_out_decimal, value, text);
	snprintf(text, sizeof(text), "%016" PRIx64, value);
	check_put(gpamap_out_hex, value, text);
}

/* Where a digit more is needed, and each digit in each place. */
static void numbers_of_every_length(void **state)
{
	uint64_t unit = 1;

	(void)state;
	for (int i = 0; i < 20; i++, unit *= 10)
		for (uint64_t digit = 1; digit <= (i < 19 ? 9u : 1u); digit++) {
			check_number(digit * unit - 1);
			check_number(digit * unit);
			check_number(digit * unit + 1);
		}
	for (int bit = 0; bit < 64; bit++)
		for (uint64_t digit = 1; digit < 16; digit++)
			check_number(digit << bit);
	check_number(UINT64_MAX - 1);
	check_number(UINT64_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_of_every_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
