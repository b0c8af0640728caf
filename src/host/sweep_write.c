/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "json.h"
#include "number.h"
#include "paint.h"
#include "sweep_write.h"
#include "utf8.h"

/* Four sizes, words between them, and a NUL. */
#define SIZES_MAX (4 * GPAMAP_SIZE_TEXT_MAX + 64)

/* Two sizes, words between them, and a NUL. */
#define MOVE_MAX (2 * GPAMAP_SIZE_TEXT_MAX + 32)

#define GAP_WIDTH 2u
/* Where a move begins that stands below its sizes. */
#define BELOW 4

struct columns {
	size_t sizes;
	size_t times;
	size_t name;
	size_t address;
	size_t move;
	/* A terminal has no room for a move behind its sizes. */
	bool below;
};

/* "4 GiB", or "4 GiB to 64 GiB by 1 GiB", and when that comes again. */
static void format_sizes(const struct gpamap_sweep_row *row, char *text)
{
	char first[GPAMAP_SIZE_TEXT_MAX], last[GPAMAP_SIZE_TEXT_MAX];
	char every[GPAMAP_SIZE_TEXT_MAX];
	int used;

	gpamap_size_format(row->first, first);
	gpamap_size_format(row->last, last);
	gpamap_size_format(row->every, every);
	if (row->count == 1)
		used = snprintf(text, SIZES_MAX, "%s", first);
	else if (row->fails)
		used = snprintf(text, SIZES_MAX, "%s to %s", first, last);
	else
		used = snprintf(text, SIZES_MAX, "%s to %s by %s", first, last,
				every);
	if (row->repeats == 1)
		return;
	gpamap_size_format(row->repeat_every, every);
	snprintf(text + used, SIZES_MAX - (size_t)used,
		 ", %" PRIu64 " times by %s", row->repeats, every);
}

static size_t max(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t min(size_t a, size_t b)
{
	return a < b ? a : b;
}

static const char *name_of(const struct gpamap_sweep_view *view,
			   const struct gpamap_sweep_row *row)
{
	return view->source->name(view->source->context,
				  row->fails ? view->source->growing
					     : row->move.thing);
}

/* "32 GiB, up by 1 GiB each" */
static void format_move(const struct gpamap_sweep_row *row, char *text)
{
	const struct gpamap_move *move = &row->move;
	bool up = move->to > move->from;
	char bytes[GPAMAP_SIZE_TEXT_MAX], by[GPAMAP_SIZE_TEXT_MAX];

	gpamap_size_format(move->bytes, bytes);
	gpamap_size_format(up ? move->to - move->from : move->from - move->to,
			   by);
	if (move->to == UINT64_MAX)
		snprintf(text, MOVE_MAX, "%s, gone", bytes);
	else
		snprintf(text, MOVE_MAX, "%s%s, %s by %s%s",
			 row->uneven ? "at most " : "", bytes,
			 up ? "up" : "down", by, row->count > 1 ? " each" : "");
}

static void measure_move(const struct gpamap_sweep_row *row,
			 struct columns *columns)
{
	char text[MOVE_MAX];

	snprintf(text, sizeof(text), "0x%" PRIx64,
		 row->move.from > row->move.to ? row->move.from : row->move.to);
	if (row->move.to != UINT64_MAX)
		columns->address = max(columns->address, strlen(text));
	format_move(row, text);
	columns->move = max(columns->move, strlen(text));
}

static void measure(const struct gpamap_sweep_view *view,
		    struct columns *columns)
{
	char text[SIZES_MAX];
	size_t i;

	*columns = (struct columns){ 3, 5, 4, 4, 5, false };
	for (i = 0; i < view->sweep->rows.count; i++) {
		const struct gpamap_sweep_row *row =
			&view->sweep->rows.items[i];

		format_sizes(row, text);
		columns->sizes = max(columns->sizes, strlen(text));
		snprintf(text, sizeof(text), "%" PRIu64,
			 row->count * row->repeats);
		columns->times = max(columns->times, strlen(text));
		columns->name = max(columns->name,
				    gpamap_utf8_show(NULL, name_of(view, row),
						     view->style.ascii, 0));
		if (!row->fails)
			measure_move(row, columns);
	}
	columns->below = view->style.width != 0 &&
			 columns->sizes + columns->times + columns->name +
					 2 * columns->address + columns->move +
					 5 * GAP_WIDTH >
				 view->style.width;
	if (columns->below)
		columns->name = min(columns->name, view->style.width / 2);
}

static void write_title(const struct gpamap_sweep_view *view, FILE *file)
{
	const struct gpamap_sweep *sweep = view->sweep;
	const struct gpamap_sweep_source *source = view->source;
	char first[GPAMAP_SIZE_TEXT_MAX], last[GPAMAP_SIZE_TEXT_MAX];
	char step[GPAMAP_SIZE_TEXT_MAX], text[SIZES_MAX];
	bool ascii = view->style.ascii;
	size_t used;

	gpamap_size_format(sweep->first, first);
	gpamap_size_format(sweep->last, last);
	gpamap_size_format(sweep->step, step);
	gpamap_ink_part(file, &view->style, GPAMAP_PART_TITLE);
	used = gpamap_utf8_show(file, view->input, ascii, 0);
	fputs(": ", file);
	used += 2 +
		gpamap_utf8_show(file,
				 source->name(source->context, source->growing),
				 ascii, 0);
	gpamap_ink_end(file, &view->style);
	snprintf(text, sizeof(text), " grows%s from %s to %s by %s",
		 view->total ? ", and all RAM with it," : "", first, last,
		 step);
	if (view->style.width != 0 && used + strlen(text) > view->style.width)
		fprintf(file, "\n%*s", BELOW - 1, "");
	fprintf(file, "%s\n\n", text);
}

static void write_heading(const struct gpamap_sweep_view *view,
			  const struct columns *columns, FILE *file)
{
	gpamap_ink_part(file, &view->style, GPAMAP_PART_HEADING);
	fprintf(file, "%-*s  %*s", (int)columns->sizes, "RAM",
		(int)columns->times, "TIMES");
	if (!columns->below)
		fprintf(file, "  %-*s  %*s  %*s  MOVES", (int)columns->name,
			"NAME", (int)columns->address, "FROM",
			(int)columns->address, "TO");
	gpamap_ink_end(file, &view->style);
	putc('\n', file);
}

static void write_move(const struct gpamap_sweep_row *row, size_t width,
		       FILE *file)
{
	const struct gpamap_move *move = &row->move;
	char from[24], to[24] = "";
	char text[MOVE_MAX];

	snprintf(from, sizeof(from), "0x%" PRIx64, move->from);
	if (move->to != UINT64_MAX)
		snprintf(to, sizeof(to), "0x%" PRIx64, move->to);
	format_move(row, text);
	fprintf(file, "  %*s  %*s  %s\n", (int)width, from, (int)width, to,
		text);
}

/* The same as a sentence, behind @indent columns. */
static void write_move_below(const struct gpamap_sweep_view *view,
			     const struct gpamap_sweep_row *row, size_t indent,
			     FILE *file)
{
	char text[2 * MOVE_MAX], move[MOVE_MAX];

	format_move(row, move);
	if (row->move.to == UINT64_MAX)
		snprintf(text, sizeof(text), "from 0x%" PRIx64 ": %s",
			 row->move.from, move);
	else
		snprintf(text, sizeof(text),
			 "from 0x%" PRIx64 " to 0x%" PRIx64 ": %s",
			 row->move.from, row->move.to, move);
	gpamap_utf8_wrap(file, text, view->style.ascii, indent,
			 view->style.width);
}

static void write_failure(const struct gpamap_sweep_view *view,
			  const struct columns *columns,
			  const struct gpamap_sweep_row *row, FILE *file)
{
	static const char lead[] = "does not fit: ";
	size_t indent = strlen(lead);

	if (columns->below) {
		fprintf(file, "\n%*s", BELOW, "");
		indent += BELOW;
	} else {
		fprintf(file, "%*s", (int)GAP_WIDTH, "");
		indent += columns->sizes + columns->times + 2 * GAP_WIDTH;
	}
	fputs(lead, file);
	gpamap_utf8_wrap(file, row->reason, view->style.ascii, indent,
			 view->style.width);
}

static void write_row(const struct gpamap_sweep_view *view,
		      const struct columns *columns,
		      const struct gpamap_sweep_row *row, FILE *file)
{
	const char *name = name_of(view, row);
	size_t limit = columns->below ? columns->name : 0;
	char sizes[SIZES_MAX];
	size_t width;

	format_sizes(row, sizes);
	fprintf(file, "%-*s  %*" PRIu64, (int)columns->sizes, sizes,
		(int)columns->times, row->count * row->repeats);
	if (row->fails) {
		write_failure(view, columns, row, file);
		return;
	}
	fprintf(file, columns->below ? "\n%*s" : "%*s",
		columns->below ? BELOW : (int)GAP_WIDTH, "");
	width = gpamap_utf8_show(file, name, view->style.ascii, limit);
	fprintf(file, "%*s", (int)(columns->name - width), "");
	if (!columns->below) {
		write_move(row, columns->address, file);
		return;
	}
	fprintf(file, "%*s", (int)GAP_WIDTH, "");
	write_move_below(view, row, BELOW + columns->name + GAP_WIDTH, file);
}

bool gpamap_sweep_write_table(const struct gpamap_sweep_view *view, FILE *file)
{
	const struct gpamap_sweep *sweep = view->sweep;
	struct columns columns;
	size_t i;

	write_title(view, file);
	if (sweep->rows.count == 0) {
		fputs("Nothing moves.\n", file);
		return true;
	}
	measure(view, &columns);
	write_heading(view, &columns, file);
	for (i = 0; i < sweep->rows.count; i++)
		write_row(view, &columns, &sweep->rows.items[i], file);
	fprintf(file, "\n%" PRIu64 " move%s", sweep->moves,
		sweep->moves == 1 ? "" : "s");
	if (sweep->failures > 0)
		fprintf(file, ", %" PRIu64 " size%s without a map",
			sweep->failures, sweep->failures == 1 ? "" : "s");
	putc('\n', file);
	return true;
}

static void json_row(struct gpamap_json *json,
		     const struct gpamap_sweep_view *view,
		     const struct gpamap_sweep_row *row)
{
	const struct gpamap_move *move = &row->move;
	bool gone = move->to == UINT64_MAX;

	gpamap_json_object(json, NULL);
	if (!row->fails)
		gpamap_json_text(json, "name", name_of(view, row));
	gpamap_json_hex(json, "first", row->first);
	gpamap_json_hex(json, "last", row->last);
	gpamap_json_hex(json, "every", row->every);
	gpamap_json_number(json, "count", row->count);
	gpamap_json_hex(json, "repeat_every", row->repeat_every);
	gpamap_json_number(json, "repeats", row->repeats);
	if (row->fails) {
		gpamap_json_text(json, "message", row->reason);
	} else {
		gpamap_json_hex(json, "bytes", move->bytes);
		gpamap_json_hex(json, "from", move->from);
		if (gone)
			gpamap_json_null(json, "to");
		else
			gpamap_json_hex(json, "to", move->to);
	}
	gpamap_json_close(json);
}

static void json_rows(struct gpamap_json *json,
		      const struct gpamap_sweep_view *view, bool failures)
{
	size_t i;

	gpamap_json_array(json, failures ? "failures" : "moves");
	for (i = 0; i < view->sweep->rows.count; i++)
		if (view->sweep->rows.items[i].fails == failures)
			json_row(json, view, &view->sweep->rows.items[i]);
	gpamap_json_close(json);
}

bool gpamap_sweep_write_json(const struct gpamap_sweep_view *view, FILE *file)
{
	const struct gpamap_sweep *sweep = view->sweep;
	const struct gpamap_sweep_source *source = view->source;
	struct gpamap_json json;

	gpamap_json_begin(&json, file, 3);
	gpamap_json_object(&json, NULL);
	gpamap_json_number(&json, "gpamap", 1);
	gpamap_json_text(&json, "source", view->input);
	gpamap_json_text(&json, "grows",
			 source->name(source->context, source->growing));
	gpamap_json_text(&json, "sizes", view->total ? "total" : "own");
	gpamap_json_hex(&json, "first", sweep->first);
	gpamap_json_hex(&json, "last", sweep->last);
	gpamap_json_hex(&json, "step", sweep->step);
	json_rows(&json, view, false);
	json_rows(&json, view, true);
	gpamap_json_close(&json);
	return true;
}
