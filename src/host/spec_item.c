/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"
#include "spec_item.h"
#include "utf8.h"

enum field {
	FIELD_START,
	FIELD_END,
	FIELD_SIZE,
	FIELD_RANGE,
	FIELD_NAME,
	FIELD_VNODE,
	FIELD_KIND,
};

/* Each list knows a prefix of these, or all. */
static const char *const fields_of_gap[] = { "start", "end",  "size",
					     "range", "name", NULL };
static const char *const fields_of_ram[] = { "start", "end",   "size", "range",
					     "name",  "vnode", NULL };
static const char *const fields_of_other[] = { "start", "end",	"size",
					       "range", "name", "vnode",
					       "kind",	NULL };

#define BIT(field) (UINT32_C(1) << (field))

/* One entry of a list, as far as it has been read. */
struct item {
	struct gpamap_place place;
	uint32_t seen; /* BIT(field) */
	bool wrong; /* reported; not to be added */
	uint64_t numbers[FIELD_SIZE + 1];
	struct gpamap_range range;
	uint64_t vnode;
	uint64_t kind;
	char *name;
};

static bool seen(const struct item *item, enum field field)
{
	return (item->seen & BIT(field)) != 0;
}

static void read_number(struct gpamap_spec *spec, struct item *item,
			enum field field)
{
	struct gpamap_span text;
	const char *why;

	item->wrong = true;
	if (!gpamap_spec_scalar(spec, "a number of bytes", &text))
		return;
	item->wrong = !gpamap_size_parse(text, &item->numbers[field], &why);
	if (item->wrong)
		gpamap_diag_syntax(spec->diags,
				   gpamap_events_place(&spec->events),
				   "\"%.*s\" %s", GPAMAP_SPEC_SHOW(text), why);
	gpamap_events_next(&spec->events);
}

static void read_range(struct gpamap_spec *spec, struct item *item)
{
	struct gpamap_span text;
	const char *why;

	item->wrong = true;
	if (!gpamap_spec_scalar(spec, "a range", &text))
		return;
	item->wrong = !gpamap_range_parse(text, &item->range, &why);
	if (item->wrong)
		gpamap_diag_syntax(spec->diags,
				   gpamap_events_place(&spec->events),
				   "\"%.*s\" %s", GPAMAP_SPEC_SHOW(text), why);
	gpamap_events_next(&spec->events);
}

static void read_vnode(struct gpamap_spec *spec, struct item *item)
{
	struct gpamap_place place = gpamap_events_place(&spec->events);
	struct gpamap_span text;
	const char *why = "is above 4294967295, the largest vnode";

	item->wrong = true;
	if (!gpamap_spec_scalar(spec, "a vnode", &text))
		return;
	item->wrong = !gpamap_number_parse(text, &item->vnode, &why) ||
		      item->vnode > GPAMAP_VNODE_MAX;
	if (item->wrong)
		gpamap_diag_syntax(spec->diags, place, "\"%.*s\" %s",
				   GPAMAP_SPEC_SHOW(text), why);
	gpamap_events_next(&spec->events);
}

/* Say which kinds there are, and which one was likely meant. */
static void refuse_kind(struct gpamap_spec *spec, struct gpamap_span text)
{
	const char *names[GPAMAP_KIND_COUNT] = { NULL };
	const char *nearest;
	int kind;

	for (kind = GPAMAP_KIND_RESERVED; kind < GPAMAP_KIND_COUNT; kind++)
		names[kind - GPAMAP_KIND_RESERVED] =
			gpamap_kind_name((enum gpamap_kind)kind);
	nearest = gpamap_word_nearest(text, names);
	gpamap_diag_syntax(spec->diags, gpamap_events_place(&spec->events),
			   "unknown kind \"%.*s\"%s%s%s",
			   GPAMAP_SPEC_SHOW(text),
			   nearest != NULL ? ": did you mean \""
					   : "; known are reserved, device, "
					     "hotplug, pmem, firmware_tables, "
					     "firmware_nvs and unusable",
			   nearest != NULL ? nearest : "",
			   nearest != NULL ? "\"?" : "");
}

static void read_kind(struct gpamap_spec *spec, struct item *item)
{
	struct gpamap_span text;
	int kind;

	item->wrong = true;
	if (!gpamap_spec_scalar(spec, "a kind", &text))
		return;
	for (kind = GPAMAP_KIND_RESERVED; kind < GPAMAP_KIND_COUNT; kind++) {
		if (gpamap_span_is(text,
				   gpamap_kind_name((enum gpamap_kind)kind))) {
			item->kind = (uint64_t)kind;
			item->wrong = false;
		}
	}
	if (item->wrong)
		refuse_kind(spec, text);
	gpamap_events_next(&spec->events);
}

static void read_field(struct gpamap_spec *spec, struct item *item,
		       enum field field)
{
	size_t errors = spec->diags->errors;
	bool wrong = item->wrong;

	switch (field) {
	case FIELD_START:
	case FIELD_END:
	case FIELD_SIZE:
		read_number(spec, item, field);
		break;
	case FIELD_RANGE:
		read_range(spec, item);
		break;
	case FIELD_NAME:
		item->name = gpamap_spec_name(spec);
		break;
	case FIELD_VNODE:
		read_vnode(spec, item);
		break;
	case FIELD_KIND:
		read_kind(spec, item);
		break;
	}
	item->wrong = item->wrong || wrong || spec->diags->errors != errors;
}

static const char *const *fields_of(enum gpamap_list list)
{
	if (list == GPAMAP_LIST_RAM)
		return fields_of_ram;
	return list == GPAMAP_LIST_OTHER ? fields_of_other : fields_of_gap;
}

static void read_fields(struct gpamap_spec *spec, struct item *item,
			enum gpamap_list list)
{
	const char *const *fields = fields_of(list);
	size_t errors = spec->diags->errors;
	char within[40];
	size_t key;

	snprintf(within, sizeof(within), "an entry of %s",
		 gpamap_list_name(list));
	gpamap_events_next(&spec->events);
	while (!spec->events.over &&
	       !gpamap_events_at(&spec->events, YAML_MAPPING_END_EVENT))
		if (gpamap_spec_key(spec, fields, within, &item->seen, &key))
			read_field(spec, item, (enum field)key);
	gpamap_events_next(&spec->events);
	item->wrong = item->wrong || spec->diags->errors != errors;
}

static void refuse(struct gpamap_spec *spec, struct item *item,
		   const char *message)
{
	gpamap_diag_syntax(spec->diags, item->place, "%s", message);
	item->wrong = true;
}

/* Work out the range from the fields given. */
static void settle_range(struct gpamap_spec *spec, struct item *item)
{
	uint64_t start = item->numbers[FIELD_START];
	bool pair = seen(item, FIELD_START) &&
		    seen(item, FIELD_END) != seen(item, FIELD_SIZE);

	if (seen(item, FIELD_RANGE)) {
		if (seen(item, FIELD_START) || seen(item, FIELD_END) ||
		    seen(item, FIELD_SIZE))
			refuse(spec, item,
			       "\"range\" stands alone, without \"start\", "
			       "\"end\" and \"size\"");
		return;
	}
	if (!pair) {
		refuse(spec, item,
		       "an entry needs \"range\", or \"start\" with either "
		       "\"end\" or \"size\"");
		return;
	}
	item->range = (struct gpamap_range){ start, item->numbers[FIELD_END] };
	if (seen(item, FIELD_END))
		return;
	if (item->numbers[FIELD_SIZE] > UINT64_MAX - start)
		refuse(spec, item,
		       "the range ends past the 64-bit address space");
	item->range.end = start + item->numbers[FIELD_SIZE];
}

/* Work out what a mapping says; @list becomes LIST_NODES for a RAM size. */
static void settle(struct gpamap_spec *spec, struct item *item,
		   enum gpamap_list *list)
{
	bool alone = (item->seen & ~(BIT(FIELD_SIZE) | BIT(FIELD_NAME) |
				     BIT(FIELD_VNODE))) == 0;

	if (*list == GPAMAP_LIST_OTHER && !seen(item, FIELD_KIND))
		refuse(spec, item, "an entry of other needs a \"kind\"");
	if (*list != GPAMAP_LIST_RAM || !seen(item, FIELD_SIZE) || !alone) {
		settle_range(spec, item);
		return;
	}
	if (seen(item, FIELD_VNODE))
		refuse(spec, item,
		       "RAM given by size has no \"vnode\": its place in the "
		       "list is the vnode");
	*list = GPAMAP_LIST_NODES;
	item->range = (struct gpamap_range){ 0, item->numbers[FIELD_SIZE] };
}

static void read_scalar(struct gpamap_spec *spec, struct item *item,
			enum gpamap_list *list)
{
	struct gpamap_span text =
		gpamap_span_trim(gpamap_events_text(&spec->events));

	if (*list == GPAMAP_LIST_MMIO && gpamap_span_is(text, "empty")) {
		gpamap_events_next(&spec->events);
	} else if (*list == GPAMAP_LIST_OTHER) {
		refuse(spec, item,
		       "an entry of other is a mapping with a \"kind\"");
		gpamap_events_next(&spec->events);
	} else if (*list == GPAMAP_LIST_RAM && !gpamap_range_looks(text)) {
		*list = GPAMAP_LIST_NODES;
		read_number(spec, item, FIELD_SIZE);
		item->range.end = item->numbers[FIELD_SIZE];
	} else {
		read_range(spec, item);
	}
}

/* RAM is given by size or by range, one way throughout. */
static void note_ram_form(struct gpamap_spec *spec, struct item *item,
			  enum gpamap_list form)
{
	if (spec->ram_form == GPAMAP_LIST_NONE) {
		spec->ram_form = form;
		spec->ram_place = item->place;
	}
	if (spec->ram_form == form)
		return;
	refuse(spec, item,
	       form == GPAMAP_LIST_NODES
		       ? "a size of RAM among ranges of RAM: use one form"
		       : "a range of RAM among sizes of RAM: use one form");
	gpamap_diag_relate(spec->diags, spec->ram_place,
			   "RAM was first given as a %s here",
			   form == GPAMAP_LIST_NODES ? "range" : "size");
}

static void add_item(struct gpamap_spec *spec, const struct item *item,
		     enum gpamap_list list)
{
	struct gpamap_draft_entry entry = {
		.range = item->range,
		.kind = item->kind,
		.vnode = item->vnode,
		.place = item->place,
	};
	struct gpamap_span name = { NULL, 0 };

	if (item->name != NULL)
		name = gpamap_span_of(item->name);
	spec->full =
		!gpamap_draft_add(spec->draft, list, &entry, name, spec->diags);
}

void gpamap_spec_item(struct gpamap_spec *spec, enum gpamap_list list)
{
	struct item item = {
		.place = gpamap_events_place(&spec->events),
		.vnode = list == GPAMAP_LIST_RAM ? 0 : GPAMAP_NO_VNODE,
	};
	struct gpamap_span text;

	if (gpamap_events_at(&spec->events, YAML_MAPPING_START_EVENT)) {
		read_fields(spec, &item, list);
		if (!item.wrong)
			settle(spec, &item, &list);
	} else if (gpamap_spec_scalar(spec,
				      list == GPAMAP_LIST_RAM
					      ? "a size or a range"
					      : "a range",
				      &text)) {
		read_scalar(spec, &item, &list);
	} else {
		item.wrong = true;
	}
	if (!item.wrong &&
	    (list == GPAMAP_LIST_RAM || list == GPAMAP_LIST_NODES))
		note_ram_form(spec, &item, list);
	if (!item.wrong)
		add_item(spec, &item, list);
	free(item.name);
}
