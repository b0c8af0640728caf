/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_VALUE_ARRAY_H
#define GPAMAP_HOST_VALUE_ARRAY_H

#include "keys.h"

/* Lists that were said, as the arrays that the library takes. */

/**
 * Give the numbers of @list as an array of numbers of @width bytes: 1, 2, 4
 * or 8. The bounds of its key are such that they fit.
 *
 * @list: NULL: there is no array.
 * @array: out; free() it. NULL where there is none.
 * @count: out.
 * Returns false for lack of memory.
 */
bool gpamap_value_array(const struct gpamap_value *list, size_t width,
			void **array, size_t *count);

#endif /* GPAMAP_HOST_VALUE_ARRAY_H */
