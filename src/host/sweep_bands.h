/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SWEEP_BANDS_H
#define GPAMAP_HOST_SWEEP_BANDS_H

#include "sweep_write.h"

/*
 * The layout of a sweep's picture, computed before a stroke is drawn: sizes of
 * RAM from left to right, addresses from the bottom up, both by the logarithm.
 * Everything is in tenths of a pixel and in whole numbers, so that the picture
 * is the same everywhere.
 */

#define GPAMAP_BANDS_LEFT 800
#define GPAMAP_BANDS_WIDTH 7200
#define GPAMAP_BANDS_TOP 700
#define GPAMAP_BANDS_HEIGHT 4600

/** The map at one size. */
struct gpamap_bands_sample {
	uint64_t size;
	long x;
	struct gpamap_snapshot map;
};

struct gpamap_bands {
	const struct gpamap_sweep_view *view;
	struct gpamap_bands_sample *samples; /**< in the order of sizes */
	size_t count;
	size_t things; /**< one more than the largest that there is */
	unsigned int low; /**< the picture begins at the address 1 << low */
	unsigned int high; /**< and ends at 1 << high */
	bool linear; /**< sizes are too near to each other for logarithms */
};

/** Sample @view's maps. Clear it whatever is returned. Returns false for lack
 * of memory. */
bool gpamap_bands_make(struct gpamap_bands *bands,
		       const struct gpamap_sweep_view *view);

/** Give where a size or an address stands; what is outside, at the edge. */
long gpamap_bands_x(const struct gpamap_bands *bands, uint64_t size);
long gpamap_bands_y(const struct gpamap_bands *bands, uint64_t address);

void gpamap_bands_clear(struct gpamap_bands *bands);

#endif /* GPAMAP_HOST_SWEEP_BANDS_H */
