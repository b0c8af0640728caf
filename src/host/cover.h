/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_COVER_H
#define GPAMAP_HOST_COVER_H

#include <stdbool.h>
#include <stddef.h>

#include <gpamap/types.h>

/* Sets of addresses: ranges in order, none of which touch. */

/** All zero: the empty set. */
struct gpamap_cover {
	struct gpamap_range *items;
	size_t count;
	size_t capacity;
};

/**
 * Add @range, which begins at or above the start of the last one; it melts
 * into that where they touch. Empty ranges add nothing.
 *
 * Returns false for lack of memory.
 */
bool gpamap_cover_add(struct gpamap_cover *cover, struct gpamap_range range);

/** Fill the empty @out with what is in @a and not in @b. Linear. */
bool gpamap_cover_subtract(const struct gpamap_cover *a,
			   const struct gpamap_cover *b,
			   struct gpamap_cover *out);

/** Fill the empty @out with what is in @a and in @b. Linear. */
bool gpamap_cover_intersect(const struct gpamap_cover *a,
			    const struct gpamap_cover *b,
			    struct gpamap_cover *out);

/** Give the bytes in @cover. */
uint64_t gpamap_cover_size(const struct gpamap_cover *cover);

void gpamap_cover_clear(struct gpamap_cover *cover);

#endif /* GPAMAP_HOST_COVER_H */
