/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SAVED_H
#define GPAMAP_CORE_SAVED_H

#include <stddef.h>
#include <stdint.h>

#include <gpamap/saved.h>

#include "fault.h"
#include "form.h"
#include "terms_block.h"

/*
 * The checks of a saved form. Bytes from outside are believed in nothing:
 * every invariant that a constructor establishes is checked before a word is
 * written. Each check gives the first word that it finds wrong, and 0 where
 * all are right: word 0 has the magic, which is looked at before.
 */

/* A saved form being checked. */
struct gpamap_saved {
	const unsigned char *bytes;
	size_t size;
	struct gpamap_shape shape;
	struct gpamap_sections at;
};

/*@ predicate readable{L}(struct gpamap_saved *saved) =
      \valid_read(saved) && in_limits(&saved->shape) &&
      planned{L, L}(&saved->shape, &saved->at) &&
      saved->at.words <= 0x7fffffff && 8 * saved->at.words <= SIZE_MAX &&
      \valid_read(saved->bytes + (0 .. 8 * saved->at.words - 1));

    // The header: how many ranges the first lists have, all numbers.
    logic integer ranges{L}(unsigned char *b, integer lists) =
      lists <= 0 ? 0 : ranges(b, lists - 1) + word(b, 2 + lists);

    predicate numbers_right{L}(unsigned char *b) =
      ranges(b, 6) <= GPAMAP_RANGES_MAX && word(b, 7) <= 1 &&
      word(b, 9) <= GPAMAP_RANGES_MAX &&
      word(b, 10) <= 2 * GPAMAP_RANGES_MAX &&
      word(b, 11) <= GPAMAP_NAME_BYTES_MAX &&
      word(b, 13) == 0 && word(b, 14) == 0 && word(b, 15) == 0;

    predicate shape_read{L}(unsigned char *b, struct gpamap_shape *shape) =
      (\forall integer list; 0 <= list < 6 ==>
        shape->count[list] == word(b, 3 + list)) &&
      shape->entries == word(b, 9) && shape->keys == word(b, 10) &&
      shape->name_bytes == word(b, 11);

    // The lists: the entry at some word, and all of one list.
    predicate some_bytes{L}(unsigned char *b, integer at) =
      word(b, at) < word(b, at + 1);

    predicate kind_right{L}(unsigned char *b, integer at) =
      GPAMAP_KIND_RESERVED <= word(b, at + 2) <= GPAMAP_KIND_UNUSABLE &&
      (word(b, at + 3) <= GPAMAP_VNODE_MAX ||
       word(b, at + 3) == GPAMAP_NO_VNODE);

    predicate entry_right{L}(unsigned char *b, integer list, integer at) =
      paged(word(b, at)) && paged(word(b, at + 1)) &&
      word(b, at) <= word(b, at + 1) &&
      (word(b, at) == word(b, at + 1) ==> list == GPAMAP_LIST_MMIO) &&
      (list == GPAMAP_LIST_RAM ==> word(b, at + 2) <= GPAMAP_VNODE_MAX) &&
      (list == GPAMAP_LIST_OTHER ==> kind_right(b, at));

    predicate in_order{L}(unsigned char *b, integer low, integer high) =
      some_bytes(b, low) && some_bytes(b, high) ==>
        word(b, low + 1) <= word(b, high);

    predicate list_right{L}(unsigned char *b, integer list, integer at,
                            integer count) =
      (\forall integer i; 0 <= i < count ==>
        entry_right(b, list, place(at, list, i))) &&
      (\forall integer i, j; 0 <= i < j < count ==>
        in_order(b, place(at, list, i), place(at, list, j)));

    predicate lists_right{L}(struct gpamap_saved *saved) =
      \forall integer list; 0 <= list < 6 ==>
        list_right(saved->bytes, list, saved->at.list[list],
                   saved->shape.count[list]);

    logic integer placeholders{L}(unsigned char *b, integer at,
                                  integer count) =
      count <= 0 ? 0 : placeholders(b, at, count - 1) +
        (word(b, at + 2 * (count - 1)) == word(b, at + 2 * (count - 1) + 1)
         ? 1 : 0);

    logic integer entries_of{L}(struct gpamap_saved *saved) =
      saved->shape.count[0] + saved->shape.count[1] +
        saved->shape.count[2] + saved->shape.count[3] +
        saved->shape.count[4] + saved->shape.count[5] -
        placeholders(saved->bytes, saved->at.list[1], saved->shape.count[1]);

    predicate entries_right{L}(struct gpamap_saved *saved) =
      saved->shape.entries == entries_of(saved);

    // RAM: the bytes in the first ranges, and where it ends.
    logic integer ram_bytes{L}(unsigned char *b, integer at, integer count) =
      count <= 0 ? 0 : ram_bytes(b, at, count - 1) +
        word(b, at + 3 * (count - 1) + 1) - word(b, at + 3 * (count - 1));

    logic integer ram_end{L}(unsigned char *b, integer at, integer count) =
      count <= 0 ? 0 : word(b, at + 3 * (count - 1) + 1);

    predicate sum_right{L}(unsigned char *b, integer sums, integer at,
                           integer g) =
      word(b, sums + g) == ram_bytes(b, at, 8 * g);

    predicate sums_right{L}(unsigned char *b, integer sums, integer at,
                            integer count) =
      \forall integer g; 0 <= g && 8 * g < count ==>
        sum_right(b, sums, at, g);

    predicate vtl2_right{L}(struct gpamap_saved *saved) =
      saved->shape.count[4] != 0 ==>
        ram_end(saved->bytes, saved->at.list[0], saved->shape.count[0]) <=
          word(saved->bytes, saved->at.list[4]);

    // The entry that a ref names: where it stands, its kind and its ends.
    logic integer ref_at{L}(unsigned char *b, integer refs, integer i) =
      half(b, refs, i) / 16;
    logic integer ref_kind{L}(unsigned char *b, integer refs, integer i) =
      half(b, refs, i) % 16;
    logic integer ref_start{L}(unsigned char *b, integer refs, integer i) =
      word(b, ref_at(b, refs, i));
    logic integer ref_end{L}(unsigned char *b, integer refs, integer i) =
      word(b, ref_at(b, refs, i) + 1);

    predicate in_list{L}(struct gpamap_saved *saved, integer at,
                         integer list) =
      \exists integer i; 0 <= i < saved->shape.count[list] &&
        at == place(saved->at.list[list], list, i);

    predicate entry_of{L}(struct gpamap_saved *saved, integer at,
                          integer kind) =
      1 <= kind <= GPAMAP_KIND_UNUSABLE && in_list(saved, at, list_of(kind)) &&
      (list_of(kind) == GPAMAP_LIST_OTHER ==>
        word(saved->bytes, at + 2) == kind);

    // The keys before that of entry i.
    logic integer key_of{L}(unsigned char *b, integer refs, integer i) =
      i <= 0 ? 0 : key_of(b, refs, i - 1) + 1 +
        (ref_end(b, refs, i - 1) == ref_start(b, refs, i) ? 0 : 1);

    // The entries that the first keys begin.
    logic integer begun{L}(unsigned char *b, integer keys) =
      keys <= 0 ? 0 : begun(b, keys - 1) +
        (word(b, 15 + keys) % GPAMAP_PAGE_SIZE == 0 ? 0 : 1);

    predicate ref_right{L}(struct gpamap_saved *saved, unsigned char *b,
                           integer refs, integer i) =
      entry_of(saved, ref_at(b, refs, i), ref_kind(b, refs, i)) &&
      ref_start(b, refs, i) < ref_end(b, refs, i) &&
      (i > 0 ==> ref_end(b, refs, i - 1) <= ref_start(b, refs, i));

    predicate refs_right{L}(struct gpamap_saved *saved, unsigned char *b,
                            integer refs, integer count) =
      \forall integer i; 0 <= i < count ==> ref_right(saved, b, refs, i);

    // The key of entry i, and that of the hole before it, if one is.
    predicate key_right{L}(unsigned char *b, integer refs, integer i) =
      word(b, 16 + key_of(b, refs, i)) ==
        ref_start(b, refs, i) + ref_kind(b, refs, i) &&
      (i > 0 && ref_end(b, refs, i - 1) != ref_start(b, refs, i) ==>
        word(b, 15 + key_of(b, refs, i)) == ref_end(b, refs, i - 1));

    predicate keys_right{L}(unsigned char *b, integer refs, integer count) =
      \forall integer i; 0 <= i < count ==> key_right(b, refs, i);

    predicate rank_right{L}(unsigned char *b, integer ranks, integer g) =
      half(b, ranks, g) == begun(b, 16 * g);

    predicate ranks_right{L}(unsigned char *b, integer ranks, integer keys) =
      \forall integer g; 0 <= g && 16 * g < keys ==>
        rank_right(b, ranks, g);

    predicate last_key_right{L}(unsigned char *b, integer refs, integer count,
                                integer keys) =
      count == 0 ? keys == 0
                 : keys == key_of(b, refs, count - 1) + 2 &&
                   word(b, 15 + keys) == ref_end(b, refs, count - 1);

    predicate index_right{L}(struct gpamap_saved *saved) =
      refs_right(saved, saved->bytes, saved->at.refs, saved->shape.entries) &&
      keys_right(saved->bytes, saved->at.refs, saved->shape.entries) &&
      ranks_right(saved->bytes, saved->at.ranks, saved->shape.keys) &&
      last_key_right(saved->bytes, saved->at.refs, saved->shape.entries,
                     saved->shape.keys);

    // The levels above the keys: each has the heads of the one below, as
    // indexed() has it of words.
    predicate heads_right{L}(unsigned char *b, integer at, integer below,
                             integer count) =
      \forall integer i; at <= i < at + count ==>
        word(b, i) == word(b, below + 16 * (i - at));

    predicate level_right{L}(unsigned char *b, integer keys, integer level) =
      heads_right(b, 16 + level_at(keys, level),
                  16 + level_at(keys, level - 1), level_count(keys, level));

    predicate levels_right{L}(struct gpamap_saved *saved) =
      \forall integer level;
        0 < level && is_level(saved->shape.keys, level) ==>
          level_right(saved->bytes, saved->shape.keys, level);

    // The half behind an odd number of them.
    predicate odd_half_right{L}(unsigned char *b, integer at, integer count) =
      count % 2 != 0 ==> half(b, at, count) == 0;

    // The strings: "no name" first, and NULs from the last byte on.
    predicate strings_right{L}(unsigned char *b, integer at, integer bytes,
                               integer end) =
      b[8 * at] == 0 && \forall integer i;
        8 * at + bytes - 1 <= i < 8 * end ==> b[i] == 0;

    logic integer string_end{L}(unsigned char *s, integer bytes, integer at) =
      at >= bytes || s[at] == 0 ? at : string_end(s, bytes, at + 1);

    predicate same_strings{L}(unsigned char *s, integer x, integer y) =
      \exists integer end; x <= end && s[end] == 0 &&
        s[y + (end - x)] == 0 && \forall integer k; x <= k < end ==>
          s[k] == s[y + (k - x)] && s[k] != 0;

    // Where the string begins that the first names leave to be the next, and
    // the name of the last RAM among them. The strings begin at a word.
    logic integer next_string{L}(unsigned char *b, integer names,
                                 integer strings, integer bytes, integer i) =
      i <= 0 ? 1 :
      half(b, names, i - 1) == next_string(b, names, strings, bytes, i - 1)
        ? string_end(b + 8 * strings, bytes, half(b, names, i - 1)) + 1
        : next_string(b, names, strings, bytes, i - 1);

    logic integer ram_name{L}(unsigned char *b, integer refs, integer names,
                              integer i) =
      i <= 0 ? 0 :
      ref_kind(b, refs, i - 1) == GPAMAP_KIND_RAM
        ? half(b, names, i - 1) : ram_name(b, refs, names, i - 1);

    // A name is the next string, unless it is the same as that of the RAM
    // before, if it may share one: then it is that one.
    predicate name_fits{L}(unsigned char *s, integer name, integer next,
                           integer shared) =
      shared != 0 && same_strings(s, name, shared)
        ? name == shared : name == next && s[name] != 0;

    predicate name_right{L}(unsigned char *b, integer refs, integer names,
                            integer strings, integer bytes, integer i) =
      half(b, names, i) < bytes && (half(b, names, i) == 0 ||
        name_fits(b + 8 * strings, half(b, names, i),
          next_string(b, names, strings, bytes, i),
          ref_kind(b, refs, i) == GPAMAP_KIND_RAM
            ? ram_name(b, refs, names, i) : 0));

    predicate names_fit{L}(unsigned char *b, integer refs, integer names,
                           integer strings, integer bytes, integer count) =
      \forall integer i; 0 <= i < count ==>
        name_right(b, refs, names, strings, bytes, i);

    // There are names or there are none: no strings without a name, no string
    // that is nobody's name.
    predicate names_right{L}(struct gpamap_saved *saved) =
      saved->shape.name_bytes == 0 || (saved->shape.name_bytes != 1 &&
        strings_right(saved->bytes, saved->at.strings,
          saved->shape.name_bytes, saved->at.words) &&
        names_fit(saved->bytes, saved->at.refs, saved->at.names,
          saved->at.strings, saved->shape.name_bytes, saved->shape.entries) &&
        next_string(saved->bytes, saved->at.names, saved->at.strings,
          saved->shape.name_bytes, saved->shape.entries) ==
            saved->shape.name_bytes &&
        odd_half_right(saved->bytes, saved->at.names, saved->shape.entries));

    // All that is behind the numbers of the header.
    predicate odd_halves_right{L}(struct gpamap_saved *saved) =
      odd_half_right(saved->bytes, saved->at.refs, saved->shape.entries) &&
      odd_half_right(saved->bytes, saved->at.ranks,
                     (saved->shape.keys + 15) / 16);

    predicate saved_right{L}(struct gpamap_saved *saved) =
      word(saved->bytes, 2) == saved->at.words &&
      word(saved->bytes, 12) == saved->at.list[0] &&
      lists_right(saved) && entries_right(saved) &&
      sums_right(saved->bytes, saved->at.sums, saved->at.list[0],
                 saved->shape.count[0]) && vtl2_right(saved) &&
      index_right(saved) && odd_halves_right(saved) &&
      levels_right(saved) && names_right(saved);

    // What follows of it: each entry ends at or below the start of all behind
    // it, and the keys ascend.
    predicate entries_follow{L}(unsigned char *b, integer refs,
                                integer count) =
      \forall integer i, j; 0 <= i < j < count ==>
        ref_end(b, refs, i) <= ref_start(b, refs, j);

    predicate keys_ascend{L}(unsigned char *b, integer end) =
      \forall integer i, j; 16 <= i < j < end ==> word(b, i) < word(b, j);

    predicate in_turn{L}(struct gpamap_saved *saved) =
      entries_follow(saved->bytes, saved->at.refs, saved->shape.entries) &&
      keys_ascend(saved->bytes, 16 + saved->shape.keys);
 */

/*@ // Bytes that a check can be made of, and what their header has to be.
    predicate at_hand{L}(struct gpamap_saved *saved) =
      \valid(saved) &&
      \valid_read(saved->bytes + (0 .. saved->size - 1));

    predicate known{L}(unsigned char *b) =
      word(b, 0) == GPAMAP_MAGIC && word(b, 1) == GPAMAP_SAVED_VERSION;

    predicate header_right{L}(struct gpamap_saved *saved) =
      saved->size >= 128 && known(saved->bytes) &&
      numbers_right(saved->bytes);

    // What they are then: as long as the numbers say.
    predicate told{L}(struct gpamap_saved *saved) =
      in_limits(&saved->shape) && shape_read(saved->bytes, &saved->shape) &&
      planned{L, L}(&saved->shape, &saved->at) &&
      levels_planned{L, L}(&saved->shape, &saved->at) &&
      saved->at.words <= 0x7fffffff;

    predicate whole{L}(struct gpamap_saved *saved) =
      saved->size == 8 * saved->at.words;
 */

/* The word at @at. */
/*@ requires at <= (SIZE_MAX - 7) / 8;
    requires \valid_read(bytes + (8 * at .. 8 * at + 7));
    assigns \nothing;
    ensures \result == word(bytes, at);
 */
uint64_t gpamap_saved_word(const unsigned char *bytes, size_t at);

/* Write the first words of a block. */
/*@ requires count <= SIZE_MAX / 8;
    requires \valid(bytes + (0 .. 8 * count - 1));
    requires \valid_read(words + (0 .. count - 1));
    assigns bytes[0 .. 8 * count - 1];
    ensures \forall integer i; 0 <= i < count ==> word(bytes, i) == words[i];
 */
void gpamap_saved_encode(unsigned char *bytes, const uint64_t *words,
			 size_t count);

/* Read them again; @words may be @bytes. */
/*@ requires count <= SIZE_MAX / 8;
    requires \valid_read(bytes + (0 .. 8 * count - 1));
    requires \valid(words + (0 .. count - 1));
    assigns words[0 .. count - 1];
    ensures \forall integer i; 0 <= i < count ==> words[i] == word(bytes, i);
 */
void gpamap_saved_decode(const unsigned char *bytes, uint64_t *words,
			 size_t count);

/* The half at @index of those that begin at the word @at. */
/*@ requires at + index / 2 <= (SIZE_MAX - 7) / 8;
    requires \valid_read(bytes + (8 * (at + index / 2) ..
                                  8 * (at + index / 2) + 7));
    assigns \nothing;
    ensures \result == half(bytes, at, index);
    ensures \result <= 0xffffffff;
 */
uint64_t gpamap_saved_half(const unsigned char *bytes, size_t at, size_t index);

/* Read the numbers of the header into @shape, each within its limit. */
/*@ requires \valid_read(bytes + (0 .. 127)) && \valid(shape);
    assigns *shape;
    ensures \result == 0 <==> numbers_right(bytes);
    ensures \result < 16;
    ensures \result == 0 ==> in_limits(shape) && shape_read(bytes, shape);
 */
size_t gpamap_saved_numbers(const unsigned char *bytes,
			    struct gpamap_shape *shape);

/* Check the lists, each by itself, and that there are as many entries as the
 * header says. */
/*@ requires readable(saved);
    assigns \nothing;
    ensures \result == 0 <==> lists_right(saved) && entries_right(saved);
    ensures \result < saved->at.words;
 */
size_t gpamap_saved_lists(const struct gpamap_saved *saved);

/* Check the sums of RAM, and that VTL2 is not below its end. */
/*@ requires readable(saved) && lists_right(saved);
    assigns \nothing;
    ensures \result == 0 <==> sums_right(saved->bytes, saved->at.sums,
      saved->at.list[0], saved->shape.count[0]) && vtl2_right(saved);
    ensures \result < saved->at.words;
 */
size_t gpamap_saved_ram(const struct gpamap_saved *saved);

/* Check refs, keys and ranks. */
/*@ requires readable(saved) && lists_right(saved);
    assigns \nothing;
    ensures \result == 0 <==> index_right(saved);
    ensures \result < saved->at.words;
 */
size_t gpamap_saved_index(const struct gpamap_saved *saved);

/* Check that each level above the keys repeats every 16th of the one below. */
/*@ requires readable(saved);
    requires levels_planned{Pre, Pre}(&saved->shape, &saved->at);
    assigns \nothing;
    ensures \result == 0 <==> levels_right(saved);
    ensures \result < saved->at.words;
 */
size_t gpamap_saved_levels(const struct gpamap_saved *saved);

/* Check that the half behind an odd number of them, from @at, is not used. */
/*@ requires at + count / 2 <= (SIZE_MAX - 7) / 8;
    requires count % 2 != 0 ==>
      \valid_read(bytes + (8 * (at + count / 2) .. 8 * (at + count / 2) + 7));
    requires at > 0;
    assigns \nothing;
    ensures \result == 0 <==> odd_half_right(bytes, at, count);
    ensures \result == 0 || \result == at + count / 2;
 */
size_t gpamap_saved_odd_half(const unsigned char *bytes, size_t at,
			     size_t count);

/* Check the names and strings. */
/*@ requires readable(saved);
    assigns \nothing;
    ensures \result == 0 <==> names_right(saved);
    ensures \result < saved->at.words;
 */
size_t gpamap_saved_names(const struct gpamap_saved *saved);

/* Check all that is behind the numbers of the header, and what follows from
 * them. */
/*@ requires readable(saved);
    requires levels_planned{Pre, Pre}(&saved->shape, &saved->at);
    assigns \nothing;
    ensures \result == 0 <==> saved_right(saved);
    ensures \result == 0 ==> in_turn(saved);
    ensures \result < saved->at.words;
 */
size_t gpamap_saved_body(const struct gpamap_saved *saved);

/* Check the header by itself, and tell what it makes of the rest. */
/*@ requires at_hand(saved);
    requires error == \null || (\valid(error) && \separated(saved, error));
    assigns saved->shape, saved->at, *error;
    ensures \result == GPAMAP_OK <==> header_right(saved);
    ensures \result == GPAMAP_OK ==> told(saved);
    ensures \result == GPAMAP_ERR_TRUNCATED <==> saved->size < 128;
    ensures \result == GPAMAP_ERR_CORRUPT <==>
      saved->size >= 128 && known(saved->bytes) &&
      !numbers_right(saved->bytes);
    ensures \result == GPAMAP_OK || \result == GPAMAP_ERR_TRUNCATED ||
      \result == GPAMAP_ERR_CORRUPT || \result == GPAMAP_ERR_BAD_MAGIC ||
      \result == GPAMAP_ERR_BAD_VERSION;
    ensures \result != GPAMAP_OK ==>
      fault_of_none(error, \result) && fault_alone(error);
 */
enum gpamap_status gpamap_saved_header(struct gpamap_saved *saved,
				       struct gpamap_error *error);

/* Check the whole, before anything is believed. */
/*@ requires at_hand(saved);
    requires error == \null || (\valid(error) && \separated(saved, error));
    assigns saved->shape, saved->at, *error;
    ensures \result == GPAMAP_OK <==>
      header_right(saved) && whole(saved) && saved_right(saved);
    ensures \result == GPAMAP_OK ==>
      told(saved) && readable(saved) && in_turn(saved);
    ensures \result != GPAMAP_OK ==>
      fault_of_none(error, \result) && fault_alone(error);
 */
enum gpamap_status gpamap_saved_check(struct gpamap_saved *saved,
				      struct gpamap_error *error);

#endif /* GPAMAP_CORE_SAVED_H */
