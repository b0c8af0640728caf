/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_RESOURCES_H
#define GPAMAP_HOST_RESOURCES_H

#include "diag.h"
#include "draft.h"
#include "span.h"

/*
 * What firmware and kernels print is granular to the byte, a map to the page.
 * A reader of such a list collects it here, and has it settled onto pages.
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

/** All zero: empty. */
struct gpamap_resources {
	struct gpamap_resource *items;
	size_t count;
	size_t capacity;
};

/**
 * Append @resource, which begins behind the last one's end.
 *
 * Returns false, with an error added to @diags, where it is reversed, out of
 * order or overlapping, or where there is no memory.
 */
bool gpamap_resources_add(struct gpamap_resources *resources,
			  const struct gpamap_resource *resource,
			  struct gpamap_diags *diags);

/**
 * Settle @resources onto whole pages, into @draft. RAM is cut inward to the
 * pages that are all RAM. The rest is widened outward; where two then want a
 * page, the lower one has it. Whatever is lost is noted in @diags.
 */
void gpamap_resources_settle(const struct gpamap_resources *resources,
			     struct gpamap_draft *draft,
			     struct gpamap_diags *diags);

void gpamap_resources_clear(struct gpamap_resources *resources);

#endif /* GPAMAP_HOST_RESOURCES_H */
