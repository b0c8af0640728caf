/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../host/array.h"
#include "../host/number.h"
#include "map_options.h"
#include "operand_options.h"

bool operand_option_at(struct options *options, const char *value)
{
	struct operand_options *said = &options->said;
	struct gpamap_span list = gpamap_span_of(value);
	struct gpamap_span part;
	uint64_t address;
	const char *why;

	while (option_take_part(&list, ',', &part)) {
		if (!gpamap_size_parse(part, &address, &why))
			return option_refuse(options, "--at", part, why);
		if (!gpamap_array_reserve((void **)&said->at,
					  &said->at_capacity, said->at_count,
					  sizeof(*said->at)))
			return false;
		said->at[said->at_count++] = address;
	}
	return true;
}

bool operand_option_tag(struct options *options, const char *value)
{
	struct operand_options *said = &options->said;

	if (!gpamap_array_reserve((void **)&said->tags, &said->tag_capacity,
				  said->tag_count, sizeof(*said->tags)))
		return false;
	said->tags[said->tag_count++] = value;
	return true;
}

bool operand_option_inputs(struct options *options, const char *value)
{
	(void)value;
	options->said.inputs = true;
	return true;
}

bool operand_is_input(const char *operand)
{
	struct stat status;

	return strcmp(operand, "-") == 0 || stat(operand, &status) == 0;
}

void operand_options_clear(struct operand_options *options)
{
	free(options->at);
	free(options->tags);
	*options = (struct operand_options){ .at = NULL };
}
