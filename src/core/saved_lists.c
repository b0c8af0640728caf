/* SPDX-License-Identifier: MIT */
#include "saved.h"

/* Check what an other range has behind its ends. */
/*@ requires readable(saved) && at + 4 <= saved->at.words && at > 0;
    assigns \nothing;
    ensures \result == 0 <==> kind_right(saved->bytes, at);
    ensures \result < saved->at.words;
 */
static size_t check_other(const struct gpamap_saved *saved, size_t at)
{
	uint64_t kind = gpamap_saved_word(saved->bytes, at + 2);
	uint64_t vnode = gpamap_saved_word(saved->bytes, at + 3);

	if (kind < GPAMAP_KIND_RESERVED || kind > GPAMAP_KIND_UNUSABLE)
		return at + 2;
	return vnode > GPAMAP_VNODE_MAX && vnode != GPAMAP_NO_VNODE ? at + 3
								    : 0;
}

/* Check one entry of @list; @floor is the end of the ranges before it. */
/*@ requires readable(saved) && at > 0 && list < 6;
    requires at + stride(list) <= saved->at.words;
    assigns \nothing;
    ensures \result == 0 <==> entry_right(saved->bytes, list, at) &&
      (some_bytes(saved->bytes, at) ==> floor <= word(saved->bytes, at));
    ensures \result < saved->at.words;
 */
static size_t check_entry(const struct gpamap_saved *saved,
			  enum gpamap_list list, size_t at, uint64_t floor)
{
	uint64_t start = gpamap_saved_word(saved->bytes, at);
	uint64_t end = gpamap_saved_word(saved->bytes, at + 1);

	if (start % GPAMAP_PAGE_SIZE != 0 || end % GPAMAP_PAGE_SIZE != 0 ||
	    start > end)
		return at;
	if (start == end)
		return list == GPAMAP_LIST_MMIO ? 0 : at;
	if (start < floor)
		return at;
	if (list == GPAMAP_LIST_RAM &&
	    gpamap_saved_word(saved->bytes, at + 2) > GPAMAP_VNODE_MAX)
		return at + 2;
	return list == GPAMAP_LIST_OTHER ? check_other(saved, at) : 0;
}

/* Check all entries of @list. */
/*@ requires readable(saved) && list < 6;
    assigns \nothing;
    ensures \result == 0 <==> list_right(saved->bytes, list,
      saved->at.list[list], saved->shape.count[list]);
    ensures \result < saved->at.words;
 */
static size_t check_list(const struct gpamap_saved *saved,
			 enum gpamap_list list)
{
	size_t at = saved->at.list[list];
	size_t count = saved->shape.count[list];
	uint64_t floor = 0;

	//@ ghost size_t first = at, floor_of = count;
	/*@ assert each: list == 0 || list == 1 || list == 2 || list == 3 ||
	      list == 4 || list == 5; */
	//@ assert fits: place(first, list, count) <= saved->at.words;
	/*@ loop invariant 0 <= i <= count;
	    loop invariant at == place(first, list, i);
	    loop invariant list_right(saved->bytes, list, first, i);
	    loop invariant \forall integer k; 0 <= k < i &&
	      some_bytes(saved->bytes, place(first, list, k)) ==>
	        word(saved->bytes, place(first, list, k) + 1) <= floor;
	    loop invariant floor == 0 || (0 <= floor_of < i &&
	      some_bytes(saved->bytes, place(first, list, floor_of)) &&
	      floor == word(saved->bytes, place(first, list, floor_of) + 1));
	    loop assigns i, at, floor, floor_of;
	    loop variant count - i; */
	for (size_t i = 0; i < count; i++) {
		//@ assert next: place(first, list, i + 1) == at + stride(list);
		/*@ assert room:
		      place(first, list, i + 1) <= place(first, list, count); */
		size_t wrong = check_entry(saved, list, at, floor);
		uint64_t end;

		/*@ assert low: wrong != 0 && entry_right(saved->bytes, list, at) ==>
		      0 <= floor_of < i &&
		      !in_order(saved->bytes, place(first, list, floor_of),
		                place(first, list, i)); */
		if (wrong != 0)
			return wrong;
		/*@ assert behind: \forall integer k; 0 <= k < i ==>
		      in_order(saved->bytes, place(first, list, k),
		               place(first, list, i)); */
		//@ assert this: entry_right(saved->bytes, list, place(first, list, i));
		end = gpamap_saved_word(saved->bytes, at + 1);
		if (end != gpamap_saved_word(saved->bytes, at)) {
			floor = end;
			//@ ghost floor_of = i;
		}
		at += gpamap_block_stride(list);
	}
	return 0;
}

/* Count the entries of all lists: placeholders are none. */
/*@ requires readable(saved) && lists_right(saved);
    assigns \nothing;
    ensures \result == entries_of(saved);
 */
static size_t count_entries(const struct gpamap_saved *saved)
{
	const size_t *count = saved->shape.count;
	size_t at = saved->at.list[GPAMAP_LIST_MMIO];
	size_t empty = 0;

	/*@ loop invariant 0 <= i <= count[1];
	    loop invariant at == saved->at.list[1] + 2 * i;
	    loop invariant empty <= i;
	    loop invariant empty ==
	      placeholders(saved->bytes, saved->at.list[1], i);
	    loop assigns i, at, empty;
	    loop variant count[1] - i; */
	for (size_t i = 0; i < count[GPAMAP_LIST_MMIO]; i++) {
		empty += gpamap_saved_word(saved->bytes, at) ==
			 gpamap_saved_word(saved->bytes, at + 1);
		at += 2;
	}
	return count[GPAMAP_LIST_RAM] + count[GPAMAP_LIST_MMIO] - empty +
	       count[GPAMAP_LIST_PCI_ECAM] + count[GPAMAP_LIST_PCI_MMIO] +
	       count[GPAMAP_LIST_VTL2] + count[GPAMAP_LIST_OTHER];
}

size_t gpamap_saved_lists(const struct gpamap_saved *saved)
{
	/*@ loop invariant 0 <= i <= 6;
	    loop invariant \forall integer list; 0 <= list < i ==>
	      list_right(saved->bytes, list, saved->at.list[list],
	                 saved->shape.count[list]);
	    loop assigns i;
	    loop variant 6 - i; */
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		size_t wrong = check_list(saved, (enum gpamap_list)i);

		if (wrong != 0)
			return wrong;
	}
	return count_entries(saved) == saved->shape.entries
		       ? 0
		       : GPAMAP_BLOCK_ENTRIES;
}

size_t gpamap_saved_ram(const struct gpamap_saved *saved)
{
	size_t first = saved->at.list[GPAMAP_LIST_RAM];
	size_t vtl2 = saved->at.list[GPAMAP_LIST_VTL2];
	uint64_t sum = 0, end = 0;

	//@ ghost size_t count = saved->shape.count[0];
	//@ assert ram: list_right(saved->bytes, 0, first, count);
	/*@ loop invariant 0 <= i <= count;
	    loop invariant at == first + 3 * i;
	    loop invariant sum == ram_bytes(saved->bytes, first, i);
	    loop invariant end == ram_end(saved->bytes, first, i);
	    loop invariant sum <= end;
	    loop invariant sums_right(saved->bytes, saved->at.sums, first, i);
	    loop assigns i, at, sum, end;
	    loop variant count - i; */
	for (size_t i = 0, at = first; i < saved->shape.count[GPAMAP_LIST_RAM];
	     i++) {
		size_t sum_at = saved->at.sums + i / GPAMAP_SUM_RANGES;
		uint64_t start = gpamap_saved_word(saved->bytes, at);

		/*@ assert here: entry_right(saved->bytes, 0, place(first, 0, i)) &&
		      place(first, 0, i) == at; */
		//@ assert last: place(first, 0, i - 1) == at - 3;
		/*@ assert whole: i > 0 ==>
		      entry_right(saved->bytes, 0, place(first, 0, i - 1)); */
		/*@ assert order: i > 0 ==>
		      in_order(saved->bytes, place(first, 0, i - 1),
		               place(first, 0, i)); */
		//@ assert above: end <= start;
		/*@ assert sum: i % 8 == 0 ==> 8 * (i / 8) == i &&
		      (sum_right(saved->bytes, saved->at.sums, first, i / 8) <==>
		       word(saved->bytes, sum_at) == sum); */
		if (i % GPAMAP_SUM_RANGES == 0 &&
		    gpamap_saved_word(saved->bytes, sum_at) != sum)
			return sum_at;
		end = gpamap_saved_word(saved->bytes, at + 1);
		sum += end - start;
		at += gpamap_block_stride(GPAMAP_LIST_RAM);
	}
	if (saved->shape.count[GPAMAP_LIST_VTL2] != 0 &&
	    gpamap_saved_word(saved->bytes, vtl2) < end)
		return vtl2;
	return 0;
}
