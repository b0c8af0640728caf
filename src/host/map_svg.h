/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_MAP_SVG_H
#define GPAMAP_HOST_MAP_SVG_H

#include "formats.h"

/** What the text beside a map's picture calls its scale. */
#define GPAMAP_MAP_SCALE "drawn to a logarithmic scale"

/** Attributes of what is said aside. */
#define GPAMAP_MAP_DIM "class=\"dim\" fill=\"#59636e\""

/** Draw the map as one element svg, with or without a line for its name. */
void gpamap_map_svg_draw(const struct gpamap_view *view, bool title,
			 FILE *file);

#endif /* GPAMAP_HOST_MAP_SVG_H */
