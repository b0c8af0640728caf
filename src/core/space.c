/* SPDX-License-Identifier: MIT */
#include "space.h"

#include "align.h"
#include "fit.h"
#include "minmax.h"

/* The largest size that fits into the segment by itself at @alignment. */
static uint64_t fit_at(const struct gpamap_segment *segment, uint64_t alignment)
{
	return segment->owner == GPAMAP_SPACE_FREE
		       ? gpamap_fit_largest(segment->start, segment->end,
					    alignment)
		       : 0;
}

/* The same at the alignment in force. */
static uint64_t own_fit(const struct gpamap_space *space, uint32_t at)
{
	return fit_at(&space->segments[at], space->alignment);
}

/* The largest fits of a subtree, one an alignment. */
static uint64_t *fits_of(const struct gpamap_space *space, uint32_t at)
{
	return space->best + (size_t)at * space->columns;
}

/* The largest fit of a subtree at the alignment in force. */
static uint64_t best_of(const struct gpamap_space *space, uint32_t at)
{
	return fits_of(space, at)[space->column];
}

/* The best fits of a subtree: those of its children, and of its root if that is
 * free. */
static void update_fits(struct gpamap_space *space, uint32_t at)
{
	const struct gpamap_segment *segment = &space->segments[at];
	const uint64_t *left = fits_of(space, segment->left);
	const uint64_t *right = fits_of(space, segment->right);
	uint64_t *fits = fits_of(space, at);
	uint64_t alignments = space->alignments;

	for (uint32_t i = 0; i < space->columns; i++)
		fits[i] = gpamap_max(left[i], right[i]);
	for (; alignments != 0; fits++) {
		uint64_t alignment = gpamap_lowest_power(alignments);
		uint64_t fit = fit_at(segment, alignment);

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

static uint32_t leftmost(const struct gpamap_space *space, uint32_t at)
{
	while (space->segments[at].left != 0)
		at = space->segments[at].left;
	return at;
}

static uint32_t rightmost(const struct gpamap_space *space, uint32_t at)
{
	while (space->segments[at].right != 0)
		at = space->segments[at].right;
	return at;
}

uint32_t gpamap_space_find(const struct gpamap_space *space, uint64_t address)
{
	uint32_t at = space->root;

	for (;;) {
		const struct gpamap_segment *segment = &space->segments[at];

		if (address < segment->start)
			at = segment->left;
		else if (address >= segment->end)
			at = segment->right;
		else
			return at;
	}
}

uint32_t gpamap_space_next(const struct gpamap_space *space, uint32_t at)
{
	uint32_t from = at;

	if (space->segments[at].right != 0)
		return leftmost(space, space->segments[at].right);
	do {
		from = at;
		at = space->segments[at].parent;
	} while (at != 0 && space->segments[at].right == from);
	return at;
}

uint32_t gpamap_space_previous(const struct gpamap_space *space, uint32_t at)
{
	uint32_t from = at;

	if (space->segments[at].left != 0)
		return rightmost(space, space->segments[at].left);
	do {
		from = at;
		at = space->segments[at].parent;
	} while (at != 0 && space->segments[at].left == from);
	return at;
}

/* The lowest segment of a subtree that @size fits into; one does. */
static uint32_t lowest_in(const struct gpamap_space *space, uint32_t at,
			  uint64_t size)
{
	for (;;) {
		uint32_t left = space->segments[at].left;

		if (best_of(space, left) >= size)
			at = left;
		else if (own_fit(space, at) >= size)
			return at;
		else
			at = space->segments[at].right;
	}
}

static uint32_t highest_in(const struct gpamap_space *space, uint32_t at,
			   uint64_t size)
{
	for (;;) {
		uint32_t right = space->segments[at].right;

		if (best_of(space, right) >= size)
			at = right;
		else if (own_fit(space, at) >= size)
			return at;
		else
			at = space->segments[at].left;
	}
}

/* The first segment above @at that @size fits into; 0 for none. */
static uint32_t next_fit(const struct gpamap_space *space, uint32_t at,
			 uint64_t size)
{
	uint32_t right = space->segments[at].right;

	while (best_of(space, right) < size) {
		uint32_t from;

		do {
			from = at;
			at = space->segments[at].parent;
		} while (at != 0 && space->segments[at].right == from);
		if (at == 0 || own_fit(space, at) >= size)
			return at;
		right = space->segments[at].right;
	}
	return lowest_in(space, right, size);
}

/* The first segment below @at that @size fits into; 0 for none. */
static uint32_t previous_fit(const struct gpamap_space *space, uint32_t at,
			     uint64_t size)
{
	uint32_t left = space->segments[at].left;

	while (best_of(space, left) < size) {
		uint32_t from;

		do {
			from = at;
			at = space->segments[at].parent;
		} while (at != 0 && space->segments[at].left == from);
		if (at == 0 || own_fit(space, at) >= size)
			return at;
		left = space->segments[at].left;
	}
	return highest_in(space, left, size);
}

/* The lowest fit within one segment, as far as the bounds leave it. */
static bool lowest_here(const struct gpamap_space *space, uint32_t at,
			struct gpamap_bounds bounds, uint64_t size,
			uint64_t *start)
{
	const struct gpamap_segment *segment = &space->segments[at];

	return segment->owner == GPAMAP_SPACE_FREE &&
	       gpamap_fit_lowest(gpamap_max(segment->start, bounds.min),
				 gpamap_min(segment->end, bounds.max), size,
				 space->alignment, start);
}

/* The highest fit within one segment, as far as the bounds leave it. */
static bool highest_here(const struct gpamap_space *space, uint32_t at,
			 struct gpamap_bounds bounds, uint64_t size,
			 uint64_t *start)
{
	const struct gpamap_segment *segment = &space->segments[at];

	return segment->owner == GPAMAP_SPACE_FREE &&
	       gpamap_fit_highest(gpamap_max(segment->start, bounds.min),
				  gpamap_min(segment->end, bounds.max), size,
				  space->alignment, start);
}

bool gpamap_space_lowest(const struct gpamap_space *space,
			 struct gpamap_bounds bounds, uint64_t size,
			 uint64_t *start)
{
	uint32_t at;

	if (bounds.min >= bounds.max)
		return false;
	at = gpamap_space_find(space, bounds.min);
	if (lowest_here(space, at, bounds, size, start))
		return true;
	/* Only the segments at the edges are cut by the bounds. */
	at = next_fit(space, at, size);
	return at != 0 && lowest_here(space, at, bounds, size, start);
}

bool gpamap_space_highest(const struct gpamap_space *space,
			  struct gpamap_bounds bounds, uint64_t size,
			  uint64_t *start)
{
	uint32_t at;

	if (bounds.min >= bounds.max)
		return false;
	at = gpamap_space_find(space, bounds.max - 1);
	if (highest_here(space, at, bounds, size, start))
		return true;
	at = previous_fit(space, at, size);
	return at != 0 && highest_here(space, at, bounds, size, start);
}

uint64_t gpamap_space_largest(const struct gpamap_space *space,
			      struct gpamap_bounds bounds)
{
	uint64_t fits = 0; /* pages that fit */
	uint64_t fails = GPAMAP_ADDRESS_END / GPAMAP_PAGE_SIZE + 1;
	uint64_t start;

	while (fails - fits > 1) {
		uint64_t pages = fits + (fails - fits) / 2;

		if (gpamap_space_lowest(space, bounds, pages * GPAMAP_PAGE_SIZE,
					&start))
			fits = pages;
		else
			fails = pages;
	}
	return fits * GPAMAP_PAGE_SIZE;
}

/* Free bytes below @address. */
static uint64_t free_below(const struct gpamap_space *space, uint64_t address)
{
	uint32_t at = space->root;
	uint64_t free = 0;

	while (at != 0) {
		const struct gpamap_segment *segment = &space->segments[at];
		bool is_free = segment->owner == GPAMAP_SPACE_FREE;

		if (address <= segment->start) {
			at = segment->left;
			continue;
		}
		free += space->segments[segment->left].free;
		if (is_free)
			free += gpamap_min(address, segment->end) -
				segment->start;
		at = address > segment->end ? segment->right : 0;
	}
	return free;
}

uint64_t gpamap_space_free(const struct gpamap_space *space,
			   struct gpamap_bounds bounds)
{
	if (bounds.min >= bounds.max)
		return 0;
	return free_below(space, bounds.max) - free_below(space, bounds.min);
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

/* Add a segment right behind @at. */
static uint32_t insert_behind(struct gpamap_space *space, uint32_t at,
			      struct gpamap_range range, uint64_t owner)
{
	struct gpamap_segment *segments = space->segments;
	uint32_t added = ++space->used;

	segments[added] = (struct gpamap_segment){
		.start = range.start,
		.end = range.end,
		.owner = owner,
	};
	if (segments[at].right == 0) {
		segments[at].right = added;
	} else {
		at = leftmost(space, segments[at].right);
		segments[at].left = added;
	}
	segments[added].parent = at;
	settle(space, added);
	return added;
}

void gpamap_space_take(struct gpamap_space *space, struct gpamap_range range,
		       uint64_t owner)
{
	uint32_t at = gpamap_space_find(space, range.start);
	struct gpamap_segment *segment = &space->segments[at];
	struct gpamap_range behind = { range.end, segment->end };

	if (segment->start < range.start) {
		segment->end = range.start;
		settle(space, at);
		at = insert_behind(space, at, range, owner);
	} else {
		segment->end = range.end;
		segment->owner = owner;
		settle(space, at);
	}
	if (behind.start < behind.end)
		insert_behind(space, at, behind, GPAMAP_SPACE_FREE);
}
