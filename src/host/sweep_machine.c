/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "machine.h"
#include "memory.h"
#include "planned.h"
#include "sweep_machine.h"

/* Add what the machine has; its index is its name from then on. */
static bool add_thing(struct gpamap_sweep_machine *sweep, enum gpamap_kind kind,
		      uint64_t vnode, const char *name)
{
	struct gpamap_machine_thing *thing;

	if (!gpamap_array_reserve((void **)&sweep->things, &sweep->capacity,
				  sweep->thing_count, sizeof(*sweep->things)))
		return false;
	thing = &sweep->things[sweep->thing_count];
	*thing = (struct gpamap_machine_thing){
		kind, vnode, gpamap_span_copy(gpamap_span_of(name))
	};
	if (thing->name == NULL)
		return false;
	sweep->thing_count++;
	return true;
}

/* All RAM of a node is one thing, whatever its pieces are called; anything else
 * goes by kind and name. */
static bool find_thing(struct gpamap_sweep_machine *sweep,
		       const struct gpamap_plan_piece *piece, size_t *index)
{
	const char *name = piece->tag != NULL ? piece->tag
					      : gpamap_kind_name(piece->kind);
	bool ram = piece->kind == GPAMAP_KIND_RAM;
	uint64_t vnode = ram ? piece->vnode : 0;
	char node[40];

	snprintf(node, sizeof(node), "node %u", (unsigned int)vnode);
	if (ram)
		name = node;
	for (*index = 0; *index < sweep->thing_count; ++*index) {
		const struct gpamap_machine_thing *thing =
			&sweep->things[*index];

		if (thing->kind == piece->kind && thing->vnode == vnode &&
		    strcmp(thing->name, name) == 0)
			return true;
	}
	return add_thing(sweep, piece->kind, vnode, name);
}

static bool take_plan(struct gpamap_sweep_machine *sweep,
		      const struct gpamap_plan *plan,
		      struct gpamap_snapshot *snapshot)
{
	struct gpamap_plan_piece piece;
	size_t thing;
	bool more;

	for (more = gpamap_plan_first(plan, &piece); more;
	     more = gpamap_plan_next(plan, piece.range.start, &piece))
		if (!find_thing(sweep, &piece, &thing) ||
		    !gpamap_snapshot_add(snapshot, thing, piece.range))
			return false;
	gpamap_snapshot_sort(snapshot);
	return true;
}

/* The machine at one size. */
struct machine_at {
	struct gpamap_draft draft;
	struct gpamap_planned planned;
	struct gpamap_diags diags;
};

/* Plan the machine at @size. Returns false where there is no map. */
static bool plan_at(struct gpamap_sweep_machine *sweep, uint64_t size,
		    struct machine_at *at)
{
	*at = (struct machine_at){ .diags.limit = 1 };
	sweep->sizes[sweep->count - 1] = size;
	return gpamap_machine_draft(sweep->text, sweep->sizes, sweep->count,
				    &at->draft, &at->diags) &&
	       gpamap_planned_make(&at->planned, &at->draft, &at->diags) &&
	       at->planned.trial.status == GPAMAP_OK;
}

static void clear(struct machine_at *at)
{
	gpamap_planned_clear(&at->planned);
	gpamap_draft_clear(&at->draft);
	gpamap_diags_clear(&at->diags);
}

static bool take(void *context, uint64_t size, struct gpamap_snapshot *snapshot)
{
	struct gpamap_sweep_machine *sweep = context;
	struct machine_at at;
	bool fine = true;

	snapshot->fails = !plan_at(sweep, size, &at);
	if (!snapshot->fails)
		fine = take_plan(sweep, at.planned.trial.plan, snapshot);
	clear(&at);
	return fine;
}

static void reason(void *context, uint64_t size, char *text)
{
	struct gpamap_sweep_machine *sweep = context;
	struct machine_at at;

	if (!plan_at(sweep, size, &at) && at.planned.trial.plan != NULL)
		gpamap_planned_report(&at.planned, &at.diags);
	snprintf(text, GPAMAP_SWEEP_REASON_MAX, "%s",
		 at.diags.count > 0 ? at.diags.items[0].text : "");
	clear(&at);
}

static const char *name(void *context, size_t thing)
{
	const struct gpamap_sweep_machine *sweep = context;

	return sweep->things[thing].name;
}

static enum gpamap_kind kind(void *context, size_t thing, uint64_t *vnode)
{
	const struct gpamap_sweep_machine *sweep = context;

	*vnode = sweep->things[thing].vnode;
	return sweep->things[thing].kind;
}

bool gpamap_sweep_machine_make(struct gpamap_sweep_machine *sweep,
			       struct gpamap_span text, const uint64_t *sizes,
			       size_t count, struct gpamap_sweep_source *source)
{
	struct gpamap_plan_piece growing = { .kind = GPAMAP_KIND_RAM,
					     .vnode = count };
	size_t i;

	*sweep = (struct gpamap_sweep_machine){ .text = text,
						.count = count + 1 };
	*source = (struct gpamap_sweep_source){
		.context = sweep,
		.take = take,
		.reason = reason,
		.name = name,
		.kind = kind,
	};
	sweep->sizes = gpamap_memory_take(count + 1, sizeof(*sweep->sizes));
	if (sweep->sizes == NULL)
		return false;
	for (i = 0; i < count; i++)
		sweep->sizes[i] = sizes[i];
	/* Thing 0 is what grows. */
	return find_thing(sweep, &growing, &source->growing);
}

void gpamap_sweep_machine_clear(struct gpamap_sweep_machine *sweep)
{
	size_t i;

	for (i = 0; i < sweep->thing_count; i++)
		free(sweep->things[i].name);
	free(sweep->things);
	free(sweep->sizes);
	*sweep = (struct gpamap_sweep_machine){ .sizes = NULL };
}
