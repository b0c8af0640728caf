/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include <gpamap/acpi_cedt.h>

#include "acpi_oem.h"
#include "acpi_rows.h"
#include "memory.h"
#include "value_array.h"
#include "written.h"

/* ACPI CEDT: CXL host bridges, and the windows for memory behind them. */

enum {
	BRIDGES,
	CXL11,
	TARGETS,
	GRANULARITY,
	XOR,
	RESTRICTIONS,
	QTG_ID,
	WINDOW_TARGETS,
	WINDOW_GRANULARITY,
	WINDOW_RESTRICTIONS,
	WINDOW_QTG_ID,
	OEM,
};

/* By the bits of enum gpamap_cedt_restriction. */
static const char *const restrictions[] = { "type2",	  "type3", "volatile",
					    "persistent", "fixed", NULL };

const struct gpamap_key gpamap_cedt_keys[] = {
	[BRIDGES] = { .name = "bridges",
		      .form = GPAMAP_KEY_PAIRS,
		      .max = UINT64_MAX,
		      .shape = "UID:ADDRESS+...",
		      .standard = "none",
		      .help = "host bridges, and where their registers are" },
	[CXL11] = { .name = "cxl11",
		    .standard = "off",
		    .help = "the bridges' registers are an RCRB of CXL 1.1" },
	[TARGETS] = { .name = "targets",
		      .form = GPAMAP_KEY_NUMBERS,
		      .max = UINT32_MAX,
		      .shape = "UID+...",
		      .standard = "the first bridge",
		      .help = "bridges that each window is spread over" },
	[GRANULARITY] = { .name = "granularity",
			  .form = GPAMAP_KEY_NUMBER,
			  .min = 256,
			  .max = 16384,
			  .standard = "256",
			  .help = "bytes to each bridge in turn" },
	[XOR] = { .name = "xor",
		  .standard = "off",
		  .help = "windows are spread by XOR, not by modulo" },
	[RESTRICTIONS] = { .name = "restrictions",
			   .form = GPAMAP_KEY_WORDS,
			   .words = restrictions,
			   .standard = "type3, and by the kind of the range",
			   .help = "what windows are for" },
	[QTG_ID] = { .name = "qtg-id",
		     .form = GPAMAP_KEY_NUMBER,
		     .max = UINT16_MAX,
		     .standard = "0",
		     .help = "QoS throttling group of windows" },
	[WINDOW_TARGETS] = { .name = "window-targets",
			     .form = GPAMAP_KEY_PAIRS,
			     .max = UINT32_MAX,
			     .shape = "WINDOW:UID+...",
			     .standard = "targets",
			     .help = "those of single windows; window 0 is the "
				     "lowest" },
	[WINDOW_GRANULARITY] = { .name = "window-granularity",
				 .form = GPAMAP_KEY_PAIRS,
				 .min = 256,
				 .max = 16384,
				 .shape = "WINDOW:BYTES+...",
				 .standard = "granularity",
				 .help = "that of single windows" },
	[WINDOW_RESTRICTIONS] = { .name = "window-restrictions",
				  .form = GPAMAP_KEY_PAIRS,
				  .max = 31,
				  .shape = "WINDOW:BITS+...",
				  .standard = "restrictions",
				  .help = "those of single windows, added up: "
					  "1 type2, 2 type3, 4 volatile, 8 "
					  "persistent, 16 fixed" },
	[WINDOW_QTG_ID] = { .name = "window-qtg-id",
			    .form = GPAMAP_KEY_PAIRS,
			    .max = UINT16_MAX,
			    .shape = "WINDOW:ID+...",
			    .standard = "qtg-id",
			    .help = "that of single windows" },
	OEM_KEY_ROWS(OEM),
};

static const struct gpamap_words words = {
	.empty = "this map has no CXL window: no hotplug or pmem range whose "
		 "name begins with cxl",
	.argument = "targets are 1, 2, 3, 4, 6, 8, 12 or 16 of the bridges, "
		    "and granularity is a power of two",
};

/* Options, and the arrays that they point into. */
struct said {
	struct gpamap_cedt_options options;
	struct gpamap_cedt_bridge *bridges;
	void *targets;
	struct gpamap_cedt_window *windows;
	uint32_t *window_targets;
};

static bool list_bridges(const struct gpamap_value *values, struct said *said)
{
	const struct gpamap_value *list = gpamap_value_list(values, BRIDGES);
	size_t i;

	if (list == NULL)
		return true;
	said->bridges = gpamap_memory_take(list->count, sizeof(*said->bridges));
	for (i = 0; said->bridges != NULL && i < list->count; i++)
		said->bridges[i] = (struct gpamap_cedt_bridge){
			.uid = (uint32_t)list->items[2 * i],
			.cxl11 = gpamap_value_on(values, CXL11),
			.base = list->items[2 * i + 1],
		};
	said->options.bridges = said->bridges;
	said->options.bridge_count = list->count;
	return said->bridges != NULL;
}

/* Each window like all others, to begin with. */
static bool list_windows(const struct gpamap_view *view, struct said *said)
{
	struct gpamap_cedt_options *options = &said->options;
	struct gpamap_entry entry;
	size_t count = 0, i;

	for (i = 0; gpamap_layout_at(view->layout, i, &entry); i++)
		count += gpamap_cedt_is_window(&entry);
	said->windows = gpamap_memory_take(count + 1, sizeof(*said->windows));
	if (said->windows == NULL)
		return false;
	count = 0;
	for (i = 0; gpamap_layout_at(view->layout, i, &entry); i++) {
		if (!gpamap_cedt_is_window(&entry))
			continue;
		said->windows[count] = options->like;
		said->windows[count++].other = entry.index;
	}
	options->windows = said->windows;
	options->window_count = count;
	return true;
}

/* Check that what was said for a key is of windows that there are, and but for
 * targets of each once. */
static bool check_windows(const struct gpamap_view *view,
			  const struct said *said, size_t key)
{
	const struct gpamap_value *list = gpamap_value_list(view->values, key);
	const char *name = gpamap_cedt_keys[key].name;
	size_t count = said->options.window_count, i, j;

	for (i = 0; list != NULL && i < list->count; i++) {
		uint64_t window = list->items[2 * i];

		if (window >= count)
			return gpamap_written_refuse(
				view,
				"%s: there is no window %" PRIu64
				" among %zu, which count from 0",
				name, window, count);
		for (j = 0; key != WINDOW_TARGETS && j < i; j++)
			if (list->items[2 * j] == window)
				return gpamap_written_refuse(
					view,
					"%s: window %" PRIu64 " is given twice",
					name, window);
	}
	return true;
}

static bool share_targets(const struct gpamap_value *list, struct said *said)
{
	size_t used = 0, w, i;

	if (list == NULL)
		return true;
	said->window_targets =
		gpamap_memory_take(list->count, sizeof(*said->window_targets));
	if (said->window_targets == NULL)
		return false;
	for (w = 0; w < said->options.window_count; w++) {
		struct gpamap_cedt_window *window = &said->windows[w];
		size_t first = used;

		for (i = 0; i < list->count; i++)
			if (list->items[2 * i] == w)
				said->window_targets[used++] =
					(uint32_t)list->items[2 * i + 1];
		if (used == first)
			continue;
		window->targets = &said->window_targets[first];
		window->target_count = used - first;
	}
	return true;
}

/* What single windows are like. */
static bool hear_windows(const struct gpamap_view *view, struct said *said)
{
	const struct gpamap_value *values = view->values;
	const struct gpamap_value *list;
	bool any = false;
	size_t key, i;

	for (key = WINDOW_TARGETS; key <= WINDOW_QTG_ID; key++)
		any = any || gpamap_value_list(values, key) != NULL;
	if (!any)
		return true;
	if (!list_windows(view, said))
		return false;
	for (key = WINDOW_TARGETS; key <= WINDOW_QTG_ID; key++)
		if (!check_windows(view, said, key))
			return false;
	list = gpamap_value_list(values, WINDOW_GRANULARITY);
	for (i = 0; list != NULL && i < list->count; i++)
		said->windows[list->items[2 * i]].granularity =
			(uint32_t)list->items[2 * i + 1];
	list = gpamap_value_list(values, WINDOW_RESTRICTIONS);
	for (i = 0; list != NULL && i < list->count; i++)
		said->windows[list->items[2 * i]].restrictions =
			(uint16_t)list->items[2 * i + 1];
	list = gpamap_value_list(values, WINDOW_QTG_ID);
	for (i = 0; list != NULL && i < list->count; i++)
		said->windows[list->items[2 * i]].qtg_id =
			(uint16_t)list->items[2 * i + 1];
	return share_targets(gpamap_value_list(values, WINDOW_TARGETS), said);
}

static bool hear(const struct gpamap_view *view, struct said *said)
{
	const struct gpamap_value *values = view->values;
	struct gpamap_cedt_window *like = &said->options.like;

	said->options.oem = gpamap_oem_said(values, OEM);
	like->granularity =
		(uint32_t)gpamap_value_number(values, GRANULARITY, 0);
	like->xor_arithmetic = gpamap_value_on(values, XOR);
	like->restrictions =
		(uint16_t)gpamap_value_number(values, RESTRICTIONS, 0);
	like->qtg_id = (uint16_t)gpamap_value_number(values, QTG_ID, 0);
	if (!gpamap_value_array(gpamap_value_list(values, TARGETS),
				sizeof(uint32_t), &said->targets,
				&like->target_count))
		return false;
	like->targets = said->targets;
	return list_bridges(values, said) && hear_windows(view, said);
}

static enum gpamap_status write_table(const struct gpamap_layout *layout,
				      const void *options, void *buffer,
				      size_t size, size_t *need,
				      struct gpamap_error *error)
{
	return gpamap_cedt_write(layout, options, buffer, size, need, error);
}

bool gpamap_cedt_row_write(const struct gpamap_view *view, FILE *file)
{
	struct said said = { .bridges = NULL };
	bool written =
		hear(view, &said) &&
		gpamap_written(write_table, &said.options, &words, view, file);

	free(said.bridges);
	free(said.targets);
	free(said.windows);
	free(said.window_targets);
	return written;
}

bool gpamap_cedt_row_recognises(struct gpamap_span bytes)
{
	return gpamap_acpi_row_is(bytes, "CEDT");
}
