/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_BLOCK_H
#define GPAMAP_CORE_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/layout.h>

/*
 * The block: a layout as 64-bit words. docs/format.md draws it.
 *
 *   header | ram mmio pci_ecam pci_mmio vtl2 other | RAM offsets |
 *   names | refs | keys and levels | strings
 *
 * All of it but the strings is whole words, so a block is its own saved form
 * up to byte order. A *ref* tells where an entry stands and what it is: its
 * first word's place times 16, plus its kind. A *half* is 32 bits; names and
 * refs are arrays of halves, two a word, the even one in the low 32 bits.
 */
enum {
	GPAMAP_BLOCK_MAGIC = 0,
	GPAMAP_BLOCK_VERSION = 1,
	GPAMAP_BLOCK_WORDS = 2,
	GPAMAP_BLOCK_COUNTS = 3, /* one word a list */
	GPAMAP_BLOCK_ENTRIES = 9, /* non-empty ranges, so keys and refs */
	GPAMAP_BLOCK_NAME_BYTES = 10, /* 0: no names at all */
	GPAMAP_BLOCK_KEYS_AT = 11,
	GPAMAP_BLOCK_LISTS_AT = GPAMAP_WORDS_HEADER,
};

/* "GPAMAP" and a byte pair that text transfers would break. */
#define GPAMAP_MAGIC UINT64_C(0x0a0d50414d415047)

#define GPAMAP_HALF UINT64_C(0x100000000)
#define GPAMAP_REF_KINDS 16u

/* The most bytes of names: an offset into them is a half. */
#define GPAMAP_NAME_BYTES_MAX UINT64_C(0x7fffffff)

/* What determines the size of a block. */
struct gpamap_shape {
	size_t count[GPAMAP_LIST_COUNT];
	size_t entries;
	size_t name_bytes;
};

/* Where the parts of a block of some shape begin, in words. */
struct gpamap_sections {
	size_t list[GPAMAP_LIST_COUNT];
	size_t ram_offsets;
	size_t names;
	size_t refs;
	size_t keys;
	size_t strings;
	size_t words; /* the whole */
};

/* Compute where everything goes. The shape's numbers are within their limits,
 * so nothing wraps, even where size_t has 32 bits. */
void gpamap_sections_plan(const struct gpamap_shape *shape,
			  struct gpamap_sections *sections);

/* The words of a layout: the one place where the opaque type is opened. */
static inline const uint64_t *
gpamap_block_words(const struct gpamap_layout *layout)
{
	return (const uint64_t *)(const void *)layout;
}

/* Words that one entry of @list takes. */
static inline size_t gpamap_block_stride(enum gpamap_list list)
{
	if (list == GPAMAP_LIST_RAM)
		return 3;
	return list == GPAMAP_LIST_OTHER ? 4 : 2;
}

static inline size_t gpamap_block_count(const uint64_t *words,
					enum gpamap_list list)
{
	return (size_t)words[GPAMAP_BLOCK_COUNTS + list];
}

/* Where @list begins, in words. */
size_t gpamap_block_list_at(const uint64_t *words, enum gpamap_list list);

/* Where the RAM offsets begin: behind the last list. */
size_t gpamap_block_ram_offsets_at(const uint64_t *words);

/* The list that ranges of @kind, not HOLE, are kept in. */
static inline enum gpamap_list gpamap_list_of_kind(uint64_t kind)
{
	return kind <= GPAMAP_KIND_VTL2 ? (enum gpamap_list)(kind - 1)
					: GPAMAP_LIST_OTHER;
}

/* The half at @index of an array of halves. */
static inline uint64_t gpamap_half_get(const uint64_t *halves, size_t index)
{
	uint64_t word = halves[index / 2];

	return index % 2 == 0 ? word % GPAMAP_HALF : word / GPAMAP_HALF;
}

/* Words that @count halves take. */
static inline size_t gpamap_half_words(size_t count)
{
	return (count + 1) / 2;
}

/* The refs stand right before the keys, so that a probe needs one offset. */
static inline uint64_t gpamap_block_ref(const uint64_t *words, size_t position)
{
	size_t refs = (size_t)words[GPAMAP_BLOCK_KEYS_AT] -
		      gpamap_half_words((size_t)words[GPAMAP_BLOCK_ENTRIES]);

	return gpamap_half_get(words + refs, position);
}

/* Count the entries that begin at or below @address: one more than the
 * position of the one that may hold it. */
size_t gpamap_block_search(const uint64_t *words, uint64_t address);

/* Fill @entry from the entry at @position, which exists. */
void gpamap_block_entry(const uint64_t *words, size_t position,
			struct gpamap_entry *entry);

#endif /* GPAMAP_CORE_BLOCK_H */
