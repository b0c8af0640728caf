/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_STORAGE_H
#define GPAMAP_CORE_STORAGE_H

#include <stdbool.h>
#include <stddef.h>

#include <gpamap/layout.h>

#include "fault.h"

/* Where what is made goes: whether there is somewhere, and room. */

/* Say whether a layout has somewhere to go: storage, and a place for the pointer
 * unless the call only measures. */
/*@ requires storage == \null || \valid_read(storage);
    assigns \nothing;
    ensures \result <==> storage != \null &&
      (layout != \null || storage->words == \null);
 */
static inline bool gpamap_has_outputs(const struct gpamap_storage *storage,
				      const struct gpamap_layout *const *layout)
{
	return storage != NULL && (layout != NULL || storage->words == NULL);
}

/* Check that @storage can hold @words; set its need. OK without words means
 * that the call only measures. */
/*@ requires \valid(storage) && \separated(storage, error);
    requires error == \null || \valid(error);
    assigns storage->need, *error;
    ensures \result == GPAMAP_ERR_ARGUMENT <==>
      storage->words == \null && storage->count != 0;
    ensures \result == GPAMAP_ERR_NO_SPACE <==>
      storage->words != \null && storage->count < words;
    ensures \result == GPAMAP_OK <==>
      (storage->words == \null ? storage->count == 0
                               : words <= storage->count);
    ensures \result == GPAMAP_OK || \result == GPAMAP_ERR_ARGUMENT ||
      \result == GPAMAP_ERR_NO_SPACE;
    ensures storage->need ==
      (\result != GPAMAP_ERR_ARGUMENT ? words : \old(storage->need));
    ensures \result == GPAMAP_OK && error != \null ==> *error == \old(*error);
    ensures \result != GPAMAP_OK ==> fault_of_none(error, \result);
    ensures \result == GPAMAP_ERR_NO_SPACE ==>
      fault_numbers(error, words, 0, words - storage->count, storage->count);
 */
enum gpamap_status gpamap_storage_check(struct gpamap_storage *storage,
					size_t words,
					struct gpamap_error *error);

#endif /* GPAMAP_CORE_STORAGE_H */
