/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_MAP_H
#define GPAMAP_CORE_TERMS_MAP_H

#include <gpamap/layout.h>

#include "terms_block.h"
#include "terms_index.h"

/*
 * What the words of a layout say, and which of them agree, in the terms of
 * contracts: the form that docs/format.md draws and that saved.h has of the
 * bytes of a saved form. terms.h and terms_block.h have the other terms.
 */

/*@ // Where the parts of a block begin.
    logic integer list_begin{L}(uint64_t *w, integer list) =
      w[12] + (list > 0 ? 3 * w[3] : 0) + (list > 1 ? 2 * w[4] : 0) +
        (list > 2 ? 2 * w[5] : 0) + (list > 3 ? 2 * w[6] : 0) +
        (list > 4 ? 2 * w[7] : 0) + (list > 5 ? 4 * w[8] : 0);
    logic integer refs_begin{L}(uint64_t *w) =
      list_begin(w, 6) + (w[3] + 7) / 8;
    logic integer ranks_begin{L}(uint64_t *w) =
      refs_begin(w) + (w[9] + 1) / 2;
    logic integer strings_begin{L}(uint64_t *w) = w[2] - (w[11] + 7) / 8;
    logic integer names_begin{L}(uint64_t *w) =
      strings_begin(w) - (w[9] + 1) / 2;

    // The numbers of the header are within their limits, the parts stand one
    // behind the other, and all words are there.
    predicate block{L}(uint64_t *w) =
      \valid_read(w + (0 .. 15)) &&
      w[3] <= GPAMAP_RANGES_MAX && w[4] <= GPAMAP_RANGES_MAX &&
      w[5] <= GPAMAP_RANGES_MAX && w[6] <= GPAMAP_RANGES_MAX &&
      w[7] <= 1 && w[8] <= GPAMAP_RANGES_MAX &&
      w[9] <= GPAMAP_RANGES_MAX && w[10] <= 2 * GPAMAP_RANGES_MAX &&
      w[11] <= 0x7fffffff && 16 + w[10] <= w[12] <= 16 + 2 * w[10] &&
      ranks_begin(w) + ((w[10] + 15) / 16 + 1) / 2 <=
        (w[11] == 0 ? w[2] : names_begin(w)) &&
      w[2] <= 0x7fffffff && \valid_read(w + (0 .. w[2] - 1));

    // The half at i of those that begin at a word.
    logic integer half_of{L}(uint64_t *w, integer at, integer i) =
      i % 2 == 0 ? w[at + i / 2] % 0x100000000 : w[at + i / 2] / 0x100000000;

    // The entry at a position: where its range stands, its kind and ends.
    logic integer entry_at{L}(uint64_t *w, integer i) =
      half_of(w, refs_begin(w), i) / 16;
    logic integer entry_kind{L}(uint64_t *w, integer i) =
      half_of(w, refs_begin(w), i) % 16;
    logic integer entry_start{L}(uint64_t *w, integer i) = w[entry_at(w, i)];
    logic integer entry_end{L}(uint64_t *w, integer i) =
      w[entry_at(w, i) + 1];

    predicate stands_in{L}(uint64_t *w, integer at, integer list) =
      \exists integer i; 0 <= i < w[3 + list] &&
        at == place(list_begin(w, list), list, i);

    // Each ref names an entry of the list of its kind.
    predicate ref_names{L}(uint64_t *w, integer i) =
      1 <= entry_kind(w, i) <= GPAMAP_KIND_UNUSABLE &&
      stands_in(w, entry_at(w, i), list_of(entry_kind(w, i)));
    predicate refs_name{L}(uint64_t *w) =
      \forall integer i; 0 <= i < w[9] ==> ref_names(w, i);

    // What is told of the entry at i.
    logic integer vnode_at{L}(uint64_t *w, integer at, integer list) =
      list == GPAMAP_LIST_RAM ? w[at + 2] :
      list == GPAMAP_LIST_OTHER ? w[at + 3] : GPAMAP_NO_VNODE;
    predicate tells{L}(uint64_t *w, integer i, integer kind, integer list,
                       integer index, integer start, integer end,
                       integer vnode) =
      kind == entry_kind(w, i) && list == list_of(entry_kind(w, i)) &&
      0 <= index < w[3 + list] &&
      entry_at(w, i) == place(list_begin(w, list), list, index) &&
      start == entry_start(w, i) && end == entry_end(w, i) &&
      vnode == vnode_at(w, entry_at(w, i), list);
    predicate tells_entry{L}(uint64_t *w, integer i, struct gpamap_entry e) =
      tells(w, i, e.kind, e.list, e.index, e.range.start, e.range.end,
            e.vnode);
    predicate told{A, B}(uint64_t *w, integer i, struct gpamap_entry *entry) =
      tells{A}(w, i, \at(entry->kind, B), \at(entry->list, B),
               \at(entry->index, B), \at(entry->range.start, B),
               \at(entry->range.end, B), \at(entry->vnode, B));

    // Names are offsets of strings.
    predicate names_in{L}(uint64_t *w) =
      w[11] != 0 ==> \forall integer i; 0 <= i < w[9] ==>
        half_of(w, names_begin(w), i) < w[11];

    // Entries are not empty, in address order and disjoint.
    predicate entry_upright{L}(uint64_t *w, integer i) =
      entry_start(w, i) < entry_end(w, i) <= GPAMAP_ADDRESS_END &&
      paged(entry_start(w, i)) && paged(entry_end(w, i));
    predicate entries_in_order{L}(uint64_t *w) =
      (\forall integer i; 0 <= i < w[9] ==> entry_upright(w, i)) &&
      (\forall integer i, j; 0 <= i < j < w[9] ==>
        entry_end(w, i) <= entry_start(w, j));

    // The keys before that of entry i, and the entries that keys begin.
    logic integer key_place{L}(uint64_t *w, integer i) =
      i <= 0 ? 0 : key_place(w, i - 1) + 1 +
        (entry_end(w, i - 1) == entry_start(w, i) ? 0 : 1);
    logic integer begun_by{L}(uint64_t *w, integer keys) =
      keys <= 0 ? 0 : begun_by(w, keys - 1) +
        (w[15 + keys] % GPAMAP_PAGE_SIZE == 0 ? 0 : 1);

    // The key of entry i, and that of the hole before it, if one is.
    predicate key_tells{L}(uint64_t *w, integer i) =
      w[16 + key_place(w, i)] == entry_start(w, i) + entry_kind(w, i) &&
      (i > 0 && entry_end(w, i - 1) != entry_start(w, i) ==>
        w[15 + key_place(w, i)] == entry_end(w, i - 1));
    predicate keys_tell{L}(uint64_t *w) =
      (\forall integer i; 0 <= i < w[9] ==> key_tells(w, i)) &&
      (w[9] == 0 ? w[10] == 0
                 : w[10] == key_place(w, w[9] - 1) + 2 &&
                   w[15 + w[10]] == entry_end(w, w[9] - 1));

    predicate ranks_count{L}(uint64_t *w) =
      \forall integer g; 0 <= g && 16 * g < w[10] ==>
        half_of(w, ranks_begin(w), g) == begun_by(w, 16 * g);

    // RAM in order, and the bytes in the first ranges.
    logic integer ram_start{L}(uint64_t *w, integer i) = w[w[12] + 3 * i];
    logic integer ram_end_of{L}(uint64_t *w, integer i) =
      w[w[12] + 3 * i + 1];
    logic integer ram_first{L}(uint64_t *w, integer n) =
      n <= 0 ? 0 : ram_first(w, n - 1) +
        ram_end_of(w, n - 1) - ram_start(w, n - 1);

    predicate ram_in_order{L}(uint64_t *w) =
      (\forall integer i; 0 <= i < w[3] ==>
        ram_start(w, i) < ram_end_of(w, i) <= GPAMAP_ADDRESS_END) &&
      (\forall integer i, j; 0 <= i < j < w[3] ==>
        ram_end_of(w, i) <= ram_start(w, j));
    predicate sum_counts{L}(uint64_t *w, integer g) =
      w[list_begin(w, 6) + g] == ram_first(w, 8 * g);
    predicate sums_count{L}(uint64_t *w) =
      \forall integer g; 0 <= g && 8 * g < w[3] ==> sum_counts(w, g);

    // What every layout is.
    predicate ram_right{L}(uint64_t *w) =
      block(w) && ram_in_order(w) && sums_count(w);
    predicate entries_right{L}(uint64_t *w) =
      block(w) && refs_name(w) && names_in(w) && entries_in_order(w);
    predicate keys_right{L}(uint64_t *w) =
      entries_right(w) && keys_tell(w) && ranks_count(w) &&
      searched_words(w);
    predicate layout_right{L}(uint64_t *w) = keys_right(w) && ram_right(w);
 */

#endif /* GPAMAP_CORE_TERMS_MAP_H */
