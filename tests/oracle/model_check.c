/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "model.h"

/* Every answer of a layout against the array of pages. */

uint64_t model_probes;

void model_same(const struct model *model, uint64_t got, uint64_t want,
		const char *what)
{
	model_probes++;
	if (got != want)
		model_fail(model, "%s is 0x%llx, not 0x%llx", what,
			   (unsigned long long)got, (unsigned long long)want);
}

static void same_range(const struct model *model, struct gpamap_range got,
		       struct gpamap_range want, const char *what)
{
	model_same(model, got.start, want.start, what);
	model_same(model, got.end, want.end, what);
}

static void check_plain(const struct model *model,
			const struct gpamap_range *got, size_t count, int list,
			const char *what)
{
	size_t i;

	model_same(model, count, model->count[list], what);
	for (i = 0; i < count; i++)
		same_range(model, got[i], model_range(model, list, i), what);
}

static void check_lists(const struct model *model,
			const struct gpamap_layout *layout)
{
	const struct gpamap_other_range *other;
	const struct gpamap_ram_range *ram;
	const struct gpamap_range *plain;
	struct gpamap_range vtl2 = { 0, 0 };
	size_t count, i;

	ram = gpamap_layout_ram(layout, &count);
	model_same(model, count, model->count[GPAMAP_LIST_RAM], "ram count");
	for (i = 0; i < count; i++) {
		same_range(model, ram[i].range, model->ram[i].range, "ram");
		model_same(model, ram[i].vnode, model->ram[i].vnode, "vnode");
	}
	plain = gpamap_layout_mmio(layout, &count);
	check_plain(model, plain, count, GPAMAP_LIST_MMIO, "mmio");
	plain = gpamap_layout_pci_ecam(layout, &count);
	check_plain(model, plain, count, GPAMAP_LIST_PCI_ECAM, "pci_ecam");
	plain = gpamap_layout_pci_mmio(layout, &count);
	check_plain(model, plain, count, GPAMAP_LIST_PCI_MMIO, "pci_mmio");
	count = gpamap_layout_vtl2_range(layout, &vtl2);
	check_plain(model, &vtl2, count, GPAMAP_LIST_VTL2, "vtl2");
	other = gpamap_layout_other(layout, &count);
	model_same(model, count, model->count[GPAMAP_LIST_OTHER], "others");
	for (i = 0; i < count; i++) {
		same_range(model, other[i].range, model->other[i].range,
			   "other");
		model_same(model, other[i].kind, model->other[i].kind, "kind");
	}
}

/* The numbers of the contract, page by page. */
struct numbers {
	uint64_t ram_size;
	uint64_t below_4gb;
	uint64_t above_high;
	uint64_t max_below_4gb;
	uint64_t end_of_ram;
	uint64_t end_of_layout;
	uint64_t node[MODEL_NODES_MAX];
};

/* The start of the second MMIO entry, if there are two and it is not empty. */
static bool high_mmio(const struct model *model, uint64_t *address)
{
	struct gpamap_range high = model->plain[0][1];

	*address = high.start;
	return model->count[GPAMAP_LIST_MMIO] == 2 && high.start != high.end;
}

static void count_page(const struct model *model, size_t i,
		       struct numbers *numbers)
{
	uint64_t start = model_edge(model, i);
	uint64_t end = model_edge(model, i + 1);
	uint64_t high;
	uint64_t vnode = model->ram[model->cell[i].index].vnode;

	numbers->ram_size += end - start;
	numbers->node[vnode] += end - start;
	numbers->end_of_ram = end;
	if (start < GPAMAP_4GB) {
		numbers->below_4gb += end - start;
		numbers->max_below_4gb = end;
	}
	if (high_mmio(model, &high) && start > high)
		numbers->above_high += end - start;
}

static void count_numbers(const struct model *model, struct numbers *numbers)
{
	size_t i;

	memset(numbers, 0, sizeof(*numbers));
	for (i = 0; i < model->pages + 2; i++) {
		if (model->cell[i].list == GPAMAP_LIST_RAM)
			count_page(model, i, numbers);
		if (model->cell[i].list != MODEL_HOLE &&
		    model->cell[i].list <= GPAMAP_LIST_PCI_MMIO &&
		    model_edge(model, i) != model_edge(model, i + 1))
			numbers->end_of_layout = model_edge(model, i + 1);
	}
}

static void check_numbers(const struct model *model,
			  const struct gpamap_layout *layout)
{
	struct numbers want;
	uint64_t number = 0;
	uint64_t high;
	size_t i;

	count_numbers(model, &want);
	model_same(model, gpamap_layout_ram_size(layout), want.ram_size,
		   "ram_size");
	model_same(model, gpamap_layout_ram_below_4gb(layout), want.below_4gb,
		   "ram_below_4gb");
	model_same(model, gpamap_layout_ram_above_4gb(layout),
		   want.ram_size - want.below_4gb, "ram_above_4gb");
	model_same(model, gpamap_layout_end_of_ram(layout), want.end_of_ram,
		   "end_of_ram");
	model_same(model, gpamap_layout_end_of_layout(layout),
		   want.end_of_layout, "end_of_layout");
	model_same(model, gpamap_layout_max_ram_below_4gb(layout, &number),
		   want.max_below_4gb != 0, "max_ram_below_4gb");
	model_same(model, number, want.max_below_4gb, "max_ram_below_4gb");
	number = 0;
	model_same(model, gpamap_layout_ram_above_high_mmio(layout, &number),
		   high_mmio(model, &high), "ram_above_high_mmio");
	model_same(model, number, want.above_high, "ram_above_high_mmio");
	for (i = 0; i < MODEL_NODES_MAX; i++)
		model_same(model, gpamap_layout_node_ram_size(layout, i),
			   want.node[i], "node_ram_size");
}

static bool same_cell(struct model_cell a, struct model_cell b)
{
	return a.list == b.list && (a.list == MODEL_HOLE || a.index == b.index);
}

/* Find what is around cell @i: the edges of its range or hole. */
static struct gpamap_range bounds(const struct model *model, size_t i)
{
	size_t first = i;
	size_t last = i;

	while (first > 0 &&
	       (same_cell(model->cell[first - 1], model->cell[i]) ||
		model_edge(model, first - 1) == model_edge(model, first)))
		first--;
	while (last < model->pages + 1 &&
	       (same_cell(model->cell[last + 1], model->cell[i]) ||
		model_edge(model, last + 1) == model_edge(model, last + 2)))
		last++;
	return (struct gpamap_range){ model_edge(model, first),
				      model_edge(model, last + 1) };
}

static uint64_t kind_of(const struct model *model, struct model_cell cell)
{
	if (cell.list == MODEL_HOLE)
		return GPAMAP_KIND_HOLE;
	if (cell.list == GPAMAP_LIST_OTHER)
		return model->other[cell.index].kind;
	return (uint64_t)cell.list + 1;
}

static void check_entry(const struct model *model,
			const struct gpamap_entry *got, size_t i)
{
	struct model_cell cell = model->cell[i];
	uint64_t vnode = GPAMAP_NO_VNODE;

	model_same(model, got->kind, kind_of(model, cell), "kind");
	same_range(model, got->range, bounds(model, i), "range found");
	if (cell.list == MODEL_HOLE)
		return;
	if (cell.list == GPAMAP_LIST_RAM)
		vnode = model->ram[cell.index].vnode;
	model_same(model, got->list, (uint64_t)cell.list, "list");
	model_same(model, got->index, cell.index, "index");
	model_same(model, got->vnode, vnode, "vnode of entry");
}

/* Compare all that is told of one byte of cell @i; @position: ranges that
 * have ended below it; @ram: bytes of RAM in the cells below. */
static void check_byte(const struct model *model,
		       const struct gpamap_layout *layout, size_t i,
		       uint64_t address, size_t position, uint64_t ram)
{
	struct model_cell cell = model->cell[i];
	struct gpamap_range range = bounds(model, i);
	bool is_ram = cell.list == GPAMAP_LIST_RAM;
	uint64_t kind = kind_of(model, cell);
	struct gpamap_found found;
	uint64_t number = 0;

	model_same(model, gpamap_layout_probe_address(layout, address),
		   kind <= GPAMAP_KIND_PCI_MMIO ? kind : GPAMAP_KIND_HOLE,
		   "probe");
	model_same(model, gpamap_layout_find(layout, address, &found), kind,
		   "find");
	check_entry(model, &found.entry, i);
	model_same(model, found.position, position, "position");
	model_same(model, found.offset, address - range.start, "offset");
	model_same(model, found.left, range.end - address, "left");
	ram += address - model_edge(model, i);
	model_same(model, found.ram_offset, is_ram ? ram : 0, "RAM offset");
	model_same(model, gpamap_layout_ram_offset(layout, address, &number),
		   is_ram, "ram_offset");
	if (!is_ram)
		return;
	model_same(model, number, ram, "ram_offset");
	model_same(model, gpamap_layout_ram_address(layout, ram, &number), true,
		   "ram_address");
	model_same(model, number, address, "ram_address");
}

static void check_hole(const struct model *model,
		       const struct gpamap_layout *layout, size_t i,
		       size_t position)
{
	struct gpamap_range hole = bounds(model, i);
	struct gpamap_found found;
	struct gpamap_entry entry;

	gpamap_layout_find(layout, hole.start, &found);
	model_same(model, found.below.kind != GPAMAP_KIND_HOLE, position != 0,
		   "neighbour below");
	if (position != 0)
		model_same(model, found.below.range.end, hole.start,
			   "end of the neighbour below");
	model_same(model, found.above.kind != GPAMAP_KIND_HOLE,
		   position != gpamap_layout_count(layout), "neighbour above");
	if (found.above.kind != GPAMAP_KIND_HOLE)
		model_same(model, found.above.range.start, hole.end,
			   "start of the neighbour above");
	model_same(model, gpamap_layout_previous(layout, hole.start, &entry),
		   position != 0, "previous");
	model_same(model, gpamap_layout_next(layout, hole.start, &entry),
		   position != gpamap_layout_count(layout), "next");
}

/* Walk the cells and compare what is told of the first and last byte. */
static void check_cells(const struct model *model,
			const struct gpamap_layout *layout)
{
	struct gpamap_entry entry;
	size_t position = 0;
	uint64_t ram = 0;
	size_t i;

	for (i = 0; i < model->pages + 2; i++) {
		uint64_t start = model_edge(model, i);
		uint64_t end = model_edge(model, i + 1);
		bool hole = model->cell[i].list == MODEL_HOLE;

		if (start == end)
			continue;
		check_byte(model, layout, i, start, position, ram);
		check_byte(model, layout, i, end - 1, position, ram);
		if (hole)
			check_hole(model, layout, i, position);
		if (model->cell[i].list == GPAMAP_LIST_RAM)
			ram += end - start;
		if (hole || bounds(model, i).end != end)
			continue;
		model_same(model, gpamap_layout_at(layout, position, &entry),
			   true, "at");
		check_entry(model, &entry, i);
		position++;
	}
	model_same(model, gpamap_layout_count(layout), position, "count");
	model_same(model, gpamap_layout_at(layout, position, &entry), false,
		   "at the end");
	model_same(model, gpamap_layout_ram_address(layout, ram, &ram), false,
		   "ram_address at the end");
}

void model_check(const struct model *model, const struct gpamap_layout *layout)
{
	check_lists(model, layout);
	check_numbers(model, layout);
	check_cells(model, layout);
}

static void check_tally(const struct model *model,
			const struct gpamap_layout *layout, size_t from,
			size_t to)
{
	struct gpamap_range range = { model_edge(model, from),
				      model_edge(model, to) };
	uint64_t want[GPAMAP_KIND_COUNT] = { 0 };
	uint64_t got[GPAMAP_KIND_COUNT];
	size_t i;

	for (i = from; i < to; i++)
		want[kind_of(model, model->cell[i])] +=
			model_edge(model, i + 1) - model_edge(model, i);
	model_same(model, (uint64_t)gpamap_layout_tally(layout, range, got),
		   GPAMAP_OK, "tally");
	for (i = 0; i < GPAMAP_KIND_COUNT; i++)
		model_same(model, got[i], want[i], "a tally");
	model_same(model, gpamap_layout_is_ram(layout, range),
		   want[GPAMAP_KIND_RAM] == range.end - range.start, "is_ram");
}

void model_check_tallies(const struct model *model,
			 const struct gpamap_layout *layout)
{
	size_t from, to;

	for (from = 0; from <= model->pages + 2; from++)
		for (to = from; to <= model->pages + 2; to++)
			check_tally(model, layout, from, to);
}

void model_check_error(const struct model *model, enum gpamap_status status,
		       const struct gpamap_error *error,
		       const struct model_verdict *verdict)
{
	model_same(model, (uint64_t)status, (uint64_t)verdict->status,
		   "status");
	if (verdict->status == GPAMAP_OK)
		return;
	model_same(model, (uint64_t)error->status, (uint64_t)status,
		   "status in the error");
	model_same(model, error->subject.list, (uint64_t)verdict->list,
		   "list in the error");
	model_same(model, error->subject.index, verdict->index,
		   "index in the error");
	model_same(model, error->other.list, (uint64_t)verdict->other_list,
		   "other list in the error");
	if (verdict->other_list != GPAMAP_LIST_NONE)
		model_same(model, error->other.index, verdict->other_index,
			   "other index in the error");
	if (status == GPAMAP_ERR_NO_FIT) {
		model_same(model, error->asked, verdict->asked, "asked");
		model_same(model, error->placed, verdict->placed, "placed");
		model_same(model, error->missing,
			   verdict->asked - verdict->placed, "missing");
	}
	if (status == GPAMAP_ERR_NO_FIT || status == GPAMAP_ERR_VTL2_LOW)
		model_same(model, error->limit, verdict->limit, "limit");
	if (error->subject.list < GPAMAP_LIST_COUNT)
		same_range(model, error->subject.range,
			   model_range(model, verdict->list, verdict->index),
			   "range in the error");
}
