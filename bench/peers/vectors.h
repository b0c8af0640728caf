/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_BENCH_VECTORS_H
#define GPAMAP_BENCH_VECTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/layout.h>

/*
 * How a monitor makes its map where nobody minds: a vector a list, grown as
 * needed, all ranges together sorted to see that none overlap.
 */

struct vector {
	struct gpamap_range *items;
	size_t count;
	size_t room;
};

struct vectors {
	struct vector ram;
	struct vector mmio;
	struct vector ecam;
	struct vector pci;
};

/* Place @nodes around the gaps of @fixed. Returns false for a map that cannot
 * be; then there is nothing to free. */
bool vectors_make(struct vectors *vectors, const uint64_t *nodes, size_t count,
		  const struct gpamap_fixed *fixed);

void vectors_free(struct vectors *vectors);

#endif /* GPAMAP_BENCH_VECTORS_H */
