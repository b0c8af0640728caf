/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_MEASURE_H
#define GPAMAP_CORE_MEASURE_H

#include "block.h"
#include "request.h"
#include "strings.h"

/*@ // The names of a list are those of its ranges, or of the nodes of its RAM.
    logic integer names_count{L}(struct gpamap_request *r, integer list) =
      list == 0 && r->nodes.count != 0 ? r->nodes.count
                                       : r->lists.count[list];
    predicate names_readable{L}(struct gpamap_request *r) =
      r->names != \null ==> \valid_read(r->names) &&
        \forall integer list, i; 0 <= list < 6 &&
          0 <= i < names_count(r, list) ==> name_good(r->names, list, i);

    // An error is nothing of what was given.
    predicate error_apart{L}(struct gpamap_error *error,
                             struct gpamap_request *r) =
      fault_apart(error, &r->lists) && \separated(error, r) &&
      \separated(error, r->nodes.sizes + (0 .. r->nodes.count - 1));
    predicate shape_apart{L}(struct gpamap_shape *shape,
                             struct gpamap_request *r) =
      \separated(shape, r) &&
      \separated(shape, r->nodes.sizes + (0 .. r->nodes.count - 1)) &&
      \forall integer list; 0 <= list < 6 ==>
        \separated(shape, r->lists.words[list] +
          (0 .. words_of(list, r->lists.count[list]) - 1));

    predicate counted{L}(struct gpamap_shape *shape) =
      (\forall integer list; 0 <= list < 6 ==>
        0 <= shape->count[list] <= GPAMAP_RANGES_MAX) &&
      0 <= shape->entries <= GPAMAP_RANGES_MAX &&
      0 <= shape->keys <= 2 * GPAMAP_RANGES_MAX;

    predicate shape_kept{A, B}(struct gpamap_shape *shape) =
      (\forall integer list; 0 <= list < 6 ==>
        \at(shape->count[list], A) == \at(shape->count[list], B)) &&
      \at(shape->entries, A) == \at(shape->entries, B) &&
      \at(shape->keys, A) == \at(shape->keys, B);

    // Every entry of the lists is in the shape, and pieces of RAM for nodes.
    predicate shape_of{A, B}(struct gpamap_request *r,
                             struct gpamap_shape *shape) =
      (\forall integer list; 0 < list < 6 ==>
        \at(shape->count[list], B) == \at(r->lists.count[list], A)) &&
      \at(r->lists.count[0], A) <= \at(shape->count[0], B) <=
        \at(r->lists.count[0], A) + \at(shape->entries, B) &&
      (\at(r->nodes.count, A) == 0 ==>
        \at(shape->count[0], B) == \at(r->lists.count[0], A)) &&
      (\at(shape->entries, B) == 0 ? \at(shape->keys, B) == 0
         : \at(shape->entries, B) < \at(shape->keys, B) <=
             2 * \at(shape->entries, B));
 */

/*
 * Go through the map that @request asks for, whose lists are sound each in
 * itself, and find out the shape of its block.
 *
 * Errors: OVERLAP, NO_FIT, VTL2_LOW, TOO_MANY.
 */
/*@ requires request_readable(request) && lists_ordered(&request->lists);
    requires names_readable(request) && error_apart(error, request);
    requires \valid(shape) && shape_apart(shape, request);
    requires \separated(shape, error);
    assigns *shape, *error;
    ensures \result == GPAMAP_OK ==> in_limits(shape);
    ensures \result == GPAMAP_OK ==> shape_of{Pre, Post}(request, shape);
    ensures \result == GPAMAP_OK && \old(request->names) == \null ==>
      shape->name_bytes == 0;
    ensures \result == GPAMAP_OK || \result == GPAMAP_ERR_OVERLAP ||
      \result == GPAMAP_ERR_NO_FIT || \result == GPAMAP_ERR_VTL2_LOW ||
      \result == GPAMAP_ERR_TOO_MANY;
 */
enum gpamap_status gpamap_measure(const struct gpamap_request *request,
				  struct gpamap_shape *shape,
				  struct gpamap_error *error);

#endif /* GPAMAP_CORE_MEASURE_H */
