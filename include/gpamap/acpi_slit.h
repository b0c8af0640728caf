/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_ACPI_SLIT_H
#define GPAMAP_ACPI_SLIT_H

#include <gpamap/acpi.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * SLIT: how far each node is from each other, relative to 10 for itself.
 * Source: ACPI 6.5, 5.2.17.
 */

/** The distance of a node to itself. */
#define GPAMAP_SLIT_LOCAL 10u
/** The distance of two nodes where none is given: the default of Linux
 * (REMOTE_DISTANCE) and QEMU. */
#define GPAMAP_SLIT_REMOTE 20u
/** There is no way from one node to the other. */
#define GPAMAP_SLIT_UNREACHABLE 255u
/** The most nodes: more do not fit into a table. */
#define GPAMAP_SLIT_NODES_MAX 65535u

/** How SLIT is written. All zero: 10 and 20 for the layout's nodes. */
struct gpamap_slit_options {
	struct gpamap_acpi_oem oem;
	/** Nodes; at least those of the layout. 0: just these. */
	size_t node_count;
	/** node_count * node_count distances, row (from) by row; NULL: 10 and
	 * 20. The diagonal is 10, all else 11 to 254 or UNREACHABLE. */
	const uint8_t *distances;
};

/**
 * Write the SLIT of @layout.
 *
 * Errors, beside those of every writer: EMPTY: no node. TOO_MANY: more nodes
 *   than GPAMAP_SLIT_NODES_MAX, or than options->node_count (asked, limit).
 *   ARGUMENT: a distance that cannot be: subject is the row's node, other the
 *   column's, asked the distance.
 */
enum gpamap_status gpamap_slit_write(const struct gpamap_layout *layout,
				     const struct gpamap_slit_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error);

/**
 * Read a SLIT.
 *
 * Facts: DISTANCE for each pair, row by row, the diagonal included. A matrix
 * that a writer may not write is CORRUPT; Linux does not use it either.
 * Source: slit_valid() in drivers/acpi/numa/srat.c, Linux 6.1.
 */
enum gpamap_status gpamap_slit_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_ACPI_SLIT_H */
