/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_TESTS_AGREE_ORACLE_H
#define GPAMAP_TESTS_AGREE_ORACLE_H

#include "../../src/host/agree.h"

/*
 * What gpamap agree has to find, said again in another way: address by
 * address, where agree goes by sets of ranges.
 */

/**
 * Say whether @told contradicts @map, which tells everything.
 *
 * @address: out; one where it does.
 * What is left out is what docs/agree.md says that nobody can see.
 */
bool oracle_must_find(const struct gpamap_agree_source *map,
		      const struct gpamap_agree_source *told,
		      uint64_t *address);

/** Say whether two sources tell the same ranges; @nodes: on the same nodes. */
bool oracle_same_ranges(const struct gpamap_agree_source *a,
			const struct gpamap_agree_source *b, bool nodes);

/** Say whether two sources tell the same, word for word. */
bool oracle_same(const struct gpamap_agree_source *a,
		 const struct gpamap_agree_source *b);

#endif /* GPAMAP_TESTS_AGREE_ORACLE_H */
