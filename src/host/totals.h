/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_TOTALS_H
#define GPAMAP_HOST_TOTALS_H

#include <gpamap/layout.h>

#include "diag.h"

/*
 * What follows from the ranges of a map: its totals. JSON tells them, and what
 * an input claims of them is held against the map that it makes.
 */

enum gpamap_total {
	GPAMAP_TOTAL_RAM_SIZE,
	GPAMAP_TOTAL_RAM_BELOW_4GB,
	GPAMAP_TOTAL_RAM_ABOVE_4GB,
	GPAMAP_TOTAL_RAM_ABOVE_HIGH_MMIO,
	GPAMAP_TOTAL_MAX_RAM_BELOW_4GB,
	GPAMAP_TOTAL_END_OF_RAM,
	GPAMAP_TOTAL_END_OF_LAYOUT,
	GPAMAP_TOTAL_DIGEST,
	GPAMAP_TOTAL_COUNT,
};

/** Give the name of @total: "ram_size". Static. */
const char *gpamap_total_name(enum gpamap_total total);

/** Give @total of @layout; false where it has none. */
bool gpamap_total_of(const struct gpamap_layout *layout,
		     enum gpamap_total total, uint64_t *value);

/** A total as an input tells it. All zero: it does not. */
struct gpamap_claim {
	bool made;
	bool none; /**< that there is none */
	uint64_t value;
	struct gpamap_place place;
};

/** The RAM of a vnode as an input tells it. */
struct gpamap_node_claim {
	uint64_t vnode;
	uint64_t ram_size;
	struct gpamap_place place;
};

/** All zero: the input tells none of it. */
struct gpamap_claims {
	struct gpamap_claim totals[GPAMAP_TOTAL_COUNT];
	struct gpamap_claim node_count;
	struct gpamap_node_claim *nodes;
	size_t node_capacity;
};

/**
 * Hold @claims against @layout; what differs is an error in @diags.
 *
 * Returns whether all is as they say.
 */
bool gpamap_claims_check(const struct gpamap_claims *claims,
			 const struct gpamap_layout *layout,
			 struct gpamap_diags *diags);

#endif /* GPAMAP_HOST_TOTALS_H */
