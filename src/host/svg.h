/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SVG_H
#define GPAMAP_HOST_SVG_H

#include <stddef.h>
#include <stdio.h>

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

/**
 * Write @text as characters: nothing in it is markup.
 *
 * @limit: characters at most, the last for an ellipsis; 0: no limit.
 */
void gpamap_svg_text(FILE *file, const char *text, size_t limit);

#endif /* GPAMAP_HOST_SVG_H */
