/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SAVED_SAME_H
#define GPAMAP_CORE_SAVED_SAME_H

#include "block.h"
#include "saved.h"
#include "saved_top.h"

/*
 * The bytes of a saved form that passed all checks, once their words are those
 * of a block: that what saved.h says of the bytes is what terms_map.h says of
 * the words. There is no code here, but proofs.
 */

/*@ // The first n words are those of the bytes.
    predicate decoded{L}(unsigned char *b, uint64_t *w, integer n) =
      \forall integer i; 0 <= i < n ==> w[i] == word(b, i);

    predicate halves_same{L}(unsigned char *b, uint64_t *w, integer at,
                             integer count) =
      \forall integer i; 0 <= i < count ==>
        half(b, at, i) == half_of(w, at, i);

    lemma halves_decoded{L}: \forall unsigned char *b, uint64_t *w,
      integer n, integer at, integer count;
        decoded(b, w, n) && 0 <= at && at + (count + 1) / 2 <= n ==>
          halves_same(b, w, at, count);

    // A saved form that was accepted, and its words.
    predicate carried{L}(struct gpamap_saved *saved, uint64_t *w) =
      told(saved) && readable(saved) && numbers_right(saved->bytes) &&
      word(saved->bytes, 2) == saved->at.words &&
      word(saved->bytes, 12) == saved->at.list[0] &&
      \valid_read(w + (0 .. saved->at.words - 1)) &&
      decoded(saved->bytes, w, saved->at.strings);

    // The parts stand where the header of the block has them.
    predicate parts_same{L}(struct gpamap_saved *saved, uint64_t *w) =
      (\forall integer list; 0 <= list < 6 ==>
        w[3 + list] == saved->shape.count[list] &&
        list_begin(w, list) == saved->at.list[list]) &&
      list_begin(w, 6) == saved->at.sums &&
      refs_begin(w) == saved->at.refs && ranks_begin(w) == saved->at.ranks &&
      strings_begin(w) == saved->at.strings &&
      (w[11] != 0 ==> names_begin(w) == saved->at.names) &&
      w[9] == saved->shape.entries && w[10] == saved->shape.keys &&
      w[11] == saved->shape.name_bytes;
 */

/*@ ghost
      /@ requires carried(saved, w);
         assigns \nothing;
         ensures parts_same(saved, w) && block(w) && rest_of_header(w);
       @/
      static void parts_are_same(const struct gpamap_saved *saved,
                                 const uint64_t *w)
      {
        /@ assert far: 16 <= saved->at.list[0] <= saved->at.strings; @/
        /@ assert header: \forall integer i; 0 <= i < 16 ==>
             w[i] == word(saved->bytes, i); @/
        /@ assert words: \forall integer list; 0 <= list < 6 ==>
             w[3 + list] == word(saved->bytes, 3 + list); @/
        /@ assert counts: \forall integer list; 0 <= list < 6 ==>
             saved->shape.count[list] == word(saved->bytes, 3 + list); @/
        /@ assert lists: \forall integer list; 0 <= list < 6 ==>
             list_begin(w, list) == saved->at.list[list]; @/
      }
 */

/*@ ghost
      /@ requires decoded(b, w, n) && w[12] == at;
         requires 0 <= at && at + 3 * count <= n;
         assigns \nothing;
         ensures \forall integer k; 0 <= k <= count ==>
           ram_bytes(b, at, k) == ram_first(w, k);
       @/
      static void ram_is_same(const unsigned char *b, const uint64_t *w,
                              size_t at, size_t count, size_t n)
      {
        /@ loop invariant 0 <= i <= count;
           loop invariant \forall integer k; 0 <= k <= i ==>
             ram_bytes(b, at, k) == ram_first(w, k);
           loop assigns i;
           loop variant count - i; @/
        for (size_t i = 0; i < count; i++) {
          /@ assert start: w[at + 3 * i] == word(b, at + 3 * i); @/
          /@ assert end: w[at + 3 * i + 1] == word(b, at + 3 * i + 1); @/
          /@ assert next: ram_bytes(b, at, i + 1) == ram_first(w, i + 1); @/
        }
      }
 */

/*@ ghost
      /@ requires decoded(b, w, n) && 16 + keys <= n;
         assigns \nothing;
         ensures \forall integer k; 0 <= k <= keys ==>
           begun(b, k) == begun_by(w, k);
       @/
      static void begun_is_same(const unsigned char *b, const uint64_t *w,
                                size_t keys, size_t n)
      {
        /@ loop invariant 0 <= i <= keys;
           loop invariant \forall integer k; 0 <= k <= i ==>
             begun(b, k) == begun_by(w, k);
           loop assigns i;
           loop variant keys - i; @/
        for (size_t i = 0; i < keys; i++) {
          /@ assert key: w[16 + i] == word(b, 16 + i); @/
          /@ assert next: begun(b, i + 1) == begun_by(w, i + 1); @/
        }
      }
 */

/*@ // Entry i stands in the block where it stood in the form.
    predicate entry_same{L}(unsigned char *b, uint64_t *w, integer refs,
                            integer i) =
      entry_at(w, i) == ref_at(b, refs, i) &&
      entry_kind(w, i) == ref_kind(b, refs, i) &&
      entry_start(w, i) == ref_start(b, refs, i) &&
      entry_end(w, i) == ref_end(b, refs, i);
 */

/*@ ghost
      /@ requires decoded(b, w, n);
         requires entry_at(w, i) == ref_at(b, refs, i);
         requires entry_kind(w, i) == ref_kind(b, refs, i);
         requires 0 <= ref_at(b, refs, i) && ref_at(b, refs, i) + 1 < n;
         assigns \nothing;
         ensures entry_same(b, w, refs, i);
       @/
      static void ends_are_same(const unsigned char *b, const uint64_t *w,
                                size_t refs, size_t i, size_t n)
      {
        /@ assert start: entry_start(w, i) == ref_start(b, refs, i); @/
        /@ assert end: entry_end(w, i) == ref_end(b, refs, i); @/
      }
 */

/*@ ghost
      /@ requires carried(saved, w) && parts_same(saved, w) && block(w);
         requires lists_right(saved) && i < saved->shape.entries;
         requires ref_right(saved, saved->bytes, saved->at.refs, i);
         assigns \nothing;
         ensures entry_same(saved->bytes, w, saved->at.refs, i);
         ensures ref_names(w, i) && entry_upright(w, i);
       @/
      static void entry_is_same(const struct gpamap_saved *saved,
                                const uint64_t *w, size_t i)
      {
        const unsigned char *b = saved->bytes;
        size_t refs = saved->at.refs;

        /@ assert halves: halves_same(b, w, refs, saved->shape.entries); @/
        /@ assert half: half(b, refs, i) == half_of(w, refs, i); @/
        /@ assert at: entry_at(w, i) == ref_at(b, refs, i); @/
        /@ assert kind: entry_kind(w, i) == ref_kind(b, refs, i); @/
        /@ assert list: in_list(saved, ref_at(b, refs, i),
             list_of(ref_kind(b, refs, i))); @/
        /@ assert room: 0 <= ref_at(b, refs, i) &&
             ref_at(b, refs, i) + 1 < saved->at.sums; @/
        /@ assert right: entry_right(b, list_of(ref_kind(b, refs, i)),
             ref_at(b, refs, i)); @/
        /@ assert far: saved->at.sums <= saved->at.strings; @/
        ends_are_same(b, w, refs, i, saved->at.strings);
        /@ assert begin: \forall integer list; 0 <= list < 6 ==>
             in_list(saved, entry_at(w, i), list) ==>
               stands_in(w, entry_at(w, i), list); @/
        /@ assert stands: stands_in(w, entry_at(w, i),
             list_of(entry_kind(w, i))); @/
      }
 */

/*@ ghost
      /@ requires carried(saved, w) && parts_same(saved, w) && block(w);
         requires lists_right(saved) && in_turn(saved);
         requires refs_right(saved, saved->bytes, saved->at.refs,
                             saved->shape.entries);
         assigns \nothing;
         ensures \forall integer i; 0 <= i < saved->shape.entries ==>
           entry_same(saved->bytes, w, saved->at.refs, i);
         ensures refs_name(w) && entries_in_order(w);
       @/
      static void entries_are_same(const struct gpamap_saved *saved,
                                   const uint64_t *w)
      {
        const unsigned char *b = saved->bytes;
        size_t refs = saved->at.refs;

        /@ loop invariant 0 <= i <= saved->shape.entries;
           loop invariant \forall integer k; 0 <= k < i ==>
             entry_same(b, w, refs, k);
           loop invariant \forall integer k; 0 <= k < i ==> ref_names(w, k);
           loop invariant \forall integer k; 0 <= k < i ==>
             entry_upright(w, k);
           loop assigns i;
           loop variant saved->shape.entries - i; @/
        for (size_t i = 0; i < saved->shape.entries; i++)
          entry_is_same(saved, w, i);
        /@ assert starts: \forall integer i; entry_same(b, w, refs, i) ==>
             entry_start(w, i) == ref_start(b, refs, i); @/
        /@ assert ends: \forall integer i; entry_same(b, w, refs, i) ==>
             entry_end(w, i) == ref_end(b, refs, i); @/
        /@ assert order: \forall integer i, j; 0 <= i < j < w[9] ==>
             entry_end(w, i) <= entry_start(w, j); @/
      }
 */

/*@ ghost
      /@ requires \forall integer i; 0 <= i < count ==>
           entry_same(b, w, refs, i);
         assigns \nothing;
         ensures \forall integer i; 0 <= i < count ==>
           0 <= key_of(b, refs, i) <= key_of(b, refs, count - 1);
         ensures \forall integer i; 0 <= i < count ==>
           key_of(b, refs, i) == key_place(w, i);
       @/
      static void places_are_same(const unsigned char *b, const uint64_t *w,
                                  size_t refs, size_t count)
      {
        /@ loop invariant 0 <= i <= count;
           loop invariant \forall integer k; 0 <= k < i ==>
             0 <= key_of(b, refs, k) <= key_of(b, refs, i - 1);
           loop invariant \forall integer k; 0 <= k < i ==>
             key_of(b, refs, k) == key_place(w, k);
           loop assigns i;
           loop variant count - i; @/
        for (size_t i = 0; i < count; i++) {
          /@ assert here: entry_same(b, w, refs, i); @/
          /@ assert before: i > 0 ==> entry_same(b, w, refs, i - 1); @/
          /@ assert next: key_of(b, refs, i) == key_place(w, i); @/
          /@ assert up: i > 0 ==>
               key_of(b, refs, i - 1) < key_of(b, refs, i); @/
        }
      }
 */

/*@ ghost
      /@ requires decoded(b, w, n) && key_right(b, refs, i);
         requires entry_same(b, w, refs, i);
         requires i > 0 ==> entry_same(b, w, refs, i - 1);
         requires key_of(b, refs, i) == key_place(w, i);
         requires 0 <= key_of(b, refs, i) && 16 + key_of(b, refs, i) < n;
         assigns \nothing;
         ensures key_tells(w, i);
       @/
      static void key_is_same(const unsigned char *b, const uint64_t *w,
                              size_t refs, size_t i, size_t n)
      {
        /@ assert key: w[16 + key_place(w, i)] ==
             word(b, 16 + key_of(b, refs, i)); @/
        /@ assert hole: w[15 + key_place(w, i)] ==
             word(b, 15 + key_of(b, refs, i)); @/
        /@ assert begins: word(b, 16 + key_of(b, refs, i)) ==
             entry_start(w, i) + entry_kind(w, i); @/
        /@ assert before: i > 0 ==>
             entry_end(w, i - 1) == ref_end(b, refs, i - 1); @/
        /@ assert starts: entry_start(w, i) == ref_start(b, refs, i); @/
      }
 */

/*@ ghost
      /@ requires carried(saved, w) && parts_same(saved, w) && block(w);
         requires index_right(saved);
         requires \forall integer i; 0 <= i < saved->shape.entries ==>
           entry_same(saved->bytes, w, saved->at.refs, i);
         assigns \nothing;
         ensures keys_tell(w);
       @/
      static void keys_are_same(const struct gpamap_saved *saved,
                                const uint64_t *w)
      {
        const unsigned char *b = saved->bytes;
        size_t refs = saved->at.refs, count = saved->shape.entries;

        places_are_same(b, w, refs, count);
        /@ assert last: count > 0 ==>
             saved->shape.keys == key_of(b, refs, count - 1) + 2; @/
        /@ assert few: 16 + saved->shape.keys <= saved->at.strings; @/
        /@ assert above: \forall integer i; 0 <= i < count ==>
             16 + key_of(b, refs, i) < saved->at.strings; @/
        /@ loop invariant 0 <= i <= count;
           loop invariant \forall integer k; 0 <= k < i ==> key_tells(w, k);
           loop assigns i;
           loop variant count - i; @/
        for (size_t i = 0; i < count; i++)
          key_is_same(b, w, refs, i, saved->at.strings);
        /@ assert end: count > 0 ==> w[15 + saved->shape.keys] ==
             word(b, 15 + saved->shape.keys); @/
        /@ assert close: count > 0 ==> entry_same(b, w, refs, count - 1); @/
        /@ assert ended: count > 0 ==>
             entry_end(w, count - 1) == ref_end(b, refs, count - 1); @/
        /@ assert placed: count > 0 ==>
             key_place(w, count - 1) == key_of(b, refs, count - 1); @/
        /@ assert numbers: w[9] == count && w[10] == saved->shape.keys; @/
        /@ assert none: count == 0 ==> w[10] == 0; @/
        /@ assert two: count > 0 ==> w[10] == key_place(w, count - 1) + 2; @/
        /@ assert closed: count > 0 ==>
             w[15 + saved->shape.keys] == entry_end(w, count - 1); @/
        /@ assert ends: count > 0 ==>
             w[15 + w[10]] == entry_end(w, count - 1); @/
      }
 */

/*@ ghost
      /@ requires carried(saved, w) && parts_same(saved, w) && block(w);
         requires ranks_right(saved->bytes, saved->at.ranks,
                              saved->shape.keys);
         assigns \nothing;
         ensures ranks_count(w);
       @/
      static void ranks_are_same(const struct gpamap_saved *saved,
                                 const uint64_t *w)
      {
        const unsigned char *b = saved->bytes;
        size_t ranks = saved->at.ranks, keys = saved->shape.keys;

        /@ assert few: 16 + keys <= saved->at.strings; @/
        begun_is_same(b, w, keys, saved->at.strings);
        /@ assert halves: halves_same(b, w, ranks, (keys + 15) / 16); @/
        /@ assert each: \forall integer g; 0 <= g && 16 * g < keys ==>
             rank_right(b, ranks, g) ==>
               half_of(w, ranks, g) == begun_by(w, 16 * g); @/
      }
 */

/*@ ghost
      /@ requires decoded(b, w, n) && w[12] == at && w[3] == count;
         requires at + 3 * count <= n && list_right(b, 0, at, count);
         assigns \nothing;
         ensures ram_in_order(w);
       @/
      static void order_is_same(const unsigned char *b, const uint64_t *w,
                                size_t at, size_t count, size_t n)
      {
        /@ assert places: \forall integer i; place(at, 0, i) == at + 3 * i; @/
        /@ assert starts: \forall integer i; 0 <= i < count ==>
             ram_start(w, i) == word(b, at + 3 * i); @/
        /@ assert ends: \forall integer i; 0 <= i < count ==>
             ram_end_of(w, i) == word(b, at + 3 * i + 1); @/
        /@ assert right: \forall integer i; 0 <= i < count ==>
             entry_right(b, 0, at + 3 * i); @/
        /@ assert order: \forall integer i, j; 0 <= i < j < count ==>
             in_order(b, at + 3 * i, at + 3 * j); @/
        /@ assert upright: \forall integer i; 0 <= i < count ==>
             ram_start(w, i) < ram_end_of(w, i) <= GPAMAP_ADDRESS_END; @/
        /@ assert steps: \forall integer i, j; 0 <= i < j < count ==>
             word(b, at + 3 * i + 1) <= word(b, at + 3 * j); @/
        /@ assert follow: \forall integer i, j; 0 <= i < j < w[3] ==>
             ram_end_of(w, i) <= ram_start(w, j); @/
      }
 */

/*@ ghost
      /@ requires decoded(b, w, n) && w[12] == at && w[3] == count;
         requires list_begin(w, 6) == sums;
         requires at + 3 * count <= n && sums + (count + 7) / 8 <= n;
         requires sums_right(b, sums, at, count);
         assigns \nothing;
         ensures sums_count(w);
       @/
      static void sums_are_same(const unsigned char *b, const uint64_t *w,
                                size_t sums, size_t at, size_t count, size_t n)
      {
        ram_is_same(b, w, at, count, n);
        /@ assert read: \forall integer g; 0 <= g && 8 * g < count ==>
             w[sums + g] == word(b, sums + g); @/
        /@ assert right: \forall integer g; 0 <= g && 8 * g < count ==>
             sum_right(b, sums, at, g); @/
        /@ assert same: \forall integer g; 0 <= g && 8 * g < count ==>
             w[sums + g] == ram_first(w, 8 * g); @/
      }
 */

/*@ ghost
      /@ requires decoded(b, w, n) && 16 + keys <= n;
         requires keys_ascend(b, 16 + keys);
         assigns \nothing;
         ensures sorted(w + 16, 0, keys);
       @/
      static void keys_ascend_same(const unsigned char *b, const uint64_t *w,
                                   size_t keys, size_t n)
      {
        /@ assert words: \forall integer i; 0 <= i < keys ==>
             (w + 16)[i] == word(b, 16 + i); @/
        /@ assert up: \forall integer i, j; 0 <= i < j < keys ==>
             word(b, 16 + i) < word(b, 16 + j); @/
      }
 */

/*@ // The same of words behind the header.
    predicate keys_decoded{L}(unsigned char *b, uint64_t *keys, integer n) =
      \forall integer i; 0 <= i < n ==> keys[i] == word(b, 16 + i);
 */

/*@ ghost
      /@ requires keys_decoded(b, keys, at + count);
         requires 0 <= below && below + 16 * (count - 1) < at;
         requires heads_right(b, 16 + at, 16 + below, count);
         assigns \nothing;
         ensures heads(keys, at, below, count);
       @/
      static void heads_are_same(const unsigned char *b, const uint64_t *keys,
                                 size_t at, size_t below, size_t count)
      {
        /@ assert lower: \forall integer i; at <= i < at + count ==>
             0 <= below + 16 * (i - at) < at; @/
        /@ assert low: \forall integer i; at <= i < at + count ==>
             keys[below + 16 * (i - at)] ==
               word(b, 16 + below + 16 * (i - at)); @/
        /@ assert heads: \forall integer i; at <= i < at + count ==>
             word(b, 16 + i) == word(b, 16 + below + 16 * (i - at)); @/
      }
 */

/*@ ghost
      /@ requires decoded(b, w, n) && n >= 16 && keys == w + 16;
         assigns \nothing;
         ensures keys_decoded(b, keys, n - 16);
       @/
      static void keys_are_decoded(const unsigned char *b, const uint64_t *w,
                                   const uint64_t *keys, size_t n)
      {
        /@ assert words: \forall integer i; 0 <= i && 16 + i < n ==>
             (w + 16)[i] == word(b, 16 + i); @/
      }
 */

/*@ ghost
      /@ requires told(saved) && readable(saved) && levels_right(saved);
         requires keys_decoded(saved->bytes, keys, saved->at.list[0] - 16);
         requires \valid_read(keys + (0 .. saved->at.list[0] - 17));
         assigns \nothing;
         ensures index_readable(keys, saved->shape.keys);
         ensures indexed(keys, saved->shape.keys);
       @/
      static void levels_are_same(const struct gpamap_saved *saved,
                                  const uint64_t *keys)
      {
        size_t all = saved->shape.keys;
        size_t top = top_level(saved), at = all, below = 0, count = all;

        /@ loop invariant 1 <= level <= top + 1;
           loop invariant below == level_at(all, level - 1);
           loop invariant at == level_at(all, level);
           loop invariant count == level_count(all, level - 1);
           loop invariant at == below + count;
           loop invariant \forall integer k; 0 < k < level ==>
             heads(keys, level_at(all, k), level_at(all, k - 1),
                   level_count(all, k));
           loop invariant \forall integer k; 0 < k < level ==>
             \valid_read(keys + (level_at(all, k) ..
                                 level_at(all, k + 1) - 1));
           loop assigns level, at, below, count;
           loop variant top + 1 - level; @/
        for (size_t level = 1; level <= top; level++) {
          size_t heads = (count + 15) / 16;

          /@ assert heads: heads == level_count(all, level); @/
          /@ assert next: at + heads == level_at(all, level + 1); @/
          /@ assert room: 16 + at + heads <= saved->at.list[0]; @/
          /@ assert right: level_right(saved->bytes, all, level); @/
          heads_are_same(saved->bytes, keys, at, below, heads);
          /@ assert done: heads(keys, level_at(all, level),
               level_at(all, level - 1), level_count(all, level)); @/
          below = at;
          at += heads;
          count = heads;
        }
        /@ assert indexed: indexed(keys, all); @/
        /@ assert readable: index_readable(keys, all); @/
      }
 */

/*@ ghost
      /@ requires carried(saved, w) && parts_same(saved, w) && block(w);
         requires names_right(saved);
         assigns \nothing;
         ensures names_in(w);
       @/
      static void names_are_same(const struct gpamap_saved *saved,
                                 const uint64_t *w)
      {
        const unsigned char *b = saved->bytes;
        size_t names = saved->at.names, count = saved->shape.entries;

        /@ assert room: w[11] != 0 ==>
             names + (count + 1) / 2 <= saved->at.strings; @/
        /@ assert halves: w[11] != 0 ==> halves_same(b, w, names, count); @/
        /@ assert right: w[11] != 0 ==> \forall integer i; 0 <= i < count ==>
             name_right(b, saved->at.refs, names, saved->at.strings, w[11], i);
          @/
        /@ assert below: w[11] != 0 ==> \forall integer i; 0 <= i < count ==>
             half(b, names, i) < w[11]; @/
        /@ assert in: w[11] != 0 ==> \forall integer i; 0 <= i < count ==>
             half_of(w, names, i) < w[11]; @/
      }
 */

/* What was accepted is a block of which probes, searches and sums are right. */
/*@ ghost
      /@ requires carried(saved, w);
         requires saved_right(saved) && in_turn(saved);
         assigns \nothing;
         ensures layout_right(w);
       @/
      static void block_is_right(const struct gpamap_saved *saved,
                                 const uint64_t *w)
      {
        const unsigned char *b = saved->bytes;
        size_t n = saved->at.strings, at = saved->at.list[0];
        size_t count = saved->shape.count[0];

        parts_are_same(saved, w);
        /@ assert far: at + 3 * count <= saved->at.sums &&
             saved->at.sums + (count + 7) / 8 <= n; @/
        /@ assert first: list_right(b, 0, at, count); @/
        /@ assert here: w[12] == at && w[3] == count; @/
        order_is_same(b, w, at, count, n);
        sums_are_same(b, w, saved->at.sums, at, count, n);
        entries_are_same(saved, w);
        names_are_same(saved, w);
        keys_are_same(saved, w);
        ranks_are_same(saved, w);
        keys_ascend_same(b, w, saved->shape.keys, n);
        keys_are_decoded(b, w, w + 16, at);
        levels_are_same(saved, w + 16);
        /@ assert ram: ram_right(w); @/
        /@ assert entries: entries_right(w); @/
        /@ assert searched: searched_words(w); @/
        /@ assert keys: keys_right(w); @/
      }
 */

#endif /* GPAMAP_CORE_SAVED_SAME_H */
