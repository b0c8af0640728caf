/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_FDT_NODE_H
#define GPAMAP_GUEST_FDT_NODE_H

#include "fdt_tree.h"

/*
 * The nodes of a checked tree, one after the other, each with the properties
 * that tell of the map: all of them are found in one pass, where libfdt would
 * look for each from the start.
 */

enum gpamap_fdt_property {
	GPAMAP_FDT_ADDRESS_CELLS,
	GPAMAP_FDT_SIZE_CELLS,
	GPAMAP_FDT_BUS_RANGE,
	GPAMAP_FDT_COMPATIBLE,
	GPAMAP_FDT_DEVICE_TYPE,
	GPAMAP_FDT_DISTANCE_MATRIX,
	GPAMAP_FDT_HOTPLUGGABLE,
	GPAMAP_FDT_PCI_DOMAIN,
	GPAMAP_FDT_NUMA_NODE_ID,
	GPAMAP_FDT_RANGES,
	GPAMAP_FDT_REG,
	GPAMAP_FDT_STATUS,
	GPAMAP_FDT_PROPERTY_COUNT,
};

/** What a property holds. All zero: it is not there. */
struct gpamap_fdt_value {
	const unsigned char *at;
	uint32_t size;
};

/** All zero: before the first node. */
struct gpamap_fdt_node {
	int offset;
	int behind; /**< the offset of what follows its properties */
	const char *name; /**< with its unit address */
	struct gpamap_fdt_value values[GPAMAP_FDT_PROPERTY_COUNT];
};

/**
 * Go on to the next node of @tree.
 *
 * @depth: -1 before the first; brought up to date.
 * Returns false behind the last one.
 */
bool gpamap_fdt_node_next(const void *tree, struct gpamap_fdt_node *node,
			  int *depth);

/** Give a property of one cell, or @otherwise where it is none. */
uint64_t gpamap_fdt_node_cell(const struct gpamap_fdt_node *node,
			      enum gpamap_fdt_property property,
			      uint64_t otherwise);

/** Say whether a property is the string @text. */
bool gpamap_fdt_node_says(const struct gpamap_fdt_node *node,
			  enum gpamap_fdt_property property, const char *text);

/** Say whether @node is compatible with @text. */
bool gpamap_fdt_node_compatible(const struct gpamap_fdt_node *node,
				const char *text);

#endif /* GPAMAP_GUEST_FDT_NODE_H */
