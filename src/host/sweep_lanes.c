/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "markup.h"
#include "memory.h"
#include "svg.h"
#include "sweep_svg.h"

/* Beside and below the bands of a sweep: what they are, and when they move. */

#define LABEL_STEP 125
#define LANE 150
#define TICKS_MAX 200u

/* A name, and where its band is at the right edge. */
struct label {
	size_t thing;
	long band;
	long y;
};

static int compare(const void *left, const void *right)
{
	const struct label *a = left;
	const struct label *b = right;

	if (a->band != b->band)
		return a->band < b->band ? -1 : 1;
	return (a->thing > b->thing) - (a->thing < b->thing);
}

/* The last sample with a map. */
static const struct gpamap_bands_sample *
last_of(const struct gpamap_bands *bands)
{
	size_t i = bands->count;

	while (i > 0 && bands->samples[i - 1].map.count == 0)
		i--;
	return i > 0 ? &bands->samples[i - 1] : NULL;
}

/* One label for each thing, at its largest piece. */
static size_t collect(const struct gpamap_bands *bands,
		      const struct gpamap_bands_sample *sample,
		      struct label *labels)
{
	size_t count = 0, thing, i;

	for (thing = 0; thing < bands->things; thing++) {
		struct gpamap_bands_pieces pieces =
			gpamap_bands_pieces(sample, thing);
		long height = -1;

		for (i = 0; i < pieces.count; i++) {
			const struct gpamap_range *range = &pieces.at[i].range;
			long top = gpamap_bands_y(bands, range->end);
			long bottom = gpamap_bands_y(bands, range->start);

			if (bottom - top <= height)
				continue;
			height = bottom - top;
			labels[count].band = (top + bottom) / 2;
		}
		if (height >= 0 && labels[count].band < GPAMAP_BANDS_BOTTOM)
			labels[count++].thing = thing;
	}
	return count;
}

/* Move labels apart: downward first, and up again at the bottom. */
static void spread(struct label *labels, size_t count)
{
	long limit = GPAMAP_BANDS_BOTTOM;
	size_t i;

	for (i = 0; i < count; i++) {
		labels[i].y = labels[i].band;
		if (i > 0 && labels[i].y < labels[i - 1].y + LABEL_STEP)
			labels[i].y = labels[i - 1].y + LABEL_STEP;
	}
	for (i = count; i > 0; i--) {
		if (labels[i - 1].y > limit)
			labels[i - 1].y = limit;
		limit = labels[i - 1].y - LABEL_STEP;
	}
}

static void draw_box(const struct gpamap_bands *bands, size_t thing,
		     struct gpamap_svg_box box, FILE *file)
{
	char style[40];

	snprintf(style, sizeof(style), "fill=\"%s\"",
		 gpamap_bands_colour(bands, thing));
	gpamap_svg_box(file, box, style);
}

static void draw_name(const struct gpamap_bands *bands, size_t thing, long y,
		      FILE *file)
{
	long x = GPAMAP_BANDS_RIGHT + 130;

	draw_box(bands, thing, (struct gpamap_svg_box){ x, y - 35, 70, 70 },
		 file);
	gpamap_svg_text_begin(file, x + 110, y + 38, "fill=\"#333\"");
	gpamap_markup_text(file, gpamap_bands_name(bands, thing),
			   GPAMAP_BANDS_NAME);
	gpamap_svg_text_end(file);
}

bool gpamap_bands_labels(const struct gpamap_bands *bands, FILE *file)
{
	const struct gpamap_bands_sample *sample = last_of(bands);
	struct label *labels;
	size_t count, i;

	if (sample == NULL)
		return true;
	labels = gpamap_memory_take(bands->things + 1, sizeof(*labels));
	if (labels == NULL)
		return false;
	count = collect(bands, sample, labels);
	qsort(labels, count, sizeof(*labels), compare);
	spread(labels, count);
	for (i = 0; i < count; i++) {
		gpamap_svg_line(file, GPAMAP_BANDS_RIGHT, labels[i].band,
				GPAMAP_BANDS_RIGHT + 110, labels[i].y,
				"stroke=\"#bbb\"");
		draw_name(bands, labels[i].thing, labels[i].y, file);
	}
	free(labels);
	return true;
}

static bool has_lane(const struct gpamap_bands *bands, size_t thing)
{
	const struct gpamap_sweep_rows *rows = &bands->view->sweep->rows;
	size_t i;

	for (i = 0; i < rows->count; i++)
		if (!rows->items[i].fails && rows->items[i].move.thing == thing)
			return true;
	return false;
}

long gpamap_bands_lanes_height(const struct gpamap_bands *bands)
{
	long height = 3 * LANE;
	size_t thing;

	for (thing = 0; thing < bands->things; thing++)
		if (has_lane(bands, thing))
			height += LANE;
	return height;
}

static void draw_tick(const struct gpamap_bands *bands, size_t thing,
		      uint64_t size, long y, FILE *file)
{
	long x = gpamap_bands_x(bands, size);

	draw_box(bands, thing,
		 (struct gpamap_svg_box){ x - 10, y - 50, 20, 100 }, file);
}

/* A tick for each move; a bar where they are too many. */
static void draw_row(const struct gpamap_bands *bands,
		     const struct gpamap_sweep_row *row, long y, FILE *file)
{
	uint64_t end = row->last + (row->repeats - 1) * row->repeat_every;
	long left = gpamap_bands_x(bands, row->first);
	long right = gpamap_bands_x(bands, end);
	uint64_t i;

	if (row->repeats == 1 && row->count <= TICKS_MAX) {
		for (i = 0; i < row->count; i++)
			draw_tick(bands, row->move.thing,
				  row->first + i * row->every, y, file);
		return;
	}
	draw_box(bands, row->move.thing,
		 (struct gpamap_svg_box){ left - 10, y - 20, right - left + 20,
					  40 },
		 file);
}

static void draw_lane(const struct gpamap_bands *bands, size_t thing, long y,
		      FILE *file)
{
	const struct gpamap_sweep_rows *rows = &bands->view->sweep->rows;
	size_t i;

	gpamap_svg_line(file, GPAMAP_BANDS_LEFT, y, GPAMAP_BANDS_RIGHT, y,
			"stroke=\"#e6e6e6\"");
	for (i = 0; i < rows->count; i++)
		if (!rows->items[i].fails && rows->items[i].move.thing == thing)
			draw_row(bands, &rows->items[i], y, file);
	draw_name(bands, thing, y, file);
}

void gpamap_bands_lanes(const struct gpamap_bands *bands, long top, FILE *file)
{
	long y = top + LANE;
	size_t thing;

	gpamap_svg_text_begin(file, GPAMAP_BANDS_LEFT - 80, y + 38,
			      "text-anchor=\"end\" fill=\"#666\"");
	fputs("moves", file);
	gpamap_svg_text_end(file);
	for (thing = 0; thing < bands->things; thing++) {
		if (!has_lane(bands, thing))
			continue;
		draw_lane(bands, thing, y, file);
		y += LANE;
	}
}
