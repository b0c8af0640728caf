/* SPDX-License-Identifier: MIT */
#include "plan_check.h"

bool gpamap_plan_tell(const struct gpamap_plan_input *input,
		      const struct gpamap_plan_problem *problem)
{
	return input->report == NULL || input->report(input->context, problem);
}
