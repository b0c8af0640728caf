/* SPDX-License-Identifier: MIT */
#include "map_check.h"

#include <gpamap/plan.h>

/* The window of a list of BARs: the smallest that holds them in some order. */

#define BARS_MAX 6

static void swap(uint64_t *a, uint64_t *b)
{
	uint64_t c = *a;

	*a = *b;
	*b = c;
}

/* Place the BARs in this order from the window's start: where they end. */
static uint64_t end_in_order(const uint64_t *sizes, size_t count)
{
	uint64_t end = 0;

	for (size_t i = 0; i < count; i++) {
		while (end % sizes[i] != 0)
			end++;
		end += sizes[i];
	}
	return end;
}

/* The smallest end of all orders, by Heap's way through them. */
static uint64_t smallest_end(uint64_t *sizes, size_t count)
{
	uint64_t best = end_in_order(sizes, count);
	size_t turn[BARS_MAX] = { 0 };
	size_t i = 0;

	while (i < count) {
		if (turn[i] < i) {
			uint64_t end;

			swap(&sizes[i % 2 == 0 ? 0 : turn[i]], &sizes[i]);
			end = end_in_order(sizes, count);
			if (end < best)
				best = end;
			turn[i]++;
			i = 0;
		} else {
			turn[i++] = 0;
		}
	}
	return best;
}

static void check_bars(const uint64_t *given, size_t count,
		       uint64_t granularity)
{
	uint64_t sizes[BARS_MAX];
	uint64_t size = 0, alignment = 0, best, largest = granularity;

	memcpy(sizes, given, sizeof(sizes));
	best = smallest_end(sizes, count);
	while (best % granularity != 0)
		best++;
	for (size_t i = 0; i < count; i++)
		if (sizes[i] > largest)
			largest = sizes[i];
	assert_int_equal(gpamap_bars_window(given, count, granularity, &size,
					    &alignment),
			 GPAMAP_OK);
	assert_int_equal(size, best);
	assert_int_equal(alignment, largest);
}

/*
 *   | 8 | 4 | 2 | 2 | 1 |   |
 *
 * All lists of up to six BARs of 1, 2, 4, 8 and 16, in all their orders, are
 * no smaller than the window.
 */
static void the_smallest_window_by_brute_force(void **state)
{
	const uint64_t granularities[] = { 1, 4, 32 };
	uint64_t sizes[BARS_MAX] = { 0 };

	(void)state;
	for (size_t count = 0; count <= BARS_MAX; count++) {
		size_t lists = 1;

		for (size_t i = 0; i < count; i++)
			lists *= 5;
		for (size_t list = 0; list < lists; list++) {
			size_t rest = list;
			size_t i;

			/* Order does not matter: falling lists only. */
			for (i = 0; i < count; i++, rest /= 5)
				sizes[i] = UINT64_C(1) << rest % 5;
			for (i = 1; i < count && sizes[i] <= sizes[i - 1]; i++)
				;
			if (i < count)
				continue;
			for (i = 0; i < 3; i++)
				check_bars(sizes, count, granularities[i]);
		}
	}
}

/*
 *   |  16G  |  256M | 64M | 32M ..|
 *
 * A graphics card: its window is rounded up to the bridge's megabytes, and
 * begins at a multiple of the largest BAR.
 */
static void a_graphics_card(void **state)
{
	const uint64_t sizes[] = { MB(16), GB(16), MB(32), KB(4) };
	uint64_t size = 0, alignment = 0;

	(void)state;
	assert_int_equal(gpamap_bars_window(sizes, 4, MB(1), &size, &alignment),
			 GPAMAP_OK);
	assert_int_equal(size, GB(16) + MB(49));
	assert_int_equal(alignment, GB(16));
}

/*
 *   ||
 *
 * No BARs need no window.
 */
static void no_bars(void **state)
{
	uint64_t size = 7, alignment = 7;

	(void)state;
	assert_int_equal(gpamap_bars_window(NULL, 0, MB(1), &size, &alignment),
			 GPAMAP_OK);
	assert_int_equal(size, 0);
	assert_int_equal(alignment, MB(1));
}

/*
 *   | 2^63 | 2^62 | ... | 2 | 1 |
 *
 * One BAR of each size fills all 64 bits to the last.
 */
static void bars_of_every_size(void **state)
{
	uint64_t sizes[64];
	uint64_t size = 0, alignment = 0;

	(void)state;
	for (unsigned int i = 0; i < 64; i++)
		sizes[i] = UINT64_C(1) << i;
	assert_int_equal(gpamap_bars_window(sizes, 64, 1, &size, &alignment),
			 GPAMAP_OK);
	assert_int_equal(size, UINT64_MAX);
	assert_int_equal(alignment, UINT64_C(1) << 63);
}

/* Check that a list is refused, and the results are left alone. */
static void refuse(const uint64_t *sizes, size_t count, uint64_t granularity,
		   enum gpamap_status status)
{
	uint64_t size = 7, alignment = 9;

	assert_int_equal(gpamap_bars_window(sizes, count, granularity, &size,
					    &alignment),
			 status);
	assert_int_equal(size, 7);
	assert_int_equal(alignment, 9);
}

/*
 * Sizes that are no powers of two, sums beyond 64 bits.
 */
static void bars_that_cannot_be(void **state)
{
	const uint64_t half = UINT64_C(1) << 63;
	const uint64_t zero[] = { 4096, 0 };
	const uint64_t three[] = { 3 };
	const uint64_t halves[] = { half, half };
	const uint64_t more[] = { half, half / 2, half / 4, half / 2, half };
	const uint64_t rounded[] = { half, half / 2 };
	uint64_t size, alignment;

	(void)state;
	refuse(zero, 2, 1, GPAMAP_ERR_ARGUMENT);
	refuse(three, 1, 1, GPAMAP_ERR_ARGUMENT);
	refuse(zero, 1, 0, GPAMAP_ERR_ARGUMENT);
	refuse(zero, 1, 3, GPAMAP_ERR_ARGUMENT);
	refuse(NULL, 1, 1, GPAMAP_ERR_ARGUMENT);
	refuse(halves, 2, 1, GPAMAP_ERR_TOO_HIGH);
	refuse(more, 5, 1, GPAMAP_ERR_TOO_HIGH);
	refuse(rounded, 2, half, GPAMAP_ERR_TOO_HIGH);
	assert_int_equal(gpamap_bars_window(halves, 1, half, &size, &alignment),
			 GPAMAP_OK);
	assert_int_equal(size, half);
	assert_int_equal(alignment, half);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_smallest_window_by_brute_force),
		cmocka_unit_test(a_graphics_card),
		cmocka_unit_test(no_bars),
		cmocka_unit_test(bars_of_every_size),
		cmocka_unit_test(bars_that_cannot_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
