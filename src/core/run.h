/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_RUN_H
#define GPAMAP_CORE_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/types.h>

#include "terms_lists.h"

/* Entries of one list that come one after the other in address order. */
struct gpamap_run {
	const uint64_t *next;
	const uint64_t *end;
	unsigned int stride; /* words of an entry */
	enum gpamap_list list;
};

/* The first range from @next on that is not empty; @end where none is. An entry
 * has @stride words. */
/*@ requires rest_readable(next, end, stride);
    assigns \nothing;
    ensures rest_readable(\result, end, stride);
    ensures next - end <= \result - end;
    ensures \result != end ==> \result[0] != \result[1];
    ensures all_empty(end, next - end, \result - end, stride);
 */
static inline const uint64_t *
gpamap_run_seek(const uint64_t *next, const uint64_t *end, size_t stride)
{
	/*@ loop invariant rest_readable(next, end, stride);
	    loop invariant \at(next, Pre) - end <= next - end;
	    loop invariant all_empty(end, \at(next, Pre) - end, next - end,
	                             stride);
	    loop assigns next;
	    loop variant end - next; */
	while (next != end && next[0] == next[1]) {
		/*@ assert one: \forall integer w;
		      is_entry(w, next - end, next - end + stride, stride) ==>
		        w == next - end; */
		/*@ assert here: end[next - end] == next[0] &&
		                 end[next - end + 1] == next[1]; */
		next += stride;
	}
	return next;
}

/* Where the ranges end that begin at @next and are below @bound; the first
 * counts anyway. */
/*@ requires rest_readable(next, end, stride);
    requires next != end && next[0] != next[1];
    assigns \nothing;
    ensures rest_readable(\result, end, stride);
    ensures next - end < \result - end;
    ensures none_empty(end, next - end, \result - end, stride);
    ensures all_below(end, next - end + 1, \result - end, stride, bound);
    ensures \result == end || \result[0] >= bound || \result[0] == \result[1];
 */
static inline const uint64_t *gpamap_run_below(const uint64_t *next,
					       const uint64_t *end,
					       size_t stride, uint64_t bound)
{
	/*@ loop invariant rest_readable(next, end, stride) && next != end;
	    loop invariant \at(next, Pre) - end <= next - end;
	    loop invariant next[0] != next[1];
	    loop invariant next == \at(next, Pre) || next[0] < bound;
	    loop invariant none_empty(end, \at(next, Pre) - end, next - end,
	                              stride);
	    loop invariant all_below(end, \at(next, Pre) - end + 1, next - end,
	                             stride, bound);
	    loop assigns next;
	    loop variant end - next; */
	do {
		/*@ assert one: \forall integer w;
		      is_entry(w, next - end, next - end + stride, stride) ==>
		        w == next - end; */
		/*@ assert here: end[next - end] == next[0] &&
		                 end[next - end + 1] == next[1]; */
		next += stride;
		/*@ assert none_empty(end, \at(next, Pre) - end, next - end,
		                      stride); */
		/*@ assert all_below(end, \at(next, Pre) - end + 1, next - end,
		                     stride, bound);
		 */
	} while (next != end && next[0] < bound && next[0] != next[1]);
	return next;
}

#endif /* GPAMAP_CORE_RUN_H */
