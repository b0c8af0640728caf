/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SNAPSHOT_H
#define GPAMAP_HOST_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>

#include <gpamap/types.h>

/*
 * Where everything is in one map, to be held against another. A thing is what
 * keeps its identity from map to map: a request of a plan, a range of a
 * machine. It may be in several pieces.
 */

struct gpamap_snapshot_piece {
	size_t thing;
	struct gpamap_range range;
};

struct gpamap_snapshot {
	/** In the order of things; those of one in address order. */
	struct gpamap_snapshot_piece *pieces;
	size_t count;
	size_t capacity;
	bool fails; /**< there is no map */
	/** The source's own, for gpamap_sweep_certain. */
	bool relocated;
};

/** A thing that is elsewhere. */
struct gpamap_move {
	size_t thing;
	uint64_t from; /**< address of the first byte that moved, before */
	uint64_t to; /**< and after; UINT64_MAX: it is gone */
	uint64_t bytes; /**< that moved */
};

/** Called for each move. */
typedef void gpamap_move_report(void *context, const struct gpamap_move *move);

/** Append a piece. Returns false for lack of memory. */
bool gpamap_snapshot_add(struct gpamap_snapshot *snapshot, size_t thing,
			 struct gpamap_range range);

/** Bring pieces that were added in address order into the order of things. */
void gpamap_snapshot_sort(struct gpamap_snapshot *snapshot);

/**
 * Report each thing of which a byte that is in @before is at another address
 * in @after. Bytes count from a thing's lowest address: what a thing gains or
 * loses at its end is no move.
 */
void gpamap_snapshot_compare(const struct gpamap_snapshot *before,
			     const struct gpamap_snapshot *after,
			     gpamap_move_report *report, void *context);

/** Say whether nothing differs but the end of the last piece of @growing. */
bool gpamap_snapshot_same(const struct gpamap_snapshot *a,
			  const struct gpamap_snapshot *b, size_t growing);

void gpamap_snapshot_clear(struct gpamap_snapshot *snapshot);

#endif /* GPAMAP_HOST_SNAPSHOT_H */
