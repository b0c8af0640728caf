/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

#include <gpamap/range.h>

#include "align.h"

/* What a request may say, and how a problem with it is told. */

/* RAM comes from its own phase or from a given address, VTL2 is decided last
 * or given, and what only blocks space is neither. */
static bool is_kind_for(const struct gpamap_plan_request *request)
{
	enum gpamap_kind kind = gpamap_plan_kind(request);

	if ((unsigned int)kind >= GPAMAP_KIND_COUNT)
		return false;
	if (kind == GPAMAP_KIND_RAM)
		return request->phase == GPAMAP_PHASE_RAM ||
		       request->phase == GPAMAP_PHASE_FIXED;
	if (request->phase == GPAMAP_PHASE_RAM)
		return false;
	if (kind == GPAMAP_KIND_VTL2)
		return request->phase == GPAMAP_PHASE_FIXED ||
		       request->phase == GPAMAP_PHASE_POST;
	return request->phase != GPAMAP_PHASE_RESERVE ||
	       kind >= GPAMAP_KIND_RESERVED;
}

static enum gpamap_status
check_numbers(const struct gpamap_plan_request *request)
{
	struct gpamap_range range;

	if (request->size % GPAMAP_PAGE_SIZE != 0)
		return GPAMAP_ERR_MISALIGNED;
	if (request->size == 0 && request->phase != GPAMAP_PHASE_RAM)
		return GPAMAP_ERR_EMPTY;
	if (!gpamap_plan_is_alignment(request->alignment) ||
	    !gpamap_plan_is_alignment(request->preferred_alignment) ||
	    (unsigned int)request->direction > GPAMAP_DIRECTION_DOWN)
		return GPAMAP_ERR_ARGUMENT;
	if (!gpamap_plan_is_given(request))
		return GPAMAP_OK;
	/* No size of whole pages is above GPAMAP_ADDRESS_END. */
	if (request->address > GPAMAP_ADDRESS_END - request->size)
		return GPAMAP_ERR_TOO_HIGH;
	return gpamap_range_try_new(request->address,
				    request->address + request->size, &range);
}

enum gpamap_status gpamap_plan_check(const struct gpamap_plan *plan,
				     size_t index)
{
	const struct gpamap_plan_request *request =
		&plan->input->requests[index];

	if ((unsigned int)request->phase >= GPAMAP_PHASE_COUNT)
		return GPAMAP_ERR_ARGUMENT;
	if (!is_kind_for(request) ||
	    (request->kind == GPAMAP_KIND_VTL2 && index != plan->vtl2))
		return GPAMAP_ERR_BAD_KIND;
	if (request->vnode > GPAMAP_VNODE_MAX)
		return GPAMAP_ERR_BAD_VNODE;
	return check_numbers(request);
}

static void report(struct gpamap_plan *plan,
		   const struct gpamap_plan_problem *problem)
{
	const struct gpamap_plan_input *input = plan->input;

	if (plan->problems++ == 0)
		plan->status = problem->status;
	if (input->report != NULL && !plan->stopped)
		plan->stopped = !input->report(input->context, problem);
}

static struct gpamap_plan_problem begin(const struct gpamap_plan *plan,
					size_t index, enum gpamap_status status)
{
	struct gpamap_plan_request request =
		gpamap_plan_request_at(plan->input, index);

	return (struct gpamap_plan_problem){
		.status = status,
		.phase = request.phase,
		.request = index,
		.asked = request.size,
		.alignment = gpamap_plan_alignment(&request),
		.other = GPAMAP_PLAN_NONE,
		.above = GPAMAP_PLAN_NONE,
	};
}

void gpamap_plan_fault(struct gpamap_plan *plan, size_t index,
		       enum gpamap_status status)
{
	struct gpamap_plan_problem problem = begin(plan, index, status);

	report(plan, &problem);
}

void gpamap_plan_collision(struct gpamap_plan *plan, size_t index,
			   struct gpamap_range range, size_t other)
{
	struct gpamap_plan_problem problem =
		begin(plan, index, GPAMAP_ERR_OVERLAP);

	problem.range = range;
	problem.other = other;
	report(plan, &problem);
}

/* The owner of a free segment's neighbour, which is free itself never. */
static size_t owner_at(const struct gpamap_space *space, uint32_t at)
{
	return at == 0 ? GPAMAP_PLAN_NONE : (size_t)space->segments[at].owner;
}

/* Find the largest run that the request could have used, and what bounds it. */
static void find_largest(struct gpamap_plan *plan, struct gpamap_bounds bounds,
			 struct gpamap_plan_problem *problem)
{
	struct gpamap_space *space = &plan->space;
	const struct gpamap_segment *segment;
	uint32_t at;
	uint64_t start = 0;
	uint64_t size;

	gpamap_space_align(space, problem->alignment);
	size = gpamap_space_largest(space, bounds);
	if (size == 0)
		return;
	gpamap_space_lowest(space, bounds, size, &start);
	at = gpamap_space_find(space, start);
	segment = &space->segments[at];
	problem->largest = (struct gpamap_range){ start, start + size };
	/* Where the bounds cut the run, no neighbour is to blame. */
	if (segment->start >= bounds.min)
		problem->other =
			owner_at(space, gpamap_space_previous(space, at));
	if (segment->end <= bounds.max)
		problem->above = owner_at(space, gpamap_space_next(space, at));
}

void gpamap_plan_no_room(struct gpamap_plan *plan, size_t index,
			 struct gpamap_bounds bounds, uint64_t missing)
{
	struct gpamap_plan_problem problem =
		begin(plan, index, GPAMAP_ERR_NO_FIT);

	problem.bounds = (struct gpamap_range){ bounds.min, bounds.max };
	problem.free_bytes = gpamap_space_free(&plan->space, bounds);
	find_largest(plan, bounds, &problem);
	problem.missing = problem.phase == GPAMAP_PHASE_RAM
				  ? missing
				  : missing - (problem.largest.end -
					       problem.largest.start);
	report(plan, &problem);
}
