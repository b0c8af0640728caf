/* SPDX-License-Identifier: MIT */
#include <gpamap/plan.h>

#include "align.h"

/*@ logic integer bars_sum{L}(uint64_t *sizes, integer count) =
      count <= 0 ? 0 : bars_sum(sizes, count - 1) + sizes[count - 1];
 */

/*@ requires sizes == \null || \valid_read(sizes + (0 .. count - 1));
    requires \valid(size) && \valid(alignment) && \separated(size, alignment);
    assigns *size, *alignment;
    ensures \result == GPAMAP_OK || \result == GPAMAP_ERR_ARGUMENT ||
            \result == GPAMAP_ERR_TOO_HIGH;
    ensures !is_power(granularity) ==> \result == GPAMAP_ERR_ARGUMENT;
    ensures \result == GPAMAP_OK ==>
      first_multiple(*size, bars_sum{Pre}(sizes, count), granularity);
    ensures \result == GPAMAP_OK ==> \forall integer i; 0 <= i < count ==>
      is_power(\at(sizes[i], Pre)) && \at(sizes[i], Pre) <= *alignment;
    ensures \result == GPAMAP_OK ==> *alignment == granularity ||
      \exists integer i; 0 <= i < count && *alignment == \at(sizes[i], Pre);
    ensures \result != GPAMAP_OK ==>
      *size == \old(*size) && *alignment == \old(*alignment);
 */
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
	/*@ loop invariant 0 <= i <= count;
	    loop invariant sum == bars_sum(sizes, i);
	    loop invariant \forall integer k; 0 <= k < i ==>
	      is_power(sizes[k]) && sizes[k] <= largest;
	    loop invariant largest == granularity ||
	      \exists integer k; 0 <= k < i && largest == sizes[k];
	    loop assigns i, sum, largest;
	    loop variant count - i; */
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
