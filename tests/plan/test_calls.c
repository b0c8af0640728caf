/* SPDX-License-Identifier: MIT */
#include <limits.h>

#include "plan_check.h"

/* The calls themselves: what they refuse, what they leave alone, reporters. */

static enum gpamap_status call(const struct gpamap_plan_input *input)
{
	static uint64_t words[512];
	struct gpamap_storage workspace = GPAMAP_STORAGE(words);
	const struct gpamap_plan *plan = (const struct gpamap_plan *)words;
	enum gpamap_status status;

	memset(words, 0xc3, sizeof(words));
	status = gpamap_plan_make(input, &workspace, &plan);
	if (status == GPAMAP_ERR_ARGUMENT || status == GPAMAP_ERR_TOO_MANY)
		for (size_t i = 0; i < sizeof(words); i++)
			assert_int_equal(((unsigned char *)words)[i], 0xc3);
	return status;
}

static const struct gpamap_plan_request one_page = {
	.phase = GPAMAP_PHASE_RAM,
	.size = 4096,
};

/*
 * NULL where something is needed.
 */
static void arguments(void **state)
{
	const struct gpamap_plan_input input = { .requests = &one_page,
						 .count = 1 };
	const struct gpamap_plan_input no_requests = { .count = 1 };
	const struct gpamap_plan_input nothing = { .count = 0 };
	uint64_t words[256];
	struct gpamap_storage workspace = GPAMAP_STORAGE(words);
	struct gpamap_storage neither = { NULL, 1, 0 };
	const struct gpamap_plan *plan = NULL;

	(void)state;
	assert_int_equal(call(NULL), GPAMAP_ERR_ARGUMENT);
	assert_int_equal(call(&no_requests), GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_plan_make(&input, NULL, &plan),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_plan_make(&input, &workspace, NULL),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_plan_make(&input, &neither, &plan),
			 GPAMAP_ERR_ARGUMENT);
	assert_null(plan);
	assert_int_equal(call(&input), GPAMAP_OK);
	assert_int_equal(call(&nothing), GPAMAP_OK);
}

static enum gpamap_status with_host(const struct gpamap_host *host)
{
	const struct gpamap_plan_input input = { .requests = &one_page,
						 .count = 1,
						 .host = host };

	return call(&input);
}

/*
 *   |  reversed  |  not whole pages  |  too high  |
 *
 * What the host avoids must be ranges.
 */
static void avoided_ranges_that_are_none(void **state)
{
	const struct gpamap_range bad[] = {
		{ 0x2000, 0x1000 },
		{ 0x1001, 0x2000 },
		{ 0x1000, 0x2001 },
		{ 0x1000, 0xffffffffffffffff },
	};
	struct gpamap_avoid avoid[2] = { { { 0, 0x1000 }, "good" } };
	struct gpamap_host host = { .avoid = avoid, .avoid_count = 2 };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		avoid[1].range = bad[i];
		assert_int_equal(with_host(&host), GPAMAP_ERR_ARGUMENT);
	}
	avoid[1].range = avoid[0].range;
	avoid[0].range = bad[0];
	assert_int_equal(with_host(&host), GPAMAP_ERR_ARGUMENT);
	host.avoid = NULL;
	assert_int_equal(with_host(&host), GPAMAP_ERR_ARGUMENT);
	host.avoid_count = 0;
	assert_int_equal(with_host(&host), GPAMAP_OK);
}

/*
 * Numbers of the host that are outside their domains.
 */
static void hosts_out_of_range(void **state)
{
	const unsigned int bits[] = { 1, 11, 65, 4000000000 };
	struct gpamap_host host = { 0 };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		host.address_bits = bits[i];
		assert_int_equal(with_host(&host), GPAMAP_ERR_ARGUMENT);
	}
	host.address_bits = 0;
	host.hypertransport = (enum gpamap_hypertransport)3;
	assert_int_equal(with_host(&host), GPAMAP_ERR_ARGUMENT);
}

/*
 * More requests than there can be ranges are refused before they are read.
 */
static void too_many(void **state)
{
	struct gpamap_host host = {
		.avoid = (const struct gpamap_avoid[1]){ { { 0, 0 }, NULL } },
		.avoid_count = GPAMAP_RANGES_MAX,
	};
	const struct gpamap_plan_input input = {
		.requests = &one_page,
		.count = GPAMAP_RANGES_MAX,
	};
	const struct gpamap_plan_input most = { .requests = &one_page,
						.count = SIZE_MAX };

	(void)state;
	assert_int_equal(call(&input), GPAMAP_ERR_TOO_MANY);
	assert_int_equal(call(&most), GPAMAP_ERR_TOO_MANY);
	assert_int_equal(with_host(&host), GPAMAP_ERR_TOO_MANY);
	/* With HyperTransport's range there are more than can be counted. */
	host.avoid_count = SIZE_MAX;
	host.hypertransport = GPAMAP_HT_RELOCATE;
	assert_int_equal(with_host(&host), GPAMAP_ERR_TOO_MANY);
}

/* A reporter that has had enough after so many. */
struct patience {
	size_t left;
	size_t calls;
};

static bool lose_patience(void *context,
			  const struct gpamap_plan_problem *problem)
{
	struct patience *patience = context;

	assert_int_equal(problem->status, GPAMAP_ERR_EMPTY);
	patience->calls++;
	return --patience->left != 0;
}

/*
 * A reporter that wants no more hears no more; the status is the same.
 */
static void reporter_that_has_enough(void **state)
{
	const struct gpamap_plan_request requests[4] = {
		{ .phase = GPAMAP_PHASE_MMIO32 },
		{ .phase = GPAMAP_PHASE_POST },
		{ .phase = GPAMAP_PHASE_POST, .size = 1 },
		{ .phase = GPAMAP_PHASE_POST, .size = 1 },
	};
	struct patience patience = { 2, 0 };
	struct gpamap_plan_input input = { .requests = requests, .count = 4 };

	(void)state;
	assert_int_equal(call(&input), GPAMAP_ERR_EMPTY);
	input.report = lose_patience;
	input.context = &patience;
	assert_int_equal(call(&input), GPAMAP_ERR_EMPTY);
	assert_int_equal(patience.calls, 2);
}

/*
 *   0  4K       8K
 *   |  |   a    |
 *
 * Problems of a first try, before RAM is relocated, are nobody's business: one
 * problem is told once.
 */
static void problems_are_told_once(void **state)
{
	(void)state;
	plan_refuse("host relocate | ram a 2T | mmio32 m 5G",
		    "ram 0..4G a | reserved 1012G..1T HyperTransport | "
		    "ram 1T..3T-4G a",
		    "NO_FIT mmio32 m: 0x140000000 bytes aligned to 0x1000 do "
		    "not fit in 0x0-0x100000000: 0x40000000 missing; free "
		    "0x100000000 in all, largest aligned run 0x100000000 at "
		    "0x0-0x100000000");
}

/* Problems in their order, each with its largest run. */
static bool note_largest(void *context,
			 const struct gpamap_plan_problem *problem)
{
	struct patience *patience = context;
	uint64_t run = problem->largest.end - problem->largest.start;

	assert_int_equal(problem->status, GPAMAP_ERR_NO_FIT);
	assert_int_equal(problem->request, patience->calls);
	assert_int_equal(problem->free_bytes, GPAMAP_4GB);
	assert_int_equal(run, GPAMAP_4GB);
	assert_int_equal(problem->missing, problem->asked - run);
	assert_int_equal(problem->other, GPAMAP_PLAN_NONE);
	assert_int_equal(problem->above, GPAMAP_PLAN_NONE);
	patience->calls++;
	return true;
}

/*
 *   0                                  4G
 *   |  5 GiB, 1002 times, do not fit   |
 *
 * However many problems there are, each has all its numbers.
 */
static void the_last_of_many_problems_has_all_numbers(void **state)
{
	static struct gpamap_plan_request requests[1002];
	static uint64_t words[32768];
	struct gpamap_storage workspace = GPAMAP_STORAGE(words);
	struct patience patience = { 0 };
	const struct gpamap_plan_input input = { .requests = requests,
						 .count = 1002,
						 .report = note_largest,
						 .context = &patience };
	const struct gpamap_plan *plan = NULL;

	(void)state;
	for (size_t i = 0; i < 1002; i++)
		requests[i] = (struct gpamap_plan_request){
			.phase = GPAMAP_PHASE_MMIO32, .size = GB(5)
		};
	assert_int_equal(gpamap_plan_make(&input, &workspace, &plan),
			 GPAMAP_ERR_NO_FIT);
	assert_int_equal(patience.calls, 1002);
	assert_int_equal(gpamap_plan_count(plan), 0);
}

/*
 *   0                    4K           1T        1T+4K
 *   |         a          |            |    a    |
 *
 * Address bits reach the last byte: 12 at the least, one more past a power.
 */
static void bits_that_reach_the_top(void **state)
{
	const struct {
		const char *text;
		unsigned int bits;
	} cases[] = {
		{ "", 12 },
		{ "ram a 4K", 12 },
		{ "ram a 8K", 13 },
		{ "ram a 1T", 40 },
		{ "ram a 1T+4K", 41 },
		{ "fixed a 4K at 0x7ffffffffffff000", 63 },
		{ "fixed a 4K at 0x8000000000000000", 64 },
		{ "ram a end", 64 },
		{ "reserve a end at 0", 12 },
	};
	static struct plan_made made;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		plan_make(&made, cases[i].text);
		assert_int_equal(gpamap_plan_address_bits(made.plan),
				 cases[i].bits);
	}
}

/*
 * Tags of requests, of what is avoided, of nothing.
 */
static void tags(void **state)
{
	static struct plan_made made;

	(void)state;
	plan_make(&made, "host skip | avoid x 1G..2G | ram a 4K | ram - 4K");
	assert_string_equal(gpamap_plan_tag(&made.input, 0), "a");
	assert_null(gpamap_plan_tag(&made.input, 1));
	assert_string_equal(gpamap_plan_tag(&made.input, 2), "x");
	assert_string_equal(gpamap_plan_tag(&made.input, 3), "HyperTransport");
	assert_null(gpamap_plan_tag(&made.input, 4));
	assert_null(gpamap_plan_tag(&made.input, GPAMAP_PLAN_NONE));
	plan_make(&made, "ram a 4K");
	assert_null(gpamap_plan_tag(&made.input, 1));
}

/*
 * A kind of its own, or what the phase means by none: RAM, RESERVED, HOTPLUG,
 * and MMIO in all others.
 */
static void kinds(void **state)
{
	static const enum gpamap_kind wanted[GPAMAP_PHASE_COUNT] = {
		[GPAMAP_PHASE_RESERVE] = GPAMAP_KIND_RESERVED,
		[GPAMAP_PHASE_FIXED] = GPAMAP_KIND_MMIO,
		[GPAMAP_PHASE_MMIO32] = GPAMAP_KIND_MMIO,
		[GPAMAP_PHASE_RAM] = GPAMAP_KIND_RAM,
		[GPAMAP_PHASE_HOTPLUG] = GPAMAP_KIND_HOTPLUG,
		[GPAMAP_PHASE_MMIO64] = GPAMAP_KIND_MMIO,
		[GPAMAP_PHASE_POST] = GPAMAP_KIND_MMIO,
	};
	struct gpamap_plan_request request = { .size = 4096 };

	(void)state;
	for (unsigned int i = 0; i < GPAMAP_PHASE_COUNT; i++) {
		request.phase = (enum gpamap_phase)i;
		request.kind = GPAMAP_KIND_HOLE;
		assert_int_equal(gpamap_plan_kind(&request), wanted[i]);
		request.kind = GPAMAP_KIND_PMEM;
		assert_int_equal(gpamap_plan_kind(&request), GPAMAP_KIND_PMEM);
	}
}

/*
 * The words for the phases, and for none.
 */
static void names_of_phases(void **state)
{
	(void)state;
	assert_string_equal(gpamap_phase_name(GPAMAP_PHASE_RESERVE), "reserve");
	assert_string_equal(gpamap_phase_name(GPAMAP_PHASE_FIXED), "fixed");
	assert_string_equal(gpamap_phase_name(GPAMAP_PHASE_MMIO32), "mmio32");
	assert_string_equal(gpamap_phase_name(GPAMAP_PHASE_RAM), "ram");
	assert_string_equal(gpamap_phase_name(GPAMAP_PHASE_HOTPLUG), "hotplug");
	assert_string_equal(gpamap_phase_name(GPAMAP_PHASE_MMIO64), "mmio64");
	assert_string_equal(gpamap_phase_name(GPAMAP_PHASE_POST), "post");
	assert_string_equal(gpamap_phase_name(GPAMAP_PHASE_COUNT), "unknown");
	assert_string_equal(gpamap_phase_name((enum gpamap_phase)UINT_MAX),
			    "unknown");
}

/*
 * A sentence of nothing is refused.
 */
static void sentences_of_nothing(void **state)
{
	const struct gpamap_plan_input input = { .count = 0 };
	const struct gpamap_plan_problem problem = { .request = 3 };
	char text[128] = "#";
	size_t need = 7;

	(void)state;
	assert_int_equal(gpamap_plan_problem_format(NULL, &problem, text,
						    sizeof(text), &need),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_plan_problem_format(&input, NULL, text,
						    sizeof(text), &need),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_plan_problem_format(&input, &problem, NULL, 1,
						    &need),
			 GPAMAP_ERR_ARGUMENT);
	assert_string_equal(text, "#");
	assert_int_equal(need, 7);
}

/*
 * A status that no plan gives is no reason, but one can say so.
 */
static void sentences_of_no_reason(void **state)
{
	const struct gpamap_plan_input input = { .requests = &one_page,
						 .count = 1 };
	const struct gpamap_plan_problem problem = {
		.status = GPAMAP_ERR_NO_SPACE, .phase = GPAMAP_PHASE_RAM
	};
	char text[128];

	(void)state;
	assert_int_equal(gpamap_plan_problem_format(&input, &problem, text,
						    sizeof(text), NULL),
			 GPAMAP_OK);
	assert_non_null(strstr(text, ": cannot be placed"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arguments),
		cmocka_unit_test(avoided_ranges_that_are_none),
		cmocka_unit_test(hosts_out_of_range),
		cmocka_unit_test(too_many),
		cmocka_unit_test(reporter_that_has_enough),
		cmocka_unit_test(problems_are_told_once),
		cmocka_unit_test(the_last_of_many_problems_has_all_numbers),
		cmocka_unit_test(bits_that_reach_the_top),
		cmocka_unit_test(tags),
		cmocka_unit_test(kinds),
		cmocka_unit_test(names_of_phases),
		cmocka_unit_test(sentences_of_nothing),
		cmocka_unit_test(sentences_of_no_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
