/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SPACE_H
#define GPAMAP_CORE_SPACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "space_state.h"
#include "terms_columns.h"

/* How many alignments there are in a sum of them. */
/*@ assigns \nothing;
    ensures \result <= 64 && has_columns(alignments, \result);
    ensures paged(alignments) ==> \result <= 52;
 */
uint32_t gpamap_alignments_count(uint64_t alignments);

/* Segments that taking @takes ranges can make, the leaf of leaves included. */
/*@ requires takes <= (SIZE_MAX - 2) / 2;
    assigns \nothing;
    ensures \result == 2 + 2 * takes;
 */
size_t gpamap_space_segments(size_t takes);

/* Begin with all space free, and the least of @alignments in force; these are
 * the sum of powers of two from a page up, at least one. @segments has room for
 * all that will be taken, @best for a number for each of them and each
 * alignment. */
void gpamap_space_init(struct gpamap_space *space,
		       struct gpamap_segment *segments, uint64_t *best,
		       uint64_t alignments);

/* Find fits at @alignment, which is one of the plan's, from now on. */
/*@ requires \valid(space) && is_power(alignment);
    assigns space->alignment, space->column;
    ensures space->alignment == alignment;
    ensures has_columns(space->alignments % alignment, space->column);
 */
void gpamap_space_align(struct gpamap_space *space, uint64_t alignment);

/* The segment that holds @address, which is below GPAMAP_ADDRESS_END. */
/*@ requires space_readable(space) && space_ordered(space);
    requires address < GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures 1 <= \result <= space->used;
    ensures space->segments[\result].start <= address <
      space->segments[\result].end;
 */
uint32_t gpamap_space_find(const struct gpamap_space *space, uint64_t address);

/* The neighbours of a segment; 0 at the ends. */
/*@ requires space_readable(space) && space_ordered(space) && space_hung(space);
    requires 1 <= at <= space->used;
    assigns \nothing;
    ensures \result <= space->used;
    ensures \result == 0 ==> space->segments[at].end == GPAMAP_ADDRESS_END;
    ensures \result != 0 ==>
      space->segments[\result].start == space->segments[at].end;
    ensures space->segments[at].right != 0 ==>
      \result != 0 && space->segments[\result].left == 0;
 */
uint32_t gpamap_space_next(const struct gpamap_space *space, uint32_t at);
/*@ requires space_readable(space) && space_ordered(space) && space_hung(space);
    requires 1 <= at <= space->used;
    assigns \nothing;
    ensures \result <= space->used;
    ensures \result == 0 ==> space->segments[at].start == 0;
    ensures \result != 0 ==>
      space->segments[\result].end == space->segments[at].start;
 */
uint32_t gpamap_space_previous(const struct gpamap_space *space, uint32_t at);

/* The lowest and the highest address in @bounds, a multiple of the alignment,
 * with @size free bytes; false where there is none. */
/*@ requires space_sound(space) && space_apart(space, start) && size > 0;
    requires bounds.max <= GPAMAP_ADDRESS_END;
    assigns *start;
    ensures \result ==> is_hole{Pre}(space, *start, size, bounds);
 */
bool gpamap_space_lowest(const struct gpamap_space *space,
			 struct gpamap_bounds bounds, uint64_t size,
			 uint64_t *start);
/*@ requires space_sound(space) && space_apart(space, start) && size > 0;
    requires bounds.max <= GPAMAP_ADDRESS_END;
    assigns *start;
    ensures \result ==> is_hole{Pre}(space, *start, size, bounds);
 */
bool gpamap_space_highest(const struct gpamap_space *space,
			  struct gpamap_bounds bounds, uint64_t size,
			  uint64_t *start);

/* The largest size of whole pages that fits within @bounds; 0 for none. */
/*@ requires space_sound(space) && bounds.max <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures paged(\result);
    ensures \result > 0 ==>
      \exists integer m; is_hole(space, m, \result, bounds);
 */
uint64_t gpamap_space_largest(const struct gpamap_space *space,
			      struct gpamap_bounds bounds);

/* Free bytes within @bounds. */
/*@ requires space_sound(space) && space_freed(space);
    requires bounds.max <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result == (bounds.min < bounds.max ?
      freed_below(space, bounds.max) - freed_below(space, bounds.min) : 0);
 */
uint64_t gpamap_space_free(const struct gpamap_space *space,
			   struct gpamap_bounds bounds);

/* Give [start, end), which lies in one free segment, to @owner. */
void gpamap_space_take(struct gpamap_space *space, struct gpamap_range range,
		       uint64_t owner);

#endif /* GPAMAP_CORE_SPACE_H */
