/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "formats.h"
#include "mtree.h"

/*
 * The map as QEMU's monitor would tell it of a machine that has it; mtree.c
 * has the form. What is private to the paravisor, what may appear later and
 * memory with errors are not in it. A name is told where it says nothing else
 * to the reader.
 */

struct region {
	const char *type; /* NULL: not told */
	const char *name; /* of one without a name of use */
};

static struct region region_of(enum gpamap_kind kind)
{
	switch (kind) {
	case GPAMAP_KIND_RAM:
		return (struct region){ "ram", "ram" };
	case GPAMAP_KIND_PMEM:
		return (struct region){ "nv-ram", "pmem" };
	case GPAMAP_KIND_RESERVED:
	case GPAMAP_KIND_FIRMWARE_TABLES:
	case GPAMAP_KIND_FIRMWARE_NVS:
		return (struct region){ "rom", "rom" };
	case GPAMAP_KIND_DEVICE:
	case GPAMAP_KIND_MMIO:
		return (struct region){ "i/o", "device" };
	case GPAMAP_KIND_PCI_ECAM:
		return (struct region){ "i/o", "pcie-mmcfg-mmio" };
	case GPAMAP_KIND_PCI_MMIO:
		return (struct region){ "i/o", "pci-hole" };
	default:
		return (struct region){ NULL, NULL };
	}
}

/* Say whether a region called @name is read back under that name, and as what
 * it is by its own. */
static bool serves(const char *name, const struct region *region)
{
	struct gpamap_span type = gpamap_span_of(region->type);
	struct gpamap_span span = gpamap_span_of(name);
	size_t i;

	for (i = 0; i < span.length; i++)
		if ((unsigned char)name[i] < ' ' || name[i] == 0x7f)
			return false;
	return span.length > 0 &&
	       gpamap_mtree_name(span).length == span.length &&
	       gpamap_mtree_kind(type, span) ==
		       gpamap_mtree_kind(type, gpamap_span_of(region->name));
}

static void write_entry(FILE *file, const struct gpamap_view *view,
			const struct gpamap_entry *entry)
{
	struct region region = region_of(entry->kind);
	uint64_t offset;

	if (region.type == NULL)
		return;
	fprintf(file, "  %016" PRIx64 "-%016" PRIx64 " (prio 0, %s): %s",
		entry->range.start, entry->range.end - 1, region.type,
		entry->name != NULL && serves(entry->name, &region)
			? entry->name
			: region.name);
	if (entry->kind == GPAMAP_KIND_RAM &&
	    gpamap_layout_ram_offset(view->layout, entry->range.start,
				     &offset) &&
	    offset > 0)
		fprintf(file, " @%016" PRIx64, offset);
	putc('\n', file);
}

bool gpamap_mtree_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_entry entry;
	size_t i;

	fputs("FlatView #0\n"
	      " AS \"memory\", root: system\n"
	      " Root memory region: system\n",
	      file);
	for (i = 0; gpamap_layout_at(view->layout, i, &entry); i++)
		write_entry(file, view, &entry);
	putc('\n', file);
	return true;
}
