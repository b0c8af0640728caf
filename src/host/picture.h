/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_PICTURE_H
#define GPAMAP_HOST_PICTURE_H

#include <stdio.h>

#include "formats.h"

/**
 * Draw the whole map as one row of boxes in address order, each as wide as
 * the logarithm of its size, with addresses below. Draws nothing where the
 * map has more segments than boxes fit.
 */
void gpamap_picture_draw(const struct gpamap_view *view, FILE *file);

#endif /* GPAMAP_HOST_PICTURE_H */
