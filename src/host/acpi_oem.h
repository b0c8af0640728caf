/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_ACPI_OEM_H
#define GPAMAP_HOST_ACPI_OEM_H

#include <gpamap/acpi.h>

#include "formats.h"

/* Keys that every ACPI table has, behind its own: who made it. */

enum {
	OEM_ID,
	OEM_TABLE_ID,
	OEM_REVISION,
	CREATOR_ID,
	CREATOR_REVISION,
	OEM_KEYS,
};

/** Their rows, the first at place @at, the others behind it in their order,
 * and the end of the list. */
#define OEM_KEY_ROWS(at)                                                       \
	[at] = { .name = "oem-id",                                             \
		 .form = GPAMAP_KEY_TEXT,                                      \
		 .max = 6,                                                     \
		 .standard = "GPAMAP",                                         \
		 .help = "of the header, up to 6 characters" },                \
	{ .name = "oem-table-id",                                              \
	  .form = GPAMAP_KEY_TEXT,                                             \
	  .max = 8,                                                            \
	  .standard = "GPAMAP",                                                \
	  .help = "of the header, up to 8 "                                    \
		  "characters" },                                              \
	{ .name = "oem-revision",                                              \
	  .form = GPAMAP_KEY_NUMBER,                                           \
	  .min = 1,                                                            \
	  .max = UINT32_MAX,                                                   \
	  .standard = "1",                                                     \
	  .help = "of the header" },                                           \
	{ .name = "creator-id",                                                \
	  .form = GPAMAP_KEY_TEXT,                                             \
	  .max = 4,                                                            \
	  .standard = "GPAM",                                                  \
	  .help = "of the header, up to 4 characters" },                       \
	{ .name = "creator-revision",                                          \
	  .form = GPAMAP_KEY_NUMBER,                                           \
	  .min = 1,                                                            \
	  .max = UINT32_MAX,                                                   \
	  .standard = "1",                                                     \
	  .help = "of the header" },                                           \
	{                                                                      \
		.name = NULL                                                   \
	}

/** Give what was said for them, from place @at of @values on; the texts are
 * of @values. */
struct gpamap_acpi_oem gpamap_oem_said(const struct gpamap_value *values,
				       size_t at);

#endif /* GPAMAP_HOST_ACPI_OEM_H */
