/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SUMS_H
#define GPAMAP_HOST_SUMS_H

#include <stdio.h>

#include "formats.h"

/** Write the totals of the map, for people. False for lack of memory. */
bool gpamap_sums_write(const struct gpamap_view *view, FILE *file);

#endif /* GPAMAP_HOST_SUMS_H */
