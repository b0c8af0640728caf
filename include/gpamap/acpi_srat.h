/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_ACPI_SRAT_H
#define GPAMAP_ACPI_SRAT_H

#include <gpamap/acpi.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * SRAT: which memory and which processors are on which node.
 *
 * RAM is told with its vnode; hot-plug windows with a vnode as hot-pluggable,
 * persistent memory with a vnode as non-volatile. VTL2 and all else is not.
 * Source: ACPI 6.5, 5.2.16.
 */

/** The newest revision, and the default. Source: ACPI 6.5, 5.2.16, Static
 * Resource Affinity Table Format. */
#define GPAMAP_SRAT_REVISION 3u

/** How processors are told. */
enum gpamap_srat_cpu_type {
	GPAMAP_SRAT_APIC = 0, /**< local APIC; x2APIC for ids from 255 on */
	GPAMAP_SRAT_X2APIC = 1, /**< x2APIC, all of them */
	GPAMAP_SRAT_GICC = 2, /**< Arm: the id is the ACPI processor UID */
};

/** One processor. */
struct gpamap_srat_cpu {
	uint32_t id; /**< APIC id, or ACPI processor UID */
	uint32_t vnode;
};

/** How SRAT is written. All zero: the newest revision, memory only. */
struct gpamap_srat_options {
	struct gpamap_acpi_oem oem;
	/** 1 (8-bit nodes, APIC only), 2 (APIC only), 3; 0: the newest. */
	unsigned int revision;
	enum gpamap_srat_cpu_type cpu_type;
	/** Processors of each vnode; their ids count on from 0. */
	const uint32_t *node_cpus;
	size_t node_cpus_count;
	/** Or processors one by one. */
	const struct gpamap_srat_cpu *cpus;
	size_t cpu_count;
	/** The vnode of hot-plug windows and persistent memory that have
	 * none; NULL: these are left out. */
	const uint32_t *default_vnode;
};

/**
 * Write the SRAT of @layout: processors first, then memory by address.
 *
 * Errors, beside those of every writer: ARGUMENT: both lists of processors,
 *   or processors that the revision cannot tell (asked: the id, limit: the
 *   first that cannot be told). BAD_VNODE: above 255 in revision 1 (asked,
 *   limit). TOO_MANY: more than 2^32 - 1 processors.
 */
enum gpamap_status gpamap_srat_write(const struct gpamap_layout *layout,
				     const struct gpamap_srat_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error);

/**
 * Read a SRAT of revision 1 to 3.
 *
 * Facts: RANGE for enabled memory, of kind RAM, HOTPLUG (hot-pluggable; flag
 * HOTPLUG) or PMEM (non-volatile; flag PERSISTENT); CPU for enabled
 * processors. Structures of other types are passed over.
 */
enum gpamap_status gpamap_srat_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_ACPI_SRAT_H */
