/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "formats.h"
#include "mtree.h"
#include "resources.h"

/*
 * The reader of what QEMU's monitor says to "info mtree -f": flat views of
 * address spaces, one after the other, of which the one called "memory" is the
 * guest's. A line of it:
 *
 *   0000000000000000-000000000009ffff (prio 0, ram): pc.ram @0000000000000000
 *
 * What firmware maps later (PCI windows on x86, ECAM on q35) is in it only
 * once it is mapped.
 *
 * Source: mtree_print_flatview() in softmmu/memory.c, QEMU 7.2.
 */

struct line {
	struct gpamap_resource resource;
	struct gpamap_span type; /* "ram" */
};

static const struct {
	const char *type;
	enum gpamap_kind kind;
} types[] = {
	{ "ram", GPAMAP_KIND_RAM },	 { "nv-ram", GPAMAP_KIND_PMEM },
	{ "rom", GPAMAP_KIND_RESERVED }, { "romd", GPAMAP_KIND_DEVICE },
	{ "ramd", GPAMAP_KIND_DEVICE },	 { "nv-ramd", GPAMAP_KIND_DEVICE },
	{ "i/o", GPAMAP_KIND_DEVICE },
};

/* Regions by their names: hw/pci/pcie_host.c, hw/pci-host/gpex.c and
 * hw/pci-host/{q35,i440fx}.c of QEMU 7.2. */
static const struct {
	const char *name;
	enum gpamap_kind kind;
} names[] = {
	{ "pcie-mmcfg-mmio", GPAMAP_KIND_PCI_ECAM },
	{ "gpex_mmio_window", GPAMAP_KIND_PCI_MMIO },
	{ "pci-hole", GPAMAP_KIND_PCI_MMIO },
};

enum gpamap_kind gpamap_mtree_kind(struct gpamap_span type,
				   struct gpamap_span name)
{
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (gpamap_span_is(name, names[i].name) &&
		    gpamap_span_is(type, "i/o"))
			return names[i].kind;
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (gpamap_span_is(type, types[i].type))
			return types[i].kind;
	return GPAMAP_KIND_HOLE;
}

/* Cut @span before @text, if it is there. */
static void cut_before(struct gpamap_span *span, const char *text)
{
	size_t offset;

	if (gpamap_span_find(*span, text, &offset))
		span->length = offset;
}

struct gpamap_span gpamap_mtree_name(struct gpamap_span name)
{
	cut_before(&name, " @");
	cut_before(&name, " KVM");
	return gpamap_span_trim(name);
}

/* "START-LAST (prio N, TYPE): NAME @OFFSET [ACCELERATOR]" */
static bool parse(struct gpamap_span text, struct line *line)
{
	struct gpamap_span rest = gpamap_span_trim(text);
	size_t offset;

	line->resource = (struct gpamap_resource){ .name = { NULL, 0 } };
	if (!gpamap_span_take_hex(&rest, &line->resource.start) ||
	    !gpamap_span_take(&rest, "-") ||
	    !gpamap_span_take_hex(&rest, &line->resource.last) ||
	    !gpamap_span_take(&rest, " (prio ") ||
	    !gpamap_span_find(rest, ", ", &offset))
		return false;
	rest = gpamap_span_skip(rest, offset + 2);
	if (!gpamap_span_find(rest, "): ", &offset))
		return false;
	line->type = (struct gpamap_span){ rest.at, offset };
	line->resource.name =
		gpamap_mtree_name(gpamap_span_skip(rest, offset + 3));
	line->resource.kind =
		gpamap_mtree_kind(line->type, line->resource.name);
	return line->resource.kind != GPAMAP_KIND_HOLE;
}

bool gpamap_mtree_recognises(struct gpamap_span bytes)
{
	struct gpamap_span text;

	while (gpamap_span_take_line(&bytes, &text))
		if (gpamap_span_begins(text, "FlatView #"))
			return true;
	return false;
}

struct reading {
	struct gpamap_resources resources;
	struct gpamap_resource open; /* not handed on yet */
	bool is_open;
	bool in_memory; /* in the view of the guest's memory */
	struct gpamap_diags *diags;
};

static void close_open(struct reading *reading)
{
	if (reading->is_open)
		gpamap_resources_add(&reading->resources, &reading->open);
	reading->is_open = false;
}

static bool same_name(struct gpamap_span a, struct gpamap_span b)
{
	return a.length == b.length && memcmp(a.at, b.at, a.length) == 0;
}

/* A row of small devices that touch each other is one range. */
static bool goes_on(const struct reading *reading,
		    const struct gpamap_resource *resource)
{
	const struct gpamap_resource *open = &reading->open;

	return reading->is_open && open->kind == resource->kind &&
	       same_name(open->name, resource->name) &&
	       open->last != UINT64_MAX && open->last + 1 == resource->start &&
	       resource->last >= resource->start;
}

static void take(struct reading *reading,
		 const struct gpamap_resource *resource)
{
	if (goes_on(reading, resource)) {
		reading->open.last = resource->last;
		return;
	}
	close_open(reading);
	reading->open = *resource;
	reading->is_open = true;
}

static void read_line(struct reading *reading, struct gpamap_span text,
		      uint32_t number)
{
	struct gpamap_span words = gpamap_span_trim(text);
	struct line line;

	if (gpamap_span_begins(words, "AS \"memory\"")) {
		reading->in_memory = true;
	} else if (gpamap_span_begins(words, "FlatView #")) {
		reading->in_memory = false;
	} else if (reading->in_memory && parse(text, &line)) {
		line.resource.place = (struct gpamap_place){
			number, (uint32_t)(words.at - text.at) + 1
		};
		take(reading, &line.resource);
	} else if (reading->in_memory &&
		   gpamap_span_find(words, " (prio ", NULL)) {
		gpamap_diag_syntax(reading->diags,
				   (struct gpamap_place){ number, 1 },
				   "not a line of a flat view: "
				   "\"start-last (prio N, type): name\" "
				   "belongs here");
	}
}

void gpamap_mtree_read(struct gpamap_span bytes, struct gpamap_draft *draft,
		       struct gpamap_diags *diags)
{
	struct reading reading = { .diags = diags };
	struct gpamap_span text;
	uint32_t number = 0;

	gpamap_resources_init(&reading.resources, draft, diags);
	while (gpamap_span_take_line(&bytes, &text))
		read_line(&reading, text, ++number);
	close_open(&reading);
	if (reading.resources.count == 0 && diags->errors == 0)
		gpamap_diag_syntax(diags, (struct gpamap_place){ 1, 1 },
				   "no flat view of \"memory\" in this input: "
				   "it is for info mtree -f");
	if (diags->errors == 0)
		gpamap_resources_finish(&reading.resources);
}
