/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "json.h"
#include "utf8.h"

void gpamap_json_begin(struct gpamap_json *json, FILE *file,
		       unsigned int line_depth)
{
	*json = (struct gpamap_json){ .file = file, .line_depth = line_depth };
}

static void break_line(const struct gpamap_json *json)
{
	unsigned int i;

	putc('\n', json->file);
	for (i = 0; i < json->depth; i++)
		fputs("  ", json->file);
}

/* Write what stands before a value: comma, line break, name. */
static void lead(struct gpamap_json *json, const char *name)
{
	if (json->begun)
		putc(',', json->file);
	if (json->depth > 0 && json->depth < json->line_depth)
		break_line(json);
	else if (json->begun)
		putc(' ', json->file);
	json->begun = true;
	if (name == NULL)
		return;
	gpamap_utf8_quote(json->file, name);
	fputs(": ", json->file);
}

static void open_container(struct gpamap_json *json, const char *name,
			   const char *brackets)
{
	lead(json, name);
	putc(brackets[0], json->file);
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
	putc(json->closers[json->depth], json->file);
	json->begun = true;
	if (json->depth > 0)
		return;
	putc('\n', json->file);
	json->begun = false;
}

void gpamap_json_hex(struct gpamap_json *json, const char *name, uint64_t value)
{
	lead(json, name);
	fprintf(json->file, "\"0x%" PRIx64 "\"", value);
}

void gpamap_json_digest(struct gpamap_json *json, const char *name,
			uint64_t digest)
{
	lead(json, name);
	fprintf(json->file, "\"0x%016" PRIx64 "\"", digest);
}

void gpamap_json_number(struct gpamap_json *json, const char *name,
			uint64_t value)
{
	lead(json, name);
	fprintf(json->file, "%" PRIu64, value);
}

void gpamap_json_text(struct gpamap_json *json, const char *name,
		      const char *text)
{
	lead(json, name);
	if (text == NULL)
		fputs("null", json->file);
	else
		gpamap_utf8_quote(json->file, text);
}

void gpamap_json_null(struct gpamap_json *json, const char *name)
{
	lead(json, name);
	fputs("null", json->file);
}

void gpamap_json_boolean(struct gpamap_json *json, const char *name, bool value)
{
	lead(json, name);
	fputs(value ? "true" : "false", json->file);
}
