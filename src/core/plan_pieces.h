/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLAN_PIECES_H
#define GPAMAP_CORE_PLAN_PIECES_H

#include "plan_check.h"

/* A plan's pieces: the segments of its space that have an owner. */

/*@ predicate owned_at{L}(struct gpamap_plan *plan, integer at) =
      1 <= at <= plan->space.used &&
      plan->space.segments[at].owner != GPAMAP_SPACE_FREE;
    predicate is_placed_by_vnode(integer kind) =
      kind == GPAMAP_KIND_RAM || kind == GPAMAP_KIND_HOTPLUG ||
      kind == GPAMAP_KIND_PMEM;
 */

/*@ requires plan_sound(plan) && 1 <= at <= plan->space.used;
    assigns \nothing;
    ensures \result <==> owned_at(plan, at);
 */
static inline bool gpamap_plan_is_piece(const struct gpamap_plan *plan,
					uint32_t at)
{
	return plan->space.segments[at].owner != GPAMAP_SPACE_FREE;
}

/*@ requires plan_sound(plan) && owned_at(plan, at);
    assigns \nothing;
    ensures \result.request == plan->space.segments[at].owner;
    ensures \result.request < plan->input->count + avoided(plan->input);
    ensures \result.range.start == plan->space.segments[at].start;
    ensures \result.range.end == plan->space.segments[at].end;
    ensures \result.kind != GPAMAP_KIND_HOLE;
    ensures !is_placed_by_vnode(\result.kind) ==>
      \result.vnode == GPAMAP_NO_VNODE;
    ensures is_placed_by_vnode(\result.kind) &&
      \result.request < plan->input->count ==>
        \result.vnode == plan->input->requests[\result.request].vnode;
 */
static inline struct gpamap_plan_piece
gpamap_plan_piece_at(const struct gpamap_plan *plan, uint32_t at)
{
	const struct gpamap_segment *segment = &plan->space.segments[at];
	//@ assert there: \valid_read(segment);
	//@ assert few: segment->owner < plan->input->count + avoided(plan->input);
	struct gpamap_plan_request request =
		gpamap_plan_request_at(plan->input, (size_t)segment->owner);
	struct gpamap_plan_piece piece = {
		.request = (size_t)segment->owner,
		.kind = gpamap_plan_kind(&request),
		.range = { segment->start, segment->end },
		.vnode = GPAMAP_NO_VNODE,
		.tag = request.tag,
	};

	if (piece.kind == GPAMAP_KIND_RAM ||
	    piece.kind == GPAMAP_KIND_HOTPLUG || piece.kind == GPAMAP_KIND_PMEM)
		piece.vnode = request.vnode;
	return piece;
}

/* The next piece behind the segment at @at; 0 at the end. */
/*@ requires plan_sound(plan) && 1 <= at <= plan->space.used;
    assigns \nothing;
    ensures \result == 0 || (owned_at(plan, \result) &&
      plan->space.segments[\result].start >= plan->space.segments[at].end);
 */
static inline uint32_t gpamap_plan_next_piece(const struct gpamap_plan *plan,
					      uint32_t at)
{
	/*@ loop invariant 1 <= at <= plan->space.used;
	    loop invariant at == \at(at, Pre) || plan->space.segments[at].start >=
	      plan->space.segments[\at(at, Pre)].end;
	    loop invariant plan->space.segments[at].end >=
	      plan->space.segments[\at(at, Pre)].end;
	    loop assigns at;
	    loop variant GPAMAP_ADDRESS_END - plan->space.segments[at].end; */
	do
		at = gpamap_space_next(&plan->space, at);
	while (at != 0 && !gpamap_plan_is_piece(plan, at));
	return at;
}

/*@ requires plan_sound(plan);
    assigns \nothing;
    ensures \result == 0 || owned_at(plan, \result);
 */
static inline uint32_t gpamap_plan_first_piece(const struct gpamap_plan *plan)
{
	uint32_t at = gpamap_space_find(&plan->space, 0);

	return gpamap_plan_is_piece(plan, at)
		       ? at
		       : gpamap_plan_next_piece(plan, at);
}

#endif /* GPAMAP_CORE_PLAN_PIECES_H */
