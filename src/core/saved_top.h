/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SAVED_TOP_H
#define GPAMAP_CORE_SAVED_TOP_H

#include "saved.h"

/* The top level of the index of a saved form, which stands below the lists: a
 * proof, and no code. */

/*@ ghost
      /@ requires in_limits(&saved->shape);
         requires levels_planned{Pre, Pre}(&saved->shape, &saved->at);
         requires \valid_read(saved);
         assigns \nothing;
         ensures is_top(saved->shape.keys, \result);
         ensures saved->at.list[0] ==
           16 + level_at(saved->shape.keys, \result + 1);
         ensures \forall integer k;
           is_level(saved->shape.keys, k) <==> 0 <= k <= \result;
         ensures \forall integer k; 0 < k <= \result ==>
           16 + level_at(saved->shape.keys, k) < saved->at.list[0];
       @/
      static size_t top_level(const struct gpamap_saved *saved)
      {
        size_t all = saved->shape.keys, count = all, top = 0;

        /@ loop invariant is_level(all, top) && narrow(count, top);
           loop invariant count == level_count(all, top);
           loop invariant \forall integer k; 0 <= k < top ==>
             level_count(all, k) > 16;
           loop invariant \forall integer k; 0 <= k <= top ==>
             0 <= level_at(all, k) <= level_at(all, top);
           loop assigns count, top;
           loop variant count; @/
        while (count > 16) {
          count = (count + 15) / 16;
          top++;
        }
        /@ loop invariant top <= i <= 8;
           loop invariant \forall integer k; top <= k < i ==>
             level_count(all, k) <= 16;
           loop assigns i;
           loop variant 8 - i; @/
        for (size_t i = top; i <= 7; i++) {
        }
        return top;
      }
 */

#endif /* GPAMAP_CORE_SAVED_TOP_H */
