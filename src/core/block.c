/* SPDX-License-Identifier: MIT */
#include "block.h"

const struct gpamap_entry gpamap_no_entry = {
	.kind = GPAMAP_KIND_HOLE,
	.list = GPAMAP_LIST_NONE,
	.vnode = GPAMAP_NO_VNODE,
};

size_t gpamap_block_list_at(const uint64_t *words, enum gpamap_list list)
{
	size_t at = (size_t)words[GPAMAP_BLOCK_LISTS_AT];

	for (size_t before = 0; before < (size_t)list; before++)
		at += (size_t)words[GPAMAP_BLOCK_COUNTS + before] *
		      gpamap_block_stride((enum gpamap_list)before);
	return at;
}

/* Where the refs begin: behind the lists and the sums. */
static size_t refs_at(const uint64_t *words)
{
	return gpamap_block_list_at(words, GPAMAP_LIST_COUNT) +
	       gpamap_samples(gpamap_block_count(words, GPAMAP_LIST_RAM),
			      GPAMAP_SUM_RANGES);
}

/* Where the ranks begin: behind the refs. */
static size_t ranks_at(const uint64_t *words)
{
	return refs_at(words) +
	       gpamap_half_words((size_t)words[GPAMAP_BLOCK_ENTRIES]);
}

size_t gpamap_block_rank(const uint64_t *words, size_t keys)
{
	const uint64_t *key = words + GPAMAP_BLOCK_KEYS_AT;
	size_t group = keys / GPAMAP_RANK_KEYS;
	size_t rank;

	if (keys == 0)
		return 0;
	/* The last group may end with the keys: then it has no rank. */
	group -= keys % GPAMAP_RANK_KEYS == 0;
	rank = (size_t)gpamap_half_get(words + ranks_at(words), group);
	for (size_t i = group * GPAMAP_RANK_KEYS; i < keys; i++)
		rank += gpamap_key_kind(key[i]) != GPAMAP_KIND_HOLE;
	return rank;
}

/* The name of the entry at @position, or NULL. */
static const char *entry_name(const uint64_t *words, size_t position)
{
	size_t bytes = (size_t)words[GPAMAP_BLOCK_NAME_BYTES];
	size_t strings, names, offset;

	if (bytes == 0)
		return NULL;
	/* The strings are the last thing in the block, the names before. */
	strings = (size_t)words[GPAMAP_BLOCK_WORDS] - (bytes + 7) / 8;
	names = strings -
		gpamap_half_words((size_t)words[GPAMAP_BLOCK_ENTRIES]);
	offset = (size_t)gpamap_half_get(words + names, position);
	if (offset == 0)
		return NULL;
	return (const char *)(words + strings) + offset;
}

void gpamap_block_entry(const uint64_t *words, size_t position,
			struct gpamap_entry *entry)
{
	uint64_t ref = gpamap_half_get(words + refs_at(words), position);
	size_t at = (size_t)(ref / GPAMAP_REF_KINDS);
	uint64_t kind = ref % GPAMAP_REF_KINDS;
	enum gpamap_list list = gpamap_list_of_kind(kind);

	entry->kind = (enum gpamap_kind)kind;
	entry->list = list;
	entry->index = gpamap_block_entries_in(
		list, at - gpamap_block_list_at(words, list));
	entry->range.start = words[at];
	entry->range.end = words[at + 1];
	entry->vnode = GPAMAP_NO_VNODE;
	if (list == GPAMAP_LIST_RAM)
		entry->vnode = words[at + 2];
	if (list == GPAMAP_LIST_OTHER)
		entry->vnode = words[at + 3];
	entry->name = entry_name(words, position);
}

uint64_t gpamap_block_ram_sum(const uint64_t *words, size_t count)
{
	const uint64_t *ram =
		words + gpamap_block_list_at(words, GPAMAP_LIST_RAM);
	const uint64_t *sums =
		words + gpamap_block_list_at(words, GPAMAP_LIST_COUNT);
	size_t group = count / GPAMAP_SUM_RANGES;
	uint64_t sum;

	if (count == 0)
		return 0;
	group -= count % GPAMAP_SUM_RANGES == 0;
	sum = sums[group];
	for (size_t i = group * GPAMAP_SUM_RANGES; i < count; i++)
		sum += ram[3 * i + 1] - ram[3 * i];
	return sum;
}
