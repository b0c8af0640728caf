/* SPDX-License-Identifier: MIT */
#include "pieces.h"

const uint8_t gpamap_pieces_ram[GPAMAP_KIND_COUNT] = {
	[GPAMAP_KIND_HOLE] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_RAM] = 0,
	[GPAMAP_KIND_MMIO] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_PCI_ECAM] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_PCI_MMIO] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_VTL2] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_RESERVED] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_DEVICE] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_HOTPLUG] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_PMEM] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_FIRMWARE_TABLES] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_FIRMWARE_NVS] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_UNUSABLE] = GPAMAP_UNTOLD,
};

static uint64_t lower(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* Cut the first piece off the entry, which is not empty. */
static struct gpamap_piece cut(struct gpamap_pieces *pieces)
{
	const uint8_t *types = pieces->rule.types;
	struct gpamap_entry *entry = &pieces->entry;
	struct gpamap_piece piece = { entry->range.start, entry->range.end,
				      types[entry->kind] };

	if (entry->kind == pieces->rule.hidden)
		piece.type = GPAMAP_UNTOLD;
	if (pieces->rule.pc_holes && entry->kind == GPAMAP_KIND_RAM &&
	    piece.start < GPAMAP_PC_HIGH) {
		if (piece.start < GPAMAP_PC_EBDA) {
			piece.end = lower(piece.end, GPAMAP_PC_EBDA);
		} else {
			piece.end = lower(piece.end, GPAMAP_PC_HIGH);
			piece.type = types[GPAMAP_KIND_RESERVED];
		}
	}
	entry->range.start = piece.end;
	return piece;
}

/* Give the next piece as it stands; one of type UNTOLD at the end. */
static struct gpamap_piece read(struct gpamap_pieces *pieces)
{
	struct gpamap_piece piece;

	for (;;) {
		if (pieces->entry.range.start == pieces->entry.range.end &&
		    !gpamap_layout_at(pieces->layout, pieces->position++,
				      &pieces->entry))
			return (struct gpamap_piece){ 0, 0, GPAMAP_UNTOLD };
		piece = cut(pieces);
		if (piece.type != GPAMAP_UNTOLD)
			return piece;
	}
}

void gpamap_pieces_init(struct gpamap_pieces *pieces,
			const struct gpamap_layout *layout,
			const struct gpamap_pieces_rule *rule)
{
	*pieces = (struct gpamap_pieces){ .layout = layout, .rule = *rule };
	pieces->held = read(pieces);
}

bool gpamap_pieces_next(struct gpamap_pieces *pieces,
			struct gpamap_piece *piece)
{
	struct gpamap_piece next;

	if (pieces->held.type == GPAMAP_UNTOLD)
		return false;
	*piece = pieces->held;
	next = read(pieces);
	while (!pieces->rule.apart && next.type == piece->type &&
	       next.start == piece->end) {
		piece->end = next.end;
		next = read(pieces);
	}
	pieces->held = next;
	return true;
}
