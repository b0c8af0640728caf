/* SPDX-License-Identifier: MIT */
#include "probe.h"

enum gpamap_kind gpamap_layout_probe_address(const struct gpamap_layout *layout,
					     uint64_t address)
{
	const uint64_t *words = gpamap_block_words(layout);

	return gpamap_probe_kind(words, gpamap_block_search(words, address));
}
