/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "store.h"

struct gpamap_store_piece {
	struct gpamap_store_piece *before;
	size_t size; /* characters */
	char at[];
};

/* Pieces grow with what they hold, so that little takes little. */
#define FIRST_SIZE 256
#define LARGEST_SIZE 65536

/* Begin a piece that holds @needed characters at the least. */
static bool begin(struct gpamap_store *store, size_t needed)
{
	struct gpamap_store_piece *piece;
	size_t size = FIRST_SIZE;

	if (store->last != NULL && store->last->size < LARGEST_SIZE)
		size = store->last->size * 2;
	else if (store->last != NULL)
		size = LARGEST_SIZE;
	if (size < needed)
		size = needed;
	piece = gpamap_memory_grow(NULL, 1, sizeof(*piece) + size);
	if (piece == NULL)
		return false;
	piece->before = store->last;
	piece->size = size;
	store->last = piece;
	store->used = 0;
	return true;
}

const char *gpamap_store_add(struct gpamap_store *store,
			     struct gpamap_span span)
{
	size_t needed = span.length + 1;
	char *copy;

	if ((store->last == NULL || store->last->size - store->used < needed) &&
	    !begin(store, needed))
		return NULL;
	copy = store->last->at + store->used;
	memcpy(copy, span.at, span.length);
	copy[span.length] = '\0';
	store->used += needed;
	return copy;
}

void gpamap_store_clear(struct gpamap_store *store)
{
	while (store->last != NULL) {
		struct gpamap_store_piece *before = store->last->before;

		free(store->last);
		store->last = before;
	}
	store->used = 0;
}
