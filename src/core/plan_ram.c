/* SPDX-License-Identifier: MIT */
#include "align.h"
#include "minmax.h"
#include "plan_check.h"
#include "plan_place.h"
#include "plan_queue.h"

/* The smallest piece of RAM that may stand in a hole which is too short for
 * all that is @left: whole units of alignment, no fewer than asked for. */
/*@ requires \valid_read(request) && left > 0 && paged(left);
    requires is_power(alignment_of(*request)) &&
      alignment_of(*request) >= GPAMAP_PAGE_SIZE;
    assigns \nothing;
    ensures 0 < \result <= left && paged(\result);
    ensures \result < left ==> \result >= request->min_piece &&
      \result % alignment_of(*request) == 0;
    ensures \forall integer n; n >= alignment_of(*request) &&
      n % alignment_of(*request) == 0 && n >= request->min_piece ==>
        n >= \result || left <= n;
 */
static uint64_t smallest_piece(const struct gpamap_plan_request *request,
			       uint64_t left)
{
	uint64_t unit = gpamap_plan_alignment(request);
	uint64_t least = gpamap_max(request->min_piece, unit);
	uint64_t skip = gpamap_align_skip(least, unit);

	/* Rounded past the end of 64 bits, it is more than any hole has. */
	return skip < left && least < left - skip ? least + skip : left;
}

/*@ // A piece of RAM: free, within the bounds, aligned; whole units of alignment
    // unless it is the last, which has all that is left.
    predicate is_piece{L}(struct gpamap_space *space,
                          struct gpamap_plan_request request,
                          struct gpamap_bounds bounds, integer left,
                          struct gpamap_range piece) =
      bounds.min <= piece.start < piece.end <= bounds.max &&
      piece.start % alignment_of(request) == 0 &&
      paged(piece.start) && paged(piece.end) &&
      piece.end - piece.start <= left &&
      (piece.end - piece.start < left ==>
        piece.end - piece.start >= request.min_piece &&
        (piece.end - piece.start) % alignment_of(request) == 0) &&
      is_free(space, piece.start, piece.end);

    // A plan that looks for room as the request of RAM asks.
    predicate looks_for{L}(struct gpamap_plan *plan,
                           struct gpamap_plan_request request) =
      is_space(&plan->space) && is_power(alignment_of(request)) &&
      alignment_of(request) >= GPAMAP_PAGE_SIZE &&
      plan->space.alignment == alignment_of(request);
 */

/* How much of @left stands in @room bytes of a hole. */
/*@ requires \valid_read(request) && left > 0 && paged(left);
    requires is_power(alignment_of(*request)) &&
      alignment_of(*request) >= GPAMAP_PAGE_SIZE;
    assigns \nothing;
    ensures \result <= room && \result <= left && paged(\result);
    ensures \result < left ==> \result % alignment_of(*request) == 0;
    ensures \forall integer n; 0 <= n <= room && n <= left &&
      (n < left ==> n % alignment_of(*request) == 0) ==> n <= \result;
 */
static uint64_t piece_of(const struct gpamap_plan_request *request,
			 uint64_t room, uint64_t left)
{
	if (room >= left)
		return left;
	return room - gpamap_align_rest(room, gpamap_plan_alignment(request));
}

/*@ ghost
      /@ requires paged(a) && paged(b);
         assigns \nothing;
         ensures paged(a + b) && paged(a - b);
       @/
      static void pages_add(uint64_t a, uint64_t b)
      {
      }

      /@ requires \valid_read(space) && least <= left;
         assigns \nothing;
         ensures !has_hole(space, least, bounds) ==>
           !has_hole(space, left, bounds);
       @/
      static void holes_have_shorter(const struct gpamap_space *space,
                                     uint64_t least, uint64_t left,
                                     struct gpamap_bounds bounds)
      {
        /@ assert \forall integer i, from, to;
             has_free(space, i, from, to) ==>
             has_free(space, i, from, to - (left - least)); @/
        /@ assert \forall integer from, to;
             is_free(space, from, to) ==>
             is_free(space, from, to - (left - least)); @/
        /@ assert \forall integer m;
             hole_at(space, m, left, bounds) ==>
             hole_at(space, m, least, bounds); @/
      }
 */

/* Find the lowest piece for some of what is @left, as large as its hole; an
 * empty range where there is none. */
/*@ requires \valid_read(plan) && \valid_read(request);
    requires looks_for(plan, *request);
    requires left > 0 && paged(left) && bounds.max <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result.start <= \result.end;
    ensures \result.start == \result.end ==>
      !has_hole{Pre}(&plan->space, left, bounds);
    ensures \result.start < \result.end ==>
      is_piece{Pre}(&plan->space, *request, bounds, left, \result);
 */
static struct gpamap_range find_piece(const struct gpamap_plan *plan,
				      const struct gpamap_plan_request *request,
				      struct gpamap_bounds bounds,
				      uint64_t left)
{
	const struct gpamap_segment *hole;
	uint64_t least = smallest_piece(request, left);
	uint64_t start, size;

	//@ ghost holes_have_shorter(&plan->space, least, left, bounds);
	if (!gpamap_space_lowest(&plan->space, bounds, least, &start))
		return (struct gpamap_range){ 0, 0 };
	//@ assert free: hole_at{Pre}(&plan->space, start, least, bounds);
	//@ assert same: same_space{Pre, Here}(&plan->space);
	//@ assert space: is_space(&plan->space);
	hole = &plan->space.segments[gpamap_space_find(&plan->space, start)];
	size = piece_of(request, gpamap_min(hole->end, bounds.max) - start,
			left);
	//@ assert least: least <= size;
	/*@ assert long: \forall integer i;
	      has_free{Pre}(&plan->space, i, start, start + least) ==>
	      has_free{Pre}(&plan->space, i, start, start + size); */
	//@ ghost multiples_are_paged(start, plan->space.alignment);
	//@ ghost pages_add(start, size);
	//@ assert part: is_free{Pre}(&plan->space, start, start + size);
	return (struct gpamap_range){ start, start + size };
}

/* The same, but for the addresses that relocation leaves out: those between
 * 4 GiB and 1 TiB. */
/*@ requires \valid_read(plan) && \valid_read(request);
    requires looks_for(plan, *request);
    requires left > 0 && paged(left) && bounds.max <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result.start <= \result.end;
    ensures \result.start == \result.end && plan->relocated == 0 ==>
      !has_hole{Pre}(&plan->space, left, bounds);
    ensures \result.start < \result.end ==>
      is_piece{Pre}(&plan->space, *request, bounds, left, \result);
    ensures \result.start < \result.end && plan->relocated != 0 ==>
      \result.end <= GPAMAP_4GB || \result.start >= GPAMAP_ABOVE_1TB;
 */
static struct gpamap_range find_ram(const struct gpamap_plan *plan,
				    const struct gpamap_plan_request *request,
				    struct gpamap_bounds bounds, uint64_t left)
{
	struct gpamap_bounds low = bounds;
	struct gpamap_range piece;

	if (!plan->relocated)
		return find_piece(plan, request, bounds, left);
	low.max = gpamap_min(low.max, GPAMAP_4GB);
	bounds.min = gpamap_max(bounds.min, GPAMAP_ABOVE_1TB);
	piece = find_piece(plan, request, low, left);
	/*@ assert low: piece.start < piece.end ==>
	      is_piece(&plan->space, *request, \at(bounds, Pre), left, piece); */
	if (piece.start < piece.end)
		return piece;
	return find_piece(plan, request, bounds, left);
}

/* No RAM that comes later stands below @end. */
/*@ requires plan_sound(plan) && end <= GPAMAP_ADDRESS_END;
    assigns plan->ram_end;
    ensures plan_sound(plan) && plan->ram_end == end;
    ensures \forall integer i;
      bytes_of(&plan->space, i) == \old(bytes_of(&plan->space, i));
 */
static void end_ram(struct gpamap_plan *plan, uint64_t end)
{
	plan->ram_end = end;
	//@ assert space: same_space{Pre, Here}(&plan->space);
	//@ assert whole: is_space(&plan->space);
	//@ assert readable: plan_readable(plan->input);
	//@ assert queue: queue_sound(plan);
	//@ assert owners: owners_known(plan);
	//@ assert columns: alignments_known(plan);
}

/* Take a piece of RAM: none that comes later stands below it. */
/*@ requires plan_sound(plan) && index < plan->input->count;
    requires is_free(&plan->space, piece.start, piece.end);
    requires plan->ram_end <= piece.start < piece.end <= GPAMAP_ADDRESS_END;
    requires paged(piece.start) && paged(piece.end);
    assigns plan->space.used, plan->space.root, plan->pieces, plan->top,
      plan->end_of_ram, plan->ram_end,
      plan->space.segments[0 .. room(plan->space.segments) - 1],
      plan->space.best[0 .. fits_room(plan->space.best) - 1];
    ensures plan_sound(plan) && plan->ram_end == piece.end;
    ensures bytes_of(&plan->space, index) ==
      \old(bytes_of(&plan->space, index)) + (piece.end - piece.start);
    ensures plan->input->requests[index].phase ==
      \old(plan->input->requests[index].phase);
    ensures plan->problems == \old(plan->problems);
    ensures plan->input == \old(plan->input) &&
      plan->input->count == \old(plan->input->count);
    ensures plan->space.alignment == \old(plan->space.alignment);
 */
static void take_ram(struct gpamap_plan *plan, size_t index,
		     struct gpamap_range piece)
{
	gpamap_plan_take(plan, index, piece);
	end_ram(plan, piece.end);
}

/* Tell that @left bytes of RAM find no room. */
/*@ requires plan_sound(plan) && plan->problems < SIZE_MAX;
    requires index < plan->input->count && bounds.max <= GPAMAP_ADDRESS_END;
    requires plan->input->requests[index].phase == GPAMAP_PHASE_RAM;
    assigns plan->problems, plan->status, plan->stopped;
    ensures plan_sound(plan) && plan->problems == \old(plan->problems) + 1;
    ensures \forall integer i;
      bytes_of(&plan->space, i) == \old(bytes_of(&plan->space, i));
 */
static void miss_ram(struct gpamap_plan *plan, size_t index,
		     struct gpamap_bounds bounds, uint64_t left)
{
	//@ assert avoided: avoided(plan->input) >= 0;
	gpamap_plan_no_room(plan, index, bounds, left);
	//@ assert same: same_space{Pre, Here}(&plan->space);
}

/* Place RAM from where the RAM before it ended, in as many pieces as the
 * holes force. */
void gpamap_plan_place_ram(struct gpamap_plan *plan, uint32_t turn)
{
	struct gpamap_plan_request request =
		gpamap_plan_turn_request(plan, turn);
	struct gpamap_bounds bounds = gpamap_plan_bounds(plan, &request, 0);
	uint64_t left = request.size;

	/* What is free below the RAM before is not for this request. */
	bounds.min = gpamap_max(bounds.min, plan->ram_end);
	bounds.max = gpamap_max(bounds.min, bounds.max);
	gpamap_space_align(&plan->space, gpamap_plan_alignment(&request));
	//@ assert readable: plan_readable(plan->input);
	//@ assert queue: queue_sound(plan);
	//@ assert columns: alignments_known(plan);
	//@ assert power: is_power(plan->space.alignment);
	//@ assert looks: looks_for(plan, request);
	/*@ loop invariant plan_sound(plan);
	    loop invariant input: plan->input == \at(plan->input, Pre) &&
	      is_turn(plan, turn);
	    loop invariant phase:
	      plan->input->requests[turn / 2].phase == GPAMAP_PHASE_RAM;
	    loop invariant looks: looks_for(plan, request);
	    loop invariant told: plan->problems == \at(plan->problems, Pre);
	    loop invariant paged(left) && left <= request.size;
	    loop invariant plan->ram_end >= \at(plan->ram_end, Pre);
	    loop invariant placed: bytes_of(&plan->space, turn / 2) + left ==
	      \at(bytes_of(&plan->space, turn / 2), Pre) + request.size;
	    loop assigns left, plan->space.used, plan->space.root,
	      plan->pieces, plan->top, plan->end_of_ram, plan->ram_end,
	      plan->space.segments[0 .. room(plan->space.segments) - 1],
	      plan->space.best[0 .. fits_room(plan->space.best) - 1];
	    loop variant left; */
	while (left > 0) {
		struct gpamap_bounds rest = {
			gpamap_max(bounds.min, plan->ram_end), bounds.max
		};
		struct gpamap_range piece =
			find_ram(plan, &request, rest, left);

		if (piece.start == piece.end) {
			miss_ram(plan, turn / 2, bounds, left);
			return;
		}
		take_ram(plan, turn / 2, piece);
		//@ ghost pages_add(piece.end, piece.start);
		//@ ghost pages_add(left, piece.end - piece.start);
		left -= piece.end - piece.start;
	}
}
