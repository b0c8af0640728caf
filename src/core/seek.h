/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SEEK_H
#define GPAMAP_CORE_SEEK_H

#include <gpamap/layout.h>

#include "block.h"

/*
 * The terms of looking up, and what public functions of find.c and layout.c
 * promise each other; terms_map.h has the terms of the words themselves.
 */

/*@ // Of the entries, only those before position begin at or below address.
    predicate begin_up_to{L}(uint64_t *w, integer address,
                             integer position) =
      0 <= position <= w[9] &&
      (position > 0 ==> entry_start(w, position - 1) <= address) &&
      (position < w[9] ==> address < entry_start(w, position));
    predicate ended_before{L}(uint64_t *w, integer address,
                              integer position) =
      position == 0 || entry_end(w, position - 1) <= address;

    predicate end_up_to{L}(uint64_t *w, integer address, integer position) =
      0 <= position <= w[9] &&
      (position > 0 ==> entry_end(w, position - 1) <= address) &&
      (position < w[9] ==> address < entry_end(w, position));
 */

/* Count the entries that begin at or below @address; *ended: the last of
 * them does not reach it. */
/*@ requires keys_right(words) && \valid(ended);
    assigns *ended;
    ensures begin_up_to(words, address, \result);
    ensures *ended <==> ended_before(words, address, \result);
 */
size_t gpamap_seek(const uint64_t *words, uint64_t address, bool *ended);

/* Count the entries that end at or below @address. */
/*@ requires keys_right(words);
    assigns \nothing;
    ensures end_up_to(words, address, \result);
 */
size_t gpamap_seek_end(const uint64_t *words, uint64_t address);

#ifdef __FRAMAC__
/*@ requires block(&layout->words[0]);
    assigns \nothing;
    ensures \result == layout->words[9];
 */
size_t gpamap_layout_count(const struct gpamap_layout *layout);

/*@ requires entries_right(&layout->words[0]);
    requires \valid(entry);
    assigns *entry;
    ensures \result <==> position < \old(layout->words[9]);
    ensures \result ==> told{Pre, Post}(&layout->words[0], position, entry);
    ensures !\result ==> *entry == \old(*entry);
 */
bool gpamap_layout_at(const struct gpamap_layout *layout, size_t position,
		      struct gpamap_entry *entry);
#endif

#endif /* GPAMAP_CORE_SEEK_H */
