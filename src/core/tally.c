/* SPDX-License-Identifier: MIT */
#include <gpamap/range.h>

#include "block.h"
#include "minmax.h"
#include "seek.h"
#include "terms_found.h"
#include "terms_range.h"

/*@ // The bytes that an entry and a range share.
    logic integer shared{L}(uint64_t *w, integer i, integer start,
                            integer end) =
      \max(0, \min(end, entry_end(w, i)) - \max(start, entry_start(w, i)));

    // The bytes of a range that the first entries of a kind, and of any, hold.
    logic integer of_kind{L}(uint64_t *w, integer kind, integer start,
                             integer end, integer n) =
      n <= 0 ? 0 : of_kind(w, kind, start, end, n - 1) +
        (entry_kind(w, n - 1) == kind ? shared(w, n - 1, start, end) : 0);
    logic integer of_any{L}(uint64_t *w, integer start, integer end,
                            integer n) =
      n <= 0 ? 0 : of_any(w, start, end, n - 1) +
        shared(w, n - 1, start, end);
    logic integer of_all{L}(uint64_t *w, integer start, integer end,
                            integer n) =
      of_kind(w, 1, start, end, n) + of_kind(w, 2, start, end, n) +
      of_kind(w, 3, start, end, n) + of_kind(w, 4, start, end, n) +
      of_kind(w, 5, start, end, n) + of_kind(w, 6, start, end, n) +
      of_kind(w, 7, start, end, n) + of_kind(w, 8, start, end, n) +
      of_kind(w, 9, start, end, n) + of_kind(w, 10, start, end, n) +
      of_kind(w, 11, start, end, n) + of_kind(w, 12, start, end, n);

    // What the first entries hold of a range ends with the last of them.
    predicate in_reach{L}(uint64_t *w, integer start, integer end,
                          integer n) =
      0 <= of_any(w, start, end, n) <= \max(0, \min(end,
        n <= 0 ? 0 : entry_end(w, n - 1)) - start);

    predicate add_up{L}(uint64_t *bytes, integer sum) =
      sum == bytes[0] + bytes[1] + bytes[2] + bytes[3] + bytes[4] +
        bytes[5] + bytes[6] + bytes[7] + bytes[8] + bytes[9] + bytes[10] +
        bytes[11] + bytes[12];
 */

/*@ ghost
      // An entry is of one kind.
      /@ requires refs_name(words) && i < words[9];
         assigns \nothing;
         ensures of_all(words, start, end, i + 1) ==
           of_all(words, start, end, i) + shared(words, i, start, end);
       @/
      static void one_kind(const uint64_t *words, size_t i, uint64_t start,
                           uint64_t end)
      {
        /@ assert named: ref_names(words, i); @/
        /@ assert each: \forall integer k; of_kind(words, k, start, end, i + 1)
             == of_kind(words, k, start, end, i) + (entry_kind(words, i) == k ?
               shared(words, i, start, end) : 0); @/
      }
 */

/*@ ghost
      /@ requires block(words) && refs_name(words);
         assigns \nothing;
         ensures of_any(words, start, end, words[9]) ==
           of_all(words, start, end, words[9]);
       @/
      static void kinds_add_up(const uint64_t *words, uint64_t start,
                               uint64_t end)
      {
        /@ loop invariant 0 <= i <= words[9];
           loop invariant of_any(words, start, end, i) ==
             of_all(words, start, end, i);
           loop assigns i;
           loop variant words[9] - i; @/
        for (size_t i = 0; i < words[9]; i++) {
          one_kind(words, i, start, end);
        }
      }
 */

/*@ ghost
      // Entries outside of the range add nothing to its bytes.
      /@ requires from <= to <= words[9];
         requires \forall integer i; from <= i < to ==>
           shared(words, i, start, end) == 0;
         assigns \nothing;
         ensures of_any(words, start, end, to) ==
           of_any(words, start, end, from);
         ensures \forall integer kind; of_kind(words, kind, start, end, to)
           == of_kind(words, kind, start, end, from);
       @/
      static void none_shared(const uint64_t *words, size_t from, size_t to,
                              uint64_t start, uint64_t end)
      {
        /@ loop invariant from <= i <= to;
           loop invariant of_any(words, start, end, i) ==
             of_any(words, start, end, from);
           loop invariant \forall integer kind;
             of_kind(words, kind, start, end, i) ==
             of_kind(words, kind, start, end, from);
           loop assigns i;
           loop variant to - i; @/
        for (size_t i = from; i < to; i++) {
        }
      }
 */

/*@ ghost
      /@ requires block(words) && entries_in_order(words);
         requires end_up_to(words, address, position);
         assigns \nothing;
         ensures \forall integer i; 0 <= i < position ==>
           entry_end(words, i) <= address;
         ensures \forall integer i; position <= i < words[9] ==>
           address < entry_end(words, i);
       @/
      static void end_before(const uint64_t *words, size_t position,
                             uint64_t address)
      {
        /@ assert low: \forall integer i; 0 <= i < position - 1 ==>
             entry_end(words, i) <= entry_start(words, position - 1); @/
        /@ assert high: \forall integer i; position < i < words[9] ==>
             entry_end(words, position) <= entry_start(words, i); @/
        /@ assert upright: \forall integer i; 0 <= i < words[9] ==>
             entry_upright(words, i); @/
      }
 */

/*@ ghost
      /@ requires block(words) && entries_in_order(words);
         requires position < words[9] && end <= entry_start(words, position);
         assigns \nothing;
         ensures \forall integer i; position <= i < words[9] ==>
           end <= entry_start(words, i);
       @/
      static void begin_behind(const uint64_t *words, size_t position,
                               uint64_t end)
      {
        /@ assert upright: entry_upright(words, position); @/
        /@ assert behind: \forall integer i; position < i < words[9] ==>
             entry_end(words, position) <= entry_start(words, i); @/
      }
 */

/*@ ghost
      /@ requires block(words) && entries_in_order(words) && i < words[9];
         requires start < entry_end(words, i) && entry_start(words, i) < end;
         requires start <= end && in_reach(words, start, end, i);
         assigns \nothing;
         ensures shared(words, i, start, end) ==
           \min(end, entry_end(words, i)) - \max(start, entry_start(words, i));
         ensures in_reach(words, start, end, i + 1);
         ensures of_any(words, start, end, i + 1) <= end - start;
       @/
      static void share(const uint64_t *words, size_t i, uint64_t start,
                        uint64_t end)
      {
        /@ assert upright: entry_upright(words, i); @/
        /@ assert order: i > 0 ==>
             entry_end(words, i - 1) <= entry_start(words, i); @/
      }
 */

/* Sum up by kind what lies in @range, which is valid. All is read before
 * anything is written. */
/*@ requires keys_right(words) && valid(range);
    requires \valid(bytes + (0 .. GPAMAP_KIND_COUNT - 1));
    assigns bytes[0 .. GPAMAP_KIND_COUNT - 1];
    ensures bytes[GPAMAP_KIND_HOLE] == range.end - range.start -
      of_any{Pre}(words, range.start, range.end, \old(words[9]));
    ensures \forall integer k; 0 < k < GPAMAP_KIND_COUNT ==> bytes[k] ==
      of_kind{Pre}(words, k, range.start, range.end, \old(words[9]));
    ensures add_up(bytes, range.end - range.start);
 */
static void tally(const uint64_t *words, struct gpamap_range range,
		  uint64_t *bytes)
{
	uint64_t sums[GPAMAP_KIND_COUNT] = { range.end - range.start };
	size_t entries = (size_t)words[GPAMAP_BLOCK_ENTRIES];
	size_t position = gpamap_seek_end(words, range.start);

	//@ ghost end_before(words, position, range.start);
	//@ ghost none_shared(words, 0, position, range.start, range.end);
	/*@ loop invariant 0 <= position <= entries;
	    loop invariant \forall integer i; position <= i < entries ==>
	      range.start < entry_end(words, i);
	    loop invariant sums[0] == range.end - range.start -
	      of_any(words, range.start, range.end, position);
	    loop invariant \forall integer k; 0 < k < GPAMAP_KIND_COUNT ==>
	      sums[k] == of_kind(words, k, range.start, range.end, position);
	    loop invariant \forall integer k; 0 < k < GPAMAP_KIND_COUNT ==>
	      sums[k] <= of_any(words, range.start, range.end, position);
	    loop invariant in_reach(words, range.start, range.end, position);
	    loop assigns position, sums[0 .. GPAMAP_KIND_COUNT - 1];
	    loop variant entries - position; */
	while (position < entries) {
		struct gpamap_entry entry = gpamap_block_tell(words, position);
		uint64_t shared;

		if (entry.range.start >= range.end) {
			//@ assert stop: range.end <= entry_start(words, position);
			//@ ghost begin_behind(words, position, range.end);
			break;
		}
		//@ ghost share(words, position, range.start, range.end);
		shared = gpamap_min(range.end, entry.range.end) -
			 gpamap_max(range.start, entry.range.start);
		//@ assert named: ref_names(words, position);
		sums[entry.kind] += shared;
		sums[GPAMAP_KIND_HOLE] -= shared;
		position++;
	}
	/*@ assert beyond: \forall integer i; position <= i < entries ==>
	      range.end <= entry_start(words, i); */
	//@ ghost none_shared(words, position, entries, range.start, range.end);
	//@ ghost kinds_add_up(words, range.start, range.end);
	/*@ assert hole: sums[0] == range.end - range.start -
	      of_any(words, range.start, range.end, entries); */
	/*@ assert kinds: \forall integer k; 0 < k < GPAMAP_KIND_COUNT ==>
	      sums[k] == of_kind(words, k, range.start, range.end, entries); */
	/*@ loop invariant 0 <= kind <= GPAMAP_KIND_COUNT;
	    loop invariant \forall integer k; 0 <= k < kind ==>
	      bytes[k] == sums[k];
	    loop assigns kind, bytes[0 .. GPAMAP_KIND_COUNT - 1];
	    loop variant GPAMAP_KIND_COUNT - kind; */
	for (size_t kind = 0; kind < GPAMAP_KIND_COUNT; kind++) {
		bytes[kind] = sums[kind];
		//@ assert this: bytes[kind] == sums[kind];
		/*@ assert others: \forall integer k; 0 <= k < kind ==>
		      bytes[k] == sums[k]; */
	}
}

/*@ requires keys_right(&layout->words[0]);
    requires \valid(bytes + (0 .. GPAMAP_KIND_COUNT - 1));
    assigns bytes[0 .. GPAMAP_KIND_COUNT - 1];
    ensures \result == GPAMAP_OK <==> valid(range);
    ensures \result != GPAMAP_OK ==> \forall integer k;
      0 <= k < GPAMAP_KIND_COUNT ==> bytes[k] == \old(bytes[k]);
    ensures \result == GPAMAP_OK ==> bytes[GPAMAP_KIND_HOLE] ==
      range.end - range.start - of_any{Pre}(&layout->words[0], range.start,
        range.end, \old(layout->words[9]));
    ensures \result == GPAMAP_OK ==> \forall integer k;
      0 < k < GPAMAP_KIND_COUNT ==> bytes[k] ==
        of_kind{Pre}(&layout->words[0], k, range.start, range.end,
                     \old(layout->words[9]));
    ensures \result == GPAMAP_OK ==>
      add_up(bytes, range.end - range.start);
 */
enum gpamap_status gpamap_layout_tally(const struct gpamap_layout *layout,
				       struct gpamap_range range,
				       uint64_t bytes[GPAMAP_KIND_COUNT])
{
	if (gpamap_range_is_valid(range)) {
		tally(gpamap_block_words(layout), range, bytes);
		return GPAMAP_OK;
	}
	/* It says what is wrong. */
	return gpamap_range_try_new(range.start, range.end, &range);
}
