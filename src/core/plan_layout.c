/* SPDX-License-Identifier: MIT */
#include "plan_pieces.h"

#include "apart.h"
#include "build.h"
#include "fault.h"
#include "storage.h"
#include "text.h"

/* The layout that a plan's pieces make. */

/* Lists being filled out of a plan's pieces; with NULL arrays, counted. */
struct filler {
	struct gpamap_ram_range *ram;
	struct gpamap_range *plain[4];
	struct gpamap_other_range *other;
	const char **name[GPAMAP_LIST_COUNT];
	size_t count[GPAMAP_LIST_COUNT];
	struct gpamap_plan_piece last; /* the last RAM */
};

/* Say whether @piece is more of the RAM range before it. */
static bool goes_on(const struct filler *filler,
		    const struct gpamap_plan_piece *piece)
{
	const struct gpamap_plan_piece *last = &filler->last;

	return piece->kind == GPAMAP_KIND_RAM &&
	       last->range.end == piece->range.start &&
	       last->range.start < last->range.end &&
	       last->vnode == piece->vnode &&
	       gpamap_text_equal(last->tag, piece->tag);
}

static void fill(struct filler *filler, const struct gpamap_plan_piece *piece)
{
	enum gpamap_list list = gpamap_list_of_kind(piece->kind);
	size_t index = filler->count[list];
	bool more = goes_on(filler, piece);

	if (piece->kind == GPAMAP_KIND_RAM)
		filler->last = *piece;
	filler->count[list] += !more;
	if (filler->ram == NULL)
		return;
	if (more) {
		filler->ram[index - 1].range.end = piece->range.end;
		return;
	}
	filler->name[list][index] = piece->tag;
	if (list == GPAMAP_LIST_RAM)
		filler->ram[index] =
			(struct gpamap_ram_range){ piece->range, piece->vnode };
	else if (list == GPAMAP_LIST_OTHER)
		filler->other[index] = (struct gpamap_other_range){
			piece->range, (uint64_t)piece->kind, piece->vnode
		};
	else
		filler->plain[list - GPAMAP_LIST_MMIO][index] = piece->range;
}

static void fill_all(struct filler *filler, const struct gpamap_plan *plan)
{
	for (uint32_t at = gpamap_plan_first_piece(plan); at != 0;
	     at = gpamap_plan_next_piece(plan, at)) {
		struct gpamap_plan_piece piece = gpamap_plan_piece_at(plan, at);

		fill(filler, &piece);
	}
}

/* Words of scratch for the lists and the names of @count ranges a list; one
 * for an empty plan, since NULL is what malloc may give for none. */
static size_t scratch_words(const size_t *count)
{
	size_t words = 1;

	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++)
		words += count[i] *
			 (gpamap_block_stride((enum gpamap_list)i) + 1);
	return words;
}

/* Hand out the scratch to the lists, and begin to fill them. */
static void hand_out(struct filler *filler, uint64_t *words)
{
	uint64_t *list[GPAMAP_LIST_COUNT];

	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		list[i] = words;
		words += filler->count[i] *
			 gpamap_block_stride((enum gpamap_list)i);
		filler->name[i] = (const char **)(void *)words;
		words += filler->count[i];
		filler->count[i] = 0;
	}
	filler->ram = (struct gpamap_ram_range *)(void *)list[GPAMAP_LIST_RAM];
	for (size_t i = 0; i < 4; i++)
		filler->plain[i] = (struct gpamap_range *)(void *)
			list[GPAMAP_LIST_MMIO + i];
	filler->other =
		(struct gpamap_other_range *)(void *)list[GPAMAP_LIST_OTHER];
	filler->last = (struct gpamap_plan_piece){ 0 };
}

/* What the layout is made of. */
struct given {
	struct gpamap_request request;
	struct gpamap_names names;
};

static enum gpamap_status give(const struct filler *filler, struct given *given,
			       struct gpamap_error *error)
{
	struct gpamap_fixed fixed = {
		.mmio = filler->plain[0],
		.mmio_count = filler->count[GPAMAP_LIST_MMIO],
		.pci_ecam = filler->plain[1],
		.pci_ecam_count = filler->count[GPAMAP_LIST_PCI_ECAM],
		.pci_mmio = filler->plain[2],
		.pci_mmio_count = filler->count[GPAMAP_LIST_PCI_MMIO],
		.vtl2 = filler->count[GPAMAP_LIST_VTL2] != 0 ? filler->plain[3]
							     : NULL,
		.other = filler->other,
		.other_count = filler->count[GPAMAP_LIST_OTHER],
	};

	*given = (struct given){ .request.names = &given->names };
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++)
		given->names.list[i] = filler->name[i];
	return gpamap_lists_init(&given->request.lists, filler->ram,
				 filler->count[GPAMAP_LIST_RAM], &fixed, error);
}

/* Fill the lists into @scratch. */
GPAMAP_APART static enum gpamap_status
fill_scratch(const struct gpamap_plan *plan, struct gpamap_storage *scratch,
	     struct given *given, struct gpamap_error *error)
{
	struct filler filler = { 0 };
	enum gpamap_status status;

	fill_all(&filler, plan);
	status = gpamap_storage_check(scratch, scratch_words(filler.count),
				      error);
	if (status != GPAMAP_OK || scratch->words == NULL)
		return status;
	hand_out(&filler, scratch->words);
	fill_all(&filler, plan);
	return give(&filler, given, error);
}

enum gpamap_status gpamap_plan_layout(const struct gpamap_plan *plan,
				      struct gpamap_storage *scratch,
				      struct gpamap_storage *storage,
				      const struct gpamap_layout **layout,
				      struct gpamap_error *error)
{
	enum gpamap_status status;
	struct given given;

	if (plan == NULL || scratch == NULL ||
	    !gpamap_has_outputs(storage, layout))
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	status = fill_scratch(plan, scratch, &given, error);
	if (status != GPAMAP_OK || scratch->words == NULL)
		return status;
	return gpamap_build(&given.request, storage, layout, error);
}
