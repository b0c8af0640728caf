/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_SMBIOS_H
#define GPAMAP_SMBIOS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * What SMBIOS tells of RAM: one Physical Memory Array (type 16), Memory
 * Devices (type 17) that fill it, and a Memory Array Mapped Address (type 19)
 * for each stretch of RAM. Formatted structures with their strings, one after
 * the other, to be put into the table that an entry point leads to.
 *
 * Source: SMBIOS 3.6.0 (DSP0134), 7.17, 7.18, 7.20; 6.1.2 and 6.1.3 for header
 * and strings.
 */

/** How RAM is told. All zero: the defaults. */
struct gpamap_smbios_options {
	/**
	 * The largest memory device: bytes, a multiple of 1 MiB, below 2^51.
	 * 0: 16 GiB. A node's RAM is told as devices of this size and one or
	 * two smaller ones for the rest.
	 */
	uint64_t device_size;
	/** Handle of the first structure; the others count on from it. 0:
	 * 0x1000. */
	uint16_t first_handle;
	/** Memory error correction, 1 to 7 (SMBIOS 7.17.3). 0: 3, none. */
	uint8_t error_correction;
	/** End with an End-of-Table structure (type 127). */
	bool end;
};

/**
 * Write the SMBIOS structures for the RAM of @layout. Devices are named "DIMM
 * n", their banks "NODE v" by vnode, which devices follow in order.
 *
 * @options: NULL: the defaults.
 * @buffer: out, caller's, any alignment. NULL with a @size of 0 measures.
 * @size: bytes there.
 * @need: out, may be NULL: bytes of the structures.
 * @error: out, may be NULL: written on failure only.
 * Cost: the RAM ranges times the vnodes with RAM.
 * Errors: NO_SPACE: @size is below *@need; @buffer is untouched. TOO_MANY:
 *   handles would pass 0xfeff, the last one that is free to use (SMBIOS
 *   6.1.2); error->asked has how many are wanted, where behind more than
 *   0xfeff devices no further vnodes are looked at. ARGUMENT.
 * Context: freestanding.
 */
enum gpamap_status
gpamap_smbios_write(const struct gpamap_layout *layout,
		    const struct gpamap_smbios_options *options, void *buffer,
		    size_t size, size_t *need, struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_SMBIOS_H */
