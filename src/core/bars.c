/* SPDX-License-Identifier: MIT */
#include <gpamap/plan.h>

#include "align.h"

enum gpamap_status gpamap_bars_window(const uint64_t *sizes, size_t count,
				      uint64_t granularity, uint64_t *size,
				      uint64_t *alignment)
{
	uint64_t sum = 0, largest = granularity, skip;

	if (!gpamap_is_power_of_two(granularity) ||
	    (sizes == NULL && count != 0))
		return GPAMAP_ERR_ARGUMENT;
	/* From the largest down, each BAR begins at a multiple of its size,
	 * for all before it are such multiples: no byte is lost between. */
	for (size_t i = 0; i < count; i++) {
		if (!gpamap_is_power_of_two(sizes[i]))
			return GPAMAP_ERR_ARGUMENT;
		if (sizes[i] > UINT64_MAX - sum)
			return GPAMAP_ERR_TOO_HIGH;
		sum += sizes[i];
		if (sizes[i] > largest)
			largest = sizes[i];
	}
	skip = gpamap_align_skip(sum, granularity);
	if (skip > UINT64_MAX - sum)
		return GPAMAP_ERR_TOO_HIGH;
	*size = sum + skip;
	*alignment = largest;
	return GPAMAP_OK;
}
