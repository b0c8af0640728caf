/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_ALLOC_H
#define GPAMAP_ALLOC_H

#include <gpamap/layout.h>
#include <gpamap/plan.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * Layouts and plans on malloc, for hosted programs that do not want to manage
 * storage. Free layouts with gpamap_layout_free(), plans with
 * gpamap_plan_free().
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

/**
 * Plan @input, in memory of its own; see gpamap_plan_make(). @input is not
 * copied, and must outlive the plan.
 *
 * @status: out, may be NULL; why there is no plan.
 * Returns NULL unless every request has its place, so that no layout can be
 * made of a part: input->report has been told each problem then, and *@status
 * is that of the first. Or it is GPAMAP_ERR_NO_MEMORY, or gpamap_plan_make()'s,
 * with nothing to report.
 * Context: hosted.
 */
struct gpamap_plan *gpamap_plan_create(const struct gpamap_plan_input *input,
				       enum gpamap_status *status);

/** Give back what gpamap_plan_create() gave. NULL is fine. */
void gpamap_plan_free(struct gpamap_plan *plan);

/**
 * Make the layout of a plan that succeeded, in memory of its own; see
 * gpamap_plan_layout(). It needs the plan no more.
 *
 * @plan: of gpamap_plan_create() or gpamap_plan_make(); NULL gives NULL, with
 *        GPAMAP_ERR_ARGUMENT.
 * Returns NULL on failure, with the reason in @error (may be NULL):
 * GPAMAP_ERR_NO_MEMORY or gpamap_plan_layout()'s.
 * Context: hosted.
 */
struct gpamap_layout *
gpamap_layout_create_planned(const struct gpamap_plan *plan,
			     struct gpamap_error *error);

/** Give back a layout that a function above gave. NULL is fine. */
void gpamap_layout_free(struct gpamap_layout *layout);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_ALLOC_H */
