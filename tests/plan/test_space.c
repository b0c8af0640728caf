/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "map_check.h"

#include "../../src/core/space.h"

/* The space of a plan: its tree after every step, against an array of pages. */

enum {
	PAGES = 96, /* of the window; what is above is one run */
};

/* A page to 16 pages. */
static const uint64_t alignments[] = { 4096, 8192, 16384, 32768, 65536 };

#define ALIGNMENTS (sizeof(alignments) / sizeof(alignments[0]))
#define ALL_ALIGNMENTS UINT64_C(0x1f000) /* their sum */

struct fixture {
	struct gpamap_segment segments[2 + 2 * PAGES];
	uint64_t best[(2 + 2 * PAGES) * ALIGNMENTS];
	struct gpamap_space space;
	uint64_t owner[PAGES]; /* GPAMAP_SPACE_FREE, or who has the page */
};

static uint64_t random_state;

/* xorshift64: Marsaglia, 2003. */
static uint64_t random_below(uint64_t limit)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state % limit;
}

static uint64_t own_fit(const struct gpamap_segment *segment,
			uint64_t alignment)
{
	uint64_t start = segment->start;

	if (segment->owner != GPAMAP_SPACE_FREE)
		return 0;
	while (start < segment->end && start % alignment != 0)
		start += GPAMAP_PAGE_SIZE;
	return start < segment->end ? segment->end - start : 0;
}

static uint64_t largest_of(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static uint64_t best_of(const struct gpamap_space *space, uint32_t at,
			size_t column)
{
	return space->best[at * space->columns + column];
}

/* One node of the tree: links, balance, sums. */
static void check_node(const struct gpamap_space *space, uint32_t at)
{
	const struct gpamap_segment *node = &space->segments[at];
	const struct gpamap_segment *left = &space->segments[node->left];
	const struct gpamap_segment *right = &space->segments[node->right];
	uint64_t free = left->free + right->free;

	assert_true(node->start < node->end);
	if (node->left != 0) {
		assert_int_equal(left->parent, at);
		assert_true(left->end <= node->start);
	}
	if (node->right != 0) {
		assert_int_equal(right->parent, at);
		assert_true(node->end <= right->start);
	}
	assert_in_range(left->height + 1, right->height, right->height + 2);
	assert_int_equal(node->height,
			 1 + largest_of(left->height, right->height));
	if (node->owner == GPAMAP_SPACE_FREE)
		free += node->end - node->start;
	assert_int_equal(node->free, free);
	for (size_t i = 0; i < ALIGNMENTS; i++)
		assert_int_equal(
			best_of(space, at, i),
			largest_of(own_fit(node, alignments[i]),
				   largest_of(best_of(space, node->left, i),
					      best_of(space, node->right, i))));
}

/* All of the tree; and, walked both ways, the pages. */
static void check_space(const struct fixture *fixture)
{
	const struct gpamap_space *space = &fixture->space;
	uint32_t at = gpamap_space_find(space, 0);
	uint32_t before = 0;
	uint64_t position = 0;
	size_t count = 0;

	assert_int_equal(space->segments[space->root].parent, 0);
	assert_int_equal(space->segments[0].height, 0);
	for (size_t i = 0; i < ALIGNMENTS; i++)
		assert_int_equal(best_of(space, 0, i), 0);
	assert_int_equal(space->segments[0].free, 0);
	for (; at != 0; at = gpamap_space_next(space, at)) {
		const struct gpamap_segment *segment = &space->segments[at];

		check_node(space, at);
		assert_int_equal(gpamap_space_previous(space, at), before);
		assert_int_equal(segment->start, position);
		for (; position < segment->end &&
		       position < PAGES * GPAMAP_PAGE_SIZE;
		     position += GPAMAP_PAGE_SIZE)
			assert_int_equal(
				fixture->owner[position / GPAMAP_PAGE_SIZE],
				segment->owner);
		position = segment->end;
		before = at;
		count++;
	}
	assert_int_equal(position, GPAMAP_ADDRESS_END);
	assert_int_equal(count, space->used);
}

static void begin(struct fixture *fixture)
{
	memset(fixture->segments, 0xc3, sizeof(fixture->segments));
	memset(fixture->best, 0x3c, sizeof(fixture->best));
	gpamap_space_init(&fixture->space, fixture->segments, fixture->best,
			  ALL_ALIGNMENTS);
	for (size_t i = 0; i < PAGES; i++)
		fixture->owner[i] = GPAMAP_SPACE_FREE;
}

static void take(struct fixture *fixture, size_t first, size_t count,
		 uint64_t owner)
{
	gpamap_space_take(
		&fixture->space,
		(struct gpamap_range){ first * GPAMAP_PAGE_SIZE,
				       (first + count) * GPAMAP_PAGE_SIZE },
		owner);
	for (size_t i = first; i < first + count; i++)
		fixture->owner[i] = owner;
}

static bool is_free(const struct fixture *fixture, size_t first, size_t count)
{
	for (size_t i = first; i < first + count; i++)
		if (fixture->owner[i] != GPAMAP_SPACE_FREE)
			return false;
	return true;
}

/* Where a request stands by brute force; PAGES for nowhere. */
static size_t search(const struct fixture *fixture, size_t min, size_t max,
		     size_t count, bool down)
{
	size_t units = (size_t)(fixture->space.alignment / GPAMAP_PAGE_SIZE);
	size_t found = PAGES;

	for (size_t i = min; i + count <= max; i++) {
		if (i % units != 0 || !is_free(fixture, i, count))
			continue;
		found = i;
		if (!down)
			break;
	}
	return found;
}

static struct gpamap_bounds bounds_of(size_t min, size_t max)
{
	return (struct gpamap_bounds){ min * GPAMAP_PAGE_SIZE,
				       max * GPAMAP_PAGE_SIZE };
}

/* Both fits, the free bytes and the largest size in random bounds. */
static void check_searches(const struct fixture *fixture)
{
	const struct gpamap_space *space = &fixture->space;
	size_t min = (size_t)random_below(PAGES);
	size_t max = min + (size_t)random_below(PAGES + 1 - min);
	size_t count = 1 + (size_t)random_below(12);
	struct gpamap_bounds bounds = bounds_of(min, max);
	size_t low = search(fixture, min, max, count, false);
	size_t high = search(fixture, min, max, count, true);
	size_t largest = 0, free = 0;
	uint64_t start = 7;

	assert_int_equal(gpamap_space_lowest(space, bounds,
					     count * GPAMAP_PAGE_SIZE, &start),
			 low != PAGES);
	if (low != PAGES)
		assert_int_equal(start, low * GPAMAP_PAGE_SIZE);
	assert_int_equal(gpamap_space_highest(space, bounds,
					      count * GPAMAP_PAGE_SIZE, &start),
			 high != PAGES);
	if (high != PAGES)
		assert_int_equal(start, high * GPAMAP_PAGE_SIZE);
	while (search(fixture, min, max, largest + 1, false) != PAGES)
		largest++;
	assert_int_equal(gpamap_space_largest(space, bounds),
			 largest * GPAMAP_PAGE_SIZE);
	for (size_t i = min; i < max; i++)
		free += fixture->owner[i] == GPAMAP_SPACE_FREE;
	assert_int_equal(gpamap_space_free(space, bounds),
			 free * GPAMAP_PAGE_SIZE);
}

/* Take free pages until none are left, in random places. */
static void fill_up(struct fixture *fixture)
{
	size_t most = 1 + (size_t)random_below(6);

	begin(fixture);
	check_space(fixture);
	for (uint64_t step = 0; step < 3 * PAGES; step++) {
		size_t count = 1 + (size_t)random_below(most);
		size_t first = (size_t)random_below(PAGES + 1 - count);

		gpamap_space_align(&fixture->space,
				   GPAMAP_PAGE_SIZE << random_below(5));
		if (is_free(fixture, first, count))
			take(fixture, first, count, step);
		check_space(fixture);
		check_searches(fixture);
	}
}

/*
 *   0    1    2    3   ..                         96   end
 *   | 7  |    | 12 | 3 |                           |    |
 *
 * Balanced, with the right sums, whatever is taken in whatever order; both fits
 * are those that walking the pages finds.
 */
static void random_takes(void **state)
{
	static struct fixture fixture;

	(void)state;
	random_state = 0x9e3779b97f4a7c15;
	for (int i = 0; i < 100; i++)
		fill_up(&fixture);
}

/*
 *   | 0 | 1 | 2 | 3 | 4 | ..     upwards
 *   .. | 4 | 3 | 2 | 1 | 0 |     downwards
 *   | 0 |   | 1 |   | 2 |        every second
 *
 * The orders that turn an unbalanced tree into a list.
 */
static void takes_in_order(void **state)
{
	static struct fixture fixture;

	(void)state;
	for (size_t step = 1; step <= 2; step++) {
		begin(&fixture);
		for (size_t i = 0; i < PAGES; i += step) {
			take(&fixture, i, 1, i);
			check_space(&fixture);
		}
		begin(&fixture);
		for (size_t i = 0; i < PAGES; i += step) {
			take(&fixture, PAGES - 1 - i, 1, i);
			check_space(&fixture);
		}
	}
}

/*
 *   0                                          end
 *   |                    0                      |
 *
 * All of the space taken at once, and its first and last page.
 */
static void takes_at_the_edges(void **state)
{
	static struct gpamap_segment segments[8];
	static uint64_t best[8 * ALIGNMENTS];
	const struct gpamap_bounds all = { 0, GPAMAP_ADDRESS_END };
	struct gpamap_space space;
	uint64_t start;

	(void)state;
	gpamap_space_init(&space, segments, best, ALL_ALIGNMENTS);
	assert_int_equal(gpamap_space_largest(&space, all), GPAMAP_ADDRESS_END);
	gpamap_space_take(&space,
			  (struct gpamap_range){ 0, GPAMAP_ADDRESS_END }, 5);
	assert_int_equal(space.used, 1);
	assert_int_equal(gpamap_space_free(&space, all), 0);
	/* Bounds that are none have nothing. */
	gpamap_space_init(&space, segments, best, ALL_ALIGNMENTS);
	assert_int_equal(gpamap_space_free(&space, bounds_of(2, 1)), 0);
	gpamap_space_take(&space,
			  (struct gpamap_range){ 0, GPAMAP_ADDRESS_END }, 5);
	assert_false(gpamap_space_lowest(&space, all, 4096, &start));
	assert_false(gpamap_space_highest(&space, all, 4096, &start));
	gpamap_space_init(&space, segments, best, ALL_ALIGNMENTS);
	gpamap_space_take(&space, (struct gpamap_range){ 0, 4096 }, 0);
	gpamap_space_take(&space,
			  (struct gpamap_range){ GPAMAP_ADDRESS_END - 4096,
						 GPAMAP_ADDRESS_END },
			  1);
	assert_int_equal(space.used, 3);
	assert_int_equal(gpamap_space_free(&space, all),
			 GPAMAP_ADDRESS_END - 8192);
	assert_true(gpamap_space_lowest(&space, all, 4096, &start));
	assert_int_equal(start, 4096);
	assert_true(gpamap_space_highest(&space, all, 4096, &start));
	assert_int_equal(start, GPAMAP_ADDRESS_END - 8192);
}

/*
 *   0   1       2    3        4           end
 *   |   |   0   |    |   1    |            |
 *
 * Takes in the middle of what is free make as many segments as there can be,
 * with the leaf of leaves.
 */
static void takes_in_the_middle(void **state)
{
	static struct fixture fixture;

	(void)state;
	begin(&fixture);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(gpamap_space_segments(i),
				 1 + fixture.space.used);
		take(&fixture, 1 + 2 * i, 1, i);
		check_space(&fixture);
	}
}

/* Many random takes stay as flat as AVL trees are: below 1.45 log2 n. */
static void a_large_tree_is_flat(void **state)
{
	const size_t takes = 200000;
	struct gpamap_segment *segments;
	struct gpamap_space space;
	uint64_t *best;
	uint64_t start;

	(void)state;
	segments = malloc(gpamap_space_segments(takes) * sizeof(*segments));
	best = malloc(gpamap_space_segments(takes) * ALIGNMENTS *
		      sizeof(*best));
	assert_non_null(segments);
	assert_non_null(best);
	gpamap_space_init(&space, segments, best, ALL_ALIGNMENTS);
	random_state = 88172645463325252;
	for (size_t i = 0; i < takes; i++) {
		struct gpamap_bounds bounds = { random_below(takes * 4) *
							GPAMAP_PAGE_SIZE,
						GPAMAP_ADDRESS_END };

		assert_true(gpamap_space_lowest(&space, bounds,
						GPAMAP_PAGE_SIZE, &start));
		gpamap_space_take(&space,
				  (struct gpamap_range){
					  start, start + GPAMAP_PAGE_SIZE },
				  i);
	}
	assert_true(space.used < gpamap_space_segments(takes));
	assert_true(segments[space.root].height <= 27);
	for (uint32_t at = 1; at <= space.used; at++)
		check_node(&space, at);
	free(segments);
	free(best);
}

/* Each alignment has a column of its own, in ascending order, up to all that
 * there are. */
static void a_column_an_alignment(void **state)
{
	static struct gpamap_segment segments[2];
	static uint64_t best[2 * 52];
	struct gpamap_space space;

	(void)state;
	gpamap_space_init(&space, segments, best, -GPAMAP_PAGE_SIZE);
	assert_int_equal(space.columns, 52);
	assert_int_equal(space.alignment, GPAMAP_PAGE_SIZE);
	for (uint32_t i = 0; i < space.columns; i++) {
		gpamap_space_align(&space, GPAMAP_PAGE_SIZE << i);
		assert_int_equal(space.column, i);
		assert_int_equal(space.alignment, GPAMAP_PAGE_SIZE << i);
		assert_int_equal(best_of(&space, 1, i), GPAMAP_ADDRESS_END);
	}
	assert_int_equal(gpamap_alignments_count(0), 0);
	assert_int_equal(gpamap_alignments_count(UINT64_MAX), 64);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_takes),
		cmocka_unit_test(takes_in_order),
		cmocka_unit_test(takes_at_the_edges),
		cmocka_unit_test(takes_in_the_middle),
		cmocka_unit_test(a_large_tree_is_flat),
		cmocka_unit_test(a_column_an_alignment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
