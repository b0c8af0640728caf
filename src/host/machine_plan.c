/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "machine_plan.h"

/* AMD I/O Virtualization Technology (IOMMU) Specification, rev. 3.07, table
 * 3. */
#define HYPERTRANSPORT_START UINT64_C(0xfd00000000)
#define HYPERTRANSPORT_SIZE UINT64_C(0x300000000)

unsigned int gpamap_machine_bits(const struct machine_order *order)
{
	const struct machine_row *row = order->row;
	size_t i;

	for (i = 0; i < row->setting_count; i++)
		if (row->settings[i].key == KEY_HIGHMEM &&
		    order->values.value[KEY_HIGHMEM] == 0)
			return 32;
	return (unsigned int)order->values.value[KEY_PHYS_BITS];
}

bool gpamap_machine_has_hypertransport(const struct machine_order *order)
{
	const uint64_t *value = order->values.value;

	return order->row->relocates_since != 0 &&
	       value[KEY_VERSION] >= order->row->relocates_since &&
	       value[KEY_CPU] == CPU_AMD && value[KEY_PHYS_BITS] >= 40;
}

static bool is_late(const struct machine_item *item)
{
	return item->where == WHERE_STACKED || item->where == WHERE_REST;
}

bool gpamap_machine_has_late(const struct machine_row *row)
{
	size_t i;

	for (i = 0; i < row->item_count; i++)
		if (is_late(&row->items[i]))
			return true;
	return false;
}

static uint64_t round_up(uint64_t value, uint64_t alignment)
{
	uint64_t rest = value % alignment;

	return rest == 0 ? value : value + (alignment - rest);
}

/* What the items of one order are made into, one after the other. */
struct maker {
	const struct machine_order *order;
	const struct machine_end *end; /* NULL in the first round */
	struct gpamap_plan_draft *plan;
	struct gpamap_diags *diags;
	uint64_t space; /* where the address space ends */
	uint64_t stack; /* where the next stacked slot may begin; 0: none yet */
};

/* Write @tag with "#" as the number of the repetition. */
static void write_tag(char *text, size_t size, const char *tag, uint64_t index)
{
	const char *mark = strchr(tag, '#');

	if (mark == NULL)
		snprintf(text, size, "%s", tag);
	else
		snprintf(text, size, "%.*s%" PRIu64 "%s", (int)(mark - tag),
			 tag, index, mark + 1);
}

static uint64_t size_of(const struct maker *maker,
			const struct machine_item *item)
{
	uint64_t units = maker->order->values.value[item->by];
	uint64_t size = item->size;

	if (item->by != KEY_NONE) {
		if (item->by_most != 0 && units > item->by_most)
			units = item->by_most;
		units = units > item->by_from ? units - item->by_from : 0;
		size += item->each != 0 ? units * item->each : units;
	}
	if (item->where == WHERE_PLACED && item->slot != 0)
		size = round_up(size, item->slot);
	return size;
}

/* Stack an item; false where it does not get a place. */
static bool stack(struct maker *maker, const struct machine_item *item,
		  struct gpamap_plan_request *request)
{
	const struct machine_row *row = maker->order->row;
	bool compact = maker->order->values.value[KEY_VERSION] >=
		       row->compact_since;
	uint64_t start = round_up(maker->end->address, MACHINE_G);
	bool fits;

	if (maker->stack != 0)
		start = maker->stack;
	if (start < item->address)
		start = item->address;
	maker->stack = start;
	start = round_up(start, item->slot);
	fits = start <= maker->space && maker->space - start >= item->slot;
	if (fits || !compact)
		maker->stack = start + item->slot;
	request->address = fits ? start : item->or_address;
	if (!fits)
		request->size = item->or_size;
	else if (item->by == KEY_NONE)
		request->size = item->slot;
	return request->size != 0;
}

/* Take the rest of the address space; false where there is none. */
static bool take_rest(const struct maker *maker,
		      const struct machine_item *item,
		      struct gpamap_plan_request *request)
{
	uint64_t start = maker->end->address;
	uint64_t end = maker->space - item->address;

	if (start < GPAMAP_4GB)
		start = GPAMAP_4GB;
	if (start >= end)
		return false;
	request->address = start;
	request->size = end - start - (end - start) % item->slot;
	return request->size != 0;
}

static bool fill_low_gap(const struct maker *maker,
			 const struct machine_item *item,
			 struct gpamap_plan_request *request)
{
	uint64_t start = gpamap_machine_low_end(maker->order);

	if (start >= item->address)
		return false;
	request->address = start;
	request->size = item->address - start;
	return true;
}

/* The lowest address for an item that the planner places; 0: its phase's. */
static uint64_t lowest_for(const struct maker *maker,
			   const struct machine_item *item)
{
	const struct machine_order *order = maker->order;
	uint64_t lowest = item->address;
	bool above_4gb = item->phase == GPAMAP_PHASE_HOTPLUG ||
			 item->phase == GPAMAP_PHASE_MMIO64;

	if (item->phase == GPAMAP_PHASE_HOTPLUG &&
	    order->row->split.most == 0 &&
	    lowest < order->row->ram_base + order->total)
		lowest = order->row->ram_base + order->total;
	if (above_4gb && maker->end != NULL && lowest < maker->end->floor)
		lowest = maker->end->floor;
	return lowest;
}

/* Decide where an item goes; false where there is nothing to request. */
static bool locate(struct maker *maker, const struct machine_item *item,
		   struct gpamap_plan_request *request)
{
	uint64_t quarter = maker->space / 4;

	switch (item->where) {
	case WHERE_STACKED:
		return stack(maker, item, request);
	case WHERE_REST:
		return take_rest(maker, item, request);
	case WHERE_LOW_GAP:
		return fill_low_gap(maker, item, request);
	case WHERE_LAST_QUARTER:
		request->address = 3 * quarter;
		request->size = quarter;
		return true;
	case WHERE_ENDS:
		request->address = item->address - request->size;
		break;
	case WHERE_TOP:
		request->address = maker->space - item->address - request->size;
		break;
	case WHERE_PLACED:
		request->phase = item->phase;
		request->min_address = lowest_for(maker, item);
		break;
	case WHERE_AT:
		request->address = item->address;
		break;
	}
	return request->size != 0 || item->by == KEY_NONE;
}

static bool is_wanted(const struct maker *maker,
		      const struct machine_item *item)
{
	uint64_t value = maker->order->values.value[item->when];

	if (is_late(item) && maker->end == NULL)
		return false;
	return item->when == KEY_NONE ||
	       (value >= item->from && value <= item->to);
}

/* Memory that may come is on the last node. Source: build_srat() in
 * hw/i386/acpi-build.c and hw/arm/virt-acpi-build.c, QEMU 7.2; the other
 * machines with such a window have one node. */
static uint64_t vnode_of(const struct maker *maker,
			 const struct machine_item *item)
{
	return item->kind == GPAMAP_KIND_HOTPLUG ? maker->order->count - 1 : 0;
}

static bool add_item(struct maker *maker, const struct machine_item *item,
		     uint64_t index)
{
	struct gpamap_request_draft draft = {
		.request = {
			.phase = item->kind == GPAMAP_KIND_RESERVED
					 ? GPAMAP_PHASE_RESERVE
					 : GPAMAP_PHASE_FIXED,
			.kind = item->kind,
			.size = size_of(maker, item),
			.alignment = item->alignment,
			.vnode = vnode_of(maker, item),
		},
	};
	char tag[64];

	if (!locate(maker, item, &draft.request))
		return true;
	draft.request.address += index * item->stride;
	write_tag(tag, sizeof(tag), item->tag, index);
	return gpamap_plan_draft_add(maker->plan, &draft, gpamap_span_of(tag),
				     maker->diags);
}

static bool add_items(struct maker *maker)
{
	const struct machine_row *row = maker->order->row;
	uint64_t times, index;
	size_t i;

	for (i = 0; i < row->item_count; i++) {
		const struct machine_item *item = &row->items[i];

		times = item->repeat == KEY_NONE
				? 1
				: maker->order->values.value[item->repeat];
		for (index = 0; index < times && is_wanted(maker, item);
		     index++)
			if (!add_item(maker, item, index))
				return false;
	}
	return true;
}

/* The addresses are reserved whether RAM was moved above them or not. */
static bool add_hypertransport(struct maker *maker)
{
	static const struct gpamap_request_draft draft = {
		.request = {
			.phase = GPAMAP_PHASE_RESERVE,
			.kind = GPAMAP_KIND_RESERVED,
			.address = HYPERTRANSPORT_START,
			.size = HYPERTRANSPORT_SIZE,
		},
	};

	return !gpamap_machine_has_hypertransport(maker->order) ||
	       gpamap_plan_draft_add(maker->plan, &draft,
				     gpamap_span_of("hypertransport"),
				     maker->diags);
}

bool gpamap_machine_requests(const struct machine_order *order,
			     const struct machine_end *end,
			     struct gpamap_plan_draft *plan,
			     struct gpamap_diags *diags)
{
	struct maker maker = {
		.order = order,
		.end = end,
		.plan = plan,
		.diags = diags,
		.space = UINT64_C(1) << gpamap_machine_bits(order),
	};

	return add_items(&maker) && add_hypertransport(&maker) &&
	       gpamap_machine_ram(order, plan, diags);
}
