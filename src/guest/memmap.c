/* SPDX-License-Identifier: MIT */
#include <gpamap/memmap.h>

#include "../core/fault.h"
#include "e820_type.h"
#include "out.h"

/* What the teller tells. */
struct map {
	struct gpamap_pieces pieces;
	struct gpamap_memmap_options options;
};

/* Put @value as memparse() reads it, by the largest unit that divides it. */
static void put_size(struct gpamap_out *out, uint64_t value)
{
	static const char units[3] = { 'K', 'M', 'G' };
	size_t unit = 0;

	while (unit < 3 && value != 0 && value % 1024 == 0) {
		value /= 1024;
		unit++;
	}
	gpamap_out_decimal(out, value);
	if (unit > 0)
		gpamap_out_byte(out, (uint8_t)units[unit - 1]);
}

/* The sign between size and start that says the type. */
static char sign_of(uint8_t type)
{
	switch (type) {
	case GPAMAP_E820_USABLE:
		return '@';
	case GPAMAP_E820_RESERVED:
		return '$';
	case GPAMAP_E820_ACPI:
		return '#';
	case GPAMAP_E820_PERSISTENT:
		return '!';
	default:
		return '%';
	}
}

static void put_piece(struct gpamap_out *out, const struct gpamap_piece *piece)
{
	char sign = sign_of(piece->type);

	if (out->used > 0)
		gpamap_out_byte(out, ' ');
	gpamap_out_text(out, "memmap=");
	put_size(out, piece->end - piece->start);
	gpamap_out_byte(out, (uint8_t)sign);
	put_size(out, piece->start);
	if (sign == '%') {
		gpamap_out_byte(out, '+');
		gpamap_out_decimal(out, piece->type);
	}
}

static void put_all(struct gpamap_out *out, struct map map)
{
	struct gpamap_piece piece;

	if (map.options.style == GPAMAP_MEMMAP_MEM) {
		gpamap_out_text(out, "mem=");
		put_size(out, gpamap_layout_end_of_ram(map.pieces.layout));
		return;
	}
	if (map.options.style == GPAMAP_MEMMAP_EXACT)
		gpamap_out_text(out, "memmap=exactmap");
	while (gpamap_pieces_next(&map.pieces, &piece)) {
		if (map.options.style == GPAMAP_MEMMAP_EXACT ||
		    piece.type != GPAMAP_E820_USABLE)
			put_piece(out, &piece);
	}
}

static enum gpamap_status tell(struct gpamap_out *out, const void *what,
			       struct gpamap_error *error)
{
	const struct map *map = what;

	put_all(out, *map);
	gpamap_out_byte(out, '\0');
	if (out->used > map->options.limit)
		return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY,
					   out->used, map->options.limit);
	return GPAMAP_OK;
}

enum gpamap_status
gpamap_memmap_print(const struct gpamap_layout *layout,
		    const struct gpamap_memmap_options *options, char *text,
		    size_t size, size_t *need, struct gpamap_error *error)
{
	struct map map = { .options = { .limit = 0 } };
	struct gpamap_e820_options as = { .pc_holes = false };
	struct gpamap_pieces_rule rule;

	if (options != NULL)
		map.options = *options;
	if (map.options.limit == 0)
		map.options.limit = GPAMAP_MEMMAP_LIMIT;
	if (layout == NULL || map.options.style > GPAMAP_MEMMAP_MEM)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	as.pc_holes = map.options.pc_holes;
	rule = gpamap_e820_rule(&as);
	gpamap_pieces_init(&map.pieces, layout, &rule);
	return gpamap_out_write(tell, &map, text, size, need, error);
}
