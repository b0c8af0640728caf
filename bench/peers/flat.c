/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdlib.h>

#include "../bench.h"
#include "peers.h"

/*
 * What somebody writes by hand for one map: where each range or hole begins,
 * and beside it what begins there. Two ways to search it, neither with a
 * branch that depends on the address.
 */
struct flat {
	size_t count; /* at least 1: address 0 is a start */
	uint64_t *starts;
	uint8_t *kinds;
};

/*
 * Half, or nothing. gcc takes a conditional move. clang makes a branch of
 * whatever it knows to be a choice, in any spelling, so it is kept from
 * knowing.
 */
static size_t choose(bool condition, size_t half)
{
#ifdef __clang__
	size_t ones = (size_t)0 - condition;

	__asm__("" : "+r"(ones));
	return half & ones;
#else
	return condition ? half : 0;
#endif
}

static enum gpamap_kind bisect(const void *self, uint64_t address)
{
	const struct flat *flat = self;
	const uint64_t *starts = flat->starts;
	size_t base = 0, count = flat->count;

	while (count > 1) {
		size_t half = count / 2;

		base += choose(starts[base + half] <= address, half);
		count -= half;
	}
	return (enum gpamap_kind)flat->kinds[base];
}

static enum gpamap_kind count(const void *self, uint64_t address)
{
	const struct flat *flat = self;
	size_t below = 0;

	for (size_t i = 1; i < flat->count; i++)
		below += flat->starts[i] <= address;
	return (enum gpamap_kind)flat->kinds[below];
}

static void add(struct flat *flat, uint64_t start, uint64_t kind)
{
	flat->starts[flat->count] = start;
	flat->kinds[flat->count++] = (uint8_t)kind;
}

static void *make(const struct bench_map *map)
{
	struct flat *flat = bench_memory(sizeof(*flat));
	size_t most = 2 * map->count + 1;
	uint64_t end = 0;

	flat->count = 0;
	flat->starts = bench_memory(most * sizeof(*flat->starts));
	flat->kinds = bench_memory(most);
	for (size_t i = 0; i < map->count; i++) {
		const struct bench_range *range = &map->ranges[i];

		if (range->start != end)
			add(flat, end, GPAMAP_KIND_HOLE);
		add(flat, range->start, range->kind);
		end = range->end;
	}
	add(flat, end, GPAMAP_KIND_HOLE);
	return flat;
}

static void unmake(void *self)
{
	struct flat *flat = self;

	free(flat->starts);
	free(flat->kinds);
	free(flat);
}

const struct bench_peer bench_peer_flat = {
	.name = "flat, branch-free",
	.make = make,
	.free = unmake,
	.probe = bisect,
};

const struct bench_peer bench_peer_count = {
	.name = "flat, counted",
	.make = make,
	.free = unmake,
	.probe = count,
};
