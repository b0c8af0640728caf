/* SPDX-License-Identifier: MIT */
#include <gpamap/plan.h>

static bool is_power_of_two(uint64_t value)
{
	return value != 0 && (value & (value - 1)) == 0;
}

enum gpamap_status gpamap_bars_window(const uint64_t *sizes, size_t count,
				      uint64_t granularity, uint64_t *size,
				      uint64_t *alignment)
{
	uint64_t sum = 0, largest = granularity, rest;

	if (!is_power_of_two(granularity) || (sizes == NULL && count != 0))
		return GPAMAP_ERR_ARGUMENT;
	/* From the largest down, each BAR begins at a multiple of its size,
	 * for all before it are such multiples: no byte is lost between. */
	for (size_t i = 0; i < count; i++) {
		if (!is_power_of_two(sizes[i]))
			return GPAMAP_ERR_ARGUMENT;
		if (sizes[i] > UINT64_MAX - sum)
			return GPAMAP_ERR_TOO_HIGH;
		sum += sizes[i];
		if (sizes[i] > largest)
			largest = sizes[i];
	}
	rest = sum % granularity;
	if (rest != 0 && granularity - rest > UINT64_MAX - sum)
		return GPAMAP_ERR_TOO_HIGH;
	*size = rest == 0 ? sum : sum + (granularity - rest);
	*alignment = largest;
	return GPAMAP_OK;
}
