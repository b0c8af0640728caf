/* SPDX-License-Identifier: MIT */
#include <stdbool.h>

#include "saved.h"

/*@ ghost
      /@ requires begin <= at ==> index == (at - begin) / stride(list);
         assigns \nothing;
         ensures \forall integer i; 0 <= i && at == place(begin, list, i) ==>
           begin <= at && i == index;
       @/
      static void one_place(size_t at, size_t begin, size_t list, size_t index)
      {
        /@ assert ram: list == 0 ==> \forall integer i; 0 <= i &&
             at == begin + 3 * i ==> begin <= at && i == index; @/
        /@ assert other: list == 5 ==> \forall integer i; 0 <= i &&
             at == begin + 4 * i ==> begin <= at && i == index; @/
        /@ assert rest: list != 0 && list != 5 ==> \forall integer i; 0 <= i &&
             at == begin + 2 * i ==> begin <= at && i == index; @/
      }
 */

/* Say whether @at is the first word of an entry of @kind. */
/*@ requires readable(saved) && lists_right(saved);
    assigns \nothing;
    ensures \result ==> entry_of(saved, at, kind);
    ensures !\result ==> !entry_of(saved, at, kind);
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
	if (at < begin) {
		//@ ghost one_place(at, begin, list, 0);
		return false;
	}
	index = gpamap_block_entries_in(list, at - begin);
	if (index >= saved->shape.count[list] ||
	    begin + gpamap_block_place(list, index) != at) {
		//@ ghost one_place(at, begin, list, index);
		return false;
	}
	//@ assert there: at == place(saved->at.list[list], list, index);
	return list != GPAMAP_LIST_OTHER ||
	       gpamap_saved_word(saved->bytes, at + 2) == kind;
}

/*@ // The key behind the first is there, and so are all ranks up to it.
    predicate next_key{L}(struct gpamap_saved *saved, integer used,
                          integer key) =
      used < saved->shape.keys && word(saved->bytes, 16 + used) == key &&
      ranks_right(saved->bytes, saved->at.ranks, used + 1);

    // The first entries have so many keys, and end there.
    predicate keys_reach{L}(unsigned char *b, integer refs, integer entries,
                            integer used, integer end) =
      entries <= 0 ? used == 0 && end == 0
                   : used == key_of(b, refs, entries - 1) + 1 &&
                     end == ref_end(b, refs, entries - 1) && end > 0;
 */

/* Check that the key behind the first @used is that of @address and @kind, and
 * the rank there, if one is, that @entries begin before. */
/*@ requires readable(saved) && kind < GPAMAP_PAGE_SIZE;
    requires paged(address) && used <= saved->shape.keys;
    requires address <= GPAMAP_ADDRESS_END;
    requires ranks_right(saved->bytes, saved->at.ranks, used);
    requires begun(saved->bytes, used) == entries;
    assigns \nothing;
    ensures \result < saved->at.words;
    ensures \result == 0 <==> next_key(saved, used, address + kind);
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
    requires keys_reach(saved->bytes, saved->at.refs, saved->shape.entries,
                        used, end);
    assigns \nothing;
    ensures \result < saved->at.words;
    ensures \result == 0 <==>
      last_key_right(saved->bytes, saved->at.refs, saved->shape.entries,
                     saved->shape.keys) &&
      ranks_right(saved->bytes, saved->at.ranks, saved->shape.keys);
 */
static size_t check_last_key(const struct gpamap_saved *saved, size_t used,
			     uint64_t end)
{
	if (end != 0) {
		size_t wrong = check_key(saved, used, saved->shape.entries, end,
					 GPAMAP_KIND_HOLE);

		/*@ assert last: last_key_right(saved->bytes, saved->at.refs,
		      saved->shape.entries, saved->shape.keys) <==>
		        saved->shape.keys == used + 1 &&
		        word(saved->bytes, 16 + used) == end; */
		if (wrong != 0)
			return wrong;
		used++;
	}
	return used == saved->shape.keys ? 0 : GPAMAP_BLOCK_KEYS;
}

/*@ predicate entry_indexed{L}(struct gpamap_saved *saved, unsigned char *b,
                               integer refs, integer i) =
      ref_right(saved, b, refs, i) && key_right(b, refs, i) &&
      key_of(b, refs, i) + 2 <= saved->shape.keys &&
      ranks_right(b, saved->at.ranks, key_of(b, refs, i) + 1);
 */

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

      /@ requires readable(saved) && i < saved->shape.entries;
         requires !entry_indexed(saved, saved->bytes, saved->at.refs, i);
         assigns \nothing;
         ensures !index_right(saved);
       @/
      static void refuse(const struct gpamap_saved *saved, size_t i)
      {
        /@ loop invariant i <= j < saved->shape.entries;
           loop invariant key_of(saved->bytes, saved->at.refs, i) <=
             key_of(saved->bytes, saved->at.refs, j);
           loop assigns j;
           loop variant saved->shape.entries - j; @/
        for (size_t j = i; j + 1 < saved->shape.entries; j++) {
        }
      }

      /@ requires readable(saved) && i < saved->shape.entries;
         requires ref_start(saved->bytes, saved->at.refs, i) >=
             ref_end(saved->bytes, saved->at.refs, i) ||
           (i > 0 && ref_start(saved->bytes, saved->at.refs, i) <
             ref_end(saved->bytes, saved->at.refs, i - 1));
         assigns \nothing;
         ensures !index_right(saved);
       @/
      static void refuse_ends(const struct gpamap_saved *saved, size_t i)
      {
        /@ assert ref: !ref_right(saved, saved->bytes, saved->at.refs, i); @/
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
	/*@ loop invariant 0 <= i <= saved->shape.entries;
	    loop invariant used <= saved->shape.keys;
	    loop invariant begun(bytes, used) == i;
	    loop invariant ranks_right(bytes, ranks, used);
	    loop invariant keys_reach(bytes, refs, i, used, end);
	    loop invariant paged(end) && end <= GPAMAP_ADDRESS_END;
	    loop invariant refs_right(saved, bytes, refs, i);
	    loop invariant keys_right(bytes, refs, i);
	    loop assigns i, used, end, wrong; loop variant saved->shape.entries - i; */
	for (i = 0; i < saved->shape.entries; i++) {
		uint64_t ref = gpamap_saved_half(bytes, saved->at.refs, i);
		uint64_t kind = ref % GPAMAP_REF_KINDS;
		size_t at = (size_t)(ref / GPAMAP_REF_KINDS);
		uint64_t start;

		//@ assert where: refs + i / 2 < saved->at.words;
		//@ assert at: at == ref_at(bytes, refs, i) && kind == ref_kind(bytes, refs, i);
		//@ assert end: word(bytes, at + 1) == ref_end(bytes, refs, i);
		if (!is_entry(saved, at, kind)) {
			//@ ghost refuse(saved, i);
			return saved->at.refs + i / 2;
		}
		start = gpamap_saved_word(bytes, at);
		//@ assert start: start == ref_start(bytes, refs, i);
		if (start < end || start == gpamap_saved_word(bytes, at + 1)) {
			//@ ghost refuse_ends(saved, i);
			return saved->at.refs + i / 2;
		}
		//@ assert ref: ref_right(saved, bytes, refs, i);
		if (i != 0 && start != end) {
			//@ assert next: key_of(bytes, refs, i) == used + 1;
			wrong = check_key(saved, used, i, end,
					  GPAMAP_KIND_HOLE);
			if (wrong != 0) {
				//@ ghost refuse(saved, i);
				return wrong;
			}
			used++;
		}
		//@ assert hole: i > 0 && start != end ==> word(bytes, 15 + used) == end;
		//@ assert used: used == key_of(bytes, refs, i);
		wrong = check_key(saved, used, i, start, kind);
		if (wrong != 0) {
			//@ ghost refuse(saved, i);
			return wrong;
		}
		//@ ghost tell_key(bytes, refs, i);
		used++;
		end = gpamap_saved_word(bytes, at + 1);
	}
	//@ assert last: i > 0 ==> used == key_of(bytes, refs, i - 1) + 1;
	return check_last_key(saved, used, end);
}
