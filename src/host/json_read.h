/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_JSON_READ_H
#define GPAMAP_HOST_JSON_READ_H

#include "draft.h"
#include "scan_value.h"

/* Our JSON being read: what its ranges share with the rest of the map. */

/** An empty entry of mmio, which has no place among the ranges. */
struct gpamap_json_placeholder {
	uint64_t index;
	uint64_t start;
	struct gpamap_place place;
};

struct gpamap_json_reading {
	struct gpamap_scan scan;
	struct gpamap_draft *draft;
	uint64_t counts[GPAMAP_LIST_COUNT]; /**< as "counts" has them */
	struct gpamap_place counts_place;
	/** By index. */
	struct gpamap_json_placeholder *placeholders;
	size_t placeholder_count;
	size_t placeholders_placed;
	size_t placeholder_capacity;
	/** The index that each entry of mmio says it has. */
	uint64_t *mmio_indexes;
	size_t mmio_capacity;
};

/** Read the value of "ranges" into the draft. */
void gpamap_json_read_ranges(struct gpamap_json_reading *reading);

/** Read the value of "placeholders". */
void gpamap_json_read_placeholders(struct gpamap_json_reading *reading);

/** Put the placeholders where they belong, once all else is read. */
void gpamap_json_place_placeholders(struct gpamap_json_reading *reading);

#endif /* GPAMAP_HOST_JSON_READ_H */
