/* SPDX-License-Identifier: MIT */
#include "block.h"
#include "mem.h"
#include "storage.h"

/* The same layout elsewhere: a block has no address in it. */

/*@ requires layout == \null ||
      (block(&layout->words[0]) && 8 * layout->words[2] <= SIZE_MAX);
    requires storage == \null || \valid(storage);
    requires clone == \null || \valid(clone);
    requires storage != \null ==>
      \valid(storage->words + (0 .. storage->count - 1));
    requires storage != \null && layout != \null ==>
      \separated(storage, &layout->words[0] + (0 .. layout->words[2] - 1)) &&
      \separated(storage, storage->words + (0 .. storage->count - 1)) &&
      \separated(storage->words + (0 .. storage->count - 1),
                 &layout->words[0] + (0 .. layout->words[2] - 1));
    requires storage != \null && clone != \null ==> \separated(storage, clone);
    assigns storage->need, storage->words[0 .. layout->words[2] - 1], *clone;
    ensures \result == GPAMAP_OK || \result == GPAMAP_ERR_ARGUMENT ||
      \result == GPAMAP_ERR_NO_SPACE;
    ensures layout == \null || storage == \null ||
      (clone == \null && \old(storage->words) != \null) ==>
        \result == GPAMAP_ERR_ARGUMENT;
    ensures \result == GPAMAP_OK ==>
      storage->need == \old(layout->words[2]);
    ensures \result == GPAMAP_OK && storage->words != \null ==>
      storage->words == &(*clone)->words[0] &&
      \forall integer i; 0 <= i < \old(layout->words[2]) ==>
        storage->words[i] == \old((&layout->words[0])[i]);
    ensures \result == GPAMAP_ERR_NO_SPACE ==>
      storage->count < \old(layout->words[2]);
 */
enum gpamap_status gpamap_layout_clone(const struct gpamap_layout *layout,
				       struct gpamap_storage *storage,
				       const struct gpamap_layout **clone)
{
	const uint64_t *words;
	enum gpamap_status status;

	if (layout == NULL || !gpamap_has_outputs(storage, clone))
		return GPAMAP_ERR_ARGUMENT;
	words = gpamap_block_words(layout);
	status = gpamap_storage_check(storage,
				      (size_t)words[GPAMAP_BLOCK_WORDS], NULL);
	if (status != GPAMAP_OK || storage->words == NULL)
		return status;
	gpamap_copy_words(storage->words, words, storage->need);
	*clone = gpamap_block_layout(storage->words);
	return GPAMAP_OK;
}
