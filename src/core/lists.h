/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_LISTS_H
#define GPAMAP_CORE_LISTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/layout.h>

#include "form.h"
#include "terms_lists.h"

/*
 * The input of a constructor as six lists of words, whatever it came from, and
 * the checks that each list and all of them together must pass. A range is its
 * first two words in every list; RAM and other ranges have words behind them.
 */
struct gpamap_lists {
	const uint64_t *words[GPAMAP_LIST_COUNT];
	size_t count[GPAMAP_LIST_COUNT];
	bool placeholders; /* empty MMIO entries are welcome */
};

/*@ // Words that entries of a list take.
    logic integer words_of(integer list, integer count) =
      list == 0 ? 3 * count : list == 5 ? 4 * count : 2 * count;

    // Where a list ends.
    logic uint64_t *list_end{L}(struct gpamap_lists *lists, integer list) =
      lists->words[list] + words_of(list, lists->count[list]);

    // A list whose entries can be read, or one without.
    predicate list_readable{L}(struct gpamap_lists *lists, integer list) =
      lists->count[list] <= GPAMAP_RANGES_MAX &&
      rest_readable(lists->words[list], list_end(lists, list), stride(list));
    predicate lists_readable{L}(struct gpamap_lists *lists) =
      \valid_read(lists) &&
      \forall integer list; 0 <= list < 6 ==> list_readable(lists, list);

    // The order that check demands of each list.
    predicate list_ordered{L}(struct gpamap_lists *lists, integer list) =
      rest_ordered(list_end(lists, list),
                   -words_of(list, lists->count[list]), stride(list));
    predicate lists_ordered{L}(struct gpamap_lists *lists) =
      \forall integer list; 0 <= list < 6 ==> list_ordered(lists, list);

    // What is left of a list when what is not there is passed over.
    predicate list_begins{L}(struct gpamap_lists *lists, integer list,
                             uint64_t *next) =
      -words_of(list, lists->count[list]) <= next - list_end(lists, list) &&
      next - list_end(lists, list) <= 0 &&
      all_empty(list_end(lists, list), -words_of(list, lists->count[list]),
                next - list_end(lists, list), stride(list));

    // Neither the lists nor their words change.
    predicate words_stay{A, B}(uint64_t *end, integer from) =
      \forall integer w; from <= w < 0 ==> \at(end[w], A) == \at(end[w], B);
    predicate lists_stay{A, B}(struct gpamap_lists *lists) =
      \forall integer list; 0 <= list < 6 ==>
        \at(lists->words[list], A) == \at(lists->words[list], B) &&
        \at(lists->count[list], A) == \at(lists->count[list], B) &&
        words_stay{A, B}(list_end{A}(lists, list),
                         -words_of(list, \at(lists->count[list], A)));

    // Entries are of two words at least.
    predicate all_within(integer from, integer stride) =
      \forall integer w; is_entry(w, from, 0, stride) ==> w + 1 < 0;

    lemma ordered_stays{A, B}:
      \forall uint64_t *end, integer from, stride;
        words_stay{A, B}(end, from) && all_within(from, stride) &&
        rest_ordered{A}(end, from, stride) ==> rest_ordered{B}(end, from, stride);

    lemma list_begins_stays{A, B}:
      \forall struct gpamap_lists *lists, integer list, uint64_t *next;
        0 <= list < 6 && lists_stay{A, B}(lists) &&
        list_begins{A}(lists, list, next) ==>
          list_begins{B}(lists, list, next);

    lemma lists_stay_on{A, B, C}:
      \forall struct gpamap_lists *lists;
        lists_stay{A, B}(lists) && lists_stay{B, C}(lists) ==>
          lists_stay{A, C}(lists);
 */

/* The words of one entry. */
/*@ requires \valid_read(lists) && list < 6 && index <= GPAMAP_RANGES_MAX;
    assigns \nothing;
    ensures \result == lists->words[list] + words_of(list, index);
 */
static inline const uint64_t *
gpamap_lists_entry(const struct gpamap_lists *lists, enum gpamap_list list,
		   size_t index)
{
	return lists->words[list] + index * gpamap_block_stride(list);
}

/* One past the last word of a list; there may be no memory at all. */
/*@ requires \valid_read(lists) && list < 6;
    requires lists->count[list] <= GPAMAP_RANGES_MAX;
    assigns \nothing;
    ensures \result == list_end(lists, list);
 */
static inline const uint64_t *gpamap_lists_end(const struct gpamap_lists *lists,
					       enum gpamap_list list)
{
	size_t count = lists->count[list];

	return count == 0 ? lists->words[list]
			  : gpamap_lists_entry(lists, list, count);
}

/* The place of an entry in @list. */
/*@ requires \valid_read(lists) && list < 6;
    requires \base_addr(entry) == \base_addr(lists->words[list]);
    requires 0 <= entry - lists->words[list] <= GPAMAP_RANGES_MAX * 4;
    assigns \nothing;
    ensures \result == (entry - lists->words[list]) / stride(list);
 */
static inline size_t gpamap_lists_index(const struct gpamap_lists *lists,
					enum gpamap_list list,
					const uint64_t *entry)
{
	return gpamap_block_entries_in(list,
				       (size_t)(entry - lists->words[list]));
}

/* The kind of an entry of @list. */
/*@ requires list < 6 && (list == 5 ==> \valid_read(entry + 2));
    assigns \nothing;
    ensures \result == (list == 5 ? entry[2] : list + 1);
 */
static inline uint64_t gpamap_lists_kind(enum gpamap_list list,
					 const uint64_t *entry)
{
	if (list == GPAMAP_LIST_OTHER)
		return entry[2];
	return (uint64_t)list + GPAMAP_KIND_RAM;
}

/* Name one range of the lists in an error. */
struct gpamap_subject gpamap_lists_subject(const struct gpamap_lists *lists,
					   enum gpamap_list list, size_t index);

/* Take up the caller's pointers. ARGUMENT: a count without an array;
 * TOO_MANY: more ranges than a layout holds. */
enum gpamap_status gpamap_lists_init(struct gpamap_lists *lists,
				     const struct gpamap_ram_range *ram,
				     size_t ram_count,
				     const struct gpamap_fixed *fixed,
				     struct gpamap_error *error);

/* Check one entry by itself, and against its predecessor in the list. */
enum gpamap_status gpamap_lists_check_entry(const struct gpamap_lists *lists,
					    enum gpamap_list list, size_t index,
					    struct gpamap_error *error);
enum gpamap_status gpamap_lists_check_order(const struct gpamap_lists *lists,
					    enum gpamap_list list, size_t index,
					    size_t before,
					    struct gpamap_error *error);

/* Check each list in itself: its entries and their order. */
enum gpamap_status gpamap_lists_check(const struct gpamap_lists *lists,
				      struct gpamap_error *error);

/* Tell that the range of @late begins inside the range of @early. */
enum gpamap_status gpamap_lists_collide(const struct gpamap_lists *lists,
					struct gpamap_subject late,
					struct gpamap_subject early,
					struct gpamap_error *error);

/* Check that VTL2, if any, begins at or above @end_of_ram. */
enum gpamap_status gpamap_lists_check_vtl2(const struct gpamap_lists *lists,
					   uint64_t end_of_ram,
					   struct gpamap_error *error);

/* One past the last byte of RAM that is already placed. */
uint64_t gpamap_lists_end_of_ram(const struct gpamap_lists *lists);

#endif /* GPAMAP_CORE_LISTS_H */
