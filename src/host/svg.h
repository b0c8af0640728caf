/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SVG_H
#define GPAMAP_HOST_SVG_H

#include <stdio.h>

#include <gpamap/types.h>

/*
 * Elements of SVG. Lengths are whole tenths of a pixel, so that no locale and
 * no library has a say in how they are written; @style is attributes.
 */

struct gpamap_svg_box {
	long x;
	long y;
	long width;
	long height;
};

void gpamap_svg_begin(FILE *file, long width, long height);
void gpamap_svg_end(FILE *file);

/** Write a length. */
void gpamap_svg_length(FILE *file, long tenths);

void gpamap_svg_line(FILE *file, long x1, long y1, long x2, long y2,
		     const char *style);
void gpamap_svg_box(FILE *file, struct gpamap_svg_box box, const char *style);

/** Write a command of a path, M or L, and where it goes. */
void gpamap_svg_move(FILE *file, char command, long x, long y);

void gpamap_svg_text_begin(FILE *file, long x, long y, const char *style);
void gpamap_svg_text_end(FILE *file);

/** Begin a text that is read upward from there. */
void gpamap_svg_turned_begin(FILE *file, long x, long y, const char *style);

/** Give a kind's colour, for an attribute; black can be read on it. Static. */
const char *gpamap_svg_kind_colour(enum gpamap_kind kind);

/** Give a node's colour. Static. */
const char *gpamap_svg_node_colour(uint64_t vnode);

#endif /* GPAMAP_HOST_SVG_H */
