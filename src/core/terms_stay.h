/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_STAY_H
#define GPAMAP_CORE_TERMS_STAY_H

#include "terms_sweep.h"

/* What stays of a sweep when something else is written: lemmas over two states,
 * in a group of their own, which only those goals see that speak of it. */

/*@ axiomatic Stay {
    // What a merge has left of the lists, and the words of it, are the same.
    predicate merge_heads_same{A, B}(struct gpamap_merge *m) =
      (\forall integer l; 0 <= l < 6 ==>
        \at(m->next[l], A) == \at(m->next[l], B) &&
        \at(m->end[l], A) == \at(m->end[l], B)) &&
      (\forall integer i; 0 <= i < 6 ==>
        \at(m->turn[i], A) == \at(m->turn[i], B));
    predicate rest_same{A, B}(uint64_t *next, uint64_t *end, integer stride) =
      words_stay{A, B}(end, next - end) &&
      rest_readable{B}(next, end, stride) &&
      (next != end ==> \at(next[0], A) == \at(next[0], B) &&
                       \at(next[1], A) == \at(next[1], B));
    predicate merge_same{A, B}(struct gpamap_merge *m) =
      merge_heads_same{A, B}(m) &&
      \forall integer l; 0 <= l < 6 ==>
        rest_same{A, B}(\at(m->next[l], A), \at(m->end[l], A), stride(l));

    lemma entries_within:
      \forall integer from, stride; all_within(from, stride);

    lemma rest_ordered_stays{A, B}:
      \forall uint64_t *next, uint64_t *end, integer stride;
        rest_same{A, B}(next, end, stride) &&
        rest_ordered{A}(end, next - end, stride) ==>
          rest_ordered{B}(end, next - end, stride);

    lemma key_stays{A, B}:
      \forall struct gpamap_merge *m, integer l;
        0 <= l < 6 && merge_same{A, B}(m) ==>
          list_key{A}(m, l) == list_key{B}(m, l);

    lemma head_stays{A, B}:
      \forall struct gpamap_merge *m, integer l;
        0 <= l < 6 && merge_same{A, B}(m) && head_sound{A}(m, l) ==>
          head_sound{B}(m, l);

    lemma good_stays{A, B}:
      \forall struct gpamap_merge *m, integer l;
        0 <= l < 6 && merge_same{A, B}(m) && head_good{A}(m, l) ==>
          head_good{B}(m, l);

    lemma ascend_stays{A, B}:
      \forall struct gpamap_merge *m;
        merge_heads_same{A, B}(m) &&
        turns_ascend{A}(\at(&m->turn[0], A), 0) ==>
          turns_ascend{B}(\at(&m->turn[0], A), 0);

    lemma has_turn_stays{A, B}:
      \forall struct gpamap_merge *m, integer key;
        merge_heads_same{A, B}(m) &&
        has_turn{A}(\at(&m->turn[0], A), 0, key) ==>
          has_turn{B}(\at(&m->turn[0], A), 0, key);

    lemma whose_stays{A, B}:
      \forall struct gpamap_merge *m, integer i;
        0 <= i < 6 && merge_same{A, B}(m) &&
        0 <= \at(m->turn[i], A) % 4096 < 6 &&
        \at(m->turn[i], A) ==
          list_key{A}(m, \at(m->turn[i], A) % 4096) ==>
            \at(m->turn[i], B) ==
              list_key{B}(m, \at(m->turn[i], B) % 4096);

    lemma turn_stays{A, B}:
      \forall struct gpamap_merge *m, integer l;
        0 <= l < 6 && merge_same{A, B}(m) &&
        has_turn{A}(\at(&m->turn[0], A), 0, list_key{A}(m, l)) ==>
          has_turn{B}(\at(&m->turn[0], A), 0, list_key{B}(m, l));

    lemma goods_stay{A, B}:
      \forall struct gpamap_merge *m;
        merge_same{A, B}(m) &&
        (\forall integer l; 0 <= l < 6 ==> head_good{A}(m, l)) ==>
          \forall integer l; 0 <= l < 6 ==> head_good{B}(m, l);

    lemma all_whose_stay{A, B}:
      \forall struct gpamap_merge *m;
        merge_same{A, B}(m) &&
        (\forall integer i; 0 <= i < 6 ==>
          0 <= \at(m->turn[i], A) % 4096 < 6 &&
          \at(m->turn[i], A) ==
            list_key{A}(m, \at(m->turn[i], A) % 4096)) ==>
          \forall integer i; 0 <= i < 6 ==>
            0 <= \at(m->turn[i], B) % 4096 < 6 &&
            \at(m->turn[i], B) ==
              list_key{B}(m, \at(m->turn[i], B) % 4096);

    lemma all_turns_stay{A, B}:
      \forall struct gpamap_merge *m;
        merge_same{A, B}(m) &&
        (\forall integer l; 0 <= l < 6 ==>
          has_turn{A}(\at(&m->turn[0], A), 0, list_key{A}(m, l))) ==>
          \forall integer l; 0 <= l < 6 ==>
            has_turn{B}(\at(&m->turn[0], A), 0, list_key{B}(m, l));

    lemma turns_stay{A, B}:
      \forall struct gpamap_merge *m;
        merge_same{A, B}(m) && turns_sound{A}(m, 0) ==> turns_sound{B}(m, 0);

    predicate heads_kept{A, B}(struct gpamap_merge *m) =
      \forall integer l; 0 <= l < 6 && head_sound{A}(m, l) ==>
        head_sound{B}(m, l);
    lemma heads_are_kept{A, B}:
      \forall struct gpamap_merge *m;
        merge_same{A, B}(m) ==> heads_kept{A, B}(m);
    lemma merge_stays{A, B}:
      \forall struct gpamap_merge *m;
        merge_same{A, B}(m) && heads_kept{A, B}(m) && merge_sound{A}(m) ==>
          merge_sound{B}(m);

    lemma empty_stays{A, B}:
      \forall uint64_t *end, integer from, at, to, stride;
        words_stay{A, B}(end, from) && from <= at && to <= 0 &&
        all_empty{A}(end, at, to, stride) ==>
          all_empty{B}(end, at, to, stride);

    lemma full_stays{A, B}:
      \forall uint64_t *end, integer from, to, stride;
        words_stay{A, B}(end, from) && to <= 0 &&
        none_empty{A}(end, from, to, stride) ==>
          none_empty{B}(end, from, to, stride);

    lemma below_stays{A, B}:
      \forall uint64_t *end, integer from, to, stride, bound;
        words_stay{A, B}(end, from) && to <= 0 &&
        all_below{A}(end, from, to, stride, bound) ==>
          all_below{B}(end, from, to, stride, bound);

    lemma holds_stay{A, B}:
      \forall uint64_t *next, uint64_t *cut, uint64_t *rest, uint64_t *end,
          integer stride, bound;
        rest_same{A, B}(next, end, stride) && rest - end <= 0 &&
        rest_readable{B}(cut, end, stride) &&
        run_holds{A}(next, cut, rest, end, stride, bound) ==>
          run_holds{B}(next, cut, rest, end, stride, bound);
    }
 */

/*@ axiomatic SweepStays {
    // Nothing is written but one thing; what could be read still can be.
    predicate memory_stays{A, B} =
      \forall uint64_t *next, uint64_t *end, integer stride;
        rest_readable{A}(next, end, stride) ==>
          rest_readable{B}(next, end, stride);
    predicate only_sweep{A, B}(struct gpamap_sweep *s) =
      \forall uint64_t *p; \separated(p, s) ==> \at(*p, A) == \at(*p, B);
    predicate only_item{A, B}(struct gpamap_item *item) =
      \forall uint64_t *p; \separated(p, item) ==> \at(*p, A) == \at(*p, B);
    lemma apart_from_sweep{A, B}:
      \forall struct gpamap_sweep *s, uint64_t *from, uint64_t *next,
          uint64_t *end, integer n, stride;
        only_sweep{A, B}(s) && n == end - from && sweep_apart{A}(s, from, n) &&
        rest_readable{A}(from, end, stride) &&
        rest_readable{B}(next, end, stride) && end - next <= n ==>
          rest_same{A, B}(next, end, stride);
    lemma apart_from_item{A, B}:
      \forall struct gpamap_item *item, uint64_t *from, uint64_t *next,
          uint64_t *end, integer n, stride;
        only_item{A, B}(item) && n == end - from &&
        \separated(item, from + (0 .. n - 1)) &&
        rest_readable{A}(from, end, stride) &&
        rest_readable{B}(next, end, stride) && end - next <= n ==>
          rest_same{A, B}(next, end, stride);

    // What the lists have left, and the run, are where they were.
    predicate run_same{A, B}(struct gpamap_sweep *s) =
      \at(s->run.next, A) == \at(s->run.next, B) &&
      \at(s->run.end, A) == \at(s->run.end, B) &&
      \at(s->run.list, A) == \at(s->run.list, B) &&
      \at(s->run.stride, A) == \at(s->run.stride, B);
    predicate heads_same{A, B}(struct gpamap_sweep *s) =
      merge_heads_same{A, B}(\at(&s->merge, A)) && run_same{A, B}(s);

    // What is to come of one list.
    predicate list_comes{L}(struct gpamap_sweep *s, integer l) =
      head_sound(&s->merge, l) &&
      rest_readable(sweep_from(s, l), s->merge.end[l], stride(l)) &&
      0 <= s->merge.end[l] - s->merge.next[l] <= sweep_left(s, l) &&
      sweep_apart(s, sweep_from(s, l), sweep_left(s, l));
    predicate each_comes{L}(struct gpamap_sweep *s) =
      \forall integer l; 0 <= l < 6 ==> list_comes(s, l);
    lemma each_comes_if{L}:
      \forall struct gpamap_sweep *s; lists_come(s) ==> each_comes(s);

    // Its words are the same.
    predicate each_kept{A, B}(struct gpamap_sweep *s) =
      \forall integer l; 0 <= l < 6 && list_comes{A}(s, l) ==>
        rest_same{A, B}(sweep_from{A}(s, l), \at(s->merge.end[l], A),
                        stride(l)) &&
        rest_same{A, B}(\at(s->merge.next[l], A), \at(s->merge.end[l], A),
                        stride(l));
    predicate each_kept_by{A, B}(struct gpamap_sweep *s,
                                 struct gpamap_item *item) =
      \forall integer l; 0 <= l < 6 && list_comes{A}(s, l) &&
        rest_apart{A}(s, l, item) ==>
        rest_same{A, B}(sweep_from{A}(s, l), \at(s->merge.end[l], A),
                        stride(l)) &&
        rest_same{A, B}(\at(s->merge.next[l], A), \at(s->merge.end[l], A),
                        stride(l));
    lemma sweep_keeps{A, B}:
      \forall struct gpamap_sweep *s;
        only_sweep{A, B}(s) && memory_stays{A, B} ==> each_kept{A, B}(s);
    lemma item_keeps{A, B}:
      \forall struct gpamap_sweep *s, struct gpamap_item *item;
        only_item{A, B}(item) && memory_stays{A, B} ==>
          each_kept_by{A, B}(s, item);

    predicate each_same{A, B}(struct gpamap_sweep *s) =
      (\forall integer l; 0 <= l < 6 ==>
        rest_same{A, B}(sweep_from{A}(s, l), \at(s->merge.end[l], A),
                        stride(l))) &&
      (\forall integer l; 0 <= l < 6 ==>
        rest_same{A, B}(\at(s->merge.next[l], A), \at(s->merge.end[l], A),
                        stride(l)));
    lemma each_same_by_sweep{A, B}:
      \forall struct gpamap_sweep *s;
        each_kept{A, B}(s) && each_comes{A}(s) ==> each_same{A, B}(s);
    lemma each_same_by_item{A, B}:
      \forall struct gpamap_sweep *s, struct gpamap_item *item;
        each_kept_by{A, B}(s, item) && item_apart{A}(s, item) &&
        each_comes{A}(s) ==> each_same{A, B}(s);

    predicate lists_same{A, B}(struct gpamap_sweep *s) =
      heads_same{A, B}(s) && each_same{A, B}(s) && memory_stays{A, B};
    lemma lists_merge_same{A, B}:
      \forall struct gpamap_sweep *s;
        lists_same{A, B}(s) ==> merge_same{A, B}(\at(&s->merge, A));
    lemma run_rest_same{A, B}:
      \forall struct gpamap_sweep *s;
        lists_same{A, B}(s) && has_run{A}(s) && lists_come{A}(s) ==>
          rest_same{A, B}(\at(s->run.next, A),
                          \at(s->merge.end[s->run.list], A),
                          \at(s->run.stride, A));
    lemma run_head{L}:
      \forall struct gpamap_sweep *s;
        lists_come(s) && has_run(s) ==>
          head_sound(&s->merge, s->run.list) && 0 <= s->run.list < 6 &&
          run_holds(s->run.next, s->run.end, s->merge.next[s->run.list],
                    s->merge.end[s->run.list], s->run.stride,
                    s->merge.turn[0] - s->run.list);
    lemma run_held{A, B}:
      \forall struct gpamap_sweep *s;
        lists_same{A, B}(s) && has_run{A}(s) && lists_come{A}(s) ==>
          run_holds{B}(\at(s->run.next, A), \at(s->run.end, A),
                       \at(s->merge.next[s->run.list], A),
                       \at(s->merge.end[s->run.list], A),
                       \at(s->run.stride, A),
                       \at(s->merge.turn[0] - s->run.list, A));
    lemma run_ends_same{A, B}:
      \forall struct gpamap_sweep *s;
        heads_same{A, B}(s) && 0 <= \at(s->run.list, A) < 6 ==>
          \at(s->merge.next[s->run.list], A) ==
            \at(s->merge.next[s->run.list], B) &&
          \at(s->merge.end[s->run.list], A) ==
            \at(s->merge.end[s->run.list], B) &&
          \at(s->merge.turn[0], A) == \at(s->merge.turn[0], B);
    lemma run_holds_still{A, B}:
      \forall struct gpamap_sweep *s;
        lists_same{A, B}(s) && has_run{A}(s) && lists_come{A}(s) ==>
          run_holds{B}(\at(s->run.next, B), \at(s->run.end, B),
                       \at(s->merge.next[s->run.list], B),
                       \at(s->merge.end[s->run.list], B),
                       \at(s->run.stride, B),
                       \at(s->merge.turn[0] - s->run.list, B));
    lemma run_stays{A, B}:
      \forall struct gpamap_sweep *s;
        lists_same{A, B}(s) && has_run{A}(s) && lists_come{A}(s) ==>
          run_sound{B}(\at(&s->merge, B), \at(&s->run, B),
                       \at(s->merge.end[s->run.list], B));
    // The views of what is to come are the same.
    predicate lefts_same{A, B}(struct gpamap_sweep *s) =
      \forall integer l; 0 <= l < 6 ==>
        sweep_from{A}(s, l) == sweep_from{B}(s, l) &&
        sweep_left{A}(s, l) == sweep_left{B}(s, l);
    lemma lefts_stay{A, B}:
      \forall struct gpamap_sweep *s;
        heads_same{A, B}(s) ==> lefts_same{A, B}(s);
    predicate each_apart{L}(struct gpamap_sweep *s) =
      \forall integer l; 0 <= l < 6 ==>
        sweep_apart(s, sweep_from(s, l), sweep_left(s, l));
    lemma each_apart_stays{A, B}:
      \forall struct gpamap_sweep *s;
        lefts_same{A, B}(s) && each_apart{A}(s) ==> each_apart{B}(s);
    lemma come_heads_kept{A, B}:
      \forall struct gpamap_sweep *s;
        merge_same{A, B}(\at(&s->merge, A)) ==>
          heads_kept{A, B}(\at(&s->merge, A));
    lemma come_merge_same{A, B}:
      \forall struct gpamap_sweep *s;
        lists_same{A, B}(s) ==> merge_same{A, B}(\at(&s->merge, A)) &&
          heads_kept{A, B}(\at(&s->merge, A));
    lemma come_merge_stays{A, B}:
      \forall struct gpamap_sweep *s;
        lists_same{A, B}(s) && lists_come{A}(s) ==>
          merge_sound{B}(\at(&s->merge, A));
    lemma come_stays{A, B}:
      \forall struct gpamap_sweep *s;
        lists_same{A, B}(s) && lists_come{A}(s) && each_apart{A}(s) ==>
          lists_come{B}(s);


    lemma run_words_stay{A, B}:
      \forall struct gpamap_sweep *s;
        lists_same{A, B}(s) && lists_come{A}(s) && has_run{A}(s) ==>
          \at(s->run.next[0], A) == \at(s->run.next[0], B) &&
          \at(s->run.next[1], A) == \at(s->run.next[1], B);
    lemma limit_stays{A, B}:
      \forall struct gpamap_sweep *s;
        lists_same{A, B}(s) && lists_come{A}(s) ==>
          sweep_limit{A}(s) == sweep_limit{B}(s);
    predicate nodes_same{A, B}(struct gpamap_sweep *s) =
      \at(s->placing.nodes.sizes, A) == \at(s->placing.nodes.sizes, B) &&
      \at(s->placing.nodes.count, A) == \at(s->placing.nodes.count, B) &&
      \forall integer k; 0 <= k < \at(s->placing.nodes.count, A) ==>
        \at(s->placing.nodes.sizes[k], A) == \at(s->placing.nodes.sizes[k], B);
    // Nothing has come, whatever was written.
    predicate unmoved{A, B}(struct gpamap_sweep *s) =
      lefts_same{A, B}(s) && sweep_limit{A}(s) == sweep_limit{B}(s) &&
      nodes_same{A, B}(s) && same_placed{A, B}(s) &&
      \at(s->placing.free, A) == \at(s->placing.free, B);
    lemma item_apart_stays{A, B}:
      \forall struct gpamap_sweep *s, struct gpamap_item *item;
        lefts_same{A, B}(s) && nodes_same{A, B}(s) && item_apart{A}(s, item)
          ==> item_apart{B}(s, item);

    // A step from where nothing had come.
    predicate joined{A, B, C}(struct gpamap_sweep *s) =
      \forall integer l; 0 <= l < 6 &&
        sweep_from{A}(s, l) == sweep_from{B}(s, l) && same_left{B, C}(s, l)
          ==> same_left{A, C}(s, l);
    lemma entry_came_on{A, B, C}:
      \forall struct gpamap_sweep *s, uint64_t *entry, integer list;
        joined{A, B, C}(s) && lefts_same{A, B}(s) &&
        sweep_limit{A}(s) == sweep_limit{B}(s) &&
        entry_came{B, C}(s, entry, list) ==> entry_came{A, C}(s, entry, list);
    lemma listed_came_on{A, B, C}:
      \forall struct gpamap_sweep *s, struct gpamap_item *item;
        joined{A, B, C}(s) && unmoved{A, B}(s) && listed_came{B, C}(s, item)
          ==> listed_came{A, C}(s, item);
    lemma ram_came_on{A, B, C}:
      \forall struct gpamap_sweep *s, struct gpamap_item *item;
        joined{A, B, C}(s) && unmoved{A, B}(s) && ram_came{B, C}(s, item)
          ==> ram_came{A, C}(s, item);

    // Less is to come of one list.
    predicate others_same{A, B}(struct gpamap_sweep *s, integer list) =
      \forall integer l; 0 <= l < 6 && l != list ==>
        sweep_left{A}(s, l) == sweep_left{B}(s, l);
    predicate apart_kept{A, B}(struct gpamap_sweep *s,
                               struct gpamap_item *item) =
      \forall integer l; 0 <= l < 6 && list_comes{A}(s, l) &&
        list_comes{B}(s, l) && sweep_left{B}(s, l) <= sweep_left{A}(s, l) &&
        \at(s->merge.end[l], A) == \at(s->merge.end[l], B) &&
        rest_apart{A}(s, l, item) ==> rest_apart{B}(s, l, item);

    // Less is to come of each list, or as much.
    predicate less_left{A, B}(struct gpamap_sweep *s) =
      \forall integer l; 0 <= l < 6 ==> list_comes{B}(s, l) &&
        0 <= sweep_left{B}(s, l) <= sweep_left{A}(s, l);
    lemma less_left_on{A, B, C}:
      \forall struct gpamap_sweep *s;
        lefts_same{A, B}(s) && less_left{B, C}(s) ==> less_left{A, C}(s);
    lemma same_is_less{A, B}:
      \forall struct gpamap_sweep *s;
        lefts_same{A, B}(s) && each_comes{B}(s) ==> less_left{A, B}(s);

    // An entry stands in a list.
    predicate stands_before{L}(uint64_t *end, uint64_t *entry,
                               integer stride) =
      rest_readable(entry, end, stride) && stride <= end - entry;
    predicate item_stands{L}(struct gpamap_sweep *s,
                             struct gpamap_item *item) =
      0 <= item->list < 6 &&
      stands_before(s->merge.end[item->list], item->entry,
                    stride(item->list));

    // How work falls.
    lemma work_stays{A, B}:
      \forall struct gpamap_sweep *s;
        unmoved{A, B}(s) ==> sweep_work{A}(s) == sweep_work{B}(s);
    lemma work_falls{A, B}:
      \forall struct gpamap_sweep *s, integer list;
        0 <= list < 6 && others_same{A, B}(s, list) &&
        sweep_left{B}(s, list) <= sweep_left{A}(s, list) - 2 &&
        same_placed{A, B}(s) &&
        \at(s->placing.nodes.count, A) == \at(s->placing.nodes.count, B) ==>
          sweep_work{B}(s) < sweep_work{A}(s);
    lemma work_falls_with_ram{A, B}:
      \forall struct gpamap_sweep *s;
        lefts_same{A, B}(s) && sweep_limit{A}(s) == sweep_limit{B}(s) &&
        \at(s->placing.nodes.count, A) == \at(s->placing.nodes.count, B) &&
        \at(s->placing.left, A) != 0 &&
        \at(s->placing.free, A) < sweep_limit{A}(s) &&
        \at(s->placing.vnode, A) <= \at(s->placing.vnode, B) &&
        (\at(s->placing.free, B) == sweep_limit{A}(s) ||
         \at(s->placing.vnode, A) < \at(s->placing.vnode, B)) ==>
          sweep_work{B}(s) < sweep_work{A}(s);
    }
 */

#endif /* GPAMAP_CORE_TERMS_STAY_H */
