/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include <gpamap/acpi_boot.h>

#include "acpi_oem.h"
#include "acpi_rows.h"
#include "value_array.h"
#include "written.h"

/* ACPI MADT of x86: the processors, and where interrupt controllers are. */

enum {
	CPUS,
	APIC_IDS,
	IO_APIC,
	IO_APIC_ID,
	HAS_8259,
	OEM,
};

#define PAGE GPAMAP_PAGE_SIZE

const struct gpamap_key gpamap_madt_keys[] = {
	[CPUS] = { .name = "cpus",
		   .form = GPAMAP_KEY_NUMBERS,
		   .max = UINT32_MAX,
		   .standard = "1",
		   .help = "processors, or those of node 0, 1, ... as for "
			   "srat; ids count on from 0" },
	[APIC_IDS] = { .name = "apic-ids",
		       .form = GPAMAP_KEY_NUMBERS,
		       .max = UINT32_MAX,
		       .standard = "counted",
		       .help = "or the APIC ids of the processors; from 255 on "
			       "they are x2apic" },
	[IO_APIC] = { .name = "io-apic",
		      .form = GPAMAP_KEY_SIZE,
		      .min = PAGE,
		      .max = UINT32_MAX,
		      .unit = PAGE,
		      .shape = "ADDRESS",
		      .standard = "0xfec00000",
		      .help = "where the I/O APIC is" },
	[IO_APIC_ID] = { .name = "io-apic-id",
			 .form = GPAMAP_KEY_NUMBER,
			 .max = UINT8_MAX,
			 .standard = "0",
			 .help = "its id" },
	[HAS_8259] = { .name = "8259",
		       .standard = "off",
		       .help = "there are the old interrupt controllers of a "
			       "PC, too" },
	OEM_KEY_ROWS(OEM),
};

static const struct gpamap_words words = {
	.empty = "there is no processor: cpus is 0",
};

/* Registers lie over no memory of the map. */
static bool is_free(const struct gpamap_view *view, const char *what,
		    uint64_t address)
{
	struct gpamap_found found;
	enum gpamap_kind kind =
		gpamap_layout_find(view->layout, address, &found);

	if (kind != GPAMAP_KIND_RAM && kind != GPAMAP_KIND_VTL2 &&
	    kind != GPAMAP_KIND_PMEM && kind != GPAMAP_KIND_FIRMWARE_TABLES &&
	    kind != GPAMAP_KIND_FIRMWARE_NVS)
		return true;
	return gpamap_written_refuse(view,
				     "%s at 0x%" PRIx64
				     " would be in %s[%zu] 0x%" PRIx64
				     "-0x%" PRIx64,
				     what, address,
				     gpamap_list_name(found.entry.list),
				     found.entry.index, found.entry.range.start,
				     found.entry.range.end);
}

bool gpamap_madt_fits(const struct gpamap_view *view, uint32_t io_apic)
{
	return is_free(view, "the local APIC", GPAMAP_MADT_LOCAL_APIC) &&
	       is_free(view, "the I/O APIC", io_apic);
}

/* Add up the processors of nodes. */
static bool count_cpus(const struct gpamap_view *view,
		       const struct gpamap_value *nodes, uint32_t *count)
{
	uint64_t sum = 0;
	size_t i;

	for (i = 0; i < nodes->count; i++)
		sum += nodes->items[i];
	*count = (uint32_t)sum;
	return sum <= UINT32_MAX ||
	       gpamap_written_refuse(view, "cpus: more than 32 bits count");
}

static bool hear(const struct gpamap_view *view,
		 struct gpamap_madt_options *options, void **ids)
{
	const struct gpamap_value *values = view->values;
	const struct gpamap_value *nodes = gpamap_value_list(values, CPUS);
	const struct gpamap_value *list = gpamap_value_list(values, APIC_IDS);
	size_t count;

	*options = (struct gpamap_madt_options){
		.oem = gpamap_oem_said(values, OEM),
		.cpu_count = 1,
		.io_apic_id =
			(uint8_t)gpamap_value_number(values, IO_APIC_ID, 0),
		.io_apic = (uint32_t)gpamap_value_number(values, IO_APIC,
							 GPAMAP_MADT_IO_APIC),
		.has_8259 = gpamap_value_on(values, HAS_8259),
	};
	if (nodes != NULL && list != NULL)
		return gpamap_written_refuse(
			view, "cpus and apic-ids tell the same: give one");
	if (nodes != NULL && !count_cpus(view, nodes, &options->cpu_count))
		return false;
	if (!gpamap_value_array(list, sizeof(uint32_t), ids, &count))
		return false;
	options->apic_ids = *ids;
	if (list != NULL)
		options->cpu_count = (uint32_t)count;
	return gpamap_madt_fits(view, options->io_apic);
}

static enum gpamap_status write_table(const struct gpamap_layout *layout,
				      const void *options, void *buffer,
				      size_t size, size_t *need,
				      struct gpamap_error *error)
{
	(void)layout;
	return gpamap_madt_write(options, buffer, size, need, error);
}

bool gpamap_madt_row_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_madt_options options;
	void *ids = NULL;
	bool written =
		hear(view, &options, &ids) &&
		gpamap_written(write_table, &options, &words, view, file);

	free(ids);
	return written;
}

bool gpamap_madt_row_recognises(struct gpamap_span bytes)
{
	return gpamap_acpi_row_is(bytes, "APIC");
}
