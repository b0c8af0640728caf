/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gpamap/gpamap.h>

#include "../tests/plan/oracle/trial.h"
#include "feed.h"
#include "fuzz.h"
#include "sound.h"

/*
 * "plan": requests in a window of the address space, planned by the library
 * and by the naive model of tests/plan/oracle: every piece and every member of
 * every problem must be the same, and the properties must hold that need no
 * model.
 *
 * "plan-raw": requests of any numbers: the properties alone; and a plan that
 * succeeds is a sound layout.
 */

#define REQUESTS_MAX 24u
#define AVOID_MAX 8u

static struct gpamap_plan_request requests[REQUESTS_MAX];
static struct gpamap_avoid avoid[AVOID_MAX];
static struct gpamap_host host;
static struct gpamap_plan_input input;
static struct model model;

static void choose_window(struct feed *feed)
{
	static const uint64_t units[] = { GPAMAP_PAGE_SIZE, GPAMAP_4GB / 1024,
					  GPAMAP_4GB / 8, GPAMAP_4GB / 4 };
	size_t unit = feed_below(feed, 4);
	size_t where = feed_below(feed, 4);

	model.unit = units[unit];
	model.cells = 8 + feed_below(feed, 56);
	model.base = 0;
	if (unit < 2 && where != 0)
		model.base =
			GPAMAP_4GB - model.cells / (1 + where) * model.unit;
	if (unit == 0 && where == 3)
		model.base = GPAMAP_ADDRESS_END - model.cells * model.unit;
	/* HyperTransport addresses end at 1 TiB. */
	if (unit == 3 && where == 3)
		model.cells += 1000;
}

static uint64_t some_edge(struct feed *feed)
{
	return model.base + feed_below(feed, model.cells + 1) * model.unit;
}

static void choose_avoid(struct feed *feed)
{
	struct gpamap_range *range = &avoid[host.avoid_count++].range;
	uint64_t a = some_edge(feed);
	uint64_t b = some_edge(feed);

	*range = (struct gpamap_range){ a < b ? a : b, a < b ? b : a };
}

static void choose_host(struct feed *feed)
{
	size_t hypertransport = feed_below(feed, 3);
	size_t count = feed_below(feed, AVOID_MAX + 1);

	host = (struct gpamap_host){ .avoid = avoid };
	model.ceiling = model_end(&model) < GPAMAP_ADDRESS_END &&
			feed_below(feed, 2) == 0;
	if (!model.ceiling) {
		host.guest_reach = model_end(&model);
		if (host.guest_reach < GPAMAP_ADDRESS_END)
			host.guest_reach += feed_below(feed, 4096);
	}
	if (model.ceiling || model.cells > 1024)
		host.hypertransport =
			(enum gpamap_hypertransport)hypertransport;
	while (host.avoid_count < count)
		choose_avoid(feed);
}

/* The reserves around the window. */
static void begin(void)
{
	memset(requests, 0, sizeof(requests));
	input = (struct gpamap_plan_input){ .requests = requests,
					    .host = &host };
	model.input = &input;
	if (model.base != 0)
		requests[input.count++].size = model.base;
	if (model.ceiling) {
		requests[input.count].address = model_end(&model);
		requests[input.count++].size =
			GPAMAP_ADDRESS_END - model_end(&model);
	}
}

/* Something that is wrong in itself, or a kind that may be. */
static void spoil(struct feed *feed, struct gpamap_plan_request *request)
{
	switch (feed_below(feed, 24)) {
	case 1:
		request->size += 1 + feed_below(feed, 4095);
		break;
	case 2:
		request->alignment = feed_number(feed, 2) << 10;
		break;
	case 3:
		request->vnode = GPAMAP_VNODE_MAX + 1;
		break;
	case 4:
		request->direction = (enum gpamap_direction)3;
		break;
	case 5:
	case 6:
	case 7:
		request->kind =
			(enum gpamap_kind)feed_below(feed, GPAMAP_KIND_COUNT);
		break;
	default:
		break;
	}
}

static void choose_address(struct feed *feed,
			   struct gpamap_plan_request *request)
{
	size_t cells = (size_t)(request->size / model.unit);

	if (cells > model.cells) {
		cells = 1;
		request->size = model.unit;
	}
	request->address =
		model.base +
		feed_below(feed, model.cells - cells + 1) * model.unit;
}

static void choose_bounds(struct feed *feed,
			  struct gpamap_plan_request *request)
{
	size_t which = feed_below(feed, 16);

	if (which % 2 == 1)
		request->min_address = some_edge(feed);
	if (which / 2 % 2 == 1)
		request->max_address = some_edge(feed) + which / 4 * 1000;
	if (which / 4 % 2 == 1)
		request->direction = (enum gpamap_direction)feed_below(feed, 3);
	if (which / 8 % 2 == 1)
		request->min_piece = feed_below(feed, 9) * model.unit;
}

static void choose_request(struct feed *feed)
{
	struct gpamap_plan_request *request = &requests[input.count++];
	size_t powers = feed_below(feed, 64);

	request->phase =
		(enum gpamap_phase)feed_below(feed, GPAMAP_PHASE_COUNT);
	request->size = feed_below(feed, model.cells + 2) * model.unit;
	if (powers % 8 != 0)
		request->alignment = model.unit << (powers % 8 - 1);
	if (powers / 8 != 0)
		request->preferred_alignment = model.unit << (powers / 8 - 1);
	request->vnode = feed_below(feed, 4);
	choose_bounds(feed, request);
	request->exact = feed_below(feed, 8) == 1;
	if (request->phase == GPAMAP_PHASE_FIXED)
		request->kind = GPAMAP_KIND_DEVICE;
	if (request->exact || request->phase < GPAMAP_PHASE_MMIO32)
		choose_address(feed, request);
	spoil(feed, request);
}

static void run_plan(const struct fuzz_target *target, struct gpamap_span bytes)
{
	struct feed feed = { bytes };

	(void)target;
	choose_window(&feed);
	choose_host(&feed);
	begin();
	while (feed.rest.length > 0 && input.count < REQUESTS_MAX)
		choose_request(&feed);
	trial_run_all(&model);
}

/* Small whole pages often, any number now and then. */
static uint64_t raw_number(struct feed *feed)
{
	size_t how = feed_below(feed, 16);

	if (how == 15)
		return feed_number(feed, 8);
	if (how >= 8)
		return UINT64_C(1) << (12 + feed_below(feed, 52));
	return feed_number(feed, how / 2) << 12;
}

static void raw_request(struct feed *feed)
{
	struct gpamap_plan_request *request = &requests[input.count++];
	size_t members = (size_t)feed_number(feed, 2);

	*request = (struct gpamap_plan_request){ .size = raw_number(feed) };
	request->phase = (enum gpamap_phase)(members % 8);
	request->kind = (enum gpamap_kind)(members / 8 % 16);
	if (members / 128 % 2 == 1)
		request->kind = GPAMAP_KIND_HOLE;
	request->exact = members / 256 % 8 == 1;
	request->direction = (enum gpamap_direction)(members / 2048 % 4);
	request->address = raw_number(feed);
	if (members / 8192 % 2 == 1) {
		request->alignment = raw_number(feed);
		request->preferred_alignment = raw_number(feed);
	}
	if (members / 16384 % 2 == 1) {
		request->min_address = raw_number(feed);
		request->max_address = raw_number(feed);
	}
	if (members / 32768 == 1) {
		request->vnode = raw_number(feed);
		request->min_piece = raw_number(feed);
	}
}

static void raw_host(struct feed *feed)
{
	size_t count = feed_below(feed, AVOID_MAX + 1);

	host = (struct gpamap_host){ .avoid = avoid, .avoid_count = count };
	host.address_bits = (unsigned int)feed_below(feed, 70);
	host.hypertransport = (enum gpamap_hypertransport)feed_below(feed, 4);
	if (feed_below(feed, 2) == 1)
		host.guest_reach = raw_number(feed);
	for (size_t i = 0; i < count; i++) {
		avoid[i].range.start = raw_number(feed);
		avoid[i].range.end = avoid[i].range.start + raw_number(feed);
	}
}

static bool sound_problem(void *context,
			  const struct gpamap_plan_problem *problem)
{
	char text[GPAMAP_ERROR_TEXT_MAX * 2];
	size_t need = 0;

	(void)context;
	fuzz_demand(problem->status != GPAMAP_OK, "a problem that is one");
	gpamap_plan_problem_format(&input, problem, NULL, 0, &need);
	fuzz_demand(need > 1 && need <= sizeof(text), "a sentence");
	fuzz_same((uint64_t)gpamap_plan_problem_format(&input, problem, text,
						       sizeof(text), &need),
		  GPAMAP_OK, "the sentence of a problem");
	return true;
}

/* Measured, then given: as much as it asks for, and no word more. */
static void give(struct gpamap_storage *storage)
{
	storage->count = storage->need;
	storage->words = malloc(storage->count * sizeof(uint64_t) + 1);
	fuzz_demand(storage->words != NULL, "memory for words");
}

static void sound_plan(const struct gpamap_plan *plan)
{
	struct gpamap_storage scratch = { NULL, 0, 0 };
	struct gpamap_storage storage = { NULL, 0, 0 };
	const struct gpamap_layout *layout = NULL;
	struct gpamap_error error = { .status = GPAMAP_OK };
	enum gpamap_status status;

	status = gpamap_plan_layout(plan, &scratch, &storage, NULL, &error);
	fuzz_same((uint64_t)status, GPAMAP_OK, "measuring the lists");
	give(&scratch);
	status = gpamap_plan_layout(plan, &scratch, &storage, NULL, &error);
	if (status == GPAMAP_OK) {
		give(&storage);
		status = gpamap_plan_layout(plan, &scratch, &storage, &layout,
					    &error);
	}
	/* VTL2 may have an address of its own, below RAM. */
	if (status == GPAMAP_OK)
		sound_layout(layout);
	else
		fuzz_same((uint64_t)status, (uint64_t)GPAMAP_ERR_VTL2_LOW,
			  "the layout of a plan");
	free(scratch.words);
	free(storage.words);
}

static void run_raw(const struct fuzz_target *target, struct gpamap_span bytes)
{
	struct gpamap_storage workspace = { NULL, 0, 0 };
	const struct gpamap_plan *plan = NULL;
	struct feed feed = { bytes };
	enum gpamap_status status;

	(void)target;
	model = (struct model){ .input = &input, .unit = GPAMAP_PAGE_SIZE };
	input = (struct gpamap_plan_input){ .requests = requests,
					    .host = &host,
					    .report = sound_problem };
	raw_host(&feed);
	while (feed.rest.length > 0 && input.count < REQUESTS_MAX)
		raw_request(&feed);
	status = gpamap_plan_make(&input, &workspace, NULL);
	if (status != GPAMAP_OK)
		return;
	give(&workspace);
	status = gpamap_plan_make(&input, &workspace, &plan);
	if (status == GPAMAP_OK) {
		properties_check(&model, plan);
		sound_plan(plan);
	}
	free(workspace.words);
}

struct fuzz_target fuzz_target_at(size_t index)
{
	static const struct fuzz_target targets[] = {
		{ "plan", run_plan, NULL },
		{ "plan-raw", run_raw, NULL },
		{ NULL, NULL, NULL },
	};

	return targets[index];
}
