/* SPDX-License-Identifier: MIT */
#include "probe.h"

/*
 * Many probes at once. One probe of a large map waits for memory once a level
 * of the index; a batch of them waits for all its groups of a level together.
 */
#define BATCH 16u

/* Probe @count addresses, BATCH at the most, in a map that has keys. */
static void probe_batch(const uint64_t *words, const uint64_t *addresses,
			size_t count, enum gpamap_kind *kinds)
{
	uint64_t limits[BATCH];
	uint32_t found[BATCH];

	for (size_t i = 0; i < count; i++)
		limits[i] = gpamap_block_limit(addresses[i]);
	gpamap_index_search_many(words + GPAMAP_BLOCK_KEYS_AT,
				 (size_t)words[GPAMAP_BLOCK_KEYS], limits,
				 count, found);
	for (size_t i = 0; i < count; i++)
		kinds[i] = gpamap_probe_kind(words, found[i]);
}

void gpamap_layout_probe_many(const struct gpamap_layout *layout,
			      const uint64_t *addresses, size_t count,
			      enum gpamap_kind *kinds)
{
	const uint64_t *words = gpamap_block_words(layout);

	if (words[GPAMAP_BLOCK_KEYS] <= GPAMAP_INDEX_NEAR) {
		for (size_t i = 0; i < count; i++)
			kinds[i] = gpamap_layout_probe_address(layout,
							       addresses[i]);
		return;
	}
	while (count > 0) {
		size_t batch = count < BATCH ? count : BATCH;

		probe_batch(words, addresses, batch, kinds);
		addresses += batch;
		kinds += batch;
		count -= batch;
	}
}
