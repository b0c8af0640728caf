/* SPDX-License-Identifier: MIT */
#ifndef ORACLE_RANGES_H
#define ORACLE_RANGES_H

#include <stddef.h>
#include <stdint.h>

/* Parts of the range oracle. Each adds the answers that it has compared to
 * *compared, and ends the program at the first that is wrong. */

/** What is said of one range, two ranges, a range and an address: all there
 * are between the edges of @count pages at @base. */
void try_single_ranges(uint64_t base, size_t count, uint64_t *compared);

/** The iterator of aligned pieces, around huge pages and their edges. */
void try_aligned_pieces(uint64_t *compared);

#endif /* ORACLE_RANGES_H */
