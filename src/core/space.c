/* SPDX-License-Identifier: MIT */
#include "space.h"

#include "align.h"
#include "space_sums.h"
#include "space_turn.h"

void gpamap_space_init(struct gpamap_space *space,
		       struct gpamap_segment *segments, uint64_t *best,
		       uint64_t alignments)
{
	*space = (struct gpamap_space){
		.segments = segments,
		.best = best,
		.alignments = alignments,
		.alignment = gpamap_lowest_power(alignments),
		.columns = gpamap_alignments_count(alignments),
		.used = 1,
		.root = 1,
	};
	for (uint32_t i = 0; i < space->columns; i++)
		best[i] = 0;
	segments[0] = (struct gpamap_segment){ .owner = 0 };
	segments[1] = (struct gpamap_segment){
		.end = GPAMAP_ADDRESS_END,
		.owner = GPAMAP_SPACE_FREE,
	};
	gpamap_space_update(space, 1);
}

/* Turn the subtree at @at so that its child is its root, and sum both up. */
static uint32_t rotate_left(struct gpamap_space *space, uint32_t at)
{
	uint32_t up = space->segments[at].right;

	gpamap_space_turn_left(space, at);
	gpamap_space_update(space, at);
	gpamap_space_update(space, up);
	return up;
}

static uint32_t rotate_right(struct gpamap_space *space, uint32_t at)
{
	uint32_t up = space->segments[at].left;

	gpamap_space_turn_right(space, at);
	gpamap_space_update(space, at);
	gpamap_space_update(space, up);
	return up;
}

/* How much higher the left subtree is than the right one. */
static int lean(const struct gpamap_space *space, uint32_t at)
{
	const struct gpamap_segment *segment = &space->segments[at];

	return (int)space->segments[segment->left].height -
	       (int)space->segments[segment->right].height;
}

/* Balance and sum up every subtree from @at to the root. */
static void settle(struct gpamap_space *space, uint32_t at)
{
	struct gpamap_segment *segments = space->segments;

	while (at != 0) {
		gpamap_space_update(space, at);
		if (lean(space, at) > 1) {
			if (lean(space, segments[at].left) < 0)
				rotate_left(space, segments[at].left);
			at = rotate_right(space, at);
		} else if (lean(space, at) < -1) {
			if (lean(space, segments[at].right) > 0)
				rotate_right(space, segments[at].right);
			at = rotate_left(space, at);
		}
		at = segments[at].parent;
	}
}

/* Cut a segment in two at @middle, within it: what is behind is @owner's. */
static void split(struct gpamap_space *space, uint32_t at, uint64_t middle,
		  uint64_t owner)
{
	struct gpamap_segment *segments = space->segments;
	bool is_child = segments[at].right == 0;
	uint32_t parent = is_child ? at : gpamap_space_next(space, at);
	uint32_t added = ++space->used;

	segments[added] = (struct gpamap_segment){
		.start = middle,
		.end = segments[at].end,
		.parent = parent,
		.owner = owner,
	};
	segments[at].end = middle;
	if (is_child)
		segments[parent].right = added;
	else
		segments[parent].left = added;
	/* It hangs below the other half: both are summed up. */
	settle(space, added);
}

void gpamap_space_take(struct gpamap_space *space, struct gpamap_range range,
		       uint64_t owner)
{
	uint32_t at = gpamap_space_find(space, range.start);
	struct gpamap_segment *segment = &space->segments[at];
	bool front = segment->start == range.start;

	if (front)
		segment->owner = owner;
	if (range.end < segment->end)
		split(space, at, range.end, GPAMAP_SPACE_FREE);
	else if (front)
		settle(space, at);
	if (!front)
		split(space, at, range.start, owner);
}
