/* SPDX-License-Identifier: MIT */
#ifndef ORACLE_WORLD_H
#define ORACLE_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/gpamap.h>

/*
 * A large input of a constructor, made up from a seed, and what a naive model
 * says of it: lists of intervals that are scanned from end to end for every
 * question. It shares no code with the library.
 */

enum {
	WORLD_RANGES_MAX = 12000,
	WORLD_NODES_MAX = 64,
	WORLD_ORDER_MAX = 2 * WORLD_RANGES_MAX + WORLD_NODES_MAX + 2,
};

struct world {
	uint64_t seed;
	bool placed; /* RAM from nodes; else RAM is in the lists */
	uint64_t nodes[WORLD_NODES_MAX];
	size_t node_count;
	struct gpamap_ram_range ram[WORLD_ORDER_MAX];
	struct gpamap_range plain[4][WORLD_RANGES_MAX]; /* mmio .. vtl2 */
	struct gpamap_other_range other[WORLD_RANGES_MAX];
	size_t count[GPAMAP_LIST_COUNT];
	/* All non-empty ranges in address order, once they are judged. */
	struct gpamap_entry order[WORLD_ORDER_MAX];
	size_t order_count;
};

/* What a constructor must say. */
struct world_verdict {
	enum gpamap_status status;
	size_t list; /* GPAMAP_LIST_NONE: of nothing */
	size_t index;
	uint64_t missing; /* bytes, of NO_FIT */
};

/* The next number out of *@seed. */
uint64_t world_random(uint64_t *seed);

/* Make up the world of @seed: sound, or with one fault somewhere. */
void world_make(struct world *world, uint64_t seed);

/* One range of a list. */
struct gpamap_range world_range(const struct world *world, size_t list,
				size_t index);

/* The inputs of a constructor. */
void world_fixed(const struct world *world, struct gpamap_fixed *fixed);

/* Judge the world; where it is sound, place RAM and put all in order. */
void world_judge(struct world *world, struct world_verdict *verdict);

#endif /* ORACLE_WORLD_H */
