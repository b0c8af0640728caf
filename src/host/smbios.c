/* SPDX-License-Identifier: MIT */
#include <gpamap/smbios.h>

#include "guest_rows.h"
#include "written.h"

/* The SMBIOS structures that tell of RAM. */

enum {
	DEVICE_SIZE,
	FIRST_HANDLE,
	ERROR_CORRECTION,
	END,
};

#define MIB (UINT64_C(1) << 20)

/* Memory error correction from 1 on. Source: SMBIOS 3.6.0, 7.17.3. */
static const char *const corrections[] = { "other",  "unknown",	   "none",
					   "parity", "single-bit", "multi-bit",
					   "crc",    NULL };

const struct gpamap_key gpamap_smbios_keys[] = {
	[DEVICE_SIZE] = { .name = "device-size",
			  .form = GPAMAP_KEY_SIZE,
			  .min = MIB,
			  .max = (UINT64_C(1) << 51) - MIB,
			  .unit = MIB,
			  .standard = "16G",
			  .help = "the largest memory device" },
	[FIRST_HANDLE] = { .name = "first-handle",
			   .form = GPAMAP_KEY_NUMBER,
			   .min = 1,
			   .max = 0xfeff,
			   .standard = "0x1000",
			   .help = "handle of the first structure" },
	[ERROR_CORRECTION] = { .name = "error-correction",
			       .form = GPAMAP_KEY_WORD,
			       .words = corrections,
			       .standard = "none",
			       .help = "of the memory array" },
	[END] = { .name = "end",
		  .standard = "off",
		  .help = "end with an End-of-Table structure" },
	{ .name = NULL },
};

static enum gpamap_status write_table(const struct gpamap_layout *layout,
				      const void *options, void *buffer,
				      size_t size, size_t *need,
				      struct gpamap_error *error)
{
	return gpamap_smbios_write(layout, options, buffer, size, need, error);
}

bool gpamap_smbios_bin_write(const struct gpamap_view *view, FILE *file)
{
	static const struct gpamap_words words = { .unit = "handles" };
	const struct gpamap_value *values = view->values;
	const struct gpamap_smbios_options options = {
		.device_size = gpamap_value_number(values, DEVICE_SIZE, 0),
		.first_handle =
			(uint16_t)gpamap_value_number(values, FIRST_HANDLE, 0),
		/* Words count from 0, and "none" is the third. */
		.error_correction =
			(uint8_t)(gpamap_value_number(values, ERROR_CORRECTION,
						      2) +
				  1),
		.end = gpamap_value_on(values, END),
	};

	return gpamap_written(write_table, &options, &words, view, file);
}
