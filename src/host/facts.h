/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_FACTS_H
#define GPAMAP_HOST_FACTS_H

#include <gpamap/fact.h>

#include "diag.h"
#include "draft.h"
#include "keys.h"
#include "span.h"

/* Readers of the library, which tell facts, as readers of a format. */

/** A gpamap_<format>_read(). */
typedef enum gpamap_status gpamap_fact_reader(const void *bytes, size_t size,
					      gpamap_fact_report *report,
					      void *context,
					      struct gpamap_error *error);

/**
 * Fill the empty @draft with the ranges that @read finds in @bytes, in address
 * order and settled onto whole pages.
 *
 * What is told twice in the same words counts once. Everything else that a
 * draft cannot hold (distances, processors) is left out. Ranges of different
 * kinds are carved out of each other; see carve.h. No range at all, and two of
 * one kind that overlap, are errors in @diags.
 */
void gpamap_facts_read(gpamap_fact_reader *read, struct gpamap_span bytes,
		       struct gpamap_draft *draft, struct gpamap_diags *diags);

/** One that goes by what was said for the keys of its format. */
typedef enum gpamap_status
gpamap_keyed_reader(const struct gpamap_value *values, const void *bytes,
		    size_t size, gpamap_fact_report *report, void *context,
		    struct gpamap_error *error);

/** The same by @values, which may be NULL: nothing was said. */
void gpamap_facts_read_by(gpamap_keyed_reader *read,
			  const struct gpamap_value *values,
			  struct gpamap_span bytes, struct gpamap_draft *draft,
			  struct gpamap_diags *diags);

#endif /* GPAMAP_HOST_FACTS_H */
