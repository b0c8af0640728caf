/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_TESTS_GUEST_FDT_WORDS_H
#define GPAMAP_TESTS_GUEST_FDT_WORDS_H

#include "fdt_support.h"

/* Trees in words, with spaces between:
 *
 *   reserve=7000,123     a reservation: these come first
 *   soc{ ... }           a node and what is in it
 *   reg=1000,2000        a property of cells, in hexadecimal; reg= has none
 *   model:text           a property that is a string
 *   model~text           the same without its end
 *
 * "#address-cells=1 #size-cells=1 memory{ device_type:memory reg=0,1000 }"
 */

/** Make the tree; free it. */
struct tree tree_of(const char *words);

/** Check what the reader tells of the tree: see tree_tell(). */
void tree_check(const char *words, const char *facts);

/** Check where the facts of the tree stand: "0x58 0x60". */
void tree_check_offsets(const char *words, const char *offsets);

#endif /* GPAMAP_TESTS_GUEST_FDT_WORDS_H */
