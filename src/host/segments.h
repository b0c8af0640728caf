/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SEGMENTS_H
#define GPAMAP_HOST_SEGMENTS_H

#include <gpamap/layout.h>

/**
 * The map from address 0 to its last range without a gap: ranges, and holes
 * between them as entries of kind HOLE.
 */
struct gpamap_segments {
	const struct gpamap_layout *layout;
	size_t position;
	uint64_t address;
};

void gpamap_segments_begin(struct gpamap_segments *segments,
			   const struct gpamap_layout *layout);

/** Give the next segment, or false at the end. */
bool gpamap_segments_next(struct gpamap_segments *segments,
			  struct gpamap_entry *segment);

/**
 * Give the logarithm of @bytes in eighths of a doubling, 8 for a page: the
 * scale that all drawings share. At least 8.
 */
unsigned int gpamap_log_eighths(uint64_t bytes);

#endif /* GPAMAP_HOST_SEGMENTS_H */
