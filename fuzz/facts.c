/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_hmat.h>

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
