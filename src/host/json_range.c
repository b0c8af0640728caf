/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "array.h"
#include "json_read.h"

/* The ranges of a map in JSON. */

enum member {
	START,
	END,
	SIZE,
	KIND,
	LIST,
	INDEX,
	VNODE,
	NAME,
};

static const char *const members[] = {
	"start", "end", "size", "kind", "list", "index", "vnode", "name", NULL,
};

#define ALL_MEMBERS UINT32_C(0xff)

/* By kind; what begins with 1 in the core begins with 0 here. */
static const char *const kinds[] = {
	"ram",		"mmio",	    "pci_ecam", "pci_mmio", "vtl2",
	"reserved",	"device",   "hotplug",	"pmem",	    "firmware_tables",
	"firmware_nvs", "unusable", NULL,
};

static const char *const lists[] = {
	"ram", "mmio", "pci_ecam", "pci_mmio", "vtl2", "other", NULL,
};

static const char an_address[] = "an address";

/* One range, as far as it has been read. */
struct range {
	uint64_t numbers[SIZE + 1];
	size_t kind;
	size_t list;
	uint64_t index;
	uint64_t vnode;
	struct gpamap_span name; /* at NULL: none */
	char *heap; /* of the name */
	bool wrong;
};

static bool read_vnode(struct gpamap_scan *scan, uint64_t *vnode)
{
	*vnode = GPAMAP_NO_VNODE;
	return gpamap_scan_word(scan, "null") ||
	       gpamap_scan_count(scan, "a vnode or null", GPAMAP_VNODE_MAX,
				 vnode);
}

static bool read_name(struct gpamap_scan *scan, struct range *range)
{
	free(range->heap);
	range->heap = NULL;
	return gpamap_scan_word(scan, "null") ||
	       gpamap_scan_text(scan, "a name or null", &range->name,
				&range->heap);
}

static bool read_member(struct gpamap_scan *scan, enum member member,
			struct range *range)
{
	switch (member) {
	case START:
	case END:
		return gpamap_scan_hex(scan, an_address, 0,
				       &range->numbers[member]);
	case SIZE:
		return gpamap_scan_hex(scan, "a size", 0,
				       &range->numbers[SIZE]);
	case KIND:
		return gpamap_scan_choice(scan, "a kind", kinds, &range->kind);
	case LIST:
		return gpamap_scan_choice(scan, "a list", lists, &range->list);
	case INDEX:
		return gpamap_scan_count(scan, "an index", GPAMAP_RANGES_MAX,
					 &range->index);
	case VNODE:
		return read_vnode(scan, &range->vnode);
	case NAME:
		return read_name(scan, range);
	}
	return false;
}

static void refuse(struct gpamap_scan *scan, struct range *range,
		   struct gpamap_place place, const char *sentence)
{
	gpamap_scan_wrong(scan, place, "%s", sentence);
	range->wrong = true;
}

/* What a range says twice has to be the same. */
static void check_range(struct gpamap_json_reading *reading,
			struct range *range, struct gpamap_place place)
{
	struct gpamap_scan *scan = &reading->scan;
	size_t list = range->kind < GPAMAP_LIST_OTHER ? range->kind
						      : GPAMAP_LIST_OTHER;
	uint64_t start = range->numbers[START], end = range->numbers[END];

	if (start >= end)
		refuse(scan, range, place, "\"end\" is not above \"start\"");
	else if (range->numbers[SIZE] != end - start)
		refuse(scan, range, place,
		       "\"size\" is not what lies from \"start\" to \"end\"");
	if (range->list != list)
		refuse(scan, range, place,
		       "a range of this \"kind\" is in another \"list\"");
	else if (list != GPAMAP_LIST_MMIO &&
		 range->index != reading->draft->lists[list].count)
		refuse(scan, range, place,
		       "\"index\" does not count on from the last range of "
		       "this \"list\"");
	if ((list == GPAMAP_LIST_RAM) == (range->vnode == GPAMAP_NO_VNODE) &&
	    list != GPAMAP_LIST_OTHER)
		refuse(scan, range, place,
		       list == GPAMAP_LIST_RAM ? "RAM has a \"vnode\""
					       : "only RAM and what is in "
						 "\"other\" has a \"vnode\"");
}

static bool note_mmio_index(struct gpamap_json_reading *reading, uint64_t index)
{
	size_t count = reading->draft->lists[GPAMAP_LIST_MMIO].count;

	if (!gpamap_array_reserve((void **)&reading->mmio_indexes,
				  &reading->mmio_capacity, count,
				  sizeof(*reading->mmio_indexes)))
		return false;
	reading->mmio_indexes[count] = index;
	return true;
}

static void add_range(struct gpamap_json_reading *reading,
		      const struct range *range, struct gpamap_place place)
{
	enum gpamap_list list = (enum gpamap_list)range->list;
	struct gpamap_draft_entry entry = {
		.range = { range->numbers[START], range->numbers[END] },
		.kind = range->kind + GPAMAP_KIND_RAM,
		.vnode = range->vnode,
		.place = place,
	};

	if (list == GPAMAP_LIST_MMIO && !note_mmio_index(reading, range->index))
		gpamap_scan_no_memory(&reading->scan);
	else if (!gpamap_draft_add(reading->draft, list, &entry, range->name,
				   reading->scan.diags))
		reading->scan.over = true;
}

static void read_range(struct gpamap_json_reading *reading)
{
	struct gpamap_scan *scan = &reading->scan;
	struct range range = { .vnode = GPAMAP_NO_VNODE };
	struct gpamap_scan_members object;
	unsigned int wrong = scan->wrong;
	size_t member;

	if (!gpamap_scan_object(scan, &object, members, "a range", ALL_MEMBERS))
		return;
	while (gpamap_scan_next(scan, &object, &member))
		read_member(scan, (enum member)member, &range);
	if (!scan->over && scan->wrong == wrong)
		check_range(reading, &range, object.place);
	if (!scan->over && scan->wrong == wrong)
		add_range(reading, &range, object.place);
	free(range.heap);
}

void gpamap_json_read_ranges(struct gpamap_json_reading *reading)
{
	bool first = true;

	if (!gpamap_scan_list(&reading->scan, "a list of ranges"))
		return;
	while (gpamap_scan_item(&reading->scan, &first))
		read_range(reading);
}
