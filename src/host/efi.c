/* SPDX-License-Identifier: MIT */
#include <gpamap/efi.h>

#include "guest_rows.h"
#include "written.h"

/* The UEFI memory map as the array that firmware gives. */

enum {
	DESCRIPTOR_SIZE,
	HIDE_ECAM,
	KEEP_APART,
};

const struct gpamap_key gpamap_efi_keys[] = {
	[DESCRIPTOR_SIZE] = { .name = "descriptor-size",
			      .form = GPAMAP_KEY_NUMBER,
			      .min = GPAMAP_EFI_DESCRIPTOR,
			      .max = GPAMAP_EFI_DESCRIPTOR_SIZE_MAX,
			      .unit = 8,
			      .standard = "48",
			      .help = "bytes from one descriptor to the next",
			      .reads = true },
	[HIDE_ECAM] = HIDE_ECAM_KEY,
	[KEEP_APART] = KEEP_APART_KEY,
	{ .name = NULL },
};

static enum gpamap_status write_map(const struct gpamap_layout *layout,
				    const void *options, void *buffer,
				    size_t size, size_t *need,
				    struct gpamap_error *error)
{
	return gpamap_efi_write(layout, options, buffer, size, need, error);
}

bool gpamap_efi_bin_write(const struct gpamap_view *view, FILE *file)
{
	const struct gpamap_efi_options options = {
		.descriptor_size =
			gpamap_value_number(view->values, DESCRIPTOR_SIZE, 0),
		.hide_ecam = gpamap_value_on(view->values, HIDE_ECAM),
		.keep_apart = gpamap_value_on(view->values, KEEP_APART),
	};

	return gpamap_written(write_map, &options, NULL, view, file);
}

enum gpamap_status gpamap_efi_bin_facts(const void *bytes, size_t size,
					gpamap_fact_report *report,
					void *context,
					struct gpamap_error *error)
{
	return gpamap_efi_read(bytes, size, 0, report, context, error);
}

enum gpamap_status gpamap_efi_bin_facts_by(const struct gpamap_value *values,
					   const void *bytes, size_t size,
					   gpamap_fact_report *report,
					   void *context,
					   struct gpamap_error *error)
{
	return gpamap_efi_read(bytes, size,
			       gpamap_value_number(values, DESCRIPTOR_SIZE, 0),
			       report, context, error);
}
