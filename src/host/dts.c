/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <libfdt.h>

#include "fdt_rows.h"

/*
 * The device tree as source, which dtc makes the same tree of. It is written
 * from the tree itself, so that both always tell the same.
 *
 * Source: Devicetree Specification v0.4, 6.
 */

/* Properties that are text; all others of ours are cells or nothing. */
static bool is_text(const char *name)
{
	return strcmp(name, "compatible") == 0 || strcmp(name, "model") == 0 ||
	       strcmp(name, "device_type") == 0;
}

static void indent(FILE *file, int depth)
{
	while (depth-- > 0)
		putc('\t', file);
}

#define CELL 4

/* How many cells make one entry of a list, which has a line of its own. */
static int entry_of(const char *name, int cells)
{
	if (strcmp(name, "distance-matrix") == 0)
		return 3;
	/* A window: PCI address, address and size, of 3, 2 and 2 cells. */
	return strcmp(name, "ranges") == 0 ? 7 : cells;
}

static void write_cells(FILE *file, const char *name, const void *value,
			int size, int depth)
{
	const fdt32_t *cells = value;
	int count = size / CELL;
	int entry = entry_of(name, count);
	int i;

	for (i = 0; i < count; i++) {
		if (i > 0 && i % entry == 0) {
			fputs(">,\n", file);
			indent(file, depth + 1);
		}
		fprintf(file, "%s0x%" PRIx32, i % entry == 0 ? "<" : " ",
			fdt32_to_cpu(cells[i]));
	}
	putc('>', file);
}

static void write_string(FILE *file, const char *text)
{
	putc('"', file);
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			putc('\\', file);
		putc(*text, file);
	}
	putc('"', file);
}

static void write_property(FILE *file, const void *tree, int offset, int depth)
{
	const char *name;
	const void *value;
	int size;

	value = fdt_getprop_by_offset(tree, offset, &name, &size);
	if (value == NULL)
		return;
	indent(file, depth);
	fputs(name, file);
	if (size > 0) {
		fputs(" = ", file);
		if (is_text(name))
			write_string(file, value);
		else
			write_cells(file, name, value, size, depth);
	}
	fputs(";\n", file);
}

static void begin_node(FILE *file, const void *tree, int offset, int depth)
{
	putc('\n', file);
	indent(file, depth);
	fprintf(file, "%s {\n",
		depth == 0 ? "/" : fdt_get_name(tree, offset, NULL));
}

static void end_node(FILE *file, int depth)
{
	indent(file, depth);
	fputs("};\n", file);
}

static void write_source(FILE *file, const void *tree)
{
	int offset = 0, next = 0, depth = 0;
	uint32_t tag;

	fputs("/dts-v1/;\n", file);
	while ((tag = fdt_next_tag(tree, offset, &next)) != FDT_END) {
		if (tag == FDT_BEGIN_NODE)
			begin_node(file, tree, offset, depth++);
		else if (tag == FDT_END_NODE)
			end_node(file, --depth);
		else
			write_property(file, tree, offset, depth);
		offset = next;
	}
}

bool gpamap_dts_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_span tree;

	if (!gpamap_dtb_make(view, false, &tree))
		return false;
	write_source(file, tree.at);
	free((void *)(uintptr_t)tree.at);
	return true;
}
