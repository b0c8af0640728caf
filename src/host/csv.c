/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "formats.h"
#include "sink.h"

/*
 * The ranges in address order as comma-separated values, under the names that
 * JSON gives the members. Source: RFC 4180; the lines end with CR LF.
 */

#define LINE_END "\r\n"

/* A field that could be taken for more than one stands in quotes. */
static void write_text(struct gpamap_sink *sink, const char *text)
{
	if (strpbrk(text, ",\"\r\n") == NULL) {
		gpamap_sink_text(sink, text);
		return;
	}
	gpamap_sink_char(sink, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			gpamap_sink_char(sink, '"');
		gpamap_sink_char(sink, *text);
	}
	gpamap_sink_char(sink, '"');
}

static void write_hex(struct gpamap_sink *sink, uint64_t value)
{
	gpamap_sink_hex(sink, value);
	gpamap_sink_char(sink, ',');
}

static void write_word(struct gpamap_sink *sink, const char *word)
{
	gpamap_sink_text(sink, word);
	gpamap_sink_char(sink, ',');
}

static void write_entry(struct gpamap_sink *sink,
			const struct gpamap_entry *entry)
{
	write_hex(sink, entry->range.start);
	write_hex(sink, entry->range.end);
	write_hex(sink, entry->range.end - entry->range.start);
	write_word(sink, gpamap_kind_name(entry->kind));
	write_word(sink, gpamap_list_name(entry->list));
	gpamap_sink_number(sink, entry->index);
	gpamap_sink_char(sink, ',');
	if (entry->vnode != GPAMAP_NO_VNODE)
		gpamap_sink_number(sink, entry->vnode);
	gpamap_sink_char(sink, ',');
	if (entry->name != NULL)
		write_text(sink, entry->name);
	gpamap_sink_text(sink, LINE_END);
}

bool gpamap_csv_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_entry entry;
	struct gpamap_sink sink;
	size_t i;

	gpamap_sink_begin(&sink, file);
	gpamap_sink_text(&sink,
			 "start,end,size,kind,list,index,vnode,name" LINE_END);
	for (i = 0; gpamap_layout_at(view->layout, i, &entry); i++)
		write_entry(&sink, &entry);
	gpamap_sink_end(&sink);
	return true;
}
