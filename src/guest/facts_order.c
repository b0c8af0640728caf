/* SPDX-License-Identifier: MIT */
#include "facts_order.h"

static int compare(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

int gpamap_fact_by_address(const struct gpamap_fact *a,
			   const struct gpamap_fact *b)
{
	if (a->start != b->start)
		return compare(a->start, b->start);
	if (a->end != b->end)
		return compare(a->end, b->end);
	if (a->kind != b->kind)
		return compare(a->kind, b->kind);
	if (a->offset != b->offset)
		return compare(a->offset, b->offset);
	return compare(a->vnode, b->vnode);
}

int gpamap_fact_by_slot(const struct gpamap_fact *a,
			const struct gpamap_fact *b)
{
	bool is_slot = a->type == GPAMAP_FACT_SLOT;

	if (is_slot != (b->type == GPAMAP_FACT_SLOT))
		return is_slot ? -1 : 1;
	if (a->slot != b->slot)
		return compare(a->slot, b->slot);
	return compare(a->offset, b->offset);
}

static bool is_sorted(const struct gpamap_fact *facts, size_t count,
		      gpamap_fact_order *order)
{
	for (size_t i = 1; i < count; i++)
		if (order(&facts[i - 1], &facts[i]) > 0)
			return false;
	return true;
}

/* Put @fact into the heap of @count, in which the place @at is free and the
 * places below it are heaps. */
static void sift(struct gpamap_fact *facts, size_t count, size_t at,
		 const struct gpamap_fact *fact, gpamap_fact_order *order)
{
	size_t below;

	while ((below = 2 * at + 1) < count) {
		if (below + 1 < count &&
		    order(&facts[below], &facts[below + 1]) < 0)
			below++;
		if (order(fact, &facts[below]) >= 0)
			break;
		facts[at] = facts[below];
		at = below;
	}
	facts[at] = *fact;
}

void gpamap_facts_sort(struct gpamap_fact *facts, size_t count,
		       gpamap_fact_order *order)
{
	struct gpamap_fact fact;

	if (is_sorted(facts, count, order))
		return;
	for (size_t i = count / 2; i-- > 0;) {
		fact = facts[i];
		sift(facts, count, i, &fact, order);
	}
	for (size_t i = count - 1; i > 0; i--) {
		fact = facts[i];
		facts[i] = facts[0];
		sift(facts, i, 0, &fact, order);
	}
}
