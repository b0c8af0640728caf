/* SPDX-License-Identifier: MIT */
#include "plan_place.h"

#include "align.h"
#include "plan_check.h"
#include "plan_queue.h"

/* Where QEMU puts RAM above 4 GiB when it would reach HyperTransport
 * addresses (hw/i386/pc.c, AMD_ABOVE_1TB_START, from machine type 7.1 on). */
#define ABOVE_1TB GPAMAP_HYPERTRANSPORT_END

static uint64_t max_u64(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

/* Give @range to @index. */
static void take(struct gpamap_plan *plan, size_t index,
		 struct gpamap_range range)
{
	struct gpamap_plan_request request =
		gpamap_plan_request_at(plan->input, index);

	gpamap_space_take(&plan->space, range, index);
	plan->pieces++;
	if (request.phase != GPAMAP_PHASE_RESERVE)
		plan->top = max_u64(plan->top, range.end);
	if (gpamap_plan_kind(&request) == GPAMAP_KIND_RAM)
		plan->end_of_ram = max_u64(plan->end_of_ram, range.end);
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

/* Reserve what is still free of a range that the host avoids. */
void gpamap_plan_place_avoided(struct gpamap_plan *plan, size_t index)
{
	struct gpamap_plan_request request =
		gpamap_plan_request_at(plan->input, index);
	uint64_t end = request.address + request.size;
	uint64_t position = request.address;

	while (position < end) {
		uint32_t at = gpamap_space_find(&plan->space, position);
		struct gpamap_segment segment = plan->space.segments[at];
		struct gpamap_range part = { position, segment.end };

		if (part.end > end)
			part.end = end;
		if (segment.owner == GPAMAP_SPACE_FREE)
			take(plan, index, part);
		position = part.end;
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
	return max_u64(plan->end_of_ram, GPAMAP_4GB);
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

/* What a RAM request can take where it stands. */
struct ram_step {
	struct gpamap_range piece; /* empty: nothing */
	uint64_t next; /* where to look after that */
};

/* The part of the segment at @position that RAM may use: up to its end, and
 * not across the addresses that relocation leaves out. */
static struct gpamap_range ram_window(const struct gpamap_plan *plan,
				      uint64_t position, uint64_t max)
{
	uint32_t at = gpamap_space_find(&plan->space, position);
	struct gpamap_segment segment = plan->space.segments[at];
	struct gpamap_range window = { position, segment.end };

	if (window.end > max)
		window.end = max;
	if (plan->relocated && position < GPAMAP_4GB && window.end > GPAMAP_4GB)
		window.end = GPAMAP_4GB;
	if (segment.owner != GPAMAP_SPACE_FREE)
		window.start = window.end;
	return window;
}

/* Cut as much of @left as may stand in the window: all of it, or whole units
 * of alignment that are not too small a piece. */
static struct ram_step ram_step(const struct gpamap_plan_request *request,
				struct gpamap_range window, uint64_t left)
{
	uint64_t unit = gpamap_plan_alignment(request);
	uint64_t skip = gpamap_align_skip(window.start, unit);
	struct ram_step step = { { 0, 0 }, window.end };
	uint64_t room;

	if (window.end - window.start <= skip)
		return step;
	step.piece.start = window.start + skip;
	room = window.end - step.piece.start;
	if (room < left) {
		room -= gpamap_align_rest(room, unit);
		if (room < request->min_piece)
			room = 0;
	} else {
		room = left;
	}
	step.piece.end = step.piece.start + room;
	return step;
}

/* Place RAM from where the RAM before it ended, in as many pieces as the
 * holes force. */
void gpamap_plan_place_ram(struct gpamap_plan *plan, uint32_t turn)
{
	struct gpamap_plan_request request =
		gpamap_plan_turn_request(plan, turn);
	struct gpamap_bounds bounds = bounds_of(plan, &request, 0);
	uint64_t left = request.size;
	uint64_t position;

	/* What is free below the RAM before is not for this request. */
	bounds.min = max_u64(bounds.min, plan->ram_end);
	bounds.max = max_u64(bounds.min, bounds.max);
	position = bounds.min;
	while (left > 0) {
		struct ram_step step;

		if (plan->relocated && position >= GPAMAP_4GB &&
		    position < ABOVE_1TB)
			position = ABOVE_1TB;
		if (position >= bounds.max) {
			gpamap_plan_no_room(plan, turn / 2, bounds, left);
			return;
		}
		step = ram_step(&request,
				ram_window(plan, position, bounds.max), left);
		position = step.next;
		if (step.piece.start == step.piece.end)
			continue;
		take(plan, turn / 2, step.piece);
		left -= step.piece.end - step.piece.start;
		plan->ram_end = step.piece.end;
	}
}

/* Find the lowest fit at or above @bounds.min at an alignment that is not the
 * space's: those that would fit unaligned are tried one by one. */
static bool lowest_aligned(const struct gpamap_plan *plan,
			   struct gpamap_bounds bounds, uint64_t size,
			   uint64_t alignment, uint64_t *start)
{
	while (gpamap_space_lowest(&plan->space, bounds, size, start)) {
		uint64_t aligned =
			*start + gpamap_align_skip(*start, alignment);
		uint32_t at = gpamap_space_find(&plan->space, *start);
		uint64_t end = plan->space.segments[at].end;

		if (end > bounds.max)
			end = bounds.max;
		if (aligned >= *start && aligned < end &&
		    end - aligned >= size) {
			*start = aligned;
			return true;
		}
		bounds.min = end;
	}
	return false;
}

/* Place a hot-plug window or a post range above the one before it. */
void gpamap_plan_place_above(struct gpamap_plan *plan, uint32_t turn)
{
	struct gpamap_plan_request request =
		gpamap_plan_turn_request(plan, turn);
	struct gpamap_bounds bounds = bounds_of(plan, &request, plan->cursor);
	uint64_t alignment =
		gpamap_plan_turn_alignment(plan, turn & ~UINT32_C(1));
	uint64_t start;
	bool found;

	found = lowest_aligned(plan, bounds, request.size, alignment, &start) ||
		lowest_aligned(plan, bounds, request.size,
			       gpamap_plan_alignment(&request), &start);
	if (!found) {
		gpamap_plan_no_room(plan, turn / 2, bounds, request.size);
		return;
	}
	take(plan, turn / 2,
	     (struct gpamap_range){ start, start + request.size });
	plan->cursor = max_u64(plan->cursor, start + request.size);
}
