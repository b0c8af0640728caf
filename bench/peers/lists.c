/* SPDX-License-Identifier: MIT */
#include <stdbool.h>

#include "peers.h"

static bool holds(const struct gpamap_range *range, uint64_t address)
{
	return range->start <= address && address < range->end;
}

static bool any_holds(const struct gpamap_range *ranges, size_t count,
		      uint64_t address)
{
	for (size_t i = 0; i < count; i++) {
		if (holds(&ranges[i], address))
			return true;
	}
	return false;
}

static enum gpamap_kind probe(const void *self, uint64_t address)
{
	const struct bench_map *map = self;

	for (size_t i = 0; i < map->ram_count; i++) {
		if (holds(&map->ram[i].range, address))
			return GPAMAP_KIND_RAM;
	}
	if (any_holds(map->mmio, map->mmio_count, address))
		return GPAMAP_KIND_MMIO;
	if (any_holds(map->ecam, map->ecam_count, address))
		return GPAMAP_KIND_PCI_ECAM;
	if (any_holds(map->pci, map->pci_count, address))
		return GPAMAP_KIND_PCI_MMIO;
	return GPAMAP_KIND_HOLE;
}

/* The map has the lists already. */
static void *make(const struct bench_map *map)
{
	return (void *)(uintptr_t)map;
}

static void nothing(void *self)
{
	(void)self;
}

const struct bench_peer bench_peer_lists = {
	.name = "linear, four lists",
	.make = make,
	.free = nothing,
	.probe = probe,
};
