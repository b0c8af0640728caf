/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "form.h"

bool form_is_json(const struct options *options, bool *json)
{
	const char *form = options->to == NULL ? "table" : options->to->name;

	*json = strcmp(form, "json") == 0;
	if (*json || strcmp(form, "table") == 0)
		return true;
	complain(options, "-o %s: %s writes table or json", form,
		 options->command);
	return false;
}
