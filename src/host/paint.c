/* SPDX-License-Identifier: MIT */
#include "paint.h"

static const struct gpamap_strokes utf8_strokes = {
	.top = { "\xe2\x94\x8c", "\xe2\x94\xac", "\xe2\x94\x90" },
	.bottom = { "\xe2\x94\x94", "\xe2\x94\xb4", "\xe2\x94\x98" },
	.across = "\xe2\x94\x80",
	.down = "\xe2\x94\x82",
	.dot = "\xc2\xb7",
	.full = "\xe2\x96\x88",
	.eighths = { "", "\xe2\x96\x8f", "\xe2\x96\x8e", "\xe2\x96\x8d",
		     "\xe2\x96\x8c", "\xe2\x96\x8b", "\xe2\x96\x8a",
		     "\xe2\x96\x89" },
};

static const struct gpamap_strokes ascii_strokes = {
	.top = { "+", "+", "+" },
	.bottom = { "+", "+", "+" },
	.across = "-",
	.down = "|",
	.dot = ".",
	.full = "#",
	.eighths = { "", "", "", "", "", "", "", "" },
};

const struct gpamap_strokes *gpamap_strokes(bool ascii)
{
	return ascii ? &ascii_strokes : &utf8_strokes;
}

void gpamap_ink_part(FILE *file, const struct gpamap_style *style,
		     enum gpamap_part part)
{
	static const char *const inks[] = {
		[GPAMAP_PART_TITLE] = "1",
		[GPAMAP_PART_HEADING] = "2",
		[GPAMAP_PART_DIM] = "2",
	};

	if (style->colour)
		fprintf(file, "\033[%sm", inks[part]);
}

/* Of the sixteen colours that every terminal has, by its owner's taste. */
static unsigned int colour_of(const struct gpamap_entry *entry)
{
	static const unsigned char nodes[] = { 32, 36, 34, 35 };
	static const unsigned char kinds[GPAMAP_KIND_COUNT] = {
		[GPAMAP_KIND_MMIO] = 33,
		[GPAMAP_KIND_PCI_ECAM] = 95,
		[GPAMAP_KIND_PCI_MMIO] = 93,
		[GPAMAP_KIND_VTL2] = 31,
		[GPAMAP_KIND_RESERVED] = 90,
		[GPAMAP_KIND_DEVICE] = 37,
		[GPAMAP_KIND_HOTPLUG] = 92,
		[GPAMAP_KIND_PMEM] = 96,
		[GPAMAP_KIND_FIRMWARE_TABLES] = 94,
		[GPAMAP_KIND_FIRMWARE_NVS] = 94,
		[GPAMAP_KIND_UNUSABLE] = 91,
	};

	if (entry->kind == GPAMAP_KIND_RAM)
		return nodes[entry->vnode % sizeof(nodes)];
	return kinds[entry->kind];
}

void gpamap_ink_entry(FILE *file, const struct gpamap_style *style,
		      const struct gpamap_entry *entry, bool solid)
{
	if (!style->colour)
		return;
	if (entry->kind == GPAMAP_KIND_HOLE)
		fputs("\033[2m", file);
	else
		fprintf(file, "\033[%s%um", solid ? "7;" : "",
			colour_of(entry));
}

void gpamap_ink_end(FILE *file, const struct gpamap_style *style)
{
	if (style->colour)
		fputs("\033[0m", file);
}

void gpamap_repeat(FILE *file, const char *text, size_t count)
{
	while (count-- > 0)
		fputs(text, file);
}
