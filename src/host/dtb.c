/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "fdt_rows.h"
#include "fdt_said.h"
#include "written.h"

/* The flattened device tree, as <gpamap/fdt.h> tells it. */

static const struct gpamap_words words = {
	.empty = "a PCI ECAM range holds no whole bus of 1 MiB",
	.argument = "the cells of a tree that is written into are its own: "
		    "leave address-cells and size-cells out",
};

bool gpamap_dtb_recognises(struct gpamap_span bytes)
{
	return gpamap_span_begins(bytes, "\xd0\x0d\xfe\xed");
}

static enum gpamap_status write_tree(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	const struct gpamap_fdt_said *said = options;

	if (said->into.at == NULL)
		return gpamap_fdt_write(layout, &said->options, buffer, size,
					need, error);
	return gpamap_fdt_merge(layout, &said->options, said->into.at,
				said->into.length, buffer, size, need, error);
}

bool gpamap_dtb_make(const struct gpamap_view *view, bool into,
		     struct gpamap_span *tree)
{
	struct gpamap_fdt_said said;
	bool made = gpamap_fdt_said_make(view, &said) &&
		    (!into || gpamap_fdt_said_into(view, &said)) &&
		    gpamap_written_bytes(write_tree, &said, &words, view, tree);

	gpamap_fdt_said_clear(&said);
	return made;
}

bool gpamap_dtb_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_span tree;

	if (!gpamap_dtb_make(view, true, &tree))
		return false;
	fwrite(tree.at, 1, tree.length, file);
	free((void *)(uintptr_t)tree.at);
	return true;
}
