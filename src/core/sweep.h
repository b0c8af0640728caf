/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SWEEP_H
#define GPAMAP_CORE_SWEEP_H

#include "lists.h"
#include "merge.h"
#include "place.h"

/* Everything that a constructor was given. */
struct gpamap_request {
	struct gpamap_lists lists;
	struct gpamap_nodes nodes; /* count 0: RAM is in the lists */
	const struct gpamap_names *names; /* NULL: none */
};

/*
 * All entries of a map in address order: those of the lists, and between them
 * the RAM that finds room there. Each list is sound in itself; where two of
 * them overlap, so do the entries.
 */
struct gpamap_sweep {
	struct gpamap_merge merge;
	struct gpamap_run run; /* the entries that come next */
	struct gpamap_placing placing;
};

struct gpamap_item {
	uint64_t start;
	uint64_t end;
	enum gpamap_list list;
	const uint64_t *entry; /* NULL: RAM that is placed, on @vnode */
	size_t vnode;
};

/*@ predicate has_run{L}(struct gpamap_sweep *s) = s->run.next != s->run.end;

    // What is still to come of a list, and how many words that is.
    logic uint64_t *sweep_from{L}(struct gpamap_sweep *s, integer list) =
      s->run.next != s->run.end && s->run.list == list ? s->run.next
                                                : s->merge.next[list];
    logic integer sweep_left{L}(struct gpamap_sweep *s, integer list) =
      s->merge.end[list] - sweep_from(s, list);

    // Where the next listed entry begins; the end of the space where all have
    // come.
    logic integer sweep_limit{L}(struct gpamap_sweep *s) =
      s->run.next != s->run.end
        ? s->run.next[0] : s->merge.turn[0] - s->merge.turn[0] % 4096;

    // What is still to come of a list is not there.
    predicate rest_apart{L}(struct gpamap_sweep *s, integer list,
                            struct gpamap_item *item) =
      \separated(item, sweep_from(s, list) + (0 .. sweep_left(s, list) - 1));
    predicate item_apart{L}(struct gpamap_sweep *s, struct gpamap_item *item) =
      \separated(item, s) &&
      \separated(item, s->placing.nodes.sizes +
                         (0 .. s->placing.nodes.count - 1)) &&
      \forall integer list; 0 <= list < 6 ==> rest_apart(s, list, item);

    predicate sweep_apart{L}(struct gpamap_sweep *s, uint64_t *words,
                             integer n) =
      \separated(s, words + (0 .. n - 1));
    predicate lists_come{L}(struct gpamap_sweep *s) =
      merge_sound(&s->merge) &&
      (has_run(s) ==>
        run_sound(&s->merge, &s->run, s->merge.end[s->run.list])) &&
      \forall integer list; 0 <= list < 6 ==>
        sweep_apart(s, sweep_from(s, list), sweep_left(s, list));
    predicate ram_comes{L}(struct gpamap_sweep *s) =
      placing_nodes(&s->placing) && placing_turn(&s->placing) &&
      \separated(s, s->placing.nodes.sizes +
                      (0 .. s->placing.nodes.count - 1));
    predicate sweep_sound{L}(struct gpamap_sweep *s) =
      lists_come(s) && ram_comes(s);

    // Bytes of RAM that a node has.
    logic integer sweep_placed{L}(struct gpamap_sweep *s, integer k) =
      placed(&s->placing, k);

    // Words and nodes that are still to come, and a piece up to the limit.
    logic integer sweep_work{L}(struct gpamap_sweep *s) =
      sweep_left(s, 0) + sweep_left(s, 1) + sweep_left(s, 2) +
      sweep_left(s, 3) + sweep_left(s, 4) + sweep_left(s, 5) +
      (s->placing.nodes.count - s->placing.vnode) +
      (s->placing.left != 0 && s->placing.free < sweep_limit(s) ? 1 : 0);

    predicate same_left{A, B}(struct gpamap_sweep *s, integer list) =
      sweep_from{A}(s, list) == sweep_from{B}(s, list);
    predicate same_placed{A, B}(struct gpamap_sweep *s) =
      \at(s->placing.vnode, A) == \at(s->placing.vnode, B) &&
      \at(s->placing.left, A) == \at(s->placing.left, B);

    // The entry that the limit told of has come, and with it the placeholders
    // behind it; no RAM finds room below it.
    predicate entry_came{A, B}(struct gpamap_sweep *s, uint64_t *entry,
                               integer list) =
      0 <= list < 6 && entry == sweep_from{A}(s, list) &&
      range_good(\at(entry[0], B), \at(entry[1], B)) &&
      \at(entry[0], B) < \at(entry[1], B) &&
      \at(entry[0], B) == sweep_limit{A}(s) <= sweep_limit{B}(s) &&
      0 <= sweep_left{B}(s, list) <= sweep_left{A}(s, list) - stride(list) &&
      all_empty{B}(\at(s->merge.end[list], B),
                   stride(list) - sweep_left{A}(s, list),
                   -sweep_left{B}(s, list), stride(list)) &&
      \forall integer l; 0 <= l < 6 && l != list ==> same_left{A, B}(s, l);
    predicate listed_came{A, B}(struct gpamap_sweep *s,
                                struct gpamap_item *item) =
      entry_came{A, B}(s, \at(item->entry, B), \at(item->list, B)) &&
      \at(item->start, B) == \at(item->entry[0], B) &&
      \at(item->end, B) == \at(item->entry[1], B) &&
      same_placed{A, B}(s) &&
      \at(s->placing.free, B) ==
        (\at(item->list, B) == GPAMAP_LIST_VTL2 ? \at(s->placing.free, A)
                                                : \at(item->end, B));

    // A piece of RAM for the node whose turn it was, from the lowest address
    // that was free, up to what is listed next or until the node has all.
    predicate ram_came{A, B}(struct gpamap_sweep *s, struct gpamap_item *item) =
      \at(item->list, B) == GPAMAP_LIST_RAM &&
      \at(item->vnode, B) == \at(s->placing.vnode, A) <
        \at(s->placing.nodes.count, A) &&
      \at(item->start, B) == \at(s->placing.free, A) < \at(item->end, B) &&
      \at(item->end, B) == \at(s->placing.free, B) <= sweep_limit{A}(s) &&
      paged(\at(item->start, B)) && paged(\at(item->end, B)) &&
      sweep_limit{A}(s) == sweep_limit{B}(s) &&
      (\forall integer l; 0 <= l < 6 ==> same_left{A, B}(s, l)) &&
      (\forall integer k; 0 <= k < \at(s->placing.nodes.count, A) ==>
        sweep_placed{B}(s, k) == sweep_placed{A}(s, k) +
          (k == \at(item->vnode, B)
             ? \at(item->end, B) - \at(item->start, B) : 0));

    // Nothing is left of the lists; RAM is placed to the byte (R1), or there
    // is no room for it.
    predicate all_came{L}(struct gpamap_sweep *s) =
      (\forall integer list; 0 <= list < 6 ==> sweep_left(s, list) == 0) &&
      (s->placing.left == 0 ==>
        \forall integer k; 0 <= k < s->placing.nodes.count ==>
          sweep_placed(s, k) == s->placing.nodes.sizes[k]) &&
      (s->placing.left == 0 || s->placing.free >= GPAMAP_ADDRESS_END);

    // All of a request is still to come, but for placeholders.
    predicate request_apart{L}(struct gpamap_sweep *s,
                               struct gpamap_request *r) =
      \separated(s, r) &&
      \separated(s, r->nodes.sizes + (0 .. r->nodes.count - 1)) &&
      \forall integer list; 0 <= list < 6 ==>
        sweep_apart(s, r->lists.words[list],
                    words_of(list, r->lists.count[list]));
 */

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
      /@ requires \base_addr(p) == \base_addr(end);
         assigns \nothing;
         ensures p[0] == end[p - end] && p[1] == end[p - end + 1];
       @/
      static void same_words(const uint64_t *p, const uint64_t *end)
      {
      }

      /@ requires \valid_read(s) && lists_come(s);
         assigns \nothing;
         ensures \forall integer l; 0 <= l < 6 ==>
           sweep_from(s, l) ==
             s->merge.end[l] + (sweep_from(s, l) - s->merge.end[l]) &&
           \base_addr(s->merge.next[l]) == \base_addr(s->merge.end[l]) &&
           0 <= s->merge.end[l] - s->merge.next[l] <= sweep_left(s, l);
       @/
      static void sweep_places(const struct gpamap_sweep *s)
      {
        /@ assert each: \forall integer l; 0 <= l < 6 ==>
             head_sound(&s->merge, l); @/
        /@ assert bases: \forall integer l; 0 <= l < 6 &&
             head_sound(&s->merge, l) ==>
             \base_addr(s->merge.next[l]) == \base_addr(s->merge.end[l]) &&
             0 <= s->merge.end[l] - s->merge.next[l]; @/
        /@ assert nexts: \forall integer l; 0 <= l < 6 &&
             head_sound(&s->merge, l) ==>
             s->merge.next[l] == s->merge.end[l] +
               (s->merge.next[l] - s->merge.end[l]); @/
        /@ assert run: has_run(s) ==>
             s->run.next == s->merge.end[s->run.list] +
               (s->run.next - s->merge.end[s->run.list]) &&
             s->run.next - s->merge.end[s->run.list] <=
               s->merge.next[s->run.list] - s->merge.end[s->run.list]; @/
        /@ assert cases: \forall integer l; 0 <= l < 6 ==>
             (has_run(s) && l == s->run.list &&
              sweep_from(s, l) == s->run.next) ||
             sweep_from(s, l) == s->merge.next[l]; @/
        /@ assert places: \forall integer l; 0 <= l < 6 &&
             head_sound(&s->merge, l) ==>
             sweep_from(s, l) ==
               s->merge.end[l] + (sweep_from(s, l) - s->merge.end[l]); @/
        /@ assert later: \forall integer l; 0 <= l < 6 &&
             head_sound(&s->merge, l) ==>
             0 <= s->merge.end[l] - s->merge.next[l] <= sweep_left(s, l); @/
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
    ensures sweep_limit(sweep) == \old(sweep_limit(sweep));
    ensures \forall integer list; 0 <= list < 6 ==>
      sweep_from(sweep, list) == \old(sweep_from(sweep, list));
    ensures !\result ==> sweep_limit(sweep) == GPAMAP_ADDRESS_END &&
      \forall integer list; 0 <= list < 6 ==> sweep_left(sweep, list) == 0;
    ensures \forall integer k; 0 <= k < sweep->placing.nodes.count ==>
      sweep_placed(sweep, k) == \old(sweep_placed(sweep, k));
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
	return listed;
}

/* Find the next listed entry; false where all have come. */
/*@ requires \valid(sweep) && sweep_sound(sweep);
    assigns sweep->run, sweep->merge.next[0 .. 5], sweep->merge.turn[0 .. 5];
    ensures sweep_sound(sweep) && (\result <==> has_run(sweep));
    ensures sweep_limit(sweep) == \old(sweep_limit(sweep));
    ensures \forall integer list; 0 <= list < 6 ==>
      sweep_from(sweep, list) == \old(sweep_from(sweep, list));
    ensures !\result ==> sweep_limit(sweep) == GPAMAP_ADDRESS_END &&
      \forall integer list; 0 <= list < 6 ==> sweep_left(sweep, list) == 0;
    ensures \forall integer k; 0 <= k < sweep->placing.nodes.count ==>
      sweep_placed(sweep, k) == \old(sweep_placed(sweep, k));
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
    ensures sweep_sound(sweep);
    ensures item->start == start && item->end == end && item->list == list &&
      item->entry == entry && item->vnode == vnode;
    ensures sweep->placing == \old(sweep->placing);
    ensures \forall integer l; 0 <= l < 6 ==>
      sweep_left(sweep, l) == \old(sweep_left(sweep, l));
    ensures has_run(sweep) ==>
      sweep->run.next[0] == \old(sweep->run.next[0]) &&
      sweep->run.next[1] == \old(sweep->run.next[1]);
    ensures sweep_limit(sweep) == \old(sweep_limit(sweep));
    ensures \forall integer l; 0 <= l < 6 ==>
      same_left{Pre, Post}(sweep, l);
    ensures \forall integer k; 0 <= k < sweep->placing.nodes.count ==>
      sweep_placed(sweep, k) == \old(sweep_placed(sweep, k));
 */
static inline void gpamap_sweep_tell(const struct gpamap_sweep *sweep,
				     uint64_t start, uint64_t end,
				     enum gpamap_list list,
				     const uint64_t *entry, size_t vnode,
				     struct gpamap_item *item)
{
	(void)sweep; /* stands in the contract alone */
	//@ ghost sweep_places(sweep);
	//@ ghost const uint64_t *g_next = sweep->run.next;
	//@ ghost const uint64_t *g_cut = sweep->run.end;
	//@ ghost size_t g_list = g_next != g_cut ? sweep->run.list : 0;
	//@ ghost size_t g_stride = g_next != g_cut ? sweep->run.stride : 0;
	//@ ghost const uint64_t *g_end = sweep->merge.end[g_list];
	//@ ghost const uint64_t *g_rest = sweep->merge.next[g_list];
	//@ ghost uint64_t g_bound = sweep->merge.turn[0];
	gpamap_item_set(item, start, end, list, entry, vnode);
	/*@ assert sizes: \forall integer i; 0 <= i < sweep->placing.nodes.count
	      ==> sweep->placing.nodes.sizes[i] ==
	        \at(sweep->placing.nodes.sizes[i], Pre); */
	//@ assert placing: sweep->placing == \at(sweep->placing, Pre);
	//@ assert ram: ram_comes(sweep);
	/*@ assert froms: \forall integer l; 0 <= l < 6 ==>
	      sweep->merge.next[l] == \at(sweep->merge.next[l], Pre) &&
	      sweep->merge.end[l] == \at(sweep->merge.end[l], Pre); */
	/*@ assert turns: \forall integer i; 0 <= i < 6 ==>
	      sweep->merge.turn[i] == \at(sweep->merge.turn[i], Pre); */
	//@ assert runs: sweep->run == \at(sweep->run, Pre);
	/*@ assert lefts: \forall integer l; 0 <= l < 6 ==>
	      sweep_from(sweep, l) == sweep_from{Pre}(sweep, l) &&
	      sweep_left(sweep, l) == sweep_left{Pre}(sweep, l); */
	/*@ assert same: \forall integer l; 0 <= l < 6 ==>
	      same_left{Pre, Here}(sweep, l); */
	/*@ assert words: \forall integer l; 0 <= l < 6 && rest_apart{Pre}(sweep, l, item) ==>
	      words_stay{Pre, Here}(sweep->merge.end[l],
	                            -sweep_left(sweep, l)); */
	/*@ assert narrow: \forall integer l; 0 <= l < 6 &&
	      head_sound{Pre}(&sweep->merge, l) ==>
	        words_stay{Pre, Here}(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l]); */
	/*@ assert some: \forall integer l; 0 <= l < 6 &&
	      head_sound{Pre}(&sweep->merge, l) &&
	      sweep->merge.next[l] != sweep->merge.end[l] ==>
	        sweep->merge.next[l] - sweep->merge.end[l] <= -2; */
	/*@ assert ends: \forall integer l; 0 <= l < 6 &&
	      sweep->merge.next[l] != sweep->merge.end[l] ==>
	      \let k = sweep->merge.next[l] - sweep->merge.end[l];
	      sweep->merge.end[l][k] == \at(sweep->merge.end[l][k], Pre) &&
	      sweep->merge.end[l][k + 1] ==
	        \at(sweep->merge.end[l][k + 1], Pre); */
	/*@ assert firsts: \forall integer l; 0 <= l < 6 &&
	      sweep->merge.next[l] != sweep->merge.end[l] ==>
	      sweep->merge.next[l][0] == \at(sweep->merge.next[l][0], Pre) &&
	      sweep->merge.next[l][1] == \at(sweep->merge.next[l][1], Pre); */
	/*@ assert keys: \forall integer l; 0 <= l < 6 ==>
	      list_key(&sweep->merge, l) == list_key{Pre}(&sweep->merge, l); */
	//@ ghost entries_are_below();
	/*@ assert was: \forall integer l; 0 <= l < 6 &&
	      head_sound{Pre}(&sweep->merge, l) ==>
	        rest_ordered{Pre}(\at(sweep->merge.end[l], Pre),
	          \at(sweep->merge.next[l], Pre) -
	            \at(sweep->merge.end[l], Pre), stride(l)); */
	/*@ assert were: \forall integer l; 0 <= l < 6 &&
	      sweep->merge.end[l] == \at(sweep->merge.end[l], Pre) &&
	      sweep->merge.next[l] == \at(sweep->merge.next[l], Pre) &&
	      rest_ordered{Pre}(\at(sweep->merge.end[l], Pre),
	          \at(sweep->merge.next[l], Pre) -
	            \at(sweep->merge.end[l], Pre), stride(l)) ==>
	        rest_ordered{Pre}(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l], stride(l)); */
	/*@ assert ordered: \forall integer l; 0 <= l < 6 &&
	      rest_ordered{Pre}(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l], stride(l)) &&
	      words_stay{Pre, Here}(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l]) ==>
	        rest_ordered(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l], stride(l)); */
	/*@ assert heads: \forall integer l; 0 <= l < 6 &&
	      head_sound{Pre}(&sweep->merge, l) ==>
	        head_sound(&sweep->merge, l); */
	/*@ assert good: \forall integer l; 0 <= l < 6 &&
	      head_good{Pre}(&sweep->merge, l) ==>
	        head_good(&sweep->merge, l); */
	/*@ assert ascended: turns_ascend{Pre}(&sweep->merge.turn[0], 0); */
	/*@ assert ascend: turns_ascend(&sweep->merge.turn[0], 0); */
	/*@ assert whose: turns_sound{Pre}(&sweep->merge, 0) ==>
	      \forall integer i; 0 <= i < 6 ==>
	        0 <= sweep->merge.turn[i] % 4096 < 6 &&
	        sweep->merge.turn[i] ==
	          list_key(&sweep->merge, sweep->merge.turn[i] % 4096); */
	/*@ assert have: \forall integer l; 0 <= l < 6 ==>
	      has_turn(&sweep->merge.turn[0], 0, list_key(&sweep->merge, l));
	 */
	//@ assert settled: turns_sound(&sweep->merge, 0);
	//@ assert merge: merge_sound(&sweep->merge);
	//@ assert entries: g_next != g_cut ==> words_stay{Pre, Here}(g_end, g_next - g_end);
	/*@ assert run_was: g_next != g_cut ==>
	      run_holds{Pre}(g_next, g_cut, g_rest, g_end, g_stride, g_bound - g_list); */
	/*@ assert run_ordered: g_next != g_cut ==>
	      rest_ordered{Pre}(g_end, g_next - g_end, g_stride); */
	/*@ assert run_order: g_next != g_cut ==>
	      rest_ordered(g_end, g_next - g_end, g_stride); */
	/*@ assert run_full: g_next != g_cut ==>
	      none_empty(g_end, g_next - g_end, g_cut - g_end, g_stride); */
	/*@ assert run_emptied: g_next != g_cut ==> g_next - g_end <= g_cut - g_end &&
	      all_empty{Pre}(g_end, g_cut - g_end, g_rest - g_end, g_stride) &&
	      g_rest - g_end <= 0; */
	/*@ assert run_empty: g_next != g_cut ==>
	      all_empty(g_end, g_cut - g_end, g_rest - g_end, g_stride); */
	/*@ assert run_below: g_next != g_cut ==>
	      all_below(g_end, g_next - g_end, g_cut - g_end, g_stride, g_bound - g_list); */
	/*@ assert run_holds: g_next != g_cut ==>
	      run_holds(g_next, g_cut, g_rest, g_end, g_stride,
	                g_bound - g_list); */
	/*@ assert run_same: g_next != g_cut ==> sweep->run.next == g_next &&
	      sweep->run.end == g_cut && sweep->merge.next[g_list] == g_rest &&
	      sweep->merge.end[g_list] == g_end && sweep->merge.turn[0] == g_bound &&
	      sweep->run.list == g_list && sweep->run.stride == g_stride; */
	/*@ assert run_held: g_next != g_cut ==>
	      run_holds(sweep->run.next, sweep->run.end,
	        sweep->merge.next[sweep->run.list], g_end, sweep->run.stride,
	        sweep->merge.turn[0] - sweep->run.list); */
	/*@ ghost if (g_next != g_cut)
	      run_is_sound(&sweep->merge, &sweep->run, g_end); */
	/*@ assert run: has_run(sweep) ==> run_sound(&sweep->merge, &sweep->run,
	      sweep->merge.end[sweep->run.list]); */
	/*@ assert first: has_run(sweep) ==>
	      sweep->run.next[0] == \at(sweep->run.next[0], Pre) &&
	      sweep->run.next[1] == \at(sweep->run.next[1], Pre); */
	/*@ assert rests: \forall integer l; 0 <= l < 6 ==>
	      sweep_apart(sweep, sweep_from(sweep, l), sweep_left(sweep, l));
	 */
	//@ assert come: lists_come(sweep);
}

/*@ requires \valid(placing);
    assigns placing->free;
    ensures placing->free == free;
 */
static inline void gpamap_placing_skip(struct gpamap_placing *placing,
				       uint64_t free)
{
	placing->free = free;
}

/* Let no RAM be placed below an address. */
/*@ requires \valid(sweep) && sweep_sound(sweep) && paged(free);
    assigns sweep->placing.free;
    ensures sweep_sound(sweep) && sweep->placing.free == free;
    ensures has_run(sweep) ==>
      sweep->run.next[0] == \old(sweep->run.next[0]) &&
      sweep->run.next[1] == \old(sweep->run.next[1]);
    ensures sweep_limit(sweep) == \old(sweep_limit(sweep));
    ensures \forall integer l; 0 <= l < 6 ==>
      same_left{Pre, Post}(sweep, l);
    ensures \forall integer k; 0 <= k < sweep->placing.nodes.count ==>
      sweep_placed(sweep, k) == \old(sweep_placed(sweep, k));
 */
static inline void gpamap_sweep_skip(struct gpamap_sweep *sweep, uint64_t free)
{
	//@ ghost sweep_places(sweep);
	//@ ghost const uint64_t *g_next = sweep->run.next;
	//@ ghost const uint64_t *g_cut = sweep->run.end;
	//@ ghost size_t g_list = g_next != g_cut ? sweep->run.list : 0;
	//@ ghost size_t g_stride = g_next != g_cut ? sweep->run.stride : 0;
	//@ ghost const uint64_t *g_end = sweep->merge.end[g_list];
	//@ ghost const uint64_t *g_rest = sweep->merge.next[g_list];
	//@ ghost uint64_t g_bound = sweep->merge.turn[0];
	gpamap_placing_skip(&sweep->placing, free);
	/*@ assert sizes: \forall integer i; 0 <= i < sweep->placing.nodes.count
	      ==> sweep->placing.nodes.sizes[i] ==
	        \at(sweep->placing.nodes.sizes[i], Pre); */
	//@ assert ram: ram_comes(sweep);
	/*@ assert froms: \forall integer l; 0 <= l < 6 ==>
	      sweep->merge.next[l] == \at(sweep->merge.next[l], Pre) &&
	      sweep->merge.end[l] == \at(sweep->merge.end[l], Pre); */
	/*@ assert turns: \forall integer i; 0 <= i < 6 ==>
	      sweep->merge.turn[i] == \at(sweep->merge.turn[i], Pre); */
	//@ assert runs: sweep->run == \at(sweep->run, Pre);
	/*@ assert lefts: \forall integer l; 0 <= l < 6 ==>
	      sweep_from(sweep, l) == sweep_from{Pre}(sweep, l) &&
	      sweep_left(sweep, l) == sweep_left{Pre}(sweep, l); */
	/*@ assert same: \forall integer l; 0 <= l < 6 ==>
	      same_left{Pre, Here}(sweep, l); */
	/*@ assert words: \forall integer l; 0 <= l < 6 && sweep_apart{Pre}(sweep, sweep_from{Pre}(sweep, l),
	                       sweep_left{Pre}(sweep, l)) ==>
	      words_stay{Pre, Here}(sweep->merge.end[l],
	                            -sweep_left(sweep, l)); */
	/*@ assert narrow: \forall integer l; 0 <= l < 6 &&
	      head_sound{Pre}(&sweep->merge, l) ==>
	        words_stay{Pre, Here}(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l]); */
	/*@ assert some: \forall integer l; 0 <= l < 6 &&
	      head_sound{Pre}(&sweep->merge, l) &&
	      sweep->merge.next[l] != sweep->merge.end[l] ==>
	        sweep->merge.next[l] - sweep->merge.end[l] <= -2; */
	/*@ assert ends: \forall integer l; 0 <= l < 6 &&
	      sweep->merge.next[l] != sweep->merge.end[l] ==>
	      \let k = sweep->merge.next[l] - sweep->merge.end[l];
	      sweep->merge.end[l][k] == \at(sweep->merge.end[l][k], Pre) &&
	      sweep->merge.end[l][k + 1] ==
	        \at(sweep->merge.end[l][k + 1], Pre); */
	/*@ assert firsts: \forall integer l; 0 <= l < 6 &&
	      sweep->merge.next[l] != sweep->merge.end[l] ==>
	      sweep->merge.next[l][0] == \at(sweep->merge.next[l][0], Pre) &&
	      sweep->merge.next[l][1] == \at(sweep->merge.next[l][1], Pre); */
	/*@ assert keys: \forall integer l; 0 <= l < 6 ==>
	      list_key(&sweep->merge, l) == list_key{Pre}(&sweep->merge, l); */
	//@ ghost entries_are_below();
	/*@ assert was: \forall integer l; 0 <= l < 6 &&
	      head_sound{Pre}(&sweep->merge, l) ==>
	        rest_ordered{Pre}(\at(sweep->merge.end[l], Pre),
	          \at(sweep->merge.next[l], Pre) -
	            \at(sweep->merge.end[l], Pre), stride(l)); */
	/*@ assert were: \forall integer l; 0 <= l < 6 &&
	      sweep->merge.end[l] == \at(sweep->merge.end[l], Pre) &&
	      sweep->merge.next[l] == \at(sweep->merge.next[l], Pre) &&
	      rest_ordered{Pre}(\at(sweep->merge.end[l], Pre),
	          \at(sweep->merge.next[l], Pre) -
	            \at(sweep->merge.end[l], Pre), stride(l)) ==>
	        rest_ordered{Pre}(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l], stride(l)); */
	/*@ assert ordered: \forall integer l; 0 <= l < 6 &&
	      rest_ordered{Pre}(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l], stride(l)) &&
	      words_stay{Pre, Here}(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l]) ==>
	        rest_ordered(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l], stride(l)); */
	/*@ assert heads: \forall integer l; 0 <= l < 6 &&
	      head_sound{Pre}(&sweep->merge, l) ==>
	        head_sound(&sweep->merge, l); */
	/*@ assert good: \forall integer l; 0 <= l < 6 &&
	      head_good{Pre}(&sweep->merge, l) ==>
	        head_good(&sweep->merge, l); */
	/*@ assert ascended: turns_ascend{Pre}(&sweep->merge.turn[0], 0); */
	/*@ assert ascend: turns_ascend(&sweep->merge.turn[0], 0); */
	/*@ assert whose: turns_sound{Pre}(&sweep->merge, 0) ==>
	      \forall integer i; 0 <= i < 6 ==>
	        0 <= sweep->merge.turn[i] % 4096 < 6 &&
	        sweep->merge.turn[i] ==
	          list_key(&sweep->merge, sweep->merge.turn[i] % 4096); */
	/*@ assert have: \forall integer l; 0 <= l < 6 ==>
	      has_turn(&sweep->merge.turn[0], 0, list_key(&sweep->merge, l));
	 */
	//@ assert settled: turns_sound(&sweep->merge, 0);
	//@ assert merge: merge_sound(&sweep->merge);
	//@ assert entries: g_next != g_cut ==> words_stay{Pre, Here}(g_end, g_next - g_end);
	/*@ assert run_was: g_next != g_cut ==>
	      run_holds{Pre}(g_next, g_cut, g_rest, g_end, g_stride, g_bound - g_list); */
	/*@ assert run_ordered: g_next != g_cut ==>
	      rest_ordered{Pre}(g_end, g_next - g_end, g_stride); */
	/*@ assert run_order: g_next != g_cut ==>
	      rest_ordered(g_end, g_next - g_end, g_stride); */
	/*@ assert run_full: g_next != g_cut ==>
	      none_empty(g_end, g_next - g_end, g_cut - g_end, g_stride); */
	/*@ assert run_emptied: g_next != g_cut ==> g_next - g_end <= g_cut - g_end &&
	      all_empty{Pre}(g_end, g_cut - g_end, g_rest - g_end, g_stride) &&
	      g_rest - g_end <= 0; */
	/*@ assert run_empty: g_next != g_cut ==>
	      all_empty(g_end, g_cut - g_end, g_rest - g_end, g_stride); */
	/*@ assert run_below: g_next != g_cut ==>
	      all_below(g_end, g_next - g_end, g_cut - g_end, g_stride, g_bound - g_list); */
	/*@ assert run_holds: g_next != g_cut ==>
	      run_holds(g_next, g_cut, g_rest, g_end, g_stride,
	                g_bound - g_list); */
	/*@ assert run_same: g_next != g_cut ==> sweep->run.next == g_next &&
	      sweep->run.end == g_cut && sweep->merge.next[g_list] == g_rest &&
	      sweep->merge.end[g_list] == g_end && sweep->merge.turn[0] == g_bound &&
	      sweep->run.list == g_list && sweep->run.stride == g_stride; */
	/*@ assert run_held: g_next != g_cut ==>
	      run_holds(sweep->run.next, sweep->run.end,
	        sweep->merge.next[sweep->run.list], g_end, sweep->run.stride,
	        sweep->merge.turn[0] - sweep->run.list); */
	/*@ ghost if (g_next != g_cut)
	      run_is_sound(&sweep->merge, &sweep->run, g_end); */
	/*@ assert run: has_run(sweep) ==> run_sound(&sweep->merge, &sweep->run,
	      sweep->merge.end[sweep->run.list]); */
	/*@ assert first: has_run(sweep) ==>
	      sweep->run.next[0] == \at(sweep->run.next[0], Pre) &&
	      sweep->run.next[1] == \at(sweep->run.next[1], Pre); */
	/*@ assert rests: \forall integer l; 0 <= l < 6 ==>
	      sweep_apart(sweep, sweep_from(sweep, l), sweep_left(sweep, l));
	 */
	//@ assert come: lists_come(sweep);
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
    ensures sweep_limit(sweep) == \old(sweep_limit(sweep));
    ensures \forall integer l; 0 <= l < 6 ==>
      same_left{Pre, Post}(sweep, l);
    ensures \forall integer k; 0 <= k < sweep->placing.nodes.count ==>
      sweep_placed(sweep, k) == \old(sweep_placed(sweep, k)) +
        (k == \old(sweep->placing.vnode)
           ? \result - \old(sweep->placing.free) : 0);
 */
static inline uint64_t gpamap_sweep_fit(struct gpamap_sweep *sweep,
					uint64_t limit)
{
	uint64_t end;

	//@ ghost sweep_places(sweep);
	//@ ghost const uint64_t *g_next = sweep->run.next;
	//@ ghost const uint64_t *g_cut = sweep->run.end;
	//@ ghost size_t g_list = g_next != g_cut ? sweep->run.list : 0;
	//@ ghost size_t g_stride = g_next != g_cut ? sweep->run.stride : 0;
	//@ ghost const uint64_t *g_end = sweep->merge.end[g_list];
	//@ ghost const uint64_t *g_rest = sweep->merge.next[g_list];
	//@ ghost uint64_t g_bound = sweep->merge.turn[0];
	end = gpamap_placing_take(&sweep->placing, limit);
	/*@ assert sizes: \forall integer i; 0 <= i < sweep->placing.nodes.count
	      ==> sweep->placing.nodes.sizes[i] ==
	        \at(sweep->placing.nodes.sizes[i], Pre); */
	//@ assert ram: ram_comes(sweep);
	/*@ assert froms: \forall integer l; 0 <= l < 6 ==>
	      sweep->merge.next[l] == \at(sweep->merge.next[l], Pre) &&
	      sweep->merge.end[l] == \at(sweep->merge.end[l], Pre); */
	/*@ assert turns: \forall integer i; 0 <= i < 6 ==>
	      sweep->merge.turn[i] == \at(sweep->merge.turn[i], Pre); */
	//@ assert runs: sweep->run == \at(sweep->run, Pre);
	/*@ assert lefts: \forall integer l; 0 <= l < 6 ==>
	      sweep_from(sweep, l) == sweep_from{Pre}(sweep, l) &&
	      sweep_left(sweep, l) == sweep_left{Pre}(sweep, l); */
	/*@ assert same: \forall integer l; 0 <= l < 6 ==>
	      same_left{Pre, Here}(sweep, l); */
	/*@ assert words: \forall integer l; 0 <= l < 6 && sweep_apart{Pre}(sweep, sweep_from{Pre}(sweep, l),
	                       sweep_left{Pre}(sweep, l)) ==>
	      words_stay{Pre, Here}(sweep->merge.end[l],
	                            -sweep_left(sweep, l)); */
	/*@ assert narrow: \forall integer l; 0 <= l < 6 &&
	      head_sound{Pre}(&sweep->merge, l) ==>
	        words_stay{Pre, Here}(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l]); */
	/*@ assert some: \forall integer l; 0 <= l < 6 &&
	      head_sound{Pre}(&sweep->merge, l) &&
	      sweep->merge.next[l] != sweep->merge.end[l] ==>
	        sweep->merge.next[l] - sweep->merge.end[l] <= -2; */
	/*@ assert ends: \forall integer l; 0 <= l < 6 &&
	      sweep->merge.next[l] != sweep->merge.end[l] ==>
	      \let k = sweep->merge.next[l] - sweep->merge.end[l];
	      sweep->merge.end[l][k] == \at(sweep->merge.end[l][k], Pre) &&
	      sweep->merge.end[l][k + 1] ==
	        \at(sweep->merge.end[l][k + 1], Pre); */
	/*@ assert firsts: \forall integer l; 0 <= l < 6 &&
	      sweep->merge.next[l] != sweep->merge.end[l] ==>
	      sweep->merge.next[l][0] == \at(sweep->merge.next[l][0], Pre) &&
	      sweep->merge.next[l][1] == \at(sweep->merge.next[l][1], Pre); */
	/*@ assert keys: \forall integer l; 0 <= l < 6 ==>
	      list_key(&sweep->merge, l) == list_key{Pre}(&sweep->merge, l); */
	//@ ghost entries_are_below();
	/*@ assert was: \forall integer l; 0 <= l < 6 &&
	      head_sound{Pre}(&sweep->merge, l) ==>
	        rest_ordered{Pre}(\at(sweep->merge.end[l], Pre),
	          \at(sweep->merge.next[l], Pre) -
	            \at(sweep->merge.end[l], Pre), stride(l)); */
	/*@ assert were: \forall integer l; 0 <= l < 6 &&
	      sweep->merge.end[l] == \at(sweep->merge.end[l], Pre) &&
	      sweep->merge.next[l] == \at(sweep->merge.next[l], Pre) &&
	      rest_ordered{Pre}(\at(sweep->merge.end[l], Pre),
	          \at(sweep->merge.next[l], Pre) -
	            \at(sweep->merge.end[l], Pre), stride(l)) ==>
	        rest_ordered{Pre}(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l], stride(l)); */
	/*@ assert ordered: \forall integer l; 0 <= l < 6 &&
	      rest_ordered{Pre}(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l], stride(l)) &&
	      words_stay{Pre, Here}(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l]) ==>
	        rest_ordered(sweep->merge.end[l],
	          sweep->merge.next[l] - sweep->merge.end[l], stride(l)); */
	/*@ assert heads: \forall integer l; 0 <= l < 6 &&
	      head_sound{Pre}(&sweep->merge, l) ==>
	        head_sound(&sweep->merge, l); */
	/*@ assert good: \forall integer l; 0 <= l < 6 &&
	      head_good{Pre}(&sweep->merge, l) ==>
	        head_good(&sweep->merge, l); */
	/*@ assert ascended: turns_ascend{Pre}(&sweep->merge.turn[0], 0); */
	/*@ assert ascend: turns_ascend(&sweep->merge.turn[0], 0); */
	/*@ assert whose: turns_sound{Pre}(&sweep->merge, 0) ==>
	      \forall integer i; 0 <= i < 6 ==>
	        0 <= sweep->merge.turn[i] % 4096 < 6 &&
	        sweep->merge.turn[i] ==
	          list_key(&sweep->merge, sweep->merge.turn[i] % 4096); */
	/*@ assert have: \forall integer l; 0 <= l < 6 ==>
	      has_turn(&sweep->merge.turn[0], 0, list_key(&sweep->merge, l));
	 */
	//@ assert settled: turns_sound(&sweep->merge, 0);
	//@ assert merge: merge_sound(&sweep->merge);
	//@ assert entries: g_next != g_cut ==> words_stay{Pre, Here}(g_end, g_next - g_end);
	/*@ assert run_was: g_next != g_cut ==>
	      run_holds{Pre}(g_next, g_cut, g_rest, g_end, g_stride, g_bound - g_list); */
	/*@ assert run_ordered: g_next != g_cut ==>
	      rest_ordered{Pre}(g_end, g_next - g_end, g_stride); */
	/*@ assert run_order: g_next != g_cut ==>
	      rest_ordered(g_end, g_next - g_end, g_stride); */
	/*@ assert run_full: g_next != g_cut ==>
	      none_empty(g_end, g_next - g_end, g_cut - g_end, g_stride); */
	/*@ assert run_emptied: g_next != g_cut ==> g_next - g_end <= g_cut - g_end &&
	      all_empty{Pre}(g_end, g_cut - g_end, g_rest - g_end, g_stride) &&
	      g_rest - g_end <= 0; */
	/*@ assert run_empty: g_next != g_cut ==>
	      all_empty(g_end, g_cut - g_end, g_rest - g_end, g_stride); */
	/*@ assert run_below: g_next != g_cut ==>
	      all_below(g_end, g_next - g_end, g_cut - g_end, g_stride, g_bound - g_list); */
	/*@ assert run_holds: g_next != g_cut ==>
	      run_holds(g_next, g_cut, g_rest, g_end, g_stride,
	                g_bound - g_list); */
	/*@ assert run_same: g_next != g_cut ==> sweep->run.next == g_next &&
	      sweep->run.end == g_cut && sweep->merge.next[g_list] == g_rest &&
	      sweep->merge.end[g_list] == g_end && sweep->merge.turn[0] == g_bound &&
	      sweep->run.list == g_list && sweep->run.stride == g_stride; */
	/*@ assert run_held: g_next != g_cut ==>
	      run_holds(sweep->run.next, sweep->run.end,
	        sweep->merge.next[sweep->run.list], g_end, sweep->run.stride,
	        sweep->merge.turn[0] - sweep->run.list); */
	/*@ ghost if (g_next != g_cut)
	      run_is_sound(&sweep->merge, &sweep->run, g_end); */
	/*@ assert run: has_run(sweep) ==> run_sound(&sweep->merge, &sweep->run,
	      sweep->merge.end[sweep->run.list]); */
	/*@ assert first: has_run(sweep) ==>
	      sweep->run.next[0] == \at(sweep->run.next[0], Pre) &&
	      sweep->run.next[1] == \at(sweep->run.next[1], Pre); */
	/*@ assert rests: \forall integer l; 0 <= l < 6 ==>
	      sweep_apart(sweep, sweep_from(sweep, l), sweep_left(sweep, l));
	 */
	//@ assert come: lists_come(sweep);
	return end;
}

/* Pass the next listed entry. */
/*@ requires \valid(sweep) && sweep_sound(sweep) && has_run(sweep);
    assigns sweep->run.next;
    ensures sweep_sound(sweep);
    ensures entry_came{Pre, Post}(sweep, \old(sweep->run.next),
                                  sweep->run.list);
    ensures sweep_from(sweep, sweep->run.list) == \old(sweep->run.next) +
      (sweep_from(sweep, sweep->run.list) - \old(sweep->run.next));
    ensures sweep_from(sweep, sweep->run.list) - \old(sweep->run.next) ==
      \old(sweep_left(sweep, sweep->run.list)) -
        sweep_left(sweep, sweep->run.list);
 */
static inline void gpamap_sweep_pass(struct gpamap_sweep *sweep)
{
	struct gpamap_run *run = &sweep->run;

	//@ ghost run_goes_on(&sweep->merge, run, sweep->merge.end[run->list]);
	//@ ghost sweep_places(sweep);
	//@ ghost const uint64_t *g_next = sweep->run.next;
	//@ ghost const uint64_t *g_cut = sweep->run.end;
	//@ ghost size_t g_list = sweep->run.list;
	//@ ghost size_t g_stride = sweep->run.stride;
	//@ ghost const uint64_t *g_end = sweep->merge.end[g_list];
	//@ ghost const uint64_t *g_rest = sweep->merge.next[g_list];
	//@ ghost uint64_t g_bound = sweep->merge.turn[0];
	/*@ assert was: run_holds(g_next, g_cut, g_rest, g_end, g_stride,
	                          g_bound - g_list); */
	/*@ assert fit: g_next - g_end + g_stride <= g_cut - g_end <=
	      g_rest - g_end <= 0; */
	//@ ghost const uint64_t *g_new = g_next + g_stride;
	//@ assert step: g_new - g_end == g_next - g_end + g_stride;
	//@ assert readable: rest_readable(g_new, g_end, g_stride);
	//@ assert base_next: \base_addr(g_next) == \base_addr(g_end);
	//@ assert base_cut: \base_addr(g_cut) == \base_addr(g_end);
	//@ assert base_rest: \base_addr(g_rest) == \base_addr(g_end);
	//@ assert place_new: g_new == g_end + (g_new - g_end);
	//@ assert place_cut: g_cut == g_end + (g_cut - g_end);
	//@ assert place_rest: g_rest == g_next + (g_rest - g_next);
	//@ assert ordered: rest_ordered(g_end, g_new - g_end, g_stride);
	/*@ assert full: none_empty(g_end, g_new - g_end, g_cut - g_end,
	                            g_stride); */
	/*@ assert low: all_below(g_end, g_new - g_end, g_cut - g_end, g_stride,
	                          g_bound - g_list); */
	/*@ assert holds: run_holds(g_new, g_cut, g_rest, g_end, g_stride,
	                            g_bound - g_list); */
	//@ assert less: g_new != g_cut ==> g_new - g_end < g_cut - g_end;
	/*@ assert here: g_next[0] == g_end[g_next - g_end] &&
	      g_next[1] == g_end[g_next - g_end + 1]; */
	//@ assert whole: whole_entries(g_end - g_new, g_stride);
	/*@ assert entry: g_new != g_cut ==>
	      is_entry(g_new - g_end, g_next - g_end, g_cut - g_end, g_stride);
	 */
	//@ ghost same_words(g_new, g_end);
	/*@ assert new: g_new != g_cut ==> g_new[0] == g_end[g_new - g_end] &&
	      g_new[1] == g_end[g_new - g_end + 1]; */
	/*@ assert upright: g_new != g_cut ==>
	      g_end[g_new - g_end] < g_end[g_new - g_end + 1]; */
	//@ assert ascends: g_new != g_cut ==> g_next[0] <= g_new[0];
	/*@ assert below: g_next[0] < g_bound - g_list && paged(g_next[0]) &&
	      g_list < 6; */
	//@ assert floor: g_next[0] <= g_bound - g_bound % 4096;
	//@ assert apart: sweep_apart(sweep, g_next, g_end - g_next);
	//@ assert apart_new: sweep_apart(sweep, g_new, g_end - g_new);
	//@ assert apart_rest: sweep_apart(sweep, g_rest, g_end - g_rest);
	/*@ assert empty: all_empty(g_end, g_cut - g_end, g_rest - g_end,
	                            g_stride); */
	run->next += run->stride;
	/*@ assert froms: \forall integer l; 0 <= l < 6 ==>
	      sweep->merge.next[l] == \at(sweep->merge.next[l], Pre) &&
	      sweep->merge.end[l] == \at(sweep->merge.end[l], Pre); */
	//@ assert next: sweep->run.next == g_new;
	/*@ assert same: sweep->run.end == g_cut && sweep->merge.next[g_list] == g_rest &&
	      sweep->merge.end[g_list] == g_end &&
	      sweep->merge.turn[0] == g_bound && sweep->run.list == g_list &&
	      sweep->run.stride == g_stride; */
	/*@ assert keys: \forall integer l; 0 <= l < 6 ==>
	      list_key(&sweep->merge, l) == list_key{Pre}(&sweep->merge, l); */
	/*@ assert heads: \forall integer l; 0 <= l < 6 &&
	      sweep->merge.next[l] == \at(sweep->merge.next[l], Pre) &&
	      sweep->merge.end[l] == \at(sweep->merge.end[l], Pre) &&
	      head_sound{Pre}(&sweep->merge, l) ==>
	        head_sound(&sweep->merge, l); */
	/*@ assert good: \forall integer l; 0 <= l < 6 &&
	      sweep->merge.next[l] == \at(sweep->merge.next[l], Pre) &&
	      sweep->merge.end[l] == \at(sweep->merge.end[l], Pre) &&
	      head_good{Pre}(&sweep->merge, l) ==>
	        head_good(&sweep->merge, l); */
	/*@ assert whose: turns_sound{Pre}(&sweep->merge, 0) ==>
	      \forall integer i; 0 <= i < 6 ==>
	        0 <= sweep->merge.turn[i] % 4096 < 6 &&
	        sweep->merge.turn[i] ==
	          list_key(&sweep->merge, sweep->merge.turn[i] % 4096); */
	/*@ assert have: \forall integer l; 0 <= l < 6 ==>
	      has_turn(&sweep->merge.turn[0], 0, list_key(&sweep->merge, l));
	 */
	//@ assert settled: turns_sound(&sweep->merge, 0);
	//@ assert merge: merge_sound(&sweep->merge);
	/*@ assert held: run_holds(sweep->run.next, sweep->run.end,
	      sweep->merge.next[sweep->run.list], g_end, sweep->run.stride,
	      sweep->merge.turn[0] - sweep->run.list); */
	//@ ghost run_is_sound(&sweep->merge, &sweep->run, g_end);
	/*@ assert others: \forall integer l; 0 <= l < 6 && l != g_list ==>
	      same_left{Pre, Here}(sweep, l); */
	/*@ assert own: (g_new != g_cut && sweep_from(sweep, g_list) == g_new) ||
	      (g_new == g_cut && sweep_from(sweep, g_list) == g_rest); */
	//@ assert old: sweep_left{Pre}(sweep, g_list) == g_end - g_next;
	/*@ assert rests: \forall integer l; 0 <= l < 6 && l != g_list &&
	      same_left{Pre, Here}(sweep, l) &&
	      sweep->merge.end[l] == \at(sweep->merge.end[l], Pre) &&
	      sweep_apart{Pre}(sweep, sweep_from{Pre}(sweep, l),
	                       sweep_left{Pre}(sweep, l)) ==>
	      sweep_apart(sweep, sweep_from(sweep, l), sweep_left(sweep, l));
	 */
	/*@ assert rest: sweep_apart(sweep, sweep_from(sweep, g_list),
	                             sweep_left(sweep, g_list)); */
	//@ assert come: lists_come(sweep);
	//@ assert placing: sweep->placing == \at(sweep->placing, Pre);
	//@ assert ram: ram_comes(sweep);
	/*@ assert passed: all_empty(g_end,
	      g_stride - sweep_left{Pre}(sweep, g_list),
	      -sweep_left(sweep, g_list), g_stride); */
	//@ assert later: g_next[0] <= sweep_limit(sweep);
	//@ assert limit: g_next[0] == sweep_limit{Pre}(sweep);
	/*@ assert moved: sweep_from(sweep, g_list) == g_next +
	      (sweep_from(sweep, g_list) - g_next); */
	/*@ assert now: sweep_left(sweep, g_list) ==
	      g_end - sweep_from(sweep, g_list); */
	/*@ assert way: sweep_left{Pre}(sweep, g_list) -
	      sweep_left(sweep, g_list) == sweep_from(sweep, g_list) - g_next; */
}

/* Tell the next listed entry. */
/*@ requires \valid(sweep) && \valid(item) && sweep_sound(sweep);
    requires item_apart(sweep, item) && has_run(sweep);
    requires sweep->placing.left == 0 ||
      sweep->placing.free >= sweep_limit(sweep);
    assigns *item, sweep->placing.free, sweep->run.next;
    ensures sweep_sound(sweep) && item_apart(sweep, item);
    ensures item->entry != \null && listed_came{Pre, Post}(sweep, item);
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
	//@ assert good: numbers_good(g_entry) && g_entry[0] < g_entry[1];
	//@ assert first: sweep_limit(sweep) == g_entry[0];
	//@ assert range: list < 6 && paged(end) && end == g_entry[1];
	gpamap_sweep_tell(sweep, run->next[0], end, list, run->next, 0, item);
	//@ assert run: sweep->run == \at(sweep->run, Pre);
	//@ assert told: item->start == g_entry[0] && item->end == g_entry[1];
	/* RAM goes below VTL2 or is refused; it never goes around. */
	if (list != GPAMAP_LIST_VTL2)
		gpamap_sweep_skip(sweep, end);
	//@ ghost Skipped: ;
	/*@ assert item: item->start == g_entry[0] && item->end == g_entry[1] &&
	      item->list == list && item->entry == g_entry; */
	/*@ assert lefts: \forall integer l; 0 <= l < 6 ==>
	      sweep_from(sweep, l) == sweep_from{Pre}(sweep, l) &&
	      sweep_left(sweep, l) == sweep_left{Pre}(sweep, l); */
	//@ assert limit: sweep_limit(sweep) == sweep_limit{Pre}(sweep);
	//@ assert same: same_placed{Pre, Here}(sweep);
	gpamap_sweep_pass(sweep);
	/*@ assert entry: entry_came{Skipped, Here}(sweep, g_entry,
	                                            sweep->run.list); */
	/*@ assert others: \forall integer l; 0 <= l < 6 && l != list &&
	      sweep_from{Skipped}(sweep, l) == sweep_from{Pre}(sweep, l) &&
	      same_left{Skipped, Here}(sweep, l) ==>
	        same_left{Pre, Here}(sweep, l); */
	/*@ assert from: sweep_from{Skipped}(sweep, list) ==
	        sweep_from{Pre}(sweep, list) &&
	      sweep_left{Skipped}(sweep, list) == sweep_left{Pre}(sweep, list);
	 */
	//@ assert came: entry_came{Pre, Here}(sweep, g_entry, list);
	/*@ assert still: item->start == g_entry[0] && item->end == g_entry[1] &&
	      item->list == list && item->entry == g_entry; */
	//@ assert placing: same_placed{Pre, Here}(sweep);
	//@ assert null: g_entry != \null;
	//@ assert listed: listed_came{Pre, Here}(sweep, item);
	/*@ assert stands: sweep_left(sweep, list) <= sweep_left{Pre}(sweep, list)
	      - 2; */
	/*@ assert sums: \forall integer l; 0 <= l < 6 && l != list ==>
	      sweep_left(sweep, l) == sweep_left{Pre}(sweep, l); */
	/*@ assert sixth: (list != 0 ==> sweep_left(sweep, 0) ==
	        sweep_left{Pre}(sweep, 0)) &&
	      (list != 1 ==> sweep_left(sweep, 1) ==
	        sweep_left{Pre}(sweep, 1)) &&
	      (list != 2 ==> sweep_left(sweep, 2) ==
	        sweep_left{Pre}(sweep, 2)) &&
	      (list != 3 ==> sweep_left(sweep, 3) ==
	        sweep_left{Pre}(sweep, 3)) &&
	      (list != 4 ==> sweep_left(sweep, 4) ==
	        sweep_left{Pre}(sweep, 4)) &&
	      (list != 5 ==> sweep_left(sweep, 5) ==
	        sweep_left{Pre}(sweep, 5)); */
	/*@ assert cases: list == 0 || list == 1 || list == 2 || list == 3 ||
	      list == 4 || list == 5; */
	/*@ assert rest: rest_apart{Pre}(sweep, list, item) ==>
	      rest_apart(sweep, list, item); */
	/*@ assert rests: \forall integer l; 0 <= l < 6 && l != list &&
	      same_left{Pre, Here}(sweep, l) && rest_apart{Pre}(sweep, l, item)
	      ==> rest_apart(sweep, l, item); */
	//@ assert nodes: sweep->placing.nodes == \at(sweep->placing.nodes, Pre);
	/*@ assert all: \forall integer l; 0 <= l < 6 ==>
	      rest_apart(sweep, l, item); */
	//@ assert apart: item_apart(sweep, item);
	/*@ assert total: sweep_left(sweep, 0) + sweep_left(sweep, 1) + sweep_left(sweep, 2) + sweep_left(sweep, 3) + sweep_left(sweep, 4) + sweep_left(sweep, 5) <=
	      sweep_left{Pre}(sweep, 0) + sweep_left{Pre}(sweep, 1) + sweep_left{Pre}(sweep, 2) + sweep_left{Pre}(sweep, 3) + sweep_left{Pre}(sweep, 4) + sweep_left{Pre}(sweep, 5) - 2; */
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
    ensures sweep_work(sweep) < \old(sweep_work(sweep));
 */
static inline void gpamap_sweep_place(struct gpamap_sweep *sweep,
				      uint64_t limit, struct gpamap_item *item)
{
	uint64_t start = sweep->placing.free;
	size_t vnode = sweep->placing.vnode;
	uint64_t end = gpamap_sweep_fit(sweep, limit);

	//@ ghost Fitted: ;
	/*@ assert lefts: \forall integer l; 0 <= l < 6 ==>
	      sweep_from(sweep, l) == sweep_from{Pre}(sweep, l) &&
	      sweep_left(sweep, l) == sweep_left{Pre}(sweep, l); */
	/*@ assert rests: \forall integer l; 0 <= l < 6 ==>
	      rest_apart(sweep, l, item); */
	//@ assert apart: item_apart(sweep, item);
	gpamap_sweep_tell(sweep, start, end, GPAMAP_LIST_RAM, NULL, vnode,
			  item);
	/*@ assert same: \forall integer l; 0 <= l < 6 &&
	      same_left{Fitted, Here}(sweep, l) &&
	      sweep_from{Fitted}(sweep, l) == sweep_from{Pre}(sweep, l) ==>
	        same_left{Pre, Here}(sweep, l); */
	/*@ assert left: \forall integer l; 0 <= l < 6 ==>
	      sweep_left(sweep, l) == sweep_left{Pre}(sweep, l); */
	//@ assert limit: sweep_limit(sweep) == sweep_limit{Pre}(sweep);
	/*@ assert placing: sweep->placing.free == end &&
	      sweep->placing.vnode == \at(sweep->placing.vnode, Fitted) &&
	      sweep->placing.left == \at(sweep->placing.left, Fitted); */
	//@ assert nodes: sweep->placing.nodes == \at(sweep->placing.nodes, Pre);
	//@ assert paged: paged(start) && paged(end) && start < end;
	/*@ assert bytes: \forall integer k;
	      0 <= k < \at(sweep->placing.nodes.count, Pre) ==>
	        sweep_placed(sweep, k) == sweep_placed{Pre}(sweep, k) +
	          (k == vnode ? end - start : 0); */
	//@ assert came: ram_came{Pre, Here}(sweep, item);
	/*@ assert aparts: \forall integer l; 0 <= l < 6 &&
	      same_left{Pre, Here}(sweep, l) &&
	      sweep_left(sweep, l) == sweep_left{Pre}(sweep, l) &&
	      rest_apart{Pre}(sweep, l, item) ==> rest_apart(sweep, l, item);
	 */
	/*@ assert were: \forall integer l; 0 <= l < 6 ==>
	      rest_apart{Pre}(sweep, l, item); */
	/*@ assert same_froms: \forall integer l; 0 <= l < 6 ==>
	      same_left{Pre, Here}(sweep, l); */
	/*@ assert all: \forall integer l; 0 <= l < 6 ==>
	      rest_apart(sweep, l, item); */
	//@ assert all_apart: item_apart(sweep, item);
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
    ensures \result && item->entry == \null ==>
      ram_came{Pre, Post}(sweep, item);
    ensures !\result ==> all_came(sweep) && same_placed{Pre, Post}(sweep);
    ensures \result ==> sweep_work(sweep) < \old(sweep_work(sweep));
 */
static inline bool gpamap_sweep_next(struct gpamap_sweep *sweep,
				     struct gpamap_item *item)
{
	struct gpamap_placing *placing = &sweep->placing;
	bool listed = gpamap_sweep_seek(sweep);
	uint64_t limit = listed ? sweep->run.next[0] : GPAMAP_ADDRESS_END;

	//@ ghost Sought: ;
	/*@ assert froms: \forall integer l; 0 <= l < 6 ==>
	      sweep_from(sweep, l) == sweep_from{Pre}(sweep, l) &&
	      sweep_left(sweep, l) == sweep_left{Pre}(sweep, l); */
	/*@ assert rests: \forall integer l; 0 <= l < 6 ==>
	      rest_apart(sweep, l, item); */
	//@ assert apart: item_apart(sweep, item);
	//@ assert limit: limit == sweep_limit(sweep);
	//@ assert work: sweep_work(sweep) == sweep_work{Pre}(sweep);
	/*@ ghost if (listed)
	      run_goes_on(&sweep->merge, &sweep->run,
	                  sweep->merge.end[sweep->run.list]); */
	//@ assert page: paged(limit);
	/*@ assert placing: same_placed{Pre, Here}(sweep) &&
	      placing->free == \at(sweep->placing.free, Pre) &&
	      placing->nodes == \at(sweep->placing.nodes, Pre); */
	//@ assert limits: sweep_limit(sweep) == sweep_limit{Pre}(sweep);
	if (placing->left != 0 && placing->free < limit) {
		gpamap_sweep_place(sweep, limit, item);
		//@ assert left: ram_came{Sought, Here}(sweep, item);
		/*@ assert lefts: \forall integer l; 0 <= l < 6 &&
		      sweep_from{Sought}(sweep, l) ==
		        sweep_from{Pre}(sweep, l) &&
		      same_left{Sought, Here}(sweep, l) ==>
		        same_left{Pre, Here}(sweep, l); */
		/*@ assert bytes: \forall integer k;
		      0 <= k < \at(sweep->placing.nodes.count, Pre) ==>
		        sweep_placed(sweep, k) == sweep_placed{Pre}(sweep, k) +
		          (k == item->vnode ? item->end - item->start : 0); */
		//@ assert ram: ram_came{Pre, Here}(sweep, item);
		return true;
	}
	if (listed) {
		gpamap_sweep_list(sweep, item);
		//@ assert list: listed_came{Sought, Here}(sweep, item);
		/*@ assert others: \forall integer l;
		      0 <= l < 6 && l != item->list &&
		      sweep_from{Sought}(sweep, l) ==
		        sweep_from{Pre}(sweep, l) &&
		      same_left{Sought, Here}(sweep, l) ==>
		        same_left{Pre, Here}(sweep, l); */
		/*@ assert from: \let l = item->list; 0 <= l < 6 &&
		      sweep_from{Sought}(sweep, l) ==
		        sweep_from{Pre}(sweep, l) &&
		      sweep_left{Sought}(sweep, l) ==
		        sweep_left{Pre}(sweep, l); */
		//@ ghost size_t g_list = item->list;
		//@ ghost const uint64_t *g_entry = item->entry;
		//@ assert here: g_entry == sweep_from{Pre}(sweep, g_list);
		/*@ assert limited: g_entry[0] == sweep_limit{Pre}(sweep) <=
		      sweep_limit(sweep); */
		/*@ assert passed: sweep_left(sweep, g_list) <=
		      sweep_left{Pre}(sweep, g_list) - stride(g_list); */
		//@ assert step: entry_came{Sought, Here}(sweep, g_entry, g_list);
		/*@ assert emptied: entry_came{Sought, Here}(sweep, g_entry, g_list)
		    ==> all_empty(sweep->merge.end[g_list],
		      stride(g_list) - sweep_left{Sought}(sweep, g_list),
		      -sweep_left(sweep, g_list), stride(g_list)); */
		/*@ assert empty: sweep_left{Sought}(sweep, g_list) ==
		      sweep_left{Pre}(sweep, g_list) ==>
		    all_empty(sweep->merge.end[g_list],
		      stride(g_list) - sweep_left{Pre}(sweep, g_list),
		      -sweep_left(sweep, g_list), stride(g_list)); */
		/*@ assert rest: \forall integer l; 0 <= l < 6 && l != g_list ==>
		      same_left{Pre, Here}(sweep, l); */
		/*@ assert entry: entry_came{Pre, Here}(sweep, g_entry, g_list);
		 */
		//@ assert fields: item->entry == g_entry && item->list == g_list;
		//@ assert placed: same_placed{Pre, Here}(sweep);
		/*@ assert freed: placing->free ==
		      (item->list == GPAMAP_LIST_VTL2
		         ? \at(sweep->placing.free, Sought) : item->end); */
		/*@ assert free: placing->free ==
		      (item->list == GPAMAP_LIST_VTL2
		         ? \at(sweep->placing.free, Pre) : item->end); */
		/*@ assert item: item->start == item->entry[0] &&
		      item->end == item->entry[1]; */
		//@ assert came: listed_came{Pre, Here}(sweep, item);
	}
	return listed;
}

#endif /* GPAMAP_CORE_SWEEP_H */
