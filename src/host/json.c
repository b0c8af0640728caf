/* SPDX-License-Identifier: MIT */
#include "json.h"

void gpamap_json_begin(struct gpamap_json *json, FILE *file,
		       unsigned int line_depth)
{
	gpamap_sink_begin(&json->sink, file);
	json->depth = 0;
	json->line_depth = line_depth;
	json->begun = false;
}

/* Write a line end and the next line's indent to @at; give what is behind. */
static char *break_line(const struct gpamap_json *json, char *at)
{
	*at++ = '\n';
	memset(at, ' ', 2 * (size_t)json->depth);
	return at + 2 * (size_t)json->depth;
}

/* Bytes that stand before a value besides its name. */
#define LEAD_MAX (2u * GPAMAP_JSON_DEPTH + 6u)

void gpamap_json_lead(struct gpamap_json *json, const char *name, size_t length)
{
	char *room = gpamap_sink_room(&json->sink, LEAD_MAX + length);
	char *at = room;

	if (json->begun)
		*at++ = ',';
	if (json->depth > 0 && json->depth < json->line_depth)
		at = break_line(json, at);
	else if (json->begun)
		*at++ = ' ';
	json->begun = true;
	if (name != NULL) {
		*at++ = '"';
		memcpy(at, name, length);
		at += length;
		*at++ = '"';
		*at++ = ':';
		*at++ = ' ';
	}
	json->sink.used += (size_t)(at - room);
}

static void open_container(struct gpamap_json *json, const char *name,
			   const char *brackets)
{
	gpamap_json_lead(json, name, gpamap_json_length(name));
	gpamap_sink_char(&json->sink, brackets[0]);
	json->closers[json->depth++] = brackets[1];
	json->begun = false;
}

void gpamap_json_object(struct gpamap_json *json, const char *name)
{
	open_container(json, name, "{}");
}

void gpamap_json_array(struct gpamap_json *json, const char *name)
{
	open_container(json, name, "[]");
}

void gpamap_json_close(struct gpamap_json *json)
{
	bool broken = json->begun && json->depth < json->line_depth;
	char *room = gpamap_sink_room(&json->sink, LEAD_MAX);
	char *at = room;

	json->depth--;
	if (broken)
		at = break_line(json, at);
	*at++ = json->closers[json->depth];
	json->sink.used += (size_t)(at - room);
	json->begun = true;
	if (json->depth > 0)
		return;
	gpamap_sink_char(&json->sink, '\n');
	gpamap_sink_end(&json->sink);
	json->begun = false;
}

void gpamap_json_digest(struct gpamap_json *json, const char *name,
			uint64_t digest)
{
	gpamap_json_lead(json, name, gpamap_json_length(name));
	gpamap_sink_text(&json->sink, "\"0x");
	gpamap_sink_digits(&json->sink, digest, 16);
	gpamap_sink_char(&json->sink, '"');
}

void gpamap_json_text(struct gpamap_json *json, const char *name,
		      const char *text)
{
	gpamap_json_lead(json, name, gpamap_json_length(name));
	if (text == NULL)
		gpamap_sink_text(&json->sink, "null");
	else
		gpamap_sink_quote(&json->sink, text);
}
