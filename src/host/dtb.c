/* SPDX-License-Identifier: MIT */
#include <gpamap/fdt.h>

#include "fdt_rows.h"
#include "written.h"

/* The flattened device tree, as <gpamap/fdt.h> tells it. */

const char gpamap_fdt_empty[] = "a PCI ECAM range holds no whole bus of 1 MiB";

bool gpamap_dtb_recognises(struct gpamap_span bytes)
{
	return gpamap_span_begins(bytes, "\xd0\x0d\xfe\xed");
}

static enum gpamap_status write_tree(const struct gpamap_layout *layout,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_fdt_write(layout, NULL, buffer, size, need, error);
}

bool gpamap_dtb_write(const struct gpamap_view *view, FILE *file)
{
	return gpamap_written(write_tree, gpamap_fdt_empty, view, file);
}
