/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_GIVEN_H
#define GPAMAP_CORE_GIVEN_H

#include <gpamap/saved.h>

#include "lists.h"
#include "mem.h"

/* What a block has as it was given: its numbers, which make the header, and the
 * lists. */

/*@ // The parts that the header has no words for begin where it says.
    predicate header_tells{L}(uint64_t *w, struct gpamap_shape *shape,
                              struct gpamap_sections *at) =
      w[0] == GPAMAP_MAGIC && w[1] == GPAMAP_SAVED_VERSION &&
      w[2] == at->words &&
      (\forall integer list; 0 <= list < 6 ==>
        w[3 + list] == shape->count[list]) &&
      w[9] == shape->entries && w[10] == shape->keys &&
      w[11] == shape->name_bytes && w[12] == at->list[0] &&
      w[13] == 0 && w[14] == 0 && w[15] == 0;
 */

/* Write the header. */
/*@ requires \valid(words + (0 .. 15));
    requires \valid_read(shape) && \valid_read(sections);
    requires \separated(words + (0 .. 15), shape) &&
      \separated(words + (0 .. 15), sections);
    assigns words[0 .. 15];
    ensures header_tells(words, shape, sections);
 */
static inline void gpamap_header_write(uint64_t *words,
				       const struct gpamap_shape *shape,
				       const struct gpamap_sections *sections)
{
	gpamap_zero_words(words, GPAMAP_WORDS_HEADER);
	words[GPAMAP_BLOCK_MAGIC] = GPAMAP_MAGIC;
	words[GPAMAP_BLOCK_VERSION] = GPAMAP_SAVED_VERSION;
	words[GPAMAP_BLOCK_WORDS] = sections->words;
	/*@ loop invariant 0 <= i <= 6;
	    loop invariant \forall integer list; 0 <= list < i ==>
	      words[3 + list] == shape->count[list];
	    loop assigns i, words[3 .. 8];
	    loop variant 6 - i; */
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++)
		words[GPAMAP_BLOCK_COUNTS + i] = shape->count[i];
	/*@ assert counts: \forall integer list; 0 <= list < 6 ==>
	      words[3 + list] == \at(shape->count[list], Pre); */
	words[GPAMAP_BLOCK_ENTRIES] = shape->entries;
	words[GPAMAP_BLOCK_KEYS] = shape->keys;
	words[GPAMAP_BLOCK_NAME_BYTES] = shape->name_bytes;
	words[GPAMAP_BLOCK_LISTS_AT] = sections->list[0];
	//@ assert first: words[0] == GPAMAP_MAGIC && words[1] == 1;
	/*@ assert numbers: words[9] == shape->entries &&
	      words[10] == shape->keys && words[11] == shape->name_bytes; */
	/*@ assert places: words[2] == sections->words &&
	      words[12] == sections->list[0]; */
	//@ assert last: words[13] == 0 && words[14] == 0 && words[15] == 0;
	/*@ assert stay: \forall integer list; 0 <= list < 6 ==>
	      words[3 + list] == \at(shape->count[list], Pre); */
	/*@ assert shape: \forall integer list; 0 <= list < 6 ==>
	      words[3 + list] == shape->count[list]; */
}

/*@ // A list that came, word for word from a place on.
    predicate list_copied{A, B}(uint64_t *w, integer at, uint64_t *from,
                                integer n) =
      \forall integer i; 0 <= i < n ==>
        \at(w[at + i], B) == \at(from[i], A);

    // There is room for each list that came, behind those before it.
    predicate lists_fit{L}(struct gpamap_lists *lists,
                           struct gpamap_sections *at) =
      (\forall integer l, m; 0 <= l < m < 6 ==>
        at->list[l] + words_of(l, lists->count[l]) <= at->list[m]) &&
      \forall integer l; 0 <= l < 6 ==>
        at->list[0] <= at->list[l] &&
        at->list[l] + words_of(l, lists->count[l]) <= at->sums;

    // The part from one word up to another is neither of these.
    predicate part_apart{L}(uint64_t *w, integer from, integer to,
                            struct gpamap_lists *lists,
                            struct gpamap_sections *at) =
      \separated(w + (from .. to - 1), lists) &&
      \separated(w + (from .. to - 1), at) &&
      \forall integer l; 0 <= l < 6 ==>
        \separated(w + (from .. to - 1),
                   lists->words[l] + (0 .. words_of(l, lists->count[l]) - 1));

    // A word is in none of the parts that the lists came to.
    predicate in_no_list{L}(struct gpamap_lists *lists,
                            struct gpamap_sections *at, integer i) =
      \forall integer l; 0 <= l < 6 ==>
        i < at->list[l] || at->list[l] + words_of(l, lists->count[l]) <= i;
 */

/*@ ghost
      /@ requires 0 <= list < 6 && lists_readable(lists);
         requires lists_fit(lists, at);
         assigns \nothing;
         ensures lists->count[list] <= GPAMAP_RANGES_MAX;
         ensures \valid_read(lists->words[list] +
           (0 .. words_of(list, lists->count[list]) - 1));
         ensures at->list[0] <= at->list[list] &&
           at->list[list] + words_of(list, lists->count[list]) <= at->sums;
       @/
      static void list_fits(const struct gpamap_lists *lists,
                            const struct gpamap_sections *at, size_t list)
      {
        /@ assert whole: list_readable(lists, list); @/
        /@ assert long: list_end(lists, list) - lists->words[list] ==
             words_of(list, lists->count[list]); @/
      }
 */

/*@ predicate given_same{A, B}(struct gpamap_lists *lists,
                               struct gpamap_sections *at) =
      \at(at->sums, A) == \at(at->sums, B) &&
      (\forall integer l; 0 <= l < 6 ==>
        \at(at->list[l], A) == \at(at->list[l], B) &&
        \at(lists->count[l], A) == \at(lists->count[l], B) &&
        \at(lists->words[l], A) == \at(lists->words[l], B)) &&
      \forall integer l, i; 0 <= l < 6 &&
        0 <= i < words_of(l, \at(lists->count[l], A)) ==>
          \at(lists->words[l][i], A) == \at(lists->words[l][i], B);
 */

/* Copy one list. */
/*@ requires list < 6 && lists_readable(lists) && \valid_read(sections);
    requires lists_fit(lists, sections) && sections->sums <= 0x7fffffff;
    requires \valid(words + (sections->list[0] .. sections->sums - 1));
    requires part_apart(words, sections->list[0], sections->sums, lists,
                        sections);
    assigns words[sections->list[list] .. sections->list[list] +
      words_of(list, lists->count[list]) - 1];
    ensures given_same{Pre, Post}(lists, sections);
    ensures list_copied{Pre, Post}(words, sections->list[list],
      lists->words[list], words_of(list, lists->count[list]));
 */
static inline void gpamap_list_write(uint64_t *words,
				     const struct gpamap_lists *lists,
				     const struct gpamap_sections *sections,
				     enum gpamap_list list)
{
	size_t count;

	//@ ghost list_fits(lists, sections, list);
	count = gpamap_block_place(list, lists->count[list]);
	//@ assert count: 0 + count == place(0, list, lists->count[list]);
	//@ assert words: count == words_of(list, lists->count[list]);
	if (count != 0)
		gpamap_copy_words(words + sections->list[list],
				  lists->words[list], count);
}

/* Copy the lists that came as they are to stay. */
/*@ requires lists_readable(lists) && \valid_read(sections);
    requires lists_fit(lists, sections) && sections->sums <= 0x7fffffff;
    requires \valid(words + (sections->list[0] .. sections->sums - 1));
    requires part_apart(words, sections->list[0], sections->sums, lists,
                        sections);
    assigns words[sections->list[0] .. sections->sums - 1];
    ensures given_same{Pre, Post}(lists, sections);
    ensures \forall integer l; 0 <= l < 6 ==>
      list_copied{Pre, Post}(words, sections->list[l], lists->words[l],
                             words_of(l, lists->count[l]));
    ensures \forall integer i; sections->list[0] <= i < sections->sums &&
      in_no_list(lists, sections, i) ==> words[i] == \old(words[i]);
 */
static inline void gpamap_lists_write(uint64_t *words,
				      const struct gpamap_lists *lists,
				      const struct gpamap_sections *sections)
{
	//@ ghost const size_t g_from = sections->list[0];
	//@ ghost const size_t g_to = sections->sums;
	/*@ loop invariant 0 <= i <= 6;
	    loop invariant given_same{Pre, Here}(lists, sections);
	    loop invariant \forall integer l; 0 <= l < i ==>
	      list_copied{Pre, Here}(words, \at(sections->list[l], Pre),
	        \at(lists->words[l], Pre),
	        words_of(l, \at(lists->count[l], Pre)));
	    loop invariant \forall integer w; g_from <= w < g_to && in_no_list{Pre}(lists, sections, w)
	        ==> words[w] == \at(words[w], Pre);
	    loop assigns i, words[g_from .. g_to - 1];
	    loop variant 6 - i; */
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		/*@ assert out: \forall integer w;
		      in_no_list{Pre}(lists, sections, w) ==>
		        w < sections->list[i] ||
		        sections->list[i] + words_of(i, lists->count[i]) <= w;
		 */
		gpamap_list_write(words, lists, sections, (enum gpamap_list)i);
		//@ assert same: given_same{Pre, Here}(lists, sections);
		/*@ assert mine: list_copied{Pre, Here}(words, sections->list[i],
		      lists->words[i], words_of(i, lists->count[i])); */
		/*@ assert stay: \forall integer w; 0 <= w < sections->list[i] ==>
		      words[w] == \at(words[w], LoopCurrent); */
		/*@ assert before: \forall integer l; 0 <= l < i ==>
		      0 <= \at(sections->list[l], Pre) &&
		      \at(sections->list[l], Pre) +
		        words_of(l, \at(lists->count[l], Pre)) <=
		          sections->list[i]; */
		/*@ assert kept: \forall integer l; 0 <= l < i ==>
		      list_copied{Pre, Here}(words, \at(sections->list[l], Pre),
		        \at(lists->words[l], Pre),
		        words_of(l, \at(lists->count[l], Pre))); */
		/*@ assert others: \forall integer w;
		      in_no_list{Pre}(lists, sections, w) ==>
		        words[w] == \at(words[w], LoopCurrent); */
	}
}

#endif /* GPAMAP_CORE_GIVEN_H */
