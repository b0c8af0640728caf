/* SPDX-License-Identifier: MIT */

#include "apart.h"
#include "block.h"
#include "seek.h"
#include "terms_found.h"

const struct gpamap_entry gpamap_no_entry = {
	.kind = GPAMAP_KIND_HOLE,
	.list = GPAMAP_LIST_NONE,
	.vnode = GPAMAP_NO_VNODE,
};

/*@ ghost
      /@ requires block(words) && position < words[9] && index < words[3];
         requires entry_at(words, position) ==
           place(list_begin(words, 0), 0, index);
         assigns \nothing;
         ensures entry_start(words, position) == ram_start(words, index);
         ensures entry_end(words, position) == ram_end_of(words, index);
       @/
      static void ram_entry(const uint64_t *words, size_t position,
                            size_t index)
      {
        size_t at = (size_t)(words[12] + 3 * index);
        /@ assert at: entry_at(words, position) == at; @/
        /@ assert start: words[at] == entry_start(words, position); @/
        /@ assert end: words[at + 1] == entry_end(words, position); @/
        /@ assert from: words[at] == ram_start(words, index); @/
        /@ assert to: words[at + 1] == ram_end_of(words, index); @/
      }
 */

/* All is read before anything is written. */

/* Tell all of @address, which the entry at @position holds. */
/*@ requires layout_right(words) && \valid(found);
    requires entry_holds(words, position, address);
    assigns *found;
    ensures \result != GPAMAP_KIND_HOLE;
    ensures found_entry{Pre}(words, address, \result, \at(*found, Post));
 */
GPAMAP_APART static enum gpamap_kind find_entry(const uint64_t *words,
						uint64_t address,
						size_t position,
						struct gpamap_found *found)
{
	struct gpamap_entry entry = gpamap_block_tell(words, position);
	uint64_t offset = address - entry.range.start;
	uint64_t ram_offset = 0;

	//@ assert in: entry.index < words[3 + entry.list];
	//@ assert named: ref_names(words, position);
	//@ assert some: entry.kind != GPAMAP_KIND_HOLE;
	//@ assert upright: entry_upright(words, position);
	if (entry.kind == GPAMAP_KIND_RAM) {
		//@ assert kind: entry_kind(words, position) == 1;
		//@ assert list: entry.list == list_of(1) == 0;
		//@ assert ram: entry.index < words[3];
		/*@ assert place: entry_at(words, position) ==
		      words[12] + 3 * entry.index; */
		//@ ghost ram_entry(words, position, entry.index);
		//@ ghost ram_fits(words, entry.index);
		ram_offset = gpamap_block_ram_sum(words, entry.index) + offset;
		//@ assert backs(words, entry.index, address, ram_offset);
	}
	*found = (struct gpamap_found){
		.entry = entry,
		.position = position,
		.offset = offset,
		.left = entry.range.end - address,
		.ram_offset = ram_offset,
		.below = gpamap_no_entry,
		.above = gpamap_no_entry,
	};
	return entry.kind;
}

/* Tell all of @address, which is in the hole before @position. */
/*@ requires entries_right(words) && \valid(found);
    requires begin_up_to(words, address, position);
    requires ended_before(words, address, position);
    assigns *found;
    ensures \result == GPAMAP_KIND_HOLE;
    ensures found_hole{Pre}(words, address, \at(*found, Post));
 */
GPAMAP_APART static enum gpamap_kind find_hole(const uint64_t *words,
					       uint64_t address,
					       size_t position,
					       struct gpamap_found *found)
{
	struct gpamap_entry entry = gpamap_no_entry;
	struct gpamap_entry below = gpamap_no_entry, above = gpamap_no_entry;
	struct gpamap_range hole = { 0, GPAMAP_ADDRESS_END };

	if (position > 0) {
		below = gpamap_block_tell(words, position - 1);
		hole.start = below.range.end;
	}
	if (position < words[GPAMAP_BLOCK_ENTRIES]) {
		above = gpamap_block_tell(words, position);
		hole.end = above.range.start;
	}
	/*@ assert before: position > 0 ==>
	      tells_entry(words, position - 1, below); */
	/*@ assert behind: position < words[9] ==>
	      tells_entry(words, position, above); */
	/*@ assert bounds: hole.start == hole_start(words, position) &&
	      hole.end == hole_end(words, position); */
	/*@ assert ended: \forall integer i; 0 <= i < position ==>
	      entry_end(words, i) <= address; */
	/*@ assert above: \forall integer i; position <= i < words[9] ==>
	      address < entry_start(words, i); */
	//@ assert none: none_holds(words, address);
	/* No range can reach the last page, and no hole that has an end. */
	if (address >= GPAMAP_ADDRESS_END)
		hole.start = address = GPAMAP_ADDRESS_END;
	entry.range = hole;
	*found = (struct gpamap_found){
		.entry = entry,
		.position = position,
		.offset = address - hole.start,
		.left = hole.end - address,
		.below = below,
		.above = above,
	};
	return GPAMAP_KIND_HOLE;
}

enum gpamap_kind gpamap_layout_find(const struct gpamap_layout *layout,
				    uint64_t address,
				    struct gpamap_found *found)
{
	const uint64_t *words = gpamap_block_words(layout);
	bool ended;
	size_t position = gpamap_seek(words, address, &ended);

	return ended ? find_hole(words, address, position, found)
		     : find_entry(words, address, position - 1, found);
}
