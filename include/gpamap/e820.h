/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_E820_H
#define GPAMAP_E820_H

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
 * E820, the memory map of PC firmware, as Linux's boot protocol has it: an
 * array of packed entries of 20 bytes, addr, size (64 bits each), type (32
 * bits), little-endian.
 *
 * Source of the entry: ACPI 6.5, 15.1 INT 15H E820H; boot_params.e820_table in
 * arch/x86/include/uapi/asm/bootparam.h, Linux 6.1.
 */

/** Types. Source: ACPI 6.5, 15, Address Range Types; e820/types.h, Linux 6.1,
 * for 12. */
enum gpamap_e820_type {
	GPAMAP_E820_USABLE = 1,
	GPAMAP_E820_RESERVED = 2,
	GPAMAP_E820_ACPI = 3, /**< reclaimable once its tables are read */
	GPAMAP_E820_NVS = 4,
	GPAMAP_E820_UNUSABLE = 5,
	GPAMAP_E820_PERSISTENT = 7,
	GPAMAP_E820_PERSISTENT_OEM = 12, /**< read, never written */
};

/** Bytes in an entry. */
#define GPAMAP_E820_ENTRY 20u

/** Entries in boot_params. Source: E820_MAX_ENTRIES_ZEROPAGE, Linux 6.1. */
#define GPAMAP_E820_ENTRIES_MAX 128u

/** How a layout is told. All zero: the defaults. */
struct gpamap_e820_options {
	/**
	 * Tell RAM in 0x9fc00-0x100000 as reserved: the extended BIOS data
	 * area, the VGA window and the ROMs of a PC. These ends are not on
	 * pages. Default: RAM there is told as usable.
	 * Source: "System Address Map" of PC firmware; SeaBIOS puts the EBDA
	 * at 0x9fc00, and the ROMs end at 1 MiB.
	 */
	bool pc_holes;
	/**
	 * Do not tell PCI ECAM. Default: it is told as reserved, as the PCI
	 * Firmware Specification 3.3, 4.1.2 wants it.
	 */
	bool hide_ecam;
	/** Tell touching ranges of one type one by one. Default: as one. */
	bool keep_apart;
	/** Entries that there is room for, in arrays; lines have no limit.
	 * 0: GPAMAP_E820_ENTRIES_MAX, or, for gpamap_pvh_write(), any. */
	size_t limit;
};

/**
 * Write the E820 array of @layout.
 *
 * RAM is told as usable, firmware tables as ACPI, and so on by kind; ECAM,
 * fixed devices and the VTL2 range as reserved. MMIO, PCI MMIO and hot-plug
 * windows are not told. docs/formats.md has the table.
 *
 * @options: NULL: the defaults.
 * @buffer: out, caller's, any alignment. NULL with a @size of 0 measures.
 * @size: bytes there.
 * @need: out, may be NULL: bytes of the array, GPAMAP_E820_ENTRY an entry.
 * @error: out, may be NULL: written on failure only.
 * Cost: linear.
 * Errors: NO_SPACE: @size is below *@need; @buffer is untouched. TOO_MANY:
 *   more entries than the limit; error->asked has how many. ARGUMENT: NULL, or
 *   a limit over GPAMAP_E820_ENTRIES_MAX.
 * Context: freestanding.
 */
enum gpamap_status gpamap_e820_write(const struct gpamap_layout *layout,
				     const struct gpamap_e820_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error);

/**
 * Write the lines in which Linux prints this map: "BIOS-e820: [mem
 * 0x0000000000000000-0x000000000009fbff] usable", ends included.
 *
 * @text: out, caller's; NUL-terminated. NULL with a @size of 0 measures.
 * @need: out, may be NULL: bytes that the text takes, with its NUL.
 * There is no limit on the entries. The rest as for gpamap_e820_write().
 * Source: e820__print_table() in arch/x86/kernel/e820.c, Linux 6.1.
 */
enum gpamap_status gpamap_e820_print(const struct gpamap_layout *layout,
				     const struct gpamap_e820_options *options,
				     char *text, size_t size, size_t *need,
				     struct gpamap_error *error);

/**
 * Read an E820 array out of untrusted bytes: a RANGE fact an entry, in the
 * array's order. Firmware may tell entries out of order and overlapping; so
 * they are reported. Entries of 0 bytes say nothing. A type not known here is
 * RESERVED, as ACPI 6.5, 15, Address Range Types wants it.
 *
 * @bytes, @size: the array, any alignment.
 * @report, @context: called for each fact, once all is checked.
 * @error: out, may be NULL: for CORRUPT, asked is the offset at fault.
 * Cost: linear; constant memory.
 * Errors: TRUNCATED: no whole number of entries; asked and limit are the bytes
 *   there are and the bytes with the last entry whole. TOO_MANY: over
 *   GPAMAP_E820_ENTRIES_MAX entries. CORRUPT: an entry ends past 2^64.
 *   ARGUMENT.
 * Context: freestanding.
 */
enum gpamap_status gpamap_e820_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_E820_H */
