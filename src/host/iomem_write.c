/* SPDX-License-Identifier: MIT */
#include "formats.h"
#include "iomem.h"
#include "sink.h"

/*
 * The map as a guest's /proc/iomem would show it: what is private to the
 * paravisor and what is not there yet is not in it. A name is the label where
 * the label still means the same kind.
 *
 * Source: r_show() in kernel/resource.c, Linux 6.1.
 */

/* The label of a range without a name of use; NULL: not in /proc/iomem. */
static const char *label_of(enum gpamap_kind kind)
{
	switch (kind) {
	case GPAMAP_KIND_RAM:
		return "System RAM";
	case GPAMAP_KIND_MMIO:
		return "mmio";
	case GPAMAP_KIND_PCI_MMIO:
		return "PCI Bus 0000:00";
	case GPAMAP_KIND_RESERVED:
		return "Reserved";
	case GPAMAP_KIND_DEVICE:
		return "device";
	case GPAMAP_KIND_PMEM:
		return "Persistent Memory";
	case GPAMAP_KIND_FIRMWARE_TABLES:
		return "ACPI Tables";
	case GPAMAP_KIND_FIRMWARE_NVS:
		return "ACPI Non-volatile Storage";
	case GPAMAP_KIND_UNUSABLE:
		return "Unusable memory";
	default:
		return NULL;
	}
}

/* Say whether @name can be a label that is read back as @kind. */
static bool serves(const char *name, enum gpamap_kind kind)
{
	struct gpamap_span label = gpamap_span_of(name);
	enum gpamap_kind read = gpamap_iomem_kind(label, NULL);
	size_t i;

	for (i = 0; i < label.length; i++)
		if ((unsigned char)name[i] < ' ' || name[i] == 0x7f)
			return false;
	/* A device's label is any other, and so is that of MMIO. */
	if (kind == GPAMAP_KIND_MMIO)
		kind = GPAMAP_KIND_DEVICE;
	return label.length > 0 && read == kind &&
	       gpamap_span_trim(label).length == label.length;
}

#define BUS_SIZE (UINT64_C(1) << 20)

/* Source: pci_mmconfig_add() in arch/x86/pci/mmconfig-shared.c, Linux 6.1. */
static void write_ecam_label(struct gpamap_sink *sink,
			     const struct gpamap_entry *entry)
{
	uint64_t buses = (entry->range.end - entry->range.start) / BUS_SIZE;

	if (buses > 0)
		buses--;
	gpamap_sink_text(sink, "PCI MMCONFIG ");
	gpamap_sink_digits(sink, entry->index, 4);
	gpamap_sink_text(sink, " [bus 00-");
	gpamap_sink_digits(sink, buses, 2);
	gpamap_sink_char(sink, ']');
}

static void write_entry(struct gpamap_sink *sink,
			const struct gpamap_entry *entry)
{
	const char *label = label_of(entry->kind);

	if (entry->name != NULL && serves(entry->name, entry->kind))
		label = entry->name;
	if (label == NULL && entry->kind != GPAMAP_KIND_PCI_ECAM)
		return;
	gpamap_sink_digits(sink, entry->range.start, 8);
	gpamap_sink_char(sink, '-');
	gpamap_sink_digits(sink, entry->range.end - 1, 8);
	gpamap_sink_text(sink, " : ");
	if (label == NULL)
		write_ecam_label(sink, entry);
	else
		gpamap_sink_text(sink, label);
	gpamap_sink_char(sink, '\n');
}

bool gpamap_iomem_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_entry entry;
	struct gpamap_sink sink;
	size_t i;

	gpamap_sink_begin(&sink, file);
	for (i = 0; gpamap_layout_at(view->layout, i, &entry); i++)
		write_entry(&sink, &entry);
	gpamap_sink_end(&sink);
	return true;
}
