/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_PVH_H
#define GPAMAP_PVH_H

#include <stddef.h>
#include <stdint.h>

#include <gpamap/e820.h>
#include <gpamap/error.h>
#include <gpamap/fact.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * The memory map of Xen's PVH boot protocol, which KVM guests are booted by
 * as well: the array that hvm_start_info.memmap_paddr leads to, of
 * hvm_memmap_table_entry, 24 bytes: addr, size (64 bits each), type, reserved
 * (32 bits each), little-endian. The types are those of E820.
 *
 * Source: public/arch-x86/hvm/start_info.h, Xen 4.17, version 1.
 */

/** Bytes in an entry. */
#define GPAMAP_PVH_ENTRY 24u

/**
 * Write the array of @layout; hvm_start_info.memmap_entries is *@need /
 * GPAMAP_PVH_ENTRY.
 *
 * @options: as for gpamap_e820_write(); NULL: the defaults.
 * Unless the options say so there is no limit on the entries but 32 bits, which
 * no layout reaches. But Linux 6.1 keeps 128, its own for 0xa0000-0x100000
 * included, and does not look whether there are more: of 256 and more it takes
 * the count modulo 256 (init_pvh_bootparams(),
 * arch/x86/platform/pvh/enlighten.c). The rest as for gpamap_e820_write().
 * Errors: NO_SPACE, TOO_MANY, ARGUMENT.
 */
enum gpamap_status gpamap_pvh_write(const struct gpamap_layout *layout,
				    const struct gpamap_e820_options *options,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error);

/**
 * Read such an array out of untrusted bytes: a RANGE fact an entry, in the
 * array's order. Entries of 0 bytes say nothing; a type not known here is
 * RESERVED.
 *
 * Errors: TRUNCATED: no whole number of entries. CORRUPT: an entry ends past
 *   2^64, or the reserved word is not 0. ARGUMENT.
 * The rest as for gpamap_e820_read().
 */
enum gpamap_status gpamap_pvh_read(const void *bytes, size_t size,
				   gpamap_fact_report *report, void *context,
				   struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_PVH_H */
