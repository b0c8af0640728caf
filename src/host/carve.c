/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "carve.h"

/* The kinds by how much they say about a byte, the least first. */
static const unsigned char ranks[GPAMAP_KIND_COUNT] = {
	[GPAMAP_KIND_HOTPLUG] = 1,	[GPAMAP_KIND_RAM] = 2,
	[GPAMAP_KIND_PMEM] = 3,		[GPAMAP_KIND_MMIO] = 4,
	[GPAMAP_KIND_PCI_MMIO] = 5,	[GPAMAP_KIND_DEVICE] = 6,
	[GPAMAP_KIND_RESERVED] = 7,	[GPAMAP_KIND_FIRMWARE_TABLES] = 8,
	[GPAMAP_KIND_FIRMWARE_NVS] = 9, [GPAMAP_KIND_UNUSABLE] = 10,
	[GPAMAP_KIND_VTL2] = 11,	[GPAMAP_KIND_PCI_ECAM] = 12,
};

static int compare(const void *left, const void *right)
{
	const struct gpamap_fact *a = left, *b = right;

	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->end != b->end)
		return a->end < b->end ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return (a->offset > b->offset) - (a->offset < b->offset);
}

/* Most sources are in order, and sorting would move each of them. */
static void sort(struct gpamap_fact *facts, size_t count)
{
	size_t i;

	for (i = 1; i < count; i++)
		if (compare(&facts[i - 1], &facts[i]) > 0)
			break;
	if (i < count)
		qsort(facts, count, sizeof(*facts), compare);
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
	size_t i;

	for (i = 0; i < count; i++)
		if (kept == 0 || !repeats(&facts[kept - 1], &facts[i]))
			facts[kept++] = facts[i];
	return kept;
}

/* Name a range as its source does: by its kind, or by the slot's number. */
static void describe(const struct gpamap_fact *fact, char *text, size_t size)
{
	char name[32];

	if (fact->type == GPAMAP_FACT_SLOT)
		snprintf(name, sizeof(name), "slot %" PRIu32, fact->slot);
	else
		snprintf(name, sizeof(name), "%s",
			 gpamap_kind_name(fact->kind));
	snprintf(text, size, "%s 0x%" PRIx64 "-0x%" PRIx64 " at byte %zu", name,
		 fact->start, fact->end, fact->offset);
}

static void complain(struct gpamap_diags *diags, const struct gpamap_fact *a,
		     const char *verb, const struct gpamap_fact *b)
{
	struct gpamap_place none = { 0, 0 };
	char one[96], other[96];

	describe(a, one, sizeof(one));
	describe(b, other, sizeof(other));
	gpamap_diag_syntax(diags, none, "%s %s %s", one, verb, other);
}

static int compare_slots(const void *left, const void *right)
{
	const struct gpamap_fact *a = left, *b = right;

	if (a->slot != b->slot)
		return a->slot < b->slot ? -1 : 1;
	return (a->offset > b->offset) - (a->offset < b->offset);
}

/* KVM takes a slot whose number it has for a change of that slot. */
static bool are_numbered(struct gpamap_fact *facts, size_t count,
			 struct gpamap_diags *diags)
{
	size_t i;

	qsort(facts, count, sizeof(*facts), compare_slots);
	for (i = 1; i < count; i++)
		if (facts[i].slot == facts[i - 1].slot) {
			complain(diags, &facts[i], "has the number of",
				 &facts[i - 1]);
			return false;
		}
	return true;
}

/* Whatever they hold, slots share nothing: neither numbers nor addresses.
 * Leaves @facts by start. */
static bool are_slots_apart(struct gpamap_fact *facts, size_t count,
			    struct gpamap_diags *diags)
{
	const struct gpamap_fact *last = &facts[0];
	size_t i;

	if (!are_numbered(facts, count, diags))
		return false;
	sort(facts, count);
	for (i = 1; i < count; i++) {
		if (facts[i].start < last->end) {
			complain(diags, &facts[i], "overlaps", last);
			return false;
		}
		last = &facts[i];
	}
	return true;
}

/* Of each kind, one range only at a time; twice reserved is reserved. */
static bool are_apart(const struct gpamap_fact *facts, size_t count,
		      struct gpamap_diags *diags)
{
	const struct gpamap_fact *last[GPAMAP_KIND_COUNT] = { NULL };
	size_t i;

	for (i = 0; i < count; i++) {
		const struct gpamap_fact **before = &last[facts[i].kind];

		if (*before != NULL && facts[i].start < (*before)->end &&
		    facts[i].kind != GPAMAP_KIND_RESERVED) {
			complain(diags, &facts[i], "overlaps", *before);
			return false;
		}
		if (*before == NULL || (*before)->end < facts[i].end)
			*before = &facts[i];
	}
	return true;
}

/* One range a kind is open at an address, so the open ones are few. */
struct carving {
	const struct gpamap_fact *open[GPAMAP_KIND_COUNT]; /* by rank */
	const struct gpamap_fact *owner; /* of the last piece */
	struct gpamap_resources *resources;
};

/* What the same range goes on with, where another opened below it. */
static bool lengthen(struct carving *carving, const struct gpamap_fact *fact,
		     const struct gpamap_resource *piece)
{
	struct gpamap_resource *last;

	if (carving->owner != fact)
		return false;
	last = &carving->resources->last;
	if (last->last + 1 != piece->start)
		return false;
	last->last = piece->last;
	return true;
}

static bool add_piece(struct carving *carving, const struct gpamap_fact *fact,
		      uint64_t start, uint64_t end)
{
	struct gpamap_resource piece = {
		.start = start,
		/* What ends with the space has its last byte. */
		.last = end == UINT64_MAX ? end : end - 1,
		.kind = fact->kind,
		.vnode = fact->vnode,
		.has_vnode = fact->vnode != GPAMAP_NO_VNODE,
		.name = { NULL, 0 },
	};

	if (!piece.has_vnode)
		piece.vnode = 0;
	if (lengthen(carving, fact, &piece))
		return true;
	carving->owner = fact;
	return gpamap_resources_add(carving->resources, &piece);
}

/* Give the open range of the highest rank that goes on behind @at. */
static const struct gpamap_fact *top_at(const struct carving *carving,
					uint64_t at)
{
	size_t rank = GPAMAP_KIND_COUNT;

	while (rank-- > 0)
		if (carving->open[rank] != NULL &&
		    carving->open[rank]->end > at)
			return carving->open[rank];
	return NULL;
}

/* Hand on all that is open from @at to @limit, where the next one opens. */
static bool carve_to(struct carving *carving, uint64_t at, uint64_t limit)
{
	const struct gpamap_fact *top;
	uint64_t end;

	while (at < limit && (top = top_at(carving, at)) != NULL) {
		end = top->end < limit ? top->end : limit;
		if (!add_piece(carving, top, at, end))
			return false;
		at = end;
	}
	return true;
}

static void open_one(struct carving *carving, const struct gpamap_fact *fact)
{
	const struct gpamap_fact **open = &carving->open[ranks[fact->kind]];

	if (*open == NULL || (*open)->end <= fact->end)
		*open = fact;
}

bool gpamap_facts_carve(struct gpamap_fact *facts, size_t count,
			struct gpamap_resources *resources)
{
	struct carving carving = { .resources = resources };
	struct gpamap_diags *diags = resources->diags;
	uint64_t at = 0;
	size_t i;

	if (count > 0 && facts[0].type == GPAMAP_FACT_SLOT &&
	    !are_slots_apart(facts, count, diags))
		return false;
	sort(facts, count);
	count = drop_repeated(facts, count);
	if (!are_apart(facts, count, diags))
		return false;
	for (i = 0; i < count; i++) {
		if (!carve_to(&carving, at, facts[i].start))
			return false;
		at = facts[i].start;
		open_one(&carving, &facts[i]);
	}
	return carve_to(&carving, at, UINT64_MAX);
}
