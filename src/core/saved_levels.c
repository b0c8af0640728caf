/* SPDX-License-Identifier: MIT */
#include "saved.h"

size_t gpamap_saved_levels(const struct gpamap_saved *saved)
{
	size_t keys = GPAMAP_BLOCK_KEYS_AT;
	size_t above = keys + saved->shape.keys;

	/* A level ends where the one below has been repeated; it is then what
	 * the next one repeats. */
	/*@ loop invariant above <= at <= saved->at.list[0];
	    loop invariant keys < above + 16;
	    loop invariant
	      keys < above || above < at || at == saved->at.list[0];
	    loop assigns at, above, keys;
	    loop variant saved->at.list[0] - at; */
	for (size_t at = above; at < saved->at.list[0]; at++) {
		if (keys >= above) {
			keys = above;
			above = at;
		}
		if (gpamap_saved_word(saved->bytes, at) !=
		    gpamap_saved_word(saved->bytes, keys))
			return at;
		keys += 16;
	}
	return 0;
}
