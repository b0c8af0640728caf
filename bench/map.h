/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_BENCH_MAP_H
#define GPAMAP_BENCH_MAP_H

#include <stddef.h>
#include <stdint.h>

#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A map to race over: the layout, and what peers make their own form of. */

struct bench_range {
	uint64_t start;
	uint64_t end;
	uint64_t kind; /* RAM, MMIO, PCI_ECAM or PCI_MMIO */
};

struct bench_map {
	struct bench_range *ranges; /* in address order */
	size_t count;
	struct gpamap_ram_range *ram;
	size_t ram_count;
	struct gpamap_range *mmio;
	size_t mmio_count;
	struct gpamap_range *ecam;
	size_t ecam_count;
	struct gpamap_range *pci;
	size_t pci_count;
	uint64_t end; /* of the last range */
	const struct gpamap_layout *layout;
	uint64_t *words; /* the layout's */
	size_t word_count;
};

/*
 * Make a map of @count ranges. With 6 it is that of a plain virtual machine:
 * RAM below and above 4 GiB, four gaps. Others are made from a fixed seed: a
 * range in two is RAM, the others are of the three kinds of gaps; behind one
 * in two is a hole.
 */
void bench_map_make(struct bench_map *map, size_t count);

/* The lists but RAM, as constructors take them. */
struct gpamap_fixed bench_map_fixed(const struct bench_map *map);

void bench_map_free(struct bench_map *map);

/* Where a bench asks. */
enum bench_pattern {
	BENCH_RANDOM, /* any range or hole, and any place in it */
	BENCH_SEQUENTIAL, /* from the bottom up */
	BENCH_HOT, /* nine in ten at four addresses, the rest random */
	BENCH_PATTERN_COUNT,
};

const char *bench_pattern_name(enum bench_pattern pattern);

/* Fill @addresses after @pattern, the same at each run. */
void bench_map_addresses(const struct bench_map *map,
			 enum bench_pattern pattern, uint64_t *addresses,
			 size_t count);

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_BENCH_MAP_H */
