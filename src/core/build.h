/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_BUILD_H
#define GPAMAP_CORE_BUILD_H

#include "block.h"
#include "sweep.h"

/* Say whether a layout has somewhere to go: storage, and a place for the pointer
 * unless the call only measures. */
static inline bool gpamap_has_outputs(const struct gpamap_storage *storage,
				      const struct gpamap_layout *const *layout)
{
	return storage != NULL && (layout != NULL || storage->words == NULL);
}

/* Check that @storage can hold @words; set its need. Measuring gives OK with
 * *measured true. */
enum gpamap_status gpamap_storage_check(struct gpamap_storage *storage,
					size_t words, bool *measured,
					struct gpamap_error *error);

/* Make the layout that @request asks for, or change nothing. */
enum gpamap_status gpamap_build(const struct gpamap_request *request,
				struct gpamap_storage *storage,
				const struct gpamap_layout **layout,
				struct gpamap_error *error);

#endif /* GPAMAP_CORE_BUILD_H */
