/* SPDX-License-Identifier: MIT */
#include "saved.h"

/* Check the ends of the halves: behind an odd number of them is nothing. */
/*@ requires readable(saved);
    assigns \nothing;
    ensures \result < saved->at.words;
    ensures \result == 0 ==>
      odd_half_right(saved->bytes, saved->at.refs, saved->shape.entries) &&
      odd_half_right(saved->bytes, saved->at.ranks,
                     (saved->shape.keys + 15) / 16);
 */
static size_t check_odd_halves(const struct gpamap_saved *saved)
{
	size_t ranks = gpamap_samples(saved->shape.keys, GPAMAP_RANK_KEYS);
	size_t wrong;

	/*@ assert refs: saved->shape.entries % 2 != 0 ==>
	      saved->at.refs + saved->shape.entries / 2 < saved->at.ranks; */
	/*@ assert ranks: ranks % 2 != 0 ==>
	      saved->at.ranks + ranks / 2 < saved->at.names; */
	wrong = gpamap_saved_odd_half(saved->bytes, saved->at.refs,
				      saved->shape.entries);
	if (wrong == 0)
		wrong = gpamap_saved_odd_half(saved->bytes, saved->at.ranks,
					      ranks);
	return wrong;
}

size_t gpamap_saved_body(const struct gpamap_saved *saved)
{
	size_t wrong;

	if (gpamap_saved_word(saved->bytes, GPAMAP_BLOCK_WORDS) !=
	    saved->at.words)
		return GPAMAP_BLOCK_WORDS;
	if (gpamap_saved_word(saved->bytes, GPAMAP_BLOCK_LISTS_AT) !=
	    saved->at.list[0])
		return GPAMAP_BLOCK_LISTS_AT;
	wrong = gpamap_saved_lists(saved);
	if (wrong == 0)
		wrong = gpamap_saved_ram(saved);
	if (wrong == 0)
		wrong = gpamap_saved_index(saved);
	if (wrong == 0)
		wrong = check_odd_halves(saved);
	if (wrong == 0)
		wrong = gpamap_saved_levels(saved);
	if (wrong == 0)
		wrong = gpamap_saved_names(saved);
	return wrong;
}
