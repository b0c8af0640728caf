/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLAN_QUEUE_H
#define GPAMAP_CORE_PLAN_QUEUE_H

#include "plan_check.h"
#include "plan_state.h"

/*
 * The queue of a phase is a heap of *turns*: the request's index times two,
 * plus one when it has lost its preferred alignment and tries again with the
 * one that it insists on. A lower alignment comes later, so the order of turns
 * is the same whether a request got there at once or after a failure, and
 * alignments only ever sink while a phase is at work.
 */

/*@ predicate queue_apart{L}(struct gpamap_plan *plan) =
      \separated(plan->queue + (0 .. plan->input->count - 1),
                 plan->input) &&
      \separated(plan->queue + (0 .. plan->input->count - 1),
                 plan->input->host) &&
      \separated(plan->queue + (0 .. plan->input->count - 1),
                 plan->input->requests + (0 .. plan->input->count - 1));
 */

/* Add a turn to the phase at work. */
/*@ requires queue_sound(plan) && is_turn(plan, turn);
    requires queue_apart(plan);
    requires plan->queued < plan->input->count;
    assigns plan->queued, plan->queue[0 .. plan->queued];
    ensures queue_sound(plan);
    ensures plan->queued == \old(plan->queued) + 1;
 */
void gpamap_plan_push(struct gpamap_plan *plan, uint32_t turn);

/* Take out the turn that comes next; there is one. */
/*@ requires queue_sound(plan) && plan->queued > 0;
    requires queue_apart(plan);
    assigns plan->queued, plan->queue[0 .. plan->queued - 1];
    ensures queue_sound(plan);
    ensures plan->queued == \old(plan->queued) - 1;
    ensures is_turn(plan, \result) && \result == \old(plan->queue[0]);
 */
uint32_t gpamap_plan_pop(struct gpamap_plan *plan);

/* The request whose turn it is, and the alignment that it tries. */
/*@ requires \valid_read(plan) && plan_readable(plan->input);
    requires is_turn(plan, turn);
    assigns \nothing;
    ensures \result == plan->input->requests[turn / 2];
 */
struct gpamap_plan_request
gpamap_plan_turn_request(const struct gpamap_plan *plan, uint32_t turn);
/*@ requires \valid_read(plan) && plan_readable(plan->input);
    requires is_turn(plan, turn);
    assigns \nothing;
    ensures \result >= plan->input->requests[turn / 2].alignment;
    ensures \result == turn_alignment(plan->input->requests[turn / 2], turn);
 */
uint64_t gpamap_plan_turn_alignment(const struct gpamap_plan *plan,
				    uint32_t turn);

#endif /* GPAMAP_CORE_PLAN_QUEUE_H */
