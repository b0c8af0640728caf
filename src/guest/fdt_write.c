/* SPDX-License-Identifier: MIT */
#include "fdt_fault.h"
#include "fdt_tree.h"
#include "fdt_write.h"

/* A whole tree, and what it has in common with one that is merged. */

enum gpamap_status gpamap_fdt_put(gpamap_fdt_teller *tell, const void *what,
				  const struct gpamap_fdt_base *base,
				  const struct gpamap_fdt_buffer *buffer,
				  struct gpamap_error *error)
{
	struct gpamap_fdt_emit emit;
	uint64_t size;

	gpamap_fdt_emit_begin(&emit, base);
	tell(what, &emit);
	size = gpamap_fdt_emit_size(&emit);
	if (size > GPAMAP_FDT_TREE_MAX)
		return gpamap_fdt_fail(error, GPAMAP_ERR_TOO_MANY, size,
				       GPAMAP_FDT_TREE_MAX);
	if (buffer->need != NULL)
		*buffer->need = (size_t)size;
	if (buffer->at == NULL && buffer->size == 0)
		return GPAMAP_OK;
	if (buffer->at == NULL)
		return gpamap_fdt_fail(error, GPAMAP_ERR_ARGUMENT, 0, 0);
	if (buffer->size < size) {
		gpamap_fdt_fail(error, GPAMAP_ERR_NO_SPACE, size, buffer->size);
		if (error != NULL)
			error->missing = size - buffer->size;
		return GPAMAP_ERR_NO_SPACE;
	}
	gpamap_fdt_emit_fill(&emit, buffer->at);
	tell(what, &emit);
	return GPAMAP_OK;
}

/* What Linux calls a machine that is nothing but its tree. Source: the
 * device trees of QEMU's virt machines and of kvmtool. */
static const char dummy[] = "linux,dummy-virt";

static void tell_whole(const void *what, struct gpamap_fdt_emit *emit)
{
	const struct gpamap_fdt_telling *telling = what;
	const struct gpamap_fdt_options *options = &telling->options;

	gpamap_fdt_emit_node(emit, "");
	gpamap_fdt_tell_cells(telling, emit);
	gpamap_fdt_emit_string(emit, GPAMAP_FDT_COMPATIBLE,
			       options->compatible != NULL ? options->compatible
							   : dummy);
	gpamap_fdt_emit_string(emit, GPAMAP_FDT_MODEL,
			       options->model != NULL ? options->model : dummy);
	gpamap_fdt_tell_memory(telling, emit);
	if (gpamap_fdt_has_reserved(telling)) {
		gpamap_fdt_tell_reserved(telling, emit);
		gpamap_fdt_emit_node_end(emit);
	}
	gpamap_fdt_tell_devices(telling, emit);
	gpamap_fdt_emit_node_end(emit);
	gpamap_fdt_emit_end(emit);
}

enum gpamap_status gpamap_fdt_write(const struct gpamap_layout *layout,
				    const struct gpamap_fdt_options *options,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error)
{
	struct gpamap_fdt_buffer out = { buffer, size, need };
	struct gpamap_fdt_base nothing = { 0 };
	struct gpamap_fdt_telling telling;
	enum gpamap_status status;

	status = gpamap_fdt_telling_begin(&telling, layout, options, true,
					  error);
	if (status != GPAMAP_OK)
		return status;
	return gpamap_fdt_put(tell_whole, &telling, &nothing, &out, error);
}
