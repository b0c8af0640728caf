/* SPDX-License-Identifier: MIT */
#include <gpamap/e820.h>

#include "../core/fault.h"
#include "e820_entry.h"
#include "e820_type.h"

/* Source: e820_print_type() in arch/x86/kernel/e820.c, Linux 6.1. */
static const char *type_words(uint8_t type)
{
	switch (type) {
	case GPAMAP_E820_USABLE:
		return "usable";
	case GPAMAP_E820_ACPI:
		return "ACPI data";
	case GPAMAP_E820_NVS:
		return "ACPI NVS";
	case GPAMAP_E820_UNUSABLE:
		return "unusable";
	case GPAMAP_E820_PERSISTENT:
		return "persistent (type 7)";
	default:
		return "reserved";
	}
}

static enum gpamap_status tell_lines(struct gpamap_out *out, const void *what,
				     struct gpamap_error *error)
{
	struct gpamap_pieces pieces = *(const struct gpamap_pieces *)what;
	struct gpamap_piece piece;

	(void)error;
	while (gpamap_pieces_next(&pieces, &piece)) {
		gpamap_out_text(out, "BIOS-e820: [mem 0x");
		gpamap_out_hex(out, piece.start);
		gpamap_out_text(out, "-0x");
		gpamap_out_hex(out, piece.end - 1);
		gpamap_out_text(out, "] ");
		gpamap_out_text(out, type_words(piece.type));
		gpamap_out_text(out, "\n");
	}
	gpamap_out_byte(out, '\0');
	return GPAMAP_OK;
}

enum gpamap_status gpamap_e820_write(const struct gpamap_layout *layout,
				     const struct gpamap_e820_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	struct gpamap_pieces_rule rule = gpamap_e820_rule(options);
	struct gpamap_e820_array array = { .entry_size = GPAMAP_E820_ENTRY,
					   .limit = GPAMAP_E820_ENTRIES_MAX };

	if (options != NULL && options->limit != 0)
		array.limit = options->limit;
	if (layout == NULL || array.limit > GPAMAP_E820_ENTRIES_MAX)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	gpamap_pieces_init(&array.pieces, layout, &rule);
	return gpamap_out_write(gpamap_e820_tell, &array, buffer, size, need,
				error);
}

enum gpamap_status gpamap_e820_print(const struct gpamap_layout *layout,
				     const struct gpamap_e820_options *options,
				     char *text, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	struct gpamap_pieces_rule rule = gpamap_e820_rule(options);
	struct gpamap_pieces pieces;

	if (layout == NULL)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	gpamap_pieces_init(&pieces, layout, &rule);
	return gpamap_out_write(tell_lines, &pieces, text, size, need, error);
}

enum gpamap_status gpamap_e820_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error)
{
	if (size / GPAMAP_E820_ENTRY > GPAMAP_E820_ENTRIES_MAX)
		return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY,
					   size / GPAMAP_E820_ENTRY,
					   GPAMAP_E820_ENTRIES_MAX);
	return gpamap_records_read(bytes, size, GPAMAP_E820_ENTRY,
				   gpamap_e820_decode, report, context, error);
}
