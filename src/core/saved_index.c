/* SPDX-License-Identifier: MIT */
#include <stdbool.h>

#include "saved.h"

/* Say whether @at is the first word of an entry of @kind. */
/*@ requires readable(saved) && lists_right(saved);
    assigns \nothing;
    ensures \result ==> entry_of(saved, at, kind);
    ensures \result ==> entry_right(saved->bytes, list_of(kind), at);
    ensures \result ==> 0 < at && at + 2 <= saved->at.words;
 */
static bool is_entry(const struct gpamap_saved *saved, size_t at, uint64_t kind)
{
	enum gpamap_list list;
	size_t begin, index;

	if (kind == GPAMAP_KIND_HOLE || kind > GPAMAP_KIND_UNUSABLE)
		return false;
	list = gpamap_list_of_kind(kind);
	/*@ assert each: list == 0 || list == 1 || list == 2 || list == 3 ||
	      list == 4 || list == 5; */
	begin = saved->at.list[list];
	if (at < begin)
		return false;
	index = gpamap_block_entries_in(list, at - begin);
	if (index >= saved->shape.count[list] ||
	    begin + gpamap_block_place(list, index) != at)
		return false;
	//@ assert there: at == place(saved->at.list[list], list, index);
	return list != GPAMAP_LIST_OTHER ||
	       gpamap_saved_word(saved->bytes, at + 2) == kind;
}

/* Check that the key behind the first @used is that of @address and @kind, and
 * the rank there, if one is, that @entries begin before. */
/*@ requires readable(saved) && kind < GPAMAP_PAGE_SIZE;
    requires paged(address) && used <= saved->shape.keys;
    requires address <= GPAMAP_ADDRESS_END;
    requires ranks_right(saved->bytes, saved->at.ranks, used);
    requires begun(saved->bytes, used) == entries;
    assigns \nothing;
    ensures \result < saved->at.words;
    ensures \result == 0 ==> used < saved->shape.keys;
    ensures \result == 0 ==> word(saved->bytes, 16 + used) == address + kind;
    ensures \result == 0 ==>
      ranks_right(saved->bytes, saved->at.ranks, used + 1);
    ensures \result == 0 ==>
      begun(saved->bytes, used + 1) == entries + (kind == 0 ? 0 : 1);
 */
static size_t check_key(const struct gpamap_saved *saved, size_t used,
			size_t entries, uint64_t address, uint64_t kind)
{
	size_t group = used / GPAMAP_RANK_KEYS;

	if (used >= saved->shape.keys)
		return GPAMAP_BLOCK_KEYS;
	//@ assert groups: group < (saved->shape.keys + 15) / 16;
	//@ assert fits: saved->at.ranks + group / 2 < saved->at.names;
	if (used % GPAMAP_RANK_KEYS == 0 &&
	    gpamap_saved_half(saved->bytes, saved->at.ranks, group) != entries)
		return saved->at.ranks + group / 2;
	if (gpamap_saved_word(saved->bytes, GPAMAP_BLOCK_KEYS_AT + used) !=
	    address + kind)
		return GPAMAP_BLOCK_KEYS_AT + used;
	//@ assert key: word(saved->bytes, 16 + used) == address + kind;
	//@ assert begins: (address + kind) % 4096 == kind;
	/*@ assert rank: used % 16 == 0 ==> 16 * (used / 16) == used &&
	      rank_right(saved->bytes, saved->at.ranks, used / 16); */
	return 0;
}

/* Check the key of the hole behind the last entry, which ends at @end, and that
 * no key is left. */
/*@ requires readable(saved) && used <= saved->shape.keys;
    requires paged(end) && end <= GPAMAP_ADDRESS_END;
    requires ranks_right(saved->bytes, saved->at.ranks, used);
    requires begun(saved->bytes, used) == saved->shape.entries;
    requires end == 0 <==> saved->shape.entries == 0;
    requires end == 0 ==> used == 0;
    requires end != 0 ==> used == key_of(saved->bytes, saved->at.refs,
      saved->shape.entries - 1) + 1;
    requires end != 0 ==> end == ref_end(saved->bytes, saved->at.refs,
      saved->shape.entries - 1);
    assigns \nothing;
    ensures \result < saved->at.words;
    ensures \result == 0 ==> last_key_right(saved->bytes, saved->at.refs,
      saved->shape.entries, saved->shape.keys);
    ensures \result == 0 ==>
      ranks_right(saved->bytes, saved->at.ranks, saved->shape.keys);
 */
static size_t check_last_key(const struct gpamap_saved *saved, size_t used,
			     uint64_t end)
{
	if (end != 0) {
		size_t wrong = check_key(saved, used, saved->shape.entries, end,
					 GPAMAP_KIND_HOLE);

		if (wrong != 0)
			return wrong;
		used++;
	}
	return used == saved->shape.keys ? 0 : GPAMAP_BLOCK_KEYS;
}

/*@ ghost
      /@ requires word(b, 16 + key_of(b, refs, i)) ==
           ref_start(b, refs, i) + ref_kind(b, refs, i);
         requires i > 0 && ref_end(b, refs, i - 1) != ref_start(b, refs, i) ==>
           word(b, 15 + key_of(b, refs, i)) == ref_end(b, refs, i - 1);
         assigns \nothing;
         ensures key_right(b, refs, i);
       @/
      static void tell_key(const unsigned char *b, size_t refs, size_t i)
      {
      }
 */

/*
 * Each entry that a ref names is non-empty and begins at or above the end of
 * the one before. So none is named twice, and there are as many refs as
 * entries: all are named.
 */
size_t gpamap_saved_index(const struct gpamap_saved *saved)
{
	const unsigned char *bytes = saved->bytes;
	size_t used = 0, i, wrong;
	uint64_t end = 0;

	//@ ghost size_t refs = saved->at.refs, ranks = saved->at.ranks;
	//@ assert none: begun(bytes, 0) == 0;
	/*@ loop invariant 0 <= i <= saved->shape.entries;
	    loop invariant used <= saved->shape.keys;
	    loop invariant begun(bytes, used) == i;
	    loop invariant ranks_right(bytes, ranks, used);
	    loop invariant i == 0 ==> used == 0 && end == 0;
	    loop invariant i > 0 ==> used == key_of(bytes, refs, i - 1) + 1;
	    loop invariant i > 0 ==> end == ref_end(bytes, refs, i - 1);
	    loop invariant i > 0 ==> end > 0;
	    loop invariant paged(end) && end <= GPAMAP_ADDRESS_END;
	    loop invariant refs_right(saved, bytes, refs, i);
	    loop invariant keys_right(bytes, refs, i);
	    loop assigns i, used, end, wrong;
	    loop variant saved->shape.entries - i; */
	for (i = 0; i < saved->shape.entries; i++) {
		uint64_t ref = gpamap_saved_half(bytes, saved->at.refs, i);
		uint64_t kind = ref % GPAMAP_REF_KINDS;
		size_t at = (size_t)(ref / GPAMAP_REF_KINDS);
		uint64_t start;

		//@ assert where: refs + i / 2 < saved->at.words;
		//@ assert at: at == ref_at(bytes, refs, i);
		//@ assert kind: kind == ref_kind(bytes, refs, i);
		if (!is_entry(saved, at, kind))
			return saved->at.refs + i / 2;
		start = gpamap_saved_word(bytes, at);
		if (start < end || start == gpamap_saved_word(bytes, at + 1))
			return saved->at.refs + i / 2;
		if (i != 0 && start != end) {
			wrong = check_key(saved, used, i, end,
					  GPAMAP_KIND_HOLE);
			if (wrong != 0)
				return wrong;
			used++;
		}
		//@ assert start: start == ref_start(bytes, refs, i);
		//@ assert ref: ref_right(saved, bytes, refs, i);
		/*@ assert hole: i > 0 && start != end ==>
		      word(bytes, 15 + used) == end; */
		//@ assert used: used == key_of(bytes, refs, i);
		wrong = check_key(saved, used, i, start, kind);
		if (wrong != 0)
			return wrong;
		//@ ghost tell_key(bytes, refs, i);
		used++;
		end = gpamap_saved_word(bytes, at + 1);
		//@ assert end: end == ref_end(bytes, refs, i);
	}
	//@ assert done: i == saved->shape.entries;
	//@ assert last: i > 0 ==> used == key_of(bytes, refs, i - 1) + 1;
	return check_last_key(saved, used, end);
}
