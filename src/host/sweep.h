/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SWEEP_H
#define GPAMAP_HOST_SWEEP_H

#include "sweep_rows.h"

/*
 * The same guest at many sizes of RAM: at which does something that was there
 * move?
 *
 * Every size first, first + step, ... last counts as looked at. A stretch of
 * them is skipped only where the source is certain that nothing can differ
 * within, from the maps at its ends; else it is halved, down to neighbours.
 */

/** Bytes that hold the reason for a failure, with its NUL. */
#define GPAMAP_SWEEP_REASON_MAX 512

/** What gives a map for each size. */
struct gpamap_sweep_source {
	void *context;
	size_t growing; /**< the thing whose size it is */
	/**
	 * Take the map at @size into the empty @snapshot, sorted; where there
	 * is none, it fails. False for lack of memory.
	 */
	bool (*take)(void *context, uint64_t size,
		     struct gpamap_snapshot *snapshot);
	/**
	 * Say whether the maps at all sizes between @low and @high are known
	 * from those at both; NULL: never.
	 */
	bool (*certain)(void *context, uint64_t low,
			const struct gpamap_snapshot *at_low, uint64_t high,
			const struct gpamap_snapshot *at_high);
	/** Write why there is no map at @size. */
	void (*reason)(void *context, uint64_t size, char *text);
	/** Give the name of a thing, for people; and its kind and node. */
	const char *(*name)(void *context, size_t thing);
	enum gpamap_kind (*kind)(void *context, size_t thing, uint64_t *vnode);
};

struct gpamap_sweep {
	uint64_t first; /**< sizes, all multiples of the page */
	uint64_t last;
	uint64_t step;
	struct gpamap_sweep_rows rows; /**< folded */
	uint64_t moves; /**< in all rows */
	uint64_t failures;
	uint64_t maps; /**< that were made */
	/** Called now and then with sizes done, of all; may be NULL. */
	void (*progress)(void *context, uint64_t done, uint64_t all);
	void *context;
};

/**
 * Look at all sizes of @sweep, whose first, last, step and progress are set.
 *
 * Clear it whatever is returned. Returns false for lack of memory.
 */
bool gpamap_sweep_run(struct gpamap_sweep *sweep,
		      const struct gpamap_sweep_source *source);

void gpamap_sweep_clear(struct gpamap_sweep *sweep);

#endif /* GPAMAP_HOST_SWEEP_H */
