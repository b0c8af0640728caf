/* SPDX-License-Identifier: MIT */
#include <gpamap/pvh.h>

#include "../core/fault.h"
#include "bytes.h"
#include "e820_entry.h"
#include "e820_type.h"

enum gpamap_status gpamap_pvh_write(const struct gpamap_layout *layout,
				    const struct gpamap_e820_options *options,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error)
{
	struct gpamap_pieces_rule rule = gpamap_e820_rule(options);
	struct gpamap_e820_array array = { .entry_size = GPAMAP_PVH_ENTRY };

	if (options != NULL)
		array.limit = options->limit;
	if (layout == NULL)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	gpamap_pieces_init(&array.pieces, layout, &rule);
	return gpamap_out_write(gpamap_e820_tell, &array, buffer, size, need,
				error);
}

/* An entry of E820, and nothing behind it. */
static enum gpamap_record decode(const unsigned char *at,
				 struct gpamap_fact *fact)
{
	enum gpamap_record record = gpamap_e820_decode(at, fact);

	if (record != GPAMAP_RECORD_WRONG &&
	    gpamap_get_le32(at + GPAMAP_E820_ENTRY) != 0) {
		fact->offset = GPAMAP_E820_ENTRY;
		return GPAMAP_RECORD_WRONG;
	}
	return record;
}

enum gpamap_status gpamap_pvh_read(const void *bytes, size_t size,
				   gpamap_fact_report *report, void *context,
				   struct gpamap_error *error)
{
	return gpamap_records_read(bytes, size, GPAMAP_PVH_ENTRY, decode,
				   report, context, error);
}
