/* SPDX-License-Identifier: MIT */
#include <gpamap/plan.h>

#include "plan_call.h"
#include "plan_queue.h"
#include "plan_run.h"
#include "plan_size.h"
#include "storage.h"

/* Give each request of @phase its turn. */
static void run_phase(struct gpamap_plan *plan, enum gpamap_phase phase)
{
	for (size_t i = 0; i < plan->input->count; i++) {
		if (gpamap_plan_has_turn(plan, i, phase))
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

static void run_phases(struct gpamap_plan *plan)
{
	gpamap_plan_run_checks(plan);
	gpamap_plan_run_given(plan, false);
	gpamap_plan_run_avoided(plan);
	gpamap_plan_run_given(plan, true);
	run_phase(plan, GPAMAP_PHASE_MMIO32);
	run_phase(plan, GPAMAP_PHASE_RAM);
	gpamap_plan_begin_above(plan, gpamap_plan_mmio64_min(plan));
	run_phase(plan, GPAMAP_PHASE_HOTPLUG);
	run_phase(plan, GPAMAP_PHASE_MMIO64);
	gpamap_plan_end_public(plan);
	gpamap_plan_run_avoided_late(plan);
	gpamap_plan_begin_above(plan, plan->top);
	run_phase(plan, GPAMAP_PHASE_POST);
}

static struct gpamap_plan *begin(const struct gpamap_plan_input *input,
				 uint64_t *words,
				 const struct gpamap_workspace *space,
				 bool relocated)
{
	struct gpamap_plan *plan = (struct gpamap_plan *)(void *)words;

	*plan = (struct gpamap_plan){ .input = input, .relocated = relocated };
	gpamap_space_init(
		&plan->space,
		(struct gpamap_segment *)(void *)(words + space->segments_at),
		words + space->best_at, space->alignments);
	plan->queue = (uint32_t *)(void *)(words + space->queue_at);
	plan->limit = gpamap_plan_limit(input->host);
	return plan;
}

/* Problems of a first try that is not the last are nobody's business. */
static bool try_placement(const struct gpamap_plan_input *input,
			  uint64_t *words, const struct gpamap_workspace *space)
{
	struct gpamap_plan_input silent = *input;
	struct gpamap_plan *plan;

	silent.report = NULL;
	plan = begin(&silent, words, space, false);
	run_phases(plan);
	return gpamap_plan_must_relocate(plan);
}

enum gpamap_status gpamap_plan_make(const struct gpamap_plan_input *input,
				    struct gpamap_storage *workspace,
				    const struct gpamap_plan **plan)
{
	struct gpamap_plan *made;
	struct gpamap_workspace space;
	enum gpamap_status status =
		gpamap_plan_check_call(input, workspace, plan);
	bool relocate = false;

	if (status != GPAMAP_OK)
		return status;
	space = gpamap_plan_lay_out(input);
	status = gpamap_storage_check(workspace, space.words, NULL);
	if (status != GPAMAP_OK || workspace->words == NULL)
		return status;
	if (input->host != NULL &&
	    input->host->hypertransport == GPAMAP_HT_RELOCATE)
		relocate = try_placement(input, workspace->words, &space);
	made = begin(input, workspace->words, &space, relocate);
	run_phases(made);
	*plan = made;
	return made->status;
}
