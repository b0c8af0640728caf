/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TURN_H
#define GPAMAP_CORE_TURN_H

#include <stddef.h>
#include <stdint.h>

#include <gpamap/types.h>

/*
 * Whose turn it is of the lists: a key for each, the lowest first. A key is the
 * address where the list goes on, or GPAMAP_ADDRESS_END, plus the list: so one
 * comparison settles ties, too, and no two are the same.
 */

/*@ predicate has_turn{L}(uint64_t *turn, integer from, integer key) =
      (from <= 0 && turn[0] == key) || (from <= 1 && turn[1] == key) ||
      (from <= 2 && turn[2] == key) || (from <= 3 && turn[3] == key) ||
      (from <= 4 && turn[4] == key) || (from <= 5 && turn[5] == key);

    predicate turns_ascend{L}(uint64_t *turn, integer from) =
      \forall integer i, j; from <= i < j < 6 ==> turn[i] < turn[j];
 */

/* The key of a list that goes on at @next. */
/*@ requires list < 6;
    requires next != end ==> \valid_read(next) &&
      next[0] <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result == (next == end ? GPAMAP_ADDRESS_END : next[0]) + list;
 */
static inline uint64_t gpamap_turn_key(const uint64_t *next,
				       const uint64_t *end, size_t list)
{
	return (next == end ? GPAMAP_ADDRESS_END : next[0]) + list;
}

/* Put a key at a place or behind it: what is there moves up, and all behind is
 * in order. */
/*@ requires \valid(turn + (0 .. 5)) && at < 6;
    requires turns_ascend(turn, at + 1);
    requires \forall integer i; at < i < 6 ==> turn[i] != key;
    assigns turn[at .. 5];
    ensures turns_ascend(turn, at);
    ensures has_turn(turn, at, key);
    ensures \forall integer i; at <= i < 6 ==> turn[i] == key ||
      (i > at && turn[i] == \old(turn[i])) ||
      (i < 5 && turn[i] == \old(turn[i + 1]));
    ensures \forall integer i; at < i < 6 ==>
      \old(turn[i]) == turn[i] || \old(turn[i]) == turn[i - 1];
    ensures \forall integer other; has_turn{Pre}(turn, at + 1, other) ==>
      has_turn(turn, at, other);
 */
static inline void gpamap_turn_settle(uint64_t *turn, size_t at, uint64_t key)
{
	/*@ loop invariant \at(at, Pre) <= at < 6;
	    loop invariant \forall integer i; \at(at, Pre) <= i < at ==>
	      turn[i] == \at(turn[i + 1], Pre) && turn[i] < key;
	    loop invariant \forall integer i; at <= i < 6 ==>
	      turn[i] == \at(turn[i], Pre);
	    loop assigns at, turn[\at(at, Pre) .. 5];
	    loop variant 6 - at; */
	while (at + 1 < GPAMAP_LIST_COUNT && turn[at + 1] < key) {
		turn[at] = turn[at + 1];
		at++;
	}
	turn[at] = key;
	/*@ assert \forall integer i; \at(at, Pre) <= i < at ==>
	      turn[i] == \at(turn[i + 1], Pre); */
	/*@ assert \forall integer i; at < i < 6 ==>
	      turn[i] == \at(turn[i], Pre); */
	//@ assert at < 5 ==> key < turn[at + 1];
	//@ assert \forall integer i; at < i < 6 ==> key < turn[i];
	/*@ assert \forall integer i; \at(at, Pre) <= i < at ==> turn[i] < key;
	 */
	/*@ assert \forall integer i, j; \at(at, Pre) <= i < j < at ==>
	      turn[i] < turn[j]; */
}

#endif /* GPAMAP_CORE_TURN_H */
