/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_JSON_H
#define GPAMAP_HOST_JSON_H

#include <stdbool.h>

#include "sink.h"

/*
 * JSON, written as it comes: nothing is kept but the open brackets. A member's
 * name is NULL inside an array and for the outermost value; it is ASCII without
 * quotes. All is in the file when the outermost value is closed.
 */

#define GPAMAP_JSON_DEPTH 8

struct gpamap_json {
	struct gpamap_sink sink;
	unsigned int depth;
	unsigned int line_depth; /**< containers this deep stay on one line */
	bool begun; /**< the open container has a member */
	char closers[GPAMAP_JSON_DEPTH];
};

/**
 * Begin to write to @file.
 *
 * @line_depth: containers nested this deep are written on one line; 0: all.
 */
void gpamap_json_begin(struct gpamap_json *json, FILE *file,
		       unsigned int line_depth);

void gpamap_json_object(struct gpamap_json *json, const char *name);
void gpamap_json_array(struct gpamap_json *json, const char *name);

/** End the innermost object or array; the outermost ends with a newline. */
void gpamap_json_close(struct gpamap_json *json);

/** Write a number as a string "0x...": JSON's own numbers lose bits. */
void gpamap_json_hex(struct gpamap_json *json, const char *name,
		     uint64_t value);

/** Write a number that is below 2^53. */
void gpamap_json_number(struct gpamap_json *json, const char *name,
			uint64_t value);

/** Write a string; @text NULL is null. */
void gpamap_json_text(struct gpamap_json *json, const char *name,
		      const char *text);

void gpamap_json_null(struct gpamap_json *json, const char *name);

void gpamap_json_boolean(struct gpamap_json *json, const char *name,
			 bool value);

/** Write the digest's string: 0x and sixteen digits. */
void gpamap_json_digest(struct gpamap_json *json, const char *name,
			uint64_t digest);

#endif /* GPAMAP_HOST_JSON_H */
