/* SPDX-License-Identifier: MIT */
#include <gpamap/pvh.h>

#include "guest_rows.h"
#include "written.h"

/* The arrays of typed ranges for x86: E820 and PVH. What can be said to them
 * can be said to E820 as text, too. */

enum {
	PC_HOLES,
	HIDE_ECAM,
	KEEP_APART,
	LIMIT, /* of arrays */
};

#define LIMIT_KEY                                                              \
	.form = GPAMAP_KEY_NUMBER, .min = 1,                                   \
	.help = "entries that there is room for; more is an error"

const struct gpamap_key gpamap_e820_keys[] = {
	[PC_HOLES] = PC_HOLES_KEY,
	[HIDE_ECAM] = HIDE_ECAM_KEY,
	[KEEP_APART] = KEEP_APART_KEY,
	{ .name = NULL },
};

const struct gpamap_key gpamap_e820_bin_keys[] = {
	[PC_HOLES] = PC_HOLES_KEY,
	[HIDE_ECAM] = HIDE_ECAM_KEY,
	[KEEP_APART] = KEEP_APART_KEY,
	[LIMIT] = { .name = "limit",
		    LIMIT_KEY,
		    .max = GPAMAP_E820_ENTRIES_MAX,
		    .standard = "128" },
	{ .name = NULL },
};

const struct gpamap_key gpamap_pvh_keys[] = {
	[PC_HOLES] = PC_HOLES_KEY,
	[HIDE_ECAM] = HIDE_ECAM_KEY,
	[KEEP_APART] = KEEP_APART_KEY,
	[LIMIT] = { .name = "limit",
		    LIMIT_KEY,
		    .max = UINT32_MAX,
		    .standard = "none" },
	{ .name = NULL },
};

struct gpamap_e820_options gpamap_e820_said(const struct gpamap_view *view)
{
	return (struct gpamap_e820_options){
		.pc_holes = gpamap_value_on(view->values, PC_HOLES),
		.hide_ecam = gpamap_value_on(view->values, HIDE_ECAM),
		.keep_apart = gpamap_value_on(view->values, KEEP_APART),
	};
}

static struct gpamap_e820_options array_said(const struct gpamap_view *view)
{
	struct gpamap_e820_options options = gpamap_e820_said(view);

	options.limit = (size_t)gpamap_value_number(view->values, LIMIT, 0);
	return options;
}

static const struct gpamap_words words = { .unit = "entries" };

static enum gpamap_status write_e820(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_e820_write(layout, options, buffer, size, need, error);
}

bool gpamap_e820_bin_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_e820_options options = array_said(view);

	return gpamap_written(write_e820, &options, &words, view, file);
}

static enum gpamap_status write_pvh(const struct gpamap_layout *layout,
				    const void *options, void *buffer,
				    size_t size, size_t *need,
				    struct gpamap_error *error)
{
	return gpamap_pvh_write(layout, options, buffer, size, need, error);
}

bool gpamap_pvh_bin_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_e820_options options = array_said(view);

	return gpamap_written(write_pvh, &options, &words, view, file);
}
