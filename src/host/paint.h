/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_PAINT_H
#define GPAMAP_HOST_PAINT_H

#include <stdio.h>

#include "formats.h"

/* Ink and strokes for drawings in a terminal. */

/** The strokes of a drawing, in UTF-8 or in ASCII. */
struct gpamap_strokes {
	const char *top[3]; /**< left corner, tee, right corner */
	const char *bottom[3];
	const char *across;
	const char *down;
	const char *dot; /**< a hole's filling */
	const char *full; /**< a range's filling */
	const char *eighths[8]; /**< [1] to [7]; "" where there are none */
};

const struct gpamap_strokes *gpamap_strokes(bool ascii);

/** A part of a drawing that has an ink of its own, beside the kinds. */
enum gpamap_part {
	GPAMAP_PART_TITLE,
	GPAMAP_PART_HEADING,
	GPAMAP_PART_DIM,
};

/** Switch to the ink of @part; gpamap_ink_end() ends it. */
void gpamap_ink_part(FILE *file, const struct gpamap_style *style,
		     enum gpamap_part part);

/**
 * Switch to the ink of @entry's kind, and of its node for RAM.
 *
 * @solid: as background, to write on.
 */
void gpamap_ink_entry(FILE *file, const struct gpamap_style *style,
		      const struct gpamap_entry *entry, bool solid);

void gpamap_ink_end(FILE *file, const struct gpamap_style *style);

/** Write @text @count times. */
void gpamap_repeat(FILE *file, const char *text, size_t count);

#endif /* GPAMAP_HOST_PAINT_H */
