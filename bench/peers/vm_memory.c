/* SPDX-License-Identifier: MIT */
#include <stdbool.h>

#include "peers.h"

/* peers/vm-memory/src/lib.rs */
void *bench_vm_memory_make(const struct bench_range *ranges, size_t count);
bool bench_vm_memory_holds(const void *memory, uint64_t address);
void bench_vm_memory_free(void *memory);

static void *make(const struct bench_map *map)
{
	return bench_vm_memory_make(map->ranges, map->count);
}

/* A region has no kind: all that is found is called RAM. */
static enum gpamap_kind probe(const void *self, uint64_t address)
{
	return bench_vm_memory_holds(self, address) ? GPAMAP_KIND_RAM
						    : GPAMAP_KIND_HOLE;
}

const struct bench_peer bench_peer_vm_memory = {
	.name = "vm-memory find_region",
	.make = make,
	.free = bench_vm_memory_free,
	.probe = probe,
};
