/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_ACPI_HMAT_H
#define GPAMAP_ACPI_HMAT_H

#include <gpamap/acpi.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * HMAT: which node's processors stand next to which node's memory, how fast
 * one reaches the other, and what caches stand in front of memory.
 * Source: ACPI 6.5, 5.2.28.
 */

/** The revision written. Source: ACPI 6.5, 5.2.28, HMAT Header. */
#define GPAMAP_HMAT_REVISION 2u

/** What a matrix tells. Source: ACPI 6.5, 5.2.28.4, Data Type. */
enum gpamap_hmat_type {
	GPAMAP_HMAT_ACCESS_LATENCY = 0,
	GPAMAP_HMAT_READ_LATENCY = 1,
	GPAMAP_HMAT_WRITE_LATENCY = 2,
	GPAMAP_HMAT_ACCESS_BANDWIDTH = 3,
	GPAMAP_HMAT_READ_BANDWIDTH = 4,
	GPAMAP_HMAT_WRITE_BANDWIDTH = 5,
};

/** An entry of a matrix: the target cannot be reached. */
#define GPAMAP_HMAT_UNREACHABLE 0xffffu

/** A memory node, and the node whose processors stand next to it. */
struct gpamap_hmat_memory {
	uint32_t memory;
	uint32_t initiator;
};

/** One matrix: how fast initiators reach targets. */
struct gpamap_hmat_matrix {
	enum gpamap_hmat_type type;
	/** 0: the memory itself; 1 to 3: its cache of that level. */
	unsigned int hierarchy;
	/** What 1 means: picoseconds, or MB/s; not 0. */
	uint64_t unit;
	const uint32_t *initiators; /**< nodes with processors */
	size_t initiator_count; /**< at least 1 */
	const uint32_t *targets; /**< nodes with memory */
	size_t target_count; /**< at least 1 */
	/** initiator_count * target_count entries, initiator by initiator;
	 * 0: not known; or UNREACHABLE. */
	const uint16_t *entries;
};

/** How a cache is addressed. Source: ACPI 6.5, 5.2.28.5, Cache Attributes. */
enum gpamap_hmat_associativity {
	GPAMAP_HMAT_ASSOCIATIVITY_NONE = 0, /**< nothing is told */
	GPAMAP_HMAT_DIRECT_MAPPED = 1,
	GPAMAP_HMAT_COMPLEX = 2,
};

/** When a cache writes. Source: the same. */
enum gpamap_hmat_write_policy {
	GPAMAP_HMAT_WRITE_NONE = 0, /**< nothing is told */
	GPAMAP_HMAT_WRITE_BACK = 1,
	GPAMAP_HMAT_WRITE_THROUGH = 2,
};

/** A cache that stands in front of a node's memory. */
struct gpamap_hmat_cache {
	uint32_t memory; /**< the node */
	unsigned int level; /**< 1 to 3 */
	unsigned int levels; /**< that this memory has; not below level */
	uint64_t size; /**< bytes */
	enum gpamap_hmat_associativity associativity;
	enum gpamap_hmat_write_policy write_policy;
	uint16_t line; /**< bytes; 0: not told */
};

/**
 * How HMAT is written. All zero: every node with memory has its own
 * processors next to it; no matrix, no cache.
 */
struct gpamap_hmat_options {
	struct gpamap_acpi_oem oem;
	/** Memory nodes; NULL: each node of the layout that has RAM, hot-plug
	 * windows or persistent memory, with itself as initiator. */
	const struct gpamap_hmat_memory *memory;
	size_t memory_count;
	const struct gpamap_hmat_matrix *matrices;
	size_t matrix_count;
	const struct gpamap_hmat_cache *caches;
	size_t cache_count;
};

/**
 * Write the HMAT of @layout.
 *
 * Cost: linear, times the stretches of 4096 vnodes that are in use.
 * Errors, beside those of every writer: EMPTY: no memory node. BAD_VNODE: a
 *   memory node, target or cached node that is not below the layout's node
 *   count (asked, limit: the first that is not there). ARGUMENT: a matrix
 *   without entries, or of an unknown type or hierarchy, or whose unit is 0; a
 *   cache of an unknown level, associativity or policy (asked: its index).
 *   TOO_MANY also for a list of a matrix that takes 4 GiB by itself (asked: its
 *   nodes, limit).
 */
enum gpamap_status gpamap_hmat_write(const struct gpamap_layout *layout,
				     const struct gpamap_hmat_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error);

/**
 * Read a HMAT of revision 1 or 2.
 *
 * Facts of revision 2: NEAR for each memory node; SPEED for each entry of each
 * matrix; CACHE for each cache. Revision 1 has other units, and its facts are
 * RANGE of kind RAM for the memory ranges that it tells, with their vnode, and
 * CACHE.
 * Cost: linear, as every entry is a fact.
 */
enum gpamap_status gpamap_hmat_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error);

/**
 * Give the cache that a CACHE fact tells of. What the table has beyond the
 * known values of a member comes as it is.
 *
 * @fact: of that type; else @cache means nothing.
 * Cost: constant. Context: freestanding. Errors: none.
 */
void gpamap_hmat_cache_of(const struct gpamap_fact *fact,
			  struct gpamap_hmat_cache *cache);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_ACPI_HMAT_H */
