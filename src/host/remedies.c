/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "remedies.h"

/* Requests in the way of a moved range that are stepped over. */
#define STEPS_MAX 8u

/* A copy of the plan's input, to be changed and tried. */
struct workshop {
	const struct gpamap_planned *planned;
	const struct gpamap_plan_problem *problem;
	struct gpamap_plan_request *requests;
	struct gpamap_host host;
	struct gpamap_plan_input input;
	struct gpamap_trial trial;
	bool *failed; /* requests that had a problem all along */
	struct gpamap_remedy *remedies;
	size_t count;
};

static bool open_workshop(struct workshop *shop)
{
	const struct gpamap_planned *planned = shop->planned;
	size_t count = planned->input.count;
	size_t i;

	shop->requests = gpamap_memory_take(count + 1, sizeof(*shop->requests));
	shop->failed = gpamap_memory_take(count + 1, sizeof(*shop->failed));
	if (shop->requests == NULL || shop->failed == NULL)
		return false;
	memcpy(shop->requests, planned->requests,
	       count * sizeof(*shop->requests));
	for (i = 0; i < planned->trial.count; i++)
		shop->failed[planned->trial.problems[i].request] = true;
	shop->host = planned->host;
	shop->input = planned->input;
	shop->input.requests = shop->requests;
	shop->input.host = &shop->host;
	return true;
}

static void close_workshop(struct workshop *shop)
{
	gpamap_trial_clear(&shop->trial);
	free(shop->requests);
	free(shop->failed);
}

static struct gpamap_plan_request *patient(struct workshop *shop)
{
	return &shop->requests[shop->problem->request];
}

/* Undo what was changed. */
static void restore(struct workshop *shop, size_t request)
{
	shop->requests[request] = shop->planned->requests[request];
	shop->host = shop->planned->host;
}

/* Find the lowest range of the patient. */
static bool find_range(struct workshop *shop, struct gpamap_range *range)
{
	struct gpamap_plan_piece piece;
	bool more;

	for (more = gpamap_plan_first(shop->trial.plan, &piece); more;
	     more = gpamap_plan_next(shop->trial.plan, piece.range.start,
				     &piece)) {
		if (piece.request == shop->problem->request) {
			*range = piece.range;
			return true;
		}
	}
	return false;
}

/* Plan again: the patient must be well, and nobody else worse. */
static bool heals(struct workshop *shop, struct gpamap_range *range)
{
	size_t i;

	gpamap_trial_run(&shop->trial, &shop->input);
	if (shop->trial.plan == NULL ||
	    shop->trial.status == GPAMAP_ERR_NO_MEMORY)
		return false;
	for (i = 0; i < shop->trial.count; i++) {
		size_t request = shop->trial.problems[i].request;

		if (request == shop->problem->request || !shop->failed[request])
			return false;
	}
	return find_range(shop, range);
}

static bool note(struct workshop *shop, struct gpamap_remedy remedy)
{
	if (!heals(shop, &remedy.range))
		return false;
	if (shop->count < GPAMAP_REMEDIES_MAX)
		shop->remedies[shop->count++] = remedy;
	return true;
}

static void try_size(struct workshop *shop)
{
	const struct gpamap_plan_problem *problem = shop->problem;
	uint64_t size = problem->asked - problem->missing;

	size -= size % GPAMAP_PAGE_SIZE;
	if (problem->missing >= problem->asked || size == 0)
		return;
	patient(shop)->size = size;
	note(shop, (struct gpamap_remedy){ .kind = GPAMAP_REMEDY_SIZE,
					   .value = size });
	restore(shop, problem->request);
}

/* The largest smaller alignment that does; where the least does not, it is not
 * worth the plans to look. */
static void try_alignment(struct workshop *shop)
{
	size_t request = shop->problem->request;
	uint64_t least = shop->planned->least_alignments[request];
	uint64_t alignment = shop->problem->alignment / 2;
	struct gpamap_range range;

	if (least < GPAMAP_PAGE_SIZE)
		least = GPAMAP_PAGE_SIZE;
	patient(shop)->alignment = least;
	if (alignment >= least && !heals(shop, &range))
		alignment = 0;
	for (; alignment >= least; alignment /= 2) {
		patient(shop)->alignment = alignment;
		if (note(shop, (struct gpamap_remedy){
				       .kind = GPAMAP_REMEDY_ALIGNMENT,
				       .value = alignment }))
			break;
	}
	restore(shop, request);
}

static void try_min_piece(struct workshop *shop)
{
	if (patient(shop)->min_piece == 0)
		return;
	patient(shop)->min_piece = 0;
	note(shop, (struct gpamap_remedy){ .kind = GPAMAP_REMEDY_MIN_PIECE });
	restore(shop, shop->problem->request);
}

/* Without the bound it fits somewhere: the bound that lets it be there. */
static void try_bounds(struct workshop *shop)
{
	struct gpamap_range range;

	if (patient(shop)->max_address != 0) {
		patient(shop)->max_address = 0;
		if (heals(shop, &range)) {
			patient(shop)->max_address = range.end;
			note(shop,
			     (struct gpamap_remedy){ .kind = GPAMAP_REMEDY_MAX,
						     .value = range.end });
		}
		restore(shop, shop->problem->request);
	}
	if (patient(shop)->min_address != 0) {
		patient(shop)->min_address = 0;
		if (heals(shop, &range) && range.start != 0) {
			patient(shop)->min_address = range.start;
			note(shop,
			     (struct gpamap_remedy){ .kind = GPAMAP_REMEDY_MIN,
						     .value = range.start });
		}
		restore(shop, shop->problem->request);
	}
}

static void try_mmio64(struct workshop *shop)
{
	if (patient(shop)->phase != GPAMAP_PHASE_MMIO32)
		return;
	patient(shop)->phase = GPAMAP_PHASE_MMIO64;
	note(shop, (struct gpamap_remedy){ .kind = GPAMAP_REMEDY_MMIO64 });
	restore(shop, shop->problem->request);
}

/* Make @other smaller by what is missing, at the side that faces the largest
 * run; or, where that does not do, try without it. */
static void try_other(struct workshop *shop, size_t other, bool from_below)
{
	struct gpamap_plan_request *request;
	uint64_t missing = shop->problem->missing;
	bool done = false;

	if (other >= shop->planned->input.count)
		return;
	request = &shop->requests[other];
	missing += GPAMAP_PAGE_SIZE - 1;
	missing -= missing % GPAMAP_PAGE_SIZE;
	if (missing < request->size && missing >= shop->problem->missing) {
		request->size -= missing;
		if (from_below)
			request->address += missing;
		done = note(shop, (struct gpamap_remedy){
					  .kind = GPAMAP_REMEDY_OTHER_SIZE,
					  .value = request->size,
					  .other = other });
		restore(shop, other);
	}
	if (done)
		return;
	/* A node without memory takes no room. */
	*request = (struct gpamap_plan_request){ .phase = GPAMAP_PHASE_RAM };
	note(shop, (struct gpamap_remedy){ .kind = GPAMAP_REMEDY_OTHER_AWAY,
					   .other = other });
	restore(shop, other);
}

static void try_bits(struct workshop *shop)
{
	unsigned int bits = shop->planned->host.address_bits;
	struct gpamap_range range;

	if (bits == 0)
		return;
	shop->host.address_bits = 64;
	if (!heals(shop, &range))
		bits = 64;
	while (++bits <= 64) {
		shop->host.address_bits = bits;
		if (note(shop,
			 (struct gpamap_remedy){ .kind = GPAMAP_REMEDY_BITS,
						 .value = bits }))
			break;
	}
	restore(shop, shop->problem->request);
}

static void try_reach(struct workshop *shop)
{
	struct gpamap_range range;

	if (shop->planned->host.guest_reach == 0)
		return;
	shop->host.guest_reach = 0;
	if (heals(shop, &range)) {
		shop->host.guest_reach = gpamap_plan_top(shop->trial.plan);
		note(shop,
		     (struct gpamap_remedy){ .kind = GPAMAP_REMEDY_REACH,
					     .value = shop->host.guest_reach });
	}
	restore(shop, shop->problem->request);
}

/* Give where a range of @size stands clear of the one of @other: right above
 * or right below what was placed there. */
static bool step_aside(const struct gpamap_plan *plan, size_t other,
		       struct gpamap_range wanted, bool up, uint64_t *address)
{
	struct gpamap_plan_piece piece;
	uint64_t size = wanted.end - wanted.start;
	bool more;

	for (more = gpamap_plan_first(plan, &piece); more;
	     more = gpamap_plan_next(plan, piece.range.start, &piece)) {
		if (piece.request != other || piece.range.end <= wanted.start ||
		    piece.range.start >= wanted.end)
			continue;
		*address = up ? piece.range.end : piece.range.start - size;
		return up ? *address <= GPAMAP_ADDRESS_END - size
			  : piece.range.start >= size;
	}
	return false;
}

static void try_address(struct workshop *shop, bool up)
{
	struct gpamap_plan_problem problem = *shop->problem;
	const struct gpamap_plan *plan = shop->planned->trial.plan;
	const struct gpamap_plan_problem *next;
	unsigned int step;
	uint64_t address;

	for (step = 0; step < STEPS_MAX; step++) {
		if (!step_aside(plan, problem.other, problem.range, up,
				&address))
			break;
		patient(shop)->address = address;
		if (note(shop,
			 (struct gpamap_remedy){ .kind = GPAMAP_REMEDY_ADDRESS,
						 .value = address }))
			break;
		next = gpamap_trial_problem(&shop->trial,
					    shop->problem->request);
		plan = shop->trial.plan;
		if (plan == NULL || next == NULL ||
		    next->status != GPAMAP_ERR_OVERLAP)
			break;
		problem = *next;
	}
	restore(shop, shop->problem->request);
}

static void try_all(struct workshop *shop)
{
	const struct gpamap_plan_problem *problem = shop->problem;

	if (problem->status == GPAMAP_ERR_NO_FIT) {
		try_size(shop);
		try_alignment(shop);
		try_min_piece(shop);
		try_bounds(shop);
		try_mmio64(shop);
		try_other(shop, problem->above, true);
		if (problem->other != problem->above)
			try_other(shop, problem->other, false);
	}
	if (problem->status == GPAMAP_ERR_OVERLAP) {
		try_address(shop, false);
		try_address(shop, true);
		try_other(shop, problem->other, true);
	}
	if (problem->status == GPAMAP_ERR_NO_FIT ||
	    problem->status == GPAMAP_ERR_TOO_HIGH) {
		try_bits(shop);
		try_reach(shop);
	}
}

bool gpamap_remedies_find(const struct gpamap_planned *planned,
			  const struct gpamap_plan_problem *problem,
			  struct gpamap_remedy *remedies, size_t *count)
{
	struct workshop shop = { .planned = planned,
				 .problem = problem,
				 .remedies = remedies };
	bool fine = open_workshop(&shop);

	if (fine)
		try_all(&shop);
	*count = shop.count;
	close_workshop(&shop);
	return fine;
}
