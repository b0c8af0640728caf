/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "peers/peers.h"

/*
 * What is at an address? Throughput: many independent questions. Latency: each
 * question depends on the answer before. Bulk: many in one call.
 */

/* Addresses that come in one call of the bulk probe. */
#define BULK 256

/* How much of a scan's work fits into a turn. */
#define SCANNED 40000000

struct race {
	const uint64_t *addresses;
	size_t count;
	const struct gpamap_layout *layout;
	const void *self;
	enum gpamap_kind (*probe)(const void *self, uint64_t address);
};

static enum gpamap_kind probe_layout(const void *self, uint64_t address)
{
	return gpamap_layout_probe_address(self, address);
}

static void run_throughput(void *context, uint64_t times)
{
	const struct race *race = context;
	uint64_t sum = 0;

	while (times-- > 0) {
		for (size_t i = 0; i < race->count; i++)
			sum += race->probe(race->self, race->addresses[i]);
	}
	bench_keep(sum);
}

static void run_latency(void *context, uint64_t times)
{
	const struct race *race = context;
	uint64_t last = 0;

	while (times-- > 0) {
		/* No kind is 256, but the compiler does not know. */
		for (size_t i = 0; i < race->count; i++)
			last = race->probe(race->self,
					   race->addresses[i] + last / 256);
	}
	bench_keep(last);
}

static void run_bulk(void *context, uint64_t times)
{
	const struct race *race = context;
	enum gpamap_kind kinds[BULK];

	while (times-- > 0) {
		for (size_t i = 0; i + BULK <= race->count; i += BULK) {
			gpamap_layout_probe_many(
				race->layout, race->addresses + i, BULK, kinds);
			bench_keep((uint64_t)kinds[i % BULK]);
		}
	}
}

static const struct bench_peer *const peers[] = {
	&bench_peer_lists,	 &bench_peer_memblock,	&bench_peer_bsearch,
	&bench_peer_upper_bound, &bench_peer_vm_memory, &bench_peer_flat,
	&bench_peer_count,
};

#define PEERS (sizeof(peers) / sizeof(peers[0]))

/* The scans, whose cost grows with the map. */
static bool is_scan(const struct bench_peer *peer)
{
	return peer == &bench_peer_lists || peer == &bench_peer_memblock ||
	       peer == &bench_peer_count;
}

/* A race among peers that are wrong would be worth nothing. */
static void check(const struct bench_peer *peer, const void *self,
		  const struct race *race, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t address = race->addresses[i];
		enum gpamap_kind found = peer->probe(self, address);
		enum gpamap_kind wanted =
			gpamap_layout_probe_address(race->layout, address);

		if (peer == &bench_peer_vm_memory && wanted != GPAMAP_KIND_HOLE)
			wanted = GPAMAP_KIND_RAM;
		if (found != wanted)
			bench_die("%s: 0x%llx is kind %d, not %d", peer->name,
				  (unsigned long long)address, (int)found,
				  (int)wanted);
	}
}

static void check_bulk(const struct race *race)
{
	enum gpamap_kind *kinds = bench_memory(race->count * sizeof(*kinds));

	gpamap_layout_probe_many(race->layout, race->addresses, race->count,
				 kinds);
	for (size_t i = 0; i < race->count; i++) {
		if (kinds[i] != gpamap_layout_probe_address(race->layout,
							    race->addresses[i]))
			bench_die("bulk: address %zu differs", i);
	}
	free(kinds);
}

/* Fill @lane for @peer; it asks no more than a turn has time for. */
static void enter(struct bench_lane *lane, struct race *race,
		  const struct bench_peer *peer, const struct bench_map *map)
{
	void *self;

	*lane = (struct bench_lane){ .name = peer->name,
				     .skipped = peer->skipped };
	if (is_scan(peer) && map->count > 100000)
		lane->skipped = "too slow to wait for";
	if (lane->skipped != NULL)
		return;
	self = peer->make(map);
	if (is_scan(peer) && race->count * map->count > SCANNED)
		race->count = SCANNED / map->count;
	check(peer, self, race, race->count < 4096 ? race->count : 4096);
	race->self = self;
	race->probe = peer->probe;
	lane->context = race;
	lane->items = race->count;
}

static void leave(const struct bench_lane *lane, const struct bench_peer *peer)
{
	const struct race *race = lane->context;

	if (race != NULL)
		peer->free((void *)(uintptr_t)race->self);
}

static void race_map(const struct bench_map *map, const uint64_t *addresses,
		     size_t count, const char *pattern)
{
	const struct race gpamap = { addresses, count, map->layout, map->layout,
				     probe_layout };
	struct race races[PEERS + 2];
	struct bench_lane lanes[PEERS + 2];
	char title[80];

	for (size_t i = 0; i < PEERS + 2; i++)
		races[i] = gpamap;
	check_bulk(&gpamap);
	lanes[0] = (struct bench_lane){ .name = "gpamap",
					.context = &races[0],
					.items = count };
	lanes[1] = lanes[0];
	lanes[1].name = "gpamap, bulk";
	lanes[1].context = &races[1];
	for (size_t i = 0; i < PEERS; i++)
		enter(&lanes[2 + i], &races[2 + i], peers[i], map);

	for (size_t i = 0; i < PEERS + 2; i++)
		lanes[i].run = run_throughput;
	lanes[1].run = run_bulk;
	snprintf(title, sizeof(title), "throughput %zu %s", map->count,
		 pattern);
	if (bench_wants(title))
		bench_race(title, lanes, PEERS + 2);

	for (size_t i = 0; i < PEERS + 2; i++)
		lanes[i].run = run_latency;
	lanes[1].skipped = "it is about throughput";
	snprintf(title, sizeof(title), "latency %zu %s", map->count, pattern);
	if (bench_wants(title))
		bench_race(title, lanes, PEERS + 2);
	for (size_t i = 0; i < PEERS; i++)
		leave(&lanes[2 + i], peers[i]);
}

int main(int argc, char **argv)
{
	static const size_t sizes[] = { 6, 16, 128, 2048, 32768, 1048576 };

	bench_begin(argc, argv);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct bench_map map;
		/* So many that they do not stay in the near caches by
		 * themselves where the map does not. */
		size_t count = sizes[i] < 100000 ? 16384 : 262144;
		uint64_t *addresses = bench_memory(count * sizeof(*addresses));

		if (bench_is_quick() && sizes[i] > 100000)
			continue;
		bench_map_make(&map, sizes[i]);
		for (int pattern = 0; pattern < BENCH_PATTERN_COUNT;
		     pattern++) {
			enum bench_pattern p = (enum bench_pattern)pattern;

			bench_map_addresses(&map, p, addresses, count);
			race_map(&map, addresses, count, bench_pattern_name(p));
		}
		bench_map_free(&map);
		free(addresses);
	}
	return 0;
}
