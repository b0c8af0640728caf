/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_DRAFT_H
#define GPAMAP_HOST_DRAFT_H

#include <gpamap/audit.h>
#include <gpamap/layout.h>

#include "diag.h"
#include "plan_draft.h"
#include "span.h"
#include "store.h"
#include "totals.h"

/*
 * The draft: what a reader found, before any rule for maps was applied, and
 * where it stood. Every reader fills one; layouts and audits start from it.
 */

struct gpamap_draft_entry {
	struct gpamap_range range; /**< for LIST_NODES: 0 to the size */
	uint64_t kind; /**< for LIST_OTHER */
	uint64_t vnode; /**< for LIST_RAM and LIST_OTHER */
	const char *name; /**< the draft's, or NULL */
	struct gpamap_place place;
};

struct gpamap_draft_list {
	struct gpamap_draft_entry *entries;
	size_t count;
	size_t capacity;
};

/** Lists of a draft: those of a layout, and the node sizes. */
#define GPAMAP_DRAFT_LISTS (GPAMAP_LIST_NODES + 1)

/** All zero: an empty draft. RAM is in LIST_NODES or in LIST_RAM. */
struct gpamap_draft {
	char *name; /**< of the whole map; heap, or NULL */
	struct gpamap_draft_list lists[GPAMAP_DRAFT_LISTS];
	uint64_t total; /**< entries in all lists */
	struct gpamap_store names; /**< of the entries */
	struct gpamap_claims claims; /**< held against the layout */
	/** Where given, the lists are what stands around it already, and
	 * gpamap_planned_make() takes the place of gpamap_draft_layout(). */
	struct gpamap_plan_draft plan;
};

/**
 * Append @entry to @list.
 *
 * @entry: its name does not count.
 * @name: copied; its at may be NULL for none.
 * Returns false, with an error added to @diags, when there are too many
 * entries or no memory.
 */
bool gpamap_draft_add(struct gpamap_draft *draft, enum gpamap_list list,
		      const struct gpamap_draft_entry *entry,
		      struct gpamap_span name, struct gpamap_diags *diags);

/** Fill an empty @draft with what @layout holds. Fails as _add() does. */
bool gpamap_draft_from_layout(struct gpamap_draft *draft,
			      const struct gpamap_layout *layout,
			      struct gpamap_diags *diags);

/** Free all that @draft holds and empty it. */
void gpamap_draft_clear(struct gpamap_draft *draft);

/**
 * Make the layout that @draft describes; gpamap_layout_free() it.
 *
 * Returns NULL on failure, with the reason added to @diags.
 */
struct gpamap_layout *gpamap_draft_layout(const struct gpamap_draft *draft,
					  struct gpamap_diags *diags);

/**
 * Add every problem of @draft to @diags.
 *
 * Returns false when there is no memory to look for them.
 */
bool gpamap_draft_audit(const struct gpamap_draft *draft,
			struct gpamap_diags *diags);

/**
 * Give the place where @list[@index] stood in the source; no place where it
 * is not known, as for RAM that was asked for by size.
 */
struct gpamap_place gpamap_draft_place(const struct gpamap_draft *draft,
				       enum gpamap_list list, size_t index);

/** Give the rule id and the hint, NULL for none, for @status. Static. */
void gpamap_status_rule(enum gpamap_status status, const char **rule,
			const char **hint);

/** Add @error, about @draft, to @diags, with a note where two things clash. */
void gpamap_draft_explain(const struct gpamap_draft *draft,
			  const struct gpamap_error *error,
			  struct gpamap_diags *diags);

#endif /* GPAMAP_HOST_DRAFT_H */
