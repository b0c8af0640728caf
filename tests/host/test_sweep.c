/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/host/sweep_plan.h"

/*
 * A sweep skips sizes that are known from those around them. Here the same
 * plans are swept with and without that: they must tell the same, move by
 * move. Plans are random, with a seed that is printed where one fails.
 */

#define PAGE GPAMAP_PAGE_SIZE
#define TRIALS 1500
#define SIZES 160

static uint64_t state_of_random;

static uint64_t draw(uint64_t below)
{
	state_of_random = state_of_random * UINT64_C(6364136223846793005) +
			  UINT64_C(1442695040888963407);
	return (state_of_random >> 33) % below;
}

static uint64_t draw_alignment(void)
{
	return PAGE << draw(6);
}

static void add(struct gpamap_draft *draft,
		const struct gpamap_plan_request *request)
{
	struct gpamap_request_draft added = { .request = *request };
	struct gpamap_span none = { NULL, 0 };
	struct gpamap_diags diags = { 0 };

	assert_true(gpamap_plan_draft_add(&draft->plan, &added, none, &diags));
}

/* Something to go around, near the address that the RAM ends at. */
static void add_obstacles(struct gpamap_draft *draft, uint64_t around)
{
	size_t count = draw(4);
	size_t i;

	for (i = 0; i < count; i++) {
		struct gpamap_plan_request request = {
			.phase = draw(2) == 0 ? GPAMAP_PHASE_RESERVE
					      : GPAMAP_PHASE_FIXED,
			.size = PAGE * (1 + draw(12)),
			.address = around - 32 * PAGE + PAGE * draw(200),
		};

		add(draft, &request);
	}
}

static void add_window(struct gpamap_draft *draft)
{
	static const enum gpamap_phase phases[] = {
		GPAMAP_PHASE_MMIO32,  GPAMAP_PHASE_MMIO64, GPAMAP_PHASE_MMIO64,
		GPAMAP_PHASE_HOTPLUG, GPAMAP_PHASE_POST,
	};
	struct gpamap_plan_request request = {
		.phase = phases[draw(5)],
		.size = PAGE * (1 + draw(40)),
		.alignment = draw_alignment(),
	};

	if (draw(3) == 0)
		request.preferred_alignment = draw_alignment();
	if (draw(6) == 0)
		request.min_address = GPAMAP_4GB + PAGE * draw(200);
	if (draw(8) == 0)
		request.max_address = GPAMAP_4GB + PAGE * (100 + draw(300));
	if (draw(6) == 0 && request.phase == GPAMAP_PHASE_MMIO64)
		request.direction = GPAMAP_DIRECTION_DOWN;
	add(draft, &request);
}

static void add_ram(struct gpamap_draft *draft, uint64_t vnode, uint64_t size)
{
	struct gpamap_plan_request request = {
		.phase = GPAMAP_PHASE_RAM,
		.size = size,
		.vnode = vnode,
		.alignment = draw_alignment(),
		.min_piece = draw(3) == 0 ? PAGE * draw(20) : 0,
	};

	add(draft, &request);
}

static void make_draft(struct gpamap_draft *draft, uint64_t around)
{
	size_t windows = draw(5);
	size_t i;

	add_ram(draft, 1, 0);
	if (draw(2) == 0)
		add_ram(draft, 0, PAGE * (1 + draw(30)));
	if (draw(2) == 0)
		add_ram(draft, 2, PAGE * (1 + draw(30)));
	add_obstacles(draft, around);
	for (i = 0; i < windows; i++)
		add_window(draft);
	if (draw(4) == 0)
		draft->plan.host.guest_reach = around + PAGE * (50 + draw(400));
	if (around > GPAMAP_4GB * 2)
		draft->plan.host.hypertransport =
			(enum gpamap_hypertransport)draw(3);
}

static bool is_same_row(const struct gpamap_sweep_row *a,
			const struct gpamap_sweep_row *b)
{
	return a->fails == b->fails && a->first == b->first &&
	       a->last == b->last && a->every == b->every &&
	       a->count == b->count && a->repeats == b->repeats &&
	       a->move.thing == b->move.thing && a->move.from == b->move.from &&
	       a->move.to == b->move.to && a->move.bytes == b->move.bytes;
}

static bool is_same_sweep(const struct gpamap_sweep *a,
			  const struct gpamap_sweep *b)
{
	size_t i;

	if (a->rows.count != b->rows.count || a->moves != b->moves ||
	    a->failures != b->failures)
		return false;
	for (i = 0; i < a->rows.count; i++)
		if (!is_same_row(&a->rows.items[i], &b->rows.items[i]))
			return false;
	return true;
}

/* Sweep one random plan both ways; give the maps that both took. */
static bool is_right(uint64_t around, uint64_t *fast, uint64_t *slow)
{
	struct gpamap_draft draft = { 0 };
	struct gpamap_diags diags = { 0 };
	struct gpamap_planned planned;
	struct gpamap_sweep_plan plan;
	struct gpamap_sweep_source source;
	struct gpamap_sweep short_cut = { .step = PAGE };
	struct gpamap_sweep all;
	bool same;

	make_draft(&draft, around);
	short_cut.first = around - 64 * PAGE;
	short_cut.last = short_cut.first + SIZES * PAGE;
	all = short_cut;
	assert_true(gpamap_planned_make(&planned, &draft, &diags));
	assert_true(gpamap_sweep_plan_make(&plan, &planned, 0, false, &source));
	assert_true(gpamap_sweep_run(&short_cut, &source));
	source.certain = NULL;
	assert_true(gpamap_sweep_run(&all, &source));
	same = is_same_sweep(&short_cut, &all);
	*fast += short_cut.maps;
	*slow += all.maps;
	gpamap_sweep_clear(&short_cut);
	gpamap_sweep_clear(&all);
	gpamap_sweep_plan_clear(&plan);
	gpamap_planned_clear(&planned);
	gpamap_draft_clear(&draft);
	gpamap_diags_clear(&diags);
	return same;
}

static void sweep_around(uint64_t around)
{
	uint64_t fast = 0, slow = 0;
	uint64_t seed;

	for (seed = 0; seed < TRIALS; seed++) {
		state_of_random = seed * 2654435761u + around;
		if (!is_right(around, &fast, &slow))
			fail_msg("seed %u: a short cut tells another story",
				 (unsigned int)seed);
	}
	/* The short cuts are taken. */
	assert_true(fast < slow);
	assert_int_equal(slow, TRIALS * (SIZES + 1));
}

/*   ram          4G  obstacles, windows
 * |.........|....|..|..|.....   RAM ends at 4 GiB - 64 pages and more */
static void near_4gb(void **state)
{
	(void)state;
	sweep_around(GPAMAP_4GB);
}

/* RAM ends where it must be skipped or moved. */
static void near_hypertransport(void **state)
{
	(void)state;
	sweep_around(GPAMAP_HYPERTRANSPORT_START);
}

static void add_piece(struct gpamap_snapshot *map, size_t thing, uint64_t start,
		      uint64_t end)
{
	assert_true(gpamap_snapshot_add(
		map, thing, (struct gpamap_range){ start * PAGE, end * PAGE }));
}

struct told {
	struct gpamap_move move;
	size_t count;
};

static void keep(void *context, const struct gpamap_move *move)
{
	struct told *told = context;

	told->move = *move;
	told->count++;
}

/*  before  |0000|    |11|      after  |00|  |0000|11|
 * RAM 0 grows and leaves the end of its first hole: two pages of it move. */
static void ram_that_leaves_a_hole_moves(void **state)
{
	struct gpamap_snapshot before = { 0 }, after = { 0 };
	struct told told = { .count = 0 };

	(void)state;
	add_piece(&before, 0, 0, 4);
	add_piece(&before, 1, 10, 12);
	add_piece(&after, 0, 0, 2);
	add_piece(&after, 0, 6, 10);
	add_piece(&after, 1, 10, 12);
	gpamap_snapshot_sort(&before);
	gpamap_snapshot_sort(&after);
	gpamap_snapshot_compare(&before, &after, keep, &told);
	assert_int_equal(told.count, 1);
	assert_int_equal(told.move.thing, 0);
	assert_int_equal(told.move.from, 2 * PAGE);
	assert_int_equal(told.move.to, 6 * PAGE);
	assert_int_equal(told.move.bytes, 2 * PAGE);
	gpamap_snapshot_clear(&before);
	gpamap_snapshot_clear(&after);
}

static void move_by(struct gpamap_sweep_rows *rows, uint64_t size,
		    uint64_t from, uint64_t to)
{
	struct gpamap_move move = { .from = from, .to = to, .bytes = PAGE };

	assert_true(gpamap_sweep_rows_move(rows, size, &move));
}

/* Up by 1 at 1, 2, 3; again at 11, 12, 13 and at 21, 22, 23: one row. */
static void what_repeats_is_one_row(void **state)
{
	struct gpamap_sweep_rows rows = { 0 };
	uint64_t i, j;

	(void)state;
	for (i = 0; i < 3; i++)
		for (j = 1; j <= 3; j++)
			move_by(&rows, 10 * i + j, 100, 101);
	move_by(&rows, 24, 100, 200);
	gpamap_sweep_rows_fold(&rows);
	assert_int_equal(rows.count, 2);
	assert_int_equal(rows.items[0].first, 1);
	assert_int_equal(rows.items[0].count, 3);
	assert_int_equal(rows.items[0].every, 1);
	assert_int_equal(rows.items[0].repeats, 3);
	assert_int_equal(rows.items[0].repeat_every, 10);
	assert_int_equal(rows.items[1].count, 1);
	gpamap_sweep_rows_clear(&rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(near_4gb),
		cmocka_unit_test(near_hypertransport),
		cmocka_unit_test(ram_that_leaves_a_hole_moves),
		cmocka_unit_test(what_repeats_is_one_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
