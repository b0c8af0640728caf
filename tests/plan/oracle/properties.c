/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "trial.h"

/* What must hold of every plan that succeeds, seen without a model. */

#define HT_START UINT64_C(0xfd00000000)
#define GB4 UINT64_C(0x100000000)

static bool is_given(const struct gpamap_plan_request *request)
{
	return request->exact || request->phase <= GPAMAP_PHASE_FIXED;
}

static void demand(const struct model *model, bool holds, const char *what,
		   const struct gpamap_plan_piece *piece)
{
	if (!holds)
		trial_fail(model, "%s: 0x%llx-0x%llx of request %zu", what,
			   (unsigned long long)piece->range.start,
			   (unsigned long long)piece->range.end,
			   piece->request);
}

/* What is known of each request's pieces. */
struct placed {
	uint64_t start;
	uint64_t end;
	uint64_t bytes;
};

static struct placed placed[MODEL_PROBLEMS_MAX];

static void check_piece(const struct model *model,
			const struct gpamap_plan_piece *piece)
{
	const struct gpamap_plan_request *request =
		&model->input->requests[piece->request];
	struct gpamap_range range = piece->range;

	if (is_given(request)) {
		demand(model, range.start == request->address,
		       "not where it was given", piece);
		return;
	}
	demand(model, range.start % model_alignment(request) == 0,
	       "not aligned", piece);
	demand(model, range.start >= request->min_address, "too low", piece);
	demand(model,
	       request->max_address == 0 || range.end <= request->max_address,
	       "above the maximum", piece);
	demand(model, request->phase != GPAMAP_PHASE_MMIO32 || range.end <= GB4,
	       "above 4 GiB", piece);
}

/* Pieces in address order, none over another; sums by request. */
static void check_pieces(const struct model *model,
			 const struct gpamap_plan *plan)
{
	struct gpamap_plan_piece piece;
	uint64_t end = 0;
	bool more;

	memset(placed, 0, model->input->count * sizeof(placed[0]));
	for (more = gpamap_plan_first(plan, &piece); more;
	     more = gpamap_plan_next(plan, piece.range.start, &piece)) {
		struct placed *sum;

		demand(model, piece.range.start >= end, "overlaps", &piece);
		demand(model, piece.range.end > piece.range.start, "is empty",
		       &piece);
		end = piece.range.end;
		if (piece.request >= model->input->count)
			continue;
		check_piece(model, &piece);
		sum = &placed[piece.request];
		if (sum->bytes == 0)
			sum->start = piece.range.start;
		sum->end = piece.range.end;
		sum->bytes += piece.range.end - piece.range.start;
	}
}

static uint64_t end_of_ram(const struct model *model)
{
	uint64_t end = 0;

	for (size_t i = 0; i < model->input->count; i++)
		if (placed[i].bytes != 0 &&
		    (model->input->requests[i].phase == GPAMAP_PHASE_RAM ||
		     model->input->requests[i].kind == GPAMAP_KIND_RAM))
			end = model_larger(end, placed[i].end);
	return end;
}

/* Where all but post ends, and post at given addresses. */
static uint64_t top_before_post(const struct model *model)
{
	uint64_t top = 0;

	for (size_t i = 0; i < model->input->count; i++) {
		const struct gpamap_plan_request *request =
			&model->input->requests[i];

		if (request->phase != GPAMAP_PHASE_RESERVE &&
		    (request->phase != GPAMAP_PHASE_POST || request->exact))
			top = model_larger(top, placed[i].end);
	}
	return top;
}

/* One request against the phases before it. */
static void check_phase(const struct model *model, size_t i, uint64_t ram,
			uint64_t top)
{
	const struct gpamap_plan_request *request = &model->input->requests[i];
	uint64_t least = 0;

	trial_same(model, placed[i].bytes, request->size, "bytes of a request");
	if (is_given(request) || request->min_address != 0)
		return;
	if (request->phase == GPAMAP_PHASE_MMIO64 ||
	    request->phase == GPAMAP_PHASE_HOTPLUG)
		least = model_larger(ram, GB4);
	if (request->phase == GPAMAP_PHASE_POST)
		least = top;
	if (placed[i].start < least)
		trial_fail(model, "request %zu at 0x%llx is below 0x%llx", i,
			   (unsigned long long)placed[i].start,
			   (unsigned long long)least);
}

/* Two requests of one phase that keeps an order: the earlier is below. RAM is
 * so whatever its bounds; the others where they bring no minimum. */
static void check_pair(const struct model *model, size_t i, size_t k)
{
	const struct gpamap_plan_request *first = &model->input->requests[i];
	const struct gpamap_plan_request *second = &model->input->requests[k];

	if (first->phase != second->phase || is_given(first) ||
	    is_given(second) || first->size == 0 || second->size == 0)
		return;
	if (first->phase != GPAMAP_PHASE_POST &&
	    first->phase != GPAMAP_PHASE_RAM &&
	    first->phase != GPAMAP_PHASE_HOTPLUG)
		return;
	if (first->phase != GPAMAP_PHASE_POST && first->vnode > second->vnode) {
		size_t swap = i;

		i = k;
		k = swap;
		second = first;
	}
	if (second->phase != GPAMAP_PHASE_RAM && second->min_address != 0)
		return;
	if (placed[i].end > placed[k].start)
		trial_fail(model, "request %zu is not above %zu", k, i);
}

void properties_check(const struct model *model, const struct gpamap_plan *plan)
{
	uint64_t ram, top;

	check_pieces(model, plan);
	ram = end_of_ram(model);
	top = top_before_post(model);
	for (size_t i = 0; i < model->input->count; i++) {
		check_phase(model, i, ram, top);
		for (size_t k = i + 1; k < model->input->count; k++)
			check_pair(model, i, k);
	}
}

/* Every piece of @plan is in @more, under a request that is @shift later for
 * what the host avoids, and only @added pieces are new. */
static void check_unmoved(const struct model *model,
			  const struct gpamap_plan *plan,
			  const struct gpamap_plan *more, size_t added)
{
	struct gpamap_plan_piece old, new;
	bool is_old = gpamap_plan_first(plan, &old);
	bool is_new = gpamap_plan_first(more, &new);

	while (is_new) {
		if (new.request == model->input->count) {
			added--;
			is_new = gpamap_plan_next(more, new.range.start, &new);
			continue;
		}
		if (new.request > model->input->count)
			new.request--;
		if (!is_old || old.request != new.request ||
		    old.range.start != new.range.start ||
		    old.range.end != new.range.end)
			trial_fail(model, "an addition moved request %zu",
				   new.request);
		is_old = gpamap_plan_next(plan, old.range.start, &old);
		is_new = gpamap_plan_next(more, new.range.start, &new);
	}
	trial_same(model, is_old, false, "whether a piece has gone");
	trial_same(model, added, 0, "pieces of the addition that are missing");
}

static void check_addition(const struct model *model,
			   const struct gpamap_plan *plan,
			   const struct gpamap_plan_request *request)
{
	static struct gpamap_plan_request requests[MODEL_PROBLEMS_MAX + 1];
	struct gpamap_plan_input input = *model->input;
	const struct gpamap_plan *more;
	enum gpamap_status status;

	memcpy(requests, input.requests, input.count * sizeof(requests[0]));
	requests[input.count++] = *request;
	input.requests = requests;
	more = trial_plan(model, &input, 1, &status);
	if (gpamap_plan_relocated(more) != gpamap_plan_relocated(plan))
		return;
	check_unmoved(model, plan, more, status == GPAMAP_OK);
}

void properties_check_additions(const struct model *model,
				const struct gpamap_plan *plan)
{
	struct gpamap_plan_request post = {
		.phase = GPAMAP_PHASE_POST,
		.size = model->unit,
	};
	struct gpamap_plan_request reserve = {
		.phase = GPAMAP_PHASE_RESERVE,
		.size = model->unit,
		.address = model_larger(gpamap_plan_top(plan), model->base),
	};
	size_t cell = (size_t)((reserve.address - model->base) / model->unit);

	check_addition(model, plan, &post);
	if (cell < model->cells && model->owner[cell] == MODEL_FREE)
		check_addition(model, plan, &reserve);
}
