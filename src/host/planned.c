/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "planned.h"

/* From a draft to a plan. Of its lists, what is reserved only blocks space;
 * all else stands where it is. */

/* "pci_mmio[", the digits of a number, "]" and NUL. */
#define LABEL_MAX 32u

static const char avoided[] = "what the host avoids";

static size_t count_requests(const struct gpamap_draft *draft)
{
	size_t count = draft->plan.count;
	size_t list;

	for (list = 0; list < GPAMAP_LIST_COUNT; list++)
		count += draft->lists[list].count;
	return count;
}

static bool allocate(struct gpamap_planned *planned, size_t count, size_t avoid)
{
	planned->requests =
		gpamap_memory_take(count + 1, sizeof(*planned->requests));
	planned->named = gpamap_memory_take(count + 1, sizeof(*planned->named));
	planned->places =
		gpamap_memory_take(count + 1, sizeof(*planned->places));
	planned->least_alignments =
		gpamap_memory_take(count + 1, sizeof(uint64_t));
	planned->labels = gpamap_memory_take(count + 1, LABEL_MAX);
	planned->avoid_places =
		gpamap_memory_take(avoid + 1, sizeof(*planned->avoid_places));
	return planned->requests != NULL && planned->named != NULL &&
	       planned->places != NULL && planned->least_alignments != NULL &&
	       planned->labels != NULL && planned->avoid_places != NULL;
}

/* Take in one request; @word and @index name it where it has no tag. */
static void add(struct gpamap_planned *planned,
		const struct gpamap_plan_request *request,
		struct gpamap_place place, const char *word, size_t index)
{
	size_t at = planned->input.count++;
	char *label = planned->labels + at * LABEL_MAX;

	planned->requests[at] = *request;
	planned->named[at] = *request;
	planned->places[at] = place;
	if (request->tag != NULL)
		return;
	snprintf(label, LABEL_MAX, "%s[%zu]", word, index);
	planned->named[at].tag = label;
}

static enum gpamap_kind kind_of(const struct gpamap_draft_entry *entry,
				enum gpamap_list list)
{
	switch (list) {
	case GPAMAP_LIST_RAM:
		return GPAMAP_KIND_RAM;
	case GPAMAP_LIST_MMIO:
		return GPAMAP_KIND_MMIO;
	case GPAMAP_LIST_PCI_ECAM:
		return GPAMAP_KIND_PCI_ECAM;
	case GPAMAP_LIST_PCI_MMIO:
		return GPAMAP_KIND_PCI_MMIO;
	case GPAMAP_LIST_VTL2:
		return GPAMAP_KIND_VTL2;
	default:
		return (enum gpamap_kind)entry->kind;
	}
}

static void add_list(struct gpamap_planned *planned,
		     const struct gpamap_draft *draft, enum gpamap_list list)
{
	const struct gpamap_draft_list *from = &draft->lists[list];
	size_t i;

	for (i = 0; i < from->count; i++) {
		const struct gpamap_draft_entry *entry = &from->entries[i];
		struct gpamap_plan_request request = {
			.phase = GPAMAP_PHASE_FIXED,
			.kind = kind_of(entry, list),
			.tag = entry->name,
			.address = entry->range.start,
			.size = entry->range.end - entry->range.start,
		};

		if (request.kind == GPAMAP_KIND_RESERVED)
			request.phase = GPAMAP_PHASE_RESERVE;
		if (entry->vnode != GPAMAP_NO_VNODE)
			request.vnode = entry->vnode;
		add(planned, &request, entry->place, gpamap_list_name(list), i);
	}
}

/* The host, and a tag for each range that it avoids. */
static bool fill_hosts(struct gpamap_planned *planned,
		       const struct gpamap_host_draft *draft)
{
	struct gpamap_avoid *avoid;
	size_t i;

	if (!gpamap_host_draft_fill(draft, &planned->host) ||
	    !gpamap_host_draft_fill(draft, &planned->named_host))
		return false;
	avoid = (struct gpamap_avoid *)(uintptr_t)planned->named_host.avoid;
	for (i = 0; i < planned->named_host.avoid_count; i++)
		if (avoid[i].tag == NULL)
			avoid[i].tag = avoided;
	return true;
}

static bool fill(struct gpamap_planned *planned,
		 const struct gpamap_draft *draft)
{
	const struct gpamap_plan_draft *plan = &draft->plan;
	size_t i, list;

	for (i = 0; i < plan->count; i++) {
		planned->least_alignments[i] =
			plan->requests[i].least_alignment;
		add(planned, &plan->requests[i].request,
		    plan->requests[i].place, "requests", i);
	}
	for (list = 0; list < GPAMAP_LIST_COUNT; list++)
		add_list(planned, draft, (enum gpamap_list)list);
	for (i = 0; i < plan->host.count; i++)
		planned->avoid_places[i] = plan->host.avoid[i].place;
	planned->input.requests = planned->requests;
	planned->input.host = &planned->host;
	planned->labelled = planned->input;
	planned->labelled.requests = planned->named;
	planned->labelled.host = &planned->named_host;
	return fill_hosts(planned, &plan->host);
}

/* Tags of requests, to be sorted: the same ones together, in order. */
struct tag {
	const char *text;
	size_t request;
};

static int compare_tags(const void *left, const void *right)
{
	const struct tag *a = left;
	const struct tag *b = right;
	int order = strcmp(a->text, b->text);

	return order != 0
		       ? order
		       : (a->request > b->request) - (a->request < b->request);
}

static void refuse_tag(const struct gpamap_plan_draft *plan,
		       const struct tag *first, const struct tag *second,
		       struct gpamap_diags *diags)
{
	gpamap_diag_add(diags, GPAMAP_DIAG_ERROR, "duplicate-tag",
			plan->requests[second->request].place,
			"maps and errors name a request by its tag",
			"the tag \"%.60s\" is taken", second->text);
	if (plan->requests[first->request].place.line != 0)
		gpamap_diag_relate(diags, plan->requests[first->request].place,
				   "it is first used here");
}

/* Tags are names: no two requests of a plan have the same. */
static bool check_tags(const struct gpamap_plan_draft *plan,
		       struct gpamap_diags *diags)
{
	struct tag *tags = gpamap_memory_take(plan->count + 1, sizeof(*tags));
	size_t count = 0, first = 0, i;

	if (tags == NULL)
		return gpamap_diag_no_memory(diags);
	for (i = 0; i < plan->count; i++)
		if (plan->requests[i].request.tag != NULL)
			tags[count++] =
				(struct tag){ plan->requests[i].request.tag,
					      i };
	qsort(tags, count, sizeof(*tags), compare_tags);
	for (i = 1; i < count; i++) {
		if (strcmp(tags[first].text, tags[i].text) == 0)
			refuse_tag(plan, &tags[first], &tags[i], diags);
		else
			first = i;
	}
	free(tags);
	return true;
}

static void refuse_entry(const struct gpamap_draft_entry *entry,
			 enum gpamap_list list, size_t index,
			 struct gpamap_diags *diags)
{
	const struct gpamap_range *range = &entry->range;

	if (range->start > range->end)
		gpamap_diag_add(diags, GPAMAP_DIAG_ERROR, "reversed",
				entry->place,
				"write start-end, or start+size for a range by "
				"its size",
				"%s[%zu] 0x%" PRIx64 "-0x%" PRIx64
				" ends before it begins",
				gpamap_list_name(list), index, range->start,
				range->end);
	else if (range->start == range->end)
		gpamap_diag_add(diags, GPAMAP_DIAG_ERROR, "empty", entry->place,
				"leave it out: a plan decides by itself how "
				"many gaps there are",
				"%s[%zu] is empty, beside a plan",
				gpamap_list_name(list), index);
}

/* What a list can say that stands in no plan. */
static void check_lists(const struct gpamap_draft *draft,
			struct gpamap_diags *diags)
{
	const struct gpamap_draft_list *nodes =
		&draft->lists[GPAMAP_LIST_NODES];
	size_t list, i;

	for (i = 0; i < nodes->count; i++)
		gpamap_diag_add(diags, GPAMAP_DIAG_ERROR, "ram-beside-plan",
				nodes->entries[i].place,
				"ask for it in the plan: {ram: SIZE, vnode: N}",
				"RAM by size stands beside a plan");
	for (list = 0; list < GPAMAP_LIST_COUNT; list++)
		for (i = 0; i < draft->lists[list].count; i++)
			refuse_entry(&draft->lists[list].entries[i],
				     (enum gpamap_list)list, i, diags);
}

static bool check_ends(const struct gpamap_planned *planned,
		       struct gpamap_diags *diags)
{
	if (planned->trial.plan != NULL)
		return true;
	if (planned->trial.status != GPAMAP_ERR_TOO_MANY)
		return gpamap_diag_no_memory(diags);
	gpamap_diag_add(diags, GPAMAP_DIAG_ERROR, "too-many",
			(struct gpamap_place){ 0, 0 }, NULL,
			"more requests, or ranges to avoid, than a plan has");
	return false;
}

bool gpamap_planned_make(struct gpamap_planned *planned,
			 const struct gpamap_draft *draft,
			 struct gpamap_diags *diags)
{
	size_t errors = diags->errors;

	*planned = (struct gpamap_planned){ .places = NULL };
	check_lists(draft, diags);
	if (!check_tags(&draft->plan, diags) || diags->errors != errors)
		return false;
	if (!allocate(planned, count_requests(draft), draft->plan.host.count) ||
	    !fill(planned, draft))
		return gpamap_diag_no_memory(diags);
	gpamap_trial_run(&planned->trial, &planned->input);
	return check_ends(planned, diags);
}

void gpamap_planned_clear(struct gpamap_planned *planned)
{
	gpamap_trial_clear(&planned->trial);
	free(planned->requests);
	free(planned->named);
	free(planned->places);
	free(planned->least_alignments);
	free(planned->labels);
	free(planned->avoid_places);
	gpamap_host_free(&planned->host);
	gpamap_host_free(&planned->named_host);
	*planned = (struct gpamap_planned){ .places = NULL };
}

const char *gpamap_planned_label(const struct gpamap_planned *planned,
				 size_t request)
{
	const char *tag = gpamap_plan_tag(&planned->labelled, request);

	/* Of the host's, AMD's addresses come last, and only where they are. */
	return tag != NULL ? tag : avoided;
}

struct gpamap_place gpamap_planned_place(const struct gpamap_planned *planned,
					 size_t request)
{
	struct gpamap_place nowhere = { 0, 0 };

	if (request < planned->input.count)
		return planned->places[request];
	request -= planned->input.count;
	if (request < planned->host.avoid_count)
		return planned->avoid_places[request];
	return nowhere;
}
