/* SPDX-License-Identifier: MIT */
#include "block.h"

size_t gpamap_block_list_at(const uint64_t *words, enum gpamap_list list)
{
	size_t at = (size_t)words[GPAMAP_BLOCK_LISTS_AT];

	/*@ loop invariant 0 <= before <= list;
	    loop invariant at == list_begin(words, before);
	    loop assigns before, at;
	    loop variant list - before; */
	for (size_t before = 0; before < (size_t)list; before++)
		at += (size_t)words[GPAMAP_BLOCK_COUNTS + before] *
		      gpamap_block_stride((enum gpamap_list)before);
	return at;
}

/* Where the refs begin: behind the lists and the sums. */
/*@ requires block(words);
    assigns \nothing;
    ensures \result == refs_begin(words);
 */
static size_t refs_at(const uint64_t *words)
{
	return gpamap_block_list_at(words, GPAMAP_LIST_COUNT) +
	       gpamap_samples(gpamap_block_count(words, GPAMAP_LIST_RAM),
			      GPAMAP_SUM_RANGES);
}

/* Where the ranks begin: behind the refs. */
/*@ requires block(words);
    assigns \nothing;
    ensures \result == ranks_begin(words);
 */
static size_t ranks_at(const uint64_t *words)
{
	return refs_at(words) +
	       gpamap_half_words((size_t)words[GPAMAP_BLOCK_ENTRIES]);
}

/*@ ghost
      /@ requires \valid_read(words + (0 .. 15 + keys));
         assigns \nothing;
         ensures 0 <= begun_by(words, keys) <= keys;
       @/
      static void begin_few(const uint64_t *words, size_t keys)
      {
        /@ loop invariant 0 <= i <= keys;
           loop invariant 0 <= begun_by(words, i) <= i;
           loop assigns i;
           loop variant keys - i; @/
        for (size_t i = 0; i < keys; i++) {
        }
      }
 */

size_t gpamap_block_rank(const uint64_t *words, size_t keys)
{
	const uint64_t *key = words + GPAMAP_BLOCK_KEYS_AT;
	size_t group = keys / GPAMAP_RANK_KEYS;
	size_t rank;

	if (keys == 0)
		return 0;
	/* The last group may end with the keys: then it has no rank. */
	group -= keys % GPAMAP_RANK_KEYS == 0;
	//@ ghost begin_few(words, 16 * group);
	rank = (size_t)gpamap_half_get(words + ranks_at(words), group);
	/*@ assert ranked: half_of(words, ranks_begin(words), group) ==
	      begun_by(words, 16 * group); */
	//@ assert few: rank == begun_by(words, 16 * group);
	/*@ loop invariant group * 16 <= i <= keys;
	    loop invariant rank == begun_by(words, i) && rank <= i;
	    loop assigns i, rank;
	    loop variant keys - i; */
	for (size_t i = group * GPAMAP_RANK_KEYS; i < keys; i++)
		rank += gpamap_key_kind(key[i]) != GPAMAP_KIND_HOLE;
	return rank;
}

/* The name of the entry at @position, or NULL. */
/*@ requires block(words) && position < words[9] && names_in(words);
    assigns \nothing;
 */
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

/*@ ghost
      /@ requires block(words) && list < 6 && stands_in(words, at, list);
         assigns \nothing;
         ensures list_begin(words, list) <= at;
         ensures (at - list_begin(words, list)) / stride(list) <
           words[3 + list];
         ensures at == place(list_begin(words, list), list,
                             (at - list_begin(words, list)) / stride(list));
         ensures at + stride(list) <= words[2];
       @/
      static void stand_in(const uint64_t *words, size_t at, size_t list)
      {
        /@ assert each: list == 0 || list == 1 || list == 2 || list == 3 ||
             list == 4 || list == 5; @/
      }
 */

/* The vnode of the entry of @list at the word @at. */
/*@ requires block(words) && at + stride(list) <= words[2];
    assigns \nothing;
    ensures \result == vnode_at(words, at, list);
 */
static uint64_t entry_vnode(const uint64_t *words, size_t at,
			    enum gpamap_list list)
{
	if (list == GPAMAP_LIST_RAM)
		return words[at + 2];
	return list == GPAMAP_LIST_OTHER ? words[at + 3] : GPAMAP_NO_VNODE;
}

struct gpamap_entry gpamap_block_tell(const uint64_t *words, size_t position)
{
	uint64_t ref = gpamap_half_get(words + refs_at(words), position);
	size_t at = (size_t)(ref / GPAMAP_REF_KINDS);
	uint64_t kind = ref % GPAMAP_REF_KINDS;
	enum gpamap_list list = gpamap_list_of_kind(kind);
	/*@ assert at: at == entry_at(words, position) &&
	      kind == entry_kind(words, position); */
	//@ ghost stand_in(words, at, (size_t)list);
	size_t index = gpamap_block_entries_in(
		list, at - gpamap_block_list_at(words, list));

	return (struct gpamap_entry){
		.kind = (enum gpamap_kind)kind,
		.list = list,
		.index = index,
		.range = { words[at], words[at + 1] },
		.vnode = entry_vnode(words, at, list),
		.name = entry_name(words, position),
	};
}

/*@ ghost
      /@ requires ram_right(words) && count <= words[3];
         assigns \nothing;
         ensures \forall integer i; 0 <= i <= count ==>
           0 <= ram_first(words, i) <= GPAMAP_ADDRESS_END;
       @/
      static void sums_fit(const uint64_t *words, size_t count)
      {
        /@ loop invariant 0 <= i <= count;
           loop invariant \forall integer j; 0 <= j <= i ==>
             0 <= ram_first(words, j) <= GPAMAP_ADDRESS_END;
           loop invariant i == 0 ==> ram_first(words, i) == 0;
           loop invariant i > 0 ==>
             ram_first(words, i) <= ram_end_of(words, i - 1);
           loop assigns i;
           loop variant count - i; @/
        for (size_t i = 0; i < count; i++) {
        }
      }
 */

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
	//@ ghost sums_fit(words, count);
	//@ assert kept: 8 * group < words[3];
	//@ assert there: sum == words[list_begin(words, 6) + group];
	//@ assert each: sum_counts(words, group);
	//@ assert summed: sum == ram_first(words, 8 * group);
	/*@ loop invariant group * 8 <= i <= count;
	    loop invariant sum == ram_first(words, i);
	    loop assigns i, sum;
	    loop variant count - i; */
	for (size_t i = group * GPAMAP_SUM_RANGES; i < count; i++) {
		//@ assert next: ram_first(words, i + 1) <= GPAMAP_ADDRESS_END;
		sum += ram[3 * i + 1] - ram[3 * i];
	}
	return sum;
}
