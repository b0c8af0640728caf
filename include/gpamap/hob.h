/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOB_H
#define GPAMAP_HOB_H

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
 * A HOB list of the UEFI Platform Initialization specification with what it
 * says about memory: an EFI_HOB_RESOURCE_DESCRIPTOR of 48 bytes for each
 * range, and the end-of-list HOB. Every number is little-endian.
 *
 *   HobType HobLength (16 bits) Reserved (32), Owner (GUID), ResourceType
 *   ResourceAttribute (32), PhysicalStart ResourceLength (64)
 *
 * No PHIT HOB begins the list: what it tells (the boot mode, the memory that
 * the HOB producer works in, where the list ends) is the firmware's own and in
 * no map. Firmware puts its PHIT before what is written here.
 *
 * Source: PI 1.8, volume 3, 4 HOB Design Discussion, 5.2 HOB Generic Header,
 * 5.5 Resource Descriptor HOB, 5 End of HOB List HOB.
 */

/** EFI_RESOURCE_TYPE. Source: PI 1.8, volume 3, 5.5. */
enum gpamap_hob_type {
	GPAMAP_HOB_SYSTEM_MEMORY = 0,
	GPAMAP_HOB_MMIO = 1,
	GPAMAP_HOB_IO = 2,
	GPAMAP_HOB_FIRMWARE_DEVICE = 3,
	GPAMAP_HOB_MMIO_PORT = 4,
	GPAMAP_HOB_MEMORY_RESERVED = 5,
	GPAMAP_HOB_IO_RESERVED = 6,
	GPAMAP_HOB_UNACCEPTED = 7, /**< PI 1.8 */
};

/** Bytes in a resource descriptor, and in the end of the list. */
#define GPAMAP_HOB_RESOURCE 48u
#define GPAMAP_HOB_END 8u

/** How a layout is told. All zero: the defaults. */
struct gpamap_hob_options {
	/** Bytes of the Owner GUID of each descriptor; all zero: no owner. */
	uint8_t owner[16];
	/** Tell touching ranges of one type one by one. Default: as one. */
	bool keep_apart;
	/** Leave the end-of-list HOB out, to append to. */
	bool no_end;
};

/**
 * Write the resource descriptors of @layout.
 *
 * RAM is told as system memory, MMIO, PCI MMIO and fixed devices as
 * memory-mapped I/O, ECAM and all that is not to be touched as reserved
 * memory; hot-plug windows are not told. docs/formats.md has the table, with
 * the attributes.
 *
 * @options: NULL: the defaults.
 * @buffer: out, caller's, any alignment. NULL with a @size of 0 measures.
 * @size: bytes there.
 * @need: out, may be NULL: bytes of the list.
 * @error: out, may be NULL: written on failure only.
 * Cost: linear.
 * Errors: NO_SPACE: @size is below *@need; @buffer is untouched. ARGUMENT.
 * Context: freestanding.
 */
enum gpamap_status gpamap_hob_write(const struct gpamap_layout *layout,
				    const struct gpamap_hob_options *options,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error);

/**
 * Read a HOB list out of untrusted bytes: a RANGE fact for each resource
 * descriptor of memory, in the list's order. HOBs of other types, a PHIT HOB
 * too, are passed over, as are I/O ports and descriptors of 0 bytes.
 *
 * System memory is RAM, PMEM where it is persistent, and RESERVED where it is
 * not present.
 *
 * Errors: TRUNCATED: the list does not end with its end-of-list HOB, or goes
 *   on after it. CORRUPT: a HOB's length is no multiple of 8 or not that of
 *   its type, a reserved word is not 0, a descriptor's type is not known or it
 *   ends past 2^64. ARGUMENT.
 * The rest as for gpamap_efi_read().
 */
enum gpamap_status gpamap_hob_read(const void *bytes, size_t size,
				   gpamap_fact_report *report, void *context,
				   struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_HOB_H */
