/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_ACPI_MCFG_H
#define GPAMAP_ACPI_MCFG_H

#include <gpamap/acpi.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * MCFG: where the configuration spaces of PCI Express buses are. Each PCI ECAM
 * range of a layout is one allocation of the table, 1 MiB a bus.
 * Source: PCI Firmware Specification 3.3, 4.1.2.
 */

/** Bytes of configuration space of one bus. */
#define GPAMAP_MCFG_BUS_SIZE UINT64_C(0x100000)
/** Buses of one segment group. */
#define GPAMAP_MCFG_BUSES 256u

/**
 * How MCFG is written. All zero: every range is of segment 0. Arrays have one
 * entry a PCI ECAM range, in address order.
 */
struct gpamap_mcfg_options {
	struct gpamap_acpi_oem oem;
	const uint16_t *segments; /**< segment groups; NULL: all 0 */
	size_t segment_count;
	/** First buses; within a segment they rise with the address, and no
	 * bus is told twice. NULL: the ranges of a segment count on from 0. */
	const uint8_t *first_buses;
	size_t first_bus_count;
};

/**
 * Write the MCFG of @layout. The base address that the table gives is that of
 * bus 0, even where the range begins with another bus.
 *
 * Errors, beside those of every writer: ARGUMENT: an array's length is not
 *   the number of ranges (asked, limit). With the range as subject:
 *   MISALIGNED: its start or size is no multiple of 1 MiB; UNSORTED: its
 *   first bus is below the buses told before (other: the range that has
 *   them); TOO_MANY: it would need bus 256 (asked: buses, limit: 256);
 *   TOO_LOW: it starts so low that bus 0 would be below address 0 (asked: its
 *   start, limit: the lowest that it may have). EMPTY: no PCI ECAM range.
 * Cost: linear, times the number of distinct segments / 256, rounded up.
 */
enum gpamap_status gpamap_mcfg_write(const struct gpamap_layout *layout,
				     const struct gpamap_mcfg_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error);

/**
 * Read a MCFG. That a bus of a segment is told twice is CORRUPT, at the second
 * time.
 *
 * Facts: ECAM for each allocation; start is where its first bus is.
 * Cost: linear where allocations rise by segment and bus; else linear, times
 *   the number of distinct segments / 64, rounded up.
 */
enum gpamap_status gpamap_mcfg_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_ACPI_MCFG_H */
