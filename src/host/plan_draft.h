/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_PLAN_DRAFT_H
#define GPAMAP_HOST_PLAN_DRAFT_H

#include <gpamap/plan.h>

#include "diag.h"
#include "span.h"

/*
 * The part of a draft that asks for a plan: requests in the caller's order,
 * and what the host gives. Whoever fills one, a reader or the command's
 * options, has its map planned, shown, explained and swept.
 */

struct gpamap_request_draft {
	struct gpamap_plan_request request; /**< tag: heap, or NULL */
	/** What the size itself needs, as of a window for BARs; 0: nothing. */
	uint64_t least_alignment;
	struct gpamap_place place;
};

struct gpamap_avoid_draft {
	struct gpamap_avoid avoid; /**< tag: heap, or NULL */
	struct gpamap_place place;
};

/** What is known of the host. All zero: nothing. */
struct gpamap_host_draft {
	unsigned int address_bits; /**< 0: not said */
	uint64_t guest_reach; /**< 0: not said */
	enum gpamap_hypertransport hypertransport;
	bool hypertransport_given;
	struct gpamap_avoid_draft *avoid;
	size_t count;
	size_t capacity;
};

/** All zero: no plan. */
struct gpamap_plan_draft {
	bool given;
	struct gpamap_request_draft *requests;
	size_t count;
	size_t capacity;
	struct gpamap_host_draft host;
};

/**
 * Append @request to @draft, which is given from now on.
 *
 * @tag: copied; its at may be NULL for none. @request's own is not looked at.
 * Returns false, with an error added to @diags, when there are too many or
 * no memory.
 */
bool gpamap_plan_draft_add(struct gpamap_plan_draft *draft,
			   const struct gpamap_request_draft *request,
			   struct gpamap_span tag, struct gpamap_diags *diags);

/** Append what the host avoids; as gpamap_plan_draft_add(). */
bool gpamap_host_draft_avoid(struct gpamap_host_draft *host,
			     const struct gpamap_avoid_draft *avoid,
			     struct gpamap_span tag,
			     struct gpamap_diags *diags);

/** Say whether anything is known of the host. */
bool gpamap_host_draft_given(const struct gpamap_host_draft *host);

/** Let what @over says stand before what @host says, and avoid both's. */
bool gpamap_host_draft_merge(struct gpamap_host_draft *host,
			     const struct gpamap_host_draft *over,
			     struct gpamap_diags *diags);

/**
 * Give @host what @draft says, with tags that live in @draft.
 *
 * Free it with gpamap_host_free(). Returns false for lack of memory.
 */
bool gpamap_host_draft_fill(const struct gpamap_host_draft *draft,
			    struct gpamap_host *host);

void gpamap_host_free(struct gpamap_host *host);

/** Free all that the draft holds and empty it. */
void gpamap_plan_draft_clear(struct gpamap_plan_draft *draft);
void gpamap_host_draft_clear(struct gpamap_host_draft *host);

#endif /* GPAMAP_HOST_PLAN_DRAFT_H */
