/* SPDX-License-Identifier: MIT */
#include "svg.h"

void gpamap_svg_length(FILE *file, long tenths)
{
	unsigned long size = tenths < 0 ? 0 - (unsigned long)tenths
					: (unsigned long)tenths;

	fprintf(file, "%s%lu", tenths < 0 ? "-" : "", size / 10);
	if (size % 10 != 0)
		fprintf(file, ".%lu", size % 10);
}

static void attribute(FILE *file, const char *name, long tenths)
{
	fprintf(file, " %s=\"", name);
	gpamap_svg_length(file, tenths);
	putc('"', file);
}

void gpamap_svg_begin(FILE *file, long width, long height)
{
	fputs("<svg xmlns=\"http://www.w3.org/2000/svg\"", file);
	attribute(file, "width", width);
	attribute(file, "height", height);
	fputs(" viewBox=\"0 0 ", file);
	gpamap_svg_length(file, width);
	putc(' ', file);
	gpamap_svg_length(file, height);
	fputs("\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\" "
	      "font-size=\"11\">\n",
	      file);
	gpamap_svg_box(file, (struct gpamap_svg_box){ 0, 0, width, height },
		       "class=\"paper\" fill=\"#fff\"");
}

void gpamap_svg_end(FILE *file)
{
	fputs("</svg>\n", file);
}

void gpamap_svg_line(FILE *file, long x1, long y1, long x2, long y2,
		     const char *style)
{
	fputs("<line", file);
	attribute(file, "x1", x1);
	attribute(file, "y1", y1);
	attribute(file, "x2", x2);
	attribute(file, "y2", y2);
	fprintf(file, " %s/>\n", style);
}

void gpamap_svg_box(FILE *file, struct gpamap_svg_box box, const char *style)
{
	fputs("<rect", file);
	attribute(file, "x", box.x);
	attribute(file, "y", box.y);
	attribute(file, "width", box.width);
	attribute(file, "height", box.height);
	fprintf(file, " %s/>\n", style);
}

void gpamap_svg_move(FILE *file, char command, long x, long y)
{
	putc(command, file);
	gpamap_svg_length(file, x);
	putc(' ', file);
	gpamap_svg_length(file, y);
}

void gpamap_svg_text_begin(FILE *file, long x, long y, const char *style)
{
	fputs("<text", file);
	attribute(file, "x", x);
	attribute(file, "y", y);
	fprintf(file, " %s>", style);
}

void gpamap_svg_turned_begin(FILE *file, long x, long y, const char *style)
{
	fputs("<text transform=\"translate(", file);
	gpamap_svg_length(file, x);
	putc(' ', file);
	gpamap_svg_length(file, y);
	fprintf(file, ") rotate(-90)\" %s>", style);
}

void gpamap_svg_text_end(FILE *file)
{
	fputs("</text>\n", file);
}

const char *gpamap_svg_kind_colour(enum gpamap_kind kind)
{
	static const char *const colours[GPAMAP_KIND_COUNT] = {
		[GPAMAP_KIND_RAM] = "#6b9bd1",
		[GPAMAP_KIND_MMIO] = "#e39a3b",
		[GPAMAP_KIND_PCI_ECAM] = "#b684be",
		[GPAMAP_KIND_PCI_MMIO] = "#d9b62f",
		[GPAMAP_KIND_VTL2] = "#e0787c",
		[GPAMAP_KIND_RESERVED] = "#bdb6ae",
		[GPAMAP_KIND_DEVICE] = "#b99680",
		[GPAMAP_KIND_HOTPLUG] = "#7cb96b",
		[GPAMAP_KIND_PMEM] = "#4fa58c",
		[GPAMAP_KIND_FIRMWARE_TABLES] = "#d79dc0",
		[GPAMAP_KIND_FIRMWARE_NVS] = "#d79dc0",
		[GPAMAP_KIND_UNUSABLE] = "#8c8c8c",
	};

	return colours[kind];
}

const char *gpamap_svg_node_colour(uint64_t vnode)
{
	static const char *const colours[] = { "#6b9bd1", "#5fb3c4", "#8fa3dd",
					       "#a5a0d6" };

	return colours[vnode % 4];
}
