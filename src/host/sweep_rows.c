/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "memory.h"
#include "span.h"
#include "sweep_rows.h"

/* Rows of one thing that a move is held against, from the last one back. A
 * pattern of more moves is told in more rows. */
#define LOOK_BACK 64u

static struct gpamap_sweep_row *add_row(struct gpamap_sweep_rows *rows,
					uint64_t size)
{
	if (!gpamap_array_reserve((void **)&rows->items, &rows->capacity,
				  rows->count, sizeof(*rows->items)))
		return NULL;
	rows->items[rows->count] = (struct gpamap_sweep_row){
		.first = size, .last = size, .count = 1, .repeats = 1
	};
	return &rows->items[rows->count++];
}

/* Make room for the last row of @thing. */
static bool know(struct gpamap_sweep_rows *rows, size_t thing)
{
	size_t things = 2 * rows->things > thing ? 2 * rows->things : thing + 1;
	size_t *last;

	if (thing < rows->things)
		return true;
	last = gpamap_memory_grow(rows->last, things, sizeof(*last));
	if (last == NULL)
		return false;
	memset(last + rows->things, 0, (things - rows->things) * sizeof(*last));
	rows->last = last;
	rows->things = things;
	return true;
}

static bool is_alike(const struct gpamap_move *a, const struct gpamap_move *b)
{
	bool gone = a->to == UINT64_MAX || b->to == UINT64_MAX;

	return !gone && a->to - a->from == b->to - b->from;
}

/* Let @row go on with @move, at @size. */
static void extend(struct gpamap_sweep_row *row, uint64_t size,
		   const struct gpamap_move *move)
{
	if (move->bytes != row->move.bytes)
		row->uneven = true;
	if (move->bytes > row->move.bytes)
		row->move.bytes = move->bytes;
	row->every = size - row->last;
	row->last = size;
	row->count++;
	row->final = *move;
}

bool gpamap_sweep_rows_move(struct gpamap_sweep_rows *rows, uint64_t size,
			    const struct gpamap_move *move)
{
	struct gpamap_sweep_row *row;
	size_t at, looks;

	if (!know(rows, move->thing))
		return false;
	at = rows->last[move->thing];
	for (looks = 0; at != 0 && looks < LOOK_BACK; looks++) {
		row = &rows->items[at - 1];
		if (is_alike(&row->move, move) &&
		    (row->count == 1 || size - row->last == row->every)) {
			extend(row, size, move);
			return true;
		}
		at = row->previous;
	}
	row = add_row(rows, size);
	if (row == NULL)
		return false;
	row->move = *move;
	row->final = *move;
	row->previous = rows->last[move->thing];
	rows->last[move->thing] = rows->count;
	return true;
}

bool gpamap_sweep_rows_fail(struct gpamap_sweep_rows *rows, uint64_t size,
			    const char *reason)
{
	struct gpamap_sweep_row *row = add_row(rows, size);

	if (row == NULL)
		return false;
	row->fails = true;
	row->reason = gpamap_span_copy(gpamap_span_of(reason));
	return row->reason != NULL;
}

/* Two moves may look like the beginning of a row by chance, and take the second
 * from the one that it begins. Give it back. */
static void give_back(struct gpamap_sweep_rows *rows,
		      struct gpamap_sweep_row *row)
{
	size_t at = row->previous;
	unsigned int looks;

	for (looks = 0; at != 0 && looks < LOOK_BACK; looks++) {
		struct gpamap_sweep_row *earlier = &rows->items[at - 1];

		at = earlier->previous;
		if (earlier->count != 2 || row->count < 2 ||
		    earlier->every == row->every ||
		    !is_alike(&earlier->move, &row->move) ||
		    row->first - earlier->last != row->every)
			continue;
		row->first = earlier->last;
		row->count++;
		row->move.from = earlier->final.from;
		row->move.to = earlier->final.to;
		earlier->last = earlier->first;
		earlier->every = 0;
		earlier->count = 1;
		return;
	}
}

/* Say whether @row is what @earlier was, so much later; or one more of it. */
static bool repeats(const struct gpamap_sweep_row *earlier,
		    const struct gpamap_sweep_row *row)
{
	uint64_t distance = row->first - earlier->first;

	return row->count > 1 && row->count == earlier->count &&
	       row->every == earlier->every &&
	       is_alike(&row->move, &earlier->move) &&
	       (earlier->repeats == 1 ||
		distance == earlier->repeats * earlier->repeat_every);
}

/* Fold the row at @index into an earlier one, or leave it. */
static bool fold(struct gpamap_sweep_rows *rows, size_t index)
{
	struct gpamap_sweep_row *row = &rows->items[index];
	size_t at = row->previous;
	size_t looks = 0;

	while (at != 0 && looks < LOOK_BACK) {
		struct gpamap_sweep_row *earlier = &rows->items[at - 1];

		at = earlier->previous;
		/* It was folded itself: the next one is as near. */
		if (earlier->count == 0) {
			row->previous = at;
			continue;
		}
		looks++;
		if (!repeats(earlier, row))
			continue;
		if (earlier->repeats++ == 1)
			earlier->repeat_every = row->first - earlier->first;
		return true;
	}
	return false;
}

static int compare(const void *left, const void *right)
{
	const struct gpamap_sweep_row *a = left;
	const struct gpamap_sweep_row *b = right;

	if (a->first != b->first)
		return (a->first > b->first) - (a->first < b->first);
	if (a->move.thing != b->move.thing)
		return (a->move.thing > b->move.thing) -
		       (a->move.thing < b->move.thing);
	return (a->count > b->count) - (a->count < b->count);
}

void gpamap_sweep_rows_fold(struct gpamap_sweep_rows *rows)
{
	size_t kept = 0;
	size_t i;

	for (i = 0; i < rows->count; i++)
		if (!rows->items[i].fails)
			give_back(rows, &rows->items[i]);
	for (i = 0; i < rows->count; i++)
		if (!rows->items[i].fails && fold(rows, i))
			rows->items[i].count = 0;
	for (i = 0; i < rows->count; i++)
		if (rows->items[i].count > 0)
			rows->items[kept++] = rows->items[i];
	rows->count = kept;
	if (kept > 1)
		qsort(rows->items, kept, sizeof(*rows->items), compare);
}

void gpamap_sweep_rows_clear(struct gpamap_sweep_rows *rows)
{
	size_t i;

	for (i = 0; i < rows->count; i++)
		free(rows->items[i].reason);
	free(rows->items);
	free(rows->last);
	*rows = (struct gpamap_sweep_rows){ .items = NULL };
}
