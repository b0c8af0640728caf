/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "formats.h"
#include "utf8.h"

/*
 * The writer of specs. What it writes reads back to the same layout, so RAM
 * is always given as ranges.
 */

static void write_range(FILE *file, struct gpamap_range range)
{
	fprintf(file, "0x%" PRIx64 "-0x%" PRIx64, range.start, range.end);
}

static void write_entry(FILE *file, const struct gpamap_entry *entry)
{
	bool plain = entry->name == NULL && entry->list != GPAMAP_LIST_OTHER &&
		     (entry->list != GPAMAP_LIST_RAM || entry->vnode == 0);

	if (plain) {
		write_range(file, entry->range);
		putc('\n', file);
		return;
	}
	fputs("{range: ", file);
	write_range(file, entry->range);
	if (entry->list == GPAMAP_LIST_OTHER)
		fprintf(file, ", kind: %s", gpamap_kind_name(entry->kind));
	if (entry->vnode != GPAMAP_NO_VNODE)
		fprintf(file, ", vnode: %" PRIu64, entry->vnode);
	if (entry->name != NULL) {
		fputs(", name: ", file);
		gpamap_utf8_quote(file, entry->name);
	}
	fputs("}\n", file);
}

static void write_list(FILE *file, const struct gpamap_layout *layout,
		       enum gpamap_list list)
{
	struct gpamap_entry entry;
	bool begun = false;
	size_t i;

	for (i = 0; gpamap_layout_at(layout, i, &entry); i++) {
		if (entry.list != list)
			continue;
		if (!begun)
			fprintf(file, "%s:\n", gpamap_list_name(list));
		begun = true;
		fputs("  - ", file);
		write_entry(file, &entry);
	}
}

/* The name of the MMIO entry at @start is kept in the sequence only. */
static void write_mmio_entry(FILE *file, const struct gpamap_layout *layout,
			     struct gpamap_range range)
{
	struct gpamap_found found;

	if (range.start == range.end) {
		if (range.start == 0)
			fputs("empty\n", file);
		else {
			write_range(file, range);
			putc('\n', file);
		}
		return;
	}
	gpamap_layout_find(layout, range.start, &found);
	write_entry(file, &found.entry);
}

static void write_mmio(FILE *file, const struct gpamap_layout *layout)
{
	const struct gpamap_range *mmio;
	size_t count, i;

	mmio = gpamap_layout_mmio(layout, &count);
	if (count > 0)
		fputs("mmio:\n", file);
	for (i = 0; i < count; i++) {
		fputs("  - ", file);
		write_mmio_entry(file, layout, mmio[i]);
	}
}

static void write_vtl2(FILE *file, const struct gpamap_layout *layout)
{
	struct gpamap_found found;
	struct gpamap_range vtl2;

	if (!gpamap_layout_vtl2_range(layout, &vtl2))
		return;
	gpamap_layout_find(layout, vtl2.start, &found);
	fputs("vtl2: ", file);
	write_entry(file, &found.entry);
}

bool gpamap_spec_write(const struct gpamap_view *view, FILE *file)
{
	const struct gpamap_layout *layout = view->layout;

	fputs("gpamap: 1\n", file);
	if (view->name != NULL) {
		fputs("name: ", file);
		gpamap_utf8_quote(file, view->name);
		putc('\n', file);
	}
	write_list(file, layout, GPAMAP_LIST_RAM);
	write_mmio(file, layout);
	write_list(file, layout, GPAMAP_LIST_PCI_ECAM);
	write_list(file, layout, GPAMAP_LIST_PCI_MMIO);
	write_vtl2(file, layout);
	write_list(file, layout, GPAMAP_LIST_OTHER);
	return true;
}
