/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "world.h"

/* What the rules say of a world, by scans and one sort. */

#define PAGE GPAMAP_PAGE_SIZE

struct gpamap_range world_range(const struct world *world, size_t list,
				size_t index)
{
	if (list == GPAMAP_LIST_RAM)
		return world->ram[index].range;
	if (list == GPAMAP_LIST_OTHER)
		return world->other[index].range;
	return world->plain[list - GPAMAP_LIST_MMIO][index];
}

void world_fixed(const struct world *world, struct gpamap_fixed *fixed)
{
	memset(fixed, 0, sizeof(*fixed));
	fixed->mmio = world->plain[0];
	fixed->mmio_count = world->count[GPAMAP_LIST_MMIO];
	fixed->pci_ecam = world->plain[1];
	fixed->pci_ecam_count = world->count[GPAMAP_LIST_PCI_ECAM];
	fixed->pci_mmio = world->plain[2];
	fixed->pci_mmio_count = world->count[GPAMAP_LIST_PCI_MMIO];
	if (world->count[GPAMAP_LIST_VTL2] != 0)
		fixed->vtl2 = world->plain[3];
	fixed->other = world->other;
	fixed->other_count = world->count[GPAMAP_LIST_OTHER];
}

static bool accuse(struct world_verdict *verdict, enum gpamap_status status,
		   size_t list, size_t index)
{
	verdict->status = status;
	verdict->list = list;
	verdict->index = index;
	return false;
}

static bool judge_nodes(const struct world *world,
			struct world_verdict *verdict)
{
	size_t i;

	for (i = 0; i < world->node_count; i++) {
		if (world->nodes[i] == 0)
			return accuse(verdict, GPAMAP_ERR_EMPTY,
				      GPAMAP_LIST_NODES, i);
		if (world->nodes[i] % PAGE != 0)
			return accuse(verdict, GPAMAP_ERR_MISALIGNED,
				      GPAMAP_LIST_NODES, i);
	}
	return true;
}

/* What is wrong with a range and the one before it. */
static enum gpamap_status fault_of(struct gpamap_range range,
				   const struct gpamap_range *before,
				   bool may_be_empty)
{
	if (range.start > GPAMAP_ADDRESS_END || range.end > GPAMAP_ADDRESS_END)
		return GPAMAP_ERR_TOO_HIGH;
	if (range.start % PAGE != 0 || range.end % PAGE != 0)
		return GPAMAP_ERR_MISALIGNED;
	if (range.start > range.end)
		return GPAMAP_ERR_REVERSED;
	if (range.start == range.end)
		return may_be_empty ? GPAMAP_OK : GPAMAP_ERR_EMPTY;
	if (before == NULL || range.start >= before->end)
		return GPAMAP_OK;
	return range.start < before->start ? GPAMAP_ERR_UNSORTED
					   : GPAMAP_ERR_OVERLAP;
}

static bool judge_list(const struct world *world, size_t list,
		       struct world_verdict *verdict)
{
	bool may_be_empty = list == GPAMAP_LIST_MMIO && !world->placed;
	struct gpamap_range before = { 0, 0 };
	size_t i;

	for (i = 0; i < world->count[list]; i++) {
		struct gpamap_range range = world_range(world, list, i);
		enum gpamap_status status = fault_of(
			range, before.end == 0 ? NULL : &before, may_be_empty);

		if (status != GPAMAP_OK)
			return accuse(verdict, status, list, i);
		if (range.start != range.end)
			before = range;
	}
	return true;
}

static int by_start(const void *left, const void *right)
{
	const struct gpamap_entry *a = left;
	const struct gpamap_entry *b = right;

	if (a->range.start != b->range.start)
		return a->range.start < b->range.start ? -1 : 1;
	return (a->list > b->list) - (a->list < b->list);
}

/* Put all that is not empty in one order. */
static void put_in_order(struct world *world)
{
	size_t list, i;

	world->order_count = 0;
	for (list = 0; list < GPAMAP_LIST_COUNT; list++)
		for (i = 0; i < world->count[list]; i++) {
			struct gpamap_entry entry = {
				.kind = (enum gpamap_kind)(list + 1),
				.list = (enum gpamap_list)list,
				.index = i,
				.range = world_range(world, list, i),
				.vnode = GPAMAP_NO_VNODE,
			};

			if (list == GPAMAP_LIST_RAM)
				entry.vnode = world->ram[i].vnode;
			if (list == GPAMAP_LIST_OTHER)
				entry.kind =
					(enum gpamap_kind)world->other[i].kind;
			if (entry.range.start != entry.range.end)
				world->order[world->order_count++] = entry;
		}
	qsort(world->order, world->order_count, sizeof(world->order[0]),
	      by_start);
}

/* Look for the first range that begins inside the one before it. */
static bool judge_order(const struct world *world,
			struct world_verdict *verdict)
{
	size_t i;

	for (i = 1; i < world->order_count; i++) {
		const struct gpamap_entry *late = &world->order[i];
		const struct gpamap_entry *early = late - 1;

		if (late->range.start >= early->range.end)
			continue;
		if (late->list == GPAMAP_LIST_VTL2 &&
		    early->list == GPAMAP_LIST_RAM)
			return accuse(verdict, GPAMAP_ERR_VTL2_LOW, late->list,
				      0);
		if (late->list == GPAMAP_LIST_RAM &&
		    early->list == GPAMAP_LIST_VTL2)
			return accuse(verdict, GPAMAP_ERR_VTL2_LOW, early->list,
				      0);
		return accuse(verdict, GPAMAP_ERR_OVERLAP, late->list,
			      late->index);
	}
	return true;
}

/* Fill the hole [start, end) with what is left of the nodes. */
static void fill_hole(struct world *world, uint64_t start, uint64_t end,
		      size_t *vnode, uint64_t *left)
{
	while (start < end && *vnode < world->node_count) {
		uint64_t size = end - start < *left ? end - start : *left;
		size_t i = world->count[GPAMAP_LIST_RAM]++;

		world->ram[i].range.start = start;
		world->ram[i].range.end = start + size;
		world->ram[i].vnode = *vnode;
		start += size;
		*left -= size;
		if (*left == 0 && ++*vnode < world->node_count)
			*left = world->nodes[*vnode];
	}
}

/* Go from hole to hole; VTL2 is none that RAM goes around. */
static bool place(struct world *world, struct world_verdict *verdict)
{
	uint64_t left = world->nodes[0];
	size_t vnode = 0;
	uint64_t at = 0;
	size_t i;

	for (i = 0; i < world->order_count; i++) {
		const struct gpamap_entry *entry = &world->order[i];

		if (entry->list == GPAMAP_LIST_VTL2)
			continue;
		fill_hole(world, at, entry->range.start, &vnode, &left);
		at = entry->range.end;
	}
	fill_hole(world, at, GPAMAP_ADDRESS_END, &vnode, &left);
	if (vnode == world->node_count)
		return true;
	verdict->missing = left;
	return accuse(verdict, GPAMAP_ERR_NO_FIT, GPAMAP_LIST_NODES, vnode);
}

static bool judge_vtl2(const struct world *world, struct world_verdict *verdict)
{
	size_t rams = world->count[GPAMAP_LIST_RAM];

	if (world->count[GPAMAP_LIST_VTL2] == 0 || rams == 0 ||
	    world->plain[3][0].start >= world->ram[rams - 1].range.end)
		return true;
	return accuse(verdict, GPAMAP_ERR_VTL2_LOW, GPAMAP_LIST_VTL2, 0);
}

void world_judge(struct world *world, struct world_verdict *verdict)
{
	size_t list;

	memset(verdict, 0, sizeof(*verdict));
	verdict->list = GPAMAP_LIST_NONE;
	if (world->placed && !judge_nodes(world, verdict))
		return;
	for (list = 0; list < GPAMAP_LIST_COUNT; list++)
		if (!judge_list(world, list, verdict))
			return;
	put_in_order(world);
	if (!judge_order(world, verdict))
		return;
	if (world->placed) {
		if (!place(world, verdict))
			return;
		put_in_order(world);
	}
	judge_vtl2(world, verdict);
}
