/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_ORDER_H
#define GPAMAP_CORE_ORDER_H

#include "samples.h"
#include "terms_order.h"

/* What a block has of its entries in address order: their keys and refs, and
 * the RAM that is placed between those of the lists. */

/* Write a piece of RAM. */
/*@ requires \valid(at + (0 .. 2)) && \valid_read(item);
    requires \separated(at + (0 .. 2), item);
    assigns at[0 .. 2];
    ensures at[0] == item->start && at[1] == item->end &&
      at[2] == item->vnode;
 */
static inline void gpamap_piece_write(uint64_t *at,
				      const struct gpamap_item *item)
{
	at[0] = item->start;
	at[1] = item->end;
	at[2] = item->vnode;
}

/* Write the key of what begins at @start, and before it that of the hole from
 * @end on, if one is. Gives how many keys there are then. */
/*@ requires count <= 2 * GPAMAP_RANGES_MAX && start + kind <= UINT64_MAX;
    requires \valid(keys + (count .. count + (start != end ? 1 : 0)));
    assigns keys[count .. count + (start != end ? 1 : 0)];
    ensures \result == count + 1 + (start != end ? 1 : 0);
    ensures start != end ==> keys[count] == end;
    ensures keys[\result - 1] == start + kind;
 */
static inline size_t gpamap_keys_write(uint64_t *keys, size_t count,
				       uint64_t end, uint64_t start,
				       uint64_t kind)
{
	if (start != end)
		keys[count++] = end + GPAMAP_KIND_HOLE;
	keys[count++] = start + kind;
	return count;
}

/*@ // A ref.
    logic integer ref_of(integer at, integer kind) =
      at * GPAMAP_REF_KINDS + kind;
    // Nothing else up to there is written.
    predicate others_stay{A, B}(uint64_t *w, integer keys, integer at,
                                integer ref, integer piece) =
      \forall integer i; 0 <= i < ref && i != keys && i != keys + 1 &&
        (i < at || at + piece <= i) ==> \at(w[i], A) == \at(w[i], B);

    // What an item takes of a block, and that it is there.
    predicate room_of{L}(uint64_t *words, integer count, integer at,
                         integer refs, integer entries,
                         struct gpamap_item *item) =
      18 + count <= refs && refs + entries / 2 <= 0x7fffffff &&
      (item->entry == \null ==> 18 + count <= at && at + 3 <= refs) &&
      \valid(words + (16 .. refs + entries / 2)) &&
      \separated(item, words + (16 .. refs + entries / 2));
 */

/* Write what a block has of @item, the one at @entries: @count keys stand before
 * it, and what is before it ends at @end. Its range begins at the word @at, where
 * a piece of RAM is put. Gives how many keys there are then. */
/*@ requires \valid_read(item) && item->start <= GPAMAP_ADDRESS_END;
    requires count <= 2 * GPAMAP_RANGES_MAX && 0 < kind < GPAMAP_REF_KINDS;
    requires room_of(words, count, at, refs, entries, item);
    requires ref_of(at, kind) < GPAMAP_HALF;
    requires entries % 2 != 0 ==> words[refs + entries / 2] < GPAMAP_HALF;
    assigns words[16 + count .. 16 + count + (item->start != end ? 1 : 0)],
      words[at .. at + (item->entry == \null ? 2 : -1)],
      words[refs + entries / 2];
    ensures \result == count + 1 + (item->start != end ? 1 : 0);
    ensures item->start != end ==> words[16 + count] == end;
    ensures words[15 + \result] == item->start + kind;
    ensures item->entry == \null ==> words[at] == item->start &&
      words[at + 1] == item->end && words[at + 2] == item->vnode;
    ensures ref_written{Pre, Post}(words, refs, entries, ref_of(at, kind));
    ensures others_stay{Pre, Post}(words, 16 + count, at, refs + entries / 2,
                                   item->entry == \null ? 3 : 0);
 */
static inline size_t gpamap_item_write(uint64_t *words, size_t count, size_t at,
				       size_t refs, size_t entries,
				       uint64_t end, uint64_t kind,
				       const struct gpamap_item *item)
{
	if (item->entry == NULL)
		gpamap_piece_write(words + at, item);
	count = gpamap_keys_write(words + GPAMAP_BLOCK_KEYS_AT, count, end,
				  item->start, kind);
	gpamap_half_put(words + refs, entries,
			at * (uint64_t)GPAMAP_REF_KINDS + kind);
	return count;
}

/* The same, while @sweep goes on through @request. */
/*@ requires \valid_read(item) && item->start <= GPAMAP_ADDRESS_END;
    requires count <= 2 * GPAMAP_RANGES_MAX && 0 < kind < GPAMAP_REF_KINDS;
    requires room_of(words, count, at, refs, entries, item);
    requires ref_of(at, kind) < GPAMAP_HALF;
    requires entries % 2 != 0 ==> words[refs + entries / 2] < GPAMAP_HALF;
    requires going(request, sweep) && item_free(request, sweep, item);
    requires block_apart(words, refs + entries / 2 + 1, request);
    requires sweep_is_apart(words, refs + entries / 2 + 1, sweep);
    assigns words[16 + count .. 16 + count + (item->start != end ? 1 : 0)],
      words[at .. at + (item->entry == \null ? 2 : -1)],
      words[refs + entries / 2];
    ensures going(request, sweep) && item_free(request, sweep, item);
    ensures lists_stay{Pre, Post}(&request->lists);
    ensures \result == count + 1 + (item->start != end ? 1 : 0);
    ensures item->start != end ==> words[16 + count] == end;
    ensures words[15 + \result] == item->start + kind;
    ensures item->entry == \null ==> words[at] == item->start &&
      words[at + 1] == item->end && words[at + 2] == item->vnode;
    ensures ref_written{Pre, Post}(words, refs, entries, ref_of(at, kind));
    ensures others_stay{Pre, Post}(words, 16 + count, at, refs + entries / 2,
                                   item->entry == \null ? 3 : 0);
    ensures only_words{Pre, Post}(words, refs + entries / 2 + 1);
 */
static inline size_t gpamap_came_write(const struct gpamap_request *request,
				       const struct gpamap_sweep *sweep,
				       uint64_t *words, size_t count, size_t at,
				       size_t refs, size_t entries,
				       uint64_t end, uint64_t kind,
				       const struct gpamap_item *item)
{
	/* These stand in the contract alone. */
	(void)request;
	(void)sweep;
	//@ assert each: each_comes(sweep);
	//@ assert at: rests_at(request, sweep);
	count = gpamap_item_write(words, count, at, refs, entries, end, kind,
				  item);
	//@ assert only: only_words{Pre, Here}(words, refs + entries / 2 + 1);
	//@ assert places: places_same{Pre, Here}(request);
	//@ assert given: given_same_all{Pre, Here}(request);
	/*@ assert words: lists_words_kept{Pre, Here}(words,
	      refs + entries / 2 + 1, request); */
	//@ assert stay: lists_stay{Pre, Here}(&request->lists);
	//@ ghost entries_are_below();
	//@ assert ordered: lists_ordered(&request->lists);
	/*@ assert were: \forall integer l; 0 <= l < 6 ==>
	      list_readable{Pre}(&request->lists, l); */
	/*@ assert lists_can: \forall integer l; 0 <= l < 6 ==>
	      list_readable(&request->lists, l); */
	/*@ assert sizes: \forall integer i; 0 <= i < request->nodes.count ==>
	      node_sized(request->nodes.sizes[i]); */
	//@ assert readable: request_readable(request);
	//@ assert heads: heads_same{Pre, Here}(sweep);
	//@ assert kept: parts_kept{Pre, Here}(words, refs + entries / 2 + 1, request, sweep);
	//@ assert each_is: each_same{Pre, Here}(sweep);
	//@ assert lists: lists_same{Pre, Here}(sweep);
	//@ assert come: lists_come(sweep);
	//@ assert nodes: nodes_same{Pre, Here}(sweep);
	//@ assert lefts: lefts_same{Pre, Here}(sweep);
	//@ assert turn: placing_turn(&sweep->placing);
	//@ assert placing: placing_nodes(&sweep->placing);
	//@ assert ram: ram_comes(sweep);
	//@ assert comes: each_comes(sweep);
	/*@ assert rest: \forall integer l; 0 <= l < 6 &&
	      rest_at{Pre}(request, sweep, l) && list_comes(sweep, l) ==>
	        rest_at(request, sweep, l); */
	//@ assert rests: rests_at(request, sweep);
	/*@ assert ends: \forall integer l; 0 <= l < 6 ==>
	      rest_at(request, sweep, l) &&
	      sweep->merge.end[l] == list_end(&request->lists, l); */
	//@ assert of: rests_of(request, sweep);
	//@ assert apart: request_apart(sweep, request);
	/*@ assert placing: sweep->placing.nodes.sizes == request->nodes.sizes &&
	      sweep->placing.nodes.count == request->nodes.count; */
	//@ assert going: going(request, sweep);
	/*@ assert items: \forall integer l; 0 <= l < 6 ==>
	      list_is_apart{Pre}(request, l, item) &&
	      list_is_apart(request, l, item); */
	return count;
}

/*@ // A list ends where the sums begin, or before.
    predicate list_ends{L}(struct gpamap_request *r,
                           struct gpamap_sections *at, integer l) =
      at->list[l] + words_of(l, r->lists.count[l]) <= at->sums;
    predicate item_as{L}(struct gpamap_request *r,
                                struct gpamap_item *item) =
      item->entry != \null ==>
        stands_as(r, item->list, item->entry, item->start, item->end);
 */

/* Where the range of @item stands in the block: in its list, or at @ram where it
 * is placed. */
/*@ requires \valid_read(request) && \valid_read(sections);
    requires \valid_read(item) && item_as(request, item);
    requires item->entry != \null ==> list_ends(request, sections, item->list);
    requires sections->sums <= 0x7fffffff;
    assigns \nothing;
    ensures item->entry == \null ==> \result == ram;
    ensures item->entry != \null ==> \result == sections->list[item->list] +
      (item->entry - request->lists.words[item->list]);
    ensures item->entry != \null ==> \result < sections->sums;
 */
static inline size_t gpamap_item_at(const struct gpamap_request *request,
				    const struct gpamap_sections *sections,
				    size_t ram, const struct gpamap_item *item)
{
	if (item->entry == NULL)
		return ram;
	return sections->list[item->list] +
	       (size_t)(item->entry - request->lists.words[item->list]);
}

/* Its kind. */
/*@ requires kinds_good(request) && lists_readable(&request->lists);
    requires \valid_read(item) && item_as(request, item);
    requires item->start < item->end;
    assigns \nothing;
    ensures \result == (item->entry == \null ? GPAMAP_KIND_RAM :
      item->list == 5 ? item->entry[2] : item->list + 1);
    ensures 0 < \result < GPAMAP_REF_KINDS;
 */
static inline uint64_t gpamap_item_kind(const struct gpamap_request *request,
					const struct gpamap_item *item)
{
	(void)request; /* stands in the contract alone */
	if (item->entry == NULL)
		return GPAMAP_KIND_RAM;
	//@ assert readable: list_readable(&request->lists, item->list);
	/*@ assert end: item->list == 5 ==> item->entry + 3 ==
	      request->lists.words[5] +
	        (item->entry - request->lists.words[5] + 3); */
	return gpamap_lists_kind(item->list, item->entry);
}

/*@ // What is written has its room: keys, lists and pieces, refs, one behind the
    // other, and refs have no more than 32 bits.
    predicate order_fits{L}(struct gpamap_request *r,
                            struct gpamap_sections *at) =
      0 <= comes(r) <= GPAMAP_RANGES_MAX &&
      holes(r, comes(r)) <= GPAMAP_RANGES_MAX && order_grows(r) &&
      17 + comes(r) + holes(r, comes(r)) <= at->list[0] &&
      at->list[0] + 3 * pieces(r, comes(r)) <= at->sums &&
      (\forall integer l; 0 <= l < 6 ==> list_ends(r, at, l)) &&
      at->sums * GPAMAP_REF_KINDS <= GPAMAP_HALF && at->sums <= at->refs &&
      at->refs + (comes(r) + 1) / 2 <= 0x7fffffff;

    // The first n are written, and so many keys and words of RAM.
    predicate written_to{L}(uint64_t *w, struct gpamap_request *r,
                            struct gpamap_sections *at, integer n,
                            integer keys, integer ram, integer end) =
      0 <= n <= comes(r) && keys == n + holes(r, n) && 0 <= holes(r, n) &&
      ram == at->list[0] + 3 * pieces(r, n) && 0 <= pieces(r, n) &&
      (n > 0 ==> end == nth_end(r, n - 1)) &&
      half_free(w, at->refs, n) &&
      all_before(r, n) && all_came_to(w, r, at, n);
 */

/* Write what a block has of @item, which comes behind @entries others: they have
 * @keys keys, and the last of them ends at @end. */
/*@ requires going(request, sweep) && item_free(request, sweep, item);
    requires kinds_good(request) && \valid_read(sections);
    requires item->start < item->end <= GPAMAP_ADDRESS_END;
    requires item_as(request, item) && item->list < 6;
    requires is_nth(request, item, entries) && order_fits(request, sections);
    requires written_to(words, request, sections, entries, keys, ram, end);
    requires \valid(words + (0 .. sections->refs + entries / 2));
    requires \separated(words + (0 .. sections->refs + entries / 2), item) &&
      \separated(words + (0 .. sections->refs + entries / 2), sections);
    requires block_apart(words, sections->refs + entries / 2 + 1, request);
    requires sweep_is_apart(words, sections->refs + entries / 2 + 1, sweep);
    assigns words[16 + keys .. 17 + keys], words[ram .. ram + 2],
      words[sections->refs + entries / 2];
    ensures going(request, sweep) && item_free(request, sweep, item);
    ensures lists_stay{Pre, Post}(&request->lists);
    ensures at_same{Pre, Post}(sections);
    ensures written_to(words, request, sections, entries + 1, \result,
                       ram + (item->entry == \null ? 3 : 0), item->end);
 */
static inline size_t gpamap_order_write(const struct gpamap_request *request,
					const struct gpamap_sections *sections,
					const struct gpamap_sweep *sweep,
					uint64_t *words, size_t keys,
					size_t ram, size_t entries,
					uint64_t end,
					const struct gpamap_item *item)
{
	size_t at = gpamap_item_at(request, sections, ram, item);
	uint64_t kind = gpamap_item_kind(request, item);

	//@ assert kind: kind == nth_kind(request, entries);
	//@ assert place: at == nth_at(request, sections, entries);
	//@ assert grows: holes(request, entries + 1) <= holes(request, comes(request));
	//@ assert more: pieces(request, entries + 1) <= pieces(request, comes(request));
	/* What is below the first entry lies between none. */
	if (entries == 0)
		end = item->start;
	//@ ghost const size_t g_keys = keys;
	//@ ghost const size_t g_refs = sections->refs;
	//@ ghost const size_t g_list = sections->list[0];
	//@ ghost const uint64_t g_item = item->start;
	//@ assert low: 17 + keys < g_list && g_list <= ram <= g_refs;
	//@ assert new: item->entry == \null ==> at == ram && ram + 3 <= g_refs;
	//@ assert room: room_of(words, keys, at, sections->refs, entries, item);
	keys = gpamap_came_write(request, sweep, words, keys, at,
				 sections->refs, entries, end, kind, item);
	//@ assert only: only_words{Pre, Here}(words, g_refs + entries / 2 + 1);
	//@ assert same: at_same{Pre, Here}(sections);
	//@ assert item: item->start == g_item && item->end == \at(item->end, Pre) && item->vnode == \at(item->vnode, Pre);
	//@ assert refs: sections->refs == g_refs && sections->list[0] == g_list;
	//@ assert keys_stay: same_between{Pre, Here}(words, 16, 16 + g_keys);
	//@ assert ram_stays: same_between{Pre, Here}(words, g_list, ram);
	//@ assert refs_stay: same_between{Pre, Here}(words, g_refs, g_refs + entries / 2);
	//@ assert put: ref_written{Pre, Here}(words, g_refs, entries, ref_of(at, kind));
	//@ assert before: before_stays{Pre, Here}(words, request, entries, g_list, g_refs);
	//@ assert others: all_came_to(words, request, sections, entries);
	//@ assert last: is_before(request, entries, entries + 1);
	//@ assert count: keys == entries + 1 + holes(request, entries + 1);
	//@ assert begins: words[15 + keys] == item->start + kind;
	//@ assert hole: item->start != end ==> words[16 + g_keys] == end && keys == g_keys + 2;
	//@ assert behind: entries > 0 ==> end == nth_end(request, entries - 1) && item->start == nth_start(request, entries);
	//@ assert here: words[16 + entries + holes(request, entries + 1)] == nth_start(request, entries) + nth_kind(request, entries);
	//@ assert gap: entries > 0 && nth_end(request, entries - 1) != nth_start(request, entries) ==> 16 + g_keys == 15 + entries + holes(request, entries + 1);
	//@ assert hole_key: entries > 0 && nth_end(request, entries - 1) != nth_start(request, entries) ==> words[15 + entries + holes(request, entries + 1)] == nth_end(request, entries - 1);
	//@ assert key: key_came(words, request, entries);
	//@ assert is: is_ref(words, g_refs, entries, at * 16 + kind);
	//@ assert place_now: at == nth_at(request, sections, entries);
	//@ assert placed: item->entry == \null ==> is_piece(words, ram, item->start, item->end, item->vnode);
	//@ assert ref: ref_came(words, request, sections, entries);
	//@ assert piece: piece_came(words, request, sections, entries);
	//@ assert all: all_came_to(words, request, sections, entries + 1);
	//@ assert later: all_before(request, entries + 1);
	//@ assert free: half_free(words, g_refs, entries + 1);
	return keys;
}

#endif /* GPAMAP_CORE_ORDER_H */
