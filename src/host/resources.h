/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_RESOURCES_H
#define GPAMAP_HOST_RESOURCES_H

#include "diag.h"
#include "draft.h"
#include "span.h"

/*
 * What firmware and kernels print is granular to the byte, a map to the page.
 * A reader of such a list hands it on here, in order, and has it settled onto
 * whole pages by the rule of ../guest/pages.h.
 */

struct gpamap_resource {
	uint64_t start; /**< first byte */
	uint64_t last; /**< last byte, included */
	enum gpamap_kind kind;
	bool has_vnode; /**< else 0 for RAM, none for the rest */
	uint64_t vnode;
	struct gpamap_span name; /**< in the source; at NULL: none */
	struct gpamap_place place;
};

struct gpamap_resources {
	struct gpamap_draft *draft;
	struct gpamap_diags *diags;
	size_t count; /**< of resources that came */
	struct gpamap_resource last; /**< where count is not 0 */
	uint64_t next_page; /**< the first one not taken yet */
	/** Of other kinds than RAM, how many ranges were widened, by how much
	 * in all, and where the first of them stood. */
	size_t widened;
	uint64_t widened_bytes;
	struct gpamap_place widened_place;
};

/**
 * Begin to settle resources into @draft, an empty one. What is lost, and what
 * is wrong, is told in @diags; where that has errors the draft is not whole.
 */
void gpamap_resources_init(struct gpamap_resources *resources,
			   struct gpamap_draft *draft,
			   struct gpamap_diags *diags);

/**
 * Take @resource, which begins behind the last one's end.
 *
 * Returns false, and tells why, where it is reversed, out of order or
 * overlapping, or where there is no room for the last one.
 */
bool gpamap_resources_add(struct gpamap_resources *resources,
			  const struct gpamap_resource *resource);

/** End: settle the last resource, and note how many were widened. */
void gpamap_resources_finish(struct gpamap_resources *resources);

#endif /* GPAMAP_HOST_RESOURCES_H */
