/* SPDX-License-Identifier: MIT */
#include "../core/form.h"
#include "facts_lists.h"
#include "pages.h"

/* Write an entry as the words that it is in its list. */
static void put(uint64_t *words, const struct gpamap_carved *piece,
		struct gpamap_range range)
{
	words[0] = range.start;
	words[1] = range.end;
	if (piece->kind == GPAMAP_KIND_RAM) {
		words[2] = piece->vnode == GPAMAP_NO_VNODE ? 0 : piece->vnode;
	} else if (gpamap_list_of_kind(piece->kind) == GPAMAP_LIST_OTHER) {
		words[2] = piece->kind;
		words[3] = piece->vnode;
	}
}

/* Settle one piece onto pages, and add what there is of it. */
static bool add_piece(void *context, const struct gpamap_carved *piece)
{
	struct gpamap_facts_lists *lists = context;
	enum gpamap_list list = gpamap_list_of_kind(piece->kind);
	struct gpamap_pages pages = gpamap_pages_settle(
		piece->kind, piece->start, piece->last, lists->next_page);
	struct gpamap_range range = { pages.first * GPAMAP_PAGE_SIZE,
				      pages.end * GPAMAP_PAGE_SIZE };
	size_t index = lists->count[list];

	if (gpamap_pages_lose(pages, piece->start, piece->last))
		lists->cut +=
			gpamap_pages_lost(pages, piece->start, piece->last);
	if (pages.first >= pages.end)
		return true;
	lists->widened +=
		gpamap_pages_widened(pages, piece->start, piece->last);
	lists->next_page = pages.end;
	lists->count[list]++;
	if (piece->kind == GPAMAP_KIND_VTL2)
		lists->vtl2 = range;
	if (lists->words[list] != NULL)
		put(lists->words[list] + index * gpamap_block_stride(list),
		    piece, range);
	return true;
}

void gpamap_facts_lists_fill(struct gpamap_facts_lists *lists,
			     const struct gpamap_fact *facts, size_t count)
{
	gpamap_carve(facts, count, add_piece, lists);
}

size_t gpamap_facts_lists_words(const struct gpamap_facts_lists *lists)
{
	size_t words = 1;

	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++)
		words += lists->count[i] *
			 gpamap_block_stride((enum gpamap_list)i);
	return words;
}

void gpamap_facts_lists_place(struct gpamap_facts_lists *lists, uint64_t *words)
{
	struct gpamap_facts_lists placed = { .next_page = 0 };

	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		placed.words[i] = words;
		words += lists->count[i] *
			 gpamap_block_stride((enum gpamap_list)i);
	}
	*lists = placed;
}

enum gpamap_status gpamap_facts_lists_layout(
	const struct gpamap_facts_lists *lists, struct gpamap_storage *storage,
	const struct gpamap_layout **layout, struct gpamap_error *error)
{
	void *words[GPAMAP_LIST_COUNT];
	const size_t *count = lists->count;
	struct gpamap_fixed fixed;

	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++)
		words[i] = lists->words[i];
	fixed = (struct gpamap_fixed){
		.mmio = words[GPAMAP_LIST_MMIO],
		.mmio_count = count[GPAMAP_LIST_MMIO],
		.pci_ecam = words[GPAMAP_LIST_PCI_ECAM],
		.pci_ecam_count = count[GPAMAP_LIST_PCI_ECAM],
		.pci_mmio = words[GPAMAP_LIST_PCI_MMIO],
		.pci_mmio_count = count[GPAMAP_LIST_PCI_MMIO],
		.vtl2 = count[GPAMAP_LIST_VTL2] != 0 ? words[GPAMAP_LIST_VTL2]
						     : NULL,
		.other = words[GPAMAP_LIST_OTHER],
		.other_count = count[GPAMAP_LIST_OTHER],
	};
	return gpamap_layout_new_from_resolved_ranges(words[GPAMAP_LIST_RAM],
						      count[GPAMAP_LIST_RAM],
						      &fixed, storage, layout,
						      error);
}
