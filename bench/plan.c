/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include <gpamap/plan.h>

#include "bench.h"

/* Requests become addresses; beside it, what only sorting them costs. */

#define KIB UINT64_C(1024)
#define MIB (1024 * KIB)

struct work {
	struct gpamap_plan_input input;
	uint64_t *words;
	size_t word_count;
	struct gpamap_plan_request *sorted;
};

static void run_plan(void *context, uint64_t times)
{
	const struct work *work = context;

	while (times-- > 0) {
		struct gpamap_storage workspace = { work->words,
						    work->word_count, 0 };
		const struct gpamap_plan *plan = NULL;

		if (gpamap_plan_make(&work->input, &workspace, &plan) !=
		    GPAMAP_OK)
			bench_die("the plan fails");
		bench_keep(gpamap_plan_top(plan));
	}
}

static int compare(const void *a, const void *b)
{
	const struct gpamap_plan_request *left = a, *right = b;

	return (left->size < right->size) - (left->size > right->size);
}

static void run_qsort(void *context, uint64_t times)
{
	const struct work *work = context;

	while (times-- > 0) {
		for (size_t i = 0; i < work->input.count; i++)
			work->sorted[i] = work->input.requests[i];
		qsort(work->sorted, work->input.count, sizeof(*work->sorted),
		      compare);
		bench_keep(work->sorted[0].size);
	}
}

/* A machine with many devices: of ten requests one is RAM, two are small
 * windows below 4 GiB while there is room, the others windows above. */
static void fill(struct gpamap_plan_request *requests, size_t count)
{
	uint64_t state = 1;

	for (size_t i = 0; i < count; i++) {
		uint64_t dice = bench_random(&state);
		struct gpamap_plan_request *request = &requests[i];

		*request = (struct gpamap_plan_request){
			.phase = GPAMAP_PHASE_MMIO64,
			.size = 64 * KIB << dice % 12,
			.alignment = 4 * KIB << (dice >> 8) % 16,
		};
		if (i % 10 == 0) {
			request->phase = GPAMAP_PHASE_RAM;
			request->size = 64 * MIB;
			request->alignment = 0;
			request->vnode = i / 10;
		} else if (i % 10 < 3 && i < 10000) {
			request->phase = GPAMAP_PHASE_MMIO32;
			request->size = request->alignment = 64 * KIB;
		}
	}
}

static void race(size_t count)
{
	struct gpamap_storage workspace = { NULL, 0, 0 };
	struct gpamap_plan_request *requests =
		bench_memory(count * sizeof(*requests));
	struct work work = { .input = { .requests = requests,
					.count = count } };
	struct bench_lane lanes[] = {
		{ .name = "gpamap", .run = run_plan },
		{ .name = "qsort by size alone", .run = run_qsort },
	};
	char title[80];

	fill(requests, count);
	gpamap_plan_make(&work.input, &workspace, NULL);
	work.word_count = workspace.need;
	work.words = bench_memory(workspace.need * sizeof(uint64_t));
	work.sorted = bench_memory(count * sizeof(*requests));
	for (size_t i = 0; i < 2; i++) {
		lanes[i].context = &work;
		lanes[i].items = count;
	}
	snprintf(title, sizeof(title), "plan %zu requests, a request", count);
	if (bench_wants(title))
		bench_race(title, lanes, 2);
	free(work.sorted);
	free(work.words);
	free(requests);
}

int main(int argc, char **argv)
{
	bench_begin(argc, argv);
	for (size_t count = 10; count <= 100000; count *= 10) {
		if (!bench_is_quick() || count <= 1000)
			race(count);
	}
	return 0;
}
