/* SPDX-License-Identifier: MIT */
#include <gpamap/print.h>

#include "block.h"
#include "text.h"

/* Bytes of "0x0123456789abcdef-0x0123456789abcdef" with its NUL. */
#define RANGE_TEXT_MAX 38

static void range_text(struct gpamap_range range, char text[RANGE_TEXT_MAX])
{
	struct gpamap_text out = { text, RANGE_TEXT_MAX, 0 };

	gpamap_text_range(&out, range);
	gpamap_text_char(&out, '\0');
}

/* The callbacks, with those that are missing passed over. */

static bool enter(const struct gpamap_inspector *to, const char *name)
{
	return to->enter == NULL || to->enter(to->context, name);
}

static bool leave(const struct gpamap_inspector *to)
{
	return to->leave == NULL || to->leave(to->context);
}

static bool hex(const struct gpamap_inspector *to, const char *name,
		uint64_t value)
{
	return to->hex == NULL || to->hex(to->context, name, value);
}

static bool text(const struct gpamap_inspector *to, const char *name,
		 const char *value)
{
	return to->text == NULL || to->text(to->context, name, value);
}

static bool none(const struct gpamap_inspector *to, const char *name)
{
	return to->none == NULL || to->none(to->context, name);
}

static bool inspect_entry(const struct gpamap_inspector *to,
			  const struct gpamap_entry *entry)
{
	char name[RANGE_TEXT_MAX];

	range_text(entry->range, name);
	return enter(to, name) &&
	       hex(to, "length", entry->range.end - entry->range.start) &&
	       (entry->list != GPAMAP_LIST_OTHER ||
		text(to, "kind", gpamap_kind_name(entry->kind))) &&
	       (entry->vnode == GPAMAP_NO_VNODE ||
		hex(to, "vnode", entry->vnode)) &&
	       (entry->name == NULL || text(to, "name", entry->name)) &&
	       leave(to);
}

/* A placeholder has no position, and nothing to say but that it is there. */
static bool inspect_placeholder(const struct gpamap_inspector *to,
				struct gpamap_range range)
{
	const struct gpamap_entry entry = {
		.kind = GPAMAP_KIND_MMIO,
		.list = GPAMAP_LIST_MMIO,
		.range = range,
		.vnode = GPAMAP_NO_VNODE,
	};

	return inspect_entry(to, &entry);
}

/* Show the list in its own order: its live entries are found by address. */
static bool inspect_list(const struct gpamap_inspector *to,
			 const struct gpamap_layout *layout,
			 enum gpamap_list list)
{
	const uint64_t *words = gpamap_block_words(layout);
	const uint64_t *at = words + gpamap_block_list_at(words, list);
	size_t count = gpamap_block_count(words, list);

	if (!enter(to, gpamap_list_name(list)))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct gpamap_range range = { at[0], at[1] };
		struct gpamap_found found;

		if (range.start == range.end) {
			if (!inspect_placeholder(to, range))
				return false;
		} else {
			gpamap_layout_find(layout, range.start, &found);
			if (!inspect_entry(to, &found.entry))
				return false;
		}
		at += gpamap_block_stride(list);
	}
	return leave(to);
}

static bool inspect_vtl2(const struct gpamap_inspector *to,
			 const struct gpamap_layout *layout)
{
	struct gpamap_range range;
	char value[RANGE_TEXT_MAX];

	if (!gpamap_layout_vtl2_range(layout, &range))
		return none(to, "vtl2_range");
	range_text(range, value);
	return text(to, "vtl2_range", value);
}

bool gpamap_layout_inspect(const struct gpamap_layout *layout,
			   const struct gpamap_inspector *inspector)
{
	size_t others;

	gpamap_layout_other(layout, &others);
	return inspect_list(inspector, layout, GPAMAP_LIST_RAM) &&
	       inspect_list(inspector, layout, GPAMAP_LIST_MMIO) &&
	       inspect_list(inspector, layout, GPAMAP_LIST_PCI_ECAM) &&
	       inspect_list(inspector, layout, GPAMAP_LIST_PCI_MMIO) &&
	       inspect_vtl2(inspector, layout) &&
	       (others == 0 ||
		inspect_list(inspector, layout, GPAMAP_LIST_OTHER));
}
