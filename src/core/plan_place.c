/* SPDX-License-Identifier: MIT */
#include "plan_place.h"

#include "align.h"
#include "minmax.h"
#include "plan_check.h"
#include "plan_queue.h"

/* Where QEMU puts RAM above 4 GiB when it would reach HyperTransport
 * addresses (hw/i386/pc.c, AMD_ABOVE_1TB_START, from machine type 7.1 on). */
#define ABOVE_1TB GPAMAP_HYPERTRANSPORT_END

/* Count a piece that has been taken, up to @end. */
/*@ requires plan_taken(plan, 1) && end <= GPAMAP_ADDRESS_END;
    assigns plan->pieces, plan->top, plan->end_of_ram;
    ensures plan_sound(plan) && plan->pieces == \old(plan->pieces) + 1;
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
}

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
 */
static void take(struct gpamap_plan *plan, size_t index,
		 struct gpamap_range range)
{
	struct gpamap_plan_request request =
		gpamap_plan_request_at(plan->input, index);

	claim(plan, index, range);
	//@ assert readable: plan_readable(plan->input);
	//@ assert queue: queue_sound(plan);
	//@ assert columns: alignments_known(plan);
	count_piece(plan, range.end, request.phase != GPAMAP_PHASE_RESERVE,
		    gpamap_plan_kind(&request) == GPAMAP_KIND_RAM);
}

/* Place a request where it wants to be, or report what is there already. */
void gpamap_plan_place_given(struct gpamap_plan *plan, size_t index)
{
	struct gpamap_plan_request request =
		gpamap_plan_request_at(plan->input, index);
	struct gpamap_range range = { request.address,
				      request.address + request.size };
	const struct gpamap_segment *segment;
	uint32_t at;

	if (request.size == 0)
		return;
	if (request.phase != GPAMAP_PHASE_RESERVE && range.end > plan->limit) {
		gpamap_plan_fault(plan, index, GPAMAP_ERR_TOO_HIGH);
		return;
	}
	at = gpamap_space_find(&plan->space, range.start);
	segment = &plan->space.segments[at];
	if (segment->owner == GPAMAP_SPACE_FREE && segment->end >= range.end) {
		take(plan, index, range);
		return;
	}
	if (segment->owner == GPAMAP_SPACE_FREE)
		at = gpamap_space_next(&plan->space, at);
	gpamap_plan_collision(plan, index, range,
			      (size_t)plan->space.segments[at].owner);
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

	gpamap_space_align(&plan->space, GPAMAP_PAGE_SIZE);
	while (gpamap_space_lowest(&plan->space, rest, GPAMAP_PAGE_SIZE,
				   &part.start)) {
		uint32_t at = gpamap_space_find(&plan->space, part.start);

		part.end = plan->space.segments[at].end;
		if (part.end > rest.max)
			part.end = rest.max;
		take(plan, index, part);
		rest.min = part.end;
	}
}

/* Where a request may look for room, given its phase's own lower end. */
static struct gpamap_bounds bounds_of(const struct gpamap_plan *plan,
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
			  plan->relocated ? ABOVE_1TB : GPAMAP_4GB);
}

/* Place a 32-bit or 64-bit MMIO request in its turn. */
void gpamap_plan_place_mmio(struct gpamap_plan *plan, uint32_t turn)
{
	struct gpamap_plan_request request =
		gpamap_plan_turn_request(plan, turn);
	bool is_32 = request.phase == GPAMAP_PHASE_MMIO32;
	struct gpamap_bounds bounds = bounds_of(
		plan, &request, is_32 ? 0 : gpamap_plan_mmio64_min(plan));
	bool down = request.direction == GPAMAP_DIRECTION_DOWN ||
		    (request.direction == GPAMAP_DIRECTION_DEFAULT && is_32);
	uint64_t start;

	gpamap_space_align(&plan->space,
			   gpamap_plan_turn_alignment(plan, turn));
	if (down ? gpamap_space_highest(&plan->space, bounds, request.size,
					&start)
		 : gpamap_space_lowest(&plan->space, bounds, request.size,
				       &start))
		take(plan, turn / 2,
		     (struct gpamap_range){ start, start + request.size });
	else if (gpamap_plan_turn_alignment(plan, turn) !=
		 gpamap_plan_turn_alignment(plan, turn | 1))
		gpamap_plan_push(plan, turn | 1);
	else
		gpamap_plan_no_room(plan, turn / 2, bounds, request.size);
}

/* The smallest piece of RAM that may stand in a hole which is too short for
 * all that is @left: whole units of alignment, no fewer than asked for. */
static uint64_t smallest_piece(const struct gpamap_plan_request *request,
			       uint64_t left)
{
	uint64_t unit = gpamap_plan_alignment(request);
	uint64_t least = gpamap_max(request->min_piece, unit);
	uint64_t skip = gpamap_align_skip(least, unit);

	/* Rounded past the end of 64 bits, it is more than any hole has. */
	return skip < left && least < left - skip ? least + skip : left;
}

/* Find the lowest piece for some of what is @left, as large as its hole. */
static bool find_piece(const struct gpamap_plan *plan,
		       const struct gpamap_plan_request *request,
		       struct gpamap_bounds bounds, uint64_t left,
		       struct gpamap_range *piece)
{
	const struct gpamap_segment *hole;
	uint64_t room;

	if (!gpamap_space_lowest(&plan->space, bounds,
				 smallest_piece(request, left), &piece->start))
		return false;
	hole = &plan->space.segments[gpamap_space_find(&plan->space,
						       piece->start)];
	room = (hole->end < bounds.max ? hole->end : bounds.max) - piece->start;
	if (room < left)
		room -= gpamap_align_rest(room, gpamap_plan_alignment(request));
	else
		room = left;
	piece->end = piece->start + room;
	return true;
}

/* The same, but for the addresses that relocation leaves out: those between
 * 4 GiB and 1 TiB. */
static bool find_ram(const struct gpamap_plan *plan,
		     const struct gpamap_plan_request *request,
		     struct gpamap_bounds bounds, uint64_t left,
		     struct gpamap_range *piece)
{
	struct gpamap_bounds low = bounds;

	if (!plan->relocated)
		return find_piece(plan, request, bounds, left, piece);
	if (low.max > GPAMAP_4GB)
		low.max = GPAMAP_4GB;
	bounds.min = gpamap_max(bounds.min, ABOVE_1TB);
	return find_piece(plan, request, low, left, piece) ||
	       find_piece(plan, request, bounds, left, piece);
}

/* Place RAM from where the RAM before it ended, in as many pieces as the
 * holes force. */
void gpamap_plan_place_ram(struct gpamap_plan *plan, uint32_t turn)
{
	struct gpamap_plan_request request =
		gpamap_plan_turn_request(plan, turn);
	struct gpamap_bounds bounds = bounds_of(plan, &request, 0);
	uint64_t left = request.size;

	/* What is free below the RAM before is not for this request. */
	bounds.min = gpamap_max(bounds.min, plan->ram_end);
	bounds.max = gpamap_max(bounds.min, bounds.max);
	gpamap_space_align(&plan->space, gpamap_plan_alignment(&request));
	while (left > 0) {
		struct gpamap_bounds rest = {
			gpamap_max(bounds.min, plan->ram_end), bounds.max
		};
		struct gpamap_range piece;

		if (!find_ram(plan, &request, rest, left, &piece)) {
			gpamap_plan_no_room(plan, turn / 2, bounds, left);
			return;
		}
		take(plan, turn / 2, piece);
		left -= piece.end - piece.start;
		plan->ram_end = piece.end;
	}
}

/* Find the lowest fit at @alignment. */
static bool find_lowest(struct gpamap_plan *plan, struct gpamap_bounds bounds,
			uint64_t size, uint64_t alignment, uint64_t *start)
{
	gpamap_space_align(&plan->space, alignment);
	return gpamap_space_lowest(&plan->space, bounds, size, start);
}

/* Place a hot-plug window or a post range above the one before it. */
void gpamap_plan_place_above(struct gpamap_plan *plan, uint32_t turn)
{
	struct gpamap_plan_request request =
		gpamap_plan_turn_request(plan, turn);
	struct gpamap_bounds bounds = bounds_of(plan, &request, plan->cursor);
	uint64_t start;

	if (!find_lowest(plan, bounds, request.size,
			 gpamap_plan_turn_alignment(plan, turn), &start) &&
	    !find_lowest(plan, bounds, request.size,
			 gpamap_plan_alignment(&request), &start)) {
		gpamap_plan_no_room(plan, turn / 2, bounds, request.size);
		return;
	}
	take(plan, turn / 2,
	     (struct gpamap_range){ start, start + request.size });
	plan->cursor = gpamap_max(plan->cursor, start + request.size);
}
