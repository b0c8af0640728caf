/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>

#include "memory.h"

static bool ran_out;

bool gpamap_memory_fail(void)
{
	ran_out = true;
	return false;
}

bool gpamap_memory_ran_out(void)
{
	return ran_out;
}

void *gpamap_memory_take(size_t count, size_t size)
{
	/* For no bytes, calloc() may give NULL though there is memory. */
	void *taken = count == 0 || size == 0 ? calloc(1, 1)
					      : calloc(count, size);

	if (taken == NULL)
		gpamap_memory_fail();
	return taken;
}

void *gpamap_memory_grow(void *old, size_t count, size_t size)
{
	void *grown = NULL;

	/* For no bytes, realloc() may free. */
	if (count == 0 || size == 0)
		count = size = 1;
	if (count <= SIZE_MAX / size)
		grown = realloc(old, count * size);
	if (grown == NULL)
		gpamap_memory_fail();
	return grown;
}
