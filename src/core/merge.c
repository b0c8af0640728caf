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

/* Let a list go on at @next, and give it its turn: all others from @at on have
 * theirs, behind that place. */
/*@ requires \valid(merge) && at <= list < 6;
    requires turns_but(merge, at, list);
    requires \forall integer l; at <= l < 6 && l != list ==>
      head_sound(merge, l) && head_good(merge, l);
    requires rest_readable(next, merge->end[list], stride(list));
    requires rest_ordered(merge->end[list], next - merge->end[list],
                          stride(list));
    requires \separated(merge, next + (0 .. merge->end[list] - next - 1));
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
	//@ ghost Behind: ;
	gpamap_turn_settle(merge->turn, at, key);
	/*@ assert \forall integer l; at <= l < 6 ==>
	      merge->next[l] == merge->end[l] ||
	      (merge->next[l][0] == \at(merge->next[l][0], Behind) &&
	       merge->next[l][1] == \at(merge->next[l][1], Behind)); */
	/*@ assert \forall integer l; at <= l < 6 ==>
	      list_key(merge, l) == list_key{Behind}(merge, l); */
	/*@ assert \forall integer l; at <= l < 6 ==> head_good(merge, l); */
	/*@ assert \forall integer i; at <= i < 6 ==>
	      at <= merge->turn[i] % 4096 < 6 &&
	      merge->turn[i] == list_key(merge, merge->turn[i] % 4096); */
	/*@ assert \forall integer l; at <= l < 6 ==>
	      has_turn(&merge->turn[0], at, list_key(merge, l)); */
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

      /@ requires rest_readable(next, end, stride) && next != end;
         requires rest_ordered(end, next - end, stride);
         assigns \nothing;
         ensures numbers_good(next);
       @/
      static void next_is_good(const uint64_t *next, const uint64_t *end,
                               size_t stride)
      {
        /@ assert is_entry(next - end, next - end, 0, stride); @/
        /@ assert numbers_good(end + (next - end)); @/
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
             ==> numbers_good(end + w); @/
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

void gpamap_merge_init(struct gpamap_merge *merge,
		       const struct gpamap_lists *lists)
{
	/*@ loop invariant 0 <= i <= 6 && turns_sound(merge, i);
	    loop invariant \forall integer l; i <= l < 6 ==>
	      head_sound(merge, l);
	    loop invariant \forall integer l; i <= l < 6 ==>
	      merge->end[l] == list_end(lists, l) &&
	      all_empty(merge->end[l], -words_of(l, lists->count[l]),
	                merge->next[l] - merge->end[l], stride(l));
	    loop assigns i, *merge;
	    loop variant i; */
	for (size_t i = GPAMAP_LIST_COUNT; i > 0; i--) {
		enum gpamap_list list = (enum gpamap_list)(i - 1);
		const uint64_t *next = lists->words[list];
		const uint64_t *end = next;
		size_t count = lists->count[list];

		if (count != 0)
			end = gpamap_lists_entry(lists, list, count);
		next = gpamap_run_seek(next, end, gpamap_block_stride(list));
		merge->end[list] = end;
		go_on(merge, list, list, next);
	}
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
	go_on(merge, 0, list, rest);
	/*@ assert all_below(end, next - end, cut - end, stride,
	                     merge->turn[0] - list); */
	//@ assert rest_ordered(end, next - end, stride);
	//@ assert none_empty(end, next - end, cut - end, stride);
	//@ assert all_empty(end, cut - end, rest - end, stride);
	//@ ghost Moved: ;
	run->list = (enum gpamap_list)list;
	run->stride = (unsigned int)stride;
	run->next = next;
	run->end = cut;
	/*@ assert \forall integer l; 0 <= l < 6 ==>
	      merge->next[l] == \at(merge->next[l], Moved) &&
	      merge->end[l] == \at(merge->end[l], Moved); */
	/*@ assert \forall integer l; 0 <= l < 6 ==>
	      list_key(merge, l) == list_key{Moved}(merge, l); */
	/*@ assert \forall integer l; 0 <= l < 6 ==> head_sound(merge, l); */
	//@ assert turns_sound(merge, 0);
	//@ assert run_sound(merge, run, end);
	return true;
}
