/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include <gpamap/alloc.h>

#include "agree.h"
#include "array.h"
#include "planned.h"

/* Sources for gpamap agree: read, and brought into one form. */

#define PAGE GPAMAP_PAGE_SIZE

static bool add_piece(struct gpamap_agree_source *source,
		      struct gpamap_range range, unsigned int kind,
		      uint32_t slot, uint64_t vnode)
{
	if (!gpamap_array_reserve((void **)&source->pieces, &source->capacity,
				  source->count, sizeof(*source->pieces)))
		return false;
	source->pieces[source->count++] =
		(struct gpamap_agree_piece){ range, kind, slot, vnode };
	if (vnode != GPAMAP_NO_VNODE && vnode >= source->nodes)
		source->nodes = vnode + 1;
	return true;
}

/* Onto whole pages, and below the last page of the space. */
static struct gpamap_range pages_of(uint64_t start, uint64_t end, bool inward)
{
	struct gpamap_range range = { start - start % PAGE, end - end % PAGE };

	if (inward && start % PAGE != 0)
		range.start = start >= GPAMAP_ADDRESS_END ? GPAMAP_ADDRESS_END
							  : range.start + PAGE;
	if (!inward && end % PAGE != 0)
		range.end = end >= GPAMAP_ADDRESS_END ? GPAMAP_ADDRESS_END
						      : range.end + PAGE;
	if (range.end > GPAMAP_ADDRESS_END)
		range.end = GPAMAP_ADDRESS_END;
	return range;
}

static unsigned int kind_of(const struct gpamap_fact *fact)
{
	if (fact->type == GPAMAP_FACT_ECAM)
		return GPAMAP_KIND_PCI_ECAM;
	if (fact->type == GPAMAP_FACT_SLOT)
		return GPAMAP_AGREE_SLOT;
	if (fact->type == GPAMAP_FACT_TABLE)
		return GPAMAP_AGREE_TABLE;
	if (fact->kind == GPAMAP_KIND_RAM &&
	    (fact->flags & GPAMAP_FACT_HOTPLUG) != 0)
		return GPAMAP_KIND_HOTPLUG;
	return (unsigned int)fact->kind;
}

static bool add_distance(struct gpamap_agree_source *source,
			 const struct gpamap_fact *fact)
{
	if (!gpamap_array_reserve(
		    (void **)&source->distances, &source->distance_capacity,
		    source->distance_count, sizeof(*source->distances)))
		return false;
	source->distances[source->distance_count++] =
		(struct gpamap_agree_distance){ fact->from, fact->to,
						fact->distance };
	return true;
}

static bool add_speed(struct gpamap_agree_source *source, unsigned int measure,
		      const struct gpamap_fact *fact, uint64_t to,
		      uint64_t value)
{
	if (!gpamap_array_reserve((void **)&source->speeds,
				  &source->speed_capacity, source->speed_count,
				  sizeof(*source->speeds)))
		return false;
	source->speeds[source->speed_count++] = (struct gpamap_agree_speed){
		.measure = (uint16_t)measure,
		.level = (uint16_t)fact->level,
		.from = fact->type == GPAMAP_FACT_SPEED ? (uint32_t)fact->from
							: 0,
		.to = (uint32_t)to,
		.value = value,
	};
	return true;
}

static bool add_cache(struct gpamap_agree_source *source,
		      const struct gpamap_fact *fact)
{
	return add_speed(source, GPAMAP_AGREE_CACHE_SIZE, fact, fact->vnode,
			 fact->value) &&
	       add_speed(source, GPAMAP_AGREE_CACHE, fact, fact->vnode,
			 fact->cache);
}

/* What is about nodes rather than addresses; false in @done: no memory. */
static bool add_of_nodes(struct gpamap_agree_source *source,
			 const struct gpamap_fact *fact, bool *done)
{
	switch (fact->type) {
	case GPAMAP_FACT_DISTANCE:
		*done = add_distance(source, fact);
		return true;
	case GPAMAP_FACT_NEAR:
		*done = add_speed(source, GPAMAP_AGREE_NEAR, fact, fact->to,
				  fact->from);
		return true;
	case GPAMAP_FACT_SPEED:
		*done = add_speed(source, fact->measure, fact, fact->to,
				  fact->value);
		return true;
	case GPAMAP_FACT_CACHE:
		*done = add_cache(source, fact);
		return true;
	case GPAMAP_FACT_CPU:
		*done = true;
		if (fact->vnode != GPAMAP_NO_VNODE &&
		    fact->vnode >= source->nodes)
			source->nodes = fact->vnode + 1;
		return true;
	default:
		return false;
	}
}

static bool add_fact(struct gpamap_agree_source *source,
		     const struct gpamap_fact *fact)
{
	uint64_t vnode = fact->vnode;
	struct gpamap_range range;
	unsigned int kind;
	bool done;

	if (add_of_nodes(source, fact, &done))
		return done;
	kind = kind_of(fact);
	/* Those that are no ranges on a node have 0 there. */
	if (fact->type != GPAMAP_FACT_RANGE)
		vnode = GPAMAP_NO_VNODE;
	range = pages_of(fact->start, fact->end, kind == GPAMAP_KIND_RAM);
	return range.start >= range.end ||
	       add_piece(source, range, kind, fact->slot, vnode);
}

struct collecting {
	struct gpamap_agree_source *source;
	bool failed; /* for lack of memory */
};

static bool collect(void *context, const struct gpamap_fact *fact)
{
	struct collecting *collecting = context;

	collecting->failed = !add_fact(collecting->source, fact);
	return !collecting->failed;
}

static int compare_pieces(const void *a, const void *b)
{
	const struct gpamap_agree_piece *x = a, *y = b;

	if (x->range.start != y->range.start)
		return x->range.start < y->range.start ? -1 : 1;
	if (x->range.end != y->range.end)
		return x->range.end < y->range.end ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->slot > y->slot) - (x->slot < y->slot);
}

static int compare_distances(const void *a, const void *b)
{
	const struct gpamap_agree_distance *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

/* Values count, too, so that what is told twice has an order. */
static int compare_speeds(const void *a, const void *b)
{
	const struct gpamap_agree_speed *x = a, *y = b;
	int order = gpamap_agree_speed_order(x, y);

	return order != 0 ? order
			  : (x->value > y->value) - (x->value < y->value);
}

static bool has_kind(const struct gpamap_agree_source *source,
		     unsigned int kind)
{
	size_t i;

	for (i = 0; i < source->count; i++)
		if (source->pieces[i].kind == kind)
			return true;
	return false;
}

static bool has_nodes(const struct gpamap_agree_source *source)
{
	size_t i;

	for (i = 0; i < source->count; i++)
		if (source->pieces[i].kind == GPAMAP_KIND_RAM &&
		    source->pieces[i].vnode == GPAMAP_NO_VNODE)
			return false;
	return true;
}

/* A format can tell more than one input of it does: an ACPI table tells RAM
 * where it is SRAT, a tree without windows says nothing of them. */
static void finish(struct gpamap_agree_source *source)
{
	bool parts = (source->tells & GPAMAP_TELLS_PARTS) != 0;

	if (source->count > 0)
		qsort(source->pieces, source->count, sizeof(*source->pieces),
		      compare_pieces);
	if (source->distance_count > 0)
		qsort(source->distances, source->distance_count,
		      sizeof(*source->distances), compare_distances);
	if (source->speed_count > 0)
		qsort(source->speeds, source->speed_count,
		      sizeof(*source->speeds), compare_speeds);
	if (parts && !has_kind(source, GPAMAP_KIND_RAM))
		source->tells &= ~(GPAMAP_TELLS_RAM | GPAMAP_TELLS_NODES);
	if (parts && !has_kind(source, GPAMAP_KIND_PCI_ECAM))
		source->tells &= ~GPAMAP_TELLS_ECAM;
	if (parts && !has_kind(source, GPAMAP_KIND_PCI_MMIO))
		source->tells &= ~GPAMAP_TELLS_WINDOWS;
	if (!has_nodes(source))
		source->tells &= ~GPAMAP_TELLS_NODES;
}

static struct gpamap_agree_source *
add_source(struct gpamap_agree *agree, const char *name,
	   const struct gpamap_format *format)
{
	struct gpamap_agree_source *source;

	if (!gpamap_array_reserve((void **)&agree->sources, &agree->capacity,
				  agree->count, sizeof(*agree->sources)))
		return NULL;
	source = &agree->sources[agree->count];
	*source = (struct gpamap_agree_source){
		.name = gpamap_span_copy(gpamap_span_of(name)),
		.format = format,
		.tells = format->tells,
	};
	if (source->name == NULL)
		return NULL;
	agree->count++;
	return source;
}

static bool add_layout(struct gpamap_agree_source *source,
		       const struct gpamap_layout *layout)
{
	bool nodes = (source->tells & GPAMAP_TELLS_NODES) != 0;
	struct gpamap_entry entry;
	size_t i;

	for (i = 0; gpamap_layout_at(layout, i, &entry); i++)
		if (!add_piece(source, entry.range, (unsigned int)entry.kind, 0,
			       nodes ? entry.vnode : GPAMAP_NO_VNODE))
			return false;
	finish(source);
	return true;
}

bool gpamap_agree_add_layout(struct gpamap_agree *agree, const char *name,
			     const struct gpamap_format *format,
			     const struct gpamap_layout *layout)
{
	struct gpamap_agree_source *source = add_source(agree, name, format);

	return source != NULL && add_layout(source, layout);
}

static void refuse_facts(const struct gpamap_error *error,
			 struct gpamap_diags *diags)
{
	struct gpamap_place nowhere = { 0, 0 };
	char text[GPAMAP_ERROR_TEXT_MAX];
	const char *rule, *hint;

	gpamap_diag_sentence(error, text);
	gpamap_status_rule(error->status, &rule, &hint);
	gpamap_diag_add(diags, GPAMAP_DIAG_ERROR, rule, nowhere, NULL, "%s",
			text);
}

static bool read_facts(struct gpamap_agree_source *source,
		       const struct gpamap_choice *choice,
		       struct gpamap_span bytes, struct gpamap_diags *diags)
{
	struct collecting collecting = { .source = source };
	struct gpamap_error error;

	if (gpamap_choice_facts(choice, bytes, collect, &collecting, &error) !=
	    GPAMAP_OK) {
		refuse_facts(&error, diags);
		source->failed = true;
		source->tells = 0;
		return true;
	}
	if (!collecting.failed)
		finish(source);
	return !collecting.failed;
}

static struct gpamap_layout *make_layout(const struct gpamap_draft *draft,
					 struct gpamap_diags *diags)
{
	struct gpamap_planned planned = { .places = NULL };
	struct gpamap_layout *layout = NULL;

	if (!draft->plan.given)
		return gpamap_draft_layout(draft, diags);
	if (gpamap_planned_make(&planned, draft, diags)) {
		gpamap_planned_report(&planned, diags);
		if (planned.trial.status == GPAMAP_OK)
			layout = gpamap_planned_layout(&planned, diags);
	}
	gpamap_planned_clear(&planned);
	return layout;
}

static bool read_layout(struct gpamap_agree_source *source,
			struct gpamap_span bytes, struct gpamap_diags *diags)
{
	struct gpamap_draft draft = { .name = NULL };
	struct gpamap_layout *layout = NULL;
	bool added = true;

	gpamap_format_read(source->format, bytes, &draft, diags);
	if (diags->errors == 0)
		layout = make_layout(&draft, diags);
	if (layout != NULL) {
		added = add_layout(source, layout);
	} else {
		source->failed = true;
		source->tells = 0;
	}
	gpamap_layout_free(layout);
	gpamap_draft_clear(&draft);
	return added;
}

bool gpamap_agree_read_choice(struct gpamap_agree *agree, const char *name,
			      const struct gpamap_choice *choice,
			      struct gpamap_span bytes,
			      struct gpamap_diags *diags)
{
	struct gpamap_agree_source *source =
		add_source(agree, name, choice->format);

	if (source == NULL)
		return false;
	return choice->format->facts != NULL
		       ? read_facts(source, choice, bytes, diags)
		       : read_layout(source, bytes, diags);
}

bool gpamap_agree_read(struct gpamap_agree *agree, const char *name,
		       const struct gpamap_format *format,
		       struct gpamap_span bytes, struct gpamap_diags *diags)
{
	const struct gpamap_choice choice = { .format = format };

	return gpamap_agree_read_choice(agree, name, &choice, bytes, diags);
}

void gpamap_agree_clear(struct gpamap_agree *agree)
{
	size_t i;

	for (i = 0; i < agree->count; i++) {
		free(agree->sources[i].name);
		free(agree->sources[i].pieces);
		free(agree->sources[i].distances);
		free(agree->sources[i].speeds);
	}
	free(agree->sources);
	*agree = (struct gpamap_agree){ .count = 0 };
}
