/* SPDX-License-Identifier: MIT */
#ifndef ORACLE_TRIAL_H
#define ORACLE_TRIAL_H

#include "model.h"

/* One input tried on the library and on the model. */

/** What was tried so far. */
struct trial_counts {
	uint64_t made;
	uint64_t refused;
};
extern struct trial_counts trial_counts;

/** Try model->nodes around the gaps of @model: gpamap_layout_new_with_numa(). */
void trial_place(struct model *model);

/** Try the lists of @model: gpamap_layout_new_from_resolved_ranges(). */
void trial_resolved(struct model *model);

/** Check that equal digests and equal maps were the same thing all along. */
void trial_check_digests(void);

#endif /* ORACLE_TRIAL_H */
