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
#endif

#endif /* GPAMAP_CORE_TERMS_RANGE_H */
