/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "../host/json.h"
#include "../host/memory.h"
#include "../host/utf8.h"
#include "command.h"
#include "form.h"
#include "input.h"

/* gpamap formats: the table of formats, or all there is to know of some. */

/* Bytes that hold the shape of any key's value, with its NUL. */
#define SHAPE_MAX 80

/* Where texts begin. */
#define FACT_INDENT 9
#define KEY_INDENT 8
/* Behind the name: "  READ  WRITTEN  FORM    ". */
#define COLUMNS_BEFORE_WHAT 25

static void write_key_json(struct gpamap_json *json,
			   const struct gpamap_key *key)
{
	char shape[SHAPE_MAX];

	gpamap_key_shape(key, shape, sizeof(shape));
	gpamap_json_object(json, NULL);
	gpamap_json_text(json, "name", key->name);
	gpamap_json_text(json, "value", shape);
	gpamap_json_text(json, "default", key->standard);
	gpamap_json_text(json, "description", key->help);
	gpamap_json_boolean(json, "reads", key->reads);
	gpamap_json_close(json);
}

static void write_json(struct gpamap_json *json,
		       const struct gpamap_format *format)
{
	const struct gpamap_key *key;

	gpamap_json_object(json, NULL);
	gpamap_json_text(json, "name", format->name);
	gpamap_json_text(json, "description", format->description);
	gpamap_json_boolean(json, "reads", gpamap_format_reads(format));
	gpamap_json_boolean(json, "writes", format->write != NULL);
	gpamap_json_boolean(json, "recognised", format->recognises != NULL);
	gpamap_json_boolean(json, "binary", format->binary);
	gpamap_json_text(json, "carries", format->carries);
	gpamap_json_text(json, "source", format->source);
	gpamap_json_array(json, "keys");
	for (key = format->keys; key != NULL && key->name != NULL; key++)
		write_key_json(json, key);
	gpamap_json_close(json);
	gpamap_json_close(json);
}

/* @width: of the terminal; 0 for programs, which read a line a format. */
static void list_table(size_t width)
{
	const struct gpamap_format *format;
	size_t name = strlen("NAME");

	for (format = gpamap_formats(); format->name != NULL; format++)
		if (strlen(format->name) > name)
			name = strlen(format->name);
	printf("%-*s  READ  WRITTEN  FORM    WHAT\n", (int)name, "NAME");
	for (format = gpamap_formats(); format->name != NULL; format++) {
		printf("%-*s  %-4s  %-7s  %-6s  ", (int)name, format->name,
		       gpamap_format_reads(format) ? "yes" : "-",
		       format->write != NULL ? "yes" : "-",
		       format->binary ? "binary" : "text");
		gpamap_utf8_wrap(stdout, format->description, false,
				 name + COLUMNS_BEFORE_WHAT, width);
	}
}

/* What a reader finds out by itself need not be said. */
static const char *reading_of(const struct gpamap_format *format)
{
	if (!gpamap_format_reads(format))
		return "no";
	return format->recognises != NULL ? "yes, recognised by content"
					  : "yes, with --from";
}

static const char *writing_of(const struct gpamap_format *format)
{
	if (format->write == NULL)
		return "no";
	return format->binary ? "yes, binary" : "yes, text";
}

#define COLUMNS 80

/* Write @text behind what stands in @indent columns, and wrap it there. */
static void write_wrapped(const char *text, size_t indent)
{
	gpamap_utf8_wrap(stdout, text, false, indent, COLUMNS);
}

static void write_key(const struct gpamap_key *key)
{
	char shape[SHAPE_MAX], text[256];

	gpamap_key_shape(key, shape, sizeof(shape));
	if (key->form == GPAMAP_KEY_SWITCH)
		printf("  %s\n", key->name);
	else
		printf("  %s=%s\n", key->name, shape);
	snprintf(text, sizeof(text), "%s; default: %s%s", key->help,
		 key->standard, key->reads ? "; for --from, too" : "");
	printf("%*s", KEY_INDENT, "");
	write_wrapped(text, KEY_INDENT);
}

static void write_text(const struct gpamap_format *format)
{
	const struct gpamap_key *key;
	char shape[SHAPE_MAX];

	printf("%s: %s\n\ncarries  ", format->name, format->description);
	write_wrapped(format->carries, FACT_INDENT);
	printf("read     %s\n", reading_of(format));
	printf("written  %s\n", writing_of(format));
	printf("source   ");
	write_wrapped(format->source, FACT_INDENT);
	if (format->keys == NULL)
		return;
	key = format->keys;
	gpamap_key_shape(key, shape, sizeof(shape));
	printf("\nKeys, behind the name and a comma each, as in -o %s,%s%s%s:\n\n",
	       format->name, key->name,
	       key->form == GPAMAP_KEY_SWITCH ? "" : "=",
	       key->form == GPAMAP_KEY_SWITCH ? "" : shape);
	for (; key->name != NULL; key++)
		write_key(key);
}

static bool refuse_name(const struct options *options, const char *name)
{
	const struct gpamap_format *format = gpamap_formats();
	const char *nearest = NULL;
	const char **names;
	size_t count = 0, i;

	while (format[count].name != NULL)
		count++;
	names = gpamap_memory_take(count + 1, sizeof(*names));
	for (i = 0; names != NULL && i < count; i++)
		names[i] = format[i].name;
	if (names != NULL)
		nearest = gpamap_word_nearest(gpamap_span_of(name), names);
	free(names);
	if (nearest != NULL)
		complain(options, "there is no format \"%s\": did you mean %s?",
			 name, nearest);
	else
		complain(options,
			 "there is no format \"%s\"; gpamap formats lists them",
			 name);
	return false;
}

static bool check_names(const struct options *options, char **names,
			size_t count)
{
	bool fine = true;
	size_t i;

	for (i = 0; i < count; i++)
		if (gpamap_format_named(names[i]) == NULL)
			fine = refuse_name(options, names[i]);
	return fine;
}

static void describe(char **names, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (i > 0)
			putchar('\n');
		write_text(gpamap_format_named(names[i]));
	}
}

/* @count 0: all of them. */
static void list_json(char **names, size_t count)
{
	const struct gpamap_format *format;
	struct gpamap_json json;
	size_t i;

	gpamap_json_begin(&json, stdout, 2);
	gpamap_json_array(&json, NULL);
	for (format = gpamap_formats(); format->name != NULL && count == 0;
	     format++)
		write_json(&json, format);
	for (i = 0; i < count; i++)
		write_json(&json, gpamap_format_named(names[i]));
	gpamap_json_close(&json);
}

enum exit_status command_formats(struct options *options, char **operands,
				 size_t count)
{
	bool json;

	if (!form_is_json(options, &json) ||
	    !check_names(options, operands, count))
		return EXIT_TROUBLE;
	if (json)
		list_json(operands, count);
	else if (count > 0)
		describe(operands, count);
	else
		list_table(style_for(options, stdout).width);
	return EXIT_FINE;
}
