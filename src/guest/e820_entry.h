/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_E820_ENTRY_H
#define GPAMAP_GUEST_E820_ENTRY_H

#include "out.h"
#include "pieces.h"
#include "records.h"

/* Entries as E820 and PVH have them: base, size and type; PVH has four bytes
 * behind these. */

struct gpamap_e820_array {
	struct gpamap_pieces pieces;
	size_t entry_size;
	size_t limit; /**< entries at the most; 0: any */
};

/** Tell a gpamap_e820_array. TOO_MANY: it has more entries than its limit. */
gpamap_out_teller gpamap_e820_tell;

/** Make a fact of an entry. */
gpamap_record_decoder gpamap_e820_decode;

#endif /* GPAMAP_GUEST_E820_ENTRY_H */
