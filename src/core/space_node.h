/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SPACE_NODE_H
#define GPAMAP_CORE_SPACE_NODE_H

#include "fit.h"
#include "space.h"
#include "terms_space.h"

/* What one segment knows, by itself and of its subtree. */

/*@ lemma own_is_one:
      \forall integer a, b, start, end, alignment; 0 <= start &&
        is_own(a, start, end, alignment) && is_own(b, start, end, alignment)
          ==> a == b;
 */

/* The largest size that fits into the segment by itself at @alignment. */
/*@ requires \valid_read(segment) && is_power(alignment);
    requires segment->start <= GPAMAP_ADDRESS_END &&
      segment->end <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result == (segment->owner == GPAMAP_SPACE_FREE ?
      largest(segment->start, segment->end, alignment) : 0);
 */
static inline uint64_t gpamap_fit_at(const struct gpamap_segment *segment,
				     uint64_t alignment)
{
	return segment->owner == GPAMAP_SPACE_FREE
		       ? gpamap_fit_largest(segment->start, segment->end,
					    alignment)
		       : 0;
}

/* The largest fits of a subtree, one an alignment. */
/*@ requires \valid_read(space) && 0 <= row(space->columns, at) <= SIZE_MAX;
    assigns \result \from space, space->best, space->columns, at;
    ensures \result == row_at(space->best, space->columns, at);
    ensures \result == space->best + row(space->columns, at);
 */
static inline uint64_t *gpamap_fits_of(const struct gpamap_space *space,
				       uint32_t at)
{
	return space->best + (size_t)at * space->columns;
}

#endif /* GPAMAP_CORE_SPACE_NODE_H */
