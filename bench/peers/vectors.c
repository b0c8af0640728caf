/* SPDX-License-Identifier: MIT */
#include "vectors.h"

#include <stdlib.h>

#include "../bench.h"

static void push(struct vector *vector, struct gpamap_range range)
{
	if (vector->count == vector->room) {
		vector->room = vector->room == 0 ? 4 : 2 * vector->room;
		vector->items = realloc(vector->items,
					vector->room * sizeof(*vector->items));
		if (vector->items == NULL)
			bench_die("no memory");
	}
	vector->items[vector->count++] = range;
}

/* Copy a list that comes with the input. */
static void append(struct vector *vector, const struct gpamap_range *ranges,
		   size_t count)
{
	for (size_t i = 0; i < count; i++)
		push(vector, ranges[i]);
}

static int compare(const void *a, const void *b)
{
	const struct gpamap_range *left = a, *right = b;

	return (left->start > right->start) - (left->start < right->start);
}

/* Sort @vector; false where a range is wrong or two overlap. */
static bool sort(struct vector *vector)
{
	qsort(vector->items, vector->count, sizeof(*vector->items), compare);
	for (size_t i = 0; i < vector->count; i++) {
		const struct gpamap_range *range = &vector->items[i];

		if (range->start >= range->end ||
		    range->start % GPAMAP_PAGE_SIZE != 0 ||
		    range->end % GPAMAP_PAGE_SIZE != 0)
			return false;
		if (i > 0 && range->start < range[-1].end)
			return false;
	}
	return true;
}

/* Place one node from *@at on, around the gaps from *@gap on. */
static void place(struct vector *ram, const struct vector *gaps, size_t *gap,
		  uint64_t *at, uint64_t size)
{
	while (size > 0) {
		uint64_t end = *gap < gaps->count ? gaps->items[*gap].start
						  : GPAMAP_ADDRESS_END;
		uint64_t part = end - *at < size ? end - *at : size;

		if (part > 0)
			push(ram, (struct gpamap_range){ *at, *at + part });
		*at += part;
		size -= part;
		if (*at == end)
			*at = gaps->items[(*gap)++].end;
	}
}

bool vectors_make(struct vectors *vectors, const uint64_t *nodes, size_t count,
		  const struct gpamap_fixed *fixed)
{
	struct vector all = { NULL, 0, 0 };
	uint64_t at = 0;
	size_t gap = 0;

	*vectors = (struct vectors){ 0 };
	append(&vectors->mmio, fixed->mmio, fixed->mmio_count);
	append(&vectors->ecam, fixed->pci_ecam, fixed->pci_ecam_count);
	append(&vectors->pci, fixed->pci_mmio, fixed->pci_mmio_count);
	append(&all, vectors->mmio.items, vectors->mmio.count);
	append(&all, vectors->ecam.items, vectors->ecam.count);
	append(&all, vectors->pci.items, vectors->pci.count);
	if (!sort(&all)) {
		free(all.items);
		vectors_free(vectors);
		return false;
	}
	for (size_t i = 0; i < count; i++)
		place(&vectors->ram, &all, &gap, &at, nodes[i]);
	free(all.items);
	return true;
}

void vectors_free(struct vectors *vectors)
{
	free(vectors->ram.items);
	free(vectors->mmio.items);
	free(vectors->ecam.items);
	free(vectors->pci.items);
}
