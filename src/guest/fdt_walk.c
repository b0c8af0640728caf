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

/* Counts of cells, and their defaults: Devicetree Specification v0.4, 2.3.5. */
static void take_cells(const void *tree, struct gpamap_fdt_level *level)
{
	int address_cells = fdt_address_cells(tree, level->node);
	int size_cells = fdt_size_cells(tree, level->node);

	if (address_cells < 1 || size_cells < 0)
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
	level->ranges =
		gpamap_fdt_tree_value(walk->tree, level->node, "ranges");
	if (level->ranges.at == NULL || level->address_cells < 1 ||
	    level->address_cells > 2 || level->size_cells > 2 ||
	    above->address_cells < 1 || above->address_cells > 2)
		return GPAMAP_OK;
	level->bus = level->ranges.size == 0 ? GPAMAP_FDT_BUS_SAME
					     : GPAMAP_FDT_BUS_RANGES;
	if (level->ranges.size % entry_size(level, above) != 0)
		return gpamap_fdt_fail(
			walk->error, GPAMAP_ERR_CORRUPT,
			gpamap_fdt_tree_offset(walk->tree, level->node), 0);
	if (level->ranges.size / entry_size(level, above) >
	    GPAMAP_FDT_RANGES_MAX)
		return gpamap_fdt_fail(walk->error, GPAMAP_ERR_TOO_MANY,
				       level->ranges.size /
					       entry_size(level, above),
				       GPAMAP_FDT_RANGES_MAX);
	return GPAMAP_OK;
}

/* Source: Devicetree Specification v0.4, 2.3.4; "ok" is an older "okay". */
static bool is_okay(const void *tree, int node)
{
	return gpamap_fdt_tree_value(tree, node, "status").at == NULL ||
	       gpamap_fdt_tree_says(tree, node, "status", "okay") ||
	       gpamap_fdt_tree_says(tree, node, "status", "ok");
}

enum gpamap_status gpamap_fdt_walk_enter(struct gpamap_fdt_walk *walk, int node)
{
	struct gpamap_fdt_level *level;

	if (walk->depth >= (int)GPAMAP_FDT_DEPTH_MAX)
		return gpamap_fdt_fail(walk->error, GPAMAP_ERR_TOO_MANY,
				       (uint64_t)walk->depth + 1,
				       GPAMAP_FDT_DEPTH_MAX);
	level = &walk->levels[walk->depth];
	*level = (struct gpamap_fdt_level){ .node = node };
	take_cells(walk->tree, level);
	if (walk->depth == 0)
		return GPAMAP_OK;
	level->pci = gpamap_fdt_walk_above(walk)->pci;
	level->passed_over = gpamap_fdt_walk_above(walk)->passed_over ||
			     !is_okay(walk->tree, node);
	if (walk->depth == 1) {
		level->reserved = gpamap_fdt_tree_called(walk->tree, node,
							 "reserved-memory");
		level->cpus = gpamap_fdt_tree_called(walk->tree, node, "cpus");
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
