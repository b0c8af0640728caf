/* SPDX-License-Identifier: MIT */
#include "carve.h"
#include "facts_order.h"

bool gpamap_carve_takes(struct gpamap_fact *fact)
{
	switch (fact->type) {
	case GPAMAP_FACT_RANGE:
		break;
	case GPAMAP_FACT_ECAM:
		fact->kind = GPAMAP_KIND_PCI_ECAM;
		fact->vnode = GPAMAP_NO_VNODE;
		break;
	case GPAMAP_FACT_SLOT:
		fact->kind = fact->flags & GPAMAP_FACT_READ_ONLY
				     ? GPAMAP_KIND_RESERVED
				     : GPAMAP_KIND_RAM;
		fact->vnode = GPAMAP_NO_VNODE;
		break;
	default:
		return false;
	}
	return fact->kind != GPAMAP_KIND_HOLE && fact->start < fact->end;
}

/* Say whether @b only repeats @a; what @a does not know it learns. */
static bool repeats(struct gpamap_fact *a, const struct gpamap_fact *b)
{
	if (a->start != b->start || a->end != b->end || a->kind != b->kind ||
	    (a->vnode != b->vnode && a->vnode != GPAMAP_NO_VNODE &&
	     b->vnode != GPAMAP_NO_VNODE))
		return false;
	if (a->vnode == GPAMAP_NO_VNODE)
		a->vnode = b->vnode;
	return true;
}

/* Drop what is told twice; give how many are left. */
static size_t drop_repeated(struct gpamap_fact *facts, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (kept == 0 || !repeats(&facts[kept - 1], &facts[i]))
			facts[kept++] = facts[i];
	return kept;
}

static bool has_slots(const struct gpamap_fact *facts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (facts[i].type == GPAMAP_FACT_SLOT)
			return true;
	return false;
}

/* KVM takes a slot whose number it has for a change of that slot. */
static bool are_numbered(struct gpamap_fact *facts, size_t count,
			 struct gpamap_clash *clash)
{
	gpamap_facts_sort(facts, count, gpamap_fact_by_slot);
	for (size_t i = 1; i < count && facts[i].type == GPAMAP_FACT_SLOT; i++)
		if (facts[i].slot == facts[i - 1].slot) {
			*clash = (struct gpamap_clash){ &facts[i],
							&facts[i - 1], true };
			return false;
		}
	return true;
}

/* Whatever they hold, slots share no addresses. */
static bool are_slots_apart(const struct gpamap_fact *facts, size_t count,
			    struct gpamap_clash *clash)
{
	const struct gpamap_fact *last = NULL;

	for (size_t i = 0; i < count; i++) {
		if (facts[i].type != GPAMAP_FACT_SLOT)
			continue;
		if (last != NULL && facts[i].start < last->end) {
			*clash =
				(struct gpamap_clash){ &facts[i], last, false };
			return false;
		}
		last = &facts[i];
	}
	return true;
}

/* Of each kind, one range only at a time; twice reserved is reserved. */
static bool are_apart(const struct gpamap_fact *facts, size_t count,
		      struct gpamap_clash *clash)
{
	const struct gpamap_fact *last[GPAMAP_KIND_COUNT] = { NULL };

	for (size_t i = 0; i < count; i++) {
		const struct gpamap_fact **before = &last[facts[i].kind];

		if (*before != NULL && facts[i].start < (*before)->end &&
		    facts[i].kind != GPAMAP_KIND_RESERVED) {
			*clash = (struct gpamap_clash){ &facts[i], *before,
							false };
			return false;
		}
		*before = &facts[i];
	}
	return true;
}

bool gpamap_carve_prepare(struct gpamap_fact *facts, size_t *count,
			  struct gpamap_clash *clash)
{
	bool slots = has_slots(facts, *count);

	if (slots && !are_numbered(facts, *count, clash))
		return false;
	gpamap_facts_sort(facts, *count, gpamap_fact_by_address);
	if (slots && !are_slots_apart(facts, *count, clash))
		return false;
	*count = drop_repeated(facts, *count);
	return are_apart(facts, *count, clash);
}
