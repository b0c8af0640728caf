/* SPDX-License-Identifier: MIT */
#include "e820_entry.h"

#include "../core/fault.h"
#include "bytes.h"
#include "e820_type.h"

enum gpamap_status gpamap_e820_tell(struct gpamap_out *out, const void *what,
				    struct gpamap_error *error)
{
	struct gpamap_e820_array array =
		*(const struct gpamap_e820_array *)what;
	struct gpamap_piece piece;
	size_t count;

	while (gpamap_pieces_next(&array.pieces, &piece)) {
		gpamap_out_le64(out, piece.start);
		gpamap_out_le64(out, piece.end - piece.start);
		gpamap_out_le32(out, piece.type);
		gpamap_out_zeroes(out, array.entry_size - GPAMAP_E820_ENTRY);
	}
	count = out->used / array.entry_size;
	if (array.limit != 0 && count > array.limit)
		return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY, count,
					   array.limit);
	return GPAMAP_OK;
}

enum gpamap_record gpamap_e820_decode(const unsigned char *at,
				      struct gpamap_fact *fact)
{
	uint64_t size = gpamap_get_le64(at + 8);

	if (!gpamap_fact_set_range(fact, gpamap_get_le64(at), size)) {
		fact->offset = 8;
		return GPAMAP_RECORD_WRONG;
	}
	fact->kind = gpamap_e820_kind(gpamap_get_le32(at + 16));
	return size == 0 ? GPAMAP_RECORD_SILENT : GPAMAP_RECORD_FACT;
}
