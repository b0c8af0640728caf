/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_FDT_WRITE_H
#define GPAMAP_GUEST_FDT_WRITE_H

#include "fdt_tell.h"

/** Writes all of a tree; called twice, it does the same twice. */
typedef void gpamap_fdt_teller(const void *what, struct gpamap_fdt_emit *emit);

/** Where a tree goes, as the caller gave it. */
struct gpamap_fdt_buffer {
	void *at;
	size_t size;
	size_t *need;
};

/** Measure the tree that @tell writes and, where there is room, write it. */
enum gpamap_status gpamap_fdt_put(gpamap_fdt_teller *tell, const void *what,
				  const struct gpamap_fdt_base *base,
				  const struct gpamap_fdt_buffer *buffer,
				  struct gpamap_error *error);

#endif /* GPAMAP_GUEST_FDT_WRITE_H */
