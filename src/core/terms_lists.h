/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_LISTS_H
#define GPAMAP_CORE_TERMS_LISTS_H

#include "terms.h"

/* The terms that the contracts of lists of entries share; terms.h has the
 * others. Where in a list something is, is told from the end of the list, which
 * stays what it is while the list is read. */

/*@ predicate range_good(integer start, integer end) =
      paged(start) && paged(end) && start <= end && end <= GPAMAP_ADDRESS_END;
    predicate numbers_good{L}(uint64_t *entry) =
      range_good(entry[0], entry[1]);

    predicate whole_entries(integer words, integer stride) =
      (stride == 2 && words % 2 == 0) || (stride == 3 && words % 3 == 0) ||
      (stride == 4 && words % 4 == 0);

    // Some entries or none, in memory that can be read.
    predicate rest_readable{L}(uint64_t *next, uint64_t *end,
                               integer stride) =
      \base_addr(next) == \base_addr(end) &&
      0 <= end - next <= GPAMAP_RANGES_MAX * 4 &&
      whole_entries(end - next, stride) &&
      \valid_read(next + (0 .. end - next - 1));

    // An entry begins there, seen from the end: from some place on, below
    // another; both are below the end.
    predicate is_entry(integer w, integer from, integer to, integer stride) =
      from <= w < to && whole_entries(-w, stride);

    // These are placeholders, or none is.
    predicate all_empty{L}(uint64_t *end, integer from, integer to,
                           integer stride) =
      \forall integer w; is_entry(w, from, to, stride) ==>
        end[w] == end[w + 1];
    predicate none_empty{L}(uint64_t *end, integer from, integer to,
                            integer stride) =
      \forall integer w; is_entry(w, from, to, stride) ==>
        end[w] != end[w + 1];
    // These begin below an address.
    predicate all_below{L}(uint64_t *end, integer from, integer to,
                           integer stride, integer bound) =
      \forall integer w; is_entry(w, from, to, stride) ==> end[w] < bound;

    // Each has numbers that are good, and is at or above those before it,
    // placeholders left out.
    predicate rest_ordered{L}(uint64_t *end, integer from, integer stride) =
      (\forall integer w; is_entry(w, from, 0, stride) ==>
        range_good(end[w], end[w + 1])) &&
      (\forall integer v, w; is_entry(v, from, 0, stride) &&
        is_entry(w, from, 0, stride) && v < w && end[v] < end[v + 1] &&
        end[w] < end[w + 1] ==> end[v + 1] <= end[w]);
 */

#endif /* GPAMAP_CORE_TERMS_LISTS_H */
