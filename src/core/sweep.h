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

/* Tell the next listed entry. */
/*@ requires \valid(sweep) && \valid(item) && sweep_sound(sweep);
    requires item_apart(sweep, item) && has_run(sweep);
    requires sweep->placing.left == 0 ||
      sweep->placing.free >= sweep_limit(sweep);
    assigns *item, sweep->placing.free, sweep->run.next;
    ensures sweep_sound(sweep);
    ensures item->entry != \null && listed_came{Pre, Post}(sweep, item);
    ensures item_apart(sweep, item);
    ensures sweep_work(sweep) < \old(sweep_work(sweep));
 */
static inline void gpamap_sweep_list(struct gpamap_sweep *sweep,
				     struct gpamap_item *item)
{
	struct gpamap_run *run = &sweep->run;

	item->start = run->next[0];
	item->end = run->next[1];
	item->list = run->list;
	item->entry = run->next;
	/* RAM goes below VTL2 or is refused; it never goes around. */
	if (run->list != GPAMAP_LIST_VTL2)
		sweep->placing.free = item->end;
	run->next += run->stride;
}

/* Place RAM up to @limit or until the node has all. */
/*@ requires \valid(sweep) && \valid(item) && sweep_sound(sweep);
    requires item_apart(sweep, item) && limit == sweep_limit(sweep);
    requires sweep->placing.left > 0 && sweep->placing.free < limit;
    assigns *item, sweep->placing.free, sweep->placing.left,
      sweep->placing.vnode;
    ensures sweep_sound(sweep);
    ensures item->entry == \null && ram_came{Pre, Post}(sweep, item);
    ensures item_apart(sweep, item);
    ensures sweep_work(sweep) < \old(sweep_work(sweep));
 */
static inline void gpamap_sweep_place(struct gpamap_sweep *sweep,
				      uint64_t limit, struct gpamap_item *item)
{
	struct gpamap_placing *placing = &sweep->placing;

	item->list = GPAMAP_LIST_RAM;
	item->entry = NULL;
	item->vnode = placing->vnode;
	item->start = placing->free;
	item->end = gpamap_placing_take(placing, limit);
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
	if (placing->left != 0 && placing->free < limit)
		gpamap_sweep_place(sweep, limit, item);
	else if (listed)
		gpamap_sweep_list(sweep, item);
	else
		return false;
	return true;
}

#endif /* GPAMAP_CORE_SWEEP_H */
