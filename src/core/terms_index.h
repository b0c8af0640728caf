/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_INDEX_H
#define GPAMAP_CORE_TERMS_INDEX_H

#include <stdint.h>

/* The terms that the contracts of the index share; terms.h has the others. */

/* The most keys: each range has one, and so has each hole behind one. */
#define GPAMAP_INDEX_KEYS_MAX 0x4000001u

/*@ predicate sorted{L}(uint64_t *keys, integer from, integer to) =
      \forall integer i, j; from <= i <= j < to ==> keys[i] <= keys[j];

    // The first found keys are at or below limit, and no others.
    predicate counted{L}(uint64_t *keys, integer count, integer limit,
                         integer found) =
      0 <= found <= count &&
      (\forall integer i; 0 <= i < found ==> keys[i] <= limit) &&
      (\forall integer i; found <= i < count ==> limit < keys[i]);

    // The same of the count keys from keys[at] on, which are sorted, told by
    // those on both sides.
    predicate cut{L}(uint64_t *keys, integer at, integer count, integer limit,
                     integer found) =
      0 <= found <= count &&
      (found > 0 ==> keys[at + found - 1] <= limit) &&
      (found < count ==> limit < keys[at + found]);

    // Of the count keys from keys[at] on, the last that is at or below limit
    // is at place, or none is but, maybe, the first.
    predicate placed{L}(uint64_t *keys, integer at, integer count,
                        integer limit, integer place) =
      0 <= place < count &&
      (place > 0 ==> keys[at + place] <= limit) &&
      (place + 1 < count ==> limit < keys[at + place + 1]);

    // Keys in the level above one of count keys.
    logic integer above(integer count) = (count + 15) / 16;

    // The same of the heads of these keys, each 16th: place counts heads.
    predicate headed{L}(uint64_t *keys, integer at, integer count,
                        integer limit, integer place) =
      0 <= place < above(count) &&
      (place > 0 ==> keys[at + 16 * place] <= limit) &&
      (place + 1 < above(count) ==> limit < keys[at + 16 * (place + 1)]);

    // The keys of a level of an index of count keys, and where they begin.
    logic integer level_count(integer count, integer level) =
      level <= 0 ? count : above(level_count(count, level - 1));
    logic integer level_at(integer count, integer level) =
      level <= 0 ? 0
                 : level_at(count, level - 1) + level_count(count, level - 1);

    // There is such a level: the one below has more than one group.
    predicate is_level(integer count, integer level) =
      0 <= level <= 7 && (level > 0 ==> level_count(count, level - 1) > 16);
    predicate is_top(integer count, integer level) =
      is_level(count, level) && level_count(count, level) <= 16;

    // The count keys from keys[at] on are every 16th from keys[below] on.
    predicate heads{L}(uint64_t *keys, integer at, integer below,
                       integer count) =
      \forall integer i; at <= i < at + count ==>
        keys[i] == keys[below + 16 * (i - at)];

    // Each level has the heads of the one below.
    predicate indexed{L}(uint64_t *keys, integer count) =
      \forall integer level; 0 < level && is_level(count, level) ==>
        heads(keys, level_at(count, level), level_at(count, level - 1),
              level_count(count, level));

    predicate index_readable{L}(uint64_t *keys, integer count) =
      \valid_read(keys + (0 .. count - 1)) &&
      \forall integer level; 0 < level && is_level(count, level) ==>
        \valid_read(keys + (level_at(count, level) ..
                            level_at(count, level + 1) - 1));

    predicate index_writable{L}(uint64_t *keys, integer count) =
      \valid(keys + (0 .. count - 1)) &&
      \forall integer level; 0 < level && is_level(count, level) ==>
        \valid(keys + (level_at(count, level) ..
                       level_at(count, level + 1) - 1));

    // How few keys each level of the largest index has.
    predicate narrow(integer count, integer level) =
      (level <= 0 ==> count <= GPAMAP_INDEX_KEYS_MAX) &&
      (level == 1 ==> count <= 0x400001) &&
      (level == 2 ==> count <= 0x40001) &&
      (level == 3 ==> count <= 0x4001) &&
      (level == 4 ==> count <= 0x401) &&
      (level == 5 ==> count <= 0x41) &&
      (level >= 6 ==> count <= 5);

    // The last words of a header, which are 0: before the first key is a hole.
    predicate rest_of_header{L}(uint64_t *words) =
      words[13] == 0 && words[14] == 0 && words[15] == 0;

    // What a search in the words of a block needs of them.
    predicate searched_words{L}(uint64_t *words) =
      \valid_read(words + (0 .. 15)) && words[10] <= GPAMAP_INDEX_KEYS_MAX &&
      rest_of_header(words) &&
      index_readable(words + 16, words[10]) &&
      sorted(words + 16, 0, words[10]) && indexed(words + 16, words[10]);

    // A key's address, and the largest key of the page of an address.
    logic integer key_address(integer key) = key - key % 4096;
    logic integer limit_of(integer address) = address - address % 4096 + 4095;

    // The keys at or below address are the first found of count.
    predicate reached{L}(uint64_t *keys, integer count, integer address,
                         integer found) =
      0 <= found <= count &&
      (\forall integer i; 0 <= i < found ==>
        key_address(keys[i]) <= address) &&
      (\forall integer i; found <= i < count ==>
        address < key_address(keys[i]));

    // The kind of what is there, as a probe tells it; HOLE, which is 0, where
    // no key is at or below the address.
    logic integer probed_kind(integer key) =
      key % 4096 <= 4 ? key % 4096 : 0;
    predicate probed{L}(uint64_t *words, integer address, integer kind) =
      \exists integer found;
        reached(words + 16, words[10], address, found) &&
        kind == (found == 0 ? 0 : probed_kind(words[15 + found]));
 */

#endif /* GPAMAP_CORE_TERMS_INDEX_H */
