/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "peers.h"

static int compare(const void *key, const void *element)
{
	uint64_t address = *(const uint64_t *)key;
	const struct bench_range *range = element;

	return address < range->start ? -1 : address >= range->end;
}

static enum gpamap_kind probe(const void *self, uint64_t address)
{
	const struct bench_map *map = self;
	const struct bench_range *range =
		bsearch(&address, map->ranges, map->count,
			sizeof(map->ranges[0]), compare);

	return range == NULL ? GPAMAP_KIND_HOLE : (enum gpamap_kind)range->kind;
}

/* The map has the array already. */
static void *make(const struct bench_map *map)
{
	return (void *)(uintptr_t)map;
}

static void nothing(void *self)
{
	(void)self;
}

const struct bench_peer bench_peer_bsearch = {
	.name = "bsearch",
	.make = make,
	.free = nothing,
	.probe = probe,
};
