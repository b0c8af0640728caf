/* SPDX-License-Identifier: MIT */
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

static bool hear(const struct gpamap_value *values, struct said *said)
{
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
	return list_bridges(values, said);
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
		hear(view->values, &said) &&
		gpamap_written(write_table, &said.options, &words, view, file);

	free(said.bridges);
	free(said.targets);
	return written;
}

bool gpamap_cedt_row_recognises(struct gpamap_span bytes)
{
	return gpamap_acpi_row_is(bytes, "CEDT");
}
