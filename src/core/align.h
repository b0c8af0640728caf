/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_ALIGN_H
#define GPAMAP_CORE_ALIGN_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Powers of two that are known only at run time. These are the only masks in
 * the core: a division here would call into the compiler's library where
 * registers have 32 bits, and firmware may not have that.
 */

static inline bool gpamap_is_power_of_two(uint64_t value)
{
	return value != 0 && (value & (value - 1)) == 0;
}

/* What @value is above a multiple of @alignment, a power of two. */
static inline uint64_t gpamap_align_rest(uint64_t value, uint64_t alignment)
{
	return value & (alignment - 1);
}

/* What @value is below the next such multiple; 0 where it is one. */
static inline uint64_t gpamap_align_skip(uint64_t value, uint64_t alignment)
{
	uint64_t rest = gpamap_align_rest(value, alignment);

	return rest == 0 ? 0 : alignment - rest;
}

#endif /* GPAMAP_CORE_ALIGN_H */
