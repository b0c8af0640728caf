/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SWEEP_PLAN_H
#define GPAMAP_HOST_SWEEP_PLAN_H

#include "planned.h"
#include "sweep.h"

/** A plan to be swept: one request for RAM grows. */
struct gpamap_sweep_plan {
	const struct gpamap_planned *planned;
	struct gpamap_plan_request *requests;
	struct gpamap_plan_input input;
	struct gpamap_trial trial;
	size_t growing;
	uint64_t others; /**< bytes of RAM beside it */
	uint64_t base; /**< sizes are told with this added to its own */
};

/**
 * Make a source of @planned, in which @growing grows. It and @sweep must stay
 * where they are.
 *
 * @total: sizes are those of all RAM rather than of @growing.
 * Clear @sweep whatever is returned. Returns false for lack of memory.
 */
bool gpamap_sweep_plan_make(struct gpamap_sweep_plan *sweep,
			    const struct gpamap_planned *planned,
			    size_t growing, bool total,
			    struct gpamap_sweep_source *source);

void gpamap_sweep_plan_clear(struct gpamap_sweep_plan *sweep);

#endif /* GPAMAP_HOST_SWEEP_PLAN_H */
