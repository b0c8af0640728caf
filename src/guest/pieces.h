/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_PIECES_H
#define GPAMAP_GUEST_PIECES_H

#include <stdbool.h>

#include <gpamap/layout.h>

/*
 * A layout as most memory maps tell it: typed ranges in address order,
 * touching ranges of one type told as one.
 */

/** The type of kinds that are not told. */
#define GPAMAP_UNTOLD 0xffu

/** Types that tell RAM, as 0, and nothing else. */
extern const uint8_t gpamap_pieces_ram[GPAMAP_KIND_COUNT];

/** How a format tells a layout. */
struct gpamap_pieces_rule {
	const uint8_t *types; /**< GPAMAP_KIND_COUNT of them, by kind */
	enum gpamap_kind hidden; /**< not told after all; HOLE: none */
	bool apart; /**< touching ranges of one type stay apart */
	bool pc_holes; /**< RAM in the PC's low holes is told as reserved */
};

/** Where the low holes of a PC are; see include/gpamap/e820.h. */
#define GPAMAP_PC_EBDA UINT64_C(0x9fc00)
#define GPAMAP_PC_HIGH UINT64_C(0x100000)

/** One stretch of one type, in bytes. */
struct gpamap_piece {
	uint64_t start;
	uint64_t end;
	uint8_t type; /**< GPAMAP_UNTOLD: no piece */
};

/** The pieces of a layout being walked through. */
struct gpamap_pieces {
	const struct gpamap_layout *layout;
	struct gpamap_pieces_rule rule;
	size_t position; /* of the entry after the one being cut */
	struct gpamap_entry entry; /* what is left of the one being cut */
	struct gpamap_piece held; /* read, not yet given */
};

/** Begin with the pieces of @layout as @rule has them. */
void gpamap_pieces_init(struct gpamap_pieces *pieces,
			const struct gpamap_layout *layout,
			const struct gpamap_pieces_rule *rule);

/** Give the next piece; false at the end. */
bool gpamap_pieces_next(struct gpamap_pieces *pieces,
			struct gpamap_piece *piece);

#endif /* GPAMAP_GUEST_PIECES_H */
