/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLAN_SPACE_H
#define GPAMAP_CORE_PLAN_SPACE_H

#ifndef __FRAMAC__
#include "space.h"
#else
#include "fit.h"
#include "space_state.h"

/*
 * The space as a plan sees it: segments side by side, whatever tree they hang
 * in. space.h has the same functions with contracts that say what the tree is;
 * here one word stands for that, and for all that keeps it.
 */

/*@ axiomatic PlanSpace {
      // Room for segments and for numbers in the workspace, at these pointers.
      logic integer room(struct gpamap_segment *segments);
      logic integer fits_room(uint64_t *best);

      // A sound tree, with the free bytes that it should have, whose segments
      // begin and end with pages; and how many of these are owned.
      predicate space_whole{L}(struct gpamap_space *s)
        reads *s, s->segments[..], s->best[..];
      logic integer owned{L}(struct gpamap_space *s)
        reads *s, s->segments[..], s->best[..];
      // How many bytes an owner has.
      logic integer bytes_of{L}(struct gpamap_space *s, integer owner)
        reads *s, s->segments[..], s->best[..];
    }

    predicate same_segment{A, B}(struct gpamap_segment *v, integer i) =
      \at(v[i].start, A) == \at(v[i].start, B) &&
      \at(v[i].end, A) == \at(v[i].end, B) &&
      \at(v[i].free, A) == \at(v[i].free, B) &&
      \at(v[i].left, A) == \at(v[i].left, B) &&
      \at(v[i].right, A) == \at(v[i].right, B) &&
      \at(v[i].parent, A) == \at(v[i].parent, B) &&
      \at(v[i].height, A) == \at(v[i].height, B) &&
      \at(v[i].owner, A) == \at(v[i].owner, B);

    // Nothing of a space has changed.
    predicate same_space{A, B}(struct gpamap_space *s) =
      \at(s->segments, A) == \at(s->segments, B) &&
      \at(s->best, A) == \at(s->best, B) &&
      \at(s->alignments, A) == \at(s->alignments, B) &&
      \at(s->alignment, A) == \at(s->alignment, B) &&
      \at(s->column, A) == \at(s->column, B) &&
      \at(s->columns, A) == \at(s->columns, B) &&
      \at(s->used, A) == \at(s->used, B) &&
      \at(s->root, A) == \at(s->root, B) &&
      (\forall integer i; 0 <= i < room(\at(s->segments, A)) ==>
        same_segment{A, B}(\at(s->segments, A), i)) &&
      (\forall integer i; 0 <= i < fits_room(\at(s->best, A)) ==>
        \at(\at(s->best, A)[i], A) == \at(\at(s->best, A)[i], B));

    axiomatic WholeStays {
      axiom whole_stays{A, B}: \forall struct gpamap_space *s;
        same_space{A, B}(s) && space_whole{A}(s) ==>
        space_whole{B}(s) && owned{B}(s) == owned{A}(s);
      axiom bytes_stay{A, B}: \forall struct gpamap_space *s, integer owner;
        same_space{A, B}(s) ==> bytes_of{B}(s, owner) == bytes_of{A}(s, owner);
    }

    // The memory of a space.
    predicate space_stands{L}(struct gpamap_space *s) =
      \valid(s) && \valid(s->segments + (0 .. room(s->segments) - 1)) &&
      \valid(s->best + (0 .. fits_room(s->best) - 1)) &&
      1 <= s->used < room(s->segments) <= 0x7fffffff &&
      0 <= owned(s) <= s->used &&
      \separated(s, s->segments + (0 .. room(s->segments) - 1),
                 s->best + (0 .. fits_room(s->best) - 1));

    // The alignments that have a column are powers of two; space_init() is
    // given their sum.
    axiomatic Alignments {
      predicate has_column(integer alignments, integer alignment);
      axiom columns_are_powers: \forall integer sum, alignment;
        has_column(sum, alignment) ==> is_power(alignment) &&
          alignment >= GPAMAP_PAGE_SIZE;
    }

    // A segment has the addresses between two, all of them free.
    predicate has_free{L}(struct gpamap_space *s, integer i, integer from,
                          integer to) =
      1 <= i <= s->used && s->segments[i].owner == GPAMAP_SPACE_FREE &&
      s->segments[i].start <= from && to <= s->segments[i].end;
    predicate is_free{L}(struct gpamap_space *s, integer from, integer to) =
      \exists integer i; has_free(s, i, from, to);

    // Size bytes from start on are free, aligned and within the bounds.
    predicate hole_at{L}(struct gpamap_space *s, integer start, integer size,
                         struct gpamap_bounds bounds) =
      start % s->alignment == 0 && bounds.min <= start &&
      start + size <= bounds.max && is_free(s, start, start + size);

    predicate has_hole{L}(struct gpamap_space *s, integer size,
                          struct gpamap_bounds bounds) =
      \exists integer m; hole_at(s, m, size, bounds);

    predicate is_space{L}(struct gpamap_space *s) =
      space_stands(s) && space_whole(s) &&
      has_column(s->alignments, s->alignment);
 */

/*@ assigns \nothing;
    ensures \result <= 64;
    ensures paged(alignments) ==> \result <= 52;
 */
uint32_t gpamap_alignments_count(uint64_t alignments);

/*@ requires takes <= (SIZE_MAX - 2) / 2;
    assigns \nothing;
    ensures \result == 2 + 2 * takes;
 */
size_t gpamap_space_segments(size_t takes);

/*@ requires is_space(space) && address < GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures 1 <= \result <= space->used;
    ensures space->segments[\result].start <= address <
      space->segments[\result].end <= GPAMAP_ADDRESS_END;
    ensures paged(space->segments[\result].end);
    ensures \forall integer i; 1 <= i <= space->used &&
      space->segments[i].start <= address < space->segments[i].end ==>
        i == \result;
 */
uint32_t gpamap_space_find(const struct gpamap_space *space, uint64_t address);

/*@ requires is_space(space) && 1 <= at <= space->used;
    assigns \nothing;
    ensures \result <= space->used;
    ensures \result == 0 ==> space->segments[at].end == GPAMAP_ADDRESS_END;
    ensures \result != 0 ==>
      space->segments[\result].start == space->segments[at].end &&
      space->segments[\result].start < space->segments[\result].end <=
        GPAMAP_ADDRESS_END;
 */
uint32_t gpamap_space_next(const struct gpamap_space *space, uint32_t at);

/*@ requires is_space(space) && 1 <= at <= space->used;
    assigns \nothing;
    ensures \result <= space->used;
 */
uint32_t gpamap_space_previous(const struct gpamap_space *space, uint32_t at);

/*@ requires is_space(space) && size > 0;
    requires bounds.max <= GPAMAP_ADDRESS_END;
    requires \valid(start) && \separated(start, space) &&
      \separated(start, space->segments + (0 .. room(space->segments) - 1),
                 space->best + (0 .. fits_room(space->best) - 1));
    assigns *start;
    ensures \result ==> hole_at{Pre}(space, *start, size, bounds);
    ensures !\result ==> !has_hole{Pre}(space, size, bounds);
 */
bool gpamap_space_lowest(const struct gpamap_space *space,
			 struct gpamap_bounds bounds, uint64_t size,
			 uint64_t *start);

/*@ requires is_space(space) && size > 0;
    requires bounds.max <= GPAMAP_ADDRESS_END;
    requires \valid(start) && \separated(start, space) &&
      \separated(start, space->segments + (0 .. room(space->segments) - 1),
                 space->best + (0 .. fits_room(space->best) - 1));
    assigns *start;
    ensures \result ==> hole_at{Pre}(space, *start, size, bounds);
    ensures !\result ==> !has_hole{Pre}(space, size, bounds);
 */
bool gpamap_space_highest(const struct gpamap_space *space,
			  struct gpamap_bounds bounds, uint64_t size,
			  uint64_t *start);

/*@ requires is_space(space) && bounds.max <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result > 0 ==> has_hole(space, \result, bounds);
 */
uint64_t gpamap_space_largest(const struct gpamap_space *space,
			      struct gpamap_bounds bounds);

/*@ requires is_space(space) && bounds.max <= GPAMAP_ADDRESS_END;
    assigns \nothing;
 */
uint64_t gpamap_space_free(const struct gpamap_space *space,
			   struct gpamap_bounds bounds);

/*@ requires is_space(space) && has_column(space->alignments, alignment);
    assigns space->alignment, space->column;
    ensures is_space(space) && space->alignment == alignment;
    ensures owned(space) == \old(owned(space));
    ensures \forall integer i; bytes_of(space, i) == \old(bytes_of(space, i));
 */
void gpamap_space_align(struct gpamap_space *space, uint64_t alignment);

/* That there is room for what is taken is no requirement here: gpamap_plan_make
 * counts it beforehand, and no proof says that it counts enough. */
/*@ requires is_space(space) && is_free(space, range.start, range.end);
    requires range.start < range.end && paged(range.start) && paged(range.end);
    requires owner != GPAMAP_SPACE_FREE;
    assigns space->used, space->root,
      space->segments[0 .. room(space->segments) - 1],
      space->best[0 .. fits_room(space->best) - 1];
    ensures is_space(space) && owned(space) == \old(owned(space)) + 1;
    ensures \forall integer i; bytes_of(space, i) ==
      \old(bytes_of(space, i)) + (i == owner ? range.end - range.start : 0);
    ensures \old(space->used) <= space->used;
    ensures \forall integer i; 1 <= i <= space->used ==>
      space->segments[i].owner == GPAMAP_SPACE_FREE ||
      space->segments[i].owner == owner ||
      (i <= \old(space->used) && space->segments[i].owner ==
        \old(space->segments[i].owner));
 */
void gpamap_space_take(struct gpamap_space *space, struct gpamap_range range,
		       uint64_t owner);
#endif

#endif /* GPAMAP_CORE_PLAN_SPACE_H */
