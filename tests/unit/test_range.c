/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/* Single ranges: each function, at its edges. What lists of ranges do is held
 * against a bitmap in tests/oracle. */

#define RANGE(start, end) ((struct gpamap_range){ (start), (end) })
#define END GPAMAP_ADDRESS_END

static const struct gpamap_range untouched = { 1, 2 };

static void check_range(struct gpamap_range got, uint64_t start, uint64_t end)
{
	assert_int_equal(got.start, start);
	assert_int_equal(got.end, end);
}

static void range_is_valid(void **state)
{
	(void)state;
	assert_true(gpamap_range_is_valid(RANGE(0, 0)));
	assert_true(gpamap_range_is_valid(RANGE(0, END)));
	assert_true(gpamap_range_is_valid(RANGE(END, END)));
	assert_false(gpamap_range_is_valid(RANGE(4096, 0)));
	assert_false(gpamap_range_is_valid(RANGE(1, 4096)));
	assert_false(gpamap_range_is_valid(RANGE(0, 4097)));
	assert_false(gpamap_range_is_valid(RANGE(0, UINT64_MAX)));
	assert_false(gpamap_range_is_valid(RANGE(END, END + 1)));
}

static void range_try_new(void **state)
{
	struct gpamap_range range = untouched;

	(void)state;
	assert_int_equal(gpamap_range_try_new(4096, 8192, &range), GPAMAP_OK);
	check_range(range, 4096, 8192);
	assert_int_equal(gpamap_range_try_new(0, 0, &range), GPAMAP_OK);
	check_range(range, 0, 0);
	assert_int_equal(gpamap_range_try_new(0, END, &range), GPAMAP_OK);
	check_range(range, 0, END);
	range = untouched;
	assert_int_equal(gpamap_range_try_new(1, 4096, &range),
			 GPAMAP_ERR_MISALIGNED);
	assert_int_equal(gpamap_range_try_new(0, 4097, &range),
			 GPAMAP_ERR_MISALIGNED);
	assert_int_equal(gpamap_range_try_new(8192, 4096, &range),
			 GPAMAP_ERR_REVERSED);
	assert_int_equal(gpamap_range_try_new(0, END + 1, &range),
			 GPAMAP_ERR_TOO_HIGH);
	assert_int_equal(gpamap_range_try_new(0, UINT64_MAX, &range),
			 GPAMAP_ERR_TOO_HIGH);
	check_range(range, 1, 2);
}

static void range_bounding(void **state)
{
	struct gpamap_range range = untouched;

	(void)state;
	assert_int_equal(gpamap_range_bounding(1, 2, 4096, &range), GPAMAP_OK);
	check_range(range, 0, 4096);
	assert_int_equal(gpamap_range_bounding(4095, 4097, 4096, &range),
			 GPAMAP_OK);
	check_range(range, 0, 8192);
	assert_int_equal(gpamap_range_bounding(4096, 8192, 4096, &range),
			 GPAMAP_OK);
	check_range(range, 4096, 8192);
	assert_int_equal(gpamap_range_bounding(MB(2) - 1, MB(2) + 1, MB(2),
					       &range),
			 GPAMAP_OK);
	check_range(range, 0, MB(4));
	assert_int_equal(gpamap_range_bounding(5000, 5000, 4096, &range),
			 GPAMAP_OK);
	check_range(range, 4096, 4096);
	assert_int_equal(gpamap_range_bounding(END - 1, END, 4096, &range),
			 GPAMAP_OK);
	check_range(range, END - 4096, END);
}

static void range_bounding_refuses(void **state)
{
	struct gpamap_range range = untouched;

	(void)state;
	assert_int_equal(gpamap_range_bounding(0, 1, 2048, &range),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_range_bounding(0, 1, 0, &range),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_range_bounding(0, 1, 3 * 4096, &range),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_range_bounding(2, 1, 4096, &range),
			 GPAMAP_ERR_REVERSED);
	assert_int_equal(gpamap_range_bounding(0, END + 1, 4096, &range),
			 GPAMAP_ERR_TOO_HIGH);
	assert_int_equal(gpamap_range_bounding(0, UINT64_MAX, 4096, &range),
			 GPAMAP_ERR_TOO_HIGH);
	assert_int_equal(gpamap_range_bounding(END - 1, END, MB(2), &range),
			 GPAMAP_ERR_TOO_HIGH);
	assert_int_equal(gpamap_range_bounding(0, UINT64_C(1) << 63,
					       UINT64_C(1) << 63, &range),
			 GPAMAP_OK);
	check_range(range, 0, UINT64_C(1) << 63);
	assert_int_equal(gpamap_range_bounding(0, (UINT64_C(1) << 63) + 1,
					       UINT64_C(1) << 63, &range),
			 GPAMAP_ERR_TOO_HIGH);
	check_range(range, 0, UINT64_C(1) << 63);
}

static void range_from_4k_gpn(void **state)
{
	struct gpamap_range range = untouched;

	(void)state;
	assert_int_equal(gpamap_range_from_4k_gpn(1, 3, &range), GPAMAP_OK);
	check_range(range, 4096, 12288);
	assert_int_equal(gpamap_range_start_4k_gpn(range), 1);
	assert_int_equal(gpamap_range_end_4k_gpn(range), 3);
	assert_int_equal(gpamap_range_from_4k_gpn(0, END / 4096, &range),
			 GPAMAP_OK);
	check_range(range, 0, END);
	range = untouched;
	assert_int_equal(gpamap_range_from_4k_gpn(3, 1, &range),
			 GPAMAP_ERR_REVERSED);
	assert_int_equal(gpamap_range_from_4k_gpn(0, END / 4096 + 1, &range),
			 GPAMAP_ERR_TOO_HIGH);
	assert_int_equal(gpamap_range_from_4k_gpn(0, UINT64_C(1) << 52, &range),
			 GPAMAP_ERR_TOO_HIGH);
	assert_int_equal(gpamap_range_from_4k_gpn(UINT64_MAX, UINT64_MAX,
						  &range),
			 GPAMAP_ERR_TOO_HIGH);
	check_range(range, 1, 2);
}

static void range_lengths(void **state)
{
	(void)state;
	assert_int_equal(gpamap_range_len(RANGE(0, END)), END);
	assert_int_equal(gpamap_range_len(RANGE(END, END)), 0);
	assert_true(gpamap_range_is_empty(RANGE(END, END)));
	assert_false(gpamap_range_is_empty(RANGE(0, 4096)));
	assert_int_equal(gpamap_range_page_count_4k(RANGE(4096, 16384)), 3);
	assert_int_equal(gpamap_range_page_count_4k(RANGE(0, END)),
			 UINT64_C(0xfffffffffffff));
	assert_int_equal(gpamap_range_page_count_2m(RANGE(0, 0)), 0);
	assert_int_equal(gpamap_range_page_count_2m(RANGE(0, 4096)), 1);
	assert_int_equal(gpamap_range_page_count_2m(RANGE(0, MB(2))), 1);
	assert_int_equal(gpamap_range_page_count_2m(RANGE(0, MB(2) + 4096)), 2);
	/* Over the edge of a 2 MiB page, yet no longer than one. */
	assert_int_equal(
		gpamap_range_page_count_2m(RANGE(MB(2) - 4096, MB(4) - 4096)),
		1);
	assert_int_equal(gpamap_range_page_count_2m(RANGE(0, END)),
			 UINT64_C(1) << 43);
}

static void range_alignment(void **state)
{
	(void)state;
	assert_int_equal(gpamap_range_alignment(RANGE(4096, 8192), 0), 4096);
	assert_int_equal(gpamap_range_alignment(RANGE(8192, 16384), 0), 8192);
	assert_int_equal(gpamap_range_alignment(RANGE(0, MB(2)), 0), MB(2));
	assert_int_equal(gpamap_range_alignment(RANGE(0, END), 0), 4096);
	assert_int_equal(gpamap_range_alignment(RANGE(MB(2), MB(4)), MB(1)),
			 MB(1));
	assert_int_equal(gpamap_range_alignment(RANGE(MB(1), MB(3)), MB(1)),
			 MB(2));
	assert_int_equal(gpamap_range_alignment(RANGE(0, 4096), 1), 1);
	assert_int_equal(gpamap_range_alignment(RANGE(0, 0), 0), 0);
	/* Moved past the end of 64 bits, the powers of two stay. */
	assert_int_equal(gpamap_range_alignment(RANGE(MB(2), MB(4)),
						0 - (uint64_t)MB(2)),
			 MB(2));
	assert_int_equal(gpamap_range_alignment(RANGE(4096, 4096),
						0 - (uint64_t)4096),
			 0);
}

static void range_aligned_subrange(void **state)
{
	struct gpamap_range part = untouched;

	(void)state;
	assert_int_equal(gpamap_range_aligned_subrange(RANGE(4096, MB(5)),
						       MB(2), &part),
			 GPAMAP_OK);
	check_range(part, MB(2), MB(4));
	assert_int_equal(gpamap_range_aligned_subrange(RANGE(MB(2), MB(4)),
						       MB(2), &part),
			 GPAMAP_OK);
	check_range(part, MB(2), MB(4));
	/* One aligned address and nothing behind it: empty, but there. */
	assert_int_equal(
		gpamap_range_aligned_subrange(RANGE(MB(2) - 4096, MB(2) + 4096),
					      MB(2), &part),
		GPAMAP_OK);
	check_range(part, MB(2), MB(2));
	assert_int_equal(
		gpamap_range_aligned_subrange(RANGE(MB(2) + 4096, MB(4) - 4096),
					      MB(2), &part),
		GPAMAP_OK);
	check_range(part, 0, 0);
	/* At the top, where rounding up would wrap. */
	assert_int_equal(gpamap_range_aligned_subrange(RANGE(END - 4096, END),
						       MB(2), &part),
			 GPAMAP_OK);
	check_range(part, 0, 0);
	assert_int_equal(gpamap_range_aligned_subrange(RANGE(END - MB(4), END),
						       MB(2), &part),
			 GPAMAP_OK);
	check_range(part, 0 - MB(4), 0 - MB(2));
	part = untouched;
	assert_int_equal(gpamap_range_aligned_subrange(RANGE(0, END), 0, &part),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_range_aligned_subrange(RANGE(0, END), 12288,
						       &part),
			 GPAMAP_ERR_ARGUMENT);
	check_range(part, 1, 2);
}

static void range_of_two(void **state)
{
	struct gpamap_range both;

	(void)state;
	assert_true(gpamap_range_overlaps(RANGE(0, 8192), RANGE(4096, 12288)));
	assert_false(gpamap_range_overlaps(RANGE(0, 4096), RANGE(4096, 8192)));
	assert_false(gpamap_range_overlaps(RANGE(4096, 4096), RANGE(0, 8192)));
	assert_false(gpamap_range_overlaps(RANGE(0, 0), RANGE(0, 0)));
	assert_true(gpamap_range_contains(RANGE(0, 8192), RANGE(0, 8192)));
	assert_true(gpamap_range_contains(RANGE(0, 8192), RANGE(4096, 8192)));
	assert_false(gpamap_range_contains(RANGE(4096, 8192), RANGE(0, 8192)));
	assert_false(gpamap_range_contains(RANGE(0, 4096), RANGE(0, 8192)));
	assert_true(gpamap_range_contains(RANGE(0, 0), RANGE(END, END)));
	both = gpamap_range_intersection(RANGE(0, 8192), RANGE(4096, END));
	check_range(both, 4096, 8192);
	both = gpamap_range_intersection(RANGE(4096, 8192), RANGE(8192, END));
	check_range(both, 0, 0);
}

static void range_and_address(void **state)
{
	uint64_t offset = 7;

	(void)state;
	assert_true(gpamap_range_contains_addr(RANGE(4096, 8192), 4096));
	assert_true(gpamap_range_contains_addr(RANGE(4096, 8192), 8191));
	assert_false(gpamap_range_contains_addr(RANGE(4096, 8192), 8192));
	assert_false(gpamap_range_contains_addr(RANGE(4096, 8192), 4095));
	assert_false(gpamap_range_contains_addr(RANGE(4096, 4096), 4096));
	assert_true(gpamap_range_contains_addr(RANGE(0, END), END - 1));
	assert_true(gpamap_range_offset_of(RANGE(4096, 8192), 5000, &offset));
	assert_int_equal(offset, 904);
	assert_false(gpamap_range_offset_of(RANGE(4096, 8192), 8192, &offset));
	assert_int_equal(offset, 904);
}

static void range_split_at_offset(void **state)
{
	struct gpamap_range low = untouched;
	struct gpamap_range high = untouched;
	uint64_t offset;

	(void)state;
	for (offset = 0; offset <= 12288; offset += 4096) {
		assert_int_equal(
			gpamap_range_split_at_offset(RANGE(END - 12288, END),
						     offset, &low, &high),
			GPAMAP_OK);
		check_range(low, END - 12288, END - 12288 + offset);
		check_range(high, END - 12288 + offset, END);
	}
	low = high = untouched;
	assert_int_equal(gpamap_range_split_at_offset(RANGE(4096, 8192), 8192,
						      &low, &high),
			 GPAMAP_ERR_TOO_HIGH);
	assert_int_equal(gpamap_range_split_at_offset(RANGE(4096, 8192), 1,
						      &low, &high),
			 GPAMAP_ERR_MISALIGNED);
	assert_int_equal(gpamap_range_split_at_offset(RANGE(4096, 8192), END,
						      &low, &high),
			 GPAMAP_ERR_TOO_HIGH);
	check_range(low, 1, 2);
	check_range(high, 1, 2);
}

/* Lists out of order end an iteration with a status. */
static void range_lists_out_of_order(void **state)
{
	static const struct gpamap_range unsorted[] = { { 8192, 12288 },
							{ 0, 4096 } };
	static const struct gpamap_range over[] = { { 0, 8192 },
						    { 4096, 12288 } };
	struct gpamap_range_walk walk;
	struct gpamap_range_step step;
	struct gpamap_range_merge merge;
	struct gpamap_range range;
	size_t steps = 0;

	(void)state;
	gpamap_range_walk_init(&walk, unsorted, 2, NULL, 0);
	for (; gpamap_range_walk_next(&walk, &step); steps++)
		assert_int_equal(walk.status, GPAMAP_OK);
	assert_int_equal(walk.status, GPAMAP_ERR_UNSORTED);
	assert_false(gpamap_range_walk_next(&walk, &step));
	gpamap_range_walk_init(&walk, NULL, 0, over, 2);
	for (; gpamap_range_walk_next(&walk, &step); steps++)
		assert_int_equal(walk.status, GPAMAP_OK);
	assert_in_range(steps, 0, 6);
	assert_int_equal(walk.status, GPAMAP_ERR_UNSORTED);
	gpamap_range_flatten_init(&merge, unsorted, 2);
	while (gpamap_range_flatten_next(&merge, &range))
		assert_int_equal(merge.status, GPAMAP_OK);
	assert_int_equal(merge.status, GPAMAP_ERR_UNSORTED);
	assert_false(gpamap_range_flatten_next(&merge, &range));
	gpamap_range_merge_adjacent_init(&merge, over, NULL, 2);
	while (gpamap_range_merge_adjacent_next(&merge, &range, NULL))
		assert_int_equal(merge.status, GPAMAP_OK);
	assert_int_equal(merge.status, GPAMAP_ERR_OVERLAP);
	assert_false(gpamap_range_merge_adjacent_next(&merge, &range, NULL));
	gpamap_range_merge_adjacent_init(&merge, unsorted, NULL, 2);
	while (gpamap_range_merge_adjacent_next(&merge, &range, NULL))
		assert_int_equal(merge.status, GPAMAP_OK);
	assert_int_equal(merge.status, GPAMAP_ERR_UNSORTED);
}

/* A list that is no list of ranges at all ends, and does not hang. */
static void range_lists_of_nonsense(void **state)
{
	static const struct gpamap_range nonsense[] = {
		{ 8192, 4096 },
		{ UINT64_MAX, 0 },
		{ 0, UINT64_MAX },
	};
	struct gpamap_range_walk walk;
	struct gpamap_range_step step;
	size_t i, steps;

	(void)state;
	for (i = 0; i < 3; i++) {
		steps = 0;
		gpamap_range_walk_init(&walk, nonsense + i, 1, nonsense, 3);
		while (gpamap_range_walk_next(&walk, &step))
			assert_in_range(++steps, 1, 10);
	}
}

/* Without tags, all that touches is one. */
static void range_lists_without_tags(void **state)
{
	static const struct gpamap_range list[] = { { 0, 4096 },
						    { 4096, 8192 },
						    { 12288, 16384 } };
	struct gpamap_range_merge merge;
	struct gpamap_range range;
	size_t first;

	(void)state;
	gpamap_range_merge_adjacent_init(&merge, list, NULL, 3);
	assert_true(gpamap_range_merge_adjacent_next(&merge, &range, &first));
	check_range(range, 0, 8192);
	assert_int_equal(first, 0);
	assert_true(gpamap_range_merge_adjacent_next(&merge, &range, &first));
	check_range(range, 12288, 16384);
	assert_int_equal(first, 2);
	assert_false(gpamap_range_merge_adjacent_next(&merge, &range, &first));
	assert_int_equal(merge.status, GPAMAP_OK);
	gpamap_range_merge_adjacent_init(&merge, list, NULL, 3);
	assert_true(gpamap_range_merge_adjacent_next(&merge, &range, NULL));
	check_range(range, 0, 8192);
}

static void range_aligned_refuses(void **state)
{
	struct gpamap_range_aligned iter;

	(void)state;
	assert_int_equal(gpamap_range_aligned_init(&iter, RANGE(0, 4096), 1, 0),
			 GPAMAP_ERR_MISALIGNED);
	assert_int_equal(gpamap_range_aligned_init(&iter, RANGE(0, 4096), 0, 1),
			 GPAMAP_ERR_MISALIGNED);
	assert_int_equal(gpamap_range_aligned_init(&iter, RANGE(0, 4095), 0, 0),
			 GPAMAP_ERR_MISALIGNED);
}

/* What an iterator gives: the ends of its pieces, in order, then no more. */
static void check_pieces(struct gpamap_range range, uint64_t offset,
			 uint64_t max_len, const uint64_t *ends, size_t count)
{
	struct gpamap_range_aligned iter;
	struct gpamap_range piece;
	uint64_t start = range.start;
	size_t i;

	assert_int_equal(gpamap_range_aligned_init(&iter, range, offset,
						   max_len),
			 GPAMAP_OK);
	for (i = 0; i < count; i++) {
		assert_true(gpamap_range_aligned_next(&iter, &piece));
		check_range(piece, start, ends[i]);
		start = ends[i];
	}
	assert_false(gpamap_range_aligned_next(&iter, &piece));
}

#define PIECES(range, offset, max_len, ...)                                    \
	check_pieces(range, offset, max_len, (uint64_t[]){ __VA_ARGS__ },      \
		     sizeof((uint64_t[]){ __VA_ARGS__ }) / sizeof(uint64_t))

/*
 *     1G-2M-4K  1G-2M    1G         2G         2G+2M  2G+2M+4K
 *        | 4K    |  2M   |    1G    |    2M      |  4K  |
 *
 * A piece ends where a larger page begins, and where whole ones end.
 */
static void range_aligned_pieces(void **state)
{
	const uint64_t k4 = 0x1000, m2 = 0x200000, g1 = 0x40000000;

	(void)state;
	PIECES(RANGE(g1 - m2 - k4, 2 * g1 + m2 + k4), 0, 0, g1 - m2, g1, 2 * g1,
	       2 * g1 + m2, 2 * g1 + m2 + k4);
	/* Nothing to align for: no page of 2 MiB, or just one. */
	PIECES(RANGE(k4, m2 - k4), 0, 0, m2 - k4);
	PIECES(RANGE(m2 - k4, m2), 0, 0, m2);
	PIECES(RANGE(m2 - k4, 2 * m2 - k4), 0, 0, 2 * m2 - k4);
	PIECES(RANGE(m2 - k4, 2 * m2), 0, 0, m2, 2 * m2);
	/* One page of 1 GiB, and one that lacks 2 MiB. */
	PIECES(RANGE(g1 - m2, 2 * g1), 0, 0, g1, 2 * g1);
	PIECES(RANGE(g1 - m2, 2 * g1 - m2), 0, 0, 2 * g1 - m2);
	/* What is aligned is the address with its offset. */
	PIECES(RANGE(0, 2 * m2), k4, 0, m2 - k4, 2 * m2 - k4, 2 * m2);
	PIECES(RANGE(k4, m2), UINT64_MAX - k4 + 1, 0, m2);
	/* A piece that may not be as long as a page is not aligned for it. */
	PIECES(RANGE(0, m2), 0, m2 / 2, m2 / 2, m2);
	PIECES(RANGE(k4, 2 * m2), 0, m2, m2 + k4, 2 * m2);
	check_pieces(RANGE(0, 0), 0, 0, NULL, 0);
}

/* A range of a walk that is no range: no whole pages, or reversed. */
static void walk_ends_at_what_is_no_range(void **state)
{
	static const struct gpamap_range wrong[] = { { 1, KB(8) },
						     { 0, KB(8) + 1 },
						     { KB(8), KB(4) } };
	struct gpamap_range_walk walk;
	struct gpamap_range_step step;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		gpamap_range_walk_init(&walk, &wrong[i], 1, NULL, 0);
		assert_false(gpamap_range_walk_next(&walk, &step));
		assert_int_equal(walk.status, GPAMAP_ERR_UNSORTED);
		gpamap_range_walk_init(&walk, NULL, 0, &wrong[i], 1);
		assert_false(gpamap_range_walk_next(&walk, &step));
		assert_int_equal(walk.status, GPAMAP_ERR_UNSORTED);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(range_is_valid),
		cmocka_unit_test(range_try_new),
		cmocka_unit_test(range_bounding),
		cmocka_unit_test(range_bounding_refuses),
		cmocka_unit_test(range_from_4k_gpn),
		cmocka_unit_test(range_lengths),
		cmocka_unit_test(range_alignment),
		cmocka_unit_test(range_aligned_subrange),
		cmocka_unit_test(range_of_two),
		cmocka_unit_test(range_and_address),
		cmocka_unit_test(range_split_at_offset),
		cmocka_unit_test(range_lists_out_of_order),
		cmocka_unit_test(range_lists_of_nonsense),
		cmocka_unit_test(range_lists_without_tags),
		cmocka_unit_test(range_aligned_refuses),
		cmocka_unit_test(range_aligned_pieces),
		cmocka_unit_test(walk_ends_at_what_is_no_range),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
