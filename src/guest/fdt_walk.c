/* SPDX-License-Identifier: MIT */
#include <libfdt.h>

#include "bytes.h"
#include "fdt_fault.h"
#include "fdt_walk.h"

#define CELL 4u

uint64_t gpamap_fdt_cells(const unsigned char *at, unsigned int cells)
{
	if (cells == 0)
		return 0;
	return cells == 1 ? gpamap_get_be32(at) : gpamap_get_be64(at);
}

struct gpamap_fdt_level *gpamap_fdt_walk_here(struct gpamap_fdt_walk *walk)
{
	return &walk->levels[walk->depth];
}

const struct gpamap_fdt_level *
gpamap_fdt_walk_above(const struct gpamap_fdt_walk *walk)
{
	return &walk->levels[walk->depth - 1];
}

void gpamap_fdt_walk_begin(struct gpamap_fdt_walk *walk)
{
	walk->node = (struct gpamap_fdt_node){ .behind = 0 };
	walk->depth = -1;
}

bool gpamap_fdt_walk_next(struct gpamap_fdt_walk *walk)
{
	return gpamap_fdt_node_next(walk->tree, &walk->node, &walk->depth);
}

/* Counts of cells, and their defaults: Devicetree Specification v0.4, 2.3.5. */
static uint64_t take_cells(const struct gpamap_fdt_node *node,
			   enum gpamap_fdt_property property,
			   uint64_t otherwise)
{
	if (node->values[property].at == NULL)
		return otherwise;
	return gpamap_fdt_node_cell(node, property, UINT64_MAX);
}

static void take_both_cells(const struct gpamap_fdt_node *node,
			    struct gpamap_fdt_level *level)
{
	uint64_t address_cells = take_cells(node, GPAMAP_FDT_ADDRESS_CELLS, 2);
	uint64_t size_cells = take_cells(node, GPAMAP_FDT_SIZE_CELLS, 1);

	if (address_cells > FDT_MAX_NCELLS || size_cells > FDT_MAX_NCELLS)
		return;
	level->address_cells = (unsigned int)address_cells;
	level->size_cells = (unsigned int)size_cells;
}

static size_t entry_size(const struct gpamap_fdt_level *level,
			 const struct gpamap_fdt_level *above)
{
	return (size_t)CELL * (level->address_cells + above->address_cells +
			       level->size_cells);
}

/* ranges: Devicetree Specification v0.4, 2.3.8. Where its children have
 * addresses of three cells, they are on a PCI bus and not looked at. */
static enum gpamap_status take_ranges(struct gpamap_fdt_walk *walk,
				      struct gpamap_fdt_level *level)
{
	const struct gpamap_fdt_level *above = gpamap_fdt_walk_above(walk);

	level->bus = GPAMAP_FDT_BUS_CLOSED;
	level->ranges = walk->node.values[GPAMAP_FDT_RANGES];
	if (level->ranges.at == NULL || level->address_cells < 1 ||
	    level->address_cells > 2 || level->size_cells > 2 ||
	    above->address_cells < 1 || above->address_cells > 2)
		return GPAMAP_OK;
	level->bus = level->ranges.size == 0 ? GPAMAP_FDT_BUS_SAME
					     : GPAMAP_FDT_BUS_RANGES;
	if (level->ranges.size % entry_size(level, above) != 0)
		return gpamap_fdt_fail(
			walk->error, GPAMAP_ERR_CORRUPT,
			gpamap_fdt_tree_offset(walk->tree, walk->node.offset),
			0);
	if (level->ranges.size / entry_size(level, above) >
	    GPAMAP_FDT_RANGES_MAX)
		return gpamap_fdt_fail(walk->error, GPAMAP_ERR_TOO_MANY,
				       level->ranges.size /
					       entry_size(level, above),
				       GPAMAP_FDT_RANGES_MAX);
	return GPAMAP_OK;
}

/* Source: Devicetree Specification v0.4, 2.3.4; "ok" is an older "okay". */
static bool is_okay(const struct gpamap_fdt_node *node)
{
	return node->values[GPAMAP_FDT_STATUS].at == NULL ||
	       gpamap_fdt_node_says(node, GPAMAP_FDT_STATUS, "okay") ||
	       gpamap_fdt_node_says(node, GPAMAP_FDT_STATUS, "ok");
}

enum gpamap_status gpamap_fdt_walk_enter(struct gpamap_fdt_walk *walk)
{
	const struct gpamap_fdt_node *node = &walk->node;
	struct gpamap_fdt_level *level;

	if (walk->depth >= (int)GPAMAP_FDT_DEPTH_MAX)
		return gpamap_fdt_fail(walk->error, GPAMAP_ERR_TOO_MANY,
				       (uint64_t)walk->depth + 1,
				       GPAMAP_FDT_DEPTH_MAX);
	level = &walk->levels[walk->depth];
	*level = (struct gpamap_fdt_level){ .address_cells = 0 };
	take_both_cells(node, level);
	if (walk->depth == 0)
		return GPAMAP_OK;
	level->pci = gpamap_fdt_walk_above(walk)->pci;
	level->passed_over = gpamap_fdt_walk_above(walk)->passed_over ||
			     !is_okay(node);
	if (walk->depth == 1) {
		level->reserved =
			gpamap_fdt_name_is(node->name, "reserved-memory");
		level->cpus = gpamap_fdt_name_is(node->name, "cpus");
	}
	return level->passed_over ? GPAMAP_OK : take_ranges(walk, level);
}

/* Translate by the ranges of the level at @depth. */
static bool translate_by(const struct gpamap_fdt_walk *walk, int depth,
			 uint64_t *start, uint64_t size)
{
	const struct gpamap_fdt_level *level = &walk->levels[depth];
	const struct gpamap_fdt_level *above = &walk->levels[depth - 1];
	size_t entry = entry_size(level, above);
	const unsigned char *at = level->ranges.at;
	uint64_t child, parent, length;
	size_t i;

	for (i = 0; i < level->ranges.size / entry; i++, at += entry) {
		child = gpamap_fdt_cells(at, level->address_cells);
		parent = gpamap_fdt_cells(at + CELL * level->address_cells,
					  above->address_cells);
		length = gpamap_fdt_cells(at + CELL * (level->address_cells +
						       above->address_cells),
					  level->size_cells);
		if (*start < child || *start - child >= length ||
		    size > length - (*start - child))
			continue;
		if (parent > UINT64_MAX - (*start - child))
			return false;
		*start = parent + (*start - child);
		return true;
	}
	return false;
}

bool gpamap_fdt_walk_translate(const struct gpamap_fdt_walk *walk,
			       uint64_t *start, uint64_t size)
{
	int depth;

	for (depth = walk->depth - 1; depth > 0; depth--) {
		if (walk->levels[depth].bus == GPAMAP_FDT_BUS_CLOSED)
			return false;
		if (walk->levels[depth].bus == GPAMAP_FDT_BUS_RANGES &&
		    !translate_by(walk, depth, start, size))
			return false;
	}
	return true;
}
