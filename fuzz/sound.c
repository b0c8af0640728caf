/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include <gpamap/alloc.h>
#include <gpamap/gpamap.h>

#include "fuzz.h"
#include "sound.h"

/* Entries around which every look-up is tried. */
#define LOOKUPS 64u

static void sound_range(struct gpamap_range range, bool may_be_empty)
{
	fuzz_same(range.start % 4096, 0, "a start on a page");
	fuzz_same(range.end % 4096, 0, "an end on a page");
	fuzz_demand(range.end <= GPAMAP_ADDRESS_END, "an end in the space");
	fuzz_demand(range.start < range.end ||
			    (may_be_empty && range.start == range.end),
		    "a range that is not empty");
}

/* One list: in order; and how many of it are not empty. */
static size_t sound_list(const struct gpamap_range *ranges, size_t count,
			 bool may_be_empty)
{
	uint64_t end = 0;
	size_t full = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		sound_range(ranges[i], may_be_empty);
		if (ranges[i].start == ranges[i].end)
			continue;
		fuzz_demand(ranges[i].start >= end, "a list in order");
		end = ranges[i].end;
		full++;
	}
	return full;
}

static uint64_t bytes_below(struct gpamap_range range, uint64_t address)
{
	if (range.start >= address)
		return 0;
	return (range.end < address ? range.end : address) - range.start;
}

static size_t sound_ram(const struct gpamap_layout *layout)
{
	const struct gpamap_ram_range *ram;
	uint64_t below = 0, all = 0, end = 0;
	size_t count, i;

	ram = gpamap_layout_ram(layout, &count);
	for (i = 0; i < count; i++) {
		struct gpamap_range range = ram[i].range;

		sound_range(range, false);
		fuzz_demand(range.start >= end, "RAM in order");
		fuzz_demand(ram[i].vnode <= GPAMAP_VNODE_MAX, "a vnode");
		end = range.end;
		all += range.end - range.start;
		below += bytes_below(range, GPAMAP_4GB);
	}
	fuzz_same(gpamap_layout_ram_size(layout), all, "RAM");
	fuzz_same(gpamap_layout_ram_below_4gb(layout), below, "RAM below");
	fuzz_same(gpamap_layout_ram_above_4gb(layout), all - below,
		  "RAM above");
	fuzz_same(gpamap_layout_end_of_ram(layout), end, "end of RAM");
	return count;
}

static size_t sound_other(const struct gpamap_layout *layout)
{
	const struct gpamap_other_range *other;
	uint64_t end = 0;
	size_t count, i;

	other = gpamap_layout_other(layout, &count);
	for (i = 0; i < count; i++) {
		sound_range(other[i].range, false);
		fuzz_demand(other[i].range.start >= end, "others in order");
		fuzz_demand(other[i].kind >= GPAMAP_KIND_RESERVED &&
				    other[i].kind < GPAMAP_KIND_COUNT,
			    "a kind of an other range");
		fuzz_demand(other[i].vnode <= GPAMAP_VNODE_MAX ||
				    other[i].vnode == GPAMAP_NO_VNODE,
			    "a vnode of an other range");
		end = other[i].range.end;
	}
	return count;
}

/* All lists; gives the number of ranges that are not empty. */
static size_t sound_lists(const struct gpamap_layout *layout)
{
	size_t full = sound_ram(layout) + sound_other(layout);
	const struct gpamap_range *ranges;
	struct gpamap_range vtl2;
	size_t count;

	ranges = gpamap_layout_mmio(layout, &count);
	full += sound_list(ranges, count, true);
	ranges = gpamap_layout_pci_ecam(layout, &count);
	full += sound_list(ranges, count, false);
	ranges = gpamap_layout_pci_mmio(layout, &count);
	full += sound_list(ranges, count, false);
	if (!gpamap_layout_vtl2_range(layout, &vtl2))
		return full;
	sound_range(vtl2, false);
	fuzz_demand(vtl2.start >= gpamap_layout_end_of_ram(layout),
		    "VTL2 above RAM");
	return full + 1;
}

static void sound_lookup(const struct gpamap_layout *layout, uint64_t address,
			 enum gpamap_kind kind, size_t position)
{
	bool public = kind <= GPAMAP_KIND_PCI_MMIO;
	struct gpamap_found found;
	uint64_t offset, back;

	fuzz_same(gpamap_layout_find(layout, address, &found), kind, "find");
	fuzz_same(gpamap_layout_probe_address(layout, address),
		  public ? kind : GPAMAP_KIND_HOLE, "probe");
	fuzz_same(found.position, position, "position");
	fuzz_same(gpamap_layout_ram_offset(layout, address, &offset),
		  kind == GPAMAP_KIND_RAM, "whether there is a RAM offset");
	if (kind != GPAMAP_KIND_RAM)
		return;
	fuzz_demand(gpamap_layout_ram_address(layout, offset, &back),
		    "an address of a RAM offset");
	fuzz_same(back, address, "the address of a RAM offset");
}

static void sound_order(const struct gpamap_layout *layout, size_t full)
{
	size_t count = gpamap_layout_count(layout);
	struct gpamap_entry entry;
	uint64_t end = 0;
	size_t i;

	fuzz_same(count, full, "entries");
	for (i = 0; gpamap_layout_at(layout, i, &entry); i++) {
		fuzz_demand(entry.range.start >= end, "all in order");
		if (i < LOOKUPS || i + LOOKUPS > count) {
			sound_lookup(layout, entry.range.start, entry.kind, i);
			sound_lookup(layout, entry.range.end - 1, entry.kind,
				     i);
			if (entry.range.start > end)
				sound_lookup(layout, entry.range.start - 1,
					     GPAMAP_KIND_HOLE, i);
		}
		end = entry.range.end;
	}
	fuzz_same(i, count, "entries that are there");
	sound_lookup(layout, end, GPAMAP_KIND_HOLE, count);
	sound_lookup(layout, UINT64_MAX, GPAMAP_KIND_HOLE, count);
}

static void sound_copies(const struct gpamap_layout *layout)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	struct gpamap_layout *loaded;
	size_t need = 0;
	void *bytes;

	gpamap_layout_save(layout, NULL, 0, &need);
	bytes = malloc(need);
	fuzz_demand(bytes != NULL, "memory for a saved layout");
	fuzz_same((uint64_t)gpamap_layout_save(layout, bytes, need, &need), 0,
		  "save");
	loaded = gpamap_layout_create_loaded(bytes, need, &error);
	if (loaded == NULL)
		fuzz_fail("what was saved does not load: %s at %llu",
			  gpamap_status_name(error.status),
			  (unsigned long long)error.asked);
	fuzz_same(gpamap_layout_digest(loaded), gpamap_layout_digest(layout),
		  "digest of what was saved");
	fuzz_demand(memcmp(loaded, layout, gpamap_layout_words(layout) * 8) ==
			    0,
		    "the very same block, loaded");
	gpamap_layout_free(loaded);
	free(bytes);
}

void sound_layout(const struct gpamap_layout *layout)
{
	sound_order(layout, sound_lists(layout));
	sound_copies(layout);
}
