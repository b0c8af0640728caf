/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_MAP_WORDS_H
#define GPAMAP_HOST_MAP_WORDS_H

#include "boxes.h"
#include "svg.h"

/** About how wide a letter is, in tenths of a pixel. */
#define GPAMAP_WORDS_LETTER 66

/** Write what @box is in the rectangle @at: as much as there is room for. */
void gpamap_words_write(const struct gpamap_box *box,
			const struct gpamap_svg_box *at, FILE *file);

#endif /* GPAMAP_HOST_MAP_WORDS_H */
