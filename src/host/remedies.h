/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_REMEDIES_H
#define GPAMAP_HOST_REMEDIES_H

#include "planned.h"

/*
 * What would make a request fit. Each remedy has been tried: the plan was made
 * again with that one change, the request found its place, and no request lost
 * its own.
 */

enum gpamap_remedy_kind {
	GPAMAP_REMEDY_SIZE, /**< of value bytes */
	GPAMAP_REMEDY_ALIGNMENT, /**< with value */
	GPAMAP_REMEDY_MIN_PIECE, /**< without one */
	GPAMAP_REMEDY_MIN, /**< not above value */
	GPAMAP_REMEDY_MAX, /**< not below value */
	GPAMAP_REMEDY_ADDRESS, /**< at value */
	GPAMAP_REMEDY_MMIO64, /**< as that */
	GPAMAP_REMEDY_OTHER_SIZE, /**< other of value bytes */
	GPAMAP_REMEDY_OTHER_AWAY, /**< without other */
	GPAMAP_REMEDY_BITS, /**< value address bits */
	GPAMAP_REMEDY_REACH, /**< a reach of value */
};

struct gpamap_remedy {
	enum gpamap_remedy_kind kind;
	uint64_t value;
	size_t other;
	struct gpamap_range range; /**< the first that it would then have */
};

#define GPAMAP_REMEDIES_MAX 16

/**
 * Find remedies for @problem of @planned, the least change first of each kind.
 *
 * @remedies: out; GPAMAP_REMEDIES_MAX of them.
 * @count: out.
 * Returns false for lack of memory.
 */
bool gpamap_remedies_find(const struct gpamap_planned *planned,
			  const struct gpamap_plan_problem *problem,
			  struct gpamap_remedy *remedies, size_t *count);

/** Bytes that hold any remedy as a sentence, with its NUL. */
#define GPAMAP_REMEDY_TEXT_MAX 256

/** Write @remedy for @problem as a sentence that goes on from "it would fit".
 */
void gpamap_remedy_format(const struct gpamap_planned *planned,
			  const struct gpamap_plan_problem *problem,
			  const struct gpamap_remedy *remedy, char *text);

/** Give the word for @kind, for programs. Static. */
const char *gpamap_remedy_name(enum gpamap_remedy_kind kind);

#endif /* GPAMAP_HOST_REMEDIES_H */
