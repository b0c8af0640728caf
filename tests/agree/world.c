/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <gpamap/alloc.h>

#include "world.h"

#define PAGE GPAMAP_PAGE_SIZE
#define MIB UINT64_C(0x100000)
#define CXL_WINDOW (256 * MIB)

uint64_t dice_roll(struct dice *dice, uint64_t below)
{
	uint64_t z;

	dice->state += UINT64_C(0x9e3779b97f4a7c15);
	z = dice->state;
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (z ^ (z >> 31)) % below;
}

/* Sizes of every order: a page is as likely as 64 GiB. */
static uint64_t roll_size(struct dice *dice)
{
	uint64_t order = dice_roll(dice, 24);

	return (1 + dice_roll(dice, UINT64_C(1) << order)) * PAGE;
}

static enum gpamap_kind roll_kind(struct dice *dice)
{
	static const enum gpamap_kind kinds[] = {
		GPAMAP_KIND_RAM,
		GPAMAP_KIND_RAM,
		GPAMAP_KIND_RAM,
		GPAMAP_KIND_RAM,
		GPAMAP_KIND_RAM,
		GPAMAP_KIND_MMIO,
		GPAMAP_KIND_PCI_ECAM,
		GPAMAP_KIND_PCI_MMIO,
		GPAMAP_KIND_RESERVED,
		GPAMAP_KIND_DEVICE,
		GPAMAP_KIND_HOTPLUG,
		GPAMAP_KIND_PMEM,
		GPAMAP_KIND_FIRMWARE_TABLES,
		GPAMAP_KIND_FIRMWARE_NVS,
		GPAMAP_KIND_UNUSABLE,
	};

	return kinds[dice_roll(dice, sizeof(kinds) / sizeof(kinds[0]))];
}

static const char *roll_name(struct dice *dice)
{
	static const char *const names[] = {
		"low",		 "a \"quoted\" one", "back\\slash",
		"tab\tand more", "\xc3\xa4",	     "window",
		"# no comment",	 "0x1000",	     "line\nend",
	};

	if (dice_roll(dice, 3) != 0)
		return NULL;
	return names[dice_roll(dice, sizeof(names) / sizeof(names[0]))];
}

static uint64_t roll_vnode(struct dice *dice, enum gpamap_kind kind)
{
	if (kind == GPAMAP_KIND_RAM)
		return dice_roll(dice, 4);
	if (kind < GPAMAP_KIND_RESERVED || dice_roll(dice, 2) == 0)
		return GPAMAP_NO_VNODE;
	return dice_roll(dice, 4);
}

/* Where the next range goes, and how large it is. */
static struct gpamap_range roll_range(struct dice *dice, enum gpamap_kind kind,
				      bool cxl, uint64_t from)
{
	struct gpamap_range range = { from, 0 };
	uint64_t unit = kind == GPAMAP_KIND_PCI_ECAM ? MIB : CXL_WINDOW;
	uint64_t units = kind == GPAMAP_KIND_PCI_ECAM ? 256 : 16;

	if (dice_roll(dice, 2) == 0)
		range.start += roll_size(dice);
	if (kind == GPAMAP_KIND_PCI_ECAM || cxl) {
		range.start = (range.start + unit - 1) / unit * unit;
		range.end = range.start + (1 + dice_roll(dice, units)) * unit;
	} else {
		range.end = range.start + roll_size(dice);
	}
	return range;
}

static void add_range(struct world *world, struct dice *dice,
		      enum gpamap_kind kind, uint64_t from)
{
	struct world_range *range = &world->ranges[world->count++];

	bool cxl = (kind == GPAMAP_KIND_HOTPLUG || kind == GPAMAP_KIND_PMEM) &&
		   dice_roll(dice, 2) == 0;

	range->kind = kind;
	range->range = roll_range(dice, kind, cxl, from);
	range->vnode = roll_vnode(dice, kind);
	range->name = cxl ? "cxl" : roll_name(dice);
}

static uint64_t world_end(const struct world *world)
{
	return world->count == 0 ? 0
				 : world->ranges[world->count - 1].range.end;
}

void world_make(struct world *world, struct dice *dice)
{
	size_t count = 2 + dice_roll(dice, WORLD_MAX - 3);
	uint64_t from = dice_roll(dice, 2) * MIB * dice_roll(dice, 4096);

	memset(world, 0, sizeof(*world));
	while (world->count < count) {
		add_range(world, dice, roll_kind(dice), from);
		from = world_end(world);
	}
	if (dice_roll(dice, 4) == 0)
		add_range(world, dice, GPAMAP_KIND_VTL2, from);
	/* Some RAM there is always: at the end of the lists, VTL2 is above. */
	if (world->ranges[0].kind != GPAMAP_KIND_RAM) {
		world->ranges[0].kind = GPAMAP_KIND_RAM;
		world->ranges[0].vnode = 0;
	}
}

static void move_edge(uint64_t *edge, struct dice *dice)
{
	uint64_t by = roll_size(dice);

	if (dice_roll(dice, 2) == 0)
		by = PAGE;
	if (dice_roll(dice, 2) == 0 && *edge >= by)
		*edge -= by;
	else
		*edge += by;
}

void world_change(struct world *world, struct dice *dice)
{
	size_t index = dice_roll(dice, world->count);
	struct world_range *range = &world->ranges[index];

	switch (dice_roll(dice, 6)) {
	case 0:
		move_edge(&range->range.start, dice);
		break;
	case 1:
		move_edge(&range->range.end, dice);
		break;
	case 2:
		range->kind = roll_kind(dice);
		range->vnode = roll_vnode(dice, range->kind);
		break;
	case 3:
		range->vnode = dice_roll(dice, 5);
		break;
	case 4:
		memmove(range, range + 1,
			(world->count - index - 1) * sizeof(*range));
		world->count--;
		break;
	default:
		if (world->count < WORLD_MAX)
			add_range(world, dice, roll_kind(dice),
				  world_end(world));
	}
}

/* The lists of a world, as a constructor takes them. */
struct lists {
	struct gpamap_ram_range ram[WORLD_MAX];
	struct gpamap_range ranges[GPAMAP_LIST_OTHER][WORLD_MAX];
	struct gpamap_other_range other[WORLD_MAX];
	const char *names[GPAMAP_LIST_COUNT][WORLD_MAX];
	size_t counts[GPAMAP_LIST_COUNT];
};

static void fill(struct lists *lists, const struct world_range *range)
{
	enum gpamap_list list = GPAMAP_LIST_OTHER;
	size_t i;

	if (range->kind <= GPAMAP_KIND_VTL2)
		list = (enum gpamap_list)(range->kind - GPAMAP_KIND_RAM);
	i = lists->counts[list]++;
	lists->names[list][i] = range->name;
	if (list == GPAMAP_LIST_RAM)
		lists->ram[i] =
			(struct gpamap_ram_range){ range->range, range->vnode };
	else if (list == GPAMAP_LIST_OTHER)
		lists->other[i] = (struct gpamap_other_range){
			range->range, (uint64_t)range->kind, range->vnode
		};
	else
		lists->ranges[list][i] = range->range;
}

struct gpamap_layout *world_layout(const struct world *world)
{
	struct lists lists;
	struct gpamap_names names;
	struct gpamap_fixed fixed;
	size_t i;

	memset(&lists, 0, sizeof(lists));
	for (i = 0; i < world->count; i++)
		fill(&lists, &world->ranges[i]);
	if (lists.counts[GPAMAP_LIST_VTL2] > 1)
		return NULL;
	for (i = 0; i < GPAMAP_LIST_COUNT; i++)
		names.list[i] = lists.names[i];
	fixed = (struct gpamap_fixed){
		.mmio = lists.ranges[GPAMAP_LIST_MMIO],
		.mmio_count = lists.counts[GPAMAP_LIST_MMIO],
		.pci_ecam = lists.ranges[GPAMAP_LIST_PCI_ECAM],
		.pci_ecam_count = lists.counts[GPAMAP_LIST_PCI_ECAM],
		.pci_mmio = lists.ranges[GPAMAP_LIST_PCI_MMIO],
		.pci_mmio_count = lists.counts[GPAMAP_LIST_PCI_MMIO],
		.vtl2 = lists.counts[GPAMAP_LIST_VTL2] == 1
				? lists.ranges[GPAMAP_LIST_VTL2]
				: NULL,
		.other = lists.other,
		.other_count = lists.counts[GPAMAP_LIST_OTHER],
		.names = &names,
	};
	return gpamap_layout_create_resolved(
		lists.ram, lists.counts[GPAMAP_LIST_RAM], &fixed, NULL);
}
