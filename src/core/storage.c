/* SPDX-License-Identifier: MIT */
#include "storage.h"

enum gpamap_status gpamap_storage_check(struct gpamap_storage *storage,
					size_t words,
					struct gpamap_error *error)
{
	if (storage->words == NULL && storage->count != 0)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	storage->need = words;
	if (storage->words == NULL || storage->count >= words)
		return GPAMAP_OK;
	gpamap_fault_number(error, GPAMAP_ERR_NO_SPACE, words, storage->count);
	if (error != NULL)
		error->missing = words - storage->count;
	return GPAMAP_ERR_NO_SPACE;
}
