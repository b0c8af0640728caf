/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLAN_RUN_H
#define GPAMAP_CORE_PLAN_RUN_H

#include "plan_check.h"
#include "plan_place.h"

/* The steps of a plan but for the queue of a phase: what is checked, what comes
 * with its address, and what the host avoids. */

/*@ // There is a number for a problem of each request.
    predicate can_tell{L}(struct gpamap_plan *plan, integer told) =
      told + plan->input->count <= SIZE_MAX;
 */

/* The next range above others begins at @cursor or above. */
/*@ requires plan_sound(plan) && cursor <= GPAMAP_ADDRESS_END;
    assigns plan->cursor;
    ensures plan_sound(plan) && plan->cursor == cursor;
 */
static inline void gpamap_plan_begin_above(struct gpamap_plan *plan,
					   uint64_t cursor)
{
	plan->cursor = cursor;
	//@ assert space: same_space{Pre, Here}(&plan->space);
	//@ assert whole: is_space(&plan->space);
	//@ assert readable: plan_readable(plan->input);
	//@ assert queue: queue_sound(plan);
	//@ assert owners: owners_known(plan);
	//@ assert columns: alignments_known(plan);
}

/* What comes now is private: it raises the public top no more. */
/*@ requires plan_sound(plan);
    assigns plan->public_top;
    ensures plan_sound(plan) && plan->public_top == plan->top;
 */
static inline void gpamap_plan_end_public(struct gpamap_plan *plan)
{
	plan->public_top = plan->top;
	//@ assert space: same_space{Pre, Here}(&plan->space);
	//@ assert whole: is_space(&plan->space);
	//@ assert readable: plan_readable(plan->input);
	//@ assert queue: queue_sound(plan);
	//@ assert owners: owners_known(plan);
	//@ assert columns: alignments_known(plan);
}

/* The request that is VTL2, or none. */
/*@ requires plan_sound(plan);
    assigns plan->vtl2;
    ensures plan_sound(plan) && plan->vtl2 == index;
 */
static inline void gpamap_plan_choose_vtl2(struct gpamap_plan *plan,
					   size_t index)
{
	plan->vtl2 = index;
	//@ assert space: same_space{Pre, Here}(&plan->space);
	//@ assert whole: is_space(&plan->space);
	//@ assert readable: plan_readable(plan->input);
	//@ assert queue: queue_sound(plan);
	//@ assert owners: owners_known(plan);
	//@ assert columns: alignments_known(plan);
}

/* Check the request at @index, and report what is wrong in itself. */
/*@ requires plan_sound(plan) && plan->problems < SIZE_MAX;
    requires index < plan->input->count;
    assigns plan->vtl2, plan->problems, plan->status, plan->stopped;
    ensures plan_sound(plan) && same_input{Pre, Post}(plan);
    ensures plan->problems == \old(plan->problems) ||
      plan->problems == \old(plan->problems) + 1;
    ensures plan->problems == \old(plan->problems) ==>
      numbers_sound(plan->input->requests[index]);
 */
static inline void gpamap_plan_run_check(struct gpamap_plan *plan, size_t index)
{
	enum gpamap_status status;

	/* The first VTL2 that is sound is the one. */
	bool first = plan->vtl2 == GPAMAP_PLAN_NONE &&
		     plan->input->requests[index].kind == GPAMAP_KIND_VTL2;

	if (first)
		gpamap_plan_choose_vtl2(plan, index);
	//@ assert chosen: same_input{Pre, Here}(plan);
	status = gpamap_plan_check(plan, index);
	if (first && status != GPAMAP_OK)
		gpamap_plan_choose_vtl2(plan, GPAMAP_PLAN_NONE);
	//@ assert avoided: avoided(plan->input) >= 0;
	//@ assert still: same_input{Pre, Here}(plan);
	if (status != GPAMAP_OK)
		gpamap_plan_fault(plan, index, status);
	//@ assert same: same_input{Pre, Here}(plan);
}

/* Report requests that are wrong in themselves. */
/*@ requires plan_sound(plan) && can_tell(plan, plan->problems);
    assigns plan->vtl2, plan->problems, plan->status, plan->stopped;
    ensures plan_sound(plan);
    ensures \old(plan->problems) <= plan->problems <=
      \old(plan->problems) + plan->input->count;
    ensures plan->problems == \old(plan->problems) ==>
      \forall integer i; 0 <= i < plan->input->count ==>
        numbers_sound(plan->input->requests[i]);
 */
static inline void gpamap_plan_run_checks(struct gpamap_plan *plan)
{
	gpamap_plan_choose_vtl2(plan, GPAMAP_PLAN_NONE);
	/*@ loop invariant plan_sound(plan) && 0 <= i <= plan->input->count;
	    loop invariant same: same_input{Pre, Here}(plan);
	    loop invariant told: \at(plan->problems, Pre) <= plan->problems <=
	      \at(plan->problems, Pre) + i;
	    loop invariant sound: plan->problems == \at(plan->problems, Pre) ==>
	      \forall integer j; 0 <= j < i ==>
	        numbers_sound(plan->input->requests[j]);
	    loop assigns i, plan->vtl2, plan->problems, plan->status,
	      plan->stopped;
	    loop variant plan->input->count - i; */
	for (size_t i = 0; i < plan->input->count; i++)
		gpamap_plan_run_check(plan, i);
}

/* A request that is sound, and comes with its address: reserved or @fixed. */
/*@ requires \valid_read(plan) && plan_readable(plan->input);
    requires index < plan->input->count;
    assigns \nothing;
    ensures \result ==> numbers_sound(plan->input->requests[index]) &&
      is_given(plan->input->requests[index]);
    ensures \result ==> (fixed != 0 <==>
      plan->input->requests[index].phase != GPAMAP_PHASE_RESERVE);
 */
static inline bool gpamap_plan_comes_now(const struct gpamap_plan *plan,
					 size_t index, bool fixed)
{
	const struct gpamap_plan_request *request =
		&plan->input->requests[index];

	return gpamap_plan_is_given(request) &&
	       (request->phase != GPAMAP_PHASE_RESERVE) == fixed &&
	       gpamap_plan_check(plan, index) == GPAMAP_OK;
}

/* Place all that comes with its address: reserved or @fixed. */
/*@ requires plan_sound(plan) && can_tell(plan, plan->problems);
    assigns plan->space.used, plan->space.root, plan->space.alignment,
      plan->space.column, plan->pieces, plan->top, plan->end_of_ram,
      plan->problems, plan->status, plan->stopped,
      plan->space.segments[0 .. room(plan->space.segments) - 1],
      plan->space.best[0 .. fits_room(plan->space.best) - 1];
    ensures plan_sound(plan) && same_input{Pre, Post}(plan);
    ensures plan->problems <= \old(plan->problems) + plan->input->count;
 */
static inline void gpamap_plan_run_given(struct gpamap_plan *plan, bool fixed)
{
	/*@ loop invariant plan_sound(plan);
	    loop invariant within: 0 <= i <= plan->input->count;
	    loop invariant same: same_input{Pre, Here}(plan);
	    loop invariant told: plan->problems <= \at(plan->problems, Pre) + i;
	    loop assigns i, plan->space.used, plan->space.root,
	      plan->space.alignment, plan->space.column, plan->pieces, plan->top,
	      plan->end_of_ram, plan->problems, plan->status, plan->stopped,
	      plan->space.segments[0 .. room(plan->space.segments) - 1],
	      plan->space.best[0 .. fits_room(plan->space.best) - 1];
	    loop variant plan->input->count - i; */
	for (size_t i = 0; i < plan->input->count; i++) {
		if (gpamap_plan_comes_now(plan, i, fixed))
			gpamap_plan_place_given(plan, i);
		//@ assert sound: plan_sound(plan);
		//@ assert input: same_input{LoopCurrent, Here}(plan);
		//@ assert within: i + 1 <= plan->input->count;
	}
}

/* HyperTransport addresses where RAM would be relocated because of them: they
 * are last of what the host avoids. */
/*@ requires \valid_read(plan) && plan_readable(plan->input);
    assigns \nothing;
    ensures \result <==> plan->input->host != \null &&
      plan->input->host->hypertransport == GPAMAP_HT_RELOCATE;
    ensures \result ==> avoided(plan->input) > 0;
 */
static inline bool gpamap_plan_is_relocator(const struct gpamap_plan *plan)
{
	return plan->input->host != NULL &&
	       plan->input->host->hypertransport == GPAMAP_HT_RELOCATE;
}

/* Reserve what the host avoids. HyperTransport is left alone until it is known
 * whether the map reaches it. */
/*@ requires plan_sound(plan);
    assigns plan->space.used, plan->space.root, plan->space.alignment,
      plan->space.column, plan->pieces, plan->top, plan->end_of_ram,
      plan->space.segments[0 .. room(plan->space.segments) - 1],
      plan->space.best[0 .. fits_room(plan->space.best) - 1];
    ensures plan_sound(plan) && same_input{Pre, Post}(plan);
 */
static inline void gpamap_plan_run_avoided(struct gpamap_plan *plan)
{
	size_t count = gpamap_plan_avoided(plan->input);

	if (gpamap_plan_is_relocator(plan) && !plan->relocated)
		count--;
	/*@ loop invariant plan_sound(plan) && 0 <= i <= count;
	    loop invariant same: same_input{Pre, Here}(plan);
	    loop invariant most: count <= avoided(plan->input);
	    loop assigns i, plan->space.used, plan->space.root,
	      plan->space.alignment, plan->space.column, plan->pieces, plan->top,
	      plan->end_of_ram,
	      plan->space.segments[0 .. room(plan->space.segments) - 1],
	      plan->space.best[0 .. fits_room(plan->space.best) - 1];
	    loop variant count - i; */
	for (size_t i = 0; i < count; i++)
		gpamap_plan_place_avoided(plan, plan->input->count + i);
}

/* The map reaches HyperTransport addresses, which it must not where these
 * relocate. Post ranges have no say: they move nothing, and find the addresses
 * reserved. */
/*@ requires \valid_read(plan);
    assigns \nothing;
    ensures \result <==> plan->public_top > GPAMAP_HYPERTRANSPORT_START;
 */
static inline bool gpamap_plan_must_relocate(const struct gpamap_plan *plan)
{
	return plan->public_top > GPAMAP_HYPERTRANSPORT_START;
}

/* The map stays below HyperTransport: reserve that all the same, for what is
 * avoided is told. */
/*@ requires plan_sound(plan);
    assigns plan->space.used, plan->space.root, plan->space.alignment,
      plan->space.column, plan->pieces, plan->top, plan->end_of_ram,
      plan->space.segments[0 .. room(plan->space.segments) - 1],
      plan->space.best[0 .. fits_room(plan->space.best) - 1];
    ensures plan_sound(plan);
 */
static inline void gpamap_plan_run_avoided_late(struct gpamap_plan *plan)
{
	if (gpamap_plan_is_relocator(plan) && !plan->relocated &&
	    !gpamap_plan_must_relocate(plan))
		gpamap_plan_place_avoided(
			plan, plan->input->count +
				      gpamap_plan_avoided(plan->input) - 1);
}

/* A request that is sound, and not at a given address: it has a turn. */
/*@ requires \valid_read(plan) && plan_readable(plan->input);
    requires index < plan->input->count;
    assigns \nothing;
    ensures \result ==> numbers_sound(plan->input->requests[index]) &&
      plan->input->requests[index].phase == phase &&
      !is_given(plan->input->requests[index]);
 */
static inline bool gpamap_plan_has_turn(const struct gpamap_plan *plan,
					size_t index, enum gpamap_phase phase)
{
	const struct gpamap_plan_request *request =
		&plan->input->requests[index];

	return request->phase == phase && !gpamap_plan_is_given(request) &&
	       gpamap_plan_check(plan, index) == GPAMAP_OK;
}

#endif /* GPAMAP_CORE_PLAN_RUN_H */
