/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/* The whole state of a layout against a picture: lists, numbers, order. */

/* Where the test stands that asked for the check. */
static const char *caller_file = "";
static int caller_line;

void map_same(uint64_t got, uint64_t want, const char *what)
{
	if (got != want)
		fail_msg("%s:%d: %s is 0x%llx, not 0x%llx", caller_file,
			 caller_line, what, (unsigned long long)got,
			 (unsigned long long)want);
}

static void same_range(struct gpamap_range got, struct gpamap_range want,
		       const char *what)
{
	map_same(got.start, want.start, what);
	map_same(got.end, want.end, what);
}

static void check_gaps(const struct gpamap_range *got, size_t count,
		       const struct map_text *map, enum gpamap_list list,
		       const char *what)
{
	size_t i;

	map_same(count, map->count[list], what);
	for (i = 0; i < count; i++)
		same_range(got[i], map->range[list][i], what);
}

static void check_vtl2(const struct gpamap_layout *layout,
		       const struct map_text *map)
{
	struct gpamap_range range = { 1, 2 };

	if (map->count[GPAMAP_LIST_VTL2] == 0) {
		map_same(gpamap_layout_vtl2_range(layout, &range), false,
			 "vtl2_range");
		same_range(range, (struct gpamap_range){ 1, 2 },
			   "vtl2_range, which is none,");
		return;
	}
	map_same(gpamap_layout_vtl2_range(layout, &range), true, "vtl2_range");
	same_range(range, map->range[GPAMAP_LIST_VTL2][0], "vtl2_range");
}

void map_check_lists(const struct gpamap_layout *layout,
		     const struct map_text *map)
{
	const struct gpamap_other_range *other;
	const struct gpamap_ram_range *ram;
	const struct gpamap_range *gaps;
	size_t count = SIZE_MAX;
	size_t i;

	ram = gpamap_layout_ram(layout, &count);
	map_same(count, map->count[GPAMAP_LIST_RAM], "ram");
	for (i = 0; i < count; i++) {
		same_range(ram[i].range, map->ram[i].range, "ram");
		map_same(ram[i].vnode, map->ram[i].vnode, "vnode of ram");
	}
	gaps = gpamap_layout_mmio(layout, &count);
	check_gaps(gaps, count, map, GPAMAP_LIST_MMIO, "mmio");
	gaps = gpamap_layout_pci_ecam(layout, &count);
	check_gaps(gaps, count, map, GPAMAP_LIST_PCI_ECAM, "pci_ecam");
	gaps = gpamap_layout_pci_mmio(layout, &count);
	check_gaps(gaps, count, map, GPAMAP_LIST_PCI_MMIO, "pci_mmio");
	check_vtl2(layout, map);
	other = gpamap_layout_other(layout, &count);
	map_same(count, map->count[GPAMAP_LIST_OTHER], "other");
	for (i = 0; i < count; i++) {
		same_range(other[i].range, map->other[i].range, "other");
		map_same(other[i].kind, map->other[i].kind, "kind of other");
		map_same(other[i].vnode, map->other[i].vnode, "vnode of other");
	}
}

/* The bytes of RAM in [start, end), counted range by range. */
static uint64_t ram_between(const struct map_text *map, uint64_t start,
			    uint64_t end)
{
	uint64_t bytes = 0;
	size_t i;

	for (i = 0; i < map->count[GPAMAP_LIST_RAM]; i++) {
		struct gpamap_range range = map->ram[i].range;

		if (range.start < start)
			range.start = start;
		if (range.end > end)
			range.end = end;
		if (range.start < range.end)
			bytes += range.end - range.start;
	}
	return bytes;
}

static void check_below_4gb(const struct gpamap_layout *layout,
			    const struct map_text *map)
{
	uint64_t expected = 0;
	uint64_t address = 7;
	size_t i;

	for (i = 0; i < map->count[GPAMAP_LIST_RAM]; i++)
		if (map->ram[i].range.start < GPAMAP_4GB)
			expected = map->ram[i].range.end;
	if (expected > GPAMAP_4GB)
		expected = GPAMAP_4GB;
	map_same(gpamap_layout_max_ram_below_4gb(layout, &address),
		 expected != 0, "max_ram_below_4gb");
	map_same(address, expected == 0 ? 7 : expected, "max_ram_below_4gb");
}

static void check_above_high_mmio(const struct gpamap_layout *layout,
				  const struct map_text *map)
{
	const struct gpamap_range *mmio = map->range[GPAMAP_LIST_MMIO];
	bool some = map->count[GPAMAP_LIST_MMIO] == 2 &&
		    mmio[1].start != mmio[1].end;
	uint64_t expected = 7;
	uint64_t bytes = 7;

	if (some)
		expected = ram_between(map, mmio[1].end, UINT64_MAX);
	map_same(gpamap_layout_ram_above_high_mmio(layout, &bytes), some,
		 "ram_above_high_mmio");
	map_same(bytes, expected, "ram_above_high_mmio");
}

/* The largest end in the lists from RAM to @last, placeholders left out. */
static uint64_t end_of_lists(const struct map_text *map, enum gpamap_list last)
{
	uint64_t end = 0;
	size_t i;

	for (i = 0; i < map->order_count; i++)
		if (map->order[i].list <= last && map->order[i].range.end > end)
			end = map->order[i].range.end;
	return end;
}

static void check_nodes(const struct gpamap_layout *layout,
			const struct map_text *map)
{
	uint64_t vnode, sum;
	size_t i;

	for (vnode = 0; vnode < 8; vnode++) {
		sum = 0;
		for (i = 0; i < map->count[GPAMAP_LIST_RAM]; i++)
			if (map->ram[i].vnode == vnode)
				sum += map->ram[i].range.end -
				       map->ram[i].range.start;
		map_same(gpamap_layout_node_ram_size(layout, vnode), sum,
			 "node_ram_size");
	}
	map_same(gpamap_layout_node_ram_size(layout, GPAMAP_NO_VNODE), 0,
		 "node_ram_size of no vnode");
	sum = 0;
	for (i = 0; i < map->order_count; i++)
		if (map->order[i].vnode != GPAMAP_NO_VNODE &&
		    map->order[i].vnode >= sum)
			sum = map->order[i].vnode + 1;
	map_same(gpamap_layout_node_count(layout), sum, "node_count");
}

void map_check_numbers(const struct gpamap_layout *layout,
		       const struct map_text *map)
{
	uint64_t below = ram_between(map, 0, GPAMAP_4GB);
	uint64_t above = ram_between(map, GPAMAP_4GB, UINT64_MAX);

	map_same(gpamap_layout_ram_below_4gb(layout), below, "ram_below_4gb");
	map_same(gpamap_layout_ram_above_4gb(layout), above, "ram_above_4gb");
	map_same(gpamap_layout_ram_size(layout), below + above, "ram_size");
	map_same(gpamap_layout_end_of_ram(layout),
		 end_of_lists(map, GPAMAP_LIST_RAM), "end_of_ram");
	map_same(gpamap_layout_end_of_layout(layout),
		 end_of_lists(map, GPAMAP_LIST_PCI_MMIO), "end_of_layout");
	check_below_4gb(layout, map);
	check_above_high_mmio(layout, map);
	check_nodes(layout, map);
}

void map_check_at(const struct gpamap_layout *layout, const char *picture,
		  const char *file, int line)
{
	struct map_text map;

	caller_file = file;
	caller_line = line;
	map_parse(&map, picture);
	map_check_lists(layout, &map);
	map_check_numbers(layout, &map);
	map_check_order(layout, &map);
	map_check_addresses(layout, &map);
	map_check_copies(layout, &map);
}
