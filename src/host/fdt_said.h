/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_FDT_SAID_H
#define GPAMAP_HOST_FDT_SAID_H

#include <gpamap/fdt.h>

#include "formats.h"

/* What is said to the formats of device trees. */

/** Options, and what they point into. */
struct gpamap_fdt_said {
	struct gpamap_fdt_options options;
	uint8_t *distances;
	struct gpamap_fdt_bridge *bridges;
	void *window_bridges;
	/** The tree to write into; at NULL: a new one. */
	struct gpamap_span into;
};

/**
 * Make the options of what was said to dtb or dts.
 *
 * @said: out; gpamap_fdt_said_clear() it, whatever is returned.
 * Returns false for lack of memory, and for what cannot be: view->why has a
 * sentence then.
 */
bool gpamap_fdt_said_make(const struct gpamap_view *view,
			  struct gpamap_fdt_said *said);

/** Read the tree that was said to be written into, if any. For dtb alone. The
 * rest as for gpamap_fdt_said_make(), which comes first. */
bool gpamap_fdt_said_into(const struct gpamap_view *view,
			  struct gpamap_fdt_said *said);

void gpamap_fdt_said_clear(struct gpamap_fdt_said *said);

#endif /* GPAMAP_HOST_FDT_SAID_H */
