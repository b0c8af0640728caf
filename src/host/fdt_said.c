/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include <gpamap/acpi_mcfg.h>

#include "distances.h"
#include "fdt_rows.h"
#include "fdt_said.h"
#include "file.h"
#include "memory.h"
#include "value_array.h"
#include "written.h"

enum {
	ADDRESS_CELLS,
	SIZE_CELLS,
	NUMA,
	DISTANCES,
	SEGMENTS,
	FIRST_BUSES,
	WINDOW_BRIDGES,
	COMPATIBLE,
	MODEL,
	SHARED_KEYS,
	INTO = SHARED_KEYS,
};

#define TEXT_LONGEST 200

#define SHARED_KEY_ROWS                                                        \
	[ADDRESS_CELLS] = { .name = "address-cells",                           \
			    .form = GPAMAP_KEY_NUMBER,                         \
			    .min = 1,                                          \
			    .max = 2,                                          \
			    .standard = "2",                                   \
			    .help = "words of 32 bits in an address" },        \
	[SIZE_CELLS] = { .name = "size-cells",                                 \
			 .form = GPAMAP_KEY_NUMBER,                            \
			 .min = 1,                                             \
			 .max = 2,                                             \
			 .standard = "2",                                      \
			 .help = "words of 32 bits in a size" },               \
	[NUMA] = { .name = "numa",                                             \
		   .standard = "where there are two nodes",                    \
		   .help = "tell nodes and distances of one node, too" },      \
	[DISTANCES] = { .name = "distances", DISTANCES_KEY },                  \
	[SEGMENTS] = { .name = "segments",                                     \
		       .form = GPAMAP_KEY_NUMBERS,                             \
		       .max = UINT32_MAX,                                      \
		       .standard = "all 0",                                    \
		       .help = "linux,pci-domain of each ECAM range" },        \
	[FIRST_BUSES] = { .name = "first-buses",                               \
			  .form = GPAMAP_KEY_NUMBERS,                          \
			  .max = GPAMAP_MCFG_BUSES - 1,                        \
			  .standard = "counted on",                            \
			  .help = "first bus of each ECAM range" },            \
	[WINDOW_BRIDGES] = { .name = "window-bridges",                         \
			     .form = GPAMAP_KEY_NUMBERS,                       \
			     .max = UINT32_MAX,                                \
			     .standard = "all 0",                              \
			     .help = "for each PCI window its ECAM range, "    \
				     "from 0 on" },                            \
	[COMPATIBLE] = { .name = "compatible",                                 \
			 .form = GPAMAP_KEY_TEXT,                              \
			 .max = TEXT_LONGEST,                                  \
			 .standard = "linux,dummy-virt",                       \
			 .help = "of the root; write a comma twice" },         \
	[MODEL] = { .name = "model",                                           \
		    .form = GPAMAP_KEY_TEXT,                                   \
		    .max = TEXT_LONGEST,                                       \
		    .standard = "linux,dummy-virt",                            \
		    .help = "of the root" }

const struct gpamap_key gpamap_dts_keys[] = {
	SHARED_KEY_ROWS,
	[SHARED_KEYS] = { .name = NULL },
};

const struct gpamap_key gpamap_dtb_keys[] = {
	SHARED_KEY_ROWS,
	[INTO] = { .name = "into",
		   .form = GPAMAP_KEY_FILE,
		   .standard = "a new tree",
		   .help = "the tree in this file, with its memory told anew" },
	{ .name = NULL },
};

/* Say whether a list has one number for each of @ranges. */
static bool fits(const struct gpamap_view *view, const char *key,
		 const struct gpamap_value *list, size_t ranges,
		 const char *what)
{
	return list == NULL || list->count == ranges ||
	       gpamap_written_refuse(view,
				     "%s has %zu number%s for %zu PCI %s%s",
				     key, list->count,
				     list->count == 1 ? "" : "s", ranges, what,
				     ranges == 1 ? "" : "s");
}

/* The first bus behind those that earlier ranges of the segment have. */
static uint32_t count_on(const struct gpamap_range *ecam,
			 const struct gpamap_fdt_bridge *bridges, size_t index)
{
	size_t i = index;

	while (i-- > 0)
		if (bridges[i].segment == bridges[index].segment)
			return bridges[i].first_bus +
			       (uint32_t)((ecam[i].end - ecam[i].start) /
					  GPAMAP_MCFG_BUS_SIZE);
	return 0;
}

static bool list_bridges(const struct gpamap_view *view,
			 struct gpamap_fdt_said *said)
{
	const struct gpamap_value *segments =
		gpamap_value_list(view->values, SEGMENTS);
	const struct gpamap_value *buses =
		gpamap_value_list(view->values, FIRST_BUSES);
	const struct gpamap_range *ecam;
	size_t count, i;

	ecam = gpamap_layout_pci_ecam(view->layout, &count);
	if (segments == NULL && buses == NULL)
		return true;
	if (!fits(view, "segments", segments, count, "ECAM range") ||
	    !fits(view, "first-buses", buses, count, "ECAM range"))
		return false;
	said->bridges = gpamap_memory_take(count, sizeof(*said->bridges));
	if (said->bridges == NULL)
		return false;
	for (i = 0; i < count; i++) {
		struct gpamap_fdt_bridge *bridge = &said->bridges[i];

		if (segments != NULL)
			bridge->segment = (uint32_t)segments->items[i];
		bridge->first_bus = buses != NULL
					    ? (uint32_t)buses->items[i]
					    : count_on(ecam, said->bridges, i);
	}
	said->options.bridges = said->bridges;
	return true;
}

static bool list_windows(const struct gpamap_view *view,
			 struct gpamap_fdt_said *said)
{
	const struct gpamap_value *list =
		gpamap_value_list(view->values, WINDOW_BRIDGES);
	size_t windows, ranges, i;

	gpamap_layout_pci_ecam(view->layout, &ranges);
	gpamap_layout_pci_mmio(view->layout, &windows);
	if (!fits(view, "window-bridges", list, windows, "MMIO range"))
		return false;
	for (i = 0; list != NULL && i < list->count; i++)
		if (list->items[i] >= ranges)
			return gpamap_written_refuse(
				view,
				"window-bridges: there is no ECAM range "
				"%" PRIu64,
				list->items[i]);
	if (!gpamap_value_array(list, sizeof(size_t), &said->window_bridges,
				&windows))
		return false;
	said->options.window_bridges = said->window_bridges;
	return true;
}

static bool hear_nothing(void *context, const struct gpamap_fact *fact)
{
	(void)context;
	(void)fact;
	return false;
}

bool gpamap_fdt_said_into(const struct gpamap_view *view,
			  struct gpamap_fdt_said *said)
{
	const char *path = gpamap_value_text(view->values, INTO);
	char why[GPAMAP_ERROR_TEXT_MAX] = "";
	struct gpamap_error error;
	const char *fault;

	if (path == NULL)
		return true;
	fault = gpamap_file_read(path, &said->into);
	if (fault != NULL)
		return gpamap_written_refuse(view, "cannot read %.160s: %s",
					     path, fault);
	if (gpamap_fdt_read(said->into.at, said->into.length, hear_nothing,
			    NULL, &error) == GPAMAP_OK)
		return true;
	gpamap_error_format(&error, why, sizeof(why), NULL);
	return gpamap_written_refuse(view, "%.100s: %s", path, why);
}

bool gpamap_fdt_said_make(const struct gpamap_view *view,
			  struct gpamap_fdt_said *said)
{
	const struct gpamap_value *values = view->values;
	struct gpamap_fdt_options *options = &said->options;
	uint64_t nodes = gpamap_layout_node_count(view->layout);

	*said = (struct gpamap_fdt_said){ .distances = NULL };
	options->address_cells =
		(unsigned int)gpamap_value_number(values, ADDRESS_CELLS, 0);
	options->size_cells =
		(unsigned int)gpamap_value_number(values, SIZE_CELLS, 0);
	options->numa = gpamap_value_on(values, NUMA);
	options->compatible = gpamap_value_text(values, COMPATIBLE);
	options->model = gpamap_value_text(values, MODEL);
	if (!gpamap_distances_make(gpamap_value_list(values, DISTANCES), nodes,
				   view, &said->distances) ||
	    !list_bridges(view, said) || !list_windows(view, said))
		return false;
	options->distances = said->distances;
	if (said->distances != NULL)
		options->distance_nodes = (size_t)nodes;
	return true;
}

void gpamap_fdt_said_clear(struct gpamap_fdt_said *said)
{
	free(said->distances);
	free(said->bridges);
	free(said->window_bridges);
	free((void *)(uintptr_t)said->into.at);
}
