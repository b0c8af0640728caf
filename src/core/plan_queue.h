/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLAN_QUEUE_H
#define GPAMAP_CORE_PLAN_QUEUE_H

#include "plan_state.h"

/*
 * The queue of a phase is a heap of *turns*: the request's index times two,
 * plus one when it has lost its preferred alignment and tries again with the
 * one that it insists on. A lower alignment comes later, so the order of turns
 * is the same whether a request got there at once or after a failure, and
 * alignments only ever sink while a phase is at work.
 */

/* Add a turn to the phase at work. */
void gpamap_plan_push(struct gpamap_plan *plan, uint32_t turn);

/* Take out the turn that comes next; there is one. */
uint32_t gpamap_plan_pop(struct gpamap_plan *plan);

/* The request whose turn it is, and the alignment that it tries. */
struct gpamap_plan_request
gpamap_plan_turn_request(const struct gpamap_plan *plan, uint32_t turn);
uint64_t gpamap_plan_turn_alignment(const struct gpamap_plan *plan,
				    uint32_t turn);

#endif /* GPAMAP_CORE_PLAN_QUEUE_H */
