/* SPDX-License-Identifier: MIT */
#include "memory.h"
#include "value_array.h"

static void put(void *array, size_t width, size_t index, uint64_t number)
{
	if (width == sizeof(uint8_t))
		((uint8_t *)array)[index] = (uint8_t)number;
	else if (width == sizeof(uint16_t))
		((uint16_t *)array)[index] = (uint16_t)number;
	else if (width == sizeof(uint32_t))
		((uint32_t *)array)[index] = (uint32_t)number;
	else
		((uint64_t *)array)[index] = number;
}

bool gpamap_value_array(const struct gpamap_value *list, size_t width,
			void **array, size_t *count)
{
	size_t i;

	*array = NULL;
	*count = 0;
	if (list == NULL)
		return true;
	*array = gpamap_memory_take(list->count, width);
	if (*array == NULL)
		return false;
	for (i = 0; i < list->count; i++)
		put(*array, width, i, list->items[i]);
	*count = list->count;
	return true;
}
