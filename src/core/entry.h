/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_ENTRY_H
#define GPAMAP_CORE_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>

#include "terms_entries.h"

/*
 * What an entry must be to stand in a list. An entry is words: the two ends of
 * its range, and in the lists of RAM and of other ranges what is behind them.
 */

/* What is wrong with the two numbers of a range. */
/*@ requires \valid_read(entry + (0 .. 1));
    assigns \nothing;
    ensures \result == GPAMAP_OK <==> numbers_good(entry);
    ensures \result == GPAMAP_ERR_TOO_HIGH <==>
      entry[0] > GPAMAP_ADDRESS_END || entry[1] > GPAMAP_ADDRESS_END;
    ensures \result == GPAMAP_ERR_REVERSED <==>
      paged(entry[0]) && paged(entry[1]) && entry[1] < entry[0];
    ensures \result == GPAMAP_OK || \result == GPAMAP_ERR_TOO_HIGH ||
      \result == GPAMAP_ERR_MISALIGNED || \result == GPAMAP_ERR_REVERSED;
 */
static inline enum gpamap_status
gpamap_entry_check_numbers(const uint64_t *entry)
{
	/* Only unaligned numbers are above the end of the space, so that must
	 * be told first or would never be told. */
	if (entry[0] > GPAMAP_ADDRESS_END || entry[1] > GPAMAP_ADDRESS_END)
		return GPAMAP_ERR_TOO_HIGH;
	if (entry[0] % GPAMAP_PAGE_SIZE != 0 ||
	    entry[1] % GPAMAP_PAGE_SIZE != 0)
		return GPAMAP_ERR_MISALIGNED;
	return entry[0] > entry[1] ? GPAMAP_ERR_REVERSED : GPAMAP_OK;
}

/* What is wrong with the words behind the range; @value is the one at fault. */
/*@ requires readable_entry(list, entry) && \valid(value);
    requires \separated(value, entry + (0 .. entry_words(list) - 1));
    assigns *value;
    ensures \result == GPAMAP_OK <==> extras_good(list, entry);
    ensures \result == GPAMAP_OK || \result == GPAMAP_ERR_BAD_VNODE ||
      \result == GPAMAP_ERR_BAD_KIND;
    ensures \result == GPAMAP_ERR_BAD_KIND ==>
      list == GPAMAP_LIST_OTHER && *value == entry[2];
    ensures \result == GPAMAP_ERR_BAD_VNODE ==>
      *value == entry[list == GPAMAP_LIST_RAM ? 2 : 3];
 */
static inline enum gpamap_status
gpamap_entry_check_extras(enum gpamap_list list, const uint64_t *entry,
			  uint64_t *value)
{
	if (list == GPAMAP_LIST_RAM) {
		*value = entry[2];
		return *value > GPAMAP_VNODE_MAX ? GPAMAP_ERR_BAD_VNODE
						 : GPAMAP_OK;
	}
	if (list != GPAMAP_LIST_OTHER)
		return GPAMAP_OK;
	*value = entry[2];
	if (*value < GPAMAP_KIND_RESERVED || *value > GPAMAP_KIND_UNUSABLE)
		return GPAMAP_ERR_BAD_KIND;
	*value = entry[3];
	return *value > GPAMAP_VNODE_MAX && *value != GPAMAP_NO_VNODE
		       ? GPAMAP_ERR_BAD_VNODE
		       : GPAMAP_OK;
}

/* Say whether an entry is sound and stands at or above @floor. */
/*@ requires readable_entry(list, entry);
    assigns \nothing;
    ensures \result <==> entry_sound(list, entry, floor);
 */
static inline bool gpamap_entry_is_sound(enum gpamap_list list,
					 const uint64_t *entry, uint64_t floor)
{
	uint64_t value;

	/* Pages that end there are never above the end of the space. */
	return entry[0] % GPAMAP_PAGE_SIZE == 0 &&
	       entry[1] % GPAMAP_PAGE_SIZE == 0 && entry[0] >= floor &&
	       entry[0] < entry[1] &&
	       gpamap_entry_check_extras(list, entry, &value) == GPAMAP_OK;
}

/* Say whether an entry is an empty range. */
/*@ requires \valid_read(entry + (0 .. 1));
    assigns \nothing;
    ensures \result <==> entry_empty(entry);
 */
static inline bool gpamap_entry_is_empty(const uint64_t *entry)
{
	return entry[0] == entry[1] && entry[0] % GPAMAP_PAGE_SIZE == 0;
}

/*@ ghost
      /@ requires from <= at <= 0 && 2 <= stride <= 4;
         requires whole_entries(-at, stride);
         requires entries_in_turn(end, from, at, stride);
         requires \forall integer w; is_entry(w, from, at, stride) &&
           end[w] < end[w + 1] ==> end[w + 1] <= floor;
         requires end[at] < end[at + 1] ==> floor <= end[at];
         assigns \nothing;
         ensures entries_in_turn(end, from, at + stride, stride);
         ensures \forall integer w;
           is_entry(w, from, at + stride, stride) && end[w] < end[w + 1] ==>
             end[w + 1] <= (end[at] < end[at + 1] ? end[at + 1] : floor);
         ensures floor_at(end, from, at + stride, stride) ==
           (end[at] < end[at + 1] ? end[at + 1] :
                                    floor_at(end, from, at, stride));
       @/
      static void one_more(const uint64_t *end, ptrdiff_t from, ptrdiff_t at,
                           ptrdiff_t stride, uint64_t floor)
      {
        /@ assert \forall integer w; is_entry(w, from, at + stride, stride)
             ==> w == at || is_entry(w, from, at, stride); @/
      }
 */

/* The first of the entries up to @end that may not stand where it does; @end
 * where all may. An entry has @words words. */
/*@ requires words == entry_words(list);
    requires \base_addr(entry) == \base_addr(end);
    requires whole_list(list, end - entry) && end - entry <= 0x8000000;
    requires \valid_read(entry + (0 .. end - entry - 1));
    assigns \nothing;
    ensures \base_addr(\result) == \base_addr(entry);
    ensures entry <= \result <= end && whole_list(list, end - \result);
    ensures entries_sound(list, placeholders ? 1 : 0, end, entry - end,
                          \result - end);
    ensures \result < end ==>
      entry_wrong(list, placeholders ? 1 : 0, \result,
                  floor_at(end, entry - end, \result - end, words));
 */
static inline const uint64_t *
gpamap_entries_check(enum gpamap_list list, size_t words, const uint64_t *entry,
		     const uint64_t *end, bool placeholders)
{
	const uint64_t *at = entry;
	uint64_t below = 0; /* end of the last that is no placeholder */

	//@ ghost uint64_t under = 0;
	/*@ loop invariant \base_addr(at) == \base_addr(entry);
	    loop invariant 0 <= end - at <= end - entry;
	    loop invariant whole_list(list, end - at);
	    loop invariant entries_sound(list, placeholders ? 1 : 0, end,
	                                 entry - end, at - end);
	    loop invariant \forall integer w;
	      is_entry(w, entry - end, at - end, words) &&
	      end[w] < end[w + 1] ==> end[w + 1] <= below;
	    loop invariant below == floor_at(end, entry - end, at - end, words);
	    loop invariant under == below;
	    loop assigns at, below, under;
	    loop variant end - at; */
	while (at != end) {
		//@ assert words <= end - at;
		//@ assert readable_entry(list, at);
		//@ assert this: end + (at - end) == at;
		/*@ assert here: end[at - end] == at[0] &&
		      end[at - end + 1] == at[1]; */
		/*@ assert one: \forall integer w;
		      is_entry(w, at - end, at - end + words, words) ==>
		        w == at - end; */
		if (gpamap_entry_is_sound(list, at, below))
			below = at[1];
		else if (!placeholders || !gpamap_entry_is_empty(at))
			break;
		/*@ assert good: entry_good(list, placeholders ? 1 : 0,
		                            end + (at - end)); */
		/*@ assert all: entries_good(list, placeholders ? 1 : 0, end,
		      entry - end, at - end + words); */
		/*@ ghost one_more(end, entry - end, at - end, (ptrdiff_t)words,
		                   under); */
		//@ ghost under = below;
		at += words;
		//@ assert words == 2 ==> (end - at) % 2 == 0;
		//@ assert words == 3 ==> (end - at) % 3 == 0;
		//@ assert words == 4 ==> (end - at) % 4 == 0;
	}
	return at;
}

#endif /* GPAMAP_CORE_ENTRY_H */
