/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "array.h"
#include "snapshot.h"

bool gpamap_snapshot_add(struct gpamap_snapshot *snapshot, size_t thing,
			 struct gpamap_range range)
{
	if (!gpamap_array_reserve((void **)&snapshot->pieces,
				  &snapshot->capacity, snapshot->count,
				  sizeof(*snapshot->pieces)))
		return false;
	snapshot->pieces[snapshot->count++] =
		(struct gpamap_snapshot_piece){ thing, range };
	return true;
}

static int compare(const void *left, const void *right)
{
	const struct gpamap_snapshot_piece *a = left;
	const struct gpamap_snapshot_piece *b = right;

	if (a->thing != b->thing)
		return (a->thing > b->thing) - (a->thing < b->thing);
	return (a->range.start > b->range.start) -
	       (a->range.start < b->range.start);
}

/* Few pieces, as in nearly every map, are sorted faster one by one. */
#define FEW 48u

static void sort_few(struct gpamap_snapshot_piece *pieces, size_t count)
{
	size_t i, at;

	for (i = 1; i < count; i++) {
		struct gpamap_snapshot_piece piece = pieces[i];

		for (at = i; at > 0 && compare(&pieces[at - 1], &piece) > 0;
		     at--)
			pieces[at] = pieces[at - 1];
		pieces[at] = piece;
	}
}

void gpamap_snapshot_sort(struct gpamap_snapshot *snapshot)
{
	if (snapshot->count <= FEW)
		sort_few(snapshot->pieces, snapshot->count);
	else
		qsort(snapshot->pieces, snapshot->count,
		      sizeof(*snapshot->pieces), compare);
}

/* The pieces of one thing, and how far they have been walked. */
struct walk {
	const struct gpamap_snapshot_piece *at;
	const struct gpamap_snapshot_piece *end;
	uint64_t offset; /* in the piece at hand */
};

static struct walk walk_thing(const struct gpamap_snapshot *snapshot,
			      size_t *position, size_t thing)
{
	const struct gpamap_snapshot_piece *pieces = snapshot->pieces;
	size_t first = *position;

	while (*position < snapshot->count && pieces[*position].thing == thing)
		++*position;
	return (struct walk){ pieces + first, pieces + *position, 0 };
}

static void step(struct walk *walk, uint64_t bytes)
{
	walk->offset += bytes;
	if (walk->offset < walk->at->range.end - walk->at->range.start)
		return;
	walk->offset = 0;
	walk->at++;
}

/* Walk both over the bytes that they share. */
static struct gpamap_move compare_thing(struct walk before, struct walk after)
{
	struct gpamap_move move = { .thing = before.at->thing };

	if (after.at == after.end) {
		move.from = before.at->range.start;
		move.to = UINT64_MAX;
		for (; before.at < before.end; before.at++)
			move.bytes +=
				before.at->range.end - before.at->range.start;
	}
	while (before.at < before.end && after.at < after.end) {
		uint64_t from = before.at->range.start + before.offset;
		uint64_t to = after.at->range.start + after.offset;
		uint64_t length = before.at->range.end - from;

		if (after.at->range.end - to < length)
			length = after.at->range.end - to;
		if (from != to && move.bytes == 0) {
			move.from = from;
			move.to = to;
		}
		if (from != to)
			move.bytes += length;
		step(&before, length);
		step(&after, length);
	}
	return move;
}

void gpamap_snapshot_compare(const struct gpamap_snapshot *before,
			     const struct gpamap_snapshot *after,
			     gpamap_move_report *report, void *context)
{
	size_t i = 0, j = 0;

	while (i < before->count) {
		size_t thing = before->pieces[i].thing;
		struct gpamap_move move;

		while (j < after->count && after->pieces[j].thing < thing)
			j++;
		move = compare_thing(walk_thing(before, &i, thing),
				     walk_thing(after, &j, thing));
		if (move.bytes > 0)
			report(context, &move);
	}
}

bool gpamap_snapshot_same(const struct gpamap_snapshot *a,
			  const struct gpamap_snapshot *b, size_t growing)
{
	size_t i;

	if (a->count != b->count)
		return false;
	for (i = 0; i < a->count; i++) {
		const struct gpamap_snapshot_piece *left = &a->pieces[i];
		const struct gpamap_snapshot_piece *right = &b->pieces[i];
		bool last = left->thing == growing &&
			    (i + 1 == a->count || left[1].thing != left->thing);

		if (left->thing != right->thing ||
		    left->range.start != right->range.start ||
		    (left->range.end != right->range.end && !last))
			return false;
	}
	return true;
}

void gpamap_snapshot_clear(struct gpamap_snapshot *snapshot)
{
	free(snapshot->pieces);
	*snapshot = (struct gpamap_snapshot){ 0 };
}
