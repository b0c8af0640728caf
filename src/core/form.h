/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_FORM_H
#define GPAMAP_CORE_FORM_H

#include <stddef.h>
#include <stdint.h>

#include <gpamap/layout.h>

#include "terms_block.h"
#include "terms_index.h"

/*
 * The block: a layout as 64-bit words. docs/format.md draws it.
 *
 *   header | keys and levels | ram mmio pci_ecam pci_mmio vtl2 other |
 *   RAM sums | refs | ranks | names | strings
 *
 * All of it but the strings is whole words, so a block is its own saved form
 * up to byte order.
 *
 * An *entry* is a non-empty range; entries are in address order. A *key* tells
 * what begins at an address: the address plus a kind, which fits below a page;
 * HOLE where an entry ends and none begins. So a probe reads nothing but keys.
 * A *ref* tells where an entry stands: its first word's place times 16, plus
 * its kind. A *rank* counts the entries before each 16th key: it leads from a
 * key to its entry's ref. A *half* is 32 bits; refs, ranks and names are
 * arrays of halves, two a word, the even one in the low 32 bits.
 */
enum {
	GPAMAP_BLOCK_MAGIC = 0,
	GPAMAP_BLOCK_VERSION = 1,
	GPAMAP_BLOCK_WORDS = 2,
	GPAMAP_BLOCK_COUNTS = 3, /* one word a list */
	GPAMAP_BLOCK_ENTRIES = 9,
	GPAMAP_BLOCK_KEYS = 10, /* how many; they follow the header */
	GPAMAP_BLOCK_NAME_BYTES = 11, /* 0: no names at all */
	GPAMAP_BLOCK_LISTS_AT = 12,
	GPAMAP_BLOCK_RESERVED = 13, /* zero from here to the keys */
	GPAMAP_BLOCK_KEYS_AT = GPAMAP_WORDS_HEADER,
};

/* "GPAMAP" and a byte pair that text transfers would break. */
#define GPAMAP_MAGIC UINT64_C(0x0a0d50414d415047)

#define GPAMAP_HALF UINT64_C(0x100000000)
#define GPAMAP_REF_KINDS 16u
#define GPAMAP_RANK_KEYS 16u
#define GPAMAP_SUM_RANGES 8u

/* The most bytes of names: an offset into them is a half. */
#define GPAMAP_NAME_BYTES_MAX UINT64_C(0x7fffffff)

/* What determines the size of a block. */
struct gpamap_shape {
	size_t count[GPAMAP_LIST_COUNT];
	size_t entries;
	size_t keys;
	size_t name_bytes;
};

/* Where the parts of a block of some shape begin, in words. */
struct gpamap_sections {
	size_t list[GPAMAP_LIST_COUNT];
	size_t sums;
	size_t refs;
	size_t ranks;
	size_t names;
	size_t strings;
	size_t words; /* the whole */
};

/*@ predicate in_limits{L}(struct gpamap_shape *shape) =
      (\forall integer list; 0 <= list < 6 ==>
        0 <= shape->count[list] <= GPAMAP_RANGES_MAX) &&
      0 <= shape->entries <= GPAMAP_RANGES_MAX &&
      0 <= shape->keys <= 2 * GPAMAP_RANGES_MAX &&
      0 <= shape->name_bytes <= GPAMAP_NAME_BYTES_MAX;

    // One part behind the other, each as long as the shape has it.
    predicate lists_end_at{A, B}(struct gpamap_shape *shape,
                                 struct gpamap_sections *at, integer end) =
      \at(at->list[1], B) == \at(at->list[0], B) +
        3 * \at(shape->count[0], A) &&
      \at(at->list[2], B) == \at(at->list[1], B) +
        2 * \at(shape->count[1], A) &&
      \at(at->list[3], B) == \at(at->list[2], B) +
        2 * \at(shape->count[2], A) &&
      \at(at->list[4], B) == \at(at->list[3], B) +
        2 * \at(shape->count[3], A) &&
      \at(at->list[5], B) == \at(at->list[4], B) +
        2 * \at(shape->count[4], A) &&
      end == \at(at->list[5], B) + 4 * \at(shape->count[5], A);

    predicate rest_planned{A, B}(struct gpamap_shape *shape,
                                 struct gpamap_sections *at) =
      \at(at->refs, B) == \at(at->sums, B) +
        (\at(shape->count[0], A) + 7) / 8 &&
      \at(at->ranks, B) == \at(at->refs, B) +
        (\at(shape->entries, A) + 1) / 2 &&
      \at(at->names, B) == \at(at->ranks, B) +
        ((\at(shape->keys, A) + 15) / 16 + 1) / 2 &&
      \at(at->strings, B) == \at(at->names, B) +
        (\at(shape->name_bytes, A) != 0 ?
           (\at(shape->entries, A) + 1) / 2 : 0) &&
      \at(at->words, B) == \at(at->strings, B) +
        (\at(shape->name_bytes, A) + 7) / 8;

    predicate planned{A, B}(struct gpamap_shape *shape,
                            struct gpamap_sections *at) =
      \at(shape->keys, A) <= \at(at->list[0], B) - 16 <=
        2 * \at(shape->keys, A) &&
      lists_end_at{A, B}(shape, at, \at(at->sums, B)) &&
      rest_planned{A, B}(shape, at);

    // The lists begin where the top level of the index ends.
    predicate levels_planned{A, B}(struct gpamap_shape *shape,
                                   struct gpamap_sections *at) =
      \exists integer top; is_top(\at(shape->keys, A), top) &&
        \at(at->list[0], B) == 16 + level_at(\at(shape->keys, A), top + 1);
 */

/* Compute where everything goes. The shape's numbers are within their limits,
 * so nothing wraps, even where size_t has 32 bits. */
/*@ requires \valid_read(shape) && in_limits(shape);
    requires \valid(sections) && \separated(shape, sections);
    assigns *sections;
    ensures planned{Pre, Post}(shape, sections);
    ensures levels_planned{Pre, Post}(shape, sections);
    ensures sections->words <= 0x7fffffff;
 */
void gpamap_sections_plan(const struct gpamap_shape *shape,
			  struct gpamap_sections *sections);

/* Words that one entry of @list takes. */
/*@ assigns \nothing;
    ensures \result == stride(list);
 */
static inline size_t gpamap_block_stride(enum gpamap_list list)
{
	if (list == GPAMAP_LIST_RAM)
		return 3;
	return list == GPAMAP_LIST_OTHER ? 4 : 2;
}

/* Words that the first @count entries of @list take. */
/*@ requires list < 6 && count <= GPAMAP_RANGES_MAX;
    assigns \nothing;
    ensures \forall integer at; at + \result == place(at, list, count);
    ensures \result <= 4 * count;
 */
static inline size_t gpamap_block_place(enum gpamap_list list, size_t count)
{
	if (list == GPAMAP_LIST_RAM)
		return count * 3;
	return list == GPAMAP_LIST_OTHER ? count * 4 : count * 2;
}

/* How many entries of @list a stretch of @words holds. The divisors are
 * constants, so that no target needs a division. */
/*@ assigns \nothing;
    ensures \result == words / stride(list);
 */
static inline size_t gpamap_block_entries_in(enum gpamap_list list,
					     size_t words)
{
	if (list == GPAMAP_LIST_RAM)
		return words / 3;
	return list == GPAMAP_LIST_OTHER ? words / 4 : words / 2;
}

/* The list that ranges of @kind, not HOLE, are kept in. */
/*@ requires 1 <= kind <= GPAMAP_KIND_UNUSABLE;
    assigns \nothing;
    ensures \result == list_of(kind);
 */
static inline enum gpamap_list gpamap_list_of_kind(uint64_t kind)
{
	return kind <= GPAMAP_KIND_VTL2 ? (enum gpamap_list)(kind - 1)
					: GPAMAP_LIST_OTHER;
}

/* The kind that a key tells. */
/*@ assigns \nothing;
    ensures \result == key % GPAMAP_PAGE_SIZE;
 */
static inline uint64_t gpamap_key_kind(uint64_t key)
{
	return key % GPAMAP_PAGE_SIZE;
}

/* Words that @count halves take. */
/*@ requires count < SIZE_MAX;
    assigns \nothing;
    ensures \result == (count + 1) / 2;
 */
static inline size_t gpamap_half_words(size_t count)
{
	return (count + 1) / 2;
}

/* How many of @count things there are when one is kept of every @each. */
/*@ requires 0 < each <= 16 && count <= SIZE_MAX - 16;
    assigns \nothing;
    ensures \result == (count + each - 1) / each;
 */
static inline size_t gpamap_samples(size_t count, size_t each)
{
	return (count + each - 1) / each;
}

#endif /* GPAMAP_CORE_FORM_H */
