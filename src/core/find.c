/* SPDX-License-Identifier: MIT */
#include <gpamap/range.h>

#include "block.h"
#include "seek.h"

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
	bool ended;
	size_t position = gpamap_seek(words, address, &ended);
	struct gpamap_entry *entry = &found->entry;

	*found = (struct gpamap_found){ .entry = gpamap_no_entry,
					.below = gpamap_no_entry,
					.above = gpamap_no_entry };
	found->position = position;
	if (ended) {
		find_hole(layout, address, position, found);
		return GPAMAP_KIND_HOLE;
	}
	found->position = position - 1;
	gpamap_block_entry(words, position - 1, entry);
	found->offset = address - entry->range.start;
	found->left = entry->range.end - address;
	if (entry->kind == GPAMAP_KIND_RAM)
		found->ram_offset = gpamap_block_ram_sum(words, entry->index) +
				    found->offset;
	return entry->kind;
}

/* Sum up by kind what lies in @range, which is valid. */
static void tally(const struct gpamap_layout *layout, struct gpamap_range range,
		  uint64_t *bytes)
{
	struct gpamap_entry entry;
	bool ended;
	size_t position =
		gpamap_seek(gpamap_block_words(layout), range.start, &ended);

	position -= !ended;
	while (gpamap_layout_at(layout, position++, &entry) &&
	       entry.range.start < range.end) {
		uint64_t shared = gpamap_range_len(
			gpamap_range_intersection(range, entry.range));

		bytes[entry.kind] += shared;
		bytes[GPAMAP_KIND_HOLE] -= shared;
	}
}

enum gpamap_status gpamap_layout_tally(const struct gpamap_layout *layout,
				       struct gpamap_range range,
				       uint64_t bytes[GPAMAP_KIND_COUNT])
{
	struct gpamap_range valid;
	enum gpamap_status status =
		gpamap_range_try_new(range.start, range.end, &valid);

	if (status != GPAMAP_OK)
		return status;
	for (size_t kind = 0; kind < GPAMAP_KIND_COUNT; kind++)
		bytes[kind] = 0;
	bytes[GPAMAP_KIND_HOLE] = gpamap_range_len(valid);
	tally(layout, valid, bytes);
	return GPAMAP_OK;
}

bool gpamap_layout_is_ram(const struct gpamap_layout *layout,
			  struct gpamap_range range)
{
	uint64_t bytes[GPAMAP_KIND_COUNT];

	return gpamap_layout_tally(layout, range, bytes) == GPAMAP_OK &&
	       bytes[GPAMAP_KIND_RAM] == gpamap_range_len(range);
}

uint64_t gpamap_layout_node_ram_size(const struct gpamap_layout *layout,
				     uint64_t vnode)
{
	size_t count;
	const struct gpamap_ram_range *ram = gpamap_layout_ram(layout, &count);
	uint64_t bytes = 0;

	for (size_t i = 0; i < count; i++) {
		if (ram[i].vnode == vnode)
			bytes += gpamap_range_len(ram[i].range);
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

/* The last of the sums, of which there is one, that is at or below @offset. */
static size_t last_sum_up_to(const uint64_t *sums, size_t count,
			     uint64_t offset)
{
	size_t base = 0;

	while (count > 1) {
		size_t half = count / 2;

		base += sums[base + half] <= offset ? half : 0;
		count -= half;
	}
	return base;
}

bool gpamap_layout_ram_address(const struct gpamap_layout *layout,
			       uint64_t offset, uint64_t *address)
{
	const uint64_t *words = gpamap_block_words(layout);
	const uint64_t *sums =
		words + gpamap_block_list_at(words, GPAMAP_LIST_COUNT);
	size_t count, index;
	const struct gpamap_ram_range *ram = gpamap_layout_ram(layout, &count);

	if (offset >= gpamap_layout_ram_size(layout))
		return false;
	index = last_sum_up_to(sums, gpamap_samples(count, GPAMAP_SUM_RANGES),
			       offset);
	offset -= sums[index];
	index *= GPAMAP_SUM_RANGES;
	while (offset >= gpamap_range_len(ram[index].range))
		offset -= gpamap_range_len(ram[index++].range);
	*address = ram[index].range.start + offset;
	return true;
}
