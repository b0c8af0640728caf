/* SPDX-License-Identifier: MIT */
#include "saved_block.h"

#include "mem.h"
#include "saved_same.h"

/* Make words of the bytes; what is known of these stays as it is. */
/*@ requires readable(saved);
    requires \valid(words + (0 .. saved->at.words - 1));
    requires \separated(saved, words + (0 .. saved->at.words - 1));
    assigns words[0 .. saved->at.words - 1];
    ensures decoded(saved->bytes, words, \old(saved->at.strings));
    ensures saved->bytes == \old(saved->bytes);
    ensures \forall integer list; 0 <= list < 6 ==>
      saved->at.list[list] == \at(saved->at.list[list], Pre) &&
      saved->shape.count[list] == \at(saved->shape.count[list], Pre);
    ensures saved->at.sums == \at(saved->at.sums, Pre) &&
      saved->at.refs == \at(saved->at.refs, Pre) &&
      saved->at.ranks == \at(saved->at.ranks, Pre) &&
      saved->at.names == \at(saved->at.names, Pre) &&
      saved->at.strings == \at(saved->at.strings, Pre) &&
      saved->at.words == \at(saved->at.words, Pre);
    ensures saved->shape.entries == \at(saved->shape.entries, Pre) &&
      saved->shape.keys == \at(saved->shape.keys, Pre) &&
      saved->shape.name_bytes == \at(saved->shape.name_bytes, Pre);
 */
static void copy(const struct gpamap_saved *saved, uint64_t *words)
{
	size_t count = saved->at.words, strings = saved->at.strings;

	//@ assert room: 16 <= strings <= count <= 0x7fffffff;
	gpamap_words_of_bytes(words + strings, saved->bytes + strings * 8,
			      count - strings);
	/*@ assert before: \forall size_t *p;
	      \separated(p, words + (0 .. count - 1)) ==> *p == \at(*p, Pre); */
	gpamap_saved_decode(saved->bytes, words, strings);
	/*@ assert behind: \forall size_t *p;
	      \separated(p, words + (0 .. count - 1)) ==> *p == \at(*p, Pre); */
}

void gpamap_saved_block(const struct gpamap_saved *saved, uint64_t *words)
{
	//@ assert told_was: told(saved) && in_turn(saved);
	//@ assert keys_were: keys_ascend(saved->bytes, 16 + saved->shape.keys);
	//@ assert read_was: shape_read(saved->bytes, &saved->shape);
	/*@ assert counts_were: \forall integer list; 0 <= list < 6 ==>
	      saved->shape.count[list] == word(saved->bytes, 3 + list); */
	//@ assert rest_was: rest_planned{Here, Here}(&saved->shape, &saved->at);
	/*@ assert refs_were: odd_half_right(saved->bytes, saved->at.refs,
	      saved->shape.entries); */
	/*@ assert ranks_were: odd_half_right(saved->bytes, saved->at.ranks,
	      (saved->shape.keys + 15) / 16); */
	/*@ assert lists_were: \forall integer list; 0 <= list < 6 ==>
	      list_right(saved->bytes, list, saved->at.list[list],
	        saved->shape.count[list]); */
	copy(saved, words);
	//@ assert limits: in_limits(&saved->shape);
	/*@ assert counts: \forall integer list; 0 <= list < 6 ==>
	      saved->shape.count[list] == word(saved->bytes, 3 + list); */
	//@ assert read: shape_read(saved->bytes, &saved->shape);
	/*@ assert ends: lists_end_at{Here, Here}(&saved->shape, &saved->at,
	      saved->at.sums); */
	//@ assert rest: rest_planned{Here, Here}(&saved->shape, &saved->at);
	//@ assert planned: planned{Here, Here}(&saved->shape, &saved->at);
	//@ assert top: levels_planned{Here, Here}(&saved->shape, &saved->at);
	//@ assert told: told(saved);
	//@ assert readable: readable(saved);
	/*@ assert odd_refs: odd_half_right(saved->bytes, saved->at.refs,
	      saved->shape.entries); */
	/*@ assert odd_ranks: odd_half_right(saved->bytes, saved->at.ranks,
	      (saved->shape.keys + 15) / 16); */
	//@ assert halves: odd_halves_right(saved);
	/*@ assert follow: entries_follow(saved->bytes, saved->at.refs,
	      saved->shape.entries); */
	//@ assert ascend: keys_ascend(saved->bytes, 16 + saved->shape.keys);
	//@ assert turn: in_turn(saved);
	/*@ assert list: \forall integer list; 0 <= list < 6 ==>
	      list_right(saved->bytes, list, saved->at.list[list],
	        saved->shape.count[list]); */
	//@ assert lists: lists_right(saved);
	//@ assert entries: entries_right(saved);
	/*@ assert sums: sums_right(saved->bytes, saved->at.sums,
	      saved->at.list[0], saved->shape.count[0]); */
	//@ assert vtl2: vtl2_right(saved);
	/*@ assert in: \forall integer at, list; 0 <= list < 6 ==>
	      in_list{Pre}(saved, at, list) ==> in_list(saved, at, list); */
	/*@ assert of: \forall integer at, kind;
	      entry_of{Pre}(saved, at, kind) ==> entry_of(saved, at, kind); */
	/*@ assert refs: \forall integer i;
	      ref_right{Pre}(saved, saved->bytes, saved->at.refs, i) ==>
	      ref_right(saved, saved->bytes, saved->at.refs, i); */
	//@ assert index: index_right(saved);
	//@ assert levels: levels_right(saved);
	//@ assert names: names_right(saved);
	//@ assert right: saved_right(saved);
	//@ ghost block_is_right(saved, words);
}

void gpamap_saved_store(const uint64_t *words, unsigned char *bytes)
{
	size_t count = (size_t)words[GPAMAP_BLOCK_WORDS];
	size_t strings =
		count - ((size_t)words[GPAMAP_BLOCK_NAME_BYTES] + 7) / 8;

	gpamap_bytes_of_words(bytes + strings * 8, words + strings,
			      count - strings);
	gpamap_saved_encode(bytes, words, strings);
}
