/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_MERGE_H
#define GPAMAP_CORE_MERGE_H

#include "lists.h"
#include "run.h"
#include "turn.h"

/* All ranges of sorted lists in address order, empty ones left out; at equal
 * starts the list that comes first in gpamap_list comes first. */
struct gpamap_merge {
	/* What is left of each list. */
	const uint64_t *next[GPAMAP_LIST_COUNT];
	const uint64_t *end[GPAMAP_LIST_COUNT];
	/* The keys of all lists, the lowest first. */
	uint64_t turn[GPAMAP_LIST_COUNT];
};

/*@ logic integer list_key{L}(struct gpamap_merge *m, integer list) =
      (m->next[list] == m->end[list] ? GPAMAP_ADDRESS_END
                                     : m->next[list][0]) + list;

    // What is left of a list.
    predicate rest_sound{L}(struct gpamap_merge *m, uint64_t *next,
                            uint64_t *end, integer stride) =
      rest_readable(next, end, stride) &&
      rest_ordered(end, next - end, stride) &&
      \separated(m, next + (0 .. end - next - 1));
    predicate head_sound{L}(struct gpamap_merge *m, integer list) =
      rest_sound(m, m->next[list], m->end[list], stride(list));

    // The merge is neither the lists nor their words.
    predicate lists_apart{L}(struct gpamap_merge *m,
                             struct gpamap_lists *lists) =
      \separated(m, lists) &&
      \forall integer list; 0 <= list < 6 ==>
        \separated(m, lists->words[list] +
                        (0 .. words_of(list, lists->count[list]) - 1));

    // All of a list is left, but for placeholders that it begins with.
    predicate begun{L}(struct gpamap_merge *m, struct gpamap_lists *lists,
                       integer list) =
      m->end[list] == list_end(lists, list) &&
      list_begins(lists, list, m->next[list]);

    // It begins with no placeholder.
    predicate head_good{L}(struct gpamap_merge *m, integer list) =
      list_key(m, list) % 4096 == list &&
      (m->next[list] == m->end[list] ||
       (list_key(m, list) < GPAMAP_ADDRESS_END &&
        m->next[list][0] != m->next[list][1] &&
        \separated(m, m->next[list] + (0 .. 1))));

    // The lists from one on, and the turns from the same number on.
    predicate turns_sound{L}(struct gpamap_merge *m, integer from) =
      turns_ascend(&m->turn[0], from) &&
      (\forall integer list; from <= list < 6 ==> head_good(m, list)) &&
      (\forall integer i; from <= i < 6 ==>
        from <= m->turn[i] % 4096 < 6 &&
        m->turn[i] == list_key(m, m->turn[i] % 4096)) &&
      (\forall integer list; from <= list < 6 ==>
        has_turn(&m->turn[0], from, list_key(m, list)));

    predicate merge_sound{L}(struct gpamap_merge *m) =
      (\forall integer list; 0 <= list < 6 ==> head_sound(m, list)) &&
      turns_sound(m, 0);

    // Entries of one list up to cut, and what of it goes on behind them at
    // rest. They are below all that is left of all lists.
    predicate run_holds{L}(uint64_t *next, uint64_t *cut, uint64_t *rest,
                           uint64_t *end, integer stride, integer bound) =
      rest_readable(next, end, stride) && rest_readable(cut, end, stride) &&
      next - end <= cut - end <= rest - end &&
      rest_ordered(end, next - end, stride) &&
      none_empty(end, next - end, cut - end, stride) &&
      all_empty(end, cut - end, rest - end, stride) &&
      all_below(end, next - end, cut - end, stride, bound);
    predicate run_sound{L}(struct gpamap_merge *m, struct gpamap_run *run,
                           uint64_t *end) =
      run->list < 6 && run->stride == stride(run->list) &&
      run_holds(run->next, run->end, m->next[run->list], end, run->stride,
                m->turn[0] - run->list);
 */

/*@ ghost
      /@ assigns \nothing;
         ensures \forall integer from, stride; all_within(from, stride);
       @/
      static void entries_are_below(void)
      {
      }

      /@ requires rest_readable(next, end, stride) && next != end;
         requires rest_ordered(end, next - end, stride);
         assigns \nothing;
         ensures numbers_good(next);
       @/
      static void next_is_good(const uint64_t *next, const uint64_t *end,
                               size_t stride)
      {
        /@ assert is_entry(next - end, next - end, 0, stride); @/
        /@ assert range_good(end[next - end], end[next - end + 1]); @/
      }

      /@ requires run->list < 6 && run->stride == stride(run->list);
         requires run_holds(run->next, run->end, m->next[run->list], end,
                            run->stride, m->turn[0] - run->list);
         assigns \nothing;
         ensures run_sound(m, run, end);
       @/
      static void run_is_sound(const struct gpamap_merge *m,
                               const struct gpamap_run *run,
                               const uint64_t *end)
      {
      }
 */

/* Begin to merge all of @lists. */
/*@ requires \valid(merge) && lists_readable(lists) && lists_ordered(lists);
    requires lists_apart(merge, lists);
    assigns *merge;
    ensures merge_sound(merge);
    ensures \forall integer list; 0 <= list < 6 ==>
      begun(merge, lists, list);
 */
void gpamap_merge_init(struct gpamap_merge *merge,
		       const struct gpamap_lists *lists);

/* Give the next entries that are of one list, or false at the end. */
/*@ requires \valid(merge) && \valid(run) && \separated(merge, run);
    requires merge_sound(merge);
    requires \forall integer list; 0 <= list < 6 ==>
      \separated(run, merge->next[list] +
                        (0 .. merge->end[list] - merge->next[list] - 1));
    assigns *run, merge->next[0 .. 5], merge->turn[0 .. 5];
    ensures merge_sound(merge);
    ensures !\result <==> \forall integer list; 0 <= list < 6 ==>
      \old(merge->next[list] == merge->end[list]);
    ensures \forall integer list; 0 <= list < 6 &&
      (!\result || list != run->list) ==>
        merge->next[list] == \old(merge->next[list]);
    ensures !\result ==> *run == \old(*run) &&
      merge->turn[0] == \old(merge->turn[0]) &&
      merge->turn[0] >= GPAMAP_ADDRESS_END;
    ensures \result ==> run->next != run->end &&
      run->next[0] + run->list == \old(merge->turn[0]);
    ensures \result ==>
      run->next == \at(merge->next[\at(run->list, Post)], Pre);
    ensures \result ==> run_sound(merge, run, merge->end[run->list]);
 */
bool gpamap_merge_next(struct gpamap_merge *merge, struct gpamap_run *run);

#endif /* GPAMAP_CORE_MERGE_H */
