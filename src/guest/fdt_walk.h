/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_FDT_WALK_H
#define GPAMAP_GUEST_FDT_WALK_H

#include <gpamap/fdt.h>

#include "fdt_node.h"

/*
 * A walk over a checked tree, node by node, that knows the buses above each:
 * in which cells they count, and where their addresses are to the processor.
 */

/** How the addresses of a node's children become those of its own bus. */
enum gpamap_fdt_bus {
	GPAMAP_FDT_BUS_SAME, /**< unchanged */
	GPAMAP_FDT_BUS_RANGES, /**< by its ranges */
	GPAMAP_FDT_BUS_CLOSED, /**< not at all */
};

/** The most ranges of a bus that are searched. */
#define GPAMAP_FDT_RANGES_MAX 64u

/** A node on the way down from the root. */
struct gpamap_fdt_level {
	unsigned int address_cells; /**< of its children; 0: none that serve */
	unsigned int size_cells;
	enum gpamap_fdt_bus bus;
	struct gpamap_fdt_value ranges;
	bool passed_over; /**< with all that is in it */
	bool reserved; /**< it is /reserved-memory */
	bool cpus; /**< it is /cpus */
	bool pci; /**< it is a PCI bus, or on one */
};

struct gpamap_fdt_walk {
	const void *tree;
	struct gpamap_fdt_node node; /**< where the walk is */
	int depth; /**< of it; the root is at 0 */
	struct gpamap_fdt_level levels[GPAMAP_FDT_DEPTH_MAX];
	struct gpamap_error *error;
};

/** Begin before the root. */
void gpamap_fdt_walk_begin(struct gpamap_fdt_walk *walk);

/** Go on to the next node. Returns false behind the last one. */
bool gpamap_fdt_walk_next(struct gpamap_fdt_walk *walk);

/**
 * Enter the node that the walk is at.
 *
 * Errors: CORRUPT (cells or ranges that cannot be), TOO_MANY.
 */
enum gpamap_status gpamap_fdt_walk_enter(struct gpamap_fdt_walk *walk);

/** Give the level of the node that the walk is at. */
struct gpamap_fdt_level *gpamap_fdt_walk_here(struct gpamap_fdt_walk *walk);

/** Give the level above. Not to be called at the root. */
const struct gpamap_fdt_level *
gpamap_fdt_walk_above(const struct gpamap_fdt_walk *walk);

/** Give a number of up to two cells. */
uint64_t gpamap_fdt_cells(const unsigned char *at, unsigned int cells);

/**
 * Turn @start, on the bus that the walk's node is on, into the processor's
 * address.
 *
 * @size: bytes that must be reached together.
 * Returns false where the processor does not reach them.
 */
bool gpamap_fdt_walk_translate(const struct gpamap_fdt_walk *walk,
			       uint64_t *start, uint64_t size);

#endif /* GPAMAP_GUEST_FDT_WALK_H */
