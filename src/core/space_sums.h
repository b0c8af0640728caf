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

    // The largest of a column below a segment.
    logic integer fit_below{L}(struct gpamap_space *s, integer at, integer c) =
      \max(fit_in(s, s->segments[at].left, c),
           fit_in(s, s->segments[at].right, c));

    // Free bytes of a segment by itself.
    logic integer free_of{L}(struct gpamap_segment *v) =
      v->owner == GPAMAP_SPACE_FREE ? v->end - v->start : 0;

    predicate fits_from{L}(struct gpamap_space *s, integer at, integer c) =
      \forall integer k; 0 <= k < c ==>
        fit_of(s, at, alignment_at(s->alignments, k)) > 0;

    // Each row has its place.
    lemma rows_follow: \forall integer columns, i, j;
      0 <= columns && 0 <= i < j ==>
        0 <= row(columns, i) && row(columns, i) + columns <= row(columns, j);
 */

/* The largest of the children, column by column. */
/*@ requires space_room(space, 0) && subtree_is(space, at);
    assigns space->best[row(space->columns, at) ..
                        row(space->columns, at) + space->columns - 1];
    ensures \forall integer c; 0 <= c < space->columns ==>
      fit_in(space, at, c) == fit_below{Pre}(space, at, c);
 */
static inline void gpamap_space_join_fits(struct gpamap_space *space,
					  uint32_t at)
{
	const struct gpamap_segment *segment = &space->segments[at];
	const uint64_t *left = gpamap_fits_of(space, segment->left);
	const uint64_t *right = gpamap_fits_of(space, segment->right);
	uint64_t *fits = gpamap_fits_of(space, at);

	//@ assert left == space->best + row(space->columns, segment->left);
	//@ assert right == space->best + row(space->columns, segment->right);
	//@ assert fits == space->best + row(space->columns, at);
	//@ ghost Before: ;
	/*@ loop invariant 0 <= i <= space->columns;
	    loop invariant \forall integer c; 0 <= c < i ==>
	      fits[c] == \max(\at(left[c], Before), \at(right[c], Before));
	    loop invariant \forall integer c; 0 <= c < space->columns ==>
	      left[c] == \at(left[c], Before) &&
	      right[c] == \at(right[c], Before);
	    loop assigns i, fits[0 .. space->columns - 1];
	    loop variant space->columns - i; */
	for (uint32_t i = 0; i < space->columns; i++)
		fits[i] = gpamap_max(left[i], right[i]);
}

/* The best fits of a subtree: those of its children, and of its root if that is
 * free. */
/*@ requires space_room(space, 0) && subtree_is(space, at);
    requires has_columns(space->alignments, space->columns);
    assigns space->best[row(space->columns, at) ..
                        row(space->columns, at) + space->columns - 1];
    ensures \forall integer c; 0 <= c < space->columns ==>
      fit_in(space, at, c) == fit_below{Pre}(space, at, c) ||
      fit_in(space, at, c) == \max(fit_below{Pre}(space, at, c),
        fit_of(space, at, alignment_at(space->alignments, c)));
    ensures \forall integer c; 0 <= c < space->columns &&
      fits_from(space, at, c + 1) ==>
        fit_in(space, at, c) == \max(fit_below{Pre}(space, at, c),
          fit_of(space, at, alignment_at(space->alignments, c)));
 */
static inline void gpamap_space_update_fits(struct gpamap_space *space,
					    uint32_t at)
{
	const struct gpamap_segment *segment = &space->segments[at];
	uint64_t *fits = gpamap_fits_of(space, at);
	uint64_t alignments = space->alignments;

	//@ assert fits == space->best + row(space->columns, at);
	//@ ghost uint64_t *const first = fits;
	//@ ghost uint32_t c = 0;
	gpamap_space_join_fits(space, at);
	//@ ghost Joined: ;
	/*@ loop invariant 0 <= c <= space->columns && fits == first + c;
	    loop invariant alignments == after(space->alignments, c);
	    loop invariant fits_from(space, at, c);
	    loop invariant \forall integer k; 0 <= k < c ==>
	      first[k] == \max(\at(first[k], Joined),
	        fit_of(space, at, alignment_at(space->alignments, k)));
	    loop invariant \forall integer k; c <= k < space->columns ==>
	      first[k] == \at(first[k], Joined);
	    loop assigns alignments, fits, c, first[0 .. space->columns - 1];
	    loop variant space->columns - c; */
	for (; alignments != 0; fits++) {
		uint64_t alignment = gpamap_lowest_power(alignments);
		uint64_t fit = gpamap_fit_at(segment, alignment);

		//@ assert c < space->columns;
		//@ assert alignment == alignment_at(space->alignments, c);
		//@ assert fit == fit_of(space, at, alignment);
		/* Nor is there one at the greater alignments. */
		if (fit == 0)
			break;
		*fits = gpamap_max(*fits, fit);
		alignments -= alignment;
		//@ ghost c++;
	}
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
      space->best[row(space->columns, at) ..
                  row(space->columns, at) + space->columns - 1];
    ensures space->segments[at].free ==
      space->segments[space->segments[at].left].free +
      space->segments[space->segments[at].right].free +
      free_of(&space->segments[at]);
    ensures space->segments[at].height == 1 +
      \max(space->segments[space->segments[at].left].height,
           space->segments[space->segments[at].right].height);
    ensures \forall integer c; 0 <= c < space->columns ==>
      fit_in(space, at, c) == fit_below{Pre}(space, at, c) ||
      fit_in(space, at, c) == \max(fit_below{Pre}(space, at, c),
        fit_of(space, at, alignment_at(space->alignments, c)));
    ensures \forall integer c; 0 <= c < space->columns &&
      fits_from(space, at, c + 1) ==>
        fit_in(space, at, c) == \max(fit_below{Pre}(space, at, c),
          fit_of(space, at, alignment_at(space->alignments, c)));
 */
static inline void gpamap_space_update(struct gpamap_space *space, uint32_t at)
{
	struct gpamap_segment *segment = &space->segments[at];
	const struct gpamap_segment *left = &space->segments[segment->left];
	const struct gpamap_segment *right = &space->segments[segment->right];

	gpamap_space_update_fits(space, at);
	segment->free = left->free + right->free;
	if (segment->owner == GPAMAP_SPACE_FREE)
		segment->free += segment->end - segment->start;
	segment->height = 1 + (left->height > right->height ? left->height
							    : right->height);
}

#endif /* GPAMAP_CORE_SPACE_SUMS_H */
