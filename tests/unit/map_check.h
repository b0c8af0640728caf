/* SPDX-License-Identifier: MIT */
#ifndef MAP_CHECK_H
#define MAP_CHECK_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <gpamap/gpamap.h>

/*
 * Maps in words, so that a test is a picture and a check of the whole state.
 *
 * A picture is a line of ranges in address order, parted by bars:
 *
 *   "ram:0 0..3G | mmio 3G..4G flash | ram:1 4G..5G | vtl2 8G..8G+16M"
 *
 * A range is its kind, a vnode after a colon where it has one (RAM: 0 unless
 * told), two numbers, and a name if it has one. Numbers are decimal or hex,
 * take K, M, G and T, may be sums and differences; "end" is the end of the
 * address space. The input of a constructor is written the same way; RAM that
 * is to be placed is "node 1G", one for each vnode.
 */

#define MAP_LIST_MAX 24
#define MAP_ORDER_MAX 64
#define MAP_WORDS 1024
#define MAP_TEXT_MAX 2048

#define KB(n) ((uint64_t)(n) << 10)
#define MB(n) ((uint64_t)(n) << 20)
#define GB(n) ((uint64_t)(n) << 30)
#define TB(n) ((uint64_t)(n) << 40)

/** A picture taken apart. It points into itself: do not copy it. */
struct map_text {
	uint64_t nodes[MAP_LIST_MAX];
	size_t node_count;
	struct gpamap_ram_range ram[MAP_LIST_MAX];
	struct gpamap_range range[GPAMAP_LIST_COUNT][MAP_LIST_MAX];
	struct gpamap_other_range other[MAP_LIST_MAX];
	size_t count[GPAMAP_LIST_COUNT];
	const char *name[GPAMAP_LIST_COUNT][MAP_LIST_MAX];
	struct gpamap_names names;
	struct gpamap_fixed fixed;
	/** The non-empty ranges as they stand in the text. */
	struct gpamap_entry order[MAP_ORDER_MAX];
	size_t order_count;
	char text[MAP_TEXT_MAX];
};

/** Take @text apart into @map; a text that is wrong fails the test. */
void map_parse(struct map_text *map, const char *text);

/** A layout made from a text, and the storage around it. */
struct map_made {
	struct map_text input;
	uint64_t words[MAP_WORDS];
	struct gpamap_storage storage;
	const struct gpamap_layout *layout;
};

/**
 * Make the layout that @text asks for, which must succeed; by placement where
 * it has "node", else from resolved ranges. Every way to make it is tried, with
 * storage that is measured, exact, too small and too large.
 */
void map_make(struct map_made *made, const char *text);

/**
 * Try to make the layout that @text asks for, which must fail as @problem says
 * and leave everything untouched: "OVERLAP pci_ecam[0] mmio[0]". The ranges in
 * the error must be those of the text. For NO_FIT the numbers follow:
 * "NO_FIT node[1] 1073741824=4096+1073737728 0xfffffffffffff000"; for VTL2_LOW
 * the end of RAM: "VTL2_LOW vtl2[0] 0x200000000". The audit must report it too.
 */
void map_refuse(const char *text, const char *problem);

/** Write @error into @text as map_refuse() takes it. */
void map_problem(const struct gpamap_error *error, char *text, size_t size);

/** Check that the audit of @text reports exactly @problems, one a line. */
void map_audit(const char *text, const char *problems);

/** Make the layout of @text and give the sentence of its error. */
void map_sentence(const char *text, char *sentence, size_t size);

/**
 * Check the whole state of @layout against @picture, through every function
 * there is: lists, numbers, order, look-ups at both edges of every range and
 * hole, offsets, tallies, sums per node, and that clone, saved form and
 * the same ranges made anew are one map with one digest.
 */
#define map_check(layout, picture)                                             \
	map_check_at((layout), (picture), __FILE__, __LINE__)
void map_check_at(const struct gpamap_layout *layout, const char *picture,
		  const char *file, int line);

/* The parts of map_check_at(). */
void map_check_lists(const struct gpamap_layout *layout,
		     const struct map_text *map);
void map_check_numbers(const struct gpamap_layout *layout,
		       const struct map_text *map);
void map_check_order(const struct gpamap_layout *layout,
		     const struct map_text *map);
void map_check_addresses(const struct gpamap_layout *layout,
			 const struct map_text *map);
void map_check_copies(const struct gpamap_layout *layout,
		      const struct map_text *map);

/** Fail the test unless @got is @want; @what says of what. */
void map_same(uint64_t got, uint64_t want, const char *what);

#endif /* MAP_CHECK_H */
