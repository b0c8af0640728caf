/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_SWEEP_H
#define GPAMAP_CORE_TERMS_SWEEP_H

#include "sweep_state.h"

/* The terms that the contracts of the sweep share. */

/*@ predicate has_run{L}(struct gpamap_sweep *s) = s->run.next != s->run.end;

    // What is still to come of a list, and how many words that is.
    logic uint64_t *sweep_from{L}(struct gpamap_sweep *s, integer list) =
      s->run.next != s->run.end && s->run.list == list ? s->run.next
                                                : s->merge.next[list];
    logic integer sweep_left{L}(struct gpamap_sweep *s, integer list) =
      s->merge.end[list] - sweep_from(s, list);

    // Where the next listed entry begins; the end of the space where all have
    // come.
    logic integer sweep_limit{L}(struct gpamap_sweep *s) =
      s->run.next != s->run.end
        ? s->run.next[0] : s->merge.turn[0] - s->merge.turn[0] % 4096;

    // What is still to come of a list is not there.
    predicate rest_apart{L}(struct gpamap_sweep *s, integer list,
                            struct gpamap_item *item) =
      \separated(item, sweep_from(s, list) + (0 .. sweep_left(s, list) - 1));
    predicate item_apart{L}(struct gpamap_sweep *s, struct gpamap_item *item) =
      \separated(item, s) &&
      \separated(item, s->placing.nodes.sizes +
                         (0 .. s->placing.nodes.count - 1)) &&
      \forall integer list; 0 <= list < 6 ==> rest_apart(s, list, item);

    predicate sweep_apart{L}(struct gpamap_sweep *s, uint64_t *words,
                             integer n) =
      \separated(s, words + (0 .. n - 1));
    predicate lists_come{L}(struct gpamap_sweep *s) =
      merge_sound(&s->merge) &&
      (has_run(s) ==>
        run_sound(&s->merge, &s->run, s->merge.end[s->run.list])) &&
      \forall integer list; 0 <= list < 6 ==>
        sweep_apart(s, sweep_from(s, list), sweep_left(s, list));
    predicate ram_comes{L}(struct gpamap_sweep *s) =
      placing_nodes(&s->placing) && placing_turn(&s->placing) &&
      \separated(s, s->placing.nodes.sizes +
                      (0 .. s->placing.nodes.count - 1));
    predicate sweep_sound{L}(struct gpamap_sweep *s) =
      lists_come(s) && ram_comes(s);

    // Bytes of RAM that a node has.
    logic integer sweep_placed{L}(struct gpamap_sweep *s, integer k) =
      placed(&s->placing, k);

    // Words and nodes that are still to come, and a piece up to the limit.
    logic integer sweep_work{L}(struct gpamap_sweep *s) =
      sweep_left(s, 0) + sweep_left(s, 1) + sweep_left(s, 2) +
      sweep_left(s, 3) + sweep_left(s, 4) + sweep_left(s, 5) +
      (s->placing.nodes.count - s->placing.vnode) +
      (s->placing.left != 0 && s->placing.free < sweep_limit(s) ? 1 : 0);

    predicate same_left{A, B}(struct gpamap_sweep *s, integer list) =
      sweep_from{A}(s, list) == sweep_from{B}(s, list);
    predicate same_placed{A, B}(struct gpamap_sweep *s) =
      \at(s->placing.vnode, A) == \at(s->placing.vnode, B) &&
      \at(s->placing.left, A) == \at(s->placing.left, B);

    // The entry that the limit told of has come, and with it the placeholders
    // behind it.
    predicate entry_came{A, B}(struct gpamap_sweep *s, uint64_t *entry,
                               integer list) =
      0 <= list < 6 && entry == sweep_from{A}(s, list) &&
      range_good(\at(entry[0], B), \at(entry[1], B)) &&
      \at(entry[0], B) < \at(entry[1], B) &&
      \at(entry[0], B) == sweep_limit{A}(s) <= sweep_limit{B}(s) &&
      0 <= sweep_left{B}(s, list) <= sweep_left{A}(s, list) - stride(list) &&
      all_empty{B}(\at(s->merge.end[list], B),
                   stride(list) - sweep_left{A}(s, list),
                   -sweep_left{B}(s, list), stride(list)) &&
      \forall integer l; 0 <= l < 6 && l != list ==> same_left{A, B}(s, l);
    predicate listed_came{A, B}(struct gpamap_sweep *s,
                                struct gpamap_item *item) =
      entry_came{A, B}(s, \at(item->entry, B), \at(item->list, B)) &&
      \at(item->start, B) == \at(item->entry[0], B) &&
      \at(item->end, B) == \at(item->entry[1], B) &&
      same_placed{A, B}(s) &&
      \at(s->placing.free, B) ==
        (\at(item->list, B) == GPAMAP_LIST_VTL2 ? \at(s->placing.free, A)
                                                : \at(item->end, B));

    // A piece of RAM for the node whose turn it was, from the lowest address
    // that was free, up to what is listed next or until the node has all.
    predicate ram_came{A, B}(struct gpamap_sweep *s, struct gpamap_item *item) =
      \at(item->list, B) == GPAMAP_LIST_RAM &&
      \at(item->vnode, B) == \at(s->placing.vnode, A) <
        \at(s->placing.nodes.count, A) &&
      \at(item->start, B) == \at(s->placing.free, A) < \at(item->end, B) &&
      \at(item->end, B) == \at(s->placing.free, B) <= sweep_limit{A}(s) &&
      paged(\at(item->start, B)) && paged(\at(item->end, B)) &&
      sweep_limit{A}(s) == sweep_limit{B}(s) &&
      (\forall integer l; 0 <= l < 6 ==> same_left{A, B}(s, l)) &&
      (\forall integer k; 0 <= k < \at(s->placing.nodes.count, A) ==>
        sweep_placed{B}(s, k) == sweep_placed{A}(s, k) +
          (k == \at(item->vnode, B)
             ? \at(item->end, B) - \at(item->start, B) : 0));

    // Nothing is left of the lists; RAM is placed to the byte (R1), or there
    // is no room for it.
    predicate all_came{L}(struct gpamap_sweep *s) =
      (\forall integer list; 0 <= list < 6 ==> sweep_left(s, list) == 0) &&
      (s->placing.left == 0 ==>
        \forall integer k; 0 <= k < s->placing.nodes.count ==>
          sweep_placed(s, k) == s->placing.nodes.sizes[k]) &&
      (s->placing.left == 0 || s->placing.free >= GPAMAP_ADDRESS_END);

    // All of a request is still to come, but for placeholders.
    predicate request_apart{L}(struct gpamap_sweep *s,
                               struct gpamap_request *r) =
      \separated(s, r) &&
      \separated(s, r->nodes.sizes + (0 .. r->nodes.count - 1)) &&
      \forall integer list; 0 <= list < 6 ==>
        sweep_apart(s, r->lists.words[list],
                    words_of(list, r->lists.count[list]));
 */

#endif /* GPAMAP_CORE_TERMS_SWEEP_H */
