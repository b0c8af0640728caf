/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_EVENTS_H
#define GPAMAP_HOST_EVENTS_H

#include <yaml.h>

#include "diag.h"
#include "span.h"

/*
 * YAML as a stream of events, and so JSON: no tree is built, nothing is
 * expanded, depth is bounded. Anchors, aliases and tags are errors here.
 */

struct gpamap_events {
	yaml_parser_t parser;
	yaml_event_t event; /**< the current one */
	struct gpamap_span source;
	struct gpamap_diags *diags;
	size_t depth;
	bool over; /**< a syntax error ended it; no event is current */
};

/**
 * Begin to read @source.
 *
 * What is wrong goes to @diags. Returns false for lack of memory; then there
 * is nothing to close.
 */
bool gpamap_events_open(struct gpamap_events *events, struct gpamap_span source,
			struct gpamap_diags *diags);

void gpamap_events_close(struct gpamap_events *events);

/** Go on to the next event. */
void gpamap_events_next(struct gpamap_events *events);

/** Say whether the current event is @type and the stream goes on. */
bool gpamap_events_at(const struct gpamap_events *events,
		      yaml_event_type_t type);

/** Go on to the event behind the current value, however nested it is. */
void gpamap_events_skip(struct gpamap_events *events);

/** Give the place where the current event begins. */
struct gpamap_place gpamap_events_place(const struct gpamap_events *events);

/** Give the text of the current scalar; it lives until the next event. */
struct gpamap_span gpamap_events_text(const struct gpamap_events *events);

/** Say whether the current event is a scalar that means "nothing". */
bool gpamap_events_null(const struct gpamap_events *events);

/** Give words for what the current event is: "a list". Static. */
const char *gpamap_events_what(const struct gpamap_events *events);

#endif /* GPAMAP_HOST_EVENTS_H */
