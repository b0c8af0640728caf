/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>

#include "../guest/carve.h"
#include "carve.h"

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

static void complain(struct gpamap_diags *diags,
		     const struct gpamap_clash *clash)
{
	struct gpamap_place none = { 0, 0 };
	char one[96], other[96];

	describe(clash->fact, one, sizeof(one));
	describe(clash->other, other, sizeof(other));
	gpamap_diag_syntax(diags, none, "%s %s %s", one,
			   clash->numbers ? "has the number of" : "overlaps",
			   other);
}

static bool add_piece(void *context, const struct gpamap_carved *piece)
{
	struct gpamap_resource resource = {
		.start = piece->start,
		.last = piece->last,
		.kind = piece->kind,
		.vnode = piece->vnode,
		.has_vnode = piece->vnode != GPAMAP_NO_VNODE,
		.name = { NULL, 0 },
	};

	return gpamap_resources_add(context, &resource);
}

bool gpamap_facts_carve(struct gpamap_fact *facts, size_t count,
			struct gpamap_resources *resources)
{
	struct gpamap_clash clash;

	if (!gpamap_carve_prepare(facts, &count, &clash)) {
		complain(resources->diags, &clash);
		return false;
	}
	return gpamap_carve(facts, count, add_piece, resources);
}
