/* SPDX-License-Identifier: MIT */
#include "build.h"

#include "fault.h"
#include "index.h"
#include "mem.h"
#include "merge.h"

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

/* Measure the names of one list; its empty placeholders have none. */
static uint64_t list_name_bytes(const struct gpamap_request *request,
				enum gpamap_list list, size_t count)
{
	bool placed = list == GPAMAP_LIST_RAM && request->nodes.count != 0;
	uint64_t bytes = 0;

	for (size_t i = 0; i < count; i++) {
		const char *name = name_of(request, list, i);
		struct gpamap_range range = { 0, 1 };

		if (!placed)
			range = gpamap_lists_range(&request->lists, list, i);
		if (name != NULL && range.start < range.end)
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

/* Check the whole request, and find out the shape of its block. */
static enum gpamap_status measure(const struct gpamap_request *request,
				  struct gpamap_shape *shape,
				  struct gpamap_error *error)
{
	const struct gpamap_lists *lists = &request->lists;
	uint64_t end_of_ram = gpamap_lists_end_of_ram(lists);
	enum gpamap_status status;

	memcpy(shape->count, lists->count, sizeof(shape->count));
	status = gpamap_lists_check(lists, error);
	if (status == GPAMAP_OK && request->nodes.count != 0)
		status = gpamap_place(lists, &request->nodes, NULL,
				      &shape->count[GPAMAP_LIST_RAM],
				      &end_of_ram, error);
	if (status == GPAMAP_OK)
		status = gpamap_lists_check_vtl2(lists, end_of_ram, error);
	if (status != GPAMAP_OK)
		return status;
	shape->entries = count_entries(shape, lists);
	/* The nodes may have cut RAM into more ranges than a layout holds. */
	if (shape->entries > GPAMAP_RANGES_MAX)
		return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY,
					   shape->entries, GPAMAP_RANGES_MAX);
	return measure_names(request, &shape->name_bytes, error);
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
	words[GPAMAP_BLOCK_MAGIC] = GPAMAP_MAGIC;
	words[GPAMAP_BLOCK_VERSION] = 1;
	words[GPAMAP_BLOCK_WORDS] = sections->words;
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++)
		words[GPAMAP_BLOCK_COUNTS + i] = shape->count[i];
	words[GPAMAP_BLOCK_ENTRIES] = shape->entries;
	words[GPAMAP_BLOCK_NAME_BYTES] = shape->name_bytes;
	words[GPAMAP_BLOCK_KEYS_AT] = sections->keys;
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

/* Where each RAM range stands in a file that holds all RAM in order. */
static void write_ram_offsets(uint64_t *offsets,
			      const struct gpamap_ram_range *ram, size_t count)
{
	uint64_t offset = 0;

	for (size_t i = 0; i < count; i++) {
		offsets[i] = offset;
		offset += ram[i].range.end - ram[i].range.start;
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

/* Write refs and keys: the lists, with all RAM in them, in address order. */
static void write_index(uint64_t *words, const struct gpamap_lists *lists,
			const struct gpamap_shape *shape,
			const struct gpamap_sections *sections)
{
	struct gpamap_merge merge;
	struct gpamap_merged entry;
	size_t position = 0;

	gpamap_merge_init(&merge, lists);
	while (gpamap_merge_next(&merge, &entry)) {
		uint64_t at = sections->list[entry.list] +
			      entry.index * gpamap_block_stride(entry.list);

		put_half(words + sections->refs, position,
			 at * GPAMAP_REF_KINDS + kind_of(lists, &entry));
		words[sections->keys + position] = entry.range.start;
		position++;
	}
	gpamap_index_build(words + sections->keys, shape->entries);
}

/* The names written so far, and the vnode whose name was the last for RAM. */
struct name_writer {
	char *strings;
	size_t used;
	uint64_t vnode;
	size_t vnode_offset;
};

static size_t add_string(struct name_writer *writer, const char *name)
{
	size_t bytes = string_bytes(name);
	size_t offset = writer->used;

	memcpy(writer->strings + offset, name, bytes);
	writer->used += bytes;
	return offset;
}

/* Give the offset of the entry's name. The pieces of a node that we placed
 * follow each other, so they share one string. */
static size_t add_name(struct name_writer *writer,
		       const struct gpamap_request *request,
		       const struct gpamap_lists *lists,
		       const struct gpamap_merged *entry)
{
	bool placed = entry->list == GPAMAP_LIST_RAM &&
		      request->nodes.count != 0;
	size_t index = placed ? (size_t)lists->ram[entry->index].vnode
			      : entry->index;
	const char *name = name_of(request, entry->list, index);
	size_t offset;

	if (name == NULL)
		return 0;
	if (placed && writer->vnode == index)
		return writer->vnode_offset;
	offset = add_string(writer, name);
	if (placed) {
		writer->vnode = index;
		writer->vnode_offset = offset;
	}
	return offset;
}

static void write_names(uint64_t *words, const struct gpamap_request *request,
			const struct gpamap_lists *lists,
			const struct gpamap_sections *sections)
{
	struct name_writer writer = {
		.strings = (char *)(words + sections->strings),
		.used = 1,
		.vnode = GPAMAP_NO_VNODE,
	};
	struct gpamap_merge merge;
	struct gpamap_merged entry;
	size_t position = 0;

	gpamap_merge_init(&merge, lists);
	while (gpamap_merge_next(&merge, &entry))
		put_half(words + sections->names, position++,
			 add_name(&writer, request, lists, &entry));
}

/* Write the block; nothing can fail from here on. */
static void write_block(uint64_t *words, const struct gpamap_request *request,
			const struct gpamap_shape *shape)
{
	struct gpamap_sections sections;
	struct gpamap_lists lists = request->lists;
	size_t ram_count = shape->count[GPAMAP_LIST_RAM];
	struct gpamap_ram_range *ram;
	uint64_t end;

	gpamap_sections_plan(shape, &sections);
	/* Clears what no entry fills: the odd half, the tail of the strings. */
	memset(words + sections.names, 0,
	       (sections.words - sections.names) * sizeof(*words));
	write_header(words, shape, &sections);
	write_lists(words, &lists, &sections);
	ram = (struct gpamap_ram_range *)(words +
					  sections.list[GPAMAP_LIST_RAM]);
	if (request->nodes.count != 0)
		gpamap_place(&lists, &request->nodes, ram, &ram_count, &end,
			     NULL);
	lists.ram = ram;
	lists.count[GPAMAP_LIST_RAM] = ram_count;
	write_ram_offsets(words + sections.ram_offsets, ram, ram_count);
	write_index(words, &lists, shape, &sections);
	if (shape->name_bytes != 0)
		write_names(words, request, &lists, &sections);
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

	status = measure(request, &shape, error);
	if (status != GPAMAP_OK)
		return status;
	gpamap_sections_plan(&shape, &sections);
	status =
		gpamap_storage_check(storage, sections.words, &measured, error);
	if (status != GPAMAP_OK || measured)
		return status;
	write_block(storage->words, request, &shape);
	*layout = (const struct gpamap_layout *)(const void *)storage->words;
	return GPAMAP_OK;
}
