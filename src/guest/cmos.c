/* SPDX-License-Identifier: MIT */
#include <gpamap/cmos.h>

#include "../core/fault.h"
#include "pieces.h"

#define KIB UINT64_C(1024)
#define MIB (KIB * 1024)
#define BLOCK (KIB * 64)

/* A part of the address space whose RAM one size tells: a run from its
 * start. */
struct zone {
	uint64_t start;
	uint64_t end;
};

enum {
	ZONE_BASE = 0,
	ZONE_SHADOW = 1, /* not told at all */
	ZONE_EXTENDED = 2,
	ZONE_HIGH = 3,
	ZONE_COUNT = 4,
};

static const struct zone zones[ZONE_COUNT] = {
	[ZONE_BASE] = { 0, 640 * KIB },
	[ZONE_SHADOW] = { 640 * KIB, MIB },
	[ZONE_EXTENDED] = { MIB, GPAMAP_4GB },
	[ZONE_HIGH] = { GPAMAP_4GB, GPAMAP_ADDRESS_END },
};

/* Say that of the RAM from @start on only @placed bytes can be told. */
static enum gpamap_status no_fit(const struct gpamap_layout *layout,
				 uint64_t start, uint64_t placed,
				 uint64_t missing, struct gpamap_error *error)
{
	struct gpamap_found found;
	struct gpamap_subject subject;

	gpamap_layout_find(layout, start, &found);
	subject = (struct gpamap_subject){ found.entry.list, found.entry.index,
					   found.entry.range };
	gpamap_fault_subject(error, GPAMAP_ERR_NO_FIT, subject, start + placed);
	if (error != NULL) {
		error->asked = placed + missing;
		error->placed = placed;
		error->missing = missing;
	}
	return GPAMAP_ERR_NO_FIT;
}

/* Note how much of @piece is in each zone; in one, RAM is a run from its
 * start. */
static enum gpamap_status take_piece(const struct gpamap_layout *layout,
				     const struct gpamap_piece *piece,
				     uint64_t sizes[ZONE_COUNT],
				     struct gpamap_error *error)
{
	for (size_t i = 0; i < ZONE_COUNT; i++) {
		uint64_t start = piece->start, end = piece->end;

		if (start < zones[i].start)
			start = zones[i].start;
		if (end > zones[i].end)
			end = zones[i].end;
		if (start >= end || i == ZONE_SHADOW)
			continue;
		if (start != zones[i].start)
			return no_fit(layout, start, 0, end - start, error);
		sizes[i] = end - start;
	}
	return GPAMAP_OK;
}

/* Check that @size bytes from @start on are whole blocks, at most @limit. */
static enum gpamap_status check_blocks(const struct gpamap_layout *layout,
				       uint64_t start, uint64_t size,
				       uint64_t limit,
				       struct gpamap_error *error)
{
	uint64_t told = size - size % BLOCK;

	if (told > limit * BLOCK)
		told = limit * BLOCK;
	if (told == size)
		return GPAMAP_OK;
	return no_fit(layout, start, told, size - told, error);
}

static uint64_t lower(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* Put @value into @count bytes from @index on. */
static struct gpamap_cmos_byte *put(struct gpamap_cmos_byte *byte,
				    uint8_t index, uint64_t value,
				    unsigned count)
{
	while (count-- > 0) {
		byte->index = index++;
		byte->value = (uint8_t)(value % 256);
		value /= 256;
		byte++;
	}
	return byte;
}

enum gpamap_status
gpamap_cmos_fill(const struct gpamap_layout *layout,
		 struct gpamap_cmos_byte bytes[GPAMAP_CMOS_BYTES],
		 struct gpamap_error *error)
{
	const struct gpamap_pieces_rule rule = { .types = gpamap_pieces_ram };
	enum gpamap_status status = GPAMAP_OK;
	uint64_t sizes[ZONE_COUNT] = { 0 };
	uint64_t extended, above_16m = 0;
	struct gpamap_pieces pieces;
	struct gpamap_piece piece;

	if (layout == NULL || bytes == NULL)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	gpamap_pieces_init(&pieces, layout, &rule);
	while (status == GPAMAP_OK && gpamap_pieces_next(&pieces, &piece))
		status = take_piece(layout, &piece, sizes, error);
	extended = sizes[ZONE_EXTENDED];
	if (extended > 15 * MIB)
		above_16m = extended - 15 * MIB;
	if (status == GPAMAP_OK)
		status = check_blocks(layout, 16 * MIB, above_16m, 0xffff,
				      error);
	if (status == GPAMAP_OK)
		status = check_blocks(layout, GPAMAP_4GB, sizes[ZONE_HIGH],
				      0xffffff, error);
	if (status != GPAMAP_OK)
		return status;
	extended = lower(extended / KIB, 0xffff);
	bytes = put(bytes, 0x15, sizes[ZONE_BASE] / KIB, 2);
	bytes = put(bytes, 0x17, extended, 2);
	bytes = put(bytes, 0x30, extended, 2);
	bytes = put(bytes, 0x34, above_16m / BLOCK, 2);
	put(bytes, 0x5b, sizes[ZONE_HIGH] / BLOCK, 3);
	return GPAMAP_OK;
}
