/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include <gpamap/acpi_slit.h>

#include "acpi_oem.h"
#include "acpi_rows.h"
#include "distances.h"
#include "written.h"

/* ACPI SLIT: how far nodes are from each other. */

enum {
	NODES,
	DISTANCES,
	OEM,
};

const struct gpamap_key gpamap_slit_keys[] = {
	[NODES] = { .name = "nodes",
		    .form = GPAMAP_KEY_NUMBER,
		    .min = 1,
		    .max = GPAMAP_DISTANCES_NODES_MAX,
		    .standard = "the map's",
		    .help = "more than the map has, as for nodes without RAM" },
	[DISTANCES] = { .name = "distances", DISTANCES_KEY },
	OEM_KEY_ROWS(OEM),
};

static const struct gpamap_words words = { .empty = "this map has no nodes",
					   .unit = "nodes" };

static enum gpamap_status write_table(const struct gpamap_layout *layout,
				      const void *options, void *buffer,
				      size_t size, size_t *need,
				      struct gpamap_error *error)
{
	return gpamap_slit_write(layout, options, buffer, size, need, error);
}

bool gpamap_slit_row_write(const struct gpamap_view *view, FILE *file)
{
	const struct gpamap_value *values = view->values;
	const struct gpamap_value *distances =
		gpamap_value_list(values, DISTANCES);
	uint64_t nodes = gpamap_value_number(
		values, NODES, gpamap_layout_node_count(view->layout));
	struct gpamap_slit_options options = { .oem = gpamap_oem_said(values,
								      OEM) };
	uint8_t *matrix;
	bool written;

	if (!gpamap_distances_fit(nodes, view) ||
	    !gpamap_distances_make(distances, nodes, view, &matrix))
		return false;
	if (matrix != NULL || gpamap_value_number(values, NODES, 0) != 0)
		options.node_count = (size_t)nodes;
	options.distances = matrix;
	written = gpamap_written(write_table, &options, &words, view, file);
	free(matrix);
	return written;
}

bool gpamap_slit_row_recognises(struct gpamap_span bytes)
{
	return gpamap_acpi_row_is(bytes, "SLIT");
}
