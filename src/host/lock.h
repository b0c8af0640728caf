/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_LOCK_H
#define GPAMAP_HOST_LOCK_H

#include "formats.h"

/*
 * The lock: a map as lines of text that version control shows well, with its
 * digest. docs/lock.md has the grammar. It is a format as any other; gpamap
 * check holds maps against it.
 */

/** The first line of every lock. */
#define GPAMAP_LOCK_TITLE "# gpamap lock 1"

bool gpamap_lock_recognises(struct gpamap_span bytes);
void gpamap_lock_read(struct gpamap_span bytes, struct gpamap_draft *draft,
		      struct gpamap_diags *diags);
bool gpamap_lock_write(const struct gpamap_view *view, FILE *file);

#endif /* GPAMAP_HOST_LOCK_H */
