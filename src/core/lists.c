/* SPDX-License-Identifier: MIT */
#include "lists.h"

#include "entry.h"
#include "fault.h"

/* The entries are read as words: no padding may stand between them. */
_Static_assert(sizeof(struct gpamap_range) == 2 * sizeof(uint64_t),
	       "a range is two words");
_Static_assert(sizeof(struct gpamap_ram_range) == 3 * sizeof(uint64_t),
	       "a RAM range is three words");
_Static_assert(sizeof(struct gpamap_other_range) == 4 * sizeof(uint64_t),
	       "an other range is four words");

static void take(struct gpamap_lists *lists, enum gpamap_list list,
		 const void *entries, size_t count)
{
	lists->words[list] = entries;
	lists->count[list] = count;
}

enum gpamap_status gpamap_lists_init(struct gpamap_lists *lists,
				     const struct gpamap_ram_range *ram,
				     size_t ram_count,
				     const struct gpamap_fixed *fixed,
				     struct gpamap_error *error)
{
	static const struct gpamap_fixed nothing;
	uint64_t room = GPAMAP_RANGES_MAX;

	if (fixed == NULL)
		fixed = &nothing;
	take(lists, GPAMAP_LIST_RAM, ram, ram_count);
	take(lists, GPAMAP_LIST_MMIO, fixed->mmio, fixed->mmio_count);
	take(lists, GPAMAP_LIST_PCI_ECAM, fixed->pci_ecam,
	     fixed->pci_ecam_count);
	take(lists, GPAMAP_LIST_PCI_MMIO, fixed->pci_mmio,
	     fixed->pci_mmio_count);
	take(lists, GPAMAP_LIST_VTL2, fixed->vtl2, fixed->vtl2 != NULL);
	take(lists, GPAMAP_LIST_OTHER, fixed->other, fixed->other_count);
	lists->placeholders = false;
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		if (lists->count[i] != 0 && lists->words[i] == NULL)
			return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	}
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		if (lists->count[i] > room)
			return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY,
						   lists->count[i],
						   GPAMAP_RANGES_MAX);
		room -= lists->count[i];
	}
	return GPAMAP_OK;
}

struct gpamap_subject gpamap_lists_subject(const struct gpamap_lists *lists,
					   enum gpamap_list list, size_t index)
{
	const uint64_t *entry = gpamap_lists_entry(lists, list, index);

	return (struct gpamap_subject){ list, index, { entry[0], entry[1] } };
}

enum gpamap_status gpamap_lists_check_entry(const struct gpamap_lists *lists,
					    enum gpamap_list list, size_t index,
					    struct gpamap_error *error)
{
	const uint64_t *entry = gpamap_lists_entry(lists, list, index);
	enum gpamap_status status = gpamap_entry_check_numbers(entry);
	bool may_be_empty = lists->placeholders && list == GPAMAP_LIST_MMIO;
	uint64_t value = 0;

	if (status == GPAMAP_OK && entry[0] == entry[1] && !may_be_empty)
		status = GPAMAP_ERR_EMPTY;
	if (status == GPAMAP_OK)
		status = gpamap_entry_check_extras(list, entry, &value);
	if (status == GPAMAP_OK)
		return GPAMAP_OK;
	gpamap_fault_subject(error, status,
			     gpamap_lists_subject(lists, list, index),
			     GPAMAP_ADDRESS_END);
	if (error != NULL)
		error->asked = value;
	return status;
}

enum gpamap_status gpamap_lists_check_order(const struct gpamap_lists *lists,
					    enum gpamap_list list, size_t index,
					    size_t before,
					    struct gpamap_error *error)
{
	struct gpamap_subject late = gpamap_lists_subject(lists, list, index);
	struct gpamap_subject early = gpamap_lists_subject(lists, list, before);

	if (late.range.start >= early.range.end)
		return GPAMAP_OK;
	return gpamap_fault_pair(error,
				 late.range.start < early.range.start
					 ? GPAMAP_ERR_UNSORTED
					 : GPAMAP_ERR_OVERLAP,
				 late, early);
}

/* Tell what is wrong with an entry: in itself, or that it begins below
 * @floor, where the last range before it ends. */
static enum gpamap_status tell_wrong(const struct gpamap_lists *lists,
				     enum gpamap_list list, size_t index,
				     uint64_t floor, struct gpamap_error *error)
{
	size_t before = index;
	enum gpamap_status status =
		gpamap_lists_check_entry(lists, list, index, error);

	if (status != GPAMAP_OK)
		return status;
	/* There may be placeholders between the two. */
	do
		before--;
	while (gpamap_lists_entry(lists, list, before)[1] != floor ||
	       gpamap_lists_entry(lists, list, before)[0] == floor);
	return gpamap_lists_check_order(lists, list, index, before, error);
}

/* Check one list: each entry, and its place behind the one before. */
static enum gpamap_status check_list(const struct gpamap_lists *lists,
				     enum gpamap_list list,
				     struct gpamap_error *error)
{
	const uint64_t *end, *wrong;
	uint64_t floor;

	if (lists->count[list] == 0)
		return GPAMAP_OK;
	end = gpamap_lists_entry(lists, list, lists->count[list]);
	wrong = gpamap_entries_check(
		list, gpamap_block_stride(list), lists->words[list], end,
		lists->placeholders && list == GPAMAP_LIST_MMIO, &floor);
	if (wrong == end)
		return GPAMAP_OK;
	return tell_wrong(lists, list, gpamap_lists_index(lists, list, wrong),
			  floor, error);
}

enum gpamap_status gpamap_lists_check(const struct gpamap_lists *lists,
				      struct gpamap_error *error)
{
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		enum gpamap_status status =
			check_list(lists, (enum gpamap_list)i, error);

		if (status != GPAMAP_OK)
			return status;
	}
	return GPAMAP_OK;
}

enum gpamap_status gpamap_lists_collide(const struct gpamap_lists *lists,
					struct gpamap_subject late,
					struct gpamap_subject early,
					struct gpamap_error *error)
{
	uint64_t end_of_ram = gpamap_lists_end_of_ram(lists);

	/* VTL2 inside RAM is below the end of RAM: the rule that it breaks is
	 * that one. */
	if (late.list == GPAMAP_LIST_VTL2 && early.list == GPAMAP_LIST_RAM)
		return gpamap_fault_subject(error, GPAMAP_ERR_VTL2_LOW, late,
					    end_of_ram);
	if (late.list == GPAMAP_LIST_RAM && early.list == GPAMAP_LIST_VTL2)
		return gpamap_fault_subject(error, GPAMAP_ERR_VTL2_LOW, early,
					    end_of_ram);
	return gpamap_fault_pair(error, GPAMAP_ERR_OVERLAP, late, early);
}

uint64_t gpamap_lists_end_of_ram(const struct gpamap_lists *lists)
{
	size_t count = lists->count[GPAMAP_LIST_RAM];

	if (count == 0)
		return 0;
	return gpamap_lists_entry(lists, GPAMAP_LIST_RAM, count - 1)[1];
}

enum gpamap_status gpamap_lists_check_vtl2(const struct gpamap_lists *lists,
					   uint64_t end_of_ram,
					   struct gpamap_error *error)
{
	if (lists->count[GPAMAP_LIST_VTL2] == 0 ||
	    lists->words[GPAMAP_LIST_VTL2][0] >= end_of_ram)
		return GPAMAP_OK;
	return gpamap_fault_subject(
		error, GPAMAP_ERR_VTL2_LOW,
		gpamap_lists_subject(lists, GPAMAP_LIST_VTL2, 0), end_of_ram);
}
