/* SPDX-License-Identifier: MIT */
#include <libfdt.h>

#include "bytes.h"
#include "fdt_fault.h"
#include "fdt_read.h"

/* The facts of a tree, node by node. */

#define CELL 4u

enum gpamap_status gpamap_fdt_corrupt(const struct gpamap_fdt_reading *reading,
				      const unsigned char *at)
{
	const unsigned char *bytes = reading->walk.tree;

	return gpamap_fdt_fail(reading->walk.error, GPAMAP_ERR_CORRUPT,
			       (uint64_t)(at - bytes), 0);
}

void gpamap_fdt_tell_fact(struct gpamap_fdt_reading *reading,
			  struct gpamap_fact *fact, const unsigned char *at)
{
	const unsigned char *bytes = reading->walk.tree;

	fact->offset = (size_t)(at - bytes);
	if (reading->report != NULL && !reading->stopped)
		reading->stopped = !reading->report(reading->context, fact);
}

enum gpamap_status gpamap_fdt_tell_range(struct gpamap_fdt_reading *reading,
					 struct gpamap_fact *fact,
					 uint64_t start, uint64_t size,
					 const unsigned char *at)
{
	if (size == 0 ||
	    !gpamap_fdt_walk_translate(&reading->walk, &start, size))
		return GPAMAP_OK;
	if (size - 1 > UINT64_MAX - start)
		return gpamap_fdt_corrupt(reading, at);
	fact->start = start;
	/* What ends with the 64-bit space ends one byte earlier. */
	fact->end = size > UINT64_MAX - start ? UINT64_MAX : start + size;
	gpamap_fdt_tell_fact(reading, fact, at);
	return GPAMAP_OK;
}

uint64_t gpamap_fdt_vnode(const struct gpamap_fdt_reading *reading)
{
	return gpamap_fdt_node_cell(&reading->walk.node,
				    GPAMAP_FDT_NUMA_NODE_ID, GPAMAP_NO_VNODE);
}

/* Tell each range in reg of the node as @pattern says.
 * Source: Devicetree Specification v0.4, 2.3.6. */
static enum gpamap_status tell_reg(struct gpamap_fdt_reading *reading,
				   const struct gpamap_fact *pattern)
{
	const struct gpamap_fdt_level *bus =
		gpamap_fdt_walk_above(&reading->walk);
	struct gpamap_fdt_value reg = reading->walk.node.values[GPAMAP_FDT_REG];
	uint32_t entry = CELL * (bus->address_cells + bus->size_cells);
	enum gpamap_status status = GPAMAP_OK;
	struct gpamap_fact fact;
	uint32_t i;

	if (reg.size == 0)
		return GPAMAP_OK;
	if (bus->address_cells < 1 || bus->address_cells > 2 ||
	    bus->size_cells < 1 || bus->size_cells > 2 || reg.size % entry != 0)
		return gpamap_fdt_corrupt(reading, reg.at);
	for (i = 0; i < reg.size && status == GPAMAP_OK; i += entry) {
		fact = *pattern;
		status = gpamap_fdt_tell_range(
			reading, &fact,
			gpamap_fdt_cells(reg.at + i, bus->address_cells),
			gpamap_fdt_cells(reg.at + i + CELL * bus->address_cells,
					 bus->size_cells),
			reg.at + i);
	}
	return status;
}

/* Source: Devicetree Specification v0.4, 3.4. */
static enum gpamap_status tell_memory(struct gpamap_fdt_reading *reading)
{
	struct gpamap_fact fact = { .type = GPAMAP_FACT_RANGE,
				    .kind = GPAMAP_KIND_RAM,
				    .vnode = gpamap_fdt_vnode(reading) };

	if (reading->walk.node.values[GPAMAP_FDT_HOTPLUGGABLE].at != NULL)
		fact.flags = GPAMAP_FACT_HOTPLUG;
	return tell_reg(reading, &fact);
}

static enum gpamap_status tell_reserved(struct gpamap_fdt_reading *reading)
{
	struct gpamap_fact fact = { .type = GPAMAP_FACT_RANGE,
				    .kind = GPAMAP_KIND_RESERVED,
				    .vnode = GPAMAP_NO_VNODE };

	return tell_reg(reading, &fact);
}

static enum gpamap_status tell_pmem(struct gpamap_fdt_reading *reading)
{
	struct gpamap_fact fact = { .type = GPAMAP_FACT_RANGE,
				    .kind = GPAMAP_KIND_PMEM,
				    .vnode = gpamap_fdt_vnode(reading),
				    .flags = GPAMAP_FACT_PERSISTENT };

	return tell_reg(reading, &fact);
}

/* Source: Devicetree Specification v0.4, 3.8: each entry of reg is a thread. */
static enum gpamap_status tell_cpu(struct gpamap_fdt_reading *reading)
{
	unsigned int cells =
		gpamap_fdt_walk_above(&reading->walk)->address_cells;
	struct gpamap_fdt_value reg = reading->walk.node.values[GPAMAP_FDT_REG];
	struct gpamap_fact fact = { .type = GPAMAP_FACT_CPU,
				    .vnode = gpamap_fdt_vnode(reading) };
	uint32_t i;

	if (reg.size == 0)
		return GPAMAP_OK;
	if (cells < 1 || cells > 2 || reg.size % (CELL * cells) != 0)
		return gpamap_fdt_corrupt(reading, reg.at);
	for (i = 0; i < reg.size; i += CELL * cells) {
		fact.cpu = gpamap_fdt_cells(reg.at + i, cells);
		gpamap_fdt_tell_fact(reading, &fact, reg.at + i);
	}
	return GPAMAP_OK;
}

/* Source: Linux 6.1, Documentation/devicetree/bindings/numa.txt, 3. */
static enum gpamap_status tell_distances(struct gpamap_fdt_reading *reading)
{
	struct gpamap_fdt_value matrix =
		reading->walk.node.values[GPAMAP_FDT_DISTANCE_MATRIX];
	struct gpamap_fact fact = { .type = GPAMAP_FACT_DISTANCE };
	uint32_t i;

	if (matrix.size % (3 * CELL) != 0)
		return gpamap_fdt_corrupt(reading, matrix.at);
	for (i = 0; i < matrix.size; i += 3 * CELL) {
		fact.from = gpamap_get_be32(matrix.at + i);
		fact.to = gpamap_get_be32(matrix.at + i + CELL);
		fact.distance = gpamap_get_be32(matrix.at + i + 2 * CELL);
		gpamap_fdt_tell_fact(reading, &fact, matrix.at + i);
	}
	return GPAMAP_OK;
}

static enum gpamap_status tell_node(struct gpamap_fdt_reading *reading)
{
	const struct gpamap_fdt_level *above =
		gpamap_fdt_walk_above(&reading->walk);
	const struct gpamap_fdt_node *node = &reading->walk.node;

	if (above->reserved)
		return tell_reserved(reading);
	if (above->cpus &&
	    gpamap_fdt_node_says(node, GPAMAP_FDT_DEVICE_TYPE, "cpu"))
		return tell_cpu(reading);
	if (reading->walk.depth == 1 &&
	    gpamap_fdt_node_says(node, GPAMAP_FDT_DEVICE_TYPE, "memory"))
		return tell_memory(reading);
	if (gpamap_fdt_node_compatible(node, "numa-distance-map-v1"))
		return tell_distances(reading);
	if (gpamap_fdt_node_compatible(node, "pmem-region"))
		return tell_pmem(reading);
	if (!above->pci && gpamap_fdt_is_bridge(node))
		return gpamap_fdt_tell_bridge_facts(reading);
	return GPAMAP_OK;
}

/* Source: Devicetree Specification v0.4, 5.3. */
static enum gpamap_status tell_reservations(struct gpamap_fdt_reading *reading)
{
	const unsigned char *at = reading->walk.tree;
	int count = fdt_num_mem_rsv(reading->walk.tree);
	enum gpamap_status status = GPAMAP_OK;
	uint64_t start, size;
	struct gpamap_fact fact;
	int i;

	at += fdt_off_mem_rsvmap(reading->walk.tree);
	for (i = 0; i < count && status == GPAMAP_OK; i++, at += 16) {
		start = gpamap_get_be64(at);
		size = gpamap_get_be64(at + 8);
		fact = (struct gpamap_fact){ .type = GPAMAP_FACT_RANGE,
					     .kind = GPAMAP_KIND_RESERVED,
					     .vnode = GPAMAP_NO_VNODE };
		status = gpamap_fdt_tell_range(reading, &fact, start, size, at);
	}
	return status;
}

static enum gpamap_status read_all(struct gpamap_fdt_reading *reading)
{
	struct gpamap_fdt_walk *walk = &reading->walk;
	enum gpamap_status status;

	gpamap_fdt_walk_begin(walk);
	status = tell_reservations(reading);
	while (status == GPAMAP_OK && !reading->stopped &&
	       gpamap_fdt_walk_next(walk)) {
		status = gpamap_fdt_walk_enter(walk);
		if (status == GPAMAP_OK && walk->depth > 0 &&
		    !gpamap_fdt_walk_here(walk)->passed_over)
			status = tell_node(reading);
	}
	return status;
}

enum gpamap_status gpamap_fdt_read(const void *bytes, size_t size,
				   gpamap_fact_report *report, void *context,
				   struct gpamap_error *error)
{
	struct gpamap_fdt_reading reading = {
		.walk = { .tree = bytes, .error = error },
	};
	enum gpamap_status status;

	if (report == NULL)
		return gpamap_fdt_fail(error, GPAMAP_ERR_ARGUMENT, 0, 0);
	status = gpamap_fdt_tree_check(bytes, size, error);
	/* Once for its faults, and once for its facts. */
	if (status == GPAMAP_OK)
		status = read_all(&reading);
	if (status != GPAMAP_OK)
		return status;
	reading.report = report;
	reading.context = context;
	return read_all(&reading);
}
