/* SPDX-License-Identifier: MIT */
#include "lock.h"
#include "sink.h"

/* The writer of locks. Each line stands for itself: numbers are not aligned, so
 * that a longer one elsewhere changes no other line. */

static void write_range(struct gpamap_sink *sink, struct gpamap_range range)
{
	gpamap_sink_char(sink, ' ');
	gpamap_sink_hex(sink, range.start);
	gpamap_sink_char(sink, '-');
	gpamap_sink_hex(sink, range.end);
}

static void write_entry(struct gpamap_sink *sink,
			const struct gpamap_entry *entry)
{
	gpamap_sink_text(sink, gpamap_kind_name(entry->kind));
	write_range(sink, entry->range);
	if (entry->vnode != GPAMAP_NO_VNODE) {
		gpamap_sink_text(sink, " node ");
		gpamap_sink_number(sink, entry->vnode);
	}
	if (entry->name != NULL) {
		gpamap_sink_char(sink, ' ');
		gpamap_sink_quote(sink, entry->name);
	}
	gpamap_sink_char(sink, '\n');
}

/* Placeholders stand before the MMIO entry that follows them in the list. The
 * digest sees where they are, so those that are not at 0 say it. */
static size_t write_placeholders(struct gpamap_sink *sink,
				 const struct gpamap_range *mmio, size_t from,
				 size_t to)
{
	for (; from < to; from++) {
		gpamap_sink_text(sink, "mmio");
		if (mmio[from].start == 0)
			gpamap_sink_text(sink, " empty");
		else
			write_range(sink, mmio[from]);
		gpamap_sink_char(sink, '\n');
	}
	return to + 1;
}

static void write_head(struct gpamap_sink *sink, const struct gpamap_view *view)
{
	gpamap_sink_text(sink, GPAMAP_LOCK_TITLE
			 "\n"
			 "# A change of these lines moves memory under a guest."
			 " Written by gpamap lock;\n"
			 "# gpamap check --lock holds a map against it.\n");
	if (view->name != NULL) {
		gpamap_sink_text(sink, "name ");
		gpamap_sink_quote(sink, view->name);
		gpamap_sink_char(sink, '\n');
	}
	gpamap_sink_text(sink, "digest 0x");
	gpamap_sink_digits(sink, gpamap_layout_digest(view->layout), 16);
	gpamap_sink_char(sink, '\n');
}

bool gpamap_lock_write(const struct gpamap_view *view, FILE *file)
{
	const struct gpamap_layout *layout = view->layout;
	const struct gpamap_range *mmio;
	struct gpamap_entry entry;
	struct gpamap_sink sink;
	size_t count, next = 0, i;

	gpamap_sink_begin(&sink, file);
	write_head(&sink, view);
	mmio = gpamap_layout_mmio(layout, &count);
	for (i = 0; gpamap_layout_at(layout, i, &entry); i++) {
		if (entry.kind == GPAMAP_KIND_MMIO)
			next = write_placeholders(&sink, mmio, next,
						  entry.index);
		write_entry(&sink, &entry);
	}
	write_placeholders(&sink, mmio, next, count);
	gpamap_sink_end(&sink);
	return true;
}
