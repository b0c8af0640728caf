/* SPDX-License-Identifier: MIT */
#include <gpamap/saved.h>

#include "block.h"
#include "fault.h"
#include "mem.h"
#include "saved.h"
#include "storage.h"

/* Turn the checked bytes into words of the host; @words may be the bytes. */
static void decode(const struct gpamap_saved *saved, uint64_t *words)
{
	size_t strings = saved->at.strings;

	gpamap_saved_decode(saved->bytes, words, strings);
	if ((const unsigned char *)words != saved->bytes)
		memcpy(words + strings, saved->bytes + strings * 8,
		       (saved->at.words - strings) * 8);
}

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
	decode(&saved, storage->words);
	*layout = (const struct gpamap_layout *)(const void *)storage->words;
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
	 * the block may be mapped read-only. */
	if (words[GPAMAP_BLOCK_MAGIC] != GPAMAP_MAGIC)
		decode(&saved, words);
	*layout = (const struct gpamap_layout *)(const void *)words;
	return GPAMAP_OK;
}

enum gpamap_status gpamap_layout_save(const struct gpamap_layout *layout,
				      void *bytes, size_t size, size_t *need)
{
	const uint64_t *words;
	size_t count, strings;

	if (layout == NULL || (bytes == NULL && size != 0))
		return GPAMAP_ERR_ARGUMENT;
	words = gpamap_block_words(layout);
	count = gpamap_layout_words(layout);
	strings = count - ((size_t)words[GPAMAP_BLOCK_NAME_BYTES] + 7) / 8;
	if (need != NULL)
		*need = count * 8;
	if (bytes == NULL)
		return GPAMAP_OK;
	if (size < count * 8)
		return GPAMAP_ERR_NO_SPACE;
	gpamap_saved_encode(bytes, words, strings);
	memcpy((unsigned char *)bytes + strings * 8, words + strings,
	       (count - strings) * 8);
	return GPAMAP_OK;
}
