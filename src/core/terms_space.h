/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_SPACE_H
#define GPAMAP_CORE_TERMS_SPACE_H

#include "space_state.h"
#include "terms.h"

/*
 * The terms that the contracts of the space share; terms.h has the others.
 *
 * What a subtree spans is in no segment: it is a matter of logic, from low to
 * high, and so are the free bytes below an address and the largest fit of a
 * segment by itself. space_ordered() says how they agree with what is in the
 * segments, each with its children alone. They are those of one tree as it
 * stands: whoever changes it has others.
 */

/*@ axiomatic Spans {
      logic integer low(integer i);
      logic integer high(integer i);
      logic integer freed(integer address);
      logic integer own(integer i);
    }

    // Where the row of a segment begins among the largest fits.
    axiomatic Rows {
      logic integer row(integer columns, integer i);
      axiom row_is: \forall integer columns, i;
        row(columns, i) == i * columns;
    }

    predicate is_own(integer fit, integer start, integer end,
                     integer alignment) =
      (fit > 0 && first_multiple(end - fit, start, alignment)) ||
      (fit == 0 && fits_nowhere(start, end, 1, alignment));

    lemma own_is_one:
      \forall integer a, b, start, end, alignment; 0 <= start &&
        is_own(a, start, end, alignment) && is_own(b, start, end, alignment)
          ==> a == b;

    predicate space_readable{L}(struct gpamap_space *s) =
      \valid_read(s) && \valid_read(s->segments + (0 .. s->used)) &&
      1 <= s->root <= s->used && s->column < s->columns &&
      is_power(s->alignment) &&
      \forall integer i; 0 <= i <= s->used ==>
        0 <= row(s->columns, i) &&
        row(s->columns, i) + s->columns <= SIZE_MAX &&
        \valid_read(s->best + row(s->columns, i) + s->column);

    // Segment 0, the leaf of all leaves.
    predicate space_leaf{L}(struct gpamap_space *s) =
      s->segments[0].free == 0 && s->best[row(s->columns, 0) + s->column] == 0;

    // The children of a segment, and how they share its span with it.
    predicate space_left{L}(struct gpamap_segment *v, integer used, integer i,
                            integer child) =
      child <= used && low(i) <= v[i].start &&
      (child == 0 ==> low(i) == v[i].start) &&
      (child != 0 ==> low(child) == low(i) && high(child) == v[i].start &&
                      low(child) < high(child) && v[child].parent == i);

    predicate space_right{L}(struct gpamap_segment *v, integer used, integer i,
                             integer child) =
      child <= used && v[i].end <= high(i) &&
      (child == 0 ==> v[i].end == high(i)) &&
      (child != 0 ==> low(child) == v[i].end && high(child) == high(i) &&
                      low(child) < high(child) && v[child].parent == i);

    predicate space_ordered{L}(struct gpamap_space *s) =
      space_leaf(s) && low(s->root) == 0 &&
      high(s->root) == GPAMAP_ADDRESS_END &&
      (\forall integer i; 1 <= i <= s->used ==>
        0 <= low(i) && high(i) <= GPAMAP_ADDRESS_END &&
        s->segments[i].start < s->segments[i].end &&
        space_left(s->segments, s->used, i, s->segments[i].left) &&
        space_right(s->segments, s->used, i, s->segments[i].right));

    predicate space_hung{L}(struct gpamap_space *s) =
      \forall integer i; 1 <= i <= s->used ==>
        s->segments[i].parent <= s->used &&
        (s->segments[i].parent == 0 ==> i == s->root) &&
        (s->segments[i].parent != 0 ==>
          s->segments[s->segments[i].parent].left == i ||
          s->segments[s->segments[i].parent].right == i);

    // Each subtree knows the largest fit in it.
    logic integer fit_in{L}(struct gpamap_space *s, integer i) =
      s->best[row(s->columns, i) + s->column];

    predicate space_best{L}(struct gpamap_space *s) =
      (\forall integer i; 1 <= i <= s->used ==> 0 <= own(i) &&
        (s->segments[i].owner != GPAMAP_SPACE_FREE ==> own(i) == 0) &&
        (s->segments[i].owner == GPAMAP_SPACE_FREE ==>
          is_own(own(i), s->segments[i].start, s->segments[i].end,
                 s->alignment))) &&
      (\forall integer i; 1 <= i <= s->used ==>
        fit_in(s, i) ==
          \max(own(i), \max(fit_in(s, s->segments[i].left),
                            fit_in(s, s->segments[i].right))));

    // And its free bytes.
    predicate space_freed{L}(struct gpamap_space *s) =
      freed(0) == 0 &&
      (\forall integer a, b; 0 <= a <= b <= GPAMAP_ADDRESS_END ==>
        0 <= freed(b) - freed(a) <= b - a) &&
      (\forall integer i, a; 1 <= i <= s->used &&
        s->segments[i].start <= a <= s->segments[i].end ==>
          freed(a) == freed(s->segments[i].start) +
            (s->segments[i].owner == GPAMAP_SPACE_FREE
               ? a - s->segments[i].start : 0)) &&
      (\forall integer i; 1 <= i <= s->used ==>
        s->segments[i].free == freed(high(i)) - freed(low(i)));

    predicate space_sound{L}(struct gpamap_space *s) =
      space_readable(s) && space_ordered(s) && space_hung(s) &&
      space_best(s);

    // An address of its own to write to.
    predicate space_apart{L}(struct gpamap_space *s, uint64_t *out) =
      \valid(out) && \separated(out, s) &&
      \separated(out, s->segments + (0 .. s->used)) &&
      \forall integer i; 0 <= i <= s->used ==>
        \separated(out, s->best + row(s->columns, i) + s->column);

    // Size bytes from start on are free, aligned and within the bounds.
    predicate hole_in{L}(struct gpamap_space *s, integer i, integer start,
                         integer size, struct gpamap_bounds bounds) =
      s->segments[i].owner == GPAMAP_SPACE_FREE &&
      fits(start, \max(s->segments[i].start, bounds.min),
           \min(s->segments[i].end, bounds.max), size, s->alignment);
    predicate is_hole{L}(struct gpamap_space *s, integer start, integer size,
                         struct gpamap_bounds bounds) =
      \exists integer i; 1 <= i <= s->used &&
        hole_in(s, i, start, size, bounds);
 */

#endif /* GPAMAP_CORE_TERMS_SPACE_H */
