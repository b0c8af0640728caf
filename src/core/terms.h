/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_H
#define GPAMAP_CORE_TERMS_H

#include <gpamap/types.h>

/*
 * The terms that contracts are written in. Contracts are comments that begin
 * with an @ and stand above the function that keeps them, in ACSL, a language
 * of logic; docs/proofs.md tells how to read them and what proves them. In
 * them numbers are unbounded and nothing wraps.
 */

/*@ predicate paged(integer x) = x % GPAMAP_PAGE_SIZE == 0;

    predicate upright(struct gpamap_range r) = r.start <= r.end;

    predicate valid(struct gpamap_range r) =
      upright(r) && paged(r.start) && paged(r.end) &&
      r.end <= GPAMAP_ADDRESS_END;

    predicate holds(struct gpamap_range r, integer x) =
      r.start <= x < r.end;

    // What 64 bits keep of a sum that passes them.
    logic integer wrapped(integer x) = x % 0x10000000000000000;

    // Powers of two in 64 bits.
    logic integer power(integer k) = k <= 0 ? 1 : 2 * power(k - 1);
    predicate is_power(integer x) =
      \exists integer k; 0 <= k < 64 && x == power(k);

    // The multiple of d next to x: the highest below, the lowest above, or x.
    predicate last_multiple(integer m, integer x, integer d) =
      m % d == 0 && m <= x &&
      \forall integer n; 0 <= n <= x && n % d == 0 ==> n <= m;
    predicate first_multiple(integer m, integer x, integer d) =
      m % d == 0 && x <= m &&
      \forall integer n; x <= n && n % d == 0 ==> m <= n;

    // Size bytes that begin at an aligned address and are within bounds.
    predicate fits(integer start, integer low, integer high, integer size,
                   integer alignment) =
      start % alignment == 0 && low <= start < high && start + size <= high;

    predicate fits_nowhere(integer low, integer high, integer size,
                           integer alignment) =
      \forall integer m; 0 <= m ==> !fits(m, low, high, size, alignment);

    // An address is in one of the ranges v[from] to v[to - 1].
    predicate in_some{L}(struct gpamap_range *v, integer from, integer to,
                         integer x) =
      \exists integer i; from <= i < to && holds(v[i], x);

    // Valid ranges, each at or above the end of those before it.
    predicate sorted_list{L}(struct gpamap_range *v, integer n) =
      (\forall integer i; 0 <= i < n ==> valid(v[i])) &&
      (\forall integer i, j; 0 <= i < j < n ==> v[i].end <= v[j].start);

    predicate unchanged{A, B}(struct gpamap_range *v, integer n) =
      \forall integer i; 0 <= i < n ==>
        \at(v[i].start, A) == \at(v[i].start, B) &&
        \at(v[i].end, A) == \at(v[i].end, B);

    lemma sorted_list_stays{A, B}:
      \forall struct gpamap_range *v, integer n;
        unchanged{A, B}(v, n) && sorted_list{A}(v, n) ==> sorted_list{B}(v, n);

    lemma in_some_stays{A, B}:
      \forall struct gpamap_range *v, integer n, from, to, x;
        unchanged{A, B}(v, n) && 0 <= from && to <= n &&
        in_some{A}(v, from, to, x) ==> in_some{B}(v, from, to, x);

    lemma not_in_some_stays{A, B}:
      \forall struct gpamap_range *v, integer n, from, to, x;
        unchanged{A, B}(v, n) && 0 <= from && to <= n &&
        !in_some{A}(v, from, to, x) ==> !in_some{B}(v, from, to, x);
 */

#endif /* GPAMAP_CORE_TERMS_H */
