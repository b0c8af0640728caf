/* SPDX-License-Identifier: MIT */
#include <gpamap/pvh.h>

#include "../core/fault.h"
#include "bytes.h"
#include "e820_type.h"
#include "out.h"
#include "records.h"

/* What is told, and in how many entries at the most; 0: any. */
struct array {
	struct gpamap_pieces pieces;
	size_t limit;
};

static enum gpamap_status tell(struct gpamap_out *out, const void *what,
			       struct gpamap_error *error)
{
	struct array array = *(const struct array *)what;
	struct gpamap_piece piece;
	size_t count;

	while (gpamap_pieces_next(&array.pieces, &piece)) {
		gpamap_out_le64(out, piece.start);
		gpamap_out_le64(out, piece.end - piece.start);
		gpamap_out_le32(out, piece.type);
		gpamap_out_le32(out, 0);
	}
	count = out->used / GPAMAP_PVH_ENTRY;
	if (array.limit != 0 && count > array.limit)
		return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY, count,
					   array.limit);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_pvh_write(const struct gpamap_layout *layout,
				    const struct gpamap_e820_options *options,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error)
{
	struct gpamap_pieces_rule rule = gpamap_e820_rule(options);
	struct array array = { .limit = 0 };

	if (options != NULL)
		array.limit = options->limit;
	if (layout == NULL)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	gpamap_pieces_init(&array.pieces, layout, &rule);
	return gpamap_out_write(tell, &array, buffer, size, need, error);
}

static enum gpamap_record decode(const unsigned char *at,
				 struct gpamap_fact *fact)
{
	uint64_t size = gpamap_get_le64(at + 8);

	if (!gpamap_fact_set_range(fact, gpamap_get_le64(at), size)) {
		fact->offset = 8;
		return GPAMAP_RECORD_WRONG;
	}
	if (gpamap_get_le32(at + 20) != 0) {
		fact->offset = 20;
		return GPAMAP_RECORD_WRONG;
	}
	fact->kind = gpamap_e820_kind(gpamap_get_le32(at + 16));
	return size == 0 ? GPAMAP_RECORD_SILENT : GPAMAP_RECORD_FACT;
}

enum gpamap_status gpamap_pvh_read(const void *bytes, size_t size,
				   gpamap_fact_report *report, void *context,
				   struct gpamap_error *error)
{
	return gpamap_records_read(bytes, size, GPAMAP_PVH_ENTRY, decode,
				   report, context, error);
}
