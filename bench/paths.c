/* SPDX-License-Identifier: MIT */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <gpamap/plan.h>
#include <gpamap/saved.h>

#include "bench.h"
#include "map.h"

/*
 * The main paths, for instructions.py: each is a function whose instructions
 * are counted, those that it calls included. All is fixed: inputs, options and
 * the four mem functions, which stand below, so that two machines with one
 * compiler count the same.
 */

#define PROBES 1000
/* Neither inlined, nor made for one argument, nor one with its likes. */
#define PATH __attribute__((noipa)) static void

struct saved {
	void *bytes;
	size_t size;
	uint64_t *words;
};

static uint64_t addresses[PROBES];
static uint64_t words[16384];

/* Words where that is possible, as every libc does. */
typedef uint64_t __attribute__((may_alias)) word;

static int whole_words(const void *a, const void *b, size_t size)
{
	return ((uintptr_t)a % 8 | (uintptr_t)b % 8 | size % 8) == 0;
}

void *memcpy(void *to, const void *from, size_t size)
{
	const unsigned char *source = from;
	unsigned char *target = to;

	if (whole_words(to, from, size)) {
		for (size_t i = 0; i < size / 8; i++)
			((word *)to)[i] = ((const word *)from)[i];
		return to;
	}
	while (size-- > 0)
		*target++ = *source++;
	return to;
}

void *memmove(void *to, const void *from, size_t size)
{
	const unsigned char *source = from;
	unsigned char *target = to;

	if (target <= source)
		return memcpy(to, from, size);
	while (size-- > 0)
		target[size] = source[size];
	return to;
}

void *memset(void *to, int value, size_t size)
{
	unsigned char *target = to;

	if (value == 0 && whole_words(to, to, size)) {
		for (size_t i = 0; i < size / 8; i++)
			((word *)to)[i] = 0;
		return to;
	}
	while (size-- > 0)
		*target++ = (unsigned char)value;
	return to;
}

int memcmp(const void *a, const void *b, size_t size)
{
	const unsigned char *left = a, *right = b;

	for (; size > 0; size--, left++, right++) {
		if (*left != *right)
			return *left < *right ? -1 : 1;
	}
	return 0;
}

static void probe(const struct bench_map *map)
{
	for (size_t i = 0; i < PROBES; i++)
		bench_keep((uint64_t)gpamap_layout_probe_address(map->layout,
								 addresses[i]));
}

static void find(const struct bench_map *map)
{
	struct gpamap_found found;

	for (size_t i = 0; i < PROBES; i++) {
		bench_keep((uint64_t)gpamap_layout_find(map->layout,
							addresses[i], &found));
		bench_keep(found.offset);
	}
}

PATH path_probe_6(const struct bench_map *map)
{
	probe(map);
}

PATH path_probe_16(const struct bench_map *map)
{
	probe(map);
}

PATH path_probe_2048(const struct bench_map *map)
{
	probe(map);
}

PATH path_probe_32768(const struct bench_map *map)
{
	probe(map);
}

PATH path_probe_many_32768(const struct bench_map *map)
{
	enum gpamap_kind kinds[PROBES];

	gpamap_layout_probe_many(map->layout, addresses, PROBES, kinds);
	bench_keep((uint64_t)kinds[PROBES - 1]);
}

PATH path_find_16(const struct bench_map *map)
{
	find(map);
}

PATH path_find_2048(const struct bench_map *map)
{
	find(map);
}

static void load(const struct bench_map *map, const struct saved *saved)
{
	struct gpamap_storage storage = { saved->words, map->word_count, 0 };
	const struct gpamap_layout *layout;

	if (gpamap_layout_load(saved->bytes, saved->size, &storage, &layout,
			       NULL) != GPAMAP_OK)
		bench_die("the saved layout is refused");
}

PATH path_load_16(const struct bench_map *map, const struct saved *saved)
{
	load(map, saved);
}

PATH path_load_2048(const struct bench_map *map, const struct saved *saved)
{
	load(map, saved);
}

/* Two nodes, and the four gaps of a PC with PCI Express. */
PATH path_construct_typical(void)
{
	const uint64_t gib = UINT64_C(0x40000000);
	const uint64_t nodes[] = { 4 * gib, 4 * gib };
	const struct gpamap_range mmio[] = { { 0xfe000000, 4 * gib } };
	const struct gpamap_range ecam[] = { { 0xc0000000, 0xd0000000 } };
	const struct gpamap_range pci[] = { { 0xd0000000, 0xfe000000 },
					    { 64 * gib, 128 * gib } };
	const struct gpamap_fixed fixed = {
		.mmio = mmio,
		.mmio_count = 1,
		.pci_ecam = ecam,
		.pci_ecam_count = 1,
		.pci_mmio = pci,
		.pci_mmio_count = 2,
	};
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout;

	if (gpamap_layout_new_with_numa(nodes, 2, &fixed, &storage, &layout,
					NULL) != GPAMAP_OK)
		bench_die("the map is refused");
}

PATH path_construct_2048(const struct bench_map *map)
{
	struct gpamap_fixed fixed = bench_map_fixed(map);
	struct gpamap_storage storage = { map->words, map->word_count, 0 };
	const struct gpamap_layout *layout;

	if (gpamap_layout_new_from_resolved_ranges(map->ram, map->ram_count,
						   &fixed, &storage, &layout,
						   NULL) != GPAMAP_OK)
		bench_die("the map is refused");
}

PATH path_plan_100(struct gpamap_storage *workspace)
{
	static struct gpamap_plan_request requests[100];
	const struct gpamap_plan_input input = { .requests = requests,
						 .count = 100 };
	const struct gpamap_plan *plan;
	uint64_t state = 1;

	for (size_t i = 0; i < 100; i++) {
		uint64_t dice = bench_random(&state);

		requests[i].phase = i % 10 == 0 ? GPAMAP_PHASE_RAM
						: GPAMAP_PHASE_MMIO64;
		requests[i].size = UINT64_C(0x10000) << dice % 12;
		requests[i].alignment = UINT64_C(0x1000) << (dice >> 8) % 16;
	}
	if (gpamap_plan_make(&input, workspace, &plan) != GPAMAP_OK)
		bench_die("the plan fails");
}

static void save(const struct bench_map *map, struct saved *saved)
{
	gpamap_layout_save(map->layout, NULL, 0, &saved->size);
	saved->bytes = bench_memory(saved->size);
	saved->words = bench_memory(saved->size);
	if (gpamap_layout_save(map->layout, saved->bytes, saved->size,
			       &saved->size) != GPAMAP_OK)
		bench_die("the layout cannot be saved");
}

static void at_size(size_t count)
{
	struct bench_map map;
	struct saved saved;

	bench_map_make(&map, count);
	bench_map_addresses(&map, BENCH_RANDOM, addresses, PROBES);
	save(&map, &saved);
	switch (count) {
	case 6:
		path_probe_6(&map);
		break;
	case 16:
		path_probe_16(&map);
		path_find_16(&map);
		path_load_16(&map, &saved);
		break;
	case 2048:
		path_probe_2048(&map);
		path_find_2048(&map);
		path_load_2048(&map, &saved);
		path_construct_2048(&map);
		break;
	default:
		path_probe_32768(&map);
		path_probe_many_32768(&map);
	}
	free(saved.bytes);
	free(saved.words);
	bench_map_free(&map);
}

int main(void)
{
	struct gpamap_storage workspace = GPAMAP_STORAGE(words);

	path_construct_typical();
	path_plan_100(&workspace);
	at_size(6);
	at_size(16);
	at_size(2048);
	at_size(32768);
	return 0;
}
