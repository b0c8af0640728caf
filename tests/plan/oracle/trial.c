/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trial.h"

#define WORDS ((size_t)1 << 19)

struct trial_counts trial_counts;
char trial_replay[128] = "";

/* Two workspaces, the second not as aligned as malloc() gives it. */
static uint64_t words[2][WORDS + 1];
static struct gpamap_plan_problem problems[MODEL_PROBLEMS_MAX];
static size_t problem_count;

static void print_request(size_t index,
			  const struct gpamap_plan_request *request)
{
	printf("%4zu %-7s kind %d size 0x%llx align 0x%llx prefer 0x%llx "
	       "min 0x%llx max 0x%llx exact %d at 0x%llx direction %d "
	       "vnode %llu piece 0x%llx\n",
	       index, gpamap_phase_name(request->phase), (int)request->kind,
	       (unsigned long long)request->size,
	       (unsigned long long)request->alignment,
	       (unsigned long long)request->preferred_alignment,
	       (unsigned long long)request->min_address,
	       (unsigned long long)request->max_address, request->exact,
	       (unsigned long long)request->address, (int)request->direction,
	       (unsigned long long)request->vnode,
	       (unsigned long long)request->min_piece);
}

static void print_host(const struct gpamap_host *host)
{
	if (host == NULL)
		return;
	printf("host: bits %u reach 0x%llx hypertransport %d\n",
	       host->address_bits, (unsigned long long)host->guest_reach,
	       (int)host->hypertransport);
	for (size_t i = 0; i < host->avoid_count; i++)
		printf("avoid 0x%llx-0x%llx\n",
		       (unsigned long long)host->avoid[i].range.start,
		       (unsigned long long)host->avoid[i].range.end);
}

void trial_fail(const struct model *model, const char *format, ...)
{
	va_list list;

	printf("FAILED%s%s: ", trial_replay[0] != '\0' ? " " : "",
	       trial_replay);
	va_start(list, format);
	vprintf(format, list);
	va_end(list);
	printf("\nwindow: %zu cells of 0x%llx at 0x%llx%s\n", model->cells,
	       (unsigned long long)model->unit, (unsigned long long)model->base,
	       model->ceiling ? ", a reserve above" : "");
	print_host(model->input->host);
	for (size_t i = 0; i < model->input->count && i < 50; i++)
		print_request(i, &model->input->requests[i]);
	exit(1);
}

void trial_same(const struct model *model, uint64_t got, uint64_t want,
		const char *what)
{
	if (got != want)
		trial_fail(model, "%s is 0x%llx, not 0x%llx", what,
			   (unsigned long long)got, (unsigned long long)want);
}

static bool note_problem(void *context,
			 const struct gpamap_plan_problem *problem)
{
	(void)context;
	if (problem_count < MODEL_PROBLEMS_MAX)
		problems[problem_count] = *problem;
	problem_count++;
	return true;
}

const struct gpamap_plan *trial_plan(const struct model *model,
				     const struct gpamap_plan_input *input,
				     int which, enum gpamap_status *status)
{
	struct gpamap_storage workspace = { NULL, 0, 0 };
	const struct gpamap_plan *plan = NULL;

	trial_same(model, (uint64_t)gpamap_plan_make(input, &workspace, NULL),
		   GPAMAP_OK, "status of measuring");
	if (workspace.need > WORDS)
		trial_fail(model, "a workspace of %zu words", workspace.need);
	workspace.words = words[which] + which;
	workspace.count = workspace.need;
	memset(workspace.words, which == 0 ? 0xc3 : 0x01,
	       workspace.count * sizeof(uint64_t));
	*status = gpamap_plan_make(input, &workspace, &plan);
	if (plan == NULL)
		trial_fail(model, "no plan: %s", gpamap_status_name(*status));
	return plan;
}

/* Check the piece that stands where cell *@cell begins; lead to the next. */
static void check_run(const struct model *model, size_t *cell, bool more,
		      const struct gpamap_plan_piece *piece)
{
	size_t owner = model->owner[*cell];
	uint64_t start = model->base + *cell * model->unit;

	while (*cell < model->cells && model->owner[*cell] == owner)
		(*cell)++;
	if (!more)
		trial_fail(model, "no piece at 0x%llx",
			   (unsigned long long)start);
	trial_same(model, piece->range.start, start, "start of a piece");
	trial_same(model, piece->range.end, model->base + *cell * model->unit,
		   "end of a piece");
	trial_same(model, piece->request, owner, "request of a piece");
	trial_counts.pieces++;
}

/* The reserve below or above the window. */
static void check_edge(const struct model *model, size_t request, bool more,
		       const struct gpamap_plan_piece *piece)
{
	if (!more)
		trial_fail(model, "no piece of request %zu", request);
	trial_same(model, piece->request, request, "request at the edge");
}

static void check_pieces(const struct model *model,
			 const struct gpamap_plan *plan)
{
	struct gpamap_plan_piece piece;
	bool more = gpamap_plan_first(plan, &piece);
	size_t cell = 0;
	size_t count = 0;

	if (model->base != 0) {
		check_edge(model, 0, more, &piece);
		more = gpamap_plan_next(plan, piece.range.start, &piece);
		count++;
	}
	while (cell < model->cells) {
		if (model->owner[cell] == MODEL_FREE) {
			cell++;
			continue;
		}
		check_run(model, &cell, more, &piece);
		more = gpamap_plan_next(plan, piece.range.start, &piece);
		count++;
	}
	if (model->ceiling) {
		check_edge(model, model->base != 0, more, &piece);
		more = gpamap_plan_next(plan, piece.range.start, &piece);
		count++;
	}
	trial_same(model, more, false, "whether there is one more piece");
	trial_same(model, gpamap_plan_count(plan), count, "count of pieces");
	trial_same(model, gpamap_plan_top(plan), model->top, "top");
	trial_same(model, gpamap_plan_relocated(plan), model->relocated,
		   "relocated");
}

static void same_range(const struct model *model, struct gpamap_range got,
		       struct gpamap_range want, const char *what)
{
	trial_same(model, got.start, want.start, what);
	trial_same(model, got.end, want.end, what);
}

static void check_problem(const struct model *model,
			  const struct gpamap_plan_problem *got,
			  const struct gpamap_plan_problem *want)
{
	trial_same(model, (uint64_t)got->status, (uint64_t)want->status,
		   "status of a problem");
	trial_same(model, got->request, want->request, "request of a problem");
	trial_same(model, (uint64_t)got->phase, (uint64_t)want->phase,
		   "phase of a problem");
	same_range(model, got->range, want->range, "range of a problem");
	trial_same(model, got->asked, want->asked, "asked of a problem");
	trial_same(model, got->alignment, want->alignment,
		   "alignment of a problem");
	same_range(model, got->bounds, want->bounds, "bounds of a problem");
	trial_same(model, got->free_bytes, want->free_bytes,
		   "free_bytes of a problem");
	same_range(model, got->largest, want->largest, "largest of a problem");
	trial_same(model, got->missing, want->missing, "missing of a problem");
	trial_same(model, got->other, want->other, "other of a problem");
	trial_same(model, got->above, want->above, "above of a problem");
	trial_counts.problems++;
}

static void check_problems(const struct model *model, enum gpamap_status status)
{
	enum gpamap_status first = GPAMAP_OK;

	if (model->problem_count != 0)
		first = model->problems[0].status;
	for (size_t i = 0; i < problem_count && i < model->problem_count; i++)
		check_problem(model, &problems[i], &model->problems[i]);
	trial_same(model, problem_count, model->problem_count, "problems");
	trial_same(model, (uint64_t)status, (uint64_t)first, "status");
}

void trial_run(struct model *model)
{
	struct gpamap_plan_input input = *model->input;
	const struct gpamap_plan *plan;
	enum gpamap_status status;

	model_run(model);
	input.report = note_problem;
	for (int which = 0; which < 2; which++) {
		problem_count = 0;
		plan = trial_plan(model, &input, which, &status);
		check_problems(model, status);
		check_pieces(model, plan);
	}
	if (status == GPAMAP_OK)
		trial_counts.good++;
	else
		trial_counts.bad++;
}

void trial_run_all(struct model *model)
{
	const struct gpamap_plan *plan;
	enum gpamap_status status;

	trial_run(model);
	plan = trial_plan(model, model->input, 0, &status);
	if (status != GPAMAP_OK)
		return;
	properties_check(model, plan);
	properties_check_additions(model, plan);
}
