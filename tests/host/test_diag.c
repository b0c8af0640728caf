/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/host/diag.h"

static const struct gpamap_place place = { 1, 1 };

/* A limit is for errors: what else there is to say is kept. */
static void limit(void **state)
{
	struct gpamap_diags diags = { .limit = 2 };
	int i;

	(void)state;
	for (i = 0; i < 5; i++) {
		gpamap_diag_syntax(&diags, place, "error %d", i);
		gpamap_diag_relate(&diags, place, "of error %d", i);
	}
	gpamap_diag_add(&diags, GPAMAP_DIAG_NOTE, "rule", place, NULL, "note");
	assert_int_equal(diags.count, 5);
	assert_int_equal(diags.errors, 5);
	assert_int_equal(diags.lost, 3);
	assert_string_equal(diags.items[3].text, "of error 1");
	assert_string_equal(diags.items[4].text, "note");
	gpamap_diags_clear(&diags);
	assert_int_equal(diags.limit, 2);
}

/* Of millions of mistakes, the first are kept and all are counted. */
static void most(void **state)
{
	struct gpamap_diags diags = { .limit = 0 };
	size_t i;

	(void)state;
	for (i = 0; i < GPAMAP_DIAGS_MAX + 10; i++)
		gpamap_diag_add(&diags, GPAMAP_DIAG_WARNING, "rule", place,
				NULL, "warning %zu", i);
	gpamap_diag_syntax(&diags, place, "an error");
	assert_int_equal(diags.count, GPAMAP_DIAGS_MAX);
	assert_int_equal(diags.lost, 11);
	assert_int_equal(diags.warnings, GPAMAP_DIAGS_MAX + 10);
	assert_int_equal(diags.errors, 1);
	assert_string_equal(diags.items[GPAMAP_DIAGS_MAX - 1].text,
			    "warning 99999");
	gpamap_diags_clear(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limit),
		cmocka_unit_test(most),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
