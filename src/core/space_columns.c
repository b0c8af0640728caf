/* SPDX-License-Identifier: MIT */
#include "space.h"

#include "align.h"
#include "terms_columns.h"

/* How much room a space needs, and which column an alignment has. */

/*@ ghost
      /@ assigns \nothing;
         ensures \forall integer a, b; 0 <= a < b <= n ==>
           power(a) < power(b);
       @/
      static void powers_grow(uint32_t n)
      {
        /@ loop invariant 0 <= i <= n && power(i) > 0;
           loop invariant \forall integer a, b; 0 <= a < b <= i ==>
             power(a) < power(b);
           loop assigns i;
           loop variant n - i; @/
        for (uint32_t i = 0; i < n; i++) {
          /@ assert power(i + 1) == 2 * power(i); @/
          /@ assert \forall integer a; 0 <= a <= i ==>
               power(a) < power(i + 1); @/
        }
      }

      /@ requires d > 0 && d * h <= UINT64_MAX;
         assigns \nothing;
         ensures (d * h) % d == 0;
       @/
      static void products_divide(uint64_t d, uint64_t h)
      {
      }

      /@ assigns \nothing;
         ensures sum > 0 && paged(sum) ==> \exists integer k;
           12 <= k < 64 && lowest(sum) == power(k);
       @/
      static void pages_have_high_powers(uint64_t sum)
      {
        powers_grow(64);
        /@ assert power(4) == 16; @/
        /@ assert power(8) == 256 && power(12) == GPAMAP_PAGE_SIZE; @/
        /@ assert is_power(GPAMAP_PAGE_SIZE); @/
        /@ assert sum > 0 ==> least_power(lowest(sum), sum); @/
        /@ assert sum > 0 && paged(sum) ==>
             lowest(sum) >= GPAMAP_PAGE_SIZE; @/
      }

      /@ requires sum > 0 && p == lowest(sum);
         assigns \nothing;
         ensures 0 < p <= sum;
         ensures sum != p ==> lowest(sum - p) >= 2 * p;
       @/
      static void powers_ascend(uint64_t sum, uint64_t p)
      {
        /@ assert least_power(p, sum) && 1 <= p; @/
        uint64_t q = sum / p;
        uint64_t h = q / 2;
        /@ assert sum == p * q; @/
        if (q > 1) {
          /@ assert p * q >= p * 2; @/
          uint64_t d = 2 * p;
          /@ assert is_power(d); @/
          /@ assert d * h == p * (2 * h); @/
          /@ assert 2 * h <= q; @/
          /@ assert p * (2 * h) <= p * q; @/
          products_divide(d, h);
          /@ assert q == 2 * h ==> sum == d * h; @/
          /@ assert q == 2 * h + 1; @/
          /@ assert sum - p == d * h; @/
          /@ assert (sum - p) % d == 0; @/
          /@ assert least_power(lowest(sum - p), sum - p); @/
        }
      }
 */

uint32_t gpamap_alignments_count(uint64_t alignments)
{
	uint32_t count = 0;
	uint64_t rest = alignments;

	//@ ghost pages_have_high_powers(alignments);
	/*@ loop invariant 0 <= count <= 64 && rest == after(alignments, count);
	    loop invariant \forall integer c; 0 <= c < count ==>
	      after(alignments, c) > 0;
	    loop invariant rest > 0 ==> \exists integer k;
	      count <= k < 64 && lowest(rest) == power(k);
	    loop invariant rest > 0 && paged(alignments) ==> \exists integer k;
	      count + 12 <= k < 64 && lowest(rest) == power(k);
	    loop invariant paged(alignments) ==> count <= 52;
	    loop assigns count, rest;
	    loop variant rest; */
	while (rest != 0) {
		uint64_t least = gpamap_lowest_power(rest);

		//@ ghost powers_ascend(rest, least);
		//@ ghost powers_grow(64);
		/*@ assert \exists integer k; count <= k < 64 &&
		      least == power(k) && 2 * least == power(k + 1); */
		/*@ assert paged(alignments) ==> \exists integer k;
		      count + 12 <= k < 64 && least == power(k) &&
		      2 * least == power(k + 1); */
		rest -= least;
		/*@ assert rest > 0 ==> lowest(rest) >= 2 * least &&
		      is_power(lowest(rest)); */
		/*@ assert \forall integer j, k; 0 <= j < 64 && 0 <= k < 64 &&
		      power(j) >= power(k + 1) ==> j >= k + 1; */
		count++;
	}
	return count;
}

size_t gpamap_space_segments(size_t takes)
{
	/* Each range taken cuts one free segment into three at the most. */
	return 2 + 2 * takes;
}

void gpamap_space_align(struct gpamap_space *space, uint64_t alignment)
{
	/* The columns are in ascending order. */
	space->alignment = alignment;
	space->column = gpamap_alignments_count(
		gpamap_align_rest(space->alignments, alignment));
}
