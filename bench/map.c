/* SPDX-License-Identifier: MIT */
#include "map.h"

#include <stdlib.h>
#include <string.h>

#include "bench.h"

#define MIB UINT64_C(0x100000)
#define GIB UINT64_C(0x40000000)

/* Add a range to the list of its kind. */
static void add(struct bench_map *map, uint64_t start, uint64_t end,
		enum gpamap_kind kind)
{
	struct gpamap_range range = { start, end };

	map->ranges[map->count++] = (struct bench_range){ start, end, kind };
	map->end = end;
	switch (kind) {
	case GPAMAP_KIND_RAM:
		map->ram[map->ram_count++] =
			(struct gpamap_ram_range){ range, 0 };
		break;
	case GPAMAP_KIND_MMIO:
		map->mmio[map->mmio_count++] = range;
		break;
	case GPAMAP_KIND_PCI_ECAM:
		map->ecam[map->ecam_count++] = range;
		break;
	default:
		map->pci[map->pci_count++] = range;
		break;
	}
}

static void add_plain_machine(struct bench_map *map)
{
	add(map, 0, 3 * GIB, GPAMAP_KIND_RAM);
	add(map, 3 * GIB, 3 * GIB + 256 * MIB, GPAMAP_KIND_PCI_ECAM);
	add(map, 3 * GIB + 256 * MIB, 4 * GIB - 32 * MIB, GPAMAP_KIND_PCI_MMIO);
	add(map, 4 * GIB - 32 * MIB, 4 * GIB, GPAMAP_KIND_MMIO);
	add(map, 4 * GIB, 9 * GIB, GPAMAP_KIND_RAM);
	add(map, 64 * GIB, 128 * GIB, GPAMAP_KIND_PCI_MMIO);
}

static void add_random_ranges(struct bench_map *map, size_t count)
{
	uint64_t state = UINT64_C(0x9e3779b97f4a7c15), at = 0;

	for (size_t i = 0; i < count; i++) {
		uint64_t dice = bench_random(&state);
		uint64_t size = (1 + dice % 1024) * GPAMAP_PAGE_SIZE;
		enum gpamap_kind kind = GPAMAP_KIND_RAM;

		if ((dice >> 20) % 2 == 1)
			kind = (enum gpamap_kind)(GPAMAP_KIND_MMIO +
						  (dice >> 24) % 3);
		add(map, at, at + size, kind);
		at += size;
		if ((dice >> 30) % 2 == 1)
			at += (1 + (dice >> 32) % 1024) * GPAMAP_PAGE_SIZE;
	}
}

struct gpamap_fixed bench_map_fixed(const struct bench_map *map)
{
	return (struct gpamap_fixed){
		.mmio = map->mmio,
		.mmio_count = map->mmio_count,
		.pci_ecam = map->ecam,
		.pci_ecam_count = map->ecam_count,
		.pci_mmio = map->pci,
		.pci_mmio_count = map->pci_count,
	};
}

static void make_layout(struct bench_map *map)
{
	struct gpamap_fixed fixed = bench_map_fixed(map);
	struct gpamap_storage storage = { NULL, 0, 0 };

	if (gpamap_layout_new_from_resolved_ranges(map->ram, map->ram_count,
						   &fixed, &storage, NULL,
						   NULL) != GPAMAP_OK)
		bench_die("a map of %zu ranges is refused", map->count);
	map->word_count = storage.need;
	map->words = bench_memory(storage.need * sizeof(*map->words));
	storage.words = map->words;
	storage.count = storage.need;
	if (gpamap_layout_new_from_resolved_ranges(
		    map->ram, map->ram_count, &fixed, &storage, &map->layout,
		    NULL) != GPAMAP_OK)
		bench_die("a map of %zu ranges is measured, not made",
			  map->count);
}

void bench_map_make(struct bench_map *map, size_t count)
{
	*map = (struct bench_map){ 0 };
	map->ranges = bench_memory(count * sizeof(*map->ranges));
	map->ram = bench_memory(count * sizeof(*map->ram));
	map->mmio = bench_memory(count * sizeof(*map->mmio));
	map->ecam = bench_memory(count * sizeof(*map->ecam));
	map->pci = bench_memory(count * sizeof(*map->pci));
	if (count == 6)
		add_plain_machine(map);
	else
		add_random_ranges(map, count);
	make_layout(map);
}

void bench_map_free(struct bench_map *map)
{
	free(map->ranges);
	free(map->ram);
	free(map->mmio);
	free(map->ecam);
	free(map->pci);
	free(map->words);
}

const char *bench_pattern_name(enum bench_pattern pattern)
{
	static const char *const names[BENCH_PATTERN_COUNT] = {
		[BENCH_RANDOM] = "random",
		[BENCH_SEQUENTIAL] = "sequential",
		[BENCH_HOT] = "hot",
	};

	return names[pattern];
}

/* An address in a range, or, for an even chance, in the hole behind it. */
static uint64_t random_address(const struct bench_map *map, uint64_t *state)
{
	uint64_t dice = bench_random(state);
	size_t i = (size_t)((dice >> 8) % map->count);
	uint64_t start = map->ranges[i].start, end = map->ranges[i].end;
	uint64_t next = i + 1 < map->count ? map->ranges[i + 1].start : end;

	if (next > end && dice % 2 == 1) {
		start = end;
		end = next;
	}
	return start + bench_random(state) % (end - start);
}

void bench_map_addresses(const struct bench_map *map,
			 enum bench_pattern pattern, uint64_t *addresses,
			 size_t count)
{
	uint64_t state = UINT64_C(88172645463325252);
	uint64_t hot[4];

	for (size_t i = 0; i < 4; i++)
		hot[i] = random_address(map, &state);
	for (size_t i = 0; i < count; i++) {
		uint64_t dice = bench_random(&state);

		if (pattern == BENCH_SEQUENTIAL)
			addresses[i] = map->end / count * i;
		else if (pattern == BENCH_HOT && dice % 10 != 0)
			addresses[i] = hot[(dice >> 8) % 4];
		else
			addresses[i] = random_address(map, &state);
	}
}
