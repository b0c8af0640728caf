/* SPDX-License-Identifier: MIT */
#include <gpamap/kvm.h>

#include "../core/fault.h"
#include "bytes.h"
#include "out.h"
#include "records.h"

/* Slots as an array of struct kvm_userspace_memory_region. */

static void put(struct gpamap_out *out, uint64_t value, unsigned bytes,
		bool big_endian)
{
	for (unsigned i = 0; i < bytes; i++) {
		unsigned byte = big_endian ? bytes - 1 - i : i;

		gpamap_out_byte(out, (uint8_t)(value >> (8 * byte) & 0xff));
	}
}

static enum gpamap_status tell(struct gpamap_out *out, const void *what,
			       struct gpamap_error *error)
{
	struct gpamap_kvm_slots slots = *(const struct gpamap_kvm_slots *)what;
	bool big_endian = slots.options.big_endian;
	struct gpamap_kvm_slot slot;

	(void)error;
	while (gpamap_kvm_slots_next(&slots, &slot)) {
		put(out, slot.slot, 4, big_endian);
		put(out, slot.flags, 4, big_endian);
		put(out, slot.guest, 8, big_endian);
		put(out, slot.size, 8, big_endian);
		put(out, slot.host, 8, big_endian);
	}
	return GPAMAP_OK;
}

enum gpamap_status gpamap_kvm_write(const struct gpamap_layout *layout,
				    const struct gpamap_kvm_options *options,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error)
{
	struct gpamap_kvm_slots slots;
	enum gpamap_status status;

	status = gpamap_kvm_slots_init(&slots, layout, options, NULL, error);
	if (status != GPAMAP_OK)
		return status;
	return gpamap_out_write(tell, &slots, buffer, size, need, error);
}

static enum gpamap_record wrong(struct gpamap_fact *fact, size_t offset)
{
	fact->offset = offset;
	return GPAMAP_RECORD_WRONG;
}

static enum gpamap_record decode(const unsigned char *at,
				 struct gpamap_fact *fact)
{
	uint32_t flags = gpamap_get_le32(at + 4);
	uint64_t guest = gpamap_get_le64(at + 8);
	uint64_t size = gpamap_get_le64(at + 16);
	uint64_t host = gpamap_get_le64(at + 24);

	if (flags > (GPAMAP_KVM_LOG_DIRTY_PAGES | GPAMAP_KVM_READONLY))
		return wrong(fact, 4);
	if (guest % GPAMAP_PAGE_SIZE != 0)
		return wrong(fact, 8);
	if (size == 0 || size % GPAMAP_PAGE_SIZE != 0 ||
	    !gpamap_fact_set_range(fact, guest, size))
		return wrong(fact, 16);
	if (host % GPAMAP_PAGE_SIZE != 0 || size > UINT64_MAX - host)
		return wrong(fact, 24);
	fact->type = GPAMAP_FACT_SLOT;
	fact->backing = host;
	fact->slot = gpamap_get_le32(at);
	if (flags >= GPAMAP_KVM_READONLY)
		fact->flags = GPAMAP_FACT_READ_ONLY;
	return GPAMAP_RECORD_FACT;
}

enum gpamap_status gpamap_kvm_read(const void *bytes, size_t size,
				   gpamap_fact_report *report, void *context,
				   struct gpamap_error *error)
{
	return gpamap_records_read(bytes, size, GPAMAP_KVM_REGION, decode,
				   report, context, error);
}
