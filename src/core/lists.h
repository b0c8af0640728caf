/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_LISTS_H
#define GPAMAP_CORE_LISTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/layout.h>

#include "fault.h"
#include "form.h"
#include "terms_entries.h"

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

/*@ // An entry that a list has, and where it stands as seen from its end.
    logic uint64_t *entry_of_list{L}(struct gpamap_lists *lists, integer list,
                                     integer index) =
      lists->words[list] + words_of(list, index);
    logic integer from_end{L}(struct gpamap_lists *lists, integer list,
                              integer index) =
      words_of(list, index) - words_of(list, lists->count[list]);
    predicate has_entry{L}(struct gpamap_lists *lists, integer list,
                           integer index) =
      \valid_read(lists) && 0 <= list < 6 && 0 <= index < lists->count[list] &&
      list_readable(lists, list);

    predicate subject_is{L}(struct gpamap_lists *lists, integer list,
                            integer index, struct gpamap_subject subject) =
      subject.list == list && subject.index == index &&
      subject.range.start == entry_of_list(lists, list, index)[0] &&
      subject.range.end == entry_of_list(lists, list, index)[1];

    // Placeholders may be in the list of MMIO, where they are welcome.
    logic integer may_be_empty{L}(struct gpamap_lists *lists, integer list) =
      lists->placeholders && list == GPAMAP_LIST_MMIO ? 1 : 0;

    // The entries of a list are good, and in order, up to a place.
    predicate list_sound_to{L}(struct gpamap_lists *lists, integer list,
                               integer index) =
      entries_sound(list, may_be_empty(lists, list), list_end(lists, list),
                    from_end(lists, list, 0), from_end(lists, list, index));
    predicate list_sound{L}(struct gpamap_lists *lists, integer list) =
      list_sound_to(lists, list, lists->count[list]);
    predicate lists_sound{L}(struct gpamap_lists *lists) =
      \forall integer list; 0 <= list < 6 ==> list_sound(lists, list);

    // An error is none of the lists nor their words.
    predicate fault_apart{L}(struct gpamap_error *error,
                             struct gpamap_lists *lists) =
      (error == \null || \valid(error)) && \separated(error, lists) &&
      \forall integer list; 0 <= list < 6 ==>
        \separated(error, lists->words[list] +
                          (0 .. words_of(list, lists->count[list]) - 1));
    predicate fault_stays{A, B}(struct gpamap_error *error) =
      error != \null ==> \at(*error, A) == \at(*error, B);

    // An error tells of one entry; of one because of another.
    predicate fault_tells{A, B}(struct gpamap_lists *lists,
                                struct gpamap_error *error, integer status,
                                integer list, integer index) =
      error != \null ==> \at(error->status, B) == status &&
        subject_is{A}(lists, list, index, \at(error->subject, B));

    // What is wrong with an entry in itself.
    predicate wrong_in_itself{L}(integer status, integer list,
                                 integer placeholders, uint64_t *entry) =
      !entry_good(list, placeholders, entry) &&
      (numbers_good(entry) ?
         (entry[0] == entry[1] && placeholders == 0 ?
            status == GPAMAP_ERR_EMPTY :
            status == GPAMAP_ERR_BAD_VNODE || status == GPAMAP_ERR_BAD_KIND) :
         status == GPAMAP_ERR_TOO_HIGH || status == GPAMAP_ERR_MISALIGNED ||
         status == GPAMAP_ERR_REVERSED);

    logic integer ram_end_of_lists{L}(struct gpamap_lists *lists) =
      lists->count[0] == 0 ? 0
                           : lists->words[0][3 * lists->count[0] - 2];
 */

/* Name one range of the lists in an error. */
/*@ requires has_entry(lists, list, index);
    assigns \nothing;
    ensures subject_is(lists, list, index, \result);
 */
struct gpamap_subject gpamap_lists_subject(const struct gpamap_lists *lists,
					   enum gpamap_list list, size_t index);

/*@ // What a caller gives, NULL for nothing: how many entries of each list.
    logic integer given_count{L}(integer list, integer ram_count,
                                 struct gpamap_fixed *fixed) =
      list == 0 ? ram_count :
      fixed == \null ? 0 :
      list == 1 ? fixed->mmio_count :
      list == 2 ? fixed->pci_ecam_count :
      list == 3 ? fixed->pci_mmio_count :
      list == 4 ? (fixed->vtl2 == \null ? 0 : 1) : fixed->other_count;

    // All of them.
    logic integer given_ranges{L}(integer ram_count,
                                  struct gpamap_fixed *fixed) =
      given_count(0, ram_count, fixed) + given_count(1, ram_count, fixed) +
      given_count(2, ram_count, fixed) + given_count(3, ram_count, fixed) +
      given_count(4, ram_count, fixed) + given_count(5, ram_count, fixed);

    // A count but no array.
    predicate lacks_array{L}(struct gpamap_lists *lists, integer list) =
      lists->count[list] != 0 && lists->words[list] == \null;
 */

/* Take up the caller's pointers. ARGUMENT: a count without an array;
 * TOO_MANY: more ranges than a layout holds. No contract says that the words
 * are those of the caller's arrays, nor NULL where these are: the memory model
 * sees structs there. */
/*@ requires \valid(lists) && (fixed == \null || \valid_read(fixed));
    requires error == \null || \valid(error);
    requires fixed != \null ==> \separated(lists, fixed);
    requires error != \null ==> \separated(lists, error);
    requires fixed != \null && error != \null ==> \separated(fixed, error);
    assigns *lists, *error;
    ensures !lists->placeholders;
    ensures \forall integer list; 0 <= list < 6 ==>
      lists->count[list] == given_count{Pre}(list, ram_count, fixed);
    ensures lists->count[GPAMAP_LIST_VTL2] <= 1;
    ensures \result == GPAMAP_ERR_ARGUMENT <==>
      \exists integer list; 0 <= list < 6 && lacks_array(lists, list);
    ensures \result != GPAMAP_ERR_ARGUMENT ==> \result ==
      (given_ranges{Pre}(ram_count, fixed) <= GPAMAP_RANGES_MAX
         ? GPAMAP_OK : GPAMAP_ERR_TOO_MANY);
 */
enum gpamap_status gpamap_lists_init(struct gpamap_lists *lists,
				     const struct gpamap_ram_range *ram,
				     size_t ram_count,
				     const struct gpamap_fixed *fixed,
				     struct gpamap_error *error);

/* Check one entry by itself, and against its predecessor in the list. */
/*@ requires has_entry(lists, list, index) && fault_apart(error, lists);
    assigns *error;
    ensures \result == GPAMAP_OK <==>
      entry_good{Pre}(list, may_be_empty{Pre}(lists, list),
                      entry_of_list{Pre}(lists, list, index));
    ensures \result == GPAMAP_OK ==> fault_stays{Pre, Post}(error);
    ensures \result != GPAMAP_OK ==>
      wrong_in_itself{Pre}(\result, list, may_be_empty{Pre}(lists, list),
                           entry_of_list{Pre}(lists, list, index)) &&
      fault_tells{Pre, Post}(lists, error, \result, list, index);
 */
enum gpamap_status gpamap_lists_check_entry(const struct gpamap_lists *lists,
					    enum gpamap_list list, size_t index,
					    struct gpamap_error *error);

/*@ requires has_entry(lists, list, index) && has_entry(lists, list, before);
    requires fault_apart(error, lists);
    assigns *error;
    ensures \result == (
      entry_of_list{Pre}(lists, list, index)[0] >=
        entry_of_list{Pre}(lists, list, before)[1] ? GPAMAP_OK :
      entry_of_list{Pre}(lists, list, index)[0] <
        entry_of_list{Pre}(lists, list, before)[0] ? GPAMAP_ERR_UNSORTED
                                                   : GPAMAP_ERR_OVERLAP);
    ensures \result == GPAMAP_OK ==> fault_stays{Pre, Post}(error);
    ensures \result != GPAMAP_OK ==>
      fault_tells{Pre, Post}(lists, error, \result, list, index) &&
      (error != \null ==>
        subject_is{Pre}(lists, list, before, error->other));
 */
enum gpamap_status gpamap_lists_check_order(const struct gpamap_lists *lists,
					    enum gpamap_list list, size_t index,
					    size_t before,
					    struct gpamap_error *error);

/* Check each list in itself: its entries and their order. */
/*@ requires lists_readable(lists) && fault_apart(error, lists);
    assigns *error;
    ensures \result == GPAMAP_OK <==> lists_sound{Pre}(lists);
    ensures \result == GPAMAP_OK ==> lists_ordered{Pre}(lists);
    ensures \result == GPAMAP_OK ==> fault_stays{Pre, Post}(error);
    ensures \result != GPAMAP_OK ==>
      \exists integer list, index; 0 <= list < 6 &&
        0 <= index < \old(lists->count[list]) &&
        fault_tells{Pre, Post}(lists, error, \result, list, index);
 */
enum gpamap_status gpamap_lists_check(const struct gpamap_lists *lists,
				      struct gpamap_error *error);

/* Tell that the range of @late begins inside the range of @early. */
/*@ requires lists_readable(lists) && fault_apart(error, lists);
    assigns *error;
    ensures \result ==
      ((late.list == GPAMAP_LIST_VTL2 && early.list == GPAMAP_LIST_RAM) ||
       (late.list == GPAMAP_LIST_RAM && early.list == GPAMAP_LIST_VTL2) ?
         GPAMAP_ERR_VTL2_LOW : GPAMAP_ERR_OVERLAP);
    ensures \result == GPAMAP_ERR_VTL2_LOW ==>
      fault_of(error, \result,
               late.list == GPAMAP_LIST_VTL2 ? late : early) &&
      fault_numbers(error, 0, 0, 0, ram_end_of_lists{Pre}(lists));
    ensures \result == GPAMAP_ERR_OVERLAP ==>
      fault_of(error, \result, late) &&
      (error != \null ==> error->other == early);
 */
enum gpamap_status gpamap_lists_collide(const struct gpamap_lists *lists,
					struct gpamap_subject late,
					struct gpamap_subject early,
					struct gpamap_error *error);

/* Check that VTL2, if any, begins at or above @end_of_ram. */
/*@ requires lists_readable(lists) && fault_apart(error, lists);
    assigns *error;
    ensures \result ==
      (lists->count[4] == 0 || \old(lists->words[4][0]) >= end_of_ram ?
         GPAMAP_OK : GPAMAP_ERR_VTL2_LOW);
    ensures \result == GPAMAP_OK ==> fault_stays{Pre, Post}(error);
    ensures \result != GPAMAP_OK ==>
      fault_tells{Pre, Post}(lists, error, \result, 4, 0) &&
      fault_numbers(error, 0, 0, 0, end_of_ram);
 */
enum gpamap_status gpamap_lists_check_vtl2(const struct gpamap_lists *lists,
					   uint64_t end_of_ram,
					   struct gpamap_error *error);

/* One past the last byte of RAM that is already placed. */
/*@ requires \valid_read(lists) && list_readable(lists, 0);
    assigns \nothing;
    ensures \result == ram_end_of_lists(lists);
 */
uint64_t gpamap_lists_end_of_ram(const struct gpamap_lists *lists);

#endif /* GPAMAP_CORE_LISTS_H */
