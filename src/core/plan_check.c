/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

#include "align.h"
#include "terms_range.h"

/* What a request may say, and how a problem with it is told. */

/* RAM comes from its own phase or from a given address, VTL2 is decided last
 * or given, and what only blocks space is neither. */
/*@ requires \valid_read(request);
    assigns \nothing;
 */
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

/*@ requires \valid_read(request);
    assigns \nothing;
    ensures \result == GPAMAP_OK ==> numbers_sound(*request);
 */
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

/*@ requires plan_sound(plan) && plan->problems < SIZE_MAX;
    requires \valid_read(problem) && \separated(problem, plan);
    assigns plan->problems, plan->status, plan->stopped;
    ensures plan_sound(plan) && plan->problems == \old(plan->problems) + 1;
    ensures \old(plan->problems) == 0 ==>
      plan->status == \old(problem->status);
 */
static void report(struct gpamap_plan *plan,
		   const struct gpamap_plan_problem *problem)
{
	if (plan->problems++ == 0)
		plan->status = problem->status;
	if (!plan->stopped)
		plan->stopped = !gpamap_plan_tell(plan->input, problem);
	//@ assert space: same_space{Pre, Here}(&plan->space);
	//@ assert whole: is_space(&plan->space);
	/*@ assert input: plan->input == \at(plan->input, Pre) &&
	      plan->input->count == \at(plan->input->count, Pre) &&
	      plan->input->host == \at(plan->input->host, Pre) &&
	      plan->input->requests == \at(plan->input->requests, Pre); */
	/*@ assert host: plan->input->host != \null ==>
	      plan->input->host->avoid == \at(plan->input->host->avoid, Pre) &&
	      plan->input->host->avoid_count ==
	        \at(plan->input->host->avoid_count, Pre); */
	//@ assert readable: plan_readable(plan->input);
	//@ assert apart: plan_apart(plan);
	//@ assert queue: queue_sound(plan);
	//@ assert owners: owners_known(plan);
	//@ assert columns: alignments_known(plan);
}

/*@ requires \valid_read(plan) && plan_readable(plan->input);
    requires index < plan->input->count + avoided(plan->input);
    assigns \nothing;
    ensures \result.status == status && \result.request == index;
    ensures index < plan->input->count ==>
      \result.phase == plan->input->requests[index].phase &&
      \result.alignment == alignment_of(plan->input->requests[index]);
    ensures \result.largest.start == 0 && \result.largest.end == 0;
 */
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

size_t gpamap_plan_owner(const struct gpamap_plan *plan, uint32_t at)
{
	uint64_t owner = at == 0 ? GPAMAP_SPACE_FREE
				 : plan->space.segments[at].owner;

	/*@ assert known: owner == GPAMAP_SPACE_FREE ||
	      owner < plan->input->count + avoided(plan->input); */
	return owner == GPAMAP_SPACE_FREE ? GPAMAP_PLAN_NONE : (size_t)owner;
}

/* The largest run that is free; empty where none is. */
/*@ requires is_space(space) && bounds.max <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result.start <= \result.end;
    ensures \result.start < \result.end ==>
      hole_at{Pre}(space, \result.start, \result.end - \result.start, bounds);
 */
static struct gpamap_range largest_run(const struct gpamap_space *space,
				       struct gpamap_bounds bounds)
{
	uint64_t start = 0;
	uint64_t size = gpamap_space_largest(space, bounds);

	if (size != 0)
		gpamap_space_lowest(space, bounds, size, &start);
	return (struct gpamap_range){ start, start + size };
}

/* A run that is free, and whose the ranges at its ends are. */
struct run {
	struct gpamap_range range;
	size_t below;
	size_t above;
};

/* Find the largest run that a request could have used, and what bounds it. */
/*@ requires is_space(&plan->space) && bounds.max <= GPAMAP_ADDRESS_END;
    requires \valid_read(plan) && plan_readable(plan->input);
    requires owners_known(plan);
    assigns \nothing;
    ensures \result.range.start <= \result.range.end;
    ensures \result.range.start < \result.range.end ==>
      hole_at(&plan->space, \result.range.start,
              \result.range.end - \result.range.start, bounds);
 */
static struct run find_largest(const struct gpamap_plan *plan,
			       struct gpamap_bounds bounds)
{
	const struct gpamap_space *space = &plan->space;
	struct run run = {
		largest_run(space, bounds),
		GPAMAP_PLAN_NONE,
		GPAMAP_PLAN_NONE,
	};
	const struct gpamap_segment *segment;
	uint32_t at;

	if (run.range.start == run.range.end)
		return run;
	at = gpamap_space_find(space, run.range.start);
	segment = &space->segments[at];
	/* Where the bounds cut the run, no neighbour is to blame. */
	if (segment->start >= bounds.min)
		run.below = gpamap_plan_owner(plan,
					      gpamap_space_previous(space, at));
	if (segment->end <= bounds.max)
		run.above =
			gpamap_plan_owner(plan, gpamap_space_next(space, at));
	return run;
}

void gpamap_plan_no_room(struct gpamap_plan *plan, size_t index,
			 struct gpamap_bounds bounds, uint64_t missing)
{
	struct run run = find_largest(plan, bounds);
	uint64_t size = run.range.end - run.range.start;
	struct gpamap_plan_problem problem =
		begin(plan, index, GPAMAP_ERR_NO_FIT);

	problem.bounds = (struct gpamap_range){ bounds.min, bounds.max };
	problem.free_bytes = gpamap_space_free(&plan->space, bounds);
	problem.largest = run.range;
	problem.other = run.below;
	problem.above = run.above;
	/*@ assert run: size > 0 ==>
	      hole_at(&plan->space, run.range.start, size, bounds); */
	/*@ assert piece: \forall integer i; size >= missing &&
	      has_free(&plan->space, i, run.range.start,
	               run.range.start + size) ==>
	      has_free(&plan->space, i, run.range.start,
	               run.range.start + missing); */
	/*@ assert part: size > 0 && size >= missing ==>
	      hole_at(&plan->space, run.range.start, missing, bounds); */
	/*@ assert shorter: problem.phase == GPAMAP_PHASE_RAM || size == 0 ||
	      size < missing; */
	problem.missing = problem.phase == GPAMAP_PHASE_RAM ? missing
							    : missing - size;
	report(plan, &problem);
}
