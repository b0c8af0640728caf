/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_REASONS_H
#define GPAMAP_HOST_REASONS_H

#include "decisions.h"

/** Bytes that hold any reason, with its NUL. */
#define GPAMAP_REASON_MAX 768

/**
 * Why each range of a plan is where it is, decision by decision. The members
 * are what the phases have come to so far.
 */
struct gpamap_reasons {
	const struct gpamap_decisions *decisions;
	size_t next;
	uint64_t ram_end; /**< of the last RAM that was placed */
	uint64_t end_of_ram; /**< of all RAM */
	uint64_t hotplug_end;
	uint64_t top;
	uint64_t limit; /**< of the host: no address from it on */
	const char *limit_name;
};

/**
 * Begin with the first of @decisions, whose input has a tag for each request.
 */
void gpamap_reasons_begin(struct gpamap_reasons *reasons,
			  const struct gpamap_decisions *decisions);

/**
 * Give the next decision, and write why it came out as it did: a sentence
 * without a full stop.
 *
 * @text: out; GPAMAP_REASON_MAX bytes.
 * Returns false at the end.
 */
bool gpamap_reasons_next(struct gpamap_reasons *reasons,
			 const struct gpamap_decision **decision, char *text);

#endif /* GPAMAP_HOST_REASONS_H */
