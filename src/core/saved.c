/* SPDX-License-Identifier: MIT */
#include <gpamap/saved.h>

#include "block.h"
#include "build.h"
#include "fault.h"
#include "index.h"
#include "mem.h"
#include "text.h"

/*
 * The saved form. Bytes from outside are believed in nothing: they are read
 * byte by byte, which also makes alignment and the host's byte order
 * indifferent, and every invariant that a constructor establishes is checked
 * before a word is written.
 */

/* A saved layout being checked. */
struct saved {
	const unsigned char *bytes;
	size_t size;
	struct gpamap_shape shape;
	struct gpamap_sections at;
	size_t live; /* ranges that are no placeholders */
	size_t fault; /* the first word found wrong */
};

static uint64_t get(const struct saved *saved, size_t word)
{
	const unsigned char *byte = saved->bytes + word * 8;
	uint64_t value = 0;

	for (size_t i = 8; i > 0; i--)
		value = value * 256 + byte[i - 1];
	return value;
}

static uint64_t get_half(const struct saved *saved, size_t at, size_t index)
{
	uint64_t word = get(saved, at + index / 2);

	return index % 2 == 0 ? word % GPAMAP_HALF : word / GPAMAP_HALF;
}

static bool wrong_at(struct saved *saved, size_t word)
{
	saved->fault = word;
	return false;
}

/* Read a number of the header that is at most @limit. */
static bool get_number(struct saved *saved, size_t word, uint64_t limit,
		       size_t *number)
{
	uint64_t value = get(saved, word);

	if (value > limit)
		return wrong_at(saved, word);
	*number = (size_t)value;
	return true;
}

/* Check that the numbers of the header are within their limits. */
static bool check_counts(struct saved *saved)
{
	struct gpamap_shape *shape = &saved->shape;
	uint64_t room = GPAMAP_RANGES_MAX;

	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		if (!get_number(saved, GPAMAP_BLOCK_COUNTS + i,
				i == GPAMAP_LIST_VTL2 && room > 1 ? 1 : room,
				&shape->count[i]))
			return false;
		room -= shape->count[i];
	}
	for (size_t i = GPAMAP_BLOCK_RESERVED; i < GPAMAP_WORDS_HEADER; i++) {
		if (get(saved, i) != 0)
			return wrong_at(saved, i);
	}
	return get_number(saved, GPAMAP_BLOCK_ENTRIES, GPAMAP_RANGES_MAX,
			  &shape->entries) &&
	       get_number(saved, GPAMAP_BLOCK_KEYS, 2 * GPAMAP_RANGES_MAX,
			  &shape->keys) &&
	       get_number(saved, GPAMAP_BLOCK_NAME_BYTES, GPAMAP_NAME_BYTES_MAX,
			  &shape->name_bytes);
}

static bool check_other(struct saved *saved, size_t at)
{
	uint64_t kind = get(saved, at + 2);
	uint64_t vnode = get(saved, at + 3);

	if (kind < GPAMAP_KIND_RESERVED || kind > GPAMAP_KIND_UNUSABLE)
		return wrong_at(saved, at + 2);
	if (vnode > GPAMAP_VNODE_MAX && vnode != GPAMAP_NO_VNODE)
		return wrong_at(saved, at + 3);
	return true;
}

/* Check one entry of @list; *floor is the end of the ranges before it. */
static bool check_entry(struct saved *saved, enum gpamap_list list, size_t at,
			uint64_t *floor)
{
	uint64_t start = get(saved, at);
	uint64_t end = get(saved, at + 1);

	if (start % GPAMAP_PAGE_SIZE != 0 || end % GPAMAP_PAGE_SIZE != 0 ||
	    start > end)
		return wrong_at(saved, at);
	if (start == end)
		return list == GPAMAP_LIST_MMIO || wrong_at(saved, at);
	if (start < *floor)
		return wrong_at(saved, at);
	*floor = end;
	saved->live++;
	if (list == GPAMAP_LIST_RAM && get(saved, at + 2) > GPAMAP_VNODE_MAX)
		return wrong_at(saved, at + 2);
	return list != GPAMAP_LIST_OTHER || check_other(saved, at);
}

static bool check_lists(struct saved *saved)
{
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		enum gpamap_list list = (enum gpamap_list)i;
		size_t at = saved->at.list[i];
		uint64_t floor = 0;

		for (size_t n = 0; n < saved->shape.count[i]; n++) {
			if (!check_entry(saved, list, at, &floor))
				return false;
			at += gpamap_block_stride(list);
		}
	}
	if (saved->live != saved->shape.entries)
		return wrong_at(saved, GPAMAP_BLOCK_ENTRIES);
	return true;
}

/* Check the sums of RAM, and that VTL2 is not below its end. */
static bool check_ram(struct saved *saved)
{
	size_t ram = saved->at.list[GPAMAP_LIST_RAM];
	size_t vtl2 = saved->at.list[GPAMAP_LIST_VTL2];
	uint64_t sum = 0, end = 0;

	for (size_t i = 0; i < saved->shape.count[GPAMAP_LIST_RAM]; i++) {
		size_t at = saved->at.sums + i / GPAMAP_SUM_RANGES;

		if (i % GPAMAP_SUM_RANGES == 0 && get(saved, at) != sum)
			return wrong_at(saved, at);
		end = get(saved, ram + 1);
		sum += end - get(saved, ram);
		ram += gpamap_block_stride(GPAMAP_LIST_RAM);
	}
	if (saved->shape.count[GPAMAP_LIST_VTL2] != 0 && get(saved, vtl2) < end)
		return wrong_at(saved, vtl2);
	return true;
}

/* Say whether @at is the first word of an entry of @kind. */
static bool is_entry(const struct saved *saved, size_t at, uint64_t kind)
{
	enum gpamap_list list;
	size_t begin, index;

	if (kind == GPAMAP_KIND_HOLE || kind > GPAMAP_KIND_UNUSABLE)
		return false;
	list = gpamap_list_of_kind(kind);
	begin = saved->at.list[list];
	if (at < begin)
		return false;
	index = gpamap_block_entries_in(list, at - begin);
	if (index >= saved->shape.count[list] ||
	    begin + index * gpamap_block_stride(list) != at)
		return false;
	return list != GPAMAP_LIST_OTHER || get(saved, at + 2) == kind;
}

/* The keys being checked, against what they must be. */
struct key_reader {
	struct saved *saved;
	size_t used;
	size_t entries;
};

/* Check that the next key is the one of @address and @kind. */
static bool next_key(struct key_reader *reader, uint64_t address, uint64_t kind)
{
	struct saved *saved = reader->saved;
	size_t group = reader->used / GPAMAP_RANK_KEYS;

	if (reader->used >= saved->shape.keys)
		return wrong_at(saved, GPAMAP_BLOCK_KEYS);
	if (reader->used % GPAMAP_RANK_KEYS == 0 &&
	    get_half(saved, saved->at.ranks, group) != reader->entries)
		return wrong_at(saved, saved->at.ranks + group / 2);
	if (get(saved, GPAMAP_BLOCK_KEYS_AT + reader->used) != address + kind)
		return wrong_at(saved, GPAMAP_BLOCK_KEYS_AT + reader->used);
	reader->used++;
	reader->entries += kind != GPAMAP_KIND_HOLE;
	return true;
}

/*
 * Check refs, keys and ranks. Each entry that a ref names is non-empty and
 * begins at or above the end of the one before. So none is named twice, and
 * there are as many refs as entries: all are named.
 */
static bool check_index(struct saved *saved)
{
	struct key_reader reader = { saved, 0, 0 };
	uint64_t end = 0;

	for (size_t i = 0; i < saved->shape.entries; i++) {
		uint64_t ref = get_half(saved, saved->at.refs, i);
		uint64_t kind = ref % GPAMAP_REF_KINDS;
		size_t at = (size_t)(ref / GPAMAP_REF_KINDS);

		if (!is_entry(saved, at, kind) || get(saved, at) < end ||
		    get(saved, at) == get(saved, at + 1))
			return wrong_at(saved, saved->at.refs + i / 2);
		if (i != 0 && get(saved, at) != end &&
		    !next_key(&reader, end, GPAMAP_KIND_HOLE))
			return false;
		if (!next_key(&reader, get(saved, at), kind))
			return false;
		end = get(saved, at + 1);
	}
	if (end != 0 && !next_key(&reader, end, GPAMAP_KIND_HOLE))
		return false;
	return reader.used == saved->shape.keys ||
	       wrong_at(saved, GPAMAP_BLOCK_KEYS);
}

/* Check that each level above the keys repeats every 16th of the one below. */
static bool check_levels(struct saved *saved)
{
	size_t below = GPAMAP_BLOCK_KEYS_AT;
	size_t count = saved->shape.keys;

	while (count > GPAMAP_INDEX_FANOUT) {
		size_t above = below + count;

		count = (count + GPAMAP_INDEX_FANOUT - 1) / GPAMAP_INDEX_FANOUT;
		for (size_t i = 0; i < count; i++) {
			if (get(saved, above + i) !=
			    get(saved, below + i * GPAMAP_INDEX_FANOUT))
				return wrong_at(saved, above + i);
		}
		below = above;
	}
	return true;
}

/* Check that the half behind an odd number of them is not used. */
static bool check_odd_half(struct saved *saved, size_t at, size_t count)
{
	if (count % 2 != 0 && get_half(saved, at, count) != 0)
		return wrong_at(saved, at + count / 2);
	return true;
}

/* The names being checked: where the next string begins, and the RAM name
 * that the next RAM may share. */
struct name_reader {
	const char *strings;
	size_t next;
	size_t ram_offset;
};

/* Check that the strings are terminated and padded with NULs; so every offset
 * below their end is that of a string. */
static bool check_strings(struct saved *saved)
{
	size_t bytes = saved->shape.name_bytes;
	const unsigned char *strings = saved->bytes + saved->at.strings * 8;

	if (strings[0] != '\0')
		return wrong_at(saved, saved->at.strings);
	for (size_t i = bytes - 1; i < (bytes + 7) / 8 * 8; i++) {
		if (strings[i] != '\0')
			return wrong_at(saved, saved->at.strings + i / 8);
	}
	return true;
}

/* Check that the name at @offset is the next string, or is shared with the
 * RAM before; a string that could have been shared may not be repeated. */
static bool check_offset(struct name_reader *reader, size_t offset, bool is_ram)
{
	const char *name = reader->strings + offset;
	const char *ram = reader->strings + reader->ram_offset;
	bool shared = is_ram && reader->ram_offset != 0 &&
		      gpamap_text_equal(name, ram);

	if (shared)
		return offset == reader->ram_offset;
	if (offset != reader->next || *name == '\0')
		return false;
	while (*name != '\0')
		name++;
	reader->next = (size_t)(name - reader->strings) + 1;
	return true;
}

/* Check that the names are the strings in the order of the entries. */
static bool check_names(struct saved *saved)
{
	size_t bytes = saved->shape.name_bytes;
	struct name_reader reader = {
		.strings = (const char *)(saved->bytes + saved->at.strings * 8),
		.next = 1,
	};

	if (bytes == 0)
		return true;
	if (!check_strings(saved))
		return false;
	for (size_t i = 0; i < saved->shape.entries; i++) {
		uint64_t offset = get_half(saved, saved->at.names, i);
		bool is_ram =
			get_half(saved, saved->at.refs, i) % GPAMAP_REF_KINDS ==
			GPAMAP_KIND_RAM;

		if (offset >= bytes ||
		    (offset != 0 &&
		     !check_offset(&reader, (size_t)offset, is_ram)))
			return wrong_at(saved, saved->at.names + i / 2);
		if (is_ram)
			reader.ram_offset = (size_t)offset;
	}
	if (reader.next != bytes || bytes == 1)
		return wrong_at(saved, GPAMAP_BLOCK_NAME_BYTES);
	return check_odd_half(saved, saved->at.names, saved->shape.entries);
}

static bool check_body(struct saved *saved)
{
	return check_lists(saved) && check_ram(saved) && check_index(saved) &&
	       check_odd_half(saved, saved->at.refs, saved->shape.entries) &&
	       check_odd_half(saved, saved->at.ranks,
			      gpamap_samples(saved->shape.keys,
					     GPAMAP_RANK_KEYS)) &&
	       check_levels(saved) && check_names(saved);
}

/* An error at the first wrong word. */
static enum gpamap_status corrupt(const struct saved *saved,
				  struct gpamap_error *error)
{
	return gpamap_fault_number(error, GPAMAP_ERR_CORRUPT,
				   (uint64_t)saved->fault * 8, saved->size);
}

/* Check the whole, before anything is believed. */
static enum gpamap_status check(struct saved *saved, struct gpamap_error *error)
{
	if (saved->size < GPAMAP_WORDS_HEADER * 8)
		return gpamap_fault_number(error, GPAMAP_ERR_TRUNCATED,
					   saved->size,
					   GPAMAP_WORDS_HEADER * 8);
	if (get(saved, GPAMAP_BLOCK_MAGIC) != GPAMAP_MAGIC)
		return gpamap_fault_plain(error, GPAMAP_ERR_BAD_MAGIC);
	if (get(saved, GPAMAP_BLOCK_VERSION) != GPAMAP_SAVED_VERSION)
		return gpamap_fault_number(error, GPAMAP_ERR_BAD_VERSION,
					   get(saved, GPAMAP_BLOCK_VERSION),
					   GPAMAP_SAVED_VERSION);
	if (!check_counts(saved))
		return corrupt(saved, error);
	gpamap_sections_plan(&saved->shape, &saved->at);
	if (saved->size % 8 != 0 || saved->size / 8 != saved->at.words)
		return gpamap_fault_number(error, GPAMAP_ERR_TRUNCATED,
					   saved->size,
					   (uint64_t)saved->at.words * 8);
	saved->fault = GPAMAP_BLOCK_WORDS;
	if (get(saved, GPAMAP_BLOCK_WORDS) != saved->at.words)
		return corrupt(saved, error);
	saved->fault = GPAMAP_BLOCK_LISTS_AT;
	if (get(saved, GPAMAP_BLOCK_LISTS_AT) != saved->at.list[0])
		return corrupt(saved, error);
	return check_body(saved) ? GPAMAP_OK : corrupt(saved, error);
}

/* Turn the checked bytes into words of the host; @words may be the bytes. */
static void decode(const struct saved *saved, uint64_t *words)
{
	size_t strings = saved->at.strings;

	for (size_t i = 0; i < strings; i++)
		words[i] = get(saved, i);
	if ((const unsigned char *)words != saved->bytes)
		memcpy(words + strings, saved->bytes + strings * 8,
		       (saved->at.words - strings) * 8);
}

enum gpamap_status gpamap_layout_load(const void *bytes, size_t size,
				      struct gpamap_storage *storage,
				      const struct gpamap_layout **layout,
				      struct gpamap_error *error)
{
	struct saved saved = { .bytes = bytes, .size = size };
	enum gpamap_status status;
	bool measured;

	if (bytes == NULL || storage == NULL ||
	    (layout == NULL && storage->words != NULL))
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	status = check(&saved, error);
	if (status == GPAMAP_OK)
		status = gpamap_storage_check(storage, saved.at.words,
					      &measured, error);
	if (status != GPAMAP_OK || measured || layout == NULL)
		return status;
	decode(&saved, storage->words);
	*layout = (const struct gpamap_layout *)(const void *)storage->words;
	return GPAMAP_OK;
}

enum gpamap_status gpamap_layout_open(uint64_t *words, size_t count,
				      const struct gpamap_layout **layout,
				      struct gpamap_error *error)
{
	struct saved saved = { .bytes = (const unsigned char *)words,
			       .size = count * 8 };
	enum gpamap_status status;

	if (words == NULL || layout == NULL || count > SIZE_MAX / 8)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	status = check(&saved, error);
	if (status != GPAMAP_OK)
		return status;
	/* A little-endian host reads the same number twice and need not write:
	 * the block may be mapped read-only. */
	if (words[GPAMAP_BLOCK_MAGIC] != GPAMAP_MAGIC)
		decode(&saved, words);
	*layout = (const struct gpamap_layout *)(const void *)words;
	return GPAMAP_OK;
}

static void put(unsigned char *byte, uint64_t value)
{
	for (size_t i = 0; i < 8; i++) {
		byte[i] = (unsigned char)(value % 256);
		value /= 256;
	}
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
	for (size_t i = 0; i < strings; i++)
		put((unsigned char *)bytes + i * 8, words[i]);
	memcpy((unsigned char *)bytes + strings * 8, words + strings,
	       (count - strings) * 8);
	return GPAMAP_OK;
}
