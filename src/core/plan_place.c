/* SPDX-License-Identifier: MIT */
#include "plan_place.h"

#include "align.h"
#include "minmax.h"
#include "plan_check.h"
#include "plan_queue.h"

/* Count a piece that has been taken, up to @end. */
/*@ requires plan_taken(plan, 1) && end <= GPAMAP_ADDRESS_END;
    assigns plan->pieces, plan->top, plan->end_of_ram;
    ensures plan_sound(plan) && plan->pieces == \old(plan->pieces) + 1;
    ensures same_input{Pre, Post}(plan);
    ensures \forall integer i;
      bytes_of(&plan->space, i) == \old(bytes_of(&plan->space, i));
 */
static void count_piece(struct gpamap_plan *plan, uint64_t end, bool counts,
			bool is_ram)
{
	plan->pieces++;
	if (counts)
		plan->top = gpamap_max(plan->top, end);
	if (is_ram)
		plan->end_of_ram = gpamap_max(plan->end_of_ram, end);
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

/*@ lemma alignments_stay{A, B}: \forall struct gpamap_plan *plan;
      \at(plan->input, A) == \at(plan->input, B) &&
      \at(plan->space.alignments, A) == \at(plan->space.alignments, B) &&
      same_counts{A, B}(\at(plan->input, A)) &&
      same_alignments{A, B}(\at(plan->input, A)) &&
      same_preferred{A, B}(\at(plan->input, A)) &&
      alignments_known{A}(plan) ==> alignments_known{B}(plan);
 */

/* Take @range for @index; nothing that the plan is made from changes. */
/*@ requires plan_sound(plan);
    requires index < plan->input->count + avoided(plan->input);
    requires is_free(&plan->space, range.start, range.end);
    requires range.start < range.end && paged(range.start) && paged(range.end);
    assigns plan->space.used, plan->space.root,
      plan->space.segments[0 .. room(plan->space.segments) - 1],
      plan->space.best[0 .. fits_room(plan->space.best) - 1];
    ensures is_space(&plan->space);
    ensures plan->pieces + 1 == owned(&plan->space);
    ensures bytes_of(&plan->space, index) ==
      \old(bytes_of(&plan->space, index)) + (range.end - range.start);
    ensures plan->problems == \old(plan->problems);
    ensures plan->pieces == \old(plan->pieces);
    ensures plan->space.alignments == \old(plan->space.alignments);
    ensures plan->input == \old(plan->input);
    ensures same_counts{Pre, Post}(\old(plan->input));
    ensures same_alignments{Pre, Post}(\old(plan->input));
    ensures same_preferred{Pre, Post}(\old(plan->input));
    ensures same_host{Pre, Post}(\old(plan->input->host));
    ensures same_turns{Pre, Post}(plan);
    ensures space_apart(plan, plan->space.segments, plan->space.best);
    ensures plan_apart(plan);
    ensures ends_known(plan);
    ensures owners_known(plan);
 */
static void claim(struct gpamap_plan *plan, size_t index,
		  struct gpamap_range range)
{
	gpamap_space_take(&plan->space, range, index);
	//@ assert counts: same_counts{Pre, Here}(\at(plan->input, Pre));
	/*@ assert each: \forall integer i;
	      0 <= i < \at(plan->input->count, Pre) ==>
	        plan->input->requests[i].alignment ==
	          \at(plan->input->requests[i].alignment, Pre); */
	/*@ assert preferred: \forall integer i;
	      0 <= i < \at(plan->input->count, Pre) ==>
	        plan->input->requests[i].preferred_alignment ==
	          \at(plan->input->requests[i].preferred_alignment, Pre); */
	/*@ assert host: plan->input->host != \null ==>
	      plan->input->host->avoid == \at(plan->input->host->avoid, Pre) &&
	      plan->input->host->avoid_count ==
	        \at(plan->input->host->avoid_count, Pre) &&
	      plan->input->host->hypertransport ==
	        \at(plan->input->host->hypertransport, Pre); */
	/*@ assert avoid: plan->input->host != \null ==> \forall integer i;
	      0 <= i < \at(plan->input->host->avoid_count, Pre) ==>
	        plan->input->host->avoid[i].range.start ==
	          \at(plan->input->host->avoid[i].range.start, Pre) &&
	        plan->input->host->avoid[i].range.end ==
	          \at(plan->input->host->avoid[i].range.end, Pre); */
	/*@ assert ends: plan->limit == \at(plan->limit, Pre) &&
	      plan->top == \at(plan->top, Pre) &&
	      plan->ram_end == \at(plan->ram_end, Pre) &&
	      plan->end_of_ram == \at(plan->end_of_ram, Pre) &&
	      plan->cursor == \at(plan->cursor, Pre); */
}

void gpamap_plan_take(struct gpamap_plan *plan, size_t index,
		      struct gpamap_range range)
{
	struct gpamap_plan_request request =
		gpamap_plan_request_at(plan->input, index);

	claim(plan, index, range);
	//@ assert input: same_input{Pre, Here}(plan);
	//@ assert readable: plan_readable(plan->input);
	//@ assert queue: queue_sound(plan);
	//@ assert columns: alignments_known(plan);
	count_piece(plan, range.end, request.phase != GPAMAP_PHASE_RESERVE,
		    gpamap_plan_kind(&request) == GPAMAP_KIND_RAM);
}

/* The lowest place for @size bytes, and all that is free behind it; an empty
 * range where there is none. */
/*@ requires is_space(space) && size > 0;
    requires bounds.max <= GPAMAP_ADDRESS_END && paged(bounds.max);
    assigns \nothing;
    ensures \result.start <= \result.end;
    ensures \result.start == \result.end ==> !has_hole{Pre}(space, size, bounds);
    ensures \result.start < \result.end ==>
      is_free{Pre}(space, \result.start, \result.end) &&
      \result.start % \old(space->alignment) == 0 && paged(\result.start) &&
      paged(\result.end) && bounds.min <= \result.start &&
      \result.start + size <= \result.end <= bounds.max;
 */
static struct gpamap_range find_hole(const struct gpamap_space *space,
				     struct gpamap_bounds bounds, uint64_t size)
{
	struct gpamap_range hole = { 0, 0 };
	uint64_t start;

	if (!gpamap_space_lowest(space, bounds, size, &start))
		return hole;
	//@ assert same: same_space{Pre, Here}(space);
	//@ assert space: is_space(space);
	//@ assert hole: hole_at(space, start, size, bounds);
	//@ ghost multiples_are_paged(start, space->alignment);
	hole.start = start;
	hole.end =
		gpamap_min(space->segments[gpamap_space_find(space, start)].end,
			   bounds.max);
	//@ assert up: hole.start < hole.end;
	/*@ assert long: \forall integer i; has_free(space, i, start, start + size)
	      ==> has_free(space, i, hole.start, hole.end); */
	//@ assert free: is_free(space, hole.start, hole.end);
	return hole;
}

/* A place for @size bytes; an empty range where there is none. */
/*@ requires is_space(space) && size > 0 && paged(size);
    requires bounds.max <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result.start <= \result.end;
    ensures \result.start == \result.end ==> !has_hole{Pre}(space, size, bounds);
    ensures \result.start < \result.end ==>
      hole_at{Pre}(space, \result.start, size, bounds) &&
      \result.end == \result.start + size <= GPAMAP_ADDRESS_END &&
      paged(\result.start) && paged(\result.end);
 */
static struct gpamap_range find_fit(const struct gpamap_space *space,
				    struct gpamap_bounds bounds, uint64_t size,
				    bool down)
{
	uint64_t start;

	if (down ? !gpamap_space_highest(space, bounds, size, &start)
		 : !gpamap_space_lowest(space, bounds, size, &start))
		return (struct gpamap_range){ 0, 0 };
	//@ ghost multiples_are_paged(start, space->alignment);
	return (struct gpamap_range){ start, start + size };
}

/* Look for room at another alignment. */
/*@ requires plan_sound(plan);
    requires has_column(plan->space.alignments, alignment);
    assigns plan->space.alignment, plan->space.column;
    ensures plan_sound(plan) && plan->space.alignment == alignment;
 */
static void align(struct gpamap_plan *plan, uint64_t alignment)
{
	gpamap_space_align(&plan->space, alignment);
	//@ assert readable: plan_readable(plan->input);
	//@ assert queue: queue_sound(plan);
	//@ assert columns: alignments_known(plan);
}

/* Say whether all of @range is free. */
/*@ requires is_space(space) && range.start < range.end <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result ==> is_free(space, range.start, range.end);
 */
static bool is_free_at(const struct gpamap_space *space,
		       struct gpamap_range range)
{
	uint32_t at = gpamap_space_find(space, range.start);
	const struct gpamap_segment *segment = &space->segments[at];
	bool is_free = segment->owner == GPAMAP_SPACE_FREE &&
		       segment->end >= range.end;

	/*@ assert hole: is_free != 0 ==>
	      has_free(space, at, range.start, range.end); */
	return is_free;
}

/* Report what stands in @range. */
/*@ requires plan_sound(plan) && plan->problems < SIZE_MAX;
    requires index < plan->input->count;
    requires range.start < range.end <= GPAMAP_ADDRESS_END;
    assigns plan->problems, plan->status, plan->stopped;
    ensures plan_sound(plan) && plan->problems == \old(plan->problems) + 1;
 */
static void collide(struct gpamap_plan *plan, size_t index,
		    struct gpamap_range range)
{
	const struct gpamap_space *space = &plan->space;
	uint32_t at = gpamap_space_find(space, range.start);

	if (space->segments[at].owner == GPAMAP_SPACE_FREE)
		at = gpamap_space_next(space, at);
	gpamap_plan_collision(plan, index, range, gpamap_plan_owner(plan, at));
}

/* Place a request where it wants to be. */
void gpamap_plan_place_given(struct gpamap_plan *plan, size_t index)
{
	struct gpamap_plan_request request =
		gpamap_plan_request_at(plan->input, index);
	struct gpamap_range range = { request.address,
				      request.address + request.size };

	if (request.size == 0)
		return;
	if (request.phase != GPAMAP_PHASE_RESERVE && range.end > plan->limit)
		gpamap_plan_fault(plan, index, GPAMAP_ERR_TOO_HIGH);
	else if (is_free_at(&plan->space, range))
		gpamap_plan_take(plan, index, range);
	else
		collide(plan, index, range);
	//@ assert sound: plan_sound(plan);
}

/* Reserve what is still free of a range that the host avoids. Free parts alone
 * are visited, so that ranges avoided twice cost nothing. */
void gpamap_plan_place_avoided(struct gpamap_plan *plan, size_t index)
{
	struct gpamap_plan_request request =
		gpamap_plan_request_at(plan->input, index);
	struct gpamap_bounds rest = { request.address,
				      request.address + request.size };
	struct gpamap_range part;

	align(plan, GPAMAP_PAGE_SIZE);
	part = find_hole(&plan->space, rest, GPAMAP_PAGE_SIZE);
	/*@ loop invariant plan_sound(plan);
	    loop invariant index < plan->input->count + avoided(plan->input);
	    loop invariant same: same_input{Pre, Here}(plan);
	    loop invariant rest.min <= rest.max <= GPAMAP_ADDRESS_END;
	    loop invariant paged(rest.max);
	    loop invariant part.start == part.end ||
	      (rest.min <= part.start < part.end <= rest.max &&
	       paged(part.start) && paged(part.end) &&
	       is_free(&plan->space, part.start, part.end));
	    loop assigns part, rest.min, plan->space.used, plan->space.root,
	      plan->pieces, plan->top, plan->end_of_ram,
	      plan->space.segments[0 .. room(plan->space.segments) - 1],
	      plan->space.best[0 .. fits_room(plan->space.best) - 1];
	    loop variant rest.max - rest.min; */
	while (part.start < part.end) {
		gpamap_plan_take(plan, index, part);
		rest.min = part.end;
		part = find_hole(&plan->space, rest, GPAMAP_PAGE_SIZE);
	}
}

struct gpamap_bounds
gpamap_plan_bounds(const struct gpamap_plan *plan,
		   const struct gpamap_plan_request *request,
		   uint64_t phase_min)
{
	struct gpamap_bounds bounds = { phase_min, plan->limit };

	if (request->min_address != 0)
		bounds.min = request->min_address;
	if (request->phase == GPAMAP_PHASE_MMIO32 && bounds.max > GPAMAP_4GB)
		bounds.max = GPAMAP_4GB;
	if (request->max_address != 0 && request->max_address < bounds.max)
		bounds.max = request->max_address;
	//@ assert sixteen: power(4) == 16;
	//@ assert page: power(8) == 256 && power(12) == GPAMAP_PAGE_SIZE;
	//@ assert power: is_power(GPAMAP_PAGE_SIZE);
	/* Parts of pages are of no use. */
	bounds.max -= bounds.max % GPAMAP_PAGE_SIZE;
	if (bounds.min >= bounds.max)
		bounds.min = bounds.max;
	else
		bounds.min += gpamap_align_skip(bounds.min, GPAMAP_PAGE_SIZE);
	return bounds;
}

/* The lower end of MMIO64 and hot-plug windows. */
uint64_t gpamap_plan_mmio64_min(const struct gpamap_plan *plan)
{
	return gpamap_max(plan->end_of_ram,
			  plan->relocated ? GPAMAP_ABOVE_1TB : GPAMAP_4GB);
}

/* Give a request another turn. */
/*@ requires plan_sound(plan) && plan->queued < plan->input->count;
    requires is_turn(plan, turn);
    assigns plan->queued, plan->queue[0 .. plan->queued];
    ensures plan_sound(plan) && plan->queued == \old(plan->queued) + 1;
    ensures plan->pieces == \old(plan->pieces) &&
      plan->problems == \old(plan->problems);
 */
static void wait(struct gpamap_plan *plan, uint32_t turn)
{
	gpamap_plan_push(plan, turn);
	//@ assert count: avoided(plan->input) == \at(avoided(plan->input), Pre);
	/*@ assert used: plan->space.used == \at(plan->space.used, Pre) &&
	      plan->space.segments == \at(plan->space.segments, Pre); */
	/*@ assert segments: \forall integer i; 1 <= i <= plan->space.used ==>
	      plan->space.segments[i].owner ==
	        \at(plan->space.segments[i].owner, Pre); */
	/*@ assert left: \forall integer i;
	      0 <= i < room(plan->space.segments) ==>
	        plan->space.segments[i].left ==
	          \at(plan->space.segments[i].left, Pre); */
	/*@ assert right: \forall integer i;
	      0 <= i < room(plan->space.segments) ==>
	        plan->space.segments[i].right ==
	          \at(plan->space.segments[i].right, Pre); */
	/*@ assert parent: \forall integer i;
	      0 <= i < room(plan->space.segments) ==>
	        plan->space.segments[i].parent ==
	          \at(plan->space.segments[i].parent, Pre); */
	/*@ assert height: \forall integer i;
	      0 <= i < room(plan->space.segments) ==>
	        plan->space.segments[i].height ==
	          \at(plan->space.segments[i].height, Pre); */
	/*@ assert each: \forall integer i;
	      0 <= i < room(plan->space.segments) ==>
	        same_segment{Pre, Here}(plan->space.segments, i); */
	//@ assert space: same_space{Pre, Here}(&plan->space);
	//@ assert whole: is_space(&plan->space);
	//@ assert owners: owners_known(plan);
	//@ assert columns: alignments_known(plan);
}

/* Place a 32-bit or 64-bit MMIO request in its turn. */
void gpamap_plan_place_mmio(struct gpamap_plan *plan, uint32_t turn)
{
	struct gpamap_plan_request request =
		gpamap_plan_turn_request(plan, turn);
	uint32_t own = turn / 2 * 2 + 1; /* the turn without a preference */
	bool is_32 = request.phase == GPAMAP_PHASE_MMIO32;
	struct gpamap_bounds bounds = gpamap_plan_bounds(
		plan, &request, is_32 ? 0 : gpamap_plan_mmio64_min(plan));
	bool down = request.direction == GPAMAP_DIRECTION_DOWN ||
		    (request.direction == GPAMAP_DIRECTION_DEFAULT && is_32);
	struct gpamap_range range;

	align(plan, gpamap_plan_turn_alignment(plan, turn));
	range = find_fit(&plan->space, bounds, request.size, down);
	if (range.start < range.end)
		gpamap_plan_take(plan, turn / 2, range);
	else if (gpamap_plan_turn_alignment(plan, turn) !=
		 gpamap_plan_turn_alignment(plan, own))
		wait(plan, own);
	else
		gpamap_plan_no_room(plan, turn / 2, bounds, request.size);
}

/* Find the lowest fit at @alignment. */
/*@ requires plan_sound(plan) && size > 0 && paged(size);
    requires bounds.max <= GPAMAP_ADDRESS_END;
    requires has_column(plan->space.alignments, alignment);
    assigns plan->space.alignment, plan->space.column;
    ensures plan_sound(plan) && plan->space.alignment == alignment;
    ensures same_input{Pre, Post}(plan);
    ensures \result.start <= \result.end;
    ensures \result.start == \result.end ==>
      !has_hole(&plan->space, size, bounds);
    ensures \result.start < \result.end ==>
      hole_at(&plan->space, \result.start, size, bounds) &&
      \result.end == \result.start + size <= GPAMAP_ADDRESS_END &&
      paged(\result.start) && paged(\result.end);
 */
static struct gpamap_range find_lowest(struct gpamap_plan *plan,
				       struct gpamap_bounds bounds,
				       uint64_t size, uint64_t alignment)
{
	align(plan, alignment);
	return find_fit(&plan->space, bounds, size, false);
}

/* The next hot-plug window or post range is above @end. */
/*@ requires plan_sound(plan) && end <= GPAMAP_ADDRESS_END;
    assigns plan->cursor;
    ensures plan_sound(plan);
    ensures plan->cursor == \max(\old(plan->cursor), end);
 */
static void pass(struct gpamap_plan *plan, uint64_t end)
{
	plan->cursor = gpamap_max(plan->cursor, end);
	//@ assert space: same_space{Pre, Here}(&plan->space);
	//@ assert whole: is_space(&plan->space);
	//@ assert readable: plan_readable(plan->input);
	//@ assert queue: queue_sound(plan);
	//@ assert owners: owners_known(plan);
	//@ assert columns: alignments_known(plan);
}

/* Place a hot-plug window or a post range above the one before it. */
void gpamap_plan_place_above(struct gpamap_plan *plan, uint32_t turn)
{
	struct gpamap_plan_request request =
		gpamap_plan_turn_request(plan, turn);
	struct gpamap_bounds bounds =
		gpamap_plan_bounds(plan, &request, plan->cursor);
	struct gpamap_range range =
		find_lowest(plan, bounds, request.size,
			    gpamap_plan_turn_alignment(plan, turn));

	if (range.start == range.end)
		range = find_lowest(plan, bounds, request.size,
				    gpamap_plan_alignment(&request));
	//@ assert input: same_input{Pre, Here}(plan);
	//@ assert there: turn / 2 < plan->input->count + avoided(plan->input);
	if (range.start == range.end) {
		gpamap_plan_no_room(plan, turn / 2, bounds, request.size);
	} else {
		gpamap_plan_take(plan, turn / 2, range);
		pass(plan, range.end);
	}
}
