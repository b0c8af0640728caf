/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_HOLD_H
#define GPAMAP_CLI_HOLD_H

#include "input.h"

/* Holding a map against a lock: what gpamap check --lock does. */

/** A lock that was read. All zero: none. */
struct hold {
	const char *path; /**< NULL: nothing is to be held against anything */
	struct gpamap_draft draft;
	struct gpamap_layout *layout;
};

/**
 * Read the lock that @options name, if any.
 *
 * Returns false after a message on standard error; clear it all the same.
 */
bool hold_open(struct hold *hold, const struct options *options);

/**
 * Add every difference of @layout, made from @input, to input->diags: errors
 * for what breaks a guest, notes for the rest.
 */
void hold_against(const struct hold *hold, struct input *input,
		  const struct gpamap_layout *layout);

void hold_clear(struct hold *hold);

#endif /* GPAMAP_CLI_HOLD_H */
