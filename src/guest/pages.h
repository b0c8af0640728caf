/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_PAGES_H
#define GPAMAP_GUEST_PAGES_H

#include <stdbool.h>

#include <gpamap/types.h>

/*
 * The rule of pages. What firmware and kernels tell is granular to the byte, a
 * map to the page: RAM is cut inward to the pages that are all RAM, the rest
 * is widened outward; where two then want a page, the lower one has it.
 *
 * Inline, for a reader of millions of lines asks it of each.
 */

/** Pages are counted, so that nothing wraps at the top. */
struct gpamap_pages {
	uint64_t first;
	uint64_t end; /**< one past the last; at or below first: none */
};

#define GPAMAP_PAGES_END (GPAMAP_ADDRESS_END / GPAMAP_PAGE_SIZE)

/** The pages that lie in the bytes from @start to @last whole. */
static inline struct gpamap_pages gpamap_pages_inner(uint64_t start,
						     uint64_t last)
{
	uint64_t page = GPAMAP_PAGE_SIZE;
	struct gpamap_pages pages = { start / page, last / page };

	if (start % page != 0)
		pages.first++;
	if (last % page == page - 1)
		pages.end++;
	return pages;
}

/** The pages that the bytes from @start to @last touch. */
static inline struct gpamap_pages gpamap_pages_outer(uint64_t start,
						     uint64_t last)
{
	return (struct gpamap_pages){ start / GPAMAP_PAGE_SIZE,
				      last / GPAMAP_PAGE_SIZE + 1 };
}

/**
 * Give the pages for what is of @kind from @start to @last, both included.
 *
 * @next_page: the first one that nothing below took.
 */
static inline struct gpamap_pages gpamap_pages_settle(enum gpamap_kind kind,
						      uint64_t start,
						      uint64_t last,
						      uint64_t next_page)
{
	struct gpamap_pages pages = kind == GPAMAP_KIND_RAM
					    ? gpamap_pages_inner(start, last)
					    : gpamap_pages_outer(start, last);

	if (pages.first < next_page)
		pages.first = next_page;
	if (pages.end > GPAMAP_PAGES_END)
		pages.end = GPAMAP_PAGES_END;
	return pages;
}

/** Say whether bytes are in none of their @pages. Where there are no pages,
 * one end or the other is cut as well. */
static inline bool gpamap_pages_lose(struct gpamap_pages pages, uint64_t start,
				     uint64_t last)
{
	return pages.first * GPAMAP_PAGE_SIZE > start ||
	       last / GPAMAP_PAGE_SIZE >= pages.end;
}

/** Count the bytes that are in none of their @pages. */
static inline uint64_t gpamap_pages_lost(struct gpamap_pages pages,
					 uint64_t start, uint64_t last)
{
	uint64_t lost = 0;

	if (pages.first >= pages.end)
		return last - start + 1;
	if (pages.first * GPAMAP_PAGE_SIZE > start)
		lost += pages.first * GPAMAP_PAGE_SIZE - start;
	if (last / GPAMAP_PAGE_SIZE >= pages.end)
		lost += last - pages.end * GPAMAP_PAGE_SIZE + 1;
	return lost;
}

/** Count the bytes that @pages, at least one, have and were not told. */
static inline uint64_t gpamap_pages_widened(struct gpamap_pages pages,
					    uint64_t start, uint64_t last)
{
	uint64_t first = pages.first * GPAMAP_PAGE_SIZE;
	uint64_t end = pages.end * GPAMAP_PAGE_SIZE - 1;
	uint64_t bytes = 0;

	if (first < start)
		bytes += start - first;
	if (end > last)
		bytes += end - last;
	return bytes;
}

#endif /* GPAMAP_GUEST_PAGES_H */
