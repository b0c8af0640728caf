/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "trial.h"

/* Large random plans. Each has a seed of its own, printed where it fails. */

#define GB4 UINT64_C(0x100000000)
#define REQUESTS_MAX 2000
#define AVOID_MAX 12

static struct gpamap_plan_request requests[REQUESTS_MAX];
static struct gpamap_avoid avoid[AVOID_MAX];
static struct gpamap_host host;
static struct gpamap_plan_input input;
static struct model model;
static uint64_t state;

/* splitmix64: Steele, Lea and Flood, 2014. */
static uint64_t next_random(void)
{
	uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static uint64_t below(uint64_t limit)
{
	return next_random() % limit;
}

static bool one_in(uint64_t count)
{
	return below(count) == 0;
}

/* A place in the window, on the edge of a cell. */
static uint64_t some_edge(void)
{
	return model.base + below(model.cells + 1) * model.unit;
}

/* The window: its unit, its cells, where it stands. Most are across 4 GiB. */
static void choose_window(void)
{
	static const uint64_t units[] = { 4096,	    65536,   2097152,
					  GB4 / 64, GB4 / 8, GB4 / 4 };
	size_t i = (size_t)below(6);

	model.unit = units[i];
	model.cells = 16;
	model.cells += (size_t)below(one_in(3) ? MODEL_CELLS_MAX - 16 : 1000);
	model.base = 0;
	if (i < 3 && !one_in(8))
		model.base = GB4 - model.cells / (4 + below(4)) * model.unit;
	if (i == 0 && one_in(6))
		model.base = GPAMAP_ADDRESS_END - model.cells * model.unit;
}

/* What is above the window, and what the host can do. */
static void choose_host(void)
{
	bool sees_ht = model.unit == GB4 / 4 && model.base == 0;

	memset(&host, 0, sizeof(host));
	host.avoid = avoid;
	model.ceiling = model_end(&model) < GPAMAP_ADDRESS_END && below(2) == 0;
	if (!model.ceiling) {
		host.guest_reach = model_end(&model);
		if (host.guest_reach < GPAMAP_ADDRESS_END)
			host.guest_reach += below(4096);
	}
	if (one_in(4) && (model.ceiling || (sees_ht && model.cells > 1024)))
		host.hypertransport =
			(enum gpamap_hypertransport)(1 + below(2));
	host.avoid_count = one_in(2) ? (size_t)below(AVOID_MAX + 1) : 0;
	for (size_t i = 0; i < host.avoid_count; i++) {
		uint64_t cell = below(model.cells + 1);
		uint64_t most = one_in(4) ? model.cells : 5;
		uint64_t end = cell + below(most);

		if (end > model.cells)
			end = model.cells;
		avoid[i].range.start = model.base + cell * model.unit;
		avoid[i].range.end = model.base + end * model.unit;
	}
}

/* The reserves around the window. */
static void begin(void)
{
	uint64_t end = model_end(&model);

	input = (struct gpamap_plan_input){ .requests = requests,
					    .host = &host };
	memset(requests, 0, sizeof(requests));
	model.input = &input;
	if (model.base != 0)
		requests[input.count++].size = model.base;
	if (model.ceiling) {
		requests[input.count].address = end;
		requests[input.count++].size = GPAMAP_ADDRESS_END - end;
	}
}

static void choose_address(struct gpamap_plan_request *request)
{
	size_t cells = (size_t)(request->size / model.unit);

	if (cells > model.cells) {
		cells = 1;
		request->size = model.unit;
	}
	request->address =
		model.base + below(model.cells - cells + 1) * model.unit;
	if (!model.ceiling && request->phase != GPAMAP_PHASE_RESERVE &&
	    model_end(&model) < UINT64_C(1) << 60 && one_in(20))
		request->address += model.cells * model.unit;
}

static void choose_kind(struct gpamap_plan_request *request)
{
	static const enum gpamap_kind fixed[] = { GPAMAP_KIND_RAM,
						  GPAMAP_KIND_DEVICE,
						  GPAMAP_KIND_PCI_ECAM,
						  GPAMAP_KIND_RESERVED };

	if (request->phase == GPAMAP_PHASE_FIXED)
		request->kind = fixed[below(4)];
	else if (request->phase > GPAMAP_PHASE_RAM && one_in(3))
		request->kind = GPAMAP_KIND_PMEM;
}

/* Something that is wrong in itself. */
static void spoil(struct gpamap_plan_request *request)
{
	switch (below(7)) {
	case 0:
		request->size += 1;
		break;
	case 1:
		request->size = 0;
		break;
	case 2:
		request->alignment = 3 * 4096;
		break;
	case 3:
		request->kind = (enum gpamap_kind)below(GPAMAP_KIND_COUNT);
		break;
	case 4:
		request->vnode = GPAMAP_VNODE_MAX + 1;
		break;
	case 5:
		request->direction = (enum gpamap_direction)3;
		break;
	default:
		request->preferred_alignment = 2048;
		break;
	}
}

/* How a plan's requests are. */
struct mood {
	uint64_t size; /* most cells of one */
	uint64_t given; /* one in so many is given, bounded, spoiled */
	uint64_t bounded;
	uint64_t spoiled;
	uint64_t aligned;
};

static void choose_request(struct gpamap_plan_request *request,
			   const struct mood *mood)
{
	request->phase = (enum gpamap_phase)(2 + below(5));
	if (one_in(mood->given))
		request->phase = (enum gpamap_phase)below(2);
	request->size = (1 + below(mood->size)) * model.unit;
	if (one_in(mood->aligned))
		request->alignment = model.unit << below(6);
	if (one_in(mood->aligned))
		request->preferred_alignment = model.unit << below(8);
	if (one_in(mood->bounded))
		request->min_address = some_edge() + below(2);
	if (one_in(mood->bounded))
		request->max_address = some_edge() + below(4096);
	if (model.unit != 4096)
		request->min_address -= request->min_address % model.unit;
	request->exact = one_in(mood->given * 2);
	if (one_in(mood->bounded))
		request->direction = (enum gpamap_direction)below(3);
	request->vnode = below(6);
	request->min_piece = one_in(3) ? below(9 * model.unit) : 0;
	choose_kind(request);
	if (request->exact || request->phase < GPAMAP_PHASE_MMIO32)
		choose_address(request);
	if (one_in(mood->spoiled))
		spoil(request);
}

static void choose_requests(void)
{
	size_t count = 1 + (size_t)below(one_in(8) ? REQUESTS_MAX - 4 : 60);
	uint64_t most = 2 * model.cells / count;
	struct mood mood;

	mood.size = 1 + most / (1 + below(16));
	mood.given = one_in(2) ? 4 + below(200) : 20 * count;
	mood.bounded = one_in(3) ? 4 : 20 * count;
	mood.spoiled = one_in(6) ? 10 : UINT64_C(1) << 40;
	mood.aligned = one_in(3) ? 1 : 20;
	for (size_t i = 0; i < count; i++)
		choose_request(&requests[input.count++], &mood);
}

static void try_seed(uint64_t seed)
{
	snprintf(trial_replay, sizeof(trial_replay), "(--seed %llu --plans 1)",
		 (unsigned long long)seed);
	state = seed;
	choose_window();
	choose_host();
	begin();
	choose_requests();
	trial_run_all(&model);
}

static bool read_options(int argc, char **argv, uint64_t *seed, uint64_t *plans)
{
	for (int i = 1; i < argc; i += 2) {
		if (i + 1 == argc)
			return false;
		if (strcmp(argv[i], "--seed") == 0)
			*seed = strtoull(argv[i + 1], NULL, 10);
		else if (strcmp(argv[i], "--plans") == 0)
			*plans = strtoull(argv[i + 1], NULL, 10);
		else
			return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	uint64_t seed = (uint64_t)time(NULL) * 1000000;
	uint64_t plans = 2000;

	if (!read_options(argc, argv, &seed, &plans)) {
		fprintf(stderr, "usage: %s [--seed N] [--plans N]\n", argv[0]);
		return 2;
	}
	printf("random: --seed %llu --plans %llu\n", (unsigned long long)seed,
	       (unsigned long long)plans);
	fflush(stdout);
	for (uint64_t i = 0; i < plans; i++)
		try_seed(seed + i);
	printf("random: %llu plans that succeed, %llu that fail, %llu pieces "
	       "and %llu problems, all as the model says\n",
	       (unsigned long long)trial_counts.good,
	       (unsigned long long)trial_counts.bad,
	       (unsigned long long)trial_counts.pieces,
	       (unsigned long long)trial_counts.problems);
	return 0;
}
