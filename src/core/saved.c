/* SPDX-License-Identifier: MIT */
#include <gpamap/saved.h>

#include "block.h"
#include "fault.h"
#include "saved_block.h"
#include "storage.h"

enum gpamap_status gpamap_saved_size(const void *bytes, size_t size,
				     uint64_t *need, struct gpamap_error *error)
{
	struct gpamap_saved saved = { .bytes = bytes, .size = size };
	enum gpamap_status status;

	if (bytes == NULL || need == NULL)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	status = gpamap_saved_header(&saved, error);
	if (status == GPAMAP_OK)
		*need = (uint64_t)saved.at.words * 8;
	return status;
}

enum gpamap_status gpamap_layout_load(const void *bytes, size_t size,
				      struct gpamap_storage *storage,
				      const struct gpamap_layout **layout,
				      struct gpamap_error *error)
{
	struct gpamap_saved saved = { .bytes = bytes, .size = size };
	enum gpamap_status status;

	if (bytes == NULL || !gpamap_has_outputs(storage, layout))
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	status = gpamap_saved_check(&saved, error);
	if (status == GPAMAP_OK)
		status = gpamap_storage_check(storage, saved.at.words, error);
	if (status != GPAMAP_OK || storage->words == NULL)
		return status;
	gpamap_saved_block(&saved, storage->words);
	*layout = gpamap_block_layout(storage->words);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_layout_open(uint64_t *words, size_t count,
				      const struct gpamap_layout **layout,
				      struct gpamap_error *error)
{
	struct gpamap_saved saved = { .bytes = (const unsigned char *)words };
	enum gpamap_status status;

	if (words == NULL || layout == NULL || count > SIZE_MAX / 8)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	saved.size = count * 8;
	status = gpamap_saved_check(&saved, error);
	if (status != GPAMAP_OK)
		return status;
	/* A little-endian host reads the same number twice and need not write:
	 * the block may be mapped read-only. Strings stay as they are. */
	if (words[GPAMAP_BLOCK_MAGIC] != GPAMAP_MAGIC)
		gpamap_saved_decode(saved.bytes, words, saved.at.strings);
	*layout = gpamap_block_layout(words);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_layout_save(const struct gpamap_layout *layout,
				      void *bytes, size_t size, size_t *need)
{
	size_t count;

	if (layout == NULL || (bytes == NULL && size != 0))
		return GPAMAP_ERR_ARGUMENT;
	count = gpamap_layout_words(layout);
	if (need != NULL)
		*need = count * 8;
	if (bytes == NULL)
		return GPAMAP_OK;
	if (size < count * 8)
		return GPAMAP_ERR_NO_SPACE;
	gpamap_saved_store(gpamap_block_words(layout), bytes);
	return GPAMAP_OK;
}
