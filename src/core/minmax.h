/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_MINMAX_H
#define GPAMAP_CORE_MINMAX_H

#include <stdint.h>

/*@ assigns \nothing;
    ensures \result == \min(a, b);
 */
static inline uint64_t gpamap_min(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/*@ assigns \nothing;
    ensures \result == \max(a, b);
 */
static inline uint64_t gpamap_max(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

#endif /* GPAMAP_CORE_MINMAX_H */
