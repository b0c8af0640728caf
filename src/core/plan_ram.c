/* SPDX-License-Identifier: MIT */
#include "align.h"
#include "minmax.h"
#include "plan_check.h"
#include "plan_place.h"
#include "plan_queue.h"

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
	bounds.min = gpamap_max(bounds.min, GPAMAP_ABOVE_1TB);
	return find_piece(plan, request, low, left, piece) ||
	       find_piece(plan, request, bounds, left, piece);
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
	while (left > 0) {
		struct gpamap_bounds rest = {
			gpamap_max(bounds.min, plan->ram_end), bounds.max
		};
		struct gpamap_range piece;

		if (!find_ram(plan, &request, rest, left, &piece)) {
			gpamap_plan_no_room(plan, turn / 2, bounds, left);
			return;
		}
		gpamap_plan_take(plan, turn / 2, piece);
		left -= piece.end - piece.start;
		plan->ram_end = piece.end;
	}
}
