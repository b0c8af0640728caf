/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SAVED_BLOCK_H
#define GPAMAP_CORE_SAVED_BLOCK_H

#include "block.h"
#include "saved.h"

/* From the bytes of a saved form to a block, and back. */

/*@ // All that a check of the whole leaves true.
    predicate accepted{L}(struct gpamap_saved *saved) =
      told(saved) && readable(saved) && numbers_right(saved->bytes) &&
      saved_right(saved) && in_turn(saved);
 */

/* Make a block of bytes that passed all checks. */
/*@ requires accepted(saved);
    requires \valid(words + (0 .. saved->at.words - 1));
    requires \separated(saved, words + (0 .. saved->at.words - 1));
    assigns words[0 .. saved->at.words - 1];
    ensures layout_right(words);
 */
void gpamap_saved_block(const struct gpamap_saved *saved, uint64_t *words);

/* Write the bytes of a block. */
/*@ requires block(words) && 8 * words[2] <= SIZE_MAX;
    requires \valid(bytes + (0 .. 8 * words[2] - 1));
    assigns bytes[0 .. 8 * words[2] - 1];
    ensures \forall integer i; 0 <= i < strings_begin(words) ==>
      word(bytes, i) == words[i];
 */
void gpamap_saved_store(const uint64_t *words, unsigned char *bytes);

#endif /* GPAMAP_CORE_SAVED_BLOCK_H */
