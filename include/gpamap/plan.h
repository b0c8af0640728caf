/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_PLAN_H
#define GPAMAP_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/host.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * The plan: from requests with sizes, alignments and policy to addresses.
 *
 * A plan is made in phases, in the order of enum gpamap_phase. Within a phase
 * the order is fixed, so the same requests give the same addresses on every
 * machine and in every release (R10). Everything here is freestanding; the
 * caller gives the workspace.
 *
 * Source of the phases: the memory layout worker of OpenVMM.
 */

/** The phases, in their order; each request belongs to one. */
enum gpamap_phase {
	/** Blocks space at a given address; does not raise the top. */
	GPAMAP_PHASE_RESERVE = 0,
	/** Stands at a given address; counts as part of the layout. */
	GPAMAP_PHASE_FIXED = 1,
	/** Below 4 GiB, from the top down. */
	GPAMAP_PHASE_MMIO32 = 2,
	/** From the bottom up in the order of vnodes, then of the caller. The
	 * only requests that are split. */
	GPAMAP_PHASE_RAM = 3,
	/** From the end of RAM or 4 GiB up, in the order of vnodes, then of
	 * the caller: each above the one before. */
	GPAMAP_PHASE_HOTPLUG = 4,
	/** From the end of RAM or 4 GiB up. */
	GPAMAP_PHASE_MMIO64 = 5,
	/** From the top of all that came before, in the caller's order. */
	GPAMAP_PHASE_POST = 6,
	GPAMAP_PHASE_COUNT = 7,
};

/** From which end a request looks for room. */
enum gpamap_direction {
	GPAMAP_DIRECTION_DEFAULT = 0, /**< MMIO32 down, the others up */
	GPAMAP_DIRECTION_UP = 1, /**< the lowest address that fits */
	GPAMAP_DIRECTION_DOWN = 2, /**< the highest address that fits */
};

/** One request. All zero but phase, kind and size: the defaults. */
struct gpamap_plan_request {
	enum gpamap_phase phase;
	/** What the range is in the map. HOLE: RAM for PHASE_RAM, RESERVED
	 * for RESERVE, HOTPLUG for HOTPLUG, MMIO for the others. */
	enum gpamap_kind kind;
	const char *tag; /**< name in errors and in the map; may be NULL */
	uint64_t size; /**< bytes, whole pages; 0 only for RAM: no memory */
	/** Bytes, a power of two, at least 4096; 0 means 4096. */
	uint64_t alignment;
	/** Tried first; 0: none. A request that finds no room with it takes
	 * its turn again with its own alignment. Not for RAM. */
	uint64_t preferred_alignment;
	/** First address that may be used. 0: the phase's own. */
	uint64_t min_address;
	/** One past the last address that may be used. 0: the phase's own. */
	uint64_t max_address;
	/** Stand at .address, whatever the phase: placed with FIXED. RESERVE
	 * and FIXED always do. */
	bool exact;
	uint64_t address;
	enum gpamap_direction direction; /**< for MMIO32 and MMIO64 */
	uint64_t vnode; /**< for RAM and HOTPLUG */
	/** RAM: no piece smaller than this, but for the last; 0: one unit of
	 * alignment. */
	uint64_t min_piece;
};

/** No request: the owner of free space, and of the ends of the space. */
#define GPAMAP_PLAN_NONE SIZE_MAX

/** What is wrong with one request. */
struct gpamap_plan_problem {
	/** MISALIGNED, EMPTY, TOO_HIGH, ARGUMENT, BAD_KIND, BAD_VNODE: the
	 * request itself. OVERLAP: it stands in .other. NO_FIT: no room. */
	enum gpamap_status status;
	enum gpamap_phase phase;
	size_t request; /**< its index; see gpamap_plan_tag() */
	struct gpamap_range range; /**< OVERLAP: where it should stand */
	uint64_t asked; /**< bytes */
	uint64_t alignment; /**< the smallest that was tried */
	struct gpamap_range bounds; /**< NO_FIT: where room was looked for */
	uint64_t free_bytes; /**< NO_FIT: free within the bounds, in all */
	/** NO_FIT: the largest aligned free run within the bounds. */
	struct gpamap_range largest;
	/** NO_FIT: bytes that are missing in the largest run; for RAM, which
	 * may be split: bytes that found no room. */
	uint64_t missing;
	/** OVERLAP: what stands there. NO_FIT: what ends where the largest
	 * run begins, or GPAMAP_PLAN_NONE. */
	size_t other;
	/** NO_FIT: what begins where the largest run ends, or NONE. */
	size_t above;
};

/** Called for each problem; false: the plan goes on, and tells no more. */
typedef bool gpamap_plan_report(void *context,
				const struct gpamap_plan_problem *problem);

/** Everything that a plan is made from; it must outlive the plan. */
struct gpamap_plan_input {
	const struct gpamap_plan_request *requests;
	size_t count;
	const struct gpamap_host *host; /**< NULL: no limits */
	gpamap_plan_report *report; /**< NULL: the status alone tells */
	void *context; /**< handed to @report */
};

/** A plan, in the caller's workspace. */
struct gpamap_plan;

/** One range that the plan placed. */
struct gpamap_plan_piece {
	size_t request; /**< its index; from count on: what the host avoids */
	enum gpamap_kind kind;
	struct gpamap_range range;
	uint64_t vnode; /**< GPAMAP_NO_VNODE for none */
	const char *tag; /**< NULL for none */
};

/**
 * Place every request of @input, or report every problem.
 *
 * @workspace: the caller's; need is set on OK and on NO_SPACE. With words NULL
 *             and count 0: measures, and plans nothing.
 * @plan: out; the workspace begins with it. Given after any problem of a
 *        request too, with those requests that found room, for explanations;
 *        untouched on TOO_MANY, NO_SPACE, and ARGUMENT for the call itself.
 *        May be NULL when measuring.
 * Cost: O(n log n) in the requests; no allocation, no recursion.
 * Errors: that of the first problem told (faulty requests first, then
 *   by phase); TOO_MANY, NO_SPACE,
 *   ARGUMENT.
 * Context: freestanding.
 */
enum gpamap_status gpamap_plan_make(const struct gpamap_plan_input *input,
				    struct gpamap_storage *workspace,
				    const struct gpamap_plan **plan);

/** Count the pieces. */
size_t gpamap_plan_count(const struct gpamap_plan *plan);

/** Give the piece with the lowest address; false where there is none. */
bool gpamap_plan_first(const struct gpamap_plan *plan,
		       struct gpamap_plan_piece *piece);

/** Give the first piece that begins above @address; false for none. The start
 * of a piece leads to the one behind it. O(log n). */
bool gpamap_plan_next(const struct gpamap_plan *plan, uint64_t address,
		      struct gpamap_plan_piece *piece);

/** Give the tag of a request, or of what the host avoids, or NULL. */
const char *gpamap_plan_tag(const struct gpamap_plan_input *input,
			    size_t request);

/** Give the kind that the range of @request has in the map: its own, or what
 * HOLE stands for in its phase. */
enum gpamap_kind gpamap_plan_kind(const struct gpamap_plan_request *request);

/** Give one past the last byte of all but what is only reserved. */
uint64_t gpamap_plan_top(const struct gpamap_plan *plan);

/** Give the address bits that reach gpamap_plan_top(); 12 at the least. */
unsigned int gpamap_plan_address_bits(const struct gpamap_plan *plan);

/** Say whether RAM was moved above the HyperTransport addresses. */
bool gpamap_plan_relocated(const struct gpamap_plan *plan);

/**
 * Make the layout of a plan that succeeded; every piece is in it, under its
 * tag. Touching RAM of one vnode with the same tag, or none, is one range.
 *
 * @plan: one with problems gives the layout of what found room, and no error:
 *        heed the status of gpamap_plan_make().
 * @scratch: room for the lists, in the caller's words, not needed after the
 *           call; need is set on OK and on NO_SPACE. With words NULL and count
 *           0 it alone is measured: OK, @storage and @layout are untouched. So
 *           there are three calls: without both, with scratch, with both.
 * The layout holds copies of the tags, and needs the plan no more.
 * The rest as for gpamap_layout_new_from_resolved_ranges(); VTL2_LOW is
 * possible where a VTL2 request had an address of its own.
 */
enum gpamap_status gpamap_plan_layout(const struct gpamap_plan *plan,
				      struct gpamap_storage *scratch,
				      struct gpamap_storage *storage,
				      const struct gpamap_layout **layout,
				      struct gpamap_error *error);

/**
 * Size the smallest PCI window that holds BARs of @sizes in some order.
 *
 * @sizes: bytes, each a power of two (PCI Local Bus Specification 3.0,
 *         6.2.5.1); each BAR is aligned to its size.
 * @count: may be 0, for a window of 0 bytes.
 * @granularity: bytes, a power of two: windows of a bridge come in multiples
 *               of 1 MiB (PCI-to-PCI Bridge Architecture 1.2, 3.2.5.8).
 * @size, @alignment: out; the window must begin at a multiple of @alignment.
 * Errors: ARGUMENT (a size or @granularity is no power of two), TOO_HIGH (the
 *   sum is past 64 bits).
 */
enum gpamap_status gpamap_bars_window(const uint64_t *sizes, size_t count,
				      uint64_t granularity, uint64_t *size,
				      uint64_t *alignment);

/** Give the word for @phase: "reserve", "mmio32". Static. */
const char *gpamap_phase_name(enum gpamap_phase phase);

/**
 * Write the sentence that tells @problem; as gpamap_error_format().
 *
 * @input: what the plan was made from, for the tags, which are written in full:
 *         at most three, beside less than 300 bytes.
 * Errors: NO_SPACE: @size is below *@need; @text is untouched. ARGUMENT.
 */
enum gpamap_status
gpamap_plan_problem_format(const struct gpamap_plan_input *input,
			   const struct gpamap_plan_problem *problem,
			   char *text, size_t size, size_t *need);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_PLAN_H */
