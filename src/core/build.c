/* SPDX-License-Identifier: MIT */
#include "build.h"

#include <gpamap/saved.h>

#include "check.h"
#include "fault.h"
#include "index.h"
#include "mem.h"
#include "merge.h"
#include "text.h"

/*
 * From checked input to a block. Everything is checked and measured before
 * the first word is written, so that a call that fails has changed nothing.
 */

/* The name of an entry, or NULL; @index is the vnode for RAM that we place. */
static const char *name_of(const struct gpamap_request *request,
			   enum gpamap_list list, size_t index)
{
	const char *name;

	if (request->names == NULL || request->names->list[list] == NULL)
		return NULL;
	name = request->names->list[list][index];
	return name != NULL && *name != '\0' ? name : NULL;
}

static size_t string_bytes(const char *string)
{
	size_t bytes = 1;

	while (*string++ != '\0')
		bytes++;
	return bytes;
}

/* Measure the names of one list; its empty placeholders have none. RAM that
 * bears the name of the RAM before it shares the string: a node that is placed
 * in many pieces has its name once. */
static uint64_t list_name_bytes(const struct gpamap_request *request,
				enum gpamap_list list, size_t count)
{
	bool ram = list == GPAMAP_LIST_RAM;
	const char *before = NULL;
	uint64_t bytes = 0;

	for (size_t i = 0; i < count; i++) {
		const char *name = name_of(request, list, i);
		bool shared = ram && gpamap_text_equal(name, before);
		bool live = true;

		before = name;
		if (!ram) {
			struct gpamap_range range =
				gpamap_lists_range(&request->lists, list, i);

			live = range.start < range.end;
		}
		if (name != NULL && live && !shared)
			bytes += string_bytes(name);
	}
	return bytes;
}

/* Measure all names: 0 for none, else one byte more, for "no name" at 0. */
static enum gpamap_status measure_names(const struct gpamap_request *request,
					size_t *name_bytes,
					struct gpamap_error *error)
{
	uint64_t bytes = 0;

	*name_bytes = 0;
	if (request->names == NULL)
		return GPAMAP_OK;
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		enum gpamap_list list = (enum gpamap_list)i;
		size_t count = request->lists.count[list];

		if (list == GPAMAP_LIST_RAM && request->nodes.count != 0)
			count = request->nodes.count;
		bytes += list_name_bytes(request, list, count);
	}
	if (bytes == 0)
		return GPAMAP_OK;
	if (bytes >= GPAMAP_NAME_BYTES_MAX)
		return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY, bytes,
					   GPAMAP_NAME_BYTES_MAX);
	*name_bytes = (size_t)bytes + 1;
	return GPAMAP_OK;
}

/* Count the entries: every range of every list but empty placeholders. */
static size_t count_entries(const struct gpamap_shape *shape,
			    const struct gpamap_lists *lists)
{
	size_t entries = 0;

	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++)
		entries += shape->count[i];
	for (size_t i = 0; i < lists->count[GPAMAP_LIST_MMIO]; i++)
		entries -= lists->plain[0][i].start == lists->plain[0][i].end;
	return entries;
}

/* Count the holes between entries. Below @covered, which is 0 or the end of
 * RAM that was placed around the lists, there is none. */
static size_t count_holes(const struct gpamap_lists *lists, uint64_t covered)
{
	struct gpamap_merge merge;
	struct gpamap_merged entry;
	uint64_t end = covered;
	size_t holes = 0;

	gpamap_merge_init(&merge, lists, GPAMAP_LIST_NONE);
	while (gpamap_merge_next(&merge, &entry)) {
		/* What is below the first entry of all lies between none. */
		holes += end != 0 && entry.range.start > end;
		if (entry.range.end > end)
			end = entry.range.end;
	}
	return holes;
}

/* Find out the shape of the block of a map that is known to be valid. */
static enum gpamap_status measure(const struct gpamap_request *request,
				  uint64_t end_of_ram,
				  struct gpamap_shape *shape,
				  struct gpamap_error *error)
{
	const struct gpamap_lists *lists = &request->lists;
	bool placed = request->nodes.count != 0;

	shape->entries = count_entries(shape, lists);
	/* The nodes may have cut RAM into more ranges than a layout holds. */
	if (shape->entries > GPAMAP_RANGES_MAX)
		return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY,
					   shape->entries, GPAMAP_RANGES_MAX);
	/* Each entry and each hole behind one has a key. */
	shape->keys = shape->entries;
	if (shape->entries != 0)
		shape->keys += count_holes(lists, placed ? end_of_ram : 0) + 1;
	return measure_names(request, &shape->name_bytes, error);
}

/* Check the whole request, then measure it. */
static enum gpamap_status check(const struct gpamap_request *request,
				struct gpamap_shape *shape,
				struct gpamap_error *error)
{
	const struct gpamap_lists *lists = &request->lists;
	uint64_t end_of_ram = gpamap_lists_end_of_ram(lists);
	enum gpamap_status status = gpamap_check_lists(lists, error);

	memcpy(shape->count, lists->count, sizeof(shape->count));
	if (status == GPAMAP_OK && request->nodes.count != 0)
		status = gpamap_place(lists, &request->nodes, NULL,
				      &shape->count[GPAMAP_LIST_RAM],
				      &end_of_ram, error);
	if (status == GPAMAP_OK)
		status = gpamap_lists_check_vtl2(lists, end_of_ram, error);
	if (status == GPAMAP_OK)
		status = measure(request, end_of_ram, shape, error);
	return status;
}

enum gpamap_status gpamap_storage_check(struct gpamap_storage *storage,
					size_t words, bool *measured,
					struct gpamap_error *error)
{
	*measured = storage->words == NULL && storage->count == 0;
	if (storage->words == NULL && storage->count != 0)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	storage->need = words;
	if (*measured || storage->count >= words)
		return GPAMAP_OK;
	gpamap_fault_number(error, GPAMAP_ERR_NO_SPACE, words, storage->count);
	if (error != NULL)
		error->missing = words - storage->count;
	return GPAMAP_ERR_NO_SPACE;
}

static void write_header(uint64_t *words, const struct gpamap_shape *shape,
			 const struct gpamap_sections *sections)
{
	memset(words, 0, GPAMAP_WORDS_HEADER * sizeof(*words));
	words[GPAMAP_BLOCK_MAGIC] = GPAMAP_MAGIC;
	words[GPAMAP_BLOCK_VERSION] = GPAMAP_SAVED_VERSION;
	words[GPAMAP_BLOCK_WORDS] = sections->words;
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++)
		words[GPAMAP_BLOCK_COUNTS + i] = shape->count[i];
	words[GPAMAP_BLOCK_ENTRIES] = shape->entries;
	words[GPAMAP_BLOCK_KEYS] = shape->keys;
	words[GPAMAP_BLOCK_NAME_BYTES] = shape->name_bytes;
	words[GPAMAP_BLOCK_LISTS_AT] = sections->list[0];
}

/* The caller's array for @list, its entries as many words as in the block. */
static const void *list_array(const struct gpamap_lists *lists,
			      enum gpamap_list list)
{
	if (list == GPAMAP_LIST_RAM)
		return lists->ram;
	if (list == GPAMAP_LIST_OTHER)
		return lists->other;
	return lists->plain[list - GPAMAP_LIST_MMIO];
}

/* Copy the lists that came as they are to stay. */
static void write_lists(uint64_t *words, const struct gpamap_lists *lists,
			const struct gpamap_sections *sections)
{
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		enum gpamap_list list = (enum gpamap_list)i;
		size_t count = lists->count[i] * gpamap_block_stride(list);

		if (count != 0)
			memcpy(words + sections->list[i],
			       list_array(lists, list), count * sizeof(*words));
	}
}

/* Write the sum of RAM below each 8th range. */
static void write_sums(uint64_t *sums, const struct gpamap_ram_range *ram,
		       size_t count)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < count; i++) {
		if (i % GPAMAP_SUM_RANGES == 0)
			sums[i / GPAMAP_SUM_RANGES] = sum;
		sum += ram[i].range.end - ram[i].range.start;
	}
}

static void put_half(uint64_t *halves, size_t index, uint64_t value)
{
	if (index % 2 == 0)
		halves[index / 2] = value;
	else
		halves[index / 2] += value * GPAMAP_HALF;
}

/* The kind of an entry of a list. */
static uint64_t kind_of(const struct gpamap_lists *lists,
			const struct gpamap_merged *entry)
{
	if (entry->list == GPAMAP_LIST_OTHER)
		return lists->other[entry->index].kind;
	return (uint64_t)entry->list + GPAMAP_KIND_RAM;
}

/* The keys being written; each 16th leaves the rank of its entry. */
struct key_writer {
	uint64_t *keys;
	uint64_t *ranks;
	size_t used;
	size_t entries; /* begun so far */
};

static void add_key(struct key_writer *writer, uint64_t address, uint64_t kind)
{
	if (writer->used % GPAMAP_RANK_KEYS == 0)
		put_half(writer->ranks, writer->used / GPAMAP_RANK_KEYS,
			 writer->entries);
	writer->keys[writer->used++] = address + kind;
	writer->entries += kind != GPAMAP_KIND_HOLE;
}

/* Write refs, keys and ranks out of the lists, with all RAM in them. */
static void write_index(uint64_t *words, const struct gpamap_lists *lists,
			const struct gpamap_sections *sections)
{
	struct key_writer writer = { words + GPAMAP_BLOCK_KEYS_AT,
				     words + sections->ranks, 0, 0 };
	struct gpamap_merge merge;
	struct gpamap_merged entry;
	uint64_t end = 0;

	gpamap_merge_init(&merge, lists, GPAMAP_LIST_NONE);
	while (gpamap_merge_next(&merge, &entry)) {
		uint64_t kind = kind_of(lists, &entry);
		uint64_t at = sections->list[entry.list] +
			      entry.index * gpamap_block_stride(entry.list);

		put_half(words + sections->refs, writer.entries,
			 at * GPAMAP_REF_KINDS + kind);
		if (writer.used != 0 && entry.range.start != end)
			add_key(&writer, end, GPAMAP_KIND_HOLE);
		add_key(&writer, entry.range.start, kind);
		end = entry.range.end;
	}
	if (writer.used != 0)
		add_key(&writer, end, GPAMAP_KIND_HOLE);
	gpamap_index_build(writer.keys, writer.used);
}

/* The names written so far, and that of the last RAM. */
struct name_writer {
	char *strings;
	size_t used;
	const char *ram_name;
	size_t ram_offset;
};

/* Add a string and give its offset; 0 for none. */
static size_t add_string(struct name_writer *writer, const char *name)
{
	size_t offset = writer->used;
	size_t bytes;

	if (name == NULL)
		return 0;
	bytes = string_bytes(name);
	memcpy(writer->strings + offset, name, bytes);
	writer->used += bytes;
	return offset;
}

/* Give the offset of the entry's name. */
static size_t add_name(struct name_writer *writer,
		       const struct gpamap_request *request,
		       const struct gpamap_lists *lists,
		       const struct gpamap_merged *entry)
{
	bool placed = request->nodes.count != 0;
	const char *name;

	if (entry->list != GPAMAP_LIST_RAM)
		return add_string(writer,
				  name_of(request, entry->list, entry->index));
	name = name_of(request, GPAMAP_LIST_RAM,
		       placed ? (size_t)lists->ram[entry->index].vnode
			      : entry->index);
	if (!gpamap_text_equal(name, writer->ram_name))
		writer->ram_offset = add_string(writer, name);
	writer->ram_name = name;
	return writer->ram_offset;
}

static void write_names(uint64_t *words, const struct gpamap_request *request,
			const struct gpamap_lists *lists,
			const struct gpamap_sections *sections)
{
	struct name_writer writer = {
		.strings = (char *)(words + sections->strings),
		.used = 1,
	};
	struct gpamap_merge merge;
	struct gpamap_merged entry;
	size_t position = 0;

	gpamap_merge_init(&merge, lists, GPAMAP_LIST_NONE);
	while (gpamap_merge_next(&merge, &entry))
		put_half(words + sections->names, position++,
			 add_name(&writer, request, lists, &entry));
}

/* Write the block; nothing can fail from here on. */
static void write_block(uint64_t *words, const struct gpamap_request *request,
			const struct gpamap_shape *shape,
			const struct gpamap_sections *sections)
{
	struct gpamap_lists lists = request->lists;
	size_t ram_count = shape->count[GPAMAP_LIST_RAM];
	struct gpamap_ram_range *ram;
	uint64_t end;

	write_header(words, shape, sections);
	/* Clears the bytes behind the last name. */
	memset(words + sections->strings, 0,
	       (sections->words - sections->strings) * sizeof(*words));
	write_lists(words, &lists, sections);
	ram = (struct gpamap_ram_range *)(words +
					  sections->list[GPAMAP_LIST_RAM]);
	if (request->nodes.count != 0)
		gpamap_place(&lists, &request->nodes, ram, &ram_count, &end,
			     NULL);
	lists.ram = ram;
	lists.count[GPAMAP_LIST_RAM] = ram_count;
	write_sums(words + sections->sums, ram, ram_count);
	write_index(words, &lists, sections);
	if (shape->name_bytes != 0)
		write_names(words, request, &lists, sections);
}

enum gpamap_status gpamap_build(const struct gpamap_request *request,
				struct gpamap_storage *storage,
				const struct gpamap_layout **layout,
				struct gpamap_error *error)
{
	struct gpamap_shape shape;
	struct gpamap_sections sections;
	enum gpamap_status status;
	bool measured;

	status = check(request, &shape, error);
	if (status != GPAMAP_OK)
		return status;
	gpamap_sections_plan(&shape, &sections);
	status =
		gpamap_storage_check(storage, sections.words, &measured, error);
	if (status != GPAMAP_OK || measured)
		return status;
	write_block(storage->words, request, &shape, &sections);
	*layout = (const struct gpamap_layout *)(const void *)storage->words;
	return GPAMAP_OK;
}
