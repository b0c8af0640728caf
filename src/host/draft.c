/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "array.h"
#include "draft.h"

/* Keep @name for an entry of @list, the last of which often bears the same. */
static const char *keep_name(struct gpamap_draft *draft,
			     const struct gpamap_draft_list *list,
			     struct gpamap_span name)
{
	const char *last = NULL;

	if (list->count != 0)
		last = list->entries[list->count - 1].name;
	if (last != NULL && gpamap_span_is(name, last))
		return last;
	return gpamap_store_add(&draft->names, name);
}

bool gpamap_draft_add(struct gpamap_draft *draft, enum gpamap_list list,
		      const struct gpamap_draft_entry *entry,
		      struct gpamap_span name, struct gpamap_diags *diags)
{
	struct gpamap_draft_list *into = &draft->lists[list];
	const char *kept = NULL;

	if (draft->total >= GPAMAP_RANGES_MAX) {
		gpamap_diag_add(diags, GPAMAP_DIAG_ERROR, "too-many",
				entry->place, NULL,
				"a map has at most %" PRIu64 " ranges",
				GPAMAP_RANGES_MAX);
		return false;
	}
	if (name.at != NULL)
		kept = keep_name(draft, into, name);
	if ((name.at != NULL && kept == NULL) ||
	    !gpamap_array_reserve((void **)&into->entries, &into->capacity,
				  into->count, sizeof(*into->entries)))
		return gpamap_diag_no_memory(diags);
	into->entries[into->count] = *entry;
	into->entries[into->count++].name = kept;
	draft->total++;
	return true;
}

static bool add_entry(struct gpamap_draft *draft,
		      const struct gpamap_entry *entry,
		      struct gpamap_diags *diags)
{
	struct gpamap_draft_entry added = {
		.range = entry->range,
		.kind = (uint64_t)entry->kind,
		.vnode = entry->vnode,
	};
	struct gpamap_span name = { NULL, 0 };

	if (entry->name != NULL)
		name = gpamap_span_of(entry->name);
	return gpamap_draft_add(draft, entry->list, &added, name, diags);
}

/* MMIO goes by its list: placeholders have no position in the sequence. */
static bool add_mmio(struct gpamap_draft *draft,
		     const struct gpamap_layout *layout,
		     struct gpamap_diags *diags)
{
	struct gpamap_draft_entry added = { .vnode = GPAMAP_NO_VNODE };
	const struct gpamap_range *mmio;
	struct gpamap_span none = { NULL, 0 };
	size_t count, i;

	mmio = gpamap_layout_mmio(layout, &count);
	for (i = 0; i < count; i++) {
		added.range = mmio[i];
		if (!gpamap_draft_add(draft, GPAMAP_LIST_MMIO, &added, none,
				      diags))
			return false;
	}
	return true;
}

static bool name_mmio(struct gpamap_draft *draft,
		      const struct gpamap_entry *entry)
{
	struct gpamap_draft_entry *to =
		&draft->lists[GPAMAP_LIST_MMIO].entries[entry->index];

	if (entry->name == NULL)
		return true;
	to->name = gpamap_store_add(&draft->names, gpamap_span_of(entry->name));
	return to->name != NULL;
}

bool gpamap_draft_from_layout(struct gpamap_draft *draft,
			      const struct gpamap_layout *layout,
			      struct gpamap_diags *diags)
{
	struct gpamap_entry entry;
	size_t i;

	if (!add_mmio(draft, layout, diags))
		return false;
	for (i = 0; gpamap_layout_at(layout, i, &entry); i++)
		if (entry.kind == GPAMAP_KIND_MMIO
			    ? !name_mmio(draft, &entry)
			    : !add_entry(draft, &entry, diags))
			return false;
	return true;
}

void gpamap_draft_clear(struct gpamap_draft *draft)
{
	size_t list;

	for (list = 0; list < GPAMAP_DRAFT_LISTS; list++)
		free(draft->lists[list].entries);
	gpamap_store_clear(&draft->names);
	free(draft->name);
	free(draft->claims.nodes);
	gpamap_plan_draft_clear(&draft->plan);
	*draft = (struct gpamap_draft){ 0 };
}

struct gpamap_place gpamap_draft_place(const struct gpamap_draft *draft,
				       enum gpamap_list list, size_t index)
{
	struct gpamap_place none = { 0, 0 };

	if ((size_t)list >= GPAMAP_DRAFT_LISTS ||
	    index >= draft->lists[list].count)
		return none;
	return draft->lists[list].entries[index].place;
}
