/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "kvm_slots.h"
#include "memory.h"

/* Arrays of KVM memory slots, in either order of bytes. */

/* Where the fields of struct kvm_userspace_memory_region end. */
static const size_t field_ends[] = { 4, 8, 16, 24, 32 };

/* What hears the facts, and what they are told to. */
struct hearing {
	uint32_t space; /* whose slots are told */
	bool begun;
	gpamap_fact_report *report;
	void *context;
};

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
	struct hearing *hearing = context;

	if (!hearing->begun)
		hearing->space = fact->slot >> 16;
	hearing->begun = true;
	return fact->slot >> 16 != hearing->space ||
	       hearing->report(hearing->context, fact);
}

enum gpamap_status gpamap_kvm_slots_read(const void *bytes, size_t size,
					 bool big_endian,
					 gpamap_fact_report *report,
					 void *context,
					 struct gpamap_error *error)
{
	struct hearing hearing = { .report = report, .context = context };
	enum gpamap_status status;
	unsigned char *turned;

	if (!big_endian)
		return gpamap_kvm_read(bytes, size, hear, &hearing, error);
	turned = turn(bytes, size);
	if (turned == NULL) {
		*error =
			(struct gpamap_error){ .status = GPAMAP_ERR_NO_MEMORY };
		return GPAMAP_ERR_NO_MEMORY;
	}
	status = gpamap_kvm_read(turned, size, hear, &hearing, error);
	free(turned);
	return status;
}
