/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_ACPI_TABLE_H
#define GPAMAP_GUEST_ACPI_TABLE_H

#include <gpamap/acpi.h>
#include <gpamap/layout.h>

/* What the writers and readers of the tables share. */

/* Longest table: its length has 32 bits (ACPI 6.5, 5.2.6). */
#define GPAMAP_ACPI_LENGTH_MAX UINT32_MAX

/* Ways to fill in an error, which may be NULL; both give back @status. */
enum gpamap_status gpamap_acpi_refuse(struct gpamap_error *error,
				      enum gpamap_status status, uint64_t asked,
				      uint64_t limit);
enum gpamap_status gpamap_acpi_refuse_range(struct gpamap_error *error,
					    enum gpamap_status status,
					    struct gpamap_subject subject,
					    uint64_t asked, uint64_t limit);

/* Writing: where a table goes. */
struct gpamap_acpi_room {
	void *buffer;
	size_t size;
	size_t *need;
	struct gpamap_error *error;
};

struct gpamap_acpi_room gpamap_acpi_room(void *buffer, size_t size,
					 size_t *need,
					 struct gpamap_error *error);

/* Check what every table's writer is given: a layout, and the rest. */
enum gpamap_status gpamap_acpi_check_call(const struct gpamap_layout *layout,
					  const struct gpamap_acpi_oem *oem,
					  const struct gpamap_acpi_room *room);

enum gpamap_status gpamap_acpi_check_room(const struct gpamap_acpi_oem *oem,
					  const struct gpamap_acpi_room *room);

/*
 * Take @length zeroed bytes of @room. @table is NULL, with success, where the
 * call only measures.
 */
enum gpamap_status gpamap_acpi_open(const struct gpamap_acpi_room *room,
				    uint64_t length, uint8_t **table);

/* Write the header of the complete @table, and its checksum. */
void gpamap_acpi_close(uint8_t *table, uint64_t length, const char *signature,
		       uint8_t revision, const struct gpamap_acpi_oem *oem);

/* Give the number that makes the sum of @size bytes 0, modulo 256. */
uint8_t gpamap_acpi_checksum(const uint8_t *bytes, size_t size);

/* Write @text, of @size bytes at the most, with spaces behind it. */
void gpamap_acpi_put_text(uint8_t *at, const char *text, size_t size);

/* Say whether @text, which may be NULL, is ASCII of up to @size bytes. */
bool gpamap_acpi_is_text(const char *text, size_t size);

/* Reading: one table, its header and checksum found right. */
struct gpamap_acpi_reading {
	const uint8_t *bytes;
	size_t length;
	size_t base; /* where the table stands in the input */
	gpamap_fact_report *report; /* NULL: check only */
	void *context;
	struct gpamap_error *error;
	bool ended; /* the reporter wants no more */
};

/* Goes over a table: checks everything, and reports what it finds. */
typedef enum gpamap_status
gpamap_acpi_walk(struct gpamap_acpi_reading *reading);

/* Check that bytes are one table called @signature; then walk it, twice. */
enum gpamap_status
gpamap_acpi_read_one(const void *bytes, size_t size, const char *signature,
		     gpamap_acpi_walk *walk, gpamap_fact_report *report,
		     void *context, struct gpamap_error *error);

/* Check revision and length of the table that is read. */
enum gpamap_status gpamap_acpi_expect(const struct gpamap_acpi_reading *reading,
				      uint8_t newest, size_t least);

/* Goes over one structure of a table, of @size bytes at @offset. */
typedef enum gpamap_status
gpamap_acpi_walk_one(struct gpamap_acpi_reading *reading, size_t offset,
		     size_t size);

/*
 * Go over the structures that follow each other from @head to the end of the
 * table. The first @half bytes of each, 1, 2 or 4, have its type, and as many
 * behind them its size, which is all of it.
 */
enum gpamap_status
gpamap_acpi_walk_structures(struct gpamap_acpi_reading *reading, size_t head,
			    size_t half, gpamap_acpi_walk_one *walk_one);

/* The table is wrong at @offset. */
enum gpamap_status
gpamap_acpi_corrupt(const struct gpamap_acpi_reading *reading, size_t offset);

/* Report @fact, found at @offset, unless nobody listens (any more). */
void gpamap_acpi_tell(struct gpamap_acpi_reading *reading,
		      struct gpamap_fact fact, size_t offset);

/* Tell one past the last byte of @length bytes, not 0, from @start on; false
 * where they pass the end of the 64-bit space. The end of the space is
 * UINT64_MAX, as facts have it. */
bool gpamap_acpi_end(uint64_t start, uint64_t length, uint64_t *end);

/* Tell @fact of @size bytes at @start, which is 0 where there is no such
 * thing; the table says so at @offset. CORRUPT: it passes the end of the
 * space. */
enum gpamap_status gpamap_acpi_tell_at(struct gpamap_acpi_reading *reading,
				       struct gpamap_fact fact, size_t offset,
				       uint64_t start, uint64_t size);

gpamap_acpi_walk gpamap_acpi_walk_srat;
gpamap_acpi_walk gpamap_acpi_walk_slit;
gpamap_acpi_walk gpamap_acpi_walk_mcfg;
gpamap_acpi_walk gpamap_acpi_walk_hmat;
gpamap_acpi_walk gpamap_acpi_walk_cedt;
gpamap_acpi_walk gpamap_acpi_walk_madt;
gpamap_acpi_walk gpamap_acpi_walk_rsdt;
gpamap_acpi_walk gpamap_acpi_walk_xsdt;
gpamap_acpi_walk gpamap_acpi_walk_fadt;

/* Say whether an RSDP begins at @bytes: it has no header as tables have. */
bool gpamap_acpi_is_rsdp(const uint8_t *bytes, size_t size);

/* Go over the RSDP at @base of @size bytes, and give its length. */
enum gpamap_status gpamap_acpi_walk_rsdp(struct gpamap_acpi_reading *reading,
					 const uint8_t *bytes, size_t size,
					 size_t base, size_t *length);

#endif /* GPAMAP_GUEST_ACPI_TABLE_H */
