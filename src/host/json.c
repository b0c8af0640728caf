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

static void break_line(struct gpamap_json *json)
{
	unsigned int i;

	gpamap_sink_char(&json->sink, '\n');
	for (i = 0; i < json->depth; i++)
		gpamap_sink_text(&json->sink, "  ");
}

/* Write what stands before a value: comma, line break, name. */
static void lead(struct gpamap_json *json, const char *name)
{
	if (json->begun)
		gpamap_sink_char(&json->sink, ',');
	if (json->depth > 0 && json->depth < json->line_depth)
		break_line(json);
	else if (json->begun)
		gpamap_sink_char(&json->sink, ' ');
	json->begun = true;
	if (name == NULL)
		return;
	gpamap_sink_char(&json->sink, '"');
	gpamap_sink_text(&json->sink, name);
	gpamap_sink_text(&json->sink, "\": ");
}

static void open_container(struct gpamap_json *json, const char *name,
			   const char *brackets)
{
	lead(json, name);
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

	json->depth--;
	if (broken)
		break_line(json);
	gpamap_sink_char(&json->sink, json->closers[json->depth]);
	json->begun = true;
	if (json->depth > 0)
		return;
	gpamap_sink_char(&json->sink, '\n');
	gpamap_sink_end(&json->sink);
	json->begun = false;
}

void gpamap_json_hex(struct gpamap_json *json, const char *name, uint64_t value)
{
	lead(json, name);
	gpamap_sink_char(&json->sink, '"');
	gpamap_sink_hex(&json->sink, value);
	gpamap_sink_char(&json->sink, '"');
}

void gpamap_json_digest(struct gpamap_json *json, const char *name,
			uint64_t digest)
{
	lead(json, name);
	gpamap_sink_text(&json->sink, "\"0x");
	gpamap_sink_digits(&json->sink, digest, 16);
	gpamap_sink_char(&json->sink, '"');
}

void gpamap_json_number(struct gpamap_json *json, const char *name,
			uint64_t value)
{
	lead(json, name);
	gpamap_sink_number(&json->sink, value);
}

void gpamap_json_text(struct gpamap_json *json, const char *name,
		      const char *text)
{
	lead(json, name);
	if (text == NULL)
		gpamap_sink_text(&json->sink, "null");
	else
		gpamap_sink_quote(&json->sink, text);
}

void gpamap_json_null(struct gpamap_json *json, const char *name)
{
	lead(json, name);
	gpamap_sink_text(&json->sink, "null");
}

void gpamap_json_boolean(struct gpamap_json *json, const char *name, bool value)
{
	lead(json, name);
	gpamap_sink_text(&json->sink, value ? "true" : "false");
}
