/* SPDX-License-Identifier: MIT */
#include "build.h"

#include "apart.h"
#include "given.h"
#include "measure.h"
#include "mem.h"
#include "order.h"
#include "samples.h"
#include "storage.h"
#include "strings.h"

/*
 * From a request to a block. Everything is checked and measured before the
 * first word is written, so that a call that fails has changed nothing.
 */

/* Write the entries in address order: keys, refs, and the RAM that is placed
 * between those of the lists. */
GPAMAP_APART static void write_entries(uint64_t *words,
				       const struct gpamap_request *request,
				       const struct gpamap_sections *sections)
{
	size_t ram = sections->list[GPAMAP_LIST_RAM];
	size_t entries = 0, keys = 0;
	struct gpamap_sweep sweep;
	struct gpamap_item item;
	uint64_t end = 0;

	gpamap_request_begin(request, &sweep);
	while (gpamap_request_next(request, &sweep, &item)) {
		uint64_t kind = gpamap_item_kind(request, &item);
		size_t at = gpamap_item_at(request, sections, ram, &item);

		/* What is below the first entry lies between none. */
		if (entries == 0)
			end = item.start;
		keys = gpamap_item_write(words, keys, at, sections->refs,
					 entries++, end, kind, &item);
		ram += item.entry == NULL ? 3 : 0;
		end = item.end;
	}
	if (entries != 0)
		words[GPAMAP_BLOCK_KEYS_AT + keys] = end + GPAMAP_KIND_HOLE;
}

/* Write the names of the entries, which are there by now. */
GPAMAP_APART static void write_names(uint64_t *words,
				     const struct gpamap_request *request,
				     const struct gpamap_sections *sections,
				     size_t entries)
{
	struct gpamap_strings strings;
	struct gpamap_entry entry;

	gpamap_strings_init(&strings, request->names,
			    (char *)(words + sections->strings));
	for (size_t i = 0; i < entries; i++) {
		size_t index;

		gpamap_block_entry(words, i, &entry);
		index = entry.index;
		if (entry.list == GPAMAP_LIST_RAM && request->nodes.count != 0)
			index = (size_t)entry.vnode;
		gpamap_half_put(words + sections->names, i,
				gpamap_strings_add(&strings, entry.list,
						   index));
	}
}

/* Write the block; nothing can fail from here on. */
static void write_block(uint64_t *words, const struct gpamap_request *request,
			const struct gpamap_shape *shape,
			const struct gpamap_sections *sections)
{
	uint64_t *keys = words + GPAMAP_BLOCK_KEYS_AT;

	gpamap_header_write(words, shape, sections);
	/* No entry has a name yet; and clears the bytes behind the last. */
	gpamap_zero_words(words + sections->names,
			  sections->words - sections->names);
	gpamap_lists_write(words, &request->lists, sections);
	write_entries(words, request, sections);
	gpamap_index_build(keys, shape->keys);
	gpamap_ranks_write(words + sections->ranks, keys, shape->keys);
	gpamap_sums_write(words + sections->sums,
			  words + sections->list[GPAMAP_LIST_RAM],
			  shape->count[GPAMAP_LIST_RAM]);
	if (shape->name_bytes != 0)
		write_names(words, request, sections, shape->entries);
}

/* Make the block of @shape where @storage has room for it. */
GPAMAP_APART static enum gpamap_status
make_block(const struct gpamap_request *request,
	   const struct gpamap_shape *shape, struct gpamap_storage *storage,
	   const struct gpamap_layout **layout, struct gpamap_error *error)
{
	struct gpamap_sections sections;
	enum gpamap_status status;

	gpamap_sections_plan(shape, &sections);
	status = gpamap_storage_check(storage, sections.words, error);
	if (status != GPAMAP_OK || storage->words == NULL)
		return status;
	write_block(storage->words, request, shape, &sections);
	*layout = gpamap_block_layout(storage->words);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_build(const struct gpamap_request *request,
				struct gpamap_storage *storage,
				const struct gpamap_layout **layout,
				struct gpamap_error *error)
{
	struct gpamap_shape shape;
	enum gpamap_status status;

	status = gpamap_lists_check(&request->lists, error);
	if (status == GPAMAP_OK)
		status = gpamap_measure(request, &shape, error);
	if (status != GPAMAP_OK)
		return status;
	return make_block(request, &shape, storage, layout, error);
}
