/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_ORDER_H
#define GPAMAP_CORE_ORDER_H

#include "request.h"
#include "samples.h"

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
    predicate is_ref{L}(uint64_t *w, integer refs, integer n, integer ref) =
      (n % 2 == 0 ? w[refs + n / 2] % GPAMAP_HALF
                  : w[refs + n / 2] / GPAMAP_HALF) == ref;
    // It is the one at i; the one before it, in the low half, stays.
    predicate ref_written{A, B}(uint64_t *w, integer refs, integer i,
                                integer ref) =
      is_ref{B}(w, refs, i, ref) &&
      (i % 2 == 0 ==> \at(w[refs + i / 2], B) < GPAMAP_HALF) &&
      (i % 2 != 0 ==> \at(w[refs + i / 2], A) % GPAMAP_HALF ==
                      \at(w[refs + i / 2], B) % GPAMAP_HALF);
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

/*@ // A list ends where the sums begin, or before.
    predicate list_ends{L}(struct gpamap_request *r,
                           struct gpamap_sections *at, integer l) =
      at->list[l] + words_of(l, r->lists.count[l]) <= at->sums;
    // A listed item is what its entry says.
    predicate item_as{L}(struct gpamap_request *r, struct gpamap_item *item) =
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

/*@ axiomatic Kinds {
    // Other ranges bear a kind.
    predicate kind_good{L}(uint64_t *end, integer w) =
      end[w] < end[w + 1] ==>
        GPAMAP_KIND_RESERVED <= end[w + 2] <= GPAMAP_KIND_UNUSABLE;
    predicate kinds_good{L}(struct gpamap_request *r) =
      \forall integer w; is_entry(w, -words_of(5, r->lists.count[5]), 0, 4)
        ==> kind_good(list_end(&r->lists, 5), w);
    lemma kind_of_entry{L}:
      \forall struct gpamap_request *r, uint64_t *entry,
          integer start, end;
        kinds_good(r) && stands_as(r, 5, entry, start, end) && start < end ==>
          GPAMAP_KIND_RESERVED <= entry[2] <= GPAMAP_KIND_UNUSABLE;
    }
 */

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

#endif /* GPAMAP_CORE_ORDER_H */
