/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <gpamap/gpamap.h>

int main(void)
{
	const uint64_t nodes[] = { 0x80000000, 0x80000000 };
	const struct gpamap_range mmio = { 0xf8000000, 0x100000000 };
	const struct gpamap_fixed fixed = { .mmio = &mmio, .mmio_count = 1 };
	uint64_t words[GPAMAP_LAYOUT_WORDS(2, 1)];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *map;

	if (gpamap_layout_new_with_numa(nodes, 2, &fixed, &storage, &map, NULL))
		return 1;
	puts(gpamap_kind_name(gpamap_layout_probe_address(map, 0xfee00000)));
}
