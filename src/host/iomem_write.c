/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "formats.h"
#include "iomem.h"

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
static void write_ecam_label(FILE *file, const struct gpamap_entry *entry)
{
	uint64_t buses = (entry->range.end - entry->range.start) / BUS_SIZE;

	if (buses > 0)
		buses--;
	fprintf(file, "PCI MMCONFIG %04zx [bus 00-%02" PRIx64 "]\n",
		entry->index, buses);
}

static void write_entry(FILE *file, const struct gpamap_entry *entry)
{
	const char *label = label_of(entry->kind);
	bool named = entry->name != NULL && serves(entry->name, entry->kind);

	if (label == NULL && entry->kind != GPAMAP_KIND_PCI_ECAM)
		return;
	fprintf(file, "%08" PRIx64 "-%08" PRIx64 " : ", entry->range.start,
		entry->range.end - 1);
	if (entry->kind == GPAMAP_KIND_PCI_ECAM && !named)
		write_ecam_label(file, entry);
	else
		fprintf(file, "%s\n", named ? entry->name : label);
}

bool gpamap_iomem_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_entry entry;
	size_t i;

	for (i = 0; gpamap_layout_at(view->layout, i, &entry); i++)
		write_entry(file, &entry);
	return true;
}
