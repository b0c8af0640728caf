/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_cedt.h>

#include "acpi_cedt.h"
#include "acpi_table.h"
#include "bytes.h"

/* The writer of CEDT. Its shapes and their source are in acpi_cedt.h. */

struct cedt {
	const struct gpamap_layout *layout;
	const struct gpamap_cedt_options *options;
	struct gpamap_error *error;
	const struct gpamap_other_range *other;
	size_t other_count;
	uint64_t length;
	uint8_t *at; /* where the next structure goes; NULL: measure only */
	uint32_t first_target; /* of windows that name none */
};

static const struct gpamap_cedt_options defaults;

static enum gpamap_status refuse(const struct cedt *cedt,
				 enum gpamap_status status, uint64_t asked,
				 uint64_t limit)
{
	return gpamap_acpi_refuse(cedt->error, status, asked, limit);
}

static enum gpamap_status refuse_window(const struct cedt *cedt,
					enum gpamap_status status, size_t other,
					uint64_t asked, uint64_t limit)
{
	struct gpamap_subject subject = { GPAMAP_LIST_OTHER, other,
					  cedt->other[other].range };

	return gpamap_acpi_refuse_range(cedt->error, status, subject, asked,
					limit);
}

static size_t target_count(const struct gpamap_cedt_window *window)
{
	return window->targets != NULL ? window->target_count : 1;
}

/* The code of a number; one past the last code for a number that has none. */
static uint8_t ways_code(size_t count)
{
	uint8_t code = 0;

	/* Codes that mean nothing have no ways, like a window without. */
	if (count == 0)
		return CEDT_WAYS_CODES;
	while (code < CEDT_WAYS_CODES && gpamap_cedt_ways(code) != count)
		code++;
	return code;
}

static uint8_t granularity_code(uint32_t bytes)
{
	uint8_t code = 0;

	while (bytes != 0 && code < CEDT_GRANULARITY_CODES &&
	       UINT32_C(256) << code != bytes)
		code++;
	return code;
}

static enum gpamap_status check_targets(const struct cedt *cedt,
					const struct gpamap_cedt_window *window)
{
	const struct gpamap_cedt_options *options = cedt->options;
	size_t i, j;

	if (window->targets == NULL || options->bridge_count == 0)
		return GPAMAP_OK;
	for (i = 0; i < window->target_count; i++) {
		for (j = 0; j < options->bridge_count; j++)
			if (options->bridges[j].uid == window->targets[i])
				break;
		if (j == options->bridge_count)
			return refuse_window(cedt, GPAMAP_ERR_ARGUMENT,
					     window->other, window->targets[i],
					     0);
	}
	return GPAMAP_OK;
}

static enum gpamap_status check_place(const struct cedt *cedt,
				      const struct gpamap_cedt_window *window)
{
	const struct gpamap_other_range *other = &cedt->other[window->other];
	uint64_t size = other->range.end - other->range.start;
	uint64_t unit = GPAMAP_CEDT_WINDOW_ALIGN * target_count(window);

	if (other->kind != GPAMAP_KIND_HOTPLUG &&
	    other->kind != GPAMAP_KIND_PMEM)
		return refuse_window(cedt, GPAMAP_ERR_BAD_KIND, window->other,
				     other->kind, GPAMAP_KIND_HOTPLUG);
	if (other->range.start % GPAMAP_CEDT_WINDOW_ALIGN != 0)
		return refuse_window(cedt, GPAMAP_ERR_MISALIGNED, window->other,
				     other->range.start,
				     GPAMAP_CEDT_WINDOW_ALIGN);
	if (size % unit != 0)
		return refuse_window(cedt, GPAMAP_ERR_MISALIGNED, window->other,
				     size, unit);
	return GPAMAP_OK;
}

static enum gpamap_status
measure_window(struct cedt *cedt, const struct gpamap_cedt_window *window)
{
	enum gpamap_status status;

	if (window->other >= cedt->other_count)
		return refuse(cedt, GPAMAP_ERR_ARGUMENT, window->other,
			      cedt->other_count);
	if (ways_code(target_count(window)) == CEDT_WAYS_CODES)
		return refuse_window(cedt, GPAMAP_ERR_ARGUMENT, window->other,
				     window->target_count, 16);
	if (granularity_code(window->granularity) == CEDT_GRANULARITY_CODES)
		return refuse_window(cedt, GPAMAP_ERR_ARGUMENT, window->other,
				     window->granularity, 16384);
	cedt->length += CEDT_SIZE_WINDOW + 4 * target_count(window);
	status = check_place(cedt, window);
	return status == GPAMAP_OK ? check_targets(cedt, window) : status;
}

static uint16_t restrictions_of(const struct gpamap_cedt_window *window,
				uint64_t kind)
{
	if (window->restrictions != 0)
		return window->restrictions;
	return kind == GPAMAP_KIND_PMEM
		       ? GPAMAP_CEDT_TYPE3 | GPAMAP_CEDT_PERSISTENT
		       : GPAMAP_CEDT_TYPE3 | GPAMAP_CEDT_VOLATILE;
}

static void put_window(struct cedt *cedt,
		       const struct gpamap_cedt_window *window)
{
	const struct gpamap_other_range *other = &cedt->other[window->other];
	size_t count = target_count(window);
	uint8_t *at = cedt->at;

	at[0] = CEDT_TYPE_WINDOW;
	gpamap_put_le16(at + 2, (uint16_t)(CEDT_SIZE_WINDOW + 4 * count));
	gpamap_put_le64(at + 8, other->range.start);
	gpamap_put_le64(at + 16, other->range.end - other->range.start);
	at[24] = ways_code(count);
	at[25] = window->xor_arithmetic ? 1 : 0;
	gpamap_put_le32(at + 28, granularity_code(window->granularity));
	gpamap_put_le16(at + 32, restrictions_of(window, other->kind));
	gpamap_put_le16(at + 34, window->qtg_id);
	cedt->at += CEDT_SIZE_WINDOW;
	for (size_t i = 0; i < count; i++, cedt->at += 4)
		gpamap_put_le32(cedt->at, window->targets != NULL
						  ? window->targets[i]
						  : cedt->first_target);
}

/* Check a window while there is no table, else write it. */
static enum gpamap_status take_window(struct cedt *cedt,
				      const struct gpamap_cedt_window *window)
{
	if (cedt->at == NULL)
		return measure_window(cedt, window);
	put_window(cedt, window);
	return GPAMAP_OK;
}

bool gpamap_cedt_is_window(const struct gpamap_entry *entry)
{
	const char *name = entry->name;

	return (entry->kind == GPAMAP_KIND_HOTPLUG ||
		entry->kind == GPAMAP_KIND_PMEM) &&
	       name != NULL && name[0] == 'c' && name[1] == 'x' &&
	       name[2] == 'l';
}

static enum gpamap_status take_windows(struct cedt *cedt)
{
	const struct gpamap_cedt_options *options = cedt->options;
	enum gpamap_status status = GPAMAP_OK;
	struct gpamap_cedt_window window = options->like;
	struct gpamap_entry entry;
	size_t i;

	for (i = 0; status == GPAMAP_OK && i < options->window_count; i++)
		status = take_window(cedt, &options->windows[i]);
	if (options->windows != NULL)
		return status;
	for (i = 0;
	     status == GPAMAP_OK && gpamap_layout_at(cedt->layout, i, &entry);
	     i++) {
		window.other = entry.index;
		if (gpamap_cedt_is_window(&entry))
			status = take_window(cedt, &window);
	}
	return status;
}

static uint64_t registers_of(const struct gpamap_cedt_bridge *bridge)
{
	return bridge->cxl11 ? CEDT_REGISTERS_CXL11 : CEDT_REGISTERS_CXL20;
}

static enum gpamap_status measure_bridges(struct cedt *cedt)
{
	const struct gpamap_cedt_options *options = cedt->options;

	for (size_t i = 0; i < options->bridge_count; i++) {
		const struct gpamap_cedt_bridge *bridge = &options->bridges[i];

		if (bridge->base > GPAMAP_ADDRESS_END - registers_of(bridge))
			return refuse(cedt, GPAMAP_ERR_TOO_HIGH, bridge->base,
				      GPAMAP_ADDRESS_END);
		cedt->length += CEDT_SIZE_BRIDGE;
	}
	return GPAMAP_OK;
}

static void put_bridges(struct cedt *cedt)
{
	const struct gpamap_cedt_options *options = cedt->options;

	for (size_t i = 0; i < options->bridge_count; i++) {
		const struct gpamap_cedt_bridge *bridge = &options->bridges[i];

		cedt->at[0] = CEDT_TYPE_BRIDGE;
		gpamap_put_le16(cedt->at + 2, CEDT_SIZE_BRIDGE);
		gpamap_put_le32(cedt->at + 4, bridge->uid);
		gpamap_put_le32(cedt->at + 8, bridge->cxl11
						      ? CEDT_BRIDGE_CXL11
						      : CEDT_BRIDGE_CXL20);
		gpamap_put_le64(cedt->at + 16, bridge->base);
		gpamap_put_le64(cedt->at + 24, registers_of(bridge));
		cedt->at += CEDT_SIZE_BRIDGE;
	}
}

static enum gpamap_status measure(struct cedt *cedt)
{
	const struct gpamap_cedt_options *options = cedt->options;
	enum gpamap_status status;

	if ((options->bridges == NULL && options->bridge_count > 0) ||
	    (options->windows == NULL && options->window_count > 0))
		return refuse(cedt, GPAMAP_ERR_ARGUMENT, 0, 0);
	cedt->length = CEDT_HEAD;
	if (options->bridge_count > 0)
		cedt->first_target = options->bridges[0].uid;
	status = measure_bridges(cedt);
	if (status == GPAMAP_OK)
		status = take_windows(cedt);
	if (status == GPAMAP_OK && cedt->length == CEDT_HEAD)
		return refuse(cedt, GPAMAP_ERR_EMPTY, 0, 0);
	return status;
}

enum gpamap_status gpamap_cedt_write(const struct gpamap_layout *layout,
				     const struct gpamap_cedt_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	struct gpamap_acpi_room room =
		gpamap_acpi_room(buffer, size, need, error);
	struct cedt cedt = { .layout = layout, .error = error };
	enum gpamap_status status;
	uint8_t *table;

	cedt.options = options != NULL ? options : &defaults;
	status = gpamap_acpi_check_call(layout, &cedt.options->oem, &room);
	if (status != GPAMAP_OK)
		return status;
	cedt.other = gpamap_layout_other(layout, &cedt.other_count);
	status = measure(&cedt);
	if (status == GPAMAP_OK)
		status = gpamap_acpi_open(&room, cedt.length, &table);
	if (status != GPAMAP_OK || table == NULL)
		return status;
	cedt.at = table + CEDT_HEAD;
	put_bridges(&cedt);
	take_windows(&cedt);
	gpamap_acpi_close(table, cedt.length, "CEDT", CEDT_REVISION,
			  &cedt.options->oem);
	return GPAMAP_OK;
}
