/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_FDT_ROWS_H
#define GPAMAP_HOST_FDT_ROWS_H

#include "formats.h"

/* The rows' functions for device trees; see formats.h. */

extern const struct gpamap_key gpamap_dtb_keys[];
extern const struct gpamap_key gpamap_dts_keys[];

bool gpamap_dtb_recognises(struct gpamap_span bytes);
bool gpamap_dtb_write(const struct gpamap_view *view, FILE *file);
bool gpamap_dts_write(const struct gpamap_view *view, FILE *file);

/**
 * Give the tree of @view, flattened.
 *
 * @into: it may have been said which tree to write into.
 * @tree: out; free() its at.
 * Returns false as a format's writer does.
 */
bool gpamap_dtb_make(const struct gpamap_view *view, bool into,
		     struct gpamap_span *tree);

#endif /* GPAMAP_HOST_FDT_ROWS_H */
