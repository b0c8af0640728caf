/* SPDX-License-Identifier: MIT */
#include <gpamap/plan.h>

#include <gpamap/range.h>

#include "plan_check.h"
#include "plan_place.h"
#include "plan_queue.h"
#include "storage.h"

/* A request that is sound, and not at a given address: it has a turn. */
static bool has_turn(const struct gpamap_plan *plan, size_t index,
		     enum gpamap_phase phase)
{
	const struct gpamap_plan_request *request =
		&plan->input->requests[index];

	return request->phase == phase && !gpamap_plan_is_given(request) &&
	       gpamap_plan_check(plan, index) == GPAMAP_OK;
}

/* Give each request of @phase its turn. */
static void run_phase(struct gpamap_plan *plan, enum gpamap_phase phase)
{
	for (size_t i = 0; i < plan->input->count; i++) {
		if (has_turn(plan, i, phase))
			gpamap_plan_push(plan, (uint32_t)i * 2);
	}
	while (plan->queued > 0) {
		uint32_t turn = gpamap_plan_pop(plan);

		if (phase == GPAMAP_PHASE_RAM)
			gpamap_plan_place_ram(plan, turn);
		else if (phase == GPAMAP_PHASE_HOTPLUG ||
			 phase == GPAMAP_PHASE_POST)
			gpamap_plan_place_above(plan, turn);
		else
			gpamap_plan_place_mmio(plan, turn);
	}
}

/* Place what comes with its address: reserved or @fixed. */
static void run_given(struct gpamap_plan *plan, bool fixed)
{
	for (size_t i = 0; i < plan->input->count; i++) {
		const struct gpamap_plan_request *request =
			&plan->input->requests[i];

		if (gpamap_plan_is_given(request) &&
		    (request->phase != GPAMAP_PHASE_RESERVE) == fixed &&
		    gpamap_plan_check(plan, i) == GPAMAP_OK)
			gpamap_plan_place_given(plan, i);
	}
}

/* HyperTransport addresses where RAM would be relocated because of them: they
 * are last of what the host avoids. */
static bool is_relocator(const struct gpamap_plan *plan)
{
	return plan->input->host != NULL &&
	       plan->input->host->hypertransport == GPAMAP_HT_RELOCATE;
}

/* Reserve what the host avoids. HyperTransport is left alone until it is known
 * whether the map reaches it. */
static void run_avoided(struct gpamap_plan *plan)
{
	size_t count = gpamap_plan_avoided(plan->input);

	if (is_relocator(plan) && !plan->relocated)
		count--;
	for (size_t i = 0; i < count; i++)
		gpamap_plan_place_avoided(plan, plan->input->count + i);
}

/* The map reaches HyperTransport addresses, which it must not where these
 * relocate. Post ranges have no say: they move nothing, and find the addresses
 * reserved. */
static bool must_relocate(const struct gpamap_plan *plan)
{
	return plan->public_top > GPAMAP_HYPERTRANSPORT_START;
}

/* The map stays below HyperTransport: reserve that all the same, for what is
 * avoided is told. */
static void run_avoided_late(struct gpamap_plan *plan)
{
	if (is_relocator(plan) && !plan->relocated && !must_relocate(plan))
		gpamap_plan_place_avoided(
			plan, plan->input->count +
				      gpamap_plan_avoided(plan->input) - 1);
}

/* Report requests that are wrong in themselves. */
static void run_checks(struct gpamap_plan *plan)
{
	plan->vtl2 = GPAMAP_PLAN_NONE;
	for (size_t i = 0; i < plan->input->count; i++) {
		enum gpamap_status status;

		/* The first VTL2 that is sound is the one. */
		bool first = plan->vtl2 == GPAMAP_PLAN_NONE &&
			     plan->input->requests[i].kind == GPAMAP_KIND_VTL2;

		if (first)
			plan->vtl2 = i;
		status = gpamap_plan_check(plan, i);
		if (first && status != GPAMAP_OK)
			plan->vtl2 = GPAMAP_PLAN_NONE;
		if (status != GPAMAP_OK)
			gpamap_plan_fault(plan, i, status);
	}
}

static void run_phases(struct gpamap_plan *plan)
{
	run_checks(plan);
	run_given(plan, false);
	run_avoided(plan);
	run_given(plan, true);
	run_phase(plan, GPAMAP_PHASE_MMIO32);
	run_phase(plan, GPAMAP_PHASE_RAM);
	plan->cursor = gpamap_plan_mmio64_min(plan);
	run_phase(plan, GPAMAP_PHASE_HOTPLUG);
	run_phase(plan, GPAMAP_PHASE_MMIO64);
	plan->public_top = plan->top;
	run_avoided_late(plan);
	plan->cursor = plan->top;
	run_phase(plan, GPAMAP_PHASE_POST);
}

/* The first address that is out of reach. */
static uint64_t limit_of(const struct gpamap_host *host)
{
	uint64_t limit = GPAMAP_ADDRESS_END;

	if (host == NULL)
		return limit;
	if (host->address_bits != 0 && host->address_bits < 64)
		limit = UINT64_C(1) << host->address_bits;
	if (host->guest_reach != 0 && host->guest_reach < limit)
		limit = host->guest_reach;
	return limit;
}

/* Count the ranges that a plan can take at the most. What the host avoids
 * falls into a part for each reserved range within it, RAM into a piece for
 * each hole. */
static size_t most_takes(const struct gpamap_plan_input *input)
{
	size_t avoided = gpamap_plan_avoided(input);
	size_t count[GPAMAP_PHASE_COUNT] = { 0 };
	size_t given = 0, before_ram, total;

	for (size_t i = 0; i < input->count; i++) {
		unsigned int phase = (unsigned int)input->requests[i].phase;

		if (gpamap_plan_is_given(&input->requests[i]))
			given++;
		else if (phase < GPAMAP_PHASE_COUNT)
			count[phase]++;
	}
	before_ram = given + count[GPAMAP_PHASE_MMIO32];
	if (avoided != 0)
		before_ram += given + 1 + 2 * avoided;
	total = before_ram + count[GPAMAP_PHASE_HOTPLUG] +
		count[GPAMAP_PHASE_MMIO64] + count[GPAMAP_PHASE_POST];
	if (count[GPAMAP_PHASE_RAM] != 0)
		total += count[GPAMAP_PHASE_RAM] + before_ram + 2;
	return total;
}

/* Sum up the alignments of all sound requests; a page is always one. As powers
 * of two they are a set. */
static uint64_t alignments_of(const struct gpamap_plan_input *input)
{
	uint64_t alignments = GPAMAP_PAGE_SIZE;

	for (size_t i = 0; i < input->count; i++) {
		const struct gpamap_plan_request *request = &input->requests[i];
		uint64_t preferred = request->preferred_alignment;

		if (gpamap_plan_is_alignment(request->alignment))
			alignments |= gpamap_plan_alignment(request);
		if (gpamap_plan_is_alignment(preferred))
			alignments |= preferred;
	}
	return alignments;
}

#define WORDS_OF(type) ((sizeof(type) + 7) / 8)

/* How the workspace is laid out: the plan, its segments, their best fits, the
 * queue. */
struct workspace {
	uint64_t alignments;
	size_t segments_at; /* in words */
	size_t best_at;
	size_t queue_at;
	size_t words;
};

static struct workspace lay_out(const struct gpamap_plan_input *input)
{
	struct workspace space = { .alignments = alignments_of(input) };
	size_t segments = gpamap_space_segments(most_takes(input));

	space.segments_at = WORDS_OF(struct gpamap_plan);
	space.best_at =
		space.segments_at + segments * WORDS_OF(struct gpamap_segment);
	space.queue_at = space.best_at +
			 segments * gpamap_alignments_count(space.alignments);
	space.words = space.queue_at + (input->count + 1) / 2;
	return space;
}

static struct gpamap_plan *begin(const struct gpamap_plan_input *input,
				 uint64_t *words, const struct workspace *space,
				 bool relocated)
{
	struct gpamap_plan *plan = (struct gpamap_plan *)(void *)words;

	*plan = (struct gpamap_plan){ .input = input, .relocated = relocated };
	gpamap_space_init(
		&plan->space,
		(struct gpamap_segment *)(void *)(words + space->segments_at),
		words + space->best_at, space->alignments);
	plan->queue = (uint32_t *)(void *)(words + space->queue_at);
	plan->limit = limit_of(input->host);
	return plan;
}

/* Problems of a first try that is not the last are nobody's business. */
static bool try_placement(const struct gpamap_plan_input *input,
			  uint64_t *words, const struct workspace *space)
{
	struct gpamap_plan_input silent = *input;
	struct gpamap_plan *plan;

	silent.report = NULL;
	plan = begin(&silent, words, space, false);
	run_phases(plan);
	return must_relocate(plan);
}

/* Check the host's numbers; it has no one to report a problem to. */
static bool is_sound_host(const struct gpamap_host *host)
{
	if (host == NULL)
		return true;
	if ((host->address_bits != 0 && host->address_bits < 12) ||
	    host->address_bits > 64 ||
	    (unsigned int)host->hypertransport > GPAMAP_HT_RELOCATE ||
	    (host->avoid == NULL && host->avoid_count != 0))
		return false;
	for (size_t i = 0; i < host->avoid_count; i++) {
		if (!gpamap_range_is_valid(host->avoid[i].range))
			return false;
	}
	return true;
}

/* The host's own are looked at first: one more could not be counted. */
static bool has_too_many(const struct gpamap_plan_input *input)
{
	size_t most = GPAMAP_RANGES_MAX / 8;

	if (input->count > most)
		return true;
	return input->host != NULL && (input->host->avoid_count > most ||
				       gpamap_plan_avoided(input) > most);
}

/* Check a call before anything in it is read that there may be too much of. */
static enum gpamap_status check_call(const struct gpamap_plan_input *input,
				     const struct gpamap_storage *workspace,
				     const struct gpamap_plan *const *plan)
{
	if (input == NULL || workspace == NULL ||
	    (input->requests == NULL && input->count != 0) ||
	    (plan == NULL && workspace->words != NULL))
		return GPAMAP_ERR_ARGUMENT;
	if (has_too_many(input))
		return GPAMAP_ERR_TOO_MANY;
	return is_sound_host(input->host) ? GPAMAP_OK : GPAMAP_ERR_ARGUMENT;
}

enum gpamap_status gpamap_plan_make(const struct gpamap_plan_input *input,
				    struct gpamap_storage *workspace,
				    const struct gpamap_plan **plan)
{
	struct gpamap_plan *made;
	struct workspace space;
	enum gpamap_status status = check_call(input, workspace, plan);
	bool measured, relocate = false;

	if (status != GPAMAP_OK)
		return status;
	space = lay_out(input);
	status = gpamap_storage_check(workspace, space.words, &measured, NULL);
	if (status != GPAMAP_OK || measured)
		return status;
	if (input->host != NULL &&
	    input->host->hypertransport == GPAMAP_HT_RELOCATE)
		relocate = try_placement(input, workspace->words, &space);
	made = begin(input, workspace->words, &space, relocate);
	run_phases(made);
	*plan = made;
	return made->status;
}
