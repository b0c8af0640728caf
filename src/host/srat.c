/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include <gpamap/acpi_srat.h>

#include "acpi_oem.h"
#include "acpi_rows.h"
#include "memory.h"
#include "value_array.h"
#include "written.h"

/* ACPI SRAT: which memory, and which processors, are on which node. */

enum {
	REVISION,
	CPUS,
	CPU_LIST,
	CPU_TYPE,
	DEFAULT_VNODE,
	OEM,
};

static const char *const cpu_types[] = { [GPAMAP_SRAT_APIC] = "apic",
					 [GPAMAP_SRAT_X2APIC] = "x2apic",
					 [GPAMAP_SRAT_GICC] = "gicc",
					 NULL };

const struct gpamap_key gpamap_srat_keys[] = {
	[REVISION] = { .name = "revision",
		       .form = GPAMAP_KEY_NUMBER,
		       .min = 1,
		       .max = GPAMAP_SRAT_REVISION,
		       .standard = "3",
		       .help = "1 has nodes to 255, 1 and 2 only local APICs" },
	[CPUS] = { .name = "cpus",
		   .form = GPAMAP_KEY_NUMBERS,
		   .max = UINT32_MAX,
		   .standard = "none",
		   .help = "processors of node 0, 1, ...; ids count on from "
			   "0" },
	[CPU_LIST] = { .name = "cpu-list",
		       .form = GPAMAP_KEY_PAIRS,
		       .max = UINT32_MAX,
		       .shape = "ID:NODE+...",
		       .standard = "none",
		       .help = "or processors one by one" },
	[CPU_TYPE] = { .name = "cpu-type",
		       .form = GPAMAP_KEY_WORD,
		       .words = cpu_types,
		       .standard = "apic",
		       .help = "what ids are of; apic ids from 255 on are "
			       "x2apic" },
	[DEFAULT_VNODE] = { .name = "default-vnode",
			    .form = GPAMAP_KEY_NUMBER,
			    .max = UINT32_MAX,
			    .standard = "left out",
			    .help = "node of hotplug and pmem ranges without "
				    "one" },
	OEM_KEY_ROWS(OEM),
};

static const struct gpamap_words words = {
	.argument = "this revision cannot tell such a processor: revision 3 "
		    "has APIC ids from 255 on, and those of Arm",
};

/* Options, and the arrays that they point into. */
struct said {
	struct gpamap_srat_options options;
	void *node_cpus;
	struct gpamap_srat_cpu *cpus;
	uint32_t default_vnode;
};

static bool list_cpus(const struct gpamap_value *list, struct said *said)
{
	size_t i;

	if (list == NULL)
		return true;
	said->cpus = gpamap_memory_take(list->count, sizeof(*said->cpus));
	for (i = 0; said->cpus != NULL && i < list->count; i++)
		said->cpus[i] = (struct gpamap_srat_cpu){
			(uint32_t)list->items[2 * i],
			(uint32_t)list->items[2 * i + 1],
		};
	said->options.cpus = said->cpus;
	said->options.cpu_count = list->count;
	return said->cpus != NULL;
}

static bool hear(const struct gpamap_view *view, struct said *said)
{
	const struct gpamap_value *values = view->values;
	const struct gpamap_value *nodes = gpamap_value_list(values, CPUS);
	const struct gpamap_value *list = gpamap_value_list(values, CPU_LIST);
	struct gpamap_srat_options *options = &said->options;

	options->oem = gpamap_oem_said(values, OEM);
	options->revision =
		(unsigned int)gpamap_value_number(values, REVISION, 0);
	options->cpu_type = (enum gpamap_srat_cpu_type)gpamap_value_number(
		values, CPU_TYPE, GPAMAP_SRAT_APIC);
	said->default_vnode =
		(uint32_t)gpamap_value_number(values, DEFAULT_VNODE, 0);
	if (values != NULL && values[DEFAULT_VNODE].given)
		options->default_vnode = &said->default_vnode;
	if (nodes != NULL && list != NULL)
		return gpamap_written_refuse(
			view, "cpus and cpu-list tell the same: give one");
	if (!gpamap_value_array(nodes, sizeof(uint32_t), &said->node_cpus,
				&options->node_cpus_count))
		return false;
	options->node_cpus = said->node_cpus;
	return list_cpus(list, said);
}

static enum gpamap_status write_table(const struct gpamap_layout *layout,
				      const void *options, void *buffer,
				      size_t size, size_t *need,
				      struct gpamap_error *error)
{
	return gpamap_srat_write(layout, options, buffer, size, need, error);
}

bool gpamap_srat_row_write(const struct gpamap_view *view, FILE *file)
{
	struct said said = { .node_cpus = NULL };
	bool written =
		hear(view, &said) &&
		gpamap_written(write_table, &said.options, &words, view, file);

	free(said.node_cpus);
	free(said.cpus);
	return written;
}

bool gpamap_srat_row_recognises(struct gpamap_span bytes)
{
	return gpamap_acpi_row_is(bytes, "SRAT");
}
