/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "markup.h"
#include "number.h"
#include "svg.h"
#include "sweep_svg.h"

/* The picture of a sweep: a band for each thing, and below it a lane for each
 * that moves. All lengths are in tenths of a pixel. */

#define LEFT GPAMAP_BANDS_LEFT
#define RIGHT GPAMAP_BANDS_RIGHT
#define BOTTOM GPAMAP_BANDS_BOTTOM
#define WIDTH (RIGHT + 1900)
#define LANES_TOP (BOTTOM + 560)
#define THIN 14 /* the least height of a band */

const char *gpamap_bands_colour(const struct gpamap_bands *bands, size_t thing)
{
	const struct gpamap_sweep_source *source = bands->view->source;
	uint64_t vnode;
	enum gpamap_kind kind = source->kind(source->context, thing, &vnode);

	return kind == GPAMAP_KIND_RAM ? gpamap_svg_node_colour(vnode)
				       : gpamap_svg_kind_colour(kind);
}

const char *gpamap_bands_name(const struct gpamap_bands *bands, size_t thing)
{
	const struct gpamap_sweep_source *source = bands->view->source;

	return source->name(source->context, thing);
}

/* "4 GiB" for a power of two. */
static void write_power(FILE *file, unsigned int log)
{
	char text[GPAMAP_SIZE_TEXT_MAX];

	gpamap_size_format(UINT64_C(1) << log, text);
	fputs(text, file);
}

static void draw_title(const struct gpamap_bands *bands, FILE *file)
{
	const struct gpamap_sweep_view *view = bands->view;
	const struct gpamap_sweep *sweep = view->sweep;
	char first[GPAMAP_SIZE_TEXT_MAX], last[GPAMAP_SIZE_TEXT_MAX];
	char step[GPAMAP_SIZE_TEXT_MAX];

	gpamap_size_format(sweep->first, first);
	gpamap_size_format(sweep->last, last);
	gpamap_size_format(sweep->step, step);
	gpamap_svg_text_begin(file, LEFT, 260,
			      "font-size=\"16\" font-weight=\"600\" "
			      "fill=\"#222\"");
	gpamap_markup_text(file, view->input, 80);
	gpamap_svg_text_end(file);
	gpamap_svg_text_begin(file, LEFT, 460, "fill=\"#666\"");
	gpamap_markup_text(file,
			   gpamap_bands_name(bands, view->source->growing), 40);
	fprintf(file,
		" grows%s from %s to %s by %s: addresses upward, %" PRIu64
		" move%s",
		view->total ? ", and all RAM with it," : "", first, last, step,
		sweep->moves, sweep->moves == 1 ? "" : "s");
	if (sweep->failures > 0)
		fprintf(file, ", %" PRIu64 " size%s without a map",
			sweep->failures, sweep->failures == 1 ? "" : "s");
	gpamap_svg_text_end(file);
}

/* Lines for powers of two, so many apart that their words have room. */
static void draw_addresses(const struct gpamap_bands *bands, FILE *file)
{
	unsigned int every = bands->high - bands->low > 20 ? 2 : 1;
	unsigned int log;

	for (log = bands->low; log <= bands->high && log < 64; log += every) {
		long y = gpamap_bands_y(bands, UINT64_C(1) << log);

		gpamap_svg_line(file, LEFT, y, RIGHT, y,
				log == 32 ? "stroke=\"#888\" "
					    "stroke-dasharray=\"4 3\""
					  : "stroke=\"#e6e6e6\"");
		gpamap_svg_text_begin(file, LEFT - 80, y + 38,
				      "text-anchor=\"end\" fill=\"#666\"");
		write_power(file, log);
		gpamap_svg_text_end(file);
	}
}

static void draw_size(const struct gpamap_bands *bands, uint64_t size,
		      FILE *file)
{
	long x = gpamap_bands_x(bands, size);
	char text[GPAMAP_SIZE_TEXT_MAX];

	gpamap_size_format_short(size, text);
	gpamap_svg_line(file, x, BOTTOM, x, BOTTOM + 50, "stroke=\"#888\"");
	gpamap_svg_text_begin(file, x, BOTTOM + 180,
			      "text-anchor=\"middle\" fill=\"#666\"");
	fputs(text, file);
	gpamap_svg_text_end(file);
}

static void draw_sizes(const struct gpamap_bands *bands, FILE *file)
{
	const struct gpamap_sweep *sweep = bands->view->sweep;
	uint64_t size;
	long last = -1000;
	unsigned int i;

	for (i = 0; bands->linear && i <= 8; i++)
		draw_size(bands,
			  sweep->first + (sweep->last - sweep->first) / 8 * i,
			  file);
	for (i = 12; !bands->linear && i < 64; i++) {
		size = UINT64_C(1) << i;
		if (size < sweep->first || size > sweep->last ||
		    gpamap_bands_x(bands, size) - last < 500)
			continue;
		last = gpamap_bands_x(bands, size);
		draw_size(bands, size, file);
	}
	gpamap_svg_text_begin(file, (LEFT + RIGHT) / 2, BOTTOM + 370,
			      "text-anchor=\"middle\" fill=\"#444\"");
	fputs(bands->view->total ? "RAM of the guest" : "RAM that grows", file);
	gpamap_svg_text_end(file);
}

struct gpamap_bands_pieces
gpamap_bands_pieces(const struct gpamap_bands_sample *sample, size_t thing)
{
	const struct gpamap_snapshot *map = &sample->map;
	struct gpamap_bands_pieces pieces = { map->pieces, 0 };
	size_t i = 0;

	while (i < map->count && map->pieces[i].thing < thing)
		i++;
	if (i < map->count)
		pieces.at = map->pieces + i;
	while (i + pieces.count < map->count &&
	       map->pieces[i + pieces.count].thing == thing)
		pieces.count++;
	return pieces;
}

/* Where the sample at @index ends: where the next begins. */
static long end_of(const struct gpamap_bands *bands, size_t index)
{
	return index + 1 < bands->count ? bands->samples[index + 1].x : RIGHT;
}

/* Find the piece that begins where @range does, and holds it, in a sample. */
static bool find_piece(const struct gpamap_bands *bands, size_t index,
		       size_t thing, struct gpamap_range range,
		       struct gpamap_range *found)
{
	struct gpamap_bands_pieces pieces;
	size_t i;

	if (index >= bands->count)
		return false;
	pieces = gpamap_bands_pieces(&bands->samples[index], thing);
	for (i = 0; i < pieces.count; i++) {
		*found = pieces.at[i].range;
		if (found->start == range.start && found->end >= range.end)
			return true;
	}
	return false;
}

static bool is_same(const struct gpamap_bands *bands, size_t index,
		    size_t thing, struct gpamap_range range)
{
	struct gpamap_range found;

	return find_piece(bands, index, thing, range, &found) &&
	       found.end == range.end;
}

/* Draw a piece from one sample to the one where it is another. The end of RAM
 * that grows goes there straight. */
static void draw_piece(const struct gpamap_bands *bands, size_t index,
		       size_t thing, struct gpamap_range range, FILE *file)
{
	long left = bands->samples[index].x;
	long bottom = gpamap_bands_y(bands, range.start);
	long top = gpamap_bands_y(bands, range.end);
	struct gpamap_range next;
	long right, next_top = top;

	while (is_same(bands, index + 1, thing, range))
		index++;
	right = end_of(bands, index);
	if (find_piece(bands, index + 1, thing, range, &next))
		next_top = gpamap_bands_y(bands, next.end);
	/* What is thin is seen all the same. */
	if (bottom - top < THIN) {
		top = bottom - THIN;
		next_top = top;
	}
	gpamap_svg_move(file, 'M', left, bottom);
	gpamap_svg_move(file, 'L', left, top);
	gpamap_svg_move(file, 'L', right, next_top);
	gpamap_svg_move(file, 'L', right, bottom);
	putc('Z', file);
}

/* Is there anything of the piece to be seen, and was it not drawn before? */
static bool is_new(const struct gpamap_bands *bands, size_t index, size_t thing,
		   struct gpamap_range range)
{
	if (range.end <= UINT64_C(1) << bands->low)
		return false;
	return index == 0 || !is_same(bands, index - 1, thing, range);
}

static bool is_shown(const struct gpamap_bands *bands, size_t thing)
{
	size_t i;

	for (i = 0; i < bands->count; i++)
		if (gpamap_bands_pieces(&bands->samples[i], thing).count > 0)
			return true;
	return false;
}

static void draw_band(const struct gpamap_bands *bands, size_t thing,
		      FILE *file)
{
	size_t i, j;

	if (!is_shown(bands, thing))
		return;
	fprintf(file, "<path fill=\"%s\" fill-opacity=\".9\" d=\"",
		gpamap_bands_colour(bands, thing));
	for (i = 0; i < bands->count; i++) {
		struct gpamap_bands_pieces pieces =
			gpamap_bands_pieces(&bands->samples[i], thing);

		for (j = 0; j < pieces.count; j++)
			if (is_new(bands, i, thing, pieces.at[j].range))
				draw_piece(bands, i, thing, pieces.at[j].range,
					   file);
	}
	fputs("\"><title>", file);
	gpamap_markup_text(file, gpamap_bands_name(bands, thing), 0);
	fputs("</title></path>\n", file);
}

static void draw_failures(const struct gpamap_bands *bands, FILE *file)
{
	const struct gpamap_sweep_rows *rows = &bands->view->sweep->rows;
	size_t i;

	for (i = 0; i < rows->count; i++) {
		const struct gpamap_sweep_row *row = &rows->items[i];
		long left, right;

		if (!row->fails)
			continue;
		left = gpamap_bands_x(bands, row->first);
		right = gpamap_bands_x(bands,
				       row->last + bands->view->sweep->step);
		gpamap_svg_box(file,
			       (struct gpamap_svg_box){ left, GPAMAP_BANDS_TOP,
							right - left,
							GPAMAP_BANDS_HEIGHT },
			       "fill=\"#f4dcdc\"");
		if (right - left < 700)
			continue;
		gpamap_svg_text_begin(file, (left + right) / 2,
				      GPAMAP_BANDS_TOP + 200,
				      "text-anchor=\"middle\" "
				      "fill=\"#a33\"");
		fputs("does not fit", file);
		gpamap_svg_text_end(file);
	}
}

bool gpamap_sweep_write_svg(const struct gpamap_sweep_view *view, FILE *file)
{
	struct gpamap_bands bands;
	size_t growing = view->source->growing;
	size_t thing;
	bool fine;

	fine = gpamap_bands_make(&bands, view);
	if (fine) {
		gpamap_svg_begin(file, WIDTH,
				 LANES_TOP + gpamap_bands_lanes_height(&bands));
		draw_title(&bands, file);
		draw_failures(&bands, file);
		draw_addresses(&bands, file);
		draw_sizes(&bands, file);
		draw_band(&bands, growing, file);
		for (thing = 0; thing < bands.things; thing++)
			if (thing != growing)
				draw_band(&bands, thing, file);
		fine = gpamap_bands_labels(&bands, file);
		gpamap_bands_lanes(&bands, LANES_TOP, file);
		gpamap_svg_end(file);
	}
	gpamap_bands_clear(&bands);
	return fine;
}
