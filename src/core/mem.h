/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_MEM_H
#define GPAMAP_CORE_MEM_H

#include <stddef.h>

/*
 * The only functions that the core takes from outside. A freestanding
 * compiler calls them by itself, so every environment has them; <string.h>
 * it may not have.
 */
void *memcpy(void *restrict, const void *restrict, size_t);
void *memset(void *, int, size_t);

#endif /* GPAMAP_CORE_MEM_H */
