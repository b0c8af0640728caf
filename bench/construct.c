/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include <gpamap/alloc.h>

#include "bench.h"
#include "peers/vectors.h"

/* A layout from the sizes of nodes and the gaps around which they go. */

#define GIB UINT64_C(0x40000000)

/* The lists that a peer with vectors allocates: RAM, three of gaps, all. */
#define LISTS 5

struct work {
	const uint64_t *nodes;
	size_t node_count;
	struct gpamap_fixed fixed;
	uint64_t *words;
	size_t word_count;
};

static void run_new(void *context, uint64_t times)
{
	const struct work *work = context;

	while (times-- > 0) {
		struct gpamap_storage storage = { work->words, work->word_count,
						  0 };
		const struct gpamap_layout *layout = NULL;

		if (gpamap_layout_new_with_numa(work->nodes, work->node_count,
						&work->fixed, &storage, &layout,
						NULL) != GPAMAP_OK)
			bench_die("the map is refused");
		bench_keep((uint64_t)(uintptr_t)layout);
	}
}

static void run_create(void *context, uint64_t times)
{
	const struct work *work = context;

	while (times-- > 0) {
		struct gpamap_layout *layout = gpamap_layout_create(
			work->nodes, work->node_count, &work->fixed, NULL);

		bench_keep((uint64_t)(uintptr_t)layout);
		gpamap_layout_free(layout);
	}
}

static void run_vectors(void *context, uint64_t times)
{
	const struct work *work = context;

	while (times-- > 0) {
		struct vectors vectors;

		if (!vectors_make(&vectors, work->nodes, work->node_count,
				  &work->fixed))
			bench_die("vectors: the map is refused");
		bench_keep(vectors.ram.count);
		vectors_free(&vectors);
	}
}

/* What the peer's allocations cost if it did nothing else. */
static void run_malloc(void *context, uint64_t times)
{
	(void)context;
	while (times-- > 0) {
		void *list[LISTS];

		for (size_t i = 0; i < LISTS; i++) {
			list[i] = malloc(96);
			bench_keep((uint64_t)(uintptr_t)list[i]);
		}
		for (size_t i = 0; i < LISTS; i++)
			free(list[i]);
	}
}

/* Give @work storage, and see that gpamap and the peer place RAM alike. */
static void prepare(struct work *work, size_t *ranges)
{
	struct gpamap_storage storage = { NULL, 0, 0 };
	const struct gpamap_layout *layout;
	const struct gpamap_ram_range *ram;
	struct vectors vectors;
	size_t count;

	gpamap_layout_new_with_numa(work->nodes, work->node_count, &work->fixed,
				    &storage, NULL, NULL);
	work->word_count = storage.need;
	work->words = bench_memory(storage.need * sizeof(uint64_t));
	storage.words = work->words;
	storage.count = storage.need;
	if (gpamap_layout_new_with_numa(work->nodes, work->node_count,
					&work->fixed, &storage, &layout,
					NULL) != GPAMAP_OK ||
	    !vectors_make(&vectors, work->nodes, work->node_count,
			  &work->fixed))
		bench_die("the map is refused");
	*ranges = gpamap_layout_count(layout);
	ram = gpamap_layout_ram(layout, &count);
	if (vectors.ram.count != count)
		bench_die("vectors: %zu ranges of RAM, not %zu",
			  vectors.ram.count, count);
	for (size_t i = 0; i < count; i++) {
		if (vectors.ram.items[i].start != ram[i].range.start ||
		    vectors.ram.items[i].end != ram[i].range.end)
			bench_die("vectors: RAM %zu differs", i);
	}
	vectors_free(&vectors);
}

static void race(const char *title, struct work *work, bool each_range)
{
	struct bench_lane lanes[] = {
		{ .name = "gpamap", .run = run_new },
		{ .name = "gpamap, malloc and free", .run = run_create },
		{ .name = "vectors", .run = run_vectors },
		{ .name = "5 malloc and free alone", .run = run_malloc },
	};
	size_t count = sizeof(lanes) / sizeof(lanes[0]), ranges;

	if (!bench_wants(title))
		return;
	prepare(work, &ranges);
	for (size_t i = 0; i < count; i++) {
		lanes[i].context = work;
		lanes[i].items = each_range ? ranges : 1;
	}
	bench_race(title, lanes, each_range ? count - 1 : count);
	free(work->words);
}

/* Two nodes, and the four gaps of a PC with PCI Express. */
static void race_typical(void)
{
	static const uint64_t nodes[] = { 4 * GIB, 4 * GIB };
	static const struct gpamap_range mmio[] = { { 0xfe000000, 4 * GIB } };
	static const struct gpamap_range ecam[] = { { 0xc0000000,
						      0xd0000000 } };
	static const struct gpamap_range pci[] = { { 0xd0000000, 0xfe000000 },
						   { 64 * GIB, 128 * GIB } };
	struct work work = {
		.nodes = nodes,
		.node_count = 2,
		.fixed = { .mmio = mmio,
			   .mmio_count = 1,
			   .pci_ecam = ecam,
			   .pci_ecam_count = 1,
			   .pci_mmio = pci,
			   .pci_mmio_count = 2 },
	};

	race("construct 2 nodes, 4 gaps", &work, false);
}

/* @count gaps of three kinds in turn, each with as much RAM before it. */
static void race_gaps(size_t count)
{
	struct gpamap_range *gaps[3];
	size_t counts[3] = { 0, 0, 0 };
	uint64_t at = 0, state = 1, ram = 0;
	char title[80];

	for (size_t i = 0; i < 3; i++)
		gaps[i] = bench_memory((count / 3 + 1) * sizeof(*gaps[i]));
	for (size_t i = 0; i < count; i++) {
		uint64_t pages = 1 + bench_random(&state) % 512;
		size_t size = (size_t)(pages * GPAMAP_PAGE_SIZE);

		gaps[i % 3][counts[i % 3]++] =
			(struct gpamap_range){ at + size, at + 2 * size };
		at += 2 * size;
		ram += size;
	}
	snprintf(title, sizeof(title), "construct %zu gaps, a range", count);
	race(title,
	     &(struct work){ .nodes = &ram,
			     .node_count = 1,
			     .fixed = { .mmio = gaps[0],
					.mmio_count = counts[0],
					.pci_ecam = gaps[1],
					.pci_ecam_count = counts[1],
					.pci_mmio = gaps[2],
					.pci_mmio_count = counts[2] } },
	     true);
	for (size_t i = 0; i < 3; i++)
		free(gaps[i]);
}

int main(int argc, char **argv)
{
	bench_begin(argc, argv);
	race_typical();
	for (size_t count = 100; count <= 1000000; count *= 10) {
		if (!bench_is_quick() || count <= 10000)
			race_gaps(count);
	}
	return 0;
}
