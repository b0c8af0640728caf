/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "formats.h"
#include "json_map.h"
#include "nodes.h"
#include "totals.h"

/* The map as JSON; docs/json.md tells every member. */

static void write_totals(struct gpamap_json *json,
			 const struct gpamap_layout *layout)
{
	uint64_t value;
	unsigned int i;

	for (i = 0; i < GPAMAP_TOTAL_COUNT; i++) {
		enum gpamap_total total = (enum gpamap_total)i;
		const char *name = gpamap_total_name(total);

		if (!gpamap_total_of(layout, total, &value))
			gpamap_json_null(json, name);
		else if (total == GPAMAP_TOTAL_DIGEST)
			gpamap_json_digest(json, name, value);
		else
			gpamap_json_hex(json, name, value);
	}
}

/* How long the lists are: where mmio has placeholders, ranges shows fewer. */
static void write_counts(struct gpamap_json *json,
			 const struct gpamap_layout *layout)
{
	struct gpamap_range vtl2;
	size_t count;

	gpamap_json_object(json, "counts");
	gpamap_layout_ram(layout, &count);
	gpamap_json_number(json, "ram", count);
	gpamap_layout_mmio(layout, &count);
	gpamap_json_number(json, "mmio", count);
	gpamap_layout_pci_ecam(layout, &count);
	gpamap_json_number(json, "pci_ecam", count);
	gpamap_layout_pci_mmio(layout, &count);
	gpamap_json_number(json, "pci_mmio", count);
	gpamap_json_number(json, "vtl2",
			   gpamap_layout_vtl2_range(layout, &vtl2) ? 1 : 0);
	gpamap_layout_other(layout, &count);
	gpamap_json_number(json, "other", count);
	gpamap_json_close(json);
}

static void write_nodes(struct gpamap_json *json,
			const struct gpamap_node_sum *sums, size_t count)
{
	size_t i;

	gpamap_json_array(json, "nodes");
	for (i = 0; i < count; i++) {
		gpamap_json_object(json, NULL);
		gpamap_json_number(json, "vnode", sums[i].vnode);
		gpamap_json_hex(json, "ram_size", sums[i].ram_size);
		gpamap_json_close(json);
	}
	gpamap_json_close(json);
}

void gpamap_json_entry(struct gpamap_json *json,
		       const struct gpamap_entry *entry)
{
	gpamap_json_hex(json, "start", entry->range.start);
	gpamap_json_hex(json, "end", entry->range.end);
	gpamap_json_hex(json, "size", entry->range.end - entry->range.start);
	gpamap_json_word(json, "kind", gpamap_kind_name(entry->kind));
	if (entry->kind == GPAMAP_KIND_HOLE) {
		gpamap_json_null(json, "list");
		gpamap_json_null(json, "index");
	} else {
		gpamap_json_word(json, "list", gpamap_list_name(entry->list));
		gpamap_json_number(json, "index", entry->index);
	}
	if (entry->vnode == GPAMAP_NO_VNODE)
		gpamap_json_null(json, "vnode");
	else
		gpamap_json_number(json, "vnode", entry->vnode);
	gpamap_json_text(json, "name", entry->name);
}

/* Where the empty entries of mmio are: they are not among the ranges. */
static void write_placeholders(struct gpamap_json *json,
			       const struct gpamap_layout *layout)
{
	const struct gpamap_range *mmio;
	size_t count, i;

	mmio = gpamap_layout_mmio(layout, &count);
	gpamap_json_array(json, "placeholders");
	for (i = 0; i < count; i++) {
		if (mmio[i].start != mmio[i].end)
			continue;
		gpamap_json_object(json, NULL);
		gpamap_json_number(json, "index", i);
		gpamap_json_hex(json, "start", mmio[i].start);
		gpamap_json_close(json);
	}
	gpamap_json_close(json);
}

static void write_ranges(struct gpamap_json *json,
			 const struct gpamap_layout *layout)
{
	struct gpamap_entry entry;
	size_t i;

	gpamap_json_array(json, "ranges");
	for (i = 0; gpamap_layout_at(layout, i, &entry); i++) {
		gpamap_json_object(json, NULL);
		gpamap_json_entry(json, &entry);
		gpamap_json_close(json);
	}
	gpamap_json_close(json);
}

static void write_plan(struct gpamap_json *json, const struct gpamap_plan *plan)
{
	if (plan == NULL) {
		gpamap_json_null(json, "plan");
		return;
	}
	gpamap_json_object(json, "plan");
	gpamap_json_hex(json, "top", gpamap_plan_top(plan));
	gpamap_json_number(json, "address_bits",
			   gpamap_plan_address_bits(plan));
	gpamap_json_boolean(json, "relocated", gpamap_plan_relocated(plan));
	gpamap_json_close(json);
}

bool gpamap_json_write(const struct gpamap_view *view, FILE *file)
{
	struct gpamap_node_sum *sums;
	struct gpamap_json json;
	size_t count;

	if (!gpamap_nodes_sum(view->layout, &sums, &count))
		return false;
	gpamap_json_begin(&json, file, view->line != 0 ? 0 : 3);
	gpamap_json_object(&json, NULL);
	gpamap_json_number(&json, "gpamap", GPAMAP_JSON_VERSION);
	if (view->line != 0)
		gpamap_json_number(&json, "line", view->line);
	gpamap_json_text(&json, "name", view->name);
	write_totals(&json, view->layout);
	write_plan(&json, view->plan);
	write_counts(&json, view->layout);
	write_nodes(&json, sums, count);
	write_placeholders(&json, view->layout);
	write_ranges(&json, view->layout);
	gpamap_json_close(&json);
	free(sums);
	return true;
}

void gpamap_json_entry_as(struct gpamap_json *json, const char *name,
			  const struct gpamap_entry *entry)
{
	if (entry->kind == GPAMAP_KIND_HOLE) {
		gpamap_json_null(json, name);
		return;
	}
	gpamap_json_object(json, name);
	gpamap_json_entry(json, entry);
	gpamap_json_close(json);
}
