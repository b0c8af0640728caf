/* SPDX-License-Identifier: MIT */
#include <gpamap/range.h>

#include "align.h"
#include "minmax.h"
#include "terms_range.h"

#define SIZE_2M UINT64_C(0x200000)
#define SIZE_1G UINT64_C(0x40000000)

/*@ assigns \nothing;
    ensures \result <==> paged(value);
 */
static bool is_page_aligned(uint64_t value)
{
	return value % GPAMAP_PAGE_SIZE == 0;
}

bool gpamap_range_is_valid(struct gpamap_range range)
{
	return is_page_aligned(range.start) && is_page_aligned(range.end) &&
	       range.start <= range.end;
}

enum gpamap_status gpamap_range_try_new(uint64_t start, uint64_t end,
					struct gpamap_range *range)
{
	/* The last page's addresses come first: an end there is too high
	 * before it is misaligned. */
	if (end > GPAMAP_ADDRESS_END)
		return GPAMAP_ERR_TOO_HIGH;
	if (!is_page_aligned(start) || !is_page_aligned(end))
		return GPAMAP_ERR_MISALIGNED;
	if (start > end)
		return GPAMAP_ERR_REVERSED;
	range->start = start;
	range->end = end;
	return GPAMAP_OK;
}

/*@ requires \valid(range);
    assigns *range;
    behavior argument:
      assumes !is_power(alignment) || alignment < GPAMAP_PAGE_SIZE;
      ensures \result == GPAMAP_ERR_ARGUMENT && *range == \old(*range);
    behavior reversed:
      assumes is_power(alignment) && alignment >= GPAMAP_PAGE_SIZE;
      assumes start > end;
      ensures \result == GPAMAP_ERR_REVERSED && *range == \old(*range);
    behavior bounded:
      assumes is_power(alignment) && alignment >= GPAMAP_PAGE_SIZE;
      assumes start <= end;
      ensures \result == GPAMAP_OK || \result == GPAMAP_ERR_TOO_HIGH;
      ensures \result == GPAMAP_OK ==> valid(*range);
      ensures \result == GPAMAP_OK ==>
        last_multiple(range->start, start, alignment);
      ensures \result == GPAMAP_OK && start < end ==>
        first_multiple(range->end, end, alignment);
      ensures \result == GPAMAP_OK && start == end ==>
        range->end == range->start;
      ensures \result == GPAMAP_ERR_TOO_HIGH ==>
        start < end && *range == \old(*range) &&
        \forall integer m; end <= m && m % alignment == 0 ==>
          m > GPAMAP_ADDRESS_END;
    complete behaviors;
    disjoint behaviors;
 */
enum gpamap_status gpamap_range_bounding(uint64_t start, uint64_t end,
					 uint64_t alignment,
					 struct gpamap_range *range)
{
	uint64_t low, spill;

	if (!gpamap_is_power_of_two(alignment) || alignment < GPAMAP_PAGE_SIZE)
		return GPAMAP_ERR_ARGUMENT;
	if (start > end)
		return GPAMAP_ERR_REVERSED;
	low = start - gpamap_align_rest(start, alignment);
	if (start == end)
		end = low;
	spill = gpamap_align_skip(end, alignment);
	if (end > GPAMAP_ADDRESS_END || spill > GPAMAP_ADDRESS_END - end)
		return GPAMAP_ERR_TOO_HIGH;
	range->start = low;
	range->end = end + spill;
	return GPAMAP_OK;
}

/*@ requires \valid(range);
    assigns *range;
    ensures \result == GPAMAP_ERR_REVERSED <==> start_4k_gpn > end_4k_gpn;
    ensures \result == GPAMAP_ERR_TOO_HIGH <==>
      start_4k_gpn <= end_4k_gpn &&
      end_4k_gpn * GPAMAP_PAGE_SIZE > GPAMAP_ADDRESS_END;
    ensures \result == GPAMAP_OK <==>
      start_4k_gpn <= end_4k_gpn &&
      end_4k_gpn * GPAMAP_PAGE_SIZE <= GPAMAP_ADDRESS_END;
    ensures \result == GPAMAP_OK ==> valid(*range) &&
      range->start == start_4k_gpn * GPAMAP_PAGE_SIZE &&
      range->end == end_4k_gpn * GPAMAP_PAGE_SIZE;
    ensures \result != GPAMAP_OK ==> *range == \old(*range);
 */
enum gpamap_status gpamap_range_from_4k_gpn(uint64_t start_4k_gpn,
					    uint64_t end_4k_gpn,
					    struct gpamap_range *range)
{
	if (start_4k_gpn > end_4k_gpn)
		return GPAMAP_ERR_REVERSED;
	if (end_4k_gpn > GPAMAP_ADDRESS_END / GPAMAP_PAGE_SIZE)
		return GPAMAP_ERR_TOO_HIGH;
	range->start = start_4k_gpn * GPAMAP_PAGE_SIZE;
	range->end = end_4k_gpn * GPAMAP_PAGE_SIZE;
	return GPAMAP_OK;
}

/*@ requires upright(range);
    assigns \nothing;
    ensures \result == range.end - range.start;
 */
uint64_t gpamap_range_len(struct gpamap_range range)
{
	return range.end - range.start;
}

/*@ requires upright(range);
    assigns \nothing;
    ensures \result <==> \forall integer x; !holds(range, x);
 */
bool gpamap_range_is_empty(struct gpamap_range range)
{
	//@ assert range.start < range.end ==> holds(range, range.start);
	return range.start == range.end;
}

/*@ assigns \nothing;
    ensures \result == range.start / GPAMAP_PAGE_SIZE;
 */
uint64_t gpamap_range_start_4k_gpn(struct gpamap_range range)
{
	return range.start / GPAMAP_PAGE_SIZE;
}

/*@ assigns \nothing;
    ensures \result == range.end / GPAMAP_PAGE_SIZE;
 */
uint64_t gpamap_range_end_4k_gpn(struct gpamap_range range)
{
	return range.end / GPAMAP_PAGE_SIZE;
}

/*@ requires valid(range);
    assigns \nothing;
    ensures \result * GPAMAP_PAGE_SIZE == range.end - range.start;
 */
uint64_t gpamap_range_page_count_4k(struct gpamap_range range)
{
	return gpamap_range_len(range) / GPAMAP_PAGE_SIZE;
}

/*@ requires upright(range);
    assigns \nothing;
    ensures (\result - 1) * SIZE_2M < range.end - range.start <=
      \result * SIZE_2M;
 */
uint64_t gpamap_range_page_count_2m(struct gpamap_range range)
{
	uint64_t len = gpamap_range_len(range);

	return len / SIZE_2M + (len % SIZE_2M != 0);
}

/*@ requires \valid(part) && upright(range);
    assigns *part;
    behavior argument:
      assumes !is_power(alignment);
      ensures \result == GPAMAP_ERR_ARGUMENT && *part == \old(*part);
    behavior none:
      assumes is_power(alignment);
      assumes \forall integer m; m % alignment == 0 ==>
        !(range.start <= m <= range.end);
      ensures \result == GPAMAP_OK && part->start == 0 && part->end == 0;
    behavior some:
      assumes is_power(alignment);
      assumes \exists integer m; m % alignment == 0 &&
        range.start <= m <= range.end;
      ensures \result == GPAMAP_OK && upright(*part);
      ensures first_multiple(part->start, range.start, alignment);
      ensures last_multiple(part->end, range.end, alignment);
    complete behaviors;
    disjoint behaviors;
 */
enum gpamap_status gpamap_range_aligned_subrange(struct gpamap_range range,
						 uint64_t alignment,
						 struct gpamap_range *part)
{
	uint64_t skip;

	if (!gpamap_is_power_of_two(alignment))
		return GPAMAP_ERR_ARGUMENT;
	skip = gpamap_align_skip(range.start, alignment);
	if (skip > range.end - range.start) {
		*part = GPAMAP_RANGE_EMPTY;
		return GPAMAP_OK;
	}
	part->start = range.start + skip;
	part->end = range.end - gpamap_align_rest(range.end, alignment);
	return GPAMAP_OK;
}

/*@ assigns \nothing;
    ensures \result <==> \exists integer x; holds(a, x) && holds(b, x);
 */
bool gpamap_range_overlaps(struct gpamap_range a, struct gpamap_range b)
{
	uint64_t start = gpamap_max(a.start, b.start);
	bool some = start < gpamap_min(a.end, b.end);

	//@ assert some ==> holds(a, start) && holds(b, start);
	return some;
}

/*@ requires upright(inner);
    assigns \nothing;
    ensures \result <==>
      \forall integer x; holds(inner, x) ==> holds(outer, x);
 */
bool gpamap_range_contains(struct gpamap_range outer, struct gpamap_range inner)
{
	/*@ assert inner.start < inner.end ==>
	      holds(inner, inner.start) && holds(inner, inner.end - 1); */
	return gpamap_range_is_empty(inner) ||
	       (outer.start <= inner.start && inner.end <= outer.end);
}

/*@ assigns \nothing;
    ensures \result <==> holds(range, address);
 */
bool gpamap_range_contains_addr(struct gpamap_range range, uint64_t address)
{
	return range.start <= address && address < range.end;
}

/*@ requires \valid(offset);
    assigns *offset;
    ensures \result <==> holds(range, address);
    ensures \result ==> range.start + *offset == address;
    ensures !\result ==> *offset == \old(*offset);
 */
bool gpamap_range_offset_of(struct gpamap_range range, uint64_t address,
			    uint64_t *offset)
{
	if (!gpamap_range_contains_addr(range, address))
		return false;
	*offset = address - range.start;
	return true;
}

/*@ assigns \nothing;
    ensures \forall integer x;
      holds(\result, x) <==> holds(a, x) && holds(b, x);
    ensures upright(\result);
    ensures \result.start == \result.end ==> \result.end == 0;
    ensures valid(a) && valid(b) ==> valid(\result);
 */
struct gpamap_range gpamap_range_intersection(struct gpamap_range a,
					      struct gpamap_range b)
{
	struct gpamap_range both = { gpamap_max(a.start, b.start),
				     gpamap_min(a.end, b.end) };

	return both.start < both.end ? both : GPAMAP_RANGE_EMPTY;
}

/*@ requires \valid(low) && \valid(high) && \separated(low, high);
    requires upright(range);
    assigns *low, *high;
    ensures \result == GPAMAP_ERR_MISALIGNED <==> !paged(offset);
    ensures \result == GPAMAP_ERR_TOO_HIGH <==>
      paged(offset) && offset > range.end - range.start;
    ensures \result == GPAMAP_OK <==>
      paged(offset) && offset <= range.end - range.start;
    ensures \result == GPAMAP_OK ==>
      low->start == range.start && low->end == range.start + offset &&
      high->start == low->end && high->end == range.end;
    ensures \result == GPAMAP_OK && valid(range) ==>
      valid(*low) && valid(*high);
    ensures \result != GPAMAP_OK ==>
      *low == \old(*low) && *high == \old(*high);
 */
enum gpamap_status gpamap_range_split_at_offset(struct gpamap_range range,
						uint64_t offset,
						struct gpamap_range *low,
						struct gpamap_range *high)
{
	if (!is_page_aligned(offset))
		return GPAMAP_ERR_MISALIGNED;
	if (offset > gpamap_range_len(range))
		return GPAMAP_ERR_TOO_HIGH;
	*low = (struct gpamap_range){ range.start, range.start + offset };
	*high = (struct gpamap_range){ range.start + offset, range.end };
	return GPAMAP_OK;
}

/* The sum of @a and @b as 64 bits hold it. */
/*@ assigns \nothing;
    ensures \result == wrapped(a + b);
 */
static uint64_t wrapping_sum(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX - b ? a - (UINT64_MAX - b) - 1 : a + b;
}

/*@ ghost
      /@ requires d > 0 && x == q * d;
         assigns \nothing;
         ensures x % d == 0;
         ensures x % (2 * d) == 0 ==> q % 2 == 0;
       @/
      static void quotients_tell_multiples(uint64_t x, uint64_t q, uint64_t d)
      {
        /@ assert x / d == q; @/
        /@ assert x % (2 * d) == 0 ==> q * d == (2 * d) * (x / (2 * d)); @/
        /@ assert x % (2 * d) == 0 ==> q == 2 * (x / (2 * d)); @/
      }
 */

/*@ ghost
      /@ requires x % 2 == 0;
         assigns \nothing;
         ensures (x / 2) * (2 * p) == x * p;
         ensures x > 0 ==> 2 * p <= x * p;
       @/
      static void halves_of_doubles(uint64_t x, uint64_t p)
      {
        /@ assert x == 2 * (x / 2); @/
      }
 */

/*@ requires x > 0 || y > 0;
    assigns \nothing;
    ensures is_power(\result);
    ensures x % \result == 0 && y % \result == 0;
    ensures x % (2 * \result) != 0 || y % (2 * \result) != 0;
 */
static uint64_t common_power(uint64_t x, uint64_t y)
{
	uint64_t power = 1;

	//@ ghost uint64_t x0 = x, y0 = y;
	//@ assert power(0) == 1;
	/*@ loop invariant is_power(power);
	    loop invariant x * power == x0 && y * power == y0;
	    loop invariant x > 0 || y > 0;
	    loop assigns x, y, power;
	    loop variant x + y; */
	while (x % 2 == 0 && y % 2 == 0) {
		//@ ghost halves_of_doubles(x, power);
		//@ ghost halves_of_doubles(y, power);
		x /= 2;
		y /= 2;
		power *= 2;
	}
	//@ ghost quotients_tell_multiples(x0, x, power);
	//@ ghost quotients_tell_multiples(y0, y, power);
	return power;
}

/*@ requires upright(range);
    assigns \nothing;
    behavior zero:
      assumes wrapped(base + range.start) == 0 &&
              wrapped(base + range.end) == 0;
      ensures \result == 0;
    behavior power:
      assumes wrapped(base + range.start) != 0 ||
              wrapped(base + range.end) != 0;
      ensures is_power(\result);
      ensures wrapped(base + range.start) % \result == 0;
      ensures wrapped(base + range.end) % \result == 0;
      ensures wrapped(base + range.start) % (2 * \result) != 0 ||
              wrapped(base + range.end) % (2 * \result) != 0;
    complete behaviors;
    disjoint behaviors;
 */
uint64_t gpamap_range_alignment(struct gpamap_range range, uint64_t base)
{
	uint64_t start = wrapping_sum(base, range.start);
	uint64_t end = wrapping_sum(base, range.end);

	return start == 0 && end == 0 ? 0 : common_power(start, end);
}

/* Cutting into aligned pages' worth. */

/*@ requires \valid(iter);
    assigns *iter;
    ensures \result == GPAMAP_OK <==>
      valid(range) && paged(offset) && paged(max_len);
    ensures \result == GPAMAP_ERR_MISALIGNED <==>
      !(valid(range) && paged(offset) && paged(max_len));
    ensures \result == GPAMAP_OK ==>
      iter->rest == range && iter->offset == offset &&
      iter->max_len == (max_len == 0 ? GPAMAP_ADDRESS_END : max_len);
    ensures \result != GPAMAP_OK ==> *iter == \old(*iter);
 */
enum gpamap_status gpamap_range_aligned_init(struct gpamap_range_aligned *iter,
					     struct gpamap_range range,
					     uint64_t offset, uint64_t max_len)
{
	if (!gpamap_range_is_valid(range) || !is_page_aligned(offset) ||
	    !is_page_aligned(max_len))
		return GPAMAP_ERR_MISALIGNED;
	iter->rest = range;
	iter->offset = offset;
	iter->max_len = max_len == 0 ? GPAMAP_ADDRESS_END : max_len;
	return GPAMAP_OK;
}

/*@ // Somewhere in len bytes at start there is a page of size bytes.
    predicate has_page(integer start, integer len, integer size) =
      \exists integer m;
        m % size == 0 && start <= m && m + size <= start + len;

    // Pages of size bytes and nothing else.
    predicate whole_pages(integer start, integer len, integer size) =
      start % size == 0 && len % size == 0;

    // Cutting from limit down to len bytes leaves pages of size bytes alone or
    // none of them, and was worth it: before the first or behind the last. No
    // two lengths are well cut: len is as large as it can be.
    predicate well_cut(integer start, integer len, integer limit,
                       integer size) =
      0 < len <= limit &&
      (has_page(start, len, size) ==> whole_pages(start, len, size)) &&
      (len < limit ==>
       (start % size != 0 && has_page(start + len, limit - len, size) &&
        (start + len) % size == 0) ||
       (whole_pages(start, len, size) && limit - len < size));

    predicate cut_twice(integer start, integer len, integer limit) =
      \exists integer large; well_cut(start, large, limit, SIZE_2M) &&
        well_cut(start, len, large, SIZE_1G);
 */

/*
 * Shorten a piece of @len bytes at @start so that it either stops where the
 * first page of @page_size begins, or holds such pages only.
 */
/*@ requires page_size == SIZE_2M || page_size == SIZE_1G;
    requires len > 0 && paged(start) && paged(len);
    assigns \nothing;
    ensures well_cut(start, \result, len, page_size);
    ensures paged(\result);
 */
static uint64_t cut_to_pages(uint64_t start, uint64_t len, uint64_t page_size)
{
	//@ assert power(21) == SIZE_2M && power(30) == SIZE_1G;
	uint64_t skip = gpamap_align_skip(start, page_size);

	if (skip > len || len - skip < page_size)
		return len; /* no such page in it: nothing to align for */
	return skip != 0 ? skip : len - gpamap_align_rest(len, page_size);
}

/*@ requires len > 0 && paged(start) && paged(len);
    assigns \nothing;
    ensures cut_twice(start, \result, len);
    ensures 0 < \result <= len && paged(\result);
 */
static uint64_t cut_for_large_pages(uint64_t start, uint64_t len)
{
	uint64_t large = cut_to_pages(start, len, SIZE_2M);

	return cut_to_pages(start, large, SIZE_1G);
}

/*@ predicate cutting(struct gpamap_range_aligned *iter) =
      valid(iter->rest) && paged(iter->offset) && paged(iter->max_len) &&
      iter->max_len > 0;
 */

/*@ requires \valid(iter) && \valid(range) && \separated(iter, range);
    requires cutting(iter);
    assigns *range, iter->rest.start;
    ensures \result <==> \old(iter->rest.start) < iter->rest.end;
    ensures cutting(iter);
    ensures \result ==> range->start == \old(iter->rest.start);
    ensures \result ==> iter->rest.start == range->end;
    ensures \result ==> valid(*range) && range->start < range->end;
    ensures \result ==> range->end - range->start <= iter->max_len;
    ensures \result ==>
      cut_twice(wrapped(\old(iter->rest.start) + iter->offset),
                range->end - range->start,
                \min(iter->rest.end - \old(iter->rest.start), iter->max_len));
    ensures !\result ==> *range == \old(*range) && *iter == \old(*iter);
 */
bool gpamap_range_aligned_next(struct gpamap_range_aligned *iter,
			       struct gpamap_range *range)
{
	struct gpamap_range rest = iter->rest;
	/* The offset moves both ends alike, so it matters to alignment only;
	 * lengths never wrap even where the moved addresses do. */
	uint64_t start = wrapping_sum(rest.start, iter->offset);
	uint64_t len = gpamap_min(rest.end - rest.start, iter->max_len);

	if (len == 0)
		return false;
	len = cut_for_large_pages(start, len);
	//@ assert paged(rest.start + len) && rest.start + len <= rest.end;
	range->start = rest.start;
	range->end = rest.start + len;
	iter->rest.start = rest.start + len;
	/*@ assert range->end - range->start == len && iter->rest.end == rest.end &&
	           iter->offset == \at(iter->offset, Pre) &&
	           iter->max_len == \at(iter->max_len, Pre); */
	return true;
}
