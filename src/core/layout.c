/* SPDX-License-Identifier: MIT */
#include "block.h"
#include "minmax.h"
#include "ram.h"

/*
 * The contract's queries. A layout was checked when it was made, so nothing
 * here can fail; VTL2 and the other ranges count in none of the numbers.
 */

/*@ predicate given{A, B}(struct gpamap_layout *layout, integer list,
                          size_t *count) =
      \at(*count, B) == \at(layout->words[3 + list], A);

    // The words of a list.
    logic integer word_of{L}(uint64_t *w, integer list, integer i) =
      w[list_begin(w, list) + i];

    // Of the RAM ranges that begin below an address, the bytes from it on.
    logic integer ram_past{L}(uint64_t *w, integer address, integer count) =
      count > 0 && ram_end_of(w, count - 1) > address ?
        ram_end_of(w, count - 1) - address : 0;
    predicate ram_sum_below{L}(uint64_t *w, integer address, integer sum) =
      \exists integer count; ram_cut(w, address, count) &&
        sum == ram_first(w, count) - ram_past(w, address, count);

    logic integer list_end_of{L}(uint64_t *w, integer list) =
      w[3 + list] == 0 ? 0 :
        w[place(list_begin(w, list), list, w[3 + list] - 1) + 1];
 */

/* The words where @list begins, and how many ranges are in it. */
/*@ requires block(&layout->words[0]) && list < 6 && \valid(count);
    assigns *count;
    ensures given{Pre, Post}(layout, list, count);
    ensures \result == &layout->words[0] +
      list_begin{Pre}(&layout->words[0], list);
 */
static const uint64_t *list_words(const struct gpamap_layout *layout,
				  enum gpamap_list list, size_t *count)
{
	const uint64_t *words = gpamap_block_words(layout);
	size_t at = gpamap_block_list_at(words, list);

	*count = gpamap_block_count(words, list);
	return words + at;
}

/*@ requires block(&layout->words[0]) && list < 6 && \valid(count);
    assigns *count;
    ensures given{Pre, Post}(layout, list, count);
    ensures \result == (struct gpamap_range *)(&layout->words[0] +
      list_begin{Pre}(&layout->words[0], list));
 */
static const struct gpamap_range *
list_ranges(const struct gpamap_layout *layout, enum gpamap_list list,
	    size_t *count)
{
	return (const struct gpamap_range *)list_words(layout, list, count);
}

/*@ requires block(&layout->words[0]) && \valid(count);
    assigns *count;
    ensures given{Pre, Post}(layout, 0, count);
    ensures \result == (struct gpamap_ram_range *)(&layout->words[0] +
      list_begin{Pre}(&layout->words[0], 0));
 */
const struct gpamap_ram_range *
gpamap_layout_ram(const struct gpamap_layout *layout, size_t *count)
{
	return (const struct gpamap_ram_range *)list_words(
		layout, GPAMAP_LIST_RAM, count);
}

/*@ requires block(&layout->words[0]) && \valid(count);
    assigns *count;
    ensures given{Pre, Post}(layout, 1, count);
    ensures \result == (struct gpamap_range *)(&layout->words[0] +
      list_begin{Pre}(&layout->words[0], 1));
 */
const struct gpamap_range *
gpamap_layout_mmio(const struct gpamap_layout *layout, size_t *count)
{
	return list_ranges(layout, GPAMAP_LIST_MMIO, count);
}

/*@ requires block(&layout->words[0]) && \valid(count);
    assigns *count;
    ensures given{Pre, Post}(layout, 2, count);
    ensures \result == (struct gpamap_range *)(&layout->words[0] +
      list_begin{Pre}(&layout->words[0], 2));
 */
const struct gpamap_range *
gpamap_layout_pci_ecam(const struct gpamap_layout *layout, size_t *count)
{
	return list_ranges(layout, GPAMAP_LIST_PCI_ECAM, count);
}

/*@ requires block(&layout->words[0]) && \valid(count);
    assigns *count;
    ensures given{Pre, Post}(layout, 3, count);
    ensures \result == (struct gpamap_range *)(&layout->words[0] +
      list_begin{Pre}(&layout->words[0], 3));
 */
const struct gpamap_range *
gpamap_layout_pci_mmio(const struct gpamap_layout *layout, size_t *count)
{
	return list_ranges(layout, GPAMAP_LIST_PCI_MMIO, count);
}

/*@ requires block(&layout->words[0]) && \valid(count);
    assigns *count;
    ensures given{Pre, Post}(layout, 5, count);
    ensures \result == (struct gpamap_other_range *)(&layout->words[0] +
      list_begin{Pre}(&layout->words[0], 5));
 */
const struct gpamap_other_range *
gpamap_layout_other(const struct gpamap_layout *layout, size_t *count)
{
	return (const struct gpamap_other_range *)list_words(
		layout, GPAMAP_LIST_OTHER, count);
}

/*@ requires block(&layout->words[0]) && \valid(range);
    assigns *range;
    ensures \result <==> \old(layout->words[7]) != 0;
    ensures !\result ==> *range == \old(*range);
    ensures \result ==> range->start ==
      word_of{Pre}(&layout->words[0], 4, 0);
    ensures \result ==> range->end ==
      word_of{Pre}(&layout->words[0], 4, 1);
 */
bool gpamap_layout_vtl2_range(const struct gpamap_layout *layout,
			      struct gpamap_range *range)
{
	const uint64_t *words = gpamap_block_words(layout);
	const struct gpamap_range *vtl2 =
		(const struct gpamap_range *)(words +
					      gpamap_block_list_at(
						      words, GPAMAP_LIST_VTL2));

	if (gpamap_block_count(words, GPAMAP_LIST_VTL2) == 0)
		return false;
	*range = *vtl2;
	return true;
}

/*@ requires block(&layout->words[0]);
    assigns \nothing;
    ensures \result == layout->words[2];
 */
size_t gpamap_layout_words(const struct gpamap_layout *layout)
{
	return (size_t)gpamap_block_words(layout)[GPAMAP_BLOCK_WORDS];
}

/*@ ghost
      /@ requires ram_right(words) && from <= words[3];
         assigns \nothing;
         ensures 0 <= ram_first(words, from) <= ram_first(words, words[3]);
       @/
      static void ram_grows(const uint64_t *words, size_t from)
      {
        /@ loop invariant 0 <= i <= from;
           loop invariant 0 <= ram_first(words, i);
           loop assigns i;
           loop variant from - i; @/
        for (size_t i = 0; i < from; i++) {
        }
        /@ loop invariant from <= i <= words[3];
           loop invariant ram_first(words, from) <= ram_first(words, i);
           loop assigns i;
           loop variant words[3] - i; @/
        for (size_t i = from; i < words[3]; i++) {
        }
      }
 */

/* The bytes of RAM below @address, of a range across it those below. */
/*@ requires ram_right(words);
    assigns \nothing;
    ensures ram_sum_below(words, address, \result);
    ensures \result <= ram_first(words, words[3]);
 */
static uint64_t ram_below(const uint64_t *words, uint64_t address)
{
	const uint64_t *ram = gpamap_ram_words(words);
	size_t count = gpamap_ram_begun_below(words, address);
	uint64_t sum = gpamap_block_ram_sum(words, count);

	//@ ghost ram_grows(words, count);
	if (count != 0 && ram[3 * count - 2] > address) {
		//@ ghost ram_grows(words, (size_t)(count - 1));
		sum -= ram[3 * count - 2] - address;
	}
	//@ assert sum == ram_first(words, count) - ram_past(words, address, count);
	return sum;
}

/*@ requires ram_right(&layout->words[0]);
    assigns \nothing;
    ensures \result == ram_first(&layout->words[0], layout->words[3]);
 */
uint64_t gpamap_layout_ram_size(const struct gpamap_layout *layout)
{
	const uint64_t *words = gpamap_block_words(layout);

	return gpamap_block_ram_sum(words,
				    gpamap_block_count(words, GPAMAP_LIST_RAM));
}

/* One past the last byte of @list; a list of this kind has no empty tail. */
/*@ requires block(&layout->words[0]) && list < 6;
    assigns \nothing;
    ensures \result == list_end_of(&layout->words[0], list);
 */
static uint64_t list_end(const struct gpamap_layout *layout,
			 enum gpamap_list list)
{
	const uint64_t *words = gpamap_block_words(layout);
	size_t count = gpamap_block_count(words, list);
	size_t at = gpamap_block_list_at(words, list);

	if (count == 0)
		return 0;
	/*@ assert each: list == 0 || list == 1 || list == 2 || list == 3 ||
	      list == 4 || list == 5; */
	at += gpamap_block_place(list, count - 1);
	//@ assert last: at == place(list_begin(words, list), list, count - 1);
	//@ assert in: at + 2 <= list_begin(words, list + 1) <= words[2];
	return words[at + 1];
}

/*@ requires block(&layout->words[0]);
    assigns \nothing;
    ensures \result == list_end_of(&layout->words[0], 0);
 */
uint64_t gpamap_layout_end_of_ram(const struct gpamap_layout *layout)
{
	return list_end(layout, GPAMAP_LIST_RAM);
}

/*@ requires ram_right(&layout->words[0]);
    assigns \nothing;
    ensures ram_sum_below(&layout->words[0], GPAMAP_4GB, \result);
 */
uint64_t gpamap_layout_ram_below_4gb(const struct gpamap_layout *layout)
{
	return ram_below(gpamap_block_words(layout), GPAMAP_4GB);
}

/*@ requires ram_right(&layout->words[0]);
    assigns \nothing;
    ensures ram_sum_below(&layout->words[0], GPAMAP_4GB,
      ram_first(&layout->words[0], layout->words[3]) - \result);
 */
uint64_t gpamap_layout_ram_above_4gb(const struct gpamap_layout *layout)
{
	return gpamap_layout_ram_size(layout) -
	       ram_below(gpamap_block_words(layout), GPAMAP_4GB);
}

/*@ requires ram_right(&layout->words[0]) && \valid(bytes);
    assigns *bytes;
    ensures \result <==> \old(layout->words[4]) == 2 &&
      word_of{Pre}(&layout->words[0], 1, 2) !=
      word_of{Pre}(&layout->words[0], 1, 3);
    ensures !\result ==> *bytes == \old(*bytes);
    ensures \result ==> ram_sum_below{Pre}(&layout->words[0],
      word_of{Pre}(&layout->words[0], 1, 3),
      ram_first{Pre}(&layout->words[0], \old(layout->words[3])) - *bytes);
 */
bool gpamap_layout_ram_above_high_mmio(const struct gpamap_layout *layout,
				       uint64_t *bytes)
{
	const uint64_t *words = gpamap_block_words(layout);
	const uint64_t *mmio =
		words + gpamap_block_list_at(words, GPAMAP_LIST_MMIO);

	if (gpamap_block_count(words, GPAMAP_LIST_MMIO) != 2 ||
	    mmio[2] == mmio[3])
		return false;
	/* No RAM range straddles a gap, so this cuts none in two. */
	*bytes = gpamap_layout_ram_size(layout) - ram_below(words, mmio[3]);
	return true;
}

/*@ requires ram_right(&layout->words[0]) && \valid(address);
    assigns *address;
    ensures \result <==> \old(layout->words[3]) > 0 &&
      ram_start{Pre}(&layout->words[0], 0) < GPAMAP_4GB;
    ensures !\result ==> *address == \old(*address);
    ensures \result ==> \exists integer count; count > 0 &&
      ram_cut{Pre}(&layout->words[0], GPAMAP_4GB, count) &&
      *address == \min(GPAMAP_4GB,
                       ram_end_of{Pre}(&layout->words[0], count - 1));
 */
bool gpamap_layout_max_ram_below_4gb(const struct gpamap_layout *layout,
				     uint64_t *address)
{
	const uint64_t *words = gpamap_block_words(layout);
	const uint64_t *ram = gpamap_ram_words(words);
	size_t count = gpamap_ram_begun_below(words, GPAMAP_4GB);

	//@ assert cut: ram_cut{Pre}(words, GPAMAP_4GB, count);
	if (count == 0)
		return false;
	*address = gpamap_min(ram[3 * count - 2], GPAMAP_4GB);
	return true;
}

/* One past the last MMIO gap; placeholders mean nothing, wherever they are. */
/*@ requires block(&layout->words[0]);
    assigns \nothing;
 */
static uint64_t mmio_end(const struct gpamap_layout *layout)
{
	const uint64_t *words = gpamap_block_words(layout);
	const uint64_t *mmio =
		words + gpamap_block_list_at(words, GPAMAP_LIST_MMIO);
	size_t count = gpamap_block_count(words, GPAMAP_LIST_MMIO);

	/*@ loop invariant count <= words[4];
	    loop assigns count;
	    loop variant count; */
	while (count > 0 && mmio[2 * count - 2] == mmio[2 * count - 1])
		count--;
	return count == 0 ? 0 : mmio[2 * count - 1];
}

/*@ requires block(&layout->words[0]);
    assigns \nothing;
    ensures \result >= list_end_of(&layout->words[0], 0);
    ensures \result >= list_end_of(&layout->words[0], 2);
    ensures \result >= list_end_of(&layout->words[0], 3);
 */
uint64_t gpamap_layout_end_of_layout(const struct gpamap_layout *layout)
{
	uint64_t end = gpamap_layout_end_of_ram(layout);

	end = gpamap_max(end, mmio_end(layout));
	end = gpamap_max(end, list_end(layout, GPAMAP_LIST_PCI_ECAM));
	return gpamap_max(end, list_end(layout, GPAMAP_LIST_PCI_MMIO));
}
