/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <gpamap/hob.h>

#include "guest_rows.h"
#include "written.h"

/* A HOB list of the UEFI Platform Initialization specification. */

enum {
	OWNER,
	KEEP_APART,
	NO_END,
};

const struct gpamap_key gpamap_hob_keys[] = {
	[OWNER] = { .name = "owner",
		    .form = GPAMAP_KEY_GUID,
		    .standard = "none",
		    .help = "whose the ranges are" },
	[KEEP_APART] = KEEP_APART_KEY,
	[NO_END] = { .name = "no-end",
		     .standard = "off",
		     .help = "leave the end of the list out, to append to" },
	{ .name = NULL },
};

static enum gpamap_status write_list(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_hob_write(layout, options, buffer, size, need, error);
}

/* The header of a PHIT HOB or of a resource descriptor comes first. */
bool gpamap_hob_bin_recognises(struct gpamap_span bytes)
{
	return bytes.length >= 8 &&
	       (memcmp(bytes.at, "\1\0\x38\0\0\0\0\0", 8) == 0 ||
		memcmp(bytes.at, "\3\0\x30\0\0\0\0\0", 8) == 0);
}

bool gpamap_hob_bin_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_hob_options options = {
		.keep_apart = gpamap_value_on(view->values, KEEP_APART),
		.no_end = gpamap_value_on(view->values, NO_END),
	};
	const struct gpamap_value *owner =
		gpamap_value_list(view->values, OWNER);
	size_t i;

	for (i = 0; owner != NULL && i < owner->count; i++)
		options.owner[i] = (uint8_t)owner->items[i];
	return gpamap_written(write_list, &options, NULL, view, file);
}
