/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLACE_H
#define GPAMAP_CORE_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>

#include "fault.h"
#include "minmax.h"
#include "terms.h"

/* RAM to be placed: bytes a vnode. */
struct gpamap_nodes {
	const uint64_t *sizes;
	size_t count;
};

/*@ predicate node_sized(integer size) = size > 0 && paged(size);

    predicate sized_below{L}(struct gpamap_nodes *nodes, integer n) =
      \forall integer i; 0 <= i < n ==> node_sized(nodes->sizes[i]);

    predicate readable_nodes{L}(struct gpamap_nodes *nodes) =
      \valid_read(nodes) && \valid_read(nodes->sizes + (0 .. nodes->count - 1));

    predicate fault_of_node(struct gpamap_error *error, integer status,
                            integer vnode) =
      error != \null ==>
        error->status == status && error->subject.list == GPAMAP_LIST_NODES &&
        error->subject.index == vnode;

    predicate same_fault{A, B}(struct gpamap_error *error) =
      error != \null ==> \at(*error, A) == \at(*error, B);

    // The first of nodes whose size cannot be, and what is wrong with it.
    predicate bad_node{L}(struct gpamap_nodes *nodes, integer vnode,
                          integer status) =
      sized_below(nodes, vnode) && !node_sized(nodes->sizes[vnode]) &&
      status == (nodes->sizes[vnode] == 0 ? GPAMAP_ERR_EMPTY
                                          : GPAMAP_ERR_MISALIGNED);
 */

/* Check that there are nodes, and that each size is whole pages, not zero. */
/*@ requires \valid_read(nodes);
    requires 0 < nodes->count <= GPAMAP_RANGES_MAX && nodes->sizes != \null
      ==> readable_nodes(nodes);
    requires error == \null || \valid(error);
    requires \separated(error, nodes);
    requires nodes->sizes != \null ==>
      \separated(error, nodes->sizes + (0 .. nodes->count - 1));
    assigns *error;
    ensures \result == GPAMAP_OK <==>
      0 < nodes->count <= GPAMAP_RANGES_MAX && nodes->sizes != \null &&
      sized_below(nodes, nodes->count);
    ensures \result == GPAMAP_OK ==> same_fault{Pre, Post}(error);
    ensures \result == GPAMAP_ERR_ARGUMENT <==>
      nodes->count > 0 && nodes->sizes == \null;
    ensures \result == GPAMAP_ERR_TOO_MANY <==>
      nodes->count > GPAMAP_RANGES_MAX && nodes->sizes != \null;
    ensures nodes->count == 0 ==> \result == GPAMAP_ERR_EMPTY &&
      fault_of_node(error, GPAMAP_ERR_EMPTY, 0);
    ensures \result != GPAMAP_OK &&
      0 < nodes->count <= GPAMAP_RANGES_MAX && nodes->sizes != \null ==>
      \exists integer i; 0 <= i < nodes->count &&
        bad_node(nodes, i, \result) && fault_of_node(error, \result, i);
 */
enum gpamap_status gpamap_nodes_check(const struct gpamap_nodes *nodes,
				      struct gpamap_error *error);

/* Check one node's size. */
/*@ requires readable_nodes(nodes) && vnode < nodes->count;
    requires error == \null || \valid(error);
    requires \separated(error, nodes) &&
      \separated(error, nodes->sizes + (0 .. nodes->count - 1));
    assigns *error;
    ensures \result == GPAMAP_OK <==> node_sized(nodes->sizes[vnode]);
    ensures \result == GPAMAP_OK ==> same_fault{Pre, Post}(error);
    ensures \result != GPAMAP_OK ==>
      \result == (nodes->sizes[vnode] == 0 ? GPAMAP_ERR_EMPTY
                                           : GPAMAP_ERR_MISALIGNED);
    ensures \result != GPAMAP_OK ==> fault_of_node(error, \result, vnode) &&
      fault_numbers(error, nodes->sizes[vnode], 0, 0, 0);
 */
enum gpamap_status gpamap_nodes_check_size(const struct gpamap_nodes *nodes,
					   size_t vnode,
					   struct gpamap_error *error);

/* Tell that @missing bytes of the node's RAM find no room. */
/*@ requires readable_nodes(nodes) && vnode < nodes->count;
    requires missing <= nodes->sizes[vnode];
    requires error == \null || \valid(error);
    requires \separated(error, nodes) &&
      \separated(error, nodes->sizes + (0 .. nodes->count - 1));
    assigns *error;
    ensures \result == GPAMAP_ERR_NO_FIT;
    ensures fault_of_node(error, GPAMAP_ERR_NO_FIT, vnode);
    ensures fault_numbers(error, nodes->sizes[vnode],
                          nodes->sizes[vnode] - missing, missing,
                          GPAMAP_ADDRESS_END);
 */
enum gpamap_status gpamap_nodes_no_fit(const struct gpamap_nodes *nodes,
				       size_t vnode, uint64_t missing,
				       struct gpamap_error *error);

/* RAM being placed from below, node 0 first. */
struct gpamap_placing {
	struct gpamap_nodes nodes;
	size_t vnode; /* whose turn it is; nodes.count: all are placed */
	uint64_t left; /* what this one still needs, not 0 but at the end */
	uint64_t free; /* the lowest address that may be free */
};

/*@ // Bytes of RAM that a node has: all of those before, none of those behind.
    logic integer placed{L}(struct gpamap_placing *p, integer k) =
      k < p->vnode ? p->nodes.sizes[k]
      : k == p->vnode ? p->nodes.sizes[k] - p->left : 0;

    // The nodes, which nothing that is placed changes.
    predicate placing_nodes{L}(struct gpamap_placing *p) =
      \valid_read(p->nodes.sizes + (0 .. p->nodes.count - 1)) &&
      \separated(p, p->nodes.sizes + (0 .. p->nodes.count - 1)) &&
      \forall integer i; 0 <= i < p->nodes.count ==>
        node_sized(p->nodes.sizes[i]);

    predicate placing_turn{L}(struct gpamap_placing *p) =
      p->vnode <= p->nodes.count && paged(p->left) && paged(p->free) &&
      (p->vnode < p->nodes.count ==>
        0 < p->left <= p->nodes.sizes[p->vnode]) &&
      (p->vnode == p->nodes.count ==> p->left == 0);
 */

/*@ requires \valid(placing) && readable_nodes(nodes);
    requires sized_below(nodes, nodes->count);
    requires \separated(placing, nodes) &&
      \separated(placing, nodes->sizes + (0 .. nodes->count - 1));
    assigns *placing;
    ensures placing_nodes(placing) && placing_turn(placing);
    ensures placing->nodes == *nodes && placing->free == 0;
    ensures \forall integer k; 0 <= k < nodes->count ==>
      placed(placing, k) == 0;
    ensures placing->left == 0 <==> nodes->count == 0;
 */
void gpamap_placing_init(struct gpamap_placing *placing,
			 const struct gpamap_nodes *nodes);

/* Take the free addresses up to @limit, which is above them, or as many as
 * the node needs. Gives the end of what was taken. */
/*@ requires \valid(placing) && placing_nodes(placing) && placing_turn(placing);
    requires placing->left > 0 && placing->free < limit && paged(limit);
    assigns placing->free, placing->left, placing->vnode;
    ensures placing_nodes(placing) && placing_turn(placing);
    ensures \result == placing->free;
    ensures \old(placing->free) < \result <= limit;
    ensures \forall integer k; 0 <= k < placing->nodes.count ==>
      placed(placing, k) == \old(placed(placing, k)) +
        (k == \old(placing->vnode) ? \result - \old(placing->free) : 0);
    ensures \result == limit || placing->vnode == \old(placing->vnode) + 1;
    ensures placing->left == 0 ==> \forall integer k;
      0 <= k < placing->nodes.count ==>
        placed(placing, k) == placing->nodes.sizes[k];
 */
static inline uint64_t gpamap_placing_take(struct gpamap_placing *placing,
					   uint64_t limit)
{
	uint64_t bytes = gpamap_min(placing->left, limit - placing->free);

	/*@ assert paged(bytes) && paged(placing->free + bytes) &&
	           paged(placing->left - bytes); */
	placing->free += bytes;
	placing->left -= bytes;
	if (placing->left == 0 && ++placing->vnode < placing->nodes.count)
		placing->left = placing->nodes.sizes[placing->vnode];
	//@ assert placing_nodes(placing);
	//@ assert paged(placing->left) && paged(placing->free);
	return placing->free;
}

#endif /* GPAMAP_CORE_PLACE_H */
