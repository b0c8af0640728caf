/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_FDT_ROWS_H
#define GPAMAP_HOST_FDT_ROWS_H

#include "formats.h"

/* The rows' functions for device trees; see formats.h. */

/** Why a tree cannot be written with status EMPTY. */
extern const char gpamap_fdt_empty[];

bool gpamap_dtb_recognises(struct gpamap_span bytes);
bool gpamap_dtb_write(const struct gpamap_view *view, FILE *file);
bool gpamap_dts_write(const struct gpamap_view *view, FILE *file);

#endif /* GPAMAP_HOST_FDT_ROWS_H */
