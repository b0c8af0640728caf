/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_MACHINE_PLAN_H
#define GPAMAP_HOST_MACHINE_PLAN_H

#include "machine_build.h"
#include "plan_draft.h"

/* The requests that a machine's row and values come to. */

/** Where RAM and the hot-plug window end, seen in a first plan. */
struct machine_end {
	uint64_t address;
	uint64_t floor; /**< nothing above 4 GiB begins below this; or 0 */
};

/** Give the address bits of the guest. */
unsigned int gpamap_machine_bits(const struct machine_order *order);

/** Say whether the guest keeps away from AMD's HyperTransport addresses. */
bool gpamap_machine_has_hypertransport(const struct machine_order *order);

/** Say whether @row has items that wait for the end of RAM. */
bool gpamap_machine_has_late(const struct machine_row *row);

/**
 * Append the requests of @order to @plan.
 *
 * @end: NULL in the first round: items that depend on it are left out.
 * Returns false with the reason in @diags.
 */
bool gpamap_machine_requests(const struct machine_order *order,
			     const struct machine_end *end,
			     struct gpamap_plan_draft *plan,
			     struct gpamap_diags *diags);

/* RAM, in machine_ram.c. */

/** Give the end of RAM below 4 GiB, in a machine that splits it there. */
uint64_t gpamap_machine_low_end(const struct machine_order *order);

/** Say whether every range that hides RAM lies within one node, and RAM ends
 * above all of them where a gap begins there; or add to @diags what does not.
 */
bool gpamap_machine_ram_check(const struct machine_order *order,
			      struct gpamap_diags *diags);

/** Append the requests for RAM; as gpamap_machine_requests(). */
bool gpamap_machine_ram(const struct machine_order *order,
			struct gpamap_plan_draft *plan,
			struct gpamap_diags *diags);

#endif /* GPAMAP_HOST_MACHINE_PLAN_H */
