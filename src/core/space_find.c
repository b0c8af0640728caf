/* SPDX-License-Identifier: MIT */
#include "space.h"

#include "fit.h"
#include "minmax.h"
#include "space_node.h"

/* What is where in the space, and where something fits. */

/* The largest size that fits into a segment at the alignment in force. */
/*@ requires space_readable(space) && space_ordered(space) && space_best(space);
    requires 1 <= at <= space->used;
    assigns \nothing;
    ensures \result == own(space, at);
 */
static uint64_t own_fit(const struct gpamap_space *space, uint32_t at)
{
	return gpamap_fit_at(&space->segments[at], space->alignment);
}

/* The largest fit of a subtree at the alignment in force. */
/*@ requires space_readable(space) && at <= space->used;
    assigns \nothing;
    ensures \result == space->best[row(space->columns, at) + space->column];
 */
static uint64_t best_of(const struct gpamap_space *space, uint32_t at)
{
	/*@ assert (size_t)at * space->columns == row(space->columns, at); */
	return space->best[(size_t)at * space->columns + space->column];
}

/* The lowest segment of a subtree, and the highest. */
/*@ requires space_readable(space) && space_ordered(space);
    requires 1 <= at <= space->used;
    assigns \nothing;
    ensures 1 <= \result <= space->used;
    ensures space->segments[\result].start == low(space, at);
    ensures space->segments[\result].left == 0;
 */
static uint32_t leftmost(const struct gpamap_space *space, uint32_t at)
{
	/*@ loop invariant 1 <= at <= space->used;
	    loop invariant low(space, at) == \at(low(space, at), Pre);
	    loop assigns at;
	    loop variant high(space, at) - low(space, at); */
	while (space->segments[at].left != 0)
		at = space->segments[at].left;
	return at;
}

/*@ requires space_readable(space) && space_ordered(space);
    requires 1 <= at <= space->used;
    assigns \nothing;
    ensures 1 <= \result <= space->used;
    ensures space->segments[\result].end == high(space, at);
 */
static uint32_t rightmost(const struct gpamap_space *space, uint32_t at)
{
	/*@ loop invariant 1 <= at <= space->used;
	    loop invariant high(space, at) == \at(high(space, at), Pre);
	    loop assigns at;
	    loop variant high(space, at) - low(space, at); */
	while (space->segments[at].right != 0)
		at = space->segments[at].right;
	return at;
}

uint32_t gpamap_space_find(const struct gpamap_space *space, uint64_t address)
{
	uint32_t at = space->root;

	/*@ loop invariant 1 <= at <= space->used;
	    loop invariant low(space, at) <= address < high(space, at);
	    loop assigns at;
	    loop variant high(space, at) - low(space, at); */
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
	/*@ loop invariant 1 <= at <= space->used;
	    loop invariant high(space, at) == space->segments[\at(at, Pre)].end;
	    loop assigns at, from;
	    loop variant GPAMAP_ADDRESS_END - (high(space, at) - low(space, at)); */
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
	/*@ loop invariant 1 <= at <= space->used;
	    loop invariant low(space, at) == space->segments[\at(at, Pre)].start;
	    loop assigns at, from;
	    loop variant GPAMAP_ADDRESS_END - (high(space, at) - low(space, at)); */
	do {
		from = at;
		at = space->segments[at].parent;
	} while (at != 0 && space->segments[at].left == from);
	return at;
}

/* The lowest segment of a subtree that @size fits into; one does. */
/*@ requires space_sound(space) && 1 <= at <= space->used;
    requires 0 < size <= space->best[row(space->columns, at) + space->column];
    assigns \nothing;
    ensures 1 <= \result <= space->used && own(space, \result) >= size;
 */
static uint32_t lowest_in(const struct gpamap_space *space, uint32_t at,
			  uint64_t size)
{
	/*@ loop invariant 1 <= at <= space->used;
	    loop invariant size <=
	      space->best[row(space->columns, at) + space->column];
	    loop assigns at;
	    loop variant high(space, at) - low(space, at); */
	for (;;) {
		uint32_t left = space->segments[at].left;

		/*@ assert size <= own(space, at) ||
		      size <= space->best[row(space->columns, left) +
		                          space->column] ||
		      size <= space->best[row(space->columns,
		                              space->segments[at].right) +
		                          space->column]; */
		/*@ assert left == 0 ==>
		      space->best[row(space->columns, left) + space->column] == 0;
		 */
		/*@ assert space->segments[at].right == 0 ==>
		      space->best[row(space->columns,
		                      space->segments[at].right) +
		                  space->column] == 0; */
		if (best_of(space, left) >= size)
			at = left;
		else if (own_fit(space, at) >= size)
			return at;
		else
			at = space->segments[at].right;
	}
}

/*@ requires space_sound(space) && 1 <= at <= space->used;
    requires 0 < size <= space->best[row(space->columns, at) + space->column];
    assigns \nothing;
    ensures 1 <= \result <= space->used && own(space, \result) >= size;
 */
static uint32_t highest_in(const struct gpamap_space *space, uint32_t at,
			   uint64_t size)
{
	/*@ loop invariant 1 <= at <= space->used;
	    loop invariant size <=
	      space->best[row(space->columns, at) + space->column];
	    loop assigns at;
	    loop variant high(space, at) - low(space, at); */
	for (;;) {
		uint32_t right = space->segments[at].right;

		/*@ assert size <= own(space, at) ||
		      size <= space->best[row(space->columns, right) +
		                          space->column] ||
		      size <= space->best[row(space->columns,
		                              space->segments[at].left) +
		                          space->column]; */
		/*@ assert right == 0 ==>
		      space->best[row(space->columns, right) + space->column] == 0;
		 */
		/*@ assert space->segments[at].left == 0 ==>
		      space->best[row(space->columns,
		                      space->segments[at].left) +
		                  space->column] == 0; */
		if (best_of(space, right) >= size)
			at = right;
		else if (own_fit(space, at) >= size)
			return at;
		else
			at = space->segments[at].left;
	}
}

/* The first segment above @at that @size fits into; 0 for none. */
/*@ requires space_sound(space) && 1 <= at <= space->used && size > 0;
    assigns \nothing;
    ensures \result <= space->used;
    ensures \result != 0 ==> own(space, \result) >= size;
 */
static uint32_t next_fit(const struct gpamap_space *space, uint32_t at,
			 uint64_t size)
{
	uint32_t right = space->segments[at].right;

	/*@ loop invariant 1 <= at <= space->used;
	    loop invariant right == space->segments[at].right;
	    loop invariant right <= space->used;
	    loop assigns at, right;
	    loop variant GPAMAP_ADDRESS_END - space->segments[at].start; */
	while (best_of(space, right) < size) {
		uint32_t from;

		//@ ghost uint32_t was = at;
		/*@ loop invariant 1 <= at <= space->used;
		    loop invariant space->segments[was].end <= high(space, at);
		    loop assigns at, from;
		    loop variant GPAMAP_ADDRESS_END - (high(space, at) - low(space, at)); */
		do {
			from = at;
			at = space->segments[at].parent;
		} while (at != 0 && space->segments[at].right == from);
		//@ assert at != 0 ==> space->segments[at].left == from;
		/*@ assert at != 0 ==>
		      space->segments[at].start >= space->segments[was].end; */
		//@ assert at != 0 ==> space->segments[at].right <= space->used;
		if (at == 0 || own_fit(space, at) >= size)
			return at;
		right = space->segments[at].right;
	}
	/*@ assert right == 0 ==>
	      space->best[row(space->columns, right) + space->column] == 0; */
	return lowest_in(space, right, size);
}

/* The first segment below @at that @size fits into; 0 for none. */
/*@ requires space_sound(space) && 1 <= at <= space->used && size > 0;
    assigns \nothing;
    ensures \result <= space->used;
    ensures \result != 0 ==> own(space, \result) >= size;
 */
static uint32_t previous_fit(const struct gpamap_space *space, uint32_t at,
			     uint64_t size)
{
	uint32_t left = space->segments[at].left;

	/*@ loop invariant 1 <= at <= space->used;
	    loop invariant left == space->segments[at].left;
	    loop invariant left <= space->used;
	    loop assigns at, left;
	    loop variant space->segments[at].end; */
	while (best_of(space, left) < size) {
		uint32_t from;

		//@ ghost uint32_t was = at;
		/*@ loop invariant 1 <= at <= space->used;
		    loop invariant low(space, at) <= space->segments[was].start;
		    loop assigns at, from;
		    loop variant GPAMAP_ADDRESS_END - (high(space, at) - low(space, at)); */
		do {
			from = at;
			at = space->segments[at].parent;
		} while (at != 0 && space->segments[at].left == from);
		//@ assert at != 0 ==> space->segments[at].right == from;
		/*@ assert at != 0 ==>
		      space->segments[at].end <= space->segments[was].start; */
		//@ assert at != 0 ==> space->segments[at].left <= space->used;
		if (at == 0 || own_fit(space, at) >= size)
			return at;
		left = space->segments[at].left;
	}
	/*@ assert left == 0 ==>
	      space->best[row(space->columns, left) + space->column] == 0; */
	return highest_in(space, left, size);
}

/* The lowest fit within one segment, as far as the bounds leave it;
 * GPAMAP_ADDRESS_END for none. */
/*@ requires space_readable(space) && space_ordered(space);
    requires 1 <= at <= space->used && size > 0;
    requires bounds.min <= bounds.max <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result <= GPAMAP_ADDRESS_END;
    ensures \result < GPAMAP_ADDRESS_END ==>
      hole_in(space, at, \result, size, bounds);
 */
static uint64_t lowest_here(const struct gpamap_space *space, uint32_t at,
			    struct gpamap_bounds bounds, uint64_t size)
{
	const struct gpamap_segment *segment = &space->segments[at];
	uint64_t start;

	if (segment->owner == GPAMAP_SPACE_FREE &&
	    gpamap_fit_lowest(gpamap_max(segment->start, bounds.min),
			      gpamap_min(segment->end, bounds.max), size,
			      space->alignment, &start))
		return start;
	return GPAMAP_ADDRESS_END;
}

/* The highest fit within one segment, as far as the bounds leave it;
 * GPAMAP_ADDRESS_END for none. */
/*@ requires space_readable(space) && space_ordered(space);
    requires 1 <= at <= space->used && size > 0;
    requires bounds.min <= bounds.max <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result <= GPAMAP_ADDRESS_END;
    ensures \result < GPAMAP_ADDRESS_END ==>
      hole_in(space, at, \result, size, bounds);
 */
static uint64_t highest_here(const struct gpamap_space *space, uint32_t at,
			     struct gpamap_bounds bounds, uint64_t size)
{
	const struct gpamap_segment *segment = &space->segments[at];
	uint64_t start;

	if (segment->owner == GPAMAP_SPACE_FREE &&
	    gpamap_fit_highest(gpamap_max(segment->start, bounds.min),
			       gpamap_min(segment->end, bounds.max), size,
			       space->alignment, &start))
		return start;
	return GPAMAP_ADDRESS_END;
}

/* The lowest fit of all; GPAMAP_ADDRESS_END for none. */
/*@ requires space_sound(space) && size > 0;
    requires bounds.max <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result <= GPAMAP_ADDRESS_END;
    ensures \result < GPAMAP_ADDRESS_END ==>
      is_hole(space, \result, size, bounds);
 */
static uint64_t lowest_of(const struct gpamap_space *space,
			  struct gpamap_bounds bounds, uint64_t size)
{
	uint64_t start;
	uint32_t at;

	if (bounds.min >= bounds.max)
		return GPAMAP_ADDRESS_END;
	at = gpamap_space_find(space, bounds.min);
	start = lowest_here(space, at, bounds, size);
	if (start < GPAMAP_ADDRESS_END)
		return start;
	/* Only the segments at the edges are cut by the bounds. */
	at = next_fit(space, at, size);
	return at != 0 ? lowest_here(space, at, bounds, size)
		       : GPAMAP_ADDRESS_END;
}

/* The highest fit of all; GPAMAP_ADDRESS_END for none. */
/*@ requires space_sound(space) && size > 0;
    requires bounds.max <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result <= GPAMAP_ADDRESS_END;
    ensures \result < GPAMAP_ADDRESS_END ==>
      is_hole(space, \result, size, bounds);
 */
static uint64_t highest_of(const struct gpamap_space *space,
			   struct gpamap_bounds bounds, uint64_t size)
{
	uint64_t start;
	uint32_t at;

	if (bounds.min >= bounds.max)
		return GPAMAP_ADDRESS_END;
	at = gpamap_space_find(space, bounds.max - 1);
	start = highest_here(space, at, bounds, size);
	if (start < GPAMAP_ADDRESS_END)
		return start;
	/* Only the segments at the edges are cut by the bounds. */
	at = previous_fit(space, at, size);
	return at != 0 ? highest_here(space, at, bounds, size)
		       : GPAMAP_ADDRESS_END;
}

bool gpamap_space_lowest(const struct gpamap_space *space,
			 struct gpamap_bounds bounds, uint64_t size,
			 uint64_t *start)
{
	uint64_t found = lowest_of(space, bounds, size);

	if (found == GPAMAP_ADDRESS_END)
		return false;
	*start = found;
	return true;
}

bool gpamap_space_highest(const struct gpamap_space *space,
			  struct gpamap_bounds bounds, uint64_t size,
			  uint64_t *start)
{
	uint64_t found = highest_of(space, bounds, size);

	if (found == GPAMAP_ADDRESS_END)
		return false;
	*start = found;
	return true;
}

uint64_t gpamap_space_largest(const struct gpamap_space *space,
			      struct gpamap_bounds bounds)
{
	uint64_t fits = 0; /* pages that fit */
	uint64_t fails = GPAMAP_ADDRESS_END / GPAMAP_PAGE_SIZE + 1;

	/*@ loop invariant fits < fails <=
	      GPAMAP_ADDRESS_END / GPAMAP_PAGE_SIZE + 1;
	    loop invariant fits > 0 ==> \exists integer m;
	      is_hole(space, m, fits * GPAMAP_PAGE_SIZE, bounds);
	    loop assigns fits, fails;
	    loop variant fails - fits; */
	while (fails - fits > 1) {
		uint64_t pages = fits + (fails - fits) / 2;

		if (lowest_of(space, bounds, pages * GPAMAP_PAGE_SIZE) <
		    GPAMAP_ADDRESS_END)
			fits = pages;
		else
			fails = pages;
	}
	return fits * GPAMAP_PAGE_SIZE;
}

/* Free bytes below @address. */
/*@ requires space_sound(space) && space_freed(space);
    requires address <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result == freed_below(space, address);
 */
static uint64_t free_below(const struct gpamap_space *space, uint64_t address)
{
	uint32_t at = space->root;
	uint64_t free = 0;

	/*@ loop invariant at <= space->used;
	    loop invariant at != 0 ==> low(space, at) <= address <= high(space, at) &&
	      free == freed_below(space, low(space, at));
	    loop invariant at == 0 ==> free == freed_below(space, address);
	    loop assigns at, free;
	    loop variant at == 0 ? 0 : high(space, at) - low(space, at); */
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
