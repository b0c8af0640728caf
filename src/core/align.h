/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_ALIGN_H
#define GPAMAP_CORE_ALIGN_H

#include <stdbool.h>
#include <stdint.h>

#include "terms.h"

/*
 * Powers of two that are known only at run time. These are the only masks in
 * the core: a division here would call into the compiler's library where
 * registers have 32 bits, and firmware may not have that.
 */

/*@ ghost
      /@ requires d > 0;
         assigns \nothing;
         ensures \forall integer m, n;
           0 <= m < n && m % d == 0 && n % d == 0 ==> n - m >= d;
       @/
      static void multiples_are_apart(uint64_t d)
      {
        /@ assert \forall integer m; 0 <= m && m % d == 0 ==> m == d * (m / d);
         @/
        /@ assert \forall integer i, j; i < j ==> d * i + d <= d * j; @/
        /@ assert \forall integer m, n; 0 <= m < n && m % d == 0 &&
             n % d == 0 ==> m / d < n / d; @/
      }

      /@ requires d > 0;
         assigns \nothing;
         ensures last_multiple(x - x % d, x, d);
         ensures (x - x % d + d) % d == 0;
         ensures paged(d) ==> paged(x - x % d);
       @/
      static void rests_lie_between_multiples(uint64_t x, uint64_t d)
      {
        multiples_are_apart(d);
        /@ assert x - x % d == d * (x / d); @/
        /@ assert (x - x % d) % d == 0; @/
        /@ assert paged(d) ==> d == GPAMAP_PAGE_SIZE * (d / GPAMAP_PAGE_SIZE);
         @/
        /@ assert paged(d) ==>
             x - x % d == GPAMAP_PAGE_SIZE * ((d / GPAMAP_PAGE_SIZE) * (x / d));
         @/
      }
 */

/* proofs/masks.smt2 proves each axiom; lowest_bit is by itself since axioms
 * without a word of their own stand in the way of all goals. */
/*@ axiomatic Masks {
      axiom single_bit:
        \forall integer x; 0 < x <= UINT64_MAX ==>
          ((x & (x - 1)) == 0 <==> is_power(x));
      axiom low_bits:
        \forall integer x, p; 0 <= x <= UINT64_MAX && is_power(p) ==>
          (x & (p - 1)) == x % p;
      axiom size_of_powers:
        \forall integer p; is_power(p) ==> 1 <= p <= 0x8000000000000000;
      axiom twice:
        \forall integer p; is_power(p) && 2 * p <= UINT64_MAX ==>
          is_power(2 * p);
      axiom whole_pages:
        \forall integer p; is_power(p) && p >= 4096 ==> p % 4096 == 0;
    }
 */

/*@ ghost
      /@ requires is_power(alignment) && alignment >= GPAMAP_PAGE_SIZE;
         requires x % alignment == 0;
         assigns \nothing;
         ensures paged(x);
       @/
      static void multiples_are_paged(uint64_t x, uint64_t alignment)
      {
        rests_lie_between_multiples(x, alignment);
      }
 */

/*@ // The least power of two in a sum of them: the largest that divides it.
    predicate least_power(integer p, integer sum) =
      is_power(p) && p <= sum && sum % p == 0 &&
      \forall integer q; is_power(q) && sum % q == 0 ==> q <= p;

    axiomatic LowestBit {
      logic integer lowest(integer sum);
      axiom lowest_as_mask:
        \forall integer sum; 0 < sum <= UINT64_MAX ==>
          lowest(sum) == (sum & (sum ^ (sum - 1)));
      axiom lowest_bit:
        \forall integer sum; 0 < sum <= UINT64_MAX ==>
          least_power(lowest(sum), sum);
    }
 */

/*@ assigns \nothing;
    ensures \result <==> is_power(value);
 */
static inline bool gpamap_is_power_of_two(uint64_t value)
{
	return value != 0 && (value & (value - 1)) == 0;
}

/* The least of the powers of two that @sum, not 0, is the sum of. */
/*@ requires sum > 0;
    assigns \nothing;
    ensures \result == lowest(sum) && least_power(\result, sum);
 */
static inline uint64_t gpamap_lowest_power(uint64_t sum)
{
	return sum & (sum ^ (sum - 1));
}

/* What @value is above a multiple of @alignment, a power of two. */
/*@ requires is_power(alignment);
    assigns \nothing;
    ensures \result == value % alignment;
    ensures last_multiple(value - \result, value, alignment);
    ensures (value - \result + alignment) % alignment == 0;
    ensures alignment >= GPAMAP_PAGE_SIZE ==> paged(value - \result);
 */
static inline uint64_t gpamap_align_rest(uint64_t value, uint64_t alignment)
{
	//@ ghost rests_lie_between_multiples(value, alignment);
	return value & (alignment - 1);
}

/* What @value is below the next such multiple; 0 where it is one. */
/*@ requires is_power(alignment);
    assigns \nothing;
    ensures \result < alignment;
    ensures first_multiple(value + \result, value, alignment);
    ensures alignment >= GPAMAP_PAGE_SIZE ==> paged(value + \result);
 */
static inline uint64_t gpamap_align_skip(uint64_t value, uint64_t alignment)
{
	uint64_t rest = gpamap_align_rest(value, alignment);

	//@ ghost multiples_are_apart(alignment);
	return rest == 0 ? 0 : alignment - rest;
}

#endif /* GPAMAP_CORE_ALIGN_H */
