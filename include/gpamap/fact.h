/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_FACT_H
#define GPAMAP_FACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>
#include <gpamap/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * What readers find. A firmware table, a device tree or a log tells facts, one
 * at a time; a layout is made of them, or they are compared with those of
 * another source. A reader allocates nothing and believes nothing: the bytes
 * are checked as they are read, and an error has the offset in error->asked.
 */

/** What a fact is about; it decides which members speak. */
enum gpamap_fact_type {
	GPAMAP_FACT_RANGE = 0, /**< kind, start, end, vnode, flags */
	GPAMAP_FACT_ECAM = 1, /**< start, end, segment, first_bus, last_bus */
	GPAMAP_FACT_DISTANCE = 2, /**< from, to, distance */
	/** start, end, backing, slot, flags: KVM memory */
	GPAMAP_FACT_SLOT = 3,
	GPAMAP_FACT_CPU = 4, /**< cpu, vnode */
	/** start, end: an ACPI table is there, and may be longer */
	GPAMAP_FACT_TABLE = 5,
	/** from, to: the processors of one are next to the other's memory */
	GPAMAP_FACT_NEAR = 6,
	/** from, to, measure, level, value: how fast one reaches the other */
	GPAMAP_FACT_SPEED = 7,
	/** vnode, level, value, cache: a cache of that node's memory */
	GPAMAP_FACT_CACHE = 8,
};

/** The range may be filled later (SRAT hot-pluggable). */
#define GPAMAP_FACT_HOTPLUG UINT32_C(1)
/** The range is persistent memory. */
#define GPAMAP_FACT_PERSISTENT UINT32_C(2)
/** The guest may not write to it. */
#define GPAMAP_FACT_READ_ONLY UINT32_C(4)

/** One fact. Members that its type does not name are 0. */
struct gpamap_fact {
	enum gpamap_fact_type type;
	enum gpamap_kind kind;
	/** Bytes, half-open, of any granularity. A range that ends with the
	 * 64-bit space ends at UINT64_MAX. */
	uint64_t start;
	uint64_t end;
	uint64_t vnode; /**< GPAMAP_NO_VNODE where it is not told */
	uint32_t flags;
	uint32_t segment; /**< PCI segment group */
	uint32_t first_bus;
	uint32_t last_bus; /**< inclusive */
	uint64_t from; /**< vnode; of NEAR GPAMAP_NO_VNODE: not told */
	uint64_t to; /**< vnode */
	uint32_t distance; /**< 10 is local (ACPI SLIT) */
	uint64_t backing; /**< host address or offset behind the start */
	uint32_t slot; /**< its number, with the address space in bits 16-31 */
	uint64_t cpu; /**< APIC id or its like */
	uint32_t measure; /**< enum gpamap_hmat_type (acpi_hmat.h) */
	uint32_t level; /**< 0: the memory itself; else its cache, 1 to 3 */
	/** Picoseconds or MB/s, 0: not known, UINT64_MAX: unreachable; of a
	 * cache bytes. */
	uint64_t value;
	uint32_t cache; /**< see gpamap_hmat_cache_of() */
	size_t offset; /**< where in the input it stands, in bytes */
};

/** Called for each fact, in the input's order; false ends the reading, which
 * then succeeds. */
typedef bool gpamap_fact_report(void *context, const struct gpamap_fact *fact);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_FACT_H */
