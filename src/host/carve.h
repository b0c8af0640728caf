/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_CARVE_H
#define GPAMAP_HOST_CARVE_H

#include <gpamap/fact.h>

#include "diag.h"
#include "resources.h"

/* Facts that tell over each other, as a draft; see ../guest/carve.h. */

/**
 * Carve the ranges of @facts out of each other, and hand them to @resources in
 * address order.
 *
 * @facts: as for gpamap_carve_prepare(), whose clash becomes an error.
 * Cost: O(n log n).
 * Returns false after an error.
 */
bool gpamap_facts_carve(struct gpamap_fact *facts, size_t count,
			struct gpamap_resources *resources);

#endif /* GPAMAP_HOST_CARVE_H */
