/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "../host/number.h"
#include "map_options.h"

bool option_take_part(struct gpamap_span *rest, char separator,
		      struct gpamap_span *part)
{
	const char *end;

	if (rest->at == NULL)
		return false;
	end = memchr(rest->at, separator, rest->length);
	*part = *rest;
	if (end == NULL) {
		rest->at = NULL;
		return true;
	}
	part->length = (size_t)(end - rest->at);
	*rest = gpamap_span_skip(*rest, part->length + 1);
	return true;
}

bool option_refuse(const struct options *options, const char *option,
		   struct gpamap_span text, const char *why)
{
	complain(options, "%s: \"%.*s\" %s", option, (int)text.length, text.at,
		 why);
	return false;
}

static bool add(struct options *options, enum gpamap_list list,
		const struct gpamap_draft_entry *entry)
{
	struct gpamap_span none = { NULL, 0 };
	struct gpamap_diags diags = { 0 };
	bool added = gpamap_draft_add(&options->map, list, entry, none, &diags);

	if (!added)
		complain(options, "too many ranges, or out of memory");
	gpamap_diags_clear(&diags);
	options->map_given = true;
	return added;
}

/* Parse "RANGE@VNODE"; @vnode stays where no "@" is. */
static bool parse_placed(const struct options *options, const char *option,
			 struct gpamap_span text,
			 struct gpamap_draft_entry *entry)
{
	struct gpamap_span rest = text;
	struct gpamap_span part;
	const char *why;

	option_take_part(&rest, '@', &part);
	if (!gpamap_range_parse(part, &entry->range, &why))
		return option_refuse(options, option, part, why);
	if (rest.at == NULL)
		return true;
	if (!gpamap_number_parse(rest, &entry->vnode, &why))
		return option_refuse(options, option, rest, why);
	if (entry->vnode > GPAMAP_VNODE_MAX)
		return option_refuse(options, option, rest,
				     "is too large a vnode");
	return true;
}

static bool add_ram(struct options *options, struct gpamap_span text)
{
	struct gpamap_draft_entry entry = { .vnode = 0 };
	enum gpamap_list list = gpamap_range_looks(text) ? GPAMAP_LIST_RAM
							 : GPAMAP_LIST_NODES;
	const char *why;

	if (options->map
		    .lists[list == GPAMAP_LIST_RAM ? GPAMAP_LIST_NODES
						   : GPAMAP_LIST_RAM]
		    .count > 0)
		return option_refuse(options, "--ram", text,
				     "mixes sizes and ranges: use one form");
	if (list == GPAMAP_LIST_RAM) {
		if (!parse_placed(options, "--ram", text, &entry))
			return false;
	} else if (memchr(text.at, '@', text.length) != NULL) {
		return option_refuse(options, "--ram", text,
				     "is a size with a vnode: sizes are one a "
				     "node, in order");
	} else if (!gpamap_size_parse(text, &entry.range.end, &why)) {
		return option_refuse(options, "--ram", text, why);
	}
	return add(options, list, &entry);
}

bool map_option_ram(struct options *options, const char *value)
{
	struct gpamap_span rest = gpamap_span_of(value);
	struct gpamap_span part;

	while (option_take_part(&rest, ',', &part))
		if (!add_ram(options, part))
			return false;
	return true;
}

static bool add_gaps(struct options *options, const char *option,
		     enum gpamap_list list, const char *value)
{
	struct gpamap_draft_entry entry = { .vnode = GPAMAP_NO_VNODE };
	struct gpamap_span rest = gpamap_span_of(value);
	struct gpamap_span part;
	const char *why;

	while (option_take_part(&rest, ',', &part)) {
		entry.range = (struct gpamap_range){ 0, 0 };
		if (!(list == GPAMAP_LIST_MMIO &&
		      gpamap_span_is(part, "empty")) &&
		    !gpamap_range_parse(part, &entry.range, &why))
			return option_refuse(options, option, part, why);
		if (!add(options, list, &entry))
			return false;
	}
	return true;
}

bool map_option_mmio(struct options *options, const char *value)
{
	return add_gaps(options, "--mmio", GPAMAP_LIST_MMIO, value);
}

bool map_option_pci_ecam(struct options *options, const char *value)
{
	return add_gaps(options, "--pci-ecam", GPAMAP_LIST_PCI_ECAM, value);
}

bool map_option_pci_mmio(struct options *options, const char *value)
{
	return add_gaps(options, "--pci-mmio", GPAMAP_LIST_PCI_MMIO, value);
}

bool map_option_vtl2(struct options *options, const char *value)
{
	if (options->map.lists[GPAMAP_LIST_VTL2].count > 0 ||
	    strchr(value, ',') != NULL) {
		complain(options, "--vtl2: there is one VTL2 range at most");
		return false;
	}
	return add_gaps(options, "--vtl2", GPAMAP_LIST_VTL2, value);
}

static bool parse_kind(struct gpamap_span word, uint64_t *kind)
{
	int i;

	for (i = GPAMAP_KIND_RESERVED; i < GPAMAP_KIND_COUNT; i++) {
		if (gpamap_span_is(word,
				   gpamap_kind_name((enum gpamap_kind)i))) {
			*kind = (uint64_t)i;
			return true;
		}
	}
	return false;
}

/* Parse and add "KIND=RANGE@VNODE". */
static bool add_other(struct options *options, struct gpamap_span text)
{
	struct gpamap_draft_entry entry = { .vnode = GPAMAP_NO_VNODE };
	struct gpamap_span rest = text;
	struct gpamap_span word;

	option_take_part(&rest, '=', &word);
	if (rest.at == NULL)
		return option_refuse(options, "--other", text,
				     "is not KIND=RANGE");
	if (!parse_kind(word, &entry.kind))
		return option_refuse(
			options, "--other", word,
			"is not one of reserved, device, hotplug, pmem, "
			"firmware_tables, firmware_nvs, unusable");
	return parse_placed(options, "--other", rest, &entry) &&
	       add(options, GPAMAP_LIST_OTHER, &entry);
}

bool map_option_other(struct options *options, const char *value)
{
	struct gpamap_span rest = gpamap_span_of(value);
	struct gpamap_span part;

	while (option_take_part(&rest, ',', &part))
		if (!add_other(options, part))
			return false;
	return true;
}

bool map_option_name(struct options *options, const char *value)
{
	free(options->map.name);
	options->map.name = gpamap_span_copy(gpamap_span_of(value));
	return options->map.name != NULL;
}
