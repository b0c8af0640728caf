/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SWEEP_MACHINE_H
#define GPAMAP_HOST_SWEEP_MACHINE_H

#include "draft.h"
#include "sweep.h"

/** What a machine has, at one size or another. */
struct gpamap_machine_thing {
	enum gpamap_kind kind;
	uint64_t vnode; /**< of RAM; else 0 */
	char *name; /**< heap */
};

/** A machine to be swept: its last node grows. */
struct gpamap_sweep_machine {
	struct gpamap_span text; /**< as for gpamap_machine_draft() */
	uint64_t *sizes; /**< heap: of the nodes */
	size_t count;
	struct gpamap_machine_thing *things;
	size_t thing_count;
	size_t capacity;
};

/**
 * Make a source of the machine @text with @count nodes of @sizes before the one
 * that grows. Sizes are those of that one. It and @sweep must stay where they
 * are.
 *
 * Clear @sweep whatever is returned. Returns false for lack of memory.
 */
bool gpamap_sweep_machine_make(struct gpamap_sweep_machine *sweep,
			       struct gpamap_span text, const uint64_t *sizes,
			       size_t count,
			       struct gpamap_sweep_source *source);

void gpamap_sweep_machine_clear(struct gpamap_sweep_machine *sweep);

#endif /* GPAMAP_HOST_SWEEP_MACHINE_H */
