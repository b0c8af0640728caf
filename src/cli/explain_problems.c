/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "../host/remedies.h"
#include "../host/utf8.h"
#include "explain.h"
#include "report.h"

/* What is wrong with a plan, and what would make it fit. */

/* Problems that remedies are looked for: each takes some tens of plans, so that
 * they are fewer in a plan of many requests. */
#define HEALED_MAX 20u
#define HEALED_REQUESTS 100000u

static size_t count_healed(const struct explaining *explaining)
{
	size_t requests = explaining->input->planned.input.count + 1;
	size_t count = HEALED_REQUESTS / requests;

	if (count > HEALED_MAX)
		return HEALED_MAX;
	return count > 0 ? count : 1;
}

static void write_remedy(struct explaining *explaining,
			 const struct gpamap_plan_problem *problem,
			 const struct gpamap_remedy *remedy)
{
	const struct gpamap_planned *planned = &explaining->input->planned;
	struct gpamap_json *json = &explaining->json;
	bool other = remedy->kind == GPAMAP_REMEDY_OTHER_SIZE ||
		     remedy->kind == GPAMAP_REMEDY_OTHER_AWAY;
	char text[GPAMAP_REMEDY_TEXT_MAX];

	gpamap_remedy_format(planned, problem, remedy, text);
	if (!explaining->as_json) {
		fputs("  it would fit ", stdout);
		gpamap_utf8_wrap(stdout, text, explaining->style.ascii,
				 strlen("  it would fit "),
				 explaining->style.width);
		return;
	}
	gpamap_json_object(json, NULL);
	gpamap_json_text(json, "change", gpamap_remedy_name(remedy->kind));
	gpamap_json_text(json, "other",
			 other ? explain_label(explaining, remedy->other)
			       : NULL);
	gpamap_json_hex(json, "value", remedy->value);
	gpamap_json_hex(json, "start", remedy->range.start);
	gpamap_json_text(json, "message", text);
	gpamap_json_close(json);
}

static bool write_remedies(struct explaining *explaining,
			   const struct gpamap_plan_problem *problem)
{
	struct gpamap_remedy remedies[GPAMAP_REMEDIES_MAX];
	bool curable = problem->status == GPAMAP_ERR_NO_FIT ||
		       problem->status == GPAMAP_ERR_OVERLAP ||
		       problem->status == GPAMAP_ERR_TOO_HIGH;
	size_t count = 0, i;

	if (!curable)
		return true;
	if (!gpamap_remedies_find(&explaining->input->planned, problem,
				  remedies, &count))
		return false;
	for (i = 0; i < count; i++)
		write_remedy(explaining, problem, &remedies[i]);
	if (count == 0 && !explaining->as_json)
		puts("  no single change that was tried makes it fit");
	return true;
}

static void write_text(const struct explaining *explaining,
		       struct gpamap_diags *diags)
{
	/* The hint sends people here. */
	diags->items[0].hint = NULL;
	report_text(diags, explaining->input->source, &explaining->style,
		    stdout);
}

static void begin_json(struct explaining *explaining,
		       const struct gpamap_plan_problem *problem,
		       const struct gpamap_diag *diag)
{
	struct gpamap_json *json = &explaining->json;

	gpamap_json_object(json, NULL);
	gpamap_json_text(json, "tag",
			 explain_label(explaining, problem->request));
	gpamap_json_text(json, "phase", gpamap_phase_name(problem->phase));
	gpamap_json_text(json, "rule", diag->rule);
	if (diag->place.line != 0) {
		gpamap_json_number(json, "line", diag->place.line);
		gpamap_json_number(json, "column", diag->place.column);
	} else {
		gpamap_json_null(json, "line");
		gpamap_json_null(json, "column");
	}
	gpamap_json_text(json, "message", diag->text);
	gpamap_json_array(json, "remedies");
}

static bool explain_problem(struct explaining *explaining,
			    const struct gpamap_plan_problem *problem,
			    bool heal)
{
	struct gpamap_diags diags = { 0 };
	bool told, fine;

	gpamap_planned_report_one(&explaining->input->planned, problem, &diags);
	/* Else memory ran out. */
	told = diags.count > 0;
	if (told && explaining->as_json)
		begin_json(explaining, problem, &diags.items[0]);
	else if (told)
		write_text(explaining, &diags);
	fine = told && (!heal || write_remedies(explaining, problem));
	if (told && explaining->as_json) {
		gpamap_json_close(&explaining->json);
		gpamap_json_close(&explaining->json);
	}
	gpamap_diags_clear(&diags);
	return fine;
}

bool explain_problems(struct explaining *explaining)
{
	const struct gpamap_trial *trial = &explaining->input->planned.trial;
	size_t healed = count_healed(explaining);
	size_t told = 0, i;
	bool fine = true;

	if (explaining->as_json)
		gpamap_json_array(&explaining->json, "problems");
	for (i = 0; i < trial->count && fine; i++)
		if (explain_wants(explaining, trial->problems[i].request))
			fine = explain_problem(explaining, &trial->problems[i],
					       told++ < healed);
	if (told > healed && !explaining->as_json)
		printf("cures were looked for in the first %zu only: name a "
		       "tag to see its own\n",
		       healed);
	if (explaining->as_json)
		gpamap_json_close(&explaining->json);
	return fine;
}
