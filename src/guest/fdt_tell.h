/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_FDT_TELL_H
#define GPAMAP_GUEST_FDT_TELL_H

#include <gpamap/fdt.h>

#include "fdt_emit.h"

/* The nodes that tell a layout; see the table in <gpamap/fdt.h>. */

/** A layout, and how it is told. */
struct gpamap_fdt_telling {
	const struct gpamap_layout *layout;
	struct gpamap_fdt_options options; /**< cells are 1 or 2 */
	bool devices; /**< PCI host bridges and persistent memory, too */
	bool numa; /**< numa-node-id and the distance map */
	uint64_t nodes; /**< of the layout */
};

/**
 * Prepare to tell @layout, and check that the tree can.
 *
 * @options: NULL for the defaults.
 */
enum gpamap_status
gpamap_fdt_telling_begin(struct gpamap_fdt_telling *telling,
			 const struct gpamap_layout *layout,
			 const struct gpamap_fdt_options *options, bool devices,
			 struct gpamap_error *error);

/** Say whether the ECAM range at @index has a bridge node. */
bool gpamap_fdt_has_bridge(const struct gpamap_fdt_telling *telling,
			   size_t index);

/** Give the bus that the ECAM range at @index begins with. */
uint64_t gpamap_fdt_first_bus(const struct gpamap_fdt_telling *telling,
			      size_t index);

/** Write the bridge node of the ECAM range at @bridge, which is @ecam. */
void gpamap_fdt_tell_bridge(const struct gpamap_fdt_telling *telling,
			    struct gpamap_fdt_emit *emit, size_t bridge,
			    struct gpamap_range ecam);

/** Write #address-cells and #size-cells. */
void gpamap_fdt_tell_cells(const struct gpamap_fdt_telling *telling,
			   struct gpamap_fdt_emit *emit);

/** Write reg for one range. */
void gpamap_fdt_tell_reg(const struct gpamap_fdt_telling *telling,
			 struct gpamap_fdt_emit *emit,
			 struct gpamap_range range);

/** Write the memory nodes and the distance map. */
void gpamap_fdt_tell_memory(const struct gpamap_fdt_telling *telling,
			    struct gpamap_fdt_emit *emit);

/** Say whether there is anything to be reserved. */
bool gpamap_fdt_has_reserved(const struct gpamap_fdt_telling *telling);

/** Begin /reserved-memory and write its children; the caller ends it. */
void gpamap_fdt_tell_reserved(const struct gpamap_fdt_telling *telling,
			      struct gpamap_fdt_emit *emit);

/** Write the nodes of persistent memory. */
void gpamap_fdt_tell_pmem(const struct gpamap_fdt_telling *telling,
			  struct gpamap_fdt_emit *emit);

/** Write the PCI host bridges and the persistent memory. */
void gpamap_fdt_tell_devices(const struct gpamap_fdt_telling *telling,
			     struct gpamap_fdt_emit *emit);

#endif /* GPAMAP_GUEST_FDT_TELL_H */
