/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_H
#define GPAMAP_HOST_H

#include <stddef.h>

#include <gpamap/types.h>

/*
 * What the host gives and the guest reaches, as data: applied to a plan by
 * gpamap_plan_make(), held against a layout by gpamap_advise().
 */

/** First of the addresses that are HyperTransport messages on AMD hosts, and
 * one past the last. Source: AMD I/O Virtualization Technology (IOMMU)
 * Specification, rev. 3.07, table 3. */
#define GPAMAP_HYPERTRANSPORT_START UINT64_C(0xfd00000000)
#define GPAMAP_HYPERTRANSPORT_END UINT64_C(0x10000000000)

/** What to do about AMD's HyperTransport addresses, which end at 1 TiB. */
enum gpamap_hypertransport {
	GPAMAP_HT_IGNORE = 0, /**< the host is none that has them */
	GPAMAP_HT_SKIP = 1, /**< reserve them */
	/** Reserve them and move RAM above 4 GiB to 1 TiB, if the map would
	 * otherwise reach them (QEMU machine types from 7.1 on). */
	GPAMAP_HT_RELOCATE = 2,
};

/** A range that the host cannot give. */
struct gpamap_avoid {
	struct gpamap_range range;
	const char *tag;
};

/** What the host and the guest can do. All zero: everything. */
struct gpamap_host {
	/** Guest physical address bits, 12 to 64; 0: 64. */
	unsigned int address_bits;
	/** One past the last address that the guest can use; 0: no limit. */
	uint64_t guest_reach;
	enum gpamap_hypertransport hypertransport;
	/** Reserved IOVA windows and the like, in any order. They are
	 * reserved in the map. Whole pages, not reversed. */
	const struct gpamap_avoid *avoid;
	size_t avoid_count;
};

#endif /* GPAMAP_HOST_H */
