/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include <gpamap/mtrr.h>

#include "guest_rows.h"
#include "written.h"

/*
 * MTRRs as Linux prints them at boot:
 *
 *   MTRR default type: write-back
 *   MTRR variable ranges enabled:
 *     0 base 00C0000000 mask FFC0000000 uncachable
 *
 * Source: print_mtrr_state() in arch/x86/kernel/cpu/mtrr/generic.c, Linux 6.1.
 */

static const char *type_name(uint64_t type)
{
	return type == GPAMAP_MTRR_WRITE_BACK ? "write-back" : "uncachable";
}

/* The fewest address bits that processors have and that hold the map. */
static unsigned int bits_for(const struct gpamap_layout *layout)
{
	static const unsigned int sizes[] = { 40, 46, 52 };
	size_t count = gpamap_layout_count(layout);
	struct gpamap_entry last = { .range = { 0, 0 } };
	size_t i = 0;

	if (count > 0)
		gpamap_layout_at(layout, count - 1, &last);
	while (i < 2 && last.range.end > UINT64_C(1) << sizes[i])
		i++;
	return sizes[i];
}

bool gpamap_mtrr_text_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_mtrr_options options = { .limit = 0 };
	struct gpamap_mtrr pairs[GPAMAP_MTRR_PAIRS];
	struct gpamap_mtrr_cover cover;
	struct gpamap_error error;
	int width;
	size_t i;

	options.phys_bits = bits_for(view->layout);
	if (gpamap_mtrr_cover(view->layout, &options, pairs, GPAMAP_MTRR_PAIRS,
			      &cover, &error) != GPAMAP_OK)
		return gpamap_written_fault(&error, "", view);
	/* All digits of an address, the page's three included. */
	width = (int)(options.phys_bits - 32 + 3) / 4 + 8;
	fprintf(file, "MTRR default type: %s\n",
		type_name(cover.default_type % 256));
	fprintf(file, "MTRR variable ranges enabled:\n");
	for (i = 0; i < cover.count; i++)
		fprintf(file,
			"  %zu base %0*" PRIX64 " mask %0*" PRIX64 " %s\n", i,
			width, pairs[i].base / 4096 * 4096, width,
			pairs[i].mask / 4096 * 4096,
			type_name(pairs[i].base % 256));
	return true;
}
