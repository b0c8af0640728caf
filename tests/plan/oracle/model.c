/* SPDX-License-Identifier: MIT */
#include "model.h"

#define HT_START UINT64_C(0xfd00000000)
#define HT_END UINT64_C(0x10000000000)
#define GB4 UINT64_C(0x100000000)

/* A request and what it may still do in its phase. */
struct turn {
	size_t index;
	bool lost; /* has given up its preferred alignment */
	bool done;
};

static struct turn turns[MODEL_PROBLEMS_MAX];
static size_t turn_count;

size_t model_avoided(const struct gpamap_plan_input *input)
{
	if (input->host == NULL)
		return 0;
	return input->host->avoid_count +
	       (input->host->hypertransport != GPAMAP_HT_IGNORE);
}

uint64_t model_end(const struct model *model)
{
	return model->base + model->cells * model->unit;
}

static uint64_t address_of(const struct model *model, size_t cell)
{
	return model->base + cell * model->unit;
}

static const struct gpamap_plan_request *at(const struct model *model,
					    size_t index)
{
	return &model->input->requests[index];
}

static bool is_given(const struct gpamap_plan_request *request)
{
	return request->exact || request->phase == GPAMAP_PHASE_RESERVE ||
	       request->phase == GPAMAP_PHASE_FIXED;
}

static bool is_ram(const struct gpamap_plan_request *request)
{
	return request->phase == GPAMAP_PHASE_RAM ||
	       (request->phase == GPAMAP_PHASE_FIXED &&
		request->kind == GPAMAP_KIND_RAM);
}

static void take(struct model *model, size_t index, struct gpamap_range range)
{
	for (size_t i = 0; i < model->cells; i++)
		if (address_of(model, i) >= range.start &&
		    address_of(model, i) < range.end)
			model->owner[i] = index;
	if (at(model, index)->phase != GPAMAP_PHASE_RESERVE)
		model->top = model_larger(model->top, range.end);
	if (is_ram(at(model, index)))
		model->end_of_ram = model_larger(model->end_of_ram, range.end);
}

static void place_given(struct model *model, size_t index)
{
	const struct gpamap_plan_request *request = at(model, index);
	struct gpamap_range range = { request->address,
				      request->address + request->size };

	if (request->size == 0)
		return;
	if (request->phase != GPAMAP_PHASE_RESERVE &&
	    range.end > model->limit) {
		model_fault(model, index, GPAMAP_ERR_TOO_HIGH);
		return;
	}
	for (size_t i = 0; i < model->cells; i++)
		if (address_of(model, i) >= range.start &&
		    address_of(model, i) < range.end &&
		    model->owner[i] != MODEL_FREE) {
			model_collision(model, index, model->owner[i]);
			return;
		}
	take(model, index, range);
}

static void place_all_given(struct model *model, bool reserved)
{
	for (size_t i = 0; i < model->input->count; i++)
		if (is_given(at(model, i)) &&
		    (at(model, i)->phase == GPAMAP_PHASE_RESERVE) == reserved &&
		    model_judge(model->input, i) == GPAMAP_OK)
			place_given(model, i);
}

static void avoid(struct model *model, struct gpamap_range range, size_t index)
{
	for (size_t i = 0; i < model->cells; i++)
		if (address_of(model, i) >= range.start &&
		    address_of(model, i) < range.end &&
		    model->owner[i] == MODEL_FREE)
			model->owner[i] = index;
}

static void avoid_all(struct model *model)
{
	const struct gpamap_host *host = model->input->host;
	size_t i;

	if (host == NULL)
		return;
	for (i = 0; i < host->avoid_count; i++)
		avoid(model, host->avoid[i].range, model->input->count + i);
	if (host->hypertransport == GPAMAP_HT_SKIP || model->relocated)
		avoid(model, (struct gpamap_range){ HT_START, HT_END },
		      model->input->count + i);
}

/* Try every address in the bounds, from below or from above. */
static bool search(const struct model *model, struct gpamap_range bounds,
		   uint64_t size, uint64_t alignment, bool down,
		   uint64_t *start)
{
	for (size_t k = 0; k < model->cells; k++) {
		size_t cell = down ? model->cells - 1 - k : k;
		uint64_t address = address_of(model, cell);
		size_t first_taken = cell;

		if (model->owner[cell] != MODEL_FREE ||
		    address < bounds.start || address >= bounds.end ||
		    address % alignment != 0 || bounds.end - address < size ||
		    model_end(model) - address < size)
			continue;
		while (first_taken < model->cells &&
		       address_of(model, first_taken) - address < size &&
		       model->owner[first_taken] == MODEL_FREE)
			first_taken++;
		if ((first_taken - cell) * model->unit >= size) {
			*start = address;
			return true;
		}
	}
	return false;
}

/* Where hot-plug windows and 64-bit MMIO begin. */
static uint64_t end_of_ram(const struct model *model)
{
	return model_larger(model->end_of_ram, model->relocated ? HT_END : GB4);
}

/* Where a request may stand, given its phase's lower end. */
static struct gpamap_range bounds_of(const struct model *model,
				     const struct gpamap_plan_request *request,
				     uint64_t from)
{
	struct gpamap_range bounds = { from, model->limit };

	if (request->min_address != 0)
		bounds.start = request->min_address;
	if (request->phase == GPAMAP_PHASE_MMIO32 && bounds.end > GB4)
		bounds.end = GB4;
	if (request->max_address != 0 && request->max_address < bounds.end)
		bounds.end = request->max_address;
	while (bounds.end % 4096 != 0)
		bounds.end--;
	if (bounds.start > bounds.end)
		bounds.start = bounds.end;
	while (bounds.start % 4096 != 0)
		bounds.start++;
	return bounds;
}

static uint64_t turn_alignment(const struct model *model,
			       const struct turn *turn)
{
	const struct gpamap_plan_request *request = at(model, turn->index);
	uint64_t own = model_alignment(request);

	return turn->lost ? own
			  : model_larger(own, request->preferred_alignment);
}

/* Larger alignment first, then larger size, then the caller's order. */
static bool comes_first(const struct model *model, const struct turn *a,
			const struct turn *b)
{
	uint64_t left = turn_alignment(model, a);
	uint64_t right = turn_alignment(model, b);

	if (left != right)
		return left > right;
	left = at(model, a->index)->size;
	right = at(model, b->index)->size;
	if (left != right)
		return left > right;
	return a->index < b->index;
}

static void place_mmio(struct model *model, struct turn *turn)
{
	const struct gpamap_plan_request *request = at(model, turn->index);
	bool is_32 = request->phase == GPAMAP_PHASE_MMIO32;
	bool down = request->direction == GPAMAP_DIRECTION_DOWN ||
		    (is_32 && request->direction == GPAMAP_DIRECTION_DEFAULT);
	struct gpamap_range bounds =
		bounds_of(model, request, is_32 ? 0 : end_of_ram(model));
	uint64_t start;

	turn->done = true;
	if (search(model, bounds, request->size, turn_alignment(model, turn),
		   down, &start))
		take(model, turn->index,
		     (struct gpamap_range){ start, start + request->size });
	else if (turn_alignment(model, turn) != model_alignment(request))
		*turn = (struct turn){ turn->index, true, false };
	else
		model_no_room(model, turn->index, bounds, request->size);
}

/* The requests of @phase that are not at given addresses. */
static void gather(struct model *model, enum gpamap_phase phase)
{
	turn_count = 0;
	for (size_t i = 0; i < model->input->count; i++)
		if (at(model, i)->phase == phase && !is_given(at(model, i)) &&
		    model_judge(model->input, i) == GPAMAP_OK)
			turns[turn_count++] = (struct turn){ .index = i };
}

static void run_mmio(struct model *model, enum gpamap_phase phase)
{
	gather(model, phase);
	for (;;) {
		struct turn *best = NULL;

		for (size_t i = 0; i < turn_count; i++)
			if (!turns[i].done &&
			    (best == NULL ||
			     comes_first(model, &turns[i], best)))
				best = &turns[i];
		if (best == NULL)
			return;
		place_mmio(model, best);
	}
}

/* The next edge of a cell above @address. */
static uint64_t next_edge(const struct model *model, uint64_t address)
{
	return address - address % model->unit + model->unit;
}

static bool is_free_at(const struct model *model, uint64_t address)
{
	return address >= model->base && address < model_end(model) &&
	       model->owner[(address - model->base) / model->unit] ==
		       MODEL_FREE;
}

/* The free run from @position on, as far as RAM may use it; empty: none. */
static struct gpamap_range hole_at(const struct model *model, uint64_t position,
				   uint64_t end)
{
	struct gpamap_range hole = { position, position };

	if (model->relocated && position < GB4 && end > GB4)
		end = GB4;
	while (hole.end < end && is_free_at(model, hole.end))
		hole.end = next_edge(model, hole.end);
	if (hole.end > end)
		hole.end = end;
	return hole;
}

static void skip_hypertransport(const struct model *model, uint64_t *position)
{
	if (model->relocated && *position >= GB4 && *position < HT_END)
		*position = HT_END;
}

static void place_ram(struct model *model, size_t index)
{
	const struct gpamap_plan_request *request = at(model, index);
	uint64_t unit = model_alignment(request);
	struct gpamap_range bounds = bounds_of(model, request, 0);
	uint64_t left = request->size;
	uint64_t position = model_larger(bounds.start, model->ram_from);

	bounds.start = position;
	bounds.end = model_larger(bounds.end, position);
	position = model_larger(position, model->base);
	while (left > 0 && position < bounds.end &&
	       position < model_end(model)) {
		struct gpamap_range hole;
		uint64_t start, room;

		skip_hypertransport(model, &position);
		if (position >= bounds.end || position >= model_end(model))
			break;
		hole = hole_at(model, position, bounds.end);
		start = hole.start;
		while (start < hole.end && start % unit != 0)
			start = next_edge(model, start);
		if (start > hole.end)
			start = hole.end;
		room = hole.end - start;
		if (room < left) {
			room -= room % unit;
			if (room < request->min_piece)
				room = 0;
		} else {
			room = left;
		}
		if (room != 0) {
			take(model, index,
			     (struct gpamap_range){ start, start + room });
			left -= room;
			model->ram_from = start + room;
		}
		position = hole.end > position ? hole.end
					       : next_edge(model, position);
	}
	if (left > 0)
		model_no_room(model, index, bounds, left);
}

static void place_above(struct model *model, size_t index)
{
	const struct gpamap_plan_request *request = at(model, index);
	struct gpamap_range bounds = bounds_of(model, request, model->cursor);
	uint64_t own = model_alignment(request);
	uint64_t start;

	if (!search(model, bounds, request->size,
		    model_larger(own, request->preferred_alignment), false,
		    &start) &&
	    !search(model, bounds, request->size, own, false, &start)) {
		model_no_room(model, index, bounds, request->size);
		return;
	}
	take(model, index,
	     (struct gpamap_range){ start, start + request->size });
	model->cursor = model_larger(model->cursor, start + request->size);
}

/* RAM and hot-plug windows: by vnode, then as the caller has them; post: as
 * the caller has them. */
static void run_ordered(struct model *model, enum gpamap_phase phase)
{
	gather(model, phase);
	for (size_t placed = 0; placed < turn_count; placed++) {
		struct turn *best = NULL;

		for (size_t i = 0; i < turn_count; i++)
			if (!turns[i].done &&
			    (best == NULL ||
			     (phase != GPAMAP_PHASE_POST &&
			      at(model, turns[i].index)->vnode <
				      at(model, best->index)->vnode)))
				best = &turns[i];
		best->done = true;
		if (phase == GPAMAP_PHASE_RAM)
			place_ram(model, best->index);
		else
			place_above(model, best->index);
	}
}

static void begin(struct model *model, bool relocated)
{
	const struct gpamap_host *host = model->input->host;

	for (size_t i = 0; i < model->cells; i++)
		model->owner[i] = MODEL_FREE;
	model->problem_count = 0;
	model->top = 0;
	model->end_of_ram = 0;
	model->ram_from = 0;
	model->relocated = relocated;
	model->limit = GPAMAP_ADDRESS_END;
	if (host != NULL && host->address_bits != 0 && host->address_bits < 64)
		model->limit = UINT64_C(1) << host->address_bits;
	if (host != NULL && host->guest_reach != 0 &&
	    host->guest_reach < model->limit)
		model->limit = host->guest_reach;
}

static void attempt(struct model *model, bool relocated)
{
	const struct gpamap_host *host = model->input->host;

	begin(model, relocated);
	for (size_t i = 0; i < model->input->count; i++) {
		enum gpamap_status status = model_judge(model->input, i);

		if (status != GPAMAP_OK)
			model_fault(model, i, status);
	}
	place_all_given(model, true);
	avoid_all(model);
	place_all_given(model, false);
	run_mmio(model, GPAMAP_PHASE_MMIO32);
	run_ordered(model, GPAMAP_PHASE_RAM);
	model->cursor = end_of_ram(model);
	run_ordered(model, GPAMAP_PHASE_HOTPLUG);
	run_mmio(model, GPAMAP_PHASE_MMIO64);
	model->public_top = model->top;
	if (host != NULL && host->hypertransport == GPAMAP_HT_RELOCATE &&
	    !relocated && model->top <= HT_START)
		avoid(model, (struct gpamap_range){ HT_START, HT_END },
		      model->input->count + host->avoid_count);
	model->cursor = model->top;
	run_ordered(model, GPAMAP_PHASE_POST);
}

void model_run(struct model *model)
{
	const struct gpamap_host *host = model->input->host;

	attempt(model, false);
	if (host == NULL || host->hypertransport != GPAMAP_HT_RELOCATE)
		return;
	if (model->public_top > HT_START)
		attempt(model, true);
}
