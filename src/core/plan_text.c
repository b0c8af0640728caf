/* SPDX-License-Identifier: MIT */
#include <gpamap/plan.h>

#include "text.h"

const char *gpamap_phase_name(enum gpamap_phase phase)
{
	static const char names[GPAMAP_PHASE_COUNT][8] = {
		[GPAMAP_PHASE_RESERVE] = "reserve",
		[GPAMAP_PHASE_FIXED] = "fixed",
		[GPAMAP_PHASE_MMIO32] = "mmio32",
		[GPAMAP_PHASE_RAM] = "ram",
		[GPAMAP_PHASE_HOTPLUG] = "hotplug",
		[GPAMAP_PHASE_MMIO64] = "mmio64",
		[GPAMAP_PHASE_POST] = "post",
	};

	if ((unsigned int)phase >= GPAMAP_PHASE_COUNT)
		return "unknown";
	return names[phase];
}

struct told {
	const struct gpamap_plan_input *input;
	const struct gpamap_plan_problem *problem;
};

/* The request by its tag, or by its number where it has none. */
static void tell_request(struct gpamap_text *text,
			 const struct gpamap_plan_input *input, size_t request)
{
	const char *tag = gpamap_plan_tag(input, request);

	if (tag != NULL) {
		gpamap_text_string(text, tag);
		return;
	}
	gpamap_text_string(text, "request ");
	gpamap_text_decimal(text, request);
}

/* What stands on both sides of the largest run. */
static void tell_neighbours(struct gpamap_text *text, const struct told *told)
{
	const struct gpamap_plan_problem *problem = told->problem;

	if (problem->other != GPAMAP_PLAN_NONE) {
		gpamap_text_string(text, " above ");
		tell_request(text, told->input, problem->other);
	}
	if (problem->above != GPAMAP_PLAN_NONE) {
		gpamap_text_string(
			text, problem->other != GPAMAP_PLAN_NONE ? " and" : "");
		gpamap_text_string(text, " below ");
		tell_request(text, told->input, problem->above);
	}
}

static void tell_no_fit(struct gpamap_text *text, const struct told *told)
{
	const struct gpamap_plan_problem *problem = told->problem;
	uint64_t run = problem->largest.end - problem->largest.start;

	gpamap_text_hex(text, problem->asked);
	gpamap_text_string(text, " bytes aligned to ");
	gpamap_text_hex(text, problem->alignment);
	gpamap_text_string(text, " do not fit in ");
	gpamap_text_range(text, problem->bounds);
	gpamap_text_string(text, ": ");
	gpamap_text_hex(text, problem->missing);
	gpamap_text_string(text, " missing; free ");
	gpamap_text_hex(text, problem->free_bytes);
	gpamap_text_string(text, " in all, largest aligned run ");
	gpamap_text_hex(text, run);
	if (run != 0) {
		gpamap_text_string(text, " at ");
		gpamap_text_range(text, problem->largest);
		tell_neighbours(text, told);
	}
}

/* What is wrong with a request by itself. */
static const char *fault_text(enum gpamap_status status)
{
	switch (status) {
	case GPAMAP_ERR_MISALIGNED:
		return "size and address must be multiples of 4096";
	case GPAMAP_ERR_EMPTY:
		return "has no size";
	case GPAMAP_ERR_TOO_HIGH:
		return "ends above the addresses that can be used";
	case GPAMAP_ERR_ARGUMENT:
		return "alignments must be powers of two, at least 4096; or "
		       "the phase or direction is none";
	case GPAMAP_ERR_BAD_KIND:
		return "is of a kind that this phase does not place, or a "
		       "second VTL2";
	case GPAMAP_ERR_BAD_VNODE:
		return "has a vnode above 0xffffffff";
	default:
		return "cannot be placed";
	}
}

static void tell_problem(struct gpamap_text *text, const void *what)
{
	const struct told *told = what;
	const struct gpamap_plan_problem *problem = told->problem;

	gpamap_text_string(text, gpamap_phase_name(problem->phase));
	gpamap_text_string(text, " ");
	tell_request(text, told->input, problem->request);
	gpamap_text_string(text, ": ");
	if (problem->status == GPAMAP_ERR_NO_FIT) {
		tell_no_fit(text, told);
	} else if (problem->status == GPAMAP_ERR_OVERLAP) {
		gpamap_text_range(text, problem->range);
		gpamap_text_string(text, " overlaps ");
		tell_request(text, told->input, problem->other);
	} else {
		gpamap_text_string(text, fault_text(problem->status));
	}
}

enum gpamap_status
gpamap_plan_problem_format(const struct gpamap_plan_input *input,
			   const struct gpamap_plan_problem *problem,
			   char *text, size_t size, size_t *need)
{
	struct told told = { input, problem };

	if (input == NULL || problem == NULL)
		return GPAMAP_ERR_ARGUMENT;
	return gpamap_text_write(tell_problem, &told, text, size, need);
}
