/* SPDX-License-Identifier: MIT */
#include "place.h"

/*@ assigns \nothing;
    ensures \result.list == GPAMAP_LIST_NODES && \result.index == vnode;
    ensures \result.range.start == 0 && \result.range.end == 0;
 */
static struct gpamap_subject node_subject(size_t vnode)
{
	return (struct gpamap_subject){ .list = GPAMAP_LIST_NODES,
					.index = vnode };
}

enum gpamap_status gpamap_nodes_check_size(const struct gpamap_nodes *nodes,
					   size_t vnode,
					   struct gpamap_error *error)
{
	uint64_t size = nodes->sizes[vnode];
	enum gpamap_status status;

	if (size != 0 && size % GPAMAP_PAGE_SIZE == 0)
		return GPAMAP_OK;
	status = size == 0 ? GPAMAP_ERR_EMPTY : GPAMAP_ERR_MISALIGNED;
	gpamap_fault_subject(error, status, node_subject(vnode), 0);
	if (error != NULL)
		error->asked = size;
	return status;
}

enum gpamap_status gpamap_nodes_check(const struct gpamap_nodes *nodes,
				      struct gpamap_error *error)
{
	if (nodes->count == 0)
		return gpamap_fault_subject(error, GPAMAP_ERR_EMPTY,
					    node_subject(0), 0);
	if (nodes->sizes == NULL)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	if (nodes->count > GPAMAP_RANGES_MAX)
		return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY,
					   nodes->count, GPAMAP_RANGES_MAX);
	/*@ loop invariant 0 <= i <= nodes->count && sized_below(nodes, i);
	    loop invariant same_fault{Pre, Here}(error);
	    loop assigns i, *error;
	    loop variant nodes->count - i; */
	for (size_t i = 0; i < nodes->count; i++) {
		enum gpamap_status status =
			gpamap_nodes_check_size(nodes, i, error);

		/*@ assert status != GPAMAP_OK ==> bad_node(nodes, i, status) &&
		           fault_of_node(error, status, i); */
		if (status != GPAMAP_OK)
			return status;
	}
	return GPAMAP_OK;
}

enum gpamap_status gpamap_nodes_no_fit(const struct gpamap_nodes *nodes,
				       size_t vnode, uint64_t missing,
				       struct gpamap_error *error)
{
	gpamap_fault_subject(error, GPAMAP_ERR_NO_FIT, node_subject(vnode),
			     GPAMAP_ADDRESS_END);
	if (error != NULL) {
		error->asked = nodes->sizes[vnode];
		error->placed = nodes->sizes[vnode] - missing;
		error->missing = missing;
	}
	return GPAMAP_ERR_NO_FIT;
}

void gpamap_placing_init(struct gpamap_placing *placing,
			 const struct gpamap_nodes *nodes)
{
	//@ assert nodes->count > 0 ==> node_sized(nodes->sizes[0]);
	placing->nodes = *nodes;
	placing->vnode = 0;
	placing->left = nodes->count == 0 ? 0 : nodes->sizes[0];
	placing->free = 0;
	//@ assert placing_nodes(placing);
}
