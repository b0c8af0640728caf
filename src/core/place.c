/* SPDX-License-Identifier: MIT */
#include "place.h"

#include "fault.h"
#include "merge.h"

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
	for (size_t i = 0; i < nodes->count; i++) {
		enum gpamap_status status =
			gpamap_nodes_check_size(nodes, i, error);

		if (status != GPAMAP_OK)
			return status;
	}
	return GPAMAP_OK;
}

/* The free addresses, from below: what is left of the hole being filled, and
 * the blockers behind it. */
struct free_space {
	struct gpamap_merge blockers;
	struct gpamap_range hole;
	uint64_t next; /* where the hole after this one begins, at the least */
};

static void free_space_init(struct free_space *space,
			    const struct gpamap_lists *lists)
{
	/* RAM goes below VTL2 or is refused; it never goes around it. */
	gpamap_merge_init(&space->blockers, lists, GPAMAP_LIST_VTL2);
	space->hole = (struct gpamap_range){ 0, 0 };
	space->next = 0;
}

/* Go to the next hole; false where no free address is left. */
static bool free_space_advance(struct free_space *space)
{
	struct gpamap_merged blocker;

	while (gpamap_merge_next(&space->blockers, &blocker)) {
		space->hole.start = space->next;
		space->hole.end = blocker.range.start;
		space->next = blocker.range.end;
		if (space->hole.start < space->hole.end)
			return true;
	}
	space->hole.start = space->next;
	space->hole.end = GPAMAP_ADDRESS_END;
	space->next = GPAMAP_ADDRESS_END;
	return space->hole.start < space->hole.end;
}

enum gpamap_status gpamap_place_no_fit(const struct gpamap_nodes *nodes,
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

/* Cut @left bytes, or as many as there are, off the hole. */
static struct gpamap_range take(struct free_space *space, uint64_t left)
{
	struct gpamap_range piece = space->hole;

	if (left < piece.end - piece.start)
		piece.end = piece.start + left;
	space->hole.start = piece.end;
	return piece;
}

enum gpamap_status gpamap_place(const struct gpamap_lists *lists,
				const struct gpamap_nodes *nodes,
				struct gpamap_ram_range *pieces, size_t *count,
				uint64_t *end, struct gpamap_error *error)
{
	struct free_space space;
	size_t used = 0;

	free_space_init(&space, lists);
	for (size_t vnode = 0; vnode < nodes->count; vnode++) {
		uint64_t left = nodes->sizes[vnode];

		while (left > 0) {
			struct gpamap_range piece;

			if (space.hole.start == space.hole.end &&
			    !free_space_advance(&space))
				return gpamap_place_no_fit(nodes, vnode, left,
							   error);
			piece = take(&space, left);
			left -= piece.end - piece.start;
			if (pieces != NULL)
				pieces[used] =
					(struct gpamap_ram_range){ piece,
								   vnode };
			used++;
		}
	}
	*count = used;
	*end = space.hole.start;
	return GPAMAP_OK;
}
