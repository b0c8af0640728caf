/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "array.h"
#include "formats.h"
#include "json_map.h"
#include "json_read.h"

/*
 * The reader of the JSON that gpamap show writes; docs/json.md tells every
 * member. What follows from the ranges is read as well and held against them:
 * a map that was edited in one place only contradicts itself.
 */

/* In the order in which they are written. */
enum member {
	VERSION,
	LINE,
	MAP_NAME,
	TOTALS,
	PLAN = TOTALS + GPAMAP_TOTAL_COUNT,
	COUNTS,
	NODES,
	PLACEHOLDERS,
	RANGES,
	MEMBER_COUNT,
};

/* All but the line, which only --jsonl writes. */
#define REQUIRED (((UINT32_C(1) << MEMBER_COUNT) - 1) & ~(UINT32_C(1) << LINE))

static void name_members(const char *names[MEMBER_COUNT + 1])
{
	unsigned int i;

	names[VERSION] = "gpamap";
	names[LINE] = "line";
	names[MAP_NAME] = "name";
	for (i = 0; i < GPAMAP_TOTAL_COUNT; i++)
		names[TOTALS + i] = gpamap_total_name((enum gpamap_total)i);
	names[PLAN] = "plan";
	names[COUNTS] = "counts";
	names[NODES] = "nodes";
	names[PLACEHOLDERS] = "placeholders";
	names[RANGES] = "ranges";
	names[MEMBER_COUNT] = NULL;
}

/* Specs are JSON, too, and have some of these. */
static bool is_spec_member(size_t member)
{
	return member == VERSION || member == LINE || member == MAP_NAME ||
	       member == PLAN;
}

bool gpamap_json_recognises(struct gpamap_span bytes)
{
	struct gpamap_diags diags = { .limit = 1 };
	const char *names[MEMBER_COUNT + 1];
	struct gpamap_scan_members object;
	struct gpamap_scan scan;
	bool ours = false;
	size_t member;

	name_members(names);
	gpamap_scan_begin(&scan, bytes, &diags);
	if (gpamap_scan_peek(&scan) != '{')
		return false;
	gpamap_scan_object(&scan, &object, names, "", 0);
	while (!ours && gpamap_scan_next(&scan, &object, &member)) {
		ours = scan.wrong == 0 && !is_spec_member(member);
		if (scan.wrong > 0)
			scan.over = true;
		else if (!ours)
			gpamap_scan_skip(&scan);
	}
	gpamap_diags_clear(&diags);
	/* What is no JSON may still be meant to be this. */
	return ours || (scan.over && scan.wrong == 0 &&
			gpamap_span_find(bytes, "\"ram_size\"", NULL));
}

static void read_version(struct gpamap_json_reading *reading)
{
	struct gpamap_place place =
		gpamap_scan_place(&reading->scan, reading->scan.at);
	uint64_t version;

	if (gpamap_scan_count(&reading->scan, "the version of this form",
			      UINT32_MAX, &version) &&
	    version != GPAMAP_JSON_VERSION)
		gpamap_scan_wrong(&reading->scan, place,
				  "version %" PRIu64
				  " of this form is not known: this is %d",
				  version, GPAMAP_JSON_VERSION);
}

static void read_name(struct gpamap_json_reading *reading)
{
	struct gpamap_scan *scan = &reading->scan;
	struct gpamap_span text;
	char *heap;

	if (gpamap_scan_word(scan, "null") ||
	    !gpamap_scan_text(scan, "a name or null", &text, &heap))
		return;
	reading->draft->name = gpamap_span_copy(text);
	free(heap);
	if (reading->draft->name == NULL)
		gpamap_scan_no_memory(scan);
}

/* Which of them there may be none of, the map itself knows. */
static void read_total(struct gpamap_json_reading *reading,
		       enum gpamap_total total)
{
	struct gpamap_claim *claim = &reading->draft->claims.totals[total];
	struct gpamap_scan *scan = &reading->scan;

	gpamap_scan_peek(scan);
	claim->place = gpamap_scan_place(scan, scan->at);
	claim->none = gpamap_scan_word(scan, "null");
	claim->made = claim->none ||
		      gpamap_scan_hex(scan, "a number of bytes",
				      total == GPAMAP_TOTAL_DIGEST ? 16 : 0,
				      &claim->value);
}

/* How the map came about; it is none of a map's own. */
static void read_plan(struct gpamap_json_reading *reading)
{
	static const char *const names[] = { "top", "address_bits", "relocated",
					     NULL };
	struct gpamap_scan *scan = &reading->scan;
	struct gpamap_scan_members object;
	uint64_t value;
	size_t member;
	bool relocated;

	if (gpamap_scan_word(scan, "null") ||
	    !gpamap_scan_object(scan, &object, names, "\"plan\"", 7))
		return;
	while (gpamap_scan_next(scan, &object, &member)) {
		if (member == 0)
			gpamap_scan_hex(scan, "an address", 0, &value);
		else if (member == 1)
			gpamap_scan_count(scan, "a number of bits", 64, &value);
		else
			gpamap_scan_boolean(scan, "true or false", &relocated);
	}
}

static void read_counts(struct gpamap_json_reading *reading)
{
	const char *names[GPAMAP_LIST_COUNT + 1] = { NULL };
	struct gpamap_scan *scan = &reading->scan;
	struct gpamap_scan_members object;
	size_t list;

	for (list = 0; list < GPAMAP_LIST_COUNT; list++)
		names[list] = gpamap_list_name((enum gpamap_list)list);
	if (!gpamap_scan_object(scan, &object, names, "\"counts\"",
				(UINT32_C(1) << GPAMAP_LIST_COUNT) - 1))
		return;
	reading->counts_place = object.place;
	while (gpamap_scan_next(scan, &object, &list))
		gpamap_scan_count(scan, "a number of ranges", GPAMAP_RANGES_MAX,
				  &reading->counts[list]);
}

static void read_node(struct gpamap_json_reading *reading)
{
	static const char *const names[] = { "vnode", "ram_size", NULL };
	struct gpamap_claims *claims = &reading->draft->claims;
	struct gpamap_node_claim claim = { 0, 0, { 0, 0 } };
	struct gpamap_scan *scan = &reading->scan;
	struct gpamap_scan_members object;
	size_t member;

	if (!gpamap_scan_object(scan, &object, names, "a node", 3))
		return;
	while (gpamap_scan_next(scan, &object, &member))
		if (member == 0)
			gpamap_scan_count(scan, "a vnode", GPAMAP_VNODE_MAX,
					  &claim.vnode);
		else
			gpamap_scan_hex(scan, "a size", 0, &claim.ram_size);
	claim.place = object.place;
	if (!gpamap_array_reserve(
		    (void **)&claims->nodes, &claims->node_capacity,
		    (size_t)claims->node_count.value, sizeof(*claims->nodes))) {
		gpamap_scan_no_memory(scan);
		return;
	}
	claims->nodes[claims->node_count.value++] = claim;
}

static void read_nodes(struct gpamap_json_reading *reading)
{
	struct gpamap_claim *claim = &reading->draft->claims.node_count;
	bool first = true;

	claim->place = gpamap_scan_place(&reading->scan, reading->scan.at);
	claim->made = gpamap_scan_list(&reading->scan, "a list of nodes");
	while (claim->made && gpamap_scan_item(&reading->scan, &first))
		read_node(reading);
}

static void read_member(struct gpamap_json_reading *reading, size_t member)
{
	uint64_t line;

	if (member >= TOTALS && member < PLAN)
		read_total(reading, (enum gpamap_total)(member - TOTALS));
	else if (member == VERSION)
		read_version(reading);
	else if (member == LINE)
		gpamap_scan_count(&reading->scan, "a line", UINT32_MAX, &line);
	else if (member == MAP_NAME)
		read_name(reading);
	else if (member == PLAN)
		read_plan(reading);
	else if (member == COUNTS)
		read_counts(reading);
	else if (member == NODES)
		read_nodes(reading);
	else if (member == PLACEHOLDERS)
		gpamap_json_read_placeholders(reading);
	else
		gpamap_json_read_ranges(reading);
}

/* What only can be said when all is read. */
static void finish(struct gpamap_json_reading *reading)
{
	size_t list, count;

	gpamap_json_place_placeholders(reading);
	for (list = 0; list < GPAMAP_LIST_COUNT; list++) {
		count = reading->draft->lists[list].count;
		if (reading->counts[list] != count)
			gpamap_scan_wrong(
				&reading->scan, reading->counts_place,
				"\"%s\" counts %" PRIu64 ", but there are %zu",
				gpamap_list_name((enum gpamap_list)list),
				reading->counts[list], count);
	}
}

static void read_map(struct gpamap_json_reading *reading)
{
	struct gpamap_scan *scan = &reading->scan;
	const char *names[MEMBER_COUNT + 1];
	struct gpamap_scan_members object;
	size_t member;

	name_members(names);
	if (!gpamap_scan_object(scan, &object, names, "a map", REQUIRED))
		return;
	while (gpamap_scan_next(scan, &object, &member))
		read_member(reading, member);
	if (gpamap_scan_peek(scan) != '\0' || scan->at != scan->end)
		gpamap_scan_fault(scan, scan->at,
				  "nothing belongs behind the map");
	if (!scan->over && scan->wrong == 0)
		finish(reading);
}

void gpamap_json_read(struct gpamap_span bytes, struct gpamap_draft *draft,
		      struct gpamap_diags *diags)
{
	struct gpamap_json_reading reading = { .draft = draft };

	gpamap_scan_begin(&reading.scan, bytes, diags);
	if (gpamap_scan_is_utf8(&reading.scan))
		read_map(&reading);
	free(reading.placeholders);
	free(reading.mmio_indexes);
}
