/* SPDX-License-Identifier: MIT */
/* Memory that is all zeros, and takes none. */
#define _DEFAULT_SOURCE

#include <sys/mman.h>

#include "plan_check.h"

/* How large a workspace is, in ranges that a plan can take at the most: the
 * words for one are the unit, so that they may be of any number. */

static size_t need_of(const struct gpamap_plan_input *input)
{
	struct gpamap_storage workspace = { NULL, 0, 0 };

	assert_int_equal(gpamap_plan_make(input, &workspace, NULL), GPAMAP_OK);
	return workspace.need;
}

static size_t need_of_requests(size_t count)
{
	const struct gpamap_plan_request fixed[8] = {
		{ .phase = GPAMAP_PHASE_FIXED },
	};
	struct gpamap_plan_request requests[8];
	const struct gpamap_plan_input input = { .requests = requests,
						 .count = count };
	size_t i;

	for (i = 0; i < 8; i++)
		requests[i] = fixed[0];
	return need_of(&input);
}

/* Each request adds a range, and every other a word of the queue. */
static void workspace_grows_by_requests(void **state)
{
	size_t unit = need_of_requests(2) - need_of_requests(1);
	size_t i;

	(void)state;
	for (i = 0; i < 7; i++)
		assert_int_equal(need_of_requests(i + 1) - need_of_requests(i),
				 unit + (i % 2 == 0));
}

/* Ranges for requests of each phase, and for what the host avoids: that falls
 * into parts, and RAM into pieces between all that was placed before. */
static void workspace_for_the_most_pieces(void **state)
{
	static const struct {
		size_t fixed, mmio32, ram, hotplug, mmio64, post, avoided;
		size_t ranges;
	} rows[] = {
		{ 1, 0, 0, 0, 0, 0, 0, 1 }, { 0, 1, 0, 0, 0, 0, 0, 1 },
		{ 0, 0, 1, 0, 0, 0, 0, 3 }, { 0, 0, 0, 1, 0, 0, 0, 1 },
		{ 0, 0, 0, 0, 1, 0, 0, 1 }, { 0, 0, 0, 0, 0, 1, 0, 1 },
		{ 0, 0, 0, 0, 0, 0, 1, 3 }, { 0, 0, 0, 0, 0, 0, 2, 5 },
		{ 1, 0, 1, 0, 0, 0, 0, 5 }, { 1, 0, 0, 0, 0, 0, 1, 5 },
		{ 0, 0, 1, 0, 0, 0, 1, 9 }, { 1, 1, 2, 0, 0, 0, 0, 8 },
		{ 1, 1, 0, 0, 0, 0, 2, 8 }, { 1, 0, 0, 1, 1, 1, 0, 4 },
	};
	const size_t unit = need_of_requests(2) - need_of_requests(1);
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const size_t count[GPAMAP_PHASE_COUNT] = {
			[GPAMAP_PHASE_FIXED] = rows[i].fixed,
			[GPAMAP_PHASE_MMIO32] = rows[i].mmio32,
			[GPAMAP_PHASE_RAM] = rows[i].ram,
			[GPAMAP_PHASE_HOTPLUG] = rows[i].hotplug,
			[GPAMAP_PHASE_MMIO64] = rows[i].mmio64,
			[GPAMAP_PHASE_POST] = rows[i].post,
		};
		struct gpamap_plan_request requests[8] = { { 0 } };
		struct gpamap_avoid avoid[2] = { { { 0, 0 }, NULL } };
		struct gpamap_host host = { .avoid = avoid,
					    .avoid_count = rows[i].avoided };
		struct gpamap_plan_input input = { .requests = requests,
						   .host = &host };

		for (j = 0; j < GPAMAP_PHASE_COUNT; j++) {
			size_t k;

			for (k = 0; k < count[j]; k++)
				requests[input.count++].phase =
					(enum gpamap_phase)j;
		}
		assert_int_equal(need_of(&input) - need_of_requests(0),
				 rows[i].ranges * unit + (input.count + 1) / 2);
	}
}

/* Alignments that are none are refused later, and take no room. */
static void workspace_of_no_alignment(void **state)
{
	struct gpamap_plan_request request = { .phase = GPAMAP_PHASE_MMIO32 };
	struct gpamap_plan_input input = { .requests = &request, .count = 1 };
	size_t need = need_of(&input);

	(void)state;
	request.alignment = 5000;
	assert_int_equal(need_of(&input), need);
	request.alignment = 0;
	request.preferred_alignment = 5000;
	assert_int_equal(need_of(&input), need);
	request.preferred_alignment = 8192;
	assert_true(need_of(&input) > need);
}

/* The greatest number of requests, and of ranges that the host avoids. */
static void workspace_of_the_most(void **state)
{
	const size_t most = (size_t)(GPAMAP_RANGES_MAX / 8);
	const size_t bytes = most * sizeof(struct gpamap_plan_request);
	const void *zeros = mmap(NULL, bytes, PROT_READ,
				 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct gpamap_storage workspace = { NULL, 0, 0 };
	struct gpamap_host host = { .avoid = zeros, .avoid_count = most };
	struct gpamap_plan_input requests = { .requests = zeros,
					      .count = most };
	struct gpamap_plan_input avoided = { .host = &host };

	(void)state;
	if (zeros == MAP_FAILED)
		skip();
	assert_true(need_of(&requests) > most);
	assert_true(need_of(&avoided) > most);
	requests.count = most + 1;
	assert_int_equal(gpamap_plan_make(&requests, &workspace, NULL),
			 GPAMAP_ERR_TOO_MANY);
	host.avoid_count = most + 1;
	assert_int_equal(gpamap_plan_make(&avoided, &workspace, NULL),
			 GPAMAP_ERR_TOO_MANY);
	munmap((void *)(uintptr_t)zeros, bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(workspace_grows_by_requests),
		cmocka_unit_test(workspace_for_the_most_pieces),
		cmocka_unit_test(workspace_of_no_alignment),
		cmocka_unit_test(workspace_of_the_most),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
