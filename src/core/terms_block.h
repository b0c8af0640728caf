/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_BLOCK_H
#define GPAMAP_CORE_TERMS_BLOCK_H

#include "terms.h"

/* The terms that the contracts of the block and of its saved form share;
 * terms.h has the others. */

/*@ axiomatic SavedWords {
      // The word at w of a saved form: eight bytes, from the lowest up. What
      // it is, saved_word.c says; all else needs no more than that it is one.
      logic integer word{L}(unsigned char *b, integer w)
        reads b[8 * w .. 8 * w + 7];
      axiom word_size{L}: \forall unsigned char *b, integer w;
        0 <= word(b, w) <= UINT64_MAX;
    }

    // The half at i of halves that begin at the word at.
    logic integer half{L}(unsigned char *b, integer at, integer i) =
      i % 2 == 0 ? word(b, at + i / 2) % 0x100000000
                 : word(b, at + i / 2) / 0x100000000;

    // Words that an entry of a list takes.
    logic integer stride(integer list) = list == 0 ? 3 : list == 5 ? 4 : 2;

    axiomatic Places {
      // Where the entry at i of a list stands that begins at a word.
      logic integer place(integer at, integer list, integer i);
      axiom place_is: \forall integer at, list, i;
        place(at, list, i) ==
          at + (list == 0 ? 3 * i : list == 5 ? 4 * i : 2 * i);
    }

    // The list that ranges of a kind are kept in.
    logic integer list_of(integer kind) = kind <= 5 ? kind - 1 : 5;
 */

#endif /* GPAMAP_CORE_TERMS_BLOCK_H */
