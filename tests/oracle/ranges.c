/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gpamap/range.h>

#include "ranges.h"

/*
 * The algebra of ranges against bitmaps: all lists there are in a window of a
 * few pages at the bottom of the address space, across 4 GiB and at its top.
 */

enum {
	PAGES_MAX = 8,
	LIST_MAX = 2 * PAGES_MAX + 2,
	NONE = -1,
};

#define END GPAMAP_ADDRESS_END

/* The window. Cell 0 is all below it, then its pages, then all above. */
static uint64_t base;
static size_t pages;
static uint64_t answers;

static uint64_t edge(size_t i)
{
	if (i == 0)
		return 0;
	return i == pages + 2 ? END : base + (i - 1) * GPAMAP_PAGE_SIZE;
}

/* A list of ranges between edges of the window. */
struct list {
	struct gpamap_range range[LIST_MAX];
	uint32_t tag[LIST_MAX];
	size_t count;
};

static void add(struct list *list, size_t from, size_t to)
{
	list->range[list->count++] =
		(struct gpamap_range){ edge(from), edge(to) };
}

static void print_list(const char *what, const struct list *list)
{
	size_t i;

	fprintf(stderr, "  %s:", what);
	for (i = 0; i < list->count; i++)
		fprintf(stderr, " 0x%llx-0x%llx(%u)",
			(unsigned long long)list->range[i].start,
			(unsigned long long)list->range[i].end, list->tag[i]);
	fputc('\n', stderr);
}

static void same(uint64_t got, uint64_t want, const char *what,
		 const struct list *left, const struct list *right)
{
	answers++;
	if (got == want)
		return;
	fprintf(stderr, "%s is 0x%llx, not 0x%llx, for\n", what,
		(unsigned long long)got, (unsigned long long)want);
	print_list("left", left);
	if (right != NULL)
		print_list("right", right);
	exit(1);
}

/*
 * The @code-th of the ways to cut the window into ranges, by a digit for each
 * page: 0 free, 1 begins, 2 goes on. Returns false for a digit that cannot be.
 */
static bool make_list(struct list *list, size_t code)
{
	size_t i, digit, before = 0;

	list->count = 0;
	memset(list->tag, 0, sizeof(list->tag));
	for (i = 1; i <= pages; i++, code /= 3) {
		digit = code % 3;
		if (digit == 2 && before == 0)
			return false;
		if (digit == 1)
			add(list, i, i + 1);
		if (digit == 2)
			list->range[list->count - 1].end = edge(i + 1);
		before = digit;
	}
	return true;
}

static size_t power(size_t number, size_t exponent)
{
	size_t product = 1;

	while (exponent-- > 0)
		product *= number;
	return product;
}

/* Which range of @list holds cell @i; the cell is not empty. */
static int holder(const struct list *list, size_t i)
{
	size_t n;

	for (n = 0; n < list->count; n++)
		if (list->range[n].start <= edge(i) &&
		    edge(i + 1) <= list->range[n].end)
			return (int)n;
	return NONE;
}

/* Walk the cells: all neighbours with the same holders are one step. */
static size_t model_walk(const struct list *left, const struct list *right,
			 struct gpamap_range_step *steps)
{
	int last_left = NONE - 1;
	int last_right = NONE - 1;
	size_t count = 0;
	size_t i;

	for (i = 0; i < pages + 2; i++) {
		int in_left = holder(left, i);
		int in_right = holder(right, i);

		if (edge(i) == edge(i + 1))
			continue;
		if (in_left == last_left && in_right == last_right) {
			steps[count - 1].range.end = edge(i + 1);
			continue;
		}
		steps[count].range.start = edge(i);
		steps[count].range.end = edge(i + 1);
		steps[count].side = (enum gpamap_side)(
			(in_left != NONE ? 1 : 0) + (in_right != NONE ? 2 : 0));
		steps[count].left = (size_t)in_left;
		steps[count].right = (size_t)in_right;
		count++;
		last_left = in_left;
		last_right = in_right;
	}
	return count;
}

static void check_walk(const struct list *left, const struct list *right,
		       const struct gpamap_range_step *want, size_t count)
{
	struct gpamap_range_walk walk;
	struct gpamap_range_step got;
	size_t i;

	gpamap_range_walk_init(&walk, left->range, left->count, right->range,
			       right->count);
	for (i = 0; gpamap_range_walk_next(&walk, &got); i++) {
		same(i < count, true, "another step", left, right);
		same(got.range.start, want[i].range.start, "start of a step",
		     left, right);
		same(got.range.end, want[i].range.end, "end of a step", left,
		     right);
		same(got.side, want[i].side, "side", left, right);
		if ((got.side & GPAMAP_SIDE_LEFT) != 0)
			same(got.left, want[i].left, "left index", left, right);
		if ((got.side & GPAMAP_SIDE_RIGHT) != 0)
			same(got.right, want[i].right, "right index", left,
			     right);
	}
	same(i, count, "count of steps", left, right);
	same((uint64_t)walk.status, GPAMAP_OK, "status of a walk", left, right);
}

/* Overlapping and subtracting give the steps of one side. */
static void check_side(const struct list *left, const struct list *right,
		       const struct gpamap_range_step *want, size_t count,
		       enum gpamap_side side)
{
	bool (*next)(struct gpamap_range_walk *, struct gpamap_range *) =
		side == GPAMAP_SIDE_BOTH ? gpamap_range_overlapping_next
					 : gpamap_range_subtract_next;
	struct gpamap_range_walk walk;
	struct gpamap_range got;
	size_t i;

	gpamap_range_walk_init(&walk, left->range, left->count, right->range,
			       right->count);
	for (i = 0; i < count; i++) {
		if (want[i].side != side)
			continue;
		same(next(&walk, &got), true, "a piece", left, right);
		same(got.start, want[i].range.start, "start of a piece", left,
		     right);
		same(got.end, want[i].range.end, "end of a piece", left, right);
	}
	same(next(&walk, &got), false, "a piece too many", left, right);
}

static void check_two_lists(const struct list *left, const struct list *right)
{
	struct gpamap_range_step want[LIST_MAX];
	size_t count = model_walk(left, right, want);

	check_walk(left, right, want, count);
	check_side(left, right, want, count, GPAMAP_SIDE_BOTH);
	check_side(left, right, want, count, GPAMAP_SIDE_LEFT);
}

/* All pairs of lists. */
static void try_walks(void)
{
	size_t codes = power(3, pages);
	struct list left, right;
	size_t a, b;

	for (a = 0; a < codes; a++) {
		if (!make_list(&left, a))
			continue;
		for (b = 0; b < codes; b++)
			if (make_list(&right, b))
				check_two_lists(&left, &right);
	}
}

/* Put an empty range at each edge in @mask that is not inside a range. */
static void add_empty(const struct list *list, size_t mask, struct list *out)
{
	size_t i, n = 0;

	*out = (struct list){ .count = 0 };
	for (i = 1; i <= pages + 1; i++) {
		bool inside = n > 0 && list->range[n - 1].end > edge(i);

		if (!inside && (mask >> (i - 1) & 1) != 0)
			add(out, i, i);
		if (n < list->count && list->range[n].start == edge(i))
			out->range[out->count++] = list->range[n++];
	}
}

/* All pairs of lists, the one on the right with empty ranges here and there. */
static void try_walks_with_empty_ranges(void)
{
	size_t codes = power(3, pages);
	struct list left, right, dotted;
	size_t a, b, mask;

	for (a = 0; a < codes; a++) {
		if (!make_list(&left, a))
			continue;
		for (b = 0; b < codes; b++) {
			if (!make_list(&right, b))
				continue;
			for (mask = 1; mask < power(2, pages + 1); mask++) {
				add_empty(&right, mask, &dotted);
				check_two_lists(&left, &dotted);
				check_two_lists(&dotted, &left);
			}
		}
	}
}

/*
 * Flattening on a grid of twice the pages: points are edges, and pages. A
 * range takes its two edges and all between; runs of points are what comes
 * out.
 */
static size_t model_flatten(const struct list *list, struct list *flat)
{
	bool taken[2 * (PAGES_MAX + 3)] = { false };
	size_t points = 2 * (pages + 2);
	size_t i, n;

	flat->count = 0;
	for (n = 0; n < list->count; n++)
		for (i = 0; i <= points; i++)
			if (edge(i / 2) >= list->range[n].start &&
			    edge((i + 1) / 2) <= list->range[n].end &&
			    i / 2 >= 1)
				taken[i] = true;
	for (i = 2; i <= points; i++) {
		if (!taken[i])
			continue;
		for (n = i; n < points && taken[n + 1]; n++)
			;
		add(flat, i / 2, n / 2);
		i = n;
	}
	return flat->count;
}

static void check_flatten(const struct list *list, bool sorted)
{
	struct gpamap_range_merge merge;
	struct gpamap_range got = { 1, 2 };
	struct list want;
	size_t i;

	gpamap_range_flatten_init(&merge, list->range, list->count);
	if (!sorted) {
		while (gpamap_range_flatten_next(&merge, &got))
			same((uint64_t)merge.status, GPAMAP_OK,
			     "status of a range", list, NULL);
		same((uint64_t)merge.status, (uint64_t)GPAMAP_ERR_UNSORTED,
		     "status", list, NULL);
		return;
	}
	model_flatten(list, &want);
	for (i = 0; i < want.count; i++) {
		same(gpamap_range_flatten_next(&merge, &got), true,
		     "a flat range", list, &want);
		same(got.start, want.range[i].start, "start of a flat range",
		     list, &want);
		same(got.end, want.range[i].end, "end of a flat range", list,
		     &want);
	}
	same(gpamap_range_flatten_next(&merge, &got), false,
	     "a flat range too many", list, &want);
	same((uint64_t)merge.status, GPAMAP_OK, "status", list, &want);
}

/* The first fault of a list that is to be sorted and disjoint. */
static enum gpamap_status order_of(const struct list *list)
{
	size_t i;

	for (i = 1; i < list->count; i++) {
		if (list->range[i].start < list->range[i - 1].start)
			return GPAMAP_ERR_UNSORTED;
		if (list->range[i].start < list->range[i - 1].end)
			return GPAMAP_ERR_OVERLAP;
	}
	return GPAMAP_OK;
}

/* Merging range by range: the one before grows, or a new one begins. */
static void check_merge(const struct list *list)
{
	struct gpamap_range_merge merge;
	struct gpamap_range got;
	enum gpamap_status status = order_of(list);
	struct list want = { .count = 0 };
	size_t from[LIST_MAX];
	size_t i, first;

	for (i = 0; i < list->count; i++) {
		size_t last = want.count - 1;

		if (want.count != 0 &&
		    want.range[last].end == list->range[i].start &&
		    want.tag[last] == list->tag[i]) {
			want.range[last].end = list->range[i].end;
			continue;
		}
		from[want.count] = i;
		want.tag[want.count] = list->tag[i];
		want.range[want.count++] = list->range[i];
	}
	gpamap_range_merge_adjacent_init(&merge, list->range, list->tag,
					 list->count);
	for (i = 0; gpamap_range_merge_adjacent_next(&merge, &got, &first);
	     i++) {
		same((uint64_t)merge.status, GPAMAP_OK, "status of a range",
		     list, &want);
		if (status != GPAMAP_OK)
			continue;
		same(i < want.count, true, "another range", list, &want);
		same(got.start, want.range[i].start, "start", list, &want);
		same(got.end, want.range[i].end, "end", list, &want);
		same(first, from[i], "first", list, &want);
	}
	same((uint64_t)merge.status, (uint64_t)status, "status", list, &want);
	if (status == GPAMAP_OK)
		same(i, want.count, "count of ranges", list, &want);
}

/* All lists of up to three ranges in any order, empty ones too; and with all
 * tags of two colours for merging. */
static void try_lists_of_three(void)
{
	size_t pairs = power(pages + 1, 2);
	size_t code, rest, count, i, tags;

	for (count = 0; count <= 3; count++)
		for (code = 0; code < power(pairs, count); code++) {
			struct list list = { .count = 0 };
			bool sound = true;
			bool sorted = true;
			bool whole = true;

			for (i = 0, rest = code; i < count; i++) {
				size_t from = rest % (pages + 1);
				size_t to = rest / (pages + 1) % (pages + 1);

				rest /= pairs;
				sound &= from <= to;
				whole &= from < to;
				add(&list, from + 1, to + 1);
				sorted &= i == 0 ||
					  list.range[i].start >=
						  list.range[i - 1].start;
			}
			if (!sound)
				continue;
			check_flatten(&list, sorted);
			for (tags = 0; whole && tags < power(2, count);
			     tags++) {
				for (i = 0; i < count; i++)
					list.tag[i] = tags >> i & 1;
				check_merge(&list);
			}
		}
}

/* All tags of two colours on all sound lists. */
static void try_merges(void)
{
	size_t codes = power(3, pages);
	struct list list;
	size_t code, tags, i;

	for (code = 0; code < codes; code++) {
		if (!make_list(&list, code))
			continue;
		for (tags = 0; tags < power(2, list.count); tags++) {
			for (i = 0; i < list.count; i++)
				list.tag[i] = tags >> i & 1;
			check_merge(&list);
		}
	}
}

/* Run @part with @count pages in each of the three places. */
static void run(const char *what, size_t count, void (*part)(void))
{
	uint64_t before = answers;

	pages = count;
	base = 0;
	part();
	base = GPAMAP_4GB - count / 2 * GPAMAP_PAGE_SIZE;
	part();
	base = END - count * GPAMAP_PAGE_SIZE;
	part();
	printf("%-28s %zu pages %12llu answers\n", what, count,
	       (unsigned long long)(answers - before));
	fflush(stdout);
}

static void single_ranges(void)
{
	try_single_ranges(base, pages, &answers);
}

int main(void)
{
	uint64_t before;

	run("walk, overlapping, subtract", 6, try_walks);
	run("the same with empty ranges", 4, try_walks_with_empty_ranges);
	run("flatten, merge, any order", 4, try_lists_of_three);
	run("merge with tags", 7, try_merges);
	run("one and two ranges", 7, single_ranges);
	before = answers;
	try_aligned_pieces(&answers);
	printf("%-28s         %12llu answers\n", "aligned pieces",
	       (unsigned long long)(answers - before));
	printf("ranges: %llu answers compared, all as the bitmap says\n",
	       (unsigned long long)answers);
	return 0;
}
