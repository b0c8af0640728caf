/* SPDX-License-Identifier: MIT */
#include "build.h"
#include "fault.h"
#include "storage.h"

/* The contract's constructors: each says what it accepts, and gpamap_build()
 * does the rest. */

enum gpamap_status gpamap_layout_new(uint64_t ram_size,
				     const struct gpamap_fixed *fixed,
				     struct gpamap_storage *storage,
				     const struct gpamap_layout **layout,
				     struct gpamap_error *error)
{
	return gpamap_layout_new_with_numa(&ram_size, 1, fixed, storage, layout,
					   error);
}

enum gpamap_status gpamap_layout_new_with_numa(
	const uint64_t *node_sizes, size_t node_count,
	const struct gpamap_fixed *fixed, struct gpamap_storage *storage,
	const struct gpamap_layout **layout, struct gpamap_error *error)
{
	struct gpamap_request request = { 0 };
	enum gpamap_status status;

	if (!gpamap_has_outputs(storage, layout))
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	status = gpamap_lists_init(&request.lists, NULL, 0, fixed, error);
	if (status != GPAMAP_OK)
		return status;
	request.nodes.sizes = node_sizes;
	request.nodes.count = node_count;
	request.names = fixed != NULL ? fixed->names : NULL;
	status = gpamap_nodes_check(&request.nodes, error);
	if (status != GPAMAP_OK)
		return status;
	return gpamap_build(&request, storage, layout, error);
}

/* Build from ranges that are decided, @placeholders among MMIO or not. */
static enum gpamap_status
build_resolved(const struct gpamap_ram_range *ram, size_t ram_count,
	       const struct gpamap_fixed *fixed, bool placeholders,
	       struct gpamap_storage *storage,
	       const struct gpamap_layout **layout, struct gpamap_error *error)
{
	struct gpamap_request request = { 0 };
	enum gpamap_status status;

	if (!gpamap_has_outputs(storage, layout))
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	status =
		gpamap_lists_init(&request.lists, ram, ram_count, fixed, error);
	if (status != GPAMAP_OK)
		return status;
	request.lists.placeholders = placeholders;
	request.names = fixed != NULL ? fixed->names : NULL;
	return gpamap_build(&request, storage, layout, error);
}

enum gpamap_status
gpamap_layout_new_from_ranges(const struct gpamap_ram_range *ram,
			      size_t ram_count, const struct gpamap_range *mmio,
			      size_t mmio_count, struct gpamap_storage *storage,
			      const struct gpamap_layout **layout,
			      struct gpamap_error *error)
{
	struct gpamap_fixed fixed = { .mmio = mmio, .mmio_count = mmio_count };

	return build_resolved(ram, ram_count, &fixed, false, storage, layout,
			      error);
}

enum gpamap_status gpamap_layout_new_from_resolved_ranges(
	const struct gpamap_ram_range *ram, size_t ram_count,
	const struct gpamap_fixed *fixed, struct gpamap_storage *storage,
	const struct gpamap_layout **layout, struct gpamap_error *error)
{
	return build_resolved(ram, ram_count, fixed, true, storage, layout,
			      error);
}
