/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

/* The naive model: lists judged by the rules as they are written down, and
 * RAM placed page by page. */

void model_init(struct model *model, uint64_t base, size_t pages)
{
	memset(model, 0, sizeof(*model));
	model->base = base;
	model->pages = pages;
}

uint64_t model_edge(const struct model *model, size_t i)
{
	if (i == 0)
		return 0;
	if (i == model->pages + 2)
		return GPAMAP_ADDRESS_END;
	return model->base + (i - 1) * GPAMAP_PAGE_SIZE;
}

void model_add(struct model *model, enum gpamap_list list, size_t from,
	       size_t to, uint64_t value)
{
	struct gpamap_range range = { model_edge(model, from),
				      model_edge(model, to) };
	size_t i = model->count[list]++;

	if (i >= MODEL_LIST_MAX)
		model_fail(model, "a list of the model is full");
	if (list == GPAMAP_LIST_RAM)
		model->ram[i] = (struct gpamap_ram_range){ range, value };
	else if (list == GPAMAP_LIST_OTHER)
		model->other[i] =
			(struct gpamap_other_range){ range, value,
						     GPAMAP_NO_VNODE };
	else
		model->plain[list - GPAMAP_LIST_MMIO][i] = range;
}

struct gpamap_range model_range(const struct model *model, int list,
				size_t index)
{
	if (list == GPAMAP_LIST_RAM)
		return model->ram[index].range;
	if (list == GPAMAP_LIST_OTHER)
		return model->other[index].range;
	return model->plain[list - GPAMAP_LIST_MMIO][index];
}

void model_fixed(const struct model *model, struct gpamap_fixed *fixed)
{
	*fixed = (struct gpamap_fixed){
		.mmio = model->plain[0],
		.mmio_count = model->count[GPAMAP_LIST_MMIO],
		.pci_ecam = model->plain[1],
		.pci_ecam_count = model->count[GPAMAP_LIST_PCI_ECAM],
		.pci_mmio = model->plain[2],
		.pci_mmio_count = model->count[GPAMAP_LIST_PCI_MMIO],
		.vtl2 = model->count[GPAMAP_LIST_VTL2] != 0 ? model->plain[3]
							    : NULL,
		.other = model->other,
		.other_count = model->count[GPAMAP_LIST_OTHER],
	};
}

static bool accuse(struct model_verdict *verdict, enum gpamap_status status,
		   int list, size_t index)
{
	verdict->status = status;
	verdict->list = list;
	verdict->index = index;
	return false;
}

static bool accuse_pair(struct model_verdict *verdict,
			enum gpamap_status status, int list, size_t index,
			int other_list, size_t other_index)
{
	verdict->other_list = other_list;
	verdict->other_index = other_index;
	return accuse(verdict, status, list, index);
}

/* Judge one entry; *before is the last one that is not empty, or -1. */
static bool judge_entry(const struct model *model, int list, size_t i,
			bool may_be_empty, long *before,
			struct model_verdict *verdict)
{
	struct gpamap_range range = model_range(model, list, i);
	struct gpamap_range last;

	if (range.start > range.end)
		return accuse(verdict, GPAMAP_ERR_REVERSED, list, i);
	if (range.start == range.end)
		return may_be_empty ||
		       accuse(verdict, GPAMAP_ERR_EMPTY, list, i);
	if (*before >= 0) {
		last = model_range(model, list, (size_t)*before);
		if (range.start < last.start)
			return accuse_pair(verdict, GPAMAP_ERR_UNSORTED, list,
					   i, list, (size_t)*before);
		if (range.start < last.end)
			return accuse_pair(verdict, GPAMAP_ERR_OVERLAP, list, i,
					   list, (size_t)*before);
	}
	*before = (long)i;
	return true;
}

static bool judge_lists(const struct model *model, bool placeholders,
			struct model_verdict *verdict)
{
	int list;
	size_t i;

	for (list = 0; list < GPAMAP_LIST_COUNT; list++) {
		long before = -1;

		for (i = 0; i < model->count[list]; i++)
			if (!judge_entry(model, list, i,
					 placeholders &&
						 list == GPAMAP_LIST_MMIO,
					 &before, verdict))
				return false;
	}
	return true;
}

static uint64_t end_of_ram(const struct model *model)
{
	uint64_t end = 0;
	size_t i;

	for (i = 0; i < model->count[GPAMAP_LIST_RAM]; i++)
		end = model->ram[i].range.end;
	return end;
}

/* Two ranges want one cell: the later one is accused, VTL2 in RAM anyway. */
static bool collide(const struct model *model, struct model_cell late,
		    struct model_cell early, struct model_verdict *verdict)
{
	verdict->limit = end_of_ram(model);
	if (late.list == GPAMAP_LIST_VTL2 && early.list == GPAMAP_LIST_RAM)
		return accuse(verdict, GPAMAP_ERR_VTL2_LOW, late.list, 0);
	if (late.list == GPAMAP_LIST_RAM && early.list == GPAMAP_LIST_VTL2)
		return accuse(verdict, GPAMAP_ERR_VTL2_LOW, early.list, 0);
	return accuse_pair(verdict, GPAMAP_ERR_OVERLAP, late.list, late.index,
			   early.list, early.index);
}

/* Paint the cells of one range. */
static void paint(struct model *model, struct gpamap_range range,
		  struct model_cell what)
{
	size_t i;

	for (i = 0; i < model->pages + 2; i++)
		if (model_edge(model, i) >= range.start &&
		    model_edge(model, i + 1) <= range.end)
			model->cell[i] = what;
}

/* Paint what begins with cell @i, list by list; false at a collision. */
static bool paint_from(struct model *model, size_t i,
		       struct model_verdict *verdict)
{
	struct model_cell what;

	for (what.list = 0; what.list < GPAMAP_LIST_COUNT; what.list++)
		for (what.index = 0; what.index < model->count[what.list];
		     what.index++) {
			struct gpamap_range range =
				model_range(model, what.list, what.index);

			if (range.start != model_edge(model, i) ||
			    range.start == range.end)
				continue;
			if (model->cell[i].list != MODEL_HOLE)
				return collide(model, what, model->cell[i],
					       verdict);
			paint(model, range, what);
		}
	return true;
}

static bool paint_all(struct model *model, struct model_verdict *verdict)
{
	size_t i;

	for (i = 0; i < MODEL_CELLS_MAX; i++)
		model->cell[i] = (struct model_cell){ MODEL_HOLE, 0 };
	for (i = 0; i < model->pages + 2; i++) {
		if (model_edge(model, i) == model_edge(model, i + 1))
			continue;
		if (!paint_from(model, i, verdict))
			return false;
	}
	return true;
}

static void judge_vtl2(const struct model *model, struct model_verdict *verdict)
{
	if (model->count[GPAMAP_LIST_VTL2] == 0 ||
	    model->plain[3][0].start >= end_of_ram(model))
		return;
	verdict->limit = end_of_ram(model);
	accuse(verdict, GPAMAP_ERR_VTL2_LOW, GPAMAP_LIST_VTL2, 0);
}

static void acquit(struct model_verdict *verdict)
{
	memset(verdict, 0, sizeof(*verdict));
	verdict->list = GPAMAP_LIST_NONE;
	verdict->other_list = GPAMAP_LIST_NONE;
}

void model_judge(struct model *model, bool placeholders,
		 struct model_verdict *verdict)
{
	acquit(verdict);
	if (judge_lists(model, placeholders, verdict) &&
	    paint_all(model, verdict))
		judge_vtl2(model, verdict);
}

/* Give the free page @cell to @vnode, as a range of its own or as the next
 * page of the one before. */
static void take_page(struct model *model, size_t cell, uint64_t vnode)
{
	size_t count = model->count[GPAMAP_LIST_RAM];
	uint64_t start = model_edge(model, cell);
	uint64_t end = model_edge(model, cell + 1);

	if (count != 0 && model->ram[count - 1].vnode == vnode &&
	    model->ram[count - 1].range.end == start) {
		model->ram[count - 1].range.end = end;
		return;
	}
	model->ram[count] = (struct gpamap_ram_range){ { start, end }, vnode };
	model->count[GPAMAP_LIST_RAM]++;
}

/* Say whether RAM may be placed in @cell: VTL2 is not gone around. */
static bool is_free(const struct model *model, size_t cell)
{
	return (model->cell[cell].list == MODEL_HOLE ||
		model->cell[cell].list == GPAMAP_LIST_VTL2) &&
	       model_edge(model, cell) != model_edge(model, cell + 1);
}

static bool place_nodes(struct model *model, struct model_verdict *verdict)
{
	size_t cell = 0;
	size_t vnode;

	for (vnode = 0; vnode < model->node_count; vnode++) {
		uint64_t pages = model->nodes[vnode] / GPAMAP_PAGE_SIZE;
		uint64_t placed = 0;

		for (; placed < pages && cell < model->pages + 2; cell++)
			if (is_free(model, cell)) {
				take_page(model, cell, vnode);
				placed++;
			}
		if (placed == pages)
			continue;
		verdict->asked = model->nodes[vnode];
		verdict->placed = placed * GPAMAP_PAGE_SIZE;
		verdict->limit = GPAMAP_ADDRESS_END;
		return accuse(verdict, GPAMAP_ERR_NO_FIT, GPAMAP_LIST_NODES,
			      vnode);
	}
	return true;
}

void model_place(struct model *model, struct model_verdict *verdict)
{
	size_t i;

	acquit(verdict);
	model->count[GPAMAP_LIST_RAM] = 0;
	for (i = 0; i < model->node_count; i++)
		if (model->nodes[i] == 0) {
			accuse(verdict, GPAMAP_ERR_EMPTY, GPAMAP_LIST_NODES, i);
			return;
		}
	if (!judge_lists(model, false, verdict) || !paint_all(model, verdict) ||
	    !place_nodes(model, verdict))
		return;
	judge_vtl2(model, verdict);
	if (verdict->status == GPAMAP_OK)
		paint_all(model, verdict);
}

void model_key(const struct model *model, struct model_key *key)
{
	size_t i;

	memset(key, 0, sizeof(*key));
	/* A byte a page: list and vnode, and whether a range begins here. */
	for (i = 1; i <= model->pages && i <= 31; i++) {
		const struct model_cell *cell = &model->cell[i];
		uint64_t byte = (uint64_t)(cell->list + 1);

		if (cell->list != MODEL_HOLE &&
		    model_range(model, cell->list, cell->index).start ==
			    model_edge(model, i))
			byte += 8;
		if (cell->list == GPAMAP_LIST_RAM)
			byte += model->ram[cell->index].vnode * 16;
		if (cell->list == GPAMAP_LIST_OTHER)
			byte += model->other[cell->index].kind * 16;
		key->word[i / 8] |= byte << (i % 8 * 8);
	}
	/* The window itself, and what blocks it, in what page 0 would be. */
	key->word[4] = model->base;
	key->word[5] = model->pages;
	key->word[0] |=
		(model->cell[0].list != MODEL_HOLE ? 1u : 0u) +
		(model->cell[model->pages + 1].list != MODEL_HOLE ? 2u : 0u);
}

static void print_list(const struct model *model, int list)
{
	static const char *const names[] = { "ram",	 "mmio", "pci_ecam",
					     "pci_mmio", "vtl2", "other" };
	size_t i;

	for (i = 0; i < model->count[list]; i++) {
		struct gpamap_range range = model_range(model, list, i);

		fprintf(stderr, "  %s[%zu] 0x%llx-0x%llx", names[list], i,
			(unsigned long long)range.start,
			(unsigned long long)range.end);
		if (list == GPAMAP_LIST_RAM)
			fprintf(stderr, " vnode %llu",
				(unsigned long long)model->ram[i].vnode);
		if (list == GPAMAP_LIST_OTHER)
			fprintf(stderr, " kind %llu",
				(unsigned long long)model->other[i].kind);
		fputc('\n', stderr);
	}
}

void model_fail(const struct model *model, const char *format, ...)
{
	va_list args;
	size_t i;
	int list;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputs(", for\n", stderr);
	for (i = 0; i < model->node_count; i++)
		fprintf(stderr, "  node %zu: 0x%llx\n", i,
			(unsigned long long)model->nodes[i]);
	for (list = 0; list < GPAMAP_LIST_COUNT; list++)
		print_list(model, list);
	exit(1);
}
