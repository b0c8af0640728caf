/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLAN_CHECK_H
#define GPAMAP_CORE_PLAN_CHECK_H

#include "plan_state.h"

/* The request at @index: the caller's, or one made up for what the host
 * avoids. */
struct gpamap_plan_request
gpamap_plan_request_at(const struct gpamap_plan_input *input, size_t index);

/* How many ranges the host avoids, HyperTransport included where it is. */
size_t gpamap_plan_avoided(const struct gpamap_plan_input *input);

/* Check a request by itself. */
enum gpamap_status gpamap_plan_check(const struct gpamap_plan *plan,
				     size_t index);

/* The kind that a request's range has in the map. */
enum gpamap_kind gpamap_plan_kind(const struct gpamap_plan_request *request);

/* Ways to report a problem of the request at @index. */
void gpamap_plan_fault(struct gpamap_plan *plan, size_t index,
		       enum gpamap_status status);
void gpamap_plan_collision(struct gpamap_plan *plan, size_t index,
			   struct gpamap_range range, size_t other);
void gpamap_plan_no_room(struct gpamap_plan *plan, size_t index,
			 struct gpamap_bounds bounds, uint64_t missing);

#endif /* GPAMAP_CORE_PLAN_CHECK_H */
