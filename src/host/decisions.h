/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_DECISIONS_H
#define GPAMAP_HOST_DECISIONS_H

#include <gpamap/plan.h>

/*
 * The pieces of a plan in the order in which they were decided, each with what
 * stood around it at its turn. All of it is worked out from the plan and its
 * requests: the order of the phases is part of the interface (R10).
 */

struct gpamap_decision {
	struct gpamap_plan_piece piece;
	struct gpamap_plan_request request; /**< that it is of, or made up */
	bool avoided; /**< it is what the host avoids */
	bool given; /**< it stands at an address that it brought */
	/** It lost its preferred alignment. */
	bool fell_back;
	size_t part; /**< which piece of its request, from 0 */
	size_t parts; /**< pieces of its request, in all */
	uint64_t placed; /**< bytes of its request, in all */
	/** The free run that held it at its turn, and who stood at its ends:
	 * indexes of decisions, GPAMAP_PLAN_NONE at the ends of the space. */
	struct gpamap_range run;
	size_t below;
	size_t above;
};

struct gpamap_decisions {
	struct gpamap_decision *items; /**< in the order of the decisions */
	size_t count;
	size_t *by_address; /**< indexes of items, in address order */
	const struct gpamap_plan *plan;
	const struct gpamap_plan_input *input;
};

/** Free space between two addresses at the turn of a decision. */
struct gpamap_passed {
	uint64_t bytes; /**< free, in all */
	size_t runs;
	uint64_t largest;
	/** Free bytes in runs that hold no whole unit of the alignment. */
	uint64_t unaligned;
	size_t holes; /**< ranges that stood there already */
	size_t first_hole; /**< index of the lowest one's decision */
};

/**
 * Work out the decisions of @plan, made of @input; both must outlive it.
 *
 * Clear it. Returns false for lack of memory.
 */
bool gpamap_decisions_make(struct gpamap_decisions *decisions,
			   const struct gpamap_plan *plan,
			   const struct gpamap_plan_input *input);

/**
 * Measure what was free in @range when @index was decided.
 *
 * Returns false where more ranges stand there than are worth a look.
 */
bool gpamap_decisions_passed(const struct gpamap_decisions *decisions,
			     size_t index, struct gpamap_range range,
			     struct gpamap_passed *passed);

void gpamap_decisions_clear(struct gpamap_decisions *decisions);

#endif /* GPAMAP_HOST_DECISIONS_H */
