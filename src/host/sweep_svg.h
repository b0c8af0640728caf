/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SWEEP_SVG_H
#define GPAMAP_HOST_SWEEP_SVG_H

#include "sweep_bands.h"

/* What the parts of a sweep's picture share; lengths in tenths of a pixel. */

#define GPAMAP_BANDS_RIGHT (GPAMAP_BANDS_LEFT + GPAMAP_BANDS_WIDTH)
#define GPAMAP_BANDS_BOTTOM (GPAMAP_BANDS_TOP + GPAMAP_BANDS_HEIGHT)

/** Characters of a name that are shown beside its band. */
#define GPAMAP_BANDS_NAME 26u

/** The pieces of one thing in a sample. */
struct gpamap_bands_pieces {
	const struct gpamap_snapshot_piece *at;
	size_t count;
};

struct gpamap_bands_pieces
gpamap_bands_pieces(const struct gpamap_bands_sample *sample, size_t thing);

/** Give the colour of a thing, for an attribute. Static. */
const char *gpamap_bands_colour(const struct gpamap_bands *bands, size_t thing);

const char *gpamap_bands_name(const struct gpamap_bands *bands, size_t thing);

/** Write names to the right of the bands. False for lack of memory. */
bool gpamap_bands_labels(const struct gpamap_bands *bands, FILE *file);

/** Give the height of the lanes. */
long gpamap_bands_lanes_height(const struct gpamap_bands *bands);

/** Draw, from @top on, a lane for each thing that moves: when it does. */
void gpamap_bands_lanes(const struct gpamap_bands *bands, long top, FILE *file);

#endif /* GPAMAP_HOST_SWEEP_SVG_H */
