/* SPDX-License-Identifier: MIT */
#include "../core/mem.h"
#include "bytes.h"
#include "fdt_emit.h"

/*
 * In this order, as the specification wants it: header, reservations,
 * structure, strings. Source: Devicetree Specification v0.4, 5, 5.1 and 5.2.
 */

#define MAGIC 0xd00dfeedu
#define VERSION 17u
#define LAST_COMPATIBLE_VERSION 16u
#define HEADER_SIZE 40u /* divides by 8, as the reservations need it */
#define RESERVATION_SIZE 16u

/* Source: Devicetree Specification v0.4, 5.4.1. */
#define TOKEN_BEGIN_NODE 1u
#define TOKEN_END_NODE 2u
#define TOKEN_PROP 3u
#define TOKEN_END 9u

#define CELL 4u

static const char names[GPAMAP_FDT_NAME_COUNT][20] = {
	"#address-cells", "#size-cells", "compatible",	 "model",
	"device_type",	  "reg",	 "numa-node-id", "distance-matrix",
	"ranges",	  "no-map",	 "bus-range",	 "linux,pci-domain",
};

static size_t length_of(const char *text)
{
	size_t length = 0;

	while (text[length] != '\0')
		length++;
	return length;
}

void gpamap_fdt_emit_begin(struct gpamap_fdt_emit *emit,
			   const struct gpamap_fdt_base *base)
{
	*emit = (struct gpamap_fdt_emit){ .base = *base };
}

static uint64_t structure_offset(const struct gpamap_fdt_emit *emit)
{
	return HEADER_SIZE + (uint64_t)emit->base.reservations_size +
	       RESERVATION_SIZE;
}

uint64_t gpamap_fdt_emit_size(const struct gpamap_fdt_emit *emit)
{
	return structure_offset(emit) + emit->used + emit->base.strings_size +
	       emit->names_size;
}

static void write_header(const struct gpamap_fdt_emit *emit,
			 unsigned char *buffer)
{
	uint32_t structure = (uint32_t)structure_offset(emit);
	uint32_t strings = structure + (uint32_t)emit->used;
	uint32_t size = (uint32_t)gpamap_fdt_emit_size(emit);
	const uint32_t fields[HEADER_SIZE / CELL] = {
		MAGIC,
		size,
		structure,
		strings,
		HEADER_SIZE,
		VERSION,
		LAST_COMPATIBLE_VERSION,
		emit->base.boot_cpu,
		size - strings,
		(uint32_t)emit->used,
	};
	size_t i;

	for (i = 0; i < HEADER_SIZE / CELL; i++)
		gpamap_put_be32(buffer + i * CELL, fields[i]);
}

static void write_strings(const struct gpamap_fdt_emit *emit, unsigned char *at)
{
	uint64_t place;
	size_t i;

	if (emit->base.strings_size > 0)
		memcpy(at, emit->base.strings, emit->base.strings_size);
	for (i = 0; i < GPAMAP_FDT_NAME_COUNT; i++) {
		place = emit->name_places[i];
		if (place > 0)
			memcpy(at + place - 1, names[i],
			       length_of(names[i]) + 1);
	}
}

void gpamap_fdt_emit_fill(struct gpamap_fdt_emit *emit, unsigned char *buffer)
{
	const struct gpamap_fdt_base *base = &emit->base;
	unsigned char *at = buffer + HEADER_SIZE;

	write_header(emit, buffer);
	if (base->reservations_size > 0)
		memcpy(at, base->reservations, base->reservations_size);
	at += base->reservations_size;
	memset(at, 0, RESERVATION_SIZE);
	at += RESERVATION_SIZE;
	write_strings(emit, at + emit->used);
	emit->at = at;
	emit->used = 0;
}

static void put_cell(struct gpamap_fdt_emit *emit, uint32_t value)
{
	if (emit->at != NULL) {
		gpamap_put_be32(emit->at, value);
		emit->at += CELL;
	}
	emit->used += CELL;
}

void gpamap_fdt_emit_bytes(struct gpamap_fdt_emit *emit, const void *bytes,
			   size_t size)
{
	size_t padding = (CELL - size % CELL) % CELL;

	if (emit->at != NULL) {
		if (size > 0)
			memcpy(emit->at, bytes, size);
		memset(emit->at + size, 0, padding);
		emit->at += size + padding;
	}
	emit->used += size + padding;
}

void gpamap_fdt_emit_node(struct gpamap_fdt_emit *emit, const char *name)
{
	put_cell(emit, TOKEN_BEGIN_NODE);
	gpamap_fdt_emit_bytes(emit, name, length_of(name) + 1);
}

#define UNIT_MAX 32u /* name, '@', 16 digits, NUL */

void gpamap_fdt_emit_unit(struct gpamap_fdt_emit *emit, const char *name,
			  uint64_t unit)
{
	char text[UNIT_MAX];
	size_t length = length_of(name);
	unsigned int digits = 1;

	while (digits < 16 && unit >> (4 * digits) != 0)
		digits++;
	memcpy(text, name, length);
	text[length++] = '@';
	while (digits-- > 0)
		text[length++] = "0123456789abcdef"[unit >> (4 * digits) & 15];
	text[length] = '\0';
	gpamap_fdt_emit_node(emit, text);
}

void gpamap_fdt_emit_node_end(struct gpamap_fdt_emit *emit)
{
	put_cell(emit, TOKEN_END_NODE);
}

static void begin_property(struct gpamap_fdt_emit *emit, uint64_t place,
			   uint64_t size)
{
	put_cell(emit, TOKEN_PROP);
	put_cell(emit, (uint32_t)size);
	put_cell(emit, (uint32_t)place);
}

void gpamap_fdt_emit_property(struct gpamap_fdt_emit *emit,
			      enum gpamap_fdt_name name, uint64_t size)
{
	uint64_t *place = &emit->name_places[name];

	if (*place == 0) {
		*place = emit->base.strings_size + emit->names_size + 1;
		emit->names_size += length_of(names[name]) + 1;
	}
	begin_property(emit, *place - 1, size);
}

void gpamap_fdt_emit_copied(struct gpamap_fdt_emit *emit, uint32_t place,
			    uint64_t size)
{
	begin_property(emit, place, size);
}

void gpamap_fdt_emit_cells(struct gpamap_fdt_emit *emit, uint64_t value,
			   unsigned int cells)
{
	if (cells > 1)
		put_cell(emit, (uint32_t)(value >> 32));
	put_cell(emit, (uint32_t)(value & 0xffffffff));
}

void gpamap_fdt_emit_string(struct gpamap_fdt_emit *emit,
			    enum gpamap_fdt_name name, const char *value)
{
	size_t size = length_of(value) + 1;

	gpamap_fdt_emit_property(emit, name, size);
	gpamap_fdt_emit_bytes(emit, value, size);
}

void gpamap_fdt_emit_cell(struct gpamap_fdt_emit *emit,
			  enum gpamap_fdt_name name, uint32_t value)
{
	gpamap_fdt_emit_property(emit, name, CELL);
	put_cell(emit, value);
}

void gpamap_fdt_emit_end(struct gpamap_fdt_emit *emit)
{
	put_cell(emit, TOKEN_END);
}
