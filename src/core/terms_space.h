/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_SPACE_H
#define GPAMAP_CORE_TERMS_SPACE_H

#include "space_state.h"
#include "terms.h"

/*
 * The terms that the contracts of the space share; terms.h has the others.
 *
 * What a subtree spans is in no segment: it is a matter of logic, as are the
 * free bytes below an address and how many segments begin there. A model has
 * these, as functions. Whoever changes the tree says what its model is then:
 * that of before with some values replaced. shape() says how a model agrees
 * with what is in the segments, each with its children alone.
 */

/*@ axiomatic Models {
      type model;
      // A subtree spans the addresses from bottom to top.
      logic integer bottom(model m, integer i);
      logic integer top(model m, integer i);
      // Free bytes below an address, and segments that begin below it.
      logic integer freed(model m, integer address);
      logic integer rank(model m, integer address);

      // The model with another span of one subtree.
      logic model spanned(model m, integer i, integer from, integer to);
      axiom spanned_bottom: \forall model m, integer i, from, to, j;
        bottom(spanned(m, i, from, to), j) == (j == i ? from : bottom(m, j));
      axiom spanned_top: \forall model m, integer i, from, to, j;
        top(spanned(m, i, from, to), j) == (j == i ? to : top(m, j));
      axiom spanned_freed: \forall model m, integer i, from, to, x;
        freed(spanned(m, i, from, to), x) == freed(m, x);
      axiom spanned_rank: \forall model m, integer i, from, to, x;
        rank(spanned(m, i, from, to), x) == rank(m, x);

      // With all subtrees that begin at one address begin at another.
      logic model moved(model m, integer from, integer to);
      axiom moved_bottom: \forall model m, integer from, to, j;
        bottom(moved(m, from, to), j) ==
          (bottom(m, j) == from ? to : bottom(m, j));
      axiom moved_top: \forall model m, integer from, to, j;
        top(moved(m, from, to), j) == top(m, j);
      axiom moved_freed: \forall model m, integer from, to, x;
        freed(moved(m, from, to), x) == freed(m, x);
      axiom moved_rank: \forall model m, integer from, to, x;
        rank(moved(m, from, to), x) == rank(m, x);

      // With one more segment that begins at an address.
      logic model begun(model m, integer from);
      axiom begun_bottom: \forall model m, integer from, j;
        bottom(begun(m, from), j) == bottom(m, j);
      axiom begun_top: \forall model m, integer from, j;
        top(begun(m, from), j) == top(m, j);
      axiom begun_freed: \forall model m, integer from, x;
        freed(begun(m, from), x) == freed(m, x);
      axiom begun_rank: \forall model m, integer from, x;
        rank(begun(m, from), x) == rank(m, x) + (from < x ? 1 : 0);

      // With the bytes between two addresses free, or not: by is 1, 0 or -1.
      logic model freer(model m, integer from, integer to, integer by);
      axiom freer_bottom: \forall model m, integer from, to, by, j;
        bottom(freer(m, from, to, by), j) == bottom(m, j);
      axiom freer_top: \forall model m, integer from, to, by, j;
        top(freer(m, from, to, by), j) == top(m, j);
      axiom freer_freed: \forall model m, integer from, to, by, x;
        freed(freer(m, from, to, by), x) == freed(m, x) +
          (by == 0 || x <= from ? 0
           : by > 0 ? \min(x, to) - from : from - \min(x, to));
      axiom freer_rank: \forall model m, integer from, to, by, x;
        rank(freer(m, from, to, by), x) == rank(m, x);
    }

    // Where the row of a segment begins among the largest fits.
    axiomatic Rows {
      logic integer row(integer columns, integer i);
      axiom row_is: \forall integer columns, i;
        row(columns, i) == i * columns;
      logic uint64_t *row_at(uint64_t *best, integer columns, integer i);
      axiom row_at_is: \forall uint64_t *best, integer columns, i;
        row_at(best, columns, i) == best + row(columns, i);
    }

    predicate is_own(integer fit, integer start, integer end,
                     integer alignment) =
      (fit > 0 && first_multiple(end - fit, start, alignment)) ||
      (fit == 0 && fits_nowhere(start, end, 1, alignment));

    // The largest fit of free bytes; gpamap_fit_largest() finds it.
    axiomatic Largest {
      logic integer largest(integer start, integer end, integer alignment);
      axiom largest_is: \forall integer start, end, alignment;
        0 <= start <= GPAMAP_ADDRESS_END && 0 <= end <= GPAMAP_ADDRESS_END &&
        is_power(alignment) ==> 0 <= largest(start, end, alignment) &&
          is_own(largest(start, end, alignment), start, end, alignment);
    }
 */

/*@ // The children of a segment, and how they share its span with it.
    predicate space_left{L}(model m, struct gpamap_segment *v, integer used,
                            integer i, integer child) =
      child <= used && bottom(m, i) <= v[i].start &&
      (child == 0 ==> bottom(m, i) == v[i].start) &&
      (child != 0 ==>
        bottom(m, child) == bottom(m, i) && top(m, child) == v[i].start &&
        bottom(m, child) < top(m, child) && v[child].parent == i);

    predicate space_right{L}(model m, struct gpamap_segment *v, integer used,
                             integer i, integer child) =
      child <= used && v[i].end <= top(m, i) &&
      (child == 0 ==> v[i].end == top(m, i)) &&
      (child != 0 ==>
        bottom(m, child) == v[i].end && top(m, child) == top(m, i) &&
        bottom(m, child) < top(m, child) && v[child].parent == i);

    predicate space_branch{L}(model m, struct gpamap_space *s, integer i) =
      0 <= bottom(m, i) && top(m, i) <= GPAMAP_ADDRESS_END &&
      space_left(m, s->segments, s->used, i, s->segments[i].left) &&
      space_right(m, s->segments, s->used, i, s->segments[i].right);

    predicate space_spans{L}(model m, struct gpamap_space *s) =
      1 <= s->root <= s->used && bottom(m, s->root) == 0 &&
      top(m, s->root) == GPAMAP_ADDRESS_END &&
      (\forall integer i; 1 <= i <= s->used ==>
        s->segments[i].start < s->segments[i].end && space_branch(m, s, i));

    // Each segment hangs below another, but the root.
    predicate space_hung{L}(struct gpamap_space *s) =
      \forall integer i; 1 <= i <= s->used ==>
        s->segments[i].parent <= s->used &&
        (s->segments[i].parent == 0 ==> i == s->root) &&
        (s->segments[i].parent != 0 ==>
          s->segments[s->segments[i].parent].left == i ||
          s->segments[s->segments[i].parent].right == i);

    // Free bytes below an address are those of the segments there.
    predicate space_counts{L}(model m, struct gpamap_space *s) =
      freed(m, 0) == 0 &&
      (\forall integer a, b; 0 <= a <= b <= GPAMAP_ADDRESS_END ==>
        0 <= freed(m, b) - freed(m, a) <= b - a) &&
      (\forall integer i, a; 1 <= i <= s->used &&
        s->segments[i].start <= a <= s->segments[i].end ==>
          freed(m, a) == freed(m, s->segments[i].start) +
            (s->segments[i].owner == GPAMAP_SPACE_FREE
               ? a - s->segments[i].start : 0));

    // The largest fit that a subtree knows of, for the alignment of a column.
    logic integer fit_in{L}(struct gpamap_space *s, integer i, integer c) =
      s->best[row(s->columns, i) + c];

    // That of a segment by itself.
    logic integer fit_of{L}(struct gpamap_space *s, integer i,
                            integer alignment) =
      s->segments[i].owner == GPAMAP_SPACE_FREE
        ? largest(s->segments[i].start, s->segments[i].end, alignment) : 0;

    // The alignments in ascending order.
    axiomatic Columns {
      logic integer alignment_at(integer alignments, integer c);
    }

    // A tree that is sound but for what the subtree at a segment, and those
    // around it, know of what is in them; terms_tree.h says of what it is made.
    // At 0 all is sound.
    axiomatic Kept {
      predicate kept{L}(model m, struct gpamap_space *s, integer at)
        reads *s, s->segments[..], s->best[..];

      // One of its models.
      logic model model_of{L}(struct gpamap_space *s, integer at)
        reads *s, s->segments[..], s->best[..];
      axiom model_of_is{L}: \forall model m, struct gpamap_space *s, integer at;
        kept{L}(m, s, at) ==> kept{L}(model_of{L}(s, at), s, at);
    }

    predicate space_kept{L}(struct gpamap_space *s, integer at) =
      kept(model_of(s, at), s, at);
 */

/*@ // The span of a subtree and what it has free, in a tree that is sound.
    logic integer low{L}(struct gpamap_space *s, integer i) =
      bottom(model_of(s, 0), i);
    logic integer high{L}(struct gpamap_space *s, integer i) =
      top(model_of(s, 0), i);
    logic integer freed_below{L}(struct gpamap_space *s, integer address) =
      freed(model_of(s, 0), address);
    logic integer own{L}(struct gpamap_space *s, integer i) =
      fit_of(s, i, s->alignment);

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
      s->segments[0].free == 0 && fit_in(s, 0, s->column) == 0;

    predicate space_ordered{L}(struct gpamap_space *s) =
      space_leaf(s) && space_spans(model_of(s, 0), s);

    // Each subtree knows the largest fit in it.
    predicate space_best{L}(struct gpamap_space *s) =
      \forall integer i; 1 <= i <= s->used ==>
        0 <= own(s, i) &&
        fit_in(s, i, s->column) ==
          \max(own(s, i), \max(fit_in(s, s->segments[i].left, s->column),
                               fit_in(s, s->segments[i].right, s->column)));

    // And its free bytes.
    predicate space_freed{L}(struct gpamap_space *s) =
      space_counts(model_of(s, 0), s) &&
      (\forall integer i; 1 <= i <= s->used ==>
        s->segments[i].free == freed_below(s, high(s, i)) -
                               freed_below(s, low(s, i)));

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

    // Room for more segments.
    predicate space_room{L}(struct gpamap_space *s, integer more) =
      \valid(s) && s->used + more <= 0x7ffffffe && s->columns >= 1 &&
      \valid(s->segments + (0 .. s->used + more)) &&
      row(s->columns, s->used + more + 1) <= SIZE_MAX &&
      \valid(s->best + (0 .. row(s->columns, s->used + more + 1) - 1)) &&
      \separated(s, s->segments + (0 .. s->used + more)) &&
      \separated(s, s->best + (0 .. row(s->columns, s->used + more + 1) - 1)) &&
      \separated(s->segments + (0 .. s->used + more),
                 s->best + (0 .. row(s->columns, s->used + more + 1) - 1));
 */

#endif /* GPAMAP_CORE_TERMS_SPACE_H */
