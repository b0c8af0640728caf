/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_TREE_H
#define GPAMAP_CORE_TERMS_TREE_H

#include "terms_space.h"

/*
 * What a sound tree of segments is made of, for those who change it. Whoever
 * only looks at it has terms_space.h.
 */

/*@ // The part of a subtree left or right of a segment holds another.
    predicate inside{L}(model m, struct gpamap_segment *v, integer i,
                        integer j) =
      (bottom(m, i) <= bottom(m, j) && top(m, j) <= v[i].start) ||
      (v[i].end <= bottom(m, j) && top(m, j) <= top(m, i));

    predicate nested{L}(model m, struct gpamap_segment *v, integer i,
                        integer j) =
      top(m, i) <= bottom(m, j) || top(m, j) <= bottom(m, i) ||
      inside(m, v, i, j) || inside(m, v, j, i);

    // A segment lies within the span of its subtree.
    predicate lies{L}(model m, struct gpamap_segment *v, integer i) =
      bottom(m, i) <= v[i].start && v[i].start < v[i].end &&
      v[i].end <= top(m, i);

    // Any two: a name for the provers to go by, which says nothing.
    axiomatic Pairs {
      predicate pair(integer i, integer j);
      axiom pair_is: \forall integer i, j; pair(i, j);
    }

    predicate space_nested{L}(model m, struct gpamap_space *s) =
      \forall integer i, j; pair(i, j) ==>
        1 <= i <= s->used && 1 <= j <= s->used && i != j ==>
          nested(m, s->segments, i, j);

    // Segments begin one behind the other.
    predicate space_ranked{L}(model m, struct gpamap_space *s) =
      rank(m, GPAMAP_ADDRESS_END) - rank(m, 0) <= s->used &&
      (\forall integer a, b; 0 <= a <= b <= GPAMAP_ADDRESS_END ==>
        rank(m, a) <= rank(m, b)) &&
      (\forall integer i; 1 <= i <= s->used ==>
        rank(m, s->segments[i].start) + 1 <= rank(m, s->segments[i].end));

    // What a subtree knows of itself is never too much.
    predicate space_bounded{L}(model m, struct gpamap_space *s) =
      s->segments[0].free == 0 && s->segments[0].height == 0 &&
      (\forall integer i; 1 <= i <= s->used ==>
        s->segments[i].free <= top(m, i) - bottom(m, i) &&
        s->segments[i].height <= rank(m, top(m, i)) - rank(m, bottom(m, i)));

    // How segments hang together and share the space.
    axiomatic Linked {
      predicate linked{L}(model m, struct gpamap_space *s)
        reads *s, s->segments[..];
      axiom linked_is{L}: \forall model m, struct gpamap_space *s;
        linked{L}(m, s) <==>
          space_spans{L}(m, s) && space_hung{L}(s) && space_nested{L}(m, s);
    }

    // What is in them, one by one.
    axiomatic Filled {
      predicate filled{L}(model m, struct gpamap_space *s)
        reads *s, s->segments[..];
      axiom filled_is{L}: \forall model m, struct gpamap_space *s;
        filled{L}(m, s) <==> space_counts{L}(m, s) && space_ranked{L}(m, s);
    }

    // A subtree that knows what is in it, as far as those below it do.
    predicate summed{L}(model m, struct gpamap_space *s, integer i) =
      s->segments[i].free == freed(m, top(m, i)) - freed(m, bottom(m, i)) &&
      s->segments[i].height ==
        1 + \max(s->segments[s->segments[i].left].height,
                 s->segments[s->segments[i].right].height);

    // The subtree at i is around that at j, or it is the same.
    predicate around(model m, integer i, integer j) =
      j != 0 && bottom(m, i) <= bottom(m, j) && top(m, j) <= top(m, i);

    axiomatic Keeping {
      axiom kept_is{L}: \forall model m, struct gpamap_space *s, integer at;
        kept{L}(m, s, at) <==>
          linked{L}(m, s) && filled{L}(m, s) && space_bounded{L}(m, s) &&
          (\forall integer i; 1 <= i <= s->used ==>
            summed{L}(m, s, i) || around(m, i, at));
    }

    // The models of a tree that was turned at a segment: its child is above it.
    logic model turned_left(model m, integer at, integer up, integer middle) =
      spanned(spanned(m, at, bottom(m, at), middle),
              up, bottom(m, at), top(m, at));
    logic model turned_right(model m, integer at, integer up, integer middle) =
      spanned(spanned(m, at, middle, top(m, at)),
              up, bottom(m, at), top(m, at));

    // What the spans of both share before.
    predicate turned_left_span{L}(model m, struct gpamap_space *s, integer at,
                                  integer up) =
      bottom(m, at) <= s->segments[at].start < s->segments[at].end &&
      s->segments[at].end == bottom(m, up) &&
      bottom(m, up) <= s->segments[up].start < s->segments[up].end &&
      s->segments[up].end <= top(m, up) && top(m, up) == top(m, at);
    predicate turned_right_span{L}(model m, struct gpamap_space *s, integer at,
                                   integer up) =
      bottom(m, at) == bottom(m, up) &&
      bottom(m, up) <= s->segments[up].start < s->segments[up].end &&
      s->segments[up].end <= top(m, up) &&
      top(m, up) == s->segments[at].start &&
      s->segments[at].start < s->segments[at].end <= top(m, at);

    // All links but those of a turn are as they were.
    predicate turned{A, B}(struct gpamap_space *s, integer at, integer up,
                           integer between, integer parent) =
      \forall integer j; 1 <= j <= \at(s->used, A) ==>
        (j != at && j != up && j != parent ==>
          \at(s->segments[j].left, A) == \at(s->segments[j].left, B) &&
          \at(s->segments[j].right, A) == \at(s->segments[j].right, B)) &&
        (j != at && j != up && j != between ==>
          \at(s->segments[j].parent, A) == \at(s->segments[j].parent, B));
 */

#endif /* GPAMAP_CORE_TERMS_TREE_H */
