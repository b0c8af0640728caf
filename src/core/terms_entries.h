/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_ENTRIES_H
#define GPAMAP_CORE_TERMS_ENTRIES_H

#include "terms_lists.h"

/* The terms of what an entry must be to stand in a list; terms_lists.h has
 * those of its place there, which is seen from the end of the list. */

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

    // Good in itself: a range with what is behind it, or a placeholder where
    // the list may have some.
    predicate entry_good{L}(integer list, integer placeholders,
                            uint64_t *entry) =
      numbers_good(entry) &&
      (entry[0] == entry[1] ? placeholders != 0 : extras_good(list, entry));

    predicate entry_wrong{L}(integer list, integer placeholders,
                             uint64_t *entry, integer floor) =
      !entry_sound(list, entry, floor) &&
      !(placeholders != 0 && entry_empty(entry));

    // Up to a place, each entry is good in itself, and each range at or above
    // those before it.
    predicate entries_good{L}(integer list, integer placeholders,
                              uint64_t *end, integer from, integer to) =
      \forall integer w; is_entry(w, from, to, entry_words(list)) ==>
        entry_good(list, placeholders, end + w);
    predicate entries_in_turn{L}(uint64_t *end, integer from, integer to,
                                 integer stride) =
      \forall integer v, w; is_entry(v, from, to, stride) &&
        is_entry(w, from, to, stride) && v < w && end[v] < end[v + 1] &&
        end[w] < end[w + 1] ==> end[v + 1] <= end[w];
    predicate entries_sound{L}(integer list, integer placeholders,
                               uint64_t *end, integer from, integer to) =
      entries_good(list, placeholders, end, from, to) &&
      entries_in_turn(end, from, to, entry_words(list));

    // Where the last range before a place ends, or 0 where none is; there may
    // be placeholders between the two.
    logic integer floor_at{L}(uint64_t *end, integer from, integer to,
                              integer stride) =
      to <= from ? 0 :
      end[to - stride] < end[to - stride + 1] ? end[to - stride + 1] :
      floor_at(end, from, to - stride, stride);

    predicate whole_list(integer list, integer n) =
      n >= 0 && (list == GPAMAP_LIST_RAM ==> n % 3 == 0) &&
      (list == GPAMAP_LIST_OTHER ==> n % 4 == 0) &&
      (list != GPAMAP_LIST_RAM && list != GPAMAP_LIST_OTHER ==> n % 2 == 0);
 */

#endif /* GPAMAP_CORE_TERMS_ENTRIES_H */
