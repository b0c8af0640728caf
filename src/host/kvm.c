/* SPDX-License-Identifier: MIT */
#include <gpamap/kvm.h>

#include "guest_rows.h"
#include "kvm_slots.h"
#include "written.h"

/* KVM memory slots, as an array for ioctls and as a table for people. */

enum {
	HOST,
	VTL2,
	PMEM,
	FIRMWARE,
	DIRTY_LOG,
	READ_ONLY,
	FIRST_SLOT,
	SLOT_LIMIT,
	BIG_ENDIAN_WORDS,
};

/* In the order of the keys that give them an address. */
static const char *const backings[] = { "ram", "vtl2", "pmem", "firmware",
					NULL };

#define ADDRESS                                                                \
	.form = GPAMAP_KEY_SIZE, .max = UINT64_MAX, .unit = GPAMAP_PAGE_SIZE,  \
	.shape = "ADDRESS"
#define BACKINGS .form = GPAMAP_KEY_WORDS, .words = backings

const struct gpamap_key gpamap_kvm_keys[] = {
	[HOST] = { .name = "host",
		   ADDRESS,
		   .standard = "0",
		   .help = "where RAM begins in the monitor's memory" },
	[VTL2] = { .name = "vtl2",
		   ADDRESS,
		   .standard = "no slot",
		   .help = "where VTL2 memory begins there" },
	[PMEM] = { .name = "pmem",
		   ADDRESS,
		   .standard = "no slots",
		   .help = "where persistent memory begins there" },
	[FIRMWARE] = { .name = "firmware",
		       ADDRESS,
		       .standard = "no slots",
		       .help = "where ACPI tables and NVS begin there" },
	[DIRTY_LOG] = { .name = "dirty-log",
			BACKINGS,
			.standard = "none",
			.help = "slots with KVM_MEM_LOG_DIRTY_PAGES" },
	[READ_ONLY] = { .name = "read-only",
			BACKINGS,
			.standard = "none",
			.help = "slots with KVM_MEM_READONLY" },
	[FIRST_SLOT] = { .name = "first-slot",
			 .form = GPAMAP_KEY_NUMBER,
			 .max = UINT32_MAX,
			 .standard = "0",
			 .help = "number of the first; bits 16-31 are the "
				 "address space" },
	[SLOT_LIMIT] = { .name = "slot-limit",
			 .form = GPAMAP_KEY_NUMBER,
			 .min = 1,
			 .max = 0x10000,
			 .standard = "32764",
			 .help = "what KVM_CAP_NR_MEMSLOTS says" },
	[BIG_ENDIAN_WORDS] = { .name = "big-endian",
			       .standard = "off",
			       .help = "numbers as s390x has them",
			       .reads = true },
	{ .name = NULL },
};

static const struct gpamap_words words = { .unit = "slots" };

static struct gpamap_kvm_backing backing_said(const struct gpamap_value *values,
					      unsigned int which)
{
	uint64_t bit = UINT64_C(1) << which;
	struct gpamap_kvm_backing backing = {
		.host = gpamap_value_number(values, HOST + which, 0),
		.mapped = values != NULL && values[HOST + which].given,
	};

	if ((gpamap_value_number(values, DIRTY_LOG, 0) & bit) != 0)
		backing.flags |= GPAMAP_KVM_LOG_DIRTY_PAGES;
	if ((gpamap_value_number(values, READ_ONLY, 0) & bit) != 0)
		backing.flags |= GPAMAP_KVM_READONLY;
	return backing;
}

/* Flags for what has no slots were meant for something. */
static bool said(const struct gpamap_view *view,
		 struct gpamap_kvm_options *options)
{
	const struct gpamap_value *values = view->values;
	struct gpamap_kvm_backing *const all[] = { &options->ram,
						   &options->vtl2,
						   &options->pmem,
						   &options->firmware };
	unsigned int i;

	*options = (struct gpamap_kvm_options){
		.first_slot =
			(uint32_t)gpamap_value_number(values, FIRST_SLOT, 0),
		.slot_limit =
			(uint32_t)gpamap_value_number(values, SLOT_LIMIT, 0),
		.big_endian = gpamap_value_on(values, BIG_ENDIAN_WORDS),
	};
	for (i = 0; backings[i] != NULL; i++) {
		*all[i] = backing_said(values, i);
		if (i > 0 && all[i]->flags != 0 && !all[i]->mapped)
			return gpamap_written_refuse(
				view,
				"%s has flags, but no slots: say where it "
				"begins, %s=ADDRESS",
				backings[i], backings[i]);
	}
	return true;
}

static enum gpamap_status write_slots(const struct gpamap_layout *layout,
				      const void *options, void *buffer,
				      size_t size, size_t *need,
				      struct gpamap_error *error)
{
	return gpamap_kvm_write(layout, options, buffer, size, need, error);
}

bool gpamap_kvm_bin_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_kvm_options options;

	return said(view, &options) &&
	       gpamap_written(write_slots, &options, &words, view, file);
}

bool gpamap_kvm_table_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_kvm_options options;
	struct gpamap_kvm_slots slots;
	struct gpamap_error error;

	if (!said(view, &options))
		return false;
	if (gpamap_kvm_slots_init(&slots, view->layout, &options, NULL,
				  &error) != GPAMAP_OK)
		return gpamap_written_fault(&error, &words, view);
	gpamap_kvm_slots_table(&slots, view->style.width, file);
	return true;
}

enum gpamap_status gpamap_kvm_bin_facts(const void *bytes, size_t size,
					gpamap_fact_report *report,
					void *context,
					struct gpamap_error *error)
{
	return gpamap_kvm_slots_read(bytes, size, false, report, context,
				     error);
}

enum gpamap_status gpamap_kvm_bin_facts_by(const struct gpamap_value *values,
					   const void *bytes, size_t size,
					   gpamap_fact_report *report,
					   void *context,
					   struct gpamap_error *error)
{
	return gpamap_kvm_slots_read(bytes, size,
				     gpamap_value_on(values, BIG_ENDIAN_WORDS),
				     report, context, error);
}
