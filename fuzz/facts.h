/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_FACTS_H
#define FUZZ_FACTS_H

#include "../src/host/facts.h"

/**
 * Read @bytes with @read, and fail unless its facts are in bounds, or there is
 * none, and its error is.
 */
enum gpamap_status sound_facts(gpamap_fact_reader *read,
			       struct gpamap_span bytes);

/**
 * Fail unless gpamap_facts_layout() makes of what @read tells of @bytes, in no
 * more memory than it asked for, the map @layout; NULL: none is to be made.
 */
void sound_facts_layout(gpamap_fact_reader *read, struct gpamap_span bytes,
			const struct gpamap_layout *layout);

#endif /* FUZZ_FACTS_H */
