/* SPDX-License-Identifier: MIT */
#include "model.h"

/* What the model says of requests that have no place. */

/* Kinds by phase: what may stand there, one bit each. */
static unsigned int allowed_kinds(enum gpamap_phase phase)
{
	const unsigned int ram = 1u << GPAMAP_KIND_RAM;
	const unsigned int vtl2 = 1u << GPAMAP_KIND_VTL2;
	const unsigned int all = (1u << GPAMAP_KIND_COUNT) - 1;
	const unsigned int gaps = 1u << GPAMAP_KIND_MMIO |
				  1u << GPAMAP_KIND_PCI_ECAM |
				  1u << GPAMAP_KIND_PCI_MMIO;

	switch (phase) {
	case GPAMAP_PHASE_RESERVE:
		return all & ~(ram | vtl2 | gaps);
	case GPAMAP_PHASE_FIXED:
		return all;
	case GPAMAP_PHASE_RAM:
		return ram | 1u << GPAMAP_KIND_HOLE;
	case GPAMAP_PHASE_POST:
		return all & ~ram;
	default:
		return all & ~(ram | vtl2);
	}
}

static bool is_alignment(uint64_t value)
{
	if (value == 0)
		return true;
	while (value % 2 == 0)
		value /= 2;
	return value == 1;
}

static enum gpamap_status
judge_numbers(const struct gpamap_plan_request *request)
{
	bool given = request->exact || request->phase <= GPAMAP_PHASE_FIXED;

	if (request->size % 4096 != 0)
		return GPAMAP_ERR_MISALIGNED;
	if (request->size == 0 && request->phase != GPAMAP_PHASE_RAM)
		return GPAMAP_ERR_EMPTY;
	if ((unsigned int)request->direction > GPAMAP_DIRECTION_DOWN ||
	    !is_alignment(request->alignment) ||
	    !is_alignment(request->preferred_alignment) ||
	    (request->alignment != 0 && request->alignment < 4096) ||
	    (request->preferred_alignment != 0 &&
	     request->preferred_alignment < 4096))
		return GPAMAP_ERR_ARGUMENT;
	if (given && (request->address > GPAMAP_ADDRESS_END ||
		      GPAMAP_ADDRESS_END - request->address < request->size))
		return GPAMAP_ERR_TOO_HIGH;
	if (given && request->address % 4096 != 0)
		return GPAMAP_ERR_MISALIGNED;
	return GPAMAP_OK;
}

/* All but that there is one VTL2 only. */
static enum gpamap_status judge_alone(const struct gpamap_plan_request *request)
{
	if ((allowed_kinds(request->phase) >> request->kind) % 2 == 0)
		return GPAMAP_ERR_BAD_KIND;
	if (request->vnode > 0xffffffff)
		return GPAMAP_ERR_BAD_VNODE;
	return judge_numbers(request);
}

/* Is there a VTL2 before @index that is sound? */
static bool has_vtl2_before(const struct gpamap_plan_input *input, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (input->requests[i].kind == GPAMAP_KIND_VTL2 &&
		    judge_alone(&input->requests[i]) == GPAMAP_OK)
			return true;
	return false;
}

enum gpamap_status model_judge(const struct gpamap_plan_input *input,
			       size_t index)
{
	const struct gpamap_plan_request *request = &input->requests[index];

	if (request->kind == GPAMAP_KIND_VTL2 && has_vtl2_before(input, index))
		return GPAMAP_ERR_BAD_KIND;
	return judge_alone(request);
}

static struct gpamap_plan_problem *add(struct model *model, size_t index,
				       enum gpamap_status status)
{
	struct gpamap_plan_problem *problem =
		&model->problems[model->problem_count++];
	const struct gpamap_plan_request *request =
		&model->input->requests[index];

	*problem = (struct gpamap_plan_problem){
		.status = status,
		.phase = request->phase,
		.request = index,
		.asked = request->size,
		.alignment = model_alignment(request),
		.other = GPAMAP_PLAN_NONE,
		.above = GPAMAP_PLAN_NONE,
	};
	return problem;
}

void model_fault(struct model *model, size_t index, enum gpamap_status status)
{
	add(model, index, status);
}

void model_collision(struct model *model, size_t index, size_t other)
{
	struct gpamap_plan_problem *problem =
		add(model, index, GPAMAP_ERR_OVERLAP);

	problem->range.start = model->input->requests[index].address;
	problem->range.end = problem->range.start + problem->asked;
	problem->other = other;
}

/* A run of free cells, and who is on both sides. */
struct run {
	struct gpamap_range range;
	size_t below;
	size_t above;
};

/* Give the first run from cell *@cell on; false for none. */
static bool next_run(const struct model *model, size_t *cell, struct run *run)
{
	size_t i = *cell;
	size_t first;

	while (i < model->cells && model->owner[i] != MODEL_FREE)
		i++;
	if (i == model->cells)
		return false;
	first = i;
	while (i < model->cells && model->owner[i] == MODEL_FREE)
		i++;
	run->range.start = model->base + first * model->unit;
	run->range.end = model->base + i * model->unit;
	run->below = first > 0 ? model->owner[first - 1] : GPAMAP_PLAN_NONE;
	if (first == 0 && model->base != 0)
		run->below = 0;
	run->above = i < model->cells ? model->owner[i] : GPAMAP_PLAN_NONE;
	if (i == model->cells && model->ceiling)
		run->above = model->base != 0;
	*cell = i;
	return true;
}

/* Cut a run to the bounds; nobody is where it is cut. */
static void cut(struct run *run, struct gpamap_range bounds)
{
	if (run->range.start < bounds.start) {
		run->range.start = bounds.start;
		run->below = GPAMAP_PLAN_NONE;
	}
	if (run->range.end > bounds.end) {
		run->range.end = bounds.end;
		run->above = GPAMAP_PLAN_NONE;
	}
	if (run->range.end < run->range.start)
		run->range.end = run->range.start;
}

static void measure(const struct model *model,
		    struct gpamap_plan_problem *problem)
{
	size_t cell = 0;
	struct run run;

	while (next_run(model, &cell, &run)) {
		cut(&run, problem->bounds);
		problem->free_bytes += run.range.end - run.range.start;
		while (run.range.start < run.range.end &&
		       run.range.start % problem->alignment != 0)
			run.range.start +=
				model->unit - run.range.start % model->unit;
		if (run.range.start >= run.range.end ||
		    run.range.end - run.range.start <=
			    problem->largest.end - problem->largest.start)
			continue;
		problem->largest = run.range;
		problem->other = run.below;
		problem->above = run.above;
	}
}

void model_no_room(struct model *model, size_t index,
		   struct gpamap_range bounds, uint64_t missing)
{
	struct gpamap_plan_problem *problem =
		add(model, index, GPAMAP_ERR_NO_FIT);

	problem->bounds = bounds;
	measure(model, problem);
	problem->missing = missing;
	if (problem->phase != GPAMAP_PHASE_RAM)
		problem->missing -=
			problem->largest.end - problem->largest.start;
}
