/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "array.h"
#include "number.h"
#include "resources.h"

/* In a sentence: the arguments of RESOURCE_TEXT. */
#define RESOURCE_TEXT "%s 0x%" PRIx64 "-0x%" PRIx64
#define RESOURCE_SHOW(resource)                                                \
	gpamap_kind_name((resource)->kind), (resource)->start, (resource)->last

bool gpamap_resources_add(struct gpamap_resources *resources,
			  const struct gpamap_resource *resource,
			  struct gpamap_diags *diags)
{
	const struct gpamap_resource *previous;

	if (resource->last < resource->start) {
		gpamap_diag_syntax(diags, resource->place,
				   RESOURCE_TEXT " ends before it starts",
				   RESOURCE_SHOW(resource));
		return false;
	}
	previous = resources->count == 0
			   ? NULL
			   : &resources->items[resources->count - 1];
	if (previous != NULL && resource->start <= previous->last) {
		gpamap_diag_syntax(
			diags, resource->place,
			RESOURCE_TEXT " %s " RESOURCE_TEXT " of line %" PRIu32,
			RESOURCE_SHOW(resource),
			resource->last < previous->start
				? "is out of order: it belongs before"
				: "overlaps",
			RESOURCE_SHOW(previous), previous->place.line);
		return false;
	}
	if (!gpamap_array_reserve((void **)&resources->items,
				  &resources->capacity, resources->count,
				  sizeof(*resources->items)))
		return gpamap_diag_no_memory(diags);
	resources->items[resources->count++] = *resource;
	return true;
}

/* Settling: pages are counted, so that nothing wraps at the top. */
struct settling {
	struct gpamap_draft *draft;
	struct gpamap_diags *diags;
	uint64_t next_page; /* the first one not taken yet */
	size_t widened; /* ranges */
	uint64_t widened_bytes;
	struct gpamap_place widened_place; /* of the first */
};

struct pages {
	uint64_t first;
	uint64_t end; /* one past the last */
};

#define PAGE_END (GPAMAP_ADDRESS_END / GPAMAP_PAGE_SIZE)

/* The pages that lie in @resource whole. */
static struct pages inner_pages(const struct gpamap_resource *resource)
{
	uint64_t page = GPAMAP_PAGE_SIZE;
	struct pages pages = { resource->start / page, resource->last / page };

	if (resource->start % page != 0)
		pages.first++;
	if (resource->last % page == page - 1)
		pages.end++;
	return pages;
}

/* The pages that @resource touches. */
static struct pages outer_pages(const struct gpamap_resource *resource)
{
	return (struct pages){ resource->start / GPAMAP_PAGE_SIZE,
			       resource->last / GPAMAP_PAGE_SIZE + 1 };
}

static void note_loss(struct settling *settling,
		      const struct gpamap_resource *resource,
		      struct pages pages)
{
	uint64_t page = GPAMAP_PAGE_SIZE;
	char text[GPAMAP_SIZE_TEXT_MAX];
	uint64_t lost = 0;

	if (pages.first >= pages.end) {
		gpamap_diag_add(settling->diags, GPAMAP_DIAG_NOTE, "page-cut",
				resource->place, NULL,
				RESOURCE_TEXT " has no 4 KiB page of its own "
					      "and is left out",
				RESOURCE_SHOW(resource));
		return;
	}
	if (pages.first * page > resource->start)
		lost += pages.first * page - resource->start;
	if (resource->last / page >= pages.end)
		lost += resource->last - pages.end * page + 1;
	gpamap_size_format(lost, text);
	gpamap_diag_add(settling->diags, GPAMAP_DIAG_NOTE, "page-cut",
			resource->place, NULL,
			RESOURCE_TEXT " is cut to the whole pages 0x%" PRIx64
				      "-0x%" PRIx64 ": %s lost",
			RESOURCE_SHOW(resource), pages.first * page,
			pages.end * page, text);
}

static bool loses(const struct gpamap_resource *resource, struct pages pages)
{
	return pages.first >= pages.end ||
	       pages.first * GPAMAP_PAGE_SIZE > resource->start ||
	       resource->last / GPAMAP_PAGE_SIZE >= pages.end;
}

static void count_widening(struct settling *settling,
			   const struct gpamap_resource *resource,
			   struct pages pages)
{
	uint64_t first = pages.first * GPAMAP_PAGE_SIZE;
	uint64_t last = pages.end * GPAMAP_PAGE_SIZE - 1;
	uint64_t bytes = 0;

	if (first < resource->start)
		bytes += resource->start - first;
	if (last > resource->last)
		bytes += last - resource->last;
	if (bytes == 0)
		return;
	if (settling->widened == 0)
		settling->widened_place = resource->place;
	settling->widened++;
	settling->widened_bytes += bytes;
}

static enum gpamap_list list_of(enum gpamap_kind kind)
{
	if (kind == GPAMAP_KIND_RAM)
		return GPAMAP_LIST_RAM;
	if (kind == GPAMAP_KIND_MMIO)
		return GPAMAP_LIST_MMIO;
	if (kind == GPAMAP_KIND_PCI_ECAM)
		return GPAMAP_LIST_PCI_ECAM;
	if (kind == GPAMAP_KIND_VTL2)
		return GPAMAP_LIST_VTL2;
	return kind == GPAMAP_KIND_PCI_MMIO ? GPAMAP_LIST_PCI_MMIO
					    : GPAMAP_LIST_OTHER;
}

static bool settle_one(struct settling *settling,
		       const struct gpamap_resource *resource)
{
	bool ram = resource->kind == GPAMAP_KIND_RAM;
	struct pages pages = ram ? inner_pages(resource)
				 : outer_pages(resource);
	struct gpamap_draft_entry entry = {
		.kind = (uint64_t)resource->kind,
		.vnode = ram ? 0 : GPAMAP_NO_VNODE,
		.place = resource->place,
	};

	if (resource->has_vnode)
		entry.vnode = resource->vnode;
	if (pages.first < settling->next_page)
		pages.first = settling->next_page;
	if (pages.end > PAGE_END)
		pages.end = PAGE_END;
	if (loses(resource, pages))
		note_loss(settling, resource, pages);
	if (pages.first >= pages.end)
		return true;
	count_widening(settling, resource, pages);
	settling->next_page = pages.end;
	entry.range.start = pages.first * GPAMAP_PAGE_SIZE;
	entry.range.end = pages.end * GPAMAP_PAGE_SIZE;
	return gpamap_draft_add(settling->draft, list_of(resource->kind),
				&entry, resource->name, settling->diags);
}

void gpamap_resources_settle(const struct gpamap_resources *resources,
			     struct gpamap_draft *draft,
			     struct gpamap_diags *diags)
{
	struct settling settling = { .draft = draft, .diags = diags };
	char bytes[GPAMAP_SIZE_TEXT_MAX];
	size_t i;

	for (i = 0; i < resources->count; i++)
		if (!settle_one(&settling, &resources->items[i]))
			return;
	if (settling.widened == 0)
		return;
	gpamap_size_format(settling.widened_bytes, bytes);
	gpamap_diag_add(diags, GPAMAP_DIAG_NOTE, "page-widened",
			settling.widened_place, NULL,
			"%zu range%s of other kinds widened to whole pages, "
			"from here on, by %s in all",
			settling.widened, settling.widened == 1 ? "" : "s",
			bytes);
}

void gpamap_resources_clear(struct gpamap_resources *resources)
{
	free(resources->items);
	*resources = (struct gpamap_resources){ 0 };
}
