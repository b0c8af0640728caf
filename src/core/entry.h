/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_ENTRY_H
#define GPAMAP_CORE_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>

#include "terms_lists.h"

/*
 * What an entry must be to stand in a list. An entry is words: the two ends of
 * its range, and in the lists of RAM and of other ranges what is behind them.
 */

/*@ predicate is_vnode(integer v) = 0 <= v <= GPAMAP_VNODE_MAX;

    // The words behind the range are what the list asks for.
    predicate extras_good{L}(integer list, uint64_t *entry) =
      (list == GPAMAP_LIST_RAM ==> is_vnode(entry[2])) &&
      (list == GPAMAP_LIST_OTHER ==>
        GPAMAP_KIND_RESERVED <= entry[2] <= GPAMAP_KIND_UNUSABLE &&
        (is_vnode(entry[3]) || entry[3] == GPAMAP_NO_VNODE));

    predicate entry_sound{L}(integer list, uint64_t *entry, integer floor) =
      numbers_good(entry) && entry[0] < entry[1] && floor <= entry[0] &&
      extras_good(list, entry);

    predicate entry_empty{L}(uint64_t *entry) =
      numbers_good(entry) && entry[0] == entry[1];

    logic integer entry_words(integer list) =
      list == GPAMAP_LIST_RAM ? 3 : list == GPAMAP_LIST_OTHER ? 4 : 2;

    predicate readable_entry{L}(integer list, uint64_t *entry) =
      \valid_read(entry + (0 .. entry_words(list) - 1));

    // From one entry up to another, each is sound and stands at or above the
    // end of those before it, the last of which is floor; or it is empty,
    // where a list may have placeholders.
    inductive list_sound{L}(integer list, integer words, integer placeholders,
                            uint64_t *from, uint64_t *to, integer floor) {
      case none{L}:
        \forall integer list, words, placeholders, uint64_t *from;
          list_sound(list, words, placeholders, from, from, 0);
      case sound{L}:
        \forall integer list, words, placeholders, uint64_t *from, *to,
                integer floor;
          list_sound(list, words, placeholders, from, to, floor) &&
          entry_sound(list, to, floor) ==>
            list_sound(list, words, placeholders, from, to + words, to[1]);
      case placeholder{L}:
        \forall integer list, words, placeholders, uint64_t *from, *to,
                integer floor;
          list_sound(list, words, placeholders, from, to, floor) &&
          placeholders != 0 && entry_empty(to) ==>
            list_sound(list, words, placeholders, from, to + words, floor);
    }

    predicate whole_list(integer list, integer n) =
      n >= 0 && (list == GPAMAP_LIST_RAM ==> n % 3 == 0) &&
      (list == GPAMAP_LIST_OTHER ==> n % 4 == 0) &&
      (list != GPAMAP_LIST_RAM && list != GPAMAP_LIST_OTHER ==> n % 2 == 0);

    predicate entry_wrong{L}(integer list, integer placeholders,
                             uint64_t *entry, integer floor) =
      !entry_sound(list, entry, floor) &&
      !(placeholders != 0 && entry_empty(entry));
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

/* The first of the entries up to @end that may not stand where it does; @end
 * where all may. @floor is then the end of the last of those before it. An
 * entry has @words words. */
/*@ requires words == entry_words(list);
    requires \base_addr(entry) == \base_addr(end);
    requires whole_list(list, end - entry) && end - entry <= 0x8000000;
    requires \valid_read(entry + (0 .. end - entry - 1)) && \valid(floor);
    requires \separated(floor, entry + (0 .. end - entry - 1));
    assigns *floor;
    ensures \base_addr(\result) == \base_addr(entry);
    ensures entry <= \result <= end && whole_list(list, end - \result);
    ensures list_sound{Pre}(list, words, placeholders ? 1 : 0, entry, \result,
                            *floor);
    ensures \result < end ==>
      entry_wrong{Pre}(list, placeholders ? 1 : 0, \result, *floor);
 */
static inline const uint64_t *
gpamap_entries_check(enum gpamap_list list, size_t words, const uint64_t *entry,
		     const uint64_t *end, bool placeholders, uint64_t *floor)
{
	const uint64_t *at = entry;
	uint64_t below = 0; /* end of the last that is no placeholder */

	/*@ loop invariant \base_addr(at) == \base_addr(entry);
	    loop invariant 0 <= end - at <= end - entry;
	    loop invariant whole_list(list, end - at);
	    loop invariant list_sound(list, words, placeholders ? 1 : 0, entry,
	                              at, below);
	    loop assigns at, below;
	    loop variant end - at; */
	while (at != end) {
		//@ assert words <= end - at;
		//@ assert readable_entry(list, at);
		if (gpamap_entry_is_sound(list, at, below))
			below = at[1];
		else if (!placeholders || !gpamap_entry_is_empty(at))
			break;
		at += words;
		//@ assert words == 2 ==> (end - at) % 2 == 0;
		//@ assert words == 3 ==> (end - at) % 3 == 0;
		//@ assert words == 4 ==> (end - at) % 4 == 0;
	}
	*floor = below;
	return at;
}

#endif /* GPAMAP_CORE_ENTRY_H */
