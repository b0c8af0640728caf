/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include <gpamap/facts.h>

#include "array.h"
#include "carve.h"
#include "facts.h"
#include "resources.h"

/* A binary input has no lines: places are told in the sentences, in bytes. */
static const struct gpamap_place nowhere;

/* What a reader told so far; the room grows as it is needed. */
struct facts {
	struct gpamap_facts told;
	bool full; /* no memory for more */
};

static bool collect(void *context, const struct gpamap_fact *fact)
{
	struct facts *facts = context;
	struct gpamap_facts *told = &facts->told;

	facts->full = !gpamap_array_reserve((void **)&told->items,
					    &told->capacity, told->count,
					    sizeof(*told->items));
	return !facts->full && gpamap_facts_collect(told, fact);
}

static void settle(const struct facts *facts, struct gpamap_draft *draft,
		   struct gpamap_diags *diags)
{
	struct gpamap_resources resources;

	gpamap_resources_init(&resources, draft, diags);
	if (gpamap_facts_carve(facts->told.items, facts->told.count,
			       &resources))
		gpamap_resources_finish(&resources);
}

/* Make @draft of what was collected, or tell why there is nothing. */
static void finish(struct facts *facts, enum gpamap_status status,
		   const struct gpamap_error *error, struct gpamap_draft *draft,
		   struct gpamap_diags *diags)
{
	char text[GPAMAP_ERROR_TEXT_MAX];

	if (status != GPAMAP_OK) {
		gpamap_diag_sentence(error, text);
		gpamap_diag_syntax(diags, nowhere, "%s", text);
	} else if (facts->full) {
		gpamap_diag_syntax(diags, nowhere, "out of memory");
	} else if (facts->told.count == 0) {
		gpamap_diag_syntax(diags, nowhere,
				   "no ranges in this input, %zu other fact%s",
				   facts->told.others,
				   facts->told.others == 1 ? "" : "s");
	} else {
		settle(facts, draft, diags);
	}
	free(facts->told.items);
}

void gpamap_facts_read(gpamap_fact_reader *read, struct gpamap_span bytes,
		       struct gpamap_draft *draft, struct gpamap_diags *diags)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	struct facts facts = { .full = false };
	enum gpamap_status status =
		read(bytes.at, bytes.length, collect, &facts, &error);

	finish(&facts, status, &error, draft, diags);
}

void gpamap_facts_read_by(gpamap_keyed_reader *read,
			  const struct gpamap_value *values,
			  struct gpamap_span bytes, struct gpamap_draft *draft,
			  struct gpamap_diags *diags)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	struct facts facts = { .full = false };
	enum gpamap_status status =
		read(values, bytes.at, bytes.length, collect, &facts, &error);

	finish(&facts, status, &error, draft, diags);
}
