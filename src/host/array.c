/* SPDX-License-Identifier: MIT */
#include "array.h"
#include "memory.h"

bool gpamap_array_reserve(void **items, size_t *capacity, size_t count,
			  size_t size)
{
	size_t wanted = *capacity < 8 ? 8 : *capacity + *capacity / 2;
	void *grown;

	if (count < *capacity)
		return true;
	grown = gpamap_memory_grow(*items, wanted, size);
	if (grown == NULL)
		return false;
	*items = grown;
	*capacity = wanted;
	return true;
}
