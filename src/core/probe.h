/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PROBE_H
#define GPAMAP_CORE_PROBE_H

#include "block.h"

/* The end of every probe: what was found in the keys becomes a kind. */

/* What the contract calls the kind that the last of @keys keys tells: VTL2 and
 * all behind it are holes. With no key the header's last word is read, which
 * is 0: a hole. */
/*@ requires \valid_read(words + (15 + keys)) && keys <= GPAMAP_INDEX_KEYS_MAX;
    assigns \nothing;
    ensures \result == probed_kind(words[15 + keys]);
 */
static inline enum gpamap_kind gpamap_probe_kind(const uint64_t *words,
						 size_t keys)
{
	uint64_t kind = gpamap_key_kind(words[GPAMAP_BLOCK_KEYS_AT - 1 + keys]);

	return kind <= GPAMAP_KIND_PCI_MMIO ? (enum gpamap_kind)kind
					    : GPAMAP_KIND_HOLE;
}

#ifdef __FRAMAC__
/* The public header's declaration once more, with what it promises. */
/*@ requires searched_words(&layout->words[0]);
    assigns \nothing;
    ensures probed(&layout->words[0], address, \result);
 */
enum gpamap_kind gpamap_layout_probe_address(const struct gpamap_layout *layout,
					     uint64_t address);
#endif

#endif /* GPAMAP_CORE_PROBE_H */
