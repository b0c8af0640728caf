/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "formats.h"
#include "number.h"
#include "paint.h"
#include "picture.h"
#include "segments.h"
#include "sums.h"
#include "utf8.h"

/* The map as a table for people, in address order, holes included. */

#define GAP "  "
#define GAP_WIDTH 2u
#define BAR_WIDTH 10u
#define BAR_LEAST 5u
#define NODE_WIDTH 4u
/* Below this a name says too little: the bars give way, then the names. Above,
 * they do where names can so be whole. */
#define NAME_ENOUGH 16u
#define NAME_LEAST 4u

#define SCALE ", drawn to a logarithmic scale"

/* Columns, by the widest that stands in them; 0: the column is left out. */
struct columns {
	size_t address;
	size_t size;
	size_t bar;
	size_t kind;
	size_t node;
	size_t name;
	unsigned int full; /* log eighths of the longest bar */
	bool cut; /* names are cut to their column */
};

static size_t max(size_t a, size_t b)
{
	return a > b ? a : b;
}

static void measure_entry(struct columns *columns,
			  const struct gpamap_entry *entry, bool ascii)
{
	uint64_t bytes = entry->range.end - entry->range.start;
	unsigned int log = gpamap_log_eighths(bytes);
	char text[GPAMAP_SIZE_TEXT_MAX];

	gpamap_size_format_short(bytes, text);
	columns->size = max(columns->size, strlen(text));
	columns->kind =
		max(columns->kind, strlen(gpamap_kind_name(entry->kind)));
	if (entry->vnode != GPAMAP_NO_VNODE) {
		snprintf(text, sizeof(text), "%" PRIu64, entry->vnode);
		columns->node = max(columns->node, strlen(text));
	}
	if (entry->name != NULL)
		columns->name =
			max(columns->name,
			    gpamap_utf8_show(NULL, entry->name, ascii, 0));
	if (log > columns->full)
		columns->full = log;
	/* The last segment has the widest address. */
	snprintf(text, sizeof(text), "0x%" PRIx64, entry->range.end);
	columns->address = max(columns->address, strlen(text));
}

/* Columns in use before the name. */
static size_t width_before_name(const struct columns *columns)
{
	size_t width = 2 * columns->address + columns->size + columns->kind +
		       3 * GAP_WIDTH;

	if (columns->bar > 0)
		width += columns->bar + GAP_WIDTH;
	if (columns->node > 0)
		width += columns->node + GAP_WIDTH;
	return width;
}

/* Columns that bars leave to the names, with the gap before them. */
static size_t name_wanted(const struct columns *columns, size_t terminal)
{
	size_t least = width_before_name(columns) - columns->bar + BAR_LEAST;

	if (columns->name == 0)
		return 0;
	if (columns->name < NAME_ENOUGH ||
	    least + GAP_WIDTH + columns->name <= terminal)
		return GAP_WIDTH + columns->name;
	return GAP_WIDTH + NAME_ENOUGH;
}

/* Make everything fit in the terminal, dropping what is missed least. */
static void fit(struct columns *columns, size_t terminal)
{
	size_t wanted = name_wanted(columns, terminal);
	size_t before;

	while (columns->bar > 0 &&
	       width_before_name(columns) + wanted > terminal)
		columns->bar = columns->bar > BAR_LEAST ? columns->bar - 1 : 0;
	before = width_before_name(columns) + GAP_WIDTH;
	if (columns->name == 0 || before + columns->name <= terminal)
		return;
	columns->cut = true;
	columns->name = before + NAME_LEAST <= terminal ? terminal - before : 0;
}

static void measure(struct columns *columns, const struct gpamap_view *view)
{
	struct gpamap_segments segments;
	struct gpamap_entry entry;

	*columns = (struct columns){
		.address = 5, .size = 4, .kind = 4, .full = 1
	};
	gpamap_segments_begin(&segments, view->layout);
	while (gpamap_segments_next(&segments, &entry))
		measure_entry(columns, &entry, view->style.ascii);
	columns->bar = BAR_WIDTH;
	if (columns->node > 0)
		columns->node = max(columns->node, NODE_WIDTH);
	if (columns->name > 0)
		columns->name = max(columns->name, NAME_LEAST);
	if (view->style.width != 0)
		fit(columns, view->style.width);
}

static void write_heading(const struct columns *columns,
			  const struct gpamap_style *style, FILE *file)
{
	gpamap_ink_part(file, style, GPAMAP_PART_HEADING);
	fprintf(file, "%*s" GAP "%*s" GAP "%*s" GAP, (int)columns->address,
		"START", (int)columns->address, "END", (int)columns->size,
		"SIZE");
	if (columns->bar > 0)
		fprintf(file, "%-*.*s" GAP, (int)columns->bar,
			(int)columns->bar,
			columns->bar < 9 ? "LOG2" : "LOG2 SIZE");
	if (columns->node == 0 && columns->name == 0)
		fputs("KIND", file);
	else
		fprintf(file, "%-*s", (int)columns->kind, "KIND");
	if (columns->node > 0)
		fprintf(file, GAP "%*s", (int)columns->node, "NODE");
	if (columns->name > 0)
		fputs(GAP "NAME", file);
	gpamap_ink_end(file, style);
	putc('\n', file);
}

static void write_bar(const struct columns *columns,
		      const struct gpamap_style *style,
		      const struct gpamap_entry *entry, FILE *file)
{
	const struct gpamap_strokes *strokes = gpamap_strokes(style->ascii);
	uint64_t bytes = entry->range.end - entry->range.start;
	size_t eighths =
		gpamap_log_eighths(bytes) * columns->bar * 8 / columns->full;
	size_t cells = eighths / 8;
	const char *rest = strokes->eighths[eighths % 8];

	gpamap_ink_entry(file, style, entry, false);
	if (entry->kind == GPAMAP_KIND_HOLE) {
		cells += cells == 0;
		rest = "";
		gpamap_repeat(file, strokes->dot, cells);
	} else {
		cells += cells == 0 && rest[0] == '\0';
		gpamap_repeat(file, strokes->full, cells);
		fputs(rest, file);
	}
	gpamap_ink_end(file, style);
	fprintf(file, "%*s" GAP,
		(int)(columns->bar - cells - (rest[0] != '\0')), "");
}

static void write_row(const struct columns *columns,
		      const struct gpamap_style *style,
		      const struct gpamap_entry *entry, FILE *file)
{
	bool hole = entry->kind == GPAMAP_KIND_HOLE;
	bool node = entry->vnode != GPAMAP_NO_VNODE && columns->node > 0;
	bool name = entry->name != NULL && columns->name > 0;
	char start[24], end[24], size[GPAMAP_SIZE_TEXT_MAX], vnode[24];

	snprintf(start, sizeof(start), "0x%" PRIx64, entry->range.start);
	snprintf(end, sizeof(end), "0x%" PRIx64, entry->range.end);
	snprintf(vnode, sizeof(vnode), "%" PRIu64, entry->vnode);
	gpamap_size_format_short(entry->range.end - entry->range.start, size);
	if (hole)
		gpamap_ink_part(file, style, GPAMAP_PART_DIM);
	fprintf(file, "%*s" GAP "%*s" GAP "%*s" GAP, (int)columns->address,
		start, (int)columns->address, end, (int)columns->size, size);
	if (columns->bar > 0)
		write_bar(columns, style, entry, file);
	gpamap_ink_entry(file, style, entry, false);
	fprintf(file, "%-*s", node || name ? (int)columns->kind : 0,
		gpamap_kind_name(entry->kind));
	gpamap_ink_end(file, style);
	if (columns->node > 0 && (node || name))
		fprintf(file, GAP "%*s", (int)columns->node, node ? vnode : "");
	if (name) {
		fputs(GAP, file);
		gpamap_utf8_show(file, entry->name, style->ascii,
				 columns->cut ? columns->name : 0);
	}
	putc('\n', file);
}

static void write_title(const struct gpamap_view *view, FILE *file)
{
	bool ascii = view->style.ascii;
	size_t limit = view->style.width;

	gpamap_ink_part(file, &view->style, GPAMAP_PART_TITLE);
	if (view->name != NULL && view->name[0] != '\0') {
		gpamap_utf8_show(file, view->name, ascii, limit);
		gpamap_ink_end(file, &view->style);
		putc('\n', file);
		gpamap_ink_part(file, &view->style, GPAMAP_PART_DIM);
	}
	gpamap_utf8_show(file, view->source, ascii,
			 limit > strlen(SCALE) ? limit - strlen(SCALE) : 0);
	fputs(SCALE, file);
	gpamap_ink_end(file, &view->style);
	fputs("\n\n", file);
}

bool gpamap_table_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_segments segments;
	struct gpamap_entry entry;
	struct columns columns;

	write_title(view, file);
	gpamap_picture_draw(view, file);
	measure(&columns, view);
	write_heading(&columns, &view->style, file);
	gpamap_segments_begin(&segments, view->layout);
	while (gpamap_segments_next(&segments, &entry))
		write_row(&columns, &view->style, &entry, file);
	putc('\n', file);
	return gpamap_sums_write(view, file);
}
