/* SPDX-License-Identifier: MIT */
#include "ram.h"

/* What the ranges of a map say of its nodes. */

/*@ logic integer ram_vnode{L}(uint64_t *w, integer i) = w[w[12] + 3 * i + 2];
    logic integer other_vnode{L}(uint64_t *w, integer i) =
      w[list_begin(w, 5) + 4 * i + 3];

    // The bytes of a node in the first RAM ranges.
    logic integer node_first{L}(uint64_t *w, integer vnode, integer n) =
      n <= 0 ? 0 : node_first(w, vnode, n - 1) +
        (ram_vnode(w, n - 1) == vnode ?
           ram_end_of(w, n - 1) - ram_start(w, n - 1) : 0);

    // One of the first ranges of a list is on a node.
    predicate ram_on{L}(uint64_t *w, integer n, integer vnode) =
      vnode != GPAMAP_NO_VNODE &&
      \exists integer i; 0 <= i < n && ram_vnode(w, i) == vnode;
    predicate other_on{L}(uint64_t *w, integer n, integer vnode) =
      vnode != GPAMAP_NO_VNODE &&
      \exists integer i; 0 <= i < n && other_vnode(w, i) == vnode;

    // One more than the largest node of the first ranges of both lists.
    predicate covers{L}(uint64_t *w, integer ram, integer other,
                        integer count) =
      (\forall integer i; 0 <= i < ram &&
         ram_vnode(w, i) != GPAMAP_NO_VNODE ==> ram_vnode(w, i) < count) &&
      (\forall integer i; 0 <= i < other &&
         other_vnode(w, i) != GPAMAP_NO_VNODE ==>
         other_vnode(w, i) < count) &&
      (count > 0 ==>
         ram_on(w, ram, count - 1) || other_on(w, other, count - 1));
 */

/*@ requires block(&layout->words[0]) && ram_in_order(&layout->words[0]);
    assigns \nothing;
    ensures \result ==
      node_first(&layout->words[0], vnode, layout->words[3]);
 */
uint64_t gpamap_layout_node_ram_size(const struct gpamap_layout *layout,
				     uint64_t vnode)
{
	const uint64_t *words = gpamap_block_words(layout);
	const uint64_t *ram = gpamap_ram_words(words);
	size_t count = gpamap_block_count(words, GPAMAP_LIST_RAM);
	uint64_t bytes = 0;

	/*@ loop invariant 0 <= i <= count;
	    loop invariant bytes == node_first(words, vnode, i);
	    loop invariant bytes <= (i == 0 ? 0 : ram_end_of(words, i - 1));
	    loop assigns i, bytes;
	    loop variant count - i; */
	for (size_t i = 0; i < count; i++) {
		/*@ assert upright: ram_start(words, i) <
		      ram_end_of(words, i) <= GPAMAP_ADDRESS_END; */
		/*@ assert order: i > 0 ==>
		      ram_end_of(words, i - 1) <= ram_start(words, i); */
		if (ram[3 * i + 2] == vnode)
			bytes += ram[3 * i + 1] - ram[3 * i];
	}
	return bytes;
}

/* One more than @vnode where it is one, and larger than those before. */
/*@ assigns \nothing;
    ensures \result ==
      (vnode != GPAMAP_NO_VNODE && vnode >= count ? vnode + 1 : count);
 */
static uint64_t count_vnode(uint64_t count, uint64_t vnode)
{
	return vnode != GPAMAP_NO_VNODE && vnode >= count ? vnode + 1 : count;
}

/*@ requires block(&layout->words[0]);
    assigns \nothing;
    ensures covers(&layout->words[0], layout->words[3], layout->words[8],
                   \result);
 */
uint64_t gpamap_layout_node_count(const struct gpamap_layout *layout)
{
	const uint64_t *words = gpamap_block_words(layout);
	const uint64_t *ram = gpamap_ram_words(words);
	const uint64_t *other =
		words + gpamap_block_list_at(words, GPAMAP_LIST_OTHER);
	size_t ram_count = gpamap_block_count(words, GPAMAP_LIST_RAM);
	size_t other_count = gpamap_block_count(words, GPAMAP_LIST_OTHER);
	uint64_t count = 0;

	/*@ loop invariant 0 <= i <= ram_count;
	    loop invariant covers(words, i, 0, count);
	    loop assigns i, count;
	    loop variant ram_count - i; */
	for (size_t i = 0; i < ram_count; i++) {
		//@ assert ram: ram_vnode(words, i) == ram[3 * i + 2];
		count = count_vnode(count, ram[3 * i + 2]);
	}
	/*@ loop invariant 0 <= i <= other_count;
	    loop invariant covers(words, ram_count, i, count);
	    loop assigns i, count;
	    loop variant other_count - i; */
	for (size_t i = 0; i < other_count; i++) {
		//@ assert other: other_vnode(words, i) == other[4 * i + 3];
		count = count_vnode(count, other[4 * i + 3]);
	}
	return count;
}
