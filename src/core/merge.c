/* SPDX-License-Identifier: MIT */
#include "merge.h"

/*@ predicate turns_but{L}(struct gpamap_merge *m, integer at, integer list) =
      turns_ascend(&m->turn[0], at + 1) &&
      (\forall integer i; at < i < 6 ==> at <= m->turn[i] % 4096 < 6 &&
        m->turn[i] % 4096 != list &&
        m->turn[i] == list_key(m, m->turn[i] % 4096)) &&
      (\forall integer l; at <= l < 6 && l != list ==>
        has_turn(&m->turn[0], at + 1, list_key(m, l)));
 */

/* Put the key of a list at its place: all others from @at on have theirs, behind
 * that place. */
/*@ requires \valid(merge) && at <= list < 6;
    requires key == list_key(merge, list);
    requires turns_but(merge, at, list);
    requires \forall integer l; at <= l < 6 ==>
      head_sound(merge, l) && head_good(merge, l);
    assigns merge->turn[at .. 5];
    ensures turns_sound(merge, at);
    ensures \forall integer l; at <= l < 6 ==> head_sound(merge, l);
    ensures merge->turn[at] == list_key(merge, list) ||
      (at < 5 && merge->turn[at] == \old(merge->turn[at + 1]));
 */
static inline void take_turn(struct gpamap_merge *merge, size_t at, size_t list,
			     uint64_t key)
{
	(void)list; /* stands in the contract alone */
	gpamap_turn_settle(merge->turn, at, key);
	/*@ assert merge->turn[at] == key ||
	      (at < 5 && merge->turn[at] == \at(merge->turn[at + 1], Pre)); */
	/*@ assert \forall integer l; at <= l < 6 ==>
	      merge->next[l] == merge->end[l] ||
	      (merge->next[l][0] == \at(merge->next[l][0], Pre) &&
	       merge->next[l][1] == \at(merge->next[l][1], Pre)); */
	/*@ assert \forall integer l; at <= l < 6 ==>
	      list_key(merge, l) == list_key{Pre}(merge, l); */
	//@ assert list_key(merge, list) == key;
	/*@ assert \forall integer l; at <= l < 6 ==> head_good(merge, l); */
	/*@ assert \forall integer l; at <= l < 6 &&
	      head_sound{Pre}(merge, l) ==>
	        words_stay{Pre, Here}(merge->end[l],
	                              merge->next[l] - merge->end[l]); */
	//@ ghost entries_are_below();
	/*@ assert \forall integer l; at <= l < 6 &&
	      head_sound{Pre}(merge, l) ==>
	        rest_ordered(merge->end[l], merge->next[l] - merge->end[l],
	                     stride(l)); */
	/*@ assert \forall integer l; at <= l < 6 &&
	      head_sound{Pre}(merge, l) ==> head_sound(merge, l); */
	/*@ assert \forall integer l; at <= l < 6 ==> head_sound(merge, l); */
	/*@ assert \forall integer i; at <= i < 6 ==>
	      at <= merge->turn[i] % 4096 < 6 &&
	      merge->turn[i] == list_key(merge, merge->turn[i] % 4096); */
	/*@ assert \forall integer l; at <= l < 6 ==>
	      has_turn(&merge->turn[0], at, list_key(merge, l)); */
}

/* Let a list go on at @next, and give it its turn: all others from @at on have
 * theirs, behind that place. */
/*@ requires \valid(merge) && at <= list < 6;
    requires turns_but(merge, at, list);
    requires \forall integer l; at <= l < 6 && l != list ==>
      head_sound(merge, l) && head_good(merge, l);
    requires rest_sound(merge, next, merge->end[list], stride(list));
    requires next != merge->end[list] ==> numbers_good(next) &&
      next[0] != next[1];
    assigns merge->next[list], merge->turn[at .. 5];
    ensures merge->next[list] == next;
    ensures turns_sound(merge, at);
    ensures \forall integer l; at <= l < 6 ==> head_sound(merge, l);
    ensures merge->turn[at] == list_key(merge, list) ||
      (at < 5 && merge->turn[at] == \old(merge->turn[at + 1]));
 */
static inline void go_on(struct gpamap_merge *merge, size_t at, size_t list,
			 const uint64_t *next)
{
	uint64_t key = gpamap_turn_key(next, merge->end[list], list);

	//@ assert key % 4096 == list;
	//@ ghost Before: ;
	merge->next[list] = next;
	//@ assert key == list_key(merge, list);
	/*@ assert \forall integer l; at <= l < 6 && l != list ==>
	      list_key(merge, l) == list_key{Before}(merge, l); */
	//@ assert turns_but(merge, at, list);
	//@ assert head_good(merge, list);
	/*@ assert \forall integer l; at <= l < 6 ==> head_good(merge, l); */
	/*@ assert \forall integer l; at <= l < 6 ==>
	      merge->next[l] == merge->end[l] ||
	      \separated(&merge->turn[0] + (0 .. 5), merge->next[l] + (0 .. 1));
	 */
	/*@ assert \forall integer l; at <= l < 6 ==> head_sound(merge, l); */
	take_turn(merge, at, list, key);
}

/*@ ghost
      /@ requires next - end <= later - end;
         requires rest_ordered(end, next - end, stride);
         assigns \nothing;
         ensures rest_ordered(end, later - end, stride);
       @/
      static void later_is_ordered(const uint64_t *next, const uint64_t *later,
                                   const uint64_t *end, size_t stride)
      {
      }

      /@ requires turns_sound(m, 0);
         assigns \nothing;
         ensures \forall integer l; 0 <= l < 6 ==>
           m->turn[0] <= list_key(m, l);
         ensures turns_but(m, 0, m->turn[0] % 4096);
         ensures m->turn[0] >= GPAMAP_ADDRESS_END <==>
           \forall integer l; 0 <= l < 6 ==> m->next[l] == m->end[l];
       @/
      static void first_is_first(const struct gpamap_merge *m)
      {
        /@ assert \forall integer i; 0 < i < 6 ==> m->turn[0] < m->turn[i]; @/
        /@ assert \forall integer i; 0 < i < 6 ==>
             m->turn[i] % 4096 != m->turn[0] % 4096; @/
        /@ assert \forall integer l; 0 <= l < 6 ==>
             list_key(m, l) % 4096 == l; @/
        /@ assert \forall integer l; 0 <= l < 6 && m->next[l] != m->end[l] ==>
             list_key(m, l) < GPAMAP_ADDRESS_END; @/
        /@ assert \forall integer l; 0 <= l < 6 && l != m->turn[0] % 4096 ==>
             list_key(m, l) != m->turn[0]; @/
        /@ assert \forall integer l; 0 <= l < 6 ==>
             has_turn(&m->turn[0], 0, list_key(m, l)); @/
      }

      /@ requires rest_readable(next, end, stride) &&
           rest_readable(cut, end, stride);
         requires next - end < cut - end;
         requires rest_ordered(end, next - end, stride);
         requires all_below(end, next - end + 1, cut - end, stride, bound);
         requires paged(bound) && bound <= key && list < 6;
         requires next[0] < key - list;
         assigns \nothing;
         ensures all_below(end, next - end, cut - end, stride, key - list);
       @/
      static void below_next(const uint64_t *next, const uint64_t *cut,
                             const uint64_t *end, size_t stride,
                             uint64_t bound, uint64_t key, size_t list)
      {
        /@ assert end[next - end] == next[0]; @/
        /@ assert \forall integer w; is_entry(w, next - end, cut - end, stride)
             ==> paged(end[w]); @/
      }

      /@ requires next - end < cut - end <= 0;
         requires rest_ordered(end, next - end, stride);
         requires none_empty(end, next - end, cut - end, stride);
         assigns \nothing;
         ensures \forall integer w; is_entry(w, next - end, cut - end, stride)
           ==> end[w] < end[w + 1] && end[w + 1] <= GPAMAP_ADDRESS_END;
       @/
      static void run_is_upright(const uint64_t *next, const uint64_t *cut,
                                 const uint64_t *end, size_t stride)
      {
        /@ assert \forall integer w; is_entry(w, next - end, cut - end, stride)
             ==> range_good(end[w], end[w + 1]); @/
      }

      /@ requires rest_readable(next, end, stride) &&
           rest_readable(cut, end, stride) && rest_readable(rest, end, stride);
         requires next - end < cut - end <= rest - end;
         requires rest_ordered(end, next - end, stride);
         requires none_empty(end, next - end, cut - end, stride);
         requires rest != end ==> rest[0] != rest[1];
         assigns \nothing;
         ensures all_below(end, next - end, cut - end, stride,
                           rest == end ? GPAMAP_ADDRESS_END : rest[0]);
       @/
      static void below_rest(const uint64_t *next, const uint64_t *cut,
                             const uint64_t *rest, const uint64_t *end,
                             size_t stride)
      {
        /@ assert rest != end ==> is_entry(rest - end, next - end, 0, stride) &&
             end[rest - end] == rest[0] && end[rest - end + 1] == rest[1]; @/
        /@ assert rest != end ==> end[rest - end] < end[rest - end + 1]; @/
        run_is_upright(next, cut, end, stride);
      }
 */

/* Where a list begins that ends at @end; what is not there is passed over. */
/*@ requires \valid_read(lists) && list < 6;
    requires list_readable(lists, list) && list_ordered(lists, list);
    requires end == list_end(lists, list);
    assigns \nothing;
    ensures rest_readable(\result, end, stride(list));
    ensures rest_ordered(end, \result - end, stride(list));
    ensures \result != end ==> numbers_good(\result) &&
      \result[0] != \result[1];
    ensures list_begins(lists, list, \result);
 */
static inline const uint64_t *first_of(const struct gpamap_lists *lists,
				       enum gpamap_list list,
				       const uint64_t *end)
{
	const uint64_t *words = lists->words[list];
	size_t stride = gpamap_block_stride(list);
	const uint64_t *next = gpamap_run_seek(words, end, stride);

	//@ assert words - end == -words_of(list, lists->count[list]);
	//@ ghost later_is_ordered(words, next, end, stride);
	//@ ghost if (next != end) next_is_good(next, end, stride);
	return next;
}

/* Let a list be what is from @next to @end, and give it its turn: all behind it
 * have theirs. */
/*@ requires \valid(merge) && list < 6 && turns_sound(merge, list + 1);
    requires \forall integer l; list < l < 6 ==> head_sound(merge, l);
    requires rest_sound(merge, next, end, stride(list));
    requires next != end ==> numbers_good(next) && next[0] != next[1];
    requires lists_apart(merge, lists);
    assigns merge->next[list], merge->end[list], merge->turn[list .. 5];
    ensures turns_sound(merge, list);
    ensures \forall integer l; list <= l < 6 ==> head_sound(merge, l);
    ensures merge->next[list] == next && merge->end[list] == end;
    ensures lists_stay{Pre, Post}(lists);
 */
static inline void set(struct gpamap_merge *merge,
		       const struct gpamap_lists *lists, size_t list,
		       const uint64_t *next, const uint64_t *end)
{
	(void)lists; /* stands in the contract alone */
	merge->end[list] = end;
	/*@ assert \forall integer l; list < l < 6 ==>
	      merge->next[l] == \at(merge->next[l], Pre) &&
	      merge->end[l] == \at(merge->end[l], Pre); */
	/*@ assert \forall integer l; list < l < 6 ==>
	      list_key(merge, l) == list_key{Pre}(merge, l); */
	/*@ assert \forall integer l; list < l < 6 ==> head_good(merge, l); */
	/*@ assert \forall integer l; list < l < 6 ==> head_sound(merge, l); */
	//@ assert turns_sound(merge, list + 1);
	//@ assert turns_but(merge, list, list);
	go_on(merge, list, list, next);
	/*@ assert \forall integer l; 0 <= l < 6 ==>
	      lists->words[l] == \at(lists->words[l], Pre) &&
	      lists->count[l] == \at(lists->count[l], Pre); */
	/*@ assert \forall integer l; 0 <= l < 6 ==>
	      words_stay{Pre, Here}(list_end{Pre}(lists, l),
	                  -words_of(l, \at(lists->count[l], Pre))); */
}

/* Let a list begin, and give it its turn: all behind it have theirs. */
/*@ requires \valid(merge) && list < 6 && turns_sound(merge, list + 1);
    requires \forall integer l; list < l < 6 ==> head_sound(merge, l);
    requires \forall integer l; list < l < 6 ==> begun(merge, lists, l);
    requires \valid_read(lists) && lists_apart(merge, lists);
    requires list_readable(lists, list) && list_ordered(lists, list);
    assigns merge->next[list], merge->end[list], merge->turn[list .. 5];
    ensures turns_sound(merge, list);
    ensures \forall integer l; list <= l < 6 ==> head_sound(merge, l);
    ensures \forall integer l; list <= l < 6 ==> begun(merge, lists, l);
    ensures lists_stay{Pre, Post}(lists);
 */
static inline void begin(struct gpamap_merge *merge,
			 const struct gpamap_lists *lists, size_t list)
{
	enum gpamap_list of = (enum gpamap_list)list;
	const uint64_t *end = gpamap_lists_end(lists, of);
	const uint64_t *next = first_of(lists, of, end);

	//@ assert list_begins(lists, list, next);
	set(merge, lists, list, next, end);
	/*@ assert \forall integer l; list < l < 6 && begun{Pre}(merge, lists, l)
	      ==> list_begins(lists, l, merge->next[l]); */
	/*@ assert \forall integer l; list < l < 6 && begun{Pre}(merge, lists, l)
	      ==> merge->end[l] == list_end(lists, l); */
	//@ assert begun(merge, lists, list);
}

void gpamap_merge_init(struct gpamap_merge *merge,
		       const struct gpamap_lists *lists)
{
	/*@ loop invariant 0 <= i <= 6 && turns_sound(merge, i);
	    loop invariant lists_stay{Pre, Here}(lists);
	    loop invariant \forall integer l; i <= l < 6 ==>
	      head_sound(merge, l);
	    loop invariant \forall integer l; i <= l < 6 ==>
	      begun(merge, lists, l);
	    loop assigns i, *merge;
	    loop variant i; */
	for (size_t i = GPAMAP_LIST_COUNT; i > 0; i--) {
		//@ assert list_readable(lists, i - 1);
		//@ ghost size_t l = i - 1;
		/*@ assert list_end(lists, l) == list_end{Pre}(lists, l) &&
		      lists->count[l] == \at(lists->count[\at(l, Here)], Pre); */
		/*@ assert words_stay{Pre, Here}(list_end(lists, l),
		      -words_of(l, lists->count[l])); */
		//@ assert list_ordered{Pre}(lists, \at(l, Here));
		/*@ assert rest_ordered{Pre}(list_end(lists, l),
		      -words_of(l, lists->count[l]), stride(l)); */
		//@ ghost entries_are_below();
		/*@ assert rest_ordered(list_end(lists, l),
		      -words_of(l, lists->count[l]), stride(l)); */
		begin(merge, lists, i - 1);
	}
}

/* Give what comes next of a list, up to @cut. */
/*@ requires \valid_read(merge) && \valid(run) && \separated(merge, run);
    requires merge_sound(merge) && list < 6 && stride == stride(list);
    requires \forall integer l; 0 <= l < 6 ==>
      \separated(run, merge->next[l] +
                        (0 .. merge->end[l] - merge->next[l] - 1));
    assigns *run;
    ensures merge_sound(merge);
    ensures run->list == list && run->stride == stride(list);
    ensures run->next == \old(merge->next[list]) && run->end == cut;
    ensures \forall integer l; 0 <= l < 6 ==>
      merge->next[l] == \old(merge->next[l]) &&
      merge->end[l] == \old(merge->end[l]);
 */
static inline void give(const struct gpamap_merge *merge, size_t list,
			size_t stride, const uint64_t *cut,
			struct gpamap_run *run)
{
	run->list = (enum gpamap_list)list;
	run->stride = (unsigned int)stride;
	run->next = merge->next[list];
	run->end = cut;
	/*@ assert \forall integer l; 0 <= l < 6 ==>
	      merge->next[l] == \at(merge->next[l], Pre) &&
	      merge->end[l] == \at(merge->end[l], Pre); */
	/*@ assert \forall integer l; 0 <= l < 6 ==>
	      list_key(merge, l) == list_key{Pre}(merge, l); */
	/*@ assert \forall integer l; 0 <= l < 6 ==> head_good(merge, l); */
	/*@ assert \forall integer l; 0 <= l < 6 ==> head_sound(merge, l); */
}

bool gpamap_merge_next(struct gpamap_merge *merge, struct gpamap_run *run)
{
	uint64_t first = merge->turn[0];
	uint64_t bound = merge->turn[1] - merge->turn[1] % GPAMAP_PAGE_SIZE;
	size_t list = first % GPAMAP_PAGE_SIZE;
	const uint64_t *next = merge->next[list];
	const uint64_t *end = merge->end[list];
	size_t stride = gpamap_block_stride((enum gpamap_list)list);
	const uint64_t *cut, *rest;

	//@ assert list < 6 && first == list_key(merge, list);
	//@ assert head_sound(merge, list);
	//@ ghost first_is_first(merge);
	if (first >= GPAMAP_ADDRESS_END)
		return false;
	//@ assert next != end;
	//@ assert head_good(merge, list);
	//@ assert next[0] != next[1];
	//@ assert rest_readable(next, end, stride);
	//@ assert rest_ordered(end, next - end, stride);
	cut = gpamap_run_below(next, end, stride, bound);
	/*@ ghost below_next(next, cut, end, stride, bound, merge->turn[1], list);
	 */
	rest = gpamap_run_seek(cut, end, stride);
	//@ ghost later_is_ordered(next, rest, end, stride);
	//@ ghost if (rest != end) next_is_good(rest, end, stride);
	//@ ghost below_rest(next, cut, rest, end, stride);
	//@ assert rest_sound(merge, rest, end, stride);
	give(merge, list, stride, cut, run);
	//@ assert run->next == next && merge->end[list] == end;
	//@ assert rest_sound(merge, rest, end, stride);
	//@ ghost first_is_first(merge);
	//@ assert \separated(merge, next + (0 .. end - next - 1));
	//@ ghost Given: ;
	go_on(merge, 0, list, rest);
	//@ assert words_stay{Given, Here}(end, next - end);
	//@ ghost entries_are_below();
	/*@ assert all_below(end, next - end, cut - end, stride,
	                     merge->turn[0] - list); */
	//@ assert rest_ordered(end, next - end, stride);
	//@ assert none_empty(end, next - end, cut - end, stride);
	//@ assert all_empty(end, cut - end, rest - end, stride);
	/*@ assert run_holds(next, cut, rest, end, stride,
	                     merge->turn[0] - list); */
	//@ assert run->next == next && run->end == cut;
	//@ assert run->list == list && run->stride == stride;
	//@ assert merge->next[list] == rest;
	//@ assert run->stride == stride(run->list);
	/*@ assert run_holds(run->next, run->end, merge->next[run->list], end,
	                     run->stride, merge->turn[0] - run->list); */
	//@ ghost run_is_sound(merge, run, end);
	return true;
}
