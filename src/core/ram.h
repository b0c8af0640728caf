/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_RAM_H
#define GPAMAP_CORE_RAM_H

#include "block.h"

/*
 * The RAM ranges as they stand in a block: three words each, in address order.
 */

/*@ // How many RAM ranges begin below an address.
    predicate ram_cut{L}(uint64_t *w, integer address, integer count) =
      0 <= count <= w[3] &&
      (count > 0 ==> ram_start(w, count - 1) < address) &&
      (count < w[3] ==> address <= ram_start(w, count));

    // An address in a RAM range, and its offset in a file of all RAM.
    predicate backs{L}(uint64_t *w, integer i, integer address,
                       integer offset) =
      0 <= i < w[3] && ram_start(w, i) <= address < ram_end_of(w, i) &&
      offset == ram_first(w, i) + address - ram_start(w, i);
    predicate backed{L}(uint64_t *w, integer address, integer offset) =
      \exists integer i; backs(w, i, address, offset);
    predicate in_ram{L}(uint64_t *w, integer address) =
      \exists integer i; 0 <= i < w[3] &&
        ram_start(w, i) <= address < ram_end_of(w, i);
 */

/* The words of the RAM ranges. */
/*@ requires block(words);
    assigns \nothing;
    ensures \result == words + words[12];
 */
static inline const uint64_t *gpamap_ram_words(const uint64_t *words)
{
	return words + gpamap_block_list_at(words, GPAMAP_LIST_RAM);
}

/* Count the RAM ranges that begin below @address. */
/*@ requires block(words);
    assigns \nothing;
    ensures ram_cut(words, address, \result);
 */
size_t gpamap_ram_begun_below(const uint64_t *words, uint64_t address);

/*@ ghost
      // What is in RAM ranges fits below the range behind them.
      /@ requires ram_right(words) && index < words[3];
         assigns \nothing;
         ensures 0 <= ram_first(words, index) <= ram_start(words, index);
       @/
      static void ram_fits(const uint64_t *words, size_t index)
      {
        /@ loop invariant 0 <= i <= index;
           loop invariant 0 <= ram_first(words, i) <= ram_start(words, i);
           loop assigns i;
           loop variant index - i; @/
        for (size_t i = 0; i < index; i++) {
        }
      }
 */

#endif /* GPAMAP_CORE_RAM_H */
