/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_RUN_H
#define GPAMAP_CORE_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include <gpamap/types.h>

/* Entries of one list that come one after the other in address order. */
struct gpamap_run {
	const uint64_t *next;
	const uint64_t *end;
	unsigned int stride; /* words of an entry */
	enum gpamap_list list;
};

/*@ predicate whole_entries(integer words, integer stride) =
      (stride == 2 && words % 2 == 0) || (stride == 3 && words % 3 == 0) ||
      (stride == 4 && words % 4 == 0);

    // Some entries or none, in memory that can be read.
    predicate run_sound{L}(struct gpamap_run run) =
      run.list < GPAMAP_LIST_COUNT &&
      \base_addr(run.next) == \base_addr(run.end) &&
      0 <= run.end - run.next <= GPAMAP_RANGES_MAX * 4 &&
      whole_entries(run.end - run.next, run.stride) &&
      \valid_read(run.next + (0 .. run.end - run.next - 1));

    // Entries from one on are placeholders, up to another.
    inductive skipped{L}(uint64_t *from, uint64_t *to, integer stride) {
      case none{L}:
        \forall uint64_t *from, integer stride; skipped(from, from, stride);
      case more{L}:
        \forall uint64_t *from, *to, integer stride;
          skipped(from, to, stride) && to[0] == to[1] ==>
            skipped(from, to + stride, stride);
    }

    // The same of ranges that begin below an address, but for the first.
    inductive run_below{L}(uint64_t *from, uint64_t *to, integer stride,
                           integer bound) {
      case first{L}:
        \forall uint64_t *from, integer stride, bound;
          run_below(from, from + stride, stride, bound);
      case others{L}:
        \forall uint64_t *from, *to, integer stride, bound;
          run_below(from, to, stride, bound) && to[0] != to[1] &&
          to[0] < bound ==> run_below(from, to + stride, stride, bound);
    }

    predicate before{L}(struct gpamap_run a, struct gpamap_run b) =
      a.next[0] < b.next[0] || (a.next[0] == b.next[0] && a.list < b.list);

    // Its turn has a range in it.
    predicate has_turn{L}(struct gpamap_run run) =
      run_sound(run) && run.next != run.end && run.next[0] != run.next[1];
 */

/* Bring @rest to a non-empty range; false where none is left. */
/*@ requires \valid(rest) && run_sound(*rest);
    assigns rest->next;
    ensures run_sound(*rest);
    ensures \result <==> rest->next != rest->end;
    ensures \result <==> has_turn(*rest);
    ensures skipped(\old(rest->next), rest->next, rest->stride);
 */
static inline bool gpamap_run_seek(struct gpamap_run *rest)
{
	/*@ loop invariant run_sound(*rest);
	    loop invariant skipped(\at(rest->next, Pre), rest->next,
	                           rest->stride);
	    loop assigns rest->next;
	    loop variant rest->end - rest->next; */
	while (rest->next != rest->end && rest->next[0] == rest->next[1])
		rest->next += rest->stride;
	return rest->next != rest->end;
}

/* Say whether it is the turn of @a before that of @b. */
/*@ requires \valid_read(a) && \valid_read(b);
    requires has_turn(*a) && has_turn(*b);
    assigns \nothing;
    ensures \result <==> before(*a, *b);
 */
static inline bool gpamap_run_is_before(const struct gpamap_run *a,
					const struct gpamap_run *b)
{
	if (a->next[0] != b->next[0])
		return a->next[0] < b->next[0];
	return a->list < b->list;
}

/* Where the ranges end that are below @bound; the first counts anyway. */
/*@ requires \valid_read(run) && has_turn(*run);
    assigns \nothing;
    ensures \base_addr(\result) == \base_addr(run->next);
    ensures 0 <= run->end - \result < run->end - run->next;
    ensures whole_entries(run->end - \result, run->stride);
    ensures run_below(run->next, \result, run->stride, bound);
    ensures \result == run->end || \result[0] >= bound ||
      \result[0] == \result[1];
 */
static inline const uint64_t *gpamap_run_below(const struct gpamap_run *run,
					       uint64_t bound)
{
	const uint64_t *end = run->next;

	/*@ loop invariant \base_addr(end) == \base_addr(run->next);
	    loop invariant 0 < run->end - end <= run->end - run->next;
	    loop invariant whole_entries(run->end - end, run->stride);
	    loop invariant end == run->next ||
	      (run_below(run->next, end, run->stride, bound) &&
	       end[0] != end[1] && end[0] < bound);
	    loop assigns end;
	    loop variant run->end - end; */
	do {
		//@ assert run->stride <= run->end - end;
		end += run->stride;
		//@ assert 0 <= run->end - end;
		//@ assert run->stride == 2 ==> (run->end - end) % 2 == 0;
		//@ assert run->stride == 3 ==> (run->end - end) % 3 == 0;
		//@ assert run->stride == 4 ==> (run->end - end) % 4 == 0;
	} while (end != run->end && end[0] < bound && end[0] != end[1]);
	return end;
}

#endif /* GPAMAP_CORE_RUN_H */
