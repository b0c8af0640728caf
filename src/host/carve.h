/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_CARVE_H
#define GPAMAP_HOST_CARVE_H

#include <gpamap/fact.h>

#include "diag.h"
#include "resources.h"

/*
 * Sources tell over each other: RAM first, then what is reserved in it. Where
 * ranges of different kinds claim a byte, the kind that says more about it
 * has it: PCI ECAM, VTL2, unusable, firmware's own, reserved, device, PCI
 * MMIO, MMIO, persistent memory, RAM, hot-plug window.
 */

/**
 * Carve the ranges of @facts out of each other, and hand them to @resources in
 * address order.
 *
 * @facts: each with a start below its end and a kind; put in address order.
 * What is told twice in the same words counts once; a vnode that one of the
 * two does not know, it learns. Two of one kind that overlap otherwise are an
 * error; but what is reserved twice is reserved.
 * Cost: O(n log n).
 * Returns false after an error.
 */
bool gpamap_facts_carve(struct gpamap_fact *facts, size_t count,
			struct gpamap_resources *resources);

#endif /* GPAMAP_HOST_CARVE_H */
