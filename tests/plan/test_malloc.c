/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

/* Plans on malloc: made, turned into layouts, freed. */

static bool count_problem(void *context,
			  const struct gpamap_plan_problem *problem)
{
	size_t *count = context;

	assert_int_equal(problem->status, GPAMAP_ERR_NO_FIT);
	(*count)++;
	return true;
}

/* What @text asks for, with problems counted in @count. */
static struct gpamap_plan_input take(struct plan_text *plan, const char *text,
				     size_t *count)
{
	plan_parse(plan, text);
	*count = 0;
	return (struct gpamap_plan_input){
		.requests = plan->requests,
		.count = plan->count,
		.host = plan->has_host ? &plan->host : NULL,
		.report = count_problem,
		.context = count,
	};
}

/*
 *   0       1G  1G+4K
 *   |   r   | p |
 *
 * The plan can be asked, and its layout stands without it.
 */
static void a_plan_and_its_layout(void **state)
{
	struct plan_text text;
	size_t problems;
	struct gpamap_plan_input input =
		take(&text, "host bits 40 | ram r 1G | post p 4K", &problems);
	enum gpamap_status status = GPAMAP_ERR_IO;
	struct gpamap_layout *layout;
	struct gpamap_plan_piece piece;
	struct gpamap_plan *plan;

	(void)state;
	plan = gpamap_plan_create(&input, &status);
	assert_non_null(plan);
	assert_int_equal(status, GPAMAP_OK);
	assert_int_equal(gpamap_plan_count(plan), 2);
	assert_int_equal(gpamap_plan_address_bits(plan), 31);
	assert_true(gpamap_plan_first(plan, &piece));
	assert_string_equal(piece.tag, "r");
	layout = gpamap_layout_create_planned(plan, NULL);
	assert_non_null(layout);
	gpamap_plan_free(plan);
	memset(&text, 0x5a, sizeof(text));
	map_check(layout, "ram 0..1G r | mmio 1G..1G+4K p");
	gpamap_layout_free(layout);
	assert_int_equal(problems, 0);
}

/* No request at all: a layout of nothing. */
static void nothing_is_planned(void **state)
{
	const struct gpamap_plan_input input = { .count = 0 };
	struct gpamap_layout *layout;
	struct gpamap_plan *plan;

	(void)state;
	plan = gpamap_plan_create(&input, NULL);
	assert_non_null(plan);
	assert_int_equal(gpamap_plan_count(plan), 0);
	layout = gpamap_layout_create_planned(plan, NULL);
	gpamap_plan_free(plan);
	assert_non_null(layout);
	map_check(layout, "");
	gpamap_layout_free(layout);
}

/* One request of three has its place: that is no plan, and both problems are
 * told. */
static void a_part_is_no_plan(void **state)
{
	struct plan_text text;
	size_t problems;
	struct gpamap_plan_input input = take(
		&text, "host bits 30 | ram r 512M | mmio32 a 768M | post p 1G",
		&problems);
	enum gpamap_status status = GPAMAP_OK;

	(void)state;
	assert_null(gpamap_plan_create(&input, &status));
	assert_int_equal(status, GPAMAP_ERR_NO_FIT);
	assert_int_equal(problems, 2);
	assert_null(gpamap_plan_create(&input, NULL));
	assert_int_equal(problems, 4);
}

/* A call that is wrong has nothing to report, but a status. */
static void a_call_is_wrong(void **state)
{
	const struct gpamap_plan_input none = { .count = 1 };
	const struct gpamap_plan_request request = { .size = 4096 };
	const struct gpamap_plan_input many = { .requests = &request,
						.count = SIZE_MAX };
	enum gpamap_status status = GPAMAP_OK;

	(void)state;
	assert_null(gpamap_plan_create(NULL, &status));
	assert_int_equal(status, GPAMAP_ERR_ARGUMENT);
	assert_null(gpamap_plan_create(&none, &status));
	assert_int_equal(status, GPAMAP_ERR_ARGUMENT);
	assert_null(gpamap_plan_create(&many, &status));
	assert_int_equal(status, GPAMAP_ERR_TOO_MANY);
	assert_null(gpamap_plan_create(NULL, NULL));
	gpamap_plan_free(NULL);
}

/* No plan, no layout; and what a layout refuses, with its detail. */
static void a_layout_is_refused(void **state)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	struct plan_text text;
	size_t problems;
	struct gpamap_plan_input input =
		take(&text, "fixed v 4K at 4K vtl2 | ram r 1G", &problems);
	struct gpamap_plan *plan;

	(void)state;
	assert_null(gpamap_layout_create_planned(NULL, &error));
	assert_int_equal(error.status, GPAMAP_ERR_ARGUMENT);
	assert_int_equal(error.subject.list, GPAMAP_LIST_NONE);
	assert_int_equal(error.other.list, GPAMAP_LIST_NONE);
	assert_null(gpamap_layout_create_planned(NULL, NULL));
	plan = gpamap_plan_create(&input, NULL);
	assert_non_null(plan);
	assert_null(gpamap_layout_create_planned(plan, &error));
	assert_int_equal(error.status, GPAMAP_ERR_VTL2_LOW);
	assert_int_equal(error.subject.list, GPAMAP_LIST_VTL2);
	assert_int_equal(error.subject.range.start, 4096);
	gpamap_plan_free(plan);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plan_and_its_layout),
		cmocka_unit_test(nothing_is_planned),
		cmocka_unit_test(a_part_is_no_plan),
		cmocka_unit_test(a_call_is_wrong),
		cmocka_unit_test(a_layout_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
