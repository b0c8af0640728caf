/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include <gpamap/acpi_hmat.h>
#include <gpamap/facts.h>

#include "facts.h"
#include "fuzz.h"

struct told {
	size_t size; /* of the input */
	uint64_t count;
};

static bool sound_fact(void *context, const struct gpamap_fact *fact)
{
	struct told *told = context;

	told->count++;
	fuzz_demand(fact->type <= GPAMAP_FACT_CACHE, "the type of a fact");
	fuzz_demand(fact->offset < told->size, "a fact within the input");
	fuzz_demand(fact->start <= fact->end, "a fact that is not reversed");
	fuzz_demand(fact->kind < GPAMAP_KIND_COUNT, "the kind of a fact");
	fuzz_demand(fact->vnode <= GPAMAP_VNODE_MAX ||
			    fact->vnode == GPAMAP_NO_VNODE,
		    "the vnode of a fact");
	fuzz_demand(fact->first_bus <= fact->last_bus, "the buses of a fact");
	fuzz_demand(fact->measure <= GPAMAP_HMAT_WRITE_BANDWIDTH,
		    "the measure of a fact");
	fuzz_demand(fact->level <= 15, "the level of a fact");
	return true;
}

enum gpamap_status sound_facts(gpamap_fact_reader *read,
			       struct gpamap_span bytes)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	struct told told = { .size = bytes.length };
	enum gpamap_status status;

	status = read(bytes.at, bytes.length, sound_fact, &told, &error);
	if (status == GPAMAP_OK) {
		/* A distance takes one byte, and nothing takes less. */
		fuzz_demand(told.count <= bytes.length,
			    "no more facts than bytes");
		return status;
	}
	fuzz_same((uint64_t)error.status, (uint64_t)status, "the status told");
	fuzz_same(told.count, 0, "facts before an error");
	if (status == GPAMAP_ERR_CORRUPT || status == GPAMAP_ERR_BAD_MAGIC)
		fuzz_demand(error.asked <= bytes.length,
			    "an error within the input");
	return status;
}

static void *take(size_t count, size_t size)
{
	void *memory = malloc(count * size);

	fuzz_demand(memory != NULL || count == 0, "memory for facts");
	return memory;
}

/* Make the map of @facts; a call that measured comes true. */
static enum gpamap_status make_layout(struct gpamap_facts *facts,
				      struct gpamap_storage *storage)
{
	const struct gpamap_layout *layout = NULL;
	struct gpamap_storage scratch = { NULL, 0, 0 };
	size_t count = facts->count;
	enum gpamap_status status;

	status = gpamap_facts_layout(facts, &scratch, storage, NULL, NULL);
	if (status != GPAMAP_OK)
		return status;
	fuzz_demand(scratch.need <= GPAMAP_FACTS_SCRATCH(count),
		    "scratch as the macro says");
	scratch.count = scratch.need;
	scratch.words = take(scratch.count, sizeof(uint64_t));
	status = gpamap_facts_layout(facts, &scratch, storage, NULL, NULL);
	if (status == GPAMAP_OK) {
		fuzz_demand(storage->need <= GPAMAP_FACTS_WORDS(count),
			    "storage as the macro says");
		storage->count = storage->need;
		storage->words = take(storage->count, sizeof(uint64_t));
		status = gpamap_facts_layout(facts, &scratch, storage, &layout,
					     NULL);
		fuzz_same((uint64_t)status, GPAMAP_OK, "what was measured");
	}
	free(scratch.words);
	return status;
}

void sound_facts_layout(gpamap_fact_reader *read, struct gpamap_span bytes,
			const struct gpamap_layout *layout)
{
	struct gpamap_storage storage = { NULL, 0, 0 };
	struct gpamap_facts counted = { .items = NULL };
	struct gpamap_facts facts = { .items = NULL };
	enum gpamap_status status;

	status = read(bytes.at, bytes.length, gpamap_facts_collect, &counted,
		      NULL);
	facts.capacity = counted.missed;
	facts.items = take(facts.capacity, sizeof(*facts.items));
	if (status == GPAMAP_OK)
		status = read(bytes.at, bytes.length, gpamap_facts_collect,
			      &facts, NULL);
	if (status == GPAMAP_OK)
		status = make_layout(&facts, &storage);
	if ((status == GPAMAP_OK) != (layout != NULL))
		fuzz_fail("%s of facts that the command makes %s of",
			  gpamap_status_name(status),
			  layout != NULL ? "a map" : "no map");
	if (layout != NULL)
		fuzz_same(gpamap_layout_digest((const void *)storage.words),
			  gpamap_layout_digest(layout),
			  "the digest of a map of facts");
	free(storage.words);
	free(facts.items);
}
