/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_RANGE_H
#define GPAMAP_CORE_TERMS_RANGE_H

#include <gpamap/range.h>

#include "terms.h"

/* What functions of range.c promise to other files; proven with range.c. */

#ifdef __FRAMAC__
/*@ assigns \nothing;
    ensures \result <==> valid(range);
 */
bool gpamap_range_is_valid(struct gpamap_range range);

/*@ requires \valid(range);
    assigns *range;
    ensures \result == GPAMAP_ERR_TOO_HIGH <==> end > GPAMAP_ADDRESS_END;
    ensures \result == GPAMAP_ERR_MISALIGNED <==>
      end <= GPAMAP_ADDRESS_END && !(paged(start) && paged(end));
    ensures \result == GPAMAP_ERR_REVERSED <==>
      end <= GPAMAP_ADDRESS_END && paged(start) && paged(end) && start > end;
    ensures \result == GPAMAP_OK <==>
      end <= GPAMAP_ADDRESS_END && paged(start) && paged(end) && start <= end;
    ensures \result == GPAMAP_OK ==>
      range->start == start && range->end == end && valid(*range);
    ensures \result != GPAMAP_OK ==> *range == \old(*range);
 */
enum gpamap_status gpamap_range_try_new(uint64_t start, uint64_t end,
					struct gpamap_range *range);
#endif

#endif /* GPAMAP_CORE_TERMS_RANGE_H */
