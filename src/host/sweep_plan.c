/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "sweep_plan.h"

static bool plan_at(struct gpamap_sweep_plan *sweep, uint64_t size)
{
	sweep->requests[sweep->growing].size = size - sweep->base;
	gpamap_trial_run(&sweep->trial, &sweep->input);
	return sweep->trial.plan != NULL &&
	       sweep->trial.status != GPAMAP_ERR_NO_MEMORY;
}

static bool take(void *context, uint64_t size, struct gpamap_snapshot *snapshot)
{
	struct gpamap_sweep_plan *sweep = context;
	struct gpamap_plan_piece piece;
	bool more;

	if (!plan_at(sweep, size))
		return false;
	snapshot->fails = sweep->trial.status != GPAMAP_OK;
	snapshot->relocated = gpamap_plan_relocated(sweep->trial.plan);
	if (snapshot->fails)
		return true;
	for (more = gpamap_plan_first(sweep->trial.plan, &piece); more;
	     more = gpamap_plan_next(sweep->trial.plan, piece.range.start,
				     &piece)) {
		/* What the host avoids is nobody's to move. */
		if (piece.request < sweep->input.count &&
		    !gpamap_snapshot_add(snapshot, piece.request, piece.range))
			return false;
	}
	gpamap_snapshot_sort(snapshot);
	return true;
}

/* Say whether so much RAM finds no room at any rate. */
static bool is_too_much(const struct gpamap_sweep_plan *sweep, uint64_t size)
{
	const struct gpamap_host *host = &sweep->planned->host;
	uint64_t limit = GPAMAP_ADDRESS_END;

	if (host->address_bits != 0 && host->address_bits < 64)
		limit = UINT64_C(1) << host->address_bits;
	if (host->guest_reach != 0 && host->guest_reach < limit)
		limit = host->guest_reach;
	return size - sweep->base > limit ||
	       sweep->others > limit - (size - sweep->base);
}

/*
 * Let nothing differ between the plans at a low and a high size but the end of
 * the growing RAM's last piece. Then no plan at a size between differs either:
 *
 * - The growing RAM goes through the same holes. It was cut there by more RAM
 *   being left than room, and more is left now; and its last piece has room for
 *   what it has at the high size.
 * - All that is decided later, one after the other: what is taken before its
 *   turn grows with the size, and so does the address from which it looks for
 *   room. So where it stands is free at any size between, as it is at the high
 *   one; and what was no place at the low size is none now.
 *
 * Relocation begins all of this anew. Where neither end has it, the plan is the
 * one without it, and its top lies between theirs. Where both have it, RAM
 * alone must be enough to cause it.
 */
static bool certain(void *context, uint64_t low,
		    const struct gpamap_snapshot *at_low, uint64_t high,
		    const struct gpamap_snapshot *at_high)
{
	const struct gpamap_sweep_plan *sweep = context;

	(void)high;
	if (at_low->fails || at_high->fails)
		return at_low->fails && is_too_much(sweep, low);
	if (at_low->relocated != at_high->relocated)
		return false;
	if (at_low->relocated &&
	    low - sweep->base + sweep->others <= GPAMAP_HYPERTRANSPORT_START)
		return false;
	return gpamap_snapshot_same(at_low, at_high, sweep->growing);
}

static void reason(void *context, uint64_t size, char *text)
{
	struct gpamap_sweep_plan *sweep = context;

	text[0] = '\0';
	if (plan_at(sweep, size) && sweep->trial.count > 0 &&
	    gpamap_plan_problem_format(
		    &sweep->planned->labelled, &sweep->trial.problems[0], text,
		    GPAMAP_SWEEP_REASON_MAX, NULL) != GPAMAP_OK)
		snprintf(text, GPAMAP_SWEEP_REASON_MAX, "%s",
			 gpamap_status_name(sweep->trial.status));
}

static const char *name(void *context, size_t thing)
{
	const struct gpamap_sweep_plan *sweep = context;

	return gpamap_planned_label(sweep->planned, thing);
}

static enum gpamap_kind kind(void *context, size_t thing, uint64_t *vnode)
{
	const struct gpamap_sweep_plan *sweep = context;
	const struct gpamap_plan_request *request = &sweep->requests[thing];

	*vnode = request->vnode;
	return gpamap_plan_kind(request);
}

bool gpamap_sweep_plan_make(struct gpamap_sweep_plan *sweep,
			    const struct gpamap_planned *planned,
			    size_t growing, bool total,
			    struct gpamap_sweep_source *source)
{
	size_t count = planned->input.count;
	size_t i;

	*sweep = (struct gpamap_sweep_plan){ .planned = planned,
					     .growing = growing };
	*source = (struct gpamap_sweep_source){
		.context = sweep,
		.growing = growing,
		.take = take,
		.certain = certain,
		.reason = reason,
		.name = name,
		.kind = kind,
	};
	sweep->requests =
		gpamap_memory_take(count + 1, sizeof(*sweep->requests));
	if (sweep->requests == NULL)
		return false;
	memcpy(sweep->requests, planned->requests,
	       count * sizeof(*sweep->requests));
	sweep->input = planned->input;
	sweep->input.requests = sweep->requests;
	for (i = 0; i < count; i++) {
		if (i != growing &&
		    gpamap_plan_kind(&sweep->requests[i]) == GPAMAP_KIND_RAM)
			sweep->others += sweep->requests[i].size;
	}
	sweep->base = total ? sweep->others : 0;
	return true;
}

void gpamap_sweep_plan_clear(struct gpamap_sweep_plan *sweep)
{
	gpamap_trial_clear(&sweep->trial);
	free(sweep->requests);
	*sweep = (struct gpamap_sweep_plan){ .planned = NULL };
}
