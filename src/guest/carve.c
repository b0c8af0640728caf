/* SPDX-License-Identifier: MIT */
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

/* One range a kind is open at an address, so the open ones are few. */
struct carving {
	const struct gpamap_fact *open[GPAMAP_KIND_COUNT]; /* by rank */
	const struct gpamap_fact *owner; /* of the piece; NULL: no piece */
	struct gpamap_carved piece; /* the last one, not handed on yet */
	gpamap_carve_take *take;
	void *context;
};

static bool hand_on(const struct carving *carving)
{
	return carving->owner == NULL ||
	       carving->take(carving->context, &carving->piece);
}

/* Add what is from @start to @end to the pieces: to the last one, where the
 * same range goes on below which another opened. */
static bool add_piece(struct carving *carving, const struct gpamap_fact *fact,
		      uint64_t start, uint64_t end)
{
	/* What ends with the space has its last byte. */
	uint64_t last = end == UINT64_MAX ? end : end - 1;

	if (carving->owner == fact && carving->piece.last + 1 == start) {
		carving->piece.last = last;
		return true;
	}
	if (!hand_on(carving))
		return false;
	carving->owner = fact;
	carving->piece = (struct gpamap_carved){
		.start = start,
		.last = last,
		.kind = fact->kind,
		.vnode = fact->vnode,
	};
	return true;
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

/* Add all that is open from @at to @limit, where the next one opens. */
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

bool gpamap_carve(const struct gpamap_fact *facts, size_t count,
		  gpamap_carve_take *take, void *context)
{
	struct carving carving = { .take = take, .context = context };
	uint64_t at = 0;

	for (size_t i = 0; i < count; i++) {
		if (!carve_to(&carving, at, facts[i].start))
			return false;
		at = facts[i].start;
		open_one(&carving, &facts[i]);
	}
	return carve_to(&carving, at, UINT64_MAX) && hand_on(&carving);
}
