/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <gpamap/range.h>

#include "ranges.h"

/* Single ranges against sets of pages, and aligned pieces against counts. */

#define END GPAMAP_ADDRESS_END
#define MB UINT64_C(0x100000)
#define GB UINT64_C(0x40000000)
#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static uint64_t *answers;

static void same(uint64_t got, uint64_t want, const char *what,
		 struct gpamap_range range, uint64_t with)
{
	(*answers)++;
	if (got == want)
		return;
	fprintf(stderr,
		"%s of 0x%" PRIx64 "-0x%" PRIx64 " with 0x%" PRIx64
		" is 0x%" PRIx64 ", not 0x%" PRIx64 "\n",
		what, range.start, range.end, with, got, want);
	exit(1);
}

/* The pages of a range as bits, page 0 at @base. */
static uint64_t bits_of(struct gpamap_range range, uint64_t base, size_t count)
{
	uint64_t bits = 0;
	size_t i;

	for (i = 0; i < count; i++)
		if (range.start <= base + i * GPAMAP_PAGE_SIZE &&
		    base + i * GPAMAP_PAGE_SIZE < range.end)
			bits |= UINT64_C(1) << i;
	return bits;
}

static void check_pair(struct gpamap_range a, struct gpamap_range b,
		       uint64_t base, size_t count)
{
	uint64_t left = bits_of(a, base, count);
	uint64_t right = bits_of(b, base, count);
	struct gpamap_range both = gpamap_range_intersection(a, b);

	same(gpamap_range_overlaps(a, b), (left & right) != 0, "overlaps", a,
	     b.start);
	same(gpamap_range_contains(a, b), (left | right) == left, "contains", a,
	     b.start);
	same(bits_of(both, base, count), left & right, "intersection", a,
	     b.start);
	if ((left & right) == 0)
		same(both.start | both.end, 0, "no intersection", a, b.start);
}

static void check_address(struct gpamap_range range, uint64_t address)
{
	uint64_t page = address - address % GPAMAP_PAGE_SIZE;
	bool inside = false;
	uint64_t offset = 7;
	uint64_t at;

	for (at = range.start; at < range.end; at += GPAMAP_PAGE_SIZE)
		inside |= at == page;
	same(gpamap_range_contains_addr(range, address), inside,
	     "contains_addr", range, address);
	same(gpamap_range_offset_of(range, address, &offset), inside,
	     "offset_of", range, address);
	same(offset, inside ? address - range.start : 7, "offset", range,
	     address);
}

/* The first and the last edge of a range that @alignment divides. */
static void check_subrange(struct gpamap_range range, uint64_t alignment)
{
	struct gpamap_range want = { 0, 0 };
	struct gpamap_range got = { 1, 2 };
	bool seen = false;
	uint64_t at, n;

	/* Counted, because the edge behind the last one may be 0. */
	for (n = 0; n <= (range.end - range.start) / GPAMAP_PAGE_SIZE; n++) {
		at = range.start + n * GPAMAP_PAGE_SIZE;
		if (at % alignment != 0)
			continue;
		want.start = seen ? want.start : at;
		want.end = at;
		seen = true;
	}
	same((uint64_t)gpamap_range_aligned_subrange(range, alignment, &got),
	     GPAMAP_OK, "aligned_subrange", range, alignment);
	same(got.start, want.start, "start of the aligned part", range,
	     alignment);
	same(got.end, want.end, "end of the aligned part", range, alignment);
}

/* The largest power of two that divides both ends, by trying them all. */
static void check_alignment(struct gpamap_range range, uint64_t moved)
{
	uint64_t want = 0;
	unsigned int shift;

	for (shift = 0; shift < 64; shift++)
		if ((range.start + moved) % (UINT64_C(1) << shift) == 0 &&
		    (range.end + moved) % (UINT64_C(1) << shift) == 0)
			want = UINT64_C(1) << shift;
	if (range.start + moved == 0 && range.end + moved == 0)
		want = 0;
	same(gpamap_range_alignment(range, moved), want, "alignment", range,
	     moved);
}

/* The nearest multiples around, a page at a time. */
static void check_bounding(uint64_t start, uint64_t end, uint64_t alignment)
{
	struct gpamap_range given = { start, end };
	struct gpamap_range got = { 1, 2 };
	uint64_t low = start - start % GPAMAP_PAGE_SIZE;
	uint64_t high = end - end % GPAMAP_PAGE_SIZE;
	enum gpamap_status status =
		gpamap_range_bounding(start, end, alignment, &got);

	while (low % alignment != 0)
		low -= GPAMAP_PAGE_SIZE;
	while (high < END && (high < end || high % alignment != 0))
		high += GPAMAP_PAGE_SIZE;
	if (start == end)
		high = low;
	if (end > high || high % alignment != 0) {
		if (start == end)
			return;
		same((uint64_t)status, (uint64_t)GPAMAP_ERR_TOO_HIGH,
		     "bounding", given, alignment);
		same(got.start + got.end, 3, "refused bounds", given,
		     alignment);
		return;
	}
	same((uint64_t)status, GPAMAP_OK, "bounding", given, alignment);
	same(got.start, low, "lower bound", given, alignment);
	same(got.end, high, "upper bound", given, alignment);
}

static void check_split(struct gpamap_range range)
{
	struct gpamap_range low, high;
	uint64_t offset;

	for (offset = 0; offset <= range.end - range.start;
	     offset += GPAMAP_PAGE_SIZE) {
		same((uint64_t)gpamap_range_split_at_offset(range, offset, &low,
							    &high),
		     GPAMAP_OK, "split", range, offset);
		same(low.start, range.start, "low start", range, offset);
		same(low.end - low.start, offset, "low length", range, offset);
		same(high.start, low.end, "high start", range, offset);
		same(high.end, range.end, "high end", range, offset);
	}
}

static void check_range(struct gpamap_range range)
{
	static const uint64_t moves[] = {
		0, 1, 4096, MB, GB, UINT64_C(1) << 63, 0 - UINT64_C(4096)
	};
	struct gpamap_range made = { 1, 2 };
	uint64_t number = 0;
	uint64_t at;
	unsigned int shift;

	for (at = range.start; at < range.end; at += GPAMAP_PAGE_SIZE)
		number++;
	same(gpamap_range_page_count_4k(range), number, "pages", range, 0);
	same(gpamap_range_is_empty(range), number == 0, "is_empty", range, 0);
	same(gpamap_range_is_valid(range), true, "is_valid", range, 0);
	same((uint64_t)gpamap_range_from_4k_gpn(range.start / 4096,
						range.end / 4096, &made),
	     GPAMAP_OK, "from_4k_gpn", range, 0);
	same(made.start, range.start, "start from page numbers", range, 0);
	same(made.end, range.end, "end from page numbers", range, 0);
	check_split(range);
	for (shift = 0; shift < 64; shift++)
		check_subrange(range, UINT64_C(1) << shift);
	for (at = 0; at < LENGTH(moves); at++) {
		check_alignment(range, moves[at]);
		check_alignment(range, moves[at] - range.start);
		check_alignment(range, moves[at] - range.end);
	}
}

/* All byte-granular pairs near the edges of the window. */
static void try_bounds(uint64_t base, size_t count)
{
	uint64_t at[3 * 16];
	size_t number = 0;
	size_t i, j;
	uint64_t alignment;

	for (i = 0; i <= count; i++) {
		at[number++] = base + i * GPAMAP_PAGE_SIZE;
		at[number++] = base + i * GPAMAP_PAGE_SIZE + 1;
		if (at[number - 2] != 0)
			at[number++] = base + i * GPAMAP_PAGE_SIZE - 1;
	}
	for (i = 0; i < number; i++)
		for (j = 0; j < number; j++)
			for (alignment = 4096; alignment <= MB; alignment *= 2)
				if (at[i] <= at[j])
					check_bounding(at[i], at[j], alignment);
}

void try_single_ranges(uint64_t base, size_t count, uint64_t *compared)
{
	struct gpamap_range ranges[64];
	size_t number = 0;
	size_t i, j;

	answers = compared;
	for (i = 0; i <= count; i++)
		for (j = i; j <= count; j++)
			ranges[number++] = (struct gpamap_range){
				base + i * GPAMAP_PAGE_SIZE,
				base + j * GPAMAP_PAGE_SIZE,
			};
	for (i = 0; i < number; i++) {
		check_range(ranges[i]);
		for (j = 0; j < number; j++) {
			check_pair(ranges[i], ranges[j], base, count);
			check_address(ranges[i], ranges[j].start);
			check_address(ranges[i], ranges[j].start + 1);
			check_address(ranges[i], ranges[j].end + 4095);
		}
	}
	try_bounds(base, count);
}

/* Count the whole pages of @size in @len bytes from @start on. */
static uint64_t pages_in(uint64_t start, uint64_t len, uint64_t size)
{
	uint64_t skip = (size - start % size) % size;

	return skip > len ? 0 : (len - skip) / size;
}

/* The first piece without a limit of a range that ends at the limit. */
static uint64_t first_piece(struct gpamap_range range, uint64_t offset)
{
	struct gpamap_range_aligned iter;
	struct gpamap_range piece = { 0, 0 };

	gpamap_range_aligned_init(&iter, range, offset, 0);
	gpamap_range_aligned_next(&iter, &piece);
	return piece.end;
}

static void check_pieces(struct gpamap_range range, uint64_t offset,
			 uint64_t limit)
{
	uint64_t length = range.end - range.start;
	struct gpamap_range_aligned iter;
	struct gpamap_range piece, cut;
	uint64_t next = range.start;
	uint64_t huge = 0;
	uint64_t large = 0;

	same((uint64_t)gpamap_range_aligned_init(&iter, range, offset, limit),
	     GPAMAP_OK, "aligned_init", range, offset);
	while (gpamap_range_aligned_next(&iter, &piece)) {
		same(piece.start, next, "start of a piece", range, offset);
		same(piece.end > piece.start && piece.end <= range.end, true,
		     "soundness of a piece", range, offset);
		next = piece.end;
		large += pages_in(piece.start + offset, next - piece.start,
				  2 * MB);
		huge += pages_in(piece.start + offset, next - piece.start, GB);
		if (limit == 0)
			continue;
		cut = (struct gpamap_range){ piece.start, range.end };
		if (cut.end - cut.start > limit)
			cut.end = cut.start + limit;
		same(next, first_piece(cut, offset), "end of a piece", range,
		     limit);
	}
	same(next, range.end, "end of all pieces", range, offset);
	if (limit != 0)
		return;
	same(huge, pages_in(range.start + offset, length, GB), "1 GiB pages",
	     range, offset);
	same(large, pages_in(range.start + offset, length, 2 * MB),
	     "2 MiB pages", range, offset);
}

void try_aligned_pieces(uint64_t *compared)
{
	static const uint64_t points[] = {
		0,	     4096,	    2 * MB - 4096,
		2 * MB,	     2 * MB + 4096, 4 * MB,
		GB - 2 * MB, GB - 4096,	    GB,
		GB + 4096,   GB + 2 * MB,   2 * GB - MB,
		2 * GB,	     3 * GB + 4096, 4 * GB - 4096
	};
	static const uint64_t offsets[] = {
		0,	   4096, 2 * MB - 4096,	    MB,
		GB - 4096, GB,	 UINT64_C(1) << 63, 0 - UINT64_C(4096)
	};
	static const uint64_t limits[] = { 0,  2 * MB,	  3 * MB, 64 * MB,
					   GB, GB + 4096, 3 * GB };
	uint64_t bases[] = { 0, 3 * GB, END - (4 * GB - 4096) };
	size_t i, j, k, l, b;

	answers = compared;
	for (b = 0; b < LENGTH(bases); b++)
		for (i = 0; i < LENGTH(points); i++)
			for (j = i; j < LENGTH(points); j++)
				for (k = 0; k < LENGTH(offsets); k++)
					for (l = 0; l < LENGTH(limits); l++)
						check_pieces(
							(struct gpamap_range){
								bases[b] +
									points[i],
								bases[b] +
									points[j] },
							offsets[k], limits[l]);
}
