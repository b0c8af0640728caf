/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_FACTS_H
#define GPAMAP_FACTS_H

#include <stddef.h>
#include <stdint.h>

#include <gpamap/fact.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * A layout of what readers find. Facts come in any order, by the byte, and
 * over each other: RAM first, then what is reserved in it. Here they are
 * collected into the caller's array, from one reader or from several in turn,
 * and made one map: the same that "gpamap show" makes of the same bytes.
 *
 *   static struct gpamap_fact items[64];
 *   static uint64_t scratch_words[GPAMAP_FACTS_SCRATCH(64)];
 *   static uint64_t words[GPAMAP_FACTS_WORDS(64)];
 *   struct gpamap_facts facts = GPAMAP_FACTS(items);
 *   struct gpamap_storage scratch = GPAMAP_STORAGE(scratch_words);
 *   struct gpamap_storage storage = GPAMAP_STORAGE(words);
 *
 *   if (gpamap_e820_read(bytes, size, gpamap_facts_collect, &facts, &error) ||
 *       gpamap_facts_layout(&facts, &scratch, &storage, &layout, &error))
 *           gpamap_error_format(&error, text, sizeof(text), NULL);
 *
 * Of the facts, RANGE, ECAM and SLOT tell ranges. A SLOT is RAM, or reserved
 * where the guest may not write; slots of another address space than the first
 * one's are another view of the same memory. The other types tell no range.
 */

/** Facts being collected. Zero but for @items and @capacity: none so far. */
struct gpamap_facts {
	struct gpamap_fact *items; /**< the caller's; NULL only counts */
	size_t capacity; /**< how many there is room for */
	size_t count; /**< how many are there */
	size_t missed; /**< more ranges, which found no room */
	size_t others; /**< facts that tell no range, or none of this view */
	/** The address space of the first SLOT (bits 16 to 31 of its number),
	 * plus 1; 0: none came. */
	uint32_t view;
	/** Out, by gpamap_facts_layout(): bytes of pages that are told in part,
	 * or above GPAMAP_ADDRESS_END, and are not in the map as told. */
	uint64_t cut;
	/** Out, by gpamap_facts_layout(): bytes of other kinds than RAM that
	 * are in the map only because they share a page with what was told. */
	uint64_t widened;
};

/** Facts over an array of struct gpamap_fact: an array itself, no pointer. */
#define GPAMAP_FACTS(array)                                                    \
	(GPAMAP_VALUE_OF(gpamap_facts){ (array),                               \
					sizeof(array) / sizeof((array)[0]), 0, \
					0, 0, 0, 0, 0 })

/** Words of scratch that are enough for @count facts: a constant expression
 * for a static array. */
#define GPAMAP_FACTS_SCRATCH(count) (8 * (count) + 1)

/**
 * Words that are enough for a layout of @count facts: a constant expression
 * for a static array. So many are needed only where the facts cut each other
 * up: each adds at most two ranges to the map.
 */
#define GPAMAP_FACTS_WORDS(count) GPAMAP_LAYOUT_WORDS(1, 2 * (count))

/**
 * Keep @fact if it tells a range: a gpamap_fact_report for any reader.
 *
 * @context: the struct gpamap_facts.
 * Returns true, also where there is no room: then it is counted as missed, so
 * that capacity plus missed is the room to come back with.
 * Context: freestanding.
 */
bool gpamap_facts_collect(void *context, const struct gpamap_fact *fact);

/**
 * Make the layout of @facts.
 *
 * Of a byte that ranges of different kinds claim, the kind that says more
 * about it has it: PCI ECAM, VTL2, unusable, firmware's own, reserved, device,
 * PCI MMIO, MMIO, persistent memory, RAM, hot-plug window. What is told twice
 * in the same words counts once, with the vnode that one of the two knows.
 * Then RAM is cut to whole pages and all else widened to them; where two want
 * a page, the lower one has it. RAM of no vnode is on vnode 0. Touching RAM
 * of two facts stays two ranges.
 *
 * @facts: as collected. They are put in address order in place, and what was
 *         told twice is dropped; so they may be, too, on failure. Calling
 *         again gives the same map, and more may be collected in between.
 * @scratch: room for the lists, in the caller's words, not needed after the
 *           call; need is set on OK and on NO_SPACE. With words NULL and count
 *           0 it alone is measured: OK, @storage and @layout are untouched. So
 *           there are three calls: without both, with scratch, with both.
 * @storage, @layout, @error: as for gpamap_layout_new_from_resolved_ranges().
 * Cost: O(n log n), and O(n) for facts in address order; no allocation, no
 *   recursion.
 * Errors: OVERLAP: two of one kind overlap otherwise than as equals, but for
 *   reserved ones, or two slots of any kind do; the error names both. CORRUPT:
 *   two slots have one number, which is in limit, and the later one's offset
 *   in asked. EMPTY: no fact tells a range ("node 0 is missing"). NO_SPACE:
 *   facts were missed (asked: how many there are, limit: the capacity), or
 *   @scratch or @storage is too small. REVERSED, EMPTY, BAD_KIND, BAD_VNODE:
 *   a fact that did not come from a reader of gpamap. Of all these, index is
 *   the place in facts->items, whose offset tells where it stood, and list is
 *   that of the kind. TOO_MANY: more than one VTL2 range (limit 1), or more
 *   ranges than a layout has. VTL2_LOW: as a constructor. ARGUMENT: NULL where
 *   data is needed, more facts than their capacity.
 * Context: freestanding.
 */
enum gpamap_status gpamap_facts_layout(struct gpamap_facts *facts,
				       struct gpamap_storage *scratch,
				       struct gpamap_storage *storage,
				       const struct gpamap_layout **layout,
				       struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_FACTS_H */
