/* SPDX-License-Identifier: MIT */
#include "lists.h"

#include "fault.h"

static bool counts_without_array(const struct gpamap_lists *lists)
{
	bool missing = lists->count[GPAMAP_LIST_RAM] != 0 && lists->ram == NULL;

	for (size_t i = 0; i < 4; i++)
		missing |= lists->count[GPAMAP_LIST_MMIO + i] != 0 &&
			   lists->plain[i] == NULL;
	return missing ||
	       (lists->count[GPAMAP_LIST_OTHER] != 0 && lists->other == NULL);
}

enum gpamap_status gpamap_lists_init(struct gpamap_lists *lists,
				     const struct gpamap_ram_range *ram,
				     size_t ram_count,
				     const struct gpamap_fixed *fixed,
				     struct gpamap_error *error)
{
	uint64_t room = GPAMAP_RANGES_MAX;

	*lists = (struct gpamap_lists){ .ram = ram };
	lists->count[GPAMAP_LIST_RAM] = ram_count;
	if (fixed != NULL) {
		lists->plain[0] = fixed->mmio;
		lists->plain[1] = fixed->pci_ecam;
		lists->plain[2] = fixed->pci_mmio;
		lists->plain[3] = fixed->vtl2;
		lists->other = fixed->other;
		lists->count[GPAMAP_LIST_MMIO] = fixed->mmio_count;
		lists->count[GPAMAP_LIST_PCI_ECAM] = fixed->pci_ecam_count;
		lists->count[GPAMAP_LIST_PCI_MMIO] = fixed->pci_mmio_count;
		lists->count[GPAMAP_LIST_VTL2] = fixed->vtl2 != NULL;
		lists->count[GPAMAP_LIST_OTHER] = fixed->other_count;
	}
	if (counts_without_array(lists))
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
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
	struct gpamap_subject subject = { list, index, { 0, 0 } };

	subject.range = gpamap_lists_range(lists, list, index);
	return subject;
}

/* What is wrong with the two numbers of a range. */
static enum gpamap_status check_numbers(struct gpamap_range range)
{
	/* Only unaligned numbers are above the end of the space, so that must
	 * be told first or would never be told. */
	if (range.start > GPAMAP_ADDRESS_END || range.end > GPAMAP_ADDRESS_END)
		return GPAMAP_ERR_TOO_HIGH;
	if (range.start % GPAMAP_PAGE_SIZE != 0 ||
	    range.end % GPAMAP_PAGE_SIZE != 0)
		return GPAMAP_ERR_MISALIGNED;
	return range.start > range.end ? GPAMAP_ERR_REVERSED : GPAMAP_OK;
}

/* What is wrong with the vnode or kind; @value is the number at fault. */
static enum gpamap_status check_extras(const struct gpamap_lists *lists,
				       enum gpamap_list list, size_t index,
				       uint64_t *value)
{
	const struct gpamap_other_range *other;

	if (list == GPAMAP_LIST_RAM) {
		*value = lists->ram[index].vnode;
		return *value > GPAMAP_VNODE_MAX ? GPAMAP_ERR_BAD_VNODE
						 : GPAMAP_OK;
	}
	if (list != GPAMAP_LIST_OTHER)
		return GPAMAP_OK;
	other = &lists->other[index];
	*value = other->kind;
	if (other->kind < GPAMAP_KIND_RESERVED ||
	    other->kind > GPAMAP_KIND_UNUSABLE)
		return GPAMAP_ERR_BAD_KIND;
	*value = other->vnode;
	return other->vnode > GPAMAP_VNODE_MAX &&
			       other->vnode != GPAMAP_NO_VNODE
		       ? GPAMAP_ERR_BAD_VNODE
		       : GPAMAP_OK;
}

enum gpamap_status gpamap_lists_check_entry(const struct gpamap_lists *lists,
					    enum gpamap_list list, size_t index,
					    struct gpamap_error *error)
{
	struct gpamap_range range = gpamap_lists_range(lists, list, index);
	enum gpamap_status status = check_numbers(range);
	bool may_be_empty = lists->placeholders && list == GPAMAP_LIST_MMIO;
	uint64_t value = 0;

	if (status == GPAMAP_OK && range.start == range.end && !may_be_empty)
		status = GPAMAP_ERR_EMPTY;
	if (status == GPAMAP_OK)
		status = check_extras(lists, list, index, &value);
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
	struct gpamap_range range = gpamap_lists_range(lists, list, index);
	struct gpamap_range early = gpamap_lists_range(lists, list, before);

	if (range.start >= early.end)
		return GPAMAP_OK;
	return gpamap_fault_pair(error,
				 range.start < early.start ? GPAMAP_ERR_UNSORTED
							   : GPAMAP_ERR_OVERLAP,
				 gpamap_lists_subject(lists, list, index),
				 gpamap_lists_subject(lists, list, before));
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

	return count == 0 ? 0 : lists->ram[count - 1].range.end;
}

enum gpamap_status gpamap_lists_check_vtl2(const struct gpamap_lists *lists,
					   uint64_t end_of_ram,
					   struct gpamap_error *error)
{
	if (lists->count[GPAMAP_LIST_VTL2] == 0 ||
	    lists->plain[3]->start >= end_of_ram)
		return GPAMAP_OK;
	return gpamap_fault_subject(
		error, GPAMAP_ERR_VTL2_LOW,
		gpamap_lists_subject(lists, GPAMAP_LIST_VTL2, 0), end_of_ram);
}
