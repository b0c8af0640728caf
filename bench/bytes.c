/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include <gpamap/layout.h>

/* How many bytes of a layout does a range take? Prints "name bytes", for maps
 * of so many ranges that the header does not count. */

#define RANGES 16384

static struct gpamap_ram_range ram[RANGES];
static struct gpamap_range gaps[RANGES];

/* The words of a map of RANGES ranges, of which the first @ram_count are RAM,
 * in bytes a range; @apart: a hole behind each. */
static double measure(size_t ram_count, int apart)
{
	struct gpamap_storage storage = { NULL, 0, 0 };
	uint64_t at = 0;

	for (size_t i = 0; i < RANGES; i++) {
		struct gpamap_range range = { at, at + GPAMAP_PAGE_SIZE };

		if (i < ram_count)
			ram[i] = (struct gpamap_ram_range){ range, i % 2 };
		else
			gaps[i - ram_count] = range;
		at = range.end + (apart ? GPAMAP_PAGE_SIZE : 0);
	}
	if (gpamap_layout_new_from_ranges(ram, ram_count, gaps,
					  RANGES - ram_count, &storage, NULL,
					  NULL) != GPAMAP_OK)
		return 0;
	return 8.0 * (double)storage.need / RANGES;
}

int main(void)
{
	printf("RAM, a hole behind each|%.1f\n", measure(RANGES, 1));
	printf("RAM, touching|%.1f\n", measure(RANGES, 0));
	printf("gaps, a hole behind each|%.1f\n", measure(0, 1));
	printf("gaps, touching|%.1f\n", measure(0, 0));
	printf("half RAM and half gaps, a hole behind each|%.1f\n",
	       measure(RANGES / 2, 1));
	return 0;
}
