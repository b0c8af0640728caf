/* SPDX-License-Identifier: MIT */
#include "formats.h"
#include "sink.h"

/*
 * The writer of specs. What it writes reads back to the same layout, so RAM
 * is always given as ranges.
 */

static void write_range(struct gpamap_sink *sink, struct gpamap_range range)
{
	gpamap_sink_hex(sink, range.start);
	gpamap_sink_char(sink, '-');
	gpamap_sink_hex(sink, range.end);
}

static void write_entry(struct gpamap_sink *sink,
			const struct gpamap_entry *entry)
{
	bool plain = entry->name == NULL && entry->list != GPAMAP_LIST_OTHER &&
		     (entry->list != GPAMAP_LIST_RAM || entry->vnode == 0);

	if (plain) {
		write_range(sink, entry->range);
		gpamap_sink_char(sink, '\n');
		return;
	}
	gpamap_sink_text(sink, "{range: ");
	write_range(sink, entry->range);
	if (entry->list == GPAMAP_LIST_OTHER) {
		gpamap_sink_text(sink, ", kind: ");
		gpamap_sink_text(sink, gpamap_kind_name(entry->kind));
	}
	if (entry->vnode != GPAMAP_NO_VNODE) {
		gpamap_sink_text(sink, ", vnode: ");
		gpamap_sink_number(sink, entry->vnode);
	}
	if (entry->name != NULL) {
		gpamap_sink_text(sink, ", name: ");
		gpamap_sink_quote(sink, entry->name);
	}
	gpamap_sink_text(sink, "}\n");
}

static void write_list(struct gpamap_sink *sink,
		       const struct gpamap_layout *layout,
		       enum gpamap_list list)
{
	struct gpamap_entry entry;
	bool begun = false;
	size_t i;

	for (i = 0; gpamap_layout_at(layout, i, &entry); i++) {
		if (entry.list != list)
			continue;
		if (!begun) {
			gpamap_sink_text(sink, gpamap_list_name(list));
			gpamap_sink_text(sink, ":\n");
		}
		begun = true;
		gpamap_sink_text(sink, "  - ");
		write_entry(sink, &entry);
	}
}

/* The name of the MMIO entry at @start is kept in the sequence only. */
static void write_mmio_entry(struct gpamap_sink *sink,
			     const struct gpamap_layout *layout,
			     struct gpamap_range range)
{
	struct gpamap_found found;

	if (range.start == range.end) {
		if (range.start == 0)
			gpamap_sink_text(sink, "empty\n");
		else {
			write_range(sink, range);
			gpamap_sink_char(sink, '\n');
		}
		return;
	}
	gpamap_layout_find(layout, range.start, &found);
	write_entry(sink, &found.entry);
}

static void write_mmio(struct gpamap_sink *sink,
		       const struct gpamap_layout *layout)
{
	const struct gpamap_range *mmio;
	size_t count, i;

	mmio = gpamap_layout_mmio(layout, &count);
	if (count > 0)
		gpamap_sink_text(sink, "mmio:\n");
	for (i = 0; i < count; i++) {
		gpamap_sink_text(sink, "  - ");
		write_mmio_entry(sink, layout, mmio[i]);
	}
}

static void write_vtl2(struct gpamap_sink *sink,
		       const struct gpamap_layout *layout)
{
	struct gpamap_found found;
	struct gpamap_range vtl2;

	if (!gpamap_layout_vtl2_range(layout, &vtl2))
		return;
	gpamap_layout_find(layout, vtl2.start, &found);
	gpamap_sink_text(sink, "vtl2: ");
	write_entry(sink, &found.entry);
}

bool gpamap_spec_write(const struct gpamap_view *view, FILE *file)
{
	const struct gpamap_layout *layout = view->layout;
	struct gpamap_sink sink;

	gpamap_sink_begin(&sink, file);
	gpamap_sink_text(&sink, "gpamap: 1\n");
	if (view->name != NULL) {
		gpamap_sink_text(&sink, "name: ");
		gpamap_sink_quote(&sink, view->name);
		gpamap_sink_char(&sink, '\n');
	}
	write_list(&sink, layout, GPAMAP_LIST_RAM);
	write_mmio(&sink, layout);
	write_list(&sink, layout, GPAMAP_LIST_PCI_ECAM);
	write_list(&sink, layout, GPAMAP_LIST_PCI_MMIO);
	write_vtl2(&sink, layout);
	write_list(&sink, layout, GPAMAP_LIST_OTHER);
	gpamap_sink_end(&sink);
	return true;
}
