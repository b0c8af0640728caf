/* SPDX-License-Identifier: MIT */
#include "plan_pieces.h"

#include "plan_call.h"

/* What a plan says of itself: its pieces by address, and how far they reach. */

/*@ predicate tells{L}(struct gpamap_plan *plan, integer at,
                       struct gpamap_plan_piece p) =
      owned_at(plan, at) && p.request == plan->space.segments[at].owner &&
      p.range.start == plan->space.segments[at].start &&
      p.range.end == plan->space.segments[at].end &&
      p.kind != GPAMAP_KIND_HOLE;
 */

/*@ requires \valid_read(plan);
    assigns \nothing;
    ensures \result == plan->pieces;
 */
size_t gpamap_plan_count(const struct gpamap_plan *plan)
{
	return plan->pieces;
}

/*@ requires plan_sound(plan) && \valid(piece);
    assigns *piece;
    ensures \result ==> \exists integer at; tells{Pre}(plan, at, *piece);
    ensures !\result ==> *piece == \old(*piece);
 */
bool gpamap_plan_first(const struct gpamap_plan *plan,
		       struct gpamap_plan_piece *piece)
{
	uint32_t at = gpamap_plan_first_piece(plan);

	if (at == 0)
		return false;
	*piece = gpamap_plan_piece_at(plan, at);
	//@ assert told: tells{Pre}(plan, at, *piece);
	return true;
}

/*@ requires plan_sound(plan) && \valid(piece);
    assigns *piece;
    ensures \result ==> \exists integer at; tells{Pre}(plan, at, *piece);
    ensures \result ==> piece->range.start > address;
    ensures !\result ==> *piece == \old(*piece);
 */
bool gpamap_plan_next(const struct gpamap_plan *plan, uint64_t address,
		      struct gpamap_plan_piece *piece)
{
	uint32_t at;

	if (address >= GPAMAP_ADDRESS_END)
		return false;
	at = gpamap_plan_next_piece(plan,
				    gpamap_space_find(&plan->space, address));
	if (at == 0)
		return false;
	*piece = gpamap_plan_piece_at(plan, at);
	//@ assert told: tells{Pre}(plan, at, *piece);
	return true;
}

/*@ requires \valid_read(plan);
    assigns \nothing;
    ensures \result == plan->top;
 */
uint64_t gpamap_plan_top(const struct gpamap_plan *plan)
{
	return plan->top;
}

/*@ requires \valid_read(plan);
    assigns \nothing;
    ensures 12 <= \result <= 64;
    ensures \result < 64 ==> plan->top <= 1 << \result;
    ensures \result > 12 ==> plan->top > 1 << (\result - 1);
 */
unsigned int gpamap_plan_address_bits(const struct gpamap_plan *plan)
{
	return gpamap_bits_of(plan->top);
}

/*@ requires \valid_read(plan);
    assigns \nothing;
    ensures \result == plan->relocated;
 */
bool gpamap_plan_relocated(const struct gpamap_plan *plan)
{
	return plan->relocated;
}
