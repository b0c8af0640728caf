/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_ALLOC_H
#define GPAMAP_ALLOC_H

#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * Layouts on malloc, for hosted programs that do not want to manage storage.
 * Free what these give with gpamap_layout_free().
 */

/**
 * Make a layout with node_sizes[i] bytes of RAM on vnode i, in memory of its
 * own; see gpamap_layout_new_with_numa().
 *
 * Returns NULL on failure, with the reason in @error (may be NULL):
 * GPAMAP_ERR_NO_MEMORY or the constructor's.
 * Context: hosted.
 */
struct gpamap_layout *gpamap_layout_create(const uint64_t *node_sizes,
					   size_t node_count,
					   const struct gpamap_fixed *fixed,
					   struct gpamap_error *error);

/** Make a layout from ranges that are already decided, in memory of its own;
 * see gpamap_layout_new_from_resolved_ranges(). */
struct gpamap_layout *gpamap_layout_create_resolved(
	const struct gpamap_ram_range *ram, size_t ram_count,
	const struct gpamap_fixed *fixed, struct gpamap_error *error);

/** Load a saved layout into memory of its own; see gpamap_layout_load(). */
struct gpamap_layout *gpamap_layout_create_loaded(const void *bytes,
						  size_t size,
						  struct gpamap_error *error);

/** Copy @layout into memory of its own. Returns NULL for lack of memory. */
struct gpamap_layout *
gpamap_layout_duplicate(const struct gpamap_layout *layout);

/** Give back what a function above gave. NULL is fine. */
void gpamap_layout_free(struct gpamap_layout *layout);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_ALLOC_H */
