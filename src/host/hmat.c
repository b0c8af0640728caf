/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "acpi_oem.h"
#include "acpi_rows.h"
#include "hmat_matrix.h"
#include "memory.h"
#include "written.h"

/* ACPI HMAT: which processors are next to which memory, how fast one reaches
 * the other, and the caches between. */

enum {
	MEMORY,
	LATENCY, /* and the others, by enum gpamap_hmat_type */
	CACHE = LATENCY + GPAMAP_HMAT_MATRICES,
	CACHE_LINE,
	ASSOCIATIVITY,
	WRITE_POLICY,
	OEM,
};

/* By their enums. */
static const char *const associativities[] = { "none", "direct", "complex",
					       NULL };
static const char *const policies[] = { "none", "write-back", "write-through",
					NULL };

/* Bytes in a cache line of x86, and of most others. */
#define LINE 64

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
	[CACHE] = { .name = "cache",
		    .form = GPAMAP_KEY_TRIPLES,
		    .min = 1,
		    .max = UINT64_MAX,
		    .shape = "NODE:LEVEL:SIZE+...",
		    .standard = "none",
		    .help = "caches in front of memory, levels 1 to 3" },
	[CACHE_LINE] = { .name = "cache-line",
			 .form = GPAMAP_KEY_NUMBER,
			 .max = UINT16_MAX,
			 .standard = "64",
			 .help = "bytes in a line of each cache" },
	[ASSOCIATIVITY] = { .name = "associativity",
			    .form = GPAMAP_KEY_WORD,
			    .words = associativities,
			    .standard = "none",
			    .help = "how each cache is addressed" },
	[WRITE_POLICY] = { .name = "write-policy",
			   .form = GPAMAP_KEY_WORD,
			   .words = policies,
			   .standard = "none",
			   .help = "when each cache writes" },
	OEM_KEY_ROWS(OEM),
};

static const struct gpamap_words words = {
	.empty = "this map has no memory on a node",
	.counts_nodes = true,
};

/* Options, and the arrays that they point into. */
struct said {
	struct gpamap_hmat_options options;
	struct gpamap_hmat_memory *memory;
	struct gpamap_hmat_matrix matrices[GPAMAP_HMAT_MATRICES];
	struct gpamap_hmat_cache *caches;
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

/* The levels that the memory of @node has: the highest that was said. */
static unsigned int count_levels(const struct gpamap_value *list, uint64_t node)
{
	uint64_t levels = 0;
	size_t i;

	for (i = 0; i < list->count; i++)
		if (list->items[3 * i] == node &&
		    list->items[3 * i + 1] > levels)
			levels = list->items[3 * i + 1];
	return (unsigned int)levels;
}

static bool check_caches(const struct gpamap_value *list,
			 const struct gpamap_view *view)
{
	size_t i, j;

	for (i = 0; i < list->count; i++) {
		const uint64_t *item = &list->items[3 * i];

		if (item[1] < 1 || item[1] > 3)
			return gpamap_written_refuse(
				view,
				"cache: a cache is of level 1 to 3, not "
				"%" PRIu64,
				item[1]);
		for (j = 0; j < i; j++)
			if (list->items[3 * j] == item[0] &&
			    list->items[3 * j + 1] == item[1])
				return gpamap_written_refuse(view,
							     "cache: %" PRIu64
							     ":%" PRIu64
							     " is given twice",
							     item[0], item[1]);
	}
	return true;
}

static bool list_caches(const struct gpamap_view *view, struct said *said)
{
	const struct gpamap_value *values = view->values;
	const struct gpamap_value *list = gpamap_value_list(values, CACHE);
	size_t i;

	if (list == NULL)
		return true;
	if (!check_caches(list, view))
		return false;
	said->caches = gpamap_memory_take(list->count, sizeof(*said->caches));
	for (i = 0; said->caches != NULL && i < list->count; i++)
		said->caches[i] = (struct gpamap_hmat_cache){
			.memory = (uint32_t)list->items[3 * i],
			.level = (unsigned int)list->items[3 * i + 1],
			.levels = count_levels(list, list->items[3 * i]),
			.size = list->items[3 * i + 2],
			.associativity = (enum gpamap_hmat_associativity)
				gpamap_value_number(values, ASSOCIATIVITY, 0),
			.write_policy = (enum gpamap_hmat_write_policy)
				gpamap_value_number(values, WRITE_POLICY, 0),
			.line = (uint16_t)gpamap_value_number(values,
							      CACHE_LINE, LINE),
		};
	said->options.caches = said->caches;
	said->options.cache_count = list->count;
	return said->caches != NULL;
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
	return list_memory(gpamap_value_list(values, MEMORY), said) &&
	       list_caches(view, said);
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
	free(said.caches);
	return written;
}

bool gpamap_hmat_row_recognises(struct gpamap_span bytes)
{
	return gpamap_acpi_row_is(bytes, "HMAT");
}
