/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SPACE_SUMS_H
#define GPAMAP_CORE_SPACE_SUMS_H

#include "minmax.h"
#include "space_node.h"
#include "terms_columns.h"

/* What a subtree knows of what is in it. */

/*@ predicate subtree_is{L}(struct gpamap_space *s, integer at) =
      1 <= at <= s->used && s->segments[at].left <= s->used &&
      s->segments[at].right <= s->used && s->segments[at].left != at &&
      s->segments[at].right != at &&
      s->segments[at].start <= s->segments[at].end <= GPAMAP_ADDRESS_END;

    // Free bytes of a segment by itself.
    logic integer free_of{L}(struct gpamap_segment *v) =
      v->owner == GPAMAP_SPACE_FREE ? v->end - v->start : 0;

    // The largest fit of a segment by itself, in a column.
    logic integer fit_here{L}(struct gpamap_segment *v, integer alignments,
                              integer c) =
      v->owner == GPAMAP_SPACE_FREE ?
        largest(v->start, v->end, alignment_at(alignments, c)) : 0;

    // It fits at all in all columns up to one.
    predicate fits_to{L}(struct gpamap_segment *v, integer alignments,
                         integer c) =
      \forall integer k; 0 <= k <= c ==> fit_here(v, alignments, k) > 0;

    // What a column has, given the most that its children have.
    predicate fit_is{L}(struct gpamap_segment *v, integer alignments, integer c,
                        integer below, integer fit) =
      (fit == below || fit == \max(below, fit_here(v, alignments, c))) &&
      (fits_to(v, alignments, c) ==>
        fit == \max(below, fit_here(v, alignments, c)));

    logic uint64_t *fits_at{L}(struct gpamap_space *s, integer i) =
      row_at(s->best, s->columns, i);
    logic integer fit_below{L}(struct gpamap_space *s, integer at, integer c) =
      \max(fits_at(s, s->segments[at].left)[c],
           fits_at(s, s->segments[at].right)[c]);

    predicate row_within{L}(struct gpamap_space *s, integer i) =
      0 <= row(s->columns, i) <= SIZE_MAX &&
      row(s->columns, i) + s->columns <= row(s->columns, s->used + 1) &&
      \valid(fits_at(s, i) + (0 .. s->columns - 1)) &&
      \separated(s, fits_at(s, i) + (0 .. s->columns - 1)) &&
      \separated(s->segments + (0 .. s->used),
                 fits_at(s, i) + (0 .. s->columns - 1));
    predicate rows_apart{L}(struct gpamap_space *s, integer i, integer j) =
      \separated(fits_at(s, i) + (0 .. s->columns - 1),
                 fits_at(s, j) + (0 .. s->columns - 1));

    // Each row has its place.
    lemma rows_follow: \forall integer columns, i, j;
      0 <= columns && 0 <= i < j ==>
        0 <= row(columns, i) && row(columns, i) + columns <= row(columns, j);
 */

/* The larger of two, column by column. */
/*@ requires \valid_read(left + (0 .. columns - 1));
    requires \valid_read(right + (0 .. columns - 1));
    requires \valid(fits + (0 .. columns - 1));
    requires \separated(fits + (0 .. columns - 1), left + (0 .. columns - 1));
    requires \separated(fits + (0 .. columns - 1), right + (0 .. columns - 1));
    assigns fits[0 .. columns - 1];
    ensures \forall integer c; 0 <= c < columns ==>
      fits[c] == \max(\old(left[c]), \old(right[c]));
 */
static inline void gpamap_space_join_fits(const uint64_t *left,
					  const uint64_t *right,
					  uint32_t columns, uint64_t *fits)
{
	/*@ loop invariant 0 <= i <= columns;
	    loop invariant \forall integer c; 0 <= c < i ==>
	      fits[c] == \max(\at(left[c], Pre), \at(right[c], Pre));
	    loop invariant \forall integer c; 0 <= c < columns ==>
	      left[c] == \at(left[c], Pre) && right[c] == \at(right[c], Pre);
	    loop assigns i, fits[0 .. columns - 1];
	    loop variant columns - i; */
	for (uint32_t i = 0; i < columns; i++)
		fits[i] = gpamap_max(left[i], right[i]);
}

/* Let the fits of a segment by itself count too. */
/*@ requires \valid_read(segment) && \valid(fits + (0 .. columns - 1));
    requires \separated(segment, fits + (0 .. columns - 1));
    requires has_columns(alignments, columns);
    requires segment->start <= segment->end <= GPAMAP_ADDRESS_END;
    assigns fits[0 .. columns - 1];
    ensures \forall integer c; 0 <= c < columns ==>
      fit_is{Pre}(segment, alignments, c, \old(fits[c]), fits[c]);
 */
static inline void gpamap_space_raise_fits(const struct gpamap_segment *segment,
					   uint64_t alignments,
					   uint32_t columns, uint64_t *fits)
{
	uint64_t rest = alignments;

	/*@ loop invariant 0 <= i <= columns && rest == after(alignments, i);
	    loop invariant segment->start == \at(segment->start, Pre) &&
	      segment->end == \at(segment->end, Pre) &&
	      segment->owner == \at(segment->owner, Pre);
	    loop invariant \forall integer k; 0 <= k < i ==>
	      fit_here{Pre}(segment, alignments, k) > 0;
	    loop invariant \forall integer k; 0 <= k < i ==>
	      fits[k] == \max(\at(fits[k], Pre),
	                      fit_here{Pre}(segment, alignments, k));
	    loop invariant \forall integer k; i <= k < columns ==>
	      fits[k] == \at(fits[k], Pre);
	    loop assigns i, rest, fits[0 .. columns - 1];
	    loop variant columns - i; */
	for (uint32_t i = 0; i < columns; i++) {
		uint64_t alignment = gpamap_lowest_power(rest);
		uint64_t fit = gpamap_fit_at(segment, alignment);

		//@ assert fit == fit_here{Pre}(segment, alignments, i);
		/* Nor is there one at the greater alignments. */
		if (fit == 0)
			break;
		fits[i] = gpamap_max(fits[i], fit);
		rest -= alignment;
	}
}

/* The best fits of a subtree: those of its children, and of its root if that is
 * free. */
/*@ requires space_room(space, 0) && subtree_is(space, at);
    requires has_columns(space->alignments, space->columns);
    assigns row_at(space->best, space->columns, at)
      [0 .. space->columns - 1];
    ensures \forall integer c; 0 <= c < space->columns ==>
      fit_is{Pre}(&space->segments[at], space->alignments, c,
                  fit_below{Pre}(space, at, c), fits_at(space, at)[c]);
 */
static inline void gpamap_space_update_fits(struct gpamap_space *space,
					    uint32_t at)
{
	//@ assert own_row: row_within(space, at);
	//@ assert left_row: row_within(space, space->segments[at].left);
	//@ assert right_row: row_within(space, space->segments[at].right);
	//@ assert left_apart: rows_apart(space, at, space->segments[at].left);
	//@ assert right_apart: rows_apart(space, at, space->segments[at].right);
	const struct gpamap_segment *segment = &space->segments[at];
	const uint64_t *left = gpamap_fits_of(space, segment->left);
	const uint64_t *right = gpamap_fits_of(space, segment->right);
	uint64_t *fits = gpamap_fits_of(space, at);

	/*@ assert below: \forall integer c; 0 <= c < space->columns ==>
	      left[c] == fits_at(space, segment->left)[c] &&
	      right[c] == fits_at(space, segment->right)[c]; */
	gpamap_space_join_fits(left, right, space->columns, fits);
	//@ ghost Joined: ;
	/*@ assert joined: \forall integer c; 0 <= c < space->columns ==>
	      fits[c] == fit_below{Pre}(space, at, c); */
	/*@ assert same: segment->start == \at(space->segments[at].start, Pre) &&
	      segment->end == \at(space->segments[at].end, Pre) &&
	      segment->owner == \at(space->segments[at].owner, Pre); */
	/*@ assert same_fit: \forall integer c;
	      fit_here(segment, space->alignments, c) ==
	        fit_here{Pre}(&space->segments[at], space->alignments, c); */
	/*@ assert same_fits: \forall integer c;
	      fits_to(segment, space->alignments, c) <==>
	        fits_to{Pre}(&space->segments[at], space->alignments, c); */
	gpamap_space_raise_fits(segment, space->alignments, space->columns,
				fits);
	/*@ assert raising: \forall integer c; 0 <= c < space->columns ==>
	      fit_is{Joined}(segment, space->alignments, c,
	                     \at(fits[c], Joined), fits[c]); */
	/*@ assert raised: \forall integer c; 0 <= c < space->columns ==>
	      fit_is{Joined}(segment, space->alignments, c,
	                     fit_below{Pre}(space, at, c), fits[c]); */
	/*@ assert told: \forall integer c; 0 <= c < space->columns ==>
	      fit_is{Pre}(&space->segments[at], space->alignments, c,
	                  fit_below{Pre}(space, at, c), fits[c]); */
}

/* Sum up a subtree from its children and its root. */
/*@ requires space_room(space, 0) && subtree_is(space, at);
    requires has_columns(space->alignments, space->columns);
    requires space->segments[space->segments[at].left].free +
      space->segments[space->segments[at].right].free +
      free_of(&space->segments[at]) <= UINT64_MAX;
    requires space->segments[space->segments[at].left].height < UINT32_MAX &&
      space->segments[space->segments[at].right].height < UINT32_MAX;
    assigns space->segments[at].free, space->segments[at].height,
      row_at(space->best, space->columns, at)[0 .. space->columns - 1];
    ensures space->segments[at].free ==
      space->segments[space->segments[at].left].free +
      space->segments[space->segments[at].right].free +
      free_of(&space->segments[at]);
    ensures space->segments[at].height == 1 +
      \max(space->segments[space->segments[at].left].height,
           space->segments[space->segments[at].right].height);
    ensures \forall integer c; 0 <= c < space->columns ==>
      fit_is{Pre}(&space->segments[at], space->alignments, c,
                  fit_below{Pre}(space, at, c), fits_at(space, at)[c]);
 */
static inline void gpamap_space_update(struct gpamap_space *space, uint32_t at)
{
	struct gpamap_segment *segment = &space->segments[at];
	const struct gpamap_segment *left = &space->segments[segment->left];
	const struct gpamap_segment *right = &space->segments[segment->right];

	//@ assert own_row: row_within(space, at);
	//@ assert left_row: row_within(space, space->segments[at].left);
	//@ assert right_row: row_within(space, space->segments[at].right);
	gpamap_space_update_fits(space, at);
	//@ ghost Fits: ;
	segment->free = left->free + right->free;
	if (segment->owner == GPAMAP_SPACE_FREE)
		segment->free += segment->end - segment->start;
	segment->height = 1 + (left->height > right->height ? left->height
							    : right->height);
	/*@ assert \forall integer c; 0 <= c < space->columns ==>
	      fits_at(space, at)[c] == \at(fits_at(space, at)[c], Fits); */
}

#endif /* GPAMAP_CORE_SPACE_SUMS_H */
