/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_PLAN_H
#define GPAMAP_CORE_TERMS_PLAN_H

#include "plan_state.h"

/* The terms that the contracts of a plan share; terms.h has the others. */

/*@ logic integer has_ht{L}(struct gpamap_host *host) =
      host->hypertransport != GPAMAP_HT_IGNORE ? 1 : 0;
    logic integer avoided{L}(struct gpamap_plan_input *input) =
      input->host == \null ? 0
                           : input->host->avoid_count + has_ht(input->host);

    // What a plan is made from, as gpamap_plan_make() has checked it.
    predicate plan_readable{L}(struct gpamap_plan_input *input) =
      \valid_read(input) && input->count <= GPAMAP_RANGES_MAX / 8 &&
      \valid_read(input->requests + (0 .. input->count - 1)) &&
      (input->host != \null ==>
        \valid_read(input->host) &&
        input->host->avoid_count <= GPAMAP_RANGES_MAX / 8 &&
        \valid_read(input->host->avoid +
                    (0 .. input->host->avoid_count - 1)) &&
        \forall integer i; 0 <= i < input->host->avoid_count ==>
          valid(input->host->avoid[i].range));
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

/*@ predicate is_alignment(integer value) =
      value == 0 || (value >= GPAMAP_PAGE_SIZE && is_power(value));
    logic integer alignment_of(struct gpamap_plan_request r) =
      r.alignment != 0 ? r.alignment : GPAMAP_PAGE_SIZE;
    logic integer turn_alignment(struct gpamap_plan_request r, integer turn) =
      turn % 2 == 0 && r.preferred_alignment > alignment_of(r)
        ? r.preferred_alignment : alignment_of(r);
    predicate is_given(struct gpamap_plan_request r) =
      r.exact != 0 || r.phase <= GPAMAP_PHASE_FIXED;

    // The numbers of a request can be what they say.
    predicate numbers_sound(struct gpamap_plan_request r) =
      paged(r.size) && (r.size == 0 ==> r.phase == GPAMAP_PHASE_RAM) &&
      is_alignment(r.alignment) && is_alignment(r.preferred_alignment) &&
      (is_given(r) ==>
        paged(r.address) && r.address + r.size <= GPAMAP_ADDRESS_END);

    // A space in the workspace, apart from all that the plan reads.
    predicate space_apart{L}(struct gpamap_plan *plan, struct gpamap_segment *v,
                             uint64_t *best) =
      \separated(plan->queue + (0 .. plan->input->count - 1),
                 plan->input) &&
      \separated(plan->queue + (0 .. plan->input->count - 1),
                 plan->input->host) &&
      \separated(plan->queue + (0 .. plan->input->count - 1),
                 plan->input->requests + (0 .. plan->input->count - 1)) &&
      \separated(plan, v + (0 .. room(v) - 1)) &&
      \separated(plan, best + (0 .. fits_room(best) - 1)) &&
      \separated(plan->input, v + (0 .. room(v) - 1)) &&
      \separated(plan->input, best + (0 .. fits_room(best) - 1)) &&
      \separated(plan->input->host, v + (0 .. room(v) - 1)) &&
      \separated(plan->input->host, best + (0 .. fits_room(best) - 1)) &&
      \separated(plan->input->requests + (0 .. plan->input->count - 1),
                 v + (0 .. room(v) - 1)) &&
      \separated(plan->input->requests + (0 .. plan->input->count - 1),
                 best + (0 .. fits_room(best) - 1)) &&
      \separated(plan->queue + (0 .. plan->input->count - 1),
                 v + (0 .. room(v) - 1)) &&
      \separated(plan->queue + (0 .. plan->input->count - 1),
                 best + (0 .. fits_room(best) - 1)) &&
      (plan->input->host != \null ==>
        \separated(plan->input->host->avoid +
                     (0 .. plan->input->host->avoid_count - 1),
                   v + (0 .. room(v) - 1)) &&
        \separated(plan->input->host->avoid +
                     (0 .. plan->input->host->avoid_count - 1),
                   best + (0 .. fits_room(best) - 1)));

    // Each segment is free or that of a request.
    predicate owners_known{L}(struct gpamap_plan *plan) =
      \forall integer i; 1 <= i <= plan->space.used ==>
        plan->space.segments[i].owner == GPAMAP_SPACE_FREE ||
        plan->space.segments[i].owner <
          plan->input->count + avoided(plan->input);

    // The space has a column for each alignment of a request.
    predicate alignments_known{L}(struct gpamap_plan *plan) =
      has_column(plan->space.alignments, GPAMAP_PAGE_SIZE) &&
      \forall integer i; 0 <= i < plan->input->count ==>
        (plan->input->requests[i].alignment != 0 &&
         is_alignment(plan->input->requests[i].alignment) ==>
          has_column(plan->space.alignments,
                     plan->input->requests[i].alignment)) &&
        (plan->input->requests[i].preferred_alignment != 0 &&
         is_alignment(plan->input->requests[i].preferred_alignment) ==>
          has_column(plan->space.alignments,
                     plan->input->requests[i].preferred_alignment));

    predicate ends_known{L}(struct gpamap_plan *plan) =
      plan->limit <= GPAMAP_ADDRESS_END && plan->top <= GPAMAP_ADDRESS_END &&
      plan->ram_end <= GPAMAP_ADDRESS_END &&
      plan->end_of_ram <= GPAMAP_ADDRESS_END &&
      plan->cursor <= GPAMAP_ADDRESS_END;

    // Nothing that a plan is made from has changed.
    predicate same_host{A, B}(struct gpamap_host *host) =
      host != \null ==>
        \at(host->avoid, A) == \at(host->avoid, B) &&
        \at(host->avoid_count, A) == \at(host->avoid_count, B) &&
        \at(host->hypertransport, A) == \at(host->hypertransport, B) &&
        \forall integer i; 0 <= i < \at(host->avoid_count, A) ==>
          \at(host->avoid[i].range.start, A) ==
            \at(host->avoid[i].range.start, B) &&
          \at(host->avoid[i].range.end, A) ==
            \at(host->avoid[i].range.end, B);
    predicate same_counts{A, B}(struct gpamap_plan_input *input) =
      \at(input->requests, A) == \at(input->requests, B) &&
      \at(input->count, A) == \at(input->count, B) &&
      \at(input->host, A) == \at(input->host, B);
    predicate same_alignments{A, B}(struct gpamap_plan_input *input) =
      \forall integer i; 0 <= i < \at(input->count, A) ==>
        \at(\at(input->requests, A)[i].alignment, A) ==
          \at(\at(input->requests, A)[i].alignment, B);
    predicate same_preferred{A, B}(struct gpamap_plan_input *input) =
      \forall integer i; 0 <= i < \at(input->count, A) ==>
        \at(\at(input->requests, A)[i].preferred_alignment, A) ==
          \at(\at(input->requests, A)[i].preferred_alignment, B);
    predicate same_turns{A, B}(struct gpamap_plan *plan) =
      \at(plan->queue, A) == \at(plan->queue, B) &&
      \at(plan->queued, A) == \at(plan->queued, B) &&
      \forall integer i; 0 <= i < \at(plan->queued, A) ==>
        \at(plan->queue[i], A) == \at(plan->queue[i], B);

    // Where what a plan is made from stands, and how much of it there is.
    predicate same_input{A, B}(struct gpamap_plan *plan) =
      \at(plan->input, A) == \at(plan->input, B) &&
      \at(plan->input->count, A) == \at(plan->input->count, B) &&
      \at(avoided(plan->input), A) == \at(avoided(plan->input), B);

    // A plan that is sound but for pieces which are not counted yet.
    predicate plan_taken{L}(struct gpamap_plan *plan, integer more) =
      queue_sound(plan) && is_space(&plan->space) &&
      space_apart(plan, plan->space.segments, plan->space.best) &&
      plan->pieces + more == owned(&plan->space) && owners_known(plan) &&
      alignments_known(plan) && ends_known(plan);
    predicate plan_sound{L}(struct gpamap_plan *plan) = plan_taken(plan, 0);
 */

#endif /* GPAMAP_CORE_TERMS_PLAN_H */
