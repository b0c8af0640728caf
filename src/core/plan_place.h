/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLAN_PLACE_H
#define GPAMAP_CORE_PLAN_PLACE_H

#include "terms_plan.h"

/* Where QEMU puts RAM above 4 GiB when it would reach HyperTransport
 * addresses (hw/i386/pc.c, AMD_ABOVE_1TB_START, from machine type 7.1 on). */
#define GPAMAP_ABOVE_1TB GPAMAP_HYPERTRANSPORT_END

/* Give @range to @index. */
/*@ requires plan_sound(plan);
    requires index < plan->input->count + avoided(plan->input);
    requires is_free(&plan->space, range.start, range.end);
    requires range.start < range.end <= GPAMAP_ADDRESS_END;
    requires paged(range.start) && paged(range.end);
    assigns plan->space.used, plan->space.root, plan->pieces, plan->top,
      plan->end_of_ram,
      plan->space.segments[0 .. room(plan->space.segments) - 1],
      plan->space.best[0 .. fits_room(plan->space.best) - 1];
    ensures plan_sound(plan) && plan->pieces == \old(plan->pieces) + 1;
    ensures plan->problems == \old(plan->problems);
    ensures plan->queued == \old(plan->queued);
    ensures plan->input == \old(plan->input);
    ensures plan->input->count == \old(plan->input->count);
    ensures avoided(plan->input) == \old(avoided(plan->input));
    ensures bytes_of(&plan->space, index) ==
      \old(bytes_of(&plan->space, index)) + (range.end - range.start);
 */
void gpamap_plan_take(struct gpamap_plan *plan, size_t index,
		      struct gpamap_range range);

/* Where a request may look for room, given its phase's own lower end. */
/*@ requires \valid_read(plan) && plan->limit <= GPAMAP_ADDRESS_END;
    requires \valid_read(request);
    assigns \nothing;
    ensures \result.min <= \result.max <= plan->limit;
    ensures paged(\result.min) && paged(\result.max);
    ensures request->min_address != 0 ==>
      \result.min >= request->min_address || \result.min == \result.max;
    ensures request->max_address != 0 ==> \result.max <= request->max_address;
    ensures request->phase == GPAMAP_PHASE_MMIO32 ==>
      \result.max <= GPAMAP_4GB;
    ensures request->min_address == 0 ==>
      \result.min >= phase_min || \result.min == \result.max;
 */
struct gpamap_bounds
gpamap_plan_bounds(const struct gpamap_plan *plan,
		   const struct gpamap_plan_request *request,
		   uint64_t phase_min);

/* How a request of each sort finds its place. What finds none is reported. */

/* At the address that it brings. */
/*@ requires plan_sound(plan) && plan->problems < SIZE_MAX;
    requires index < plan->input->count;
    requires numbers_sound(plan->input->requests[index]);
    requires is_given(plan->input->requests[index]);
    assigns plan->space.used, plan->space.root, plan->space.alignment,
      plan->space.column, plan->pieces, plan->top, plan->end_of_ram,
      plan->problems, plan->status, plan->stopped,
      plan->space.segments[0 .. room(plan->space.segments) - 1],
      plan->space.best[0 .. fits_room(plan->space.best) - 1];
    ensures plan_sound(plan);
    ensures plan->pieces + plan->problems <=
      \old(plan->pieces + plan->problems) + 1;
    ensures plan->input->requests[index].size != 0 ==>
      plan->pieces + plan->problems ==
        \old(plan->pieces + plan->problems) + 1;
    ensures plan->problems <= \old(plan->problems) + 1;
    ensures same_input{Pre, Post}(plan);
 */
void gpamap_plan_place_given(struct gpamap_plan *plan, size_t index);

/* What is still free of a range that the host avoids. */
/*@ requires plan_sound(plan);
    requires plan->input->count <= index <
      plan->input->count + avoided(plan->input);
    assigns plan->space.used, plan->space.root, plan->space.alignment,
      plan->space.column, plan->pieces, plan->top, plan->end_of_ram,
      plan->space.segments[0 .. room(plan->space.segments) - 1],
      plan->space.best[0 .. fits_room(plan->space.best) - 1];
    ensures plan_sound(plan);
    ensures same_input{Pre, Post}(plan);
 */
void gpamap_plan_place_avoided(struct gpamap_plan *plan, size_t index);

/* The highest or lowest fit, for 32-bit and 64-bit MMIO. */
/*@ requires plan_sound(plan) && plan->problems < SIZE_MAX;
    requires plan->queued < plan->input->count && is_turn(plan, turn);
    requires numbers_sound(plan->input->requests[turn / 2]);
    requires plan->input->requests[turn / 2].size > 0;
    assigns plan->space.used, plan->space.root, plan->space.alignment,
      plan->space.column, plan->pieces, plan->top, plan->end_of_ram,
      plan->problems, plan->status, plan->stopped,
      plan->space.segments[0 .. room(plan->space.segments) - 1],
      plan->space.best[0 .. fits_room(plan->space.best) - 1],
      plan->queued, plan->queue[0 .. plan->queued];
    ensures plan_sound(plan);
    ensures plan->pieces + plan->problems + plan->queued ==
      \old(plan->pieces + plan->problems + plan->queued) + 1;
 */
void gpamap_plan_place_mmio(struct gpamap_plan *plan, uint32_t turn);

/* From where the RAM before it ended, in as many pieces as the holes force:
 * all of it, or a problem is told. */
/*@ requires plan_sound(plan) && plan->problems < SIZE_MAX;
    requires is_turn(plan, turn);
    requires numbers_sound(plan->input->requests[turn / 2]);
    requires plan->input->requests[turn / 2].phase == GPAMAP_PHASE_RAM;
    assigns plan->space.used, plan->space.root, plan->space.alignment,
      plan->space.column, plan->pieces, plan->top, plan->end_of_ram,
      plan->problems, plan->status, plan->stopped,
      plan->space.segments[0 .. room(plan->space.segments) - 1],
      plan->space.best[0 .. fits_room(plan->space.best) - 1], plan->ram_end;
    ensures plan_sound(plan);
    ensures plan->problems == \old(plan->problems) ==>
      bytes_of(&plan->space, turn / 2) ==
        \old(bytes_of(&plan->space, turn / 2)) +
        \old(plan->input->requests[turn / 2].size);
    ensures plan->problems != \old(plan->problems) ==>
      plan->problems == \old(plan->problems) + 1 &&
      bytes_of(&plan->space, turn / 2) <
        \old(bytes_of(&plan->space, turn / 2)) +
        \old(plan->input->requests[turn / 2].size);
    ensures \old(plan->ram_end) <= plan->ram_end;
 */
void gpamap_plan_place_ram(struct gpamap_plan *plan, uint32_t turn);

/* Above the one before it: hot-plug windows and post ranges. */
/*@ requires plan_sound(plan) && plan->problems < SIZE_MAX;
    requires is_turn(plan, turn);
    requires numbers_sound(plan->input->requests[turn / 2]);
    requires plan->input->requests[turn / 2].size > 0;
    assigns plan->space.used, plan->space.root, plan->space.alignment,
      plan->space.column, plan->pieces, plan->top, plan->end_of_ram,
      plan->problems, plan->status, plan->stopped,
      plan->space.segments[0 .. room(plan->space.segments) - 1],
      plan->space.best[0 .. fits_room(plan->space.best) - 1], plan->cursor;
    ensures plan_sound(plan);
    ensures plan->pieces + plan->problems ==
      \old(plan->pieces + plan->problems) + 1;
 */
void gpamap_plan_place_above(struct gpamap_plan *plan, uint32_t turn);

/* The lower end of 64-bit MMIO and of hot-plug windows. */
/*@ requires \valid_read(plan);
    assigns \nothing;
    ensures \result == \max(plan->end_of_ram,
      plan->relocated ? GPAMAP_HYPERTRANSPORT_END : GPAMAP_4GB);
 */
uint64_t gpamap_plan_mmio64_min(const struct gpamap_plan *plan);

#endif /* GPAMAP_CORE_PLAN_PLACE_H */
