/* SPDX-License-Identifier: MIT */
#include <gpamap/range.h>

#include "terms_range.h"

/* Iterators over one sorted list of ranges: those that touch become one. */

/*@ predicate is_merge{L}(struct gpamap_range_merge *merge) =
      \valid(merge) && merge->list.next <= merge->list.count &&
      \valid_read(merge->list.ranges + (0 .. merge->list.count - 1)) &&
      \separated(merge, merge->list.ranges + (0 .. merge->list.count - 1));

    predicate written_apart{L}(struct gpamap_range_merge *merge,
                               struct gpamap_range *range) =
      \valid(range) && \separated(range, merge) &&
      \separated(range, merge->list.ranges + (0 .. merge->list.count - 1));

    // There is a range to begin with.
    predicate under_way{L}(struct gpamap_range_merge *merge) =
      merge->status == GPAMAP_OK && merge->list.next < merge->list.count;

    logic integer start_of{L}(struct gpamap_range *v, integer i) = v[i].start;
    logic integer end_of{L}(struct gpamap_range *v, integer i) = v[i].end;

    // Each of v[from] to v[to - 1] begins at or above those before it.
    predicate ascending{L}(struct gpamap_range *v, integer from, integer to) =
      \forall integer i; from < i < to ==> v[i - 1].start <= v[i].start;

    // r has the addresses of v[from] to v[to - 1], and no others.
    predicate unites{L}(struct gpamap_range r, struct gpamap_range *v,
                        integer from, integer to) =
      \forall integer x; holds(r, x) <==> in_some(v, from, to, x);
 */

/*@ ghost
      /@ requires from <= to;
         assigns \nothing;
         ensures \forall integer x; in_some(ranges, from, to + 1, x) <==>
           in_some(ranges, from, to, x) || holds(ranges[to], x);
       @/
      static void ranges_grow(const struct gpamap_range *ranges, size_t from,
                              size_t to)
      {
      }
 */

/*@ requires \valid(merge);
    requires \valid_read(ranges + (0 .. count - 1));
    requires \separated(merge, ranges + (0 .. count - 1));
    assigns *merge;
    ensures is_merge(merge) && merge->status == GPAMAP_OK;
    ensures merge->list.ranges == ranges && merge->list.count == count;
    ensures merge->list.next == 0 && merge->tags == \null;
 */
void gpamap_range_flatten_init(struct gpamap_range_merge *merge,
			       const struct gpamap_range *ranges, size_t count)
{
	gpamap_range_merge_adjacent_init(merge, ranges, NULL, count);
}

/*@ requires is_merge(merge) && written_apart(merge, range);
    assigns merge->list.next, merge->status, *range;
    ensures is_merge(merge);
    ensures !under_way{Pre}(merge) ==> !\result &&
      merge->list.next == \old(merge->list.next) &&
      merge->status == \old(merge->status);
    // What comes out is as long as what touches, and does not touch the next.
    ensures \result ==> merge->status == GPAMAP_OK &&
      \old(merge->list.next) < merge->list.next &&
      ascending{Pre}(merge->list.ranges, \old(merge->list.next),
                     merge->list.next) &&
      unites{Pre}(*range, merge->list.ranges, \old(merge->list.next),
                  merge->list.next);
    ensures \result && merge->list.next < merge->list.count ==>
      range->end < start_of{Pre}(merge->list.ranges, merge->list.next);
    ensures !\result && under_way{Pre}(merge) ==>
      merge->status == GPAMAP_ERR_UNSORTED &&
      0 < merge->list.next < merge->list.count &&
      start_of{Pre}(merge->list.ranges, merge->list.next) <
        start_of{Pre}(merge->list.ranges, merge->list.next - 1);
    ensures \result ==> range->start ==
      start_of{Pre}(merge->list.ranges, \old(merge->list.next));
 */
bool gpamap_range_flatten_next(struct gpamap_range_merge *merge,
			       struct gpamap_range *range)
{
	struct gpamap_range_cursor *list = &merge->list;
	const struct gpamap_range *ranges = list->ranges;
	size_t end = list->next;
	struct gpamap_range at, whole;

	if (merge->status != GPAMAP_OK || end == list->count)
		return false;
	whole = at = ranges[end];
	/*@ loop invariant merge->list.next <= end < list->count;
	    loop invariant at == ranges[end];
	    loop invariant whole.start == ranges[merge->list.next].start;
	    loop invariant ascending(ranges, merge->list.next, end + 1);
	    loop invariant \forall integer i; merge->list.next <= i <= end ==>
	      whole.start <= ranges[i].start <= at.start &&
	      ranges[i].end <= whole.end;
	    loop invariant \forall integer x; holds(whole, x) ==>
	      in_some(ranges, merge->list.next, end + 1, x);
	    loop assigns end, at, whole;
	    loop variant list->count - end; */
	while (++end < list->count) {
		struct gpamap_range next = ranges[end];

		//@ ghost ranges_grow(ranges, list->next, end);
		if (next.start < at.start)
			merge->status = GPAMAP_ERR_UNSORTED;
		if (next.start < at.start || next.start > whole.end)
			break;
		if (next.end > whole.end)
			whole.end = next.end;
		at = next;
	}
	/*@ assert merge->status == GPAMAP_OK ==>
	      unites(whole, ranges, list->next, end); */
	list->next = end;
	*range = whole;
	return merge->status == GPAMAP_OK;
}

/*@ requires \valid(merge);
    requires \valid_read(ranges + (0 .. count - 1));
    requires \separated(merge, ranges + (0 .. count - 1));
    assigns *merge;
    ensures is_merge(merge) && merge->status == GPAMAP_OK;
    ensures merge->list.ranges == ranges && merge->list.count == count;
    ensures merge->list.next == 0 && merge->tags == tags;
 */
void gpamap_range_merge_adjacent_init(struct gpamap_range_merge *merge,
				      const struct gpamap_range *ranges,
				      const uint32_t *tags, size_t count)
{
	merge->list.ranges = ranges;
	merge->list.count = count;
	merge->list.next = 0;
	merge->tags = tags;
	merge->status = GPAMAP_OK;
}

/*@ logic integer following(struct gpamap_range at, struct gpamap_range next) =
      next.start < at.start ? GPAMAP_ERR_UNSORTED
      : next.start < at.end ? GPAMAP_ERR_OVERLAP : GPAMAP_OK;
    logic integer verdict{L}(struct gpamap_range *v, integer i) =
      following(v[i - 1], v[i]);

    // r begins and ends where v[from] to v[to - 1] do, and has what they have.
    predicate spans{L}(struct gpamap_range r, struct gpamap_range *v,
                       integer from, integer to) =
      r.start == v[from].start && r.end == v[to - 1].end &&
      (upright(v[to - 1]) ==> unites(r, v, from, to));

    predicate tags_apart{L}(struct gpamap_range_merge *merge,
                            struct gpamap_range *range) =
      (merge->tags != \null ==>
        \valid_read(merge->tags + (0 .. merge->list.count - 1)) &&
        \separated(merge->tags + (0 .. merge->list.count - 1), merge, range));

    predicate first_apart{L}(struct gpamap_range_merge *merge,
                             struct gpamap_range *range, size_t *first) =
      first == \null ||
        (\valid(first) && \separated(first, merge, range) &&
         \separated(first,
                    merge->list.ranges + (0 .. merge->list.count - 1)) &&
         \separated(first, merge->tags + (0 .. merge->list.count - 1)));

    predicate same_tag{L}(struct gpamap_range_merge *merge, integer i,
                          integer j) =
      merge->tags == \null || merge->tags[i] == merge->tags[j];

    // v[from] to v[to - 1] touch, each the one before it.
    predicate chained{L}(struct gpamap_range *v, integer from, integer to) =
      \forall integer i; from < i < to ==> v[i - 1].end == v[i].start;
 */

/* Say whether @next may stand behind @at in a sorted, disjoint list. */
/*@ assigns \nothing;
    ensures \result == following(at, next);
 */
static enum gpamap_status follows(struct gpamap_range at,
				  struct gpamap_range next)
{
	if (next.start < at.start)
		return GPAMAP_ERR_UNSORTED;
	return next.start < at.end ? GPAMAP_ERR_OVERLAP : GPAMAP_OK;
}

/*@ requires is_merge(merge) && written_apart(merge, range);
    requires tags_apart(merge, range) && first_apart(merge, range, first);
    assigns merge->list.next, merge->status, *range, *first;
    ensures is_merge(merge);
    ensures !under_way{Pre}(merge) ==> !\result &&
      merge->list.next == \old(merge->list.next) &&
      merge->status == \old(merge->status);
    // What comes out is made of what touches and bears one tag.
    ensures \result ==> merge->status == GPAMAP_OK &&
      \old(merge->list.next) < merge->list.next;
    ensures \result ==>
      ascending{Pre}(merge->list.ranges, \old(merge->list.next),
                     merge->list.next) &&
      chained{Pre}(merge->list.ranges, \old(merge->list.next),
                   merge->list.next);
    ensures \result ==>
      spans{Pre}(*range, merge->list.ranges, \old(merge->list.next),
                 merge->list.next);
    ensures \result ==> \forall integer i;
      \old(merge->list.next) <= i < merge->list.next ==>
        same_tag(merge, \old(merge->list.next), i);
    // And of all of it.
    ensures \result && merge->list.next < merge->list.count ==>
      verdict{Pre}(merge->list.ranges, merge->list.next) == GPAMAP_OK &&
      (range->end < start_of{Pre}(merge->list.ranges, merge->list.next) ||
       !same_tag(merge, \old(merge->list.next), merge->list.next));
    ensures \result && first != \null ==> *first == \old(merge->list.next);
    ensures !\result && under_way{Pre}(merge) ==>
      merge->status != GPAMAP_OK &&
      0 < merge->list.next < merge->list.count &&
      merge->status == verdict{Pre}(merge->list.ranges, merge->list.next);
 */
bool gpamap_range_merge_adjacent_next(struct gpamap_range_merge *merge,
				      struct gpamap_range *range, size_t *first)
{
	struct gpamap_range_cursor *list = &merge->list;
	const struct gpamap_range *ranges = list->ranges;
	const uint32_t *tags = merge->tags;
	size_t begin = list->next, end = begin;
	enum gpamap_status status = merge->status;

	if (status != GPAMAP_OK || begin == list->count)
		return false;
	/*@ loop invariant begin <= end < list->count && status == GPAMAP_OK;
	    loop invariant ascending(ranges, begin, end + 1);
	    loop invariant chained(ranges, begin, end + 1);
	    loop invariant \forall integer i; begin <= i <= end ==>
	      same_tag(merge, begin, i);
	    loop invariant \forall integer i; begin <= i <= end ==>
	      ranges[begin].start <= ranges[i].start <= ranges[end].start;
	    loop invariant \forall integer i; begin <= i < end ==>
	      ranges[i].end <= ranges[end].start;
	    loop invariant \forall integer x;
	      ranges[begin].start <= x < ranges[end].end ==>
	        in_some(ranges, begin, end + 1, x);
	    loop assigns end, status;
	    loop variant list->count - end; */
	while (++end < list->count) {
		//@ ghost ranges_grow(ranges, begin, end);
		status = follows(ranges[end - 1], ranges[end]);
		if (status != GPAMAP_OK ||
		    ranges[end].start != ranges[end - 1].end ||
		    (tags != NULL && tags[end] != tags[begin]))
			break;
	}
	/*@ assert united: status == GPAMAP_OK &&
	      upright(ranges[end - 1]) ==> \forall integer x;
	        ranges[begin].start <= x < ranges[end - 1].end <==>
	          in_some(ranges, begin, end, x); */
	/*@ assert stopped: status != GPAMAP_OK ==>
	      end < list->count && status == verdict(ranges, end); */
	*range = (struct gpamap_range){ ranges[begin].start,
					ranges[end - 1].end };
	/*@ assert range->start == start_of{Pre}(ranges, begin) &&
	           range->end == end_of{Pre}(ranges, end - 1); */
	/*@ assert one_tag: \forall integer i; begin <= i < end ==>
	      same_tag(merge, begin, i); */
	merge->status = status;
	list->next = end;
	/*@ assert tags_are: tags != \null ==> \forall integer i;
	      0 <= i < list->count ==> tags[i] == \at(merge->tags[i], Pre); */
	if (status != GPAMAP_OK)
		return false;
	if (first != NULL)
		*first = begin;
	/*@ assert tags_stay: tags != \null ==> \forall integer i;
	      0 <= i < list->count ==> tags[i] == \at(merge->tags[i], Pre); */
	/*@ assert same_tags: \forall integer i; begin <= i < end ==>
	      same_tag(merge, begin, i); */
	/*@ assert range->start == start_of{Pre}(ranges, begin) &&
	      range->end == end_of{Pre}(ranges, end - 1) && list->next == end; */
	return true;
}
