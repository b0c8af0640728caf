/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_CHOICE_H
#define GPAMAP_HOST_CHOICE_H

#include "formats.h"

/* A format, and what was said for its keys: "efi,descriptor-size=40". */

/** All zero: no format. */
struct gpamap_choice {
	const struct gpamap_format *format;
	struct gpamap_value *values; /**< one a key; NULL: nothing was said */
};

/** What a format is chosen for. */
enum gpamap_choice_use {
	GPAMAP_CHOICE_READ,
	GPAMAP_CHOICE_WRITE,
};

/**
 * Parse "FORMAT[,KEY=VALUE...]" into the empty @choice; gpamap_choice_clear()
 * it, whatever is returned.
 *
 * Returns false after something was reported, or for lack of memory.
 */
bool gpamap_choice_parse(struct gpamap_choice *choice,
			 enum gpamap_choice_use use, struct gpamap_span text,
			 gpamap_keys_report *report, void *context);

void gpamap_choice_clear(struct gpamap_choice *choice);

/** Fill the empty @draft from @bytes, as gpamap_format_read() does. */
void gpamap_choice_read(const struct gpamap_choice *choice,
			struct gpamap_span bytes, struct gpamap_draft *draft,
			struct gpamap_diags *diags);

/** Tell the facts in @bytes. The format has facts. */
enum gpamap_status gpamap_choice_facts(const struct gpamap_choice *choice,
				       struct gpamap_span bytes,
				       gpamap_fact_report *report,
				       void *context,
				       struct gpamap_error *error);

#endif /* GPAMAP_HOST_CHOICE_H */
