/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_KVM_H
#define GPAMAP_KVM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>
#include <gpamap/fact.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * The memory slots of KVM: which part of the VMM's own memory stands at which
 * guest address. One by one through an iterator, or as an array of struct
 * kvm_userspace_memory_region, 32 bytes: slot, flags (32 bits each),
 * guest_phys_addr, memory_size, userspace_addr (64 bits each).
 *
 * Source: Documentation/virt/kvm/api.rst, 4.35 KVM_SET_USER_MEMORY_REGION, and
 * include/uapi/linux/kvm.h, Linux 6.1.
 */

/** Bytes in a struct kvm_userspace_memory_region. */
#define GPAMAP_KVM_REGION 32u

/** Flags of a slot. */
#define GPAMAP_KVM_LOG_DIRTY_PAGES UINT32_C(1)
#define GPAMAP_KVM_READONLY UINT32_C(2)

/** Slots where the host is not asked: KVM_USER_MEM_SLOTS on x86, SHRT_MAX less
 * the 3 of its own. Source: arch/x86/include/asm/kvm_host.h, Linux 6.1. */
#define GPAMAP_KVM_SLOTS_MAX 32764u

/**
 * The largest slot made here, in bytes: KVM_MEM_MAX_NR_PAGES (2^31 - 1 pages)
 * down to a whole GiB, so that the next slot can have huge pages too.
 * Source: include/linux/kvm_host.h, Linux 6.1.
 */
#define GPAMAP_KVM_SLOT_SIZE_MAX (UINT64_C(0x1fff) << 30)

/** What is behind ranges: memory of the VMM where they stand one after the
 * other, in address order. */
struct gpamap_kvm_backing {
	uint64_t host; /**< address of its first byte; a multiple of 4096 */
	uint32_t flags; /**< GPAMAP_KVM_LOG_DIRTY_PAGES, GPAMAP_KVM_READONLY */
	bool mapped; /**< false: no slots for these. RAM always has slots. */
};

/** How slots are made. Zero: RAM at host address 0, nothing else, slots from
 * 0 on. */
struct gpamap_kvm_options {
	struct gpamap_kvm_backing ram; /**< gpamap_layout_ram_offset() tells
					* where in it an address is */
	struct gpamap_kvm_backing vtl2;
	struct gpamap_kvm_backing pmem;
	struct gpamap_kvm_backing firmware; /**< ACPI tables and NVS */
	/** Number of the first slot; with KVM_CAP_MULTI_ADDRESS_SPACE, the
	 * address space is in bits 16 to 31. */
	uint32_t first_slot;
	/** What KVM_CAP_NR_MEMSLOTS says; 0: GPAMAP_KVM_SLOTS_MAX. The low 16
	 * bits of slot numbers stay below it. */
	uint32_t slot_limit;
	/** Write the array big-endian, for s390x. Default: little-endian. */
	bool big_endian;
};

/** One slot; struct kvm_userspace_memory_region in the host's own words. */
struct gpamap_kvm_slot {
	uint32_t slot;
	uint32_t flags;
	uint64_t guest;
	uint64_t size;
	uint64_t host;
	enum gpamap_kind kind; /**< what it holds */
};

/** Slots being walked through. */
struct gpamap_kvm_slots {
	const struct gpamap_layout *layout;
	struct gpamap_kvm_options options;
	size_t position;
	uint64_t used[4]; /**< bytes of each backing */
	struct gpamap_entry rest; /**< not yet in a slot */
	uint32_t next;
};

/**
 * Begin with the slots of @layout. Touching ranges of RAM share a slot, as
 * they are one piece of the backing; of the rest, each range has its own.
 *
 * Slots of the caller's own, such as a ROM's, take the numbers from first_slot
 * + *@count on. To bind a node's RAM to host nodes, take the part of the
 * backing at gpamap_layout_ram_offset() of each of its ranges.
 *
 * @options: NULL: the defaults.
 * @count: out, may be NULL: slots that there are.
 * @error: out, may be NULL: written on failure only.
 * Everything is checked here, so the walk cannot fail.
 * Cost: linear.
 * Errors: TOO_MANY: more slots than the limit leaves; error->asked has how
 *   many, limit how many numbers there are. MISALIGNED: a backing's address.
 *   TOO_HIGH: a backing ends past 2^64; the error's subject is the range.
 *   ARGUMENT (flags, NULL).
 * Context: freestanding.
 */
enum gpamap_status
gpamap_kvm_slots_init(struct gpamap_kvm_slots *slots,
		      const struct gpamap_layout *layout,
		      const struct gpamap_kvm_options *options, size_t *count,
		      struct gpamap_error *error);

/** Give the next slot; false at the end. */
bool gpamap_kvm_slots_next(struct gpamap_kvm_slots *slots,
			   struct gpamap_kvm_slot *slot);

/** By what host pages a slot can be mapped, at best. */
struct gpamap_kvm_pages {
	uint64_t of_1g;
	uint64_t of_2m;
	uint64_t of_4k;
	/**
	 * Guest and host address are congruent: one and the same distance from
	 * a multiple of the page size. Without that no page of that size is of
	 * use; then moving the backing helps, else only moving the range.
	 */
	bool congruent_1g;
	bool congruent_2m;
};

/**
 * Report which host pages @slot can be mapped by, as x86, and Arm with pages
 * of 4 KiB, have them. The counts are those of the best mapping.
 * Source: kvm_alloc_memslot_metadata() in arch/x86/kvm/x86.c, Linux 6.1: large
 * pages are off where addresses are not congruent.
 */
void gpamap_kvm_slot_pages(const struct gpamap_kvm_slot *slot,
			   struct gpamap_kvm_pages *pages);

/**
 * Write the slots of @layout as an array of struct kvm_userspace_memory_region.
 *
 * @buffer: out, caller's, any alignment. NULL with a @size of 0 measures.
 * @size: bytes there.
 * @need: out, may be NULL: bytes of the array.
 * Errors: NO_SPACE: @size is below *@need; @buffer is untouched. Those of
 *   gpamap_kvm_slots_init().
 * The rest as there.
 */
enum gpamap_status gpamap_kvm_write(const struct gpamap_layout *layout,
				    const struct gpamap_kvm_options *options,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error);

/**
 * Read such an array, little-endian, out of untrusted bytes: a SLOT fact an
 * entry, in the array's order. Whether two have one number, or share an
 * address, is not looked at: that needs memory to sort them. The dirty log is
 * not looked at either.
 *
 * @report, @context: called for each fact, once all is checked.
 * @error: out, may be NULL: for CORRUPT, asked is the offset at fault.
 * Cost: linear; constant memory.
 * Errors: TRUNCATED: no whole number of entries. CORRUPT: a slot of 0 bytes,
 *   not on pages, past 2^64, or with flags not known. ARGUMENT.
 * Context: freestanding.
 */
enum gpamap_status gpamap_kvm_read(const void *bytes, size_t size,
				   gpamap_fact_report *report, void *context,
				   struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_KVM_H */
