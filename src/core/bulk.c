/* SPDX-License-Identifier: MIT */
#include "probe.h"

/*
 * Many probes at once. One probe of a large map waits for memory once a level
 * of the index; a batch of them waits for all its groups of a level together.
 */
#define BATCH 16u

/*@ predicate all_probed{L}(uint64_t *words, uint64_t *addresses,
                            integer from, integer to,
                            enum gpamap_kind *kinds) =
      \forall integer i; from <= i < to ==>
        probed(words, addresses[i], kinds[i]);
 */

/*@ ghost
      /@ requires all_probed(words, addresses, from, to, kinds);
         requires probed(words, addresses[to], kinds[to]);
         assigns \nothing;
         ensures all_probed(words, addresses, from, to + 1, kinds);
       @/
      static void one_more_probed(const uint64_t *words,
                                  const uint64_t *addresses, size_t from,
                                  size_t to, const enum gpamap_kind *kinds)
      {
      }
 */

/* Probe the @count addresses from addresses[@from] on, BATCH at the most, in a
 * map that has keys. */
/*@ requires searched_words(words) && words[10] > 0;
    requires count <= BATCH && from + count <= SIZE_MAX;
    requires \valid_read(addresses + (from .. from + count - 1));
    requires \valid(kinds + (from .. from + count - 1));
    assigns kinds[from .. from + count - 1];
    ensures all_probed(words, addresses, from, from + count, kinds);
 */
static void probe_batch(const uint64_t *words, const uint64_t *addresses,
			size_t from, size_t count, enum gpamap_kind *kinds)
{
	uint64_t limits[BATCH];
	uint32_t found[BATCH];

	/*@ loop invariant 0 <= i <= count;
	    loop invariant \forall integer k; 0 <= k < i ==>
	      limits[k] == limit_of(addresses[from + k]);
	    loop assigns i, limits[0 .. count - 1];
	    loop variant count - i; */
	for (size_t i = 0; i < count; i++)
		limits[i] = gpamap_block_limit(addresses[from + i]);
	//@ assert searched_words(words);
	gpamap_index_search_many(words + GPAMAP_BLOCK_KEYS_AT,
				 (size_t)words[GPAMAP_BLOCK_KEYS], limits,
				 count, found);
	/*@ loop invariant 0 <= i <= count;
	    loop invariant all_probed(words, addresses, from, from + i, kinds);
	    loop assigns i, kinds[from .. from + count - 1];
	    loop variant count - i; */
	for (size_t i = 0; i < count; i++) {
		/*@ ghost counts_reach(words + 16, (size_t)words[10],
		                       addresses[from + i], found[i]); */
		kinds[from + i] = gpamap_probe_kind(words, found[i]);
		//@ assert probed(words, addresses[from + i], kinds[from + i]);
		//@ assert all_probed(words, addresses, from, from + i, kinds);
		/*@ ghost one_more_probed(words, addresses, from, from + i,
		                          kinds); */
	}
}

/*@ requires searched_words(&layout->words[0]);
    requires \valid_read(addresses + (0 .. count - 1));
    requires \valid(kinds + (0 .. count - 1));
    assigns kinds[0 .. count - 1];
    ensures all_probed(&layout->words[0], addresses, 0, count, kinds);
 */
void gpamap_layout_probe_many(const struct gpamap_layout *layout,
			      const uint64_t *addresses, size_t count,
			      enum gpamap_kind *kinds)
{
	const uint64_t *words = gpamap_block_words(layout);

	if (words[GPAMAP_BLOCK_KEYS] <= GPAMAP_INDEX_NEAR) {
		/*@ loop invariant 0 <= i <= count;
		    loop invariant all_probed(words, addresses, 0, i, kinds);
		    loop assigns i, kinds[0 .. count - 1];
		    loop variant count - i; */
		for (size_t i = 0; i < count; i++)
			kinds[i] = gpamap_layout_probe_address(layout,
							       addresses[i]);
		return;
	}
	/*@ loop invariant 0 <= done <= count;
	    loop invariant all_probed(words, addresses, 0, done, kinds);
	    loop assigns done, kinds[0 .. count - 1];
	    loop variant count - done; */
	for (size_t done = 0; done < count;) {
		size_t batch = count - done < BATCH ? count - done : BATCH;

		probe_batch(words, addresses, done, batch, kinds);
		done += batch;
	}
}
