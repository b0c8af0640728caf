/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "formats.h"

/*
 * The ranges in address order as comma-separated values, under the names that
 * JSON gives the members. Source: RFC 4180; the lines end with CR LF.
 */

#define LINE_END "\r\n"

/* A field that could be taken for more than one stands in quotes. */
static void write_text(FILE *file, const char *text)
{
	bool quoted = strpbrk(text, ",\"\r\n") != NULL;

	if (quoted)
		putc('"', file);
	for (; *text != '\0'; text++) {
		if (*text == '"')
			putc('"', file);
		putc(*text, file);
	}
	if (quoted)
		putc('"', file);
}

static void write_entry(FILE *file, const struct gpamap_entry *entry)
{
	fprintf(file, "0x%" PRIx64 ",0x%" PRIx64 ",0x%" PRIx64 ",%s,%s,%zu,",
		entry->range.start, entry->range.end,
		entry->range.end - entry->range.start,
		gpamap_kind_name(entry->kind), gpamap_list_name(entry->list),
		entry->index);
	if (entry->vnode != GPAMAP_NO_VNODE)
		fprintf(file, "%" PRIu64, entry->vnode);
	putc(',', file);
	if (entry->name != NULL)
		write_text(file, entry->name);
	fputs(LINE_END, file);
}

bool gpamap_csv_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_entry entry;
	size_t i;

	fputs("start,end,size,kind,list,index,vnode,name" LINE_END, file);
	for (i = 0; gpamap_layout_at(view->layout, i, &entry); i++)
		write_entry(file, &entry);
	return true;
}
