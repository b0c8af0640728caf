/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_EFI_H
#define GPAMAP_EFI_H

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
 * The UEFI memory map: an array of EFI_MEMORY_DESCRIPTOR, little-endian:
 * Type, padding (32 bits each), PhysicalStart, VirtualStart, NumberOfPages (of
 * 4 KiB), Attribute (64 bits each). Descriptors stand DescriptorSize bytes
 * apart, which is more than the 40 that they take.
 *
 * Source: UEFI 2.10, 7.2.3 EFI_BOOT_SERVICES.GetMemoryMap().
 */

/** EFI_MEMORY_TYPE. Source: UEFI 2.10, 7.2.1
 * EFI_BOOT_SERVICES.AllocatePages(). */
enum gpamap_efi_type {
	GPAMAP_EFI_RESERVED = 0,
	GPAMAP_EFI_LOADER_CODE = 1,
	GPAMAP_EFI_LOADER_DATA = 2,
	GPAMAP_EFI_BOOT_CODE = 3,
	GPAMAP_EFI_BOOT_DATA = 4,
	GPAMAP_EFI_RUNTIME_CODE = 5,
	GPAMAP_EFI_RUNTIME_DATA = 6,
	GPAMAP_EFI_CONVENTIONAL = 7,
	GPAMAP_EFI_UNUSABLE = 8,
	GPAMAP_EFI_ACPI_RECLAIM = 9,
	GPAMAP_EFI_ACPI_NVS = 10,
	GPAMAP_EFI_MMIO = 11,
	GPAMAP_EFI_MMIO_PORT = 12,
	GPAMAP_EFI_PAL_CODE = 13,
	GPAMAP_EFI_PERSISTENT = 14,
	GPAMAP_EFI_UNACCEPTED = 15,
};

/** Bytes that a descriptor takes, and the least DescriptorSize. */
#define GPAMAP_EFI_DESCRIPTOR 40u

/** The DescriptorSize of real firmware (EDK II), and the default here. */
#define GPAMAP_EFI_DESCRIPTOR_SIZE 48u

/** The largest DescriptorSize taken here, in bytes. */
#define GPAMAP_EFI_DESCRIPTOR_SIZE_MAX 4096u

/** How a layout is told. All zero: the defaults. */
struct gpamap_efi_options {
	/** DescriptorSize: bytes, a multiple of 8, 40 to 4096. 0: 48. */
	size_t descriptor_size;
	/** Do not tell PCI ECAM. Default: it is told as reserved, as the PCI
	 * Firmware Specification 3.3, 4.1.2 wants it. */
	bool hide_ecam;
	/** Tell touching ranges of one type one by one. Default: as one. */
	bool keep_apart;
};

/**
 * Write the UEFI memory map of @layout, with each VirtualStart 0.
 *
 * RAM is told as conventional memory, firmware tables as ACPI reclaim memory,
 * and so on by kind; ECAM and the VTL2 range as reserved, fixed devices as
 * memory-mapped I/O. MMIO, PCI MMIO and hot-plug windows are not told.
 * docs/formats.md has the table, with the attributes.
 *
 * @options: NULL: the defaults.
 * @buffer: out, caller's, any alignment. NULL with a @size of 0 measures.
 * @size: bytes there.
 * @need: out, may be NULL: bytes of the array.
 * @error: out, may be NULL: written on failure only.
 * Cost: linear.
 * Errors: NO_SPACE: @size is below *@need; @buffer is untouched. ARGUMENT
 *   (descriptor_size).
 * Context: freestanding.
 */
enum gpamap_status gpamap_efi_write(const struct gpamap_layout *layout,
				    const struct gpamap_efi_options *options,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error);

/**
 * Read a UEFI memory map out of untrusted bytes: a RANGE fact a descriptor, in
 * the array's order, which need not be that of addresses.
 *
 * Memory that is free once the boot services are gone is RAM, as is memory
 * not yet accepted; memory of the runtime services is RESERVED, and so is a
 * type not known here. VirtualStart and Attribute say nothing here, but that
 * conventional memory with EFI_MEMORY_NV is PMEM.
 *
 * @bytes, @size: the array, any alignment.
 * @descriptor_size: bytes from one descriptor to the next; 0: 48.
 * @report, @context: called for each fact, once all is checked.
 * @error: out, may be NULL: for CORRUPT, asked is the offset at fault.
 * Cost: linear; constant memory.
 * Errors: TRUNCATED: no whole number of descriptors. CORRUPT: a descriptor
 *   has no pages, does not begin on one, or ends past 2^64. ARGUMENT.
 * Context: freestanding.
 */
enum gpamap_status gpamap_efi_read(const void *bytes, size_t size,
				   size_t descriptor_size,
				   gpamap_fact_report *report, void *context,
				   struct gpamap_error *error);

/**
 * Give the kind of memory of EFI_MEMORY_TYPE @type, as gpamap_efi_read() does.
 */
enum gpamap_kind gpamap_efi_kind(uint32_t type);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_EFI_H */
