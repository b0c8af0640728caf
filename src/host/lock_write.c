/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "lock.h"
#include "utf8.h"

/* The writer of locks. Each line stands for itself: numbers are not aligned, so
 * that a longer one elsewhere changes no other line. */

static void write_entry(const struct gpamap_entry *entry, FILE *file)
{
	fprintf(file, "%s 0x%" PRIx64 "-0x%" PRIx64,
		gpamap_kind_name(entry->kind), entry->range.start,
		entry->range.end);
	if (entry->vnode != GPAMAP_NO_VNODE)
		fprintf(file, " node %" PRIu64, entry->vnode);
	if (entry->name != NULL) {
		putc(' ', file);
		gpamap_utf8_quote(file, entry->name);
	}
	putc('\n', file);
}

/* Placeholders stand before the MMIO entry that follows them in the list. */
static size_t write_placeholders(size_t from, size_t to, FILE *file)
{
	for (; from < to; from++)
		fputs("mmio empty\n", file);
	return to + 1;
}

bool gpamap_lock_write(const struct gpamap_view *view, FILE *file)
{
	const struct gpamap_layout *layout = view->layout;
	struct gpamap_entry entry;
	size_t mmio_count, mmio = 0, i;

	fputs(GPAMAP_LOCK_TITLE "\n"
				"# A change of these lines moves memory under "
				"a guest. Written by gpamap lock;\n"
				"# gpamap check --lock holds a map against "
				"it.\n",
	      file);
	if (view->name != NULL) {
		fputs("name ", file);
		gpamap_utf8_quote(file, view->name);
		putc('\n', file);
	}
	fprintf(file, "digest 0x%016" PRIx64 "\n",
		gpamap_layout_digest(layout));
	gpamap_layout_mmio(layout, &mmio_count);
	for (i = 0; gpamap_layout_at(layout, i, &entry); i++) {
		if (entry.kind == GPAMAP_KIND_MMIO)
			mmio = write_placeholders(mmio, entry.index, file);
		write_entry(&entry, file);
	}
	write_placeholders(mmio, mmio_count, file);
	return true;
}
