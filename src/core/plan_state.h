/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLAN_STATE_H
#define GPAMAP_CORE_PLAN_STATE_H

#include <gpamap/plan.h>

#include "align.h"
#include "plan_space.h"

/* A plan: its input, the space with what has been placed, and the requests of
 * the phase at work. Stands at the beginning of the workspace. */
struct gpamap_plan {
	const struct gpamap_plan_input *input;
	struct gpamap_space space;
	uint32_t *queue; /* heap of turns; see plan.c */
	size_t queued;
	uint64_t limit; /* no address at or above it is used */
	uint64_t top; /* end of what is not only reserved */
	uint64_t public_top; /* the same before post ranges */
	uint64_t ram_end; /* where the last RAM request ended */
	uint64_t end_of_ram; /* of all RAM, that at given addresses too */
	uint64_t cursor; /* where the next hot-plug or post range may begin */
	size_t vtl2; /* the request that is VTL2 */
	size_t pieces; /* segments that are owned */
	size_t problems;
	enum gpamap_status status; /* of the first problem */
	bool relocated;
	bool stopped; /* the reporter wants no more */
};

/* The alignment that a request insists on. */
/*@ requires \valid_read(request);
    assigns \nothing;
    ensures \result ==
      (request->alignment != 0 ? request->alignment : GPAMAP_PAGE_SIZE);
 */
static inline uint64_t
gpamap_plan_alignment(const struct gpamap_plan_request *request)
{
	return request->alignment != 0 ? request->alignment : GPAMAP_PAGE_SIZE;
}

/* May @value stand as an alignment in a request? */
/*@ assigns \nothing;
    ensures \result <==>
      value == 0 || (value >= GPAMAP_PAGE_SIZE && is_power(value));
 */
static inline bool gpamap_plan_is_alignment(uint64_t value)
{
	return value == 0 ||
	       (value >= GPAMAP_PAGE_SIZE && gpamap_is_power_of_two(value));
}

/* Does the request stand at an address that it brings? */
/*@ requires \valid_read(request);
    assigns \nothing;
    ensures \result <==>
      request->exact != 0 || request->phase <= GPAMAP_PHASE_FIXED;
 */
static inline bool
gpamap_plan_is_given(const struct gpamap_plan_request *request)
{
	return request->exact || request->phase <= GPAMAP_PHASE_FIXED;
}

#endif /* GPAMAP_CORE_PLAN_STATE_H */
