/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <gpamap/alloc.h>

#include "lock.h"
#include "memory.h"
#include "number.h"
#include "utf8.h"

/* The reader of locks. Every line is one of those that the writer writes. */

struct reading {
	struct gpamap_draft *draft;
	struct gpamap_diags *diags;
	struct gpamap_span line; /* the whole of it */
	struct gpamap_span rest; /* what is not read yet */
	uint32_t number;
	bool has_digest;
	uint64_t digest;
	struct gpamap_place digest_place;
};

static struct gpamap_place place_of(const struct reading *reading)
{
	return (struct gpamap_place){ reading->number,
				      (uint32_t)(reading->rest.at -
						 reading->line.at + 1) };
}

static bool refuse(struct reading *reading, const char *wanted)
{
	gpamap_diag_syntax(reading->diags, place_of(reading), "%s belongs here",
			   wanted);
	return false;
}

bool gpamap_lock_recognises(struct gpamap_span bytes)
{
	return gpamap_span_begins(bytes, GPAMAP_LOCK_TITLE);
}

static bool take_escape(struct gpamap_span *rest, char *out, size_t *length)
{
	static const char digits[] = "0123456789abcdef";
	uint32_t code = 0;
	size_t i;

	if (gpamap_span_take(rest, "\""))
		out[(*length)++] = '"';
	else if (gpamap_span_take(rest, "\\"))
		out[(*length)++] = '\\';
	else if (!gpamap_span_take(rest, "u") || rest->length < 4)
		return false;
	else {
		for (i = 0; i < 4; i++) {
			const char *digit = strchr(digits, rest->at[i]);

			if (digit == NULL || *digit == '\0')
				return false;
			code = code * 16 + (uint32_t)(digit - digits);
		}
		*rest = gpamap_span_skip(*rest, 4);
		if (code == 0 || (code >= 0xd800 && code < 0xe000))
			return false;
		*length += gpamap_utf8_put(code, out + *length);
	}
	return true;
}

/* Take a quoted text; @text: heap. */
static bool take_text(struct reading *reading, char **text)
{
	struct gpamap_span *rest = &reading->rest;
	size_t length = 0;
	bool escape;

	*text = NULL;
	if (!gpamap_span_take(rest, "\""))
		return refuse(reading, "a text in quotes");
	/* No escape gives more bytes than it takes. */
	*text = gpamap_memory_take(1, rest->length + 1);
	if (*text == NULL)
		return gpamap_diag_no_memory(reading->diags);
	while (rest->length > 0 && rest->at[0] != '"') {
		escape = gpamap_span_take(rest, "\\");
		if (escape && !take_escape(rest, *text, &length))
			break;
		if (!escape) {
			(*text)[length++] = rest->at[0];
			*rest = gpamap_span_skip(*rest, 1);
		}
	}
	(*text)[length] = '\0';
	if (gpamap_span_take(rest, "\"") && rest->length == 0)
		return true;
	free(*text);
	*text = NULL;
	return refuse(reading, "the end of a text in quotes, and of the line,");
}

/* Take what stands before the next blank. */
static struct gpamap_span take_word(struct reading *reading)
{
	struct gpamap_span word = reading->rest;
	size_t offset;

	if (gpamap_span_find(word, " ", &offset))
		word.length = offset;
	reading->rest = gpamap_span_skip(reading->rest, word.length);
	gpamap_span_take(&reading->rest, " ");
	return word;
}

static bool find_kind(struct gpamap_span word, enum gpamap_kind *kind)
{
	unsigned int i;

	for (i = GPAMAP_KIND_RAM; i < GPAMAP_KIND_COUNT; i++) {
		*kind = (enum gpamap_kind)i;
		if (gpamap_span_is(word, gpamap_kind_name(*kind)))
			return true;
	}
	return false;
}

static enum gpamap_list list_of(enum gpamap_kind kind)
{
	static const enum gpamap_list lists[] = {
		[GPAMAP_KIND_RAM] = GPAMAP_LIST_RAM,
		[GPAMAP_KIND_MMIO] = GPAMAP_LIST_MMIO,
		[GPAMAP_KIND_PCI_ECAM] = GPAMAP_LIST_PCI_ECAM,
		[GPAMAP_KIND_PCI_MMIO] = GPAMAP_LIST_PCI_MMIO,
		[GPAMAP_KIND_VTL2] = GPAMAP_LIST_VTL2,
	};

	return kind <= GPAMAP_KIND_VTL2 ? lists[kind] : GPAMAP_LIST_OTHER;
}

/* "0x0-0x80000000"; a placeholder is "empty", or "0x1000-0x1000". */
static bool take_range(struct reading *reading, enum gpamap_kind kind,
		       struct gpamap_range *range)
{
	struct gpamap_place place = place_of(reading);
	struct gpamap_span word = take_word(reading);
	const char *why;

	if (kind == GPAMAP_KIND_MMIO && gpamap_span_is(word, "empty"))
		return true;
	if (gpamap_range_parse(word, range, &why) &&
	    (range->start < range->end ||
	     (kind == GPAMAP_KIND_MMIO && range->start == range->end)))
		return true;
	gpamap_diag_syntax(reading->diags, place, "a range belongs here");
	return false;
}

static bool take_node(struct reading *reading, enum gpamap_list list,
		      uint64_t *vnode)
{
	const char *why;

	if (!gpamap_span_take(&reading->rest, "node "))
		return list != GPAMAP_LIST_RAM ||
		       refuse(reading, "\"node\" and its number");
	if (list != GPAMAP_LIST_RAM && list != GPAMAP_LIST_OTHER)
		return refuse(reading, "no node");
	if (!gpamap_number_parse(take_word(reading), vnode, &why) ||
	    *vnode > GPAMAP_VNODE_MAX)
		return refuse(reading, "behind the number of a node");
	return true;
}

static bool read_entry(struct reading *reading, enum gpamap_kind kind)
{
	enum gpamap_list list = list_of(kind);
	struct gpamap_draft_entry entry = { .kind = (uint64_t)kind,
					    .vnode = GPAMAP_NO_VNODE,
					    .place = { reading->number, 1 } };
	struct gpamap_span name = { NULL, 0 };
	char *text = NULL;
	bool added;

	if (!take_range(reading, kind, &entry.range) ||
	    !take_node(reading, list, &entry.vnode))
		return false;
	if (reading->rest.length > 0) {
		if (!take_text(reading, &text))
			return false;
		name = gpamap_span_of(text);
	}
	added = gpamap_draft_add(reading->draft, list, &entry, name,
				 reading->diags);
	free(text);
	return added;
}

static bool read_name(struct reading *reading)
{
	if (reading->draft->name != NULL)
		return refuse(reading, "no second name");
	return take_text(reading, &reading->draft->name);
}

static bool read_digest(struct reading *reading)
{
	const char *why;

	reading->digest_place = place_of(reading);
	if (reading->has_digest ||
	    !gpamap_number_parse(reading->rest, &reading->digest, &why))
		return refuse(reading, "one digest");
	reading->has_digest = true;
	return true;
}

static bool read_line(struct reading *reading)
{
	struct gpamap_span word;
	enum gpamap_kind kind;

	if (reading->rest.length == 0 || gpamap_span_begins(reading->rest, "#"))
		return true;
	word = take_word(reading);
	if (gpamap_span_is(word, "name"))
		return read_name(reading);
	if (gpamap_span_is(word, "digest"))
		return read_digest(reading);
	if (find_kind(word, &kind))
		return read_entry(reading, kind);
	reading->rest = reading->line;
	return refuse(reading, "a kind of range, \"name\" or \"digest\"");
}

/* Lines that were edited by hand, or merged wrongly, show here. */
static void check_digest(struct reading *reading)
{
	struct gpamap_layout *layout;

	if (!reading->has_digest) {
		gpamap_diag_syntax(reading->diags,
				   (struct gpamap_place){ 1, 1 },
				   "this lock has no digest");
		return;
	}
	layout = gpamap_draft_layout(reading->draft, reading->diags);
	if (layout == NULL)
		return;
	if (gpamap_layout_digest(layout) != reading->digest)
		gpamap_diag_syntax(reading->diags, reading->digest_place,
				   "the lines have digest 0x%016" PRIx64
				   ": this lock was edited; write it again",
				   gpamap_layout_digest(layout));
	gpamap_layout_free(layout);
}

void gpamap_lock_read(struct gpamap_span bytes, struct gpamap_draft *draft,
		      struct gpamap_diags *diags)
{
	struct reading reading = { .draft = draft, .diags = diags };
	struct gpamap_span rest = bytes;
	size_t offset;

	if (gpamap_utf8_fault(bytes, &offset)) {
		gpamap_diag_syntax(diags, gpamap_utf8_place(bytes, offset),
				   "not UTF-8");
		return;
	}
	gpamap_span_take_line(&rest, &reading.line);
	reading.number = 1;
	if (!gpamap_span_is(reading.line, GPAMAP_LOCK_TITLE)) {
		gpamap_diag_syntax(
			diags, (struct gpamap_place){ 1, 1 },
			"no lock, which begins with \"" GPAMAP_LOCK_TITLE
			"\": gpamap lock writes one");
		return;
	}
	while (gpamap_span_take_line(&rest, &reading.line)) {
		reading.number++;
		reading.rest = reading.line;
		read_line(&reading);
	}
	if (diags->errors == 0)
		check_digest(&reading);
}
