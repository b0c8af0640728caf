/* SPDX-License-Identifier: MIT */
#ifndef PLAN_ORACLE_MODEL_H
#define PLAN_ORACLE_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/plan.h>

/*
 * A naive model of the planner: an array of cells, each with the request that
 * has it. It shares no code with the library but the structs of its headers,
 * and finds every place by trying all of them.
 *
 * Only a window of the address space has cells, of one unit each. What is
 * below it belongs to the first request, a reserve from 0 to the base, unless
 * the base is 0. What is above it is either out of the host's reach, or
 * belongs to the next request, a reserve up to GPAMAP_ADDRESS_END. All sizes
 * and given addresses that are sound are multiples of the unit.
 */

#define MODEL_CELLS_MAX 8192
#define MODEL_PROBLEMS_MAX 8192
#define MODEL_FREE SIZE_MAX

struct model {
	const struct gpamap_plan_input *input;
	uint64_t base;
	uint64_t unit; /* bytes in a cell, whole pages */
	size_t cells;
	bool ceiling; /* what is above is reserved, not out of reach */
	/* What the model makes of it. */
	size_t owner[MODEL_CELLS_MAX]; /* a request, or MODEL_FREE */
	struct gpamap_plan_problem problems[MODEL_PROBLEMS_MAX];
	size_t problem_count;
	uint64_t top;
	uint64_t public_top; /* before post ranges */
	bool relocated;
	/* While it is at work. */
	uint64_t limit;
	uint64_t end_of_ram;
	uint64_t ram_from; /* where the next RAM request may begin */
	uint64_t cursor; /* the same for hot-plug windows and post */
};

/* Plan model->input. */
void model_run(struct model *model);

/* How many ranges the host avoids, HyperTransport included. */
size_t model_avoided(const struct gpamap_plan_input *input);

/* The first address above the window. */
uint64_t model_end(const struct model *model);

/* Report that @index is wrong in itself, stands in another, or has no room. */
void model_fault(struct model *model, size_t index, enum gpamap_status status);
void model_collision(struct model *model, size_t index, size_t other);
void model_no_room(struct model *model, size_t index,
		   struct gpamap_range bounds, uint64_t missing);

/* What is wrong with a request by itself. */
enum gpamap_status model_judge(const struct gpamap_plan_input *input,
			       size_t index);

/* Small words for the same thing. */
static inline uint64_t model_larger(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static inline uint64_t
model_alignment(const struct gpamap_plan_request *request)
{
	return request->alignment == 0 ? 4096 : request->alignment;
}

#endif /* PLAN_ORACLE_MODEL_H */
