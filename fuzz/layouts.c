/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include <gpamap/gpamap.h>

#include "../tests/oracle/trial.h"
#include "feed.h"
#include "fuzz.h"
#include "sound.h"

/*
 * "layout": a small window with lists of any ranges in it, made by the
 * constructors and by the naive model of tests/oracle, which must say the
 * same: the status, the accused, every answer.
 *
 * "layout-raw": lists of any numbers. What a constructor takes, it gives back,
 * and it is sound; what it refuses, the audit refuses, and the index of the
 * error is in its list.
 */

#define RAW_MAX 64u

static void choose_window(struct feed *feed, struct model *model)
{
	size_t pages = 1 + feed_below(feed, MODEL_PAGES_MAX);
	uint64_t bytes = pages * GPAMAP_PAGE_SIZE;
	const uint64_t bases[] = { 0, GPAMAP_4GB - bytes / 2 / 4096 * 4096,
				   GPAMAP_ADDRESS_END - bytes,
				   GPAMAP_4GB - bytes, GPAMAP_4GB };

	model_init(model, bases[feed_below(feed, 5)], pages);
}

static void choose_nodes(struct feed *feed, struct model *model)
{
	size_t i;

	model->node_count = 1 + feed_below(feed, MODEL_NODES_MAX);
	for (i = 0; i < model->node_count; i++)
		model->nodes[i] = feed_below(feed, 48) * GPAMAP_PAGE_SIZE;
}

/* The model places RAM page by page: what is no page must be taken. */
static void block_cell(struct model *model, size_t cell)
{
	if (model_edge(model, cell) != model_edge(model, cell + 1))
		model_add(model, GPAMAP_LIST_OTHER, cell, cell + 1,
			  GPAMAP_KIND_RESERVED);
}

/* An edge of a cell. The model counts RAM cell by cell on either side of 4 GiB:
 * RAM does not go where a cell lies across it. */
static size_t choose_edge(struct feed *feed, const struct model *model,
			  enum gpamap_list list)
{
	size_t edge = feed_below(feed, model->pages + 3);

	if (list != GPAMAP_LIST_RAM)
		return edge;
	if (edge == 0 && model->base > GPAMAP_4GB)
		return 1;
	if (edge > model->pages + 1 && model->base == 0)
		return model->pages + 1;
	return edge;
}

static void choose_range(struct feed *feed, struct model *model, bool placed)
{
	enum gpamap_list list =
		(enum gpamap_list)feed_below(feed, GPAMAP_LIST_COUNT);
	size_t from = choose_edge(feed, model, list);
	size_t to = choose_edge(feed, model, list);
	uint64_t value = feed_below(feed, 4);

	if ((placed && list == GPAMAP_LIST_RAM) ||
	    model->count[list] == MODEL_LIST_MAX - 1 ||
	    (list == GPAMAP_LIST_VTL2 && model->count[list] == 1))
		return;
	if (list == GPAMAP_LIST_OTHER)
		value += GPAMAP_KIND_RESERVED;
	model_add(model, list, from, to, value);
}

static void run_layout(const struct fuzz_target *target,
		       struct gpamap_span bytes)
{
	struct feed feed = { bytes };
	struct model model;
	bool placed;

	(void)target;
	choose_window(&feed, &model);
	placed = feed_below(&feed, 2) == 0;
	if (placed) {
		choose_nodes(&feed, &model);
		block_cell(&model, 0);
	}
	while (feed.rest.length >= 4)
		choose_range(&feed, &model, placed);
	if (placed) {
		block_cell(&model, model.pages + 1);
		trial_place(&model);
	} else {
		trial_resolved(&model);
	}
}

/* Lists of any numbers. */
struct raw {
	struct gpamap_ram_range ram[RAW_MAX];
	struct gpamap_range plain[3][RAW_MAX];
	struct gpamap_range vtl2;
	struct gpamap_other_range other[RAW_MAX];
	uint64_t nodes[RAW_MAX];
	size_t ram_count;
	size_t node_count;
	struct gpamap_fixed fixed;
	uint64_t at; /* where the last range ended */
};

/* Behind the last range, so that many lists are sound; or anywhere. */
static struct gpamap_range raw_range(struct feed *feed, struct raw *raw)
{
	size_t how = feed_below(feed, 8);
	struct gpamap_range range;

	if (how == 7) {
		range.start = feed_number(feed, 8);
		range.end = feed_number(feed, 8);
		return range;
	}
	range.start = raw->at + (feed_number(feed, how % 5) << 12);
	range.end = range.start + (feed_number(feed, how % 5) << 12) + 4096;
	raw->at = range.end;
	return range;
}

static size_t *raw_count(struct raw *raw, size_t list)
{
	switch (list) {
	case GPAMAP_LIST_RAM:
		return &raw->ram_count;
	case GPAMAP_LIST_MMIO:
		return &raw->fixed.mmio_count;
	case GPAMAP_LIST_PCI_ECAM:
		return &raw->fixed.pci_ecam_count;
	case GPAMAP_LIST_PCI_MMIO:
		return &raw->fixed.pci_mmio_count;
	default:
		return &raw->fixed.other_count;
	}
}

static void raw_add(struct feed *feed, struct raw *raw)
{
	size_t list = feed_below(feed, 7);
	struct gpamap_range range = raw_range(feed, raw);
	size_t *count = raw_count(raw, list);

	if (list == GPAMAP_LIST_VTL2) {
		raw->vtl2 = range;
		raw->fixed.vtl2 = &raw->vtl2;
	} else if (list == 6) {
		if (raw->node_count < RAW_MAX)
			raw->nodes[raw->node_count++] = range.end - range.start;
	} else if (*count == RAW_MAX) {
		return;
	} else if (list == GPAMAP_LIST_RAM) {
		raw->ram[(*count)++] = (struct gpamap_ram_range){
			range, feed_number(feed, feed_below(feed, 6))
		};
	} else if (list == GPAMAP_LIST_OTHER) {
		raw->other[(*count)++] = (struct gpamap_other_range){
			range, feed_below(feed, 16), GPAMAP_NO_VNODE
		};
	} else {
		raw->plain[list - 1][(*count)++] = range;
	}
}

static bool count_problem(void *context, const struct gpamap_error *problem)
{
	size_t *count = context;

	fuzz_demand(problem->status != GPAMAP_OK, "a problem that is one");
	(*count)++;
	return true;
}

static void raw_audit(const struct raw *raw, bool placed, bool made)
{
	static uint64_t scratch[8 * RAW_MAX];
	struct gpamap_audit_input input = {
		.fixed = &raw->fixed,
		.scratch = scratch,
		.scratch_count = sizeof(scratch) / sizeof(scratch[0]),
	};
	size_t seen = 0;

	if (placed) {
		input.node_sizes = raw->nodes;
		input.node_count = raw->node_count;
	} else {
		input.ram = raw->ram;
		input.ram_count = raw->ram_count;
	}
	fuzz_same((uint64_t)gpamap_audit(&input, count_problem, &seen, NULL),
		  GPAMAP_OK, "audit");
	fuzz_same(seen == 0, made, "the silence of the audit");
}

/* What came in is what is told. */
static void raw_same(const struct raw *raw, bool placed,
		     const struct gpamap_layout *layout)
{
	uint64_t asked = 0;
	const void *list;
	size_t count, i;

	list = gpamap_layout_mmio(layout, &count);
	fuzz_same(count, raw->fixed.mmio_count, "entries of mmio");
	fuzz_demand(memcmp(list, raw->plain[0],
			   count * sizeof(raw->plain[0][0])) == 0,
		    "mmio as it was given");
	list = gpamap_layout_other(layout, &count);
	fuzz_same(count, raw->fixed.other_count, "other ranges");
	fuzz_demand(memcmp(list, raw->other, count * sizeof(raw->other[0])) ==
			    0,
		    "other ranges as they were given");
	list = gpamap_layout_ram(layout, &count);
	for (i = 0; placed && i < raw->node_count; i++) {
		fuzz_same(gpamap_layout_node_ram_size(layout, i), raw->nodes[i],
			  "the RAM of a node");
		asked += raw->nodes[i];
	}
	if (placed) {
		fuzz_same(gpamap_layout_ram_size(layout), asked, "all RAM");
		return;
	}
	fuzz_same(count, raw->ram_count, "ranges of RAM");
	fuzz_demand(memcmp(list, raw->ram, count * sizeof(raw->ram[0])) == 0,
		    "RAM as it was given");
}

static void raw_error(struct raw *raw, bool placed,
		      const struct gpamap_error *error)
{
	size_t list = error->subject.list;
	size_t limit = list == GPAMAP_LIST_VTL2 ? 1 : SIZE_MAX;

	fuzz_demand(list <= GPAMAP_LIST_NONE, "a list");
	if (list == GPAMAP_LIST_NODES)
		limit = placed ? raw->node_count : 0;
	else if (list < GPAMAP_LIST_NODES && list != GPAMAP_LIST_VTL2)
		limit = *raw_count(raw, list);
	/* A constructor that is given no nodes at all names none. */
	if (placed && raw->node_count == 0)
		return;
	fuzz_demand(error->subject.index < limit, "an index in its list");
}

static void raw_try(struct raw *raw, bool placed)
{
	static uint64_t words[64 * RAW_MAX];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	struct gpamap_error error = { .status = GPAMAP_OK };
	const struct gpamap_layout *layout = NULL;
	enum gpamap_status status;

	if (placed)
		status = gpamap_layout_new_with_numa(raw->nodes,
						     raw->node_count,
						     &raw->fixed, &storage,
						     &layout, &error);
	else
		status = gpamap_layout_new_from_resolved_ranges(
			raw->ram, raw->ram_count, &raw->fixed, &storage,
			&layout, &error);
	fuzz_same((uint64_t)error.status, (uint64_t)status, "the status told");
	raw_audit(raw, placed, status == GPAMAP_OK);
	if (status != GPAMAP_OK) {
		raw_error(raw, placed, &error);
		return;
	}
	sound_layout(layout);
	raw_same(raw, placed, layout);
}

static void run_raw(const struct fuzz_target *target, struct gpamap_span bytes)
{
	struct feed feed = { bytes };
	static struct raw raw;

	(void)target;
	memset(&raw, 0, sizeof(raw));
	raw.fixed.mmio = raw.plain[0];
	raw.fixed.pci_ecam = raw.plain[1];
	raw.fixed.pci_mmio = raw.plain[2];
	raw.fixed.other = raw.other;
	while (feed.rest.length > 0)
		raw_add(&feed, &raw);
	raw_try(&raw, false);
	raw_try(&raw, true);
}

struct fuzz_target fuzz_target_at(size_t index)
{
	static const struct fuzz_target targets[] = {
		{ "layout", run_layout, NULL },
		{ "layout-raw", run_raw, NULL },
		{ NULL, NULL, NULL },
	};

	return targets[index];
}
