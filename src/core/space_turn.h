/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SPACE_TURN_H
#define GPAMAP_CORE_SPACE_TURN_H

#include <stdint.h>

#include "space_state.h"
#include "terms_tree.h"

/* How a tree of segments turns: its links alone, nothing is summed up. */

/*@ // From one state to another, the links are those of a turn.
    predicate turns_left{A, B}(struct gpamap_space *s, integer at, integer up, integer between, integer parent) =
      \at(s->used, A) == \at(s->used, B) &&
      \at(s->segments, A) == \at(s->segments, B) &&
      1 <= at <= \at(s->used, A) && up == \at(s->segments[at].right, A) &&
      up != 0 && between == \at(s->segments[up].left, A) &&
      parent == \at(s->segments[at].parent, A) &&
      \at(s->root, B) == (parent == 0 ? up : \at(s->root, A)) &&
      (\forall integer j; 0 <= j <= \at(s->used, A) ==>
        \at(s->segments[j].start, A) == \at(s->segments[j].start, B) &&
        \at(s->segments[j].end, A) == \at(s->segments[j].end, B)) &&
      turned{A, B}(s, at, up, between, parent) &&
      \at(s->segments[at].left, B) == \at(s->segments[at].left, A) &&
      \at(s->segments[at].right, B) == between &&
      \at(s->segments[at].parent, B) == up &&
      \at(s->segments[up].right, B) == \at(s->segments[up].right, A) &&
      \at(s->segments[up].left, B) == at &&
      \at(s->segments[up].parent, B) == parent &&
      (between != 0 ==> \at(s->segments[between].parent, B) == at) &&
      (parent != 0 ==>
        (\at(s->segments[parent].left, A) == at &&
         \at(s->segments[parent].left, B) == up &&
         \at(s->segments[parent].right, B) ==
           \at(s->segments[parent].right, A)) ||
        (\at(s->segments[parent].right, A) == at &&
         \at(s->segments[parent].right, B) == up &&
         \at(s->segments[parent].left, B) ==
           \at(s->segments[parent].left, A)));

    lemma turn_basis_left{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_left{A, B}(s, at, up, between, parent) ==>
          1 <= up <= \at(s->used, A) && up != at && up != parent &&
          0 <= parent <= \at(s->used, A) && parent != at &&
          0 <= between <= \at(s->used, A) && between != at && between != up &&
          (parent != 0 ==> between != parent) &&
          (parent == 0 ==> at == \at(s->root, A)) && turned_left_span{A}(m, s, at, up);
    lemma turn_at_left{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_left{A, B}(s, at, up, between, parent) ==>
          space_branch{B}(turned_left(m, at, up, \at(s->segments[up].start, A)), s, at);
    lemma turn_up_left{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_left{A, B}(s, at, up, between, parent) ==>
          space_branch{B}(turned_left(m, at, up, \at(s->segments[up].start, A)), s, up);
    lemma turn_parent_left{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_left{A, B}(s, at, up, between, parent) && parent != 0 ==>
          space_branch{B}(turned_left(m, at, up, \at(s->segments[up].start, A)), s, parent);
    lemma turn_kids_left{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent, integer j;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_left{A, B}(s, at, up, between, parent) &&
        1 <= j <= \at(s->used, A) && j != at && j != up && j != parent ==>
          (\at(s->segments[j].left, A) != 0 ==>
            \at(s->segments[j].left, A) != at &&
            \at(s->segments[j].left, A) != up &&
            \at(s->segments[j].left, A) != between) &&
          (\at(s->segments[j].right, A) != 0 ==>
            \at(s->segments[j].right, A) != at &&
            \at(s->segments[j].right, A) != up &&
            \at(s->segments[j].right, A) != between);
    lemma turn_others_left{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent, integer j;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_left{A, B}(s, at, up, between, parent) &&
        1 <= j <= \at(s->used, A) && j != at && j != up && j != parent ==>
          space_branch{B}(turned_left(m, at, up, \at(s->segments[up].start, A)), s, j);
    lemma turn_spans_left{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_left{A, B}(s, at, up, between, parent) ==>
          space_spans{B}(turned_left(m, at, up, \at(s->segments[up].start, A)), s);
    lemma turn_hung_left{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_left{A, B}(s, at, up, between, parent) ==>
          space_hung{B}(s);
    lemma turn_nests_left{A}:
      \forall model m, struct gpamap_space *s, integer at, up, j;
        j != at && j != up && turned_left_span{A}(m, s, at, up) &&
        lies{A}(m, \at(s->segments, A), j) &&
        nested{A}(m, \at(s->segments, A), at, j) &&
        nested{A}(m, \at(s->segments, A), up, j) ==>
          nested{A}(turned_left(m, at, up, \at(s->segments[up].start, A)), \at(s->segments, A), at, j) &&
          nested{A}(turned_left(m, at, up, \at(s->segments[up].start, A)), \at(s->segments, A), up, j) &&
          nested{A}(turned_left(m, at, up, \at(s->segments[up].start, A)), \at(s->segments, A), at, up);
    lemma turn_nests_two_left{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent, integer j;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_left{A, B}(s, at, up, between, parent) && space_nested{A}(m, s) && pair(at, j) && pair(up, j) &&
        pair(at, up) && 1 <= j <= \at(s->used, A) && j != at && j != up ==>
          nested{B}(turned_left(m, at, up, \at(\at(s->segments, B)[up].start, A)), \at(s->segments, B), at, j) &&
          nested{B}(turned_left(m, at, up, \at(\at(s->segments, B)[up].start, A)), \at(s->segments, B), up, j) &&
          nested{B}(turned_left(m, at, up, \at(\at(s->segments, B)[up].start, A)), \at(s->segments, B), at, up) && nested{B}(turned_left(m, at, up, \at(\at(s->segments, B)[up].start, A)), \at(s->segments, B), up, at) &&
          nested{B}(turned_left(m, at, up, \at(\at(s->segments, B)[up].start, A)), \at(s->segments, B), j, at) && nested{B}(turned_left(m, at, up, \at(\at(s->segments, B)[up].start, A)), \at(s->segments, B), j, up);
    lemma turn_nests_stay_left{A, B}:
      \forall model m, struct gpamap_segment *v, integer at, up, middle, i, j;
        i != at && i != up && j != at && j != up && nested{A}(m, v, i, j) &&
        \at(v[i].start, A) == \at(v[i].start, B) &&
        \at(v[i].end, A) == \at(v[i].end, B) &&
        \at(v[j].start, A) == \at(v[j].start, B) &&
        \at(v[j].end, A) == \at(v[j].end, B) ==>
          nested{B}(turned_left(m, at, up, middle), v, i, j);
    lemma turn_nests_others_left{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent, integer i, j;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_left{A, B}(s, at, up, between, parent) && nested{A}(m, \at(s->segments, A), i, j) &&
        1 <= i <= \at(s->used, A) && i != at && i != up && i != j &&
        1 <= j <= \at(s->used, A) && j != at && j != up ==>
          nested{B}(turned_left(m, at, up, \at(s->segments[up].start, A)), \at(s->segments, B), i, j);
    lemma turn_nests_rest_left{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent, integer i, j;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_left{A, B}(s, at, up, between, parent) && space_nested{A}(m, s) &&
        pair(i, j) &&
        1 <= i <= \at(s->used, A) && i != at && i != up && i != j &&
        1 <= j <= \at(s->used, A) && j != at && j != up ==>
          nested{B}(turned_left(m, at, up, \at(s->segments[up].start, A)), \at(s->segments, B), i, j);
    lemma turn_nests_any_left{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent, integer i, j;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_left{A, B}(s, at, up, between, parent) && space_nested{A}(m, s) &&
        pair(i, j) && pair(at, i) && pair(up, i) && pair(at, j) && pair(up, j) && pair(at, up) &&
        1 <= i <= \at(s->used, A) && 1 <= j <= \at(s->used, A) && i != j ==>
          nested{B}(turned_left(m, at, up, \at(s->segments[up].start, A)), \at(s->segments, B), i, j);
    lemma turn_nested_left{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_left{A, B}(s, at, up, between, parent) && space_nested{A}(m, s) ==>
          space_nested{B}(turned_left(m, at, up, \at(s->segments[up].start, A)), s);
    lemma turn_left_linked{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        linked{A}(m, s) && turns_left{A, B}(s, at, up, between, parent) ==>
          linked{B}(turned_left(m, at, up, \at(s->segments[up].start, A)), s);
 */

/*@ // From one state to another, the links are those of a turn.
    predicate turns_right{A, B}(struct gpamap_space *s, integer at, integer up, integer between, integer parent) =
      \at(s->used, A) == \at(s->used, B) &&
      \at(s->segments, A) == \at(s->segments, B) &&
      1 <= at <= \at(s->used, A) && up == \at(s->segments[at].left, A) &&
      up != 0 && between == \at(s->segments[up].right, A) &&
      parent == \at(s->segments[at].parent, A) &&
      \at(s->root, B) == (parent == 0 ? up : \at(s->root, A)) &&
      (\forall integer j; 0 <= j <= \at(s->used, A) ==>
        \at(s->segments[j].start, A) == \at(s->segments[j].start, B) &&
        \at(s->segments[j].end, A) == \at(s->segments[j].end, B)) &&
      turned{A, B}(s, at, up, between, parent) &&
      \at(s->segments[at].right, B) == \at(s->segments[at].right, A) &&
      \at(s->segments[at].left, B) == between &&
      \at(s->segments[at].parent, B) == up &&
      \at(s->segments[up].left, B) == \at(s->segments[up].left, A) &&
      \at(s->segments[up].right, B) == at &&
      \at(s->segments[up].parent, B) == parent &&
      (between != 0 ==> \at(s->segments[between].parent, B) == at) &&
      (parent != 0 ==>
        (\at(s->segments[parent].left, A) == at &&
         \at(s->segments[parent].left, B) == up &&
         \at(s->segments[parent].right, B) ==
           \at(s->segments[parent].right, A)) ||
        (\at(s->segments[parent].right, A) == at &&
         \at(s->segments[parent].right, B) == up &&
         \at(s->segments[parent].left, B) ==
           \at(s->segments[parent].left, A)));

    lemma turn_basis_right{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_right{A, B}(s, at, up, between, parent) ==>
          1 <= up <= \at(s->used, A) && up != at && up != parent &&
          0 <= parent <= \at(s->used, A) && parent != at &&
          0 <= between <= \at(s->used, A) && between != at && between != up &&
          (parent != 0 ==> between != parent) &&
          (parent == 0 ==> at == \at(s->root, A)) && turned_right_span{A}(m, s, at, up);
    lemma turn_at_right{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_right{A, B}(s, at, up, between, parent) ==>
          space_branch{B}(turned_right(m, at, up, \at(s->segments[up].end, A)), s, at);
    lemma turn_up_right{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_right{A, B}(s, at, up, between, parent) ==>
          space_branch{B}(turned_right(m, at, up, \at(s->segments[up].end, A)), s, up);
    lemma turn_parent_right{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_right{A, B}(s, at, up, between, parent) && parent != 0 ==>
          space_branch{B}(turned_right(m, at, up, \at(s->segments[up].end, A)), s, parent);
    lemma turn_kids_right{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent, integer j;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_right{A, B}(s, at, up, between, parent) &&
        1 <= j <= \at(s->used, A) && j != at && j != up && j != parent ==>
          (\at(s->segments[j].left, A) != 0 ==>
            \at(s->segments[j].left, A) != at &&
            \at(s->segments[j].left, A) != up &&
            \at(s->segments[j].left, A) != between) &&
          (\at(s->segments[j].right, A) != 0 ==>
            \at(s->segments[j].right, A) != at &&
            \at(s->segments[j].right, A) != up &&
            \at(s->segments[j].right, A) != between);
    lemma turn_others_right{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent, integer j;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_right{A, B}(s, at, up, between, parent) &&
        1 <= j <= \at(s->used, A) && j != at && j != up && j != parent ==>
          space_branch{B}(turned_right(m, at, up, \at(s->segments[up].end, A)), s, j);
    lemma turn_spans_right{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_right{A, B}(s, at, up, between, parent) ==>
          space_spans{B}(turned_right(m, at, up, \at(s->segments[up].end, A)), s);
    lemma turn_hung_right{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_right{A, B}(s, at, up, between, parent) ==>
          space_hung{B}(s);
    lemma turn_nests_right{A}:
      \forall model m, struct gpamap_space *s, integer at, up, j;
        j != at && j != up && turned_right_span{A}(m, s, at, up) &&
        lies{A}(m, \at(s->segments, A), j) &&
        nested{A}(m, \at(s->segments, A), at, j) &&
        nested{A}(m, \at(s->segments, A), up, j) ==>
          nested{A}(turned_right(m, at, up, \at(s->segments[up].end, A)), \at(s->segments, A), at, j) &&
          nested{A}(turned_right(m, at, up, \at(s->segments[up].end, A)), \at(s->segments, A), up, j) &&
          nested{A}(turned_right(m, at, up, \at(s->segments[up].end, A)), \at(s->segments, A), at, up);
    lemma turn_nests_two_right{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent, integer j;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_right{A, B}(s, at, up, between, parent) && space_nested{A}(m, s) && pair(at, j) && pair(up, j) &&
        pair(at, up) && 1 <= j <= \at(s->used, A) && j != at && j != up ==>
          nested{B}(turned_right(m, at, up, \at(\at(s->segments, B)[up].end, A)), \at(s->segments, B), at, j) &&
          nested{B}(turned_right(m, at, up, \at(\at(s->segments, B)[up].end, A)), \at(s->segments, B), up, j) &&
          nested{B}(turned_right(m, at, up, \at(\at(s->segments, B)[up].end, A)), \at(s->segments, B), at, up) && nested{B}(turned_right(m, at, up, \at(\at(s->segments, B)[up].end, A)), \at(s->segments, B), up, at) &&
          nested{B}(turned_right(m, at, up, \at(\at(s->segments, B)[up].end, A)), \at(s->segments, B), j, at) && nested{B}(turned_right(m, at, up, \at(\at(s->segments, B)[up].end, A)), \at(s->segments, B), j, up);
    lemma turn_nests_stay_right{A, B}:
      \forall model m, struct gpamap_segment *v, integer at, up, middle, i, j;
        i != at && i != up && j != at && j != up && nested{A}(m, v, i, j) &&
        \at(v[i].start, A) == \at(v[i].start, B) &&
        \at(v[i].end, A) == \at(v[i].end, B) &&
        \at(v[j].start, A) == \at(v[j].start, B) &&
        \at(v[j].end, A) == \at(v[j].end, B) ==>
          nested{B}(turned_right(m, at, up, middle), v, i, j);
    lemma turn_nests_others_right{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent, integer i, j;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_right{A, B}(s, at, up, between, parent) && nested{A}(m, \at(s->segments, A), i, j) &&
        1 <= i <= \at(s->used, A) && i != at && i != up && i != j &&
        1 <= j <= \at(s->used, A) && j != at && j != up ==>
          nested{B}(turned_right(m, at, up, \at(s->segments[up].end, A)), \at(s->segments, B), i, j);
    lemma turn_nests_rest_right{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent, integer i, j;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_right{A, B}(s, at, up, between, parent) && space_nested{A}(m, s) &&
        pair(i, j) &&
        1 <= i <= \at(s->used, A) && i != at && i != up && i != j &&
        1 <= j <= \at(s->used, A) && j != at && j != up ==>
          nested{B}(turned_right(m, at, up, \at(s->segments[up].end, A)), \at(s->segments, B), i, j);
    lemma turn_nests_any_right{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent, integer i, j;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_right{A, B}(s, at, up, between, parent) && space_nested{A}(m, s) &&
        pair(i, j) && pair(at, i) && pair(up, i) && pair(at, j) && pair(up, j) && pair(at, up) &&
        1 <= i <= \at(s->used, A) && 1 <= j <= \at(s->used, A) && i != j ==>
          nested{B}(turned_right(m, at, up, \at(s->segments[up].end, A)), \at(s->segments, B), i, j);
    lemma turn_nested_right{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        space_spans{A}(m, s) && space_hung{A}(s) &&
        turns_right{A, B}(s, at, up, between, parent) && space_nested{A}(m, s) ==>
          space_nested{B}(turned_right(m, at, up, \at(s->segments[up].end, A)), s);
    lemma turn_right_linked{A, B}:
      \forall model m, struct gpamap_space *s, integer at, up, between, parent;
        linked{A}(m, s) && turns_right{A, B}(s, at, up, between, parent) ==>
          linked{B}(turned_right(m, at, up, \at(s->segments[up].end, A)), s);
 */

/* Put @child, not 0, where @old hangs below @parent. */
/*@ requires space_room(space, 0) && parent <= space->used;
    requires 1 <= child <= space->used && child != parent;
    assigns space->root, space->segments[parent].left,
      space->segments[parent].right, space->segments[child].parent;
    ensures space->root == (parent == 0 ? child : \old(space->root));
    ensures parent != 0 ==> space->segments[parent].left ==
      (\old(space->segments[parent].left) == old ?
        child : \old(space->segments[parent].left));
    ensures parent != 0 ==> space->segments[parent].right ==
      (\old(space->segments[parent].left) == old ?
        \old(space->segments[parent].right) : child);
    ensures parent == 0 ==>
      space->segments[0].left == \old(space->segments[0].left) &&
      space->segments[0].right == \old(space->segments[0].right);
    ensures space->segments[child].parent == parent;
 */
static inline void gpamap_space_replace(struct gpamap_space *space,
					uint32_t parent, uint32_t old,
					uint32_t child)
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
/*@ requires space_room(space, 0) && 1 <= at <= space->used;
    requires \exists model m; linked(m, space);
    requires space->segments[at].right != 0;
    assigns space->root, space->segments[at].right, space->segments[at].parent,
      space->segments[space->segments[at].right].left,
      space->segments[space->segments[at].right].parent,
      space->segments[space->segments[space->segments[at].right].left].parent,
      space->segments[space->segments[at].parent].left,
      space->segments[space->segments[at].parent].right;
    ensures turns_left{Pre, Here}(space, at, \old(space->segments[at].right),
      \old(space->segments[space->segments[at].right].left),
      \old(space->segments[at].parent));
    ensures \forall model m; linked{Pre}(m, space) ==>
      linked(turned_left(m, at, \old(space->segments[at].right),
        \old(space->segments[space->segments[at].right].start)), space);
 */
static inline void gpamap_space_turn_left(struct gpamap_space *space,
					  uint32_t at)
{
	struct gpamap_segment *segments = space->segments;
	uint32_t up = segments[at].right;
	uint32_t between = segments[up].left;
	uint32_t parent = segments[at].parent;

	/*@ assert rules: \forall model m; linked(m, space) ==>
	      space_spans(m, space) && space_hung(space); */
	//@ assert up_is: 1 <= up <= space->used && up != at && up != parent;
	//@ assert parent_is: parent <= space->used && parent != at;
	/*@ assert between_is:
	      between <= space->used && between != at && between != up; */
	//@ assert root_is: parent == 0 ==> space->root == at;
	//@ assert apart_are: parent != 0 ==> between != parent;
	//@ ghost Before: ;
	gpamap_space_replace(space, parent, at, up);
	/*@ assert first_links: \forall integer j; 1 <= j <= space->used &&
	      j != parent ==>
	        segments[j].left == \at(segments[j].left, Before) &&
	        segments[j].right == \at(segments[j].right, Before); */
	/*@ assert first_parents: \forall integer j; 1 <= j <= space->used &&
	      j != up ==>
	        segments[j].parent == \at(segments[j].parent, Before); */
	segments[at].right = between;
	segments[up].left = at;
	/*@ assert then_links: \forall integer j; 1 <= j <= space->used &&
	      j != at && j != up && j != parent ==>
	        segments[j].left == \at(segments[j].left, Before) &&
	        segments[j].right == \at(segments[j].right, Before); */
	/*@ assert then_parents: \forall integer j; 1 <= j <= space->used &&
	      j != up ==>
	        segments[j].parent == \at(segments[j].parent, Before); */
	segments[at].parent = up;
	if (between != 0)
		segments[between].parent = at;
	/*@ assert links: turned{Before, Here}(space, at, up, between, parent); */
	/*@ assert at_is: segments[at].left == \at(segments[at].left, Before) &&
	      segments[at].right == between && segments[at].parent == up; */
	/*@ assert up_has: segments[up].right == \at(segments[up].right, Before) &&
	      segments[up].left == at && segments[up].parent == parent; */
	//@ assert between_has: between != 0 ==> segments[between].parent == at;
	/*@ assert parent_has: parent != 0 ==>
	      (\at(segments[parent].left, Before) == at &&
	       segments[parent].left == up &&
	       segments[parent].right == \at(segments[parent].right, Before)) ||
	      (\at(segments[parent].right, Before) == at &&
	       segments[parent].right == up &&
	       segments[parent].left == \at(segments[parent].left, Before)); */
	/*@ assert done: turns_left{Before, Here}(space, at, up, between, parent);
	 */
}

/* Turn the subtree at @at so that its left child is its root. */
/*@ requires space_room(space, 0) && 1 <= at <= space->used;
    requires \exists model m; linked(m, space);
    requires space->segments[at].left != 0;
    assigns space->root, space->segments[at].left, space->segments[at].parent,
      space->segments[space->segments[at].left].right,
      space->segments[space->segments[at].left].parent,
      space->segments[space->segments[space->segments[at].left].right].parent,
      space->segments[space->segments[at].parent].left,
      space->segments[space->segments[at].parent].right;
    ensures turns_right{Pre, Here}(space, at, \old(space->segments[at].left),
      \old(space->segments[space->segments[at].left].right),
      \old(space->segments[at].parent));
    ensures \forall model m; linked{Pre}(m, space) ==>
      linked(turned_right(m, at, \old(space->segments[at].left),
        \old(space->segments[space->segments[at].left].end)), space);
 */
static inline void gpamap_space_turn_right(struct gpamap_space *space,
					   uint32_t at)
{
	struct gpamap_segment *segments = space->segments;
	uint32_t up = segments[at].left;
	uint32_t between = segments[up].right;
	uint32_t parent = segments[at].parent;

	/*@ assert rules: \forall model m; linked(m, space) ==>
	      space_spans(m, space) && space_hung(space); */
	//@ assert up_is: 1 <= up <= space->used && up != at && up != parent;
	//@ assert parent_is: parent <= space->used && parent != at;
	/*@ assert between_is:
	      between <= space->used && between != at && between != up; */
	//@ assert root_is: parent == 0 ==> space->root == at;
	//@ assert apart_are: parent != 0 ==> between != parent;
	//@ ghost Before: ;
	gpamap_space_replace(space, parent, at, up);
	/*@ assert first_links: \forall integer j; 1 <= j <= space->used &&
	      j != parent ==>
	        segments[j].left == \at(segments[j].left, Before) &&
	        segments[j].right == \at(segments[j].right, Before); */
	/*@ assert first_parents: \forall integer j; 1 <= j <= space->used &&
	      j != up ==>
	        segments[j].parent == \at(segments[j].parent, Before); */
	segments[at].left = between;
	segments[up].right = at;
	/*@ assert then_links: \forall integer j; 1 <= j <= space->used &&
	      j != at && j != up && j != parent ==>
	        segments[j].left == \at(segments[j].left, Before) &&
	        segments[j].right == \at(segments[j].right, Before); */
	/*@ assert then_parents: \forall integer j; 1 <= j <= space->used &&
	      j != up ==>
	        segments[j].parent == \at(segments[j].parent, Before); */
	segments[at].parent = up;
	if (between != 0)
		segments[between].parent = at;
	/*@ assert links: turned{Before, Here}(space, at, up, between, parent); */
	/*@ assert at_is: segments[at].right == \at(segments[at].right, Before) &&
	      segments[at].left == between && segments[at].parent == up; */
	/*@ assert up_has: segments[up].left == \at(segments[up].left, Before) &&
	      segments[up].right == at && segments[up].parent == parent; */
	//@ assert between_has: between != 0 ==> segments[between].parent == at;
	/*@ assert parent_has: parent != 0 ==>
	      (\at(segments[parent].left, Before) == at &&
	       segments[parent].left == up &&
	       segments[parent].right == \at(segments[parent].right, Before)) ||
	      (\at(segments[parent].right, Before) == at &&
	       segments[parent].right == up &&
	       segments[parent].left == \at(segments[parent].left, Before)); */
	/*@ assert done: turns_right{Before, Here}(space, at, up, between, parent);
	 */
}

#endif /* GPAMAP_CORE_SPACE_TURN_H */
