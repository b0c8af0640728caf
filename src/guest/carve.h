/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_CARVE_H
#define GPAMAP_GUEST_CARVE_H

#include <gpamap/fact.h>

/*
 * Sources tell over each other: RAM first, then what is reserved in it. Where
 * ranges of different kinds claim a byte, the kind that says more about it
 * has it: PCI ECAM, VTL2, unusable, firmware's own, reserved, device, PCI
 * MMIO, MMIO, persistent memory, RAM, hot-plug window.
 */

/** Two facts that cannot both be. */
struct gpamap_clash {
	const struct gpamap_fact *fact;
	const struct gpamap_fact *other;
	bool numbers; /**< slots of one number; else they overlap */
};

/**
 * Make what @fact says of a range a kind of range, whatever its type.
 *
 * Returns false where it says nothing of one.
 */
bool gpamap_carve_takes(struct gpamap_fact *fact);

/**
 * Put @facts in address order, and check that they can all be.
 *
 * @facts: each with a start below its end and a kind but HOLE.
 * @count: in and out: what is told twice in the same words counts once; a
 *         vnode that one of the two does not know, it learns.
 * @clash: out, where false is returned: two of one kind that overlap
 *         otherwise, but what is reserved twice is reserved; or two slots that
 *         share a number or an address, whatever they hold.
 * Cost: O(n log n).
 */
bool gpamap_carve_prepare(struct gpamap_fact *facts, size_t *count,
			  struct gpamap_clash *clash);

/** What one fact has for itself. */
struct gpamap_carved {
	uint64_t start; /**< first byte */
	uint64_t last; /**< last byte, included */
	enum gpamap_kind kind;
	uint64_t vnode; /**< GPAMAP_NO_VNODE where it is not told */
};

/** Takes one piece, in address order; false ends the carving. */
typedef bool gpamap_carve_take(void *context,
			       const struct gpamap_carved *piece);

/**
 * Carve prepared @facts out of each other, and hand the pieces to @take: at
 * most one fewer than twice the facts.
 *
 * Returns false where @take did.
 */
bool gpamap_carve(const struct gpamap_fact *facts, size_t count,
		  gpamap_carve_take *take, void *context);

#endif /* GPAMAP_GUEST_CARVE_H */
