/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_FDT_READ_H
#define GPAMAP_GUEST_FDT_READ_H

#include <gpamap/fdt.h>

#include "fdt_walk.h"

/* A tree being read for its facts. */
struct gpamap_fdt_reading {
	struct gpamap_fdt_walk walk;
	gpamap_fact_report *report; /**< NULL: look for faults only */
	void *context;
	bool stopped; /**< by the report */
};

/** Complain of what stands at @at. */
enum gpamap_status gpamap_fdt_corrupt(const struct gpamap_fdt_reading *reading,
				      const unsigned char *at);

/** Report @fact, which stands at @at. */
void gpamap_fdt_tell_fact(struct gpamap_fdt_reading *reading,
			  struct gpamap_fact *fact, const unsigned char *at);

/**
 * Report @fact with the range of @size bytes at @start on the bus that the
 * walk's node is on; nothing where it is empty or out of the processor's reach.
 */
enum gpamap_status gpamap_fdt_tell_range(struct gpamap_fdt_reading *reading,
					 struct gpamap_fact *fact,
					 uint64_t start, uint64_t size,
					 const unsigned char *at);

/** Give the numa-node-id of the walk's node, or GPAMAP_NO_VNODE. */
uint64_t gpamap_fdt_vnode(const struct gpamap_fdt_reading *reading);

/** Say whether @node is a PCI bridge. */
bool gpamap_fdt_is_bridge(const struct gpamap_fdt_node *node);

/** Report the windows and the ECAM of the PCI host bridge that the walk is
 * at. */
enum gpamap_status
gpamap_fdt_tell_bridge_facts(struct gpamap_fdt_reading *reading);

#endif /* GPAMAP_GUEST_FDT_READ_H */
