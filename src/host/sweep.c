/* SPDX-License-Identifier: MIT */
#include "sweep.h"

/* Halvings of a stretch of 2^64 sizes, and both ends. */
#define LEVELS 66u

/* Maps between two calls of progress. */
#define PROGRESS_EVERY 1024u

/* A size, by its number, and the map there. */
struct mark {
	uint64_t number;
	struct gpamap_snapshot map;
};

struct run {
	struct gpamap_sweep *sweep;
	const struct gpamap_sweep_source *source;
	/* marks[0] is done; the others wait, the nearest last. */
	struct mark marks[LEVELS];
	size_t depth;
	struct gpamap_snapshot before; /* the last map that there was */
	bool has_before;
	uint64_t size; /* at hand */
	size_t failing; /* the row of failures that goes on plus 1, or 0 */
	bool failed; /* for lack of memory */
};

static uint64_t size_at(const struct gpamap_sweep *sweep, uint64_t number)
{
	return sweep->first + number * sweep->step;
}

static void take(struct run *run, struct mark *mark, uint64_t number)
{
	struct gpamap_sweep *sweep = run->sweep;

	mark->number = number;
	mark->map.count = 0;
	mark->map.fails = false;
	mark->map.relocated = false;
	if (!run->source->take(run->source->context, size_at(sweep, number),
			       &mark->map))
		run->failed = true;
	if (++sweep->maps % PROGRESS_EVERY == 0 && sweep->progress != NULL)
		sweep->progress(sweep->context, run->marks[0].number,
				(sweep->last - sweep->first) / sweep->step);
}

static void report_move(void *context, const struct gpamap_move *move)
{
	struct run *run = context;

	run->sweep->moves++;
	if (!gpamap_sweep_rows_move(&run->sweep->rows, run->size, move))
		run->failed = true;
}

/* Note that there is no map at the size at hand, nor at any from @previous on
 * that is none of it. */
static void report_failure(struct run *run, uint64_t previous, uint64_t number)
{
	struct gpamap_sweep *sweep = run->sweep;
	char text[GPAMAP_SWEEP_REASON_MAX];
	struct gpamap_sweep_row *row;

	sweep->failures += number - previous;
	if (run->failing != 0) {
		row = &sweep->rows.items[run->failing - 1];
		row->every = sweep->step;
		row->last = run->size;
		row->count += number - previous;
		return;
	}
	run->source->reason(run->source->context, run->size, text);
	if (!gpamap_sweep_rows_fail(&sweep->rows, run->size, text))
		run->failed = true;
	run->failing = sweep->rows.count;
}

static void swap_maps(struct gpamap_snapshot *a, struct gpamap_snapshot *b)
{
	struct gpamap_snapshot held = *a;

	*a = *b;
	*b = held;
}

/* Go on to the nearest mark that waits: the next size, or one that is known to
 * be like all before it. */
static void advance(struct run *run)
{
	struct mark *done = &run->marks[0];
	struct mark *next = &run->marks[--run->depth];

	run->size = size_at(run->sweep, next->number);
	if (next->map.fails) {
		report_failure(run, done->number, next->number);
		if (!done->map.fails) {
			swap_maps(&run->before, &done->map);
			run->has_before = true;
		}
	} else {
		run->failing = 0;
		if (!done->map.fails)
			gpamap_snapshot_compare(&done->map, &next->map,
						report_move, run);
		else if (run->has_before)
			gpamap_snapshot_compare(&run->before, &next->map,
						report_move, run);
	}
	swap_maps(&done->map, &next->map);
	done->number = next->number;
}

static bool is_known(const struct run *run)
{
	const struct gpamap_sweep_source *source = run->source;
	const struct mark *low = &run->marks[0];
	const struct mark *high = &run->marks[run->depth - 1];

	if (high->number - low->number == 1)
		return true;
	return source->certain != NULL &&
	       source->certain(source->context,
			       size_at(run->sweep, low->number), &low->map,
			       size_at(run->sweep, high->number), &high->map);
}

static void look_at_all(struct run *run)
{
	struct gpamap_sweep *sweep = run->sweep;
	uint64_t last = (sweep->last - sweep->first) / sweep->step;

	take(run, &run->marks[0], 0);
	run->size = sweep->first;
	if (run->marks[0].map.fails)
		report_failure(run, 0, 1);
	run->depth = 1;
	if (last > 0 && !run->failed)
		take(run, &run->marks[run->depth++], last);
	while (run->depth > 1 && !run->failed) {
		uint64_t low = run->marks[0].number;
		uint64_t high = run->marks[run->depth - 1].number;

		if (is_known(run))
			advance(run);
		else
			take(run, &run->marks[run->depth++],
			     low + (high - low) / 2);
	}
}

bool gpamap_sweep_run(struct gpamap_sweep *sweep,
		      const struct gpamap_sweep_source *source)
{
	struct run run = { .sweep = sweep, .source = source };
	size_t i;

	look_at_all(&run);
	for (i = 0; i < LEVELS; i++)
		gpamap_snapshot_clear(&run.marks[i].map);
	gpamap_snapshot_clear(&run.before);
	gpamap_sweep_rows_fold(&sweep->rows);
	return !run.failed;
}

void gpamap_sweep_clear(struct gpamap_sweep *sweep)
{
	gpamap_sweep_rows_clear(&sweep->rows);
}
