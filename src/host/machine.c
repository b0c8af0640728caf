/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>

#include "machine.h"
#include "machine_build.h"
#include "number.h"
#include "utf8.h"

/* The table of machines, and what is asked of one of them. */

/* Bytes that QEMU adds to a hot-plug window for each slot, so that every
 * module can be aligned to 1 GiB (hw/i386/pc.c, pc_get_device_memory_range();
 * hw/arm/virt.c, virt_set_memmap()). */
#define SLOT_ROOM MACHINE_G

static const struct machine_row *machine_at(size_t index)
{
	const struct {
		const struct machine_row *rows;
		size_t count;
	} tables[] = {
		{ gpamap_machines_qemu, gpamap_machines_qemu_count },
		{ gpamap_machines_arm, gpamap_machines_arm_count },
		{ gpamap_machines_microsoft, gpamap_machines_microsoft_count },
		{ gpamap_machines_micro, gpamap_machines_micro_count },
	};
	size_t i;

	for (i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		if (index < tables[i].count)
			return &tables[i].rows[index];
		index -= tables[i].count;
	}
	return NULL;
}

void gpamap_machine_refuse(struct gpamap_diags *diags, const char *hint,
			   const char *format, ...)
{
	struct gpamap_place nowhere = { 0, 0 };
	char text[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	gpamap_diag_add(diags, GPAMAP_DIAG_ERROR, "machine", nowhere, hint,
			"%s", text);
}

/* The most machines that a name is compared with for a suggestion. */
#define NAMES_MAX 64

static const struct machine_row *find_machine(struct gpamap_span name,
					      struct gpamap_diags *diags)
{
	const char *names[NAMES_MAX + 1] = { NULL };
	const struct machine_row *row;
	const char *nearest;
	size_t i;

	for (i = 0; (row = machine_at(i)) != NULL; i++) {
		if (gpamap_span_is(name, row->name))
			return row;
		if (i < NAMES_MAX)
			names[i] = row->name;
	}
	nearest = gpamap_word_nearest(name, names);
	if (nearest != NULL)
		gpamap_machine_refuse(
			diags, NULL,
			"there is no machine \"%.*s\": did you mean %s?",
			(int)name.length, name.at, nearest);
	else
		gpamap_machine_refuse(
			diags, NULL,
			"there is no machine \"%.*s\"; --machine list shows "
			"them",
			(int)name.length, name.at);
	return NULL;
}

static bool is_paged(const struct machine_order *order,
		     struct gpamap_diags *diags)
{
	size_t i;

	for (i = 0; i < order->count; i++) {
		if (order->sizes[i] % GPAMAP_PAGE_SIZE == 0)
			continue;
		gpamap_machine_refuse(diags, NULL,
				      "%s: RAM of node %zu: %" PRIu64
				      " is not a multiple of 4096",
				      order->row->name, i, order->sizes[i]);
		return false;
	}
	return true;
}

/* Add up the RAM; a machine without any is none. */
static bool sum_ram(struct machine_order *order, struct gpamap_diags *diags)
{
	const struct machine_row *row = order->row;
	size_t i;

	if (order->count > row->node_max) {
		gpamap_machine_refuse(diags, NULL,
				      "%s has at most %zu node%s, not %zu",
				      row->name, row->node_max,
				      row->node_max == 1 ? "" : "s",
				      order->count);
		return false;
	}
	if (!is_paged(order, diags))
		return false;
	for (i = 0; i < order->count; i++) {
		if (order->sizes[i] > GPAMAP_ADDRESS_END - order->total) {
			gpamap_machine_refuse(
				diags, NULL,
				"the RAM of all nodes is more than 64 bits "
				"can address");
			return false;
		}
		order->total += order->sizes[i];
	}
	if (order->total == 0)
		gpamap_machine_refuse(diags, NULL,
				      "%s needs its RAM: --ram SIZE[,SIZE...]",
				      row->name);
	return order->total != 0;
}

/* Compute QEMU's hot-plug window from -m's maxmem and slots. */
static bool size_window(struct machine_order *order, struct gpamap_diags *diags)
{
	uint64_t *value = order->values.value;
	uint64_t most = value[KEY_MAXMEM];
	uint64_t slots = value[KEY_SLOTS];

	if (most == 0 && slots == 0)
		return true;
	if (most == 0) {
		gpamap_machine_refuse(diags, NULL,
				      "%s: slots needs maxmem, too",
				      order->row->name);
		return false;
	}
	if (most < order->total || (most == order->total && slots > 0)) {
		gpamap_machine_refuse(diags, NULL,
				      "%s: maxmem must be more than the RAM",
				      order->row->name);
		return false;
	}
	if (most > order->total)
		value[KEY_DEVICE_MEMORY] =
			most - order->total + slots * SLOT_ROOM;
	return true;
}

static void name_map(const struct machine_order *order,
		     struct gpamap_draft *draft)
{
	char bytes[GPAMAP_SIZE_TEXT_MAX];
	char text[160];

	gpamap_size_format(order->total, bytes);
	if (order->count > 1)
		snprintf(text, sizeof(text), "%s, %s in %zu nodes",
			 order->row->title, bytes, order->count);
	else
		snprintf(text, sizeof(text), "%s, %s", order->row->title,
			 bytes);
	draft->name = gpamap_span_copy(gpamap_span_of(text));
}

bool gpamap_machine_draft(struct gpamap_span text, const uint64_t *sizes,
			  size_t count, struct gpamap_draft *draft,
			  struct gpamap_diags *diags)
{
	struct machine_order order = { .sizes = sizes, .count = count };
	struct gpamap_span name = text;
	size_t comma;

	if (gpamap_span_find(text, ",", &comma))
		name.length = comma;
	order.values.value[KEY_NODES] = count;
	order.row = find_machine(name, diags);
	if (order.row == NULL)
		return false;
	text = gpamap_span_skip(text, name.length + 1);
	if (!gpamap_machine_keys(text, &order, diags) ||
	    !sum_ram(&order, diags) || !size_window(&order, diags) ||
	    !gpamap_machine_build(&order, draft, diags))
		return false;
	name_map(&order, draft);
	return true;
}

/* Where the facts of a machine begin. */
#define FACT_INDENT 10

static void list_fact(FILE *file, const char *name, const char *fact,
		      size_t width)
{
	fprintf(file, "  %-*s", FACT_INDENT - 2, name);
	gpamap_utf8_wrap(file, fact, false, FACT_INDENT, width);
}

void gpamap_machine_list(FILE *file, size_t width)
{
	char keys[MACHINE_KEYS_TEXT_MAX];
	const struct machine_row *row;
	size_t i;

	for (i = 0; (row = machine_at(i)) != NULL; i++) {
		fprintf(file, "%s%s\n  %s; %s\n", i > 0 ? "\n" : "", row->name,
			row->title, row->version);
		list_fact(file, "source:", row->source, width);
		list_fact(file, "proof:", row->proof, width);
		if (row->setting_count == 0)
			continue;
		gpamap_machine_keys_list(row, keys);
		list_fact(file, "keys:", keys, width);
	}
}
