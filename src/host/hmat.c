/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "acpi_oem.h"
#include "acpi_rows.h"
#include "hmat_matrix.h"
#include "memory.h"
#include "written.h"

/* ACPI HMAT: which processors are next to which memory, and how fast one
 * reaches the other. */

enum {
	MEMORY,
	LATENCY, /* and the others, by enum gpamap_hmat_type */
	OEM = LATENCY + GPAMAP_HMAT_MATRICES,
};

#define NANOSECONDS                                                            \
	.form = GPAMAP_KEY_TRIPLES, .min = 1, .max = UINT32_MAX,               \
	.shape = "FROM:TO:NS+...", .standard = "none"
#define BANDWIDTH                                                              \
	.form = GPAMAP_KEY_TRIPLES, .min = 1, .max = UINT32_MAX,               \
	.shape = "FROM:TO:MB+...", .standard = "none"

const struct gpamap_key gpamap_hmat_keys[] = {
	[MEMORY] = { .name = "memory",
		     .form = GPAMAP_KEY_PAIRS,
		     .max = UINT32_MAX,
		     .shape = "NODE:CPUS+...",
		     .standard = "each node has its own",
		     .help = "nodes with memory, and whose processors are "
			     "next to it" },
	[LATENCY + GPAMAP_HMAT_ACCESS_LATENCY] = { .name = "latency",
						   NANOSECONDS,
						   .help = "from processors "
							   "to memory" },
	[LATENCY + GPAMAP_HMAT_READ_LATENCY] = { .name = "read-latency",
						 NANOSECONDS,
						 .help = "of reading only" },
	[LATENCY + GPAMAP_HMAT_WRITE_LATENCY] = { .name = "write-latency",
						  NANOSECONDS,
						  .help = "of writing only" },
	[LATENCY + GPAMAP_HMAT_ACCESS_BANDWIDTH] = { .name = "bandwidth",
						     BANDWIDTH,
						     .help = "in MB/s, from "
							     "processors to "
							     "memory" },
	[LATENCY + GPAMAP_HMAT_READ_BANDWIDTH] = { .name = "read-bandwidth",
						   BANDWIDTH,
						   .help = "of reading only" },
	[LATENCY + GPAMAP_HMAT_WRITE_BANDWIDTH] = { .name = "write-bandwidth",
						    BANDWIDTH,
						    .help = "of writing "
							    "only" },
	OEM_KEY_ROWS(OEM),
};

static const struct gpamap_words words = {
	.empty = "this map has no memory on a node",
};

/* Options, and the arrays that they point into. */
struct said {
	struct gpamap_hmat_options options;
	struct gpamap_hmat_memory *memory;
	struct gpamap_hmat_matrix matrices[GPAMAP_HMAT_MATRICES];
};

static bool list_memory(const struct gpamap_value *list, struct said *said)
{
	size_t i;

	if (list == NULL)
		return true;
	said->memory = gpamap_memory_take(list->count, sizeof(*said->memory));
	for (i = 0; said->memory != NULL && i < list->count; i++)
		said->memory[i] = (struct gpamap_hmat_memory){
			(uint32_t)list->items[2 * i],
			(uint32_t)list->items[2 * i + 1],
		};
	said->options.memory = said->memory;
	said->options.memory_count = list->count;
	return said->memory != NULL;
}

static bool hear(const struct gpamap_view *view, struct said *said)
{
	const struct gpamap_value *values = view->values;
	const struct gpamap_value *list;
	unsigned int type;

	said->options.oem = gpamap_oem_said(values, OEM);
	said->options.matrices = said->matrices;
	for (type = 0; type < GPAMAP_HMAT_MATRICES; type++) {
		list = gpamap_value_list(values, LATENCY + type);
		if (list == NULL)
			continue;
		if (!gpamap_hmat_matrix_make(
			    list, (enum gpamap_hmat_type)type,
			    gpamap_hmat_keys[LATENCY + type].name, view,
			    &said->matrices[said->options.matrix_count]))
			return false;
		said->options.matrix_count++;
	}
	return list_memory(gpamap_value_list(values, MEMORY), said);
}

static enum gpamap_status write_table(const struct gpamap_layout *layout,
				      const void *options, void *buffer,
				      size_t size, size_t *need,
				      struct gpamap_error *error)
{
	return gpamap_hmat_write(layout, options, buffer, size, need, error);
}

bool gpamap_hmat_row_write(const struct gpamap_view *view, FILE *file)
{
	struct said said = { .memory = NULL };
	bool written =
		hear(view, &said) &&
		gpamap_written(write_table, &said.options, &words, view, file);
	size_t i;

	for (i = 0; i < said.options.matrix_count; i++)
		gpamap_hmat_matrix_clear(&said.matrices[i]);
	free(said.memory);
	return written;
}

bool gpamap_hmat_row_recognises(struct gpamap_span bytes)
{
	return gpamap_acpi_row_is(bytes, "HMAT");
}
