/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SWEEP_WRITE_H
#define GPAMAP_HOST_SWEEP_WRITE_H

#include "formats.h"
#include "sweep.h"

/* A sweep that was run, to be written. */
struct gpamap_sweep_view {
	const struct gpamap_sweep *sweep;
	const struct gpamap_sweep_source *source;
	const char *input; /**< the input's name for people */
	bool total; /**< sizes are of all RAM, not of what grows alone */
	struct gpamap_style style;
};

/* Each returns false for lack of memory. */

bool gpamap_sweep_write_table(const struct gpamap_sweep_view *view, FILE *file);
bool gpamap_sweep_write_json(const struct gpamap_sweep_view *view, FILE *file);
bool gpamap_sweep_write_svg(const struct gpamap_sweep_view *view, FILE *file);

#endif /* GPAMAP_HOST_SWEEP_WRITE_H */
