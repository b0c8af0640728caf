/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <gpamap/e820.h>

#include "guest_rows.h"
#include "resources.h"
#include "written.h"

/*
 * The E820 map in a Linux kernel log, read and written:
 *
 *   BIOS-e820: [mem 0x0000000000100000-0x000000007ffdffff] usable
 *
 * and, before Linux 3.5, with the end not included:
 *
 *   BIOS-e820: 0000000000100000 - 000000007ffe0000 (usable)
 *
 * Anything may stand before it on the line. A log may tell several maps
 * ("Xen:", "user:", "extended:"); the first one is read.
 *
 * Source: e820__print_table() in arch/x86/kernel/e820.c, Linux 6.1 and 2.6.32.
 */

struct line {
	struct gpamap_span teller; /* "BIOS-e820" */
	struct gpamap_resource resource;
};

static const struct {
	const char *words;
	enum gpamap_kind kind;
} types[] = {
	{ "usable", GPAMAP_KIND_RAM },
	{ "System RAM", GPAMAP_KIND_RAM },
	{ "reserved", GPAMAP_KIND_RESERVED },
	{ "device reserved", GPAMAP_KIND_RESERVED },
	{ "soft reserved", GPAMAP_KIND_RESERVED },
	{ "ACPI data", GPAMAP_KIND_FIRMWARE_TABLES },
	{ "ACPI NVS", GPAMAP_KIND_FIRMWARE_NVS },
	{ "unusable", GPAMAP_KIND_UNUSABLE },
};

static bool parse_type(struct gpamap_span words,
		       struct gpamap_resource *resource)
{
	size_t i;

	words = gpamap_span_trim(words);
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (gpamap_span_is(words, types[i].words)) {
			resource->kind = types[i].kind;
			if (gpamap_span_is(words, "soft reserved"))
				resource->name = words;
			return true;
		}
	}
	if (gpamap_span_begins(words, "persistent (type")) {
		resource->kind = GPAMAP_KIND_PMEM;
		return true;
	}
	/* A type of tomorrow is not to be touched: reserved, and named. */
	resource->kind = GPAMAP_KIND_RESERVED;
	resource->name = words;
	return gpamap_span_begins(words, "type ");
}

/* "[mem 0xA-0xB] usable", B included */
static bool parse_new(struct gpamap_span rest, struct gpamap_resource *resource)
{
	return gpamap_span_take(&rest, "[mem ") &&
	       gpamap_span_take_hex(&rest, &resource->start) &&
	       gpamap_span_take(&rest, "-") &&
	       gpamap_span_take_hex(&rest, &resource->last) &&
	       gpamap_span_take(&rest, "] ") && parse_type(rest, resource);
}

/* "A - B (usable)", B not included */
static bool parse_old(struct gpamap_span rest, struct gpamap_resource *resource)
{
	if (!gpamap_span_take_hex(&rest, &resource->start) ||
	    !gpamap_span_take(&rest, " - ") ||
	    !gpamap_span_take_hex(&rest, &resource->last) ||
	    !gpamap_span_take(&rest, " (") || rest.length == 0 ||
	    resource->last == 0)
		return false;
	rest = gpamap_span_trim(rest);
	if (rest.at[rest.length - 1] != ')')
		return false;
	rest.length--;
	resource->last--;
	return parse_type(rest, resource);
}

/* The word that ends at @end of @text. */
static struct gpamap_span word_before(struct gpamap_span text, size_t end)
{
	size_t begin = end;

	while (begin > 0 && text.at[begin - 1] != ' ' &&
	       text.at[begin - 1] != '\t' && text.at[begin - 1] != ']')
		begin--;
	return (struct gpamap_span){ text.at + begin, end - begin };
}

static bool parse_at(struct gpamap_span text, size_t colon, struct line *line)
{
	struct gpamap_span rest = gpamap_span_skip(text, colon + 2);

	line->resource = (struct gpamap_resource){ .name = { NULL, 0 } };
	line->teller = word_before(text, colon);
	return line->teller.length > 0 && (parse_new(rest, &line->resource) ||
					   parse_old(rest, &line->resource));
}

/* Find an entry somewhere on the line: prefixes have colons as well. */
static bool parse(struct gpamap_span text, struct line *line)
{
	struct gpamap_span rest = text;
	size_t offset, colon;

	if (gpamap_span_begins(gpamap_span_trim(text), "#"))
		return false;
	while (gpamap_span_find(rest, ": ", &offset)) {
		colon = (size_t)(rest.at - text.at) + offset;
		if (parse_at(text, colon, line)) {
			line->resource.place.column =
				(uint32_t)(line->teller.at - text.at + 1);
			return true;
		}
		rest = gpamap_span_skip(rest, offset + 1);
	}
	return false;
}

static bool same_teller(struct gpamap_span a, struct gpamap_span b)
{
	return a.length == b.length && memcmp(a.at, b.at, a.length) == 0;
}

bool gpamap_e820_log_recognises(struct gpamap_span bytes)
{
	struct gpamap_span text;
	struct line line;

	while (gpamap_span_take_line(&bytes, &text))
		if (parse(text, &line))
			return true;
	return false;
}

void gpamap_e820_log_read(struct gpamap_span bytes, struct gpamap_draft *draft,
			  struct gpamap_diags *diags)
{
	struct gpamap_resources resources;
	struct gpamap_span teller = { NULL, 0 };
	struct gpamap_span text;
	struct line line;
	uint32_t number = 0;

	gpamap_resources_init(&resources, draft, diags);
	while (gpamap_span_take_line(&bytes, &text)) {
		number++;
		if (!parse(text, &line) ||
		    (teller.at != NULL && !same_teller(teller, line.teller))) {
			/* The map is one run of lines. */
			if (teller.at != NULL)
				break;
			continue;
		}
		teller = line.teller;
		line.resource.place.line = number;
		gpamap_resources_add(&resources, &line.resource);
	}
	if (resources.count == 0 && diags->errors == 0)
		gpamap_diag_syntax(diags, (struct gpamap_place){ 1, 1 },
				   "no E820 lines in this input");
	if (diags->errors == 0)
		gpamap_resources_finish(&resources);
}

static enum gpamap_status print(const struct gpamap_layout *layout,
				const void *options, void *buffer, size_t size,
				size_t *need, struct gpamap_error *error)
{
	return gpamap_e820_print(layout, options, buffer, size, need, error);
}

bool gpamap_e820_log_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_e820_options options = gpamap_e820_said(view);

	return gpamap_written_text(print, &options, NULL, view, file);
}
