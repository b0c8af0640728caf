/* SPDX-License-Identifier: MIT */
#include "block.h"

#include "index.h"

void gpamap_sections_plan(const struct gpamap_shape *shape,
			  struct gpamap_sections *sections)
{
	size_t at = GPAMAP_BLOCK_LISTS_AT;

	for (size_t list = 0; list < GPAMAP_LIST_COUNT; list++) {
		sections->list[list] = at;
		at += shape->count[list] *
		      gpamap_block_stride((enum gpamap_list)list);
	}
	sections->ram_offsets = at;
	at += shape->count[GPAMAP_LIST_RAM];
	sections->names = at;
	if (shape->name_bytes != 0)
		at += gpamap_half_words(shape->entries);
	sections->refs = at;
	at += gpamap_half_words(shape->entries);
	sections->keys = at;
	at += gpamap_index_words(shape->entries);
	sections->strings = at;
	sections->words = at + (shape->name_bytes + 7) / 8;
}

size_t gpamap_block_list_at(const uint64_t *words, enum gpamap_list list)
{
	size_t at = GPAMAP_BLOCK_LISTS_AT;

	for (size_t before = 0; before < (size_t)list; before++)
		at += (size_t)words[GPAMAP_BLOCK_COUNTS + before] *
		      gpamap_block_stride((enum gpamap_list)before);
	return at;
}

size_t gpamap_block_ram_offsets_at(const uint64_t *words)
{
	return gpamap_block_list_at(words, GPAMAP_LIST_COUNT);
}

size_t gpamap_block_search(const uint64_t *words, uint64_t address)
{
	return gpamap_index_search(words + words[GPAMAP_BLOCK_KEYS_AT],
				   (size_t)words[GPAMAP_BLOCK_ENTRIES],
				   address);
}

/* The name of the entry at @position, or NULL. */
static const char *entry_name(const uint64_t *words, size_t position)
{
	size_t bytes = (size_t)words[GPAMAP_BLOCK_NAME_BYTES];
	size_t names, offset;

	if (bytes == 0)
		return NULL;
	names = gpamap_block_ram_offsets_at(words) +
		gpamap_block_count(words, GPAMAP_LIST_RAM);
	offset = (size_t)gpamap_half_get(words + names, position);
	if (offset == 0)
		return NULL;
	/* The strings are the last thing in the block. */
	return (const char *)(words + words[GPAMAP_BLOCK_WORDS] -
			      (bytes + 7) / 8) +
	       offset;
}

void gpamap_block_entry(const uint64_t *words, size_t position,
			struct gpamap_entry *entry)
{
	uint64_t ref = gpamap_block_ref(words, position);
	size_t at = (size_t)(ref / GPAMAP_REF_KINDS);
	uint64_t kind = ref % GPAMAP_REF_KINDS;
	enum gpamap_list list = gpamap_list_of_kind(kind);

	entry->kind = (enum gpamap_kind)kind;
	entry->list = list;
	entry->index = (at - gpamap_block_list_at(words, list)) /
		       gpamap_block_stride(list);
	entry->range.start = words[at];
	entry->range.end = words[at + 1];
	entry->vnode = GPAMAP_NO_VNODE;
	if (list == GPAMAP_LIST_RAM)
		entry->vnode = words[at + 2];
	if (list == GPAMAP_LIST_OTHER)
		entry->vnode = words[at + 3];
	entry->name = entry_name(words, position);
}
