/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_ARRAY_H
#define GPAMAP_HOST_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Make room for one element more in an array on the heap.
 *
 * @items: address of the pointer to the array; NULL there for an empty one.
 * @capacity: elements that fit now; raised here.
 * @count: elements in use.
 * @size: bytes of an element.
 * Returns false for lack of memory; nothing has changed then.
 */
bool gpamap_array_reserve(void **items, size_t *capacity, size_t count,
			  size_t size);

#endif /* GPAMAP_HOST_ARRAY_H */
