/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_FIT_H
#define GPAMAP_CORE_FIT_H

#include <stdbool.h>
#include <stdint.h>

#include "align.h"

/*
 * Where something fits between two addresses: @size bytes that begin at a
 * multiple of @alignment, a power of two, from @low up to @high. Neither is
 * above GPAMAP_ADDRESS_END.
 */

/* Round up to a multiple; false where none is left below the end. */
/*@ requires is_power(alignment) && value <= GPAMAP_ADDRESS_END;
    requires \valid(rounded);
    assigns *rounded;
    ensures \result ==> first_multiple(*rounded, value, alignment) &&
      *rounded <= GPAMAP_ADDRESS_END;
    ensures !\result ==> \forall integer m;
      value <= m && m % alignment == 0 ==> m > GPAMAP_ADDRESS_END;
 */
static inline bool gpamap_fit_round_up(uint64_t value, uint64_t alignment,
				       uint64_t *rounded)
{
	uint64_t skip = gpamap_align_skip(value, alignment);

	if (skip > GPAMAP_ADDRESS_END - value)
		return false;
	*rounded = value + skip;
	return true;
}

/* The largest size that fits; 0 for none. */
/*@ requires is_power(alignment);
    requires low <= GPAMAP_ADDRESS_END && high <= GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result > 0 ==> first_multiple(high - \result, low, alignment);
    ensures \result == 0 ==> fits_nowhere(low, high, 1, alignment);
 */
static inline uint64_t gpamap_fit_largest(uint64_t low, uint64_t high,
					  uint64_t alignment)
{
	uint64_t start;

	if (!gpamap_fit_round_up(low, alignment, &start) || start >= high)
		return 0;
	return high - start;
}

/* Find the lowest place; false where there is none. */
/*@ requires is_power(alignment) && \valid(start);
    requires low <= GPAMAP_ADDRESS_END && high <= GPAMAP_ADDRESS_END;
    assigns *start;
    ensures \result ==> fits(*start, low, high, size, alignment) &&
      \forall integer m; 0 <= m && fits(m, low, high, size, alignment) ==>
        *start <= m;
    ensures !\result ==> fits_nowhere(low, high, size, alignment);
 */
static inline bool gpamap_fit_lowest(uint64_t low, uint64_t high, uint64_t size,
				     uint64_t alignment, uint64_t *start)
{
	return gpamap_fit_round_up(low, alignment, start) && *start < high &&
	       high - *start >= size;
}

/* Find the highest place; false where there is none. */
/*@ requires is_power(alignment) && \valid(start) && size > 0;
    requires low <= GPAMAP_ADDRESS_END && high <= GPAMAP_ADDRESS_END;
    assigns *start;
    ensures \result ==> fits(*start, low, high, size, alignment) &&
      \forall integer m; 0 <= m && fits(m, low, high, size, alignment) ==>
        m <= *start;
    ensures !\result ==> fits_nowhere(low, high, size, alignment);
 */
static inline bool gpamap_fit_highest(uint64_t low, uint64_t high,
				      uint64_t size, uint64_t alignment,
				      uint64_t *start)
{
	if (high < low || high - low < size)
		return false;
	*start = high - size;
	*start -= gpamap_align_rest(*start, alignment);
	return *start >= low;
}

#endif /* GPAMAP_CORE_FIT_H */
