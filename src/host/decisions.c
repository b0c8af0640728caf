/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "decisions.h"
#include "memory.h"

/* Ranges that gpamap_decisions_passed() looks at: more make no sentence. */
#define LOOKS_MAX 4096u

/* The order of decisions within a plan. What is equal goes by address. */
struct turn {
	struct gpamap_decision decision;
	unsigned int step;
	uint64_t first; /* smaller comes first, then second, then number */
	uint64_t second;
	uint64_t number;
	size_t address_index; /* place in address order */
};

enum step {
	STEP_RESERVED,
	STEP_AVOIDED,
	STEP_GIVEN,
	STEP_PHASES, /* and on: the phases */
	STEP_LATE = STEP_PHASES + GPAMAP_PHASE_COUNT,
};

static int compare_numbers(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int compare_turns(const void *left, const void *right)
{
	const struct turn *a = left;
	const struct turn *b = right;
	int order = compare_numbers(a->step, b->step);

	if (order == 0)
		order = compare_numbers(a->first, b->first);
	if (order == 0)
		order = compare_numbers(a->second, b->second);
	if (order == 0)
		order = compare_numbers(a->number, b->number);
	if (order == 0)
		order = compare_numbers(a->decision.piece.range.start,
					b->decision.piece.range.start);
	return order;
}

static uint64_t alignment_of(const struct gpamap_plan_request *request)
{
	return request->alignment != 0 ? request->alignment : GPAMAP_PAGE_SIZE;
}

/* A request whose preferred alignment found no room had another turn. Where
 * there is room later there was room at first, so that a range that is so
 * aligned was placed in its first turn. */
static void set_mmio_turn(struct turn *turn)
{
	struct gpamap_decision *decision = &turn->decision;
	const struct gpamap_plan_request *request = &decision->request;
	uint64_t alignment = alignment_of(request);

	if (request->preferred_alignment > alignment) {
		decision->fell_back = decision->piece.range.start %
					      request->preferred_alignment !=
				      0;
		if (!decision->fell_back)
			alignment = request->preferred_alignment;
	}
	turn->first = UINT64_MAX - alignment;
	turn->second = UINT64_MAX - request->size;
	turn->number =
		2 * (uint64_t)decision->piece.request + decision->fell_back;
}

/* The addresses from which RAM is relocated are left alone where that is not
 * needed, and are reserved in the end. */
static bool is_late(const struct gpamap_decisions *decisions,
		    const struct gpamap_decision *decision)
{
	const struct gpamap_plan_input *input = decisions->input;

	return input->host->hypertransport == GPAMAP_HT_RELOCATE &&
	       !gpamap_plan_relocated(decisions->plan) &&
	       decision->piece.request ==
		       input->count + input->host->avoid_count;
}

static void set_turn(const struct gpamap_decisions *decisions,
		     struct turn *turn)
{
	struct gpamap_decision *decision = &turn->decision;
	const struct gpamap_plan_request *request = &decision->request;
	enum gpamap_phase phase = request->phase;

	turn->step = STEP_PHASES + (unsigned int)phase;
	if (decision->avoided)
		turn->step = is_late(decisions, decision) ? STEP_LATE
							  : STEP_AVOIDED;
	else if (phase == GPAMAP_PHASE_RESERVE)
		turn->step = STEP_RESERVED;
	else if (decision->given)
		turn->step = STEP_GIVEN;
	else
		set_mmio_turn(turn);
	if (turn->step >= STEP_PHASES &&
	    (phase == GPAMAP_PHASE_MMIO32 || phase == GPAMAP_PHASE_MMIO64))
		return;
	/* All others go in the caller's order, most within that of nodes. */
	turn->first = 0;
	turn->second = 0;
	turn->number = decision->piece.request;
	if (turn->step >= STEP_PHASES && phase != GPAMAP_PHASE_POST)
		turn->first = request->vnode;
}

static struct gpamap_plan_request
request_of(const struct gpamap_plan_input *input,
	   const struct gpamap_plan_piece *piece)
{
	struct gpamap_plan_request made_up = {
		.phase = GPAMAP_PHASE_RESERVE,
		.kind = piece->kind,
		.tag = piece->tag,
		.address = piece->range.start,
		.size = piece->range.end - piece->range.start,
	};

	return piece->request < input->count ? input->requests[piece->request]
					     : made_up;
}

static void collect(const struct gpamap_decisions *decisions,
		    struct turn *turns)
{
	struct gpamap_plan_piece piece;
	size_t count = 0;
	bool more;

	for (more = gpamap_plan_first(decisions->plan, &piece); more;
	     more = gpamap_plan_next(decisions->plan, piece.range.start,
				     &piece)) {
		struct turn *turn = &turns[count];

		*turn = (struct turn){ .decision.piece = piece,
				       .address_index = count++ };
		turn->decision.request = request_of(decisions->input, &piece);
		turn->decision.avoided = piece.request >=
					 decisions->input->count;
		turn->decision.given = turn->decision.request.exact ||
				       turn->decision.request.phase <=
					       GPAMAP_PHASE_FIXED;
		set_turn(decisions, turn);
	}
}

/* Number the pieces of each request, which are side by side, and sum them. */
static void number_parts(struct gpamap_decision *items, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		const struct gpamap_range *range = &items[i].piece.range;

		items[i].placed = range->end - range->start;
		if (i == 0 ||
		    items[i].piece.request != items[i - 1].piece.request)
			continue;
		items[i].part = items[i - 1].part + 1;
		items[i].placed += items[i - 1].placed;
	}
	for (i = count; i > 0; i--) {
		struct gpamap_decision *item = &items[i - 1];

		item->parts = item->part + 1;
		if (i < count && items[i].part > 0) {
			item->parts = items[i].parts;
			item->placed = items[i].placed;
		}
	}
}

/* Keep on @stack those that are decided before @item; give the last. */
static size_t settle_stack(size_t *stack, size_t *depth, size_t item)
{
	while (*depth > 0 && stack[*depth - 1] > item)
		--*depth;
	return *depth > 0 ? stack[*depth - 1] : GPAMAP_PLAN_NONE;
}

/* Find, for each item, the nearest that were decided before it. */
static void find_neighbours(struct gpamap_decisions *decisions, size_t *stack)
{
	struct gpamap_decision *items = decisions->items;
	size_t depth = 0, i, item;

	for (i = 0; i < decisions->count; i++) {
		item = decisions->by_address[i];
		items[item].below = settle_stack(stack, &depth, item);
		if (items[item].below != GPAMAP_PLAN_NONE)
			items[item].run.start =
				items[items[item].below].piece.range.end;
		stack[depth++] = item;
	}
	depth = 0;
	for (i = decisions->count; i > 0; i--) {
		item = decisions->by_address[i - 1];
		items[item].above = settle_stack(stack, &depth, item);
		items[item].run.end = GPAMAP_ADDRESS_END;
		if (items[item].above != GPAMAP_PLAN_NONE)
			items[item].run.end =
				items[items[item].above].piece.range.start;
		stack[depth++] = item;
	}
}

static void fill(struct gpamap_decisions *decisions, struct turn *turns)
{
	size_t i;

	collect(decisions, turns);
	qsort(turns, decisions->count, sizeof(*turns), compare_turns);
	for (i = 0; i < decisions->count; i++) {
		decisions->items[i] = turns[i].decision;
		decisions->by_address[turns[i].address_index] = i;
	}
	number_parts(decisions->items, decisions->count);
}

bool gpamap_decisions_make(struct gpamap_decisions *decisions,
			   const struct gpamap_plan *plan,
			   const struct gpamap_plan_input *input)
{
	size_t count = gpamap_plan_count(plan);
	struct turn *turns = gpamap_memory_take(count + 1, sizeof(*turns));
	size_t *stack = gpamap_memory_take(count + 1, sizeof(*stack));
	bool fine;

	*decisions = (struct gpamap_decisions){
		.items = gpamap_memory_take(count + 1,
					    sizeof(*decisions->items)),
		.by_address = gpamap_memory_take(count + 1, sizeof(size_t)),
		.count = count,
		.plan = plan,
		.input = input,
	};
	fine = turns != NULL && stack != NULL && decisions->items != NULL &&
	       decisions->by_address != NULL;
	if (fine) {
		fill(decisions, turns);
		find_neighbours(decisions, stack);
	}
	free(turns);
	free(stack);
	if (!fine)
		gpamap_decisions_clear(decisions);
	return fine;
}

/* Count the free bytes from @start to @end as one run. */
static void pass_run(struct gpamap_passed *passed, uint64_t start, uint64_t end,
		     uint64_t alignment)
{
	uint64_t rest = start % alignment;
	uint64_t skip = rest == 0 ? 0 : alignment - rest;

	if (start >= end)
		return;
	passed->bytes += end - start;
	passed->runs++;
	if (end - start > passed->largest)
		passed->largest = end - start;
	if (end - start < skip || end - start - skip < alignment)
		passed->unaligned += end - start;
}

/* The first place in address order whose range ends above @address. */
static size_t first_above(const struct gpamap_decisions *decisions,
			  uint64_t address)
{
	size_t low = 0, high = decisions->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		size_t item = decisions->by_address[middle];

		if (decisions->items[item].piece.range.end > address)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

bool gpamap_decisions_passed(const struct gpamap_decisions *decisions,
			     size_t index, struct gpamap_range range,
			     struct gpamap_passed *passed)
{
	uint64_t alignment = alignment_of(&decisions->items[index].request);
	uint64_t address = range.start;
	size_t at = first_above(decisions, range.start);
	size_t last = at + LOOKS_MAX;

	*passed = (struct gpamap_passed){ .first_hole = GPAMAP_PLAN_NONE };
	for (; at < decisions->count; at++) {
		size_t item = decisions->by_address[at];
		const struct gpamap_range *taken =
			&decisions->items[item].piece.range;

		if (taken->start >= range.end)
			break;
		if (at == last)
			return false;
		if (item >= index)
			continue;
		pass_run(passed, address, taken->start, alignment);
		address = taken->end;
		if (passed->holes++ == 0)
			passed->first_hole = item;
	}
	pass_run(passed, address, range.end, alignment);
	return true;
}

void gpamap_decisions_clear(struct gpamap_decisions *decisions)
{
	free(decisions->items);
	free(decisions->by_address);
	*decisions = (struct gpamap_decisions){ .plan = NULL };
}
