/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_ORDER_H
#define GPAMAP_CORE_TERMS_ORDER_H

#include "request.h"

/* The terms of the entries of a map as one sequence. A request is gone through
 * twice, to measure and to write, and does not change between: these name what
 * comes both times. */

/*@ axiomatic Order {
    // How many entries come of a request, and the n-th of them: its list, the
    // word there that it begins at, less than 0 where it is RAM that is placed,
    // and then the node's.
    logic integer comes(struct gpamap_request *r);
    logic integer nth_start(struct gpamap_request *r, integer n);
    logic integer nth_end(struct gpamap_request *r, integer n);
    logic integer nth_list(struct gpamap_request *r, integer n);
    logic integer nth_word(struct gpamap_request *r, integer n);
    logic integer nth_vnode(struct gpamap_request *r, integer n);
    logic integer nth_kind(struct gpamap_request *r, integer n);

    // Of the first n: holes between them, and pieces of RAM that are placed.
    logic integer holes(struct gpamap_request *r, integer n) =
      n <= 1 ? 0 : holes(r, n - 1) +
        (nth_end(r, n - 2) == nth_start(r, n - 1) ? 0 : 1);
    logic integer pieces(struct gpamap_request *r, integer n) =
      n <= 0 ? 0 : pieces(r, n - 1) + (nth_word(r, n - 1) < 0 ? 1 : 0);

    // An item is the n-th.
    predicate is_nth{L}(struct gpamap_request *r, struct gpamap_item *item,
                        integer n) =
      0 <= n < comes(r) && item->start == nth_start(r, n) &&
      item->end == nth_end(r, n) && item->list == nth_list(r, n) &&
      (item->entry == \null <==> nth_word(r, n) < 0) &&
      (item->entry != \null ==>
        item->entry == r->lists.words[item->list] + nth_word(r, n)) &&
      (item->entry == \null ==> item->vnode == nth_vnode(r, n)) &&
      nth_kind(r, n) == (item->entry == \null ? GPAMAP_KIND_RAM :
        item->list == 5 ? item->entry[2] : item->list + 1);
    }
 */

/*@ axiomatic OrderStays {
    // Nothing is written but a block, which is nothing of what was given, nor
    // of the sweep.
    predicate only_words{A, B}(uint64_t *w, integer n) =
      \forall uint64_t *p; \separated(p, w + (0 .. n - 1)) ==>
        \at(*p, A) == \at(*p, B);
    predicate list_apart{L}(uint64_t *w, integer n, struct gpamap_request *r,
                            integer l) =
      \separated(w + (0 .. n - 1), r->lists.words[l] +
                   (0 .. words_of(l, r->lists.count[l]) - 1));
    predicate block_apart{L}(uint64_t *w, integer n, struct gpamap_request *r) =
      \separated(w + (0 .. n - 1), r) &&
      \separated(w + (0 .. n - 1),
                 r->nodes.sizes + (0 .. r->nodes.count - 1)) &&
      \forall integer l; 0 <= l < 6 ==> list_apart(w, n, r, l);
    predicate sweep_is_apart{L}(uint64_t *w, integer n,
                                struct gpamap_sweep *s) =
      \separated(w + (0 .. n - 1), s);

    predicate given_same_all{A, B}(struct gpamap_request *r) =
      (\forall integer l; 0 <= l < 6 ==>
        \at(r->lists.words[l], A) == \at(r->lists.words[l], B) &&
        \at(r->lists.count[l], A) == \at(r->lists.count[l], B)) &&
      \at(r->nodes.sizes, A) == \at(r->nodes.sizes, B) &&
      \at(r->nodes.count, A) == \at(r->nodes.count, B) &&
      (\forall integer i; 0 <= i < \at(r->nodes.count, A) ==>
        \at(r->nodes.sizes[i], A) == \at(r->nodes.sizes[i], B));

    // What is still to come of a list is the end of it.
    predicate rest_at{L}(struct gpamap_request *r, struct gpamap_sweep *s,
                         integer l) =
      s->merge.end[l] == list_end(&r->lists, l) && list_comes(s, l) &&
      0 <= sweep_left(s, l) <= words_of(l, r->lists.count[l]);
    predicate rests_at{L}(struct gpamap_request *r, struct gpamap_sweep *s) =
      \forall integer l; 0 <= l < 6 ==> rest_at(r, s, l);
    lemma rests_at_if{L}:
      \forall struct gpamap_request *r, struct gpamap_sweep *s;
        rests_of(r, s) && each_comes(s) ==> rests_at(r, s);
    // What is no word stays where nothing but words is written.
    predicate places_same{A, B}(struct gpamap_request *r) =
      (\forall integer l; 0 <= l < 6 ==>
        \at(r->lists.words[l], A) == \at(r->lists.words[l], B)) &&
      \at(r->nodes.sizes, A) == \at(r->nodes.sizes, B);
    predicate runs_same{A, B}(struct gpamap_sweep *s) =
      run_same{A, B}(s) &&
      \at(s->placing.nodes.sizes, A) == \at(s->placing.nodes.sizes, B) &&
      \forall integer l; 0 <= l < 6 ==>
        \at(s->merge.next[l], A) == \at(s->merge.next[l], B) &&
        \at(s->merge.end[l], A) == \at(s->merge.end[l], B);

    lemma word_kept{A, B}:
      \forall uint64_t *w, uint64_t *from, integer n, m, i;
        only_words{A, B}(w, n) &&
        \separated(w + (0 .. n - 1), from + (0 .. m - 1)) && 0 <= i < m ==>
          \at(from[i], A) == \at(from[i], B);
    lemma words_kept{A, B}:
      \forall uint64_t *w, uint64_t *from, integer n, m;
        only_words{A, B}(w, n) &&
        \separated(w + (0 .. n - 1), from + (0 .. m - 1)) ==>
          words_stay{A, B}(from + m, -m);
    lemma counts_kept{A, B}:
      \forall uint64_t *w, integer n, l, struct gpamap_request *r;
        only_words{A, B}(w, n) && \separated(w + (0 .. n - 1), r) &&
        0 <= l < 6 ==>
          \at(r->lists.count[l], A) == \at(r->lists.count[l], B);
    lemma nodes_kept{A, B}:
      \forall uint64_t *w, integer n, l, struct gpamap_request *r;
        only_words{A, B}(w, n) && \separated(w + (0 .. n - 1), r) ==>
          \at(r->nodes.count, A) == \at(r->nodes.count, B);
    lemma given_kept{A, B}:
      \forall uint64_t *w, integer n, struct gpamap_request *r;
        only_words{A, B}(w, n) && block_apart{A}(w, n, r) &&
        places_same{A, B}(r) ==> given_same_all{A, B}(r);
    lemma one_list_kept{A, B}:
      \forall uint64_t *w, integer n, l, struct gpamap_request *r;
        only_words{A, B}(w, n) && list_apart{A}(w, n, r, l) ==>
          words_stay{A, B}(\at(r->lists.words[l], A) +
                             words_of(l, \at(r->lists.count[l], A)),
                           -words_of(l, \at(r->lists.count[l], A)));
    lemma each_list_apart{L}:
      \forall uint64_t *w, integer n, l, struct gpamap_request *r;
        block_apart(w, n, r) && 0 <= l < 6 ==> list_apart(w, n, r, l);
    lemma list_words_kept{A, B}:
      \forall uint64_t *w, integer n, l, struct gpamap_request *r;
        only_words{A, B}(w, n) && list_apart{A}(w, n, r, l) && 0 <= l < 6 ==>
          words_stay{A, B}(list_end{A}(\at(&r->lists, A), l),
                           -words_of(l, \at(r->lists.count[l], A)));
    predicate lists_words_kept{A, B}(uint64_t *w, integer n,
                                     struct gpamap_request *r) =
      \forall integer l; 0 <= l < 6 && list_apart{A}(w, n, r, l) ==>
        words_stay{A, B}(list_end{A}(\at(&r->lists, A), l),
                         -words_of(l, \at(r->lists.count[l], A)));
    lemma all_words_kept{A, B}:
      \forall uint64_t *w, integer n, struct gpamap_request *r;
        only_words{A, B}(w, n) ==> lists_words_kept{A, B}(w, n, r);
    lemma lists_kept{A, B}:
      \forall uint64_t *w, integer n, struct gpamap_request *r;
        lists_words_kept{A, B}(w, n, r) && block_apart{A}(w, n, r) &&
        given_same_all{A, B}(r) ==> lists_stay{A, B}(\at(&r->lists, A));
    lemma heads_stay{A, B}:
      \forall uint64_t *w, integer n, struct gpamap_sweep *s;
        only_words{A, B}(w, n) && sweep_is_apart{A}(w, n, s) &&
        runs_same{A, B}(s) ==> heads_same{A, B}(s);
    lemma tail_apart:
      \forall uint64_t *w, uint64_t *first, uint64_t *from, integer n, m, k;
        \separated(w + (0 .. n - 1), first + (0 .. m - 1)) &&
        from == first + (m - k) && 0 <= k <= m ==>
          \separated(w + (0 .. n - 1), from + (0 .. k - 1));
    lemma rest_same_of{A, B}:
      \forall uint64_t *w, uint64_t *from, uint64_t *end,
          integer n, stride;
        only_words{A, B}(w, n) && memory_stays{A, B} &&
        rest_readable{A}(from, end, stride) &&
        \separated(w + (0 .. n - 1), from + (0 .. end - from - 1)) ==>
          rest_same{A, B}(from, end, stride);
    lemma rest_is_apart{L}:
      \forall uint64_t *w, integer n, l, struct gpamap_request *r,
          uint64_t *from, uint64_t *end;
        list_apart(w, n, r, l) && \base_addr(from) == \base_addr(end) &&
        end == r->lists.words[l] + words_of(l, r->lists.count[l]) &&
        0 <= end - from <= words_of(l, r->lists.count[l]) ==>
          \separated(w + (0 .. n - 1), from + (0 .. end - from - 1));
    predicate comes_of{L}(struct gpamap_request *r, integer l, uint64_t *from,
                          uint64_t *end) =
      end == list_end(&r->lists, l) && rest_readable(from, end, stride(l)) &&
      end - from <= words_of(l, r->lists.count[l]);
    lemma rest_same_if{A, B}:
      \forall uint64_t *w, integer n, l, struct gpamap_request *r,
          uint64_t *from, uint64_t *end;
        only_words{A, B}(w, n) && list_apart{A}(w, n, r, l) &&
        comes_of{A}(r, l, from, end) && memory_stays{A, B} ==>
          rest_same{A, B}(from, end, stride(l));
    lemma rest_comes_of{L}:
      \forall struct gpamap_request *r, struct gpamap_sweep *s, integer l;
        0 <= l < 6 && rest_at(r, s, l) ==>
          comes_of(r, l, sweep_from(s, l), s->merge.end[l]) &&
          comes_of(r, l, s->merge.next[l], s->merge.end[l]);
    predicate parts_kept{A, B}(uint64_t *w, integer n,
                               struct gpamap_request *r,
                               struct gpamap_sweep *s) =
      \forall integer l; 0 <= l < 6 && rest_at{A}(r, s, l) &&
        list_apart{A}(w, n, r, l) ==>
        rest_same{A, B}(sweep_from{A}(s, l), \at(s->merge.end[l], A),
                        stride(l)) &&
        rest_same{A, B}(\at(s->merge.next[l], A), \at(s->merge.end[l], A),
                        stride(l));
    lemma parts_are_kept{A, B}:
      \forall uint64_t *w, integer n, struct gpamap_request *r,
          struct gpamap_sweep *s;
        only_words{A, B}(w, n) && memory_stays{A, B} ==>
          parts_kept{A, B}(w, n, r, s);
    lemma each_same_if{A, B}:
      \forall uint64_t *w, integer n, struct gpamap_request *r,
          struct gpamap_sweep *s;
        parts_kept{A, B}(w, n, r, s) && block_apart{A}(w, n, r) &&
        rests_at{A}(r, s) ==> each_same{A, B}(s);
    predicate orders_same{A, B}(struct gpamap_request *r) =
      \forall integer l; 0 <= l < 6 && list_ordered{A}(\at(&r->lists, A), l)
        ==> list_ordered{B}(\at(&r->lists, A), l);
    lemma orders_stay{A, B}:
      \forall struct gpamap_request *r;
        lists_stay{A, B}(\at(&r->lists, A)) ==> orders_same{A, B}(r);
    lemma ordered_still{A, B}:
      \forall struct gpamap_request *r;
        orders_same{A, B}(r) && lists_ordered{A}(\at(&r->lists, A)) ==>
          lists_ordered{B}(\at(&r->lists, A));
    }
 */

/*@ axiomatic Written {
    // Where the range of the n-th begins in a block.
    logic integer nth_at{L}(struct gpamap_request *r,
                            struct gpamap_sections *at, integer n) =
      nth_word(r, n) < 0 ? at->list[0] + 3 * pieces(r, n)
                         : at->list[nth_list(r, n)] + nth_word(r, n);
    // Its key, and that of the hole before it.
    predicate key_came{L}(uint64_t *w, struct gpamap_request *r, integer n) =
      w[16 + n + holes(r, n + 1)] == nth_start(r, n) + nth_kind(r, n) &&
      (n > 0 && nth_end(r, n - 1) != nth_start(r, n) ==>
        w[15 + n + holes(r, n + 1)] == nth_end(r, n - 1));
    predicate is_ref{L}(uint64_t *w, integer refs, integer n, integer ref) =
      (n % 2 == 0 ? w[refs + n / 2] % 0x100000000
                  : w[refs + n / 2] / 0x100000000) == ref;
    predicate ref_came{L}(uint64_t *w, struct gpamap_request *r,
                          struct gpamap_sections *at, integer n) =
      is_ref(w, at->refs, n, nth_at(r, at, n) * 16 + nth_kind(r, n));
    predicate is_piece{L}(uint64_t *w, integer at, integer start, integer end,
                          integer vnode) =
      w[at] == start && w[at + 1] == end && w[at + 2] == vnode;
    predicate piece_came{L}(uint64_t *w, struct gpamap_request *r,
                            struct gpamap_sections *at, integer n) =
      nth_word(r, n) < 0 ==>
        is_piece(w, at->list[0] + 3 * pieces(r, n), nth_start(r, n),
                 nth_end(r, n), nth_vnode(r, n));
    predicate came{L}(uint64_t *w, struct gpamap_request *r,
                      struct gpamap_sections *at, integer n) =
      key_came(w, r, n) && ref_came(w, r, at, n) && piece_came(w, r, at, n);

    // Each takes more, or as much.
    predicate order_grows(struct gpamap_request *r) =
      \forall integer m; 0 <= m <= comes(r) ==>
        holes(r, m) <= holes(r, comes(r)) &&
        pieces(r, m) <= pieces(r, comes(r));

    // Those before the n-th take less than it has before it.
    predicate is_before(struct gpamap_request *r, integer i, integer n) =
      0 <= i && 0 <= holes(r, i + 1) &&
      i + holes(r, i + 1) < n + holes(r, n) &&
      0 <= pieces(r, i) <= pieces(r, n) &&
      (nth_word(r, i) < 0 ==> pieces(r, i) < pieces(r, n));
    predicate all_before(struct gpamap_request *r, integer n) =
      \forall integer i; 0 <= i < n ==> is_before(r, i, n);
    lemma holes_grow:
      \forall struct gpamap_request *r, integer n; 0 <= n ==>
        holes(r, n) <= holes(r, n + 1) <= holes(r, n) + 1;
    lemma pieces_grow:
      \forall struct gpamap_request *r, integer n; 0 <= n ==>
        pieces(r, n + 1) == pieces(r, n) + (nth_word(r, n) < 0 ? 1 : 0);
    predicate still_before(struct gpamap_request *r, integer n) =
      \forall integer i; 0 <= i < n && is_before(r, i, n) ==>
        is_before(r, i, n + 1);
    lemma before_on:
      \forall struct gpamap_request *r, integer n; 0 <= n ==>
        still_before(r, n);
    lemma last_before:
      \forall struct gpamap_request *r, integer n;
        0 <= n && 0 <= holes(r, n) && 0 <= pieces(r, n) ==>
          is_before(r, n, n + 1);
    lemma all_before_on:
      \forall struct gpamap_request *r, integer n;
        0 <= n && is_before(r, n, n + 1) && still_before(r, n) &&
        all_before(r, n) ==> all_before(r, n + 1);

    // What stands before it stays.
    predicate same_between{A, B}(uint64_t *w, integer from, integer to) =
      \forall integer i; from <= i < to ==> \at(w[i], A) == \at(w[i], B);
    predicate before_stays{A, B}(uint64_t *w, struct gpamap_request *r,
                                 integer n, integer ram, integer refs) =
      same_between{A, B}(w, 16, 16 + n + holes(r, n)) &&
      same_between{A, B}(w, ram, ram + 3 * pieces(r, n)) &&
      same_between{A, B}(w, refs, refs + n / 2) &&
      (n % 2 != 0 ==> \at(w[refs + n / 2], A) % 0x100000000 ==
                      \at(w[refs + n / 2], B) % 0x100000000);
    lemma key_stays_there{A, B}:
      \forall uint64_t *w, struct gpamap_request *r, integer i, n, ram, refs;
        before_stays{A, B}(w, r, n, ram, refs) && is_before(r, i, n) && i < n
        && key_came{A}(w, r, i) ==> key_came{B}(w, r, i);
    lemma halves_before:
      \forall integer i, n; 0 <= i < n ==> 0 <= i / 2 &&
        (i / 2 < n / 2 || (i / 2 == n / 2 && i % 2 == 0 && n % 2 != 0));
    lemma half_stays_there{A, B}:
      \forall uint64_t *w, integer i, n, ref, refs;
        same_between{A, B}(w, refs, refs + n / 2) && 0 <= i / 2 < n / 2 &&
        is_ref{A}(w, refs, i, ref) ==> is_ref{B}(w, refs, i, ref);
    lemma low_half_stays{A, B}:
      \forall uint64_t *w, integer i, n, ref, refs;
        \at(w[refs + n / 2], A) % 0x100000000 ==
          \at(w[refs + n / 2], B) % 0x100000000 &&
        i / 2 == n / 2 && i % 2 == 0 &&
        is_ref{A}(w, refs, i, ref) ==> is_ref{B}(w, refs, i, ref);
    // The sections are not where anything is written.
    predicate at_same{A, B}(struct gpamap_sections *at) =
      \at(at->refs, A) == \at(at->refs, B) &&
      \at(at->sums, A) == \at(at->sums, B) &&
      \forall integer l; 0 <= l < 6 ==>
        \at(at->list[l], A) == \at(at->list[l], B);
    lemma at_stays{A, B}:
      \forall uint64_t *w, integer n, struct gpamap_sections *at;
        only_words{A, B}(w, n) && \separated(w + (0 .. n - 1), at) ==>
          at_same{A, B}(at);
    lemma item_stays{A, B}:
      \forall uint64_t *w, integer n, struct gpamap_item *item;
        only_words{A, B}(w, n) && \separated(w + (0 .. n - 1), item) ==>
          \at(item->start, A) == \at(item->start, B) &&
          \at(item->end, A) == \at(item->end, B) &&
          \at(item->vnode, A) == \at(item->vnode, B);
    lemma places_stay{A, B}:
      \forall struct gpamap_request *r, struct gpamap_sections *at, integer i;
        at_same{A, B}(at) && 0 <= nth_list(r, i) < 6 ==>
          nth_at{A}(r, at, i) == nth_at{B}(r, at, i);
    lemma ref_stays_there{A, B}:
      \forall uint64_t *w, struct gpamap_request *r, integer i, n, ram,
          struct gpamap_sections *at;
        before_stays{A, B}(w, r, n, ram, \at(at->refs, A)) &&
        at_same{A, B}(at) && 0 <= i < n && 0 <= nth_list(r, i) < 6 &&
        ref_came{A}(w, r, at, i) ==> ref_came{B}(w, r, at, i);
    lemma half_behind:
      \forall integer n; 0 <= n && (n + 1) % 2 != 0 ==>
        n % 2 == 0 && (n + 1) / 2 == n / 2;
    // The high half of a word is 0 while the low one is the last.
    predicate half_free{L}(uint64_t *w, integer refs, integer n) =
      n % 2 != 0 ==> w[refs + n / 2] < 0x100000000;
    predicate ref_written{A, B}(uint64_t *w, integer refs, integer i,
                                integer ref) =
      is_ref{B}(w, refs, i, ref) &&
      (i % 2 == 0 ==> \at(w[refs + i / 2], B) < 0x100000000) &&
      (i % 2 != 0 ==> \at(w[refs + i / 2], A) % 0x100000000 ==
                      \at(w[refs + i / 2], B) % 0x100000000);
    lemma half_is_free{A, B}:
      \forall uint64_t *w, integer refs, n, ref;
        0 <= n && ref_written{A, B}(w, refs, n, ref) ==>
          half_free{B}(w, refs, n + 1);
    lemma piece_stays_there{A, B}:
      \forall uint64_t *w, struct gpamap_request *r, integer i, n, refs,
          struct gpamap_sections *at;
        before_stays{A, B}(w, r, n, \at(at->list[0], A), refs) &&
        at_same{A, B}(at) && is_before(r, i, n) && i < n &&
        piece_came{A}(w, r, at, i) ==> piece_came{B}(w, r, at, i);
    predicate all_came_to{L}(uint64_t *w, struct gpamap_request *r,
                             struct gpamap_sections *at, integer n) =
      \forall integer i; 0 <= i < n ==>
        0 <= nth_list(r, i) < 6 && came(w, r, at, i);
    lemma all_stay_there{A, B}:
      \forall uint64_t *w, struct gpamap_request *r, integer n,
          struct gpamap_sections *at;
        before_stays{A, B}(w, r, n, \at(at->list[0], A), \at(at->refs, A)) &&
        at_same{A, B}(at) && all_before(r, n) &&
        all_came_to{A}(w, r, at, n) ==> all_came_to{B}(w, r, at, n);
    lemma one_more_came{L}:
      \forall uint64_t *w, struct gpamap_request *r, integer n,
          struct gpamap_sections *at;
        all_came_to(w, r, at, n) && came(w, r, at, n) &&
        0 <= nth_list(r, n) < 6 ==> all_came_to(w, r, at, n + 1);
    }
 */

/*@ axiomatic Kinds {
    // Other ranges bear a kind.
    predicate kind_good{L}(uint64_t *end, integer w) =
      end[w] < end[w + 1] ==>
        GPAMAP_KIND_RESERVED <= end[w + 2] <= GPAMAP_KIND_UNUSABLE;
    predicate kinds_good{L}(struct gpamap_request *r) =
      \forall integer w; is_entry(w, -words_of(5, r->lists.count[5]), 0, 4)
        ==> kind_good(list_end(&r->lists, 5), w);
    lemma kind_stays{A, B}:
      \forall uint64_t *end, integer n, w;
        words_stay{A, B}(end, -n) && is_entry(w, -n, 0, 4) &&
        kind_good{A}(end, w) ==> kind_good{B}(end, w);
    lemma kinds_stay{A, B}:
      \forall struct gpamap_request *r;
        lists_stay{A, B}(\at(&r->lists, A)) && kinds_good{A}(r) ==>
          kinds_good{B}(r);
    lemma kind_of_entry{L}:
      \forall struct gpamap_request *r, uint64_t *entry,
          integer start, end;
        kinds_good(r) && stands_as(r, 5, entry, start, end) && start < end ==>
          GPAMAP_KIND_RESERVED <= entry[2] <= GPAMAP_KIND_UNUSABLE;
    }
 */

#endif /* GPAMAP_CORE_TERMS_ORDER_H */
