/* SPDX-License-Identifier: MIT */
#ifndef PLAN_ORACLE_TRIAL_H
#define PLAN_ORACLE_TRIAL_H

#include "model.h"

/* One input, planned by the library and by the model. */

/** What was tried so far. */
struct trial_counts {
	uint64_t good; /* plans that succeeded */
	uint64_t bad;
	uint64_t pieces;
	uint64_t problems;
};
extern struct trial_counts trial_counts;

/** What to print before the input where a trial fails: how to replay it. */
extern char trial_replay[128];

/**
 * Plan model->input both ways and compare every piece and every member of
 * every problem; plan it again elsewhere, over other bytes, and compare.
 */
void trial_run(struct model *model);

/** The same, and the properties that do not need a model. */
void trial_run_all(struct model *model);

/** Say that something is wrong with @model's input, print it, and end. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3), noreturn))
#endif
void trial_fail(const struct model *model, const char *format, ...);

/** Fail unless @got is @want. */
void trial_same(const struct model *model, uint64_t got, uint64_t want,
		const char *what);

/** Plan @input into a workspace of the library's choice; NULL on no plan. The
 * workspace is one of two; @which says which. Problems are dropped. */
const struct gpamap_plan *trial_plan(const struct model *model,
				     const struct gpamap_plan_input *input,
				     int which, enum gpamap_status *status);

/** Check a plan that succeeded without a model: properties.c. */
void properties_check(const struct model *model,
		      const struct gpamap_plan *plan);

/** Check that more requests behind the others move nothing. */
void properties_check_additions(const struct model *model,
				const struct gpamap_plan *plan);

#endif /* PLAN_ORACLE_TRIAL_H */
