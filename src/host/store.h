/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_STORE_H
#define GPAMAP_HOST_STORE_H

#include "span.h"

/*
 * Many small strings that live and go together: the names of a map. They lie
 * one behind the other in a few pieces of heap.
 */

struct gpamap_store_piece;

/** All zero: empty. */
struct gpamap_store {
	struct gpamap_store_piece *last; /**< which is filled */
	size_t used; /**< characters in it */
};

/**
 * Keep a copy of @span, with a NUL behind it.
 *
 * Returns it, which stays where it is until the store is cleared; NULL for
 * lack of memory.
 */
const char *gpamap_store_add(struct gpamap_store *store,
			     struct gpamap_span span);

/** Free all strings of @store and empty it. */
void gpamap_store_clear(struct gpamap_store *store);

#endif /* GPAMAP_HOST_STORE_H */
