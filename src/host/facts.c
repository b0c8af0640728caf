/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "../guest/carve.h"
#include "array.h"
#include "carve.h"
#include "facts.h"
#include "resources.h"

/* A binary input has no lines: places are told in the sentences, in bytes. */
static const struct gpamap_place nowhere;

/* What a reader told so far. */
struct facts {
	struct gpamap_fact *items; /* those with a range */
	size_t count;
	size_t capacity;
	size_t others;
	bool full; /* no memory for more */
};

static bool collect(void *context, const struct gpamap_fact *told)
{
	struct gpamap_fact fact = *told;
	struct facts *facts = context;

	if (!gpamap_carve_takes(&fact)) {
		facts->others++;
		return true;
	}
	facts->full = !gpamap_array_reserve((void **)&facts->items,
					    &facts->capacity, facts->count,
					    sizeof(*facts->items));
	if (!facts->full)
		facts->items[facts->count++] = fact;
	return !facts->full;
}

static void settle(const struct facts *facts, struct gpamap_draft *draft,
		   struct gpamap_diags *diags)
{
	struct gpamap_resources resources;

	gpamap_resources_init(&resources, draft, diags);
	if (gpamap_facts_carve(facts->items, facts->count, &resources))
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
	} else if (facts->count == 0) {
		gpamap_diag_syntax(diags, nowhere,
				   "no ranges in this input, %zu other fact%s",
				   facts->others,
				   facts->others == 1 ? "" : "s");
	} else {
		settle(facts, draft, diags);
	}
	free(facts->items);
}

void gpamap_facts_read(gpamap_fact_reader *read, struct gpamap_span bytes,
		       struct gpamap_draft *draft, struct gpamap_diags *diags)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	struct facts facts = { 0 };
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
	struct facts facts = { 0 };
	enum gpamap_status status =
		read(values, bytes.at, bytes.length, collect, &facts, &error);

	finish(&facts, status, &error, draft, diags);
}
