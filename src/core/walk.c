/* SPDX-License-Identifier: MIT */
#include <gpamap/range.h>

#include "minmax.h"
#include "terms_range.h"

/* A walk over two sorted lists of ranges at once. */

/*@ requires \valid(cursor);
    assigns *cursor;
    ensures cursor->ranges == ranges && cursor->count == count;
    ensures cursor->next == 0;
 */
static void cursor_init(struct gpamap_range_cursor *cursor,
			const struct gpamap_range *ranges, size_t count)
{
	cursor->ranges = ranges;
	cursor->count = count;
	cursor->next = 0;
}

/*
 * Bring @cursor to the first non-empty range that ends above @position.
 * Returns false where the list turns out not to be sorted, or not to be made
 * of valid ranges: such a one could send the walk backwards for ever.
 */
/*@ predicate is_cursor{L}(struct gpamap_range_cursor *cursor) =
      cursor->next <= cursor->count &&
      \valid_read(cursor->ranges + (0 .. cursor->count - 1)) &&
      \separated(cursor, cursor->ranges + (0 .. cursor->count - 1));

    // No range before the cursor's ends above position.
    predicate passed{L}(struct gpamap_range *ranges, integer next,
                        integer position) =
      \forall integer i; 0 <= i < next ==>
        ranges[i].end <= position || ranges[i].end <= ranges[i].start;

    // The cursor's range, if there is one, does.
    predicate sought{L}(struct gpamap_range *ranges, integer count,
                        integer next, integer position) =
      passed(ranges, next, position) &&
      (next < count ==> valid(ranges[next]) && position < ranges[next].end &&
        ranges[next].start < ranges[next].end);
 */
/*@ requires \valid(cursor) && is_cursor(cursor);
    requires passed(cursor->ranges, cursor->next, position);
    assigns cursor->next;
    ensures \old(cursor->next) <= cursor->next <= cursor->count;
    ensures passed(cursor->ranges, cursor->next, position);
    ensures \result ==>
      sought(cursor->ranges, cursor->count, cursor->next, position);
    ensures !\result ==> !sorted_list(cursor->ranges, cursor->count);
 */
static bool cursor_seek(struct gpamap_range_cursor *cursor, uint64_t position)
{
	/*@ loop invariant \at(cursor->next, Pre) <= cursor->next;
	    loop invariant is_cursor(cursor);
	    loop invariant passed(cursor->ranges, cursor->next, position);
	    loop assigns cursor->next;
	    loop variant cursor->count - cursor->next; */
	while (cursor->next < cursor->count) {
		struct gpamap_range at = cursor->ranges[cursor->next];

		if (!gpamap_range_is_valid(at))
			return false;
		if (at.start < at.end && at.end > position)
			return true;
		cursor->next++;
		if (cursor->next < cursor->count &&
		    cursor->ranges[cursor->next].start < at.end)
			return false;
	}
	return true;
}

/* Give what the list has to say at @position: where its next change is, and
 * whether a range covers the bytes up to there. */
/*@ requires \valid_read(cursor) && is_cursor(cursor) && \valid(until);
    requires \separated(until, cursor);
    requires \separated(until, cursor->ranges + (0 .. cursor->count - 1));
    requires position < GPAMAP_ADDRESS_END;
    requires sought(cursor->ranges, cursor->count, cursor->next, position);
    assigns *until;
    ensures position < *until <= GPAMAP_ADDRESS_END;
    ensures paged(*until);
    ensures \result ==> cursor->next < cursor->count;
    ensures cursor->next < cursor->count ==>
      \forall integer x; position <= x < *until ==>
        (\result <==> holds(cursor->ranges[cursor->next], x));
    ensures cursor->next < cursor->count ==>
      *until <= cursor->ranges[cursor->next].end;
 */
static bool cursor_covers(const struct gpamap_range_cursor *cursor,
			  uint64_t position, uint64_t *until)
{
	struct gpamap_range at;

	*until = GPAMAP_ADDRESS_END;
	if (cursor->next == cursor->count)
		return false;
	at = cursor->ranges[cursor->next];
	*until = at.start <= position ? at.end : at.start;
	return at.start <= position;
}

/*@ // At the addresses of a step a list covers all or none.
    predicate told{L}(struct gpamap_range *ranges, integer count,
                      integer from, integer to, integer covered) =
      sorted_list(ranges, count) ==>
      \forall integer x; from <= x < to ==>
        (in_some(ranges, 0, count, x) <==> covered != 0);

    lemma told_stays{A, B}:
      \forall struct gpamap_range *v, integer n, from, to, covered;
        unchanged{A, B}(v, n) && told{A}(v, n, from, to, covered) ==>
        told{B}(v, n, from, to, covered);

    lemma passed_stays{A, B}:
      \forall struct gpamap_range *v, integer n, next, from, to;
        unchanged{A, B}(v, n) && next <= n && from <= to &&
        passed{A}(v, next, from) ==> passed{B}(v, next, to);
 */

/*@ ghost
      /@ requires sought(ranges, count, next, from) && next <= count;
         requires covered ==> next < count;
         requires next < count ==> to <= ranges[next].end;
         requires next < count ==> \forall integer x; from <= x < to ==>
           (covered <==> holds(ranges[next], x));
         assigns \nothing;
         ensures told(ranges, count, from, to, covered ? 1 : 0);
       @/
      static void cursors_tell(const struct gpamap_range *ranges, size_t count,
                               size_t next, uint64_t from, uint64_t to,
                               bool covered)
      {
        /@ assert \forall integer i, x; 0 <= i < next && from <= x ==>
             !holds(ranges[i], x); @/
        /@ assert sorted_list(ranges, count) ==>
             \forall integer i, x; next < i < count && x < to ==>
               !holds(ranges[i], x); @/
      }
 */

/*@ predicate is_walk{L}(struct gpamap_range_walk *walk) =
      is_cursor(&walk->left) && is_cursor(&walk->right) &&
      \separated(walk, walk->left.ranges + (0 .. walk->left.count - 1)) &&
      \separated(walk, walk->right.ranges + (0 .. walk->right.count - 1)) &&
      walk->position <= GPAMAP_ADDRESS_END && paged(walk->position) &&
      passed(walk->left.ranges, walk->left.next, walk->position) &&
      passed(walk->right.ranges, walk->right.next, walk->position);

    predicate apart{L}(struct gpamap_range_walk *walk,
                       struct gpamap_range_step *step) =
      \separated(step, walk) &&
      \separated(step, walk->left.ranges + (0 .. walk->left.count - 1)) &&
      \separated(step, walk->right.ranges + (0 .. walk->right.count - 1));
 */

/*@ requires \valid(walk);
    assigns *walk;
    ensures walk->left.ranges == left && walk->left.count == left_count;
    ensures walk->right.ranges == right && walk->right.count == right_count;
    ensures walk->left.next == 0 && walk->right.next == 0;
    ensures walk->position == 0 && walk->status == GPAMAP_OK;
 */
void gpamap_range_walk_init(struct gpamap_range_walk *walk,
			    const struct gpamap_range *left, size_t left_count,
			    const struct gpamap_range *right,
			    size_t right_count)
{
	cursor_init(&walk->left, left, left_count);
	cursor_init(&walk->right, right, right_count);
	walk->position = 0;
	walk->status = GPAMAP_OK;
}

/* Bring both cursors to the walk's position; false: a list is not sorted. */
/*@ requires \valid(walk) && is_walk(walk);
    assigns walk->left.next, walk->right.next;
    ensures is_walk(walk);
    ensures \result ==>
      sought(walk->left.ranges, walk->left.count, walk->left.next,
             walk->position) &&
      sought(walk->right.ranges, walk->right.count, walk->right.next,
             walk->position);
    ensures !\result ==>
      !sorted_list(walk->left.ranges, walk->left.count) ||
      !sorted_list(walk->right.ranges, walk->right.count);
 */
static bool seek_both(struct gpamap_range_walk *walk)
{
	bool sorted;

	if (!cursor_seek(&walk->left, walk->position)) {
		/*@ assert unchanged{Pre, Here}(walk->right.ranges,
		                                walk->right.count); */
		/*@ assert passed(walk->right.ranges, walk->right.next,
		                  walk->position); */
		//@ assert is_cursor(&walk->left) && is_cursor(&walk->right);
		//@ assert is_walk(walk);
		return false;
	}
	/*@ assert unchanged{Pre, Here}(walk->right.ranges,
	                                walk->right.count); */
	//@ assert passed(walk->right.ranges, walk->right.next, walk->position);
	//@ ghost Left: ;
	sorted = cursor_seek(&walk->right, walk->position);
	//@ assert unchanged{Left, Here}(walk->left.ranges, walk->left.count);
	//@ assert passed(walk->left.ranges, walk->left.next, walk->position);
	//@ assert is_cursor(&walk->left) && is_cursor(&walk->right);
	//@ assert is_walk(walk);
	return sorted;
}

/* Describe the step from the walk's position to @end, and go there. */
/*@ requires \valid(walk) && is_walk(walk);
    requires \valid(step) && apart(walk, step);
    requires walk->position < end <= GPAMAP_ADDRESS_END && paged(end);
    requires told(walk->left.ranges, walk->left.count, walk->position, end,
                  left ? 1 : 0);
    requires told(walk->right.ranges, walk->right.count, walk->position, end,
                  right ? 1 : 0);
    assigns walk->position, *step;
    ensures is_walk(walk) && walk->position == end;
    ensures step->range.start == \old(walk->position);
    ensures step->range.end == end;
    ensures told(walk->left.ranges, walk->left.count, step->range.start,
                 step->range.end, step->side % 2);
    ensures told(walk->right.ranges, walk->right.count, step->range.start,
                 step->range.end, step->side / 2);
 */
static void take_step(struct gpamap_range_walk *walk, uint64_t end, bool left,
		      bool right, struct gpamap_range_step *step)
{
	step->range.start = walk->position;
	step->range.end = end;
	step->side = left ? (right ? GPAMAP_SIDE_BOTH : GPAMAP_SIDE_LEFT)
			  : (right ? GPAMAP_SIDE_RIGHT : GPAMAP_SIDE_NEITHER);
	step->left = walk->left.next;
	step->right = walk->right.next;
	walk->position = end;
	//@ assert unchanged{Pre, Here}(walk->left.ranges, walk->left.count);
	//@ assert unchanged{Pre, Here}(walk->right.ranges, walk->right.count);
	//@ assert passed(walk->left.ranges, walk->left.next, end);
	//@ assert passed(walk->right.ranges, walk->right.next, end);
	/*@ assert told(walk->left.ranges, walk->left.count, step->range.start,
	                end, left ? 1 : 0); */
	/*@ assert told(walk->right.ranges, walk->right.count,
	                step->range.start, end, right ? 1 : 0); */
}

/*@ requires \valid(walk) && is_walk(walk);
    requires \valid(step) && apart(walk, step);
    assigns walk->left.next, walk->right.next, walk->position, walk->status,
            *step;
    ensures is_walk(walk);
    ensures \result ==> \old(walk->status) == GPAMAP_OK &&
      step->range.start == \old(walk->position) &&
      step->range.start < step->range.end && valid(step->range) &&
      step->range.end == walk->position && walk->status == GPAMAP_OK;
    ensures \result ==>
      told(walk->left.ranges, walk->left.count, step->range.start,
           step->range.end, step->side % 2);
    ensures \result ==>
      told(walk->right.ranges, walk->right.count, step->range.start,
           step->range.end, step->side / 2);
    ensures !\result ==> walk->position == \old(walk->position);
    ensures !\result && \old(walk->status) == GPAMAP_OK ==>
      walk->position == GPAMAP_ADDRESS_END ||
      (walk->status == GPAMAP_ERR_UNSORTED &&
       (!sorted_list(walk->left.ranges, walk->left.count) ||
        !sorted_list(walk->right.ranges, walk->right.count)));
 */
bool gpamap_range_walk_next(struct gpamap_range_walk *walk,
			    struct gpamap_range_step *step)
{
	uint64_t left_until, right_until, end;
	bool left, right;

	if (walk->status != GPAMAP_OK || walk->position == GPAMAP_ADDRESS_END)
		return false;
	if (!seek_both(walk)) {
		//@ ghost Sought: ;
		walk->status = GPAMAP_ERR_UNSORTED;
		/*@ assert unchanged{Sought, Here}(walk->left.ranges,
		                                   walk->left.count); */
		/*@ assert unchanged{Sought, Here}(walk->right.ranges,
		                                   walk->right.count); */
		//@ assert is_walk(walk);
		return false;
	}
	left = cursor_covers(&walk->left, walk->position, &left_until);
	right = cursor_covers(&walk->right, walk->position, &right_until);
	end = gpamap_min(left_until, right_until);
	/*@ ghost cursors_tell(walk->left.ranges, walk->left.count,
	                       walk->left.next, walk->position, end, left); */
	/*@ ghost cursors_tell(walk->right.ranges, walk->right.count,
	                       walk->right.next, walk->position, end, right); */
	take_step(walk, end, left, right, step);
	return true;
}

/* Give the piece of @step, the walk's last. */
/*@ requires \valid_read(walk) && is_walk(walk) && \valid(range);
    requires \valid_read(step) && \separated(range, step);
    requires \separated(range, walk);
    requires \separated(range, walk->left.ranges +
                                (0 .. walk->left.count - 1));
    requires \separated(range, walk->right.ranges +
                                (0 .. walk->right.count - 1));
    requires told(walk->left.ranges, walk->left.count, step->range.start,
                  step->range.end, step->side % 2);
    requires told(walk->right.ranges, walk->right.count, step->range.start,
                  step->range.end, step->side / 2);
    assigns *range;
    ensures *range == \old(step->range);
    ensures told(walk->left.ranges, walk->left.count, range->start, range->end,
                 step->side % 2);
    ensures told(walk->right.ranges, walk->right.count, range->start,
                 range->end, step->side / 2);
 */
static void give(const struct gpamap_range_walk *walk,
		 const struct gpamap_range_step *step,
		 struct gpamap_range *range)
{
	(void)walk; /* only the proof asks what it is */
	*range = step->range;
	//@ assert unchanged{Pre, Here}(walk->left.ranges, walk->left.count);
	//@ assert unchanged{Pre, Here}(walk->right.ranges, walk->right.count);
	/*@ assert told(walk->left.ranges, walk->left.count, step->range.start,
	                step->range.end, step->side % 2); */
	/*@ assert told(walk->right.ranges, walk->right.count,
	                step->range.start, step->range.end, step->side / 2); */
}

/*@ requires \valid(walk) && is_walk(walk) && \valid(range);
    requires \separated(range, walk);
    requires \separated(range, walk->left.ranges +
                                (0 .. walk->left.count - 1));
    requires \separated(range, walk->right.ranges +
                                (0 .. walk->right.count - 1));
    assigns walk->left.next, walk->right.next, walk->position, walk->status,
            *range;
    ensures \result ==> valid(*range) && range->start < range->end &&
      \old(walk->position) <= range->start && range->end == walk->position;
    ensures \result ==>
      told(walk->left.ranges, walk->left.count, range->start, range->end,
           side % 2);
    ensures \result ==>
      told(walk->right.ranges, walk->right.count, range->start, range->end,
           side / 2);
 */
static bool walk_next_on(struct gpamap_range_walk *walk, enum gpamap_side side,
			 struct gpamap_range *range)
{
	struct gpamap_range_step step;

	/*@ loop invariant is_walk(walk);
	    loop invariant \at(walk->position, Pre) <= walk->position;
	    loop invariant \separated(range, walk->left.ranges +
	                                     (0 .. walk->left.count - 1));
	    loop invariant \separated(range, walk->right.ranges +
	                                     (0 .. walk->right.count - 1));
	    loop assigns walk->left.next, walk->right.next, walk->position,
	      walk->status, step;
	    loop variant GPAMAP_ADDRESS_END - walk->position; */
	while (gpamap_range_walk_next(walk, &step)) {
		if (step.side == side) {
			give(walk, &step, range);
			return true;
		}
	}
	return false;
}

/*@ requires \valid(walk) && is_walk(walk) && \valid(range);
    requires \separated(range, walk);
    requires \separated(range, walk->left.ranges +
                                (0 .. walk->left.count - 1));
    requires \separated(range, walk->right.ranges +
                                (0 .. walk->right.count - 1));
    assigns walk->left.next, walk->right.next, walk->position, walk->status,
            *range;
    ensures \result ==> valid(*range) && range->start < range->end &&
      \old(walk->position) <= range->start && range->end == walk->position;
    ensures \result ==>
      told(walk->left.ranges, walk->left.count, range->start, range->end, 1);
    ensures \result ==>
      told(walk->right.ranges, walk->right.count, range->start, range->end,
           1);
 */
bool gpamap_range_overlapping_next(struct gpamap_range_walk *walk,
				   struct gpamap_range *range)
{
	return walk_next_on(walk, GPAMAP_SIDE_BOTH, range);
}

/*@ requires \valid(walk) && is_walk(walk) && \valid(range);
    requires \separated(range, walk);
    requires \separated(range, walk->left.ranges +
                                (0 .. walk->left.count - 1));
    requires \separated(range, walk->right.ranges +
                                (0 .. walk->right.count - 1));
    assigns walk->left.next, walk->right.next, walk->position, walk->status,
            *range;
    ensures \result ==> valid(*range) && range->start < range->end &&
      \old(walk->position) <= range->start && range->end == walk->position;
    ensures \result ==>
      told(walk->left.ranges, walk->left.count, range->start, range->end, 1);
    ensures \result ==>
      told(walk->right.ranges, walk->right.count, range->start, range->end,
           0);
 */
bool gpamap_range_subtract_next(struct gpamap_range_walk *walk,
				struct gpamap_range *range)
{
	return walk_next_on(walk, GPAMAP_SIDE_LEFT, range);
}
