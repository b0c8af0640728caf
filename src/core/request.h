/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_REQUEST_H
#define GPAMAP_CORE_REQUEST_H

#include "sweep.h"

/*
 * The sweep of a request, for those who go through all of it: what they need to
 * know of each step, and no more.
 */

/*@ axiomatic Request {
    // What a constructor was given can be read: RAM is in the lists, or it is
    // that of nodes.
    predicate request_readable{L}(struct gpamap_request *r) =
      \valid_read(r) && lists_readable(&r->lists) &&
      readable_nodes(&r->nodes) && sized_below(&r->nodes, r->nodes.count) &&
      r->nodes.count <= GPAMAP_RANGES_MAX &&
      (r->nodes.count == 0 || r->lists.count[0] == 0);

    // The words of a list, and that something is none of them.
    predicate list_is_apart{L}(struct gpamap_request *r, integer list,
                               struct gpamap_item *item) =
      \separated(item, r->lists.words[list] +
                       (0 .. words_of(list, r->lists.count[list]) - 1));
    predicate item_free{L}(struct gpamap_request *r, struct gpamap_sweep *s,
                           struct gpamap_item *item) =
      \valid(item) && \separated(item, s) && \separated(item, r) &&
      \separated(item, r->nodes.sizes + (0 .. r->nodes.count - 1)) &&
      \forall integer list; 0 <= list < 6 ==> list_is_apart(r, list, item);

    // What is still to come of a list is the end of it.
    predicate rests_of{L}(struct gpamap_request *r, struct gpamap_sweep *s) =
      \forall integer list; 0 <= list < 6 ==>
        s->merge.end[list] == list_end(&r->lists, list) &&
        0 <= sweep_left(s, list) <= words_of(list, r->lists.count[list]);

    // A sweep goes through a request.
    predicate going{L}(struct gpamap_request *r, struct gpamap_sweep *s) =
      \valid(s) && request_readable(r) && lists_ordered(&r->lists) &&
      request_apart(s, r) && sweep_sound(s) && rests_of(r, s) &&
      s->placing.nodes.sizes == r->nodes.sizes &&
      s->placing.nodes.count == r->nodes.count;

    // One of the entries of the lists, and what it says.
    predicate list_has{L}(struct gpamap_lists *lists, integer list,
                          uint64_t *entry) =
      0 <= list < 6 && \base_addr(entry) == \base_addr(lists->words[list]) &&
      0 <= entry - lists->words[list] &&
      entry - lists->words[list] <=
        words_of(list, lists->count[list]) - stride(list) &&
      whole_entries(entry - lists->words[list], stride(list));
    predicate is_listed{L}(struct gpamap_request *r, integer list,
                           uint64_t *entry) =
      list_has(&r->lists, list, entry);
    predicate reads_as{L}(uint64_t *end, integer w, integer first,
                          integer second) =
      end[w] == first && end[w + 1] == second;
    predicate stands_as{L}(struct gpamap_request *r, integer list,
                           uint64_t *entry, integer start, integer end) =
      is_listed(r, list, entry) && entry[0] == start && entry[1] == end &&
      reads_as(list_end(&r->lists, list), entry - list_end(&r->lists, list),
               start, end);

    // What found no room is that of a node.
    predicate node_misses{L}(struct gpamap_nodes *nodes, integer vnode,
                             integer missing) =
      missing != 0 ==> vnode < nodes->count && missing <= nodes->sizes[vnode];

    // Nothing is written but what a step writes.
    predicate only_step{A, B}(struct gpamap_sweep *s,
                              struct gpamap_item *item) =
      \forall uint64_t *p; \separated(p, s) && \separated(p, item) ==>
        \at(*p, A) == \at(*p, B);
    }
 */

/*@ axiomatic RequestStays {
    // Nothing of what was given changes.
    predicate pointers_same{A, B}(struct gpamap_request *r) =
      \forall integer l; 0 <= l < 6 ==>
        \at(r->lists.words[l], A) == \at(r->lists.words[l], B);
    predicate counts_same{A, B}(struct gpamap_request *r) =
      \forall integer l; 0 <= l < 6 ==>
        \at(r->lists.count[l], A) == \at(r->lists.count[l], B);
    predicate sizes_same{A, B}(struct gpamap_request *r) =
      \at(r->nodes.sizes, A) == \at(r->nodes.sizes, B) &&
      \at(r->nodes.count, A) == \at(r->nodes.count, B) &&
      \forall integer i; 0 <= i < \at(r->nodes.count, A) ==>
        \at(r->nodes.sizes[i], A) == \at(r->nodes.sizes[i], B);
    predicate words_same{A, B}(struct gpamap_request *r, integer l) =
      words_stay{A, B}(list_end{A}(\at(&r->lists, A), l),
                       -words_of(l, \at(r->lists.count[l], A)));

    lemma step_keeps{A, B}:
      \forall struct gpamap_request *r, struct gpamap_sweep *s,
          struct gpamap_item *item, integer l;
        only_step{A, B}(s, item) && list_is_apart{A}(r, l, item) &&
        sweep_apart{A}(s, \at(r->lists.words[l], A),
                       words_of(l, \at(r->lists.count[l], A))) ==>
          words_same{A, B}(r, l);
    predicate all_apart{L}(struct gpamap_request *r, struct gpamap_sweep *s,
                           struct gpamap_item *item) =
      \forall integer l; 0 <= l < 6 ==> list_is_apart(r, l, item) &&
        sweep_apart(s, r->lists.words[l], words_of(l, r->lists.count[l]));
    lemma all_are_apart{L}:
      \forall struct gpamap_request *r, struct gpamap_sweep *s,
          struct gpamap_item *item;
        item_free(r, s, item) && request_apart(s, r) ==> all_apart(r, s, item);
    lemma step_keeps_all{A, B}:
      \forall struct gpamap_request *r, struct gpamap_sweep *s,
          struct gpamap_item *item, integer l;
        0 <= l < 6 && only_step{A, B}(s, item) && all_apart{A}(r, s, item) ==>
          words_same{A, B}(r, l);
    lemma lists_are_same{A, B}:
      \forall struct gpamap_request *r, struct gpamap_sweep *s,
          struct gpamap_item *item;
        pointers_same{A, B}(r) && counts_same{A, B}(r) &&
        only_step{A, B}(s, item) && all_apart{A}(r, s, item) ==>
          lists_stay{A, B}(\at(&r->lists, A));

    predicate still_valid{A, B}(struct gpamap_request *r) =
      \valid_read{B}(r) && memory_stays{A, B} &&
      \valid_read{B}(\at(r->nodes.sizes, A) +
                     (0 .. \at(r->nodes.count, A) - 1));
    lemma list_readable_stays{A, B}:
      \forall struct gpamap_request *r, integer l;
        0 <= l < 6 && pointers_same{A, B}(r) && counts_same{A, B}(r) &&
        memory_stays{A, B} && list_readable{A}(\at(&r->lists, A), l) ==>
          list_readable{B}(\at(&r->lists, A), l);
    lemma lists_readable_stay{A, B}:
      \forall struct gpamap_request *r;
        pointers_same{A, B}(r) && counts_same{A, B}(r) &&
        still_valid{A, B}(r) && lists_readable{A}(\at(&r->lists, A)) ==>
          lists_readable{B}(\at(&r->lists, A));
    lemma request_stays_readable{A, B}:
      \forall struct gpamap_request *r;
        pointers_same{A, B}(r) && counts_same{A, B}(r) &&
        sizes_same{A, B}(r) && still_valid{A, B}(r) &&
        request_readable{A}(r) ==> request_readable{B}(r);
    lemma list_stays_ordered{A, B}:
      \forall struct gpamap_lists *lists, integer l;
        0 <= l < 6 && lists_stay{A, B}(lists) && list_ordered{A}(lists, l) ==>
          list_ordered{B}(lists, l);
    lemma request_stays_ordered{A, B}:
      \forall struct gpamap_request *r;
        lists_stay{A, B}(\at(&r->lists, A)) &&
        lists_ordered{A}(\at(&r->lists, A)) ==>
          lists_ordered{B}(\at(&r->lists, A));
    lemma item_stays_free{A, B}:
      \forall struct gpamap_request *r, struct gpamap_sweep *s,
          struct gpamap_item *item;
        pointers_same{A, B}(r) && counts_same{A, B}(r) &&
        sizes_same{A, B}(r) && \valid{B}(item) && item_free{A}(r, s, item)
          ==> item_free{B}(r, s, item);
    lemma listed_stays{A, B}:
      \forall struct gpamap_request *r, integer list, uint64_t *entry;
        pointers_same{A, B}(r) && counts_same{A, B}(r) &&
        is_listed{A}(r, list, entry) ==> is_listed{B}(r, list, entry);
    lemma stands_still{A, B}:
      \forall struct gpamap_request *r, integer list, start, end,
          uint64_t *entry;
        lists_stay{A, B}(\at(&r->lists, A)) &&
        stands_as{A}(r, list, entry, start, end) ==>
          stands_as{B}(r, list, entry, start, end);
    lemma rests_stay{A, B}:
      \forall struct gpamap_request *r, struct gpamap_sweep *s;
        pointers_same{A, B}(r) && counts_same{A, B}(r) &&
        (\forall integer l; 0 <= l < 6 ==>
          \at(s->merge.end[l], A) == \at(s->merge.end[l], B)) &&
        less_left{A, B}(s) && rests_of{A}(r, s) ==> rests_of{B}(r, s);
    lemma request_stays_apart{A, B}:
      \forall struct gpamap_request *r, struct gpamap_sweep *s;
        pointers_same{A, B}(r) && counts_same{A, B}(r) &&
        sizes_same{A, B}(r) && request_apart{A}(s, r) ==>
          request_apart{B}(s, r);
    predicate ends_same{A, B}(struct gpamap_sweep *s) =
      \forall integer l; 0 <= l < 6 ==>
        \at(s->merge.end[l], A) == \at(s->merge.end[l], B);
    lemma item_is_whole{L}:
      \forall struct gpamap_request *r, integer l, uint64_t *entry;
        0 <= l < 6 && rest_readable(entry, list_end(&r->lists, l), stride(l))
        && stride(l) <= list_end(&r->lists, l) - entry &&
        list_end(&r->lists, l) - entry <= words_of(l, r->lists.count[l]) ==>
          is_listed(r, l, entry);
    lemma item_is_listed{A, B}:
      \forall struct gpamap_request *r, struct gpamap_sweep *s,
          struct gpamap_item *item;
        pointers_same{A, B}(r) && counts_same{A, B}(r) &&
        ends_same{A, B}(s) && rests_of{A}(r, s) && rests_of{B}(r, s) &&
        listed_came{A, B}(s, item) && item_stands{B}(s, item) ==>
          is_listed{B}(r, \at(item->list, B), \at(item->entry, B));
    lemma item_stands_as{L}:
      \forall struct gpamap_request *r, struct gpamap_item *item;
        is_listed(r, item->list, item->entry) &&
        item->start == item->entry[0] && item->end == item->entry[1] ==>
          stands_as(r, item->list, item->entry, item->start, item->end);
    lemma sweep_keeps_list{A, B}:
      \forall struct gpamap_request *r, struct gpamap_sweep *s, integer l;
        0 <= l < 6 && only_sweep{A, B}(s) && request_apart{A}(s, r) ==>
          words_same{A, B}(r, l);
    lemma sweep_keeps_lists{A, B}:
      \forall struct gpamap_request *r, struct gpamap_sweep *s;
        pointers_same{A, B}(r) && counts_same{A, B}(r) &&
        only_sweep{A, B}(s) && request_apart{A}(s, r) ==>
          lists_stay{A, B}(\at(&r->lists, A));
    }
 */

/* Begin with all that was asked for. */
/*@ requires \valid(sweep) && request_readable(request);
    requires lists_ordered(&request->lists) && request_apart(sweep, request);
    assigns *sweep;
    ensures going(request, sweep);
    ensures 0 <= sweep_work(sweep) <= 0x20000001;
    ensures request->nodes.sizes == \old(request->nodes.sizes) &&
      request->nodes.count == \old(request->nodes.count);
    ensures \forall struct gpamap_item *item;
      item_free{Pre}(request, sweep, item) ==> item_free(request, sweep, item);
 */
static inline void gpamap_request_begin(const struct gpamap_request *request,
					struct gpamap_sweep *sweep)
{
	gpamap_sweep_init(sweep, request);
	/*@ assert words: \forall integer l; 0 <= l < 6 ==>
	      request->lists.words[l] == \at(request->lists.words[l], Pre); */
	/*@ assert counts: \forall integer l; 0 <= l < 6 ==>
	      request->lists.count[l] == \at(request->lists.count[l], Pre); */
	//@ assert node: request->nodes.sizes == \at(request->nodes.sizes, Pre);
	//@ assert nodes: request->nodes.count == \at(request->nodes.count, Pre);
	//@ assert only: only_sweep{Pre, Here}(sweep);
	/*@ assert sized: \forall integer i; 0 <= i < request->nodes.count ==>
	      request->nodes.sizes[i] == \at(request->nodes.sizes[i], Pre); */
	//@ assert same_words: pointers_same{Pre, Here}(request);
	//@ assert same_counts: counts_same{Pre, Here}(request);
	//@ assert sizes: sizes_same{Pre, Here}(request);
	//@ assert valid: still_valid{Pre, Here}(request);
	//@ assert stay: lists_stay{Pre, Here}(&request->lists);
	//@ assert readable: request_readable(request);
	//@ assert ordered: lists_ordered(&request->lists);
	//@ assert apart: request_apart(sweep, request);
	/*@ assert begin: \forall integer l; 0 <= l < 6 &&
	      begun(&sweep->merge, &request->lists, l) ==>
	      sweep->merge.end[l] == list_end(&request->lists, l) &&
	      0 <= sweep_left(sweep, l) <=
	        words_of(l, request->lists.count[l]); */
	//@ assert rests: rests_of(request, sweep);
	/*@ assert few: \forall integer l; 0 <= l < 6 &&
	      list_readable(&request->lists, l) ==> request->lists.count[l] <=
	        GPAMAP_RANGES_MAX; */
	/*@ assert counted: \forall integer l; 0 <= l < 6 ==>
	      request->lists.count[l] <= GPAMAP_RANGES_MAX; */
	/*@ assert lefts: \forall integer l; 0 <= l < 6 ==>
	      sweep_left(sweep, l) <= words_of(l, GPAMAP_RANGES_MAX); */
}

/* The next entry of all that was asked for; false where none is left. */
/*@ requires going(request, sweep) && item_free(request, sweep, item);
    assigns *item, sweep->run, sweep->merge.next[0 .. 5],
      sweep->merge.turn[0 .. 5], sweep->placing.free, sweep->placing.left,
      sweep->placing.vnode;
    ensures going(request, sweep) && item_free(request, sweep, item);
    ensures \result ==> 0 <= sweep_work(sweep) < \old(sweep_work(sweep));
    ensures request->nodes.sizes == \old(request->nodes.sizes) &&
      request->nodes.count == \old(request->nodes.count);
    ensures \result ==> \old(sweep_limit(sweep)) <= sweep_limit(sweep);
    ensures \result && item->entry != \null ==>
      stands_as(request, item->list, item->entry, item->start, item->end) &&
      item->start == \old(sweep_limit(sweep));
    ensures \result && item->entry == \null ==>
      item->list == GPAMAP_LIST_RAM && item->vnode < request->nodes.count;
    ensures \result ==> item->start < item->end <= GPAMAP_ADDRESS_END;
    ensures \forall integer list, start, end, uint64_t *entry;
      stands_as{Pre}(request, list, entry, start, end) ==>
        stands_as(request, list, entry, start, end);
    ensures !\result ==>
      node_misses(&request->nodes, sweep->placing.vnode, sweep->placing.left);
 */
static inline bool gpamap_request_next(const struct gpamap_request *request,
				       struct gpamap_sweep *sweep,
				       struct gpamap_item *item)
{
	bool more;

	(void)request; /* stands in the contract alone */
	//@ assert each: each_comes(sweep);
	/*@ assert aparts: \forall integer l; 0 <= l < 6 &&
	      list_comes(sweep, l) && list_is_apart(request, l, item) ==>
	        rest_apart(sweep, l, item); */
	/*@ assert ends: \forall integer l; 0 <= l < 6 ==>
	      list_comes(sweep, l) && list_is_apart(request, l, item); */
	//@ assert apart: item_apart(sweep, item);
	more = gpamap_sweep_next(sweep, item);
	/*@ assert words: \forall integer l; 0 <= l < 6 ==>
	      request->lists.words[l] == \at(request->lists.words[l], Pre); */
	/*@ assert counts: \forall integer l; 0 <= l < 6 ==>
	      request->lists.count[l] == \at(request->lists.count[l], Pre); */
	//@ assert node: request->nodes.sizes == \at(request->nodes.sizes, Pre);
	//@ assert nodes: request->nodes.count == \at(request->nodes.count, Pre);
	//@ assert only: only_step{Pre, Here}(sweep, item);
	/*@ assert sized: \forall integer i; 0 <= i < request->nodes.count ==>
	      request->nodes.sizes[i] == \at(request->nodes.sizes[i], Pre); */
	//@ assert same_words: pointers_same{Pre, Here}(request);
	//@ assert same_counts: counts_same{Pre, Here}(request);
	//@ assert sizes: sizes_same{Pre, Here}(request);
	//@ assert fresh: memory_stays{Pre, Here};
	//@ assert valid: still_valid{Pre, Here}(request);
	//@ assert all_apart{Pre}(request, sweep, item);
	//@ assert stay: lists_stay{Pre, Here}(&request->lists);
	/*@ assert ends_stay: \forall integer l; 0 <= l < 6 ==>
	      sweep->merge.end[l] == \at(sweep->merge.end[l], Pre); */
	//@ assert ends: ends_same{Pre, Here}(sweep);
	//@ assert readable: request_readable(request);
	//@ assert rests: rests_of(request, sweep);
	/*@ assert placing: sweep->placing.nodes.sizes == request->nodes.sizes &&
	      sweep->placing.nodes.count == request->nodes.count; */
	//@ assert ordered: lists_ordered(&request->lists);
	//@ assert free: item_free(request, sweep, item);
	//@ assert apart_still: request_apart(sweep, request);
	/*@ assert listed: more && item->entry != \null ==>
	      is_listed(request, item->list, item->entry); */
	return more;
}

#endif /* GPAMAP_CORE_REQUEST_H */
