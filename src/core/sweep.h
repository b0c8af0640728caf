/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SWEEP_H
#define GPAMAP_CORE_SWEEP_H

#include "terms_stay.h"

/*@ ghost
      /@ requires \valid_read(m) && \valid_read(run);
         requires run_sound(m, run, end) && run->next != run->end;
         assigns \nothing;
         ensures numbers_good(run->next) && run->next[0] < run->next[1];
         ensures rest_ordered(end, run->next - end, run->stride);
         ensures run->next != end;
       @/
      static void run_goes_on(const struct gpamap_merge *m,
                              const struct gpamap_run *run,
                              const uint64_t *end)
      {
        /@ assert holds: run_holds(run->next, run->end, m->next[run->list],
             end, run->stride, m->turn[0] - run->list); @/
        /@ assert some: run->next - end < run->end - end <= 0; @/
        /@ assert first: is_entry(run->next - end, run->next - end,
             run->end - end, run->stride); @/
        /@ assert here: end[run->next - end] == run->next[0] &&
             end[run->next - end + 1] == run->next[1]; @/
        next_is_good(run->next, end, run->stride);
      }
 */

/*@ ghost
      /@ requires run_holds(next, cut, rest, end, stride, key - list);
         requires next != cut && on == next + stride && rest - end <= 0;
         assigns \nothing;
         ensures run_holds(on, cut, rest, end, stride, key - list);
         ensures next[0] < key - list;
         ensures on != cut ==> next[0] <= on[0];
         ensures on - end == next - end + stride;
         ensures on - end <= cut - end <= rest - end;
       @/
      static void run_passes(const uint64_t *next, const uint64_t *on,
                             const uint64_t *cut, const uint64_t *rest,
                             const uint64_t *end, size_t stride, uint64_t key,
                             size_t list)
      {
        /@ assert step: on - end == next - end + stride; @/
        /@ assert fit: on - end <= cut - end <= rest - end <= 0; @/
        /@ assert readable: rest_readable(on, end, stride); @/
        /@ assert ordered: rest_ordered(end, on - end, stride); @/
        /@ assert full: none_empty(end, on - end, cut - end, stride); @/
        /@ assert low: all_below(end, on - end, cut - end, stride,
             key - list); @/
        /@ assert holds: run_holds(on, cut, rest, end, stride, key - list); @/
        /@ assert here: next[0] == end[next - end] &&
             next[1] == end[next - end + 1]; @/
        /@ assert new: on[0] == end[on - end] && on[1] == end[on - end + 1]; @/
        /@ assert whole: whole_entries(end - on, stride); @/
        /@ assert behind: on != cut ==> on - end < cut - end; @/
        /@ assert later: on != cut ==>
             is_entry(on - end, next - end, cut - end, stride); @/
        /@ assert upright: on != cut ==> end[on - end] < end[on - end + 1]; @/
      }
 */

/* Begin with all of the lists. */
/*@ requires \valid(sweep) && lists_readable(lists) && lists_ordered(lists);
    requires \separated(sweep, lists) && lists_apart(&sweep->merge, lists);
    requires \forall integer list; 0 <= list < 6 ==>
      sweep_apart(sweep, lists->words[list],
                  words_of(list, lists->count[list]));
    requires ram_comes(sweep) && !has_run(sweep);
    assigns sweep->merge;
    ensures lists_come(sweep) && ram_comes(sweep);
    ensures \forall integer list; 0 <= list < 6 ==>
      begun(&sweep->merge, lists, list);
    ensures \forall integer k; 0 <= k < sweep->placing.nodes.count ==>
      sweep_placed(sweep, k) == \old(sweep_placed(sweep, k));
 */
static inline void gpamap_sweep_begin(struct gpamap_sweep *sweep,
				      const struct gpamap_lists *lists)
{
	gpamap_merge_init(&sweep->merge, lists);
	/*@ assert sizes: \forall integer i; 0 <= i < sweep->placing.nodes.count
	      ==> sweep->placing.nodes.sizes[i] ==
	        \at(sweep->placing.nodes.sizes[i], Pre); */
	//@ assert ram: ram_comes(sweep);
	/*@ assert lists: \forall integer l; 0 <= l < 6 ==>
	      lists->words[l] == \at(lists->words[l], Pre) &&
	      lists->count[l] == \at(lists->count[l], Pre); */
	/*@ assert ends: \forall integer l; 0 <= l < 6 ==>
	      begun(&sweep->merge, lists, l) ==>
	      sweep->merge.end[l] == list_end(lists, l) &&
	      0 <= sweep->merge.end[l] - sweep->merge.next[l] <=
	        words_of(l, lists->count[l]); */
	/*@ assert froms: \forall integer l; 0 <= l < 6 ==>
	      sweep_from(sweep, l) == sweep->merge.next[l]; */
	/*@ assert bases: \forall integer l; 0 <= l < 6 ==>
	      head_sound(&sweep->merge, l) ==>
	      \base_addr(sweep->merge.next[l]) == \base_addr(lists->words[l]);
	 */
	/*@ assert places: \forall integer l; 0 <= l < 6 ==>
	      head_sound(&sweep->merge, l) ==>
	      sweep->merge.next[l] == lists->words[l] +
	        (sweep->merge.next[l] - lists->words[l]) &&
	      0 <= sweep->merge.next[l] - lists->words[l] &&
	      sweep->merge.end[l] - lists->words[l] ==
	        words_of(l, lists->count[l]); */
	/*@ assert aparts: \forall integer l; 0 <= l < 6 ==>
	      sweep_apart(sweep, sweep->merge.next[l],
	                  sweep->merge.end[l] - sweep->merge.next[l]); */
	/*@ assert rests: \forall integer l; 0 <= l < 6 ==>
	      sweep_apart(sweep, sweep_from(sweep, l), sweep_left(sweep, l));
	 */
	//@ assert come: lists_come(sweep);
}

/* Begin with all that was asked for. */
/*@ requires \valid(sweep) && \valid_read(request);
    requires lists_readable(&request->lists) && lists_ordered(&request->lists);
    requires readable_nodes(&request->nodes);
    requires sized_below(&request->nodes, request->nodes.count);
    requires request_apart(sweep, request);
    assigns *sweep;
    ensures sweep_sound(sweep) && !has_run(sweep);
    ensures \forall integer list; 0 <= list < 6 ==>
      begun(&sweep->merge, &request->lists, list);
    ensures sweep->placing.nodes == request->nodes &&
      sweep->placing.free == 0;
    ensures \forall integer k; 0 <= k < request->nodes.count ==>
      sweep_placed(sweep, k) == 0;
    ensures sweep->placing.left == 0 <==> request->nodes.count == 0;
 */
static inline void gpamap_sweep_init(struct gpamap_sweep *sweep,
				     const struct gpamap_request *request)
{
	sweep->run.next = sweep->run.end = NULL;
	gpamap_placing_init(&sweep->placing, &request->nodes);
	/*@ assert lists: \forall integer l; 0 <= l < 6 ==>
	      request->lists.words[l] == \at(request->lists.words[l], Pre) &&
	      request->lists.count[l] == \at(request->lists.count[l], Pre); */
	/*@ assert ends: \forall integer l; 0 <= l < 6 ==>
	      list_end(&request->lists, l) == list_end{Pre}(&request->lists, l);
	 */
	/*@ assert were: \forall integer l; 0 <= l < 6 ==>
	      list_readable{Pre}(&request->lists, l) &&
	      list_ordered{Pre}(&request->lists, l); */
	//@ assert readable: lists_readable(&request->lists);
	//@ assert stay: lists_stay{Pre, Here}(&request->lists);
	//@ ghost entries_are_below();
	/*@ assert words: \forall integer l; 0 <= l < 6 ==>
	      words_stay{Pre, Here}(list_end(&request->lists, l),
	                  -words_of(l, request->lists.count[l])); */
	/*@ assert unfolded: \forall integer l; 0 <= l < 6 &&
	      list_ordered{Pre}(&request->lists, l) ==>
	        rest_ordered{Pre}(list_end{Pre}(&request->lists, l),
	          -words_of(l, \at(request->lists.count[l], Pre)), stride(l)); */
	/*@ assert order: \forall integer l; 0 <= l < 6 ==>
	      rest_ordered{Pre}(list_end{Pre}(&request->lists, l),
	        -words_of(l, \at(request->lists.count[l], Pre)), stride(l)); */
	/*@ assert ordered: \forall integer l; 0 <= l < 6 ==>
	      rest_ordered(list_end(&request->lists, l),
	                  -words_of(l, request->lists.count[l]), stride(l)); */
	//@ assert all: lists_ordered(&request->lists);
	//@ assert apart: request_apart(sweep, request);
	//@ assert merge: lists_apart(&sweep->merge, &request->lists);
	gpamap_sweep_begin(sweep, &request->lists);
}

/* Take up the next entries of a list; false where all have come. */
/*@ requires \valid(sweep) && sweep_sound(sweep) && !has_run(sweep);
    assigns sweep->run, sweep->merge.next[0 .. 5], sweep->merge.turn[0 .. 5];
    ensures sweep_sound(sweep) && (\result <==> has_run(sweep));
    ensures unmoved{Pre, Post}(sweep);
    ensures !\result ==> sweep_limit(sweep) == GPAMAP_ADDRESS_END &&
      \forall integer list; 0 <= list < 6 ==> sweep_left(sweep, list) == 0;
 */
static inline bool gpamap_sweep_fill(struct gpamap_sweep *sweep)
{
	struct gpamap_run *run = &sweep->run;
	bool listed;

	/*@ assert froms: \forall integer l; 0 <= l < 6 ==>
	      sweep_from(sweep, l) == sweep->merge.next[l]; */
	/*@ assert aparts: \forall integer l; 0 <= l < 6 ==>
	      \separated(run, sweep->merge.next[l] +
	        (0 .. sweep->merge.end[l] - sweep->merge.next[l] - 1)); */
	/*@ assert sized: \forall integer i; 0 <= i < sweep->placing.nodes.count
	      ==> node_sized(sweep->placing.nodes.sizes[i]); */
	//@ assert turn: placing_turn(&sweep->placing);
	listed = gpamap_merge_next(&sweep->merge, run);
	/*@ assert sizes: \forall integer i; 0 <= i < sweep->placing.nodes.count
	      ==> sweep->placing.nodes.sizes[i] ==
	        \at(sweep->placing.nodes.sizes[i], Pre); */
	/*@ assert stay_sized: \forall integer i;
	      0 <= i < sweep->placing.nodes.count ==>
	        node_sized(sweep->placing.nodes.sizes[i]); */
	//@ assert stay_turn: placing_turn(&sweep->placing);
	//@ assert nodes: placing_nodes(&sweep->placing);
	//@ assert ram: ram_comes(sweep);
	//@ assert same: !listed ==> !has_run(sweep);
	/*@ assert stay: \forall integer l; 0 <= l < 6 ==>
	      sweep_from(sweep, l) == sweep_from{Pre}(sweep, l); */
	/*@ assert rests: \forall integer l; 0 <= l < 6 ==>
	      sweep_apart(sweep, sweep_from(sweep, l), sweep_left(sweep, l));
	 */
	//@ assert come: lists_come(sweep);
	/*@ assert holds: listed ==>
	      run_sound(&sweep->merge, run, sweep->merge.end[run->list]); */
	/*@ ghost if (listed)
	      run_goes_on(&sweep->merge, run, sweep->merge.end[run->list]); */
	//@ assert lowest: listed ==> paged(run->next[0]);
	//@ assert lefts: lefts_same{Pre, Here}(sweep);
	//@ assert limit: sweep_limit(sweep) == sweep_limit{Pre}(sweep);
	//@ assert same_nodes: nodes_same{Pre, Here}(sweep);
	return listed;
}

/* Find the next listed entry; false where all have come. */
/*@ requires \valid(sweep) && sweep_sound(sweep);
    assigns sweep->run, sweep->merge.next[0 .. 5], sweep->merge.turn[0 .. 5];
    ensures sweep_sound(sweep) && (\result <==> has_run(sweep));
    ensures unmoved{Pre, Post}(sweep);
    ensures !\result ==> sweep_limit(sweep) == GPAMAP_ADDRESS_END &&
      \forall integer list; 0 <= list < 6 ==> sweep_left(sweep, list) == 0;
 */
static inline bool gpamap_sweep_seek(struct gpamap_sweep *sweep)
{
	return sweep->run.next != sweep->run.end || gpamap_sweep_fill(sweep);
}

/*@ requires \valid(item);
    assigns *item;
    ensures item->start == start && item->end == end && item->list == list &&
      item->entry == entry && item->vnode == vnode;
 */
static inline void gpamap_item_set(struct gpamap_item *item, uint64_t start,
				   uint64_t end, enum gpamap_list list,
				   const uint64_t *entry, size_t vnode)
{
	item->start = start;
	item->end = end;
	item->list = list;
	item->entry = entry;
	item->vnode = vnode;
}

/* Fill in the item, which is no part of the sweep. */
/*@ requires \valid_read(sweep) && \valid(item) && sweep_sound(sweep);
    requires item_apart(sweep, item);
    assigns *item;
    ensures sweep_sound(sweep) && item_apart(sweep, item);
    ensures unmoved{Pre, Post}(sweep) && lists_same{Pre, Post}(sweep);
    ensures item->start == start && item->end == end && item->list == list &&
      item->entry == entry && item->vnode == vnode;
 */
static inline void gpamap_sweep_tell(const struct gpamap_sweep *sweep,
				     uint64_t start, uint64_t end,
				     enum gpamap_list list,
				     const uint64_t *entry, size_t vnode,
				     struct gpamap_item *item)
{
	(void)sweep; /* stands in the contract alone */
	gpamap_item_set(item, start, end, list, entry, vnode);
	//@ assert only: only_item{Pre, Here}(item);
	//@ assert kept: each_kept_by{Pre, Here}(sweep, item);
	//@ assert run: run_same{Pre, Here}(sweep);
	/*@ assert froms: \forall integer l; 0 <= l < 6 ==>
	      sweep->merge.next[l] == \at(sweep->merge.next[l], Pre) &&
	      sweep->merge.end[l] == \at(sweep->merge.end[l], Pre); */
	/*@ assert turns: \forall integer i; 0 <= i < 6 ==>
	      sweep->merge.turn[i] == \at(sweep->merge.turn[i], Pre); */
	//@ assert heads: heads_same{Pre, Here}(sweep);
	//@ assert lists: lists_same{Pre, Here}(sweep);
	//@ assert come: lists_come(sweep);
	//@ assert nodes: nodes_same{Pre, Here}(sweep);
	//@ assert ram: ram_comes(sweep);
	//@ assert unmoved: unmoved{Pre, Here}(sweep);
}

/* Let no RAM be placed below an address. */
/*@ requires \valid(sweep) && sweep_sound(sweep) && paged(free);
    assigns sweep->placing.free;
    ensures sweep_sound(sweep) && sweep->placing.free == free;
    ensures lists_same{Pre, Post}(sweep) && nodes_same{Pre, Post}(sweep);
 */
static inline void gpamap_sweep_skip(struct gpamap_sweep *sweep, uint64_t free)
{
	sweep->placing.free = free;
	//@ assert only: only_sweep{Pre, Here}(sweep);
	//@ assert kept: each_kept{Pre, Here}(sweep);
	//@ assert heads: heads_same{Pre, Here}(sweep);
	//@ assert lists: lists_same{Pre, Here}(sweep);
	//@ assert come: lists_come(sweep);
	//@ assert nodes: nodes_same{Pre, Here}(sweep);
	//@ assert ram: ram_comes(sweep);
}

/* Place RAM up to @limit, or until the node has all. */
/*@ requires \valid(sweep) && sweep_sound(sweep) && paged(limit);
    requires sweep->placing.left > 0 && sweep->placing.free < limit;
    assigns sweep->placing.free, sweep->placing.left, sweep->placing.vnode;
    ensures sweep_sound(sweep) && \result == sweep->placing.free;
    ensures \old(sweep->placing.free) < \result <= limit;
    ensures \result == limit ||
      sweep->placing.vnode == \old(sweep->placing.vnode) + 1;
    ensures \old(sweep->placing.vnode) <= sweep->placing.vnode;
    ensures lists_same{Pre, Post}(sweep) && nodes_same{Pre, Post}(sweep);
    ensures \forall integer k; 0 <= k < sweep->placing.nodes.count ==>
      sweep_placed(sweep, k) == \old(sweep_placed(sweep, k)) +
        (k == \old(sweep->placing.vnode)
           ? \result - \old(sweep->placing.free) : 0);
 */
static inline uint64_t gpamap_sweep_fit(struct gpamap_sweep *sweep,
					uint64_t limit)
{
	//@ ghost size_t g_vnode = sweep->placing.vnode;
	uint64_t end = gpamap_placing_take(&sweep->placing, limit);

	//@ assert some: sweep_placed(sweep, g_vnode) > 0;
	//@ assert only: only_sweep{Pre, Here}(sweep);
	//@ assert kept: each_kept{Pre, Here}(sweep);
	//@ assert heads: heads_same{Pre, Here}(sweep);
	//@ assert lists: lists_same{Pre, Here}(sweep);
	//@ assert come: lists_come(sweep);
	//@ assert nodes: nodes_same{Pre, Here}(sweep);
	//@ assert ram: ram_comes(sweep);
	return end;
}

/* Pass the next listed entry. */
/*@ requires \valid(sweep) && sweep_sound(sweep) && has_run(sweep);
    assigns sweep->run.next;
    ensures sweep_sound(sweep) && nodes_same{Pre, Post}(sweep);
    ensures others_same{Pre, Post}(sweep, sweep->run.list);
    ensures entry_came{Pre, Post}(sweep, \old(sweep->run.next),
                                  sweep->run.list);
 */
static inline void gpamap_sweep_pass(struct gpamap_sweep *sweep)
{
	struct gpamap_run *run = &sweep->run;

	//@ ghost const uint64_t *g_next = run->next;
	//@ ghost const uint64_t *g_end = sweep->merge.end[run->list];
	//@ ghost run_goes_on(&sweep->merge, run, g_end);
	//@ assert each: each_comes(sweep);
	//@ assert own: list_comes(sweep, run->list);
	/*@ ghost run_passes(g_next, g_next + run->stride, run->end,
	                     sweep->merge.next[run->list], g_end, run->stride,
	                     sweep->merge.turn[0], run->list); */
	run->next += run->stride;
	//@ assert heads: merge_heads_same{Pre, Here}(&sweep->merge);
	/*@ assert rests: \forall integer l; 0 <= l < 6 &&
	      head_sound{Pre}(&sweep->merge, l) ==> rest_same{Pre, Here}(
	        \at(sweep->merge.next[l], Pre), \at(sweep->merge.end[l], Pre),
	        stride(l)); */
	//@ assert merge: merge_same{Pre, Here}(&sweep->merge);
	//@ assert kept: heads_kept{Pre, Here}(&sweep->merge);
	//@ assert sound: merge_sound(&sweep->merge);
	/*@ assert run: has_run(sweep) ==>
	      run_sound(&sweep->merge, run, sweep->merge.end[run->list]); */
	/*@ assert others: \forall integer l; 0 <= l < 6 && l != run->list ==>
	      same_left{Pre, Here}(sweep, l); */
	//@ assert fewer: others_same{Pre, Here}(sweep, run->list);
	/*@ assert rest: sweep_apart(sweep, sweep_from(sweep, run->list),
	                             sweep_left(sweep, run->list)); */
	/*@ assert kept_apart: \forall integer l; 0 <= l < 6 && l != run->list &&
	      list_comes{Pre}(sweep, l) ==>
	        sweep_apart(sweep, sweep_from(sweep, l), sweep_left(sweep, l));
	 */
	//@ assert each_apart: each_apart(sweep);
	//@ assert come: lists_come(sweep);
	//@ assert nodes: nodes_same{Pre, Here}(sweep);
	//@ assert ram: ram_comes(sweep);
	//@ assert later: g_next[0] <= sweep_limit(sweep);
	/*@ assert passed: all_empty(g_end,
	      run->stride - sweep_left{Pre}(sweep, run->list),
	      -sweep_left(sweep, run->list), run->stride); */
	//@ assert limit: g_next[0] == sweep_limit{Pre}(sweep);
	//@ assert came: entry_came{Pre, Here}(sweep, g_next, run->list);
}

/* Tell the next listed entry. */
/*@ requires \valid(sweep) && \valid(item) && sweep_sound(sweep);
    requires item_apart(sweep, item) && has_run(sweep);
    requires sweep->placing.left == 0 ||
      sweep->placing.free >= sweep_limit(sweep);
    assigns *item, sweep->placing.free, sweep->run.next;
    ensures sweep_sound(sweep) && item_apart(sweep, item);
    ensures item->entry != \null && listed_came{Pre, Post}(sweep, item);
    ensures less_left{Pre, Post}(sweep) && item_stands(sweep, item);
    ensures sweep_work(sweep) < \old(sweep_work(sweep));
 */
static inline void gpamap_sweep_list(struct gpamap_sweep *sweep,
				     struct gpamap_item *item)
{
	const struct gpamap_run *run = &sweep->run;
	enum gpamap_list list = run->list;
	uint64_t end = run->next[1];

	//@ ghost const uint64_t *g_entry = run->next;
	/*@ ghost
	  run_goes_on(&sweep->merge, run, sweep->merge.end[run->list]); */
	//@ assert each: each_comes(sweep);
	/*@ assert stands: stands_before(sweep->merge.end[run->list], run->next,
	                                 stride(run->list)); */
	gpamap_sweep_tell(sweep, run->next[0], end, list, run->next, 0, item);
	//@ ghost Told: ;
	/*@ assert words: item->start == g_entry[0] && item->end == g_entry[1]; */
	/* RAM goes below VTL2 or is refused; it never goes around. */
	if (list != GPAMAP_LIST_VTL2)
		gpamap_sweep_skip(sweep, end);
	//@ ghost Skipped: ;
	//@ assert lefts: lefts_same{Pre, Here}(sweep);
	//@ assert limit: sweep_limit(sweep) == sweep_limit{Pre}(sweep);
	//@ assert run: sweep->run == \at(sweep->run, Pre);
	/*@ assert item: item->start == g_entry[0] && item->end == g_entry[1] &&
	      item->list == list && item->entry == g_entry; */
	gpamap_sweep_pass(sweep);
	//@ assert joined: joined{Pre, Skipped, Here}(sweep);
	//@ assert step: entry_came{Skipped, Here}(sweep, g_entry, list);
	//@ assert came: entry_came{Pre, Here}(sweep, g_entry, list);
	/*@ assert told: item->start == g_entry[0] && item->end == g_entry[1] &&
	      item->list == list && item->entry == g_entry; */
	//@ assert listed: listed_came{Pre, Here}(sweep, item);
	//@ assert others: others_same{Pre, Here}(sweep, list);
	//@ assert now: each_comes(sweep);
	/*@ assert shorter: \forall integer l; 0 <= l < 6 ==>
	      sweep_left(sweep, l) <= sweep_left{Pre}(sweep, l) &&
	      sweep->merge.end[l] == \at(sweep->merge.end[l], Pre); */
	//@ assert apart: apart_kept{Pre, Here}(sweep, item);
	//@ assert nodes: nodes_same{Pre, Here}(sweep);
}

/* Place RAM up to @limit or until the node has all, and tell where. */
/*@ requires \valid(sweep) && \valid(item) && sweep_sound(sweep);
    requires item_apart(sweep, item) && limit == sweep_limit(sweep);
    requires sweep->placing.left > 0 && sweep->placing.free < limit;
    requires paged(limit);
    assigns *item, sweep->placing.free, sweep->placing.left,
      sweep->placing.vnode;
    ensures sweep_sound(sweep) && item_apart(sweep, item);
    ensures item->entry == \null && ram_came{Pre, Post}(sweep, item);
    ensures lefts_same{Pre, Post}(sweep);
    ensures sweep_work(sweep) < \old(sweep_work(sweep));
 */
static inline void gpamap_sweep_place(struct gpamap_sweep *sweep,
				      uint64_t limit, struct gpamap_item *item)
{
	uint64_t start = sweep->placing.free;
	size_t vnode = sweep->placing.vnode;
	uint64_t end = gpamap_sweep_fit(sweep, limit);

	//@ ghost Fitted: ;
	//@ assert lefts: lefts_same{Pre, Here}(sweep);
	//@ assert limit: sweep_limit(sweep) == sweep_limit{Pre}(sweep);
	//@ assert apart: item_apart(sweep, item);
	gpamap_sweep_tell(sweep, start, end, GPAMAP_LIST_RAM, NULL, vnode,
			  item);
	//@ assert same: lefts_same{Pre, Here}(sweep);
	/*@ assert bytes: \forall integer k; 0 <= k < sweep->placing.nodes.count
	      ==> sweep_placed(sweep, k) == sweep_placed{Fitted}(sweep, k); */
	/*@ assert stay: \forall integer l; 0 <= l < 6 ==>
	      same_left{Pre, Here}(sweep, l); */
	//@ assert came: ram_came{Pre, Here}(sweep, item);
}

/* Give the next entry, or false at the end; placing.left tells then whether
 * all RAM is placed. */
/*@ requires \valid(sweep) && \valid(item) && sweep_sound(sweep);
    requires item_apart(sweep, item);
    assigns *item, sweep->run, sweep->merge.next[0 .. 5],
      sweep->merge.turn[0 .. 5], sweep->placing.free, sweep->placing.left,
      sweep->placing.vnode;
    ensures sweep_sound(sweep) && item_apart(sweep, item);
    ensures \result && item->entry != \null ==>
      listed_came{Pre, Post}(sweep, item);
    ensures \result && item->entry != \null ==>
      \old(sweep->placing.left) == 0 ||
      \old(sweep->placing.free) >= \old(sweep_limit(sweep));
    ensures \result && item->entry == \null ==>
      ram_came{Pre, Post}(sweep, item) && item->end <= GPAMAP_ADDRESS_END;
    ensures !\result ==> all_came(sweep) && same_placed{Pre, Post}(sweep);
    ensures less_left{Pre, Post}(sweep);
    ensures \result && item->entry != \null ==> item_stands(sweep, item);
    ensures \result ==> sweep_work(sweep) < \old(sweep_work(sweep));
 */
static inline bool gpamap_sweep_next(struct gpamap_sweep *sweep,
				     struct gpamap_item *item)
{
	struct gpamap_placing *placing = &sweep->placing;
	bool listed = gpamap_sweep_seek(sweep);
	uint64_t limit = listed ? sweep->run.next[0] : GPAMAP_ADDRESS_END;

	//@ ghost Sought: ;
	//@ assert apart: item_apart(sweep, item);
	//@ assert limit: limit == sweep_limit(sweep);
	/*@ ghost if (listed)
	      run_goes_on(&sweep->merge, &sweep->run,
	                  sweep->merge.end[sweep->run.list]); */
	if (placing->left != 0 && placing->free < limit) {
		gpamap_sweep_place(sweep, limit, item);
		//@ assert joined: joined{Pre, Sought, Here}(sweep);
		//@ assert ram: ram_came{Pre, Here}(sweep, item);
		//@ assert lefts: lefts_same{Pre, Here}(sweep);
		//@ assert still: each_comes(sweep);
		return true;
	}
	if (listed) {
		gpamap_sweep_list(sweep, item);
		//@ assert joined: joined{Pre, Sought, Here}(sweep);
		//@ assert listed: listed_came{Pre, Here}(sweep, item);
		//@ assert less: less_left{Pre, Here}(sweep);
	}
	//@ assert still: !listed ==> each_comes(sweep);
	return listed;
}

#endif /* GPAMAP_CORE_SWEEP_H */
