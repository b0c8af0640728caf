/* SPDX-License-Identifier: MIT */
#include <gpamap/memmap.h>

#include "guest_rows.h"
#include "written.h"

/* Arguments of an x86 Linux kernel, on one line. */

enum {
	STYLE,
	LIMIT,
	PC_HOLES,
};

static const char *const styles[] = { [GPAMAP_MEMMAP_EXACT] = "exact",
				      [GPAMAP_MEMMAP_RESERVE] = "reserve",
				      [GPAMAP_MEMMAP_MEM] = "mem",
				      NULL };

const struct gpamap_key gpamap_memmap_keys[] = {
	[STYLE] = { .name = "style",
		    .form = GPAMAP_KEY_WORD,
		    .words = styles,
		    .standard = "exact",
		    .help = "the whole map, only what is not RAM, or mem=" },
	[LIMIT] = { .name = "limit",
		    .form = GPAMAP_KEY_NUMBER,
		    .min = 1,
		    .max = UINT32_MAX,
		    .standard = "2048",
		    .help = "bytes that there are for it; more is an error" },
	[PC_HOLES] = PC_HOLES_KEY,
	{ .name = NULL },
};

static enum gpamap_status print(const struct gpamap_layout *layout,
				const void *options, void *buffer, size_t size,
				size_t *need, struct gpamap_error *error)
{
	return gpamap_memmap_print(layout, options, buffer, size, need, error);
}

bool gpamap_memmap_text_write(const struct gpamap_view *view, FILE *file)
{
	static const struct gpamap_words words = { .unit = "bytes" };
	const struct gpamap_memmap_options options = {
		.style = (enum gpamap_memmap_style)gpamap_value_number(
			view->values, STYLE, GPAMAP_MEMMAP_EXACT),
		.limit = gpamap_value_number(view->values, LIMIT, 0),
		.pc_holes = gpamap_value_on(view->values, PC_HOLES),
	};

	if (!gpamap_written_text(print, &options, &words, view, file))
		return false;
	putc('\n', file);
	return true;
}
