/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_FACTS_LISTS_H
#define GPAMAP_GUEST_FACTS_LISTS_H

#include <gpamap/layout.h>

#include "carve.h"

/* What facts leave of each other, on whole pages, as a constructor's lists. */

/** All zero but for @words: nothing yet. */
struct gpamap_facts_lists {
	uint64_t *words[GPAMAP_LIST_COUNT]; /**< all NULL: only counts */
	size_t count[GPAMAP_LIST_COUNT];
	uint64_t next_page; /**< the first one not taken yet */
	uint64_t cut; /**< bytes */
	uint64_t widened; /**< bytes */
	struct gpamap_range vtl2; /**< the last one */
};

/** Fill @lists with what prepared @facts are. */
void gpamap_facts_lists_fill(struct gpamap_facts_lists *lists,
			     const struct gpamap_fact *facts, size_t count);

/** Count the words that the entries take, and one: for a map without any,
 * since NULL is what malloc may give for none. */
size_t gpamap_facts_lists_words(const struct gpamap_facts_lists *lists);

/** Make of lists that only counted some that are to be filled, in @words. */
void gpamap_facts_lists_place(struct gpamap_facts_lists *lists,
			      uint64_t *words);

/** Make the layout of filled @lists. */
enum gpamap_status gpamap_facts_lists_layout(
	const struct gpamap_facts_lists *lists, struct gpamap_storage *storage,
	const struct gpamap_layout **layout, struct gpamap_error *error);

#endif /* GPAMAP_GUEST_FACTS_LISTS_H */
