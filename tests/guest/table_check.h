/* SPDX-License-Identifier: MIT */
#ifndef TABLE_CHECK_H
#define TABLE_CHECK_H

#include "../unit/map_check.h"

/*
 * Tables in words: a map is a picture (map_check.h), bytes are a text of
 * hexadecimal digits with blanks wherever they help, facts are a line.
 */

#define TABLE_MAX 16384

/** A writer, whose options have lost their type. */
typedef enum gpamap_status table_writer(const struct gpamap_layout *layout,
					const void *options, void *buffer,
					size_t size, size_t *need,
					struct gpamap_error *error);

typedef enum gpamap_status table_reader(const void *bytes, size_t size,
					gpamap_fact_report *report,
					void *context,
					struct gpamap_error *error);

struct table {
	unsigned char bytes[TABLE_MAX];
	size_t size;
};

/** Turn @hex into bytes. */
void table_parse(struct table *table, const char *hex);

/**
 * Write the map of @picture, which must succeed: measured first, then into a
 * buffer that is one byte too small, which must stay as it is, then into one
 * that fits, then into a larger one, which must stay as it is behind.
 */
void table_make(struct table *table, table_writer *write, const char *picture,
		const void *options);

/** Check that @picture is written as the bytes @hex. */
void table_check(table_writer *write, const char *picture, const void *options,
		 const char *hex);

/** Check that @picture is written as @text, with a NUL. */
void table_check_text(table_writer *write, const char *picture,
		      const void *options, const char *text);

/**
 * Check that writing @picture fails as @problem says: "TOO_MANY 129/128", the
 * status, asked and limit of the error; and that nothing is touched.
 */
void table_refuse(table_writer *write, const char *picture, const void *options,
		  const char *problem);

/**
 * Check that @bytes are read as @facts: "ram 0x0-0x1000; slot 0x0-0x1000
 * +0x7000 ro". With a report that stops early, too. Each fact must say that it
 * stands behind the one before.
 */
void facts_check(table_reader *read, const void *bytes, size_t size,
		 const char *facts);

/** As facts_check(), of bytes in hexadecimal. */
void facts_check_hex(table_reader *read, const char *hex, const char *facts);

/** Check that the bytes @hex are refused as @problem says: "CORRUPT 8", the
 * status and the offset, or "TRUNCATED 9", the bytes there are. */
void facts_refuse(table_reader *read, const char *hex, const char *problem);

/** Say whether the byte at @offset may become @value and nothing be told. */
typedef bool facts_silent(size_t offset, unsigned char value);

/**
 * Check that the table, cut short anywhere or with any byte changed to any
 * other, is refused or tells other facts, but for what is @silent.
 */
void facts_damage(table_reader *read, const struct table *table,
		  facts_silent *silent);

#endif /* TABLE_CHECK_H */
