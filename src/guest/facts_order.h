/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_FACTS_ORDER_H
#define GPAMAP_GUEST_FACTS_ORDER_H

#include <gpamap/fact.h>

/* Facts in order, without memory of their own and without recursion. */

/** Negative: @a comes first; 0: it does not matter which does. */
typedef int gpamap_fact_order(const struct gpamap_fact *a,
			      const struct gpamap_fact *b);

/** By address, then end, kind, and where it stands; a vnode before none. */
int gpamap_fact_by_address(const struct gpamap_fact *a,
			   const struct gpamap_fact *b);

/** Slots first, by their numbers, then by where they stand. */
int gpamap_fact_by_slot(const struct gpamap_fact *a,
			const struct gpamap_fact *b);

/**
 * Sort @facts in place.
 *
 * Cost: O(n) where they are in order, as those of most sources are; else
 * O(n log n).
 */
void gpamap_facts_sort(struct gpamap_fact *facts, size_t count,
		       gpamap_fact_order *order);

#endif /* GPAMAP_GUEST_FACTS_ORDER_H */
