/* SPDX-License-Identifier: MIT */
#include "svg.h"
#include "utf8.h"

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
		       "fill=\"#fff\"");
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

void gpamap_svg_text_end(FILE *file)
{
	fputs("</text>\n", file);
}

/* XML has no place for control characters, not even escaped. */
static bool is_character(uint32_t code)
{
	return code >= 0x20 && code != 0x7f && code != 0xfffe && code != 0xffff;
}

static void write_character(FILE *file, struct gpamap_span bytes, uint32_t code)
{
	if (code == '<')
		fputs("&lt;", file);
	else if (code == '>')
		fputs("&gt;", file);
	else if (code == '&')
		fputs("&amp;", file);
	else if (code == '"')
		fputs("&quot;", file);
	else if (code == GPAMAP_UTF8_REPLACEMENT || !is_character(code))
		fputs("\xef\xbf\xbd", file);
	else
		fwrite(bytes.at, 1, bytes.length, file);
}

void gpamap_svg_text(FILE *file, const char *text, size_t limit)
{
	struct gpamap_span rest = gpamap_span_of(text);
	size_t shown = 0;

	while (rest.length > 0) {
		struct gpamap_span bytes = rest;
		uint32_t code;

		if (limit != 0 && ++shown == limit) {
			fputs("\xe2\x80\xa6", file);
			return;
		}
		if (!gpamap_utf8_take(&rest, &code))
			code = GPAMAP_UTF8_REPLACEMENT;
		bytes.length -= rest.length;
		write_character(file, bytes, code);
	}
}
