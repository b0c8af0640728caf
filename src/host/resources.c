/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "../guest/pages.h"
#include "number.h"
#include "resources.h"

/* In a sentence: the arguments of RESOURCE_TEXT. */
#define RESOURCE_TEXT "%s 0x%" PRIx64 "-0x%" PRIx64
#define RESOURCE_SHOW(resource)                                                \
	gpamap_kind_name((resource)->kind), (resource)->start, (resource)->last

static void note_loss(struct gpamap_resources *resources,
		      const struct gpamap_resource *resource,
		      struct gpamap_pages pages)
{
	char text[GPAMAP_SIZE_TEXT_MAX];

	if (pages.first >= pages.end) {
		gpamap_diag_add(resources->diags, GPAMAP_DIAG_NOTE, "page-cut",
				resource->place, NULL,
				RESOURCE_TEXT " has no 4 KiB page of its own "
					      "and is left out",
				RESOURCE_SHOW(resource));
		return;
	}
	gpamap_size_format(gpamap_pages_lost(pages, resource->start,
					     resource->last),
			   text);
	gpamap_diag_add(resources->diags, GPAMAP_DIAG_NOTE, "page-cut",
			resource->place, NULL,
			RESOURCE_TEXT " is cut to the whole pages 0x%" PRIx64
				      "-0x%" PRIx64 ": %s lost",
			RESOURCE_SHOW(resource), pages.first * GPAMAP_PAGE_SIZE,
			pages.end * GPAMAP_PAGE_SIZE, text);
}

static void count_widening(struct gpamap_resources *resources,
			   const struct gpamap_resource *resource,
			   struct gpamap_pages pages)
{
	uint64_t bytes =
		gpamap_pages_widened(pages, resource->start, resource->last);

	if (bytes == 0)
		return;
	if (resources->widened == 0)
		resources->widened_place = resource->place;
	resources->widened++;
	resources->widened_bytes += bytes;
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

/* Settle the last resource, behind which the next one begins. */
static bool settle_last(struct gpamap_resources *resources)
{
	const struct gpamap_resource *last = &resources->last;
	struct gpamap_pages pages = gpamap_pages_settle(
		last->kind, last->start, last->last, resources->next_page);
	struct gpamap_draft_entry entry = {
		.kind = (uint64_t)last->kind,
		.vnode = last->kind == GPAMAP_KIND_RAM ? 0 : GPAMAP_NO_VNODE,
		.place = last->place,
	};

	if (last->has_vnode)
		entry.vnode = last->vnode;
	if (gpamap_pages_lose(pages, last->start, last->last))
		note_loss(resources, last, pages);
	if (pages.first >= pages.end)
		return true;
	count_widening(resources, last, pages);
	resources->next_page = pages.end;
	entry.range.start = pages.first * GPAMAP_PAGE_SIZE;
	entry.range.end = pages.end * GPAMAP_PAGE_SIZE;
	return gpamap_draft_add(resources->draft, list_of(last->kind), &entry,
				last->name, resources->diags);
}

void gpamap_resources_init(struct gpamap_resources *resources,
			   struct gpamap_draft *draft,
			   struct gpamap_diags *diags)
{
	*resources = (struct gpamap_resources){
		.draft = draft,
		.diags = diags,
	};
}

/* Check that @resource begins behind the last one's end. */
static bool is_behind(const struct gpamap_resources *resources,
		      const struct gpamap_resource *resource)
{
	const struct gpamap_resource *last = &resources->last;

	if (resources->count == 0 || resource->start > last->last)
		return true;
	gpamap_diag_syntax(resources->diags, resource->place,
			   RESOURCE_TEXT " %s " RESOURCE_TEXT
					 " of line %" PRIu32,
			   RESOURCE_SHOW(resource),
			   resource->last < last->start
				   ? "is out of order: it belongs before"
				   : "overlaps",
			   RESOURCE_SHOW(last), last->place.line);
	return false;
}

bool gpamap_resources_add(struct gpamap_resources *resources,
			  const struct gpamap_resource *resource)
{
	if (resource->last < resource->start) {
		gpamap_diag_syntax(resources->diags, resource->place,
				   RESOURCE_TEXT " ends before it starts",
				   RESOURCE_SHOW(resource));
		return false;
	}
	if (!is_behind(resources, resource))
		return false;
	/* After an error nobody looks at the draft. */
	if (resources->count != 0 && resources->diags->errors == 0 &&
	    !settle_last(resources))
		return false;
	resources->last = *resource;
	resources->count++;
	return true;
}

void gpamap_resources_finish(struct gpamap_resources *resources)
{
	char bytes[GPAMAP_SIZE_TEXT_MAX];

	if (resources->count == 0 || !settle_last(resources) ||
	    resources->widened == 0)
		return;
	gpamap_size_format(resources->widened_bytes, bytes);
	gpamap_diag_add(resources->diags, GPAMAP_DIAG_NOTE, "page-widened",
			resources->widened_place, NULL,
			"%zu range%s of other kinds widened to whole pages, "
			"from here on, by %s in all",
			resources->widened, resources->widened == 1 ? "" : "s",
			bytes);
}
