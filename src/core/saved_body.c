/* SPDX-License-Identifier: MIT */
#include "saved.h"

/* Check the ends of the halves: behind an odd number of them is nothing. */
/*@ requires readable(saved);
    assigns \nothing;
    ensures \result < saved->at.words;
    ensures \result == 0 <==> odd_halves_right(saved);
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

/*@ // Where the key of the last of the first entries ends, and that entry.
    logic integer keys_end{L}(unsigned char *b, integer refs, integer count) =
      count <= 0 ? 16 : 17 + key_of(b, refs, count - 1);
    logic integer last_end{L}(unsigned char *b, integer refs, integer count) =
      count <= 0 ? 0 : ref_end(b, refs, count - 1);

    // The keys up to a word ascend below an address; and one more, or two, the
    // first of which is that of a hole from there.
    predicate keys_below{L}(unsigned char *b, integer end, integer limit) =
      keys_ascend(b, end) &&
      \forall integer i; 16 <= i < end ==> word(b, i) < limit;
    predicate keys_go_on{L}(unsigned char *b, integer end, integer limit,
                            integer to, integer high) =
      to == end + 1 ? limit <= word(b, end) < high
                    : to == end + 2 && word(b, end) == limit &&
                      limit < word(b, end + 1) < high;

    lemma keys_stay_below{L}: \forall unsigned char *b,
      integer end, integer limit, integer to, integer high;
        keys_below(b, end, limit) && end >= 16 &&
        keys_go_on(b, end, limit, to, high) ==> keys_below(b, to, high);
 */

/*@ ghost
      /@ requires readable(saved) && lists_right(saved) && index_right(saved);
         requires i < saved->shape.entries;
         assigns \nothing;
         ensures ref_right(saved, saved->bytes, saved->at.refs, i);
         ensures key_right(saved->bytes, saved->at.refs, i);
         ensures ref_start(saved->bytes, saved->at.refs, i) +
           ref_kind(saved->bytes, saved->at.refs, i) <
             ref_end(saved->bytes, saved->at.refs, i);
       @/
      static void tell_entry(const struct gpamap_saved *saved, size_t i)
      {
        /@ assert ref: ref_right(saved, saved->bytes, saved->at.refs, i); @/
        /@ assert entry: entry_right(saved->bytes,
             list_of(ref_kind(saved->bytes, saved->at.refs, i)),
             ref_at(saved->bytes, saved->at.refs, i)); @/
      }

      /@ requires key_right(b, refs, i);
         requires ref_start(b, refs, i) + ref_kind(b, refs, i) <
           ref_end(b, refs, i);
         requires ref_kind(b, refs, i) >= 0;
         requires i > 0 ==> ref_end(b, refs, i - 1) <= ref_start(b, refs, i);
         assigns \nothing;
         ensures keys_go_on(b, keys_end(b, refs, i), last_end(b, refs, i),
           keys_end(b, refs, i + 1), last_end(b, refs, i + 1));
       @/
      static void tell_keys(const unsigned char *b, size_t refs, size_t i)
      {
        /@ assert first: i == 0 ==> key_of(b, refs, i) == 0; @/
      }

      /@ requires last_key_right(b, refs, entries, keys);
         requires keys_below(b, keys_end(b, refs, entries),
                             last_end(b, refs, entries));
         assigns \nothing;
         ensures keys_ascend(b, 16 + keys);
       @/
      static void tell_last_key(const unsigned char *b, size_t refs,
                                size_t entries, size_t keys)
      {
      }

      /@ requires readable(saved) && lists_right(saved) && index_right(saved);
         assigns \nothing;
         ensures in_turn(saved);
       @/
      static void tell_turn(const struct gpamap_saved *saved)
      {
        const unsigned char *b = saved->bytes;
        size_t refs = saved->at.refs;

        /@ loop invariant 0 <= i <= saved->shape.entries;
           loop invariant entries_follow(b, refs, i);
           loop invariant
             keys_below(b, keys_end(b, refs, i), last_end(b, refs, i));
           loop invariant i > 0 ==>
             ref_start(b, refs, i - 1) < ref_end(b, refs, i - 1);
           loop assigns i;
           loop variant saved->shape.entries - i; @/
        for (size_t i = 0; i < saved->shape.entries; i++) {
          tell_entry(saved, i);
          /@ assert next: i > 0 ==>
               ref_end(b, refs, i - 1) <= ref_start(b, refs, i); @/
          /@ assert behind: \forall integer k; 0 <= k < i ==>
               ref_end(b, refs, k) <= ref_start(b, refs, i); @/
          tell_keys(b, refs, i);
        }
        tell_last_key(b, refs, saved->shape.entries, saved->shape.keys);
      }
 */

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
	//@ ghost if (wrong == 0) tell_turn(saved);
	return wrong;
}
