/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CMOS_H
#define GPAMAP_CMOS_H

#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * The memory sizes in a PC's CMOS, which its firmware makes its map from:
 *
 *   0x15 0x16        base memory, KiB, at most 640
 *   0x17 0x18        extended memory from 1 MiB on, KiB, at most 65535
 *   0x30 0x31        the same
 *   0x34 0x35        memory from 16 MiB to 4 GiB, in 64 KiB
 *   0x5b 0x5c 0x5d   memory from 4 GiB on, in 64 KiB
 *
 * the low byte first. The first two end at a limit by their own rule, and
 * firmware goes on to the others there; so they are filled up to it. The
 * others have no such rule: what they cannot hold would be lost, and is an
 * error here.
 *
 * Source: Ralf Brown's Interrupt List, CMOS.LST, for 0x15-0x35; pc_cmos_init()
 * in hw/i386/pc.c, QEMU 7.2, and qemu_preinit() in src/fw/paravirt.c, SeaBIOS
 * 1.16, for 0x5b-0x5d.
 */

/** One byte of CMOS. */
struct gpamap_cmos_byte {
	uint8_t index; /**< what goes to port 0x70 */
	uint8_t value; /**< and then to port 0x71 */
};

/** Bytes that tell the sizes. */
#define GPAMAP_CMOS_BYTES 11u

/**
 * Give the CMOS bytes for @layout, by rising index.
 *
 * @bytes: out, caller's; untouched on error.
 * @error: out, may be NULL: written on failure only.
 * RAM between 640 KiB and 1 MiB is the firmware's shadow, and never told.
 * Cost: linear.
 * Errors: NO_FIT: the sizes cannot tell this RAM: it has a hole other than
 *   640 KiB-1 MiB and up to 4 GiB, it is no multiple of 64 KiB from 16 MiB on,
 *   or more than 1 TiB less 64 KiB is above 4 GiB. error->subject is the range,
 *   placed and missing the bytes of that stretch that can and cannot be told.
 *   ARGUMENT.
 * Context: freestanding.
 */
enum gpamap_status
gpamap_cmos_fill(const struct gpamap_layout *layout,
		 struct gpamap_cmos_byte bytes[GPAMAP_CMOS_BYTES],
		 struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_CMOS_H */
