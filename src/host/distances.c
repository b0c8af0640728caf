/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include <gpamap/acpi_slit.h>

#include "distances.h"
#include "memory.h"
#include "written.h"

/* What was said of two nodes: how far one is from the other. */
struct pair {
	uint64_t from;
	uint64_t to;
	uint8_t distance;
};

static struct pair pair_at(const struct gpamap_value *said, size_t index)
{
	const uint64_t *item = &said->items[3 * index];

	return (struct pair){ item[0], item[1], (uint8_t)item[2] };
}

bool gpamap_distances_fit(uint64_t nodes, const struct gpamap_view *view)
{
	return nodes <= GPAMAP_DISTANCES_NODES_MAX ||
	       gpamap_written_refuse(view,
				     "distances of %" PRIu64
				     " nodes: at most %u",
				     nodes, GPAMAP_DISTANCES_NODES_MAX);
}

static bool check(const struct gpamap_value *said, uint64_t nodes,
		  const struct gpamap_view *view)
{
	size_t i;

	if (!gpamap_distances_fit(nodes, view))
		return false;
	for (i = 0; i < said->count; i++) {
		struct pair pair = pair_at(said, i);
		uint64_t higher = pair.from > pair.to ? pair.from : pair.to;

		if (higher >= nodes)
			return gpamap_written_refuse(
				view,
				"distances: there is no node %" PRIu64
				", the last one is %" PRIu64,
				higher, nodes - 1);
		if (pair.from == pair.to)
			return gpamap_written_refuse(
				view,
				"distances: node %" PRIu64
				" is 10 from itself, always",
				pair.from);
	}
	return true;
}

static void fill(const struct gpamap_value *said, size_t nodes, uint8_t *matrix)
{
	size_t i, j;

	for (i = 0; i < nodes; i++)
		for (j = 0; j < nodes; j++)
			matrix[i * nodes + j] = i == j ? GPAMAP_SLIT_LOCAL
						       : GPAMAP_SLIT_REMOTE;
	for (i = 0; i < said->count; i++) {
		struct pair pair = pair_at(said, i);

		matrix[pair.to * nodes + pair.from] = pair.distance;
	}
	/* What was said of one way stands before what follows from the
	 * other. */
	for (i = 0; i < said->count; i++) {
		struct pair pair = pair_at(said, i);

		matrix[pair.from * nodes + pair.to] = pair.distance;
	}
}

bool gpamap_distances_make(const struct gpamap_value *said, uint64_t nodes,
			   const struct gpamap_view *view, uint8_t **matrix)
{
	*matrix = NULL;
	if (said == NULL)
		return true;
	if (nodes == 0)
		return gpamap_written_refuse(view, "distances: the map has no "
						   "nodes");
	if (!check(said, nodes, view))
		return false;
	*matrix = gpamap_memory_take(nodes, nodes);
	if (*matrix == NULL)
		return false;
	fill(said, nodes, *matrix);
	return true;
}
