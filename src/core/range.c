/* SPDX-License-Identifier: MIT */
#include <gpamap/range.h>

#include "align.h"
#include "minmax.h"

#define SIZE_2M UINT64_C(0x200000)
#define SIZE_1G UINT64_C(0x40000000)

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

enum gpamap_status gpamap_range_bounding(uint64_t start, uint64_t end,
					 uint64_t alignment,
					 struct gpamap_range *range)
{
	uint64_t spill;

	if (!gpamap_is_power_of_two(alignment) || alignment < GPAMAP_PAGE_SIZE)
		return GPAMAP_ERR_ARGUMENT;
	if (start > end)
		return GPAMAP_ERR_REVERSED;
	if (start == end)
		end = start -= gpamap_align_rest(start, alignment);
	spill = gpamap_align_skip(end, alignment);
	if (end > GPAMAP_ADDRESS_END || spill > GPAMAP_ADDRESS_END - end)
		return GPAMAP_ERR_TOO_HIGH;
	range->start = start - gpamap_align_rest(start, alignment);
	range->end = end + spill;
	return GPAMAP_OK;
}

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

uint64_t gpamap_range_len(struct gpamap_range range)
{
	return range.end - range.start;
}

bool gpamap_range_is_empty(struct gpamap_range range)
{
	return range.start == range.end;
}

uint64_t gpamap_range_start_4k_gpn(struct gpamap_range range)
{
	return range.start / GPAMAP_PAGE_SIZE;
}

uint64_t gpamap_range_end_4k_gpn(struct gpamap_range range)
{
	return range.end / GPAMAP_PAGE_SIZE;
}

uint64_t gpamap_range_page_count_4k(struct gpamap_range range)
{
	return gpamap_range_len(range) / GPAMAP_PAGE_SIZE;
}

uint64_t gpamap_range_page_count_2m(struct gpamap_range range)
{
	uint64_t len = gpamap_range_len(range);

	return len / SIZE_2M + (len % SIZE_2M != 0);
}

uint64_t gpamap_range_alignment(struct gpamap_range range, uint64_t base)
{
	uint64_t start = base + range.start;
	uint64_t end = base + range.end;
	uint64_t alignment = 1;

	if (start == 0 && end == 0)
		return 0;
	while (start % 2 == 0 && end % 2 == 0) {
		start /= 2;
		end /= 2;
		alignment *= 2;
	}
	return alignment;
}

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

bool gpamap_range_overlaps(struct gpamap_range a, struct gpamap_range b)
{
	return gpamap_max(a.start, b.start) < gpamap_min(a.end, b.end);
}

bool gpamap_range_contains(struct gpamap_range outer, struct gpamap_range inner)
{
	return gpamap_range_is_empty(inner) ||
	       (outer.start <= inner.start && inner.end <= outer.end);
}

bool gpamap_range_contains_addr(struct gpamap_range range, uint64_t address)
{
	return range.start <= address && address < range.end;
}

bool gpamap_range_offset_of(struct gpamap_range range, uint64_t address,
			    uint64_t *offset)
{
	if (!gpamap_range_contains_addr(range, address))
		return false;
	*offset = address - range.start;
	return true;
}

struct gpamap_range gpamap_range_intersection(struct gpamap_range a,
					      struct gpamap_range b)
{
	struct gpamap_range both = { gpamap_max(a.start, b.start),
				     gpamap_min(a.end, b.end) };

	return both.start < both.end ? both : GPAMAP_RANGE_EMPTY;
}

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

/* Cutting into aligned pages' worth. */

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

/*
 * Shorten a piece of @len bytes at @start so that it either stops where the
 * first page of @page_size begins, or holds such pages only.
 */
static uint64_t cut_to_pages(uint64_t start, uint64_t len, uint64_t page_size)
{
	uint64_t skip = gpamap_align_skip(start, page_size);

	if (skip > len || len - skip < page_size)
		return len; /* no such page in it: nothing to align for */
	return skip != 0 ? skip : len - gpamap_align_rest(len, page_size);
}

bool gpamap_range_aligned_next(struct gpamap_range_aligned *iter,
			       struct gpamap_range *range)
{
	/* The offset moves both ends alike, so it matters to alignment only;
	 * lengths never wrap even where the moved addresses do. */
	uint64_t start = iter->rest.start + iter->offset;
	uint64_t len =
		gpamap_min(iter->rest.end - iter->rest.start, iter->max_len);

	if (len == 0)
		return false;
	len = cut_to_pages(start, len, SIZE_2M);
	len = cut_to_pages(start, len, SIZE_1G);
	range->start = iter->rest.start;
	range->end = iter->rest.start + len;
	iter->rest.start = range->end;
	return true;
}
