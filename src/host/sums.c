/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "nodes.h"
#include "number.h"
#include "sums.h"

static void write_bytes(FILE *file, const char *label, uint64_t bytes)
{
	char hex[24], size[GPAMAP_SIZE_TEXT_MAX];

	snprintf(hex, sizeof(hex), "0x%" PRIx64, bytes);
	gpamap_size_format_short(bytes, size);
	fprintf(file, "%-15s %18s  %s", label, hex, size);
}

static void write_line(FILE *file, const char *label, uint64_t bytes)
{
	write_bytes(file, label, bytes);
	putc('\n', file);
}

static void write_ram(FILE *file, const struct gpamap_layout *layout)
{
	uint64_t ram_size = gpamap_layout_ram_size(layout);
	size_t ranges;

	gpamap_layout_ram(layout, &ranges);
	write_bytes(file, "RAM", ram_size);
	fprintf(file, " in %zu range%s\n", ranges, ranges == 1 ? "" : "s");
}

static void write_node(FILE *file, const struct gpamap_node_sum *sum)
{
	char label[32];

	snprintf(label, sizeof(label), "  node %" PRIu64, sum->vnode);
	write_bytes(file, label, sum->ram_size);
	fprintf(file, " in %" PRIu64 " range%s\n", sum->ranges,
		sum->ranges == 1 ? "" : "s");
}

static void write_sides(FILE *file, const struct gpamap_layout *layout)
{
	uint64_t address;

	write_bytes(file, "  below 4 GiB", gpamap_layout_ram_below_4gb(layout));
	if (gpamap_layout_max_ram_below_4gb(layout, &address))
		fprintf(file, ", up to 0x%" PRIx64, address);
	putc('\n', file);
	write_line(file, "  above 4 GiB", gpamap_layout_ram_above_4gb(layout));
	if (gpamap_layout_ram_above_high_mmio(layout, &address))
		write_line(file, "  above mmio[1]", address);
}

#define LABELS 36u /* columns before the words */
#define LINE_MAX_WIDTH 80u

/* Write one count behind others, on a new line where it would pass the edge. */
static void write_count(FILE *file, size_t count, const char *word,
			size_t *column)
{
	char text[48];
	size_t length;

	if (count == 0)
		return;
	length = (size_t)snprintf(text, sizeof(text), "%zu %s", count, word);
	if (*column == 0)
		fputs("  ", file);
	else if (*column + 2 + length < LINE_MAX_WIDTH)
		fputs(", ", file);
	else
		fprintf(file, ",\n%*s", (int)LABELS, "");
	if (*column == 0 || *column + 2 + length >= LINE_MAX_WIDTH)
		*column = LABELS + length;
	else
		*column += 2 + length;
	fputs(text, file);
}

/* Count the ranges of each kind, and what stands in no position. */
static void write_counts(FILE *file, const struct gpamap_layout *layout)
{
	size_t counts[GPAMAP_KIND_COUNT] = { 0 };
	struct gpamap_entry entry;
	size_t column = 0;
	size_t mmio, i;

	for (i = 0; gpamap_layout_at(layout, i, &entry); i++)
		counts[entry.kind]++;
	fprintf(file, "%-15s %18zu", "ranges", gpamap_layout_count(layout));
	for (i = 1; i < GPAMAP_KIND_COUNT; i++)
		write_count(file, counts[i],
			    gpamap_kind_name((enum gpamap_kind)i), &column);
	gpamap_layout_mmio(layout, &mmio);
	write_count(file, mmio - counts[GPAMAP_KIND_MMIO], "empty mmio",
		    &column);
	putc('\n', file);
}

static void write_plan(FILE *file, const struct gpamap_plan *plan)
{
	write_line(file, "top", gpamap_plan_top(plan));
	fprintf(file, "%-15s %18u", "address bits",
		gpamap_plan_address_bits(plan));
	if (gpamap_plan_relocated(plan))
		fputs("  RAM above 4 GiB begins at 1 TiB", file);
	putc('\n', file);
}

bool gpamap_sums_write(const struct gpamap_view *view, FILE *file)
{
	const struct gpamap_layout *layout = view->layout;
	struct gpamap_node_sum *sums;
	size_t count, i;

	if (!gpamap_nodes_sum(layout, &sums, &count))
		return false;
	write_ram(file, layout);
	for (i = 0; i < count && (count > 1 || sums[0].vnode != 0); i++)
		write_node(file, &sums[i]);
	write_sides(file, layout);
	write_line(file, "end of RAM", gpamap_layout_end_of_ram(layout));
	write_line(file, "end of layout", gpamap_layout_end_of_layout(layout));
	if (view->plan != NULL)
		write_plan(file, view->plan);
	fprintf(file, "%-15s 0x%016" PRIx64 "\n", "digest",
		gpamap_layout_digest(layout));
	write_counts(file, layout);
	free(sums);
	return true;
}
