/* SPDX-License-Identifier: MIT */
#include <gpamap/range.h>

#include "minmax.h"
#include "ram.h"
#include "terms_range.h"

/*
 * What is RAM, and where it is in a file in which all RAM stands in address
 * order.
 */

size_t gpamap_ram_begun_below(const uint64_t *words, uint64_t address)
{
	const uint64_t *ram = gpamap_ram_words(words);
	size_t count = gpamap_block_count(words, GPAMAP_LIST_RAM);
	size_t base = 0;

	/*@ loop invariant base + count <= words[3];
	    loop invariant base > 0 ==> ram_start(words, base - 1) < address;
	    loop invariant base + count < words[3] ==>
	      address <= ram_start(words, base + count);
	    loop assigns base, count;
	    loop variant count; */
	while (count > 0) {
		size_t half = count / 2;

		if (ram[3 * (base + half)] < address) {
			base += half + 1;
			count -= half + 1;
		} else {
			count = half;
		}
	}
	return base;
}

/*@ requires ram_right(&layout->words[0]);
    assigns \nothing;
    ensures \result <==> valid(range) &&
      \forall integer a; range.start <= a < range.end ==>
        in_ram(&layout->words[0], a);
 */
bool gpamap_layout_is_ram(const struct gpamap_layout *layout,
			  struct gpamap_range range)
{
	const uint64_t *words = gpamap_block_words(layout);
	const uint64_t *ram = gpamap_ram_words(words);
	size_t count = gpamap_block_count(words, GPAMAP_LIST_RAM);
	uint64_t end = range.start; /* all before it is RAM */
	size_t i;

	if (!gpamap_range_is_valid(range))
		return false;
	i = gpamap_ram_begun_below(words, range.start);
	i -= i != 0;
	/*@ assert ended: \forall integer j; 0 <= j < i ==>
	      ram_end_of(words, j) <= end; */
	/*@ loop invariant 0 <= i <= count && range.start <= end;
	    loop invariant \forall integer a; range.start <= a < end ==>
	      in_ram(words, a);
	    loop invariant \forall integer j; 0 <= j < i ==>
	      ram_end_of(words, j) <= end;
	    loop assigns i, end;
	    loop variant count - i; */
	while (end < range.end && i < count && ram[3 * i] <= end) {
		/*@ assert more: \forall integer a;
		      end <= a < ram_end_of(words, i) ==> in_ram(words, a); */
		end = gpamap_max(end, ram[3 * i + 1]);
		i++;
	}
	/*@ assert next: end < range.end && i < count ==>
	      end < ram_start(words, i); */
	/*@ assert above: end < range.end ==> \forall integer j;
	      i <= j < count ==> end < ram_start(words, j); */
	//@ assert stop: end < range.end ==> !in_ram(words, end);
	return range.end <= end;
}

/*@ predicate one_address{L}(uint64_t *w, integer address, integer offset) =
      \forall integer a; backed(w, a, offset) ==> a == address;
    predicate one_offset{L}(uint64_t *w, integer address, integer offset) =
      \forall integer o; backed(w, address, o) ==> o == offset;
 */

/*@ ghost
      // An offset is that of one address alone, and less than all RAM; an
      // address has one offset alone.
      /@ requires ram_right(words) && backs(words, index, address, offset);
         assigns \nothing;
         ensures one_address(words, address, offset);
         ensures one_offset(words, address, offset);
         ensures 0 <= offset < ram_first(words, words[3]);
       @/
      static void backs_alone(const uint64_t *words, size_t index,
                              uint64_t address, uint64_t offset)
      {
        /@ loop invariant 0 <= i <= index;
           loop invariant 0 <= ram_first(words, i);
           loop invariant \forall integer j; 0 <= j < i ==>
             ram_first(words, j) + ram_end_of(words, j) -
             ram_start(words, j) <= ram_first(words, i);
           loop assigns i;
           loop variant index - i; @/
        for (size_t i = 0; i < index; i++) {
        }
        /@ loop invariant index + 1 <= i <= words[3];
           loop invariant \forall integer j; index + 1 <= j <= i ==>
             ram_first(words, index + 1) <= ram_first(words, j) <=
             ram_first(words, i);
           loop assigns i;
           loop variant words[3] - i; @/
        for (size_t i = index + 1; i < words[3]; i++) {
        }
        /@ assert end: offset < ram_first(words, index + 1); @/
        /@ assert before: \forall integer j, a; 0 <= j < index ==>
             !backs(words, j, a, offset); @/
        /@ assert behind: \forall integer j, a; index < j < words[3] ==>
             !backs(words, j, a, offset); @/
        /@ assert other: \forall integer j, o; 0 <= j < words[3] &&
             j != index ==> !backs(words, j, address, o); @/
      }
 */

/*@ requires ram_right(&layout->words[0]) && \valid(offset);
    assigns *offset;
    ensures \result <==> in_ram{Pre}(&layout->words[0], address);
    ensures \result ==>
      backed{Pre}(&layout->words[0], address, *offset) &&
      one_address{Pre}(&layout->words[0], address, *offset) &&
      *offset < ram_first{Pre}(&layout->words[0], \old(layout->words[3]));
    ensures !\result ==> *offset == \old(*offset);
 */
bool gpamap_layout_ram_offset(const struct gpamap_layout *layout,
			      uint64_t address, uint64_t *offset)
{
	const uint64_t *words = gpamap_block_words(layout);
	const uint64_t *ram = gpamap_ram_words(words);
	size_t count;
	uint64_t found;

	/* No range reaches the last page. */
	if (address >= GPAMAP_ADDRESS_END) {
		//@ assert none: !in_ram(words, address);
		return false;
	}
	count = gpamap_ram_begun_below(words, address + 1);
	/*@ assert low: \forall integer i; 0 <= i < count ==>
	      ram_end_of(words, i) <= ram_end_of(words, count - 1); */
	/*@ assert high: \forall integer i; count <= i < words[3] ==>
	      address < ram_start(words, i); */
	if (count == 0 || ram[3 * count - 2] <= address) {
		//@ assert none: !in_ram(words, address);
		return false;
	}
	//@ assert some: in_ram(words, address);
	//@ ghost ram_fits(words, (size_t)(count - 1));
	found = gpamap_block_ram_sum(words, count - 1) +
		(address - ram[3 * count - 3]);
	//@ assert backs: backs(words, count - 1, address, found);
	//@ ghost backs_alone(words, (size_t)(count - 1), address, found);
	*offset = found;
	return true;
}

/* The last of the sums, of which there is one, that is at or below @offset. */
/*@ requires 0 < count && \valid_read(sums + (0 .. count - 1));
    requires sums[0] <= offset;
    assigns \nothing;
    ensures \result < count && sums[\result] <= offset;
 */
static size_t last_sum_up_to(const uint64_t *sums, size_t count,
			     uint64_t offset)
{
	size_t base = 0;

	/*@ loop invariant 0 < count && base + count <= \at(count, Pre);
	    loop invariant sums[base] <= offset;
	    loop assigns base, count;
	    loop variant count; */
	while (count > 1) {
		size_t half = count / 2;

		base += sums[base + half] <= offset ? half : 0;
		count -= half;
	}
	return base;
}

/*@ requires ram_right(&layout->words[0]) && \valid(address);
    assigns *address;
    ensures \result <==>
      offset < ram_first{Pre}(&layout->words[0], \old(layout->words[3]));
    ensures \result ==>
      backed{Pre}(&layout->words[0], *address, offset) &&
      one_offset{Pre}(&layout->words[0], *address, offset);
    ensures !\result ==> *address == \old(*address);
 */
bool gpamap_layout_ram_address(const struct gpamap_layout *layout,
			       uint64_t offset, uint64_t *address)
{
	const uint64_t *words = gpamap_block_words(layout);
	const uint64_t *ram = gpamap_ram_words(words);
	const uint64_t *sums =
		words + gpamap_block_list_at(words, GPAMAP_LIST_COUNT);
	size_t count = gpamap_block_count(words, GPAMAP_LIST_RAM);
	size_t index;
	uint64_t rest, found;

	if (offset >= gpamap_block_ram_sum(words, count))
		return false;
	//@ assert some: count > 0;
	//@ assert first: sum_counts(words, 0) && ram_first(words, 0) == 0;
	//@ assert zero: sums[0] == 0;
	index = last_sum_up_to(sums, gpamap_samples(count, GPAMAP_SUM_RANGES),
			       offset);
	//@ assert summed: sum_counts(words, index);
	rest = offset - sums[index];
	index *= GPAMAP_SUM_RANGES;
	/*@ loop invariant 0 <= index < count;
	    loop invariant rest + ram_first(words, index) == offset;
	    loop invariant ram_start(words, index) < ram_end_of(words, index);
	    loop assigns index, rest;
	    loop variant count - index; */
	while (rest >= ram[3 * index + 1] - ram[3 * index]) {
		rest -= ram[3 * index + 1] - ram[3 * index];
		index++;
	}
	//@ ghost ram_fits(words, index);
	//@ assert within: ram_end_of(words, index) <= GPAMAP_ADDRESS_END;
	found = ram[3 * index] + rest;
	//@ assert backs: backs(words, index, found, offset);
	//@ ghost backs_alone(words, index, found, offset);
	*address = found;
	return true;
}
