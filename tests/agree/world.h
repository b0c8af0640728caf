/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_TESTS_AGREE_WORLD_H
#define GPAMAP_TESTS_AGREE_WORLD_H

#include <stdbool.h>
#include <stddef.h>

#include <gpamap/layout.h>

/* Random maps: the same for the same seed, on every machine. */

#define WORLD_MAX 24u

struct world_range {
	struct gpamap_range range;
	enum gpamap_kind kind;
	uint64_t vnode;
	const char *name; /* static, or NULL */
};

/* Ranges in address order. */
struct world {
	struct world_range ranges[WORLD_MAX];
	size_t count;
};

/** Numbers that look random; splitmix64. */
struct dice {
	uint64_t state;
};

uint64_t dice_roll(struct dice *dice, uint64_t below);

/** Fill @world with a map that is valid. */
void world_make(struct world *world, struct dice *dice);

/** Change one range of @world; what comes out need not be valid. */
void world_change(struct world *world, struct dice *dice);

/** Make the layout; NULL where the world is no valid map. */
struct gpamap_layout *world_layout(const struct world *world);

#endif /* GPAMAP_TESTS_AGREE_WORLD_H */
