/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SWEEP_ROWS_H
#define GPAMAP_HOST_SWEEP_ROWS_H

#include "snapshot.h"

/** Moves of one thing, each by as much and at sizes as far apart. Or, for
 * FAILS, sizes for which there is no map. */
struct gpamap_sweep_row {
	bool fails;
	struct gpamap_move move; /**< the first; its bytes are the most */
	bool uneven; /**< others move fewer bytes */
	struct gpamap_move final; /**< the last */
	uint64_t first; /**< size at which it happens first */
	uint64_t last; /**< and last */
	uint64_t every; /**< bytes of size between; 0 for a single one */
	uint64_t count;
	/** All of this comes again so many bytes of size later, and again. */
	uint64_t repeat_every;
	uint64_t repeats; /**< 1: it does not */
	char *reason; /**< of a failure; heap */
	size_t previous; /**< row of the same thing plus 1, or 0 */
};

/** Rows being made. All zero: none. */
struct gpamap_sweep_rows {
	struct gpamap_sweep_row *items; /**< in the order of their first size */
	size_t count;
	size_t capacity;
	size_t *last; /**< by thing: its last row plus 1, or 0 */
	size_t things;
};

/** Note that there is a move at @size, above those noted so far. Returns false
 * for lack of memory. */
bool gpamap_sweep_rows_move(struct gpamap_sweep_rows *rows, uint64_t size,
			    const struct gpamap_move *move);

/** Begin a row of sizes without a map; @reason is copied. */
bool gpamap_sweep_rows_fail(struct gpamap_sweep_rows *rows, uint64_t size,
			    const char *reason);

/** Make rows that come again and again into one. Nothing is noted after that.
 */
void gpamap_sweep_rows_fold(struct gpamap_sweep_rows *rows);

void gpamap_sweep_rows_clear(struct gpamap_sweep_rows *rows);

#endif /* GPAMAP_HOST_SWEEP_ROWS_H */
