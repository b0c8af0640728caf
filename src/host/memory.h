/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_MEMORY_H
#define GPAMAP_HOST_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The heap of the command. Whoever finds none gives up what it was about; that
 * memory ran out is remembered here, so that no caller can forget to tell, or
 * end as if nothing had been left out.
 */

/**
 * Give @count times @size bytes, all zero; free() them.
 *
 * Returns NULL for lack of memory, and only then.
 */
void *gpamap_memory_take(size_t count, size_t size);

/**
 * Make @old, NULL for none, hold @count times @size bytes; those that are new
 * hold anything.
 *
 * Returns where they are now; NULL for lack of memory, and @old stays.
 */
void *gpamap_memory_grow(void *old, size_t count, size_t size);

/** Remember that a library found no memory. Returns false. */
bool gpamap_memory_fail(void);

/** Say whether memory has run out, once or more. */
bool gpamap_memory_ran_out(void);

#endif /* GPAMAP_HOST_MEMORY_H */
