/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_BLOCK_H
#define GPAMAP_CORE_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/layout.h>

#include "form.h"
#include "index.h"
#include "terms_map.h"

/* The opaque type: a header, and behind it as many words as it says. */
struct gpamap_layout {
	uint64_t words[GPAMAP_WORDS_HEADER];
};

/* The words of a layout, and the layout of words that are one: the one place
 * where the opaque type is opened and closed. */
/*@ assigns \nothing;
    ensures \result == &layout->words[0];
 */
static inline const uint64_t *
gpamap_block_words(const struct gpamap_layout *layout)
{
	return layout->words;
}

/*@ assigns \nothing;
    ensures &\result->words[0] == words;
 */
static inline const struct gpamap_layout *
gpamap_block_layout(const uint64_t *words)
#ifdef __FRAMAC__
	;
#else
{
	return (const struct gpamap_layout *)(const void *)words;
}
#endif

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
/*@ requires block(words) && list <= GPAMAP_LIST_COUNT;
    assigns \nothing;
    ensures \result == list_begin(words, list);
 */
size_t gpamap_block_list_at(const uint64_t *words, enum gpamap_list list);

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
/*@ requires block(words) && ranks_count(words) && keys <= words[10];
    assigns \nothing;
    ensures \result == begun_by(words, keys);
 */
size_t gpamap_block_rank(const uint64_t *words, size_t keys);

/* What stands for an entry where there is none; find.c has it. */
extern const struct gpamap_entry gpamap_no_entry;

/* Tell all of the entry at @position, which exists. */
/*@ requires block(words) && position < words[9];
    requires ref_names(words, position) && names_in(words);
    assigns \nothing;
    ensures tells_entry(words, position, \result);
 */
struct gpamap_entry gpamap_block_tell(const uint64_t *words, size_t position);

/* Fill @entry from the entry at @position, which exists. */
/*@ requires block(words) && position < words[9];
    requires ref_names(words, position) && names_in(words);
    requires \valid(entry);
    assigns *entry;
    ensures told{Pre, Post}(words, position, entry);
 */
static inline void gpamap_block_entry(const uint64_t *words, size_t position,
				      struct gpamap_entry *entry)
{
	*entry = gpamap_block_tell(words, position);
}

/* Sum up the bytes of RAM in the first @count RAM ranges. */
/*@ requires ram_right(words) && count <= words[3];
    assigns \nothing;
    ensures \result == ram_first(words, count);
 */
uint64_t gpamap_block_ram_sum(const uint64_t *words, size_t count);

#endif /* GPAMAP_CORE_BLOCK_H */
