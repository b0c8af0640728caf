/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include <gpamap/alloc.h>

#include "planned.h"

/* What a plan came to: its problems with their places, or its layout. */

/* Longer than a sentence of the core with two tags in it. */
#define TEXT_MAX 512

/* Where a request's problem wants other words than a layout's. */
static const struct {
	enum gpamap_status status;
	const char *rule;
	const char *hint;
} rules[] = {
	{ GPAMAP_ERR_NO_FIT, "no-fit",
	  "gpamap explain tells what would make it fit" },
	{ GPAMAP_ERR_EMPTY, "empty",
	  "leave it out; ram alone may be 0, for a node without memory" },
	{ GPAMAP_ERR_TOO_HIGH, "too-high",
	  "give it a lower address, or the host more address_bits or "
	  "guest_reach" },
	{ GPAMAP_ERR_ARGUMENT, "bad-alignment",
	  "an alignment is a power of two from 4096 up" },
	{ GPAMAP_ERR_BAD_KIND, "bad-kind",
	  "ram is for ram and fixed, vtl2 for post and fixed and only once; "
	  "reserve takes the kinds of other ranges" },
};

static void rule_of(enum gpamap_status status, const char **rule,
		    const char **hint)
{
	size_t i;

	gpamap_status_rule(status, rule, hint);
	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (rules[i].status == status) {
			*rule = rules[i].rule;
			*hint = rules[i].hint;
		}
	}
}

static void relate(const struct gpamap_planned *planned, size_t request,
		   struct gpamap_diags *diags)
{
	struct gpamap_place place;

	if (request == GPAMAP_PLAN_NONE)
		return;
	place = gpamap_planned_place(planned, request);
	if (place.line != 0)
		gpamap_diag_relate(diags, place, "%.60s is here",
				   gpamap_planned_label(planned, request));
}

void gpamap_planned_report_one(const struct gpamap_planned *planned,
			       const struct gpamap_plan_problem *problem,
			       struct gpamap_diags *diags)
{
	char text[TEXT_MAX];
	const char *rule, *hint;

	if (gpamap_plan_problem_format(&planned->labelled, problem, text,
				       sizeof(text), NULL) != GPAMAP_OK)
		snprintf(text, sizeof(text), "%s: %s",
			 gpamap_phase_name(problem->phase),
			 gpamap_status_name(problem->status));
	rule_of(problem->status, &rule, &hint);
	gpamap_diag_add(diags, GPAMAP_DIAG_ERROR, rule,
			gpamap_planned_place(planned, problem->request), hint,
			"%s", text);
	relate(planned, problem->other, diags);
	if (problem->above != problem->other)
		relate(planned, problem->above, diags);
}

void gpamap_planned_report(const struct gpamap_planned *planned,
			   struct gpamap_diags *diags)
{
	size_t i;

	for (i = 0; i < planned->trial.count; i++)
		gpamap_planned_report_one(planned, &planned->trial.problems[i],
					  diags);
}

/* The place of a VTL2 request: what the layout itself may find is about it. */
static struct gpamap_place vtl2_place(const struct gpamap_planned *planned)
{
	struct gpamap_place nowhere = { 0, 0 };
	size_t i;

	for (i = 0; i < planned->input.count; i++)
		if (planned->requests[i].kind == GPAMAP_KIND_VTL2)
			return planned->places[i];
	return nowhere;
}

static void refuse_layout(const struct gpamap_planned *planned,
			  const struct gpamap_error *error,
			  struct gpamap_diags *diags)
{
	char text[GPAMAP_ERROR_TEXT_MAX];
	const char *rule, *hint;

	if (gpamap_error_format(error, text, sizeof(text), NULL) != GPAMAP_OK)
		snprintf(text, sizeof(text), "%s",
			 gpamap_status_name(error->status));
	gpamap_status_rule(error->status, &rule, &hint);
	gpamap_diag_add(diags, GPAMAP_DIAG_ERROR, rule, vtl2_place(planned),
			hint, "%s", text);
}

struct gpamap_layout *
gpamap_planned_layout(const struct gpamap_planned *planned,
		      struct gpamap_diags *diags)
{
	struct gpamap_layout *layout;
	struct gpamap_error error;

	layout = gpamap_layout_create_planned(planned->trial.plan, &error);
	if (layout == NULL && error.status == GPAMAP_ERR_NO_MEMORY)
		gpamap_diag_no_memory(diags);
	else if (layout == NULL)
		refuse_layout(planned, &error, diags);
	return layout;
}

struct gpamap_place
gpamap_planned_place_at(const struct gpamap_planned *planned, uint64_t address)
{
	const struct gpamap_plan *plan = planned->trial.plan;
	struct gpamap_plan_piece piece;
	bool found;

	found = address == 0 ? gpamap_plan_first(plan, &piece)
			     : gpamap_plan_next(plan, address - 1, &piece);
	if (found && piece.range.start == address)
		return gpamap_planned_place(planned, piece.request);
	return (struct gpamap_place){ 0, 0 };
}
