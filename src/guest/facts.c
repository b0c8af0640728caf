/* SPDX-License-Identifier: MIT */
#include <gpamap/facts.h>

#include "../core/fault.h"
#include "../core/form.h"
#include "../core/storage.h"
#include "carve.h"
#include "facts_lists.h"

/* Slots of another address space are another view of the same memory: KVM has
 * one for the guest and one for its SMM. The first one told is it. */
static bool is_of_view(struct gpamap_facts *facts,
		       const struct gpamap_fact *fact)
{
	uint32_t view = (fact->slot >> 16) + 1;

	if (fact->type != GPAMAP_FACT_SLOT)
		return true;
	if (facts->view == 0)
		facts->view = view;
	return facts->view == view;
}

bool gpamap_facts_collect(void *context, const struct gpamap_fact *fact)
{
	struct gpamap_facts *facts = context;
	struct gpamap_fact kept = *fact;

	if (!is_of_view(facts, fact) || !gpamap_carve_takes(&kept))
		facts->others++;
	else if (facts->items != NULL && facts->count < facts->capacity)
		facts->items[facts->count++] = kept;
	else
		facts->missed++;
	return true;
}

static struct gpamap_subject subject_of(const struct gpamap_facts *facts,
					const struct gpamap_fact *fact)
{
	bool known = fact->kind > GPAMAP_KIND_HOLE &&
		     fact->kind < GPAMAP_KIND_COUNT;

	return (struct gpamap_subject){
		.list = known ? gpamap_list_of_kind(fact->kind)
			      : GPAMAP_LIST_OTHER,
		.index = (size_t)(fact - facts->items),
		.range = { fact->start, fact->end },
	};
}

/* Check what no reader tells, but a caller might have written. */
static enum gpamap_status check_fact(const struct gpamap_facts *facts,
				     const struct gpamap_fact *fact,
				     struct gpamap_error *error)
{
	enum gpamap_status status = GPAMAP_OK;
	uint64_t asked = 0;

	if (fact->start > fact->end) {
		status = GPAMAP_ERR_REVERSED;
	} else if (fact->start == fact->end) {
		status = GPAMAP_ERR_EMPTY;
	} else if (fact->kind <= GPAMAP_KIND_HOLE ||
		   fact->kind >= GPAMAP_KIND_COUNT) {
		status = GPAMAP_ERR_BAD_KIND;
		asked = (uint64_t)fact->kind;
	} else if (fact->vnode > GPAMAP_VNODE_MAX &&
		   fact->vnode != GPAMAP_NO_VNODE) {
		status = GPAMAP_ERR_BAD_VNODE;
		asked = fact->vnode;
	}
	if (status == GPAMAP_OK)
		return status;
	gpamap_fault_subject(error, status, subject_of(facts, fact), 0);
	if (error != NULL)
		error->asked = asked;
	return status;
}

static enum gpamap_status refuse(const struct gpamap_facts *facts,
				 const struct gpamap_clash *clash,
				 struct gpamap_error *error)
{
	enum gpamap_status status = clash->numbers ? GPAMAP_ERR_CORRUPT
						   : GPAMAP_ERR_OVERLAP;

	gpamap_fault_pair(error, status, subject_of(facts, clash->fact),
			  subject_of(facts, clash->other));
	if (clash->numbers && error != NULL) {
		error->asked = clash->fact->offset;
		error->limit = clash->fact->slot;
	}
	return status;
}

/* The input has no memory at all, and so no node: the first one is accused. */
static enum gpamap_status refuse_nothing(struct gpamap_error *error)
{
	struct gpamap_subject subject = { .list = GPAMAP_LIST_NODES };

	return gpamap_fault_subject(error, GPAMAP_ERR_EMPTY, subject, 0);
}

static enum gpamap_status refuse_missed(const struct gpamap_facts *facts,
					struct gpamap_error *error)
{
	gpamap_fault_number(error, GPAMAP_ERR_NO_SPACE,
			    facts->count + facts->missed, facts->capacity);
	if (error != NULL)
		error->missing = error->asked - error->limit;
	return GPAMAP_ERR_NO_SPACE;
}

/* Put the facts in order, and check that they make a map. */
static enum gpamap_status prepare(struct gpamap_facts *facts,
				  struct gpamap_error *error)
{
	enum gpamap_status status = GPAMAP_OK;
	struct gpamap_clash clash;

	if (facts->missed != 0)
		return refuse_missed(facts, error);
	if (facts->count == 0)
		return refuse_nothing(error);
	for (size_t i = 0; i < facts->count && status == GPAMAP_OK; i++)
		status = check_fact(facts, &facts->items[i], error);
	if (status != GPAMAP_OK)
		return status;
	if (!gpamap_carve_prepare(facts->items, &facts->count, &clash))
		return refuse(facts, &clash, error);
	return GPAMAP_OK;
}

/* Fill the lists into @scratch. A layout has room for one VTL2 range. */
static enum gpamap_status fill_scratch(struct gpamap_facts *facts,
				       struct gpamap_facts_lists *lists,
				       struct gpamap_storage *scratch,
				       struct gpamap_error *error)
{
	enum gpamap_status status;

	gpamap_facts_lists_fill(lists, facts->items, facts->count);
	facts->cut = lists->cut;
	facts->widened = lists->widened;
	if (lists->count[GPAMAP_LIST_VTL2] > 1) {
		struct gpamap_subject subject = { GPAMAP_LIST_VTL2, 1,
						  lists->vtl2 };

		gpamap_fault_subject(error, GPAMAP_ERR_TOO_MANY, subject, 1);
		if (error != NULL)
			error->asked = lists->count[GPAMAP_LIST_VTL2];
		return GPAMAP_ERR_TOO_MANY;
	}
	status = gpamap_storage_check(scratch, gpamap_facts_lists_words(lists),
				      error);
	if (status != GPAMAP_OK || scratch->words == NULL)
		return status;
	gpamap_facts_lists_place(lists, scratch->words);
	gpamap_facts_lists_fill(lists, facts->items, facts->count);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_facts_layout(struct gpamap_facts *facts,
				       struct gpamap_storage *scratch,
				       struct gpamap_storage *storage,
				       const struct gpamap_layout **layout,
				       struct gpamap_error *error)
{
	struct gpamap_facts_lists lists = { .next_page = 0 };
	enum gpamap_status status;

	if (facts == NULL || facts->count > facts->capacity ||
	    (facts->items == NULL && facts->count != 0) || scratch == NULL ||
	    !gpamap_has_outputs(storage, layout))
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	status = prepare(facts, error);
	if (status != GPAMAP_OK)
		return status;
	status = fill_scratch(facts, &lists, scratch, error);
	if (status != GPAMAP_OK || scratch->words == NULL)
		return status;
	return gpamap_facts_lists_layout(&lists, storage, layout, error);
}
