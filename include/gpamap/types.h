/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_TYPES_H
#define GPAMAP_TYPES_H

#include <stddef.h>
#include <stdint.h>

/* The words that every header shares: ranges, kinds of range, lists. */

/* How C and C++ write a value of a struct. */
#ifdef __cplusplus
#define GPAMAP_VALUE_OF(name) name
#else
#define GPAMAP_VALUE_OF(name) (struct name)
#endif

/** Bytes in a page; every range begins and ends on one. */
#define GPAMAP_PAGE_SIZE UINT64_C(4096)

/** The largest end of a range: the last page of the space is never in one. */
#define GPAMAP_ADDRESS_END UINT64_C(0xfffffffffffff000)

/** Where 32-bit addresses end. */
#define GPAMAP_4GB UINT64_C(0x100000000)

/** The vnode of a range that belongs to no virtual NUMA node. */
#define GPAMAP_NO_VNODE UINT64_C(0xffffffffffffffff)

/** The largest vnode: an ACPI proximity domain has 32 bits (ACPI 6.5,
 * 5.2.16.2). */
#define GPAMAP_VNODE_MAX UINT64_C(0xffffffff)

/** The most ranges that one layout holds, in all its lists together. */
#define GPAMAP_RANGES_MAX UINT64_C(0x2000000)

/** Half-open range of guest physical addresses, in bytes. */
struct gpamap_range {
	uint64_t start; /**< first byte */
	uint64_t end; /**< one past the last byte */
};

/**
 * What a range is. The values are part of the saved form and of the digest;
 * they never change.
 */
enum gpamap_kind {
	GPAMAP_KIND_HOLE = 0, /**< nothing is there */
	GPAMAP_KIND_RAM = 1,
	GPAMAP_KIND_MMIO = 2,
	GPAMAP_KIND_PCI_ECAM = 3, /**< PCIe enhanced configuration window */
	GPAMAP_KIND_PCI_MMIO = 4, /**< aperture for PCI BARs */
	GPAMAP_KIND_VTL2 = 5, /**< RAM private to the paravisor */
	/* The other ranges that real machines have. */
	GPAMAP_KIND_RESERVED = 6,
	GPAMAP_KIND_DEVICE = 7, /**< a device's fixed range outside the gaps */
	GPAMAP_KIND_HOTPLUG = 8, /**< window where RAM may appear later */
	GPAMAP_KIND_PMEM = 9, /**< persistent memory */
	GPAMAP_KIND_FIRMWARE_TABLES = 10, /**< ACPI tables, reclaimable */
	GPAMAP_KIND_FIRMWARE_NVS = 11, /**< ACPI non-volatile storage */
	GPAMAP_KIND_UNUSABLE = 12, /**< memory with errors */
	GPAMAP_KIND_COUNT = 13,
};

/** The lists that a layout is made of, in their order in the saved form. */
enum gpamap_list {
	GPAMAP_LIST_RAM = 0,
	GPAMAP_LIST_MMIO = 1,
	GPAMAP_LIST_PCI_ECAM = 2,
	GPAMAP_LIST_PCI_MMIO = 3,
	GPAMAP_LIST_VTL2 = 4, /**< no or one range */
	GPAMAP_LIST_OTHER = 5,
	GPAMAP_LIST_COUNT = 6,
	/** Not a list of ranges: the node sizes given to a constructor. */
	GPAMAP_LIST_NODES = 6,
	/** No list: an error that concerns none. */
	GPAMAP_LIST_NONE = 7,
};

/**
 * A range of RAM and the virtual NUMA node that it belongs to. No padding, so
 * that arrays of it can be compared and saved as words.
 */
struct gpamap_ram_range {
	struct gpamap_range range;
	uint64_t vnode; /**< 0 to GPAMAP_VNODE_MAX */
};

/** A range of a kind that has no list of its own. No padding. */
struct gpamap_other_range {
	struct gpamap_range range;
	uint64_t kind; /**< GPAMAP_KIND_RESERVED to GPAMAP_KIND_UNUSABLE */
	uint64_t vnode; /**< 0 to GPAMAP_VNODE_MAX, or GPAMAP_NO_VNODE */
};

#endif /* GPAMAP_TYPES_H */
