/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "boxes.h"
#include "map_svg.h"
#include "map_words.h"
#include "markup.h"
#include "number.h"
#include "segments.h"
#include "svg.h"

/*
 * The picture of a map: a bar of boxes in address order, below it which node
 * each is on, the addresses between them, and a legend. Lengths are in tenths
 * of a pixel. Attributes are for light viewers, the style is for dark ones.
 */

#define WIDTH 9600
#define EDGE 240
#define ROOM (WIDTH - 2 * EDGE)
#define TITLE_HEIGHT 460
#define BAR_HEIGHT 1500
#define NODES_HEIGHT 200
#define GAP 60
#define TICK 50
#define ROW 200 /* of the legend */
#define DIGIT 60 /* of an address */
#define ADDRESS_LEAST 120 /* from one address to the next */

#define INK "class=\"ink\" fill=\"#1b1f24\""
#define DIM GPAMAP_MAP_DIM

struct kind_sum {
	size_t ranges;
	uint64_t bytes;
};

struct drawing {
	const struct gpamap_view *view;
	struct gpamap_boxes boxes;
	struct kind_sum sums[GPAMAP_KIND_COUNT];
	bool each; /* segment has a box of its own */
	bool nodes; /* there are several */
	long top; /* of the bar */
	long addresses; /* the top of them */
	long legend;
	long height;
};

static void sum_kinds(struct drawing *drawing)
{
	struct gpamap_segments segments;
	uint64_t node = GPAMAP_NO_VNODE;
	struct gpamap_entry entry;

	gpamap_segments_begin(&segments, drawing->view->layout);
	while (gpamap_segments_next(&segments, &entry)) {
		drawing->sums[entry.kind].ranges++;
		drawing->sums[entry.kind].bytes +=
			entry.range.end - entry.range.start;
		if (entry.vnode == GPAMAP_NO_VNODE)
			continue;
		if (node != GPAMAP_NO_VNODE && node != entry.vnode)
			drawing->nodes = true;
		node = entry.vnode;
	}
}

/* Call @visit for each address between boxes that has room for its text. */
static void visit_addresses(struct drawing *drawing, FILE *file,
			    void (*visit)(struct drawing *drawing, long x,
					  uint64_t address, FILE *file))
{
	const struct gpamap_boxes *boxes = &drawing->boxes;
	long x = EDGE, last = -ADDRESS_LEAST;
	size_t i;

	for (i = 0; i < boxes->count; i++) {
		if (x - last >= ADDRESS_LEAST &&
		    EDGE + ROOM - x >= ADDRESS_LEAST) {
			visit(drawing, x, boxes->items[i].range.start, file);
			last = x;
		}
		x += (long)boxes->items[i].width;
	}
	if (boxes->count > 0)
		visit(drawing, x, boxes->items[boxes->count - 1].range.end,
		      file);
}

static void measure_address(struct drawing *drawing, long x, uint64_t address,
			    FILE *file)
{
	char text[24];
	long end;

	(void)x;
	(void)file;
	gpamap_address_format(address, text);
	end = drawing->addresses + TICK + DIGIT * (long)strlen(text) + 240;
	if (end > drawing->legend)
		drawing->legend = end;
}

static void draw_address(struct drawing *drawing, long x, uint64_t address,
			 FILE *file)
{
	char text[24];

	gpamap_address_format(address, text);
	gpamap_svg_line(file, x, drawing->addresses, x,
			drawing->addresses + TICK, "stroke=\"#8b949e\"");
	gpamap_svg_turned_begin(file, x + 35, drawing->addresses + TICK + 30,
				DIM " text-anchor=\"end\" font-size=\"10\" "
				    "font-family=\"ui-monospace, 'DejaVu Sans "
				    "Mono', monospace\"");
	fputs(text, file);
	gpamap_svg_text_end(file);
}

/* Write what a kind has in all, and go on to the next place. Without a file
 * only the place is told. */
static void place_kind(const struct drawing *drawing, enum gpamap_kind kind,
		       long *x, long *y, FILE *file)
{
	const struct kind_sum *sum = &drawing->sums[kind];
	bool hole = kind == GPAMAP_KIND_HOLE;
	char text[96], size[GPAMAP_SIZE_TEXT_MAX];
	long width;

	gpamap_size_format_short(sum->bytes, size);
	width = snprintf(text, sizeof(text), "%s: %s in %zu %s%s",
			 gpamap_kind_name(kind), size, sum->ranges,
			 hole ? "hole" : "range", sum->ranges == 1 ? "" : "s");
	width = width * 60 + 420;
	if (*x + width > WIDTH - EDGE) {
		*x = EDGE;
		*y += ROW;
	}
	if (file != NULL) {
		fputs("<rect class=\"key\" x=\"", file);
		gpamap_svg_length(file, *x);
		fputs("\" y=\"", file);
		gpamap_svg_length(file, *y);
		fprintf(file, "\" width=\"12\" height=\"12\" fill=\"%s\"/>\n",
			hole ? "url(#hole)" : gpamap_svg_kind_colour(kind));
		gpamap_svg_text_begin(file, *x + 170, *y + 100, INK);
		fputs(text, file);
		gpamap_svg_text_end(file);
	}
	*x += width;
}

/* Give where the legend ends. */
static long draw_legend(const struct drawing *drawing, FILE *file)
{
	long x = EDGE, y = drawing->legend;
	unsigned int i;

	for (i = 1; i < GPAMAP_KIND_COUNT; i++)
		if (drawing->sums[i].ranges > 0)
			place_kind(drawing, (enum gpamap_kind)i, &x, &y, file);
	if (drawing->sums[GPAMAP_KIND_HOLE].ranges > 0)
		place_kind(drawing, GPAMAP_KIND_HOLE, &x, &y, file);
	return y + ROW;
}

/* Boxes are wide enough for a turned line, where there are not too many. */
static void lay_out(struct drawing *drawing, bool title)
{
	struct gpamap_boxes *boxes = &drawing->boxes;
	size_t least = 160;

	drawing->each = gpamap_boxes_gather(boxes, drawing->view->layout,
					    GPAMAP_BOXES_MAX);
	if (boxes->count * least > ROOM * 6 / 10)
		least = ROOM * 6 / 10 / boxes->count;
	gpamap_boxes_share(boxes, ROOM - boxes->count * least, least);
	sum_kinds(drawing);
	drawing->top = title ? EDGE + TITLE_HEIGHT : GAP;
	drawing->addresses = drawing->top + BAR_HEIGHT;
	if (drawing->nodes)
		drawing->addresses += GAP + NODES_HEIGHT;
	drawing->legend = drawing->addresses;
	visit_addresses(drawing, NULL, measure_address);
	drawing->height = draw_legend(drawing, NULL) + GAP;
}

static void write_range(struct gpamap_range range, FILE *file)
{
	char size[GPAMAP_SIZE_TEXT_MAX];

	gpamap_size_format_short(range.end - range.start, size);
	fprintf(file, "0x%" PRIx64 "-0x%" PRIx64 ", %s", range.start, range.end,
		size);
}

/* All about a box, for whoever points at it. */
static void write_tip(const struct gpamap_box *box, FILE *file)
{
	const struct gpamap_entry *entry = &box->entry;

	fputs("<title>", file);
	if (box->ranges + box->holes > 1)
		fprintf(file, "%zu range%s and %zu hole%s, the largest ",
			box->ranges, box->ranges == 1 ? "" : "s", box->holes,
			box->holes == 1 ? "" : "s");
	fputs(gpamap_kind_name(entry->kind), file);
	if (entry->vnode != GPAMAP_NO_VNODE)
		fprintf(file, ", node %" PRIu64, entry->vnode);
	fputs(": ", file);
	write_range(box->range, file);
	if (entry->name != NULL && box->ranges + box->holes == 1) {
		fputs(", ", file);
		gpamap_markup_text(file, entry->name, 0);
	}
	fputs("</title>", file);
}

static void draw_boxes(const struct drawing *drawing, FILE *file)
{
	const struct gpamap_box *box;
	struct gpamap_svg_box at = { EDGE, drawing->top, 0, BAR_HEIGHT };
	char style[96];
	bool hole;
	size_t i;

	for (i = 0; i < drawing->boxes.count; i++) {
		box = &drawing->boxes.items[i];
		hole = box->entry.kind == GPAMAP_KIND_HOLE;
		at.width = (long)box->width;
		snprintf(style, sizeof(style),
			 "class=\"edge %s\" stroke=\"#fff\" fill=\"%s\"",
			 hole ? "hole" : "range",
			 hole ? "url(#hole)"
			      : gpamap_svg_kind_colour(box->entry.kind));
		fputs("<g>", file);
		write_tip(box, file);
		gpamap_svg_box(file, at, style);
		gpamap_words_write(box, &at, file);
		fputs("</g>\n", file);
		at.x += at.width;
	}
}

static void draw_node(uint64_t vnode, const struct gpamap_svg_box *at,
		      FILE *file)
{
	char style[80], text[32];

	fprintf(file, "<g><title>node %" PRIu64 "</title>", vnode);
	snprintf(style, sizeof(style),
		 "class=\"edge node\" stroke=\"#fff\" fill=\"%s\"",
		 gpamap_svg_node_colour(vnode));
	gpamap_svg_box(file, *at, style);
	snprintf(text, sizeof(text), "node %" PRIu64, vnode);
	if (at->width < (long)strlen(text) * GPAMAP_WORDS_LETTER)
		snprintf(text, sizeof(text), "%" PRIu64, vnode);
	if (at->width >= (long)strlen(text) * GPAMAP_WORDS_LETTER) {
		gpamap_svg_text_begin(file, at->x + at->width / 2, at->y + 140,
				      "text-anchor=\"middle\" fill=\"#000\"");
		fputs(text, file);
		gpamap_svg_text_end(file);
	}
	fputs("</g>\n", file);
}

/* Neighbours on one node are one. */
static void draw_nodes(const struct drawing *drawing, FILE *file)
{
	const struct gpamap_boxes *boxes = &drawing->boxes;
	struct gpamap_svg_box at = { EDGE, drawing->top + BAR_HEIGHT + GAP, 0,
				     NODES_HEIGHT };
	uint64_t vnode;
	size_t i;

	for (i = 0; i < boxes->count; i++) {
		vnode = boxes->items[i].entry.vnode;
		at.width += (long)boxes->items[i].width;
		if (i + 1 < boxes->count &&
		    boxes->items[i + 1].entry.vnode == vnode)
			continue;
		if (vnode != GPAMAP_NO_VNODE)
			draw_node(vnode, &at, file);
		at.x += at.width;
		at.width = 0;
	}
}

static void write_style(FILE *file)
{
	fputs("<style>@media (prefers-color-scheme: dark) {"
	      " .paper { fill: #16191d } .ink { fill: #e6e9ec }"
	      " .dim { fill: #a3abb4 } .edge { stroke: #16191d }"
	      " .pale { fill: #22272d } .hatch { stroke: #434b55 } "
	      "}</style>\n"
	      "<pattern id=\"hole\" width=\"8\" height=\"8\" "
	      "patternUnits=\"userSpaceOnUse\">"
	      "<path class=\"pale\" fill=\"#f4f5f6\" d=\"M0 0H8V8H0Z\"/>"
	      "<path class=\"hatch\" stroke=\"#d3d8de\" "
	      "d=\"M-2 2L2-2M0 8L8 0M6 10L10 6\"/></pattern>\n",
	      file);
}

static void write_title(const struct drawing *drawing, FILE *file)
{
	const struct gpamap_view *view = drawing->view;
	bool named = view->name != NULL && view->name[0] != '\0';
	const char *name = named ? view->name : view->source;
	char size[GPAMAP_SIZE_TEXT_MAX];

	fputs("<title>", file);
	gpamap_markup_text(file, name, 0);
	fputs("</title>\n", file);
	gpamap_svg_text_begin(file, EDGE, 340,
			      INK " font-size=\"16\" font-weight=\"600\"");
	gpamap_markup_text(file, name, 90);
	gpamap_svg_text_end(file);
	gpamap_size_format_short(gpamap_layout_ram_size(view->layout), size);
	gpamap_svg_text_begin(file, EDGE, 540, DIM);
	if (named) {
		gpamap_markup_text(file, view->source, 80);
		fputs(", ", file);
	}
	fprintf(file, "%s of RAM, " GPAMAP_MAP_SCALE "%s", size,
		drawing->each ? "" : ", neighbours in one box");
	gpamap_svg_text_end(file);
}

void gpamap_map_svg_draw(const struct gpamap_view *view, bool title, FILE *file)
{
	struct drawing drawing = { .view = view };

	lay_out(&drawing, title);
	gpamap_svg_begin(file, WIDTH, drawing.height);
	write_style(file);
	if (title)
		write_title(&drawing, file);
	draw_boxes(&drawing, file);
	if (drawing.nodes)
		draw_nodes(&drawing, file);
	visit_addresses(&drawing, file, draw_address);
	draw_legend(&drawing, file);
	gpamap_svg_end(file);
}

bool gpamap_svg_write(const struct gpamap_view *view, FILE *file)
{
	gpamap_map_svg_draw(view, true, file);
	return true;
}
