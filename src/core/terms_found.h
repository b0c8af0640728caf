/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_TERMS_FOUND_H
#define GPAMAP_CORE_TERMS_FOUND_H

#include "ram.h"
#include "seek.h"

/* The terms of what stands at an address. */

/*@ predicate entry_holds{L}(uint64_t *w, integer i, integer address) =
      0 <= i < w[9] && entry_start(w, i) <= address < entry_end(w, i);
    predicate none_holds{L}(uint64_t *w, integer address) =
      \forall integer i; 0 <= i < w[9] ==> !entry_holds(w, i, address);

    // A hole reaches from the entry before it to the one behind.
    logic integer hole_start{L}(uint64_t *w, integer position) =
      position > 0 ? entry_end(w, position - 1) : 0;
    logic integer hole_end{L}(uint64_t *w, integer position) =
      position < w[9] ? entry_start(w, position) : GPAMAP_ADDRESS_END;

    // What stands for an entry where there is none.
    predicate no_entry(struct gpamap_entry e) =
      e.kind == GPAMAP_KIND_HOLE && e.list == GPAMAP_LIST_NONE &&
      e.index == 0 && e.range.start == 0 && e.range.end == 0 &&
      e.vnode == GPAMAP_NO_VNODE && e.name == \null;

    // An entry that holds an address is found, and where in it that is.
    predicate found_entry{L}(uint64_t *w, integer address, integer kind,
                             struct gpamap_found f) =
      f.entry.kind == kind &&
      entry_holds(w, f.position, address) &&
      tells_entry(w, f.position, f.entry) &&
      f.offset == address - f.entry.range.start &&
      f.left == f.entry.range.end - address &&
      (f.entry.kind == GPAMAP_KIND_RAM ?
         backs(w, f.entry.index, address, f.ram_offset) :
         f.ram_offset == 0) &&
      no_entry(f.below) && no_entry(f.above);

    // A hole holds an address: the hole that ends before the entry at a
    // position, or the empty one at the end of all addresses.
    predicate found_hole{L}(uint64_t *w, integer address,
                            struct gpamap_found f) =
      none_holds(w, address) && begin_up_to(w, address, f.position) &&
      f.entry.kind == GPAMAP_KIND_HOLE && f.entry.list == GPAMAP_LIST_NONE &&
      f.entry.index == 0 && f.entry.vnode == GPAMAP_NO_VNODE &&
      f.entry.name == \null && f.ram_offset == 0 &&
      (address < GPAMAP_ADDRESS_END ?
         f.entry.range.start == hole_start(w, f.position) &&
         f.entry.range.end == hole_end(w, f.position) &&
         f.offset == address - f.entry.range.start &&
         f.left == f.entry.range.end - address :
         f.entry.range.start == GPAMAP_ADDRESS_END &&
         f.entry.range.end == GPAMAP_ADDRESS_END &&
         f.offset == 0 && f.left == 0) &&
      (f.position > 0 ? tells_entry(w, f.position - 1, f.below) :
                        no_entry(f.below)) &&
      (f.position < w[9] ? tells_entry(w, f.position, f.above) :
                           no_entry(f.above));
 */

#ifdef __FRAMAC__
/* The public header's declaration once more, with what it promises. */
/*@ requires layout_right(&layout->words[0]) && \valid(found);
    assigns *found;
    ensures \result != GPAMAP_KIND_HOLE ==>
      found_entry{Pre}(&layout->words[0], address, \result,
                       \at(*found, Post));
    ensures \result == GPAMAP_KIND_HOLE ==>
      found_hole{Pre}(&layout->words[0], address, \at(*found, Post));
 */
enum gpamap_kind gpamap_layout_find(const struct gpamap_layout *layout,
				    uint64_t address,
				    struct gpamap_found *found);
#endif

#endif /* GPAMAP_CORE_TERMS_FOUND_H */
