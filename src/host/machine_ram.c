/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>

#include "machine_plan.h"
#include "number.h"

/*
 * RAM is thought of as one run of bytes, node after node, that is laid out
 * from the machine's RAM base: all of it, or up to the split and then from
 * 4 GiB on. Ranges that hide RAM lie over that run. What they hide counts as
 * used, but is no RAM in the map.
 */

static uint64_t min_u64(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* The most bytes of RAM below the split. */
static uint64_t low_room(const struct machine_order *order)
{
	const struct machine_split *split = &order->row->split;
	uint64_t asked = order->values.value[KEY_MAX_RAM_BELOW_4G];
	uint64_t most = split->most;
	uint64_t at;

	if (most == 0)
		return UINT64_MAX;
	if (asked != 0 && (asked < most || split->raises))
		most = asked;
	at = split->at != 0 ? split->at : most;
	if (split->then != 0 && order->total >= at)
		most = min_u64(most, split->then);
	return most - order->row->ram_base;
}

uint64_t gpamap_machine_low_end(const struct machine_order *order)
{
	return order->row->ram_base + min_u64(order->total, low_room(order));
}

/* Count the bytes that are hidden of those at @start to @end below 4 GiB. */
static uint64_t hidden_in(const struct machine_row *row, uint64_t start,
			  uint64_t end)
{
	uint64_t hidden = 0;
	size_t i;

	for (i = 0; i < row->item_count; i++) {
		const struct machine_item *item = &row->items[i];

		if (item->hides_ram && item->address >= start &&
		    item->address + item->size <= end)
			hidden += item->size;
	}
	return hidden;
}

/* Say whether @item is half in @start to @end. */
static bool is_cut(const struct machine_item *item, uint64_t start,
		   uint64_t end)
{
	uint64_t item_end = item->address + item->size;

	return item->hides_ram && item->address < end && item_end > start &&
	       (item->address < start || item_end > end);
}

/* The lowest end of RAM below 4 GiB: where a gap begins there, it must not lie
 * over what hides RAM. */
static uint64_t least_low_end(const struct machine_row *row)
{
	uint64_t least = 0;
	bool gap = false;
	size_t i;

	for (i = 0; i < row->item_count; i++) {
		const struct machine_item *item = &row->items[i];

		gap = gap || item->where == WHERE_LOW_GAP;
		if (item->hides_ram && item->address + item->size > least)
			least = item->address + item->size;
	}
	return gap ? least : 0;
}

static void refuse_little(const struct machine_order *order, uint64_t least,
			  struct gpamap_diags *diags)
{
	char wanted[GPAMAP_SIZE_TEXT_MAX], asked[GPAMAP_SIZE_TEXT_MAX];

	gpamap_size_format(least - order->row->ram_base, wanted);
	gpamap_size_format(order->total, asked);
	gpamap_machine_refuse(diags,
			      "what firmware and video memory hide of RAM ends "
			      "there, and the gap for devices begins where RAM "
			      "ends",
			      "%s needs at least %s of RAM, not %s",
			      order->row->name, wanted, asked);
}

bool gpamap_machine_ram_check(const struct machine_order *order,
			      struct gpamap_diags *diags)
{
	const struct machine_row *row = order->row;
	uint64_t least = least_low_end(row);
	uint64_t room = low_room(order);
	uint64_t offset = 0;
	size_t node, i;

	if (gpamap_machine_low_end(order) < least) {
		refuse_little(order, least, diags);
		return false;
	}
	for (node = 0; node < order->count && offset < room; node++) {
		uint64_t start = row->ram_base + offset;
		uint64_t end;

		offset += order->sizes[node];
		end = row->ram_base + min_u64(offset, room);
		for (i = 0; i < row->item_count; i++) {
			if (!is_cut(&row->items[i], start, end))
				continue;
			gpamap_machine_refuse(
				diags, NULL,
				"%s: RAM of node %zu ends within %s, at "
				"0x%" PRIx64,
				row->name, node, row->items[i].tag, end);
			return false;
		}
	}
	return true;
}

static uint64_t alignment_of(const struct machine_order *order, uint64_t size)
{
	if (!order->row->big_pages)
		return 0;
	return size < MACHINE_G ? 2 * MACHINE_M : MACHINE_G;
}

/* Name a part of RAM: each request's tag is its own. */
static void write_tag(char *text, size_t size,
		      const struct machine_order *order, size_t node,
		      const char *part)
{
	if (order->count > 1)
		snprintf(text, size, "node %zu%s", node, part);
	else
		snprintf(text, size, "ram%s", part);
}

static bool add_part(const struct machine_order *order, size_t node,
		     struct gpamap_range bounds, uint64_t size,
		     struct gpamap_plan_draft *plan, struct gpamap_diags *diags)
{
	struct gpamap_request_draft draft = {
		.request = {
			.phase = GPAMAP_PHASE_RAM,
			.size = size,
			.alignment = alignment_of(order, size),
			.min_address = bounds.start,
			.max_address = bounds.end,
			.vnode = node,
		},
	};
	const char *part = "";
	char tag[64];

	if (size == 0)
		return true;
	if (order->row->split.most != 0)
		part = bounds.end != 0 ? " below 4G" : " above 4G";
	write_tag(tag, sizeof(tag), order, node, part);
	return gpamap_plan_draft_add(plan, &draft, gpamap_span_of(tag), diags);
}

bool gpamap_machine_ram(const struct machine_order *order,
			struct gpamap_plan_draft *plan,
			struct gpamap_diags *diags)
{
	const struct machine_row *row = order->row;
	uint64_t room = low_room(order);
	uint64_t offset = 0;
	size_t node;

	for (node = 0; node < order->count; node++) {
		uint64_t size = order->sizes[node];
		uint64_t low = offset < room ? min_u64(size, room - offset) : 0;
		uint64_t start = row->ram_base + offset;
		struct gpamap_range below = { row->ram_base, 0 };
		struct gpamap_range above = { GPAMAP_4GB, 0 };

		if (row->split.most != 0)
			below = (struct gpamap_range){ start,
						       row->ram_base + room };
		if (!add_part(order, node, below,
			      low - hidden_in(row, start, start + low), plan,
			      diags) ||
		    !add_part(order, node, above, size - low, plan, diags))
			return false;
		offset += size;
	}
	return true;
}
