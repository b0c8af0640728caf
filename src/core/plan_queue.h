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

/*@ predicate plan_apart{L}(struct gpamap_plan *plan) =
      \separated(plan, plan->input, plan->input->host) &&
      \separated(plan, plan->input->requests +
                         (0 .. plan->input->count - 1)) &&
      (plan->input->host != \null ==>
        \separated(plan, plan->input->host->avoid +
                           (0 .. plan->input->host->avoid_count - 1)));

    // A turn of one of the caller's requests.
    predicate is_turn{L}(struct gpamap_plan *plan, integer turn) =
      0 <= turn / 2 < plan->input->count;

    // Turns in the queue, and room for one of each request.
    predicate queue_sound{L}(struct gpamap_plan *plan) =
      \valid(plan) && plan_readable(plan->input) && plan_apart(plan) &&
      plan->queued <= plan->input->count &&
      \valid(plan->queue + (0 .. plan->input->count - 1)) &&
      \separated(plan, plan->queue + (0 .. plan->input->count - 1)) &&
      \forall integer i; 0 <= i < plan->queued ==>
        is_turn(plan, plan->queue[i]);
 */

/* Add a turn to the phase at work. */
/*@ requires queue_sound(plan) && is_turn(plan, turn);
    requires plan->queued < plan->input->count;
    assigns plan->queued, plan->queue[0 .. plan->queued];
    ensures queue_sound(plan);
    ensures plan->queued == \old(plan->queued) + 1;
 */
void gpamap_plan_push(struct gpamap_plan *plan, uint32_t turn);

/* Take out the turn that comes next; there is one. */
/*@ requires queue_sound(plan) && plan->queued > 0;
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
 */
uint64_t gpamap_plan_turn_alignment(const struct gpamap_plan *plan,
				    uint32_t turn);

#endif /* GPAMAP_CORE_PLAN_QUEUE_H */
