/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_TRIAL_H
#define GPAMAP_HOST_TRIAL_H

#include <gpamap/plan.h>

/**
 * A plan in memory of its own, made again and again with other input. All
 * zero: nothing yet.
 */
struct gpamap_trial {
	struct gpamap_plan_input input; /**< of the last one */
	uint64_t *words;
	size_t capacity;
	/** The last one made; NULL: none, for lack of memory or for too many
	 * requests. */
	const struct gpamap_plan *plan;
	enum gpamap_status status;
	struct gpamap_plan_problem *problems; /**< all, in phase order */
	size_t count;
	size_t room;
};

/**
 * Make the plan of @input. Its report and context are not looked at, what it
 * points to must outlive the plan. @trial must stay where it is.
 *
 * Returns the plan's status, NO_MEMORY where there is none.
 */
enum gpamap_status gpamap_trial_run(struct gpamap_trial *trial,
				    const struct gpamap_plan_input *input);

/** Give the problem of @request, or NULL. */
const struct gpamap_plan_problem *
gpamap_trial_problem(const struct gpamap_trial *trial, size_t request);

void gpamap_trial_clear(struct gpamap_trial *trial);

#endif /* GPAMAP_HOST_TRIAL_H */
