/* SPDX-License-Identifier: MIT */
#include <gpamap/kvm.h>

#include "../core/fault.h"

/* The backings, in the order of gpamap_kvm_slots.used. */
enum backing {
	BACKING_RAM = 0,
	BACKING_VTL2 = 1,
	BACKING_PMEM = 2,
	BACKING_FIRMWARE = 3,
	BACKING_COUNT = 4,
};

static const struct gpamap_kvm_backing *
backing_at(const struct gpamap_kvm_options *options, size_t which)
{
	switch (which) {
	case BACKING_RAM:
		return &options->ram;
	case BACKING_VTL2:
		return &options->vtl2;
	case BACKING_PMEM:
		return &options->pmem;
	default:
		return &options->firmware;
	}
}

/* Give the backing that ranges of @kind stand in; BACKING_COUNT: none. */
static enum backing backing_of(const struct gpamap_kvm_options *options,
			       enum gpamap_kind kind)
{
	enum backing which;

	switch (kind) {
	case GPAMAP_KIND_RAM:
		return BACKING_RAM;
	case GPAMAP_KIND_VTL2:
		which = BACKING_VTL2;
		break;
	case GPAMAP_KIND_PMEM:
		which = BACKING_PMEM;
		break;
	case GPAMAP_KIND_FIRMWARE_TABLES:
	case GPAMAP_KIND_FIRMWARE_NVS:
		which = BACKING_FIRMWARE;
		break;
	default:
		return BACKING_COUNT;
	}
	return backing_at(options, which)->mapped ? which : BACKING_COUNT;
}

/* Take up the next range that has slots, with the RAM that touches it. */
static bool take_range(struct gpamap_kvm_slots *slots)
{
	struct gpamap_entry *rest = &slots->rest;
	struct gpamap_entry next;

	do {
		if (!gpamap_layout_at(slots->layout, slots->position, rest))
			return false;
		slots->position++;
	} while (backing_of(&slots->options, rest->kind) == BACKING_COUNT);
	while (rest->kind == GPAMAP_KIND_RAM &&
	       gpamap_layout_at(slots->layout, slots->position, &next) &&
	       next.kind == GPAMAP_KIND_RAM &&
	       next.range.start == rest->range.end) {
		rest->range.end = next.range.end;
		slots->position++;
	}
	return true;
}

bool gpamap_kvm_slots_next(struct gpamap_kvm_slots *slots,
			   struct gpamap_kvm_slot *slot)
{
	struct gpamap_range *rest = &slots->rest.range;
	const struct gpamap_kvm_backing *backing;
	enum backing which;

	if (rest->start == rest->end && !take_range(slots))
		return false;
	which = backing_of(&slots->options, slots->rest.kind);
	backing = backing_at(&slots->options, which);
	slot->slot = slots->next++;
	slot->flags = backing->flags;
	slot->kind = slots->rest.kind;
	slot->guest = rest->start;
	slot->size = rest->end - rest->start;
	if (slot->size > GPAMAP_KVM_SLOT_SIZE_MAX)
		slot->size = GPAMAP_KVM_SLOT_SIZE_MAX;
	slot->host = backing->host + slots->used[which];
	slots->used[which] += slot->size;
	rest->start += slot->size;
	return true;
}

static enum gpamap_status
check_options(const struct gpamap_kvm_options *options,
	      struct gpamap_error *error)
{
	const struct gpamap_kvm_backing *backing;

	if (options->slot_limit > 0x10000)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	for (size_t i = 0; i < BACKING_COUNT; i++) {
		backing = backing_at(options, i);
		if (backing->flags >
		    (GPAMAP_KVM_LOG_DIRTY_PAGES | GPAMAP_KVM_READONLY))
			return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
		if (backing->host % GPAMAP_PAGE_SIZE != 0)
			return gpamap_fault_number(error, GPAMAP_ERR_MISALIGNED,
						   backing->host,
						   GPAMAP_PAGE_SIZE);
	}
	return GPAMAP_OK;
}

/* Slot numbers from the first on. */
static uint32_t numbers_left(const struct gpamap_kvm_options *options)
{
	uint32_t limit = options->slot_limit != 0 ? options->slot_limit
						  : GPAMAP_KVM_SLOTS_MAX;
	uint32_t first = options->first_slot % 0x10000;

	return first < limit ? limit - first : 0;
}

/* Say that the backing of @slot, cut from @entry, passes the host's end. */
static enum gpamap_status too_high(const struct gpamap_kvm_slot *slot,
				   const struct gpamap_entry *entry,
				   struct gpamap_error *error)
{
	struct gpamap_subject subject = { entry->list,
					  entry->index,
					  { slot->guest,
					    slot->guest + slot->size } };

	return gpamap_fault_subject(error, GPAMAP_ERR_TOO_HIGH, subject,
				    UINT64_MAX);
}

static enum gpamap_status check_slots(struct gpamap_kvm_slots slots,
				      size_t *count, struct gpamap_error *error)
{
	uint32_t limit = numbers_left(&slots.options);
	struct gpamap_kvm_slot slot;

	*count = 0;
	while (gpamap_kvm_slots_next(&slots, &slot)) {
		if (slot.size > UINT64_MAX - slot.host)
			return too_high(&slot, &slots.rest, error);
		++*count;
	}
	if (*count > limit)
		return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY, *count,
					   limit);
	return GPAMAP_OK;
}

enum gpamap_status
gpamap_kvm_slots_init(struct gpamap_kvm_slots *slots,
		      const struct gpamap_layout *layout,
		      const struct gpamap_kvm_options *options, size_t *count,
		      struct gpamap_error *error)
{
	struct gpamap_kvm_slots begin = { .layout = layout };
	enum gpamap_status status;
	size_t counted;

	if (slots == NULL || layout == NULL)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	if (options != NULL)
		begin.options = *options;
	begin.next = begin.options.first_slot;
	status = check_options(&begin.options, error);
	if (status == GPAMAP_OK)
		status = check_slots(begin, &counted, error);
	if (status != GPAMAP_OK)
		return status;
	if (count != NULL)
		*count = counted;
	*slots = begin;
	return GPAMAP_OK;
}

/* Whole pages of @page bytes in the range of @slot. */
static uint64_t pages_in(const struct gpamap_kvm_slot *slot, uint64_t page)
{
	uint64_t first = slot->guest / page + (slot->guest % page != 0);
	uint64_t end = (slot->guest + slot->size) / page;

	return end > first ? end - first : 0;
}

void gpamap_kvm_slot_pages(const struct gpamap_kvm_slot *slot,
			   struct gpamap_kvm_pages *pages)
{
	const uint64_t page_2m = UINT64_C(2) << 20, page_1g = UINT64_C(1) << 30;
	uint64_t distance = slot->guest - slot->host;

	*pages = (struct gpamap_kvm_pages){
		.congruent_1g = distance % page_1g == 0,
		.congruent_2m = distance % page_2m == 0,
	};
	if (pages->congruent_1g)
		pages->of_1g = pages_in(slot, page_1g);
	if (pages->congruent_2m)
		pages->of_2m = pages_in(slot, page_2m) -
			       pages->of_1g * (page_1g / page_2m);
	pages->of_4k =
		(slot->size - pages->of_1g * page_1g - pages->of_2m * page_2m) /
		GPAMAP_PAGE_SIZE;
}
