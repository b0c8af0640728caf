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

#endif /* FUZZ_FACTS_H */
