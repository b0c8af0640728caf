/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include <gpamap/acpi_mcfg.h>

#include "acpi_oem.h"
#include "acpi_rows.h"
#include "value_array.h"
#include "written.h"

/* ACPI MCFG: the PCI ECAM windows. */

enum {
	SEGMENTS,
	FIRST_BUSES,
	OEM,
};

const struct gpamap_key gpamap_mcfg_keys[] = {
	[SEGMENTS] = { .name = "segments",
		       .form = GPAMAP_KEY_NUMBERS,
		       .max = UINT16_MAX,
		       .standard = "all 0",
		       .help = "PCI segment group of each ECAM range" },
	[FIRST_BUSES] = { .name = "first-buses",
			  .form = GPAMAP_KEY_NUMBERS,
			  .max = GPAMAP_MCFG_BUSES - 1,
			  .standard = "counted on",
			  .help = "first bus of each ECAM range" },
	OEM_KEY_ROWS(OEM),
};

static const struct gpamap_words words = {
	.empty = "this map has no PCI ECAM range",
	.unsorted = "begins with a bus that has been told already, by",
};

/* Say whether a list has a number for each range. */
static bool fits(const struct gpamap_view *view, const char *key, size_t given,
		 const void *array)
{
	size_t ranges;

	gpamap_layout_pci_ecam(view->layout, &ranges);
	return array == NULL || given == ranges ||
	       gpamap_written_refuse(
		       view, "%s has %zu number%s for %zu PCI ECAM range%s",
		       key, given, given == 1 ? "" : "s", ranges,
		       ranges == 1 ? "" : "s");
}

static enum gpamap_status write_table(const struct gpamap_layout *layout,
				      const void *options, void *buffer,
				      size_t size, size_t *need,
				      struct gpamap_error *error)
{
	return gpamap_mcfg_write(layout, options, buffer, size, need, error);
}

bool gpamap_mcfg_row_write(const struct gpamap_view *view, FILE *file)
{
	const struct gpamap_value *values = view->values;
	struct gpamap_mcfg_options options = { .oem = gpamap_oem_said(values,
								      OEM) };
	void *segments, *buses = NULL;
	bool written;

	written = gpamap_value_array(gpamap_value_list(values, SEGMENTS),
				     sizeof(uint16_t), &segments,
				     &options.segment_count) &&
		  gpamap_value_array(gpamap_value_list(values, FIRST_BUSES),
				     sizeof(uint8_t), &buses,
				     &options.first_bus_count);
	options.segments = segments;
	options.first_buses = buses;
	written = written &&
		  fits(view, "segments", options.segment_count, segments) &&
		  fits(view, "first-buses", options.first_bus_count, buses) &&
		  gpamap_written(write_table, &options, &words, view, file);
	free(segments);
	free(buses);
	return written;
}

bool gpamap_mcfg_row_recognises(struct gpamap_span bytes)
{
	return gpamap_acpi_row_is(bytes, "MCFG");
}
