/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "../bench.h"
#include "peers.h"

struct region {
	uint64_t base;
	uint64_t size;
	uint32_t flags;
};

struct memblock {
	size_t count;
	struct region regions[];
};

static enum gpamap_kind probe(const void *self, uint64_t address)
{
	const struct memblock *blocks = self;

	for (size_t i = 0; i < blocks->count; i++) {
		const struct region *region = &blocks->regions[i];

		if (address - region->base < region->size)
			return (enum gpamap_kind)region->flags;
	}
	return GPAMAP_KIND_HOLE;
}

static void *make(const struct bench_map *map)
{
	struct memblock *blocks = bench_memory(
		sizeof(*blocks) + map->count * sizeof(struct region));

	blocks->count = map->count;
	for (size_t i = 0; i < map->count; i++) {
		const struct bench_range *range = &map->ranges[i];

		blocks->regions[i] = (struct region){ range->start,
						      range->end - range->start,
						      (uint32_t)range->kind };
	}
	return blocks;
}

const struct bench_peer bench_peer_memblock = {
	.name = "linear, one array",
	.make = make,
	.free = free,
	.probe = probe,
};
