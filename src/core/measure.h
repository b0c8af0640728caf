/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_MEASURE_H
#define GPAMAP_CORE_MEASURE_H

#include "block.h"
#include "sweep.h"

/*
 * Go through the map that @request asks for, whose lists are sound each in
 * itself, and find out the shape of its block.
 *
 * Errors: OVERLAP, NO_FIT, VTL2_LOW, TOO_MANY.
 */
enum gpamap_status gpamap_measure(const struct gpamap_request *request,
				  struct gpamap_shape *shape,
				  struct gpamap_error *error);

#endif /* GPAMAP_CORE_MEASURE_H */
