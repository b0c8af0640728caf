/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include <gpamap/mtrr.h>

#include "guest_rows.h"
#include "written.h"

/*
 * MTRRs for KVM_SET_MSRS, and as Linux prints them at boot:
 *
 *   MTRR default type: write-back
 *   MTRR variable ranges enabled:
 *     0 base 00C0000000 mask FFC0000000 uncachable
 *
 * Which fixed ranges there are is in no map.
 * Source: print_mtrr_state() in arch/x86/kernel/cpu/mtrr/generic.c, Linux 6.1.
 */

enum {
	PHYS_BITS,
	LIMIT,
	FIXED_1M,
	HOLES_UNCACHED,
};

const struct gpamap_key gpamap_mtrr_keys[] = {
	[PHYS_BITS] = { .name = "phys-bits",
			.form = GPAMAP_KEY_NUMBER,
			.min = 32,
			.max = 52,
			.standard = "40, 46 or 52, by the map",
			.help = "physical address bits of the guest" },
	[LIMIT] = { .name = "limit",
		    .form = GPAMAP_KEY_NUMBER,
		    .min = 1,
		    .max = GPAMAP_MTRR_PAIRS_MAX,
		    .standard = "8",
		    .help = "MTRRs that there are; more is an error" },
	[FIXED_1M] = { .name = "fixed-1m",
		       .standard = "off",
		       .help = "fixed-range MTRRs tell of the first MiB" },
	[HOLES_UNCACHED] = { .name = "holes-uncached",
			     .standard = "off",
			     .help = "holes must be uncached; else they may "
				     "be either" },
	{ .name = NULL },
};

static const struct gpamap_words words = { .unit = "MTRRs" };

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

static struct gpamap_mtrr_options said(const struct gpamap_view *view)
{
	const struct gpamap_value *values = view->values;

	return (struct gpamap_mtrr_options){
		.phys_bits = (unsigned int)gpamap_value_number(
			values, PHYS_BITS, bits_for(view->layout)),
		.limit = (unsigned int)gpamap_value_number(values, LIMIT,
							   GPAMAP_MTRR_PAIRS),
		.fixed_1m = gpamap_value_on(values, FIXED_1M),
		.holes_uncached = gpamap_value_on(values, HOLES_UNCACHED),
	};
}

static void write_pairs(const struct gpamap_mtrr *pairs, size_t count,
			unsigned int phys_bits, FILE *file)
{
	/* All digits of an address, the page's three included. */
	int width = (int)(phys_bits - 32 + 3) / 4 + 8;
	size_t i;

	for (i = 0; i < count; i++)
		fprintf(file,
			"  %zu base %0*" PRIX64 " mask %0*" PRIX64 " %s\n", i,
			width, pairs[i].base / 4096 * 4096, width,
			pairs[i].mask / 4096 * 4096,
			type_name(pairs[i].base % 256));
}

bool gpamap_mtrr_text_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_mtrr_options options = said(view);
	struct gpamap_mtrr pairs[GPAMAP_MTRR_PAIRS_MAX];
	struct gpamap_mtrr_cover cover;
	struct gpamap_error error;

	if (gpamap_mtrr_cover(view->layout, &options, pairs,
			      GPAMAP_MTRR_PAIRS_MAX, &cover,
			      &error) != GPAMAP_OK)
		return gpamap_written_fault(&error, &words, view);
	fprintf(file, "MTRR default type: %s\n",
		type_name(cover.default_type % 256));
	if (options.fixed_1m)
		fputs("MTRR fixed ranges enabled:\n", file);
	fputs("MTRR variable ranges enabled:\n", file);
	write_pairs(pairs, cover.count, options.phys_bits, file);
	return true;
}

static enum gpamap_status write_msrs(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_mtrr_write(layout, options, buffer, size, need, error);
}

bool gpamap_mtrr_bin_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_mtrr_options options = said(view);

	return gpamap_written(write_msrs, &options, &words, view, file);
}
