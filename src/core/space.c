/* SPDX-License-Identifier: MIT */
#include "space.h"

#include "align.h"
#include "minmax.h"
#include "space_node.h"

/* The best fits of a subtree: those of its children, and of its root if that is
 * free. */
static void update_fits(struct gpamap_space *space, uint32_t at)
{
	const struct gpamap_segment *segment = &space->segments[at];
	const uint64_t *left = gpamap_fits_of(space, segment->left);
	const uint64_t *right = gpamap_fits_of(space, segment->right);
	uint64_t *fits = gpamap_fits_of(space, at);
	uint64_t alignments = space->alignments;

	for (uint32_t i = 0; i < space->columns; i++)
		fits[i] = gpamap_max(left[i], right[i]);
	for (; alignments != 0; fits++) {
		uint64_t alignment = gpamap_lowest_power(alignments);
		uint64_t fit = gpamap_fit_at(segment, alignment);

		/* Nor is there one at the greater alignments. */
		if (fit == 0)
			break;
		*fits = gpamap_max(*fits, fit);
		alignments -= alignment;
	}
}

/* Sum up a subtree from its children and its root. */
static void update(struct gpamap_space *space, uint32_t at)
{
	struct gpamap_segment *segment = &space->segments[at];
	const struct gpamap_segment *left = &space->segments[segment->left];
	const struct gpamap_segment *right = &space->segments[segment->right];

	update_fits(space, at);
	segment->free = left->free + right->free;
	if (segment->owner == GPAMAP_SPACE_FREE)
		segment->free += segment->end - segment->start;
	segment->height = 1 + (left->height > right->height ? left->height
							    : right->height);
}

uint32_t gpamap_alignments_count(uint64_t alignments)
{
	uint32_t count = 0;

	while (alignments != 0) {
		alignments -= gpamap_lowest_power(alignments);
		count++;
	}
	return count;
}

size_t gpamap_space_segments(size_t takes)
{
	/* Each range taken cuts one free segment into three at the most. */
	return 2 + 2 * takes;
}

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
	update(space, 1);
}

void gpamap_space_align(struct gpamap_space *space, uint64_t alignment)
{
	/* The columns are in ascending order. */
	space->alignment = alignment;
	space->column = gpamap_alignments_count(
		gpamap_align_rest(space->alignments, alignment));
}

/* Put @child, not 0, where @old hangs below @parent. */
static void replace_child(struct gpamap_space *space, uint32_t parent,
			  uint32_t old, uint32_t child)
{
	if (parent == 0)
		space->root = child;
	else if (space->segments[parent].left == old)
		space->segments[parent].left = child;
	else
		space->segments[parent].right = child;
	space->segments[child].parent = parent;
}

/* Turn the subtree at @at so that its right child is its root. */
static uint32_t rotate_left(struct gpamap_space *space, uint32_t at)
{
	struct gpamap_segment *segments = space->segments;
	uint32_t up = segments[at].right;

	replace_child(space, segments[at].parent, at, up);
	segments[at].right = segments[up].left;
	if (segments[up].left != 0)
		segments[segments[up].left].parent = at;
	segments[up].left = at;
	segments[at].parent = up;
	update(space, at);
	update(space, up);
	return up;
}

static uint32_t rotate_right(struct gpamap_space *space, uint32_t at)
{
	struct gpamap_segment *segments = space->segments;
	uint32_t up = segments[at].left;

	replace_child(space, segments[at].parent, at, up);
	segments[at].left = segments[up].right;
	if (segments[up].right != 0)
		segments[segments[up].right].parent = at;
	segments[up].right = at;
	segments[at].parent = up;
	update(space, at);
	update(space, up);
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
		update(space, at);
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

/* Where what follows @at hangs: at its right, or at the left of the next. */
static void hang_behind(struct gpamap_space *space, uint32_t at, uint32_t added)
{
	struct gpamap_segment *segments = space->segments;

	if (segments[at].right == 0) {
		segments[at].right = added;
	} else {
		at = gpamap_space_next(space, at);
		segments[at].left = added;
	}
	segments[added].parent = at;
}

/* Cut a segment in two at @middle, within it: what is behind is @owner's. */
static void split(struct gpamap_space *space, uint32_t at, uint64_t middle,
		  uint64_t owner)
{
	struct gpamap_segment *segments = space->segments;
	uint32_t added = ++space->used;

	segments[added] = (struct gpamap_segment){
		.start = middle,
		.end = segments[at].end,
		.owner = owner,
	};
	hang_behind(space, at, added);
	segments[at].end = middle;
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
