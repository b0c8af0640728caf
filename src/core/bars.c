/* SPDX-License-Identifier: MIT */
#include <gpamap/plan.h>

#include "align.h"

/*@ logic integer bars_sum{L}(uint64_t *sizes, integer count) =
      count <= 0 ? 0 : bars_sum(sizes, count - 1) + sizes[count - 1];
 */

/*@ predicate bars_good{L}(uint64_t *sizes, integer count) =
      \forall integer i; 0 <= i < count ==> is_power(sizes[i]);

    // A BAR's size is none, and all before it are good and within 64 bits.
    predicate bars_wrong{L}(uint64_t *sizes, integer count) =
      \exists integer i; 0 <= i < count && bars_good(sizes, i) &&
        bars_sum(sizes, i) <= UINT64_MAX && !is_power(sizes[i]);

    // Good BARs pass 64 bits, before any that is wrong.
    predicate bars_pass{L}(uint64_t *sizes, integer count) =
      \exists integer n; 0 < n <= count && bars_good(sizes, n) &&
        bars_sum(sizes, n) > UINT64_MAX;
 */

/*@ requires sizes == \null || \valid_read(sizes + (0 .. count - 1));
    requires \valid(size) && \valid(alignment) && \separated(size, alignment);
    assigns *size, *alignment;
    ensures \result == GPAMAP_OK || \result == GPAMAP_ERR_ARGUMENT ||
            \result == GPAMAP_ERR_TOO_HIGH;
    ensures !is_power(granularity) || (sizes == \null && count != 0) ==>
      \result == GPAMAP_ERR_ARGUMENT;
    ensures \result == GPAMAP_ERR_ARGUMENT ==>
      !is_power(granularity) || (sizes == \null && count != 0) ||
      bars_wrong{Pre}(sizes, count);
    ensures \result == GPAMAP_ERR_TOO_HIGH ==>
      bars_pass{Pre}(sizes, count) ||
      (bars_good{Pre}(sizes, count) && \forall integer m;
        bars_sum{Pre}(sizes, count) <= m && m % granularity == 0 ==>
          m > UINT64_MAX);
    ensures \result == GPAMAP_OK ==>
      first_multiple(*size, bars_sum{Pre}(sizes, count), granularity);
    ensures \result == GPAMAP_OK ==> granularity <= *alignment &&
      \forall integer i; 0 <= i < count ==>
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
	    loop invariant sum == bars_sum(sizes, i) && granularity <= largest;
	    loop invariant \forall integer k; 0 <= k < i ==>
	      is_power(sizes[k]) && sizes[k] <= largest;
	    loop invariant largest == granularity ||
	      \exists integer k; 0 <= k < i && largest == sizes[k];
	    loop assigns i, sum, largest;
	    loop variant count - i; */
	for (size_t i = 0; i < count; i++) {
		//@ assert bars_good(sizes, i) && sum <= UINT64_MAX;
		/*@ assert !is_power(sizes[i]) ==>
		      bars_wrong(sizes, count); */
		if (!gpamap_is_power_of_two(sizes[i]))
			return GPAMAP_ERR_ARGUMENT;
		/*@ assert bars_good(sizes, i + 1) &&
		      bars_sum(sizes, i + 1) == sum + sizes[i]; */
		/*@ assert sizes[i] > UINT64_MAX - sum ==>
		      bars_pass(sizes, count); */
		if (sizes[i] > UINT64_MAX - sum)
			return GPAMAP_ERR_TOO_HIGH;
		sum += sizes[i];
		if (sizes[i] > largest)
			largest = sizes[i];
	}
	skip = gpamap_align_skip(sum, granularity);
	/*@ assert \forall integer m; sum <= m && m % granularity == 0 ==>
	      sum + skip <= m; */
	if (skip > UINT64_MAX - sum)
		return GPAMAP_ERR_TOO_HIGH;
	*size = sum + skip;
	*alignment = largest;
	return GPAMAP_OK;
}
