/* SPDX-License-Identifier: MIT */
#ifndef ACPI_SUPPORT_H
#define ACPI_SUPPORT_H

#include "../unit/map_check.h"

/*
 * What the tests of ACPI tables share: facts in words, one a line, and inputs
 * that are damaged in every way there is.
 *
 *   "ram:0 0x0-0x1000", "hotplug:1 0x1000-0x2000 hotplug", "cpu 3:1",
 *   "cpu 3", "distance 0 1 20", "ecam 0 0-255 0xb0000000-0xc0000000",
 *   "table 0xe0000-0xe0024"
 */

#define ACPI_TEXT_MAX 4096

/** A gpamap_<table>_read(), or gpamap_acpi_read(). */
typedef enum gpamap_status acpi_reader(const void *bytes, size_t size,
				       gpamap_fact_report *report,
				       void *context,
				       struct gpamap_error *error);

/** Check that @read finds exactly @facts in @bytes. Memory around a copy of
 * the input is watched where a sanitizer is in the program. */
void acpi_check_facts(acpi_reader *read, const void *bytes, size_t size,
		      const char *facts);

/** Check where @read says that its facts stand: "44 52 ", in their order. */
void acpi_check_offsets(acpi_reader *read, const void *bytes, size_t size,
			const char *offsets);

/** Check that @read finds @bytes wrong: @status, and @asked. Nothing may have
 * been reported. */
void acpi_check_refused(acpi_reader *read, const void *bytes, size_t size,
			enum gpamap_status status, uint64_t asked);

/** Check that @read wants @limit bytes of input, where there are @size. */
void acpi_check_short(acpi_reader *read, const void *bytes, size_t size,
		      uint64_t limit);

/**
 * Check that @read refuses @bytes cut at every length, longer by one, and with
 * any one byte changed; and that it survives, with nothing told where it
 * fails, each byte set to each value and the checksum made right again.
 */
void acpi_check_hostile(acpi_reader *read, const void *bytes, size_t size);

/** Put the right checksum into @table. */
void acpi_mend(uint8_t *table, size_t size);

/** Check that two tables are the same bytes; tell the first that differ. */
void acpi_check_bytes(const uint8_t *got, size_t got_size, const uint8_t *want,
		      size_t want_size);

/**
 * Check that a writer gives exactly @want: measured, in a buffer that fits, in
 * one that is larger, and not in a smaller one. WRITE is called with (buffer,
 * size, need) and stands for a gpamap_<table>_write().
 */
typedef enum gpamap_status acpi_writer(const struct gpamap_layout *layout,
				       const void *options, void *buffer,
				       size_t size, size_t *need,
				       struct gpamap_error *error);
void acpi_check_written(acpi_writer *write, const struct gpamap_layout *layout,
			const void *options, const uint8_t *want, size_t size);

/** Check that a writer fails with @status, however large the buffer, leaves
 * that as it is, and gives back the error. */
struct gpamap_error acpi_check_unwritten(acpi_writer *write,
					 const struct gpamap_layout *layout,
					 const void *options,
					 enum gpamap_status status);

#endif /* ACPI_SUPPORT_H */
