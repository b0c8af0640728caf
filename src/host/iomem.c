/* SPDX-License-Identifier: MIT */
#include "formats.h"
#include "iomem.h"
#include "resources.h"

/*
 * The reader of /proc/iomem: "start-last : label" in hexadecimal, nested by
 * indentation, each level inside the one above it and in address order.
 *
 * Source: r_show() in kernel/resource.c; the labels are from
 * arch/x86/kernel/e820.c, drivers/pci, drivers/acpi and drivers/dax, Linux 6.1.
 */

struct line {
	size_t indent;
	struct gpamap_resource resource;
	struct gpamap_span label;
};

/* The top-level entry being taken apart. */
struct outer {
	struct gpamap_resource resource;
	uint64_t next; /* its first byte not handed on yet */
	bool open;
};

struct reading {
	struct gpamap_resources resources;
	struct gpamap_diags *diags;
	struct outer outer;
};

/* Labels that say the kind and nothing else, so that they make no name. */
static const struct {
	const char *label;
	enum gpamap_kind kind;
} plain_labels[] = {
	{ "System RAM", GPAMAP_KIND_RAM },
	{ "Reserved", GPAMAP_KIND_RESERVED },
	{ "reserved", GPAMAP_KIND_RESERVED },
	{ "ACPI Tables", GPAMAP_KIND_FIRMWARE_TABLES },
	{ "ACPI Non-volatile Storage", GPAMAP_KIND_FIRMWARE_NVS },
	{ "Unusable memory", GPAMAP_KIND_UNUSABLE },
	{ "Persistent Memory", GPAMAP_KIND_PMEM },
};

/* Labels that begin so; they become the name. */
static const struct {
	const char *prefix;
	enum gpamap_kind kind;
} named_labels[] = {
	{ "System RAM", GPAMAP_KIND_RAM },
	{ "PCI ECAM", GPAMAP_KIND_PCI_ECAM },
	{ "PCI MMCONFIG", GPAMAP_KIND_PCI_ECAM },
	{ "PCI ", GPAMAP_KIND_PCI_MMIO },
	{ "pcie@", GPAMAP_KIND_PCI_MMIO },
	{ "pci@", GPAMAP_KIND_PCI_MMIO },
	{ "Persistent Memory", GPAMAP_KIND_PMEM },
	{ "Soft Reserved", GPAMAP_KIND_RESERVED },
	{ "Unknown E820 type", GPAMAP_KIND_RESERVED },
	{ "RAM buffer", GPAMAP_KIND_RESERVED },
};

enum gpamap_kind gpamap_iomem_kind(struct gpamap_span label, bool *plain)
{
	size_t i;

	if (plain != NULL)
		*plain = true;
	for (i = 0; i < sizeof(plain_labels) / sizeof(plain_labels[0]); i++)
		if (gpamap_span_is(label, plain_labels[i].label))
			return plain_labels[i].kind;
	if (plain != NULL)
		*plain = false;
	for (i = 0; i < sizeof(named_labels) / sizeof(named_labels[0]); i++)
		if (gpamap_span_begins(label, named_labels[i].prefix))
			return named_labels[i].kind;
	return GPAMAP_KIND_DEVICE;
}

static void classify(struct line *line)
{
	struct gpamap_resource *resource = &line->resource;
	bool plain;

	resource->kind = gpamap_iomem_kind(line->label, &plain);
	if (!plain)
		resource->name = line->label;
}

static bool parse(struct gpamap_span text, struct line *line)
{
	struct gpamap_span rest = text;

	while (gpamap_span_take(&rest, " "))
		;
	line->indent = text.length - rest.length;
	line->resource = (struct gpamap_resource){ .name = { NULL, 0 } };
	if (!gpamap_span_take_hex(&rest, &line->resource.start) ||
	    !gpamap_span_take(&rest, "-") ||
	    !gpamap_span_take_hex(&rest, &line->resource.last) ||
	    !gpamap_span_take(&rest, " : "))
		return false;
	line->label = gpamap_span_trim(rest);
	classify(line);
	return true;
}

/* Blank lines and # comments are passed over: kept copies may have them. */
static bool passed_over(struct gpamap_span text)
{
	struct gpamap_span rest = gpamap_span_trim(text);

	return rest.length == 0 || rest.at[0] == '#';
}

bool gpamap_iomem_recognises(struct gpamap_span bytes)
{
	struct gpamap_span text;
	struct line line;

	while (gpamap_span_take_line(&bytes, &text))
		if (!passed_over(text))
			return parse(text, &line);
	return false;
}

/* Hand on the outer entry's bytes from its next one up to @last. */
static void hand_on(struct reading *reading, uint64_t last)
{
	struct gpamap_resource piece = reading->outer.resource;

	piece.start = reading->outer.next;
	piece.last = last;
	gpamap_resources_add(&reading->resources, &piece);
}

static void close_outer(struct reading *reading)
{
	if (reading->outer.open)
		hand_on(reading, reading->outer.resource.last);
	reading->outer.open = false;
}

static void open_outer(struct reading *reading, const struct line *line)
{
	close_outer(reading);
	reading->outer.resource = line->resource;
	reading->outer.next = line->resource.start;
	reading->outer.open = true;
}

/* RAM and ECAM count wherever they stand; the rest only at the top. */
static bool carves(const struct reading *reading, const struct line *line)
{
	enum gpamap_kind kind = line->resource.kind;
	const struct outer *outer = &reading->outer;

	return outer->open && kind != outer->resource.kind &&
	       outer->resource.kind != GPAMAP_KIND_RAM &&
	       (kind == GPAMAP_KIND_RAM || kind == GPAMAP_KIND_PCI_ECAM) &&
	       line->resource.start >= outer->next;
}

/* Take a nested entry out of the one around it. */
static void carve(struct reading *reading, const struct line *line)
{
	const struct gpamap_resource *inner = &line->resource;
	struct outer *outer = &reading->outer;

	if (inner->last > outer->resource.last || inner->last < inner->start) {
		gpamap_diag_syntax(reading->diags, inner->place,
				   "not inside the entry of line %u, as its "
				   "indentation says",
				   (unsigned int)outer->resource.place.line);
		return;
	}
	if (inner->start > outer->next)
		hand_on(reading, inner->start - 1);
	gpamap_resources_add(&reading->resources, inner);
	outer->open = inner->last < outer->resource.last;
	outer->next = inner->last + 1;
}

static void read_line(struct reading *reading, struct gpamap_span text,
		      uint32_t number)
{
	struct line line;

	if (passed_over(text))
		return;
	if (!parse(text, &line)) {
		gpamap_diag_syntax(reading->diags,
				   (struct gpamap_place){ number, 1 },
				   "not a line of /proc/iomem: "
				   "\"start-last : label\" belongs here");
		return;
	}
	line.resource.place.line = number;
	line.resource.place.column = (uint32_t)line.indent + 1;
	if (line.indent == 0)
		open_outer(reading, &line);
	else if (carves(reading, &line))
		carve(reading, &line);
}

/* An unprivileged reader sees the labels, but zeroes for all addresses. */
static bool is_blanked(struct gpamap_span bytes)
{
	struct gpamap_span text;
	struct line line;
	size_t lines = 0;

	while (gpamap_span_take_line(&bytes, &text)) {
		if (passed_over(text) || !parse(text, &line))
			continue;
		if (line.resource.start != 0 || line.resource.last != 0)
			return false;
		lines++;
	}
	return lines > 0;
}

void gpamap_iomem_read(struct gpamap_span bytes, struct gpamap_draft *draft,
		       struct gpamap_diags *diags)
{
	struct reading reading = { .diags = diags };
	struct gpamap_place top = { 1, 1 };
	struct gpamap_span text;
	uint32_t number = 0;

	if (is_blanked(bytes)) {
		gpamap_diag_syntax(diags, top,
				   "all addresses are zero: only root sees "
				   "them, so read /proc/iomem as root");
		return;
	}
	gpamap_resources_init(&reading.resources, draft, diags);
	while (gpamap_span_take_line(&bytes, &text))
		read_line(&reading, text, ++number);
	close_outer(&reading);
	if (reading.resources.count == 0 && diags->errors == 0)
		gpamap_diag_syntax(diags, top, "no entries in this input");
	if (diags->errors == 0)
		gpamap_resources_finish(&reading.resources);
}
