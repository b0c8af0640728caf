/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "formats.h"
#include "map_svg.h"
#include "markup.h"
#include "nodes.h"
#include "number.h"
#include "segments.h"

/*
 * The map as one page that needs nothing else: the picture, the ranges, the
 * totals. It is XML as well. Source: HTML Living Standard.
 */

static const char style[] =
	":root { color-scheme: light dark }\n"
	"body { font: 15px/1.45 system-ui, sans-serif; max-width: 960px;"
	" margin: 2em auto; padding: 0 1em }\n"
	"svg { max-width: 100%; height: auto }\n"
	"table { border-collapse: collapse; margin: 1.5em 0 }\n"
	"caption { text-align: left; font-weight: 600; padding: .3em 0 }\n"
	"th, td { text-align: left; padding: .15em 1.2em .15em 0;"
	" border-bottom: 1px solid #8885; vertical-align: top }\n"
	".number { text-align: right; font-variant-numeric: tabular-nums }\n"
	"code { font-family: ui-monospace, monospace }\n"
	".hole { opacity: .65 }\n";

static void write_heading(const struct gpamap_view *view, FILE *file)
{
	const char *name = view->name != NULL && view->name[0] != '\0'
				   ? view->name
				   : view->source;

	fputs("<!DOCTYPE html>\n"
	      "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n"
	      "<head>\n<meta charset=\"utf-8\"/>\n"
	      "<meta name=\"viewport\" content=\"width=device-width\"/>\n"
	      "<title>",
	      file);
	gpamap_markup_text(file, name, 0);
	fprintf(file,
		"</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<h1>",
		style);
	gpamap_markup_text(file, name, 0);
	fputs("</h1>\n<p>", file);
	if (name != view->source) {
		gpamap_markup_text(file, view->source, 0);
		fputs(", ", file);
	}
	fputs(GPAMAP_MAP_SCALE "</p>\n", file);
}

static void write_cell(const char *text, FILE *file)
{
	fprintf(file, "<td class=\"number\">%s</td>", text);
}

static void write_address(uint64_t address, FILE *file)
{
	fprintf(file, "<td class=\"number\"><code>0x%" PRIx64 "</code></td>",
		address);
}

static void write_row(const struct gpamap_entry *entry, FILE *file)
{
	char size[GPAMAP_SIZE_TEXT_MAX], vnode[24] = "";

	if (entry->vnode != GPAMAP_NO_VNODE)
		snprintf(vnode, sizeof(vnode), "%" PRIu64, entry->vnode);
	gpamap_size_format_short(entry->range.end - entry->range.start, size);
	fputs(entry->kind == GPAMAP_KIND_HOLE ? "<tr class=\"hole\">" : "<tr>",
	      file);
	write_address(entry->range.start, file);
	write_address(entry->range.end, file);
	write_cell(size, file);
	fprintf(file, "<td>%s</td>", gpamap_kind_name(entry->kind));
	write_cell(vnode, file);
	/* A name may be written from right to left; the cells are not. */
	fputs("<td><bdi>", file);
	if (entry->name != NULL)
		gpamap_markup_text(file, entry->name, 0);
	fputs("</bdi></td></tr>\n", file);
}

static void write_ranges(const struct gpamap_layout *layout, FILE *file)
{
	struct gpamap_segments segments;
	struct gpamap_entry entry;

	fputs("<table>\n<caption>Ranges</caption>\n<thead><tr>"
	      "<th scope=\"col\" class=\"number\">Start</th>"
	      "<th scope=\"col\" class=\"number\">End</th>"
	      "<th scope=\"col\" class=\"number\">Size</th>"
	      "<th scope=\"col\">Kind</th>"
	      "<th scope=\"col\" class=\"number\">Node</th>"
	      "<th scope=\"col\">Name</th></tr></thead>\n<tbody>\n",
	      file);
	gpamap_segments_begin(&segments, layout);
	while (gpamap_segments_next(&segments, &entry))
		write_row(&entry, file);
	fputs("</tbody>\n</table>\n", file);
}

static void write_total(const char *label, uint64_t bytes, FILE *file)
{
	char size[GPAMAP_SIZE_TEXT_MAX];

	gpamap_size_format_short(bytes, size);
	fprintf(file, "<tr><th scope=\"row\">%s</th>", label);
	write_address(bytes, file);
	write_cell(size, file);
	fputs("</tr>\n", file);
}

static void write_nodes(const struct gpamap_node_sum *sums, size_t count,
			FILE *file)
{
	char label[40];
	size_t i;

	for (i = 0; i < count && (count > 1 || sums[0].vnode != 0); i++) {
		snprintf(label, sizeof(label), "RAM of node %" PRIu64,
			 sums[i].vnode);
		write_total(label, sums[i].ram_size, file);
	}
}

static bool write_totals(const struct gpamap_view *view, FILE *file)
{
	const struct gpamap_layout *layout = view->layout;
	struct gpamap_node_sum *sums;
	size_t count;

	if (!gpamap_nodes_sum(layout, &sums, &count))
		return false;
	fputs("<table>\n<caption>Totals</caption>\n<tbody>\n", file);
	write_total("RAM", gpamap_layout_ram_size(layout), file);
	write_nodes(sums, count, file);
	write_total("RAM below 4 GiB", gpamap_layout_ram_below_4gb(layout),
		    file);
	write_total("RAM above 4 GiB", gpamap_layout_ram_above_4gb(layout),
		    file);
	write_total("end of RAM", gpamap_layout_end_of_ram(layout), file);
	write_total("end of layout", gpamap_layout_end_of_layout(layout), file);
	if (view->plan != NULL)
		write_total("top", gpamap_plan_top(view->plan), file);
	fprintf(file,
		"<tr><th scope=\"row\">digest</th><td class=\"number\"><code>"
		"0x%016" PRIx64 "</code></td><td></td></tr>\n"
		"<tr><th scope=\"row\">ranges</th><td class=\"number\">%zu"
		"</td><td></td></tr>\n</tbody>\n</table>\n",
		gpamap_layout_digest(layout), gpamap_layout_count(layout));
	free(sums);
	return true;
}

bool gpamap_html_write(const struct gpamap_view *view, FILE *file)
{
	bool fine;

	write_heading(view, file);
	fputs("<div role=\"img\" aria-label=\"The ranges below as a bar\">\n",
	      file);
	gpamap_map_svg_draw(view, false, file);
	fputs("</div>\n", file);
	write_ranges(view->layout, file);
	fine = write_totals(view, file);
	fputs("</main>\n</body>\n</html>\n", file);
	return fine;
}
