/* SPDX-License-Identifier: MIT */
#include <gpamap/range.h>

#include "block.h"

/* Beyond the contract: the map as one sequence of ranges in address order. */

static const struct gpamap_entry no_entry = {
	.kind = GPAMAP_KIND_HOLE,
	.list = GPAMAP_LIST_NONE,
	.vnode = GPAMAP_NO_VNODE,
};

size_t gpamap_layout_count(const struct gpamap_layout *layout)
{
	return (size_t)gpamap_block_words(layout)[GPAMAP_BLOCK_ENTRIES];
}

bool gpamap_layout_at(const struct gpamap_layout *layout, size_t position,
		      struct gpamap_entry *entry)
{
	if (position >= gpamap_layout_count(layout))
		return false;
	gpamap_block_entry(gpamap_block_words(layout), position, entry);
	return true;
}

/* Where the RAM range @index stands in the backing file. */
static uint64_t ram_offset_of(const uint64_t *words, size_t index)
{
	return words[gpamap_block_ram_offsets_at(words) + index];
}

/* Describe the hole before @position that holds @address. */
static void find_hole(const struct gpamap_layout *layout, uint64_t address,
		      size_t position, struct gpamap_found *found)
{
	struct gpamap_range hole = { 0, GPAMAP_ADDRESS_END };

	if (position > 0 &&
	    gpamap_layout_at(layout, position - 1, &found->below))
		hole.start = found->below.range.end;
	if (gpamap_layout_at(layout, position, &found->above))
		hole.end = found->above.range.start;
	/* No range can reach the last page, and no hole that has an end. */
	if (address >= GPAMAP_ADDRESS_END)
		hole.start = address = GPAMAP_ADDRESS_END;
	found->entry.range = hole;
	found->offset = address - hole.start;
	found->left = hole.end - address;
}

enum gpamap_kind gpamap_layout_find(const struct gpamap_layout *layout,
				    uint64_t address,
				    struct gpamap_found *found)
{
	const uint64_t *words = gpamap_block_words(layout);
	size_t position = gpamap_block_search(words, address);
	struct gpamap_entry entry;

	*found = (struct gpamap_found){ .entry = no_entry,
					.below = no_entry,
					.above = no_entry };
	found->position = position;
	if (position == 0 || !gpamap_layout_at(layout, position - 1, &entry) ||
	    address >= entry.range.end) {
		find_hole(layout, address, position, found);
		return GPAMAP_KIND_HOLE;
	}
	found->entry = entry;
	found->position = position - 1;
	found->offset = address - entry.range.start;
	found->left = entry.range.end - address;
	if (entry.kind == GPAMAP_KIND_RAM)
		found->ram_offset =
			ram_offset_of(words, entry.index) + found->offset;
	return entry.kind;
}

bool gpamap_layout_next(const struct gpamap_layout *layout, uint64_t address,
			struct gpamap_entry *entry)
{
	return gpamap_layout_at(layout,
				gpamap_block_search(gpamap_block_words(layout),
						    address),
				entry);
}

bool gpamap_layout_previous(const struct gpamap_layout *layout,
			    uint64_t address, struct gpamap_entry *entry)
{
	size_t below = gpamap_block_search(gpamap_block_words(layout), address);
	struct gpamap_entry last;

	if (below == 0 || !gpamap_layout_at(layout, below - 1, &last))
		return false;
	if (last.range.end <= address) {
		*entry = last;
		return true;
	}
	/* It still goes on at the address: the one before it has ended. */
	return below > 1 && gpamap_layout_at(layout, below - 2, entry);
}

enum gpamap_status gpamap_layout_tally(const struct gpamap_layout *layout,
				       struct gpamap_range range,
				       uint64_t bytes[GPAMAP_KIND_COUNT])
{
	struct gpamap_range whole;
	struct gpamap_entry entry;
	size_t position;
	enum gpamap_status status =
		gpamap_range_try_new(range.start, range.end, &whole);

	if (status != GPAMAP_OK)
		return status;
	for (size_t kind = 0; kind < GPAMAP_KIND_COUNT; kind++)
		bytes[kind] = 0;
	bytes[GPAMAP_KIND_HOLE] = range.end - range.start;
	position = gpamap_block_search(gpamap_block_words(layout), range.start);
	position -= position > 0;
	while (gpamap_layout_at(layout, position++, &entry) &&
	       entry.range.start < range.end) {
		struct gpamap_range shared =
			gpamap_range_intersection(range, entry.range);

		bytes[entry.kind] += shared.end - shared.start;
		bytes[GPAMAP_KIND_HOLE] -= shared.end - shared.start;
	}
	return GPAMAP_OK;
}

bool gpamap_layout_is_ram(const struct gpamap_layout *layout,
			  struct gpamap_range range)
{
	uint64_t bytes[GPAMAP_KIND_COUNT];

	return gpamap_layout_tally(layout, range, bytes) == GPAMAP_OK &&
	       bytes[GPAMAP_KIND_RAM] == range.end - range.start;
}

uint64_t gpamap_layout_node_ram_size(const struct gpamap_layout *layout,
				     uint64_t vnode)
{
	size_t count;
	const struct gpamap_ram_range *ram = gpamap_layout_ram(layout, &count);
	uint64_t bytes = 0;

	for (size_t i = 0; i < count; i++) {
		if (ram[i].vnode == vnode)
			bytes += ram[i].range.end - ram[i].range.start;
	}
	return bytes;
}

/* One more than @vnode where it is one, and larger than those before. */
static uint64_t count_vnode(uint64_t count, uint64_t vnode)
{
	return vnode != GPAMAP_NO_VNODE && vnode >= count ? vnode + 1 : count;
}

uint64_t gpamap_layout_node_count(const struct gpamap_layout *layout)
{
	size_t ram_count, other_count;
	const struct gpamap_ram_range *ram =
		gpamap_layout_ram(layout, &ram_count);
	const struct gpamap_other_range *other =
		gpamap_layout_other(layout, &other_count);
	uint64_t count = 0;

	for (size_t i = 0; i < ram_count; i++)
		count = count_vnode(count, ram[i].vnode);
	for (size_t i = 0; i < other_count; i++)
		count = count_vnode(count, other[i].vnode);
	return count;
}

bool gpamap_layout_ram_offset(const struct gpamap_layout *layout,
			      uint64_t address, uint64_t *offset)
{
	struct gpamap_found found;

	if (gpamap_layout_find(layout, address, &found) != GPAMAP_KIND_RAM)
		return false;
	*offset = found.ram_offset;
	return true;
}

/* The RAM range that holds @offset; there is one. */
static size_t ram_range_at_offset(const uint64_t *offsets, size_t count,
				  uint64_t offset)
{
	size_t base = 0;

	while (count > 1) {
		size_t half = count / 2;

		base += offsets[base + half] <= offset ? half : 0;
		count -= half;
	}
	return base;
}

bool gpamap_layout_ram_address(const struct gpamap_layout *layout,
			       uint64_t offset, uint64_t *address)
{
	const uint64_t *words = gpamap_block_words(layout);
	const uint64_t *offsets = words + gpamap_block_ram_offsets_at(words);
	size_t count, index;
	const struct gpamap_ram_range *ram = gpamap_layout_ram(layout, &count);

	if (offset >= gpamap_layout_ram_size(layout))
		return false;
	index = ram_range_at_offset(offsets, count, offset);
	*address = ram[index].range.start + (offset - offsets[index]);
	return true;
}
