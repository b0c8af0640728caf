/* SPDX-License-Identifier: MIT */
#include "block.h"
#include "minmax.h"

/*
 * The contract's queries. A layout was checked when it was made, so nothing
 * here can fail; VTL2 and the other ranges count in none of the numbers.
 */

/* The words where @list begins, and how many ranges are in it. */
static const uint64_t *list_words(const struct gpamap_layout *layout,
				  enum gpamap_list list, size_t *count)
{
	const uint64_t *words = gpamap_block_words(layout);

	*count = gpamap_block_count(words, list);
	return words + gpamap_block_list_at(words, list);
}

static const struct gpamap_range *
list_ranges(const struct gpamap_layout *layout, enum gpamap_list list,
	    size_t *count)
{
	return (const struct gpamap_range *)list_words(layout, list, count);
}

const struct gpamap_ram_range *
gpamap_layout_ram(const struct gpamap_layout *layout, size_t *count)
{
	return (const struct gpamap_ram_range *)list_words(
		layout, GPAMAP_LIST_RAM, count);
}

const struct gpamap_range *
gpamap_layout_mmio(const struct gpamap_layout *layout, size_t *count)
{
	return list_ranges(layout, GPAMAP_LIST_MMIO, count);
}

const struct gpamap_range *
gpamap_layout_pci_ecam(const struct gpamap_layout *layout, size_t *count)
{
	return list_ranges(layout, GPAMAP_LIST_PCI_ECAM, count);
}

const struct gpamap_range *
gpamap_layout_pci_mmio(const struct gpamap_layout *layout, size_t *count)
{
	return list_ranges(layout, GPAMAP_LIST_PCI_MMIO, count);
}

const struct gpamap_other_range *
gpamap_layout_other(const struct gpamap_layout *layout, size_t *count)
{
	return (const struct gpamap_other_range *)list_words(
		layout, GPAMAP_LIST_OTHER, count);
}

bool gpamap_layout_vtl2_range(const struct gpamap_layout *layout,
			      struct gpamap_range *range)
{
	size_t count;
	const struct gpamap_range *vtl2 =
		list_ranges(layout, GPAMAP_LIST_VTL2, &count);

	if (count == 0)
		return false;
	*range = *vtl2;
	return true;
}

size_t gpamap_layout_words(const struct gpamap_layout *layout)
{
	return (size_t)gpamap_block_words(layout)[GPAMAP_BLOCK_WORDS];
}

/* Count the RAM ranges that begin below @address. */
static size_t ram_ranges_below(const struct gpamap_ram_range *ram, size_t count,
			       uint64_t address)
{
	size_t base = 0;

	while (count > 0) {
		size_t half = count / 2;

		if (ram[base + half].range.start < address) {
			base += half + 1;
			count -= half + 1;
		} else {
			count = half;
		}
	}
	return base;
}

/* The bytes of RAM below @address, of a range across it those below. */
static uint64_t ram_below(const struct gpamap_layout *layout, uint64_t address)
{
	size_t count;
	const struct gpamap_ram_range *ram = gpamap_layout_ram(layout, &count);
	uint64_t sum;

	count = ram_ranges_below(ram, count, address);
	sum = gpamap_block_ram_sum(gpamap_block_words(layout), count);
	if (count != 0 && ram[count - 1].range.end > address)
		sum -= ram[count - 1].range.end - address;
	return sum;
}

uint64_t gpamap_layout_ram_size(const struct gpamap_layout *layout)
{
	size_t count;

	gpamap_layout_ram(layout, &count);
	return gpamap_block_ram_sum(gpamap_block_words(layout), count);
}

/* One past the last byte of @list; a list of this kind has no empty tail. */
static uint64_t list_end(const struct gpamap_layout *layout,
			 enum gpamap_list list)
{
	size_t count;
	const uint64_t *words = list_words(layout, list, &count);

	if (count == 0)
		return 0;
	return words[(count - 1) * gpamap_block_stride(list) + 1];
}

uint64_t gpamap_layout_end_of_ram(const struct gpamap_layout *layout)
{
	return list_end(layout, GPAMAP_LIST_RAM);
}

uint64_t gpamap_layout_ram_below_4gb(const struct gpamap_layout *layout)
{
	return ram_below(layout, GPAMAP_4GB);
}

uint64_t gpamap_layout_ram_above_4gb(const struct gpamap_layout *layout)
{
	return gpamap_layout_ram_size(layout) - ram_below(layout, GPAMAP_4GB);
}

bool gpamap_layout_ram_above_high_mmio(const struct gpamap_layout *layout,
				       uint64_t *bytes)
{
	size_t count;
	const struct gpamap_range *mmio = gpamap_layout_mmio(layout, &count);

	if (count != 2 || mmio[1].start == mmio[1].end)
		return false;
	/* No RAM range straddles a gap, so this cuts none in two. */
	*bytes =
		gpamap_layout_ram_size(layout) - ram_below(layout, mmio[1].end);
	return true;
}

bool gpamap_layout_max_ram_below_4gb(const struct gpamap_layout *layout,
				     uint64_t *address)
{
	size_t count;
	const struct gpamap_ram_range *ram = gpamap_layout_ram(layout, &count);
	uint64_t end;

	count = ram_ranges_below(ram, count, GPAMAP_4GB);
	if (count == 0)
		return false;
	end = ram[count - 1].range.end;
	*address = end < GPAMAP_4GB ? end : GPAMAP_4GB;
	return true;
}

/* One past the last MMIO gap; placeholders mean nothing, wherever they are. */
static uint64_t mmio_end(const struct gpamap_layout *layout)
{
	size_t count;
	const struct gpamap_range *mmio = gpamap_layout_mmio(layout, &count);

	while (count > 0 && mmio[count - 1].start == mmio[count - 1].end)
		count--;
	return count == 0 ? 0 : mmio[count - 1].end;
}

uint64_t gpamap_layout_end_of_layout(const struct gpamap_layout *layout)
{
	uint64_t end = gpamap_layout_end_of_ram(layout);

	end = gpamap_max(end, mmio_end(layout));
	end = gpamap_max(end, list_end(layout, GPAMAP_LIST_PCI_ECAM));
	return gpamap_max(end, list_end(layout, GPAMAP_LIST_PCI_MMIO));
}
