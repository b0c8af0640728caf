/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_COLUMNS_H
#define GPAMAP_CORE_TERMS_COLUMNS_H

#include "align.h"
#include "terms_space.h"

/*
 * The columns of the largest fits: one for each power of two in a sum of
 * them, in ascending order.
 */

/*@ // What is left of the sum without the least powers in it.
    logic integer after(integer sum, integer c) =
      c <= 0 ? sum : after(sum, c - 1) - lowest(after(sum, c - 1));

    predicate has_columns(integer sum, integer columns) =
      0 <= columns && after(sum, columns) == 0 &&
      \forall integer c; 0 <= c < columns ==> after(sum, c) > 0;

    axiomatic ColumnsOfSums {
      axiom alignment_at_is: \forall integer sum, c;
        alignment_at(sum, c) == lowest(after(sum, c));
    }
 */

#endif /* GPAMAP_CORE_TERMS_COLUMNS_H */
