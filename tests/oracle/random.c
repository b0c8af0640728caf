/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "world.h"

/* Large inputs made up from seeds, tried on the library and on a naive model
 * of intervals. Each prints the seed that gives it again. */

enum {
	/* Enough for all ranges: lists, offsets, refs and keys. */
	WORDS = 8 * WORLD_ORDER_MAX + 64,
	LOOKUPS = 300,
	TALLIES = 30,
};

static struct world world;
static uint64_t words[WORDS];
static uint64_t copy_words[WORDS];
static unsigned char bytes[WORDS * 8];
static uint64_t answers;
static uint64_t made;

static void same(uint64_t got, uint64_t want, const char *what)
{
	answers++;
	if (got == want)
		return;
	fprintf(stderr,
		"%s is 0x%" PRIx64 ", not 0x%" PRIx64
		"; to see it again: random --seed %" PRIu64 " --count 1\n",
		what, got, want, world.seed);
	exit(1);
}

static void same_range(struct gpamap_range got, struct gpamap_range want,
		       const char *what)
{
	same(got.start, want.start, what);
	same(got.end, want.end, what);
}

static void check_list(const struct gpamap_range *got, size_t count,
		       size_t list)
{
	size_t i;

	same(count, world.count[list], "length of a list");
	for (i = 0; i < count; i++)
		same_range(got[i], world_range(&world, list, i),
			   "range of a list");
}

static void check_lists(const struct gpamap_layout *layout)
{
	const struct gpamap_other_range *other;
	const struct gpamap_ram_range *ram;
	const struct gpamap_range *plain;
	struct gpamap_range vtl2 = { 0, 0 };
	size_t count, i;

	ram = gpamap_layout_ram(layout, &count);
	same(count, world.count[GPAMAP_LIST_RAM], "count of RAM ranges");
	for (i = 0; i < count; i++) {
		same_range(ram[i].range, world.ram[i].range, "RAM range");
		same(ram[i].vnode, world.ram[i].vnode, "vnode");
	}
	plain = gpamap_layout_mmio(layout, &count);
	check_list(plain, count, GPAMAP_LIST_MMIO);
	plain = gpamap_layout_pci_ecam(layout, &count);
	check_list(plain, count, GPAMAP_LIST_PCI_ECAM);
	plain = gpamap_layout_pci_mmio(layout, &count);
	check_list(plain, count, GPAMAP_LIST_PCI_MMIO);
	count = gpamap_layout_vtl2_range(layout, &vtl2);
	check_list(&vtl2, count, GPAMAP_LIST_VTL2);
	other = gpamap_layout_other(layout, &count);
	same(count, world.count[GPAMAP_LIST_OTHER], "count of other ranges");
	for (i = 0; i < count; i++) {
		same_range(other[i].range, world.other[i].range, "other");
		same(other[i].kind, world.other[i].kind, "kind of other");
	}
}

/* The bytes of RAM in [start, end). */
static uint64_t ram_in(uint64_t start, uint64_t end)
{
	uint64_t sum = 0;
	size_t i;

	for (i = 0; i < world.count[GPAMAP_LIST_RAM]; i++) {
		struct gpamap_range range = world.ram[i].range;

		range.start = range.start < start ? start : range.start;
		range.end = range.end > end ? end : range.end;
		if (range.start < range.end)
			sum += range.end - range.start;
	}
	return sum;
}

static void check_numbers(const struct gpamap_layout *layout)
{
	uint64_t end_of_ram = 0;
	uint64_t end = 0;
	uint64_t max = 0;
	uint64_t got = 0;
	struct gpamap_range high = world.plain[0][1];
	size_t i;

	for (i = 0; i < world.order_count; i++) {
		struct gpamap_range range = world.order[i].range;

		if (world.order[i].list <= GPAMAP_LIST_PCI_MMIO)
			end = range.end;
		if (world.order[i].list != GPAMAP_LIST_RAM)
			continue;
		end_of_ram = range.end;
		if (range.start < GPAMAP_4GB)
			max = range.end < GPAMAP_4GB ? range.end : GPAMAP_4GB;
	}
	same(gpamap_layout_ram_size(layout), ram_in(0, UINT64_MAX), "ram_size");
	same(gpamap_layout_ram_below_4gb(layout), ram_in(0, GPAMAP_4GB),
	     "ram_below_4gb");
	same(gpamap_layout_ram_above_4gb(layout),
	     ram_in(GPAMAP_4GB, UINT64_MAX), "ram_above_4gb");
	same(gpamap_layout_end_of_ram(layout), end_of_ram, "end_of_ram");
	same(gpamap_layout_end_of_layout(layout), end, "end_of_layout");
	gpamap_layout_max_ram_below_4gb(layout, &got);
	same(got, max, "max_ram_below_4gb");
	got = 0;
	same(gpamap_layout_ram_above_high_mmio(layout, &got),
	     world.count[GPAMAP_LIST_MMIO] == 2 && high.start != high.end,
	     "ram_above_high_mmio");
	if (world.count[GPAMAP_LIST_MMIO] == 2 && high.start != high.end)
		same(got, ram_in(high.end, UINT64_MAX), "RAM above high MMIO");
}

static void check_order(const struct gpamap_layout *layout)
{
	struct gpamap_entry entry;
	size_t i;

	same(gpamap_layout_count(layout), world.order_count, "count");
	for (i = 0; i < world.order_count; i++) {
		same(gpamap_layout_at(layout, i, &entry), true, "at");
		same(entry.kind, world.order[i].kind, "kind");
		same(entry.list, world.order[i].list, "list");
		same(entry.index, world.order[i].index, "index");
		same(entry.vnode, world.order[i].vnode, "vnode of entry");
		same_range(entry.range, world.order[i].range, "entry");
	}
}

/* Scan for @address: what holds it, and the hole if nothing does. */
static void check_address(const struct gpamap_layout *layout, uint64_t address)
{
	struct gpamap_range hole = { 0, GPAMAP_ADDRESS_END };
	const struct gpamap_entry *held = NULL;
	struct gpamap_found found;
	uint64_t offset = 0;
	uint64_t back = 0;
	size_t position = 0;
	size_t i;

	for (i = 0; i < world.order_count; i++) {
		const struct gpamap_entry *entry = &world.order[i];

		position += entry->range.end <= address;
		if (entry->range.end <= address)
			hole.start = entry->range.end;
		else if (entry->range.start <= address)
			held = entry;
		else if (hole.end == GPAMAP_ADDRESS_END)
			hole.end = entry->range.start;
	}
	if (address >= GPAMAP_ADDRESS_END)
		hole.start = GPAMAP_ADDRESS_END;
	same(gpamap_layout_find(layout, address, &found),
	     held != NULL ? held->kind : GPAMAP_KIND_HOLE, "find");
	same(gpamap_layout_probe_address(layout, address),
	     held != NULL && held->kind <= GPAMAP_KIND_PCI_MMIO
		     ? held->kind
		     : GPAMAP_KIND_HOLE,
	     "probe");
	same_range(found.entry.range, held != NULL ? held->range : hole,
		   "range found");
	same(found.position, position, "position");
	same(gpamap_layout_ram_offset(layout, address, &offset),
	     held != NULL && held->kind == GPAMAP_KIND_RAM, "ram_offset");
	if (held == NULL || held->kind != GPAMAP_KIND_RAM)
		return;
	same(offset, ram_in(0, address), "RAM offset");
	same(gpamap_layout_ram_address(layout, offset, &back), true,
	     "ram_address");
	same(back, address, "address of the RAM offset");
}

/* Any address, or one near an edge. */
static uint64_t some_address(uint64_t *seed)
{
	const struct gpamap_entry *entry;
	uint64_t number = world_random(seed);

	if (world.order_count == 0 || number % 8 == 0)
		return world_random(seed);
	entry = &world.order[world_random(seed) % world.order_count];
	number = world_random(seed) % 3 - 1;
	return world_random(seed) % 2 == 0 ? entry->range.start + number
					   : entry->range.end + number;
}

/* Many at once: each as by itself, which was held against the scan. */
static void check_bulk(const struct gpamap_layout *layout, uint64_t *seed)
{
	uint64_t addresses[100];
	enum gpamap_kind kinds[100];
	size_t count = (size_t)(world_random(seed) % 100);
	size_t i;

	for (i = 0; i < count; i++)
		addresses[i] = some_address(seed);
	gpamap_layout_probe_many(layout, addresses, count, kinds);
	for (i = 0; i < count; i++)
		same(kinds[i],
		     gpamap_layout_probe_address(layout, addresses[i]),
		     "bulk probe");
}

static void check_tally(const struct gpamap_layout *layout, uint64_t *seed)
{
	uint64_t a = some_address(seed) / 4096 * 4096;
	uint64_t b = some_address(seed) / 4096 * 4096;
	struct gpamap_range range = { a < b ? a : b, a < b ? b : a };
	uint64_t want[GPAMAP_KIND_COUNT] = { 0 };
	uint64_t got[GPAMAP_KIND_COUNT];
	size_t i;

	want[GPAMAP_KIND_HOLE] = range.end - range.start;
	for (i = 0; i < world.order_count; i++) {
		struct gpamap_range part = world.order[i].range;

		part.start = part.start < a && part.start < b ? range.start
							      : part.start;
		part.end = part.end > range.end ? range.end : part.end;
		if (part.start >= part.end)
			continue;
		want[world.order[i].kind] += part.end - part.start;
		want[GPAMAP_KIND_HOLE] -= part.end - part.start;
	}
	same((uint64_t)gpamap_layout_tally(layout, range, got), GPAMAP_OK,
	     "tally");
	for (i = 0; i < GPAMAP_KIND_COUNT; i++)
		same(got[i], want[i], "a tally");
	same(gpamap_layout_is_ram(layout, range),
	     want[GPAMAP_KIND_RAM] == range.end - range.start, "is_ram");
}

static void check_copies(const struct gpamap_layout *layout)
{
	struct gpamap_storage storage = GPAMAP_STORAGE(copy_words);
	const struct gpamap_layout *copy = NULL;
	struct gpamap_fixed fixed;
	size_t need = 0;

	same((uint64_t)gpamap_layout_save(layout, bytes, sizeof(bytes), &need),
	     GPAMAP_OK, "save");
	same((uint64_t)gpamap_layout_load(bytes, need, &storage, &copy, NULL),
	     GPAMAP_OK, "load");
	same((uint64_t)memcmp(copy, layout, need), 0, "what was loaded");
	world_fixed(&world, &fixed);
	same((uint64_t)gpamap_layout_new_from_resolved_ranges(
		     world.ram, world.count[GPAMAP_LIST_RAM], &fixed, &storage,
		     &copy, NULL),
	     GPAMAP_OK, "the map made anew");
	same(storage.need * 8, need, "size of the map made anew");
	same((uint64_t)memcmp(copy, layout, need), 0, "the map made anew");
}

static void check_layout(const struct gpamap_layout *layout)
{
	uint64_t seed = world.seed;
	size_t i;

	check_lists(layout);
	check_numbers(layout);
	check_order(layout);
	for (i = 0; i < LOOKUPS; i++)
		check_address(layout, some_address(&seed));
	for (i = 0; i < TALLIES; i++)
		check_tally(layout, &seed);
	check_bulk(layout, &seed);
	check_copies(layout);
	made++;
}

static bool count_problem(void *context, const struct gpamap_error *problem)
{
	(void)problem;
	++*(size_t *)context;
	return true;
}

static void check_audit(const struct gpamap_fixed *fixed, size_t ram_count,
			bool sound)
{
	static uint64_t scratch[WORLD_ORDER_MAX + 6 * WORLD_RANGES_MAX];
	struct gpamap_audit_input input = {
		.fixed = fixed,
		.scratch = scratch,
		.scratch_count = sizeof(scratch) / sizeof(scratch[0]),
	};
	size_t count = 0;

	input.ram = world.placed ? NULL : world.ram;
	input.ram_count = ram_count;
	input.node_sizes = world.placed ? world.nodes : NULL;
	input.node_count = world.node_count;
	same((uint64_t)gpamap_audit(&input, count_problem, &count, NULL),
	     GPAMAP_OK, "audit");
	same(count == 0, sound, "silence of the audit");
}

static void check_seed(uint64_t seed)
{
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout = NULL;
	struct gpamap_error error = { .status = GPAMAP_OK };
	struct world_verdict verdict;
	struct gpamap_fixed fixed;
	enum gpamap_status status;
	size_t ram_count;

	world_make(&world, seed);
	world_fixed(&world, &fixed);
	ram_count = world.placed ? 0 : world.count[GPAMAP_LIST_RAM];
	world_judge(&world, &verdict);
	if (world.placed)
		status = gpamap_layout_new_with_numa(world.nodes,
						     world.node_count, &fixed,
						     &storage, &layout, &error);
	else
		status = gpamap_layout_new_from_resolved_ranges(
			world.ram, ram_count, &fixed, &storage, &layout,
			&error);
	same((uint64_t)status, (uint64_t)verdict.status, "status");
	check_audit(&fixed, ram_count, status == GPAMAP_OK);
	if (status == GPAMAP_OK) {
		check_layout(layout);
		return;
	}
	same(error.subject.list, verdict.list, "list in the error");
	same(error.subject.index, verdict.index, "index in the error");
	if (status == GPAMAP_ERR_NO_FIT)
		same(error.missing, verdict.missing, "bytes missing");
}

/* Read the number behind the option @name, if it is there. */
static bool read_option(int argc, char **argv, const char *name,
			uint64_t *number)
{
	int i;

	for (i = 1; i + 1 < argc; i += 2)
		if (strcmp(argv[i], name) == 0) {
			*number = strtoull(argv[i + 1], NULL, 0);
			return true;
		}
	return false;
}

int main(int argc, char **argv)
{
	uint64_t seed = (uint64_t)time(NULL) * 1000000;
	uint64_t count = 3000;
	uint64_t i;
	int options = 0;

	options += read_option(argc, argv, "--seed", &seed);
	options += read_option(argc, argv, "--count", &count);
	if (argc != 1 + 2 * options) {
		fprintf(stderr, "usage: %s [--seed N] [--count N]\n", argv[0]);
		return 2;
	}
	printf("random: seeds %" PRIu64 " to %" PRIu64 "\n", seed,
	       seed + count - 1);
	fflush(stdout);
	for (i = 0; i < count; i++)
		check_seed(seed + i);
	printf("random: %" PRIu64 " layouts made, %" PRIu64
	       " inputs refused, %" PRIu64 " answers compared\n",
	       made, count - made, answers);
	return 0;
}
