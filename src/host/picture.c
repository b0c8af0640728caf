/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "boxes.h"
#include "paint.h"
#include "picture.h"

#define MARGIN 2u
#define WIDTH_PLAIN 80u
#define WIDTH_MAX 120u
#define BOXES_MAX 60u

struct picture {
	struct gpamap_boxes boxes;
	size_t width; /* columns of the whole */
};

static size_t whole_width(const struct gpamap_style *style)
{
	size_t width = style->width == 0 ? WIDTH_PLAIN : style->width;

	if (width > WIDTH_MAX)
		width = WIDTH_MAX;
	return width > 2 * MARGIN ? width - 2 * MARGIN : 0;
}

/* A column for each box and for each stroke, and the rest by the logarithm. */
static bool collect(struct picture *picture, const struct gpamap_view *view)
{
	size_t width = whole_width(&view->style);
	size_t limit = width == 0 ? 0 : (width - 1) / 2;
	struct gpamap_boxes *boxes = &picture->boxes;

	if (limit > BOXES_MAX)
		limit = BOXES_MAX;
	if (gpamap_layout_count(view->layout) > limit ||
	    !gpamap_boxes_gather(boxes, view->layout, limit) ||
	    boxes->count == 0)
		return false;
	picture->width = width;
	gpamap_boxes_share(boxes, width - 2 * boxes->count - 1, 1);
	return true;
}

static void draw_edge(const struct picture *picture,
		      const struct gpamap_style *style,
		      const char *const corners[3], FILE *file)
{
	const struct gpamap_strokes *strokes = gpamap_strokes(style->ascii);
	size_t i;

	gpamap_repeat(file, " ", MARGIN);
	gpamap_ink_part(file, style, GPAMAP_PART_DIM);
	for (i = 0; i < picture->boxes.count; i++) {
		fputs(corners[i == 0 ? 0 : 1], file);
		gpamap_repeat(file, strokes->across,
			      picture->boxes.items[i].width);
	}
	fputs(corners[2], file);
	gpamap_ink_end(file, style);
	putc('\n', file);
}

/* Words for a box, the longest that fits. */
static void label_box(const struct gpamap_box *box, char label[32])
{
	static const char *const words[GPAMAP_KIND_COUNT][3] = {
		[GPAMAP_KIND_RAM] = { "ram", "ram", "R" },
		[GPAMAP_KIND_MMIO] = { "mmio", "io", "M" },
		[GPAMAP_KIND_PCI_ECAM] = { "pci_ecam", "ecam", "E" },
		[GPAMAP_KIND_PCI_MMIO] = { "pci_mmio", "pci", "P" },
		[GPAMAP_KIND_VTL2] = { "vtl2", "v2", "V" },
		[GPAMAP_KIND_RESERVED] = { "reserved", "rsv", "r" },
		[GPAMAP_KIND_DEVICE] = { "device", "dev", "d" },
		[GPAMAP_KIND_HOTPLUG] = { "hotplug", "plug", "H" },
		[GPAMAP_KIND_PMEM] = { "pmem", "pm", "p" },
		[GPAMAP_KIND_FIRMWARE_TABLES] = { "tables", "fw", "f" },
		[GPAMAP_KIND_FIRMWARE_NVS] = { "nvs", "nv", "n" },
		[GPAMAP_KIND_UNUSABLE] = { "unusable", "bad", "x" },
	};
	size_t i;

	label[0] = '\0';
	if (box->entry.kind == GPAMAP_KIND_HOLE)
		return;
	if (box->entry.kind == GPAMAP_KIND_RAM) {
		snprintf(label, 32, "ram %" PRIu64, box->entry.vnode);
		if (strlen(label) <= box->width)
			return;
	}
	for (i = 0; i < 3; i++) {
		snprintf(label, 32, "%s", words[box->entry.kind][i]);
		if (strlen(label) <= box->width)
			return;
	}
}

static void draw_inside(const struct picture *picture,
			const struct gpamap_style *style, FILE *file)
{
	const struct gpamap_strokes *strokes = gpamap_strokes(style->ascii);
	const struct gpamap_box *box;
	char label[32];
	size_t i, left, used;

	gpamap_repeat(file, " ", MARGIN);
	for (i = 0; i < picture->boxes.count; i++) {
		box = &picture->boxes.items[i];
		label_box(box, label);
		used = strlen(label);
		left = (box->width - used) / 2;
		gpamap_ink_part(file, style, GPAMAP_PART_DIM);
		fputs(strokes->down, file);
		gpamap_ink_end(file, style);
		gpamap_ink_entry(file, style, &box->entry, true);
		if (box->entry.kind == GPAMAP_KIND_HOLE)
			gpamap_repeat(file, strokes->dot, box->width);
		else
			fprintf(file, "%*s%s%*s", (int)left, "", label,
				(int)(box->width - used - left), "");
		gpamap_ink_end(file, style);
	}
	gpamap_ink_part(file, style, GPAMAP_PART_DIM);
	fputs(strokes->down, file);
	gpamap_ink_end(file, style);
	putc('\n', file);
}

/* Write each box's start under its left stroke where there is room, and the
 * end of the last one at the right edge. */
static void draw_addresses(const struct picture *picture,
			   const struct gpamap_style *style, FILE *file)
{
	const struct gpamap_box *last =
		&picture->boxes.items[picture->boxes.count - 1];
	size_t at = 0, written = 0, i, length, edge;
	char text[24], end[24];

	gpamap_address_format(last->entry.range.end, end);
	edge = picture->width - strlen(end);
	gpamap_repeat(file, " ", MARGIN);
	gpamap_ink_part(file, style, GPAMAP_PART_DIM);
	for (i = 0; i < picture->boxes.count; i++) {
		gpamap_address_format(picture->boxes.items[i].entry.range.start,
				      text);
		length = strlen(text);
		if ((at == 0 || at > written) && at + length < edge) {
			fprintf(file, "%*s%s", (int)(at - written), "", text);
			written = at + length;
		}
		at += picture->boxes.items[i].width + 1;
	}
	fprintf(file, "%*s%s", (int)(edge - written), "", end);
	gpamap_ink_end(file, style);
	putc('\n', file);
}

void gpamap_picture_draw(const struct gpamap_view *view, FILE *file)
{
	const struct gpamap_style *style = &view->style;
	const struct gpamap_strokes *strokes = gpamap_strokes(style->ascii);
	struct picture picture;

	if (!collect(&picture, view))
		return;
	draw_edge(&picture, style, strokes->top, file);
	draw_inside(&picture, style, file);
	draw_edge(&picture, style, strokes->bottom, file);
	draw_addresses(&picture, style, file);
	putc('\n', file);
}
