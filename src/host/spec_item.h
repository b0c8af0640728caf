/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SPEC_ITEM_H
#define GPAMAP_HOST_SPEC_ITEM_H

#include "draft.h"
#include "events.h"

/* A spec being read: what its top level and its list entries share. */

struct gpamap_spec {
	struct gpamap_events events;
	struct gpamap_draft *draft;
	struct gpamap_diags *diags;
	/** Where RAM was first given, and in which of its two forms. */
	struct gpamap_place ram_place;
	enum gpamap_list ram_form; /**< LIST_NODES, LIST_RAM; else LIST_NONE */
	bool full; /**< no more entries can be taken */
};

/** Most bytes of a value that a message repeats. */
#define GPAMAP_SPEC_SHOWN 60

/** The arguments of "%.*s" for @span, cut to what a message repeats. */
#define GPAMAP_SPEC_SHOW(span)                                                 \
	(int)((span).length < GPAMAP_SPEC_SHOWN ? (span).length                \
						: GPAMAP_SPEC_SHOWN),          \
		(span).at

/**
 * Say whether the current value is a scalar, and give its text. Where it is
 * not, an error asks for @wanted and the value is passed over.
 */
bool gpamap_spec_scalar(struct gpamap_spec *spec, const char *wanted,
			struct gpamap_span *text);

/** Read the current value as a name, onto the heap; NULL: none, or an error. */
char *gpamap_spec_name(struct gpamap_spec *spec);

/**
 * Find the current key among @names, and report it where it is unknown or in
 * @seen already; @seen is brought up to date.
 *
 * @within: words for the mapping, for the message.
 * Returns false where the key is no use; its value is passed over then. Where
 * true, the value is current.
 */
bool gpamap_spec_key(struct gpamap_spec *spec, const char *const *names,
		     const char *within, uint32_t *seen, size_t *key);

/** Read the current value as one entry of @list. */
void gpamap_spec_item(struct gpamap_spec *spec, enum gpamap_list list);

/** Read the current value as what the spec asks to be planned. */
void gpamap_spec_plan(struct gpamap_spec *spec);

#endif /* GPAMAP_HOST_SPEC_ITEM_H */
