/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_BLOCK_H
#define GPAMAP_CORE_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/layout.h>

#include "index.h"

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

/* Compute where everything goes. The shape's numbers are within their limits,
 * so nothing wraps, even where size_t has 32 bits. */
void gpamap_sections_plan(const struct gpamap_shape *shape,
			  struct gpamap_sections *sections);

/* The opaque type: a header, and behind it as many words as it says. */
struct gpamap_layout {
	uint64_t words[GPAMAP_WORDS_HEADER];
};

/* The words of a layout: the one place where the opaque type is opened. */
/*@ assigns \nothing;
    ensures \result == &layout->words[0];
 */
static inline const uint64_t *
gpamap_block_words(const struct gpamap_layout *layout)
{
	return layout->words;
}

/* Words that one entry of @list takes. */
/*@ assigns \nothing;
    ensures \result == (list == 0 ? 3 : list == 5 ? 4 : 2);
 */
static inline size_t gpamap_block_stride(enum gpamap_list list)
{
	if (list == GPAMAP_LIST_RAM)
		return 3;
	return list == GPAMAP_LIST_OTHER ? 4 : 2;
}

/* How many entries of @list a stretch of @words holds. The divisors are
 * constants, so that no target needs a division. */
static inline size_t gpamap_block_entries_in(enum gpamap_list list,
					     size_t words)
{
	if (list == GPAMAP_LIST_RAM)
		return words / 3;
	return list == GPAMAP_LIST_OTHER ? words / 4 : words / 2;
}

/*@ requires list < 6 && \valid_read(words + (3 + list));
    requires words[3 + list] <= GPAMAP_RANGES_MAX;
    assigns \nothing;
    ensures \result == words[3 + list];
 */
static inline size_t gpamap_block_count(const uint64_t *words,
					enum gpamap_list list)
{
	return (size_t)words[GPAMAP_BLOCK_COUNTS + list];
}

/* Where @list begins, in words; for GPAMAP_LIST_COUNT, where the sums do. */
size_t gpamap_block_list_at(const uint64_t *words, enum gpamap_list list);

/* The list that ranges of @kind, not HOLE, are kept in. */
/*@ requires 1 <= kind <= GPAMAP_KIND_UNUSABLE;
    assigns \nothing;
    ensures \result == (kind <= 5 ? kind - 1 : 5);
 */
static inline enum gpamap_list gpamap_list_of_kind(uint64_t kind)
{
	return kind <= GPAMAP_KIND_VTL2 ? (enum gpamap_list)(kind - 1)
					: GPAMAP_LIST_OTHER;
}

/* The kind that a key tells, and the key's address. */
/*@ assigns \nothing;
    ensures \result == key % GPAMAP_PAGE_SIZE;
 */
static inline uint64_t gpamap_key_kind(uint64_t key)
{
	return key % GPAMAP_PAGE_SIZE;
}

/* The half at @index of an array of halves. */
/*@ requires \valid_read(halves + index / 2);
    assigns \nothing;
    ensures \result == (index % 2 == 0 ? halves[index / 2] % 0x100000000
                                      : halves[index / 2] / 0x100000000);
 */
static inline uint64_t gpamap_half_get(const uint64_t *halves, size_t index)
{
	uint64_t word = halves[index / 2];

	return index % 2 == 0 ? word % GPAMAP_HALF : word / GPAMAP_HALF;
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

/* The largest key of the page of @address: keys tell kinds in their low bits,
 * and every kind is below this. */
/*@ assigns \nothing;
    ensures \result == limit_of(address);
 */
static inline uint64_t gpamap_block_limit(uint64_t address)
{
	return address - address % GPAMAP_PAGE_SIZE + (GPAMAP_PAGE_SIZE - 1);
}

/*@ ghost
      /@ requires counted(keys, count, limit_of(address), found);
         assigns \nothing;
         ensures reached(keys, count, address, found);
       @/
      static void counts_reach(const uint64_t *keys, size_t count,
                               uint64_t address, size_t found)
      {
        /@ assert \forall integer key;
             key <= limit_of(address) <==> key_address(key) <= address; @/
      }
 */

/* Count the keys at or below @address: one more than the index of the one
 * that tells what is there. */
/*@ requires searched_words(words);
    assigns \nothing;
    ensures reached(words + 16, words[10], address, \result);
 */
static inline size_t gpamap_block_search(const uint64_t *words,
					 uint64_t address)
{
	size_t found = gpamap_index_search(words + GPAMAP_BLOCK_KEYS_AT,
					   (size_t)words[GPAMAP_BLOCK_KEYS],
					   gpamap_block_limit(address));

	/*@ ghost counts_reach(words + 16, (size_t)words[10], address, found);
	 */
	return found;
}

/* Count the entries that the first @keys keys begin. */
size_t gpamap_block_rank(const uint64_t *words, size_t keys);

/* What stands for an entry where there is none. */
extern const struct gpamap_entry gpamap_no_entry;

/* Fill @entry from the entry at @position, which exists. */
void gpamap_block_entry(const uint64_t *words, size_t position,
			struct gpamap_entry *entry);

/* Sum up the bytes of RAM in the first @count RAM ranges. */
uint64_t gpamap_block_ram_sum(const uint64_t *words, size_t count);

#endif /* GPAMAP_CORE_BLOCK_H */
