/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "world.h"

/* Worlds made up from a seed. */

#define PAGE GPAMAP_PAGE_SIZE

/* splitmix64 (G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom
 * number generators", 2014): every seed is as good as another. */
uint64_t world_random(uint64_t *seed)
{
	uint64_t z = *seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static uint64_t below(uint64_t *seed, uint64_t limit)
{
	return world_random(seed) % limit;
}

/* A place in an array of @count. */
static size_t pick(uint64_t *seed, size_t count)
{
	return (size_t)below(seed, count);
}

/* A number of pages, of any magnitude up to @limit. */
static uint64_t some_pages(uint64_t *seed, uint64_t limit)
{
	static const uint64_t scales[] = { 1, 4, 512, 1 << 18, 1 << 24 };
	uint64_t scale = scales[pick(seed, 5)];

	if (scale > limit)
		scale = limit;
	return 1 + below(seed, scale);
}

static void add(struct world *world, size_t list, struct gpamap_range range,
		uint64_t value)
{
	size_t i = world->count[list]++;

	if (list == GPAMAP_LIST_RAM)
		world->ram[i] = (struct gpamap_ram_range){ range, value };
	else if (list == GPAMAP_LIST_OTHER)
		world->other[i] =
			(struct gpamap_other_range){ range, value,
						     GPAMAP_NO_VNODE };
	else
		world->plain[list - GPAMAP_LIST_MMIO][i] = range;
}

/* A list for the next range; VTL2 comes at the end, RAM where it is decided. */
static size_t some_list(const struct world *world, uint64_t *seed)
{
	static const size_t gaps[] = { GPAMAP_LIST_MMIO, GPAMAP_LIST_PCI_ECAM,
				       GPAMAP_LIST_PCI_MMIO,
				       GPAMAP_LIST_OTHER };

	if (!world->placed && below(seed, 2) == 0)
		return GPAMAP_LIST_RAM;
	return gaps[pick(seed, 4)];
}

/* Ranges from below, with holes between them or none. */
static uint64_t make_ranges(struct world *world, uint64_t *seed, size_t count)
{
	uint64_t space = GPAMAP_ADDRESS_END / PAGE;
	uint64_t at = 0;
	uint64_t share, size;
	size_t i, list;

	for (i = 0; i < count; i++) {
		share = (space - at) / (count - i) / 4;
		if (share == 0)
			break;
		if (below(seed, 4) != 0)
			at += some_pages(seed, share);
		size = some_pages(seed, share);
		list = some_list(world, seed);
		add(world, list,
		    (struct gpamap_range){ at * PAGE, (at + size) * PAGE },
		    list == GPAMAP_LIST_RAM
			    ? below(seed, 5)
			    : GPAMAP_KIND_RESERVED + below(seed, 7));
		at += size;
	}
	return at;
}

static void make_nodes(struct world *world, uint64_t *seed, uint64_t end)
{
	size_t i;

	world->node_count =
		1 + pick(seed, below(seed, 4) == 0 ? WORLD_NODES_MAX : 4);
	for (i = 0; i < world->node_count; i++)
		world->nodes[i] =
			some_pages(seed, end / world->node_count + 2) * PAGE;
}

/* VTL2 above what is there; where RAM is placed, far above it. */
static void make_vtl2(struct world *world, uint64_t *seed, uint64_t end)
{
	uint64_t start = end + below(seed, 5);
	size_t i;

	for (i = 0; i < world->node_count; i++)
		start += world->nodes[i] / PAGE;
	add(world, GPAMAP_LIST_VTL2,
	    (struct gpamap_range){ start * PAGE, (start + 512) * PAGE }, 0);
}

static struct gpamap_range *range_of(struct world *world, size_t list,
				     size_t index)
{
	if (list == GPAMAP_LIST_RAM)
		return &world->ram[index].range;
	if (list == GPAMAP_LIST_OTHER)
		return &world->other[index].range;
	return &world->plain[list - GPAMAP_LIST_MMIO][index];
}

/* Spoil one number, or exchange two neighbours, in some list. */
static void spoil_list(struct world *world, uint64_t *seed)
{
	size_t list = pick(seed, GPAMAP_LIST_COUNT);
	struct gpamap_range *range, swap;
	size_t index;

	if (world->count[list] == 0)
		return;
	index = pick(seed, world->count[list]);
	range = range_of(world, list, index);
	swap = *range;
	switch (below(seed, 7)) {
	case 0:
		range->end = range->start;
		break;
	case 1:
		range->start++;
		break;
	case 2:
		range->start = swap.end;
		range->end = swap.start;
		break;
	case 3:
		range->end = GPAMAP_ADDRESS_END + 1 + below(seed, 4095);
		break;
	case 4:
		range->end += some_pages(seed, 1 << 20) * PAGE;
		break;
	case 5:
		range->start -= range->start / PAGE * PAGE / 2 / PAGE * PAGE;
		break;
	default:
		*range = *range_of(world, list, 0);
		*range_of(world, list, 0) = swap;
		break;
	}
}

static void spoil_nodes(struct world *world, uint64_t *seed)
{
	size_t i = pick(seed, world->node_count);

	switch (below(seed, 4)) {
	case 0:
		world->nodes[i] = 0;
		break;
	case 1:
		world->nodes[i] += 1 + below(seed, 4095);
		break;
	case 2:
		world->nodes[i] = GPAMAP_ADDRESS_END;
		break;
	default:
		world->nodes[i] = world_random(seed) / PAGE * PAGE;
		break;
	}
}

/* Empty MMIO entries, at any address, among those that are none. */
static void add_placeholders(struct world *world, uint64_t *seed)
{
	struct gpamap_range *mmio = world->plain[0];
	size_t *count = &world->count[GPAMAP_LIST_MMIO];
	size_t at = pick(seed, *count + 1);
	uint64_t address = below(seed, GPAMAP_ADDRESS_END / PAGE) * PAGE;

	memmove(mmio + at + 1, mmio + at, (*count - at) * sizeof(*mmio));
	mmio[at] = (struct gpamap_range){ address, address };
	(*count)++;
}

void world_make(struct world *world, uint64_t seed)
{
	static const size_t sizes[] = { 3, 20, 20, 300, 10000 };
	uint64_t end;
	size_t most;

	memset(world, 0, sizeof(*world));
	world->seed = seed;
	world->placed = below(&seed, 2) == 0;
	most = sizes[pick(&seed, 5)];
	end = make_ranges(world, &seed, pick(&seed, most + 1));
	if (world->placed)
		make_nodes(world, &seed, end);
	if (below(&seed, 2) == 0)
		make_vtl2(world, &seed, end);
	while (!world->placed && below(&seed, 2) == 0)
		add_placeholders(world, &seed);
	if (below(&seed, 2) == 0)
		return;
	if (world->placed && below(&seed, 2) == 0)
		spoil_nodes(world, &seed);
	else
		spoil_list(world, &seed);
}
