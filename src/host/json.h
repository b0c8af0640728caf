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

static inline size_t gpamap_json_length(const char *name)
{
	return name == NULL ? 0 : strlen(name);
}

/** Write what stands before a value: comma, line break, the @length bytes of
 * its @name. The functions below do. */
void gpamap_json_lead(struct gpamap_json *json, const char *name,
		      size_t length);

/** Write a number as a string "0x...": JSON's own numbers lose bits. */
static inline void gpamap_json_hex(struct gpamap_json *json, const char *name,
				   uint64_t value)
{
	gpamap_json_lead(json, name, gpamap_json_length(name));
	gpamap_sink_char(&json->sink, '"');
	gpamap_sink_hex(&json->sink, value);
	gpamap_sink_char(&json->sink, '"');
}

/** Write a number that is below 2^53. */
static inline void gpamap_json_number(struct gpamap_json *json,
				      const char *name, uint64_t value)
{
	gpamap_json_lead(json, name, gpamap_json_length(name));
	gpamap_sink_number(&json->sink, value);
}

/** Write a @word of our own, ASCII that needs no escape. */
static inline void gpamap_json_word(struct gpamap_json *json, const char *name,
				    const char *word)
{
	gpamap_json_lead(json, name, gpamap_json_length(name));
	gpamap_sink_char(&json->sink, '"');
	gpamap_sink_text(&json->sink, word);
	gpamap_sink_char(&json->sink, '"');
}

/** Write a string; @text NULL is null. */
void gpamap_json_text(struct gpamap_json *json, const char *name,
		      const char *text);

static inline void gpamap_json_null(struct gpamap_json *json, const char *name)
{
	gpamap_json_lead(json, name, gpamap_json_length(name));
	gpamap_sink_text(&json->sink, "null");
}

static inline void gpamap_json_boolean(struct gpamap_json *json,
				       const char *name, bool value)
{
	gpamap_json_lead(json, name, gpamap_json_length(name));
	gpamap_sink_text(&json->sink, value ? "true" : "false");
}

/** Write the digest's string: 0x and sixteen digits. */
void gpamap_json_digest(struct gpamap_json *json, const char *name,
			uint64_t digest);

#endif /* GPAMAP_HOST_JSON_H */
