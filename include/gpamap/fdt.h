/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_FDT_H
#define GPAMAP_FDT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>
#include <gpamap/fact.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * The map as a flattened device tree. These functions are in a library of
 * their own, libgpamap-fdt (pkg-config: gpamap-fdt), which takes libfdt to
 * check and to walk trees; libgpamap itself needs neither.
 *
 * What a tree tells of each kind:
 *
 *   RAM              /memory@X, one a range
 *   PMEM             /pmem@X, compatible "pmem-region"
 *   PCI_ECAM         /pcie@X, compatible "pci-host-ecam-generic"
 *   PCI_MMIO         ranges of the /pcie@X that it belongs to; below 4 GiB as
 *                    32-bit, above as 64-bit memory space, not prefetchable
 *   RESERVED, FIRMWARE_TABLES, FIRMWARE_NVS, UNUSABLE, VTL2
 *                    a child of /reserved-memory with no-map, named after it
 *   MMIO, DEVICE, HOTPLUG
 *                    nothing: devices have nodes of their own, and what may
 *                    appear later is not there
 *
 * An ECAM range whose bridge has no window cannot be a bridge node, which
 * needs ranges; it is a child of /reserved-memory. PCI windows in a map
 * without ECAM are not told.
 *
 * Sources: Devicetree Specification v0.4, 2.3.5 #address-cells, 2.3.6 reg,
 * 2.3.8 ranges, 3.4 /memory, 3.5 /reserved-memory, 5 the flattened format;
 * Linux 6.1 Documentation/devicetree/bindings: numa.txt,
 * pmem/pmem-region.txt, pci/host-generic-pci.yaml, pci/pci.txt.
 */

/** The most nodes of a distance map: MAX_NUMNODES of Linux 6.1. */
#define GPAMAP_FDT_NODES_MAX 1024u

/** The deepest nesting of nodes that is read: FDT_MAX_DEPTH of Linux 6.1. */
#define GPAMAP_FDT_DEPTH_MAX 64u

/** A PCI host bridge, beyond what the layout has of it. */
struct gpamap_fdt_bridge {
	uint32_t segment; /**< linux,pci-domain */
	uint32_t first_bus; /**< of the ECAM range, 0 to 255 */
};

/** How a tree is written. All zero: the defaults. */
struct gpamap_fdt_options {
	unsigned int address_cells; /**< of the root, 1 or 2; 0: 2 */
	unsigned int size_cells; /**< of the root, 1 or 2; 0: 2 */
	/** Tell nodes and distances of a map with one node, too. */
	bool numa;
	/** Distance from a to b at [a * distance_nodes + b]: 10 from a node to
	 * itself, else 11 to 255. NULL: 10 and 20. */
	const uint8_t *distances;
	size_t distance_nodes; /**< as many as the layout has, or more */
	/** One a PCI ECAM range; NULL: all of segment 0, whose buses count on
	 * from range to range, as gpamap_mcfg_write() has it. */
	const struct gpamap_fdt_bridge *bridges;
	/** For each PCI MMIO range, the index of the ECAM range of its bridge;
	 * NULL: all belong to the first. */
	const size_t *window_bridges;
	/** The root's compatible and model; NULL: "linux,dummy-virt". */
	const char *compatible;
	const char *model;
};

/**
 * Write @layout as a whole device tree: a root with what the table above
 * tells, and nothing else.
 *
 * @options: NULL for the defaults.
 * @buffer: out, caller's, any alignment. NULL with a @size of 0 measures.
 * @size: bytes there.
 * @need: out, may be NULL: bytes that the tree takes; set on success and on
 *        GPAMAP_ERR_NO_SPACE.
 * @error: out, may be NULL: written on failure only.
 * A call that fails has not touched @buffer.
 * Cost: linear in the ranges; quadratic in the nodes for their distances, and
 *   in the bridges where window_bridges is given.
 * Errors: TOO_HIGH (a range that its cells cannot tell; error->subject is it,
 *   error->limit the largest end that they could: take two cells), TOO_MANY
 *   (more nodes than GPAMAP_FDT_NODES_MAX, an ECAM range of more than 256
 *   buses, a tree of 0x7fffffff bytes), EMPTY (an ECAM range without one whole
 *   bus of 1 MiB), ARGUMENT, NO_SPACE.
 * Context: freestanding.
 */
enum gpamap_status gpamap_fdt_write(const struct gpamap_layout *layout,
				    const struct gpamap_fdt_options *options,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error);

/**
 * Write the tree at @tree again, with its memory told by @layout.
 *
 * @tree: a flattened device tree, aligned to 8 bytes, not changed; it must
 *        not lie in @buffer.
 * @tree_size: bytes there, at least as many as the tree says it has.
 * Replaced are the root's memory nodes, the distance map, and, where nothing
 * can refer to them, the children of /reserved-memory and the root's
 * pmem-region nodes (a phandle keeps them, and a child without reg). All else
 * is kept, PCI host bridges included; those of the layout are not added. The
 * root's cells are those of @tree: an option that says otherwise is ARGUMENT.
 * The rest as for gpamap_fdt_write(); Cost: linear in the tree as well.
 * Errors, of @tree: TRUNCATED, BAD_MAGIC, BAD_VERSION (error->asked is it),
 *   CORRUPT (its structure, the root's cells, or the cells of a
 *   /reserved-memory of which something is kept; error->asked is the offset,
 *   0 where libfdt does not tell it). What nodes say of memory is not looked
 *   at: gpamap_fdt_read() may refuse a tree that is merged into. ARGUMENT:
 *   alignment, or an option's cells, too.
 */
enum gpamap_status gpamap_fdt_merge(const struct gpamap_layout *layout,
				    const struct gpamap_fdt_options *options,
				    const void *tree, size_t tree_size,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error);

/**
 * Report what the tree at @bytes tells of the map.
 *
 * @bytes: untrusted, aligned to 8 bytes, not changed.
 * @size: bytes there, at least as many as the tree says it has.
 * RANGE facts come from the memory reservation block (RESERVED), /memory
 * nodes (RAM; HOTPLUG flag where hotpluggable), /reserved-memory (RESERVED),
 * pmem-region nodes (PMEM) and the windows of PCI host bridges (PCI_MMIO, or
 * MMIO for their I/O space); ECAM facts from pci-host-ecam-generic; DISTANCE
 * facts from the distance map, CPU facts from /cpus. Nodes whose status is
 * not "okay" are passed over; addresses are translated through ranges of the
 * buses above, and nodes of buses without them are passed over.
 * The whole structure is checked before the first fact.
 * Cost: linear.
 * Errors: TRUNCATED, BAD_MAGIC, BAD_VERSION (older than 16, or newer than
 *   libfdt), CORRUPT (error->asked is the offset in bytes, 0 where libfdt
 *   does not tell it), TOO_MANY (nested deeper than GPAMAP_FDT_DEPTH_MAX, a
 *   bus with more than 64 ranges), ARGUMENT (alignment).
 * Context: freestanding.
 */
enum gpamap_status gpamap_fdt_read(const void *bytes, size_t size,
				   gpamap_fact_report *report, void *context,
				   struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_FDT_H */
