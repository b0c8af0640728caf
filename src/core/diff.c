/* SPDX-License-Identifier: MIT */
#include <gpamap/diff.h>

#include "minmax.h"
#include "terms_found.h"

/*@ // Both layouts can be read, and are right.
    predicate diff_readable{L}(struct gpamap_diff *diff) =
      layout_right(&diff->left->words[0]) &&
      layout_right(&diff->right->words[0]);

    // What stands at each address of a range is one entry, or no entry is.
    predicate stands{L}(uint64_t *w, struct gpamap_entry e, integer from,
                        integer to) =
      e.range.start <= from && to <= e.range.end &&
      (e.kind == GPAMAP_KIND_HOLE ?
        e.vnode == GPAMAP_NO_VNODE &&
          \forall integer x; from <= x < to ==> none_holds(w, x) :
        \exists integer i; 0 <= i < w[9] && tells_entry(w, i, e));

    // Both have the same kind on the same vnode at an address.
    predicate same_at{L}(uint64_t *left, uint64_t *right, integer x) =
      \exists struct gpamap_entry a, b;
        stands(left, a, x, x + 1) && stands(right, b, x, x + 1) &&
        a.kind == b.kind && a.vnode == b.vnode;
 */

/*@ ghost
      /@ requires stands(left, a, from, to) && stands(right, b, from, to);
         requires a.kind == b.kind && a.vnode == b.vnode;
         assigns \nothing;
         ensures \forall integer x; from <= x < to ==>
           same_at(left, right, x);
       @/
      static void same_between(const uint64_t *left, const uint64_t *right,
                               struct gpamap_entry a, struct gpamap_entry b,
                               uint64_t from, uint64_t to)
      {
        /@ assert \forall integer x; from <= x < to ==>
             stands(left, a, x, x + 1); @/
        /@ assert \forall integer x; from <= x < to ==>
             stands(right, b, x, x + 1); @/
      }
 */

/*@ ghost
      /@ requires entries_in_order(words);
         assigns \nothing;
         ensures \forall integer position, x;
           begin_up_to(words, address, position) &&
           none_holds(words, address) &&
           address <= x < hole_end(words, position) ==> none_holds(words, x);
       @/
      static void hole_goes_on(const uint64_t *words, uint64_t address)
      {
        /@ assert order: \forall integer position, i;
             begin_up_to(words, address, position) && 0 <= i < position - 1 ==>
             entry_end(words, i) <= entry_start(words, position - 1); @/
        /@ assert last: \forall integer position;
             begin_up_to(words, address, position) && position > 0 &&
             none_holds(words, address) ==>
             !entry_holds(words, position - 1, address); @/
        /@ assert before: \forall integer position, i;
             begin_up_to(words, address, position) &&
             none_holds(words, address) && 0 <= i < position ==>
             entry_end(words, i) <= address; @/
        /@ assert behind: \forall integer position, i;
             begin_up_to(words, address, position) &&
             position <= i < words[9] ==>
             hole_end(words, position) <= entry_start(words, i); @/
      }
 */

/* What stands at @address, and how far on. */
/*@ requires layout_right(&layout->words[0]);
    requires address < GPAMAP_ADDRESS_END;
    assigns \nothing;
    ensures \result.range.start <= address < \result.range.end <=
      GPAMAP_ADDRESS_END;
    ensures stands{Pre}(&layout->words[0], \result, address,
                        \result.range.end);
 */
static struct gpamap_entry entry_at(const struct gpamap_layout *layout,
				    uint64_t address)
{
	struct gpamap_found found;

	//@ ghost hole_goes_on(layout->words, address);
	gpamap_layout_find(layout, address, &found);
	return found.entry;
}

/*@ requires \valid(diff);
    assigns *diff;
    ensures diff->left == left && diff->right == right;
    ensures diff->position == 0;
 */
void gpamap_diff_init(struct gpamap_diff *diff,
		      const struct gpamap_layout *left,
		      const struct gpamap_layout *right)
{
	diff->left = left;
	diff->right = right;
	diff->position = 0;
}

/*@ requires \valid(diff) && diff_readable(diff) && \valid(difference);
    requires \separated(diff, difference);
    assigns diff->position, *difference;
    ensures \old(diff->position) <= diff->position;
    ensures \result ==>
      \old(diff->position) <= difference->range.start &&
      difference->range.start < difference->range.end &&
      difference->range.end == diff->position <= GPAMAP_ADDRESS_END;
    ensures \result ==>
      difference->left.kind != difference->right.kind ||
      difference->left.vnode != difference->right.vnode;
    ensures \result ==>
      stands{Pre}(\old(&diff->left->words[0]), \at(difference->left, Post),
                  \at(difference->range.start, Post),
                  \at(difference->range.end, Post));
    ensures \result ==>
      stands{Pre}(\old(&diff->right->words[0]), \at(difference->right, Post),
                  \at(difference->range.start, Post),
                  \at(difference->range.end, Post));
    ensures \forall integer x;
      \old(diff->position) <= x <
        (\result ? difference->range.start : GPAMAP_ADDRESS_END) ==>
        same_at{Pre}(\old(&diff->left->words[0]),
                     \old(&diff->right->words[0]), x);
 */
bool gpamap_diff_next(struct gpamap_diff *diff,
		      struct gpamap_difference *difference)
{
	uint64_t start, end = diff->position;

	/*@ loop invariant \at(diff->position, Pre) <= end;
	    loop invariant end <= GPAMAP_ADDRESS_END ||
	      end == \at(diff->position, Pre);
	    loop invariant \forall integer x;
	      \at(diff->position, Pre) <= x < end ==>
	        same_at{Pre}(&diff->left->words[0], &diff->right->words[0],
	                     x) || end > GPAMAP_ADDRESS_END;
	    loop assigns start, end;
	    loop variant UINT64_MAX - end; */
	while (end < GPAMAP_ADDRESS_END) {
		struct gpamap_entry left = entry_at(diff->left, end);
		struct gpamap_entry right = entry_at(diff->right, end);

		start = end;
		end = gpamap_min(left.range.end, right.range.end);
		if (left.kind == right.kind && left.vnode == right.vnode) {
			/*@ ghost same_between(diff->left->words,
			                       diff->right->words, left, right,
			                       start, end); */
			continue;
		}
		/*@ assert left: stands{Pre}(
		      \at(&diff->left->words[0], Pre), left, start, end); */
		/*@ assert right: stands{Pre}(
		      \at(&diff->right->words[0], Pre), right, start, end); */
		*difference = (struct gpamap_difference){ { start, end },
							  left,
							  right };
		diff->position = end;
		/*@ assert kinds: difference->left.kind == left.kind &&
		      difference->right.kind == right.kind; */
		/*@ assert vnodes: difference->left.vnode == left.vnode &&
		      difference->right.vnode == right.vnode; */
		return true;
	}
	diff->position = end;
	return false;
}
