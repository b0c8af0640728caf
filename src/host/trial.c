/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "array.h"
#include "memory.h"
#include "trial.h"

/* Keep each problem. One that finds no memory ends the plan, and its status
 * says so. */
static bool keep(void *context, const struct gpamap_plan_problem *problem)
{
	struct gpamap_trial *trial = context;

	if (!gpamap_array_reserve((void **)&trial->problems, &trial->room,
				  trial->count, sizeof(*problem))) {
		trial->status = GPAMAP_ERR_NO_MEMORY;
		return false;
	}
	trial->problems[trial->count++] = *problem;
	return true;
}

static bool make_room(struct gpamap_trial *trial, size_t need)
{
	if (need <= trial->capacity)
		return true;
	free(trial->words);
	trial->capacity = 0;
	trial->words = gpamap_memory_take(need, sizeof(*trial->words));
	if (trial->words == NULL)
		return false;
	trial->capacity = need;
	return true;
}

enum gpamap_status gpamap_trial_run(struct gpamap_trial *trial,
				    const struct gpamap_plan_input *input)
{
	struct gpamap_storage storage = { trial->words, trial->capacity, 0 };
	enum gpamap_status status;

	trial->input = *input;
	trial->input.report = keep;
	trial->input.context = trial;
	trial->plan = NULL;
	trial->status = GPAMAP_OK;
	trial->count = 0;
	/* With no words it measures, with too few it says how many. */
	status = gpamap_plan_make(&trial->input, &storage, &trial->plan);
	if ((status == GPAMAP_OK && trial->plan == NULL) ||
	    status == GPAMAP_ERR_NO_SPACE) {
		if (!make_room(trial, storage.need)) {
			trial->status = GPAMAP_ERR_NO_MEMORY;
			return trial->status;
		}
		storage.words = trial->words;
		storage.count = trial->capacity;
		status =
			gpamap_plan_make(&trial->input, &storage, &trial->plan);
	}
	if (trial->status == GPAMAP_OK)
		trial->status = status;
	return trial->status;
}

const struct gpamap_plan_problem *
gpamap_trial_problem(const struct gpamap_trial *trial, size_t request)
{
	size_t i;

	for (i = 0; i < trial->count; i++)
		if (trial->problems[i].request == request)
			return &trial->problems[i];
	return NULL;
}

void gpamap_trial_clear(struct gpamap_trial *trial)
{
	free(trial->words);
	free(trial->problems);
	*trial = (struct gpamap_trial){ 0 };
}
