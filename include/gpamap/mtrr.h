/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_MTRR_H
#define GPAMAP_MTRR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * The variable-range MTRRs of x86 that cover a map: the fewest there are.
 *
 * Memory (RAM, also the paravisor's, persistent, hot-plugged and the
 * firmware's) has to be write-back. What is no memory, and what is reserved,
 * of which it is not known, has to be uncached. Unusable memory may be either,
 * and so may holes, unless an option says otherwise.
 *
 * A variable MTRR covers a power of two of bytes, at a multiple of its size;
 * where two overlap, uncached wins; where none is, the default type holds. So
 * there are two ways: all is write-back but for uncached ranges, or all is
 * uncached but for write-back ranges, which may have uncached ones in them.
 * The one that needs fewer is taken; of equals, the uncached default.
 *
 * Source: Intel SDM volume 3 (December 2023), 12.11.2.1 IA32_MTRR_DEF_TYPE,
 * 12.11.2.3 variable range MTRRs, 12.11.4.1 MTRR precedences.
 */

/** Memory types. Source: Intel SDM volume 3, table 12-8. */
#define GPAMAP_MTRR_UNCACHED 0u
#define GPAMAP_MTRR_WRITE_BACK 6u

/** Bits of IA32_MTRR_DEF_TYPE. Source: Intel SDM volume 3, figure 12-6. */
#define GPAMAP_MTRR_FIXED_ENABLED UINT64_C(0x400)
#define GPAMAP_MTRR_ENABLED UINT64_C(0x800)

/** Bit of IA32_MTRR_PHYSMASKn: the pair counts. */
#define GPAMAP_MTRR_VALID UINT64_C(0x800)

/** MSRs: the default type, and pair 0; pair n follows at 2 * n. */
#define GPAMAP_MTRR_MSR_DEF_TYPE 0x2ffu
#define GPAMAP_MTRR_MSR_PHYSBASE0 0x200u

/** Pairs that processors and KVM have, and the default limit. */
#define GPAMAP_MTRR_PAIRS 8u

/** The largest limit: VCNT of IA32_MTRRCAP has 8 bits. */
#define GPAMAP_MTRR_PAIRS_MAX 255u

/** Bytes in a struct kvm_msr_entry. */
#define GPAMAP_MTRR_ENTRY 16u

/** One pair of MSRs, as they are to be written. */
struct gpamap_mtrr {
	uint64_t base; /**< IA32_MTRR_PHYSBASEn */
	uint64_t mask; /**< IA32_MTRR_PHYSMASKn */
};

/** What is known of the processor. All zero: the defaults. */
struct gpamap_mtrr_options {
	/** Physical address bits of the guest's processor (CPUID 0x80000008),
	 * 32 to 52. A mask with other bits is wrong. 0: 40, QEMU's default. */
	unsigned int phys_bits;
	/** Pairs that there are, at most 255; 0: 8. */
	unsigned int limit;
	/** The fixed-range MTRRs tell of the first MiB: the variable ones need
	 * not, and the enable bit of the fixed ones is set. */
	bool fixed_1m;
	/** Holes have to be uncached: there may be something in them that the
	 * map does not know. Default: they may be of either type. */
	bool holes_uncached;
};

/** The MTRRs as a whole. */
struct gpamap_mtrr_cover {
	uint64_t default_type; /**< IA32_MTRR_DEF_TYPE, enabled */
	size_t count; /**< pairs in use */
};

/**
 * Find the fewest MTRRs that cover @layout.
 *
 * @options: NULL: the defaults.
 * @mtrrs: out, caller's; filled in address order. NULL with a @room of 0
 *         measures.
 * @room: pairs there.
 * @cover: out; also on NO_SPACE.
 * @error: out, may be NULL: written on failure only.
 * Cost: O(n log n) in the ranges, for each address bit.
 * Errors: TOO_MANY: more pairs than the limit; error->asked has how many.
 *   TOO_HIGH: a range ends above the processor's addresses; it is the error's
 *   subject. NO_SPACE: @room is below cover->count; @mtrrs is untouched.
 *   ARGUMENT.
 * Context: freestanding.
 */
enum gpamap_status gpamap_mtrr_cover(const struct gpamap_layout *layout,
				     const struct gpamap_mtrr_options *options,
				     struct gpamap_mtrr *mtrrs, size_t room,
				     struct gpamap_mtrr_cover *cover,
				     struct gpamap_error *error);

/**
 * Write them as struct kvm_msr_entry, for KVM_SET_MSRS: index, reserved (32
 * bits each), data (64 bits), little-endian; base and mask of each pair, and
 * IA32_MTRR_DEF_TYPE, which enables them, last.
 *
 * @buffer: out, caller's, any alignment. NULL with a @size of 0 measures.
 * @size: bytes there.
 * @need: out, may be NULL: bytes of the array.
 * Errors: NO_SPACE: @size is below *@need; @buffer is untouched. The rest as
 *   for gpamap_mtrr_cover().
 * Source: Documentation/virt/kvm/api.rst, 4.18 KVM_GET_MSRS, Linux 6.1; Intel
 *   SDM volume 3, 12.11.7.2 MemTypeSet(), for the order.
 */
enum gpamap_status gpamap_mtrr_write(const struct gpamap_layout *layout,
				     const struct gpamap_mtrr_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_MTRR_H */
