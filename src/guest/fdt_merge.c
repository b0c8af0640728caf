/* SPDX-License-Identifier: MIT */
#include <libfdt.h>

#include "fdt_fault.h"
#include "fdt_tree.h"
#include "fdt_write.h"

/* A given tree, copied token by token, with its memory told anew. */

struct merging {
	struct gpamap_fdt_telling telling;
	const void *tree;
	int reserved; /* its /reserved-memory, or -1 */
};

/* Give the offset behind @node and all that is in it. */
static int end_of_node(const void *tree, int node)
{
	unsigned int depth = 0;
	int next = node;
	uint32_t tag;

	do {
		tag = fdt_next_tag(tree, next, &next);
		if (tag == FDT_BEGIN_NODE)
			depth++;
		else if (tag == FDT_END_NODE)
			depth--;
	} while (depth > 0);
	return next;
}

static void copy_property(const void *tree, int offset,
			  struct gpamap_fdt_emit *emit)
{
	const struct fdt_property *property;
	int size;

	property = fdt_get_property_by_offset(tree, offset, &size);
	if (property == NULL)
		return;
	gpamap_fdt_emit_copied(emit, fdt32_to_cpu(property->nameoff),
			       (uint64_t)size);
	gpamap_fdt_emit_bytes(emit, property->data, (size_t)size);
}

/* Copy one token; give the offset of the next. */
static int copy_token(const void *tree, int offset,
		      struct gpamap_fdt_emit *emit)
{
	int next;
	uint32_t tag = fdt_next_tag(tree, offset, &next);

	if (tag == FDT_BEGIN_NODE)
		gpamap_fdt_emit_node(emit, fdt_get_name(tree, offset, NULL));
	else if (tag == FDT_END_NODE)
		gpamap_fdt_emit_node_end(emit);
	else if (tag == FDT_PROP)
		copy_property(tree, offset, emit);
	return next;
}

static int copy_node(const void *tree, int node, struct gpamap_fdt_emit *emit)
{
	int end = end_of_node(tree, node);
	int offset = node;

	while (offset < end)
		offset = copy_token(tree, offset, emit);
	return end;
}

/* Others may refer to such a node: it stays. */
static bool has_phandle(const void *tree, int node)
{
	return fdt_getprop(tree, node, "phandle", NULL) != NULL ||
	       fdt_getprop(tree, node, "linux,phandle", NULL) != NULL;
}

/* So does what the system places. */
static bool stays_reserved(const void *tree, int child)
{
	return has_phandle(tree, child) ||
	       fdt_getprop(tree, child, "reg", NULL) == NULL;
}

static bool keeps_reserved(const struct merging *merging)
{
	int child;

	if (merging->reserved < 0)
		return false;
	fdt_for_each_subnode(
		child, merging->tree,
		merging->reserved) if (stays_reserved(merging->tree,
						      child)) return true;
	return false;
}

static void tell_reserved(const struct merging *merging,
			  struct gpamap_fdt_emit *emit)
{
	const void *tree = merging->tree;
	int child;

	if (!gpamap_fdt_has_reserved(&merging->telling) &&
	    !keeps_reserved(merging))
		return;
	gpamap_fdt_tell_reserved(&merging->telling, emit);
	if (merging->reserved >= 0)
		fdt_for_each_subnode(
			child, tree,
			merging->reserved) if (stays_reserved(tree, child))
			copy_node(tree, child, emit);
	gpamap_fdt_emit_node_end(emit);
}

static bool is_replaced(const struct merging *merging, int child)
{
	const void *tree = merging->tree;

	return child == merging->reserved ||
	       gpamap_fdt_tree_says(tree, child, "device_type", "memory") ||
	       gpamap_fdt_tree_called(tree, child, "memory") ||
	       gpamap_fdt_tree_compatible(tree, child,
					  "numa-distance-map-v1") ||
	       (gpamap_fdt_tree_compatible(tree, child, "pmem-region") &&
		!has_phandle(tree, child));
}

/* The root's own tokens, one level down; then what is told anew. */
static void tell_merged(const void *what, struct gpamap_fdt_emit *emit)
{
	const struct merging *merging = what;
	const void *tree = merging->tree;
	int offset = copy_token(tree, 0, emit);
	uint32_t tag;
	int next;

	while ((tag = fdt_next_tag(tree, offset, &next)) != FDT_END_NODE) {
		if (tag != FDT_BEGIN_NODE)
			offset = copy_token(tree, offset, emit);
		else if (is_replaced(merging, offset))
			offset = end_of_node(tree, offset);
		else
			offset = copy_node(tree, offset, emit);
	}
	gpamap_fdt_tell_memory(&merging->telling, emit);
	tell_reserved(merging, emit);
	gpamap_fdt_tell_pmem(&merging->telling, emit);
	gpamap_fdt_emit_node_end(emit);
	gpamap_fdt_emit_end(emit);
}

#define RESERVATION_SIZE 16

static struct gpamap_fdt_base base_of(const void *tree)
{
	const unsigned char *bytes = tree;

	return (struct gpamap_fdt_base){
		.reservations = bytes + fdt_off_mem_rsvmap(tree),
		.reservations_size =
			(uint32_t)fdt_num_mem_rsv(tree) * RESERVATION_SIZE,
		.strings = bytes + fdt_off_dt_strings(tree),
		.strings_size = fdt_size_dt_strings(tree),
		.boot_cpu = fdt_boot_cpuid_phys(tree),
	};
}

/* The root's cells, which are the reserved memory's, too. */
static enum gpamap_status take_cells(const struct merging *merging,
				     struct gpamap_fdt_options *options,
				     struct gpamap_error *error)
{
	int address_cells = fdt_address_cells(merging->tree, 0);
	int size_cells = fdt_size_cells(merging->tree, 0);
	int node = merging->reserved;

	if (address_cells < 1 || address_cells > 2 || size_cells < 1 ||
	    size_cells > 2)
		return gpamap_fdt_fail(error, GPAMAP_ERR_CORRUPT,
				       gpamap_fdt_tree_offset(merging->tree, 0),
				       0);
	if (node >= 0 && keeps_reserved(merging) &&
	    (fdt_address_cells(merging->tree, node) != address_cells ||
	     fdt_size_cells(merging->tree, node) != size_cells))
		return gpamap_fdt_fail(
			error, GPAMAP_ERR_CORRUPT,
			gpamap_fdt_tree_offset(merging->tree, node), 0);
	if ((options->address_cells != 0 &&
	     options->address_cells != (unsigned int)address_cells) ||
	    (options->size_cells != 0 &&
	     options->size_cells != (unsigned int)size_cells))
		return gpamap_fdt_fail(error, GPAMAP_ERR_ARGUMENT, 0, 0);
	options->address_cells = (unsigned int)address_cells;
	options->size_cells = (unsigned int)size_cells;
	return GPAMAP_OK;
}

enum gpamap_status gpamap_fdt_merge(const struct gpamap_layout *layout,
				    const struct gpamap_fdt_options *options,
				    const void *tree, size_t tree_size,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error)
{
	struct gpamap_fdt_buffer out = { buffer, size, need };
	struct merging merging = { .tree = tree, .reserved = -1 };
	struct gpamap_fdt_options taken = { 0 };
	struct gpamap_fdt_base base;
	enum gpamap_status status =
		gpamap_fdt_tree_check(tree, tree_size, error);

	if (status != GPAMAP_OK)
		return status;
	if (options != NULL)
		taken = *options;
	merging.reserved = fdt_subnode_offset(tree, 0, "reserved-memory");
	status = take_cells(&merging, &taken, error);
	if (status == GPAMAP_OK)
		status = gpamap_fdt_telling_begin(&merging.telling, layout,
						  &taken, false, error);
	if (status != GPAMAP_OK)
		return status;
	base = base_of(tree);
	return gpamap_fdt_put(tell_merged, &merging, &base, &out, error);
}
