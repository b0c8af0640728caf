/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/*
 * A layout against a picture: the one sequence in address order, and what is
 * told of any one address. Expectations come from scans of the picture.
 */

static const struct gpamap_entry no_entry = { .kind = GPAMAP_KIND_HOLE };

static void same_name(const char *got, const char *want)
{
	map_same(got != NULL, want != NULL, "having a name");
	if (got != NULL && strcmp(got, want) != 0)
		fail_msg("name is '%s', not '%s'", got, want);
}

static void same_entry(const struct gpamap_entry *got,
		       const struct gpamap_entry *want)
{
	map_same(got->kind, want->kind, "kind of entry");
	if (want->kind == GPAMAP_KIND_HOLE)
		return;
	map_same(got->list, want->list, "list of entry");
	map_same(got->index, want->index, "index of entry");
	map_same(got->range.start, want->range.start, "start of entry");
	map_same(got->range.end, want->range.end, "end of entry");
	map_same(got->vnode, want->vnode, "vnode of entry");
	same_name(got->name, want->name);
}

void map_check_order(const struct gpamap_layout *layout,
		     const struct map_text *map)
{
	struct gpamap_entry entry = { .vnode = 77 };
	size_t i;

	map_same(gpamap_layout_count(layout), map->order_count, "count");
	for (i = 0; i < map->order_count; i++) {
		map_same(gpamap_layout_at(layout, i, &entry), true, "at");
		same_entry(&entry, &map->order[i]);
	}
	entry.vnode = 77;
	map_same(gpamap_layout_at(layout, i, &entry), false, "at the end");
	map_same(gpamap_layout_at(layout, SIZE_MAX, &entry), false, "at max");
	map_same(entry.vnode, 77, "entry past the end");
}

/* What a scan of the picture says of one address. */
struct expected {
	struct gpamap_found found;
	bool ram_mapped; /* RAM, so that it has an offset */
	struct gpamap_entry next; /* first that starts above */
};

static void expect_hole(const struct map_text *map, uint64_t address,
			struct gpamap_found *found)
{
	struct gpamap_range hole = { 0, GPAMAP_ADDRESS_END };

	found->entry = no_entry;
	if (found->below.kind != GPAMAP_KIND_HOLE)
		hole.start = found->below.range.end;
	if (found->above.kind != GPAMAP_KIND_HOLE)
		hole.end = found->above.range.start;
	if (address >= GPAMAP_ADDRESS_END) {
		hole.start = GPAMAP_ADDRESS_END;
		address = GPAMAP_ADDRESS_END;
	}
	found->entry.range = hole;
	found->offset = address - hole.start;
	found->left = hole.end - address;
	assert_true(found->position <= map->order_count);
}

/* Scan the picture for @address. */
static void expect(const struct map_text *map, uint64_t address,
		   struct expected *expected)
{
	struct gpamap_found *found = &expected->found;
	uint64_t ram = 0;
	size_t i;

	memset(expected, 0, sizeof(*expected));
	found->position = map->order_count;
	for (i = 0; i < map->order_count; i++) {
		const struct gpamap_entry *entry = &map->order[i];

		if (entry->range.end <= address)
			found->below = *entry;
		if (entry->range.start > address && expected->next.kind == 0)
			expected->next = *entry;
		if (entry->range.end > address && found->position > i)
			found->position = i;
		if (entry->range.start <= address &&
		    address < entry->range.end) {
			found->entry = *entry;
			found->offset = address - entry->range.start;
			found->left = entry->range.end - address;
			expected->ram_mapped = entry->kind == GPAMAP_KIND_RAM;
			if (expected->ram_mapped)
				found->ram_offset = ram + found->offset;
		}
		if (entry->kind == GPAMAP_KIND_RAM)
			ram += entry->range.end - entry->range.start;
	}
	if (found->entry.kind != GPAMAP_KIND_HOLE)
		return;
	found->above = expected->next;
	expect_hole(map, address, found);
}

static void check_found(const struct gpamap_layout *layout, uint64_t address,
			const struct gpamap_found *want)
{
	struct gpamap_found got;

	memset(&got, 0xa5, sizeof(got));
	map_same(gpamap_layout_find(layout, address, &got), want->entry.kind,
		 "find");
	same_entry(&got.entry, &want->entry);
	map_same(got.position, want->position, "position found");
	map_same(got.offset, want->offset, "offset found");
	map_same(got.left, want->left, "bytes left");
	map_same(got.ram_offset, want->ram_offset, "RAM offset found");
	if (want->entry.kind != GPAMAP_KIND_HOLE)
		return;
	map_same(got.entry.range.start, want->entry.range.start,
		 "start of the hole");
	map_same(got.entry.range.end, want->entry.range.end, "end of the hole");
	same_entry(&got.below, &want->below);
	same_entry(&got.above, &want->above);
}

static void check_neighbours(const struct gpamap_layout *layout,
			     const struct map_text *map, uint64_t address,
			     const struct expected *want)
{
	struct gpamap_entry entry = no_entry;
	struct gpamap_entry previous = no_entry;
	size_t i;

	for (i = 0; i < map->order_count; i++)
		if (map->order[i].range.end <= address)
			previous = map->order[i];
	map_same(gpamap_layout_next(layout, address, &entry),
		 want->next.kind != GPAMAP_KIND_HOLE, "next");
	same_entry(&entry, &want->next);
	entry = no_entry;
	map_same(gpamap_layout_previous(layout, address, &entry),
		 previous.kind != GPAMAP_KIND_HOLE, "previous");
	same_entry(&entry, &previous);
}

static void check_address(const struct gpamap_layout *layout,
			  const struct map_text *map, uint64_t address)
{
	struct expected want;
	enum gpamap_kind seen;
	uint64_t offset = 7;
	uint64_t back = 7;

	expect(map, address, &want);
	check_found(layout, address, &want.found);
	check_neighbours(layout, map, address, &want);
	seen = want.found.entry.kind;
	if (seen > GPAMAP_KIND_PCI_MMIO)
		seen = GPAMAP_KIND_HOLE;
	map_same(gpamap_layout_probe_address(layout, address), seen, "probe");
	map_same(gpamap_layout_ram_offset(layout, address, &offset),
		 want.ram_mapped, "ram_offset");
	if (!want.ram_mapped) {
		map_same(offset, 7, "the offset of no RAM");
		return;
	}
	map_same(offset, want.found.ram_offset, "ram_offset");
	map_same(gpamap_layout_ram_address(layout, offset, &back), true,
		 "ram_address");
	map_same(back, address, "ram_address of ram_offset");
}

/* The bytes of each kind in @range, by a scan. */
static void check_tally(const struct gpamap_layout *layout,
			const struct map_text *map, struct gpamap_range range)
{
	uint64_t want[GPAMAP_KIND_COUNT] = { 0 };
	uint64_t got[GPAMAP_KIND_COUNT];
	size_t i;

	want[GPAMAP_KIND_HOLE] = range.end - range.start;
	for (i = 0; i < map->order_count; i++) {
		struct gpamap_range part = map->order[i].range;

		if (part.start < range.start)
			part.start = range.start;
		if (part.end > range.end)
			part.end = range.end;
		if (part.start >= part.end)
			continue;
		want[map->order[i].kind] += part.end - part.start;
		want[GPAMAP_KIND_HOLE] -= part.end - part.start;
	}
	memset(got, 0xa5, sizeof(got));
	map_same((uint64_t)gpamap_layout_tally(layout, range, got), GPAMAP_OK,
		 "tally");
	for (i = 0; i < GPAMAP_KIND_COUNT; i++)
		map_same(got[i], want[i], "a tally");
	map_same(gpamap_layout_is_ram(layout, range),
		 want[GPAMAP_KIND_RAM] == range.end - range.start, "is_ram");
}

/* Tally the range between two addresses, if it is one. */
static void check_span(const struct gpamap_layout *layout,
		       const struct map_text *map, uint64_t start, uint64_t end)
{
	if (start <= end && end <= GPAMAP_ADDRESS_END)
		check_tally(layout, map, (struct gpamap_range){ start, end });
}

static void check_edge(const struct gpamap_layout *layout,
		       const struct map_text *map, uint64_t address)
{
	size_t i;

	check_address(layout, map, address - 1);
	check_address(layout, map, address);
	check_address(layout, map, address + 1);
	check_address(layout, map, address + GPAMAP_PAGE_SIZE - 1);
	check_span(layout, map, address, address);
	check_span(layout, map, 0, address);
	check_span(layout, map, address, GPAMAP_ADDRESS_END);
	for (i = 0; i < map->order_count; i++) {
		struct gpamap_range range = map->order[i].range;

		check_span(layout, map, address, range.end);
		check_span(layout, map, address - GPAMAP_PAGE_SIZE,
			   range.start + GPAMAP_PAGE_SIZE);
	}
}

void map_check_addresses(const struct gpamap_layout *layout,
			 const struct map_text *map)
{
	uint64_t address = 7;
	size_t i;

	for (i = 0; i < map->order_count; i++) {
		struct gpamap_range range = map->order[i].range;

		check_edge(layout, map, range.start);
		check_edge(layout, map, range.end);
		check_address(layout, map,
			      range.start + (range.end - range.start) / 2);
	}
	check_edge(layout, map, 0);
	check_edge(layout, map, GPAMAP_4GB);
	check_edge(layout, map, GPAMAP_ADDRESS_END);
	map_same(gpamap_layout_ram_address(
			 layout, gpamap_layout_ram_size(layout), &address),
		 false, "ram_address at the RAM size");
	map_same(gpamap_layout_ram_address(layout, UINT64_MAX, &address), false,
		 "ram_address past the RAM size");
	map_same(address, 7, "the address of no offset");
}
