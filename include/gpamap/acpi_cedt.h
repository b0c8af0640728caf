/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_ACPI_CEDT_H
#define GPAMAP_ACPI_CEDT_H

#include <gpamap/acpi.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * CEDT: CXL host bridges, and the windows in the address space where memory
 * behind them may appear.
 *
 * In a layout, a CXL window is a hot-plug window (volatile) or a range of
 * persistent memory that the options name, or, where they name none, each of
 * them whose own name begins with "cxl".
 * Source: CXL 3.0, 9.17.1.
 */

/** Windows begin and end on multiples of this; n-way ones are n times as
 * long. Source: CXL 3.0, 9.17.1.3 CXL Fixed Memory Window Structure. */
#define GPAMAP_CEDT_WINDOW_ALIGN UINT64_C(0x10000000)

/** What a window is for. Source: CXL 3.0, 9.17.1.3, Window Restrictions. */
enum gpamap_cedt_restriction {
	GPAMAP_CEDT_TYPE2 = 1, /**< accelerators with memory */
	GPAMAP_CEDT_TYPE3 = 2, /**< memory expanders */
	GPAMAP_CEDT_VOLATILE = 4,
	GPAMAP_CEDT_PERSISTENT = 8,
	GPAMAP_CEDT_FIXED = 16, /**< the guest must not reconfigure it */
};

/** A CXL host bridge (CHBS). */
struct gpamap_cedt_bridge {
	uint32_t uid; /**< _UID of its ACPI device */
	bool cxl11; /**< RCRB of CXL 1.1; else component registers */
	uint64_t base; /**< of its 8 KiB (CXL 1.1) or 64 KiB of registers */
};

/** A window (CFMWS). */
struct gpamap_cedt_window {
	size_t other; /**< index in gpamap_layout_other() */
	/** UIDs of the bridges that it is spread over: 1, 2, 3, 4, 6, 8, 12
	 * or 16. NULL: the first bridge, or UID 0 where there is none. */
	const uint32_t *targets;
	size_t target_count;
	/** Bytes to each bridge in turn, 256 to 16384; 0: 256. */
	uint32_t granularity;
	bool xor_arithmetic; /**< modulo otherwise */
	/** GPAMAP_CEDT_...; 0: TYPE3, and what the range's kind says. */
	uint16_t restrictions;
	uint16_t qtg_id; /**< QoS throttling group */
};

/** How CEDT is written. All zero: no bridges, the windows that names tell. */
struct gpamap_cedt_options {
	struct gpamap_acpi_oem oem;
	const struct gpamap_cedt_bridge *bridges;
	size_t bridge_count;
	/** NULL: each hot-plug or persistent range whose name begins with
	 * "cxl". */
	const struct gpamap_cedt_window *windows;
	size_t window_count;
	/** What these are like, but for their .other. All zero: defaults. */
	struct gpamap_cedt_window like;
};

/**
 * Say whether @entry is a CXL window where the options name none: a hot-plug
 * window or persistent memory whose name begins with "cxl".
 *
 * Cost: constant. Context: freestanding. Errors: none.
 */
bool gpamap_cedt_is_window(const struct gpamap_entry *entry);

/**
 * Write the CEDT of @layout: bridges, then windows.
 *
 * Errors, beside those of every writer: EMPTY: no bridge and no window.
 *   BAD_KIND: a window's range is of another kind (asked). MISALIGNED: its
 *   start or size is no multiple of 256 MiB, times the bridges for the size
 *   (limit: what it is to be a multiple of). TOO_HIGH: a bridge's registers
 *   pass GPAMAP_ADDRESS_END (asked: base). ARGUMENT: no such range, number of
 *   targets or granularity (asked); a target that is no bridge of the options,
 *   where these have any (asked: UID).
 */
enum gpamap_status gpamap_cedt_write(const struct gpamap_layout *layout,
				     const struct gpamap_cedt_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error);

/**
 * Read a CEDT.
 *
 * Facts: RANGE for each window, of kind PMEM (flag PERSISTENT) where it is
 * for persistent memory only, else HOTPLUG (flag HOTPLUG); RANGE of kind
 * DEVICE for the registers of each bridge. Structures of other types are
 * passed over.
 */
enum gpamap_status gpamap_cedt_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_ACPI_CEDT_H */
