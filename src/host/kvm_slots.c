/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "kvm_slots.h"
#include "memory.h"

/* Arrays of KVM memory slots, in either order of bytes, each number once. */

/* Where the fields of struct kvm_userspace_memory_region end. */
static const size_t field_ends[] = { 4, 8, 16, 24, 32 };

/* An entry's number, and where it stands. */
struct numbered {
	uint32_t slot;
	size_t offset;
};

/* What hears the facts, and what they are told to. */
struct hearing {
	const unsigned char *bytes;
	gpamap_fact_report *report;
	void *context;
};

static uint32_t slot_at(const unsigned char *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
	       (uint32_t)at[3] << 24;
}

static uint32_t space_at(const unsigned char *at)
{
	return slot_at(at) >> 16;
}

static int compare(const void *left, const void *right)
{
	const struct numbered *a = left, *b = right;

	if (a->slot != b->slot)
		return a->slot < b->slot ? -1 : 1;
	return (a->offset > b->offset) - (a->offset < b->offset);
}

/* Find the first entry whose number is there before it; @count: none is. */
static size_t find_twice(const unsigned char *bytes, size_t count,
			 struct numbered *numbers)
{
	size_t found = count * GPAMAP_KVM_REGION;
	size_t i;

	for (i = 0; i < count; i++)
		numbers[i] = (struct numbered){ slot_at(bytes +
							i * GPAMAP_KVM_REGION),
						i * GPAMAP_KVM_REGION };
	qsort(numbers, count, sizeof(*numbers), compare);
	for (i = 1; i < count; i++)
		if (numbers[i].slot == numbers[i - 1].slot &&
		    numbers[i].offset < found)
			found = numbers[i].offset;
	return found;
}

static enum gpamap_status refuse(struct gpamap_error *error,
				 enum gpamap_status status, size_t offset)
{
	const struct gpamap_subject none = { .list = GPAMAP_LIST_NONE };

	if (error != NULL)
		*error = (struct gpamap_error){ .status = status,
						.subject = none,
						.other = none,
						.asked = offset };
	return status;
}

static enum gpamap_status check_numbers(const unsigned char *bytes, size_t size,
					struct gpamap_error *error)
{
	size_t count = size / GPAMAP_KVM_REGION, twice;
	struct numbered *numbers =
		gpamap_memory_take(count + 1, sizeof(*numbers));

	if (numbers == NULL)
		return refuse(error, GPAMAP_ERR_NO_MEMORY, 0);
	twice = find_twice(bytes, count, numbers);
	free(numbers);
	if (twice == size)
		return GPAMAP_OK;
	return refuse(error, GPAMAP_ERR_CORRUPT, twice);
}

/* Give a copy of @bytes with the bytes of each number turned round. */
static unsigned char *turn(const unsigned char *bytes, size_t size)
{
	unsigned char *turned = gpamap_memory_take(size + 1, 1);
	size_t entry, field, from, i;

	for (entry = 0; turned != NULL && entry < size;
	     entry += GPAMAP_KVM_REGION) {
		for (field = 0, from = 0; field < 5; field++) {
			size_t end = field_ends[field];

			for (i = from; i < end && entry + end <= size; i++)
				turned[entry + i] =
					bytes[entry + from + end - 1 - i];
			from = end;
		}
	}
	return turned;
}

static bool hear(void *context, const struct gpamap_fact *fact)
{
	const struct hearing *hearing = context;

	if (space_at(hearing->bytes + fact->offset) != space_at(hearing->bytes))
		return true;
	return hearing->report(hearing->context, fact);
}

static bool hear_nothing(void *context, const struct gpamap_fact *fact)
{
	(void)context;
	(void)fact;
	return false;
}

static enum gpamap_status read_slots(const unsigned char *bytes, size_t size,
				     gpamap_fact_report *report, void *context,
				     struct gpamap_error *error)
{
	struct hearing hearing = { bytes, report, context };
	enum gpamap_status status;

	status = gpamap_kvm_read(bytes, size, hear_nothing, NULL, error);
	if (status == GPAMAP_OK)
		status = check_numbers(bytes, size, error);
	if (status == GPAMAP_OK)
		status = gpamap_kvm_read(bytes, size, hear, &hearing, error);
	return status;
}

enum gpamap_status gpamap_kvm_slots_read(const void *bytes, size_t size,
					 bool big_endian,
					 gpamap_fact_report *report,
					 void *context,
					 struct gpamap_error *error)
{
	enum gpamap_status status;
	unsigned char *turned;

	if (!big_endian)
		return read_slots(bytes, size, report, context, error);
	turned = turn(bytes, size);
	if (turned == NULL)
		return refuse(error, GPAMAP_ERR_NO_MEMORY, 0);
	status = read_slots(turned, size, report, context, error);
	free(turned);
	return status;
}
