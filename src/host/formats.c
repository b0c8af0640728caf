/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "formats.h"

/* In the order in which inputs are tried; the spec takes what is left. */
static const struct gpamap_format formats[] = {
	{ .name = "table",
	  .description = "for people: a picture, the ranges, the sums",
	  .write = gpamap_table_write },
	{ .name = "json",
	  .description = "for programs; see docs/json.md",
	  .write = gpamap_json_write },
	{ .name = "saved",
	  .description = "the binary form of a layout (.gpamap)",
	  .recognises = gpamap_saved_recognises,
	  .read = gpamap_saved_read,
	  .write = gpamap_saved_write,
	  .binary = true,
	  .single = true },
	{ .name = "iomem",
	  .description = "/proc/iomem of Linux",
	  .recognises = gpamap_iomem_recognises,
	  .read = gpamap_iomem_read },
	{ .name = "e820",
	  .description = "the E820 lines of a Linux kernel log",
	  .recognises = gpamap_e820_recognises,
	  .read = gpamap_e820_read },
	{ .name = "spec",
	  .description = "YAML or JSON; see docs/spec.md",
	  .recognises = gpamap_spec_recognises,
	  .read = gpamap_spec_read,
	  .write = gpamap_spec_write,
	  .single = true },
	{ .name = "debug",
	  .description = "as OpenVMM's MemoryLayout prints itself",
	  .write = gpamap_debug_write },
	{ .name = NULL },
};

const struct gpamap_format *gpamap_formats(void)
{
	return formats;
}

const struct gpamap_format *gpamap_format_named(const char *name)
{
	const struct gpamap_format *format;

	for (format = formats; format->name != NULL; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	return NULL;
}

const struct gpamap_format *gpamap_format_of(struct gpamap_span bytes)
{
	const struct gpamap_format *format;

	for (format = formats; format->name != NULL; format++)
		if (format->recognises != NULL && format->recognises(bytes))
			return format;
	return gpamap_format_named("spec");
}
