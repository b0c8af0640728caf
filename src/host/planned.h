/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_PLANNED_H
#define GPAMAP_HOST_PLANNED_H

#include "draft.h"
#include "trial.h"

/**
 * The plan of a draft, with names and places for all that takes part: the
 * requests of its plan in their order, then what its lists say that stands
 * already. All zero: nothing yet.
 */
struct gpamap_planned {
	struct gpamap_plan_input input; /**< what the core plans */
	/** The same, and a tag for each: "mmio[0]" where it has none, or "what
	 * the host avoids". */
	struct gpamap_plan_input labelled;
	struct gpamap_trial trial;
	struct gpamap_place *places;
	uint64_t *least_alignments; /**< 0: none; see gpamap_request_draft */
	struct gpamap_host host;
	/* What the inputs point to. */
	struct gpamap_plan_request *requests;
	struct gpamap_plan_request *named;
	struct gpamap_host named_host;
	char *labels;
	struct gpamap_place *avoid_places;
};

/**
 * Make the plan that @draft asks for, with tags that live in @draft.
 *
 * Returns false where there is none at all, with the reason added to @diags:
 * the draft's parts do not go together, or memory is short. Clear it whatever
 * is returned.
 */
bool gpamap_planned_make(struct gpamap_planned *planned,
			 const struct gpamap_draft *draft,
			 struct gpamap_diags *diags);

/** Add every problem of the plan to @diags. */
void gpamap_planned_report(const struct gpamap_planned *planned,
			   struct gpamap_diags *diags);

/** Add one problem of the plan. */
void gpamap_planned_report_one(const struct gpamap_planned *planned,
			       const struct gpamap_plan_problem *problem,
			       struct gpamap_diags *diags);

/**
 * Make the layout of a plan without problems; gpamap_layout_free() it.
 *
 * Returns NULL on failure, with the reason added to @diags.
 */
struct gpamap_layout *
gpamap_planned_layout(const struct gpamap_planned *planned,
		      struct gpamap_diags *diags);

/** Give the tag of a request or of what is avoided, or what stands for it. */
const char *gpamap_planned_label(const struct gpamap_planned *planned,
				 size_t request);

/** Give the place of a request or of what is avoided; line 0 for none. */
struct gpamap_place gpamap_planned_place(const struct gpamap_planned *planned,
					 size_t request);

/** Give the place of what the plan put at @address; line 0 for none. */
struct gpamap_place
gpamap_planned_place_at(const struct gpamap_planned *planned, uint64_t address);

void gpamap_planned_clear(struct gpamap_planned *planned);

#endif /* GPAMAP_HOST_PLANNED_H */
