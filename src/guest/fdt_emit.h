/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_FDT_EMIT_H
#define GPAMAP_GUEST_FDT_EMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The bytes of a flattened tree, in order. The same calls are made twice: to
 * measure, and to fill. libfdt's own writers cannot measure, and search the
 * strings or move the rest of the tree for each change.
 *
 * Source: Devicetree Specification v0.4, 5.
 */

/** The property names that gpamap itself writes. */
enum gpamap_fdt_name {
	GPAMAP_FDT_ADDRESS_CELLS,
	GPAMAP_FDT_SIZE_CELLS,
	GPAMAP_FDT_COMPATIBLE,
	GPAMAP_FDT_MODEL,
	GPAMAP_FDT_DEVICE_TYPE,
	GPAMAP_FDT_REG,
	GPAMAP_FDT_NUMA_NODE_ID,
	GPAMAP_FDT_DISTANCE_MATRIX,
	GPAMAP_FDT_RANGES,
	GPAMAP_FDT_NO_MAP,
	GPAMAP_FDT_BUS_RANGE,
	GPAMAP_FDT_PCI_DOMAIN,
	GPAMAP_FDT_NAME_COUNT,
};

/** What a tree is copied from, if it is. All zero: from nothing. */
struct gpamap_fdt_base {
	const unsigned char *reservations; /**< without the last, empty one */
	uint32_t reservations_size;
	const unsigned char *strings;
	uint32_t strings_size;
	uint32_t boot_cpu;
};

struct gpamap_fdt_emit {
	unsigned char *at; /**< the next byte; NULL: measure only */
	uint64_t used; /**< bytes of the structure block so far */
	uint64_t names_size; /**< of the names used so far */
	/** Place in the strings block, plus 1; 0: not used yet. */
	uint64_t name_places[GPAMAP_FDT_NAME_COUNT];
	struct gpamap_fdt_base base;
};

/** Begin to measure. */
void gpamap_fdt_emit_begin(struct gpamap_fdt_emit *emit,
			   const struct gpamap_fdt_base *base);

/** Give the bytes of the whole tree, from what was measured. */
uint64_t gpamap_fdt_emit_size(const struct gpamap_fdt_emit *emit);

/** Begin to fill @buffer, of that many bytes, with all that was measured. */
void gpamap_fdt_emit_fill(struct gpamap_fdt_emit *emit, unsigned char *buffer);

/** Begin a node called @name. */
void gpamap_fdt_emit_node(struct gpamap_fdt_emit *emit, const char *name);

/** Begin a node called @name@@unit, the unit in hexadecimal. */
void gpamap_fdt_emit_unit(struct gpamap_fdt_emit *emit, const char *name,
			  uint64_t unit);

void gpamap_fdt_emit_node_end(struct gpamap_fdt_emit *emit);

/** Begin a property of @size bytes; so many emit_bytes and _cells follow. */
void gpamap_fdt_emit_property(struct gpamap_fdt_emit *emit,
			      enum gpamap_fdt_name name, uint64_t size);

/** Begin a property whose name is at @place of the base's strings. */
void gpamap_fdt_emit_copied(struct gpamap_fdt_emit *emit, uint32_t place,
			    uint64_t size);

/** Write a number in 1 or 2 cells. */
void gpamap_fdt_emit_cells(struct gpamap_fdt_emit *emit, uint64_t value,
			   unsigned int cells);

/** Write bytes, and zeroes up to the next cell. */
void gpamap_fdt_emit_bytes(struct gpamap_fdt_emit *emit, const void *bytes,
			   size_t size);

/** A property that is one string. */
void gpamap_fdt_emit_string(struct gpamap_fdt_emit *emit,
			    enum gpamap_fdt_name name, const char *value);

/** A property that is one cell. */
void gpamap_fdt_emit_cell(struct gpamap_fdt_emit *emit,
			  enum gpamap_fdt_name name, uint32_t value);

/** End the tree. */
void gpamap_fdt_emit_end(struct gpamap_fdt_emit *emit);

#endif /* GPAMAP_GUEST_FDT_EMIT_H */
