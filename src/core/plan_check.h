/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLAN_CHECK_H
#define GPAMAP_CORE_PLAN_CHECK_H

#include "terms_plan.h"

/* The request at @index: the caller's, or one made up for what the host
 * avoids. */
/*@ requires plan_readable(input) && index < input->count + avoided(input);
    assigns \nothing;
    ensures index < input->count ==> \result == input->requests[index];
    ensures index >= input->count ==>
      \result.phase == GPAMAP_PHASE_RESERVE && \result.exact == 0 &&
      paged(\result.address) && paged(\result.size) &&
      \result.address + \result.size <= GPAMAP_ADDRESS_END;
 */
struct gpamap_plan_request
gpamap_plan_request_at(const struct gpamap_plan_input *input, size_t index);

/* How many ranges the host avoids, HyperTransport included where it is. */
/*@ requires \valid_read(input);
    requires input->host != \null ==> \valid_read(input->host) &&
      input->host->avoid_count <= GPAMAP_RANGES_MAX / 8;
    assigns \nothing;
    ensures \result == avoided(input);
 */
size_t gpamap_plan_avoided(const struct gpamap_plan_input *input);

/* Check a request by itself. */
/*@ requires \valid_read(plan) && plan_readable(plan->input);
    requires index < plan->input->count;
    assigns \nothing;
    ensures \result == GPAMAP_OK ==>
      numbers_sound(plan->input->requests[index]) &&
      plan->input->requests[index].phase < GPAMAP_PHASE_COUNT &&
      plan->input->requests[index].vnode <= GPAMAP_VNODE_MAX &&
      (plan->input->requests[index].kind == GPAMAP_KIND_VTL2 ==>
        index == plan->vtl2);
 */
enum gpamap_status gpamap_plan_check(const struct gpamap_plan *plan,
				     size_t index);

#ifdef __FRAMAC__
/* The public header's declaration once more, with what it promises. */
/*@ requires \valid_read(request);
    assigns \nothing;
    ensures request->kind != GPAMAP_KIND_HOLE ==> \result == request->kind;
    ensures \result != GPAMAP_KIND_HOLE;
 */
enum gpamap_kind gpamap_plan_kind(const struct gpamap_plan_request *request);
#endif

/* Tell the caller; false where no more is wanted. plan_tell.c has it, and what
 * the caller does there no proof sees. */
/*@ requires plan_readable(input) && \valid_read(problem);
    assigns \nothing;
 */
bool gpamap_plan_tell(const struct gpamap_plan_input *input,
		      const struct gpamap_plan_problem *problem);

/* Whose a segment is; GPAMAP_PLAN_NONE of segment 0, and of one that is free,
 * which the neighbours of a free one never are. */
/*@ requires \valid_read(plan) && plan_readable(plan->input);
    requires is_space(&plan->space) && at <= plan->space.used;
    requires owners_known(plan);
    assigns \nothing;
    ensures \result == GPAMAP_PLAN_NONE ||
      \result == plan->space.segments[at].owner;
 */
size_t gpamap_plan_owner(const struct gpamap_plan *plan, uint32_t at);

/* Ways to report a problem of the request at @index. */
/*@ requires plan_sound(plan) && plan->problems < SIZE_MAX;
    requires index < plan->input->count + avoided(plan->input);
    assigns plan->problems, plan->status, plan->stopped;
    ensures plan_sound(plan) && plan->problems == \old(plan->problems) + 1;
    ensures \old(plan->problems) == 0 ==> plan->status == status;
 */
void gpamap_plan_fault(struct gpamap_plan *plan, size_t index,
		       enum gpamap_status status);
/*@ requires plan_sound(plan) && plan->problems < SIZE_MAX;
    requires index < plan->input->count + avoided(plan->input);
    assigns plan->problems, plan->status, plan->stopped;
    ensures plan_sound(plan) && plan->problems == \old(plan->problems) + 1;
    ensures \old(plan->problems) == 0 ==> plan->status == GPAMAP_ERR_OVERLAP;
 */
void gpamap_plan_collision(struct gpamap_plan *plan, size_t index,
			   struct gpamap_range range, size_t other);
/*@ requires plan_sound(plan) && plan->problems < SIZE_MAX;
    requires index < plan->input->count + avoided(plan->input);
    requires bounds.max <= GPAMAP_ADDRESS_END;
    requires index < plan->input->count &&
      plan->input->requests[index].phase == GPAMAP_PHASE_RAM ||
      !has_hole(&plan->space, missing, bounds);
    assigns plan->problems, plan->status, plan->stopped;
    ensures plan_sound(plan) && plan->problems == \old(plan->problems) + 1;
    ensures \old(plan->problems) == 0 ==> plan->status == GPAMAP_ERR_NO_FIT;
 */
void gpamap_plan_no_room(struct gpamap_plan *plan, size_t index,
			 struct gpamap_bounds bounds, uint64_t missing);

#endif /* GPAMAP_CORE_PLAN_CHECK_H */
