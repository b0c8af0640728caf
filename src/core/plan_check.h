/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLAN_CHECK_H
#define GPAMAP_CORE_PLAN_CHECK_H

#include "plan_state.h"

/*@ logic integer has_ht{L}(struct gpamap_host *host) =
      host->hypertransport != GPAMAP_HT_IGNORE ? 1 : 0;
    logic integer avoided{L}(struct gpamap_plan_input *input) =
      input->host == \null ? 0
                           : input->host->avoid_count + has_ht(input->host);

    // What a plan is made from, as gpamap_plan_make() has checked it.
    predicate plan_readable{L}(struct gpamap_plan_input *input) =
      \valid_read(input) && input->count <= GPAMAP_RANGES_MAX / 8 &&
      \valid_read(input->requests + (0 .. input->count - 1)) &&
      (input->host != \null ==>
        \valid_read(input->host) &&
        input->host->avoid_count <= GPAMAP_RANGES_MAX / 8 &&
        \valid_read(input->host->avoid +
                    (0 .. input->host->avoid_count - 1)) &&
        \forall integer i; 0 <= i < input->host->avoid_count ==>
          input->host->avoid[i].range.start <=
            input->host->avoid[i].range.end);
 */

/* The request at @index: the caller's, or one made up for what the host
 * avoids. */
/*@ requires plan_readable(input) && index < input->count + avoided(input);
    assigns \nothing;
    ensures index < input->count ==> \result == input->requests[index];
    ensures index >= input->count ==>
      \result.phase == GPAMAP_PHASE_RESERVE && \result.exact == 0;
 */
struct gpamap_plan_request
gpamap_plan_request_at(const struct gpamap_plan_input *input, size_t index);

/* How many ranges the host avoids, HyperTransport included where it is. */
/*@ requires plan_readable(input);
    assigns \nothing;
    ensures \result == avoided(input);
 */
size_t gpamap_plan_avoided(const struct gpamap_plan_input *input);

/* Check a request by itself. */
enum gpamap_status gpamap_plan_check(const struct gpamap_plan *plan,
				     size_t index);

#ifdef __FRAMAC__
/* The public header's declaration once more, with what it promises. */
/*@ requires \valid_read(request);
    assigns \nothing;
    ensures request->kind != GPAMAP_KIND_HOLE ==> \result == request->kind;
    ensures \result != GPAMAP_KIND_HOLE;
 */
enum gpamap_kind gpamap_plan_kind(const struct gpamap_plan_request *request);
#endif

/* Ways to report a problem of the request at @index. */
void gpamap_plan_fault(struct gpamap_plan *plan, size_t index,
		       enum gpamap_status status);
void gpamap_plan_collision(struct gpamap_plan *plan, size_t index,
			   struct gpamap_range range, size_t other);
void gpamap_plan_no_room(struct gpamap_plan *plan, size_t index,
			 struct gpamap_bounds bounds, uint64_t missing);

#endif /* GPAMAP_CORE_PLAN_CHECK_H */
