/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_MEM_H
#define GPAMAP_CORE_MEM_H

#include <stddef.h>

/*
 * The only functions that the core takes from outside. A freestanding
 * compiler calls them by itself, so every environment has them; <string.h>
 * it may not have.
 */
void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memset(void *at, int byte, size_t size);

#endif /* GPAMAP_CORE_MEM_H */
