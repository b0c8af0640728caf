/* SPDX-License-Identifier: MIT */
#include "saved.h"
#include "saved_top.h"

/*@ ghost
      /@ requires heads_right(b, above, below, count);
         requires above == 16 + level_at(all, level);
         requires below == 16 + level_at(all, level - 1);
         requires count == level_count(all, level);
         assigns \nothing;
         ensures level_right(b, all, level);
       @/
      static void tell_level(const unsigned char *b, size_t all, size_t level,
                             size_t above, size_t below, size_t count)
      {
      }

      /@ requires 16 + level_at(all, level) <= at <
           16 + level_at(all, level) + level_count(all, level);
         requires keys == 16 + level_at(all, level - 1) +
           16 * (at - (16 + level_at(all, level)));
         requires word(b, at) != word(b, keys);
         assigns \nothing;
         ensures !level_right(b, all, level);
       @/
      static void refuse_word(const unsigned char *b, size_t all, size_t level,
                              size_t at, size_t keys)
      {
      }
 */

size_t gpamap_saved_levels(const struct gpamap_saved *saved)
{
	size_t keys = GPAMAP_BLOCK_KEYS_AT;
	size_t above = keys + saved->shape.keys;

	//@ ghost size_t all = saved->shape.keys, level = 1, below = 16;
	//@ ghost size_t top = top_level(saved);
	/* A level ends where the one below has been repeated; it is then what
	 * the next one repeats. */
	/*@ loop invariant above <= at <= saved->at.list[0];
	    loop invariant level >= 1 && (level <= top || top == 0);
	    loop invariant top == 0 ==> at == saved->at.list[0];
	    loop invariant above == 16 + level_at(all, level);
	    loop invariant below == 16 + level_at(all, level - 1);
	    loop invariant at - above <= level_count(all, level);
	    loop invariant keys == below + 16 * (at - above);
	    loop invariant \forall integer k; 0 < k < level ==>
	      level_right(saved->bytes, all, k);
	    loop invariant heads_right(saved->bytes, above, below, at - above);
	    loop assigns at, above, keys, level, below;
	    loop variant saved->at.list[0] - at; */
	for (size_t at = above; at < saved->at.list[0]; at++) {
		if (keys >= above) {
			//@ assert whole: at - above == level_count(all, level);
			/*@ ghost tell_level(saved->bytes, all, level, above,
			                     below, at - above); */
			//@ ghost below = above;
			keys = above;
			above = at;
			//@ ghost level++;
		}
		//@ assert above: above == 16 + level_at(all, level);
		//@ assert below: below == 16 + level_at(all, level - 1);
		//@ assert inside: at - above < level_count(all, level);
		//@ assert keys: keys == below + 16 * (at - above);
		//@ assert heads: heads_right(saved->bytes, above, below, at - above);
		if (gpamap_saved_word(saved->bytes, at) !=
		    gpamap_saved_word(saved->bytes, keys)) {
			//@ ghost refuse_word(saved->bytes, all, level, at, keys);
			return at;
		}
		//@ assert one: word(saved->bytes, at) == word(saved->bytes, keys);
		/*@ assert more: heads_right(saved->bytes, above, below,
		                             at + 1 - above); */
		keys += 16;
	}
	//@ assert last: top == 0 || level == top;
	/*@ assert end: top == 0 ||
	      saved->at.list[0] - above == level_count(all, top); */
	/*@ ghost if (top != 0) tell_level(saved->bytes, all, top, above, below,
	                                   saved->at.list[0] - above); */
	/*@ assert all: \forall integer k; 0 < k <= top ==>
	      level_right(saved->bytes, all, k); */
	return 0;
}
