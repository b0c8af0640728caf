/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "../host/machine.h"
#include "../host/memory.h"
#include "machine_option.h"

bool machine_option(struct options *options, const char *value)
{
	options->machine_list = strcmp(value, "list") == 0;
	options->machine = value;
	options->map_given = true;
	return true;
}

/* A machine takes its RAM by size, and nothing else from the map's options. */
static bool is_alone(const struct options *options)
{
	const struct gpamap_draft *map = &options->map;

	return map->total == map->lists[GPAMAP_LIST_NODES].count &&
	       !map->plan.given;
}

bool machine_read(struct input *input, const struct options *options)
{
	const struct gpamap_draft_list *nodes =
		&options->map.lists[GPAMAP_LIST_NODES];
	uint64_t *sizes;
	size_t i;

	if (!is_alone(options)) {
		complain(options, "--machine takes --ram by size, and no other "
				  "part of a map");
		return false;
	}
	sizes = gpamap_memory_take(nodes->count + 1, sizeof(*sizes));
	if (sizes == NULL)
		return false;
	for (i = 0; i < nodes->count; i++)
		sizes[i] = nodes->entries[i].range.end;
	input->draft = &input->read;
	gpamap_machine_draft(gpamap_span_of(options->machine), sizes,
			     nodes->count, &input->read, &input->diags);
	free(sizes);
	return true;
}
